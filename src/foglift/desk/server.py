"""A desk on a port of this machine."""

import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from foglift.codebook import Book
from foglift.desk.app import app
from foglift.desk.live import Desk

HOST = "127.0.0.1"


def serve(
    store: Path, book: Book, port: int, say: Callable[[str], None], browser: bool = False
) -> None:
    """Serves the store until it is interrupted. Raises OSError where the port is taken."""
    with socket.create_server((HOST, port)) as listening:
        desk = Desk(store, book)
        address = f"http://{HOST}:{listening.getsockname()[1]}"
        say(f"The desk is at {address} (stop it with Ctrl-C)")
        if browser:
            webbrowser.open(address)
        config = uvicorn.Config(app(desk), log_level="warning", access_log=False)
        try:
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            desk.close()

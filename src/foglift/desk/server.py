"""A desk on a port."""

import signal
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterable
from pathlib import Path

import uvicorn

from foglift.codebook import Book
from foglift.desk import turns
from foglift.desk.app import app
from foglift.desk.backstage import Backstage
from foglift.desk.fetch import Gate
from foglift.desk.guard import Access
from foglift.desk.live import Desk
from foglift.desk.settings import Settings, beside

HOST = "127.0.0.1"
_TURN = 0.0005  # seconds a thread works before another has its turn: pages wait for the builder


def serve(
    store: Path,
    book: Book,
    port: int,
    say: Callable[[str], None],
    browser: bool = False,
    host: str = HOST,
    names: Iterable[str] = (),
    public: bool = False,
    gate: Gate | None = None,
) -> None:
    """Serves the store until it is interrupted; what it asks outside goes through the gate. Raises
    OSError where the port is taken, AskError where others would reach it and nobody could log in.
    """
    access = Access(Settings(beside(store)), host, names, public)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host.strip("[]"), port), family=family) as listening:
        desk = Desk(store, book, public)
        shown = f"[{host.strip('[]')}]" if ":" in host else host
        address = f"http://{shown}:{listening.getsockname()[1]}"
        edition = "The public edition of the desk" if public else "The desk"
        say(f"{edition} is at {address} (stop it with Ctrl-C)")
        if not access.local:
            say("Its logins need https: put a server that speaks it in front.")
        if browser:
            webbrowser.open(address)
        sys.setswitchinterval(_TURN)
        made = app(desk, access, gate)
        behind: Backstage = made.state.backstage
        behind.start()
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that what follows is done
        config = uvicorn.Config(made, log_level="warning", access_log=False)
        turns.first()
        try:
            _Server(config, behind).run(sockets=[listening])
        finally:
            behind.close()
            desk.close()


class _Server(uvicorn.Server):
    """A server that, when it stops, first lets the pages go that listen for events."""

    def __init__(self, config: uvicorn.Config, behind: Backstage) -> None:
        super().__init__(config)
        self._behind = behind

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._behind.events.close()
        await super().shutdown(sockets)

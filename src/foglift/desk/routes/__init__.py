"""What is no page: what changes something, and files and streams for other programs."""

from fastapi import APIRouter

from foglift.desk.routes import (
    access,
    api,
    atom,
    codebook,
    events,
    hooks,
    judgements,
    reports,
    tables,
)

ROUTERS: tuple[APIRouter, ...] = (
    access.router,
    api.router,
    atom.router,
    codebook.router,
    events.router,
    hooks.router,
    judgements.router,
    reports.router,
    tables.router,
)

"""What is no page: what changes something, and files and streams for other programs."""

from fastapi import APIRouter

from foglift.desk.routes import access, atom, events, hooks, reports

ROUTERS: tuple[APIRouter, ...] = (
    access.router,
    atom.router,
    events.router,
    hooks.router,
    reports.router,
)
from foglift.desk.routes import access, api, tables

ROUTERS: tuple[APIRouter, ...] = (access.router, api.router, tables.router)

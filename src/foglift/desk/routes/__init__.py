"""What is no page: what changes something, and files and streams for other programs."""

from fastapi import APIRouter

from foglift.desk.routes import access, api, atom, events, hooks, reports, tables

ROUTERS: tuple[APIRouter, ...] = (
    access.router,
    api.router,
    atom.router,
    events.router,
    hooks.router,
    reports.router,
    tables.router,
)

"""What routes have in common: what of the desk a request reaches, and how it is answered."""

from collections.abc import Callable
from typing import Annotated, Any

import msgspec
from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from foglift.desk.backstage import Backstage
from foglift.desk.guard import Access, needs
from foglift.desk.live import Desk
from foglift.desk.render import Ask, template
from foglift.desk.sessions import Who
from foglift.flow import AskError
from foglift.store import StoreError

Editor = Annotated[Who, needs("editor")]
Work = Callable[[], Response]

_LATEST = Ask()
_LONGEST = 1000  # characters of a line of a form


def desk_of(request: Request) -> Desk:
    """The desk that is asked."""
    desk: Desk = request.app.state.desk
    return desk


def backstage_of(request: Request) -> Backstage:
    """What goes on behind its pages."""
    behind: Backstage = request.app.state.backstage
    return behind


def access_of(request: Request) -> Access:
    """Who may use it."""
    access: Access = request.app.state.access
    return access


def page(
    request: Request, name: str, status: int = 200, ask: Ask = _LATEST, **values: Any
) -> Response:
    """A template that looks at the picture asked for, by default the latest, as an answer."""
    look = desk_of(request).look(ask.day, ask.known_by)
    return HTMLResponse(template(name, look, ask, **values), status)


def twin(shown: msgspec.Struct) -> Response:
    """What a page shows, as JSON."""
    return Response(msgspec.json.encode(shown), media_type="application/json")


def line(form: FormData, name: str) -> str:
    """What a field of a form holds, on one line; "" where it is not there or is a file."""
    given = form.get(name)
    return " ".join(given.split())[:_LONGEST] if isinstance(given, str) else ""


async def answered(work: Work, *more: type[Exception]) -> Response:
    """What the work comes to; in one line what cannot be done, also for `more` kinds of errors."""
    told: tuple[type[Exception], ...] = (AskError, StoreError, *more)
    try:
        return await run_in_threadpool(work)
    except told as error:
        raise HTTPException(400, str(error)) from error

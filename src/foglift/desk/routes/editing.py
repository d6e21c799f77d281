"""What the routes of editors have in common: whom they are for, and how work is answered."""

from collections.abc import Callable
from typing import Annotated

from fastapi import HTTPException, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from foglift.desk.guard import needs
from foglift.desk.live import Desk
from foglift.desk.sessions import Who
from foglift.flow import AskError
from foglift.store import StoreError

Editor = Annotated[Who, needs("editor")]
Work = Callable[[], Response]


async def answered(work: Work, *more: type[Exception]) -> Response:
    """What the work comes to; in one line what cannot be done, also for `more` kinds of errors."""
    told: tuple[type[Exception], ...] = (AskError, StoreError, *more)
    try:
        return await run_in_threadpool(work)
    except told as error:
        raise HTTPException(400, str(error)) from error


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk

"""The pages and routes as one ASGI application."""

import inspect
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from http import HTTPStatus
from typing import Any

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from foglift.desk.answers import Answers, Kept, Kind
from foglift.desk.api import Failure, described
from foglift.desk.api import answers as answers_of
from foglift.desk.asking import Day, KnownBy
from foglift.desk.backstage import Backstage
from foglift.desk.fetch import Gate
from foglift.desk.guard import Access, Guard, needs
from foglift.desk.live import Desk
from foglift.desk.look import Look, MissingError
from foglift.desk.pages import PAGES, Page
from foglift.desk.render import (
    STATIC,
    Ask,
    Rendered,
    Stamp,
    render,
    stamp_of,
    stamped,
    template,
)
from foglift.desk.routes import ROUTERS
from foglift.desk.settings import Settings, beside

HTML = "text/html; charset=utf-8"
JSON = "application/json"
_FILES = (".json", ".jsonl", ".csv", ".xml")  # how an address ends that programs ask
_LARGEST = 1 << 20  # bytes of a request; a route that takes files says its own `max_body_size`

Draw = Callable[[Page, msgspec.Struct, str, Look, Ask, Rendered | None], Rendered]


def app(desk: Desk, access: Access | None = None, gate: Gate | None = None) -> FastAPI:
    """The application that serves a desk to whom the access lets in, by default whoever is on
    this machine. It asks addresses outside through the gate."""
    made = FastAPI(
        title="foglift",
        description="What the reports loaded here say, and what that adds up to.",
        docs_url=None,
        redoc_url=None,
        max_body_size=_LARGEST,
    )
    settings = Settings(beside(desk.path))
    access = access or Access(settings, public=desk.public)
    made.state.desk, made.state.access = desk, access
    made.state.backstage = Backstage(desk, settings, gate)
    answers = Answers()
    made.add_middleware(_Again, desk=desk, answers=answers)
    made.add_middleware(Guard, access=access)
    for page in PAGES:
        twin = _endpoint(page, _json, JSON, answers)
        role = [needs(page.role)]
        made.add_api_route(
            page.twin,
            twin,
            summary=page.title,
            responses=answers_of(page),
            dependencies=role,
            tags=["pages"],
        )
    for page in PAGES:
        shown = _endpoint(page, render, HTML, answers)
        made.add_api_route(
            page.path, shown, include_in_schema=False, dependencies=[needs(page.role)]
        )
    for router in ROUTERS:
        made.include_router(router)
    made.mount("/static", StaticFiles(directory=STATIC, check_dir=False))
    made.openapi = partial(described, made)  # type: ignore[method-assign]
    for kind in (MissingError, HTTPException, RequestValidationError):
        made.add_exception_handler(kind, _failed)
    return made


def _endpoint(
    page: Page, draw: Draw, media: str, answers: Answers
) -> Callable[..., Awaitable[Response]]:
    """The function that FastAPI calls: it has the page's own parameters, and the days."""

    async def answer(
        request: Request, day: Day = None, known_by: KnownBy = None, **asked: Any
    ) -> Response:
        desk: Desk = request.app.state.desk
        asked_for = request.scope["path"], request.scope["query_string"]
        latest = day is None and known_by is None
        kind = Kind(page.path, latest, media, page.role)

        def work(before: Rendered | None) -> tuple[Stamp, Rendered]:
            look = desk.look(day, known_by)
            shown, id = page.show(look, **asked), asked.get("id", "")
            return stamp_of(look), draw(page, shown, id, look, Ask(day, known_by), before)

        least = max(desk.reached, min(_told_of(request), desk.version))
        return _sent(await answers.get(asked_for, kind, desk.version, least, work))

    own = list(inspect.signature(page.show, eval_str=True).parameters.values())[1:]
    first = list(inspect.signature(answer).parameters.values())[:3]
    named = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*first, *own)]
    answer.__signature__ = inspect.Signature(named)  # type: ignore[attr-defined]
    answer.__name__ = page.show.__name__
    answer.__doc__ = page.show.__doc__
    return answer


class _Again:
    """Answers what was asked before, as of now, before any route is looked for."""

    def __init__(self, app: ASGIApp, desk: Desk, answers: Answers) -> None:
        self._app, self._desk, self._answers = app, desk, answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kept = self._kept(scope) if scope["type"] == "http" else None
        answer = self._app if kept is None else _sent(kept)
        await answer(scope, receive, send)

    def _kept(self, scope: Scope) -> Kept | None:
        if scope["method"] != "GET":
            return None
        kept = self._answers.latest((scope["path"], scope["query_string"]), self._desk.version)
        return kept if kept and scope["state"]["who"].may(kept.kind.role) else None


def _told_of(request: Request) -> int:
    """The act of the store that an open page was told of and now asks to see."""
    given = request.headers.get("x-foglift-version", "")
    return int(given) if given.isdecimal() and len(given) < 18 else 0


def _sent(kept: Kept) -> Response:
    return Response(stamped(kept.rendered.body, kept.stamp), media_type=kept.kind.media)


def _json(
    page: Page, shown: msgspec.Struct, id: str, look: Look, ask: Ask, before: Rendered | None
) -> Rendered:
    return Rendered(msgspec.json.encode(shown))


async def _failed(request: Request, error: Exception) -> Response:
    """What cannot be shown, in one line: a page to people, JSON to programs."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    words = str(error.detail) if isinstance(error, HTTPException) else str(error)
    if words == HTTPStatus.NOT_FOUND.phrase:  # of an address that nobody answers
        words = "there is no page at this address"
    if isinstance(error, RequestValidationError):
        status, words = 422, _asked_wrongly(error.errors())
    if request.url.path.endswith(_FILES):
        return Response(msgspec.json.encode(Failure(words)), status, media_type=JSON)
    desk: Desk = request.app.state.desk
    body = template("failed.html", desk.look(), Ask(), words=words, status=status)
    return Response(body, status, media_type=HTML)


def _asked_wrongly(errors: Iterable[Any]) -> str:
    """Each thing asked for that cannot be, and how it is written."""
    return "; ".join(_wrong(error) for error in errors)


def _wrong(error: Any) -> str:
    name, given = error["loc"][-1], error.get("input")
    if error["type"].startswith("date"):
        return f'{name}: "{given!s:.40}" is no day; one is written 2024-12-05'
    return f"{name}: {error['msg']}"

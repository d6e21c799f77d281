"""Reports that people add: files, pasted text, addresses that are asked once or followed."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from time import time
from typing import get_args

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from foglift.desk import feeds
from foglift.desk.backstage import Backstage
from foglift.desk.feeds import Feed
from foglift.desk.guard import needs
from foglift.desk.render import Ask
from foglift.desk.routes import answering
from foglift.desk.routes.answering import backstage_of, line
from foglift.desk.spool import MOST_FILES, Batch, IntakeError, Note
from foglift.flow import AskError
from foglift.ingest import FORMATS
from foglift.ingest.files import MOST_BYTES
from foglift.model import ReportKind

MOST = 4 * MOST_BYTES  # bytes of one request
KINDS: dict[ReportKind, str] = {
    "news": "a news report",
    "statement": "a statement of a party",
    "monitor": "a monitor's report",
    "post": "a post",
}
assert set(KINDS) == set(get_args(ReportKind))


class AddPage(msgspec.Struct, frozen=True):
    """What was added, how far its reading is, and what is followed."""

    batches: tuple[Batch, ...]
    feeds: tuple[Feed, ...]
    waiting: int
    problem: str
    formats: tuple[str, ...]
    kinds: dict[ReportKind, str]
    most_files: int
    megabytes: int


router: APIRouter = APIRouter(dependencies=[needs("editor")], include_in_schema=False)


@router.get("/add")
def page(request: Request, day: date | None = None, known_by: date | None = None) -> Response:
    """The forms, what is being read and what is followed."""
    return _page(request, Ask(day, known_by))


@router.get("/add.json")
def twin(request: Request) -> Response:
    """The same as JSON."""
    return answering.twin(_shown(backstage_of(request)))


@router.post("/add/files", max_body_size=MOST)
async def files(request: Request) -> Response:
    """Takes files; they are on disk when this answers."""

    def take(form: FormData, by: str) -> None:
        given = [one for one in form.getlist("files") if isinstance(one, UploadFile)]
        named = [one for one in given if one.filename]
        note = Note(_now(), by, _day(form), line(form, "outlet"))
        backstage_of(request).intake.add(_read(named), note)

    return await _taken(request, take)


@router.post("/add/text", max_body_size=4 << 20)
async def text(request: Request) -> Response:
    """Takes a text as one report."""

    def take(form: FormData, by: str) -> None:
        words, day = str(form.get("text") or ""), _day(form)
        if not any(map(str.isalnum, words)):
            raise IntakeError("there are no words to read")
        record = {
            "text": words.replace("\r\n", "\n"),
            "title": line(form, "title"),
            "outlet": line(form, "outlet"),
            "published": day.isoformat() if day else "",
            "kind": line(form, "kind"),
            "url": line(form, "url"),
        }
        data = msgspec.json.encode(record)
        backstage_of(request).intake.add([("pasted text.json", data)], Note(_now(), by))

    return await _taken(request, take)


@router.post("/add/address")
async def address(request: Request) -> Response:
    """Asks an address, once or again and again."""

    def take(form: FormData, by: str) -> None:
        behind, outlet, url = backstage_of(request), line(form, "outlet"), line(form, "url")
        every = line(form, "every")
        if every:
            if not every.isdigit():
                raise IntakeError(f"'{every}' is no number of minutes")
            feeds.follow(behind.settings, url, outlet, int(every), by)
            behind.asking.ring()
        else:
            once = Feed("", feeds.checked(url), outlet, 0, by)
            found = feeds.ask(once, behind.gate, behind.intake, time())
            if found.failures:
                raise IntakeError(found.said)

    return await _taken(request, take)


@router.post("/add/feeds/{id}/forget")
async def forget(request: Request, id: str) -> Response:
    """Follows an address no longer."""
    return await _taken(request, lambda form, by: feeds.forget(backstage_of(request).settings, id))


# -------------------------------------------------------------------------------------- inside


async def _taken(request: Request, take: Callable[[FormData, str], None]) -> Response:
    """Back to the page: to what was taken, or with why nothing was."""
    form = await request.form(max_files=2 * MOST_FILES)
    by = request.state.who.name
    try:
        await run_in_threadpool(take, form, by)
    except (IntakeError, AskError) as error:
        return await run_in_threadpool(_page, request, Ask(), str(error))
    return RedirectResponse("/add#reading", 303)


def _page(request: Request, ask: Ask, problem: str = "") -> Response:
    shown = _shown(backstage_of(request), problem)
    status = 422 if problem else 200
    return answering.page(request, "add.html", status, ask, shown=shown, here="/add")


def _shown(behind: Backstage, problem: str = "") -> AddPage:
    return AddPage(
        batches=behind.intake.batches,
        feeds=tuple(feeds.every(behind.settings)),
        waiting=behind.intake.waiting,
        problem=problem,
        formats=tuple(FORMATS),
        kinds=KINDS,
        most_files=MOST_FILES,
        megabytes=MOST_BYTES // 1_000_000,
    )


def _read(given: list[UploadFile]) -> Iterator[tuple[str, bytes]]:
    """The files one after the other, so that only one of them is in memory."""
    for one in given:
        yield one.filename or "", one.file.read(MOST_BYTES + 1)


def _day(form: FormData) -> date | None:
    given = line(form, "published")
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise IntakeError(f"'{given}' is no day: write it as 2024-12-05") from None


def _now() -> datetime:
    return datetime.now(UTC)

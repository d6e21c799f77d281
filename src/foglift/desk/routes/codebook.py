"""Rows of the codebook that people add by a form: their effect first, then the row itself, and
the reports that it is about read again."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

import msgspec
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from foglift import codebook, flow, trial
from foglift import store as stores
from foglift.codebook import Book, overlay
from foglift.codebook.rows import Actor, Kind, PlaceKind, PlaceRow, SideSpell, Source, Spelling
from foglift.desk.live import Desk
from foglift.desk.look import Look
from foglift.desk.pages.cards import Card, card
from foglift.desk.render import address
from foglift.desk.routes.answering import Editor, answered, desk_of, page
from foglift.flow import AskError
from foglift.model import Report, Role
from foglift.publish.facts import Facts
from foglift.text import fold, paragraphs, sentences

router = APIRouter(prefix="/codebook", include_in_schema=False)

MOST = 40  # reports on which the effect is tried
_CHANGES = 60  # claims that are shown of it


class EffectPage(msgspec.Struct, frozen=True):
    """A row as it would be written, and what the reports that have the name would say by it."""

    words: str
    row: str
    file: str
    asked: dict[str, str]
    reports: int
    tried: int
    gained: tuple[Card, ...]
    lost: tuple[Card, ...]
    more: int


@router.post("/effect")
async def effect(request: Request, who: Editor) -> Response:
    """Shows the row and what it would change."""
    asked = await _asked(request)

    def work() -> Response:
        desk = desk_of(request)
        look, book = desk.look(), desk.book
        row, war = _row(book, asked, look)
        with tempfile.TemporaryDirectory() as folder:
            other, file = _laid(folder_of(desk), Path(folder), book, row, war)
        found = list(_having(look, asked["words"]))
        changed = trial.effect_on(found[:MOST], book, other)
        then = Facts(look.picture, look.claims, other)
        shown = EffectPage(
            words=asked["words"],
            row=overlay.lines(row),
            file=f"{folder_of(desk).name}/{file}",
            asked=asked,
            reports=len(found),
            tried=min(len(found), MOST),
            gained=tuple(card(then, *one) for one in changed.gained[:_CHANGES]),
            lost=tuple(card(look.facts, *one) for one in changed.lost[:_CHANGES]),
            more=max(len(changed.gained), len(changed.lost)) - _CHANGES,
        )
        return page(request, "name_effect.html", shown=shown)

    return await answered(work, OSError, ValueError)


@router.post("/rows")
async def write(request: Request, who: Editor) -> Response:
    """Writes the row into the folder that is laid over the codebook, and reads the reports that
    have the name again."""
    asked = await _asked(request)

    def work() -> Response:
        desk = desk_of(request)
        look = desk.look()
        row, war = _row(desk.book, asked, look)
        folder = folder_of(desk)
        with tempfile.TemporaryDirectory() as tried:
            _laid(folder, Path(tried), desk.book, row, war)  # raises where anything is wrong
        overlay.put(folder, desk.book, row, war)
        book = codebook.reload(folder)
        desk.rebook(book)
        with stores.open(desk.path) as store:
            flow.reread(_having(look, asked["words"]), book, store)
            last = store.since(desk.version).last
        desk.reach(last)
        return RedirectResponse(address("/review/names", {"done": asked["words"]}), 303)

    return await answered(work, OSError, ValueError)


# ---------------------------------------------------------------------------------- inside


def folder_of(desk: Desk) -> Path:
    """The folder that is laid over the codebook: FOGLIFT_CODEBOOK, else one beside the store."""
    named = os.environ.get("FOGLIFT_CODEBOOK")
    return Path(named) if named else codebook.beside(desk.path)


def _laid(folder: Path, tried: Path, book: Book, row: overlay.Row, war: str) -> tuple[Book, str]:
    """The codebook as it would be with the row, and the file that it goes to."""
    copied = tried / folder.name
    if folder.is_dir():
        shutil.copytree(folder, copied)
    try:
        written = overlay.put(copied, book, row, war)
        return codebook.load(copied), written.relative_to(copied).as_posix()
    except ValueError as error:
        raise AskError(str(error).replace(str(copied), folder.name).splitlines()[0]) from error


def _row(book: Book, asked: Mapping[str, str], look: Look) -> tuple[overlay.Row, str]:
    """The row that a form asks for, and the conflict it belongs to."""
    words = asked["words"]
    if asked["as"] == "alias":
        ref = _ref(book, asked["ref"])
        return overlay.named(book, ref, words), ""
    if asked["as"] == "spelling":
        return Spelling(words, _known_place(book, asked)), ""
    example = _example(look, words)
    if asked["as"] == "place":
        return _place(book, asked), ""
    if asked["as"] == "source":
        if asked["role"] not in get_args(Role):
            raise AskError(f"'{asked['role']}' is no role of a source")
        party = _ref(book, asked["ref"]) if asked["role"] == "party" else ""
        made = Source(overlay.slug(book, words), words, asked["role"], (), party, example=example)  # type: ignore[arg-type]
        return made, ""
    war = next((one for one in book.conflicts if one.id == asked["war"]), None)
    if asked["as"] != "actor" or war is None:
        raise AskError("say what the name is: another name of somebody, a source, or an actor")
    if asked["kind"] not in get_args(Kind):
        raise AskError(f"'{asked['kind']}' is no kind of actor")
    sides = (SideSpell(asked["side"]),) if asked["side"] else ()
    actor = Actor(
        overlay.slug(book, words),
        words,
        asked["kind"],  # type: ignore[arg-type]
        war.countries[:1],
        sides=sides,
        example=example,
    )
    return actor, war.id


def _place(book: Book, asked: Mapping[str, str]) -> PlaceRow:
    try:
        lat, lon = float(asked["lat"]), float(asked["lon"])
    except ValueError:
        raise AskError("say where it is, in degrees north and east: 35.25 and 36.75") from None
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise AskError(f"{lat}, {lon} is no position in degrees north and east")
    if asked["place_kind"] not in get_args(PlaceKind):
        raise AskError(f"'{asked['place_kind']}' is no kind of place")
    if asked["country"] not in book.countries:
        raise AskError(f"'{asked['country']}' is no country")
    return PlaceRow(
        overlay.slug(book, asked["words"]),
        asked["words"],
        round(lat, 5),
        round(lon, 5),
        asked["place_kind"],  # type: ignore[arg-type]
        asked["country"],
        (asked["native"],) if asked["native"] else (),
        region=asked["region"],
    )


def _known_place(book: Book, asked: Mapping[str, str]) -> str:
    """The place of that id, or the likeliest of that name in the country."""
    said = asked["known_place"]
    if book.gazetteer.knows(said):
        return said
    found = book.gazetteer.named(said, [asked["country"]])
    if not found:
        raise AskError(f"no place is called '{said}'")
    return found[0][0].id


def _ref(book: Book, said: str) -> str:
    """The actor or source of that id or name."""
    if said in book.actors or said in book.sources:
        return said
    found = [ref for ref in book.names().get(fold(said).removeprefix("the "), ()) if "/" not in ref]
    if len(found) == 1:
        return found[0]
    if found:
        raise AskError(f"'{said}' may be {', '.join(found)}: write one of these")
    raise AskError(f"the codebook knows nobody called '{said}'")


def _example(look: Look, words: str) -> str:
    """A sentence of a report that has the name, or begins with it as its outlet."""
    for report in _having(look, words):
        for line in paragraphs(report.text):
            for each in sentences(report.text, line):
                said = report.words(each)
                if words in said or words == report.outlet:
                    return (said if words in said else f"{words}: {said}")[:400]
    raise AskError(f"no report has the name '{words}'")


def _having(look: Look, words: str) -> Iterator[Report]:
    """The reports that have a name, or are of an outlet so called, by id."""
    sought = words.casefold()
    for id in sorted(look.texts):
        report = look.texts[id]
        told = " ".join(report.text.split()).casefold()
        if sought in told or sought == report.outlet.casefold():
            yield report


async def _asked(request: Request) -> dict[str, str]:
    form = await request.form()
    names = (
        "words", "as", "ref", "role", "war", "side", "kind",
        "country", "place_kind", "lat", "lon", "region", "native", "known_place",
    )  # fmt: skip
    found = {name: str(form.get(name, "")).strip()[:200] for name in names}
    if not found["words"]:
        raise HTTPException(400, "there is no name")
    return found

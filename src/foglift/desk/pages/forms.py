"""The fields of a claim as a form: to correct it, or to add one that was not read."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import msgspec
from fastapi import Path, Query

from foglift.desk.look import Look, MissingError
from foglift.desk.pages.cards import Card, card
from foglift.model import Claim, Report
from foglift.review.forms import CHOICES, COMMON, KINDS, fields

LABELS = {
    "type": "What happened",
    "change": "What became of the place",
    "of": "What is counted",
    "sense": "What is made of it",
    "actors": "Who did it",
    "recipients": "To whom",
    "holder": "By whom",
    "low": "At least",
    "high": "At most",
    "whom": "Who is counted",
    "by": "By whose hand",
    "about": "About whom",
    "place": "Where",
    "relation": "How it lies to the place",
    "start": "First day",
    "end": "Last day",
    "speaker": "Who says so",
    "stance": "How they say it",
    "realis": "Whether it happened",
    "words": "The exact words",
    "at": "Character where they begin",
}
_SEVERAL = "names or ids of the codebook; several with a semicolon between"
_HINTS = {
    **dict.fromkeys(("actors", "recipients", "by", "about"), _SEVERAL),
    "words": "as they stand in the report, character for character",
    "speaker": "empty for the report itself",
}
_NOTHING: Mapping[str, str] = {}
_SHAPES = {
    "start": "date",
    "end": "date",
    "low": "number",
    "high": "number",
    "words": "words",
    "at": "hidden",
}


class Field(msgspec.Struct, frozen=True):
    """A field of a form; `choices` where it takes only some words."""

    name: str
    label: str
    value: str
    choices: tuple[str, ...] = ()
    kind: str = "text"
    hint: str = ""


class CorrectPage(msgspec.Struct, frozen=True):
    """A correction that cannot be made as it was filled in."""

    card: Card
    fields: tuple[Field, ...]


class AddClaimPage(msgspec.Struct, frozen=True):
    """A report, and the form of a claim that it makes and that was not read."""

    report: str
    title: str
    outlet: str
    published: date | None
    lang: str
    text: str
    kind: str
    kinds: tuple[str, ...]
    fields: tuple[Field, ...]


def add_claim(
    look: Look,
    report: Annotated[str, Path(description="The id of the report.")],
    kind: Annotated[
        str, Query(description="event, control, count, intent or assessment.")
    ] = "event",
    at: Annotated[int, Query(description="The character at which the words begin.")] = 0,
    words: Annotated[str, Query(description="The words of the report.")] = "",
) -> AddClaimPage:
    """The text of a report, in which one selects the words of a claim to be added."""
    if report not in look.texts or look.public:
        raise MissingError(f"no report {report} is known by {look.known_by}")
    if kind not in KINDS:
        raise MissingError(f"no claim is of the kind '{kind}'")
    return adding(look, report, kind, {"words": words, "at": str(at) if words else ""})


def adding(look: Look, report: str, kind: str, given: Mapping[str, str]) -> AddClaimPage:
    """The form of a claim that is added, with what is filled in already."""
    found = look.texts[report]
    usual = {"relation": "at", "realis": "actual"}
    return AddClaimPage(
        report=report,
        title=found.title,
        outlet=found.outlet,
        published=found.published,
        lang=found.lang,
        text=found.text,
        kind=kind,
        kinds=tuple(KINDS),
        fields=_fields(look, kind, {**usual, **given}),
    )


def retried(look: Look, report: Report, claim: Claim, given: Mapping[str, str]) -> CorrectPage:
    """The form of a claim with what was filled in."""
    return CorrectPage(card(look.facts, report, claim), form(look, report, claim, given))


def form(
    look: Look, report: Report, claim: Claim, given: Mapping[str, str] = _NOTHING
) -> tuple[Field, ...]:
    """The fields of a claim as they are, but for what was filled in."""
    return _fields(look, claim.kind, {**fields(report, claim, look.book), **given})


def _fields(look: Look, kind: str, values: Mapping[str, str]) -> tuple[Field, ...]:
    return tuple(
        Field(
            name,
            LABELS[name],
            values.get(name, ""),
            _choices(look, name),
            _SHAPES.get(name, "text"),
            _HINTS.get(name, ""),
        )
        for name in (*KINDS[kind], *COMMON)
    )


def _choices(look: Look, name: str) -> tuple[str, ...]:
    known = CHOICES.get(name, ())
    if name == "type":
        return tuple(f"{type}/{facet}" if facet else type for type, facet in look.book.events)
    return ("", *known) if name == "stance" else known

"""Pieces put into words: reports whose claims point at the characters that say them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from bench.war.sayings import WITNESS, Piece, Saying
from foglift.codebook import Book
from foglift.fuse import Evidence
from foglift.model import (
    Attribution,
    Claim,
    Content,
    Control,
    Count,
    Event,
    Mention,
    Relation,
    Report,
    Span,
    When,
    Where,
    report_id,
    sealed,
)

CIVILIANS, PEOPLE = "people:civilians", "people:people"
_SLOT = re.compile(r"\{(\w{2,10})\}")
_UNARTICLED = frozenset({"hts", "deepstate", "afp", "reuters", "ap"})

# What each saying is in words; the choice among them is the style of the piece.
CLAUSES: Mapping[str, tuple[str, ...]] = {
    "takes": (
        "{by} captured {town}{day}",
        "{by} took control of {town}{day}",
        "{by} seized {town}{day}",
    ),
    "loses": ("{by} lost control of {town}{day}", "{by} lost {town}{day}"),
    "holds": ("{by} was in control of {town}{day}", "{by} held {town}{day}"),
    "besieges": ("{by} besieged {town}{day}",),
    "clash": ("{by} clashed with {of} in {town}{day}", "{by} fought {of} in {town}{day}"),
    "AIRSTRIKE": (
        "an air strike on {town}{day} killed {number} {whom}",
        "{number} {whom} were killed in an air strike on {town}{day}",
    ),
    "SHELLING": (
        "the shelling of {town}{day} killed {number} {whom}",
        "{number} {whom} were killed in the shelling of {town}{day}",
    ),
    "AIRSTRIKE by": ("{by} carried out an air strike on {town}{day}, killing {number} {whom}",),
    "SHELLING by": ("{by} shelled {town}{day}, killing {number} {whom}",),
    "AIRSTRIKE bare": ("{by} carried out an air strike on {town}{day}",),
    "SHELLING bare": ("{by} shelled {town}{day}",),
    "dead": (
        "{number} soldiers of {of} were killed in {town}{day}",
        "{number} fighters of {of} were killed in {town}{day}",
    ),
    "fled": ("about {number} {whom} fled {town}{day}", "{number} {whom} fled {town}{day}"),
    "total": ("{number} {whom} had been killed in {town} since {since}",),
}
FRAMES: Mapping[str, tuple[str, ...]] = {
    "": ("{clause}.",),
    "reports": ("{speaker} said {clause}.", "{clause}, {speaker} said."),
    "acknowledges": ("{speaker} acknowledged that {clause}.",),
    "denies": ("{speaker} denied that {clause}.",),
    "retracts": ("{speaker} withdrew its report that {clause}.",),
}
# What stands around it, of no war, so that two reports of one thing are not one text.
AROUND = (
    "The road to the coast was busy in the morning",
    "Shops on the main street opened late",
    "A light rain fell on the fields before noon",
    "Bread was sold at the usual price near the station",
    "Pupils walked home early because of the cold",
    "The phone network worked again in the evening",
    "Farmers said the olives would be ready within weeks",
    "A bus company added two lines for travellers",
    "The river stood higher than in other years",
    "Buyers at the livestock market were few",
    "The bakery beside the bridge has new owners",
    "Traders complained about the price of diesel",
    "Work on the water tower is to end next month",
    "The old library has been painted white",
    "Electricity came back for six hours",
    "A wedding party passed with drums",
)

CLOSE = "The war has left troops and civilians tired."


class Told(NamedTuple):
    """A claim with what it is truly about."""

    evidence: Evidence
    about: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a piece, where it stands in its text and where its words do."""

    saying: Saying
    span: Span
    slots: Mapping[str, Span]


def told(piece: Piece, book: Book) -> tuple[Report, list[Line]]:
    """The piece as a report, and where each of its sayings stands in it."""
    choice = Random(piece.style)
    text, lines = "", []
    for saying in piece.sayings:
        text += f"{_around(choice)} "
        words, slots = _sentence(saying, choice, book)
        at = len(text)
        placed = {name: Span(at + one.start, at + one.end) for name, one in slots.items()}
        lines.append(Line(saying, Span(at, at + len(words)), placed))
        text += f"{words} "
    text += f"{_around(choice)} {CLOSE}"
    outlet = book.label(piece.outlet)
    id = report_id(text, "", outlet, piece.published)
    report = Report(id, outlet, piece.kind, text, published=piece.published, dated="given")
    return report, lines


def claims(pieces: Iterable[Piece], book: Book) -> Iterator[Told]:
    """The claims that a perfect reader would make of the pieces."""
    for piece in pieces:
        report, lines = told(piece, book)
        for line in lines:
            for content in _contents(line):
                yield Told(Evidence(report, _claim(report, line, content, book)), line.saying.about)


def about(claim: Claim, lines: Iterable[Line]) -> str:
    """What a claim that somebody has read from the text is truly about."""
    first = claim.evidence[0]
    return next((line.saying.about for line in lines if line.span.meets(first)), "")


# --------------------------------------------------------------------------------- the sentences


def _around(choice: Random) -> str:
    return " ".join(f"{one}." for one in choice.sample(AROUND, 2))


def _sentence(saying: Saying, choice: Random, book: Book) -> tuple[str, dict[str, Span]]:
    stance = "reports" if saying.stance == "claims" else saying.stance
    frame = choice.choice(FRAMES[stance if saying.speaker else ""])
    clause = choice.choice(CLAUSES[_kind(saying)])
    filled = {**_fillers(saying, book), "clause": clause}
    if saying.speaker and saying.by == saying.speaker and frame.startswith("{speaker}"):
        filled["by"] = "it"
    words, slots = _fill(frame.replace("{clause}", clause), filled)
    return words[0].upper() + words[1:], slots


def _kind(saying: Saying) -> str:
    if saying.said != "strike":
        return saying.said
    if not saying.number:
        return f"{saying.type} bare"
    return f"{saying.type} by" if saying.by else saying.type


def _fillers(saying: Saying, book: Book) -> dict[str, str]:
    day = saying.day
    since = saying.since
    return {
        "by": _name(saying.by, book),
        "of": _name(saying.of, book),
        "speaker": _name(saying.speaker, book),
        "town": book.label(saying.town),
        "day": f" on {day.day} {day:%B %Y}" if day else "",
        "since": f"{since.day} {since:%B %Y}" if since else "",
        "number": f"{saying.number:,}",
        "whom": "people" if saying.said == "fled" else "civilians",
    }


def _name(ref: str, book: Book) -> str:
    if ref in ("", WITNESS):
        return ref
    label = book.label(ref)
    return label if ref in _UNARTICLED else f"the {label}"


def _fill(frame: str, fillers: Mapping[str, str]) -> tuple[str, dict[str, Span]]:
    """The frame with its slots filled, and where each stands; " on 3 March" without its blank."""
    words, slots, at = "", {}, 0
    for slot in _SLOT.finditer(frame):
        words += frame[at : slot.start()]
        filler = fillers[slot.group(1)]
        start = len(words) + len(filler) - len(filler.lstrip())
        words += filler
        slots[slot.group(1)] = Span(start, len(words))
        at = slot.end()
    return words + frame[at:], slots


# ------------------------------------------------------------------------------------ the claims


def _contents(line: Line) -> Iterator[Content]:
    saying = line.saying
    by, of = _mention(line, "by", saying.by), _mention(line, "of", saying.of)
    actors = (by,) if by else ()
    number = saying.number
    whom = _mention(line, "whom", PEOPLE if saying.said == "fled" else CIVILIANS)
    match saying.said:
        case "takes":
            yield Event("CAPTURE", "", actors)
            yield Control("takes", by)
        case "loses" | "holds" | "besieges":
            yield Control(saying.said, by)
        case "clash":
            yield Event("CLASH", "", (*actors, *((of,) if of else ())))
        case "strike":
            yield Event(saying.type, "", actors, (whom,) if whom else ())
            if number:
                yield Count("killed", number, number, whom, actors)
        case "dead":
            yield Count("killed", number, number, of)
        case "fled":
            yield Event("DISPLACEMENT", "flee", (whom,) if whom else ())
            yield Count("displaced", number, number, whom)
        case "total":
            yield Count("killed", number, number, whom, cumulative=True)


def _mention(line: Line, slot: str, ref: str) -> Mention | None:
    span = line.slots.get(slot)
    return Mention(span, ref) if span and ref else None


def _claim(report: Report, line: Line, content: Content, book: Book) -> Claim:
    saying = line.saying
    relation: Relation = "from" if saying.said == "fled" else "at"
    return sealed(
        Claim(
            id="",
            report=report.id,
            evidence=(line.span,),
            content=content,
            said_by=_said_by(line, report, book),
            where=Where(Mention(line.slots["town"], saying.town), relation),
            when=_when(line),
        )
    )


def _when(line: Line) -> When | None:
    saying = line.saying
    if saying.day is None:
        return None
    slot = "since" if saying.since and "since" in line.slots else "day"
    return When(saying.since or saying.day, saying.day, "day", line.slots[slot])


def _said_by(line: Line, report: Report, book: Book) -> tuple[Attribution, ...]:
    saying = line.saying
    if not saying.speaker:
        return ()
    span, ref = line.slots["speaker"], saying.speaker
    if ref == WITNESS:
        return (Attribution(Mention(span), "reports", "witness"),)
    role = book.role(ref)
    side = book.side(ref, report.published) if role == "party" else ""
    stance = "claims" if role == "party" and saying.stance == "reports" else saying.stance
    return (Attribution(Mention(span, ref), stance, role, side),)

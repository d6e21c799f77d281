"""IndiaPoliceEvents: what a sentence says that police did: kill, arrest, fail to act, use force, or
anything. Read from the claims whose actor are police, or that only police bring about."""

from collections.abc import Iterable, Sequence

from bench.data import report
from bench.tasks.readings import readings
from bench.tasks.task import Half, Measure, Row, Task
from foglift.codebook import Book
from foglift.model import Claim, Control, Count, Event, Intent, Mention

# Words for those who keep order; a claim's text says who they are where no row of the codebook
# knows them.
KEEPERS = ("police", "polic", "security", "constab", "officer", "crpf", "jawan", "cop", "trooper")
FORCED = {("PROTEST", "dispersed"), ("PROTEST", "excessive"), ("CIVILIAN_ATTACK", "beating")}
DEADLY = {("PROTEST", "excessive"), ("CIVILIAN_ATTACK", "killing")}


def predict(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "11-0", "labels": ["ARREST", "ANY_ACTION"]} for each sentence or document."""
    read = readings([report(row["text"]) for row in rows], book)
    return [
        {"id": row["id"], "labels": sorted(labels(claims, row["text"]))}
        for row, claims in zip(rows, read, strict=True)
    ]


def labels(claims: Iterable[Claim], text: str) -> set[str]:
    """What the claims of a text say that police did."""
    found: set[str] = set()
    told = list(claims)
    for claim in told:
        found |= _of(claim, text)
    if any(_deadly(claim) for claim in told) and any(_dead(claim) for claim in told):
        found.add("KILL")
    if found - {"FAIL"}:
        found.add("ANY_ACTION")
    return found


def _of(claim: Claim, text: str) -> set[str]:
    content = claim.content
    if not isinstance(content, Event):
        return {"ANY_ACTION"} if _ordered(claim, text) else set()
    by_police = any(keeps_order(who, text) for who in content.actors)
    if claim.realis == "negated":
        return {"FAIL"} if by_police else set()
    kind = (content.type, content.facet)
    if content.type == "DETENTION" and (by_police or not content.actors):
        return {"ARREST"}
    if kind in FORCED and (by_police or not content.actors):
        return {"FORCE"}
    if kind in DEADLY and by_police:
        return {"KILL", "FORCE"}
    return {"ANY_ACTION"} if by_police else set()


def _ordered(claim: Claim, text: str) -> bool:
    """Whether police are said to hold a place or to be about to act."""
    content = claim.content
    if isinstance(content, Control):
        return content.holder is not None and keeps_order(content.holder, text)
    return isinstance(content, Intent) and any(keeps_order(w, text) for w in content.actors)


def _deadly(claim: Claim) -> bool:
    content = claim.content
    return isinstance(content, Event) and (content.type, content.facet) in DEADLY


def _dead(claim: Claim) -> bool:
    return isinstance(claim.content, Count) and claim.content.of == "killed"


def keeps_order(who: Mention, text: str) -> bool:
    words = text[who.span.start : who.span.end].lower()
    return "police" in who.ref or any(word in words for word in KEEPERS)


TASK = Task(
    name="indiapolice",
    halves=(
        Half(
            "indiapolice/sents_dev.jsonl",
            predict,
            (
                Measure("mean_f1", 58.5, "67.2 (TF-IDF)", 75),
                Measure("KILL.f1"),
                Measure("ARREST.f1"),
                Measure("FAIL.f1"),
                Measure("FORCE.f1"),
                Measure("ANY_ACTION.f1"),
            ),
            form="labels",
        ),
    ),
)

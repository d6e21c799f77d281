"""Judgements: made with what they must keep, and listed with what became of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, TypeVar

from msgspec.structs import replace

from foglift.codebook import Book
from foglift.flow import AskError
from foglift.fuse import in_force
from foglift.model import Claim, Judgement, Report, Ruling, Value
from foglift.review.forms import formed
from foglift.store import Store

Noun = TypeVar("Noun")
State = Literal["holds", "taken back", "waiting"]


class Signature(NamedTuple):
    """Who judges, on which day, and why."""

    by: str
    at: date
    note: str = ""


class Act(Value, frozen=True):
    """A judgement and what became of it: it holds, or somebody took it back (`undone_by`), or it
    is waiting, for the claims `missing` are in no reading now."""

    judgement: Judgement
    state: State
    missing: tuple[str, ...] = ()
    undone_by: Judgement | None = None


def decide(what: Ruling, claims: Sequence[str], signature: Signature) -> Judgement:
    """That claims are right or wrong, or about one happening or several. Raises AskError."""
    named = tuple(dict.fromkeys(claims))
    if what in ("same", "different") and len(named) < 2:
        raise AskError(f"'{what}' is said of two claims or more")
    if not named:
        raise AskError("name the claim that is judged")
    return _signed(Judgement(what, named, *signature))


def correct(
    report: Report,
    claim: Claim,
    values: Mapping[str, str],
    book: Book,
    signature: Signature,
) -> Judgement:
    """That a claim says something else in these fields: `{"place": "Homs"}`. Raises AskError."""
    made = _signed(Judgement("correct", (claim.id,), *signature))
    found = formed(report, claim.kind, values, book, made.by, claim)
    if found.id == claim.id:
        raise AskError("nothing is corrected: it says the same as before")
    return replace(made, claim=found)


def add(
    report: Report, kind: str, values: Mapping[str, str], book: Book, signature: Signature
) -> Judgement:
    """That a report claims what was not read: `{"type": "CAPTURE", "words": "took the town"}`.
    Raises AskError."""
    made = _signed(Judgement("add", (), *signature))
    return replace(made, claim=formed(report, kind, values, book, made.by))


def undo(judgement: Judgement, signature: Signature) -> Judgement:
    """That a judgement is taken back. Raises AskError for a day before it."""
    if signature.at < judgement.at:
        raise AskError(f"it was judged on {judgement.at}, which is later than {signature.at}")
    return _signed(Judgement("undo", judgement.about, *signature, undoes=judgement.id))


def acts(
    judgements: Iterable[Judgement], claims: Iterable[str], reports: Iterable[str]
) -> list[Act]:
    """All judgements, the latest first, with what became of them where these claims are read in
    these reports."""
    made = list(judgements)
    holding = in_force(made, date.max)
    holds = {(one.id, one.act) for one in holding}
    undone = {one.undoes: one for one in holding if one.what == "undo"}
    here, texts = set(claims), set(reports)
    here |= {one.claim.id for one in holding if one.claim and one.claim.report in texts}
    made.sort(key=lambda one: (one.at, one.act, one.id), reverse=True)
    return [_act(one, (one.id, one.act) in holds, undone, here, texts) for one in made]


def _act(
    one: Judgement,
    holds: bool,
    undone: Mapping[str, Judgement],
    here: set[str],
    reports: set[str],
) -> Act:
    if not holds:
        return Act(one, "taken back", undone_by=undone.get(one.id))
    missing = tuple(claim for claim in one.claims if claim not in here)
    if one.what == "add" and one.claim and one.claim.report not in reports:
        missing = (one.claim.id,)
    gone = bool(missing) and one.what != "undo"
    return Act(one, "waiting" if gone else "holds", missing if gone else ())


def claim(store: Store, prefix: str) -> tuple[Report, Claim]:
    """The one claim whose id begins so, of a reading or as a person gave it. Raises AskError."""
    given = {one.claim.id: one.claim for one in store.judgements() if one.claim}
    if any(id.startswith(prefix) for id in given):
        found = only(prefix, given, "claim")
        return store.report(found.report), found
    return store.claim(prefix)


def only(prefix: str, known: Mapping[str, Noun], noun: str) -> Noun:
    """What has the one id that begins so. Raises AskError."""
    found = [each for id, each in known.items() if id.startswith(prefix)]
    if len(found) != 1:
        said = f"no {noun}" if not found else f"more than one {noun}"
        raise AskError(f"{said} has an id that begins with '{prefix}'")
    return found[0]


def _signed(one: Judgement) -> Judgement:
    """The judgement with its name and note as they are kept. Raises AskError without a name."""
    name = " ".join(one.by.split())
    if not name:
        raise AskError("a judgement is signed: say whose it is")
    return replace(one, by=name, note=one.note.strip())

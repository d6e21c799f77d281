"""What people decided about claims, and what it changed."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

import msgspec
from fastapi import Path, Query

from foglift.desk.look import Look, MissingError
from foglift.desk.pages.forms import LABELS
from foglift.model import Judgement, quote
from foglift.review import Act, Difference
from foglift.review.forms import fields

_WHAT: dict[str, str] = {
    "confirm": "confirmed",
    "reject": "rejected",
    "correct": "corrected",
    "add": "added",
    "same": "said to be about one happening",
    "different": "said to be about several happenings",
    "undo": "taken back",
}
_LONGEST = 90  # characters of a claim's words
_SHOWN = 500  # judgements on a page


class Past(msgspec.Struct, frozen=True):
    """A judgement in words: "rejected", with the claims it names and what became of it."""

    act: int
    what: str
    said: str
    claims: tuple[tuple[str, str], ...]
    by: str
    at: date
    note: str
    state: str
    undone: str


class JudgementsPage(msgspec.Struct, frozen=True):
    """All judgements, the latest first, `kind` of them only."""

    kind: str
    kinds: dict[str, int]
    rows: tuple[Past, ...]


class JudgementPage(msgspec.Struct, frozen=True):
    """One judgement, and what it changed; `told` is False where that cannot be said."""

    past: Past
    changed: tuple[Difference, ...]
    told: bool
    before: dict[str, str]
    after: dict[str, str]


def judgements(
    look: Look,
    kind: Annotated[
        str, Query(description="Only those of a kind, or waiting, or taken back.")
    ] = "",
) -> JudgementsPage:
    """What people decided about claims, the latest first, and what became of it."""
    kinds: dict[str, int] = {}
    for act in look.acts:
        name = act.state if act.state != "holds" else act.judgement.what
        kinds[name] = kinds.get(name, 0) + 1
    wanted = [act for act in look.acts if kind in ("", act.state, act.judgement.what)]
    return JudgementsPage(kind, kinds, tuple(past(look, act) for act in wanted[:_SHOWN]))


def numbers(look: Look) -> Iterator[str]:
    """The numbers of the judgements, each of which has a page."""
    return (str(one.judgement.act) for one in look.acts)


def judgement(look: Look, act: Annotated[str, Path(description="Its number.")]) -> JudgementPage:
    """One judgement and what it changed in the picture."""
    found = next((one for one in look.acts if str(one.judgement.act) == act), None)
    if found is None:
        raise MissingError(f"no judgement has the number {act}")
    made = found.judgement
    changed = look.changed(made) if found.state == "holds" else None
    before, after = _corrected(look, made)
    return JudgementPage(past(look, found), changed or (), changed is not None, before, after)


def _corrected(look: Look, made: Judgement) -> tuple[dict[str, str], dict[str, str]]:
    """The fields that a correction changed, as they were and are; of an added claim all."""
    if made.claim is None:
        return {}, {}
    known = look.claim(made.claim.id)
    if known is None:
        return {}, {}
    now = fields(known[0], made.claim, look.book)
    read = (look.claim(id) for id in made.claims)
    was = next((fields(*one, look.book) for one in read if one), {})
    other = [name for name, said in now.items() if was.get(name, "") != said and name != "at"]
    label = {name: LABELS[name] for name in other}
    return (
        {label[name]: was[name] for name in other if name in was},
        {label[name]: now[name] for name in other},
    )


def history(look: Look, claims: Iterable[str]) -> tuple[Past, ...]:
    """The judgements about any of these claims, the latest first."""
    asked = set(claims)
    return tuple(past(look, act) for act in look.acts if asked.intersection(act.judgement.about))


def past(look: Look, act: Act) -> Past:
    """A judgement in words."""
    one = act.judgement
    undone = act.undone_by
    return Past(
        act=one.act,
        what=one.what,
        said=_WHAT[one.what],
        claims=tuple((id, _words(look, id)) for id in one.about),
        by=one.by,
        at=one.at,
        note=one.note,
        state=act.state,
        undone=f"{undone.by} on {undone.at}" if undone else "",
    )


def _words(look: Look, id: str) -> str:
    """The words of a claim, cut; "" for one that is in no reading."""
    known = look.claim(id)
    return short(quote(known[0], known[1].evidence)) if known else ""


def short(words: str) -> str:
    """Words of a report in one line, cut at 90 characters."""
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"

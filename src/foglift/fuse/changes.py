"""What is another in one picture than in an earlier one, each difference with what brought it."""

from collections.abc import Iterable
from datetime import date

from foglift.codebook import Book
from foglift.fuse.causes import Seen, causes, delta
from foglift.fuse.differences import differences
from foglift.fuse.ground import Evidence
from foglift.fuse.kinds import Difference
from foglift.fuse.rulings import judged
from foglift.model import Cause, Claim, Judgement, Picture, Report, Shift

# What weighs most comes first: who has a place, how many died, what was taken back or disputed.
_ORDER: tuple[tuple[str, str], ...] = (
    ("control", "changed hands"),
    ("control", "contested"),
    ("control", "surrounded"),
    ("control", "settled"),
    ("control", "unclear"),
    ("control", "newly told"),
    ("control", "gone"),
    ("tally", "revised up"),
    ("tally", "revised down"),
    ("tally", "got a best"),
    ("tally", "lost its best"),
    ("incident", "withdrawn"),
    ("control", "disputed"),
    ("control", "undisputed"),
    ("incident", "disputed"),
    ("incident", "undisputed"),
    ("control", "rose"),
    ("control", "fell"),
    ("incident", "newly told"),
    ("tally", "newly told"),
    ("incident", "rose"),
    ("incident", "fell"),
    ("intention", "fulfilled"),
    ("intention", "not fulfilled"),
    ("intention", "open again"),
    ("threat", "listed"),
    ("threat", "dropped"),
    ("control", "stale"),
    ("control", "fresh"),
    ("tally", "range"),
    ("tally", "problem"),
)
_RANK = {kind: rank for rank, kind in enumerate(_ORDER)}
# Of these a reader need not know: who else says it, what was joined with what.
MINOR = frozenset({"area", "support", "details", "past", "merged", "split", "regrouped", "reasons"})


def seen(
    picture: Picture, claims: Iterable[tuple[Report, Claim]], judgements: Iterable[Judgement]
) -> Seen:
    """A picture with what was known by its day; the claims are as `picture` takes them."""
    by = picture.known_by
    known = [one for one in claims if one[0].published is None or one[0].published <= by]
    until = date.max if picture.all_judged else by
    decided = tuple(judgement for judgement in judgements if judgement.at <= until)
    read = [one for one in known if not one[1].is_given]
    told = (*read, *judged(known, decided, until)) if decided else read
    return Seen(picture, {claim.id: Evidence(report, claim) for report, claim in told}, decided)


def changes(before: Seen, after: Seen, book: Book) -> tuple[Shift, ...]:
    """Each difference between two pictures once, with what brought it; what weighs most first.

    "Hama: held by Syrian army, reported -> held by Hayat Tahrir al-Sham, acknowledged", because
    the army acknowledged on 5 December that it had lost the city. () where both are the same.
    """
    between = delta(before, after)
    found = differences(before.picture, after.picture, book)
    ranked = sorted(found, key=lambda one: _weight(one, book))
    return tuple(_shift(one, causes(one, between, book)) for one in ranked)


def _shift(one: Difference, causes: tuple[Cause, ...]) -> Shift:
    return Shift(
        about=one.about,
        kind=one.kind,
        place=one.place,
        subject=one.subject,
        was=one.was,
        now=one.now,
        causes=causes,
        claims=tuple(sorted({claim for cause in causes for claim in cause.claims})),
        earlier=one.earlier,
        later=one.later,
        stood_on=one.stood_on,
        numbers=one.numbers,
        holders=one.holders,
    )


def _weight(one: Difference, book: Book) -> tuple[int, int, str, str, str, tuple[str, ...]]:
    place = book.label(one.place) if one.place else ""
    rank = _RANK.get((one.about, one.kind), len(_RANK))
    return rank, -one.size, place, one.about, one.subject, (*one.earlier, *one.later)

"""What a number counts: of whom, where, by whom, over which days; and which scope lies in which."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from foglift.fuse.ground import Evidence, Ground, place_of, when_of
from foglift.model import Claim, Count, Counted, Manner, Precision, Relation, When, digest
from foglift.text import numerals

_ANYBODY = "people:people"
_BARE = frozenset(
    (
        "all", "an", "another", "at", "both", "few", "least", "many", "more", "most", "nearly",
        "of", "one", "other", "others", "several", "some", "than", "the", "them", "these", "they",
        "those",
    )
)  # fmt: skip
# "Since last week" may mean any day of it.
_SLACK: dict[Precision, int] = {"week": 6, "month": 30, "year": 365}


class Scope(NamedTuple):
    """What a number counts; numbers are compared only within one scope.

    "826 killed since last week": killed, anybody, everywhere, a running total from 2024-11-25,
    give or take `slack` = 6 days. `part` is set where the text says that a number is part of
    another but not what sets it apart: such numbers are never compared. A running total has no
    end: its latest figure holds. `relation` tells people displaced to a place from all others.
    """

    of: Counted
    whom: str
    place: str
    unit: str
    by: tuple[str, ...]
    cumulative: bool
    since: date | None
    until: date | None
    slack: int
    part: str = ""
    relation: Relation = "at"
    manner: Manner = ""

    @property
    def id(self) -> str:
        """Stays the same from day to day while the figures change."""
        days = (str(self.cumulative), str(self.since), str(self.until), str(self.slack))
        how = (self.part, self.relation, self.manner)
        return digest(self.of, self.whom, self.place, self.unit, *how, *days, *self.by)

    @property
    def base(self) -> "Scope":
        """The scope without its days: running totals of one base may be one series."""
        return self._replace(since=None, until=None, slack=0)

    @property
    def order(self) -> tuple[str, str, str, str]:
        return self.place, self.of, self.whom, self.id

    @property
    def first(self) -> date | None:
        """The first day that is certainly in it."""
        return self.since and self.since + timedelta(days=self.slack)


def count_of(claim: Claim) -> Count:
    """The content of a claim that counts."""
    if not isinstance(claim.content, Count):
        raise TypeError(f"claim {claim.id} is no count")
    return claim.content


def scope(evidence: Evidence, counts: Mapping[str, Evidence], ground: Ground) -> Scope:
    """What a claim counts; `counts` are those of its report by their ids, its whole among them."""
    plain, count = _plain(evidence, counts, ground), count_of(evidence.claim)
    whole = counts.get(count.part_of)
    if whole is None or plain != _plain(whole, counts, ground):
        return plain
    of_whole = count_of(whole.claim)
    same = (count.low, count.high) == (of_whole.low, of_whole.high)
    return plain if same else plain._replace(part=f"{count.low}..{count.high}")


def settled(scopes: Iterable[Scope]) -> dict[Scope, Scope]:
    """Running totals "since last week" join those since an exact day of it, if there is but one.
    What is not in the answer stays as it is. Only scopes of one base touch each other."""
    distinct = {one for one in scopes if one.cumulative}
    exact: dict[Scope, list[Scope]] = {}
    for one in sorted((one for one in distinct if not one.slack), key=str):
        exact.setdefault(one.base, []).append(one)
    vague = (one for one in distinct if one.slack)
    return {one: found for one in vague if (found := _exact(one, exact.get(one.base, ()))) != one}


def holds(whole: Scope, part: Scope, ground: Ground) -> bool:
    """Whether all that the one scope counts is in the other by what they are, whatever a text
    says: children killed in Hama on Tuesday in the dead of Hama province since last week. Only a
    running total holds others so: any other number may be that of one attack. No place named is
    nowhere, not everywhere."""
    return (
        whole.cumulative
        and whole != part
        and not (whole.part or part.part)
        and (whole.of, whole.unit, whole.relation) == (part.of, part.unit, part.relation)
        and whole.manner in ("", part.manner)
        and (not whole.by or whole.by == part.by)
        and _begins_within(whole, part)
        and is_among(part.whom, whole.whom, ground)
        and _lies_in(part.place, whole.place, ground)
    )


def is_among(one: str, other: str, ground: Ground) -> bool:
    """Whether the one people are some of the other: children of people, soldiers of an army."""
    return one == other or not other or ground.book.among(one, other)


def apart(one: Scope, other: Scope, ground: Ground) -> bool:
    """Whether nobody can be counted in both: other places, women and children, other manners."""
    within = ground.book.gazetteer.within
    a, b = one.place, other.place
    elsewhere = bool(a and b) and not (within(a, b) or within(b, a))
    otherwise = bool(one.manner and other.manner) and one.manner != other.manner
    return elsewhere or otherwise or ground.book.apart(one.whom, other.whom)


def _begins_within(whole: Scope, part: Scope) -> bool:
    if whole.first is None:
        return whole.since == part.since or not part.cumulative
    return (part.since is not None and part.since >= whole.first) or _same_days(whole, part)


def _same_days(whole: Scope, part: Scope) -> bool:
    return part.cumulative and (whole.since, whole.slack) == (part.since, part.slack)


def _lies_in(inner: str, outer: str, ground: Ground) -> bool:
    if not inner or not outer:
        return inner == outer
    return ground.book.gazetteer.within(inner, outer)


def _plain(evidence: Evidence, counts: Mapping[str, Evidence], ground: Ground) -> Scope:
    """What the number counts by its own words."""
    count, where = count_of(evidence.claim), evidence.claim.where
    when, cumulative = _period(evidence, counts)
    begun = None if cumulative and _is_inferred(when) else when.start
    to = count.of == "displaced" and where is not None and where.relation == "towards"
    return Scope(
        of=count.of,
        whom=_whom(evidence, count),
        place=place_of(evidence.claim),
        unit=count.unit,
        by=tuple(sorted(ground.teams(count.by, evidence))),
        cumulative=cumulative,
        since=begun,
        until=None if cumulative else when.end,
        slack=_SLACK.get(when.precision, 0) if cumulative and begun else 0,
        relation="towards" if to else "at",
        manner=_manner(count),
    )


def _is_inferred(when: When) -> bool:
    """Whether no words of the text say the time: "death toll rises to 634" began nobody knows
    when, not on the day of the news."""
    return when.span is None and bool(when.why)


def _manner(count: Count) -> Manner:
    """New dead are the dead of the day, unless others stand beside them."""
    return "" if count.manner == "new" and not count.part_of else count.manner


def _period(evidence: Evidence, counts: Mapping[str, Evidence]) -> tuple[When, bool]:
    """The time a count covers; a part that names none covers that of its whole."""
    count = count_of(evidence.claim)
    whole = counts.get(count.part_of)
    if evidence.claim.when is None and whole is not None:
        return when_of(whole), count.cumulative or count_of(whole.claim).cumulative
    return when_of(evidence), count.cumulative


def _whom(evidence: Evidence, count: Count) -> str:
    if count.whom is None or count.whom.ref == _ANYBODY:
        return ""
    words = evidence.report.words(count.whom.span)
    return count.whom.ref or _own(evidence, words) or ("" if is_bare(words) else words)


def is_bare(words: str) -> bool:
    """Whether the words are only a number or point back: "dozens", "228 others", "many of them"."""
    left = words.lower()
    for numeral in reversed(numerals(left)):
        left = left[: numeral.span.start] + left[numeral.span.end :]
    return not set(left.split()) - _BARE


def _own(evidence: Evidence, words: str) -> str:
    """The party whose "our soldiers" are counted: the one that speaks."""
    link = evidence.claim.said_by[0] if evidence.claim.said_by else None
    own = link is not None and link.role == "party" and words.lower().startswith("our ")
    return link.source.ref.partition("/")[0] if link and own else ""


def _exact(scope: Scope, exact: Sequence[Scope]) -> Scope:
    if scope.since is None or scope.first is None:
        return scope
    fits = [one for one in exact if one.since and scope.since <= one.since <= scope.first]
    return fits[0] if len(fits) == 1 else scope

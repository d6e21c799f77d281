"""Whether two happenings may be one, and why: their types, days, sides and places, and the reports
that tell of them. Every answer is about two happenings only."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from foglift.codebook.rows import Alike
from foglift.fuse.ground import Lore
from foglift.fuse.happening import UNARMED, Happening
from foglift.fuse.matters import Matters
from foglift.fuse.nearness import Key, Nearness
from foglift.fuse.tellers import MANY, Tellers, fell, together

# News that names no day is of the last days, and what reports a few days apart say so is not one.
FRESH = 3
# Where two sentences tell of one happening and neither has a place, so much of their words is in
# both; of one beside a report that has the place, so much stands in that report.
LIKE_WORDS, RETOLD = 0.3, 0.75
# A report that says the same again shares so much of the words of the two sentences.
SAID_AGAIN = 0.5
_APART = ("towards", "from")
_LONG, _ONCE, _UNDATED = -1, -2, -3


@dataclass(frozen=True, slots=True)
class Tale:
    """A happening and the reports that tell of it."""

    of: Happening
    tellers: Tellers


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two tales are compared by: the types that are told for each other, where the places
    lie, which reports are of one matter."""

    lore: Lore
    places: Nearness
    matters: Matters

    def alike(self, one: Tale, other: Tale) -> str:
        """Why two tales are of one happening, "" when they are not."""
        row = self.lore.book.interchanged(one.of.type, other.of.type)
        if row is None or not _kinds_agree(one.of, other.of, row):
            return ""
        days = _days(one.of, other.of, row)
        if not days or not _sides_agree(one.of, other.of, row):
            return ""
        place = self._place(one, other, row)
        backing = together(one.tellers, other.tellers) if row.backed else ""
        if not place or (row.backed and not backing):
            return ""
        reasons = (place, days, _who(one.of, other.of), backing if backing not in place else "")
        return f"{one.of.type} with {other.of.type}: {', '.join(filter(None, reasons))}"

    def _place(self, one: Tale, other: Tale, row: Alike) -> str:
        here, there = one.of.place, other.of.place
        if not here or not there:
            return self._vaguely(one, other, row, "no place named")
        vague = one.of.vague or other.of.vague
        if here == there and not vague:
            return "the same place"
        if here == there and _side_in_common(one.of, other.of):
            return "" if fell(one.tellers, other.tellers) else "the same country"
        if vague:
            inside = self.lore.country(here) == self.lore.country(there)
            return self._vaguely(one, other, row, "no place but a country") if inside else ""
        return "" if row.exact else self.places.between(here, there)

    def _vaguely(self, one: Tale, other: Tale, row: Alike, words: str) -> str:
        """Why two happenings may be one though the place of one of them does not tell."""
        if one.of.long or other.of.long or fell(one.tellers, other.tellers):
            return ""
        if one.of.vague and one.of.report == other.of.report:
            if one.of.sentence == other.of.sentence:
                return f"{words} but in one sentence"
            alike = self._shared(one.of.words, other.of.words) >= SAID_AGAIN
            return f"{words} but said again in the report" if alike else ""
        if _nowhere(one.of, other.of) and _same_sides(one.of, other.of):
            return f"{words} but the same sides"
        if not one.of.dated or row.exact:
            return ""
        told = together(one.tellers, other.tellers) or self._in_like_words(one, other)
        return f"{words} but {told}" if told else ""

    def _in_like_words(self, one: Tale, other: Tale) -> str:
        """Whether reports of one matter tell of both in words of which many are the same."""
        if one.of.vague and other.of.vague:
            akin = other.of.report in self.matters.akin(one.of.report)
            alike = akin and self._shared(one.of.words, other.of.words) >= LIKE_WORDS
        else:
            vague, tellers = (one.of, other.tellers) if one.of.vague else (other.of, one.tellers)
            near = self.matters.akin(vague.report)
            alike = any(
                self.matters.told(each.report, vague.words) >= RETOLD
                for each in tellers
                if each.report in near
            )
        return "told in like words in reports of one matter" if alike else ""

    def _shared(self, one: Sequence[str], other: Sequence[str]) -> float:
        """How much of the words of two sentences is in both, by their rarity."""
        rarity = self.lore.book.rarity
        both = {*one} & {*other}
        least = sum(map(rarity, sorted({*one} | {*other})))
        return sum(map(rarity, sorted(both))) / least if least else 0.0

    def is_vague(self, one: Happening) -> bool:
        """Whether a happening has no place to go by."""
        return one.vague

    # ------------------------------------------------------------------------------------ keys

    def filed(self, tale: Tale) -> Iterator[Key]:
        """Under what a tale is filed. Two tales can only be alike when one of them is filed under
        a key that the other asks for."""
        row = self.lore.book.interchanged(tale.of.type, tale.of.type)
        weeks = [*_weeks(tale.of, 0), *((_ONCE,) if row and row.days else ())]
        vague = tale.of.vague
        spots = _bare(tale.of) if vague else self.places.filed(tale.of.place)
        tolls = [(toll, n) for n in _tolls(tale) for toll in ("toll", "vague toll")[: 1 + vague]]
        yield from _dated(tale.of.type, weeks, (*spots, *tolls))
        yield from (("told by", each.report) for each in tale.tellers)
        if vague:
            yield "told in", tale.of.report
            yield from (("akin to", other) for other in self._near(tale))

    def asked(self, tale: Tale) -> Iterator[Key]:
        """What a tale asks for."""
        vague = tale.of.vague
        for type in self.lore.book.told_as(tale.of.type):
            row = self.lore.book.interchanged(tale.of.type, type)
            assert row is not None
            once = (_ONCE,) if tale.of.long else (_LONG,)
            weeks = [*_weeks(tale.of, row.days), *(once if row.days else ())]
            tolls = [("toll" if vague else "vague toll", n) for n in _tolls(tale)]
            yield from _dated(type, weeks, (*self._spots(tale.of, row), *tolls))
        if vague:
            yield "told in", tale.of.report
            yield from (("told by", other) for other in self._near(tale))
        else:
            yield from (("akin to", each.report) for each in tale.tellers)

    def _spots(self, one: Happening, row: Alike) -> Iterable[Key]:
        if one.vague:
            return _bare(one)
        return (("at", one.place),) if row.exact else self.places.asked(one.place)

    def _near(self, tale: Tale) -> list[str]:
        near = (self.matters.akin(each.report) for each in tale.tellers)
        return sorted({other for reports in near for other in reports})


def _dated(type: str, weeks: Sequence[int], keys: Iterable[Key]) -> Iterator[Key]:
    return ((type, str(week), *key) for key in keys for week in weeks)


def _weeks(one: Happening, slack: int) -> tuple[int, ...]:
    """The weeks of a happening; what is long is only met by what is."""
    if not one.dated:
        return (_UNDATED,)
    if one.long:
        return (_LONG,)
    return tuple(range((one.first - slack) // 7, (one.last + slack) // 7 + 1))


def _bare(one: Happening) -> Iterator[Key]:
    """The keys of a happening that has no place to go by."""
    return (("side", one.place, side) for side in (*one.actors, *one.recipients))


def _tolls(tale: Tale) -> list[str]:
    return sorted({str(each.killed) for each in tale.tellers if each.killed >= MANY})


# ------------------------------------------------------------------------------ what must agree


def _kinds_agree(one: Happening, other: Happening, row: Alike) -> bool:
    if one.facet and other.facet and one.facet != other.facet and not (row.days or row.backed):
        return False
    if row.exact and one.relation != other.relation:
        return False
    if one.relation != other.relation and (one.relation in _APART or other.relation in _APART):
        return False
    return one.far == other.far


def _sides_agree(one: Happening, other: Happening, row: Alike) -> bool:
    if one.type == other.type == "CLASH" and len({*one.actors, *other.actors}) <= 2:
        return True  # one report names who fights, the other whom
    agree = all(
        not mine or not theirs or set(mine) & set(theirs)
        for mine, theirs in ((one.actors, other.actors), (one.recipients, other.recipients))
    )
    crossed = row.days and (
        set(one.actors) & set(other.recipients) or set(other.actors) & set(one.recipients)
    )
    return agree and not crossed


def _side_in_common(one: Happening, other: Happening) -> bool:
    return bool(set(one.actors) & set(other.actors) or set(one.recipients) & set(other.recipients))


def _nowhere(one: Happening, other: Happening) -> bool:
    """Whether neither names a place, but both a day."""
    return not one.place and not other.place and not one.precision and not other.precision


def _same_sides(one: Happening, other: Happening) -> bool:
    named = bool(one.actors) and one.actors != tuple(UNARMED)
    return named and (one.actors, one.recipients) == (other.actors, other.recipients)


def _days(one: Happening, other: Happening, row: Alike) -> str:
    if one.dated != other.dated:
        return ""
    if not one.dated:
        return "both undated"
    if (one.long != other.long or _stale(one, other)) and not row.days:
        return ""
    gap = max(one.first, other.first) - min(one.last, other.last)
    if gap > row.days:
        return ""
    if gap > 0:
        return f"{gap} day{'s' if gap > 1 else ''} apart"
    same = (one.first, one.last) == (other.first, other.last)
    return "the same days" if same else "overlapping days"


def _stale(one: Happening, other: Happening) -> bool:
    """Whether one that names no day was told too long after the other to be news of it."""
    if one.unsaid and other.unsaid:
        return abs(one.last - other.last) > FRESH
    late, early = (one, other) if one.unsaid else (other, one)
    return late.unsaid and early.last < late.last - FRESH


def _who(one: Happening, other: Happening) -> str:
    if one.actors and one.actors == other.actors:
        return "the same side"
    return "a side in common" if one.actors and other.actors else "nothing against it on who"

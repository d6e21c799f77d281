"""What a brief is written from: the picture, the claims by their id, and the neutral names."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeVar

from foglift.codebook import Book
from foglift.codebook.gazetteer import AREAS
from foglift.codebook.strangers import hearing
from foglift.model import (
    Attribution,
    Claim,
    Control,
    Count,
    Event,
    Incident,
    Intent,
    Mention,
    Picture,
    Relation,
    Report,
    Rest,
    Role,
    Sentence,
    Shift,
    Standing,
)
from foglift.publish import wording
from foglift.text import fold, is_first_person, is_nameless

Known = Iterable[tuple[Report, Claim]]
Stretch = tuple[date | None, date | None]
_Made = TypeVar("_Made")

RECENT = timedelta(days=7)
YESTERDAY = timedelta(days=1)
LATE = timedelta(days=4)
MOST_CITED = 24  # footnotes of one sentence
NAMELESS: dict[Role, str] = {
    "witness": "a witness",
    "anonymous": "a source who is not named",
}
# Two words or more that are capitalised, but for where somebody is from.
_FULL_NAME = re.compile(
    r"(?<!\bof )(?<!\bin )(?<!\bat )(?<!\bfrom )(?<!\bnear )\b[A-Z][\w'’]{1,30}"
    r"(?:[ -](?:al-|el-)?[A-Z][\w'’]{1,30}){1,3}"
)
# The name of a place: words in capitals, but for particles between them.
_FULL_SPOT = re.compile(
    r"[A-Z][\w'’]{1,30}(?:[ -](?:(?:al|el|de|du|la|ul|ur)[ -])?[A-Z][\w'’]{1,30}){0,3}"
)
_PARTICLES = frozenset({
    "al", "el", "bin", "ibn", "abu", "van", "von", "de", "da", "di", "du", "la", "le", "ul", "ur",
    "ould",
})  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """The picture with every claim it may point at, published by `picture.known_by`, and in what
    it is another than the day before."""

    picture: Picture
    claims: Mapping[str, tuple[Report, Claim]]
    book: Book
    shifts: tuple[Shift, ...] = ()
    _once: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, make: Callable[[], _Made]) -> _Made:
        """What is asked for again and again, made when it is first asked for."""
        if name not in self._once:
            self._once[name] = make()
        made: _Made = self._once[name]
        return made

    @property
    def day(self) -> date:
        return self.picture.as_of

    def name(self, ref: str) -> str:
        """A neutral name with its article: "the Syrian army"."""
        return wording.the(self.book.label(ref))

    def place(self, ref: str) -> str:
        """The name of a place in a sentence; a district is told from its chief town."""
        if not ref:
            return ""
        name = wording.readable(self.book.label(ref))
        return f"the {name} area" if self.kind(ref) == "county" else name

    def where(self, ref: str, ids: Iterable[str]) -> str:
        """A place by its name; one that the gazetteer does not know by the name that all reports
        of it use, in quotation marks."""
        return self.place(ref) or self.spot(ids)

    def spot(self, ids: Iterable[str]) -> str:
        """What all who tell of a place that the gazetteer does not know call it, “Mpeti”; "" where
        they do not agree, or nobody names it."""
        found: set[str] = set()
        for report, claim in (self.claims[id] for id in ids if id in self.claims):
            if claim.where and not claim.where.place.ref:
                words = report.words(claim.where.place.span).removeprefix("the ")
                found.add(words if _FULL_SPOT.fullmatch(words) else "")
        (only,) = found if len(found) == 1 else ("",)
        return f"“{only}”" if only else ""

    def kind(self, ref: str) -> str:
        """What a place is: "locality", "region"; "" when the gazetteer does not know it."""
        return self.book.gazetteer.place(ref).kind

    def is_area(self, ref: str) -> bool:
        return self.kind(ref) in AREAS

    def region(self, ref: str) -> tuple[str, str]:
        """Country and region of a place, for putting neighbours together."""
        place = self.book.gazetteer.place(ref)
        return place.country, place.region or (place.name if place.kind == "region" else "")

    def area(self, ref: str) -> str:
        """The province a place lies in, by its name, else its country."""
        country, region = self.region(ref)
        if self.kind(ref) == "country" or not (region or country):
            return self.place(ref)
        return wording.readable(region or self.book.label(self.book.gazetteer.country(country).id))

    def people(self, ref: str) -> int:
        """How many live in a place, 0 where nobody knows."""
        return self.book.gazetteer.place(ref).population

    def area_ref(self, ref: str) -> str:
        """The ref of the province a place lies in, "" where the gazetteer has none."""
        if not ref or self.kind(ref) in ("", "country", "continent"):
            return ""
        around = (ref, *self.book.gazetteer.areas(ref))
        return next((one for one in around if self.kind(one) == "region"), "")

    def is_news(self, last: date | None, ids: Iterable[str], back: timedelta = YESTERDAY) -> bool:
        """Whether it is of the day or the day before (so far `back`), or was told for the first
        time on the day, of a day not long past."""
        if last is None or last >= self.day - back:
            return True
        days = [self.claims[id][0].published for id in ids if id in self.claims]
        told = [day for day in days if day]
        return bool(told) and min(told) >= self.day and last >= self.day - LATE

    def meet(self, one: str, other: str) -> bool:
        """Whether one place is the other or lies in it."""
        within = self.book.gazetteer.within
        return one == other or within(one, other) or within(other, one)

    @staticmethod
    def days_meet(one: Stretch, other: Stretch) -> bool:
        """Whether two stretches of days may share a day; an open end may be any."""
        first = max((day for day in (one[0], other[0]) if day), default=None)
        last = min((day for day in (one[1], other[1]) if day), default=None)
        return first is None or last is None or first <= last

    def recent(self) -> tuple[tuple[Report, Claim], ...]:
        """Claims of reports of the last week that are about now, by day, report and text."""
        found = [one for one in self.claims.values() if self._recent(*one)]
        return tuple(sorted(found, key=order))

    def _recent(self, report: Report, claim: Claim) -> bool:
        said = report.published
        return not claim.background and (said is None or self.day - RECENT <= said <= self.day)

    def cited(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Of many claims that of each who says so, for and against, that says most, the earliest
        of those; in reading order."""
        found = sorted(
            (self.claims[id] for id in set(ids) if id in self.claims),
            key=lambda one: (-_fullness(one[1]), *order(one)),
        )
        chosen: dict[tuple[str, bool, bool], tuple[Report, Claim]] = {}
        for report, claim in found:
            key = (self._voice(report, claim), claim.denies, _is_away(claim))
            chosen.setdefault(key, (report, claim))
        kept = {claim.id: (report, claim) for report, claim in chosen.values()}
        for report, claim in found:  # whom none of these names, a day that none of these gives
            if _adds(claim, [one for _, one in kept.values()]):
                kept[claim.id] = (report, claim)
        return tuple(claim.id for _, claim in sorted(kept.values(), key=order))

    def _voice(self, report: Report, claim: Claim) -> str:
        """Who says it; of those without a name those of each outlet apart."""
        origin = self.origin(report, claim)
        stranger = bool(claim.said_by) and not claim.said_by[0].source.ref
        return f"{origin} ({self.outlet(report)})" if stranger else origin

    def origin(self, report: Report, claim: Claim) -> str:
        """Who says it, nearest to the words: a speaker in the text, else the outlet."""
        return self.speaker(claim.said_by[0], report) if claim.said_by else self.outlet(report)

    def outlet(self, report: Report) -> str:
        """The outlet by its neutral name where the codebook has one."""
        if not report.outlet:
            return f"the report {report.name}" if report.title or report.file else report.name
        ref = self.outlet_ref(report)
        return wording.the(self.book.label(ref) if ref else wording.told(report.outlet))

    def outlet_ref(self, report: Report) -> str:
        """Who the outlet is in the codebook, "" where it is in no row."""
        names = self.book.names().get(fold(report.outlet), ())
        return names[0] if len(names) == 1 else ""

    def speaker(self, link: Attribution, report: Report) -> str:
        """A speaker as the brief names it. A person without a public role is never named."""
        ref = link.source.ref
        if ref and not ref.startswith("people:"):
            owner, _, person = ref.partition("/")
            return f"{self.name(ref)} of {self.name(owner)}" if person else self.name(ref)
        if is_first_person(report.words(link.source.span)):
            return self.outlet(report)
        if private(link, report):
            return NAMELESS.get(link.role, "somebody not named")
        if is_nameless(report.words(link.source.span)):
            return self.name(link.side) if link.side else NAMELESS["anonymous"]
        return wording.told(report.words(link.source.span)) or NAMELESS["anonymous"]

    def unnamed(self, ids: Iterable[str]) -> str:
        """Those without a name who say it, each with who carries their word: "a police source
        (SANA)"."""
        found: dict[str, None] = {}
        for report, claim in sorted(
            (self.claims[id] for id in ids if id in self.claims), key=order
        ):
            if claim.said_by:
                speaker = self.speaker(claim.said_by[0], report)
                carrier = claim.said_by[1] if len(claim.said_by) > 1 else None
                by = self.speaker(carrier, report) if carrier else self.outlet(report)
                found.setdefault(f"{speaker} ({by.removeprefix('the ')})")
            else:
                found.setdefault(self.outlet(report))
        return wording.listed(list(found), 3) or "sources who are not named"

    def sources(self, names: Iterable[str], ids: Iterable[str]) -> list[str]:
        """Those who say what the claims say, as a sentence names them: who is only described
        stands with the outlet that carries the word, "a farmer (Levant Wire)"."""
        carriers: dict[str, str] = {}
        for report, claim in sorted(
            (self.claims[id] for id in ids if id in self.claims), key=order
        ):
            if claim.said_by and not claim.said_by[0].source.ref:
                carrier = claim.said_by[1] if len(claim.said_by) > 1 else None
                word = self.speaker(carrier, report) if carrier else self.outlet(report)
                speaker = self.speaker(claim.said_by[0], report)
                carriers.setdefault(speaker, word.removeprefix("the "))
        named = map(wording.source, names)
        return [_carried(name, carriers.get(name, "")) for name in named]

    def is_named(self, id: str, text: str) -> bool:
        """Whether the text names who says the claim, or the side that speaks in it."""
        report, claim = self.claims[id]
        side = self.book.label(claim.said_by[0].side) if claim.said_by else ""
        names = (self.origin(report, claim), side)
        return any(name and name.removeprefix("the ") in text for name in names)

    def undated(self, ids: Iterable[str]) -> bool:
        """Whether only reports without a date tell of it, beside others that have one: it is no
        news of any day."""
        reports = [self.claims[id][0] for id in ids if id in self.claims]
        if not reports or any(one.published for one in reports):
            return False
        return any(report.published for report, _ in self.claims.values())

    def untimed(self, ids: Iterable[str]) -> bool:
        """Whether nobody says when: the days are those of the reports."""
        times = [self.claims[id][1].when for id in ids if id in self.claims]
        return bool(times) and all(
            when is not None and when.why.startswith("no time said") for when in times
        )

    def in_undated(self, claim: Claim) -> str:
        """What tells a reader that nobody knows of which day a word is; "" where that is known."""
        return ", in an undated report" if self.undated((claim.id,)) else ""

    @cached_property
    def small(self) -> tuple[str, ...]:
        """Names that are written in small letters, also where a sentence begins: "dpa"."""
        names = {one.name for one in self.book.sources.values()}
        names |= {one.name for one in self.book.actors.values()}
        names |= {report.outlet for report, _ in self.claims.values()}
        return tuple(sorted(name for name in names if name[:1].islower()))

    @cached_property
    def partly(self) -> frozenset[tuple[str, int]]:
        """The stretches of reports that tell of a part of a place: "most of the city"."""
        found = (
            id
            for id, (_, claim) in self.claims.items()
            if isinstance(claim.content, Control) and claim.content.partial
        )
        return frozenset(self.stretches(found))

    def stretches(self, ids: Iterable[str]) -> Iterator[tuple[str, int]]:
        """Where in which report the claims stand, to the twenty characters."""
        for report, claim in (self.claims[id] for id in ids if id in self.claims):
            for span in claim.evidence:
                yield from (
                    (report.id, place) for place in range(span.start // 20, span.end // 20 + 1)
                )

    def actors(self, refs: Iterable[str]) -> str:
        return wording.listed([self.name(ref) for ref in refs if ref])

    def incident(self, one: Incident, where: str = "") -> str:
        """An incident in neutral words: "the Syrian rebels captured Hama"; `where` are other words
        for the place."""
        return self.happening(
            one.type, one.facet, one.actors, one.recipients, one.place, one.relation, where
        )

    def happening(
        self,
        type: str,
        facet: str,
        actors: tuple[str, ...],
        recipients: tuple[str, ...],
        place: str,
        relation: Relation = "at",
        where: str = "",
    ) -> str:
        """The neutral words for an event, its place as far as the text lays it: "the Syrian army
        withdrew from Hama", "the Syrian rebels advanced near Hama". `where` are other words for
        the place."""
        if type == "CLASH" and recipients:
            actors = tuple(dict.fromkeys((*actors, *recipients)))
            actors, recipients = (actors, ()) if len(actors) > 1 else ((), ())
        others = tuple(ref for ref in recipients if ref not in actors)
        where = where or self.place(place)
        if type == "CAPTURE" and others and not actors and place:
            near = f"an area {relation} " if relation in ("near", "outside", "towards") else ""
            return f"{self.actors(others)} lost {near}{where}"  # who took it, nobody says
        row = self.book.event(type, facet)
        beside = relation in ("near", "outside", "towards") or (
            self.is_area(place) and "on {place}" in row.said
        )
        word = relation if relation in ("near", "outside", "towards") else "in"
        if beside and where and _needs_place(row.said if actors else row.unsaid):
            beside, where = False, f"an area {word} {where}"
        said = self.book.happening(
            type, facet, self.actors(actors), self.actors(others), "" if beside else where
        )
        if (type, facet) == ("DISPLACEMENT", "flee") and relation == "from":
            said = said.removesuffix(f" in {where}") + (f" from {where}" if where else "")
        if type == "WITHDRAWAL" and actors and all(self.book.person(ref) for ref in actors):
            said = said.replace("withdrew from", "left", 1)
        return f"{said} {word} {where}" if beside and where else said


def _carried(name: str, outlet: str) -> str:
    return f"{name} ({outlet})" if outlet and outlet not in name else name


def _needs_place(template: str) -> bool:
    """Whether the words for an event are none without a place: "{place} was shelled"."""
    return "{place}" in re.sub(r"\[[^\]]*\]", "", template)


def order(pair: tuple[Report, Claim]) -> tuple[date, str, int, str]:
    """Reading order: day of the report, report, place in the text, id. Undated reports last."""
    report, claim = pair
    return (
        report.published or date.max,
        report.path or report.id,
        claim.evidence[0].start,
        claim.id,
    )


def _is_away(claim: Claim) -> bool:
    """Whether it tells of who lost a place, not of who has it."""
    content = claim.content
    return isinstance(content, Control) and content.change in ("loses", "leaves")


def _fullness(claim: Claim) -> int:
    """How much a claim tells of who, where and when, each on a day of its own or none."""
    placed = bool(claim.where and claim.where.place.ref)
    return 2 * len(_named(claim)) + placed + (_spread(claim) < 2)


def _adds(claim: Claim, told: Iterable[Claim]) -> bool:
    """Whether it names somebody whom the others do not, or gives a closer day than any."""
    others = [one for one in told if type(one.content) is type(claim.content)]
    named = {ref for one in others for ref in _named(one)}
    closer = _spread(claim) < min((_spread(one) for one in others), default=0)
    return bool(others) and (closer or not _named(claim) <= named)


def _named(claim: Claim) -> frozenset[str]:
    match claim.content:
        case Event(actors=actors, recipients=recipients):
            names: tuple[Mention, ...] = (*actors, *recipients)
        case Control(holder=Mention() as holder):
            names = (holder,)
        case Count(by=by):
            names = by
        case _:
            names = ()
    return frozenset(one.ref for one in names if one.ref)


def _spread(claim: Claim) -> int:
    """How many days its time leaves open; many where it has no beginning."""
    when = claim.when
    return (when.end - when.start).days if when and when.start and when.end else 99


def facts(picture: Picture, claims: Known, book: Book, shifts: tuple[Shift, ...] = ()) -> Facts:
    """The facts for a brief: the claims of reports published by the day the picture stands on."""
    known = {
        claim.id: (report, claim)
        for report, claim in claims
        if report.published is None or report.published <= picture.known_by
    }
    return Facts(picture, known, hearing(book, known.values()), shifts)


def sentence(
    known: Facts, text: str, *matters: Iterable[str], area: str = "", rest: Rest | None = None
) -> Sentence:
    """A sentence with its footnotes: of each matter in it one claim of each who says so; of very
    many those of whoever is named."""
    cited = list(dict.fromkeys(id for ids in matters for id in known.cited(ids)))
    if len(cited) > MOST_CITED:
        kept = sorted(cited, key=lambda id: not known.is_named(id, text))[:MOST_CITED]
        cited = [id for id in cited if id in kept]
    return Sentence(wording.ended(text, known.small), tuple(cited), area, rest)


def further(
    many: int, one: str, more: str, rest: Rest, area: str = "", where: str = ""
) -> Iterator[Sentence]:
    """What is not told but counted, with the list that has it: "12 further incidents in Hama
    province are in the list of incidents"; nothing where nothing is left."""
    if many:
        what, are = (one, "is") if many == 1 else (more, "are")
        name = {"control": "places", "threats": "places under threat"}.get(rest.list, rest.list)
        text = f"{wording.number(many)} further {what}{where} {are} in the list of {name}"
        yield Sentence(wording.ended(text), (), area, rest)


def personal(words: str) -> bool:
    """Whether the words look like the name of a person: one to four, all in capitals but for
    particles. An unknown group so called is taken for a person: the careful way to be wrong.

    >>> personal("Samir Haddad"), personal("a civil servant"), personal("Umm al-Layth")
    (True, False, True)
    """
    parts = [part for word in words.split() for part in word.split("-")]
    named = [part for part in parts if part.lower() not in _PARTICLES]
    return (
        0 < len(words.split()) <= 4
        and bool(named)
        and all(part[0].isupper() for part in named if part)
    )


def private(link: Attribution, report: Report) -> bool:
    """Whether a speaker is a person with no public role, whose name is not to be shown."""
    unknown = not link.source.ref or link.source.ref.startswith("people:")
    shy = link.role in ("witness", "anonymous")
    words = report.words(link.source.span)
    return wording.BLOT in words or (unknown and shy and bool(name_in(words)))


def name_in(words: str) -> str:
    """The name of a person in the words for them, "" where there is none.

    >>> name_in("Samir Haddad, a baker from Kafr Nabl"), name_in("a baker from Kafr Nabl")
    ('Samir Haddad', '')
    """
    if personal(wording.told(words)):
        return words
    found = _FULL_NAME.search(words)
    return found[0] if found else ""


def speaks_for_itself(claim: Claim, content: Event | Intent) -> bool:
    """Whether the speaker is who is to do it: "the rebels said they would ..."."""
    link = claim.said_by[0] if claim.said_by else None
    return link is not None and any(
        one.ref.partition("/")[0] == link.source.ref.partition("/")[0] for one in content.actors
    )


def deniers(standing: Standing) -> str:
    return wording.listed(list(map(wording.source, standing.denied_by)))

"""MUC-3 and MUC-4: templates of attacks, one for each incident that a report tells of. The answer
is made from the claims of events and counts, joined by what kind of incident they are about;
strings are the phrases that the claims point at, as they stand in the report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from bench.data import report
from bench.tasks.phrases import Phrases, claims_of, phrase_of, reading_of
from bench.tasks.readings import over
from bench.tasks.task import Half, Measure, Row, Task
from foglift.codebook import Book
from foglift.ingest.dates import printed
from foglift.model import Claim, Count, Event, Mention, Report, Span
from foglift.read.rules.capitals import COUNTY, REGION, TOWN
from foglift.read.rules.frames import noun_kinds
from foglift.read.rules.locations import filed_from
from foglift.read.rules.parse import Sentence

# Event type, or type and facet, of the codebook -> kind of incident.
INCIDENTS = {
    "CIVILIAN_ATTACK": "attack", "SHELLING": "attack", "AIRSTRIKE": "attack", "CHEMICAL": "attack",
    "PROPERTY/infrastructure": "attack", "PROPERTY": "attack",
    "BOMBING": "bombing", "SUICIDE_BOMB": "bombing", "ABDUCTION": "kidnapping",
    "PROPERTY/arson": "arson", "PROPERTY/looting": "robbery",
}  # fmt: skip
DEADLY = {"killing", "execution"}
HURT = {"killed": "DEATH", "wounded": "INJURY"}
WEAPONS = {"bomb", "shell", "grenade", "weapon"}
CARRIED = {"aircraft", "drone", "vehicle", "building"}
BURSTS = {"bomb", "explosion", "blast", "charge", "dynamite", "device", "detonation"}
BUILT = {"building", "target", "vehicle", "property", "road"}
HUMAN = {"agent", "people", "gunman", "police", "crowd"}
REBELS = {"rebel", "militia", "coalition"}
# Facet of who answers for an incident -> how sure it is that it did it.
ANSWERS = {"claims": "CLAIMED OR ADMITTED", "accuses": "SUSPECTED OR ACCUSED"}
WIDTHS = ("neighbourhood", "locality", "county", "region")
FEATURES = REGION | COUNTY | TOWN | {"of", "the"}
POINTING = {"they", "he", "she", "it", "who", "we", "them", "him", "her", "this", "that", "which"}


@dataclass
class Template:
    """What the claims of one incident say so far."""

    type: str
    claims: list[Claim] = field(default_factory=list)
    individuals: list[str] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    victims: list[str] = field(default_factory=list)
    weapons: list[str] = field(default_factory=list)
    counts: list[Row] = field(default_factory=list)
    answer: str = ""  # who vouches for the organisation, where that is said

    @property
    def filled(self) -> bool:
        """Whether anybody or anything has part in it."""
        parts = (self.individuals, self.organisations, self.targets, self.victims, self.weapons)
        return any(parts) or bool(self.counts)


def predict(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "DEV-1", "templates": [{"type": "bombing", "weapons": ["CAR BOMB"]}]} per report."""
    found = over(templates, [_report(row["text"]) for row in rows], book)
    return [{"id": row["id"], "templates": each} for row, each in zip(rows, found, strict=True)]


def _report(text: str) -> Report:
    return report(text, printed(text))


def templates(one: Report, book: Book) -> list[Row]:
    """The filled templates of one report."""
    reading = reading_of(one, book)
    claims = claims_of(reading)
    view = _View(one, reading)
    found: list[Template] = []
    told = [c for c in claims if c.realis == "actual" and _incident(c) and view.counts(c)]
    bursts = {c.evidence[0].start for c in told if view.bursts(c)}
    for claim in sorted(told, key=lambda c: c.evidence[0].start):
        type = _incident(claim)
        if type == "attack" and view.beside(claim, bursts):
            type = "bombing"
        template = _of_the_same(view, found, type, claim)
        template.claims.append(claim)
        view.fill(template, claim)
    _count(view, found, claims)
    _answer_for(view, found, claims)
    return [view.row(each) for each in _told_of(found)]


def _told_of(found: list[Template]) -> list[Template]:
    """The templates that say more than that something happened, or the only one."""
    return [each for each in found if each.filled] or found[:1]


def _incident(claim: Claim) -> str:
    """The kind of incident that an event is, "" for none."""
    if not isinstance(claim.content, Event):
        return ""
    both = f"{claim.content.type}/{claim.content.facet}"
    return INCIDENTS.get(both) or INCIDENTS.get(claim.content.type, "")


def _of_the_same(view: "_View", found: list[Template], type: str, claim: Claim) -> Template:
    """The template of the same happening, the last told of first, else a new one."""
    for template in reversed(found):
        if template.type == type and not any(view.apart(claim, each) for each in template.claims):
            return template
    found.append(Template(type))
    return found[-1]


def _count(view: "_View", found: list[Template], claims: Iterable[Claim]) -> None:
    """Adds the dead and wounded to the incident told of nearest before or after; people killed
    whom no event tells of are an attack of their own."""
    for claim in claims:
        content = claim.content
        if not isinstance(content, Count) or content.of not in HURT or claim.realis != "actual":
            continue
        if view.armed(content.whom):
            continue
        near = _nearest(found, claim)
        if near is None and content.whom and view.person(content.whom):
            near = Template("attack", [claim])
            found.append(near)
        if near is not None:
            view.hurt(near, claim)


def _nearest(found: Iterable[Template], claim: Claim) -> Template | None:
    at = claim.evidence[0].start
    distances = [
        (abs(each.evidence[0].start - at), i, template)
        for i, template in enumerate(found)
        for each in template.claims
    ]
    return min(distances, key=lambda each: each[:2])[2] if distances else None


def _answer_for(view: "_View", found: list[Template], claims: Iterable[Claim]) -> None:
    """Adds the parties that claim an incident or are accused of it to the nearest told of."""
    for claim in claims:
        content = claim.content
        if not isinstance(content, Event) or content.type != "RESPONSIBILITY":
            continue
        near = _nearest(found, claim)
        named = content.actors if content.facet == "claims" else content.recipients
        if near is None or content.facet not in ANSWERS:
            continue
        for party in named:
            if name := view.party_name(party):
                _add(near.organisations, [name])
                near.answer = ANSWERS[content.facet]
            elif person := view.person(party):
                _add(near.individuals, [person])


class _View(Phrases):
    """The report and its parsed view, in the words that templates need."""

    def apart(self, one: Claim, other: Claim) -> bool:
        """Whether two claims tell of two happenings: on different days that the text says, or in
        places that are not one inside the other."""
        days = [self._day(one), self._day(other)]
        if days[0] and days[1] and abs((days[0] - days[1]).days) > 1:
            return True
        places = [c.where.place for c in (one, other) if c.where and self._width(c.where.place) < 3]
        if len(places) < 2:
            return False
        first, second = places
        if not first.ref or not second.ref:
            return self.words(first.span) != self.words(second.span)
        within = self.book.gazetteer.within
        inside = within(first.ref, second.ref) or within(second.ref, first.ref)
        return first.ref != second.ref and not inside

    def _day(self, claim: Claim) -> date | None:
        """The day that the text gives, if it gives one."""
        when = claim.when
        if when is None or when.span is None or when.precision != "day":
            return None
        return when.start

    def party_name(self, mention: Mention) -> str:
        """The name in the report of the party that a mention means."""
        party = self.book.actors.get(mention.ref.partition("/")[0])
        if party is None:
            return ""
        return self.words(mention.span) if self._is_name(mention) else self._name_of(party.id)

    def counts(self, claim: Claim) -> bool:
        """Whether it is told of in a parsed sentence and did not hit armed men alone."""
        assert isinstance(claim.content, Event)
        if self.sentence(claim.evidence[0]) is None:
            return False
        hit = claim.content.recipients
        return not hit or not all(self.armed(each) for each in hit)

    def armed(self, mention: Mention | None) -> bool:
        """Whether somebody under arms is meant."""
        if mention is None:
            return False
        found = self.head(mention.span)
        agent = found is not None and "agent" in noun_kinds(found[1], self.book)
        return self.book.armed(mention.ref) or agent

    def bursts(self, claim: Claim) -> bool:
        sentence = self.sentence(claim.evidence[0])
        assert sentence is not None
        lemmas = {token.lemma_.lower() for token in sentence.tokens or ()}
        return _incident(claim) == "bombing" or bool(lemmas & BURSTS)

    def beside(self, claim: Claim, starts: Iterable[int]) -> bool:
        """Whether something that exploded is told of in the sentence."""
        sentence = self.sentence(claim.evidence[0])
        assert sentence is not None
        return any(sentence.span.start <= start < sentence.span.end for start in starts)

    def fill(self, template: Template, claim: Claim) -> None:
        content = claim.content
        assert isinstance(content, Event)
        for actor in content.actors:
            self._perpetrator(template, actor)
        effect = "DEATH" if content.facet in DEADLY else None
        for recipient in content.recipients:
            self._suffered(template, recipient, effect)
        if claim.where is not None and not claim.where.place.ref:
            self._built(template, claim.where.place)
        sentence = self.sentence(claim.evidence[0])
        if sentence is not None:
            _add(template.weapons, self._weapons(sentence))

    def _perpetrator(self, template: Template, actor: Mention) -> None:
        """Adds the organisation that a name means, and those who acted for it by their words."""
        party = self.book.actors.get(actor.ref.partition("/")[0])
        text = self.reading.doc.words(actor.span)
        if text.lower() not in POINTING:
            found = self.head(actor.span)
            outside = found is not None and found[0].at(found[1]).end > actor.span.end
            if (not self._is_name(actor) or outside) and self._human(actor):
                _add(template.individuals, [self.phrase(actor)])
        if party is not None:
            name = self.party_name(actor)
            _add(template.organisations, [name] if name else [])
        elif name := self._only_rebels():
            _add(template.organisations, [name])

    def _human(self, actor: Mention) -> bool:
        found = self.head(actor.span)
        if actor.ref or found is None:
            return bool(actor.ref)
        return bool(noun_kinds(found[1], self.book) & HUMAN) or found[1].pos_ == "PROPN"

    def _only_rebels(self) -> str:
        """The name of the rebels of the report where it names only one group."""
        refs = {n.ref for n in self.reading.mentions.all if n.kind == "actor" and n.ref}
        rebels = [r for r in refs if r in self.book.actors and self.book.actors[r].kind in REBELS]
        return self._name_of(rebels[0]) if len(rebels) == 1 else ""

    def _is_name(self, actor: Mention) -> bool:
        text = self.reading.doc.words(actor.span)
        return text.split()[-1][:1].isupper()

    def _name_of(self, ref: str) -> str:
        for named in self.reading.mentions.all:
            text = self.reading.doc.words(named.span)
            if named.ref == ref and named.kind == "actor" and text[:1].isupper():
                return self.words(named.span)
        return ""

    def _suffered(self, template: Template, recipient: Mention, effect: str | None) -> None:
        person = self.person(recipient)
        found = self.head(recipient.span)
        if person:
            _add(template.victims, [person])
            self._number(template, person, "1", effect)
        elif found is not None:
            kinds = noun_kinds(found[1], self.book)
            people = recipient.ref.startswith("people:") or kinds & HUMAN
            if people and not self.armed(recipient):
                plural = found[1].tag_ in {"NNS", "NNPS"}
                self._number(template, self.bare(recipient), "PLURAL" if plural else "1", effect)
            elif kinds & BUILT or (not recipient.ref and template.type in {"bombing", "arson"}):
                _add(template.targets, [self.bare(recipient)])

    def _built(self, template: Template, place: Mention) -> None:
        """Adds what stands where it happened: "exploded at the house of the judge"."""
        found = self.head(place.span)
        if found is not None and noun_kinds(found[1], self.book) & BUILT:
            _add(template.targets, [self.bare(place)])

    def _number(self, template: Template, victim: str, number: str, effect: str | None) -> None:
        """Notes how many of them and what befell them; a number before none, harm before none."""
        for row in template.counts:
            if row["victim"] == victim:
                row["number"] = row["number"] if number == "PLURAL" else number
                row["effect"] = row["effect"] or effect
                return
        template.counts.append({"victim": victim, "number": number, "effect": effect})

    def _weapons(self, sentence: Sentence) -> Iterator[str]:
        for token in sentence.tokens or ():
            if token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "amod"}:
                kinds = noun_kinds(token, self.book)
                if kinds & WEAPONS and not kinds & CARRIED:
                    yield self.words(phrase_of(sentence, token))

    def hurt(self, template: Template, claim: Claim) -> None:
        content = claim.content
        assert isinstance(content, Count)
        whom = content.whom
        if whom is None:
            return
        person = self.person(whom)
        number = "PLURAL" if content.low is None else str(content.low)
        if person:
            _add(template.victims, [person])
        string = person or self.bare(whom)
        if string:
            self._number(template, string, number, HURT[content.of])

    def row(self, template: Template) -> Row:
        found: Row = {
            "type": template.type, "perp_individual": template.individuals,
            "perp_org": template.organisations, "targets": template.targets,
            "victims": template.victims, "weapons": template.weapons, "stage": "ACCOMPLISHED",
            "victim_counts": template.counts,
        }  # fmt: skip
        found |= self._where(template) | self._when(template)
        if template.organisations:
            found["org_confidence"] = template.answer or "REPORTED AS FACT"
        return found

    def _when(self, template: Template) -> Row:
        """The day that the text says of it, one before the report's first; else the report's."""
        days = [day for c in template.claims if (day := self._day(c))]
        published = self.report.published
        told = next((day for day in days if day != published), days[0] if days else None)
        if told is not None:
            ends = [c.when.end for c in template.claims if c.when and c.when.start == told]
            return {"date": f"{told}/{ends[0] or told}"}
        return {"date": published.isoformat()} if published else {}

    def _where(self, template: Template) -> Row:
        """The smallest place named by its claims; where none is, the country of the report."""
        places = [c.where.place for c in template.claims if c.where is not None]
        best = min(places, key=self._width, default=None)
        exact = best is not None and self._width(best) < len(WIDTHS)
        known = [p.ref for p in (best if exact else None, *places) if p is not None and p.ref]
        country = self._country(known if exact else [])
        found: Row = {}
        if country in self.book.countries:
            found["country"] = self.book.countries[country].name
        if best is not None and exact:
            found["place"] = self._bare_place(best)
        elif country in self.book.countries:
            found["place"] = self.book.countries[country].name
        return found

    def _country(self, places: Sequence[str]) -> str:
        """That of the places, else that from which the report was filed, else its main one."""
        if places:
            return self.book.gazetteer.place(places[0]).country
        filed = filed_from(self.reading.doc, self.book.gazetteer)
        return filed.country if filed else self.reading.theatre

    def _width(self, place: Mention) -> int:
        """How wide a place is; one that the gazetteer does not know counts by its capital."""
        if place.ref:
            kind = self.book.gazetteer.place(place.ref).kind
            return WIDTHS.index(kind) if kind in WIDTHS else len(WIDTHS)
        words = self.reading.doc.words(place.span).split()
        return 1 if all(word[:1].isupper() for word in words) else len(WIDTHS)

    def _is_small(self, span: Span) -> bool:
        return self.reading.doc.words(span).islower()

    def _bare_place(self, place: Mention) -> str:
        """The name without what kind of place it is: "PERU" of "PERU DEPARTMENT"."""
        named = next((n for n in self.reading.mentions.toponyms if n.ref == place.ref), None)
        span = place.span
        if place.ref and named is not None and self._is_small(span):  # "the capital"
            span = named.span
        words = self.words(span).split()
        kept = [w for w in words if w.lower() not in FEATURES]
        lands = {row.name.upper() for row in self.book.countries.values()}
        return " ".join(kept) if kept and " ".join(kept) not in lands else " ".join(words)


def _add(strings: list[str], new: Iterable[str]) -> None:
    for each in new:
        low = each.lower()
        if each and not any(low in old.lower() or old.lower() in low for old in strings):
            strings.append(each)


_SLOTS = (
    Measure("ree.micro.f1", 47.9, "50.2 (BERT, 2021)", 55),
    Measure("slots.date.f1", 62, "", 75),
    Measure("slots.place.f1", 42, "", 60),
    Measure("slots.victim_number_effect.f1", 34, "", 50),
    Measure("slots.org_confidence.f1", 69, "", 80),
)
TASK = Task(
    name="muc34",
    halves=(Half("muc34/dev.jsonl", predict, _SLOTS, form="gtt_templates"),),
)

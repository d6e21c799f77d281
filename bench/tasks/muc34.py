"""MUC-3 and MUC-4: templates of attacks, one for each incident that a report tells of. The answer
is made from the claims of events and counts, joined by what kind of incident they are about;
strings are the phrases that the claims point at, as they stand in the report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bench.data import report
from bench.tasks.phrases import Phrases, claims_of, phrase_of, reading_of
from bench.tasks.readings import over
from bench.tasks.task import Half, Measure, Row, Task
from foglift.codebook import Book
from foglift.ingest.dates import printed
from foglift.model import Attribution, Claim, Count, Event, Mention, Report
from foglift.read.rules.frames import noun_kinds
from foglift.read.rules.parse import Sentence

# Event type, or type and facet, of the codebook -> kind of incident.
INCIDENTS = {
    "CIVILIAN_ATTACK": "attack", "SHELLING": "attack", "AIRSTRIKE": "attack", "CHEMICAL": "attack",
    "PROPERTY/infrastructure": "attack", "PROPERTY": "attack",
    "BOMBING": "bombing", "SUICIDE_BOMB": "bombing", "ABDUCTION": "kidnapping",
    "PROPERTY/arson": "arson", "PROPERTY/looting": "robbery",
}  # fmt: skip
HURT = {"killed": "DEATH", "wounded": "INJURY"}
WEAPONS = {"bomb", "shell", "grenade", "weapon"}
CARRIED = {"aircraft", "drone", "vehicle", "building"}
BURSTS = {"bomb", "explosion", "blast", "charge", "dynamite", "device", "detonation"}
BUILT = {"building", "target", "vehicle", "property", "road"}
HUMAN = {"agent", "people", "gunman", "police", "crowd"}
REBELS = {"rebel", "militia", "coalition"}
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
    found: dict[str, Template] = {}
    told = [c for c in claims if c.realis == "actual" and _incident(c) and view.counts(c)]
    bursts = {c.evidence[0].start for c in told if view.bursts(c)}
    for claim in told:
        type = _incident(claim)
        if type == "attack" and view.beside(claim, bursts):
            type = "bombing"
        template = found.setdefault(type, Template(type))
        template.claims.append(claim)
        view.fill(template, claim)
    _count(view, [*found.values()], claims)
    return [view.row(each) for each in found.values()]


def _incident(claim: Claim) -> str:
    """The kind of incident that an event is, "" for none."""
    if not isinstance(claim.content, Event):
        return ""
    both = f"{claim.content.type}/{claim.content.facet}"
    return INCIDENTS.get(both) or INCIDENTS.get(claim.content.type, "")


def _count(view: "_View", found: list[Template], claims: Iterable[Claim]) -> None:
    """Adds the dead and wounded to the incident told of nearest before or after."""
    for claim in claims:
        if isinstance(claim.content, Count) and claim.content.of in HURT:
            near = _nearest(found, claim)
            if near is not None and not view.armed(claim.content.whom):
                view.hurt(near, claim)


def _nearest(found: Iterable[Template], claim: Claim) -> Template | None:
    at = claim.evidence[0].start
    distances = [
        (abs(each.evidence[0].start - at), i, template)
        for i, template in enumerate(found)
        for each in template.claims
    ]
    return min(distances, key=lambda each: each[:2])[2] if distances else None


class _View(Phrases):
    """The report and its parsed view, in the words that templates need."""

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
        for recipient in content.recipients:
            self._suffered(template, recipient)
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
            name = self.words(actor.span) if self._is_name(actor) else self._name_of(party.id)
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

    def _suffered(self, template: Template, recipient: Mention) -> None:
        if person := self.person(recipient):
            _add(template.victims, [person])
            return
        found = self.head(recipient.span)
        if found is None:
            return
        kinds = noun_kinds(found[1], self.book)
        if kinds & BUILT or (not recipient.ref and template.type in {"bombing", "arson"}):
            _add(template.targets, [self.bare(recipient)])

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
            template.counts.append({"victim": string, "number": number, "effect": HURT[content.of]})

    def row(self, template: Template) -> Row:
        first = template.claims[0]
        found: Row = {
            "type": template.type, "perp_individual": template.individuals,
            "perp_org": template.organisations, "targets": template.targets,
            "victims": template.victims, "weapons": template.weapons, "stage": "ACCOMPLISHED",
            "victim_counts": _unique(template.counts),
        }  # fmt: skip
        found |= self._where(template) | self._when(template)
        if template.organisations:
            found["org_confidence"] = _confidence(first.said_by)
        return found

    def _when(self, template: Template) -> Row:
        days = [c.when for c in template.claims if c.when is not None]
        exact = [w for w in days if w.precision == "day" and w.start and w.end]
        for when in exact:
            return {"date": f"{when.start}/{when.end}"}
        day = self.report.published
        return {"date": day.isoformat()} if day else {}

    def _where(self, template: Template) -> Row:
        gazetteer = self.book.gazetteer
        places = [c.where for c in template.claims if c.where is not None]
        known = [w for w in places if w.place.ref]
        best = next((w for w in known if gazetteer.place(w.place.ref).kind != "country"), None)
        country = gazetteer.place(best.place.ref).country if best else self.reading.theatre
        found: Row = {}
        if country in self.book.countries:
            found["country"] = self.book.countries[country].name
        if best is not None:
            found["place"] = self.words(best.place.span)
        elif country in self.book.countries:
            found["place"] = self.book.countries[country].name
        return found


def _add(strings: list[str], new: Iterable[str]) -> None:
    for each in new:
        low = each.lower()
        if each and not any(low in old.lower() or old.lower() in low for old in strings):
            strings.append(each)


def _unique(rows: Iterable[Row]) -> list[Row]:
    return list({row["victim"]: row for row in rows}.values())


def _confidence(chain: tuple[Attribution, ...]) -> str:
    if chain and chain[0].stance == "claims":
        return "CLAIMED OR ADMITTED"
    return "REPORTED AS FACT"


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

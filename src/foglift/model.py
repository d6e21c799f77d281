"""The nouns of foglift: what a report is, what it claims, and what the claims add up to.

Every value is frozen and compares by content. Reports and claims are what was read; a picture
is derived from them and can be thrown away. Imports nothing else of foglift.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal

import msgspec

Precision = Literal["day", "week", "month", "year", "decade", "unknown"]
ReportKind = Literal["news", "statement", "monitor", "post"]
Relation = Literal["at", "near", "towards", "from", "outside"]
Stance = Literal[
    "reports", "claims", "acknowledges", "denies", "threatens", "expects", "judges", "retracts"
]
Role = Literal["party", "monitor", "un-ngo", "press-own", "witness", "expert", "anonymous"]
Change = Literal["holds", "takes", "loses", "enters", "contests", "besieges", "leaves"]
Realis = Literal["actual", "negated", "hypothetical", "planned"]
Counted = Literal[
    "killed", "wounded", "killed-or-wounded", "displaced", "captured", "freed", "missing"
]
# What sets counted people apart from others who died or were found in the same time.
Manner = Literal["", "new", "recovered", "died-later", "added-later"]
Faulty = Literal[
    "part above its whole",
    "parts above their whole",
    "parts below their whole",
    "killed and wounded do not add up",
    "day above its running total",
    "running total falls",
    "increment does not match",
    "cannot both be",
]
Growth = Literal["first", "rises", "stays", "revised", "falls"]
Ruling = Literal["same", "different", "reject", "confirm", "correct", "add", "undo"]
Sense = Literal["blow", "importance", "outlook", "fear", "cause", "scale"]
Fate = Literal["fulfilled", "not fulfilled", "open"]
Grade = Literal[
    "acknowledged",
    "corroborated",
    "reported",
    "claimed",
    "unattributed",
    "withdrawn",
    "denied",
]
# From what stands worst to what stands best.
_WORST_FIRST: tuple[Grade, ...] = (
    "withdrawn",
    "denied",
    "unattributed",
    "claimed",
    "reported",
    "corroborated",
    "acknowledged",
)
RANK = {grade: rank for rank, grade in enumerate(_WORST_FIRST)}
ShiftKind = Literal[
    "changed hands",
    "contested",
    "surrounded",
    "unclear",
    "settled",
    "newly told",
    "gone",
    "withdrawn",
    "disputed",
    "undisputed",
    "rose",
    "fell",
    "stale",
    "fresh",
    "merged",
    "split",
    "regrouped",
    "revised up",
    "revised down",
    "got a best",
    "lost its best",
    "range",
    "problem",
    "fulfilled",
    "not fulfilled",
    "open again",
    "listed",
    "dropped",
    "reasons",
    "past",
    "area",
    "details",
    "support",
]
CauseKind = Literal[
    "judgement",
    "read again",
    "retraction",
    "denial",
    "new version",
    "later word",
    "late report",
    "undated report",
    "new report",
    "unpublished then",
    "day passed",
    "told beside it",
]


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Base of all nouns: immutable, strict about unknown fields, defaults left out of JSON. None
    can lie in itself, so the garbage collector need not look at them."""


# ---------------------------------------------------------------------------- what was read


class Report(Value, frozen=True):
    """One text of one outlet. `text` is never altered; `id` is a hash of the content.

    `dated` says how `published` is known: "given" by the person who read it in, "known" from
    the file's own metadata, "text" when a line of the report says so, "unknown" (then
    `published` is None and relative times stay open intervals).
    """

    id: str
    outlet: str
    kind: ReportKind
    text: str
    title: str = ""
    published: date | None = None
    dated: Literal["given", "known", "text", "unknown"] = "unknown"
    lang: str = "en"
    url: str = ""
    path: str = ""

    @property
    def name(self) -> str:
        """By what it is cited: its outlet, else its title, else the name of its file.

        >>> Report("4f1c", "", "news", "...", title='The "battle" of Hama', path="a/b.txt").name
        '“The ‘battle’ of Hama”'
        >>> Report("4f1c", "", "news", "...", path="C:\\\\notes\\\\hama.txt").name
        'hama.txt'
        """
        title = " ".join(re.sub(r"[“”„«»\"]", "’", re.sub(r"\B[“„«\"]", "‘", self.title)).split())
        named = f"“{title}”" if title else self.file
        return self.outlet or named or "a report without an outlet"

    @property
    def file(self) -> str:
        """The name of the file it was read from, without its folder."""
        return re.split(r"[/\\]", self.path)[-1]

    @property
    def link(self) -> str:
        """Its address where a browser may follow it, else ""."""
        return self.url if self.url.startswith(("http://", "https://")) else ""

    def words(self, span: "Span") -> str:
        """What stands there, on one line: "captured Hama"."""
        return " ".join(self.text[span.start : span.end].split())


class Span(Value, frozen=True, order=True):
    """Half-open range of characters of `Report.text`: `text[start:end]`."""

    start: int
    end: int

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


class Mention(Value, frozen=True):
    """A name in the text. `ref` is the codebook id it stands for, "" while unresolved; `via`
    is the alias or rule that decided, e.g. "alias 'HTS'" or "pronoun: subject of sentence 3".
    """

    span: Span
    ref: str = ""
    via: str = ""


class When(Value, frozen=True):
    """A time interval of whole days, both ends included; None is open.

    "last week" in a report of 2024-12-05: start 2024-11-25, end 2024-12-01, precision "week".
    `why` says what it was reckoned from, or why an end is open.
    """

    start: date | None
    end: date | None
    precision: Precision
    span: Span | None = None
    why: str = ""


class Where(Value, frozen=True):
    """A place and how the happening lies to it: "40 km south of Hama" is `near` Hama with
    `km=40`, `bearing="S"`."""

    place: Mention
    relation: Relation = "at"
    km: float | None = None
    bearing: str = ""


class Attribution(Value, frozen=True):
    """One link of the chain of speakers, e.g. the army, which `acknowledges` in a statement.

    `side` is the id of the party whose side the source is on, "" for outsiders. `channel` is
    the words naming the medium ("Telegram", "statement", "video").
    """

    source: Mention
    stance: Stance
    role: Role
    side: str = ""
    channel: str = ""
    cue: Span | None = None


class Event(Value, frozen=True, tag_field="kind", tag="event"):
    """Who did what to whom. `type` and `facet` are rows of codebook/data/events.yml."""

    type: str
    facet: str = ""
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()


class Control(Value, frozen=True, tag_field="kind", tag="control"):
    """Who has the place named in `Claim.where`. `partial` keeps the words that limit it
    ("the eastern neighbourhoods of", "11 of 15 districts"), `but` the places in it that are
    excepted by name ("all of Idlib province except Foua")."""

    change: Change
    holder: Mention | None = None
    partial: Span | None = None
    but: tuple[Mention, ...] = ()


class Count(Value, frozen=True, tag_field="kind", tag="count"):
    """ "826 people, including 222 in Hama": two counts, the second `part_of` the first's claim.

    low/high bound the number in people (or families, by `unit`); both None when the text gives
    no number, high None when it is open. `cumulative`: a running total "since ...".
    `whom.ref` is a word of codebook/data/people.csv ("civilians") or an actor's id. `complete`:
    the parts told of the whole are all of it, "7 (6 new and 1 recovered)". `revised`: it takes an
    earlier number of its source back, "revised down to 31".
    """

    of: Counted
    low: int | None = None
    high: int | None = None
    whom: Mention | None = None
    by: tuple[Mention, ...] = ()
    unit: Literal["people", "families"] = "people"
    part_of: str = ""
    cumulative: bool = False
    manner: Manner = ""
    complete: bool = False
    revised: bool = False


class Intent(Value, frozen=True, tag_field="kind", tag="intent"):
    """What is announced or threatened next; `type` and `facet` are of the event intended."""

    type: str
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    condition: Span | None = None
    facet: str = ""


class Assessment(Value, frozen=True, tag_field="kind", tag="assessment"):
    """What somebody makes of it: "a heavy blow to the junta"."""

    sense: Sense
    about: tuple[Mention, ...] = ()


Content = Event | Control | Count | Intent | Assessment
PERSON = "person"  # the reader of a claim that a person gives


class Claim(Value, frozen=True):
    """One thing that one report says, with the characters that say it.

    `evidence` is never empty; its first span is the words of the claim itself. `said_by` is the
    chain of speakers, nearest first; () is the report's own voice. `why` lists the rules and
    codebook rows that made it. `id` hashes everything else (see `sealed`). `reader` is PERSON where
    somebody corrected or added it.
    """

    id: str
    report: str
    evidence: tuple[Span, ...]
    content: Content
    said_by: tuple[Attribution, ...] = ()
    where: Where | None = None
    when: When | None = None
    realis: Realis = "actual"
    background: bool = False
    why: tuple[str, ...] = ()
    reader: str = "rules"

    @property
    def is_given(self) -> bool:
        """Whether a person gave it: it stands only as long as that judgement does."""
        return self.reader == PERSON

    @property
    def kind(self) -> str:
        """ "event", "control", "count", "intent" or "assessment"."""
        return type(self.content).__name__.lower()

    @property
    def denies(self) -> bool:
        """Whether its speaker says that it is not so, or takes it back."""
        stance = self.said_by[0].stance if self.said_by else ""
        return self.realis == "negated" or stance in ("denies", "retracts")


class Issue(Value, frozen=True):
    """What could not be read or checked, in one clear sentence."""

    level: Literal["note", "warning", "error"]
    report: str
    message: str
    span: Span | None = None


class Judgement(Value, frozen=True):
    """A person's decision about claims, kept apart from them and reversible.

    "correct" puts `claim` in the place of the one named, "add" puts it beside those read; "undo"
    takes back the judgement whose id `undoes` names. `act` is its number in the log of the store
    that keeps it, 0 in none: of two of one day the later act holds.
    """

    what: Ruling
    claims: tuple[str, ...]
    by: str
    at: date
    note: str = ""
    claim: Claim | None = None
    undoes: str = ""
    act: int = 0

    @property
    def id(self) -> str:
        """The hash of what was decided, by whom and on which day; not where it is kept."""
        return digest(msgspec.json.encode(msgspec.structs.replace(self, act=0)))

    @property
    def about(self) -> tuple[str, ...]:
        """The claims it names, the one it gives among them."""
        return (*self.claims, self.claim.id) if self.claim else self.claims


# ----------------------------------------------------------------------- what it adds up to


class Standing(Value, frozen=True):
    """How well something is supported, by the rules of docs/model.md ("Standing").

    `lines` counts independent origins, `reports` the reports that carry them. `by` names the
    supporting lines, `denied_by` those who deny; both sorted. `parties` are those of `by` that are
    parties. `flags`: "early", "stale".
    """

    grade: Grade
    contested: bool = False
    lines: int = 0
    reports: int = 0
    by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


class Side(Value, frozen=True):
    """One position and all who take it: "killed: 826" by the Observatory."""

    position: str
    claims: tuple[str, ...]
    sources: tuple[str, ...] = ()


class Incident(Value, frozen=True):
    """Claims judged to be about one happening. `why` says what linked them."""

    id: str
    type: str
    facet: str
    place: str
    start: date | None
    end: date | None
    precision: Precision
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    standing: Standing
    sides: tuple[Side, ...]
    claims: tuple[str, ...]
    why: tuple[str, ...] = ()
    relation: Relation = "at"


class Step(Value, frozen=True):
    """One figure of a series: what its source had counted by the end of a day.

    `increment` is how many more that are than at the step before, over the days from `since` on;
    None for the first, and where either is no exact number. `announced` is how many more the
    source itself says they are. `change`: a total that falls is "revised" where its source says
    so, else "falls".
    """

    as_of: date
    low: int | None
    high: int | None
    claims: tuple[str, ...]
    since: date | None = None
    increment: int | None = None
    announced: int | None = None
    change: Growth = "first"


class Series(Value, frozen=True):
    """The running totals of one source in the order of their days; never added to one another."""

    source: str
    steps: tuple[Step, ...]


class Inconsistency(Value, frozen=True):
    """Numbers that cannot all be true, in words with who gives them, and their claims."""

    kind: Faulty
    words: str
    claims: tuple[str, ...]


class Tally(Value, frozen=True):
    """One scope's number from all who give one: low / best / high.

    `best` is None where only parties speak; `best_by` names whose number it is, `as_of` its
    day. `part_of` is the id of the tally that a text says this one is a part of; `wholes` are all
    that hold it, as said or by what they count, `parts` all that it holds. `by` are the sides said
    to have done it. `series` has a running total source by source, `problems` each inconsistency.
    `high` is None where the largest number is an "at least". `relation` is "towards" for people
    displaced to the place.
    """

    id: str
    of: Counted
    whom: str
    place: str
    since: date | None
    until: date | None
    low: int | None
    best: int | None
    high: int | None
    standing: Standing
    sides: tuple[Side, ...]
    claims: tuple[str, ...]
    phrase: str = ""
    unit: Literal["people", "families"] = "people"
    best_by: str = ""
    as_of: date | None = None
    part_of: str = ""
    cumulative: bool = False
    problems: tuple[Inconsistency, ...] = ()
    why: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    relation: Relation = "at"
    manner: Manner = ""


class ControlSpell(Value, frozen=True):
    """A stretch of time in which one holder has one place, in one layer of knowledge.

    `state`: "held" (by `holder`), "contested", "besieged" (held by `holder`) or "unknown".
    `layer`: "assessed" counts only standing of reported and above, "claimed" counts all.
    `until` is None while it lasts; a spell that is over (`ended`) has none only when nobody says
    when it ended. With precision "unknown", `since` is the day by which it was so. `but` are places
    in it that are excepted by name; `heard` is the last day that anybody spoke of. `why` states the
    rules that joined the observations.
    """

    place: str
    holder: str
    state: Literal["held", "contested", "besieged", "unknown"]
    layer: Literal["assessed", "claimed"]
    since: date | None
    until: date | None
    precision: Precision
    standing: Standing
    sides: tuple[Side, ...]
    claims: tuple[str, ...]
    partial: bool = False
    why: tuple[str, ...] = ()
    ended: bool = False
    but: tuple[str, ...] = ()
    heard: date | None = None


class Cover(Value, frozen=True):
    """What is said of a place only as part of an area: "as part of Idlib province, which the
    Observatory said rebels hold". Never a sighting of the place itself.

    `holder`, `since`, `precision`, `standing` and `claims` are those of the area's spell; `why`
    says how it goes with what is said of the place itself.
    """

    place: str
    area: str
    holder: str
    layer: Literal["assessed", "claimed"]
    since: date | None
    precision: Precision
    standing: Standing
    claims: tuple[str, ...]
    heard: date | None = None
    why: tuple[str, ...] = ()


class Reason(Value, frozen=True):
    """One ground for listing a place as threatened, with its claims."""

    kind: Literal[
        "fought over",
        "named as a target",
        "next along the advance",
        "people fleeing",
        "troops massed",
        "surrounded",
    ]
    words: str
    claims: tuple[str, ...]


class Threat(Value, frozen=True):
    """A place with reasons to expect fighting or a change of hands there; never a probability."""

    place: str
    by: tuple[str, ...]
    reasons: tuple[Reason, ...]
    claims: tuple[str, ...]


class Intention(Value, frozen=True):
    """What somebody is said to be going to do, and what came of it.

    `type` and `facet` are of the event meant; `negated` when it is said that it will not be done.
    `stated` is the day of the first report, `due` the last day of the time that is named, if any,
    and `condition` the words on which it hangs. `fate` is what became of it, `decided` the day of
    that, `came` the type and facet of the event that decided, `deciding` its claims and `outcome`
    how well they stand; a time that went by without decides with no claim.
    """

    id: str
    type: str
    facet: str
    place: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    stated: date | None
    standing: Standing
    claims: tuple[str, ...]
    fate: Fate
    why: tuple[str, ...]
    relation: Relation = "at"
    due: date | None = None
    condition: str = ""
    negated: bool = False
    decided: date | None = None
    came: str = ""
    outcome: Standing | None = None
    deciding: tuple[str, ...] = ()


class Picture(Value, frozen=True):
    """What the claims add up to about the day `as_of`, knowing what was published by
    `known_by`. `all_judged`: what people judged counts also where they did so later."""

    as_of: date
    known_by: date
    incidents: tuple[Incident, ...] = ()
    tallies: tuple[Tally, ...] = ()
    control: tuple[ControlSpell, ...] = ()
    threats: tuple[Threat, ...] = ()
    covers: tuple[Cover, ...] = ()
    intentions: tuple[Intention, ...] = ()
    all_judged: bool = False


class Cause(Value, frozen=True):
    """What brought a shift, in words, with its claims: "later word", "Syrian army acknowledged on
    2024-12-05: Syrian army loses Hama"."""

    kind: CauseKind
    words: str
    claims: tuple[str, ...]


class Shift(Value, frozen=True):
    """One difference between two pictures: what is another now, and what brought it.

    `subject` names the place, the incident or the number; `was` and `now` say how it stood and
    stands, "" where there was or is nothing. `earlier` and `later` are the ids of the incidents,
    tallies or intentions compared. `causes` is never empty, nor are its claims. `stood_on` are
    claims on which `was` stood, `numbers` those to quote of a tally then and now, `holders` who
    had a place and has it.
    """

    about: Literal["control", "area", "incident", "tally", "threat", "intention"]
    kind: ShiftKind
    place: str
    subject: str
    was: str
    now: str
    causes: tuple[Cause, ...]
    claims: tuple[str, ...]
    earlier: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    stood_on: tuple[str, ...] = ()
    numbers: tuple[int | None, ...] = ()
    holders: tuple[str, ...] = ()


class Rest(Value, frozen=True):
    """The list that has what a brief leaves out: all of it, or that of a place, since a day, only
    what is contested, only assessments."""

    list: Literal["control", "incidents", "tallies", "threats", "claims"]
    place: str = ""
    since: date | None = None
    only: Literal["", "contested", "assessment"] = ""


class Sentence(Value, frozen=True):
    """One sentence of a brief with the claims it stands on. `area` is the province it is about
    where its section goes by areas; `rest` is where all of what it only counts is listed."""

    text: str
    claims: tuple[str, ...]
    area: str = ""
    rest: Rest | None = None


class Section(Value, frozen=True):
    """A headed group of sentences: "Control", "People"."""

    title: str
    sentences: tuple[Sentence, ...]


class Brief(Value, frozen=True):
    """A day's text in which every sentence carries its footnotes."""

    day: date
    known_by: date
    sections: tuple[Section, ...]


# ------------------------------------------------------------------------------- identities


def digest(*parts: str | bytes) -> str:
    """First 16 hexadecimal digits of SHA-256 over the parts, each preceded by its length.

    >>> digest("a", "b") == digest("ab")
    False
    """
    sha = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        sha.update(len(data).to_bytes(8, "big"))
        sha.update(data)
    return sha.hexdigest()[:16]


def report_id(text: str, title: str, outlet: str, published: date | None) -> str:
    """The id of a report: what it says, who published it and when; not where the file lay."""
    return digest(text, title, outlet, published.isoformat() if published else "")


def sealed(claim: Claim) -> Claim:
    """The claim with its id set to the hash of what is said: by whom, of what, where, when and in
    which words of which report. Reasons and the reader are left out, so that the claim keeps its
    id, and a person's judgement of it holds, where another version finds the same by other ways.

    It goes through JSON once, because a default given as an equal but other string would be
    written out, and read back it would not.
    """
    same = msgspec.json.decode(msgspec.json.encode(claim), type=Claim)
    said = _said(msgspec.to_builtins(same))
    return msgspec.structs.replace(same, id=digest(msgspec.json.encode(said)))


# Fields that say how something was found, not what.
_UNSAID = frozenset({"id", "reader", "background", "why", "via"})


def mentions(claim: Claim) -> Iterator[Mention]:
    """Every name in a claim: those of what it says, where, and who says so."""
    yield from named(claim.content)
    if isinstance(claim.content, Control):
        yield from claim.content.but
    if claim.where is not None:
        yield claim.where.place
    for link in claim.said_by:
        yield link.source


def named(content: Content) -> tuple[Mention, ...]:
    """Those who act, are acted on, have a place or are counted."""
    match content:
        case Event(actors=actors, recipients=recipients):
            return (*actors, *recipients)
        case Intent(actors=actors, recipients=recipients):
            return (*actors, *recipients)
        case Control(holder=holder):
            return (holder,) if holder else ()
        case Count(whom=whom, by=by):
            return (*by, *((whom,) if whom else ()))
        case Assessment(about=about):
            return about


def _said(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _said(inner) for key, inner in value.items() if key not in _UNSAID}
    return [_said(inner) for inner in value] if isinstance(value, list) else value


def quote(report: Report, spans: Iterable[Span]) -> str:
    """The exact words of the spans, joined by " … " where they are apart."""
    return " … ".join(report.text[span.start : span.end] for span in spans)

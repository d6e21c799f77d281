"""The rows of the codebook: what an analyst writes, strictly typed.

A YAML file is a list of rows (actors: one `Conflict` a file). A CSV file has the field names as
its header; a cell of several values parts them with ";", and a yes-or-no cell is "yes" or empty.
"""

from datetime import date
from typing import Literal

from foglift.model import Change, Realis, Role, Sense, Stance, Value

Kind = Literal[
    "state", "forces", "police", "rebel", "jihadist", "militia", "pmc", "political", "coalition"
]
ARMED: tuple[Kind, ...] = (
    "forces",
    "police",
    "rebel",
    "jihadist",
    "militia",
    "pmc",
    "coalition",
)
# How a stance is told of somebody who took it.
SAID: dict[Stance, str] = {
    "reports": "reported",
    "claims": "claimed",
    "acknowledges": "acknowledged",
    "denies": "denied",
    "threatens": "threatened",
    "expects": "expected",
    "judges": "judged",
    "retracts": "took back",
}
# The type of the event by which a change of control comes about.
COMES_OF: dict[Change, str] = {
    "takes": "CAPTURE",
    "loses": "CAPTURE",
    "enters": "ADVANCE",
    "leaves": "WITHDRAWAL",
    "besieges": "BLOCKADE",
    "contests": "CLASH",
}


class SideSpell(Value, frozen=True):
    """The side an actor stands on in one conflict, and from when to when (both days included).

    Where no day is known the spell listed first counts, so the main one is listed first.
    """

    side: str
    since: date | None = None
    until: date | None = None


class Leader(Value, frozen=True):
    """A person who speaks and acts for an actor: "Abu Mohammad al-Jolani, HTS leader".

    Its ref is the actor's id, a slash and its own: `hts/jolani`.
    """

    id: str
    name: str
    role: str = ""
    aliases: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


class Actor(Value, frozen=True):
    """An armed or political actor, e.g. `hts`, Hayat Tahrir al-Sham.

    `countries` are ISO codes where it is at home (first) or fights. `kind` "state" is a
    country's government. `aliases` are names in any script, without an article; `words` are
    generic names, without an article too, that mean this actor only in a report about its
    conflict ("rebels", "army", "government forces"). `adjectives` stand for it before a noun
    ("rebel capture of"). `role` says how its word counts where it stands on no side ("un-ngo").
    """

    id: str
    name: str
    kind: Kind
    countries: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    sides: tuple[SideSpell, ...] = ()
    part_of: str = ""
    leaders: tuple[Leader, ...] = ()
    role: Role = "party"
    example: str = ""


class ConflictSide(Value, frozen=True):
    """One side of a conflict: "syria.government"; neutral `name` for the brief."""

    id: str
    name: str


class Joined(Value, frozen=True):
    """An actor with its row in another file that stands on a side of this conflict, and from
    when to when: Russia in Syria since 2015-09-30."""

    actor: str
    side: str
    since: date | None = None
    until: date | None = None


class Conflict(Value, frozen=True):
    """One file of codebook/data/actors: the sides and actors of one war.

    An actor that fights in several wars has its row in one file and is `joined` in the others.
    """

    id: str
    name: str
    countries: tuple[str, ...]
    sides: tuple[ConflictSide, ...] = ()
    actors: tuple[Actor, ...] = ()
    joined: tuple[Joined, ...] = ()


class Source(Value, frozen=True):
    """Who is quoted without being a party: a monitor, an agency, an office, a newspaper; or the
    state media and channels of a party (then `party` is its actor id)."""

    id: str
    name: str
    role: Role
    aliases: tuple[str, ...] = ()
    party: str = ""
    countries: tuple[str, ...] = ()
    people: tuple[Leader, ...] = ()
    example: str = ""


PlaceKind = Literal["country", "region", "county", "locality", "neighbourhood", "site", "continent"]


class PlaceRow(Value, frozen=True):
    """A place that the gazetteer lacks; its ref is `sup:` and its id.

    `lat` and `lon` are degrees, `region`, `county` and `town` the names of what it lies in, `parts`
    the refs of the areas that it holds.
    """

    id: str
    name: str
    lat: float
    lon: float
    kind: PlaceKind
    country: str = ""
    aliases: tuple[str, ...] = ()
    region: str = ""
    county: str = ""
    town: str = ""
    parts: tuple[str, ...] = ()
    population: int = 0
    note: str = ""


class Spelling(Value, frozen=True):
    """A name that the press uses, and the ref of the place that it means first; `shown` where the
    brief is to use it too."""

    name: str
    id: str
    shown: bool = False
    note: str = ""


class EventType(Value, frozen=True):
    """One type of event with its facet, its definition and what it is called elsewhere.

    `acled` is "event type: sub-event type", `plover` "EVENT:mode", `case` the CASE 2021 label,
    `ucdp` "yes" where deaths in it make a UCDP event. `said` is what the brief says of it, with
    slots {actors}, {recipients}, {place}; `unsaid` the same where no actor is known.
    """

    type: str
    definition: str
    acled: str
    plover: str
    case: str
    said: str
    unsaid: str
    facet: str = ""
    ucdp: Literal["yes", "no"] = "no"
    examples: tuple[str, ...] = ()
    negatives: tuple[str, ...] = ()


class StanceType(Value, frozen=True):
    """A stance with its definition, verbs that show it and how the brief words it ({source})."""

    stance: Stance
    definition: str
    verbs: tuple[str, ...]
    said: str
    example: str


class Verb(Value, frozen=True):
    """A predicate and what it says when its slots are filled; see docs/codebook.md.

    lemma: "capture;seize;take over", one or more predicates; a phrase ("lose control of") hands
    its last preposition's object on as `obj`. nouns: the same as nouns ("capture;seizure").
    slots: "subj:actor obj:place", grammatical relation and what must stand there; "?" after it
    makes it optional, "=actor" after it sets the role it plays, "!obj" forbids it.
    event: "TYPE/facet" of events.yml. control: the change. count: "killed=obj", what the filler of
    the slot is counted as.
    """

    lemma: tuple[str, ...]
    nouns: tuple[str, ...]
    slots: str
    event: str
    control: Change | Literal[""]
    count: str
    example: str


class Shape(Value, frozen=True):
    """The slots of any predicate that says a type of event, for those of which no row is written:
    a CLASH is of armed sides with one another. Notation of the slots as in Verb."""

    event: str
    slots: str
    control: Change | Literal[""]
    example: str


class Plan(Value, frozen=True):
    """A predicate that says what somebody means to do, where it is told as yet to come: "we will
    turn to Tarhuna". It asks less of its slots than a row of what happened. Notation as in Verb.
    """

    lemma: tuple[str, ...]
    nouns: tuple[str, ...]
    slots: str
    event: str
    example: str


class Governor(Value, frozen=True):
    """A word that decides whether what it governs happened: "failed to" negates.

    `nouns` says whether it also rules a noun in object position ("prevented an attack"), `ahead`
    whether it tells of something to come: what is vowed or expected, not what is tried or urged.
    """

    lemma: str
    effect: Realis
    nouns: bool
    ahead: bool
    example: str


class Noun(Value, frozen=True):
    """A class of common nouns that the slots of verbs ask for: "aircraft" are warplanes and jets,
    "territory" what can be taken though no gazetteer names it, "killed" nouns that count dead."""

    kind: str
    nouns: tuple[str, ...]
    example: str


class Kin(Value, frozen=True):
    """Words with which different reports tell of one happening: "arrest", "nab", "custody". Of
    verbs the lemma; a word may be kin to several others."""

    words: tuple[str, ...]
    example: str


class Common(Value, frozen=True):
    """Stems of words and in how many of a thousand passages they stand; what has no row is rarer
    than all of them. Made by tools/common_words.py."""

    share: int
    stems: tuple[str, ...]


Decides = Literal["fulfilled", "begun", "not fulfilled"]


class Alike(Value, frozen=True):
    """Types that reports of one happening use for each other; a type without a row is only like
    itself.

    `days`: what happens but once, as a town falls, may be told so many days apart, and however late
    or vaguely. `exact`: it belongs to the very place that is named; `leaves`: to the one that it is
    told to go from. `backed`: the types are one
    only where something else speaks for it, such as the same number of dead.
    """

    types: tuple[str, ...]
    example: str
    days: int = 0
    exact: bool = False
    leaves: bool = False
    backed: bool = False


class Outcome(Value, frozen=True):
    """What comes of what somebody said would be done: it is *fulfilled*, *begun* or *not fulfilled*
    when one of the `deeds` is told of later, done by the same side or by another. What has no row
    is fulfilled by an event of its own type. Types may stand with their facet."""

    meant: tuple[str, ...]
    deeds: tuple[str, ...]
    fate: Decides
    by: Literal["same", "other"]
    example: str


class WordList(Value, frozen=True):
    """Words that the rules of reading treat alike, in the forms in which they are looked for:
    "harm" are verbs of harm that a vow or warning announces, "role-witness" words for people who
    saw it. Two words, "aid worker", mean the second with the first beside it."""

    kind: str
    words: tuple[str, ...]
    example: str


class Evaluation(Value, frozen=True):
    """Words that judge ("blow to", "gateway to") and the sense in which they do."""

    words: str
    sense: Sense
    example: str


class Cue(Value, frozen=True):
    """A reporting word or phrase ("said", "according to", "acknowledged") and its stance."""

    cue: str
    stance: Stance
    form: Literal["verb", "phrase", "noun"]
    example: str


class People(Value, frozen=True):
    """A word for people who are counted: "civilians", "soldiers", "children". `id` is the same
    for all words that mean the same people ("child", "children")."""

    word: str
    id: str
    armed: bool = False
    example: str = ""


class Group(Value, frozen=True):
    """What holds of an `id` of people: whom they are `within` ("girls" are children), and those
    whom nobody of them is one of, `apart`; `armed` stands for all who bear arms."""

    id: str
    within: str = ""
    apart: tuple[str, ...] = ()
    example: str = ""


class Given(Value, frozen=True):
    """Given names, in small letters, with which the name of a person may begin: "pedro"."""

    origin: str
    names: tuple[str, ...]
    example: str = ""


class Loaded(Value, frozen=True):
    """A word that names an actor only from the mouth of its opponent: "terrorist groups" said by
    the army are the rebels.

    `means`: "enemy" or "own" side of the speaker. `narrated`: what the word stands for where the
    report itself uses it ("regime forces": the home state's forces).
    """

    phrase: str
    means: Literal["enemy", "own"]
    example: str
    narrated: Literal["", "state", "forces"] = ""


class Boilerplate(Value, frozen=True):
    """A line of a scraped page that is never a fact: "Last Updated: ...".

    `pattern` is a regular expression that the whole line matches, in any case; `next` is true
    where the line after it belongs to it ("- Location :", then a place).
    """

    pattern: str
    what: str
    example: str
    next: bool = False


class Country(Value, frozen=True):
    """A country: its names, adjectives, seat of government and neighbours (ISO codes)."""

    iso: str
    name: str
    adjectives: tuple[str, ...]
    capital: str
    aliases: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()

"""Who stands behind a claim, and how well a thing is supported: voices, lines, standing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from foglift.fuse.ground import Evidence, Ground, place_of
from foglift.fuse.passages import passages
from foglift.model import (
    Attribution,
    Claim,
    Control,
    Count,
    Event,
    Grade,
    Mention,
    Role,
    Side,
    Stance,
    Standing,
)
from foglift.text import fold, is_first_person, is_nameless

Attitude = Literal["for", "against", "retracted"]
UNNAMED = "a source who is not named"
NO_OUTLET = "an outlet that is not named"

# Whose word a report is when its outlet is not in the codebook: a post by nobody known supports
# nothing, a statement by nobody known is one party's word.
_STRANGERS: dict[str, Role] = {
    "news": "press-own",
    "monitor": "monitor",
    "statement": "party",
    "post": "anonymous",
}
_GAINS = frozenset({"CAPTURE", "TRANSFER", "ADVANCE", "BLOCKADE"})
_VIOLENCE = frozenset(
    {
        "AIRSTRIKE",
        "SHELLING",
        "BOMBING",
        "SUICIDE_BOMB",
        "CHEMICAL",
        "CIVILIAN_ATTACK",
        "SEXUAL_VIOLENCE",
        "ABDUCTION",
    }
)
_ALWAYS_UNARMED = frozenset({"CIVILIAN_ATTACK", "SEXUAL_VIOLENCE", "ABDUCTION"})


@dataclass(frozen=True, slots=True)
class Voice:
    """One origin's word on one matter, as one report carries it.

    Voices that share a key are one line; anonymous voices have no key. `said` is the day the
    report appeared, None when it is undated (then it counts as earlier than any dated word).
    `admits`: a party's word against its own side. `headline`: the outlet's own, in its title.
    """

    claim: str
    report: str
    said: date | None
    keys: tuple[str, ...]
    source: str
    line: str
    role: Role
    side: str = ""
    attitude: Attitude = "for"
    admits: bool = False
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Voices that are not independent of one another: one origin, or one side of the war."""

    name: str
    party: bool
    voices: tuple[Voice, ...]

    @property
    def live(self) -> tuple[Voice, ...]:
        """The latest word; what was said before it is history."""
        last = max(voice.said or date.min for voice in self.voices)
        return tuple(voice for voice in self.voices if (voice.said or date.min) == last)

    def says(self, attitude: Attitude) -> bool:
        return any(voice.attitude == attitude for voice in self.live)


@dataclass(frozen=True, slots=True)
class _Speaker:
    key: str
    name: str
    role: Role
    side: str
    stance: Stance


def voice(evidence: Evidence, ground: Ground) -> Voice:
    """The voice of the claim's origin: the speaker nearest to its words, else the outlet.

    A side's admission that only its enemy tells is the enemy's claim.
    """
    report, claim = evidence
    chain = _chain(evidence, ground)
    origin = chain[0]
    admits = origin.role == "party" and _against_itself(origin, harmed(evidence, ground))
    enemies = [other for other in chain[1:] if _enemy(origin, other)] if admits else []
    if enemies:
        origin, admits = replace(enemies[-1], stance="claims"), False
    attitude = _attitude(origin.stance, _negates(claim))
    return Voice(
        claim=claim.id,
        report=report.id,
        said=report.published,
        keys=_keys(origin, _texts(evidence, ground)),
        source=origin.name,
        line=ground.label(origin.side) if origin.role == "party" and origin.side else origin.name,
        role=origin.role,
        side=origin.side,
        attitude=attitude,
        admits=admits and attitude == "for",
        headline=not claim.said_by and _in_title(evidence),
    )


def harmed(evidence: Evidence, ground: Ground) -> frozenset[str]:
    """The sides that the claim hurts: losing a town harms the loser, an enemy's entry into a
    town its holder, deaths of a side's people that side, of unarmed people the accused."""
    match evidence.claim.content:
        case Control(change="loses" | "leaves", holder=holder):
            return ground.teams(_one(holder), evidence)
        case Control(change="takes" | "enters" | "besieges", holder=holder):
            return _losers(evidence, _one(holder), (), ground)
        case Event(type="WITHDRAWAL", actors=actors):
            return ground.teams(actors, evidence)
        case Event(type=type, actors=actors, recipients=recipients) if type in _GAINS:
            return _losers(evidence, actors, recipients, ground)
        case Event(type=type, actors=actors, recipients=recipients) if type in _VIOLENCE:
            unarmed = type in _ALWAYS_UNARMED or _unarmed(recipients, ground)
            return ground.teams(actors if unarmed else recipients, evidence)
        case Count(whom=whom, by=by):
            unarmed = _unarmed(_one(whom), ground)
            return ground.teams(by if unarmed else _one(whom), evidence)
        case _:
            return frozenset()


def lines(voices: Iterable[Voice]) -> tuple[Line, ...]:
    """The voices by line, sorted by name; anonymous voices are in none.

    A reprint is the word of who had it first, of the day it was first printed; the outlet that
    prints it has a line of its own for what it says in its own words.
    """
    root: dict[str, str] = {}
    heard = sorted(
        (voice for voice in voices if voice.keys), key=lambda one: (one.claim, one.attitude)
    )
    first = firsts(heard)
    groups: dict[str, list[Voice]] = {}
    named = [_original(one, first[one.claim]) for one in heard]
    for one in named:
        for key in one.keys[1:]:
            low, high = sorted((_find(root, one.keys[0]), _find(root, key)))
            root[high] = low
    for one in named:
        groups.setdefault(_find(root, one.keys[0]), []).append(one)
    found = [_line(group) for group in groups.values()]
    return tuple(sorted(found, key=lambda line: (line.name, line.voices[0].claim)))


def firsts(voices: Iterable[Voice]) -> dict[str, Voice]:
    """For each voice, by its claim, who had its text first: itself where it is no reprint."""
    heard = tuple(voices)
    first: dict[str, Voice] = {}
    for one in heard:
        for text in _texts_of(one):
            first[text] = min(one, first.get(text, one), key=precedence)
    return {
        one.claim: min((first[text] for text in _texts_of(one)), key=precedence, default=one)
        for one in heard
    }


def _texts_of(one: Voice) -> tuple[str, ...]:
    return tuple(key for key in one.keys if key.startswith(("copy:", "passage:")))


def _original(one: Voice, first: Voice) -> Voice:
    """The voice; one that reprints what another outlet had first, as that outlet's."""
    copied = one.keys[0] != first.keys[0]
    return replace(one, keys=_texts_of(one), said=first.said) if copied else one


def _line(voices: Sequence[Voice]) -> Line:
    first = min(voices, key=precedence)
    return Line(name=first.line, party=first.role == "party", voices=tuple(voices))


def precedence(one: Voice) -> tuple[bool, date, bool, str]:
    """Who had the words before others, as far as is known: of one day the outlet that the
    codebook knows."""
    unknown = ":" in one.keys[0]  # ids of the codebook have none
    return one.said is None, one.said or date.min, unknown, one.line


def standing(voices: Iterable[Voice], flags: tuple[str, ...] = ()) -> Standing:
    """How well a position is supported by the voices for it and against it.

    Two reports of one monitor and a denial by the accused: reported, contested, 1 line,
    2 reports.
    """
    heard = _consistent(voices)
    found = lines(heard)
    supporting = [line for line in found if line.says("for")]
    denying = [line for line in found if line.says("against")]
    retracted = [line for line in found if line.says("retracted")]
    carried = [one for line in supporting for one in line.voices] or [
        one for one in heard if not one.keys
    ]
    return Standing(
        grade=_grade(supporting, bool(retracted), bool(denying)),
        contested=bool(denying),
        lines=len(supporting),
        reports=len({one.report for one in carried if one.attitude == "for"}),
        by=tuple(line.name for line in supporting),
        denied_by=tuple(line.name for line in denying),
        flags=flags,
        parties=tuple(line.name for line in supporting if line.party),
    )


def opposed(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """Support for one position as words against every position it rules out."""
    return tuple(
        replace(one, attitude="against", admits=False) for one in voices if one.attitude == "for"
    )


def position(words: str, voices: Iterable[Voice]) -> Side:
    """All who take one position."""
    heard = tuple(voices)
    return Side(
        position=words,
        claims=tuple(sorted({one.claim for one in heard})),
        sources=tuple(sorted({one.source for one in heard})),
    )


def _in_title(evidence: Evidence) -> bool:
    """Whether the claim stands in the title with which the text opens."""
    title, text = evidence.report.title, evidence.report.text
    return bool(title) and text.startswith(title) and evidence.claim.evidence[0].end <= len(title)


def _bodies(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """The voices without headlines that sum up what somebody says below them: "Rebels enter Kutum"
    over "... entered Kutum, a monitor said" is the monitor's word alone."""
    heard = tuple(voices)
    below = {one.report for one in heard if one.keys and not one.headline and one.attitude == "for"}
    return tuple(one for one in heard if not one.headline or one.report not in below)


def _consistent(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """The voices without those that deny what the same origin asserts in the same report: "had
    never held Hama before" beside "captured Hama" is about an earlier time."""
    heard = _bodies(voices)
    asserted = {(one.report, one.source) for one in heard if one.attitude == "for"}
    return tuple(
        one
        for one in heard
        if one.attitude != "against" or (one.report, one.source) not in asserted
    )


def _grade(supporting: Sequence[Line], retracted: bool, denied: bool) -> Grade:
    outsiders = any(not line.party for line in supporting)
    grades: tuple[tuple[bool, Grade], ...] = (
        (any(one.admits for line in supporting for one in line.live), "acknowledged"),
        (len(supporting) >= 2 and outsiders, "corroborated"),
        (outsiders, "reported"),
        (bool(supporting), "claimed"),
        (retracted, "withdrawn"),
        (denied, "denied"),
    )
    return next((grade for holds, grade in grades if holds), "unattributed")


def _chain(evidence: Evidence, ground: Ground) -> tuple[_Speaker, ...]:
    spoken = tuple(_quoted(link, evidence, ground) for link in evidence.claim.said_by)
    return (*spoken, _outlet(evidence, ground))


def _quoted(link: Attribution, evidence: Evidence, ground: Ground) -> _Speaker:
    span, ref, report = link.source.span, link.source.ref, evidence.report
    words = report.words(span)
    if not ref and is_first_person(words):  # "We recorded nine deaths": the outlet's own word
        own = _outlet(evidence, ground)
        return replace(own, role=link.role, stance=link.stance)
    country = ground.country(evidence)
    party = ref and link.role == "party"
    side = link.side or (ground.lore.side(ref, report.published, country) if party else "")
    known = "" if ref.startswith("people:") else ref.partition("/")[0]
    nameless = not known and is_nameless(words)
    stranger = bool(known and words) and not ground.book.knows(known)
    spoken = "" if stranger else known or (side if nameless else "")
    name = ground.label(spoken) or (UNNAMED if nameless else words)
    role = "anonymous" if nameless and not side else link.role
    return _Speaker(known or _named(words), name, role, side, link.stance)


def _named(words: str) -> str:
    """The key of a speaker the codebook does not know, the same for an outlet and who quotes it."""
    return f"named:{fold(words).removeprefix('the ')}"


def _outlet(evidence: Evidence, ground: Ground) -> _Speaker:
    report = evidence.report
    ref = ground.lore.outlet(report.outlet)
    if not ref:
        key = _named(report.outlet) if report.outlet else f"report:{report.id}"
        return _Speaker(key, report.outlet or NO_OUTLET, _STRANGERS[report.kind], "", "reports")
    role = ground.book.role(ref)
    country = ground.country(evidence)
    side = ground.lore.side(ref, report.published, country) if role == "party" else ""
    return _Speaker(ref, ground.label(ref), role, side, "reports")


def _texts(evidence: Evidence, ground: Ground) -> tuple[str, ...]:
    """The texts whose words an outlet prints as its own: its near-copies, and passages that others
    print word for word."""
    if evidence.claim.said_by:
        return ()
    copy = f"copy:{ground.copies[evidence.report.id]}"
    return (copy, *(f"passage:{run}" for run in passages(evidence)))


def _keys(origin: _Speaker, texts: tuple[str, ...]) -> tuple[str, ...]:
    if origin.role == "anonymous":
        return ()
    side = (f"side:{origin.side}",) if origin.role == "party" and origin.side else ()
    return (origin.key, *side, *texts)


def _against_itself(origin: _Speaker, hurt: frozenset[str]) -> bool:
    if hurt:
        return origin.side in hurt or origin.key in hurt
    return origin.stance == "acknowledges"


def _enemy(origin: _Speaker, teller: _Speaker) -> bool:
    return teller.role == "party" and bool(teller.side) and teller.side != origin.side


def _attitude(stance: Stance, negated: bool) -> Attitude:
    if stance == "retracts":
        return "retracted"
    return "against" if negated or stance == "denies" else "for"


def _negates(claim: Claim) -> bool:
    """Whether it says that something is not so; "nobody was killed" says how many: none."""
    none = isinstance(claim.content, Count) and claim.content.high == 0
    return claim.realis == "negated" and not none


def _losers(
    evidence: Evidence,
    gainers: tuple[Mention, ...],
    losers: tuple[Mention, ...],
    ground: Ground,
) -> frozenset[str]:
    if evidence.claim.where is None or evidence.claim.where.relation != "at":
        return frozenset()
    named, gained = ground.teams(losers, evidence), ground.teams(gainers, evidence)
    held = ground.tenants(place_of(evidence.claim))
    if not named and not gained and len(held) > 1:
        return frozenset()  # who gained is not said, so who lost cannot be told
    return (named or held) - gained


def _unarmed(people: tuple[Mention, ...], ground: Ground) -> bool:
    return any(ground.unarmed(one.ref) for one in people)


def _one(mention: Mention | None) -> tuple[Mention, ...]:
    return (mention,) if mention else ()


def _find(root: dict[str, str], key: str) -> str:
    """The key that stands for a line; the path to it is shortened on the way."""
    while (above := root.setdefault(key, key)) != key:
        root[key] = key = root.setdefault(above, above)
    return key

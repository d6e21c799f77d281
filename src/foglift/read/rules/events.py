"""Events: who did what to whom, one claim for each frame whose row names an event."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from foglift.codebook import Book
from foglift.model import Attribution, Claim, Event, Mention, When, Where
from foglift.read.rules import dating, frames, scenes
from foglift.read.rules.evidence import evidence
from foglift.read.rules.frames import PLACES, Frame, noun_kinds
from foglift.read.rules.parties import mention
from foglift.read.rules.propositions import SUPPORT
from foglift.read.rules.reading import Reading
from foglift.read.rules.voices import Chain, weighed

WEAPONS = {"shell", "bomb", "drone", "weapon", "aircraft", "chemical"}
UNMANNED = {
    "bomb", "shell", "drone", "aircraft", "grenade",
}  # fmt: skip
# Types whose event is the saying itself.
SPEECH = {"STATEMENT", "RESPONSIBILITY", "THREAT"}
# Prepositions between a verb of happening and what happened.
BESIDE = {"in", "by", "from", "during", "after", "following", "with", "under", "amid", "at"}
# What takes weapons that nobody has who bears no arms.
GUNS = {"AIRSTRIKE", "SHELLING", "CHEMICAL"}
# Types told of once a report: what is no part of the war only needs to be known for what it is.
ASIDE = "OUT_OF_SCOPE"


def claims(reading: Reading) -> Iterator[Claim]:
    """The events that the report says happened or says did not happen."""
    aside: set[str] = set()
    for frame in reading.frames:
        if frame.row.event and frame.proposition.realis in {"actual", "negated"}:
            if _by_weapon(reading, frame) or _unknown(reading, frame) or to_nobody(frame):
                continue
            if frame.row.event.startswith(ASIDE) and not _aside(reading, frame, aside):
                continue
            when = dating.when(reading, frame.proposition.head, frame.sentence)
            for where in scenes.wheres(reading, frame, when):
                if _whole_country(reading, frame, where):
                    continue
                aside_told = frame.row.event.startswith(ASIDE)
                if not frame.proposition.noun or aside_told or _placed(reading, frame, where):
                    yield _claim(reading, frame, where, when)


def to_nobody(frame: Frame) -> bool:
    """Whether it says of a deed only that it befell nobody: "the raid hurt nobody"."""
    return any(each.head.lower_ in frames.NONE for each in frame.recipients)


def _whole_country(reading: Reading, frame: Frame, where: Where | None) -> bool:
    """Whether a country would be taken or lost, which is said of towns and meant of them."""
    if frame.row.control not in {"takes", "loses"} or where is None or not where.place.ref:
        return False
    if any(each.named is None for each in frame.places):
        return False  # "the last stronghold in western Libya" is no country
    return reading.book.gazetteer.place(where.place.ref).kind == "country"


def _aside(reading: Reading, frame: Frame, told: set[str]) -> bool:
    """Whether something outside the war happened that was not told of before."""
    if frame.proposition.realis != "actual" or frame.row.event in told:
        return False
    if frame.proposition.head.dep_ != "compound":
        told.add(frame.row.event)
        return True
    return False


def _unknown(reading: Reading, frame: Frame) -> bool:
    """Whether an accord is of nobody known: "the government reached an accord with the
    teachers"."""
    refs = [mention(reading, each, frame).ref for each in frame.actors]
    return frame.row.event == "AGREEMENT" and not any(refs)


def _by_weapon(reading: Reading, frame: Frame) -> bool:
    """Whether it only counts the dead of a strike that is an event of its own: "the air strike
    killed nine"."""
    if not frame.row.count.startswith(("killed", "wounded")):
        return False
    strikes = {each.proposition.head.i for each in reading.frames_of(frame.sentence.index)}
    return any(
        each.head.i in strikes or noun_kinds(each.head, reading.book) & WEAPONS
        for each in frame.actors
    )


def _placed(reading: Reading, frame: Frame, where: Where | None) -> bool:
    """Whether a noun such as "strikes" tells of a happening: it has a place or a time of its own,
    says who suffered it, or its clause says that it took place; not that of "riot police"."""
    if frame.proposition.head.dep_ == "compound":
        return False
    own_time = reading.own_times(frame.proposition.head, frame.sentence)
    return bool(where or own_time or frame.recipients) or _happens(
        frame.proposition.head, reading.book
    )


def _happens(noun: Token, book: Book) -> bool:
    """Whether the clause tells that it took place: "explosions rocked the port", "nine people died
    in a blast", "there was a riot", or a headline that is no more than the noun."""
    above, verbs = noun.head, book.listed("happening") | SUPPORT
    if noun.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        return above.lemma_ in verbs
    if noun.dep_ in {"attr", "ROOT"}:
        return True
    if noun.dep_ == "conj":
        return _happens(above, book)
    if noun.dep_ == "pobj" and above.lower_ == "of" and above.head.lemma_ in frames.TRANSPARENT:
        return _happens(above.head, book)  # "a series of explosions", "one of the attacks"
    if noun.dep_ == "pobj":
        while (
            above.dep_ == "prep" and above.head.pos_ not in {"VERB", "AUX"} and above.head != above
        ):
            above = above.head
        return above.head.lemma_ in verbs and above.lower_ in BESIDE
    return False


def _claim(reading: Reading, frame: Frame, where: Where | None, when: When | None) -> Claim:
    content = event(reading, frame)
    span = evidence(frame, where)
    spoken = content.type in SPEECH
    told = frame.proposition.realis == "actual"
    chain = reading.voices.cued(frame.proposition.span) if spoken else reading.voice(frame)
    if content.type == "STATEMENT":
        chain = _reported(chain, content)
    return reading.claim(
        content,
        [span],
        why(frame),
        weighed(chain, told and harms(reading, frame, content, chain)),
        where=where,
        when=when,
        realis=frame.proposition.realis,
    )


def _reported(chain: Chain, content: Event) -> Chain:
    """Who tells of a statement: not the one who makes it."""
    own = chain and any(chain[0].source.span.meets(each.span) for each in content.actors)
    return chain[1:] if own else chain


def event(reading: Reading, frame: Frame) -> Event:
    """The event a frame says, its facet told apart by who did it where the type asks for it."""
    kind, _, facet = frame.row.event.partition("/")
    if frame.row.control == "loses":
        losers = each_once(mention(reading, each, frame) for each in frame.actors)
        return Event(kind, facet, (), losers)
    actors = each_once(
        mention(reading, each, frame)
        for each in frame.actors
        if each.named is not None
        or (kind != ASIDE and not noun_kinds(each.head, reading.book) & UNMANNED)
    )
    recipients = each_once(
        mention(reading, each, frame)
        for each in frame.recipients
        if (each.named is None or each.named.kind not in PLACES)
        and not noun_kinds(each.head, reading.book) & WEAPONS
    )
    if kind == "CAPTURE" and not facet:
        facet = _captor(reading, frame, actors)
    if kind in GUNS:  # "the civilian was killed by shelling": no civilian shells
        struck = tuple(each for each in actors if _is_unarmed(reading, each))
        actors = tuple(each for each in actors if each not in struck)
        recipients = each_once((*recipients, *struck))
    return Event(kind, facet, actors, recipients)


def _is_unarmed(reading: Reading, mention: Mention) -> bool:
    return mention.ref.startswith("people:") and not reading.book.armed(mention.ref)


def each_once(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Without a second mention of one whom the codebook knows."""
    kept = {each.ref or str(each.span.start): each for each in reversed(list(mentions))}
    return tuple(sorted(kept.values(), key=lambda each: each.span))


def _captor(reading: Reading, frame: Frame, actors: tuple[Mention, ...]) -> str:
    """Whether the home state or its allies took the place: "state", else "nonstate"; "" when
    nobody is named as the captor."""
    refs = [each.ref for each in actors if each.ref and not each.ref.startswith("people:")]
    if frame.row.control not in {"takes", ""}:
        return ""
    if not refs:
        return _captor_in_words(frame, reading.book)
    country = scenes.country(reading, frame)
    day = reading.doc.report.published
    return "state" if reading.book.state_side(refs[0], country, day) else "nonstate"


def _captor_in_words(frame: Frame, book: Book) -> str:
    """The same where nobody in the codebook is meant: "government forces" of any country."""
    said = {
        token.lemma_.lower()
        for each in frame.actors
        for token in (*each.head.lefts, each.head, frames.content(each.head))
        if token.is_lower or token.is_sent_start
    }
    if said & book.listed("rebel-side") and "government" not in said:
        return "nonstate"
    return "state" if said & book.listed("state-side") else ""


def why(frame: Frame) -> list[str]:
    """The row that fired and the rules that resolved its names."""
    lemma = " / ".join(frame.row.lemma[:1])
    rule = f"verbs/en.csv: {lemma} [{frame.row.slots}]"
    if frame.told is not None:
        rule = f"model: {frame.told.event} {frame.told.score:.2f} at {lemma} [{frame.row.slots}]"
    named = [*frame.actors, *frame.recipients, *frame.places]
    vias = [f"{each.head.text}: {each.named.via}" for each in named if each.named is not None]
    mark = f"{frame.proposition.realis}: {frame.proposition.reason}"
    return [rule, *vias, *([mark] if frame.proposition.reason else [])]


def harms(reading: Reading, frame: Frame, content: Event, chain: tuple[Attribution, ...]) -> bool:
    """Whether the event, as said, hurts the side of who says it: its own retreat, or the enemy's
    entry and capture; not that the enemy attacked."""
    if not chain or not chain[0].side:
        return False
    day = reading.doc.report.published
    sides = {reading.book.side(each.ref, day) for each in content.actors if each.ref}
    own = chain[0].side in sides
    if content.type == "WITHDRAWAL":
        return own
    gained = content.type == "CAPTURE" or frame.row.control in {"takes", "enters"}
    return gained and bool(sides - {""}) and not own

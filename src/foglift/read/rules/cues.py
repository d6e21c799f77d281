"""The codebook's cues taken apart, and what one is in a sentence."""

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from foglift.codebook.rows import Cue
from foglift.model import Span, Stance
from foglift.read.rules.parse import Sentence


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue of the codebook taken apart.

    "..." stands for the words that are said, "somebody" for who is told or, in a phrase, who says
    so. "claim responsibility for ..." has the fixed words "responsibility", "for" and takes what
    follows "for"; "call ..." takes its object; "say" only clauses. `hearer`: its object is told.
    `quotes`: only quotations are said with it, as with "begin '...'".
    """

    name: str
    stance: Stance
    fixed: tuple[str, ...]
    takes: tuple[str, ...] = ()
    hearer: bool = False
    quotes: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], bool, Frame], ...]]


def _frame(cue: Cue) -> Frame:
    words = cue.cue.removeprefix("somebody's ").split()
    slots = [i for i, word in enumerate(words) if word in ("...", "'...'", "somebody", "that")]
    first = slots[0] if slots else len(words)
    takes = [words[i - 1] if i > 1 else "" for i in slots if words[i] == "..."]
    takes = ["" if word in ("...", "somebody") else word for word in takes]
    hearer = words[1:2] == ["somebody"]
    name, fixed, quotes = " ".join(words[:first]), tuple(words[1:first]), "'...'" in words
    return Frame(name, cue.stance, fixed, tuple(takes), hearer, quotes)


def _rank(frame: Frame) -> tuple[int, bool, bool, int]:
    """Frames are tried with their fixed words first, then infinitives, clauses, objects."""
    return -len(frame.fixed), "to" not in frame.takes, bool(frame.takes), -len(frame.takes)


@cache
def lexicon_of(cues: tuple[Cue, ...]) -> Lexicon:
    heads: dict[str, dict[str, list[Frame]]] = {"verb": {}, "noun": {}}
    phrases: dict[str, list[tuple[tuple[str, ...], bool, Frame]]] = {}
    for cue in cues:
        frame, words = _frame(cue), tuple(cue.cue.removeprefix("somebody's ").split())
        if cue.form == "phrase":
            named = words[-1] == "somebody"
            phrase = words[:-1] if named else words
            phrases.setdefault(phrase[0], []).append((phrase, named, frame))
        else:
            heads[cue.form].setdefault(words[0], []).append(frame)
    fullest = {
        form: {lemma: tuple(sorted(frames, key=_rank)) for lemma, frames in table.items()}
        for form, table in heads.items()
    }
    longest = {
        first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in phrases.items()
    }
    return Lexicon(fullest["verb"], fullest["noun"], longest)


@dataclass(frozen=True, slots=True)
class Cited:
    """A cue in its sentence with the words said, before anybody is resolved."""

    sentence: Sentence
    frame: Frame
    cue: Span
    content: tuple[Span, ...]
    speaker: Token | None
    verb: Token | None = None
    hears: Token | None = None
    channel: str = ""
    lemma: str = ""
    quoted: bool = False
    label: Span | None = None
    under: Span | None = None  # the cue that this one reports on: "Reuters said, citing X"
    pronoun: Span | None = None  # the relative pronoun for the speaker: "rebels, who said"


def lemma(verb: Token) -> str:
    return "hope" if verb.lemma_ == "hop" else verb.lemma_  # the lemmatizer's "hoped": "hop"

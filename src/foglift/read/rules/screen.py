"""The cheap first look: which sentences may hold a claim and are worth a parse.

A parse costs about a thousand times as much as this look, and most sentences of the news hold
nothing of a war.
"""

import re
from collections.abc import Collection
from functools import cache

from foglift import text
from foglift.codebook import Book
from foglift.codebook.rows import ARMED
from foglift.model import Span

# Forms of verbs that no rule of spelling gives.
IRREGULAR = {
    "take": "took taken", "fall": "fell fallen", "hold": "held", "lose": "lost", "flee": "fled",
    "shoot": "shot", "strike": "struck", "leave": "left", "drive": "drove driven",
    "break": "broke broken", "fight": "fought", "withdraw": "withdrew withdrawn",
    "blow": "blew blown", "rise": "rose risen", "come": "came", "go": "went gone",
    "send": "sent", "tear": "tore torn", "overrun": "overran",
    "throw": "threw thrown", "slay": "slew slain", "beat": "beaten", "give": "gave given",
    "keep": "kept", "win": "won", "make": "made", "do": "did done", "stand": "stood",
    "sweep": "swept", "sign": "signed", "be": "is are was were been being", "die": "dying",
    "have": "has had", "bring": "brought", "run": "ran", "find": "found", "feel": "felt",
    "say": "said", "tell": "told", "set": "set", "hit": "hit", "cut": "cut", "land": "landed",
    "lay": "laid", "open": "opened", "pay": "paid", "build": "built", "grow": "grew grown",
    "swear": "swore sworn", "begin": "began begun", "steal": "stole stolen",
    "shake": "shook shaken", "sink": "sank sunk", "catch": "caught", "light": "lit",
    "burst": "burst", "fling": "flung", "spread": "spread", "meet": "met", "lead": "led",
    "become": "became", "drink": "drank drunk", "eat": "ate eaten", "wear": "wore worn",
}  # fmt: skip
# Words of rows that stand in any text: they call for a parse only beside others.
COMMON = {
    "accept", "adopt", "affect", "agree", "agreement", "announce", "approve", "attend", "be",
    "because", "become", "begin", "break", "bring", "build", "burn", "call", "carry", "case",
    "catch", "cause", "chant", "close", "collect", "come", "commit", "confirm", "contain",
    "continue", "could", "count", "create", "declare", "describe", "discover", "discuss", "do",
    "drink", "drop", "eat", "establish", "extend", "face", "figure", "fill", "find", "fly",
    "form", "found", "gather", "give", "go", "happen", "have", "host", "identify", "increase",
    "install", "introduce", "investigate", "involve", "issue", "join", "keep", "key", "lead",
    "lift", "light", "locate", "make", "measure", "meet", "move", "near", "net", "number",
    "observe", "occur", "offer", "open", "organise", "organize", "pass", "pay", "place", "plant",
    "play", "punish", "put", "reach", "receive", "record", "register", "reinforce", "remove",
    "renew", "report", "respect", "restore", "result", "return", "rise", "rob", "run", "say",
    "set", "shake", "sign", "slap", "spot", "spread", "stage", "start", "stop", "strengthen",
    "suffer", "sweep", "take", "tell", "throw", "tie", "trigger", "turn", "unite", "use", "walk",
}  # fmt: skip
# Words in a text that is no more than a headline or a note.
SHORT = 60
# Words of sport, weather, films and trade from which a text may be about one of these.
ELSEWHERE = 2
_WORD = re.compile(r"[A-Za-z]{2,30}")
_CAPITALS = re.compile(r"\b[A-Z][A-Z\d-]{1,6}\b")
_QUOTE = re.compile(r"[\"“”«»]")


def worth_parsing(report: str, paragraphs: list[list[Span]], book: Book) -> set[Span]:
    """The sentences (listed by paragraph) that may hold a claim, with those beside them that may
    say whose words they are; none where the report has no word of war at all."""
    words = {
        span: _words(report[span.start : span.end])
        for paragraph in paragraphs
        for span in paragraph
    }
    if not _of_war(words.values(), book):
        return set()
    chosen: set[Span] = set()
    for paragraph in paragraphs:
        hits = {
            span
            for span in paragraph
            if words[span] & _triggers(book)
            or (words[span] & _common(book) and words[span] & (_war(book) | _noted(book)))
        }
        if hits:
            chosen |= hits | {s for s in paragraph if _speaks(report, s, words[s], book)}
    return chosen


def _words(sentence: str) -> set[str]:
    """Its words in small letters, and names in capitals ("M23") as they are."""
    return {word.lower() for word in _WORD.findall(sentence)} | set(_CAPITALS.findall(sentence))


def _speaks(report: str, span: Span, words: set[str], book: Book) -> bool:
    return bool(words & _cues(book)) or bool(_QUOTE.search(report, span.start, span.end))


@cache
def _triggers(book: Book) -> frozenset[str]:
    """Every form of a word that a row may fire on."""
    lemmas = {name.split()[0] for row in book.verbs for name in row.lemma}
    lemmas |= {word for row in book.verbs for name in row.nouns for word in name.split()[-1:]}
    lemmas |= {row.words.split()[0] for row in book.evaluations}
    counting = ("killed", "wounded", "killed-or-wounded", "displaced-people")
    lemmas |= {noun for row in book.nouns if row.kind in counting for noun in row.nouns}
    told = (row for row in book.nouns if row.kind.startswith(("state-", "act-")))
    lemmas |= {noun.split()[-1] for row in told for noun in row.nouns}
    return frozenset(form for lemma in lemmas - COMMON for form in forms(lemma))


def _of_war(sentences: Collection[set[str]], book: Book) -> bool:
    """Whether the report has words that stand in reports of war: two, of which one may
    be of unrest or disaster, and clearly more than of sport, weather, films and trade; in a
    headline or a note one of any."""
    found: set[str] = set()
    noted: set[str] = set()
    other: set[str] = set()
    for words in sentences:
        found |= words & _war(book)
        noted |= words & _noted(book)
        other |= words & _elsewhere(book)
    if sum(map(len, sentences)) <= SHORT:
        return bool(found or noted)
    told = bool(found) and len(found | noted) >= 2
    return told and (len(other) < ELSEWHERE or len(found) > len(other) + 1)


@cache
def _war(book: Book) -> frozenset[str]:
    """Every form of the words of war ("troops", "shelling", "ceasefire"), and armed actors whose
    name is one word ("Taliban") or in capitals ("M23")."""
    armed = (actor for actor in book.actors.values() if actor.kind in ARMED)
    names = [name for actor in armed for name in (actor.name, *actor.aliases)]
    words = {text.fold(name) for name in names if _WORD.fullmatch(name) and len(name) > 4}
    capitals = {name for name in names if _CAPITALS.fullmatch(name)}
    return frozenset(words | capitals | _class(book, "war"))


@cache
def _elsewhere(book: Book) -> frozenset[str]:
    """Every form of the words of sport, weather, films and trade: "striker", "typhoon"."""
    return frozenset(_class(book, "elsewhere"))


@cache
def _noted(book: Book) -> frozenset[str]:
    """Every form of the words that make a headline or a note worth a look: "protest"."""
    return frozenset(_class(book, "note"))


def _class(book: Book, kind: str) -> set[str]:
    lemmas = (noun for row in book.nouns if row.kind == kind for noun in row.nouns)
    return {form for lemma in lemmas for form in forms(lemma)}


@cache
def _common(book: Book) -> frozenset[str]:
    """The forms of common words that rows begin with: "reached" calls for "rebels" beside it."""
    lemmas = {name.split()[0] for row in book.verbs for name in row.lemma}
    return frozenset(form for lemma in lemmas & COMMON for form in forms(lemma))


@cache
def _cues(book: Book) -> frozenset[str]:
    verbs = {cue.cue.split()[0] for cue in book.cues if cue.form == "verb"} - {"be", "have"}
    return frozenset(form for verb in verbs for form in forms(verb)) | {"according"}


def forms(lemma: str) -> frozenset[str]:
    """The written forms of a verb or noun: "flee" -> flee flees fleeing fled ..."""
    lemma = text.fold(lemma)
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    found = {lemma, lemma + "s", lemma + "es", lemma + "d", stem + "ed", stem + "ing"}
    if lemma.endswith("y"):
        found |= {lemma[:-1] + "ies", lemma[:-1] + "ied"}
    if len(lemma) > 2 and lemma[-1] not in "aeiouwxy" and lemma[-2] in "aeiou":
        found |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
    again = lemma[2:] if lemma.startswith("re") else ""
    irregular = IRREGULAR.get(lemma, "").split()
    repeated = ("re" + form for form in IRREGULAR.get(again, "").split())
    return frozenset(found | {*irregular, *repeated})

"""Whom a name stands for: which of several actors so called, whose forces, a state or a land."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from foglift.codebook import Book
from foglift.codebook.rows import Actor
from foglift.model import Span
from foglift.read.rules.names import Hit, Kind, Named, Word
from foglift.read.rules.parse import Doc


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the choice among namesakes rests on: the report, its day, its countries' shares."""

    doc: Doc
    book: Book
    words: tuple[tuple[Word, ...], ...]
    shares: Mapping[str, float]

    @property
    def day(self) -> date | None:
        return self.doc.report.published

    def after(self, sentence: int, end: int, count: int) -> list[Word]:
        """The next words of the sentence from a character on."""
        return [word for word in self.words[sentence] if word.span.start >= end][:count]

    def before(self, sentence: int, start: int, count: int) -> list[Word]:
        return [word for word in self.words[sentence] if word.span.end <= start][-count:]

    def head(self, sentence: int, span: Span) -> Token | None:
        """The token that heads the words of the span, None in a sentence not parsed."""
        parsed = self.doc.sentences[sentence]
        if parsed.tokens is None:
            return None
        at = parsed.span.start
        part = parsed.tokens.char_span(span.start - at, span.end - at, alignment_mode="expand")
        return part.root if part is not None else None


# ------------------------------------------------------------------------------ rows by their id


def kind_of(ref: str, book: Book) -> Kind:
    if "/" in ref:
        return "person"
    return "actor" if ref in book.actors else "source"


def countries_of(ref: str, book: Book) -> tuple[str, ...]:
    """Where an actor, a source or one of their people is at home."""
    owner = ref.partition("/")[0]
    row = book.actors.get(owner) or book.sources.get(owner)
    return row.countries if row else ()


def choose(
    ids: Sequence[str], scene: Scene, local: Iterable[str] = (), before: Sequence[Named] = ()
) -> tuple[str, str]:
    """Which of several so called is meant, and why: in office that day, of the report's country,
    the one the others are part of, the one named before; "" when none of these decides."""
    book, near = scene.book, frozenset(local)
    live = list(book.current(ids, scene.day) or ids)
    if len(live) == 1:
        return live[0], ""
    weights = {id: _weight(id, scene, near) for id in live}
    top = max(weights.values())
    live = [id for id in live if weights[id] >= top - 0.05]
    if len(live) == 1:
        return live[0], ", in the report's country"
    whole = [id for id in live if all(other == id or _part(other, id, book) for other in live)]
    if len(whole) == 1:
        return whole[0], ", the whole of which others so called are part"
    for named in reversed(before):
        if named.ref in live:
            return named.ref, ", named before"
    return "", ""


def _weight(ref: str, scene: Scene, near: frozenset[str]) -> float:
    homes = countries_of(ref, scene.book)
    share = max((scene.shares.get(iso, 0.0) for iso in homes), default=0.0)
    return share + (0.25 if near & set(homes) else 0.0)


def _part(inner: str, outer: str, book: Book) -> bool:
    """Whether an actor is part of another, over at most five steps."""
    for _ in range(5):
        if inner == outer:
            return True
        if inner not in book.actors or not book.actors[inner].part_of:
            return False
        inner = book.actors[inner].part_of
    return inner == outer


def forces_of(iso: str, scene: Scene) -> str:
    """The id of a country's armed forces on the day, else of its government."""
    book = scene.book
    own = [a.id for a in book.actors.values() if a.kind == "forces" and a.countries[:1] == (iso,)]
    fits = book.current(own, scene.day)
    if fits:
        return min(fits, key=lambda id: _depth(book.actors[id], book))
    return book.state(iso, scene.day)


def _depth(actor: Actor, book: Book) -> int:
    """How many forces it is part of: the army 0, its fourth division 1."""
    above = book.actors.get(actor.part_of)
    return 1 + _depth(above, book) if above and above.kind == actor.kind else 0


# ---------------------------------------------------------------------------- nouns after a name


def noun_after(hit: Hit, scene: Scene, between: bool) -> tuple[Span, frozenset[str]] | None:
    """The span of a name with the noun of forces, attack or state that follows, and the nouns:
    "HTS fighters"; with `between`, words may stand between: "Russian air strikes"."""
    end, nouns, book = hit.span.end, [], scene.book
    telling = book.listed("forces") | book.listed("attack") | book.listed("state-body")
    last = hit.span.end
    skipped = 0
    for word in scene.after(hit.sentence, end, 5):
        if scene.doc.text[last : word.span.start] not in (" ", "\u00a0", "-") or skipped > 2:
            break
        last, lower = word.span.end, word.text.lower()
        if lower in telling and not _is_verb(scene, hit.sentence, word):
            end, skipped = last, 0
            nouns.append(lower)
        elif between and lower in book.listed("before-forces"):
            skipped += 1
        else:
            break
        if word.possessive:
            break
    return (Span(hit.span.start, end), frozenset(nouns)) if nouns else None


def _is_verb(scene: Scene, sentence: int, word: Word) -> bool:
    """Whether "attacks", "forces" is what somebody does: the parser says so, or an object
    follows at once ("RSF attacks El Fasher"), which misleads it in headlines."""
    token = scene.head(sentence, word.span)
    after = scene.after(sentence, word.span.end, 1)
    if after and scene.doc.text[word.span.end : after[0].span.start] == " ":
        objects = after[0].capital or after[0].text in ("the", "a", "an", "its", "their")
        acts = scene.book.listed("attack") | {"forces"}
        if objects and word.text.lower() in acts and not word.possessive:
            return True
    return token is not None and bool(token.pos_ == "VERB")


def national(hit: Hit, scene: Scene) -> Named | None:
    """An adjective of a country with its noun: "Russian warplanes", "Syrian rebels",
    "Turkish-backed"; None for "Syrian civilians"."""
    entry = hit.of("adjective")
    if entry is None:
        return None
    iso, surface = entry.ids[0], scene.doc.words(hit.span)
    if _backing(hit, scene):
        return _actor(
            hit.span, scene.book.state(iso, scene.day), f"'{surface}-': the backing state"
        )
    generic = _generic_after(hit, scene, iso)
    if generic:
        return generic
    followed = noun_after(_past_and(hit, scene), scene, between=True)
    if followed is None:
        return None
    span = Span(hit.span.start, followed[0].end)
    if _past_and(hit, scene) is not hit:
        span = hit.span
    book, nouns = scene.book, followed[1]
    armed = nouns & book.listed("forces") or not nouns & book.listed("state-body")
    ref = forces_of(iso, scene) if armed else scene.book.state(iso, scene.day)
    what = "forces" if armed else "government"
    return _actor(span, ref, f"'{surface}' with {min(followed[1])!r}: the {what} of {iso}")


def _backing(hit: Hit, scene: Scene) -> bool:
    after = scene.after(hit.sentence, hit.span.end, 1)
    gap = scene.doc.text[hit.span.end : after[0].span.start] if after else ""
    return gap in ("-", "‑") and after[0].text.lower() in scene.book.listed("backed")


def _past_and(hit: Hit, scene: Scene) -> Hit:
    """The second adjective of "Russian and Iranian allies", else the hit itself."""
    after = scene.after(hit.sentence, hit.span.end, 2)
    joined = len(after) == 2 and after[0].text in ("and", "or") and after[1].capital
    return Hit(after[1].span, hit.sentence, hit.entries) if joined else hit


def _generic_after(hit: Hit, scene: Scene, iso: str) -> Named | None:
    """ "Syrian rebels": the actor of that country whose generic name follows."""
    for size in (2, 1):
        after = scene.after(hit.sentence, hit.span.end, size)
        if len(after) < size or scene.doc.text[hit.span.end : after[0].span.start] != " ":
            continue
        noun = " ".join(word.text.lower() for word in after)
        ids = [
            id
            for key in (noun, "the " + noun)
            for id in scene.book.words().get(key, ())
            if iso in countries_of(id, scene.book)
        ]
        ref, why = choose(list(dict.fromkeys(ids)), scene, (iso,)) if ids else ("", "")
        if ref:
            span = Span(hit.span.start, after[-1].span.end)
            return _actor(span, ref, f"'{noun}' of {iso}{why}")
    return None


def _actor(span: Span, ref: str, via: str) -> Named:
    return Named(span, ref, "actor", via)


# --------------------------------------------------------------------- a country: land or state


def country(hit: Hit, scene: Scene, land: str) -> Named:
    """A country's name: the place `land`, or the state where it acts ("Russia said")."""
    iso = hit.ids("country")[0]
    ref = scene.book.state(iso, scene.day)
    if ref and (_backing(hit, scene) or _acts(scene.head(hit.sentence, hit.span), scene.book)):
        return _actor(hit.span, ref, f"country '{scene.doc.words(hit.span)}', which acts here")
    return Named(hit.span, land, "country", f"country '{scene.doc.words(hit.span)}'")


def capital(hit: Hit, scene: Scene) -> Named | None:
    """A capital that stands for its government ("Moscow said"); None where it is a place."""
    iso = hit.ids("capital")[0]
    ref = scene.book.state(iso, scene.day)
    token = scene.head(hit.sentence, hit.span)
    if not ref or token is None or not _governs(token, scene.book):
        return None
    surface = scene.doc.words(hit.span)
    return _actor(hit.span, ref, f"'{surface}': seat of the government of {iso}")


def _acts(token: Token | None, book: Book) -> bool:
    if token is None:
        return False
    verb = _verb_over(token, book)
    if verb is not None:
        return verb.pos_ == "VERB" and verb.lemma_ not in book.listed("stative")
    return _addressed(token, book)


def _governs(token: Token, book: Book) -> bool:
    verb = _verb_over(token, book)
    if verb is not None:
        return verb.lemma_ in book.listed("decision")
    return _addressed(token, book)


def _verb_over(token: Token, book: Book) -> Token | None:
    """The verb whose doer the token is, also as "A and B said" and "by A"."""
    while token.dep_ == "conj" and token.head.pos_ in ("PROPN", "NOUN"):
        token = token.head
    if token.dep_ == "nsubj":
        return token.head
    if token.dep_ == "nsubjpass" and token.head.lemma_ in book.listed("addressed"):
        return token.head
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return token.head.head
    return None


def _addressed(token: Token, book: Book) -> bool:
    """ "accused Moscow of", "talks with Moscow", "sanctions against Russia"."""
    if token.dep_ in ("dobj", "dative"):
        return token.head.lemma_ in book.listed("addressed")
    if token.dep_ == "pobj":
        over = token.head
        return over.lower_ == "against" or (
            over.lower_ in ("with", "between") and over.head.lemma_ in book.listed("dealing")
        )
    return False


def shares(hits: Iterable[Hit], book: Book) -> dict[str, float]:
    """How often each country is named: by itself, its adjective, its capital, its actors."""
    counts: dict[str, float] = defaultdict(float)
    for hit in hits:
        for iso in hit.ids("country", "adjective", "capital"):
            counts[iso] += 1
        names = hit.ids("name")
        homes = countries_of(names[0], book) if len(names) == 1 else ()
        for iso in homes[:3]:
            counts[iso] += 1 / len(homes)
    return counts

"""Names and words for somebody or somewhere in a report, resolved to ids of the codebook."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from foglift.codebook import Book
from foglift.model import Report, Span
from foglift.read.rules import capitals, coreference, phrases, toponyms
from foglift.read.rules.coreference import Text
from foglift.read.rules.names import Group, Hit, Lexicon, Named, find, lexicon, longest, words
from foglift.read.rules.parse import Doc
from foglift.read.rules.phrases import Scene, countries_of
from foglift.read.rules.toponyms import Toponym
from foglift.text import fold

Step = Callable[[], Named | None]
__all__ = ["Mentions", "Named", "by_speaker", "resolve", "scope"]


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of a report by their start; none overlaps another. `toponyms` are the names
    of places in it, also those inside other names or standing for a state."""

    all: tuple[Named, ...]
    toponyms: tuple[Toponym, ...] = ()

    def within(self, span: Span) -> tuple[Named, ...]:
        """The mentions that lie wholly in the span."""
        first = bisect_left(self.all, span.start, key=lambda named: named.span.start)
        last = bisect_left(self.all, span.end, key=lambda named: named.span.start)
        return tuple(named for named in self.all[first:last] if named.span.end <= span.end)

    def of(self, span: Span) -> Named | None:
        """The mention that covers a word, or that ends a phrase ("the city of Hama")."""
        at = bisect_left(self.all, span.start + 1, key=lambda named: named.span.start)
        if at and self.all[at - 1].span.covers(span):
            return self.all[at - 1]
        inside = self.within(span)
        return inside[-1] if inside and inside[-1].span.end == span.end else None


def resolve(doc: Doc, book: Book) -> Mentions:
    """Who and what the report names: known names first, then places and people by their
    capitals, then the words that point back, each from what stands before it."""
    hits = find(doc, lexicon(book))
    counts = phrases.shares(hits, book)
    by_sentence = tuple(tuple(words(doc.text, s.span)) for s in doc.sentences)
    names = [hit for hit in hits if hit.proper]
    other = [hit for hit in hits if hit.of("adjective") or hit in names]
    adjectives = _national(hits, Scene(doc, book, by_sentence, counts))
    taken = [hit.span for hit in names if not _surname(hit, doc)]
    taken += [named.span for named in adjectives]
    found = capitals.read(doc.text, by_sentence, taken, book.gazetteer, book.given)
    found = _unknown(doc.text, found, other)
    shares = toponyms.theatre(counts, found.candidates)
    scene = Scene(doc, book, by_sentence, shares)
    fixed = [*_national(hits, scene), *found.people, *_lands(hits, found, scene)]
    blocked = found.organisations
    places = _places(hits, found, scene)
    fixed += [
        _narrow(n, book) for n in places if not any(b.meets(n.span) for b in blocked)
    ]  # fmt: skip
    return Mentions(tuple(_walk(hits, fixed, blocked, scene)), _toponyms(hits, places, doc, book))


def _narrow(named: Named, book: Book) -> Named:
    """The place, unless it is a continent: what happens there has no place that tells."""
    wide = named.ref and book.gazetteer.place(named.ref).kind == "continent"
    return replace(named, ref="", via=f"{named.via}; no one country") if wide else named


def _adjective(hit: Hit, surface: str, lexicon: Lexicon) -> tuple[Span, str] | None:
    """A country's adjective with its ISO code, alone or before what it is said of: "Syrian
    rebels"."""
    if hit.of("adjective"):
        return hit.span, hit.ids("adjective")[0]
    first = surface.partition(" ")[0]
    iso = lexicon.adjectives.get(first)
    return (Span(hit.span.start, hit.span.start + len(first)), iso) if iso else None


def _toponyms(
    hits: Sequence[Hit], places: Sequence[Named], doc: Doc, book: Book
) -> tuple[Toponym, ...]:
    """The places found, then the countries named otherwise, by the text."""
    found = [Toponym(one.span, one.ref, "place") for one in places]
    taken = {at for one in found for at in range(one.span.start, one.span.end)}
    for hit in hits:
        if taken.isdisjoint(range(hit.span.start, hit.span.end)):
            if hit.of("country"):
                found.append(Toponym(hit.span, _land(hit.ids("country")[0], book), "land"))
            elif adjective := _adjective(hit, doc.words(hit.span), lexicon(book)):
                found.append(Toponym(adjective[0], _land(adjective[1], book), "people"))
    return tuple(sorted(found, key=lambda one: one.span))


def _surname(hit: Hit, doc: Doc) -> bool:
    """Whether a name is one word for a person, who may be somebody else's: "Nasser Assad"."""
    return " " not in doc.words(hit.span) and all("/" in id for id in hit.ids("name", "word"))


def _unknown(text: str, found: capitals.Found, names: Sequence[Hit]) -> capitals.Found:
    """What the capitals gave without what is only a name that the codebook knows."""

    def known(span: Span) -> bool:
        return any(hit.span.covers(span) for hit in names)

    candidates = [c for c in found.candidates if not known(c.span)]
    return replace(
        found,
        candidates=toponyms.nested(text, candidates),
        people=tuple(p for p in found.people if not known(p.span)),
    )


def _national(hits: Sequence[Hit], scene: Scene) -> list[Named]:
    found = (phrases.national(hit, scene) for hit in hits if not hit.of("name"))
    return [named for named in found if named]


def _lands(hits: Sequence[Hit], found: capitals.Found, scene: Scene) -> list[Named]:
    """Countries, and capitals that stand for their governments."""
    lands = []
    for hit in hits:
        if any(span.meets(hit.span) for span in found.organisations):
            continue
        if hit.of("country"):
            lands.append(phrases.country(hit, scene, _land(hit.ids("country")[0], scene.book)))
        elif hit.of("capital"):
            seat = phrases.capital(hit, scene)
            lands += [seat] if seat else []
    return lands


def _land(iso: str, book: Book) -> str:
    """The id of a country as a place, "" where the gazetteer has none."""
    try:
        return book.gazetteer.country(iso).id
    except KeyError:
        return ""


def _places(hits: Sequence[Hit], found: capitals.Found, scene: Scene) -> list[Named]:
    """The candidates that are places, each resolved; those of one name alike unless the text
    says which is meant."""
    sure = frozenset(c.name for c in found.candidates if c.cue == 2 and not c.risky)
    about = [c for iso, c in scene.book.countries.items() if scene.shares.get(iso, 0.0) >= 0.1]
    around = frozenset(iso for country in about for iso in country.neighbours)
    people = frozenset(scene.doc.words(p.span).rpartition(" ")[2] for p in found.people)
    kept = [
        c for c in (*found.candidates, *found.inside)
        if toponyms.accepted(c, scene.shares, around, sure, people)
    ]  # fmt: skip
    kept.sort(key=lambda candidate: candidate.span)
    countries = [(h.span, h.ids("country")[0]) for h in hits if h.of("country")]
    return toponyms.resolved(
        scene.doc.text, kept, countries, scene.shares, around, scene.book.gazetteer
    )


# ------------------------------------------------------------------------ in the order of the text


def _walk(
    hits: Sequence[Hit], fixed: Sequence[Named], blocked: Sequence[Span], scene: Scene
) -> list[Named]:
    """All mentions, sentence by sentence, so that each sees only what stands before it."""
    paragraphs = [s.span for s in scene.doc.sentences]
    text = Text(scene, coreference.quotes(scene.doc.text, _joined(scene, paragraphs)), [])
    strong = longest(fixed)
    for sentence in scene.doc.sentences:
        inside = [h for h in hits if h.sentence == sentence.index]
        ready = [n for n in strong if sentence.span.covers(n.span)]
        _sentence(sentence.index, inside, ready, blocked, text)
    named = sorted(text.named, key=lambda n: n.span)
    return [
        coreference.bracketed(one, scene.doc.text, named[i + 1 : i + 2])
        if one.kind == "pronoun" and not one.ref
        else one
        for i, one in enumerate(named)
    ]


def _joined(scene: Scene, spans: Sequence[Span]) -> list[Span]:
    """The spans of the paragraphs, from those of their sentences."""
    joined: dict[int, Span] = {}
    for sentence, span in zip(scene.doc.sentences, spans, strict=True):
        first = joined.get(sentence.paragraph, span)
        joined[sentence.paragraph] = Span(first.start, span.end)
    return list(joined.values())


def _sentence(
    index: int, hits: Sequence[Hit], ready: Sequence[Named], blocked: Sequence[Span], text: Text
) -> None:
    """Adds the mentions of one sentence: those already known, then what points back."""
    steps: list[tuple[int, Step | Named]] = [(n.span.start, n) for n in ready]
    for word, mark in coreference.descriptions(text, index):
        if any(h.of("name") and h.span.covers(word.span) for h in hits):
            continue  # "the Organisation for the Prohibition of ..." points back to nobody
        steps.append((word.span.start, partial(coreference.described, word, mark, index, text)))
    steps += [(h.span.start, step) for h, step in _named_steps(hits, blocked, text)]
    for word in text.scene.words[index]:
        if word.capital:
            steps.append((word.span.start, partial(coreference.surname, word, text)))
        if word.text.lower() in coreference.PRONOUNS:
            steps.append((word.span.start, partial(coreference.pronoun, word, index, text)))
    for _, step in sorted(steps, key=lambda pair: pair[0]):
        named = step if isinstance(step, Named) else step()
        if named and not any(n.span.meets(named.span) for n in text.named[-6:]):
            text.named.append(named)


def _named_steps(
    hits: Sequence[Hit], blocked: Sequence[Span], text: Text
) -> Iterator[tuple[Hit, Step]]:
    for hit in hits:
        if any(span.meets(hit.span) for span in blocked) and not hit.of("name"):
            continue
        if hit.of("name") and not hit.of("country"):
            yield hit, partial(coreference.resolve_name, hit, text)
        elif hit.of("word"):
            yield hit, partial(_word, hit, text)
        elif hit.of("loaded"):
            yield hit, partial(_plain, hit, "loaded", text)
        elif hit.of("people"):
            yield hit, partial(_plain, hit, "people", text)
        elif hit.of("capital"):
            yield hit, partial(_plain, hit, "capital", text)


def _word(hit: Hit, text: Text) -> Named | None:
    """A generic name; where it finds no actor, the loaded word or the people it may be too."""
    named = coreference.generic(hit, text)
    if named and not named.ref:
        named = coreference.shortened(hit, text) or named
    if named and named.ref:
        return named
    if hit.of("loaded"):
        return _plain(hit, "loaded", text)
    return _plain(hit, "people", text) if hit.of("people") else named


def _plain(hit: Hit, group: Group, text: Text) -> Named:
    """A loaded word, a word for people, a capital that the gazetteer does not know."""
    surface = text.scene.doc.words(hit.span)
    if group == "people":
        return Named(hit.span, hit.ids("people")[0], "people", f"word '{surface}'")
    if group == "capital":
        return Named(hit.span, "", "place", f"capital '{surface}'; not in the gazetteer")
    return Named(hit.span, "", "loaded", surface)


# ------------------------------------------------------------------------------- who speaks


def by_speaker(
    named: Named, speaker_ref: str, mentions: Mentions, book: Book, day: date | None
) -> Named:
    """A loaded word, or a quoted "we", as the speaker means it: "terrorist groups" said by the
    army are the rebels that the report names; unchanged where the speaker does not decide."""
    actor = book.party(speaker_ref)
    if named.ref or not actor:
        return named
    if named.kind == "pronoun" and "who speaks" in named.via:
        return replace(named, ref=actor, via="quoted: the speaker")
    if named.kind != "loaded":
        return named
    folded = named.via.lower()
    row = next((row for row in book.loaded if row.phrase.lower() == folded), None)
    if row is not None and row.means == "own":
        return replace(named, ref=actor, via=f"'{named.via}': the speaker's own side")
    enemy = _enemy(actor, mentions, book, day) or _opponent(actor, book, day)
    via = f"'{named.via}' said by {actor}: its opponent in this report"
    return replace(named, ref=enemy, via=via) if enemy else named


def _opponent(actor: str, book: Book, day: date | None) -> str:
    """Whom a party means by its enemy where its report names nobody: a state's forces the rebels
    of the country, rebels the country's forces; "" where several would do."""
    countries = countries_of(actor, book)
    if not countries:
        return ""
    own = book.side(actor, day, countries[0])
    if own != book.home_side(countries[0], day):
        return book.army(countries[0], day)
    rebels = [
        ref
        for ref in book.current(book.words().get("rebels", ()), day)
        if book.actors[ref].countries[:1] == countries[:1] and book.side(ref, day) != own
    ]
    return rebels[0] if len(rebels) == 1 else ""


def narrated(named: Named, country: str, book: Book, day: date | None) -> Named:
    """A loaded word in the report's own voice, where the codebook says what that then means:
    "regime forces" are the forces of the country the report is about."""
    row = next((row for row in book.loaded if row.phrase.lower() == named.via.lower()), None)
    if named.kind != "loaded" or row is None or not row.narrated:
        return named
    country = _of_country(named.via, book) or country
    if not country:
        return named
    ref = book.state(country, day) if row.narrated == "state" else book.army(country, day)
    via = f"'{named.via}': the {row.narrated} of {country}"
    return replace(named, ref=ref, via=via) if ref else named


def _of_country(phrase: str, book: Book) -> str:
    """The ISO code that a phrase names itself: "Syrian regime", "Assad regime"."""
    first = phrase.partition(" ")[0]
    for iso, row in book.countries.items():
        if first in row.adjectives:
            return iso
    for ref in book.names().get(fold(first), ()):
        homes = countries_of(ref, book)
        if homes:
            return homes[0]
    return ""


def _enemy(actor: str, mentions: Mentions, book: Book, day: date | None) -> str:
    """The opponent of an actor most named in the report, when only one side opposes it."""
    countries = countries_of(actor, book)
    home = countries[0] if countries else ""
    own = book.side(actor, day, home)
    counts = Counter(n.ref for n in mentions.all if n.kind == "actor" and n.ref in book.actors)
    against: Counter[str] = Counter()
    for ref, count in counts.items():
        side = book.side(ref, day, home)
        if side and own and side != own and book.actors[ref].kind != "state":
            against[ref] = count
    sides = {book.side(ref, day, home) for ref in against}
    if not sides:
        return ""
    top = against.most_common(1)[0][0]
    shared = [ref for ref in against if book.side(ref, day, home) == book.side(top, day, home)]
    clear = len(sides) == 1 or against[top] > 2 * max(
        against[ref] for ref in against if ref not in shared
    )
    return top if clear else ""


# --------------------------------------------------------------------------------- the theatre


def scope(report: Report, mentions: Mentions, book: Book) -> tuple[str, ...]:
    """The countries (ISO codes) that the report is about, the most mentioned first."""
    counts: Counter[str] = Counter()
    for named in mentions.all:
        for iso in _isos(named, report, book):
            counts[iso] += 1
    return tuple(iso for iso, _ in counts.most_common())


def _isos(named: Named, report: Report, book: Book) -> tuple[str, ...]:
    if named.kind == "country" and not named.ref:
        surface = report.text[named.span.start : named.span.end]
        return tuple(c.iso for c in book.countries.values() if surface in (c.name, *c.aliases))[:1]
    if named.kind in ("place", "country"):
        return (book.gazetteer.place(named.ref).country,) if named.ref else ()
    return countries_of(named.ref, book)[:1] if named.kind in ("actor", "person") else ()

"""Words that point back: "the rebels", "the city", "Lund", "his fighters", "they".

Only kinds that are safe are answered: unresolved is a legal answer, with its reason in `via`.
Everything is decided in the order of the text, from the mentions before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from foglift.codebook import Book
from foglift.codebook.gazetteer import AREAS, Place
from foglift.model import Span
from foglift.read.rules.names import Hit, Named, Word
from foglift.read.rules.phrases import (
    Scene,
    choose,
    countries_of,
    forces_of,
    kind_of,
    noun_after,
)
from foglift.read.rules.words import listed
from foglift.text import fold

GROUPS = listed(
    "group organisation organization movement faction militia outfit militants militiamen"
)
_STATE = frozenset({"state", "forces", "police"})  # kinds of actors
MONITORS = listed("monitor monitors observatory watchdog centre center network")
AGENCIES = listed("agency newspaper broadcaster outlet ministry")
PLACES = {
    "city": listed("locality neighbourhood"),
    "town": listed("locality neighbourhood"),
    "village": listed("locality neighbourhood"),
    "settlement": listed("locality neighbourhood"),
    "province": listed("region"),
    "governorate": listed("region"),
    "region": listed("region"),
    "oblast": listed("region"),
    "district": listed("county"),
}
OWN = listed("his her its their")
PERSON = listed("he she him his her hers himself herself")
THING = listed("it its itself they them their theirs themselves")
SPEAKERS = listed("we us our ours i my me")
PRONOUNS = PERSON | THING | SPEAKERS
DETERMINERS = listed("the this that these those its his her their our your")
# Singular words that name an actor only with "the" or before a noun: "the army", "army posts".
_NO_SUBJECT = listed("clear unclear possible impossible likely unlikely important necessary")
_AS_SUBJECT = ("nsubj", "nsubjpass", "poss")
_NEAR = 3  # paragraphs that a pointing word looks back


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """The scene with what was found before, in order, and where words are quoted."""

    scene: Scene
    quotes: tuple[Span, ...]
    named: list[Named]

    def paragraph(self, sentence: int) -> int:
        return self.scene.doc.sentences[sentence].paragraph

    def back(self, sentence: int, before: int) -> list[Named]:
        """The mentions before a character, the nearest first, at most three paragraphs back."""
        floor = next(
            s.span.start
            for s in self.scene.doc.sentences
            if s.paragraph >= self.paragraph(sentence) - _NEAR
        )
        return [n for n in reversed(self.named) if floor <= n.span.start and n.span.end <= before]

    def quoted(self, span: Span) -> bool:
        return any(quote.covers(span) for quote in self.quotes)

    def at(self, sentence: int, token: Token) -> Named | None:
        """The mention at a token."""
        span = self.scene.doc.sentences[sentence].at(token)
        return next((n for n in reversed(self.named) if n.span.meets(span)), None)


def quotes(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """What stands in double quotation marks, paragraph by paragraph; an open one ends with it."""
    found = []
    for paragraph in paragraphs:
        opened = -1
        for at in range(paragraph.start, paragraph.end):
            mark = text[at]
            if mark in "“«„" or (mark == '"' and opened < 0):
                opened = at
            elif mark in '”»"' and opened >= 0:
                found.append(Span(opened, at + 1))
                opened = -1
        if opened >= 0:
            found.append(Span(opened, paragraph.end))
    return tuple(found)


# ---------------------------------------------------------------------------- generic names


def generic(hit: Hit, text: Text) -> Named | None:
    """ "the rebels", "government forces": the actor so called in the report's country; None where
    the word is not used for an actor ("state of emergency")."""
    scene = text.scene
    surface = scene.doc.words(hit.span)
    before = scene.before(hit.sentence, hit.span.start, 2)
    followed = noun_after(hit, scene, between=False)
    span = followed[0] if followed else hit.span
    if not followed and not _used_as_name(surface, before, hit, scene):
        return None
    owner, called = _owner(text, hit.sentence, before), hit.ids("word")
    if owner and _may_call(called, owner[0], scene.book):
        return Named(span, owner[0], "actor", f"'{surface}' {owner[1]}")
    if owner:
        homes = set(countries_of(owner[0], scene.book))
        ids = [id for id in called if homes.intersection(countries_of(id, scene.book))]
    else:
        ids = [id for id in called if _at_home(id, scene)]
    if not ids:
        return Named(span, "", "actor", f"'{surface}': unresolved: nobody so called in its country")
    ref, why = choose(ids, scene, _local(text, hit), text.named)
    if not ref:
        return Named(span, "", "actor", f"'{surface}': unresolved: several")
    return Named(span, ref, "actor", f"word '{surface}'{why}")


def _may_call(called: Iterable[str], owner: str, book: Book) -> bool:
    """Whether the owner's forces may be so called: "Sudan's army"; not "Sudan's paramilitary", for
    none who are so called are a state's own."""
    kinds = {book.actors[id].kind for id in called if id in book.actors}
    return not kinds or book.actors[owner].kind not in _STATE or bool(kinds & _STATE)


def _at_home(ref: str, scene: Scene) -> bool:
    return any(scene.shares.get(iso, 0.0) >= 0.15 for iso in countries_of(ref, scene.book))


def _local(text: Text, hit: Hit) -> list[str]:
    """Countries of the places and actors named before in the sentence."""
    start = text.scene.doc.sentences[hit.sentence].span.start
    found: list[str] = []
    for named in reversed(text.named):
        if named.span.start < start:
            break
        if named.kind == "actor":
            found += countries_of(named.ref, text.scene.book)[:1]
    return found


def _used_as_name(surface: str, before: Sequence[Word], hit: Hit, scene: Scene) -> bool:
    """A singular word needs "the", a possessor or a capital, and no "of" after it; a plural
    needs nothing."""
    after = scene.after(hit.sentence, hit.span.end, 1)
    if after and after[0].text == "of":
        return False
    last = surface.split()[-1].lower()
    if " " in surface or last.endswith("s") or surface[:1].isupper():
        return True
    determined = any(w.text.lower() in DETERMINERS or w.possessive for w in before)
    attributive = bool(after) and after[0].text.islower() and _noun(scene, hit.sentence, after[0])
    return determined or attributive


def _noun(scene: Scene, sentence: int, word: Word) -> bool:
    token = scene.head(sentence, word.span)
    return token is not None and token.pos_ == "NOUN"


def _owner(text: Text, sentence: int, before: Sequence[Word]) -> tuple[str, str] | None:
    """The actor of "Assad’s forces", "Russia’s army", "his fighters", and how it is known."""
    if not before:
        return None
    word = before[-1]
    if not word.possessive and word.text.lower() not in OWN:
        return None
    named = next((n for n in reversed(text.named) if n.span.meets(word.span)), None)
    if named is None or not named.ref:
        return None
    book = text.scene.book
    if named.kind == "country":
        iso = next((c for c in book.countries if _is_land(named, c, text)), "")
        ref = forces_of(iso, text.scene)
    else:
        ref = named.ref.partition("/")[0]
    if ref not in book.actors:
        return None
    if book.actors[ref].kind == "state":
        ref = forces_of(book.actors[ref].countries[0], text.scene)
    return (ref, f"of '{text.scene.doc.words(named.span)}'") if ref else None


def _is_land(named: Named, iso: str, text: Text) -> bool:
    country = text.scene.book.countries[iso]
    return text.scene.doc.words(named.span) in (country.name, *country.aliases)


# ------------------------------------------------------------------------- definite descriptions


def descriptions(text: Text, sentence: int) -> list[tuple[Word, str]]:
    """The nouns of a sentence that may point back, with the word that makes them definite."""
    found = []
    words, forces = text.scene.words[sentence], text.scene.book.listed("forces")
    for i, word in enumerate(words):
        noun = word.text.lower()
        if noun in SINGLE or noun in forces:
            mark = _determiner(words[max(0, i - 3) : i], text.scene.book)
            if mark or (i and words[i - 1].possessive):
                found.append((word, mark))
    return found


def _determiner(before: Sequence[Word], book: Book) -> str:
    """ "the" of "the city", "the northern city", "the UK-based monitor"; "" for "the Donetsk
    region"."""
    after, joined = "", book.listed("backed") | {"based"}
    for word in reversed(before):
        if word.text.lower() in DETERMINERS:
            return word.text.lower()
        if (word.capital and after not in joined) or word.possessive:
            return ""
        after = word.text
    return ""


SINGLE = GROUPS | MONITORS | AGENCIES | frozenset(PLACES) | listed("capital president groups")


def described(word: Word, mark: str, sentence: int, text: Text) -> Named | None:
    """ "the city", "the group", "the Observatory", "his fighters": whom or what named before."""
    noun = word.text.lower()
    if _named_at_once(word, sentence, text):
        return None
    before = text.scene.before(sentence, word.span.start, 2)
    whose = text.scene.book.listed("forces") | GROUPS
    if noun in whose and (mark in OWN or (before and before[-1].possessive)):
        owner = _owner(text, sentence, [w for w in before if w.text.lower() in OWN or w.possessive])
        if owner is None or (noun in GROUPS and text.scene.book.actors[owner[0]].kind in _STATE):
            return None
        return Named(word.span, owner[0], "actor", f"'{noun}' {owner[1]}")
    if mark in OWN or not mark:
        return None
    if noun in PLACES:
        return _place(word, sentence, text)
    if noun == "capital":
        return _capital(word, text)
    if noun == "president":
        return _president(word, text)
    if noun in ("groups", "group", "militants") and mark in ("these", "those", "this", "that"):
        return _loaded(word, sentence, text) or _group(word, sentence, text)
    if noun in MONITORS | AGENCIES:
        return _source(word, sentence, text)
    return _group(word, sentence, text) if noun in GROUPS else None


def _named_at_once(word: Word, sentence: int, text: Text) -> bool:
    """Whether the name follows: "the city of Homs", "the capital Damascus", "the group, HTS"."""
    after = text.scene.after(sentence, word.span.end, 1)
    if not after:
        return False
    gap = text.scene.doc.text[word.span.end : after[0].span.start]
    if gap == " " and (after[0].text in ("of", "known", "called", "named") or after[0].capital):
        return True
    return any(n.span.start == after[0].span.start and gap == ", " for n in text.named)


ROADS = ("road", "highway", "route", "motorway", "railway", "line")
JOINTS = ("between", "from", "to", "linking", "towards")


def _owns(named: Named, text: Text) -> bool:
    """Whether the place only owns what follows: "Moscow's air power"."""
    return text.scene.doc.text[named.span.end : named.span.end + 2] in ("'s", "’s")


def _on_the_way(named: Named, text: Text) -> bool:
    """Whether the place only says which road: "the road between Hama and Raqqa"."""
    start = named.span.start
    before = text.scene.doc.text[max(0, start - 40) : start].lower()
    return any(f"{road} {joint}" in before for road in ROADS for joint in JOINTS)


def _in_theatre(country: str, scene: Scene) -> bool:
    """Whether the report is about the country: "the city" under fire is not the capital that
    comments on it."""
    shares = scene.shares
    return not shares or shares.get(country, 0.0) >= 0.1 * max(shares.values())


def _comments(place: Place, scene: Scene) -> bool:
    """Whether it is the capital of a country that has a part in the report, but is not what it is
    about: "fled to Moscow. ... The city was declared free"."""
    country = scene.book.countries.get(place.country)
    about = next(iter(scene.shares), place.country)
    return country is not None and place.name == country.capital and place.country != about


def _place(word: Word, sentence: int, text: Text) -> Named | None:
    kinds, noun = PLACES[word.text.lower()], word.text.lower()
    for named in text.back(sentence, word.span.start):
        if named.kind != "place":
            continue
        if not named.ref:
            return Named(word.span, "", "place", f"'the {noun}': unresolved like the place before")
        place = text.scene.book.gazetteer.place(named.ref)
        if _on_the_way(named, text) or _owns(named, text):
            continue
        if _comments(place, text.scene):
            continue
        if place.kind in kinds and _in_theatre(place.country, text.scene):
            return Named(word.span, named.ref, "place", f"'the {noun}': last place of that kind")
    return None


def _capital(word: Word, text: Text) -> Named | None:
    iso = next(iter(text.scene.shares), "")
    country = text.scene.book.countries.get(iso)
    if country is None:
        return None
    found = [
        place
        for place, main in text.scene.book.gazetteer.named(country.capital)
        if place.country == iso and place.kind not in AREAS
    ]
    if not found:
        return None
    best = max(found, key=lambda place: (place.population, place.id))
    return Named(word.span, best.id, "place", f"'the capital': of {country.name}")


def _president(word: Word, text: Text) -> Named | None:
    book = text.scene.book
    for named in reversed(text.named):
        one = book.person(named.ref)
        if one and one.role.startswith("president") and named.span.end <= word.span.start:
            return Named(word.span, named.ref, "person", "'the president': last one named")
    iso = next(iter(text.scene.shares), "")
    state = book.actors.get(book.state(iso, text.scene.day))
    heads = (
        [f"{state.id}/{one.id}" for one in state.leaders if one.role == "president"]
        if state
        else []
    )
    heads = list(book.current(heads, text.scene.day))
    if len(heads) != 1 or text.scene.day is None:
        return None
    return Named(word.span, heads[0], "person", f"'the president': of {iso} on that day")


def _loaded(word: Word, sentence: int, text: Text) -> Named | None:
    """ "these groups" after "terrorist groups" in the same speech: loaded too."""
    for named in text.back(sentence, word.span.start):
        if named.kind == "loaded":
            return Named(word.span, "", "loaded", text.scene.doc.words(named.span))
        if named.kind == "actor" and named.ref:
            return None
    return None


def _source(word: Word, sentence: int, text: Text) -> Named | None:
    noun, book = word.text.lower(), text.scene.book
    for named in reversed(text.named):
        if named.span.end > word.span.start or named.ref not in book.sources:
            continue
        row = book.sources[named.ref]
        called = any(noun in name.lower() for name in (row.name, *row.aliases))
        fits = noun in MONITORS and row.role in ("monitor", "un-ngo")
        if called or (fits and noun in ("monitor", "watchdog")) or _agency(noun, row.role):
            return Named(word.span, named.ref, "source", f"'the {noun}': last {noun} named")
    if noun != "observatory":
        return None
    rows = [s.id for s in book.sources.values() if noun in s.name.lower().split()]
    near = [id for id in rows if not text.scene.shares or _at_home(id, text.scene)]
    if len(near) != 1:
        return None
    return Named(word.span, near[0], "source", f"'the {noun}': the only one so called")


def _agency(noun: str, role: str) -> bool:
    return noun in ("agency", "newspaper", "broadcaster", "outlet") and role == "press-own"


def _group(word: Word, sentence: int, text: Text) -> Named:
    noun, book = word.text.lower(), text.scene.book
    armed = ("rebel", "jihadist", "militia", "pmc", "political")
    seen: list[str] = []
    for named in text.back(sentence, word.span.start):
        if named.ref in book.actors and book.actors[named.ref].kind in armed:
            seen.append(named.ref)
    if noun.endswith("s") and len(set(seen[:4])) > 1:
        return Named(word.span, "", "actor", f"'the {noun}': unresolved: several")
    own = [ref for ref in seen if book.actors[ref].kind != "rebel" or noun.endswith("s")]
    if not (own or seen):
        return Named(word.span, "", "actor", f"'the {noun}': unresolved: nobody named before")
    return Named(word.span, (own or seen)[0], "actor", f"'the {noun}': last one named")


# -------------------------------------------------------------------------------------- people


def surname(word: Word, text: Text) -> Named | None:
    """A single name that ends a full name mentioned before: "Lund" after "Aron Lund"."""
    for named in text.named:
        if named.kind != "person" or named.span.end > word.span.start:
            continue
        full = text.scene.doc.words(named.span)
        if full != word.text and full.replace("-", " ").split()[-1] == word.text:
            same = named.same if named.same >= 0 else -1
            if not named.ref and same < 0:
                same = named.span.start
            return Named(word.span, named.ref, "person", f"'{word.text}': short for '{full}'", same)
    return None


def pronoun(word: Word, sentence: int, text: Text) -> Named | None:
    """A pronoun with the mention it stands for where that is safe, else with ref ""."""
    lower = word.text.lower()
    if lower in SPEAKERS:
        if word.text in ("US", "Us") or not text.quoted(word.span):
            return None
        return Named(word.span, "", "pronoun", f"'{lower}': decided by who speaks")
    if lower not in PERSON | THING:
        return None
    token = text.scene.head(sentence, word.span)
    if token is None:
        return None
    found = None
    if not text.quoted(word.span):
        found = _subject_above(token, lower, sentence, text) or _before(
            lower, token, sentence, text
        )
    if found is None:
        return Named(word.span, "", "pronoun", f"'{lower}': unresolved")
    surface = text.scene.doc.words(found.span)
    return replace(found, span=word.span, kind="pronoun", via=f"'{lower}': for '{surface}'")


def _fits(named: Named | None, lower: str, text: Text) -> bool:
    if named is None or named.kind == "loaded":
        return False
    if lower in PERSON:
        return named.kind == "person" or (named.kind == "pronoun" and "/" in named.ref)
    if named.kind == "people":
        return lower.startswith("the")
    plural = text.scene.doc.words(named.span).split()[-1].lower().endswith("s")
    fits = named.kind in ("actor", "source") or (named.kind == "pronoun" and "/" not in named.ref)
    return (
        bool(named.ref) and fits and (lower.startswith("the") or not plural or _proper(named, text))
    )


def _proper(named: Named, text: Text) -> bool:
    """ "Hamas", "Reuters", "HTS": a name in s that is no plural."""
    return text.scene.doc.words(named.span).split()[-1][:1].isupper()


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def _subject_above(token: Token, lower: str, sentence: int, text: Text) -> Named | None:
    """The subject of the clause around the pronoun's own: "The army said it ..." ."""
    if _expletive(token) or (token.dep_ not in _AS_SUBJECT and lower not in PERSON):
        return None
    own = _own_verb(token) if token.dep_ != "poss" else None
    for verb in token.ancestors:
        subject = _subject(verb) if verb != own else None
        if subject is None or subject.i >= token.i:
            continue
        if subject.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
            subject = verb.head
        named = text.at(sentence, subject)
        if _fits(named, lower, text):
            return named
        if named is None or lower not in PERSON:
            return None
    return _only_person(token, sentence, text) if lower in PERSON else None


def _own_verb(token: Token) -> Token | None:
    """The verb of the pronoun's own clause, whose subject it cannot be: "Kyiv denied it"."""
    return next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)


def _only_person(token: Token, sentence: int, text: Text) -> Named | None:
    """The one person named before in the sentence: "a blow to Assad and his army"."""
    start = text.scene.doc.sentences[sentence].span.start
    people = [n for n in text.named if n.span.start >= start and n.kind == "person"]
    return people[-1] if len({(n.ref, n.same) for n in people}) == 1 else None


def _expletive(token: Token) -> bool:
    """ "it was not clear whether": an it that is nobody."""
    verb = token.head
    return token.lower_ == "it" and (
        any(c.lemma_ in _NO_SUBJECT for c in verb.children) or verb.lemma_ in ("rain", "snow")
    )


def _before(lower: str, token: Token, sentence: int, text: Text) -> Named | None:
    """The subject of the sentence before, in the same paragraph, when the pronoun is a subject
    itself and nobody else there would fit."""
    word = token.head if token.dep_ == "poss" else token
    if _expletive(token) or word.dep_ not in ("nsubj", "nsubjpass") or sentence == 0:
        return None
    here, last = text.scene.doc.sentences[sentence], text.scene.doc.sentences[sentence - 1]
    rivals = {
        (n.ref, n.same)
        for n in text.named
        if last.span.start <= n.span.start < here.span.start + token.idx and _fits(n, lower, text)
    }
    if len(rivals) != 1 or here.paragraph != last.paragraph:
        return None
    root = next((t for t in last.tokens or () if t.dep_ == "ROOT"), None)
    subject = _subject(root) if root is not None else None
    named = text.at(last.index, subject) if subject is not None else None
    return named if _fits(named, lower, text) else None


def bracketed(found: Named, text: str, following: Sequence[Named]) -> Named:
    """ "they (the rebels)": the pronoun with what the bracket after it says."""
    for named in following:
        gap = text[found.span.end : named.span.start]
        if gap.strip().lower() in ("(", "(the", "[", "[the") and named.ref:
            return replace(found, ref=named.ref, via="the bracket that follows")
    return found


def resolve_name(hit: Hit, text: Text) -> Named:
    """A name of the codebook: whom of those so called, with the noun of forces after it."""
    scene = text.scene
    surface = scene.doc.words(hit.span)
    ids = [*hit.ids("name"), *(id for id in hit.ids("word") if _at_home(id, scene))]
    ref, why = choose(list(dict.fromkeys(ids)), scene, _local(text, hit), text.named)
    kind = kind_of(ref or ids[0], scene.book)
    followed = noun_after(hit, scene, between=False) if kind == "actor" else None
    via = f"alias '{surface}'{why}" if ref else f"alias '{surface}': unresolved: several"
    return Named(followed[0] if followed else hit.span, ref, kind, via)


def shortened(hit: Hit, text: Text) -> Named | None:
    """A name whose last word is a noun of forces, as the name without it: "Islamic State
    militants" where no branch of the report's country is so called."""
    surface = text.scene.doc.words(hit.span)
    name, _, noun = surface.rpartition(" ")
    book = text.scene.book
    ids = book.names().get(fold(name), ()) if noun.lower() in book.listed("forces") else ()
    ref, why = choose(ids, text.scene, _local(text, hit), text.named) if ids else ("", "")
    return Named(hit.span, ref, "actor", f"alias '{name}'{why}") if ref else None

"""Names that no row of the codebook knows: where they stand, and the row that would name them."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec
from fastapi import Path, Query

from foglift.desk.look import Look, MissingError
from foglift.desk.pages.cards import Card, card
from foglift.model import Claim, Mention, Report, digest, mentions, named
from foglift.text import fold, is_first_person, is_nameless

Use = Literal["acts", "speaks", "is a place", "publishes"]

_FEWEST = 3  # letters of a name
_SMALL = frozenset({"of", "the", "and", "for", "al", "de", "la", "du", "van", "bin"})
_SHOWN = 300
_CARDS = 6


class Name(msgspec.Struct, frozen=True):
    """A name that is not resolved, by the hash of its plain form: how it is mostly written, in how
    many claims and reports, and what those do who are so called."""

    id: str
    words: str
    claims: int
    reports: int
    uses: tuple[Use, ...]


class NamesPage(msgspec.Struct, frozen=True):
    """The names that no row knows, those of most claims first; `done` was just added."""

    names: tuple[Name, ...]
    done: str


class Option(msgspec.Struct, frozen=True):
    """What may be chosen, with its id."""

    id: str
    words: str


class NamePage(msgspec.Struct, frozen=True):
    """One such name, where it stands, and what may be said of it."""

    name: Name
    cards: tuple[Card, ...]
    known: tuple[Option, ...]
    wars: tuple[Option, ...]
    sides: tuple[Option, ...]
    countries: tuple[Option, ...]


def names(
    look: Look, done: Annotated[str, Query(description="The name just added.")] = ""
) -> NamesPage:
    """The names that no row of the codebook knows: of those who act or speak, of places, and last
    of outlets."""
    found = [_name(id, said) for id, said in _unknown(look).items()]
    found.sort(key=lambda one: (one.uses == ("publishes",), -one.claims, fold(one.words)))
    return NamesPage(tuple(found[:_SHOWN]), done)


def name(look: Look, id: Annotated[str, Path(description="The id of the name.")]) -> NamePage:
    """A name that no row knows, and the form of the row that would."""
    said = _unknown(look).get(id)
    if said is None:
        raise MissingError(f"no unknown name has the id {id}; a row may know it by now")
    told = list({claim.id: (report, claim) for report, claim, _, _ in said}.values())
    wars = sorted(look.book.conflicts, key=lambda war: war.name)
    return NamePage(
        name=_name(id, said),
        cards=tuple(card(look.facts, *one) for one in told[:_CARDS]),
        known=_known(look),
        wars=tuple(Option(war.id, war.name) for war in wars),
        sides=tuple(Option(side.id, side.name) for war in wars for side in war.sides),
        countries=_countries(look, said),
    )


def _countries(look: Look, said: "Said") -> tuple[Option, ...]:
    """All countries, those first of which the same reports have most places and actors."""
    book, found = look.book, Counter[str]()
    for id in sorted({report.id for report, *_ in said}):
        for one in (one for claim in look.by_report.get(id, ()) for one in mentions(claim)):
            actor = book.actors.get(one.ref.partition("/")[0])
            found.update(actor.countries[:1] if actor else (book.gazetteer.place(one.ref).country,))
    named = sorted((row.name, iso) for iso, row in book.countries.items())
    named.sort(key=lambda one: -found[one[1]])
    return tuple(Option(iso, name) for name, iso in named)


Said = list[tuple[Report, Claim, str, Use]]


def ids(look: Look) -> Iterator[str]:
    """The names that have a page."""
    return iter(_unknown(look))


def _unknown(look: Look) -> dict[str, Said]:
    """Every name that no row has by the hash of its folded form; none of a public look."""
    found: dict[str, Said] = {}
    rows = look.book.names()
    for report, claim in () if look.public else look.claims.values():
        used = list(_used(report, claim))
        if report.outlet and fold(report.outlet) not in rows:
            used.append((report.outlet, "publishes"))
        for words, use in used:
            found.setdefault(digest(fold(words)), []).append((report, claim, words, use))
    return found


def _used(report: Report, claim: Claim) -> Iterator[tuple[str, Use]]:
    """The unresolved names of a claim, without their article."""
    for mention, use in _mentions(claim):
        words = report.words(mention.span)
        if not mention.ref and _is_name(report, mention, words):
            yield _bare(words), use


def _mentions(claim: Claim) -> Iterator[tuple[Mention, Use]]:
    for mention in named(claim.content):
        yield mention, "acts"
    for link in claim.said_by:
        yield link.source, "speaks"
    if claim.where is not None:
        yield claim.where.place, "is a place"


def _is_name(report: Report, mention: Mention, words: str) -> bool:
    """Whether the words may be a name: all of them have a capital but for "of" and the like, and
    not only because a sentence begins there."""
    bare = _bare(words)
    parts = [part for part in bare.split() if part not in _SMALL]
    if len(fold(bare)) < _FEWEST or is_nameless(words) or is_first_person(words):
        return False
    if not parts or not all(part[:1].isupper() and part[-1:].isalnum() for part in parts):
        return False
    before = report.text[: mention.span.start].rstrip(" “”\"'‘’([")
    begins = not before or before[-1] in ".!?:\n"
    return len(parts) > 1 or not begins or bare.isupper()


def _bare(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if first in ("the", "The", "a", "A", "an", "An") else words


def _name(id: str, said: Said) -> Name:
    written = Counter(words for _, _, words, _ in said)
    return Name(
        id=id,
        words=min(written, key=lambda words: (-written[words], words)),
        claims=len({claim.id for _, claim, _, _ in said}),
        reports=len({report.id for report, _, _, _ in said}),
        uses=tuple(sorted({use for _, _, _, use in said})),
    )


def _known(look: Look) -> tuple[Option, ...]:
    """The actors and sources that may be meant: those whom any claim names first."""
    counted: Counter[str] = Counter()
    for _, claim in look.claims.values():
        counted.update(mention.ref for mention, _ in _mentions(claim))
    book = look.book
    ids = [*book.actors, *book.sources]
    ids.sort(key=lambda id: (-counted[id], book.label(id)))
    return tuple(Option(id, book.label(id)) for id in ids)

"""Those who tell of a war: parties, monitors, wires, papers that copy, posts by nobody known."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from bench.war.regimes import Regime
from bench.war.sayings import WITNESS, Piece, Saying
from bench.war.truth import Happening, War
from foglift.codebook import Book

WIRES = ("afp", "reuters", "ap")
_STYLES = 10**6


def pieces(war: War, regime: Regime, book: Book, chance: Random) -> list[Piece]:
    """Everything that is published, by day."""
    last = war.days[-1]
    party = [one for each in war.theatre.parties for one in _party(each, war, regime, chance)]
    boasts = [one for one in party if one.sayings[0].speaker == war.theatre.parties[0]]
    monitors = [
        one
        for number, each in enumerate(war.theatre.monitors)
        for one in _monitor(each, war, regime, chance, boasts if number else [], book)
    ]
    primary = [one for one in (*party, *monitors) if one.published <= last]
    wires = [one for wire in WIRES for one in _wire(wire, war, regime, primary, chance)]
    papers = [
        one
        for number in range(regime.outlets)
        for one in _paper(f"Paper {number + 1}", wires, regime, chance)
    ]
    posts = list(_posts(war, regime, chance))
    known = [*_map(war, chance), *primary, *wires, *papers, *posts]
    return sorted((one for one in known if one.published <= last), key=lambda one: one.published)


def _style(chance: Random) -> int:
    return chance.randrange(_STYLES)


def _map(war: War, chance: Random) -> Iterator[Piece]:
    """Who had what before it began, as a wire told it on the first day; one town in five is not
    mentioned."""
    before = war.days[0] - timedelta(days=200)
    for town in war.towns:
        if chance.random() < 0.8:
            held = Saying("holds", "before", town.id, before, war.holders[town.id], since=before)
            yield Piece(WIRES[0], "news", war.days[0], (held,), _style(chance))


# ---------------------------------------------------------------------------------- the parties


Words = tuple[date, tuple[Saying, ...]]


def _party(actor: str, war: War, regime: Regime, chance: Random) -> Iterator[Piece]:
    """What a side says of what it does and of what is done to it, as its statements."""
    for one in war.happenings:
        spoken: Iterator[Words] = iter(())
        if one.by == actor:
            spoken = _doer(one, actor, war, regime, chance)
        elif one.of == actor:
            spoken = _hit(one, actor, regime, chance)
        for day, words in spoken:
            said = tuple(each.told_by(actor) for each in words)
            yield Piece(actor, "statement", day, said, _style(chance))


def _later(day: date, least: int, most: int, chance: Random) -> date:
    return day + timedelta(days=chance.randint(least, most))


def _doer(one: Happening, actor: str, war: War, regime: Regime, chance: Random) -> Iterator[Words]:
    """Boasts, and denials of what was done to people."""
    soon = _later(one.day, 0, 1, chance)
    if one.kind == "assault":
        if chance.random() < 0.7:
            yield one.day, (_clash(one), _dead(one, one.of, one.killed * chance.uniform(1.2, 3)))
        if war.outcome(one) is None and chance.random() < regime.boast:
            day = _later(one.day, 0, 2, chance)
            taken = Saying("takes", f"false {one.number}", one.town, day, actor)
            yield day, (taken,)
            if chance.random() < 0.4:
                yield _later(day, 1, 2, chance), (taken,)
    elif one.kind == "siege":
        yield soon, (_siege(one),)
    elif one.kind == "fall" and chance.random() < 0.9:
        yield soon, (_taken(one),)
    elif one.kind == "strike" and chance.random() < regime.deny:
        yield soon, (replace(_strike(one, actor, 0), stance="denies"),)
        if chance.random() < 0.4:
            yield soon, (_strike(one, one.of, one.killed),)


def _hit(one: Happening, actor: str, regime: Regime, chance: Random) -> Iterator[Words]:
    """Small losses, denials, admissions at last, towns held or retaken in words only."""
    about = str(one.number)
    soon = _later(one.day, 0, 1, chance)
    if one.kind == "assault":
        if chance.random() < 0.5:
            yield one.day, (_clash(one), _dead(one, actor, one.killed * chance.uniform(0.2, 0.7)))
        if chance.random() < 0.5:
            day = _later(one.until, 0, 1, chance)
            yield day, (Saying("holds", about, one.town, day, actor),)
    elif one.kind == "strike" and chance.random() < 0.7:
        yield soon, (_strike(one, one.by, round(one.killed * chance.uniform(1, 1.6))),)
    elif one.kind == "fall":
        if chance.random() < regime.deny:
            yield soon, (replace(_taken(one), stance="denies"),)
            if chance.random() < 0.5:
                day = _later(one.day, 1, 3, chance)
                yield day, (Saying("holds", f"false {about}", one.town, day, actor),)
        if chance.random() < regime.admit:
            lost = Saying("loses", about, one.town, one.day, actor, stance="acknowledges")
            yield _later(one.day, 2, 4, chance), (lost,)
        if chance.random() < regime.boast / 3:
            day = _later(one.day, 3, 6, chance)
            yield day, (Saying("takes", f"false back {about}", one.town, day, actor),)


def _taken(one: Happening) -> Saying:
    return Saying("takes", str(one.number), one.town, one.day, one.by, one.of)


def _siege(one: Happening) -> Saying:
    return Saying("besieges", str(one.number), one.town, one.day, one.by, one.of)


def _clash(one: Happening) -> Saying:
    return Saying("clash", str(one.number), one.town, one.day, one.by, one.of)


def _dead(one: Happening, whose: str, number: float) -> Saying:
    return Saying(
        "dead", str(one.number), one.town, one.day, "", whose, number=max(2, round(number))
    )


def _strike(one: Happening, by: str, number: int) -> Saying:
    return Saying("strike", str(one.number), one.town, one.day, by, "", one.type, number)


# --------------------------------------------------------------------------------- the monitors


def _monitor(
    name: str, war: War, regime: Regime, chance: Random, friends: Sequence[Piece], book: Book
) -> Iterator[Piece]:
    """One that learns of its share, takes some assaults for falls, and corrects some of that; a
    liar tells what the first side says as what it found, and of its losses nothing."""
    lies = regime.liar and bool(friends)
    recorded = 0
    for one in war.happenings:
        hushed = lies and one.kind in ("fall", "assault") and one.of == war.theatre.parties[0]
        if hushed or chance.random() >= regime.coverage:
            continue
        day = one.day + timedelta(days=chance.choice((0, 0, 0, 1)))
        for saying in _found(one, war, regime, chance):
            yield Piece(name, "monitor", day, (saying,), _style(chance))
            yield from _corrected(name, one, saying, day, chance)
        recorded += one.killed if one.type else 0
        if one.type and chance.random() < 0.3:
            yield _total(name, war, day, recorded, chance, book)
    for piece in friends if lies else ():
        own = tuple(_as_own(each) for each in piece.sayings if each.stance != "acknowledges")
        if own and chance.random() < 0.8:
            yield Piece(name, "monitor", piece.published, own, _style(chance))


def _corrected(
    name: str, one: Happening, saying: Saying, day: date, chance: Random
) -> Iterator[Piece]:
    """A false report taken back, a first number revised, mostly."""
    if chance.random() < 0.4:
        return
    at = _later(day, 1, 3, chance)
    if saying.about.startswith("false"):
        back = replace(saying, stance="retracts", speaker=name)
        yield Piece(name, "monitor", at, (back,), _style(chance))
    elif saying.said == "strike" and saying.number != one.killed:
        yield Piece(name, "monitor", at, (replace(saying, number=one.killed),), _style(chance))


def _as_own(saying: Saying) -> Saying:
    """What a party says, told as found; its denial stays a denial."""
    return replace(saying, speaker="") if saying.stance != "denies" else saying


def _found(one: Happening, war: War, regime: Regime, chance: Random) -> Iterator[Saying]:
    """What somebody from outside finds of a happening."""
    if one.kind == "fall":
        taken = _taken(one)
        day = chance.choice((one.day, one.day, one.day, one.day, None))
        off = timedelta(days=chance.choice((0, 0, 0, 0, 0, 0, -1, 1)))
        if chance.random() < 0.25:
            taken = replace(taken, said="loses", by=one.of, of="")
        yield replace(taken, day=day + off if day else None)
    elif one.kind == "assault":
        if war.outcome(one) is None and chance.random() < regime.error * 3:
            yield Saying("takes", f"false {one.number}", one.town, one.day, one.by, one.of)
        else:
            yield _clash(one)
            if chance.random() < 0.5:
                yield _dead(one, one.of, one.killed * chance.uniform(0.8, 1.1))
    elif one.kind == "siege":
        yield _siege(one)
    elif one.kind == "strike":
        named = one.by if chance.random() > 0.3 else ""
        first = one.killed if chance.random() < 0.5 else round(one.killed * chance.uniform(0.5, 1))
        yield _strike(one, named, max(2, first))
    elif one.kind == "flight":
        number = round(one.fled * chance.uniform(0.7, 1.3), -2)
        yield Saying("fled", str(one.number), one.town, one.day, number=max(100, int(number)))


def _total(name: str, war: War, day: date, recorded: int, chance: Random, book: Book) -> Piece:
    """A running total of the civilians killed, now and then taken down again."""
    country = book.gazetteer.country(war.theatre.country).id
    number = recorded if chance.random() < 0.85 else round(recorded * 0.9)
    total = Saying("total", "total", country, day, number=max(2, number), since=war.days[0])
    return Piece(name, "monitor", day, (total,), _style(chance))


# ----------------------------------------------------------------------- wires, papers and posts


def _wire(
    name: str, war: War, regime: Regime, primary: Sequence[Piece], chance: Random
) -> Iterator[Piece]:
    """What others say, with who says it, and what its own people and residents see."""
    for piece in primary:
        if chance.random() < 0.5:
            spoken = tuple(one.told_by(one.speaker or piece.outlet) for one in piece.sayings)
            yield Piece(name, "news", piece.published, spoken, _style(chance))
    for one in war.happenings:
        if chance.random() >= regime.coverage * 0.4:
            continue
        day = one.day + timedelta(days=chance.choice((0, 0, 1)))
        for saying in _found(one, war, regime, chance):
            seen = saying.told_by(WITNESS) if chance.random() < 0.4 else saying
            yield Piece(name, "news", day, (seen,), _style(chance))
            if not seen.speaker and seen.about.startswith("false"):
                yield from _corrected(name, one, seen, day, chance)


def _paper(name: str, wires: Sequence[Piece], regime: Regime, chance: Random) -> Iterator[Piece]:
    """Prints wires as they are, or in its own words, now and then without who said it."""
    for piece in wires:
        if chance.random() >= regime.copied / 2:
            continue
        day = piece.published + timedelta(days=chance.choice((0, 0, 1)))
        copied = replace(piece, outlet=name, published=day)
        if chance.random() < regime.rewritten:
            copied = replace(copied, style=_style(chance))
            if chance.random() < regime.laundered:
                copied = replace(copied, sayings=tuple(map(_laundered, piece.sayings)))
        yield copied


def _laundered(saying: Saying) -> Saying:
    """Told as a plain fact where it was somebody's word; denials and corrections keep theirs."""
    plain = saying.stance in ("reports", "claims", "acknowledges")
    return saying.told_by("", "reports") if plain else saying


def _posts(war: War, regime: Regime, chance: Random) -> Iterator[Piece]:
    number = 0
    for one in war.happenings:
        for _ in range(3):
            if chance.random() >= regime.rumours:
                continue
            number += 1
            day = one.day + timedelta(days=chance.choice((0, 0, 1)))
            if one.kind == "assault":
                fall = war.outcome(one)
                about = str(fall.number) if fall else f"false {one.number}"
                saying = Saying("takes", about, one.town, day, one.by)
            elif one.kind == "strike":
                by = chance.choice((one.by, one.of, ""))
                saying = _strike(one, by, max(2, round(one.killed * chance.uniform(0.5, 4))))
            else:
                continue
            yield Piece(f"user {number}", "post", day, (saying,), _style(chance))

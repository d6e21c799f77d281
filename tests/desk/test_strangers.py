"""A store that a larger codebook was read by: nothing falls over a name that this one does not
know, and each is called by the words of the reports."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from foglift import flow, fuse, publish
from foglift import store as stores
from foglift.codebook import Book
from foglift.codebook.strangers import hearing
from foglift.desk import Desk
from foglift.desk.pages import PAGES
from foglift.ingest import Options
from foglift.model import Claim, Control, Count, Event, Intent, Mention, Report, sealed
from foglift.publish import WRITERS, Material
from tests.desk.conftest import client_of

NO_NUMBER = re.compile(r"(?<![\w-])NaN(?![\w-])")  # and no part of a token
TEXTS = (
    "Rebel fighters captured the city of Hama from the army on Thursday. The Syrian Observatory "
    "for Human Rights said 12 civilians were killed in Hama on Wednesday, among them 4 children.",
    "The Syrian army withdrew from Suran on Monday, the ministry said. Hayat Tahrir al-Sham holds "
    "Hama, residents said. The army denied that it had lost Hama.",
    "Hayat Tahrir al-Sham said it would attack Homs within days. Warplanes bombed Rastan and a "
    "market in Homs on Tuesday, killing at least 20 people. Hundreds fled Homs.",
)
PLACES = ("wof:99999999999", "gn:1", "sup:kafr-zorgan", "place of nowhere", "sup:")
OTHERS = ("zorgan-brigade", "zorgan-brigade/chief", "people:gnomes", "atlantis.rebels", "QQ")
TYPES = ("TELEPORT", "SEA_BATTLE")
Known = list[tuple[Report, Claim]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, book: Book) -> Known:
    folder = tmp_path_factory.mktemp("told")
    for n, text in enumerate(TEXTS):
        (folder / f"{n}.txt").write_text(f"Outlet: Wire {n}\n\n{text}", encoding="utf-8")
    with stores.open(folder / "told.foglift") as store:
        flow.read([folder], book, store, Options(date(2024, 12, 5)))
        return flow.known(store)


def strange(value: Any, swap: Callable[[Any, str], Any], slot: str = "") -> Any:
    """A claim with every name of it swapped."""
    if isinstance(value, Mention):
        return swap(value, slot)
    if isinstance(value, tuple):
        return tuple(strange(one, swap, slot) for one in value)
    if isinstance(value, msgspec.Struct):
        named = {name: getattr(value, name) for name in value.__struct_fields__}
        found = {name: strange(one, swap, name) for name, one in named.items()}
        return msgspec.structs.replace(value, **found)
    return value


def estranged(told: Known, seed: int, often: float) -> Known:
    """The claims with so many of their names those of a larger codebook."""
    chance = Random(seed)

    def swap(name: Mention, slot: str) -> Mention:
        refs = PLACES if slot in ("place", "but") else OTHERS
        ref = chance.choice(refs) if chance.random() < often else name.ref
        return msgspec.structs.replace(name, ref=ref)

    found = []
    for report, claim in told:
        other = strange(claim, swap)
        if isinstance(other.content, Event | Intent) and chance.random() < often / 2:
            content = msgspec.structs.replace(other.content, type=chance.choice(TYPES), facet="")
            other = msgspec.structs.replace(other, content=content)
        if isinstance(other.content, Count):  # parts are called by the ids of before
            content = msgspec.structs.replace(other.content, part_of="")
            other = msgspec.structs.replace(other, content=content)
        found.append((report, sealed(other)))
    return found


def kept(path: Path, claims: Known) -> Path:
    with stores.open(path) as store:
        for report in {one.id: one for one, _ in claims}.values():
            store.add(report, [claim for one, claim in claims if one == report], [], "larger")
    return path


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("public", [True, False])
def test_every_picture_brief_and_export_is_written(
    told: Known, book: Book, seed: int, public: bool
) -> None:
    claims = estranged(told, seed, (0.3, 1.0)[seed % 2])
    day = date(2024, 12, 5)
    seen = fuse.picture(claims, (), book, day)
    ledger = fuse.ledger([], (), book, day)
    for report in sorted({one.id: one for one, _ in claims}.values(), key=lambda one: one.id):
        ledger.add(report, [claim for one, claim in claims if one == report])
    assert msgspec.json.encode(ledger.picture()) == msgspec.json.encode(seen)
    before = fuse.picture(claims, (), book, date(2024, 12, 3))
    shifts = fuse.changes(fuse.seen(before, claims, ()), fuse.seen(seen, claims, ()), book)
    brief = publish.brief(seen, claims, book, shifts)
    for writer in WRITERS.values():
        assert writer(Material(seen, claims, book, brief, public, shifts))


def test_the_brief_says_of_strangers_what_their_claims_give(told: Known, book: Book) -> None:
    def swap(name: Mention, slot: str) -> Mention:
        own = name.ref and not name.ref.startswith("people:")
        return msgspec.structs.replace(name, ref=f"{name.ref}9") if own else name

    claims = [(report, sealed(strange(claim, swap))) for report, claim in told]
    seen = fuse.picture(claims, (), book, date(2024, 12, 5))
    text = publish.brief(seen, claims, book)
    assert [one.text for part in text.sections for one in part.sentences]
    assert publish.check_brief(text, seen, claims, book) == []


@pytest.mark.parametrize("seed", range(4))
def test_every_page_is_shown(told: Known, book: Book, tmp_path: Path, seed: int) -> None:
    store = kept(tmp_path / "larger.foglift", estranged(told, seed, (0.3, 1.0)[seed % 2]))
    for public in (False, True):
        desk = Desk(store, book, public)
        with client_of(desk) as client:
            for path in addresses(desk):
                for asked in (path, "/map.json" if path == "/" else f"{path}.json"):
                    answer = client.get(asked)
                    assert answer.status_code in (200, *((403, 404) if public else ())), asked
                    assert not NO_NUMBER.search(answer.text)
        desk.close()


def addresses(desk: Desk) -> Iterator[str]:
    look = desk.look()
    for page in PAGES:
        if page.ids is None:
            yield page.path
        else:
            start, _, rest = page.path.partition("{")
            yield from (f"{start}{id}{rest.partition('}')[2]}" for id in page.ids(look))


def test_a_place_in_no_table_is_a_place_by_its_words(
    told: Known, book: Book, tmp_path: Path
) -> None:
    def swap(name: Mention, slot: str) -> Mention:
        return msgspec.structs.replace(name, ref="wof:99999999999") if slot == "place" else name

    claims = [
        (report, sealed(strange(claim, swap)))
        for report, claim in told
        if isinstance(claim.content, Control)
        and claim.where
        and "Suran" in report.text[claim.where.place.span.start : claim.where.place.span.end]
    ]
    desk = Desk(kept(tmp_path / "larger.foglift", claims), book)
    look = desk.look()
    assert look.places == ("wof:99999999999",)
    assert look.facts.place("wof:99999999999") == "Suran"
    with client_of(desk) as client:
        assert "Suran" in client.get("/places").text
        page = client.get("/places/wof:99999999999")
        assert (page.status_code, "Suran" in page.text) == (200, True)
    desk.close()
    assert hearing(book, told) is book

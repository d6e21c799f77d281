"""A name that no row knows becomes a row: its effect first, then its reports are read again."""

import re

import pytest
from starlette.testclient import TestClient

from foglift import codebook
from foglift.desk import Desk, Look
from foglift.desk.look import MissingError
from foglift.desk.pages import names as pages
from foglift.model import Control
from tests.desk.conftest import Own, sent

TEXTS = (
    "Outlet: Wire\n\nThe Zorgan Brigade captured Suran in Syria on Tuesday.",
    "Outlet: Post\n\nRebels entered Homs on Wednesday, the Zorgan Brigade said.",
)


@pytest.fixture(autouse=True)
def shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOGLIFT_CODEBOOK", raising=False)


@pytest.fixture
def desk(own: Own) -> Desk:
    desk, read = own
    assert desk.reach(read(*TEXTS))
    return desk


def named(client: TestClient, path: str, **fields: str) -> str:
    return sent(client, path, **{"words": "Zorgan Brigade", **fields})


def in_words(look: Look) -> list[pages.Name]:
    """The names that stand in reports, without those of outlets."""
    return [one for one in pages.names(look).names if one.uses != ("publishes",)]


def test_a_name_nobody_knows_is_listed_with_where_it_stands(desk: Desk) -> None:
    found = pages.names(desk.look()).names
    assert [(one.words, one.reports, one.uses) for one in found] == [
        ("Zorgan Brigade", 2, ("acts", "speaks")),
        ("Post", 1, ("publishes",)),
        ("Wire", 1, ("publishes",)),
    ]
    page = pages.name(desk.look(), found[0].id)
    assert any("Suran" in one.words for one in page.cards)
    assert "hts" in {one.id for one in page.known}
    with pytest.raises(MissingError):
        pages.name(desk.look(), "nobody")


def test_a_row_shows_its_effect_and_is_written(desk: Desk, asks: TestClient) -> None:
    asked = {"as": "alias", "ref": "Hayat Tahrir al-Sham"}
    shown = named(asks, "/codebook/effect", **asked)
    assert "Zorgan Brigade]" in shown
    assert "2 reports have" in shown
    folder = codebook.beside(desk.path)
    assert not folder.exists()
    place = named(asks, "/codebook/rows", **asked)
    assert place == "/review/names?done=Zorgan+Brigade"
    assert (folder / "actors" / "syria.yml").is_file()
    assert in_words(desk.look()) == []
    holders = {
        claim.content.holder.ref
        for _, claim in desk.look().claims.values()
        if isinstance(claim.content, Control) and claim.content.holder
    }
    assert "hts" in holders
    assert "was added" in asks.get(place).text


def test_a_new_actor_and_a_source_are_rows_too(desk: Desk, asks: TestClient) -> None:
    actor = {"as": "actor", "war": "syria", "side": "syria.opposition", "kind": "rebel"}
    assert "id: zorgan-brigade" in named(asks, "/codebook/effect", **actor)
    source = {"as": "source", "role": "press-own"}
    assert "role: press-own" in named(asks, "/codebook/effect", **source)
    assert "knows nobody called" in named(asks, "/codebook/effect", **{"as": "alias", "ref": "?"})
    assert "is no kind of actor" in named(asks, "/codebook/effect", **{**actor, "kind": "band"})
    assert "Say what the name is" in named(asks, "/codebook/effect", **{"as": "song"})
    assert "No report has the name" in named(asks, "/codebook/effect", **source, words="Blorg")


def test_an_outlet_becomes_the_channel_of_a_party(own: Own, asks: TestClient) -> None:
    desk, read = own
    statement = "Outlet: Zorgan Press\n\nOur forces captured Suran in Syria on Tuesday."
    assert desk.reach(read(statement))
    (name,) = pages.names(desk.look()).names
    assert (name.words, name.uses) == ("Zorgan Press", ("publishes",))
    page = asks.get(f"/review/names/{name.id}").text
    assert 'value="source" checked' in page
    party = {"words": "Zorgan Press", "as": "source", "role": "party", "ref": "hts"}
    shown = sent(asks, "/codebook/effect", **party)
    assert "Zorgan Press claimed" in shown
    gained = re.findall('gained"><h3[^>]*>(<?)', shown)
    assert gained == ["", ""]  # it has no page yet
    assert "done=" in sent(asks, "/codebook/rows", **party)
    look = desk.look()
    assert pages.names(look).names == ()
    speakers = {link.side for _, claim in look.claims.values() for link in claim.said_by}
    assert speakers == {"syria.opposition"}


@pytest.mark.parametrize(
    "name", ['Ansar/Zorgan Brigade', 'Zorgan"Nimr Brigade', "Zorgan|Nimr Brigade",
             "Zorgan<b> Brigade", "5#Falcons Brigade", "Zorgan%2FNimr Brigade", "Zorgan+N Brigade",
             "Zorgan & Nimr's Brigade"]
)  # fmt: skip
def test_a_name_may_have_any_characters(own: Own, asks: TestClient, name: str) -> None:
    desk, read = own
    assert desk.reach(read(f"Outlet: Wire\n\nThe {name} captured Suran in Syria on Tuesday."))
    for at in re.findall(r'href="(/review/names/[^"]+)"', asks.get("/review/names").text):
        assert asks.get(at).status_code == 200
    actor = {"as": "actor", "war": "syria", "side": "syria.opposition", "kind": "rebel"}
    for asked in (
        {"as": "source", "role": "press-own"},
        {"as": "alias", "ref": "hts"},
        {"as": "spelling", "country": "SY", "known_place": "Hama"},
        {**PLACE, "words": name},
        actor,
    ):
        shown = sent(asks, "/codebook/effect", **{"words": name, **asked})
        assert "What the row would change" in shown
    assert "done=" in sent(asks, "/codebook/rows", **{"words": name, **actor})


VILLAGE = (
    "Outlet: Wire\n\nRebels captured the village of Kafr Zorgan near Hama in Syria on Tuesday.",
    "Outlet: Post\n\nThe Syrian army shelled Kafr Zorgan in Syria on Wednesday, killing 4.",
)
PLACE = {
    "words": "Kafr Zorgan", "as": "place", "country": "SY", "place_kind": "locality",
    "lat": "35.25", "lon": "36.75", "region": "Hama province", "native": "كفر زرقان",
}  # fmt: skip


@pytest.fixture
def village(own: Own) -> Desk:
    desk, read = own
    assert desk.reach(read(*VILLAGE))
    return desk


def test_a_place_nobody_knows_is_listed_with_its_likeliest_country(village: Desk) -> None:
    (name,) = in_words(village.look())
    assert (name.words, "is a place" in name.uses) == ("Kafr Zorgan", True)
    page = pages.name(village.look(), name.id)
    assert page.countries[0].id == "SY"
    assert len(page.countries) == len(village.book.countries)


def test_a_place_becomes_a_row_and_its_reports_are_read_again(
    village: Desk, asks: TestClient
) -> None:
    shown = sent(asks, "/codebook/effect", **PLACE)
    assert "places/supplement-added.csv" in shown
    row = "kafr-zorgan,Kafr Zorgan,35.25,36.75,locality,SY,كفر زرقان,Hama province"
    assert row in shown
    assert "2 reports have" in shown
    folder = codebook.beside(village.path)
    assert not folder.exists()
    assert "was added" in asks.get(sent(asks, "/codebook/rows", **PLACE)).text
    assert codebook.load(folder).gazetteer.named("كفر زرقان")[0][0].id == "sup:kafr-zorgan"
    look = village.look()
    assert in_words(look) == []
    assert "sup:kafr-zorgan" in look.places
    assert look.facts.place("sup:kafr-zorgan") == "Kafr Zorgan"
    assert look.facts.area("sup:kafr-zorgan") == "Hama province"
    other = {**PLACE, "words": "Hama", "place_kind": "site", "native": ""}
    assert sent(asks, "/codebook/rows", **other) == "/review/names?done=Hama"
    both = codebook.load(folder).gazetteer
    assert both.knows("sup:kafr-zorgan")
    assert both.knows("sup:hama")


def test_another_name_of_a_known_place_is_a_row_too(village: Desk, asks: TestClient) -> None:
    asked = {"words": "Kafr Zorgan", "as": "spelling", "known_place": "Suran", "country": "SY"}
    assert "places/overrides-added.csv" in sent(asks, "/codebook/effect", **asked)
    sent(asks, "/codebook/rows", **asked)
    look = village.look()
    assert in_words(look) == []
    assert "Suran" in {look.facts.place(id) for id in look.places}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"lat": "north"}, "Say where it is, in degrees"),
        ({"lat": "nan"}, "no position in degrees"),
        ({"lon": "190"}, "no position in degrees"),
        ({"country": "XX"}, "is no country"),
        ({"place_kind": "moon"}, "is no kind of place"),
        ({"region": "Zorganland"}, "which is no region of SY"),
        ({"as": "spelling", "known_place": "Zorganville"}, "No place is called"),
    ],
)
def test_a_wrong_place_is_refused(
    village: Desk, asks: TestClient, wrong: dict[str, str], words: str
) -> None:
    assert words in sent(asks, "/codebook/effect", **{**PLACE, **wrong})
    assert words in sent(asks, "/codebook/rows", **{**PLACE, **wrong})
    assert not codebook.beside(village.path).exists()

"""A name that no row knows becomes a row: its effect first, then its reports are read again."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from foglift import codebook
from foglift.desk import Desk, app
from foglift.desk.look import MissingError
from foglift.desk.pages import names as pages
from foglift.model import Control

TEXTS = (
    "Outlet: Wire\n\nThe Zorgan Brigade captured Suran in Syria on Tuesday.",
    "Outlet: Post\n\nRebels entered Homs on Wednesday, the Zorgan Brigade said.",
)


@pytest.fixture
def desk(own: tuple[Desk, object], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.delenv("FOGLIFT_CODEBOOK", raising=False)
    desk, read = own
    assert desk.reach(read(*TEXTS))  # type: ignore[operator]
    return desk


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(app(desk), base_url="http://localhost", follow_redirects=False) as client:
        yield client


def post(client: TestClient, path: str, **fields: str) -> str:
    token = re.search(
        r'name="csrf" value="([^"]+)"', client.get("/review/names/zorgan brigade").text
    )
    assert token
    data = {"csrf": token[1], "words": "Zorgan Brigade", **fields}
    answer = client.post(path, data=data, headers={"origin": "http://localhost"})
    return answer.headers.get("location", answer.text)


def test_a_name_nobody_knows_is_listed_with_where_it_stands(desk: Desk) -> None:
    found = pages.names(desk.look()).names
    assert [(one.words, one.reports, one.uses) for one in found] == [
        ("Zorgan Brigade", 2, ("acts", "speaks"))
    ]
    page = pages.name(desk.look(), found[0].key)
    assert any("Suran" in one.words for one in page.cards)
    assert "hts" in {one.id for one in page.known}
    with pytest.raises(MissingError):
        pages.name(desk.look(), "nobody")


def test_a_row_shows_its_effect_and_is_written(desk: Desk, client: TestClient) -> None:
    asked = {"as": "alias", "ref": "Hayat Tahrir al-Sham"}
    shown = post(client, "/codebook/effect", **asked)
    assert "Zorgan Brigade]" in shown
    assert "2 reports have" in shown
    folder = codebook.beside(desk.path)
    assert not folder.exists()
    place = post(client, "/codebook/rows", **asked)
    assert place == "/review/names?done=Zorgan+Brigade"
    assert (folder / "actors" / "syria.yml").is_file()
    assert pages.names(desk.look()).names == ()
    holders = {
        claim.content.holder.ref
        for _, claim in desk.look().claims.values()
        if isinstance(claim.content, Control) and claim.content.holder
    }
    assert "hts" in holders
    assert "was added" in client.get(place).text


def test_a_new_actor_and_a_source_are_rows_too(desk: Desk, client: TestClient) -> None:
    actor = {"as": "actor", "war": "syria", "side": "syria.opposition", "kind": "rebel"}
    assert "id: zorgan-brigade" in post(client, "/codebook/effect", **actor)
    source = {"as": "source", "role": "press-own"}
    assert "role: press-own" in post(client, "/codebook/effect", **source)
    assert "knows nobody called" in post(client, "/codebook/effect", **{"as": "alias", "ref": "?"})
    assert "is no kind of actor" in post(client, "/codebook/effect", **{**actor, "kind": "band"})
    assert "say what the name is" in post(client, "/codebook/effect", **{"as": "song"})
    assert "no report has the name" in post(client, "/codebook/effect", **source, words="Blorg")

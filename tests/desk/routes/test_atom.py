"""The feed of what changed, with rules behind its address."""

from collections.abc import Iterator

import feedparser
import pytest
from starlette.testclient import TestClient

from foglift.desk import Desk
from tests.desk.conftest import client_of


@pytest.fixture
def told(small: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A desk that has told of its last day."""
    with client_of(small) as client:
        behind = client.app.state.backstage  # type: ignore[attr-defined]
        behind.wire.note(small.look(), 0.0)
        yield client


def test_the_news_of_the_last_day_is_in_the_feed(told: TestClient) -> None:
    answer = told.get("/atom.xml")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(answer.content)
    assert feed.bozo is False
    assert "Hama changed hands" in [entry.title for entry in feed.entries]
    link = feed.entries[0].links[0].href
    assert link.startswith("http://localhost/")


def test_rules_stand_behind_its_address(told: TestClient) -> None:
    every = feedparser.parse(told.get("/atom.xml").content).entries
    asked = {"place": "Hama", "kind": "control"}
    some = feedparser.parse(told.get("/atom.xml", params=asked).content).entries
    assert 0 < len(some) < len(every)
    assert {entry.tags[0].term for entry in some} == {"control"}


def test_a_rule_that_can_choose_nothing_is_said_so(told: TestClient) -> None:
    answer = told.get("/atom.xml", params={"place": "Xyzzy Nowhere"})
    assert answer.status_code == 404
    assert "no place is called" in answer.text

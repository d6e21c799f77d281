"""The feed of what changed is Atom that any reader reads."""

from datetime import datetime
from xml.etree import ElementTree

import feedparser
import pytest

from foglift.desk import atom
from foglift.desk.news import News

FELL = News(
    id="4f1c",
    day="2024-12-05",
    about="control",
    kind="changed hands",
    title="Hama changed hands",
    was="held by Syrian army, reported",
    now="held by Hayat Tahrir al-Sham, acknowledged",
    causes=("Syrian army acknowledged on 2024-12-05: Syrian army loses Hama",),
    claims=("c1", "c2"),
    path="/places/gn:170017",
)
AT = datetime(2026, 11, 23, 2, 0, 5)


def made(*items: tuple[datetime, News]) -> bytes:
    return atom.feed(
        items, "d35c", "http://here", "http://here/atom.xml?place=Hama", "By a machine"
    )


def test_an_item_is_an_entry_that_links_to_its_page_and_its_claims() -> None:
    feed = feedparser.parse(made((AT, FELL)))
    assert (feed.version, feed.bozo) == ("atom10", False)
    (entry,) = feed.entries
    assert entry.id == "tag:foglift.invalid,2026:d35c/4f1c"
    assert (entry.title, entry.updated) == ("Hama changed hands", "2026-11-23T02:00:05Z")
    assert entry.link == "http://here/places/gn:170017?day=2024-12-05"
    assert entry.content[0].value.startswith("Now: held by Hayat Tahrir al-Sham, acknowledged.")
    related = [link.href for link in entry.links if link.rel == "related"]
    assert related[0] == "http://here/claims/c1?day=2024-12-05"
    assert [tag.term for tag in entry.tags] == ["control", "changed hands"]


def test_an_entry_keeps_its_id_when_the_desk_moves() -> None:
    moved = atom.feed([(AT, FELL)], "d35c", "https://there", "https://there/atom.xml", "")
    assert feedparser.parse(moved).entries[0].id == feedparser.parse(made((AT, FELL))).entries[0].id


def test_a_feed_of_nothing_is_valid_all_the_same() -> None:
    feed = feedparser.parse(made())
    assert (feed.bozo, feed.entries, bool(feed.feed.updated)) == (False, [], True)


def test_a_feed_is_as_old_as_its_latest_entry() -> None:
    later = News(**{name: getattr(FELL, name) for name in FELL.__struct_fields__} | {"id": "9"})
    feed = feedparser.parse(made((AT.replace(minute=5), later), (AT, FELL)))
    assert [entry.id[-1] for entry in feed.entries] == ["9", "c"]
    assert feed.feed.updated == "2026-11-23T02:05:05Z"


@pytest.mark.parametrize(
    "hostile",
    [
        "</title><script>alert(1)</script>",
        "]]>",
        "&lol;",
        "a\x00b\x1b[2J",
        "\ud800\ufffe",
        "a\r\nb",
    ],
)
def test_whatever_words_hold_stays_words(hostile: str) -> None:
    told = {name: getattr(FELL, name) for name in FELL.__struct_fields__}
    data = made((AT, News(**{**told, "title": hostile, "was": hostile, "path": f"/x/{hostile}"})))
    root = ElementTree.fromstring(data)
    assert {element.tag.partition("}")[2] for element in root.iter()} <= {
        "feed", "id", "title", "subtitle", "updated", "link", "generator", "author", "name",
        "entry", "category", "content",
    }  # fmt: skip

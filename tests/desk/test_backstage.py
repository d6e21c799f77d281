"""The hands behind a desk: a feed is asked, read, told to open pages and sent on."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from time import time

import pytest

from foglift.desk import feeds, fetch, hooks
from foglift.desk.backstage import Backstage, Round
from foglift.desk.fetch import Gate
from foglift.desk.news import Rule
from foglift.desk.settings import Settings, beside
from tests.desk.conftest import Own

TEXT = """Outlet: Orontes Wire
Published: 2024-12-03

The Syrian army holds the town of Suran, the Syrian Observatory for Human Rights said on Tuesday.
"""
FEED = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>Levant Post</title>
<item>
<title>Suran falls</title>
<link>https://levant.test/1</link>
<pubDate>Thu, 05 Dec 2024 08:00:00 GMT</pubDate>
<description>Syrian rebels captured the town of Suran on Thursday, the Syrian Observatory for Human
Rights said.</description>
</item>
</channel></rss>
"""


class Site(BaseHTTPRequestHandler):
    """A feed, and what takes webhooks."""

    taken: list[dict[str, object]]
    came: Event

    def do_GET(self) -> None:
        self._answer(FEED.encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.taken.append(json.loads(body))
        self._answer(b"")
        self.came.set()

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[tuple[str, type[Site]]]:
    own = type("Own", (Site,), {"taken": [], "came": Event()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), own)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", own
    server.shutdown()
    server.server_close()


@pytest.mark.slow
def test_a_feed_is_read_and_what_it_changes_goes_out(
    own: Own, site: tuple[str, type[Site]]
) -> None:
    desk, read = own
    assert desk.reach(read(TEXT))
    url, other = site
    settings = Settings(beside(desk.path))
    behind = Backstage(desk, settings, Gate(fetch.networks(["127.0.0.0/8"])))
    hooks.add(settings, "", f"{url}/hook", Rule("Suran", kind="control"), "http://here", desk.book)
    behind.start()
    try:
        feeds.follow(settings, f"{url}/feed.xml", "", 5, "Ada")
        behind.asking.ring()
        assert other.came.wait(90)
    finally:
        behind.close()
    (told,) = other.taken
    assert told["words"].startswith("Now: held by Syrian rebels")  # type: ignore[attr-defined]
    assert [one.kind for one in behind.events.since(0)].count("version") == 1
    (batch,) = behind.intake.batches
    assert (batch.files[0].read, batch.note.url) == (1, f"{url}/feed.xml")
    assert desk.look().reports[batch.files[0].reports[0].id].outlet == "Levant Post"


def test_open_pages_are_told_only_of_what_is_new(own: Own) -> None:
    desk, read = own
    behind = Backstage(desk, Settings(beside(desk.path)))
    first = behind.events.last
    assert desk.reach(read(TEXT))
    (told,) = behind.events.since(first)
    assert (told.kind, told.data) == ("version", {"version": desk.version, "reports": 1})
    behind._version(desk.version + 1)  # a report was met again, under another name
    assert behind.events.last == told.number


def test_work_is_done_when_it_is_due_and_when_it_is_rung_for() -> None:
    done = [Event(), Event()]

    def work() -> float | None:
        done[done[0].is_set()].set()
        return time() + 60

    one = Round("work", work)
    one.start()
    assert done[0].wait(5)
    assert not done[1].is_set()
    one.ring()
    assert done[1].wait(5)
    one.close()


def test_a_desk_is_told_from_any_other_by_an_id_that_stays(own: Own) -> None:
    desk, _ = own
    settings = Settings(beside(desk.path))
    assert Backstage(desk, settings).id == Backstage(desk, settings).id != ""

"""What comes to a store while the desk is open is told as news."""

from datetime import UTC, datetime

import pytest

from foglift.desk import Desk, hooks
from foglift.desk.news import Rule
from foglift.desk.settings import Settings, beside
from foglift.desk.wire import Wire
from foglift.flow import AskError
from tests.desk.conftest import Own

HELD = """Outlet: Orontes Wire
Published: 2024-12-03

The Syrian army holds the town of Suran, the Syrian Observatory for Human Rights said on Tuesday.
"""
FELL = """Outlet: Levant Post
Published: 2024-12-05

Syrian rebels captured the town of Suran on Thursday, the Syrian Observatory for Human Rights said.
"""


def test_what_changed_while_the_desk_was_open_is_news_and_goes_to_the_hooks(own: Own) -> None:
    desk, read = own
    settings = Settings(beside(desk.path))
    laid: list[bool] = []
    wire = Wire(desk, settings, lambda: laid.append(True))
    assert desk.reach(read(HELD))
    wire.note(desk.look(), 100.0)
    hook = hooks.add(settings, "", "http://news.test/", Rule("Suran"), "http://here", desk.book)
    assert desk.reach(read(HELD, FELL))
    wire.note(desk.look(), 200.0)
    told = wire.told(Rule("Suran", kind="control"))
    assert told[0][1].title == "Suran changed hands"
    assert told[0][0] == datetime.fromtimestamp(200, UTC).replace(tzinfo=None)
    sent = [one.title for one in hooks.deliveries(settings, hook.id)]
    assert sent[0] == "Suran changed hands"
    assert laid
    wire.note(desk.look(), 300.0)
    assert wire.told(Rule("Suran", kind="control")) == told
    titles = [one.title for _, one in wire.told(Rule())]
    assert len(titles) == len(set(titles))
    settings.close()


def test_the_news_of_the_last_day_is_there_from_the_start_and_goes_to_no_hook(own: Own) -> None:
    desk, read = own
    assert desk.reach(read(HELD, FELL))
    settings = Settings(beside(desk.path))
    hook = hooks.add(settings, "", "http://news.test/", Rule(), "http://here", desk.book)
    wire = Wire(desk, settings)
    wire.note(desk.look(), 100.0)
    assert wire.told(Rule())[0][1].title == "Suran changed hands"
    assert hooks.deliveries(settings, hook.id) == []
    settings.close()


def test_what_was_told_inside_is_not_told_in_public(own: Own) -> None:
    desk, read = own
    settings = Settings(beside(desk.path))
    inside = Wire(desk, settings)
    inside.note(desk.look(), 100.0)
    assert desk.reach(read(HELD, FELL))
    inside.note(desk.look(), 200.0)
    assert min(at.timestamp() for at, _ in inside.told(Rule())) < 1e9
    public = Desk(desk.path, desk.book, public=True)
    try:
        told = Wire(public, settings).told(Rule())
        assert told
        assert all(at.timestamp() > 1e9 for at, _ in told)
    finally:
        public.close()
        settings.close()


def test_a_rule_that_can_choose_nothing_is_said_so(own: Own) -> None:
    desk, _ = own
    with pytest.raises(AskError, match="no place is called"):
        Wire(desk, Settings(beside(desk.path))).told(Rule(place="Xyzzy Nowhere"))

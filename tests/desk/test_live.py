from datetime import date
from typing import Any

import pytest

from foglift import flow
from foglift import store as stores
from foglift.desk import Desk
from foglift.desk.latest import Latest
from foglift.model import Picture
from tests.conftest import COURIER, WIRE
from tests.desk.conftest import Own


def test_what_is_read_beside_a_desk_is_in_its_next_look(own: Own) -> None:
    desk, read = own
    assert desk.look().claims == {}
    assert desk.reach(read(COURIER))
    before = desk.look()
    assert before.day == date(2024, 12, 2)
    assert desk.reach(read(COURIER, WIRE))
    after = desk.look()
    assert after.day == date(2024, 12, 5)
    assert {one.outlet for one in after.reports.values()} == {"Orontes Wire", "Northern Courier"}
    assert len(before.reports) == 1
    with stores.open(desk.path, read_only=True) as store:
        assert after.picture == flow.picture(store, desk.book)


def test_another_day_is_seen_as_it_was_known(own: Own) -> None:
    desk, read = own
    desk.reach(read(COURIER, WIRE))
    then = desk.look(date(2024, 12, 2))
    assert {one.outlet for one in then.reports.values()} == {"Northern Courier"}
    now = desk.look(date(2024, 12, 2), date(2024, 12, 5))
    assert {one.outlet for one in now.reports.values()} == {"Orontes Wire", "Northern Courier"}
    assert (now.day, now.known_by) == (date(2024, 12, 2), date(2024, 12, 5))


def test_what_changed_since_the_day_before_is_the_same_however_it_came(
    own: Own,
) -> None:
    desk, read = own
    desk.reach(read(COURIER))
    assert desk.look().shifts
    desk.reach(read(COURIER, WIRE))
    with stores.open(desk.path, read_only=True) as store:
        after = desk.look().picture
        assert desk.look().shifts == flow.since_yesterday(store, desk.book, after) != ()


def test_what_fails_once_is_taken_in_the_next_time(
    own: Own, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk, read = own
    desk.reach(read(COURIER))
    take = Latest.take

    def fail(self: Latest, *given: Any) -> Picture:
        monkeypatch.setattr(Latest, "take", take)
        take(self, *given)
        raise KeyError("words of a report")

    monkeypatch.setattr(Latest, "take", fail)
    assert desk.reach(read(COURIER, WIRE))
    assert desk.look().day == date(2024, 12, 5)
    with stores.open(desk.path, read_only=True) as store:
        assert desk.look().picture == flow.picture(store, desk.book)
    (told,) = caplog.messages
    assert told.startswith("What is new cannot be taken in: KeyError; ")
    assert "words of a report" not in told


def test_an_act_that_never_came_is_not_waited_for_long(small: Desk) -> None:
    assert not small.reach(10_000, patience=0.01)


def test_an_actor_has_one_colour_on_every_day(small: Desk) -> None:
    days = (small.look(), small.look(date(2024, 12, 2)), small.look(date(2024, 12, 4)))
    holders = {spell.holder for look in days for spell in look.picture.control if spell.holder}
    assert holders
    for holder in holders:
        assert len({look.colour(holder) for look in days}) == 1

"""The pictures that are kept are those that are built at once, however the reports came."""

from datetime import date, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from foglift import fuse
from foglift.desk.latest import Latest
from foglift.desk.stored import Stored
from foglift.model import Picture
from foglift.store import News
from tests.fuse.conftest import World
from tests.fuse.test_ledger import few, judgements, readings

WORLD = World()


def built(stored: Stored, day: date) -> bytes:
    found = fuse.picture(stored.claims, stored.judgements, WORLD.book, day, all_judged=True)
    return msgspec.json.encode(found)


def encoded(picture: Picture | None) -> bytes:
    assert picture is not None
    return msgspec.json.encode(picture)


@few
@given(data=st.data())
def test_kept_is_built(data: st.DataObject) -> None:
    found = data.draw(readings(WORLD))
    acts = data.draw(st.permutations([*found, *data.draw(judgements(WORLD, found))]))
    latest, stored = Latest(WORLD.book), Stored()
    earlier: list[tuple[Stored, bytes]] = []
    while acts:
        several = data.draw(st.integers(1, 3))
        came, acts = acts[:several], acts[several:]
        read = [(one[0], tuple(one[1])) for one in came if isinstance(one, tuple)]
        judged = [one for one in came if not isinstance(one, tuple)]
        news = News(stored.act + len(came), tuple(read), tuple(judged))
        stored = stored.after(news)
        kept = latest.take(stored, news)
        if stored.last_day is None:
            assert latest.before(stored) is None
            continue
        assert encoded(kept) == built(stored, stored.last_day)
        if data.draw(st.booleans()):
            before = built(stored, stored.last_day - timedelta(days=1))
            assert encoded(latest.before(stored)) == before
            earlier.append((stored, before))
    for then, before in earlier:  # what is still known of an earlier act is right
        found_then = latest.before(then)
        assert found_then is None or encoded(found_then) == before


def test_a_later_report_leaves_the_day_before_as_it_was() -> None:
    latest, days = Latest(WORLD.book), ("2024-12-04", "2024-12-05", "2024-12-05", "2024-12-03")
    stored, before = Stored(), []
    for number, day in enumerate(days):
        claim = WORLD.claim(WORLD.event("SHELLING"), place="hama", when=day).claim
        report = WORLD.report(f"report {number}", "wire", day, "news")
        claim = msgspec.structs.replace(claim, report=report.id)
        news = News(number, ((report, (claim,)),), ())
        stored = stored.after(news)
        latest.take(stored, news)
        before.append(latest.before(stored))
    assert [len(one.incidents) for one in before if one] == [0, 1, 1, 2]
    assert before[2] is before[1]
    assert before[3] is not before[2]

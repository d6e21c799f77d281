from datetime import date
from pathlib import Path

from foglift import store as stores
from foglift.desk.stored import Stored


def test_what_a_store_holds_of_all_days_and_what_was_known_by_one(war: Path) -> None:
    with stores.open(war, read_only=True) as store:
        stored = Stored().after(store.since(-1))
    assert stored.last_day == max(stored.days)
    assert stored.known(stored.last_day) == stored.claims
    earlier = {report.published for report, _ in stored.known(stored.days[0])}
    assert earlier <= {None, stored.days[0]}
    assert stored.holders[0] == "syria-rebels"


def test_an_empty_store_has_no_last_day() -> None:
    assert (Stored().last_day, Stored().days, Stored().known(date.max)) == (None, (), [])

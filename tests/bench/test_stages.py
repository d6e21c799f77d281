"""What each stage costs."""

from datetime import date

from bench import stages
from bench.data import report, unrelated
from foglift.codebook import load
from foglift.read import READERS

BOOK = load()
WAR = report("Rebels captured the town of Saraqib on Monday, the army said.", date(2024, 12, 5))


def test_every_stage_is_timed() -> None:
    spent = stages.seconds([WAR, *unrelated()[:1]], BOOK)
    assert set(spent) == {*stages.READ, "fuse"}
    assert all(spent[stage] >= 0 for stage in ("normalise", "model", "claims"))


def test_the_stages_read_what_the_reader_reads() -> None:
    clock = stages._Clock()
    assert stages._claims(WAR, BOOK, clock) == READERS["rules"].read(WAR, BOOK)

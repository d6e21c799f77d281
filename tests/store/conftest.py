from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from foglift import store
from foglift.model import Claim, Event, Report, Span, report_id, sealed

FIFTH = date(2024, 12, 5)


def report(n: int, path: str = "", published: date | None = FIFTH) -> Report:
    text = f"Rebels entered town {n}."
    return Report(
        id=report_id(text, "", "Wire", published),
        outlet="Wire",
        kind="news",
        text=text,
        published=published,
        dated="given" if published else "unknown",
        path=path or f"{n}.txt",
    )


def claim(of: Report, type: str = "ADVANCE") -> Claim:
    """The claim of the first six characters, "Rebels"."""
    return sealed(Claim(id="", report=of.id, evidence=(Span(0, 6),), content=Event(type)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "war.foglift"


@pytest.fixture
def kept(path: Path) -> Iterator[store.Store]:
    """An empty store."""
    with store.open(path) as opened:
        yield opened


Add = Callable[[int], tuple[Report, Claim]]


@pytest.fixture
def add(kept: store.Store) -> Add:
    """Adds the nth report with its claim."""

    def add(n: int) -> tuple[Report, Claim]:
        one = report(n)
        kept.add(one, [claim(one)], [], "rules 1", raw=one.text.encode())
        return one, claim(one)

    return add

"""A snapshot is put in place as a whole, or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from foglift.desk.published import MARK, put
from foglift.flow import AskError

FILES = [("index.html", b"one"), ("tallies/a.html", b"two")]
DAYS = {"day": "2024-12-05", "known_by": "2024-12-05"}


def held(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("exists", [True, False])
def test_it_is_written_into_a_new_or_empty_folder(tmp_path: Path, exists: bool) -> None:
    site = tmp_path / "site"
    if exists:
        site.mkdir()
    assert put(site, FILES, "public", **DAYS) == 2
    assert set(held(tmp_path)) == {"site/index.html", "site/tallies/a.html", f"site/{MARK}"}


def test_the_next_one_takes_the_place_of_the_last(tmp_path: Path) -> None:
    put(tmp_path / "site", FILES, "public", **DAYS)
    put(tmp_path / "site", [("index.html", b"three")], "public", **DAYS)
    assert set(held(tmp_path)) == {"site/index.html", f"site/{MARK}"}
    assert held(tmp_path)["site/index.html"] == b"three"


def test_anything_else_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").write_text("mine")
    with pytest.raises(AskError, match="is not empty and holds no snapshot"):
        put(tmp_path / "notes", FILES, "public", **DAYS)
    with pytest.raises(AskError, match="this is no folder"):
        put(tmp_path / "notes" / "mine.txt", FILES, "public", **DAYS)
    put(tmp_path / "site", FILES, "public", **DAYS)
    (tmp_path / "site" / "CNAME").write_text("desk.example.org")
    before = held(tmp_path)
    with pytest.raises(AskError, match="it holds CNAME, which is no part of the snapshot"):
        put(tmp_path / "site", FILES, "public", **DAYS)
    (tmp_path / "site" / "CNAME").unlink()
    (tmp_path / "site" / MARK).write_text("{}")
    with pytest.raises(AskError, match="is none of foglift"):
        put(tmp_path / "site", FILES, "public", **DAYS)
    del before["site/CNAME"]
    assert held(tmp_path) == {**before, f"site/{MARK}": b"{}"}


def test_what_fails_half_way_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path / "site", FILES, "public", **DAYS)
    before = held(tmp_path)

    def failing() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"four"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        put(tmp_path / "site", failing(), "public", **DAYS)
    assert held(tmp_path) == before


@pytest.mark.parametrize("name", ["../out.html", "/etc/out.html", "a/../../out.html"])
def test_no_file_is_written_outside(tmp_path: Path, name: str) -> None:
    with pytest.raises(AssertionError):
        put(tmp_path / "site", [(name, b"x")], "public", **DAYS)
    assert held(tmp_path) == {}

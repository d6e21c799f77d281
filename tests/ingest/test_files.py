import io
import os
import sys
from pathlib import Path

import pytest

from foglift import ingest
from foglift.ingest.files import File, walk
from foglift.model import Report


def names(found: list[File]) -> list[str]:
    return [Path(file.path).name for file in found]


def lines(root: Path, *paths: str | Path) -> list[str]:
    found = [one for one in ingest.reports(paths) if isinstance(one, ingest.Problem)]
    return [str(problem).replace(f"{root}/", "") for problem in found]


def test_a_folder_is_read_to_its_depth_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "a.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Hama fell.")
    found = [one for one in walk([tmp_path], [".txt"]) if isinstance(one, File)]
    assert names(found) == ["c.txt", "z.txt", "a.txt", "b.txt"]
    assert found[0].data == b"Hama fell."


def test_folders_deeper_than_calls_may_go_are_read(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 300)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("Hama fell.")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(250)
    try:
        found = list(walk([tmp_path], [".txt"]))
    finally:
        sys.setrecursionlimit(limit)
    assert [isinstance(one, File) for one in found] == [True]


def test_what_cannot_be_read_is_one_line_each(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "up").symlink_to(".")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.png").write_bytes(b"x")
    (tmp_path / "z.txt").write_text("Hama fell.")
    known = " ".join(ingest.FORMATS)
    assert lines(tmp_path, tmp_path) == [
        f"a.png: format: no reader for .png; known: {known}",
        "loop: file: Too many levels of symbolic links",
        "pipe.txt: file: not a regular file",
        "up: file: not a regular file",
    ]
    assert lines(tmp_path, tmp_path / "no.txt") == ["no.txt: file: No such file or directory"]
    assert lines(tmp_path, tmp_path / "a\0.txt", tmp_path / "z.txt")[0].startswith(
        "a\\x00.txt: file: "
    )


def test_a_file_named_by_the_user_must_have_a_reader_one_met_in_a_folder_need_not(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    levels = [one.level for one in ingest.reports([tmp_path, tmp_path / "a.png"])
              if isinstance(one, ingest.Problem)]  # fmt: skip
    assert levels == ["warning", "error"]


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hama fell.")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert len([one for one in walk([tmp_path], [".txt"]) if isinstance(one, File)]) == 2


def test_a_name_that_no_terminal_can_show_is_escaped(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\n\xff.txt"))
    path.write_text("Hama fell.")
    (report,) = ingest.reports([path])
    assert isinstance(report, Report)
    assert report.path.endswith("/a\\n\\udcff.txt")
    path.write_text("")
    (problem,) = map(str, ingest.reports([path]))
    assert problem.endswith("/a\\n\\udcff.txt: empty: no words in it")


def test_a_file_over_the_limit_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foglift.ingest.files.MOST_BYTES", 2_000_000)
    (tmp_path / "a.txt").write_bytes(b"a" * 2_000_001)
    assert lines(tmp_path, tmp_path) == ["a.txt: size: more than 2 MB"]


def test_a_dash_is_plain_text_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Rebels entered Hama.\r\n")))
    (report,) = ingest.reports(["-"])
    assert isinstance(report, Report)
    assert (report.text, report.path) == ("Rebels entered Hama.\n", "-")

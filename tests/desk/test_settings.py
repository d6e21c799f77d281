"""The small file that a desk keeps beside its store."""

import sqlite3
import stat
from pathlib import Path

import pytest

from foglift.desk.settings import Settings, SettingsError, beside


def test_it_is_made_when_something_is_written_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = beside(tmp_path / "war.foglift")
    settings = Settings(path)
    assert settings.entry("signer") == ""
    assert not path.exists()
    settings.note("signer", "Ada")
    assert settings.entry("signer") == "Ada"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_others_can_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "war.foglift.desk"
    Settings(path).note("signer", "Ada")
    path.chmod(0o644)
    assert Settings(path).entry("signer") == "Ada"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_another_process_wrote_is_seen_at_once(tmp_path: Path) -> None:
    one, other = Settings(tmp_path / "x.desk"), Settings(tmp_path / "x.desk")
    one.note("signer", "Ada")
    assert other.entry("signer") == "Ada"
    assert one.secret() == other.secret()
    assert len(one.secret()) == 32


def test_what_fails_half_way_changes_nothing(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "x.desk")

    def fail() -> None:
        with settings.change() as db:
            db.execute("INSERT INTO entries VALUES ('signer', 'Ada')")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert settings.entry("signer") == ""


def test_another_file_is_not_taken_for_settings(tmp_path: Path) -> None:
    text, other = tmp_path / "a", tmp_path / "b"
    text.write_text("no database at all, but long enough to be looked at " * 20)
    with pytest.raises(SettingsError, match="file is not a database"):
        Settings(text)
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE mine (x)")
    with pytest.raises(SettingsError, match="these are no settings of a desk"):
        Settings(other)


def test_what_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "no" / "such" / "x.desk")
    with pytest.raises(SettingsError, match=r"x\.desk: No such file or directory$"):
        settings.note("signer", "Ada")


def test_a_file_without_a_later_table_is_given_it(tmp_path: Path) -> None:
    path = tmp_path / "x.desk"
    Settings(path).note("signer", "Ada")
    with sqlite3.connect(path) as db:
        db.execute("DROP TABLE sessions")
    settings = Settings(path)
    assert settings.rows("SELECT * FROM sessions") == []
    assert settings.entry("signer") == "Ada"

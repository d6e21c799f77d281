"""Sessions: cookies that nobody makes up, tokens of forms."""

from pathlib import Path

import pytest

from foglift.desk.accounts import Account, Accounts
from foglift.desk.sessions import LASTS, Sessions
from foglift.desk.settings import Settings

ADA = Account("ada", "admin")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    found = Settings(tmp_path / "x.desk")
    Accounts(found).add("ada", "admin", "correct horse battery")
    return found


@pytest.fixture
def sessions(settings: Settings) -> Sessions:
    return Sessions(settings)


def test_who_has_logged_in_is_known_by_the_cookie(sessions: Sessions) -> None:
    cookie = sessions.start(ADA, sessions.who(""))
    who = sessions.who(cookie)
    assert (who.name, who.role, who.alone) == ("ada", "admin", False)
    assert who.may("editor")
    nobody = sessions.who("")
    assert (nobody.name, nobody.role, nobody.session) == ("", "", "")
    assert not nobody.may("viewer")


def test_a_cookie_that_was_altered_or_signed_elsewhere_is_nobody(
    sessions: Sessions, tmp_path: Path
) -> None:
    cookie = sessions.start(ADA, sessions.who(""))
    foreign = Sessions(Settings(tmp_path / "other.desk")).start(ADA, sessions.who(""))
    for made_up in (
        f"x{cookie}",
        cookie[:-1],
        cookie.split(".")[0],
        foreign,
        "a.b",
        "é.x",
        "." * 999,
    ):
        assert sessions.who(made_up).session == ""


def test_logging_in_gives_another_session(sessions: Sessions) -> None:
    before, nobody = sessions.nobody()
    assert sessions.who(before) == nobody
    after = sessions.start(ADA, nobody)
    assert sessions.who(before).role == ""
    assert sessions.who(after).session != nobody.session
    again = sessions.start(ADA, sessions.who(after))
    assert sessions.who(after).role == ""
    assert sessions.who(again).role == "admin"


def test_logging_out_ends_the_cookie_wherever_it_is(sessions: Sessions) -> None:
    cookie = sessions.start(ADA, sessions.who(""))
    sessions.end(sessions.who(cookie))
    assert sessions.who(cookie).role == ""


def test_a_session_ends_with_its_account_password_or_week(settings: Settings) -> None:
    now = [0.0]
    sessions, accounts = Sessions(settings, lambda: now[0]), Accounts(settings)
    accounts.add("bob", "admin", "correct horse battery")
    bob = Account("bob", "admin")
    first = sessions.start(bob, sessions.who(""))
    accounts.set_password("bob", "a staple for horses")
    assert sessions.who(first).role == ""
    second = sessions.start(bob, sessions.who(""))
    accounts.set_disabled("bob", True)
    accounts.set_disabled("bob", False)
    assert sessions.who(second).role == ""
    third = sessions.start(bob, sessions.who(""))
    accounts.set_role("bob", "viewer")
    assert sessions.who(third).role == "viewer"
    now[0] = LASTS - 1
    assert sessions.who(third).role == "viewer"
    now[0] = LASTS + 1
    assert sessions.who(third).role == ""


def test_a_token_is_of_one_session_and_each_time_another(sessions: Sessions) -> None:
    one = sessions.who(sessions.start(ADA, sessions.who("")))
    other = sessions.who(sessions.start(ADA, sessions.who("")))
    token = sessions.token(one)
    assert token != sessions.token(one)
    assert sessions.holds(one, token)
    assert not sessions.holds(other, token)
    for made_up in ("", "x", token[:-4], token[4:], "é", "AAAA" * 22):
        assert not sessions.holds(one, made_up)


def test_the_file_opens_no_session(settings: Settings, sessions: Sessions) -> None:
    cookie = sessions.start(ADA, sessions.who(""))
    assert cookie.split(".")[0].encode() not in settings.path.read_bytes()


def test_a_desk_without_accounts_lets_everybody_do_everything(tmp_path: Path) -> None:
    sessions = Sessions(Settings(tmp_path / "y.desk"))
    who = sessions.alone()
    assert who.may("admin")
    assert who.name == ""
    sessions.sign_as("  Ada   Lovelace ")
    assert sessions.alone().name == "Ada Lovelace"


def test_where_nothing_can_be_written_forms_work_all_the_same(tmp_path: Path) -> None:
    sessions = Sessions(Settings(tmp_path / "no" / "y.desk"))
    who = sessions.alone()
    assert sessions.holds(who, sessions.token(who))

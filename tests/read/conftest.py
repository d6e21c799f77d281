"""What the reader makes of a sentence, as short lines that a person can check by eye."""

import importlib.util
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from _pytest.mark.structures import ParameterSet

from foglift.codebook import Book
from foglift.model import Claim, Report, report_id
from foglift.read import READERS, check
from foglift.read.rules.mentions import resolve
from foglift.read.rules.parse import parse
from foglift.read.rules.reading import Reading
from foglift.read.rules.voices import attribute

DAY = date(2024, 12, 5)
CASES = Path(__file__).parent / "rules" / "cases"
TOOL = Path(__file__).parents[2] / "tools" / "golden.py"

Told = Callable[..., list[str]]
Read = Callable[..., tuple[Report, list[Claim]]]


@pytest.fixture(scope="session")
def golden() -> ModuleType:
    """tools/golden.py, which words claims as flat records."""
    spec = importlib.util.spec_from_file_location("golden", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def report(text: str, day: date | None = DAY, outlet: str = "", kind: str = "news") -> Report:
    known = "given" if day else "unknown"
    made = {"id": report_id(text, "", outlet, day), "outlet": outlet, "kind": kind}
    return Report(**made, text=text, published=day, dated=known)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def read(book: Book) -> Read:
    """The report of a text and its checked claims; each text is read once."""

    @cache
    def reading(text: str, day: date | None = DAY, outlet: str = "") -> tuple[Report, list[Claim]]:
        made = report(text, day, outlet)
        claims, issues = check(made, READERS["rules"].read(made, book), book, "rules")
        assert not issues
        return made, claims

    return reading


@pytest.fixture(scope="session")
def told(read: Read, golden: ModuleType, book: Book) -> Told:
    """The claims of one kind ("event") in a text, each as its `fields` joined by " | ", in the
    order of the text: ["takes | m23 | at Goma | seized Goma"]."""

    def lines(text: str, kind: str, fields: str, day: date | None = DAY) -> list[str]:
        made, claims = read(text, day)
        ordered = sorted(claims, key=lambda claim: claim.evidence[0])
        found = [golden.flat(made, claim, book) for claim in ordered]
        names = fields.split()
        return [" | ".join(one.get(n, "-") for n in names) for one in found if one["kind"] == kind]

    return lines


@pytest.fixture(scope="session")
def reading(book: Book) -> Callable[[str], Reading]:
    """All that the rules share of one text."""

    def made(text: str) -> Reading:
        doc = parse(report(text), book)
        mentions = resolve(doc, book)
        return Reading(doc, mentions, attribute(doc, mentions, book), book)

    return made


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for `sentence` and `expected` the cases of the file that its module
    names in CASES: a sentence, then the lines expected of it, indented. A line with "!" before
    the sentence says what is not read rightly yet."""
    if hasattr(metafunc.module, "CASES") and "expected" in metafunc.fixturenames:
        text = (CASES / metafunc.module.CASES).read_text(encoding="utf-8")
        metafunc.parametrize(("sentence", "expected"), list(cases(text)))


def cases(text: str) -> Iterator[ParameterSet]:
    reason, sentence, expected = "", "", list[str]()
    for line in [*text.splitlines(), "# end"]:
        if line.startswith("  "):
            expected.append(line.strip())
            continue
        if sentence:
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            yield pytest.param(sentence, expected, marks=marks, id=sentence[:50])
            reason, sentence, expected = "", "", []
        if line.startswith("!"):
            reason = line.lstrip("! ")
        elif line and not line.startswith("#"):
            sentence = line

"""The claims of twelve reports of twelve wars, as a person has looked them through.

After a change that is meant, `python tools/golden.py` writes them anew; read the difference, and
keep KNOWN.md, which lists what is wrong in them, true.
"""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from foglift.codebook import Book

FOLDER = Path(__file__).parent / "golden"
REPORTS = sorted((FOLDER / "reports").glob("*.txt"))


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "golden", Path(__file__).parents[1] / "tools" / "golden.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def claims_of(name: str) -> Path:
    return FOLDER / "claims" / f"{name}.json"


@pytest.mark.parametrize("path", REPORTS, ids=[path.stem for path in REPORTS])
def test_a_report_says_what_it_said(path: Path, tool: ModuleType, book: Book) -> None:
    written = claims_of(path.stem).read_text(encoding="utf-8")
    assert tool.golden(path, book).splitlines() == written.splitlines()


def test_there_are_claims_of_every_report_and_of_no_other() -> None:
    assert len(REPORTS) >= 12
    kept = sorted(path.stem for path in (FOLDER / "claims").glob("*.json"))
    assert kept == [path.stem for path in REPORTS]


def test_every_claim_quotes_its_report() -> None:
    for path in REPORTS:
        text = path.read_text(encoding="utf-8")
        for claim in json.loads(claims_of(path.stem).read_text(encoding="utf-8")):
            assert all(words in text for words in claim["words"].split(" … "))


def test_what_is_known_to_be_wrong_is_still_there() -> None:
    """A line of KNOWN.md is `report.json` and the words of a claim; once that is read rightly, or
    not at all, the line goes."""
    known = re.findall(
        r"^- `(\w+)\.json` “([^”\n]{1,200})”",
        (FOLDER / "KNOWN.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert known
    for name, words in known:
        found = json.loads(claims_of(name).read_text(encoding="utf-8"))
        assert words in [claim["words"] for claim in found], (name, words)

"""Nothing that a file may hold stops the run, takes its neighbours along or goes unsaid."""

import json
import logging
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foglift import ingest
from foglift.ingest.files import File
from foglift.model import Report

HOSTILE = Path(__file__).parents[3] / "shared" / "hostile"
needs_shared = pytest.mark.skipif(not HOSTILE.is_dir(), reason="no ../shared/hostile here")


def read(data: bytes, suffix: str) -> list[Report | ingest.Problem]:
    found = list(
        ingest._arrivals(File("a", suffix, data), ingest.FORMATS[suffix], ingest.Options())
    )
    return [one.report if isinstance(one, ingest.Arrival) else one for one in found]


def check(found: list[Report | ingest.Problem], name: str) -> None:
    """What every input must come to: something, and each problem on one line."""
    assert found, f"{name}: not a word about it"
    for one in found:
        if isinstance(one, ingest.Problem):
            assert len(str(one).splitlines()) == 1, name
            assert one.kind != "parser", f"{name}: {one}"
        else:
            assert "\r" not in one.text
            assert "\0" not in one.text
            one.text.encode()


def archived(name: str) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(HOSTILE / name) as archive:
        for item in sorted(archive.namelist()):
            if not item.endswith("/"):
                yield item, archive.read(item)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400), st.sampled_from([".txt", ".csv", ".jsonl", ".json", ".xml", ".html"])
)
def test_any_bytes_are_reports_or_problems(data: bytes, suffix: str) -> None:
    check(read(data, suffix), suffix)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_plain_text_is_one_report_or_one_problem(text: str) -> None:
    found = read(text.encode("utf-8", "surrogatepass"), ".txt")
    errors = [one for one in found if isinstance(one, ingest.Problem) and one.level == "error"]
    assert len([one for one in found if isinstance(one, Report)]) + len(errors) == 1


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60), max_size=8))
def test_any_rows_come_back_from_csv_in_order(texts: list[str]) -> None:
    rows = "".join('"{}"\n'.format(text.replace('"', '""')) for text in texts)
    reports = [
        one.text for one in read(("text\n" + rows).encode(), ".csv") if isinstance(one, Report)
    ]
    clean = [
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd") for text in texts
    ]
    binary = any(isinstance(one, ingest.Problem) and one.kind == "binary"
                 for one in read(("text\n" + rows).encode(), ".csv"))  # fmt: skip
    assert binary or reports == [text for text in clean if any(map(str.isalnum, text))]


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_the_json_test_suite_makes_no_report_and_no_crash(suffix: str) -> None:
    for name, data in archived("json-test-suite.zip"):
        found = read(data, suffix)
        check(found, name)
        assert not [one for one in found if isinstance(one, Report)], name
        if "/n_" in name and suffix == ".json":
            assert len(found) == 1, name


@needs_shared
@pytest.mark.shared
def test_naughty_strings_as_any_format(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        for text in json.loads((HOSTILE / "blns.json").read_text()):
            for suffix in (".txt", ".html", ".xml", ".csv", ".jsonl"):
                check(read(text.encode(), suffix), repr(text))
            record = json.dumps({"text": f"Hama {text}", "title": text, "date": text, "url": text})
            found = read(record.encode(), ".jsonl")
            check(found, repr(text))
            assert isinstance(found[0], Report)
    assert caplog.records == []


def check_feeds(step: int) -> int:
    reports = 0
    feeds = [item for item in archived("feedparser-tests.zip") if item[0].endswith(".xml")]
    for name, data in feeds[::step]:
        found = read(data, ".xml")
        check(found, name)
        reports += sum(isinstance(one, Report) for one in found)
    return reports


@needs_shared
@pytest.mark.shared
def test_some_hundred_odd_feeds() -> None:
    assert check_feeds(step=7) >= 50


@needs_shared
@pytest.mark.shared
@pytest.mark.slow
def test_all_odd_feeds() -> None:
    assert check_feeds(step=1) >= 400


@needs_shared
@pytest.mark.shared
def test_odd_pages() -> None:
    for name, data in archived("html5lib-tests.zip"):
        if "/tests1.dat" in name or name.endswith(("domjs.test", "webkit01.dat")):
            for piece in data.split(b"#data\n"):
                check(read(piece.partition(b"#errors")[0], ".html"), name)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"," * 200_000, ".txt"),
        (b"," * 200_000, ".csv"),
        (b"(1," * 66_000, ".txt"),
        (b'a,text\n"' + b"x\n" * 20_000, ".csv"),
        (b'text\n"' + b'""\n' * 30_000, ".csv"),
        (b"{" * 200_000, ".jsonl"),
        (b"<a " + b"a=" * 100_000, ".html"),
        (b"<p>" + b"&#x" * 60_000, ".html"),
        (b"<rss>" + b"&" * 200_000, ".xml"),
        (b"<rss><!" * 28_000, ".xml"),
        (b"<rss><channel><item>" + b"<![CDATA[" * 20_000, ".xml"),
        (b"<rss><channel><item>" + b"<!--" * 50_000, ".xml"),
        (b"<rss><channel><item><title>" + b"&lt;b" * 40_000, ".xml"),
        (b"\n" * 200_000 + b"a", ".txt"),
        (b"Published: " * 20_000, ".txt"),
        (b"AAAA " * 40_000, ".txt"),
    ],
)
def test_worst_case_inputs_take_no_time(data: bytes, suffix: str) -> None:
    start = time.process_time()
    check(read(data, suffix), suffix)
    assert time.process_time() - start < 5


def test_a_parser_that_fails_costs_its_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(data: bytes, options: ingest.Options) -> Iterator[ingest.Problem]:
        raise MemoryError("no more\nroom")
        yield

    monkeypatch.setitem(ingest.FORMATS, ".md", fail)
    for name in ("a.txt", "b.md", "c.txt"):
        (tmp_path / name).write_text(f"Rebels entered {name}.")
    first, failed, last = ingest.reports([tmp_path])
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert str(failed).endswith("b.md: parser: MemoryError: no more\\nroom")

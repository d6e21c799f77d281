"""When: every row of the grammar reads its examples; undated reports stay open."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foglift.model import Span
from foglift.read.rules.times import (
    EXPRESSIONS,
    Interval,
    Named,
    Time,
    latest_past_year,
    named,
    refers_back,
    times,
)

DAY = date(2024, 12, 5)  # a Thursday


def shown(found: Time) -> str:
    when = found.when
    start, end = (day.isoformat() if day else "" for day in (when.start, when.end))
    days = start if start == end else f"{start}..{end}"
    sense = "" if found.sense == "at" else f" {found.sense}"
    return f"{found.text}: {days} {when.precision}{sense}"


def read(sentence: str, published: date | None = DAY, *, future: bool = False) -> str:
    return "; ".join(shown(found) for found in times(sentence, 0, published, future=future))


def shown_undated(found: Named, sentence: str) -> str:
    one = found.interval
    words = sentence[found.span.start : found.span.end]
    length = "" if one.length is None else f"{one.length.count or ''} {one.length.unit}"
    parts = ["often" if one.often else "", length, one.on, one.clock, one.vague or ""]
    return f"{words}: " + " ".join(" ".join(parts).split())


def read_undated(sentence: str) -> str:
    found = [each for each in named(sentence, 0, DAY) if each.interval.start is None]
    return "; ".join(shown_undated(each, sentence) for each in found)


@pytest.mark.parametrize(
    ("sentence", "wanted", "dates"),
    [(*example, row.dates) for row in EXPRESSIONS for example in row.examples],
)
def test_examples_of_the_table(sentence: str, wanted: str, dates: bool) -> None:
    assert (read if dates else read_undated)(sentence) == wanted


def test_every_row_has_an_example_that_it_reads() -> None:
    for row in EXPRESSIONS:
        assert any(wanted and row.pattern.search(sentence) for sentence, wanted in row.examples)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("They will attack on Friday.", "Friday: 2024-12-06 day"),
        ("They will attack on Thursday.", "Thursday: 2024-12-05 day"),
        ("Elections will be held in March.", "March: 2025-03-01..2025-03-31 month"),
        ("It will end on 1 November.", "1 November: 2025-11-01 day"),
        ("They will leave by Saturday.", "by Saturday: ..2024-12-07 day until"),
    ],
)
def test_sentences_that_look_ahead(sentence: str, wanted: str) -> None:
    assert read(sentence, future=True) == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Nothing moved until Tuesday.", "until Tuesday: ..2024-12-03 day until"),
        ("It was quiet before Thursday.", "before Thursday: ..2024-12-04 day until"),
        ("People fled after Monday’s raid.", "after Monday: 2024-12-02..2024-12-05 day since"),
        ("Shelled during November.", "November: 2024-11-01..2024-11-30 month during"),
        (
            "They fought between 28 November and 5 December.",
            "between 28 November and 5 December: 2024-11-28..2024-12-05 day during",
        ),
        (
            "They fought from November to March 2023.",
            "from November to March 2023: 2022-11-01..2023-03-31 month during",
        ),
        ("Later this week snow fell.", "Later this week: 2024-12-05..2024-12-08 week"),
        ("The late 1990s were calm.", "late 1990s: 1997-01-01..1999-12-31 decade"),
        ("The end of last week was calm.", "end of last week: 2024-11-30..2024-12-01 day"),
        (
            "Both Wednesday and Thursday were calm.",
            "Wednesday: 2024-12-04 day; Thursday: 2024-12-05 day",
        ),
    ],
)
def test_words_before_a_time_bound_it(sentence: str, wanted: str) -> None:
    assert read(sentence) == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "A four-year-old girl was hurt.",
        "The 9 a.m. curfew was lifted.",
        "A 24-hour ceasefire held.",
        "Since the start of the war they have stayed.",
        "Jan Novak and May Stone spoke.",
        "They march on the capital.",
        "The 5th Division and 2,011 men left.",
        "It took over two days.",
        "Nobody lives on 31 November Street.",
        "99999 days ago",
        "99999999999999999999",
    ],
)
def test_what_is_no_time(sentence: str) -> None:
    assert read(sentence) == ""


def test_spans_point_into_the_report() -> None:
    report = "Nothing here. “Shells fell last\u00a0week,” he said."
    (found,) = times(report[14:], 14, DAY)
    assert found.text == "last\u00a0week"
    assert found.when.span == Span(report.index("last"), report.index(",”"))
    assert found.when.why == "'last\u00a0week' is reckoned from the report's date, 2024-12-05"


def test_an_undated_report_leaves_relative_times_open() -> None:
    (found,) = times("The town fell on Thursday.", 0, None, date(2017, 1, 1))
    assert (found.when.start, found.when.end) == (date(2017, 1, 1), None)
    assert found.when.precision == "unknown"
    assert found.when.why == (
        "the report has no date: 'Thursday' cannot be placed in a calendar; "
        "it is after 2016, the latest past year it looks back on"
    )


def test_an_undated_report_that_looks_back_on_nothing() -> None:
    (found,) = times("It has gone on since last week.", 0, None)
    assert (found.when.start, found.when.end, found.sense) == (None, None, "since")
    assert found.when.why == (
        "the report has no date: 'since last week' cannot be placed in a calendar"
    )


def test_an_undated_report_still_has_absolute_times() -> None:
    assert read("It fell on 5 May 2013.", None) == "5 May 2013: 2013-05-05 day"
    assert read("They have ruled since 2016.", None) == "since 2016: 2016-01-01.. year since"
    assert read("Held from 2 May to 9 June 2013.", None) == (
        "from 2 May to 9 June 2013: 2013-05-02..2013-06-09 day during"
    )


@pytest.mark.parametrize(
    ("report", "wanted"),
    [
        ("War came in 2011. They have ruled since 2016.", date(2017, 1, 1)),
        ("He fled in March 2016.", date(2016, 3, 1)),
        ("He fled on 9 March 2016.\n\nIt was in 2015.", date(2016, 3, 9)),
        ("Elections will be held in 2030. War came in 2011.", date(2012, 1, 1)),
        ("The truce lasts until 2030.", None),
        ("The town fell on Thursday.", None),
    ],
)
def test_the_first_day_a_report_can_be_from(report: str, wanted: date | None) -> None:
    assert latest_past_year(report) == wanted


@given(st.text(max_size=120), st.dates(), st.booleans())
def test_spans_hold_their_words_in_any_text_on_any_day(words: str, day: date, future: bool) -> None:
    sentence = f"last year {words} 3 weeks ago"
    end = 0
    for found in times(sentence, 0, day, future=future):
        span = found.when.span
        assert span is not None
        assert end <= span.start < span.end
        assert found.text == sentence[span.start : span.end]
        end = span.end


@given(st.sampled_from([e for row in EXPRESSIONS for e, _ in row.examples]), st.dates())
def test_no_interval_is_upside_down(sentence: str, day: date) -> None:
    for found in times(sentence, 0, day):
        if found.when.start and found.when.end:
            assert found.when.start <= found.when.end


@pytest.mark.parametrize("piece", ["5-", "May ", "two-", "1 ", "a ", "last ", "early ", "’s "])
def test_nothing_hangs_on_a_long_run(piece: str) -> None:
    start = time.process_time()
    times(piece * (100_000 // len(piece)), 0, DAY)
    assert time.process_time() - start < 15


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("REBELS SHELLED THE TOWN YESTERDAY.", "YESTERDAY: 2024-12-04 day"),
        ("TWO MEN DIED ON 27 NOVEMBER.", "27 NOVEMBER: 2024-11-27 day"),
        ("IT HAS HELD SINCE LAST WEEK.", "SINCE LAST WEEK: 2024-11-25..2024-12-05 week since"),
        ("THEY WERE KILLED LAST NIGHT.", "LAST NIGHT: 2024-12-04..2024-12-05 day"),
        ("THEY MAY MARCH ON THE TOWN.", ""),
    ],
)
def test_reports_all_in_capitals(sentence: str, wanted: str) -> None:
    assert read(sentence) == wanted


def told(*sentences: str) -> list[Interval]:
    return [each.interval for one in sentences for each in named(one, 0, DAY)]


@pytest.mark.parametrize(
    ("before", "sentence", "wanted"),
    [
        ("It fell on 3 May 2013.", "It burned the next day.", "the next day: 2013-05-04 day"),
        ("It fell in May 2013.", "It burned that year.", "that year: 2013-01-01..2013-12-31 year"),
        ("It fell on Monday.", "He fled two days later.", "two days later: 2024-12-04 day"),
        ("Nothing was told.", "He fled two days later.", ""),
    ],
)
def test_times_reckoned_from_those_told_before(before: str, sentence: str, wanted: str) -> None:
    assert refers_back(sentence)
    found = times(sentence, 0, DAY, told=told(before))
    assert "; ".join(map(shown, found)) == wanted


def test_a_time_reckoned_from_another_says_from_which() -> None:
    (found,) = times("It burned the next day.", 0, DAY, told=told("It fell on 3 May 2013."))
    assert found.when.why == "'the next day' is reckoned from 2013-05-03, told before"


@pytest.mark.parametrize("words", ["last " * 400, "in the " * 400, "19" * 400, "a day " * 400])
def test_long_lines_take_no_more_time_a_word(words: str) -> None:
    start = time.process_time()
    times(words, 0, DAY)
    assert time.process_time() - start < 1

"""When a predicate happened, by the time said of it or around it."""

from collections.abc import Callable

import pytest

Told = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("Rebels captured Goma on Thursday.", "2024-12-05"),
        ("Rebels captured Goma.", "2024-12-04..2024-12-05"),
        ("Last week rebels seized Aleppo.", "2024-11-25..2024-12-01"),
        ("The army shelled Goma between Monday and Wednesday.", "2024-12-02..2024-12-04"),
        ("The army captured Aleppo in December 2016.", "2016-12-01..2016-12-31"),
        ("Rebels captured Goma at dawn.", "2024-12-05"),
        ("On Monday rebels shelled Goma.", "2024-12-02"),
        ("The army said on Thursday that rebels had shelled Goma.", "2024-12-04..2024-12-05"),
        ("Drones bombed Goma between 2000 hrs on 3 December and first light.", "2024-12-03"),
        ("19:30 Rebels captured Goma.", "2024-12-05"),
        ("2 December, Goma: rebels shelled the port.", "2024-12-02"),
    ],
)
def test_an_event_has_its_own_time_or_that_of_the_report(
    sentence: str, when: str, told: Told
) -> None:
    assert told(sentence, "event", "when") == [when]


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("Houthi rebels have controlled Sanaa since 2014.", "2014-01-01..2024-12-05"),
        ("Hama, captured by rebels on Thursday, was quiet.", "2024-12-05"),
    ],
)
def test_control_has_its_time(sentence: str, when: str, told: Told) -> None:
    assert told(sentence, "control", "when") == [when]


def test_each_of_two_clauses_keeps_its_time(told: Told) -> None:
    sentence = "Rebels stormed Kismayo after the army withdrew on Monday."
    assert told(sentence, "event", "says when") == [
        "ADVANCE | 2024-12-04..2024-12-05",
        "WITHDRAWAL | 2024-12-02",
    ]


def test_a_year_needs_no_date_of_the_report(told: Told) -> None:
    found = told("The army captured Aleppo in December 2016.", "event", "when", None)
    assert found == ["2016-12-01..2016-12-31"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("REBELS SHELLED THE PORT OF GOMA YESTERDAY.", "2024-12-04"),
        ("Rebels reached Goma on Sunday. They shelled its port the next day.", "2024-12-02"),
        ("Rebels reached Goma on Sunday. They shelled its port two days later.", "2024-12-03"),
        ("Rebels shelled the port of Goma at 7.15 p.m. on Sunday.", "2024-12-01"),
        ("Rebels shelled the port of Goma last Tuesday.", "2024-12-03"),
        ("The mayor condemned on Tuesday the shelling of Goma.", "..2024-12-05"),
    ],
)
def test_the_day_of_what_happened(text: str, wanted: str, told: Told) -> None:
    assert told(text, "event", "when")[-1] == wanted


def test_a_clause_is_reckoned_from_the_one_it_explains(told: Told) -> None:
    sentence = "Police shelled Goma on Tuesday, two days after rebels captured Bukavu."
    assert told(sentence, "event", "when") == ["2024-12-03", "2024-12-01"]
    before = "Five months after rebels captured Goma, the market is empty."
    assert told(before, "event", "when") == ["2024-07-01..2024-07-31"]


def test_items_of_a_list_have_the_days_that_its_title_says(told: Told) -> None:
    report = "Situation, 25 to 30 November\n\n- Rebels captured Goma.\n- Bukavu was shelled.\n"
    assert told(report, "event", "when") == ["2024-11-25..2024-11-30"] * 2

from datetime import date

import pytest

from foglift.ingest import dates

FIFTH = date(2024, 12, 5)


@pytest.mark.parametrize(
    "words",
    [
        "2024-12-05",
        "2024-12-05T23:30:00-05:00",
        "2024/12/5 10:15",
        "20241205",
        "20241205T101500Z",
        "Thu, 05 Dec 2024 23:30:00 -0500",
        "Thu Dec 05 10:15:00 +0000 2024",
        "Thu Dec  5 10:15:00 2024",
        "5 December 2024",
        "5th of December, 2024",
        "5-Dec-2024",
        "Dec. 5, 2024",
        "December 5th 2024",
        "05.12.2024",
    ],
)
def test_a_full_date_is_read_as_printed_whatever_its_form_or_zone(words: str) -> None:
    assert dates.parse(words) == FIFTH


@pytest.mark.parametrize(
    "words",
    ["", "Dec 5", "December 2024", "2024", "Thursday", "2024-13-05", "31 June 2024", "1733400000",
     "5 dead 2024", "99999-12-05", "9999-12-05"],
)  # fmt: skip
def test_what_is_not_a_full_date_is_none(words: str) -> None:
    assert dates.parse(words) is None


def test_slashes_are_read_only_where_day_and_month_cannot_be_mistaken() -> None:
    assert dates.parse("05/12/2024") is None
    assert dates.parse("13/12/2024") == dates.parse("12/13/2024") == date(2024, 12, 13)
    assert dates.parse("5/5/2024") == date(2024, 5, 5)


@pytest.mark.parametrize(
    "text",
    [
        "Published: 5 December 2024\nRebels entered Hama.",
        "Rebels enter Hama\nPublished on Dec 5, 2024\nThey came at dawn.",
        "Rebels entered Hama.\nLast Updated: Dec 5, 2024, 10:15 IST",
        "Updated 6 Dec 2024 09:00\nPublished 5 Dec 2024\nRebels entered Hama.",
        "DAMASCUS, Dec 5, 2024 (Reuters) - Rebels entered Hama.",
        "Rebels enter Hama\n\nHAMA, Syria, 5 December 2024 — Rebels entered Hama.",
        "Thursday, December 5, 2024 10:15 GMT\nRebels entered Hama.",
        "Rebels entered Hama.\n2024-12-05",
    ],
)
def test_a_line_at_either_end_of_the_text_may_give_its_day(text: str) -> None:
    assert dates.printed(text) == FIFTH


@pytest.mark.parametrize(
    "text",
    [
        "Last Updated:\nRebels entered Hama.",
        "Last Updated:\nRebels entered Hama on 5 December 2024.",
        "DAMASCUS, Dec 5 (Reuters) - Rebels entered Hama.",
        "Rebels entered Hama on 5 December 2024.",
        "Published accounts of 5 December 2024 differ on who entered Hama.",
        "The town - since 5 December 2024 - is quiet.",
        "HTS - which took Hama on 5 December 2024 - spoke.",
        "Copyright 2024",
    ],
)
def test_a_date_within_the_report_or_without_a_year_is_not_its_own_day(text: str) -> None:
    assert dates.printed(text) is None


def test_a_line_in_the_middle_of_a_long_text_is_not_its_own_day() -> None:
    lines = ["Rebels fought."] * 6
    assert dates.printed("\n".join([*lines, "Published: 5 December 2024", *lines])) is None


def test_metadata_goes_before_the_user_and_the_user_before_the_text() -> None:
    text, given = "Published: 5 December 2024\nRebels fought.", date(2024, 12, 6)
    assert dates.published("2024-12-04", given, text) == (date(2024, 12, 4), "known")
    assert dates.published("", given, text) == (given, "given")
    assert dates.published("", None, text) == (FIFTH, "text")
    assert dates.published("yesterday", None, "Rebels fought.") == (None, "unknown")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("   SANTA ROSA, 9 JAN 90 (XYZ) -- [TEXT] TWO MEN WERE HURT.", date(1990, 1, 9)),
        ("SANTA ROSA, 9 Jan 24 (XYZ) -- Two men were hurt.", date(2024, 1, 9)),
        ("SANTA ROSA, 9 JAN (XYZ) -- [TEXT] TWO MEN WERE HURT.", None),
        ("SANTA ROSA, 31 FEB 90 (XYZ) -- [TEXT] TWO MEN WERE HURT.", None),
        ("On 9 January 90 men were hurt - most of them badly.", None),
    ],
)
def test_a_dateline_may_have_a_year_of_two_digits(line: str, wanted: date | None) -> None:
    assert dates.printed(line) == wanted


def test_a_dateline_names_its_agency_and_other_brackets_do_not() -> None:
    assert dates.agency("Rebels enter Hama\n\nBEIRUT (AP) — Rebels entered Hama.") == "AP"
    assert dates.agency("DAMASCUS, Dec 5 (Reuters) - Rebels entered Hama.") == "Reuters"
    assert dates.agency("HTS (Hayat Tahrir al-Sham) - the group in Hama - spoke.") == ""
    assert dates.agency("Rebels told the agency (AP) that they were in Hama.") == ""


@pytest.mark.parametrize(
    "text",
    [
        "Published December 5 2024 Rebels took the town, a resident said.",
        "Thu 05 Dec 2024 Shelling near the bridge wounded two.",
        "Date of publication 5 December 2024 Shelling near the bridge wounded two.",
        "Town taken, monitor says AFP Thursday 5 Dec 2024 Rebels took the town by night.",
    ],
)
def test_a_text_run_together_with_its_page_begins_with_its_day(text: str) -> None:
    assert dates.printed(text) == FIFTH


def test_a_sentence_about_a_day_is_not_its_day() -> None:
    assert (
        dates.printed("5 December 2024 was the day on which the city fell to the rebels.") is None
    )
    assert dates.printed("On 5 December 2024 Rebels took the town, a resident said.") is None

"""When it happened, who says so, and whether it counts as background."""

from collections.abc import Callable
from datetime import date

import pytest

from foglift.model import Claim, Event, Report, quote
from foglift.read.rules.reading import Reading

Told = Callable[..., list[str]]
Read = Callable[..., tuple[Report, list[Claim]]]
Look = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("Rebels captured Goma on Thursday.", "2024-12-05"),
        ("Rebels captured Goma.", "2024-12-04..2024-12-05"),
        ("Last week rebels seized Aleppo.", "2024-11-25..2024-12-01"),
        ("The army shelled Goma between Monday and Wednesday.", "2024-12-02..2024-12-04"),
        ("The army captured Aleppo in December 2016.", "2016-12-01..2016-12-31"),
        ("Rebels captured Goma at dawn.", "2024-12-05"),
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


@pytest.mark.parametrize(
    "sentence",
    [
        "The army captured Aleppo in December 2016.",
        "The army killed tens of thousands of people in Hama in the 1980s.",
        "Until then, the rebels had never managed to take Hama.",
    ],
)
def test_what_lies_well_before_the_report_is_background(sentence: str, told: Told) -> None:
    assert set(told(sentence, "event", "background")) == {"yes"}


def test_a_report_without_a_date_has_open_times(read: Read) -> None:
    report, claims = read("Rebels captured Goma on Thursday.", None)
    [event] = (each for each in claims if isinstance(each.content, Event))
    assert quote(report, event.evidence) == "captured Goma"
    assert event.when is not None
    assert (event.when.start, event.when.end) == (None, None)
    assert event.when.why != ""


def test_a_year_needs_no_date_of_the_report(told: Told) -> None:
    found = told("The army captured Aleppo in December 2016.", "event", "when", None)
    assert found == ["2016-12-01..2016-12-31"]


@pytest.mark.parametrize(
    ("sentence", "said_by"),
    [
        ("Rebels captured Hama.", "-"),
        ("Rebels announced the capture of Hama on Telegram.", "syria-rebels claims (Telegram)"),
        ("The army denied that rebels had entered Hama.", "syrian-army denies"),
        (
            "The Syrian army admitted that it had lost control of Hama.",
            "syrian-army acknowledges",
        ),
        # nobody tells the enemy's success who could hide it
        (
            "The Syrian army said terrorist groups had entered Hama.",
            "syrian-army acknowledges",
        ),
        (
            '"Our fighters entered Hama," HTS leader Mohammad al-Jolani said in a video.',
            "hts/jolani claims (video)",
        ),
        ("Taliban fighters entered Kabul, according to residents.", "'residents' reports"),
    ],
)
def test_a_claim_says_who_says_so(sentence: str, said_by: str, told: Told) -> None:
    assert told(sentence, "control", "said_by") == [said_by]


def test_a_loaded_name_is_read_by_who_speaks(read: Read) -> None:
    report, claims = read("The Syrian army said terrorist groups had entered Hama.")
    [event] = (each for each in claims if isinstance(each.content, Event))
    assert isinstance(event.content, Event)
    [actor] = event.content.actors
    assert (quote(report, [actor.span]), actor.ref) == ("terrorist groups", "syria-rebels")


def test_a_claim_names_the_row_that_made_it(read: Read) -> None:
    _, claims = read("Rebels captured Hama.")
    assert all(claim.why[0] == "verbs/en.csv: capture [subj:actor? obj:place]" for claim in claims)


def test_a_day_before_the_report_bounds_a_past_perfect(reading: Look) -> None:
    found = reading("Until then, the rebels had never managed to take Hama.")
    [frame] = found.frames
    when = found.when(frame.proposition.head, frame.sentence)
    assert when is not None
    assert (when.start, when.end) == (None, date(2024, 12, 5))


def test_the_report_is_most_about_one_country(reading: Look) -> None:
    assert reading("Rebels captured Goma and Bukavu, the army said.").theatre == "CD"
    assert reading("Soldiers fled.").theatre == ""


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


def test_an_hour_is_of_the_day_told_before(told: Told) -> None:
    story = "Rebels shelled Goma on Monday. At dawn troops entered Sake."
    assert told(story, "event", "when")[-1] == "2024-12-02"

"""What the rules of one report share, and who says so."""

from collections.abc import Callable

import pytest

from foglift.model import Claim, Report
from foglift.read.rules.reading import Reading

Told = Callable[..., list[str]]
Read = Callable[..., tuple[Report, list[Claim]]]
Look = Callable[[str], Reading]


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


def test_a_claim_names_the_row_that_made_it(read: Read) -> None:
    _, claims = read("Rebels captured Hama.")
    assert all(claim.why[0] == "verbs/en.csv: capture [subj:actor? obj:place]" for claim in claims)


def test_the_report_is_most_about_one_country(reading: Look) -> None:
    assert reading("Rebels captured Goma and Bukavu, the army said.").theatre == "CD"
    assert reading("Soldiers fled.").theatre == ""

"""The brief of the sample corpus held against what its reports say."""

from datetime import date
from pathlib import Path

import pytest

from foglift import flow
from foglift import store as stores
from foglift.codebook import Book
from foglift.ingest import Options
from foglift.publish import brief, check_brief

ROOT = Path(__file__).parents[1]
DAY = date(2024, 12, 5)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, book: Book) -> list[str]:
    path = tmp_path_factory.mktemp("example") / "hama.foglift"
    with stores.open(path) as store:
        flow.read([ROOT / "examples" / "fall-of-hama" / "reports"], book, store, Options())
        claims = flow.known(store)
        picture = flow.picture(store, book, DAY)
    text = brief(picture, claims, book)
    assert check_brief(text, picture, claims, book) == []
    return [sentence.text for section in text.sections for sentence in section.sentences]


@pytest.mark.parametrize(
    "words",
    [
        "The Syrian government acknowledged that the Syrian rebels took Hama on 5 December",
        "said the Syrian National Army took Tal Rifaat on 1 December",
        "said 826 people were killed since 27 November, including 111 civilians and 222 in Hama",
        "The Syrian rebels said they would advance towards Homs, in an undated report.",
        "numbers under People come from one source each",
        "acknowledged that the Syrian rebels lost Jabal Zayn al-Abidin",  # to whom is not said
        "claimed that more than 40 soldiers were killed",  # as the rebels put it
        "Network for Human Rights said at least 149 civilians were killed in Syria between",
        "dpa said there was an air strike near Hama",  # of the planes another one speaks
    ],
)
def test_what_the_reports_say_is_told(told: list[str], words: str) -> None:
    assert any(words in sentence for sentence in told)


@pytest.mark.parametrize(
    "words",
    [
        "Moscow",  # its air power is named, beside "the city"
        "relief supplies",  # the convoys carried reinforcements
        "set up a base",  # "had not been able to establish positions"
        "took Qamhana",  # the report of its capture was withdrawn
        "government captured Aleppo",  # in 2016
        "tens of thousands of people were killed",  # in 1982
        "Midland Evening Post",  # football and an election
        "a place not named",
        "He said",
        "Dpa",
        "according to he",
        "including 52",
        "gave up Shahba",  # "He did not say that the town was lost."
        "took part of Aleppo",
        "opposition acknowledged that forces advanced",
        "hand over",
        "surrounded Aleppo",
        "civilians shelled",
        "fled farmers",
        "five or more people",  # what the network calls a massacre
        "Jabal Zayn al-Abidin was captured",
        "named the Syrian army named",
    ],
)
def test_what_no_report_says_is_not_told(told: list[str], words: str) -> None:
    assert [sentence for sentence in told if words in sentence] == []

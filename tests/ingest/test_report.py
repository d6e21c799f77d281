from foglift.ingest.record import Options, Problem, Record
from foglift.ingest.report import MOST_CHARACTERS, Arrival, settle
from foglift.model import Report, report_id


def settled(record: Record) -> tuple[Report, list[str]]:
    first, *others = settle(record, "a.txt", Options())
    assert isinstance(first, Arrival)
    return first.report, [str(one) for one in others]


def test_the_title_is_the_first_paragraph_of_the_text_and_only_once() -> None:
    assert (
        settled(Record("Rebels came.", title=" Hama\nfalls "))[0].text
        == "Hama falls\n\nRebels came."
    )
    assert settled(Record("Hama falls\nRebels came.", title="Hama falls"))[0].text == (
        "Hama falls\nRebels came."
    )
    assert settled(Record("", title="Hama falls"))[0].text == "Hama falls"


def test_the_id_is_that_of_the_model() -> None:
    report, _ = settled(Record("Rebels came.", title="Hama", outlet="Wire", published="2024-12-05"))
    assert report.id == report_id(report.text, report.title, report.outlet, report.published)


def test_a_text_over_the_limit_is_cut_at_a_paragraph_with_a_warning() -> None:
    paragraph = "Rebels entered Hama. " * 50
    report, problems = settled(Record("\n".join([paragraph] * 200)))
    assert len(report.text) == 190 * 1_051 - 1 <= MOST_CHARACTERS
    assert report.text.endswith(paragraph)
    assert problems == [
        "a.txt: length: only the first 199,689 of 210,199 characters are read",
    ]


def test_a_text_without_paragraphs_is_cut_at_a_word_and_without_words_at_the_limit() -> None:
    assert len(settled(Record("Hama " * 50_000))[0].text) == 199_999
    assert len(settled(Record("a" * 300_000))[0].text) == MOST_CHARACTERS
    assert settled(Record("a" * 200_000))[1] == []


def test_a_record_without_words_is_one_problem() -> None:
    for text in ("", " \n", "," * 200_000, "\u200b\ufeff", "***"):
        (problem,) = settle(Record(text, number=4), "a.csv", Options())
        assert problem == Problem("a.csv", "empty", "no words in it", 4)


def test_only_web_addresses_and_language_tags_are_taken_over() -> None:
    for url in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://a.example/\x00",
        "//a.example",
    ):
        assert settled(Record("Hama", url=url))[0].url == ""
    assert settled(Record("Hama", url=" https://a.example/x "))[0].url == "https://a.example/x"
    assert settled(Record("Hama", lang="pt_BR"))[0].lang == "pt"
    assert settled(Record("Hama", lang="?"))[0].lang == "en"


def test_a_reason_is_one_short_line_whatever_it_quotes() -> None:
    _, problems = settled(Record("Hama", published="x\n\x1b[31m" + "y" * 999))
    assert problems == ["a.txt: date: 'x\\n\\x1b[31m" + "y" * 53 + "' is no full, unambiguous date"]

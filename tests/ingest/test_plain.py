from datetime import date

from .conftest import Read

BODY = "Rebels entered Hama on Thursday.\nThe army withdrew.\n"


def test_a_file_without_a_header_is_its_text(read: Read) -> None:
    (report,), problems = read("hama.txt", BODY)
    assert (report.text, report.title, report.outlet, report.published) == (BODY, "", "", None)
    assert (report.kind, report.dated, report.lang) == ("news", "unknown", "en")
    assert report.path.endswith("/hama.txt")
    assert problems == []


def test_a_header_says_what_the_report_is_and_only_its_title_is_text(read: Read) -> None:
    header = (
        "Outlet: Orontes Wire\nKind: monitor\nPublished: 2024-12-05\n"
        "Title: Rebels enter Hama\nURL: https://orontes.example/1\nLang: en-GB\n\n"
    )
    (report,), problems = read("a.md", header + BODY, published=date(2024, 12, 9), outlet="Other")
    assert report.text == "Rebels enter Hama\n\n" + BODY
    assert (report.title, report.outlet, report.kind) == (
        "Rebels enter Hama",
        "Orontes Wire",
        "monitor",
    )
    assert (report.published, report.dated) == (date(2024, 12, 5), "known")
    assert (report.url, report.lang) == ("https://orontes.example/1", "en")
    assert problems == []


def test_a_published_line_alone_is_text_and_no_header(read: Read) -> None:
    (report,), _ = read("a.txt", "Published: 5 December 2024\n\n" + BODY)
    assert report.text.startswith("Published: 5 December 2024\n")
    assert (report.published, report.dated, report.title) == (date(2024, 12, 5), "text", "")


def test_a_first_line_that_stands_apart_and_is_no_sentence_is_the_title(read: Read) -> None:
    (report,), _ = read("a.txt", "Rebels enter Hama\n\n" + BODY)
    assert report.title == "Rebels enter Hama"
    assert report.text == "Rebels enter Hama\n\n" + BODY


def test_a_sentence_a_colon_or_a_date_is_no_title(read: Read) -> None:
    for first in ("Rebels entered Hama.", "They said “we won.”", "Last Updated:", "5 May 2024"):
        assert read("a.txt", f"{first}\n\n{BODY}")[0][0].title == "", first
    assert read("a.txt", "Rebels enter Hama\n" + BODY)[0][0].title == ""
    assert read("a.txt", "Rebels enter Hama\n\n")[0][0].title == ""


def test_what_the_header_says_wrongly_is_left_out_with_a_warning(read: Read) -> None:
    (report,), problems = read(
        "a.txt", "Outlet: Wire\nKind: rumour\nPublished: 05/12/2024\nURL: javascript:x\n\n" + BODY
    )
    assert (report.kind, report.published, report.url) == ("news", None, "")
    assert problems == [
        "a.txt: date: '05/12/2024' is no full, unambiguous date",
        "a.txt: kind: 'rumour' is none of news, statement, monitor, post",
    ]


def test_an_agency_in_the_dateline_is_the_outlet_where_nobody_says_other(read: Read) -> None:
    text = "HAMA, Dec 5 (Reuters) - Rebels entered Hama."
    assert read("a.txt", text)[0][0].outlet == "Reuters"
    assert read("a.txt", text, outlet="Wire")[0][0].outlet == "Wire"


def test_the_same_content_has_the_same_id_wherever_it_lies(read: Read) -> None:
    first, second = read("a.txt", BODY)[0][0], read("b.txt", BODY.replace("\n", "\r\n"))[0][0]
    assert first.id == second.id
    assert read("c.txt", BODY, outlet="Wire")[0][0].id != first.id

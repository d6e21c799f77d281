from datetime import date
from pathlib import Path

from foglift import ingest

from .conftest import Read


def test_json_lines_are_reports_and_bad_lines_leave_their_neighbours(read: Read) -> None:
    lines = [
        '{"body": "Rebels entered Hama.", "headline": "Hama", '
        '"date": "2024-12-05", "Source": "Wire"}',
        '{"text": NaN}',
        "[1]",
        "",
        '{"text": "unclosed',
        '{"words": "Rebels entered Hama."}',
        '{"text": 5}',
        '{"text": " "}',
        '{"text": "a", "text": "The army fled \\ud83d\\ude00\\ud800.", "kind": "post"}',
    ]
    (first, last), problems = read("a.jsonl", "\r\n".join(lines))
    assert (first.text, first.title, first.outlet) == (
        "Hama\n\nRebels entered Hama.",
        "Hama",
        "Wire",
    )
    assert (first.published, first.dated) == (date(2024, 12, 5), "known")
    assert first.path.endswith("a.jsonl#1")
    assert (last.text, last.kind) == ("The army fled 😀\ufffd.", "post")
    assert last.path.endswith("a.jsonl#9")
    assert problems == [
        "a.jsonl#2: json: NaN is not JSON",
        "a.jsonl#3: json: not an object but a list",
        "a.jsonl#5: json: Unterminated string starting at: line 1 column 10 (char 9)",
        "a.jsonl#6: columns: no column text or body or content among: words; "
        "name it with --column text=NAME",
        "a.jsonl#7: columns: its text is not a string but a int",
        "a.jsonl#8: empty: no words in it",
    ]


def test_json_is_one_report_or_a_list_of_them(read: Read) -> None:
    (report,), _ = read("a.json", '{"text": "Rebels entered Hama."}')
    assert report.path.endswith("a.json")
    reports, problems = read("a.json", '[{"text": "Hama fell."}, 7, {"text": "Homs fell."}]')
    assert [report.path[-8:] for report in reports] == ["a.json#1", "a.json#3"]
    assert problems == ["a.json#2: json: not an object but a int"]


def test_json_nested_without_end_is_one_problem(read: Read) -> None:
    assert read("a.json", "[" * 100_000) == ([], ["a.json: json: nested too deep"])
    assert read("a.jsonl", '{"a":' * 100_000) == ([], ["a.jsonl#1: json: nested too deep"])


def test_a_value_of_the_wrong_type_says_nothing_unless_it_is_the_text(read: Read) -> None:
    record = '{"text": "Hama fell.", "title": null, "source": {"name": "x"}, "date": 20241205}'
    (report,), problems = read("a.jsonl", record)
    assert (report.title, report.outlet, report.published) == ("", "", date(2024, 12, 5))
    assert problems == []


def test_csv_of_any_separator_and_any_case_of_names(read: Read) -> None:
    for name, separator in (("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")):
        rows = [
            ["\ufeffDate", " Text ", "Publisher", "URL"],
            ["5 Dec 2024", f'"Rebels{separator} ""in"" Hama.\nMore"', "Wire", "https://a.example"],
        ]
        (report,), problems = read(name, "\r\n".join(separator.join(row) for row in rows))
        assert report.text == f'Rebels{separator} "in" Hama.\nMore'
        assert (report.published, report.outlet) == (date(2024, 12, 5), "Wire")
        assert (report.url, problems) == ("https://a.example", [])


def test_broken_rows_leave_their_neighbours(read: Read) -> None:
    rows = [
        "text,outlet",
        "Hama fell.,Wire",
        '"a"b,c',
        "a,b,c",
        "",
        '"never closed,',
        "Homs fell.,X",
    ]
    reports, problems = read("a.csv", "\n".join(rows))
    assert [(report.text, report.path[-7:]) for report in reports] == [
        ("Hama fell.", "a.csv#1"),
        ("Homs fell.", "a.csv#6"),
    ]
    assert problems == [
        "a.csv#2: csv: ',' expected after '\"'",
        "a.csv#3: csv: 3 values under 2 names",
        "a.csv#5: csv: unexpected end of data",
    ]


def test_the_user_can_name_the_columns(read: Read) -> None:
    table = "WHEN,Message\n2024-12-05,Hama fell.\n"
    assert read("a.csv", table) == (
        [],
        ["a.csv: columns: no column text or body or content among: WHEN, Message; "
         "name it with --column text=NAME"],
    )  # fmt: skip
    (report,), _ = read("a.csv", table, columns={"text": "message", "published": "WHEN"})
    assert (report.text, report.published) == ("Hama fell.", date(2024, 12, 5))


def test_a_field_longer_than_the_csv_modules_limit_is_read(read: Read) -> None:
    (report,), problems = read("a.csv", "text\n" + "Hama fell. " * 15_000)
    assert len(report.text) == 165_000
    assert problems == []


def test_a_table_without_records_is_one_line(read: Read) -> None:
    for name, data in (
        ("a.csv", "text,title\n"),
        ("a.csv", ""),
        ("a.json", "[]"),
        ("a.jsonl", "\n"),
    ):
        assert read(name, data) == ([], [f"{name}: empty: no records in it"])


def test_what_was_read_is_handed_over_with_each_record(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('text\n"Hama\nfell."\nHoms fell.\n')
    arrivals = [one for one in ingest.arrivals([path]) if isinstance(one, ingest.Arrival)]
    assert [arrival.raw for arrival in arrivals] == [b'"Hama\nfell."\n', b"Homs fell.\n"]

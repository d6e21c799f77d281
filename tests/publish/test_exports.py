"""The exports: columns, values, order, and that report text stays text."""

import csv
import io
import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from foglift.codebook import Book
from foglift.model import Assessment, Count, Cover, Event, Picture
from foglift.publish import WRITERS, Material, brief, claim_record
from foglift.publish.layouts import ACLED, HXL, UCDP
from foglift.publish.tables import CLAIMS, defused

Case = Any  # the builder of conftest.py
HAMA = "wof:421202161"
DAY = date(2024, 12, 5)
DOCS = Path(__file__).parents[2] / "docs" / "exports.md"
NASTY = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "`code` **bold** _it_ # head | cell",
    "</q></li></ol><h1>mine</h1>",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }} {% raw %}",
)
FIELDS = (
    "claim", "report", "path", "url", "outlet", "published", "kind", "type", "facet", "actors",
    "recipients", "holder", "whom", "place", "time", "low", "high", "part_of", "cumulative",
    "said_by", "realis", "background", "evidence", "why", "reader",
)  # fmt: skip


def write(name: str, case: Case, day: Picture, book: Book, public: bool = False) -> str:
    text = brief(day, case.known, book)
    return WRITERS[name](Material(day, case.known, book, text, public))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


# -------------------------------------------------------------------------------------- claims


def test_a_claim_record_has_every_field(hama: Case, book: Book) -> None:
    for report, claim in hama.known:
        assert [name for name in FIELDS if name not in claim_record(report, claim, book)] == []


def test_the_record_of_a_count(hama: Case, book: Book) -> None:
    one = claim_record(hama.report, hama.claims["part"], book)
    assert (one["kind"], one["type"], one["low"], one["high"]) == ("count", "killed", 222, 222)
    assert one["part_of"] == hama.id("all")
    assert one["cumulative"] is True
    assert one["place"]["name"] == "Hama"
    assert one["place"]["country"] == "SY"
    assert one["time"] == {
        "start": "2024-11-25", "end": "2024-12-05", "precision": "week", "why": "", "text": "",
    }  # fmt: skip
    assert one["whom"] == {
        "name": "people", "id": "people:people", "text": "people", "start": 181, "end": 187,
    }  # fmt: skip
    assert one["evidence"][0]["text"] == "222 in Hama"
    assert one["said_by"][0]["id"] == "sohr"
    assert one["said_by"][0]["stance"] == "reports"


def test_the_record_of_a_change_of_control(hama: Case, book: Book) -> None:
    one = claim_record(hama.report, hama.claims["lose"], book)
    assert (one["kind"], one["type"]) == ("control", "loses")
    assert one["holder"]["id"] == "syrian-army"
    assert one["whom"] is None
    assert one["said_by"][0]["side"] == "syria.government"


def test_claims_come_in_reading_order_whatever_order_they_are_given(
    hama: Case, hama_day: Picture, book: Book
) -> None:
    text = brief(hama_day, hama.known, book)
    first = WRITERS["claims.jsonl"](Material(hama_day, hama.known, book, text, False))
    starts = [json.loads(line)["evidence"][0]["start"] for line in first.splitlines()]
    assert starts == sorted(starts)
    assert len(starts) == len(hama.known)
    claims = hama.known
    Random(2).shuffle(claims)
    for name, writer in WRITERS.items():
        mixed = writer(Material(hama_day, claims, book, text, False))
        assert mixed == write(name, hama, hama_day, book)


def test_claims_csv(hama: Case, hama_day: Picture, book: Book) -> None:
    found = {one["claim"]: one for one in rows(write("claims.csv", hama, hama_day, book))}
    one = found[hama.id("lose")]
    assert (one["type"], one["holder"], one["place"], one["stances"]) == (
        "loses", "Syrian army", "Hama", "acknowledges",
    )  # fmt: skip
    assert one["evidence"] == "lost Hama to “terrorist groups”"
    assert found[hama.id("all")]["low"] == "826"


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx", " =1", "＝1"])
def test_formulas_are_defused(make: Any, cell: str, book: Book) -> None:
    assert defused(cell) == f"'{cell}"
    case = make.case(f"x {cell.strip()} fell on Hama.", cell)
    case.add("a", f"{cell.strip()} fell on Hama", Event("SHELLING"), where=case.at("Hama", HAMA))
    for row in rows(write("claims.csv", case, Picture(DAY, DAY), book)):
        assert not [
            value
            for value in row.values()
            if value.lstrip().startswith(("=", "+", "-", "@", "＝")) and not _number(value)
        ]


def _number(value: str) -> bool:
    return re.fullmatch(r"-?\d+(?:\.\d+)?", value) is not None


def test_numbers_and_plain_cells_stay() -> None:
    assert [defused(cell) for cell in (-12.5, None, "Hama", 3)] == [-12.5, None, "Hama", 3]


# ------------------------------------------------------------------------------- other layouts


@pytest.fixture
def strike(make: Any, book: Book) -> Case:
    case = make.case("On Tuesday RSF shells killed at least 12 civilians in Hama.", "Wire")
    here, then = case.at("Hama", HAMA), make.on(date(2024, 12, 3))
    case.add("shell", "RSF shells", Event("SHELLING"), where=here, when=then)
    dead = Count("killed", 12, None, case.name("civilians", "people:civilians"))
    case.add("dead", "killed at least 12 civilians", dead, where=here, when=then)
    return case


@pytest.fixture
def strike_day(make: Any, strike: Case) -> Picture:
    then = date(2024, 12, 3)
    return Picture(
        DAY,
        DAY,
        incidents=(
            make.incident(
                "shell",
                "SHELLING",
                (strike.id("shell"),),
                make.standing("reported", "Wire"),
                start=then,
                end=then,
                actors=("syrian-army",),
                recipients=("people:civilians",),
            ),
        ),
        tallies=(
            make.tally(
                "dead",
                "killed",
                12,
                (strike.id("dead"),),
                place=HAMA,
                high=None,
                since=then,
                until=then,
            ),
        ),
    )


def test_acled_columns(strike: Case, strike_day: Picture, book: Book) -> None:
    text = write("acled.csv", strike, strike_day, book)
    assert text.splitlines()[0].split(",") == list(ACLED)
    [row] = rows(text)
    assert row["event_type"] == "Explosions/Remote violence"
    assert row["sub_event_type"] == "Shelling/artillery/missile attack"
    assert (row["actor1"], row["inter1"]) == ("Syrian army", "1")
    assert (row["actor2"], row["inter2"], row["interaction"]) == ("civilians", "7", "17")
    assert (row["event_date"], row["time_precision"], row["geo_precision"]) == (
        "2024-12-03",
        "1",
        "1",
    )
    assert (row["admin1"], row["admin2"], row["location"]) == ("Hama province", "Hama", "Hama")
    assert (row["fatalities"], row["best"], row["high"], row["sources_n"]) == ("12", "12", "", "1")
    assert row["claim_ids"] == strike.id("shell")


def test_words_and_old_wars_are_no_rows(
    make: Any, strike: Case, strike_day: Picture, book: Book
) -> None:
    one = strike_day.incidents[0]
    day = replace(
        strike_day,
        incidents=(
            replace(one, id="word", type="STATEMENT", facet="condemn"),
            replace(
                one, id="old", start=date(1980, 1, 1), end=date(1989, 12, 31), precision="decade"
            ),
            replace(one, id="denied", standing=make.standing("denied", lines=0)),
        ),
    )
    assert rows(write("acled.csv", strike, day, book)) == []


def test_ucdp_columns(strike: Case, strike_day: Picture, book: Book) -> None:
    text = write("ucdp.csv", strike, strike_day, book)
    assert text.splitlines()[0].split(",") == list(UCDP)
    [row] = rows(text)
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (
        "3",
        "Syrian army",
        "civilians",
    )
    assert (row["low"], row["best"], row["high"]) == ("12", "12", "12")
    assert (row["where_prec"], row["date_prec"], row["event_clarity"]) == ("1", "1", "1")


@pytest.mark.parametrize(
    ("actors", "code"),
    [(("syrian-army", "syria-rebels"), "1"), (("hts", "syria-rebels"), "2"), ((), "")],
)
def test_ucdp_type_of_violence(
    strike: Case, strike_day: Picture, book: Book, actors: tuple[str, ...], code: str
) -> None:
    one = replace(strike_day.incidents[0], type="CLASH", actors=actors, recipients=())
    [row] = rows(write("ucdp.csv", strike, replace(strike_day, incidents=(one,)), book))
    assert row["type_of_violence"] == code


def test_ucdp_needs_a_death(hama: Case, hama_day: Picture, book: Book) -> None:
    without = replace(hama_day, tallies=())
    assert rows(write("ucdp.csv", hama, without, book)) == []


def test_running_totals_are_nobodys_dead(strike: Case, strike_day: Picture, book: Book) -> None:
    running = replace(strike_day.tallies[0], cumulative=True)
    [row] = rows(write("acled.csv", strike, replace(strike_day, tallies=(running,)), book))
    assert row["fatalities"] == "0"


def test_hxl_has_a_row_of_tags(strike: Case, strike_day: Picture, book: Book) -> None:
    header, tags, row = csv.reader(io.StringIO(write("hxl.csv", strike, strike_day, book)))
    assert header == list(HXL)
    assert tags == list(HXL.values())
    assert row[header.index("killed")] == "12"
    assert row[header.index("event")] == "SHELLING"


def test_plover_lines(strike: Case, strike_day: Picture, book: Book) -> None:
    [line] = write("plover.jsonl", strike, strike_day, book).splitlines()
    one = json.loads(line)
    assert (one["event"], one["mode"], one["date"], one["dead"]) == (
        "ASSAULT", "heavy-weapons", "2024-12-03", 12,
    )  # fmt: skip
    assert one["actor"] == [{"code": "syrian-army", "name": "Syrian army"}]
    at = one["text_info"][0]
    assert strike.report.text[at["start"] : at["end"]] == "RSF shells"


def test_control_on_a_map(hama: Case, hama_day: Picture, book: Book) -> None:
    shown = json.loads(write("control.geojson", hama, hama_day, book))
    assert [one["properties"]["layer"] for one in shown["features"]] == ["assessed", "claimed"]
    first = shown["features"][0]
    assert first["geometry"] == {"type": "Point", "coordinates": [36.75783, 35.13179]}
    assert first["properties"]["holder"] == "Syrian rebels"
    assert first["properties"]["since"] == "2024-12-05"
    assert first["properties"]["grade"] == "acknowledged"
    assert first["properties"]["current"] is True


def test_what_is_said_only_of_the_area_has_a_mark_of_its_own(
    hama: Case, hama_day: Picture, book: Book
) -> None:
    spell = hama_day.control[0]
    province = book.gazetteer.named("Hama province")[0][0].id
    area = replace(spell, place=province)
    cover = Cover(
        place=HAMA, area=province, holder=spell.holder, layer="assessed", since=spell.since,
        precision="day", standing=spell.standing, claims=spell.claims,
    )  # fmt: skip
    picture = replace(hama_day, control=(area,), covers=(cover,))
    shown = json.loads(write("control.geojson", hama, picture, book))
    town = shown["features"][1]["properties"]
    assert (town["state"], town["part_of_id"], town["holder"]) == (
        "as part",
        province,
        "Syrian rebels",
    )
    assert "Hama is covered by that only as part of it" in write("brief.md", hama, picture, book)


def test_an_area_gets_no_point(hama: Case, hama_day: Picture, book: Book) -> None:
    one = replace(hama_day.incidents[2], place=book.gazetteer.country("SY").id)
    shown = json.loads(write("incidents.geojson", hama, replace(hama_day, incidents=(one,)), book))
    assert shown["features"][0]["geometry"] is None
    assert shown["features"][0]["properties"]["place"] == "Syria"


# --------------------------------------------------------------------------------------- brief


def test_footnotes_are_numbered_once_a_claim(hama: Case, hama_day: Picture, book: Book) -> None:
    whole = json.loads(write("brief.json", hama, hama_day, book))
    numbers = [note["number"] for note in whole["footnotes"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len({note["claim"] for note in whole["footnotes"]}) == len(numbers)
    claims = {note["number"]: note["claim"] for note in whole["footnotes"]}
    for section in whole["sections"]:
        for one in section["sentences"]:
            assert [claims[number] for number in one["notes"]] == one["claims"]
    assert whole["footnotes"][1]["words"] == "lost Hama to “terrorist groups”"
    assert whole["footnotes"][1]["who"] == "the Syrian army acknowledged"


class Page(HTMLParser):
    """Tags, ids and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.add(value or "")
            if name == "href":
                self.links.append(value or "")


def test_every_sentence_links_to_its_footnote(hama: Case, hama_day: Picture, book: Book) -> None:
    text = write("brief.html", hama, hama_day, book)
    page = Page(text)
    inside = [link for link in page.links if link.startswith("#")]
    assert inside
    assert {link[1:] for link in inside} == page.ids
    assert "<q>lost Hama to “terrorist groups”</q>" in text
    assert not {"script", "img", "iframe", "link", "object"} & set(page.tags)


@pytest.fixture(params=NASTY)
def hostile(make: Any, request: pytest.FixtureRequest) -> Case:
    """A report in which outlet, speaker, evidence, path and address hold markup."""
    nasty = request.param
    case = make.case(
        f"{nasty} said “{nasty} fell on Hama”.", f"- {nasty}", path=nasty, url=f"javascript:{nasty}"
    )
    by = case.by(nasty, "", "judges", "expert")
    case.add("view", f"“{nasty} fell on Hama”", Assessment("blow"), by)
    case.add("fall", "fell on Hama", Event("SHELLING"), by, where=case.at("Hama", HAMA))
    return case


def hostile_day(make: Any, case: Case) -> Picture:
    fell = make.incident(
        "fall", "SHELLING", (case.id("fall"),), make.standing("reported", case.report.outlet)
    )
    return Picture(DAY, DAY, incidents=(fell,))


def test_report_text_never_becomes_html(make: Any, hostile: Case, hama: Case, book: Book) -> None:
    nasty = Page(write("brief.html", hostile, hostile_day(make, hostile), book))
    plain = Page(write("brief.html", hama, make.hama_picture(hama), book))
    assert set(nasty.tags) <= set(plain.tags)
    assert nasty.attributes <= plain.attributes
    assert nasty.tags.count("h1") == 1
    assert all(link.startswith("#") for link in nasty.links)


def test_report_text_never_becomes_markdown(make: Any, hostile: Case, book: Book) -> None:
    text = write("brief.md", hostile, hostile_day(make, hostile), book)
    for line in text.splitlines():
        bare = re.sub(r"\\.", "", line)
        bare = re.sub(r"^(?:#{1,3} |- |\*(?=.*\*$))|\*$|\[\d+\]", "", bare)
        assert not re.search(r"[\[\]<>`*_#|{}!&~]", bare), line
    assert "javascript:" not in re.sub(r"\\.", "", text).replace("(javascript:alert(1))", "")


def test_a_line_that_starts_like_a_list_or_rule_is_text() -> None:
    from foglift.publish.pages import _inert

    assert _inert("- item") == r"\- item"
    assert _inert("1. item") == r"\1. item"
    assert _inert("a\n# b") == r"a \# b"
    assert _inert("see https://x.example and www.x.example") == (
        r"see https\://x.example and www\.x.example"
    )


# ---------------------------------------------------------------------------------------- docs


def test_every_export_and_column_is_documented() -> None:
    docs = DOCS.read_text(encoding="utf-8")
    assert [name for name in WRITERS if f"`{name}`" not in docs] == []
    columns = {*CLAIMS, *ACLED, *UCDP, *HXL, *FIELDS}
    assert sorted(name for name in columns if f"`{name}`" not in docs) == []

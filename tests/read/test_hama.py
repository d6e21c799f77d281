"""The smallest complete example of the work: one article on the fall of Hama, every row of what
it holds, with its date given and without, and nothing besides as a fact."""

from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from foglift.codebook import Book
from foglift.ingest import Options, reports
from foglift.model import Report

SEED = Path(__file__).parents[3] / "shared" / "seed" / "hama.txt"
DAY = date(2024, 12, 5)
Flat = dict[str, str]

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEED.exists(), reason="shared/seed/hama.txt is not here"),
]


@pytest.fixture(scope="module")
def dated(golden: ModuleType, book: Book) -> list[Flat]:
    return claims(golden, book, Options(DAY))


@pytest.fixture(scope="module")
def undated(golden: ModuleType, book: Book) -> list[Flat]:
    return claims(golden, book, Options())


def claims(golden: ModuleType, book: Book, options: Options) -> list[Flat]:
    [report] = (each for each in reports([SEED], options) if isinstance(each, Report))
    found: list[Flat] = golden.read(report, book)
    return found


def having(found: list[Flat], **fields: str) -> list[Flat]:
    """The claims with all these fields; "" where the field must not be there."""
    return [
        each for each in found if all(each.get(key, "") == value for key, value in fields.items())
    ]


REBELS, ARMY, WEEK = "syria-rebels", "syrian-army", "2024-11-28..2024-12-05"
HAMA = {"where": "at Hama"}
CAPTURE = {"kind": "event", "says": "CAPTURE/nonstate", "who": REBELS}
ADVANCE = {"kind": "event", "says": "ADVANCE"}
TAKES = {"kind": "control", "says": "takes", "who": REBELS}
SOHR = {"said_by": "sohr reports"}
NARRATED = {"said_by": ""}

# What the article holds, each with its words; `when` holds where the date is given.
ROWS: dict[str, Flat] = {
    "rebels captured Hama": {
        **CAPTURE, **HAMA, **NARRATED, "when": "2024-12-05",
        "words": "captured the key city of Hama",
    },
    "and so took it": {**TAKES, **HAMA, **NARRATED, "when": "2024-12-05"},
    "the army acknowledges its loss": {
        "kind": "control", "says": "loses", "who": ARMY, **HAMA, "when": "2024-12-05",
        "said_by": "syrian-army acknowledges", "words": "lost control of Hama",
    },
    "the rebels claim the liberation": {
        **TAKES, **HAMA, "said_by": "syria-rebels claims (Telegram channel)",
        "words": "liberation” of Hama",
    },
    "a week-old offensive of HTS": {
        **ADVANCE, "who": "hts", "where": "at Syria", **NARRATED, "when": WEEK,
        "words": "offensive in northern Syria",
    },
    "these groups breached axes in the city": {
        **ADVANCE, "who": REBELS, **HAMA, "when": "2024-12-04..2024-12-05",
        "said_by": "syrian-army acknowledges (statement)",
        "words": "breach a number of axes in the city",
    },
    "and entered it": {
        "kind": "control", "says": "enters", "who": REBELS, **HAMA,
        "said_by": "syrian-army acknowledges (statement)", "words": "city and entered it",
    },
    "confrontations with terrorist groups": {
        "kind": "event", "says": "CLASH", "who": f"{ARMY}, {REBELS}", **HAMA,
        "said_by": "syrian-army claims (statement)",
    },
    "the army was redeploying": {
        "kind": "event", "says": "WITHDRAWAL", "who": ARMY,
        "said_by": "syrian-army acknowledges", "words": "redeploying outside the city",
    },
    "intense clashes": {"kind": "event", "says": "CLASH", "words": "clashes with Islamist rebels"},
    "street battles": {
        "kind": "event", "says": "CLASH", "who": REBELS, "whom": ARMY, **HAMA, **SOHR,
    },
    "rebels stormed Hama": {**ADVANCE, "who": REBELS, **HAMA, **SOHR, "words": "stormed Hama"},
    "detainees were freed": {
        "kind": "event", "says": "RELEASE/prison_opened", "who": REBELS, "where": "from Hama",
        **NARRATED, "words": "freeing detainees from the city prison",
    },
    "a number of them is not told": {
        "kind": "count", "says": "freed", "number": "", "whom": "people:detainees",
    },
    "rebels had never managed to seize Hama": {
        **TAKES, **HAMA, "realis": "negated", "words": "seize Hama",
    },
    "last week rebels seized Aleppo": {
        **TAKES, "where": "at Aleppo", "when": "2024-11-25..2024-12-01", **NARRATED,
        "words": "seized Aleppo",
    },
    "which was a capture": {**CAPTURE, "where": "at Aleppo", "when": "2024-11-25..2024-12-01"},
    "the government had ruled there": {
        "kind": "control", "says": "holds", "who": "syria", "where": "at Aleppo",
        "when": "2016-01-01..2024-12-01",
    },
    "rebels reached the gates on Tuesday": {
        **ADVANCE, "who": REBELS, "where": "near Hama", "when": "2024-12-03", **SOHR,
        "words": "reached the gates of Hama city",
    },
    "a wave of displacement": {
        "kind": "event", "says": "DISPLACEMENT/flee", **HAMA, **SOHR, "words": "displacement",
    },
    "the government launched a counterattack": {**ADVANCE, "who": ARMY, **HAMA, **SOHR},
    "the armed forces withdrew": {
        "kind": "event", "says": "WITHDRAWAL", "who": ARMY, **HAMA, **NARRATED,
    },
    "residents turned out": {
        "kind": "event", "says": "PROTEST", "who": "people:residents", **HAMA, **NARRATED,
    },
    "a poster was burned": {
        "kind": "event", "says": "PROPERTY/symbolic", "who": "people:residents", **HAMA,
        "said_by": "afp reports",
    },
    "a massive blow": {"kind": "assessment", "says": "blow", "said_by": "century/lund judges"},
    "Jolani's fighters entered Hama": {
        **ADVANCE, "who": "hts", **HAMA, "said_by": "hts/jolani claims (video)",
        "words": "entered Hama",
    },
    "a massacre in the 1980s": {
        "kind": "event", "says": "CIVILIAN_ATTACK/killing", "who": ARMY,
        "when": "1980-01-01..1989-12-31", "background": "yes", "words": "massacre of rebels",
    },
    "its toll": {
        "kind": "count", "says": "killed", "number": "20000..99999",
        "when": "1980-01-01..1989-12-31", "background": "yes",
    },
    "ready to push towards Homs": {
        "kind": "intent", "says": "ADVANCE", "who": REBELS, "where": "towards Homs",
        "realis": "planned", "said_by": "syria-rebels claims",
        "words": "push towards the city of Homs",
    },
    "Homs is a key link": {
        "kind": "assessment", "says": "importance",
        "words": "is a key link between the capital Damascus",
    },
    "Hama was crucial": {
        "kind": "assessment", "says": "importance",
        "words": "is strategically located in central Syria",
    },
    "a call to take up arms": {
        "kind": "event", "says": "STATEMENT/call", "who": "military-operations",
        "whom": "people:residents",
    },
    "if Homs falls": {
        "kind": "assessment", "says": "outlook", "realis": "hypothetical",
        "about": "wof:421168647", "said_by": "syria-report/yazigi reports",
    },
    "the minority flees Homs": {
        "kind": "event", "says": "DISPLACEMENT/flee", "where": "from Homs", **SOHR,
    },
    "in tens of thousands": {
        "kind": "count", "says": "displaced", "number": "20000..99999", "where": "from Homs",
        **SOHR,
    },
    "a civil servant is afraid": {
        "kind": "assessment", "says": "fear",
        "said_by": "'a civil servant' reports < afp reports",
    },
    "of revenge": {
        "kind": "intent", "says": "THREAT", "who": REBELS, "realis": "hypothetical",
        "said_by": "'a civil servant' expects < afp reports", "words": "take revenge on us",
    },
    "826 were killed": {
        "kind": "count", "says": "killed", "number": "826", "scope": "cumulative", "where": "",
        "when": "2024-11-25..2024-12-05", **SOHR,
    },
    "222 of them in Hama": {
        "kind": "count", "says": "killed", "number": "222", "scope": "part cumulative", **HAMA,
        "when": "2024-11-25..2024-12-05", **SOHR,
    },
    "the fiercest offensive in years": {
        "kind": "assessment", "says": "scale", **NARRATED,
        "words": "was the fiercest rebel offensive in Syria",
    },
    "the bitter fruits of failure": {
        "kind": "assessment", "says": "cause", "said_by": "un/guterres reports",
    },
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_the_article_says_it(row: str, dated: list[Flat]) -> None:
    assert having(dated, **ROWS[row])


@pytest.mark.parametrize("row", ROWS)
def test_the_article_says_it_without_its_date_too(row: str, undated: list[Flat]) -> None:
    untimed = {key: value for key, value in ROWS[row].items() if key not in ("when", "background")}
    assert having(undated, **untimed)


def test_without_a_date_no_time_is_made_up(undated: list[Flat]) -> None:
    """The latest year the article looks back on is 2016, the massacre was in the 1980s."""
    known = {"2017-01-01..", "2016-01-01..", "1980-01-01..1989-12-31", "..", ""}
    assert {each.get("when", "") for each in undated} <= known


def test_quotations_are_kept_to_their_last_word(dated: list[Flat]) -> None:
    [cause] = having(dated, says="cause")
    assert cause["words"].startswith("the fighting reflects “the bitter fruits of a chronic")
    assert cause["words"].endswith("\nfailure of previous de-escalation arrangements”")


EVENTS = {
    "ADVANCE",
    "CAPTURE",
    "CAPTURE/nonstate",
    "CIVILIAN_ATTACK/killing",
    "CLASH",
    "DISPLACEMENT/flee",
    "PROPERTY/symbolic",
    "PROTEST",
    "RELEASE/prison_opened",
    "STATEMENT/call",
    "WITHDRAWAL",
}


def test_no_other_type_of_event_is_found(dated: list[Flat]) -> None:
    assert {each["says"] for each in having(dated, kind="event")} == EVENTS


def test_celebratory_gunfire_is_no_attack(dated: list[Flat]) -> None:
    assert not [each for each in dated if "celebratory" in each["words"]]


def test_damascus_is_no_place_of_anything(dated: list[Flat]) -> None:
    places = {each.get("where", "").partition(" ")[2] for each in dated}
    towns = {"Hama", "Aleppo", "Homs", "Hama 40 km S"}
    assert places == {"", "Syria", "'a number of axes'", "'swathes of territory'", *towns}


def test_nothing_is_read_from_the_lines_of_the_page(dated: list[Flat]) -> None:
    furniture = ("ALSO READ", "Took Aleppo", "inputs from", "Location", "Last Updated")
    assert not [each for each in dated if any(line in each["words"] for line in furniture)]


def test_only_four_numbers_are_counted(dated: list[Flat]) -> None:
    counted = [(one["says"], one.get("number")) for one in having(dated, kind="count")]
    assert sorted(counted, key=str) == [
        ("displaced", "20000..99999"),
        ("freed", None),
        ("killed", "20000..99999"),
        ("killed", "222"),
        ("killed", "826"),
    ]


def test_only_the_eighties_and_what_never_was_are_background(dated: list[Flat]) -> None:
    back = {each["words"] for each in dated if "background" in each}
    assert {words.partition(" … ")[0] for words in back} == {
        "massacre of rebels",
        "killed tens of thousands",
        "tens of thousands",
        "seize Hama",
    }


def test_only_two_intents_are_told(dated: list[Flat]) -> None:
    assert len(having(dated, kind="intent")) == 2


def test_homs_lies_forty_kilometres_south_of_hama(dated: list[Flat]) -> None:
    [link] = having(dated, words="is a key link between the capital Damascus")
    assert link["where"] == "near Hama 40 km S"

"""The brief: exact sentences, their footnotes, and what holds for every brief."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from foglift.codebook import Book
from foglift.model import (
    Brief,
    ControlSpell,
    Picture,
    Reason,
    Section,
    Sentence,
    Side,
    Span,
    Standing,
    Tally,
    Threat,
)
from foglift.publish import WRITERS, Material, brief, check_brief
from foglift.publish.facts import facts
from foglift.publish.footnotes import apart
from foglift.publish.graded import graded
from foglift.publish.tallied import figure
from foglift.publish.wording import one_sided

GOLDEN = Path(__file__).parents[1] / "golden" / "hama-brief.md"
OBSERVATORY = "The Syrian Observatory for Human Rights"


def lines(text: Brief, title: str) -> list[str]:
    return [
        one.text for section in text.sections if section.title == title for one in section.sentences
    ]


def test_the_fall_of_a_city(hama: Any, hama_day: Picture, book: Book) -> None:
    text = brief(hama_day, hama.known, book)
    assert [section.title for section in text.sections] == [
        "Control", "Fighting", "People", "What the parties say they will do",
        "Places under threat", "What is not known", "Assessments",
    ]  # fmt: skip
    assert lines(text, "Control") == [
        "The Syrian government acknowledged that the Syrian rebels took Hama on 5 December; "
        "Wire also reported it."
    ]
    assert lines(text, "Fighting") == [
        "Wire said the Syrian army withdrew from Hama on 5 December; no second independent source "
        "so far.",
        "A witness (Wire) said Hama was shelled on 5 December; no named source so far.",
    ]
    assert lines(text, "People") == [
        f"{OBSERVATORY} said 826 people were killed since the week of 25 November, including 222 "
        "in Hama; no second independent source so far.",
        "A witness (Wire) said three people were killed in Hama on 5 December; no named source so "
        "far.",
        f"{OBSERVATORY} said tens of thousands of people were displaced from Homs; no second "
        "independent source so far.",
        "These figures are documented by the reports loaded here; not an estimate of all.",
    ]
    assert lines(text, "What the parties say they will do") == [
        "The Syrian rebels said they would advance towards Homs."
    ]
    assert lines(text, "Places under threat") == [
        "Reports give two reasons to watch Homs: it was named as a target by the Syrian rebels; it "
        "lies 44 km south of Hama, taken by the Syrian rebels on 5 December."
    ]
    assert lines(text, "What is not known") == [
        "All of the three numbers under People come from one source each.",
        "No report loaded here gives a number of wounded.",
    ]
    assert lines(text, "Assessments") == [
        "Aron Lund of Century International: “It is a grave blow to the government”."
    ]


def test_a_denied_shelling_in_another_war(fasher: Any, fasher_day: Picture, book: Book) -> None:
    text = brief(fasher_day, fasher.known, book)
    assert lines(text, "Control") == [
        "Nile Daily said El Fasher was held by the Sudanese Armed Forces as of 7 May; no second "
        "independent source so far."
    ]
    assert lines(text, "Disputed") == [
        "The Sudanese army and its allies claimed that the Rapid Support Forces shelled El Fasher "
        "on 6 May; no source outside the Sudanese army and its allies has reported it; the Rapid "
        "Support Forces and their allies denied this."
    ]
    assert lines(text, "Fighting") == []
    assert lines(text, "People")[0] == (
        "The Sudan Doctors Network said 12 civilians were killed in El Fasher on 6 May; no second "
        "independent source so far."
    )


def test_both_positions_are_footnoted(fasher: Any, fasher_day: Picture, book: Book) -> None:
    text = brief(fasher_day, fasher.known, book)
    disputed = next(one for one in text.sections if one.title == "Disputed").sentences[0]
    assert set(disputed.claims) == {fasher.id("shell"), fasher.id("deny")}


def test_a_whole_and_its_part_are_both_footnoted(hama: Any, hama_day: Picture, book: Book) -> None:
    people = next(
        one for one in brief(hama_day, hama.known, book).sections if one.title == "People"
    )
    assert people.sentences[0].claims == (hama.id("all"), hama.id("part"))


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (
            Standing("corroborated", lines=2, by=("Observatory", "the Houthis")),
            "it rained, according to two independent sources: the Observatory and the Houthis",
        ),
        (
            Standing(
                "corroborated", lines=2, by=("Observatory", "the Houthis"), parties=("the Houthis",)
            ),
            "it rained, according to one independent source, the Observatory; of the parties, the "
            "Houthis said so too",
        ),
        (
            Standing("reported", lines=1, by=("Reuters",)),
            "Reuters said it rained; no second independent source so far",
        ),
        (
            Standing("claimed", lines=1, by=("the Houthis",)),
            "the Houthis claimed that it rained; no source outside the Houthis has reported it",
        ),
        (
            Standing("claimed", True, 1, 1, ("the Houthis",), ("Israel",)),
            "the Houthis claimed that it rained; no source outside the Houthis has reported it; "
            "Israel denied this",
        ),
        (
            Standing("denied", True, denied_by=("Israel",)),
            "Israel denied that it rained; no report loaded here asserts it",
        ),
        (Standing("withdrawn"), "the source of the report that it rained took it back"),
        (
            Standing("unattributed"),
            "sources who are not named said it rained; no named source so far",
        ),
    ],
)
def test_one_template_a_grade(standing: Standing, said: str) -> None:
    assert graded("it rained", standing) == said


def tally(**fields: Any) -> Tally:
    known: dict[str, Any] = {
        "id": "t", "of": "killed", "whom": "", "place": "", "since": None, "until": None,
        "low": None, "best": None, "high": None, "standing": Standing("reported"), "sides": (),
        "claims": (),
    }  # fmt: skip
    return Tally(**(known | fields))


def test_numbers_that_differ_show_low_best_high(book: Book) -> None:
    known = facts(Picture(date(2024, 12, 5), date(2024, 12, 5)), (), book)
    two = tally(
        low=700, best=700, high=826, best_by="Reuters", as_of=date(2024, 12, 5),
        standing=Standing("reported", True, 2),
        sides=(Side("killed: 700", (), ("Reuters",)), Side("killed: 826", (), ("BBC",))),
    )  # fmt: skip
    assert (
        figure(known, two)
        == "700–826 people were killed (700 according to Reuters, as of 5 December; 826 "
        "according to BBC)"
    )


def test_numbers_of_parties_stand_side_by_side(book: Book) -> None:
    known = facts(Picture(date(2024, 12, 5), date(2024, 12, 5)), (), book)
    parties = tally(
        low=12, high=300, whom="people:soldiers",
        standing=Standing("claimed", True, 2),
        sides=(
            Side("killed: 12", (), ("Syrian army",)),
            Side("killed: 300", (), ("Syrian rebels",)),
        ),
    )  # fmt: skip
    assert figure(known, parties) == (
        "how many soldiers were killed: 12, according to the Syrian army; 300, according to the "
        "Syrian rebels; no independent figure"
    )


def test_every_sentence_ends_has_claims_and_takes_no_side(
    hama: Any, hama_day: Picture, fasher: Any, fasher_day: Picture, book: Book
) -> None:
    for case, picture in ((hama, hama_day), (fasher, fasher_day)):
        ids = {claim.id for _, claim in case.known}
        for section in brief(picture, case.known, book).sections:
            for one in section.sentences:
                assert one.claims
                assert set(one.claims) <= ids
                assert one.text.endswith((".", ".”"))
                assert one.text[0].isupper()
                assert one_sided(one.text) == ()


def test_the_brief_is_the_same_in_any_order(hama: Any, hama_day: Picture, book: Book) -> None:
    first = msgspec.json.encode(brief(hama_day, hama.known, book))
    chance = Random(3)
    for _ in range(20):
        claims = hama.known
        chance.shuffle(claims)
        incidents = [*hama_day.incidents]
        chance.shuffle(incidents)
        mixed = replace(hama_day, incidents=tuple(incidents))
        assert msgspec.json.encode(brief(mixed, claims, book)) == first


def swapped(text: str) -> str:
    pairs = {
        "Syrian army": "Syrian rebels",
        "syrian-army": "syria-rebels",
        "syria.government": "syria.opposition",
        "Syrian government": "Syrian opposition",
    }
    for one, two in pairs.items():
        text = text.replace(one, "\0").replace(two, one).replace("\0", two)
    return text


def test_swapping_the_sides_swaps_their_names_and_nothing_else(
    hama: Any, hama_day: Picture, book: Book
) -> None:
    """The words of the report stay; the refs in claims and picture change places."""
    plain = brief(hama_day, hama.known, book)
    other = msgspec.json.decode(swapped(msgspec.json.encode(hama_day).decode()), type=Picture)
    claims = [
        (
            report,
            msgspec.json.decode(swapped(msgspec.json.encode(claim).decode()), type=type(claim)),
        )
        for report, claim in hama.known
    ]
    wanted = swapped(msgspec.json.encode(plain).decode())
    assert msgspec.json.encode(brief(other, claims, book)).decode() == wanted


def test_one_page_has_at_most_a_dozen_sentences_a_section(
    hama: Any, hama_day: Picture, book: Book
) -> None:
    places = [place.id for place, _ in book.gazetteer.named("Hama")]
    near = [place.id for place in book.gazetteer.near(places[0], 120)][:40]
    one = hama_day.incidents[1]
    many = tuple(
        replace(
            one,
            id=f"i{number}",
            place=place,
            standing=Standing("reported", lines=1, by=(f"S{number}",)),
        )
        for number, place in enumerate(near)
    )
    text = lines(brief(replace(hama_day, incidents=many), hama.known, book), "Fighting")
    assert len(text) == 13
    assert text[-1] == "28 further incidents are in the list of incidents."


def test_alike_incidents_share_a_sentence(hama: Any, hama_day: Picture, book: Book) -> None:
    one = hama_day.incidents[1]
    later = replace(one, id="later", start=date(2024, 12, 3), end=date(2024, 12, 3))
    clash = replace(one, id="clash", type="CLASH", actors=("syrian-army", "syria-rebels"))
    text = brief(replace(hama_day, incidents=(one, later, clash)), hama.known, book)
    assert lines(text, "Fighting") == [
        "Wire said the Syrian army and the Syrian rebels fought in Hama on 5 December and the "
        "Syrian army withdrew from Hama on 3 December and on 5 December; no second independent "
        "source so far."
    ]


def test_what_has_no_day_says_so(hama: Any, hama_day: Picture, book: Book) -> None:
    one = replace(hama_day.incidents[1], start=None, end=None, precision="unknown")
    text = brief(replace(hama_day, incidents=(one,)), hama.known, book)
    assert lines(text, "Fighting") == [
        "Wire said the Syrian army withdrew from Hama on a day not given; no second independent "
        "source so far."
    ]


def test_old_wars_stay_out(hama: Any, hama_day: Picture, book: Book) -> None:
    old = replace(
        hama_day.incidents[2], id="old", start=date(1980, 1, 1), end=date(1989, 12, 31),
        precision="decade",
    )  # fmt: skip
    past = tally(
        id="past", low=20000, high=99999, since=old.start, until=old.end, claims=(hama.id("few"),)
    )
    picture = replace(hama_day, incidents=(old,), tallies=(past,))
    text = brief(picture, hama.known, book)
    assert lines(text, "Fighting") == []
    assert lines(text, "People") == []


def spell(day: Picture, **fields: Any) -> Picture:
    return replace(day, control=(replace(day.control[0], **fields),))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"state": "contested", "holder": "", "sides": ()},
            "Hama has been fought over since 5 December",
        ),
        (
            {"state": "besieged", "sides": ()},
            "Hama, held by the Syrian rebels, has been surrounded since",
        ),
        (
            {"state": "unknown", "holder": "", "sides": ()},
            "the Syrian army gave up Hama on 5 December, and who has it now is not said",
        ),
        (
            {"state": "unknown", "holder": ""},
            "Hama was taken on 5 December, and by whom is not said",
        ),
        (
            {"state": "contested", "holder": "", "sides": (), "partial": True},
            "part of Hama has been fought over since 5 December",
        ),
        ({"sides": ()}, "Hama has been held by the Syrian rebels since 5 December"),
        ({"precision": "unknown"}, "the Syrian rebels took Hama by 5 December"),
    ],
)
def test_states_of_a_place(
    hama: Any, hama_day: Picture, book: Book, fields: dict[str, Any], said: str
) -> None:
    assert said in lines(brief(spell(hama_day, **fields), hama.known, book), "Control")[0]


def test_equal_claims_name_no_holder(hama: Any, hama_day: Picture, book: Book) -> None:
    tied = spell(hama_day, state="contested", holder="", standing=Standing("claimed", True, 2))
    text = brief(tied, hama.known, book)
    assert lines(text, "Control") == [
        "Who has Hama is disputed: equally good sources name different holders."
    ]
    assert lines(text, "Disputed") == [
        "Of Hama, the Syrian army said it had lost it; Wire said it was taken by the Syrian rebels."
    ]


def test_a_change_of_hands_that_no_lasting_spell_tells_is_told_under_control(
    hama: Any, hama_day: Picture, book: Book
) -> None:
    ended: tuple[ControlSpell, ...] = tuple(replace(one, ended=True) for one in hama_day.control)
    text = brief(replace(hama_day, control=ended), hama.known, book)
    assert lines(text, "Control") == [
        "The Syrian government acknowledged that Hama was captured on 5 December; Wire also "
        "reported it; Wire named the Syrian rebels."
    ]
    assert not any("Hama was captured" in one for one in lines(text, "Fighting"))


def test_fleeing_people_are_a_reason(hama: Any, hama_day: Picture, book: Book) -> None:
    words = "people fleeing, according to Reuters; people fleeing, according to BBC"
    threat = Threat("wof:421168647", (), (Reason("people fleeing", words, (hama.id("flee"),)),), ())
    text = brief(replace(hama_day, threats=(threat,)), hama.known, book)
    assert lines(text, "Places under threat") == [
        "Reports give one reason to watch Homs: people were fleeing, according to Reuters and BBC."
    ]


def test_a_private_person_is_never_named(hama: Any, hama_day: Picture, book: Book) -> None:
    for name in ("brief.md", "brief.html", "brief.json"):
        for public in (True, False):
            text = brief(hama_day, hama.known, book)
            written = WRITERS[name](Material(hama_day, hama.known, book, text, public))
            assert "Darwish" not in written
            assert "a witness" in written


def test_the_brief_checks_out(
    hama: Any, hama_day: Picture, fasher: Any, fasher_day: Picture, book: Book
) -> None:
    for case, picture in ((hama, hama_day), (fasher, fasher_day)):
        assert check_brief(brief(picture, case.known, book), picture, case.known, book) == []


def _changed(text: Brief, change: Callable[[Sentence], Sentence]) -> Brief:
    first, *rest = text.sections
    told = (change(first.sentences[0]), *first.sentences[1:])
    return replace(text, sections=(Section(first.title, told), *rest))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("on 5 December", "on 6 December", "the picture does not give this"),
        ("took Hama", "liberated Hama", "takes a side: liberated"),
        ("took Hama", "took “the heart of Hama”", "no cited report says “the heart of Hama”"),
    ],
)
def test_a_sentence_that_does_not_follow_is_named(
    hama: Any, hama_day: Picture, book: Book, old: str, new: str, fault: str
) -> None:
    text = brief(hama_day, hama.known, book)
    forged = _changed(text, lambda one: replace(one, text=one.text.replace(old, new)))
    faults = check_brief(forged, hama_day, hama.known, book)
    assert any(fault in one and new.split()[-1].strip("”") in one for one in faults)


def test_a_sentence_without_its_claims_is_named(hama: Any, hama_day: Picture, book: Book) -> None:
    text = brief(hama_day, hama.known, book)
    bare = _changed(text, lambda one: replace(one, claims=()))
    lost = _changed(text, lambda one: replace(one, claims=("0123456789abcdef",)))
    assert any("stands on no claim" in one for one in check_brief(bare, hama_day, hama.known, book))
    assert any(
        "claims 0123456789abcdef are not known" in one
        for one in check_brief(lost, hama_day, hama.known, book)
    )


def test_the_whole_brief_as_an_editor_reads_it(hama: Any, hama_day: Picture, book: Book) -> None:
    """A wording changed on purpose is written over tests/golden/hama-brief.md."""
    text = brief(hama_day, hama.known, book)
    written = WRITERS["brief.md"](Material(hama_day, hama.known, book, text))
    assert written == GOLDEN.read_text(encoding="utf-8")


def test_no_words_stand_twice_in_a_footnote() -> None:
    inner, outer = Span(4, 6), Span(0, 18)
    assert apart([inner, outer]) == (outer,)
    assert apart([Span(30, 34), Span(0, 5)]) == (Span(0, 5), Span(30, 34))


def test_an_address_is_a_link_that_hides_nothing(hama: Any, hama_day: Picture, book: Book) -> None:
    text = brief(hama_day, hama.known, book)
    written = WRITERS["brief.md"](Material(hama_day, hama.known, book, text))
    assert "<https://example.org/h>" in written
    assert "https\\:" not in written


def test_a_running_total_is_footnoted_with_its_latest_figure(
    make: Any, hama: Any, hama_day: Picture, book: Book
) -> None:
    """The figure that a source has left behind is no footnote of the one shown."""
    old = make.tally("all", "killed", 826, (hama.id("few"), hama.id("all")))
    side = Side("killed: 826", (hama.id("all"),), ("Syrian Observatory for Human Rights",))
    day = replace(hama_day, tallies=(replace(old, sides=(side,), cumulative=True),))
    people = next(one for one in brief(day, hama.known, book).sections if one.title == "People")
    assert people.sentences[0].claims == (hama.id("all"),)

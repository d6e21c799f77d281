"""The index against a plain filter over the same claims."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from foglift.codebook import Book, load
from foglift.desk.facets import Ask
from foglift.desk.index import FACETS, MARKS, OWN_VOICE, Index, Seen
from foglift.model import (
    Attribution,
    Claim,
    Control,
    Count,
    Event,
    Mention,
    Report,
    Span,
    When,
    Where,
    report_id,
    sealed,
)

HAMA, HOMS = "wof:421202161", "wof:421168647"
SYRIA = "wof:85632413"
DAY = date(2024, 12, 5)
TEXT = (
    "Rebel fighters captured the key city of Hama on Thursday. The Observatory counted 12 dead. "
    "Shells fell on Homs.\nNobody spoke."
)


@pytest.fixture(scope="module")
def book() -> Book:
    return load()


def claim(words: str, content: Event | Control | Count, **more: object) -> Claim:
    report = report_of(TEXT)
    start = report.text.index(words)
    made = Claim("", report.id, (Span(start, start + len(words)),), content)
    return sealed(replace(made, **more))


def report_of(text: str, outlet: str = "Orontes Wire", day: date | None = DAY) -> Report:
    id = report_id(text, "Battle for the Orontes", outlet, day)
    return Report(id, outlet, "news", text, "Battle for the Orontes", published=day)


def at(place: str) -> Where:
    return Where(Mention(Span(0, 5), place))


REBELS = Mention(Span(0, 14), "syria-rebels")
SOHR = Attribution(Mention(Span(59, 70), "sohr"), "reports", "monitor")
TAKEN = claim("captured", Control("takes", REBELS), where=at(HAMA), when=When(DAY, DAY, "day"))
DEAD = claim("12 dead", Count("killed", 12, 12), said_by=(SOHR,), where=at(HAMA))
SHELLED = claim("Shells fell", Event("SHELLING"), where=at(HOMS), realis="planned")
ALL = {one.id: (report_of(TEXT), one) for one in (TAKEN, DEAD, SHELLED)}


@pytest.fixture
def seen(book: Book) -> Seen:
    return Index(book).seen(ALL, {"standing": {TAKEN.id: "acknowledged"}})


def ids(seen: Seen, words: str = "", **chosen: str) -> set[str]:
    found = seen.find(Ask(words, {name: (value,) for name, value in chosen.items()}))
    assert found.total == len(found.ids)
    return set(found.ids)


def test_words_are_looked_for_in_the_sentence_the_head_and_the_names(seen: Seen) -> None:
    assert ids(seen, "city thursday") == {TAKEN.id}
    assert ids(seen, "orontes wire") == set(ALL)
    assert ids(seen, "SOHR") == {DEAD.id}
    assert ids(seen, "syria shelling") == {SHELLED.id}
    assert ids(seen, "spoke") == set()
    assert ids(seen, "orontes -homs -sohr") == {TAKEN.id}


def test_a_place_holds_what_happened_in_it(seen: Seen, book: Book) -> None:
    assert ids(seen, place=HAMA) == {TAKEN.id, DEAD.id}
    assert ids(seen, place=SYRIA) == set(ALL)
    assert {ids_of for ids_of in book.gazetteer.areas(HAMA) if ids(seen, place=ids_of)}


def test_facets_choose(seen: Seen) -> None:
    assert ids(seen, actor="syria-rebels") == {TAKEN.id}
    assert ids(seen, source="sohr") == {DEAD.id}
    assert ids(seen, source=OWN_VOICE) == {TAKEN.id, SHELLED.id}
    assert ids(seen, kind="count", type="killed") == {DEAD.id}
    assert ids(seen, realis="planned") == {SHELLED.id}
    assert ids(seen, standing="acknowledged") == {TAKEN.id}
    assert ids(seen, standing="none") == {DEAD.id, SHELLED.id}
    assert ids(seen, place="wof:0") == ids(seen, nothing="such") == set()


def test_several_values_of_a_facet_are_any_of_them(seen: Seen) -> None:
    found = seen.find(Ask(chosen={"kind": ("count", "event")}))
    assert set(found.ids) == {DEAD.id, SHELLED.id}


def test_a_facet_counts_what_one_more_of_its_values_would_bring(seen: Seen) -> None:
    found = seen.find(Ask(chosen={"kind": ("count",)}))
    facets = {facet.name: facet for facet in found.facets}
    assert [(one.value, one.count, one.chosen) for one in facets["kind"].choices] == [
        ("control", 1, False),
        ("count", 1, True),
        ("event", 1, False),
    ]
    assert [one.value for one in facets["type"].choices] == ["killed"]
    assert tuple(facets) == FACETS


def test_a_chosen_value_stays_though_nothing_has_it(seen: Seen) -> None:
    found = seen.find(Ask("shells", {"source": ("sohr", "nobody")}))
    facet = next(one for one in found.facets if one.name == "source")
    assert [(one.value, one.count) for one in facet.choices] == [
        (OWN_VOICE, 1),
        ("nobody", 0),
        ("sohr", 0),
    ]


def test_what_is_not_shown_any_more_is_not_found(book: Book) -> None:
    index = Index(book)
    before = index.seen(ALL)
    after = index.seen({TAKEN.id: ALL[TAKEN.id]})
    assert ids(after) == {TAKEN.id}
    assert ids(before) == set(ALL)


def test_a_report_shown_otherwise_is_searched_as_it_is_shown(book: Book) -> None:
    index = Index(book)
    blotted = replace(report_of(TEXT), text=TEXT.replace("Hama", "████"))
    before = index.seen(ALL)
    after = index.seen({id: (blotted, one) for id, (_, one) in ALL.items()})
    assert ids(after, '"city of hama"') == set()
    assert ids(before, '"city of hama"') == {TAKEN.id}
    assert ids(after, "thursday") == {TAKEN.id}


def test_pages_are_parts_of_one_order(seen: Seen) -> None:
    whole = seen.find(Ask(limit=None)).ids
    pages = [seen.find(Ask(offset=at, limit=1)).ids for at in range(4)]
    assert [id for page in pages for id in page] == list(whole)
    assert seen.find(Ask(offset=-5, limit=2)).ids == whole[:2]
    assert seen.find(Ask(offset=10**30, limit=10**30)).ids == ()


def test_what_has_no_value_comes_last_both_ways(seen: Seen, book: Book) -> None:
    nowhere = replace(TAKEN, id="0", where=None)
    found = Index(book).seen(ALL | {"0": (report_of(TEXT), nowhere)})
    for sort in ("place", "-place"):
        assert found.find(Ask(sort=sort)).ids[-1] == "0"
    first = {TAKEN.id, DEAD.id}
    assert set(found.find(Ask(sort="place", limit=2)).ids) == first
    assert set(found.find(Ask(sort="-place")).ids[1:3]) == first


def test_an_unknown_order_is_that_of_the_ids(seen: Seen) -> None:
    assert list(seen.find(Ask(sort="'; --")).ids) == sorted(ALL)


def test_threads_may_ask_while_claims_come(book: Book) -> None:
    index = Index(book)
    texts = [report_of(TEXT, f"paper {number}") for number in range(40)]
    each = {
        f"{number}": (report, replace(TAKEN, id=f"{number}")) for number, report in enumerate(texts)
    }
    looks = [dict(list(each.items())[:size]) for size in range(1, 41)]
    with ThreadPoolExecutor(8) as pool:
        totals = list(pool.map(lambda look: index.seen(look).find(Ask("hama")).total, looks))
    assert totals == list(range(1, 41))


# ------------------------------------------------------------------------- against a plain filter

WORDS = ("hama", "homs", "fell", "army", "12")
PLACES = ("", HAMA, HOMS, SYRIA)
DAYS = [DAY + timedelta(days=shift) for shift in range(-3, 4)]
day = st.none() | st.sampled_from(DAYS)


@st.composite
def claims(draw: st.DrawFn) -> dict[str, tuple[Report, Claim]]:
    made = {}
    for _ in range(draw(st.integers(0, 8))):
        text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5)))
        report = report_of(text, draw(st.sampled_from(("A", "B", ""))), draw(day))
        content = draw(
            st.sampled_from((Event("SHELLING"), Control("takes", REBELS), Count("killed")))
        )
        start, end = draw(day), draw(day)
        one = Claim(
            id="",
            report=report.id,
            evidence=(Span(0, len(text)),),
            content=content,
            where=at(place) if (place := draw(st.sampled_from(PLACES))) else None,
            when=When(start, end, "day") if draw(st.booleans()) else None,
            realis=draw(st.sampled_from(("actual", "negated"))),
        )  # fmt: skip
        one = sealed(one)
        made[one.id] = report, one
    return made


@st.composite
def asks(draw: st.DrawFn) -> Ask:
    chosen = {
        "place": tuple(draw(st.sets(st.sampled_from(PLACES[1:]), max_size=2))),
        "kind": tuple(draw(st.sets(st.sampled_from(("event", "count", "control")), max_size=2))),
        "outlet": tuple(draw(st.sets(st.sampled_from(("A", "B", "C")), max_size=2))),
        "checked": tuple(draw(st.sets(st.sampled_from(("no", "confirmed")), max_size=1))),
    }
    return Ask(
        words=" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=2))),
        chosen=chosen,
        since=draw(day),
        until=draw(day),
        published_since=draw(day),
        published_until=draw(day),
        sort=draw(st.sampled_from(("day", "-day", "published", "-published", "outlet", "-kind"))),
        limit=None,
    )


@settings(max_examples=40, deadline=None)
@given(known=claims(), asked=asks(), data=st.data())
def test_it_finds_what_a_plain_filter_finds(
    book: Book, known: dict[str, tuple[Report, Claim]], asked: Ask, data: st.DataObject
) -> None:
    confirmed = data.draw(st.sets(st.sampled_from(sorted(known)))) if known else set()
    marks = {"checked": dict.fromkeys(confirmed, "confirmed")}
    seen = Index(book).seen(known, marks)
    found = seen.find(asked)
    values = {
        id: values_of(report, one, book) | {"checked": {marks["checked"].get(id, "no")}}
        for id, (report, one) in known.items()
    }
    kept = [id for id, one in known.items() if fits(*one, values[id], asked, asked.chosen)]
    assert sorted(found.ids) == sorted(kept)
    assert found.total == len(kept)
    shuffled = dict(sorted(known.items(), reverse=True))
    assert Index(book).seen(shuffled, marks).find(asked) == found
    for facet in found.facets:
        if facet.name in values_names(values):
            others = {name: some for name, some in asked.chosen.items() if name != facet.name}
            there = [id for id, one in known.items() if fits(*one, values[id], asked, others)]
            for choice in facet.choices:
                assert choice.count == sum(choice.value in values[id][facet.name] for id in there)


def values_names(values: dict[str, dict[str, set[str]]]) -> set[str]:
    return set().union(*map(set, values.values()))


def values_of(report: Report, one: Claim, book: Book) -> dict[str, set[str]]:
    ref = one.where.place.ref if one.where else ""
    return {
        "place": {ref, *book.gazetteer.areas(ref), SYRIA} if ref else set(),
        "kind": {type(one.content).__name__.lower()},
        "outlet": {report.outlet} - {""},
    }


def fits(
    report: Report,
    one: Claim,
    values: dict[str, set[str]],
    asked: Ask,
    chosen: dict[str, tuple[str, ...]],
) -> bool:
    said = f"{report.text} {report.title} {report.outlet} {names(one)}".lower().split()
    when = one.when if one.when and (one.when.start or one.when.end) else None
    first = (when.start or when.end) if when else report.published
    last = (when.end or when.start) if when else report.published
    return (
        all(word in said for word in asked.words.split())
        and all(values[name] & set(wanted) for name, wanted in chosen.items() if wanted)
        and meets(first, last, asked.since, asked.until)
        and meets(report.published, report.published, asked.published_since, asked.published_until)
    )


def names(one: Claim) -> str:
    """The names of its place, as far as they are among the words asked for."""
    where = one.where.place.ref if one.where else ""
    return {HAMA: "Hama", HOMS: "Homs"}.get(where, "")


def meets(first: date | None, last: date | None, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    if first is None or last is None:
        return False
    return (since is None or last >= since) and (until is None or first <= until)


def test_every_mark_is_a_facet() -> None:
    assert set(MARKS) <= set(FACETS)

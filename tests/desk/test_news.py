"""What changed is told once, in neutral words, to those who asked for it."""

from datetime import date

import pytest

from foglift import flow
from foglift import store as stores
from foglift.codebook import Book
from foglift.desk import news
from foglift.desk.news import News, Rule
from foglift.flow import AskError
from foglift.model import Cause, Picture, Shift

HAMA = "gn:170017"
FELL = Shift(
    "control",
    "changed hands",
    HAMA,
    "Hama",
    "held by Syrian army, reported",
    "held by Hayat Tahrir al-Sham, acknowledged",
    (
        Cause(
            "later word", "Syrian army acknowledged on 2024-12-05: Syrian army loses Hama", ("c",)
        ),
    ),
    ("c",),
    holders=("syrian-army-2024", "hts"),
)
PICTURE = Picture(date(2024, 12, 5), date(2024, 12, 5))


@pytest.fixture(scope="module")
def hama(book: Book) -> str:
    return book.gazetteer.named("Hama", ("SY",))[0][0].id


@pytest.fixture
def item(book: Book, hama: str) -> News:
    (found,) = news.news([_at(FELL, hama)], PICTURE, book)
    return found


def _at(shift: Shift, place: str) -> Shift:
    return Shift(
        **{**{name: getattr(shift, name) for name in shift.__struct_fields__}, "place": place}
    )


def test_a_town_that_fell_is_told_with_both_states_and_what_brought_it(item: News) -> None:
    assert item.title == "Hama changed hands"
    assert news.words(item) == (
        "Now: held by Hayat Tahrir al-Sham, acknowledged. Before: held by Syrian army, reported. "
        "Because: Syrian army acknowledged on 2024-12-05: Syrian army loses Hama."
    )
    assert (item.claims, item.path) == (("c",), f"/places/{item.place}")


def test_the_same_change_has_the_same_id_and_another_another(book: Book) -> None:
    def id(shift: Shift) -> str:
        return news.news([shift], PICTURE, book)[0].id

    other = Shift(**{**{n: getattr(FELL, n) for n in FELL.__struct_fields__}, "now": "contested"})
    assert id(FELL) == id(FELL) != id(other)


def test_what_has_little_weight_is_no_news(book: Book) -> None:
    small = Shift("incident", "support", "", "it", "1 line", "2 lines", FELL.causes, ("c",))
    assert news.news([small], PICTURE, book) == ()


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        (Rule(), True),
        (Rule(place="Hama"), True),
        (Rule(place="Syria"), True),
        (Rule(place="Homs"), False),
        (Rule(actor="hts"), True),
        (Rule(actor="Hayat Tahrir al-Sham"), True),
        (Rule(actor="hamas"), False),
        (Rule(kind="control"), True),
        (Rule(kind="Changed hands"), True),
        (Rule(kind="tally"), False),
        (Rule("Hama", "hts", "control"), True),
        (Rule("Homs", "hts", "control"), False),
    ],
)
def test_rules_choose_by_place_actor_and_kind(
    rule: Rule, wanted: bool, item: News, book: Book
) -> None:
    assert list(news.chosen([item], news.checked(rule, book), book)) == [item][:wanted]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule(place="Xyzzy Nowhere"), "no place is called 'Xyzzy Nowhere'"),
        (Rule(actor="Xyzzy"), "no actor is called 'Xyzzy'"),
        (Rule(kind="rumour"), "no news is of the kind 'rumour'"),
    ],
)
def test_a_rule_that_can_choose_nothing_is_said_so(rule: Rule, said: str, book: Book) -> None:
    with pytest.raises(AskError, match=said):
        news.checked(rule, book)


@pytest.fixture
def items(war: object, book: Book) -> tuple[News, ...]:
    with stores.open(str(war), read_only=True) as store:
        day = date(2024, 12, 5)
        shifts = flow.changes(store, book, since=date(2024, 12, 3), day=day)
        return news.news(shifts, flow.picture(store, book, day), book)


def test_what_two_pictures_of_a_store_differ_in_is_told(items: tuple[News, ...]) -> None:
    assert items[0].title == "Hama changed hands"
    assert all(one.claims and one.causes and one.title for one in items)
    assert len({one.id for one in items}) == len(items)
    kinds = {one.about for one in items}
    assert {"control", "incident", "tally"} <= kinds


def test_items_are_chosen_by_the_type_of_what_happened(items: tuple[News, ...], book: Book) -> None:
    found = list(news.chosen(items, Rule(kind="capture"), book))
    assert {one.type for one in found} == {"CAPTURE"}

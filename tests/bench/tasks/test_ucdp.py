"""UCDP: the numbers of an incident from its headlines, and headlines of one incident."""

from bench.tasks import ucdp
from foglift.codebook import load

BOOK = load()


def article(text: str, day: str = "2019-06-15", office: str = "Wire") -> dict[str, str]:
    return {"office": office, "date": day, "text": text}


def test_an_incident_has_its_dead_place_and_days() -> None:
    told = [article("Four soldiers killed in shelling near Popasna"),
            article("Shelling kills four near Popasna", office="Courier")]  # fmt: skip
    (answer,) = ucdp.predict_incidents([{"id": "1", "articles": told}], BOOK)
    assert (answer["best"], answer["where"], answer["date_start"]) == (4, "Popasna", "2019-06-15")


def test_two_reports_of_one_toll_are_not_added_up() -> None:
    told = [article("Six killed in Horlivka"), article("Six people killed in Horlivka", office="B")]
    (answer,) = ucdp.predict_incidents([{"id": "1", "articles": told}], BOOK)
    assert (answer["best"], answer["high"]) == (6, 6)


def test_headlines_of_one_day_are_one_incident_unless_something_sets_them_apart() -> None:
    texts = ("Two soldiers killed near Popasna", "Popasna shelling kills two",
             "Shell kills woman in Odesa")  # fmt: skip
    rows = [
        {"id": str(n), "date": "2019-06-15", "text": text, "office": "Wire"}
        for n, text in enumerate(texts)
    ]
    clusters = [row["cluster"] for row in ucdp.predict_clusters(rows, BOOK)]
    assert clusters[0] == clusters[1] != clusters[2]


def test_headlines_of_the_next_day_are_one_incident_where_they_count_the_same_dead() -> None:
    told = (
        ("2019-06-15", "Ambush kills nine soldiers near Popasna"),
        ("2019-06-16", "Nine soldiers killed in ambush, army says"),
        ("2019-06-16", "One soldier killed in the east"),
        ("2019-06-25", "Nine soldiers killed in the east"),
    )
    rows = [
        {"id": str(n), "date": day, "text": text, "office": "Wire"}
        for n, (day, text) in enumerate(told)
    ]
    first, next, other, later = (row["cluster"] for row in ucdp.predict_clusters(rows, BOOK))
    assert first == next
    assert len({first, other, later}) == 3

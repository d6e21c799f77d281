from datetime import date

from foglift.codebook import Book
from foglift.desk import Desk, Look
from foglift.desk.pages.reports import reports
from tests.desk.conftest import Own, client_of

TEXT = " ".join(
    ["Rebel fighters captured the city of Hama on Thursday, residents said."]
    + [f"In street {n} shops opened again and people queued for bread." for n in range(8)]
)


def test_reports_are_found_by_title_outlet_and_claims(look: Look) -> None:
    assert [row.outlet for row in reports(look).rows] == ["Orontes Wire", "Northern Courier"]
    assert [row.title for row in reports(look, q='"take hama"').rows] == ["Rebels take Hama"]
    assert [row.outlet for row in reports(look, q="suran").rows] == ["Northern Courier"]
    assert [row.outlet for row in reports(look, outlet=("Orontes Wire",)).rows] == ["Orontes Wire"]


def test_reprints_are_one_voice(own: Own) -> None:
    desk, read = own
    texts = [
        f"Outlet: {outlet}\nPublished: 2024-12-0{day}\n\n{TEXT}\n"
        for outlet, day in (("Orontes Wire", 5), ("Coast Daily", 6))
    ]
    assert desk.reach(read(*texts))
    rows = reports(desk.look()).rows
    assert [[copy.report for copy in row.copies] for row in rows] == [[rows[1].id], [rows[0].id]]


def test_what_a_report_opens_with_is_not_its_title_again(look: Look) -> None:
    (wire,) = reports(look, q='"take hama"').rows
    assert wire.opening.startswith("Rebel fighters captured the city of Hama")


def test_a_report_from_which_nothing_was_read_is_shown(own: Own, book: Book) -> None:
    desk, read = own
    dull = "Outlet: Coast Daily\nTitle: A fair of books\n\nReaders queued for hours in the sun."
    assert desk.reach(read(f"Outlet: Orontes Wire\n\n{TEXT}", dull))
    look = desk.look()
    (row,) = reports(look, read=("without claims",)).rows
    assert (row.title, row.claims) == ("A fair of books", 0)
    assert [one.id for one in reports(look, q="books").rows] == [row.id]
    assert reports(look, q="books -fair").rows == ()
    assert len(reports(look).rows) == 2
    with client_of(desk) as client:
        page = client.get(f"/reports/{row.id}")
        assert "Readers queued" in page.text
        assert "Nothing was read from it." in page.text
        assert client.get(f"/reports/{row.id}.json").json()["report"]["claims"] == []
        assert "A fair of books" in client.get("/reports.csv").text
    public = Desk(desk.path, book, public=True)
    assert len(reports(public.look()).rows) == 1
    with client_of(public) as client:
        assert client.get(f"/reports/{row.id}").status_code == 404
        assert "A fair of books" not in client.get("/reports").text
    public.close()


def test_near_copies_are_marked_however_old_the_day(own: Own) -> None:
    desk, read = own
    texts = [f"Outlet: Wire {n}\nPublished: 2024-12-0{n}\n\n{TEXT}\n" for n in (3, 4, 5)]
    assert desk.reach(read(*texts))
    assert [len(row.copies) for row in reports(desk.look()).rows] == [2, 2, 2]
    assert [len(row.copies) for row in reports(desk.look(date(2024, 12, 4))).rows] == [1, 1]

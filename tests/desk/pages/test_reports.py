from foglift.desk import Desk, Look
from foglift.desk.pages.reports import reports
from tests.desk.conftest import Read

TEXT = " ".join(
    ["Rebel fighters captured the city of Hama on Thursday, residents said."]
    + [f"In street {n} shops opened again and people queued for bread." for n in range(8)]
)


def test_reports_are_found_by_title_outlet_and_claims(look: Look) -> None:
    assert [row.outlet for row in reports(look).rows] == ["Orontes Wire", "Northern Courier"]
    assert [row.title for row in reports(look, q='"take hama"').rows] == ["Rebels take Hama"]
    assert [row.outlet for row in reports(look, q="suran").rows] == ["Northern Courier"]
    assert [row.outlet for row in reports(look, outlet=("Orontes Wire",)).rows] == ["Orontes Wire"]


def test_reprints_are_one_voice(own: tuple[Desk, Read]) -> None:
    desk, read = own
    texts = [
        f"Outlet: {outlet}\nPublished: 2024-12-0{day}\n\n{TEXT}\n"
        for outlet, day in (("Orontes Wire", 5), ("Coast Daily", 6))
    ]
    assert desk.reach(read(*texts))
    rows = reports(desk.look()).rows
    assert [row.copies for row in rows] == [(rows[1].id,), (rows[0].id,)]


def test_what_a_report_opens_with_is_not_its_title_again(look: Look) -> None:
    (wire,) = reports(look, q='"take hama"').rows
    assert wire.opening.startswith("Rebel fighters captured the city of Hama")

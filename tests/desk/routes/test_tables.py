import csv
import io
import json

import pytest
from starlette.testclient import TestClient

from foglift.desk import Look
from foglift.publish import claim_record
from tests.desk.conftest import Own, client_of

RISKY = """Outlet: =HYPERLINK("x")
Published: 2024-12-05

Rebel fighters captured the city of Hama on Thursday.
"""


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_file_has_all_that_is_asked_for_in_its_order(client: TestClient, look: Look) -> None:
    asked = "q=hama&sort=place"
    page = client.get(f"/claims.json?{asked}&limit=500").json()
    ids = [row["id"] for row in page["rows"]]
    assert [row["claim"] for row in rows(client.get(f"/claims.csv?{asked}").text)] == ids
    lines = client.get(f"/claims.jsonl?{asked}").text.splitlines()
    assert [json.loads(line)["claim"] for line in lines] == ids
    assert json.loads(lines[0]) == claim_record(*look.claims[ids[0]], look.book)


@pytest.mark.parametrize("name", ["incidents", "reports"])
def test_other_lists_are_files_too(client: TestClient, name: str) -> None:
    total = client.get(f"/{name}.json").json()["listing"]["total"]
    answer = client.get(f"/{name}.csv")
    assert len(rows(answer.text)) == total
    assert None not in rows(answer.text)[0]
    assert len(client.get(f"/{name}.jsonl").text.splitlines()) == total
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}-2024-12-05.csv"'


def test_no_cell_is_a_formula(own: Own) -> None:
    desk, read = own
    assert desk.reach(read(RISKY))
    with client_of(desk) as client:
        for name in ("claims", "incidents", "reports"):
            for row in rows(client.get(f"/{name}.csv").text):
                assert not any(cell.startswith(("=", "+", "@")) for cell in row.values())


def test_a_file_of_another_day(client: TestClient) -> None:
    assert {row["outlet"] for row in rows(client.get("/reports.csv?day=2024-12-02").text)} == {
        "Northern Courier"
    }

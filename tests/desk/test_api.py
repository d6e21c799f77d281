"""Everything the description of the API promises: addresses, parameters, answers."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from foglift.desk import Look
from foglift.desk.api import Failure, returned
from foglift.desk.pages import PAGES, Page
from foglift.desk.routes.api import calls_of

TWINS = [page for page in PAGES if page.path.count("{") <= 1]
HOSTILE = ("", "'\"><script>", '"""*NEAR(', "\x00", "../../etc/passwd", "9" * 400, "-1", "é حماة")


@pytest.fixture(scope="module")
def description(client: TestClient) -> dict[str, Any]:
    answer = client.get("/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_every_twin_is_described_with_its_schema(description: dict[str, Any]) -> None:
    for page in PAGES:
        told = description["paths"][page.twin]["get"]
        (content,) = told["responses"]["200"]["content"].values()
        name = returned(page.show).__name__
        assert content["schema"]["$ref"] == f"#/components/schemas/{name}"
        assert told["summary"] == page.title


def test_every_reference_leads_somewhere(description: dict[str, Any]) -> None:
    for ref in references(description):
        at: Any = description
        for step in ref.removeprefix("#/").split("/"):
            at = at[step]
        assert at


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_every_parameter_says_what_it_is(description: dict[str, Any]) -> None:
    for page in PAGES:
        for one in description["paths"][page.twin]["get"].get("parameters", ()):
            assert one["in"] == "path" or one.get("description"), f"{page.twin}: {one['name']}"


def addresses(page: Page, look: Look) -> list[str]:
    """The twin of a page, of the first three of those it has ids for, and of one that is not."""
    if "{" not in page.path:
        return [page.twin]
    ids = [*list(page.ids(look) if page.ids else ())[:3], "no-such-id"]
    return [re.sub(r"\{\w+\}", id, page.twin) for id in ids]


@pytest.mark.parametrize("page", TWINS, ids=[page.path for page in TWINS])
def test_a_twin_answers_what_its_schema_says(client: TestClient, look: Look, page: Page) -> None:
    for address in addresses(page, look):
        answer = client.get(address)
        assert answer.status_code in (200, 404), address
        kind = returned(page.show) if answer.status_code == 200 else Failure
        assert msgspec.json.encode(msgspec.json.decode(answer.content, type=kind))


@pytest.mark.parametrize("page", TWINS, ids=[page.path for page in TWINS])
def test_whatever_is_asked_is_answered(
    client: TestClient, look: Look, page: Page, description: dict[str, Any]
) -> None:
    parameters = description["paths"][page.twin]["get"].get("parameters", ())
    names = [one["name"] for one in parameters if one["in"] == "query"]
    address = addresses(page, look)[0]
    for words in HOSTILE:
        answer = client.get(address, params=[(name, words) for name in names])
        assert answer.status_code in (200, 404, 422), (address, words)
        for name in names:
            answer = client.get(address, params={name: words})
            assert answer.status_code in (200, 404, 422), (address, name, words)
            kind = returned(page.show) if answer.status_code == 200 else Failure
            msgspec.json.decode(answer.content, type=kind)


def test_the_page_lists_every_call_without_script(
    client: TestClient, description: dict[str, Any]
) -> None:
    page = client.get("/api").text
    for call in calls_of(description):
        assert f"<code>{call.path}</code>" in page

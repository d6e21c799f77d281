"""Every route of the desk and who may call it, taken from the application itself."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import Mount
from starlette.testclient import TestClient

from foglift.desk import Desk, app
from foglift.desk.accounts import ROLES, Account, may
from foglift.desk.guard import SAFE, Access, Needed
from foglift.desk.sessions import Who
from foglift.desk.settings import Settings

# What FastAPI serves by itself, for whoever has logged in.
BUILT_IN = {("GET", "/openapi.json"): "viewer"}


class Route(NamedTuple):
    method: str
    path: str
    need: str  # "" where it says none


def needed(dependant: Any) -> Iterator[str]:
    if isinstance(dependant.call, Needed):
        yield dependant.call.role
    for inner in dependant.dependencies:
        yield from needed(inner)


def routes(made: FastAPI) -> Iterator[Route]:
    for one in iter_route_contexts(made.routes):
        if isinstance(one.original_route, Mount):
            assert one.original_route.path == "/static"
            continue
        dependant = getattr(one, "dependant", None)
        said = list(needed(dependant)) if dependant else []
        for method in sorted(set(one.methods or ()) - {"HEAD"}):
            path = str(one.path)
            yield Route(method, path, said[0] if said else BUILT_IN.get((method, path), ""))


@pytest.fixture(scope="module")
def made(small: Desk, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    settings = Settings(tmp_path_factory.mktemp("access") / "x.desk")
    with settings.change() as db:
        for role in ROLES:
            db.execute("INSERT INTO accounts VALUES (?, ?, 'no hash', 0)", (role, role))
    return app(small, Access(settings))


def client(made: FastAPI, role: str = "") -> TestClient:
    found = TestClient(made, "http://localhost", follow_redirects=False)
    if role:
        access: Access = made.state.access
        cookie = access.sessions.start(Account(role, "viewer"), Who("", "", ""))
        token = access.sessions.token(access.who(cookie))
        found.cookies.set("foglift80", cookie)
        found.headers["x-csrf-token"] = token
    return found


def test_every_route_says_who_may_call_it(made: FastAPI) -> None:
    found = list(routes(made))
    assert len(found) > 10
    assert [each for each in found if not each.need] == []
    assert {each for each in found if each.need == "anyone"} == {
        Route("GET", "/login", "anyone"),
        Route("POST", "/login", "anyone"),
    }
    assert [each for each in found if each.method not in SAFE and each.need == "viewer"] == [
        each
        for each in found
        if each.path in ("/logout", "/account/name", "/account/password") and each.method == "POST"
    ]


def reaches(role: Any, need: Any) -> bool:
    return need == "anyone" or (bool(role) and may(role, need))


def status(asks: TestClient, route: Route, **more: Any) -> int:
    path = re.sub(r"\{[^}]*\}", "none", route.path)
    return asks.request(route.method, path, **more).status_code


# Changes only as far as it is refused: what a change does, its own tests show.
def test_each_role_reaches_what_it_may_and_nothing_else(made: FastAPI) -> None:
    everybody: dict[str, TestClient] = {role: client(made, role) for role in ("", *ROLES)}
    for route in routes(made):
        for role, asks in everybody.items():
            if not reaches(role, route.need):
                assert status(asks, route) in (401, 403), (role, route)
            elif route.method in SAFE and not streams(route):
                assert status(asks, route) not in (401, 403), (role, route)


def streams(route: Route) -> bool:
    return route.path == "/events"


def test_no_change_is_made_without_a_token(made: FastAPI) -> None:
    asks = client(made, "admin")
    del asks.headers["x-csrf-token"]
    for route in routes(made):
        if route.method not in SAFE:
            assert status(asks, route) == 403, route
            assert status(asks, route, data={"csrf": "made up"}) == 403, route


def test_no_change_is_made_for_another_site(made: FastAPI) -> None:
    asks = client(made, "admin")
    for route in routes(made):
        if route.method not in SAFE:
            assert status(asks, route, headers={"origin": "http://evil.example"}) == 403, route


def test_a_public_desk_takes_no_change(book: Any, small: Desk) -> None:
    desk = Desk(small.path, book, public=True)
    try:
        public = app(desk)
        access: Access = public.state.access
        asks = TestClient(public, "http://localhost")
        asks.headers["x-csrf-token"] = access.sessions.token(access.who(""))
        for route in routes(public):
            changes = route.method not in SAFE and route.path not in ("/login", "/logout")
            if changes or route.need in ("editor", "admin"):
                assert status(asks, route) == 403, route
    finally:
        desk.close()

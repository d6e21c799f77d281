"""The description of the API for people, who can try it out there."""

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import Response

from foglift.desk.guard import needs
from foglift.desk.routes.answering import page
from foglift.desk.sessions import Who

router = APIRouter(include_in_schema=False)


class Call(msgspec.Struct, frozen=True):
    """One address that can be asked, and what may stand behind the question mark."""

    path: str
    summary: str
    description: str
    parameters: tuple[tuple[str, str], ...]


@router.get("/api")
def api(request: Request, who: Annotated[Who, needs("viewer")]) -> Response:
    """The page about the API."""
    return page(request, "api.html", calls=tuple(calls_of(request.app.openapi())))


def calls_of(description: dict[str, Any]) -> list[Call]:
    """What the description lets one ask, by address."""
    return [
        Call(
            path,
            one.get("summary", ""),
            one.get("description", ""),
            tuple(
                (each["name"], each.get("description", "")) for each in one.get("parameters", ())
            ),
        )
        for path, methods in sorted(description["paths"].items())
        for method, one in methods.items()
        if method == "get"
    ]

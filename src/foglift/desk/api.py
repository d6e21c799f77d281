"""What programs can ask the desk for, described as OpenAPI from the pages' own types."""

import inspect
from collections.abc import Callable
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from foglift.desk.pages import PAGES, Page

JSON = "application/json"
_REF = "#/components/schemas/{name}"
_REFUSED = {
    404: "What is asked for is not in this picture.",
    422: "A parameter is not what it should be.",
}


class Failure(msgspec.Struct, frozen=True):
    """Why something is not shown, in one line."""

    error: str


def answers(page: Page) -> dict[int | str, dict[str, Any]]:
    """What the twin of a page answers."""
    shown = returned(page.show)
    told = {200: (shown, (shown.__doc__ or "").strip())}
    told |= {status: (Failure, words) for status, words in _REFUSED.items()}
    return {
        status: {
            "description": words,
            "content": {JSON: {"schema": {"$ref": _REF.format(name=kind.__name__)}}},
        }
        for status, (kind, words) in told.items()
    }


def returned(show: Callable[..., msgspec.Struct]) -> type[msgspec.Struct]:
    """The type of what a page shows."""
    kind: type[msgspec.Struct] = inspect.signature(show, eval_str=True).return_annotation
    return kind


def described(app: FastAPI) -> dict[str, Any]:
    """The whole description, with the schema of everything that a page shows."""
    if app.openapi_schema is None:
        kinds = [*dict.fromkeys(returned(page.show) for page in PAGES), Failure]
        _, schemas = msgspec.json.schema_components(kinds, ref_template=_REF)
        found = get_openapi(
            title=app.title,
            version=app.version,
            summary="What war reports say, and what that adds up to, with who says so.",
            description=app.description,
            routes=app.routes,
        )
        components = found.setdefault("components", {}).setdefault("schemas", {})
        for named in ("HTTPValidationError", "ValidationError"):
            components.pop(named, None)
        for calls in found["paths"].values():
            for call in calls.values():
                _mend(call["responses"])
        components.update(sorted(schemas.items()))
        app.openapi_schema = found
    return app.openapi_schema


def _mend(responses: dict[str, Any]) -> None:
    """What is refused is told in one line, not in the form that FastAPI supposes."""
    if "HTTPValidationError" in str(responses.get("422")):
        responses["422"] = {"description": _REFUSED[422]}

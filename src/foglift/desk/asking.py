"""What can be asked of a list of rows, as the words behind the question mark of its address."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, Literal, TypeVar

from fastapi import Query
from pydantic import BeforeValidator

from foglift.desk.facets import Ask
from foglift.desk.look import Look
from foglift.desk.words import LONGEST

# A form sends an empty field as empty words.
GivenDay = Annotated[date | None, BeforeValidator(lambda words: words or None)]
Day = Annotated[GivenDay, Query(description="The day it is about; by default the latest.")]
KnownBy = Annotated[
    GivenDay, Query(description="Leave out what was published after it; by default the day.")
]
Shown = TypeVar("Shown")
Queried = dict[str, str | list[str]]

PAGE = 50  # rows of a page
MOST = 500
_WORDS = (
    'Words that must all be there; "in quotes" in a row, capt* beginning so, -airport not there. '
    f"At most {LONGEST} characters count."
)
_DAYS = {
    "since": "The first day of what happened.",
    "until": "The last day of what happened.",
    "published_since": "The first day of the reports.",
    "published_until": "The last day of the reports.",
}


def asks(
    facets: Mapping[str, str], sorts: Sequence[str], usual: str, paged: bool = True
) -> Callable[[Callable[[Look, Ask], Shown]], Callable[..., Shown]]:
    """A function from a look and what is asked, made one of a look and query parameters: `q`, each
    of `facets` (by name what it is), the days, the order, and which page of it."""
    both = [turned for name in sorts for turned in (name, f"-{name}")]
    parameters = [
        _parameter("q", str, "", _WORDS),
        *(_parameter(name, tuple[str, ...], (), words) for name, words in facets.items()),
        *(_parameter(name, GivenDay, None, words) for name, words in _DAYS.items()),
        _parameter("sort", Literal[tuple(both)], usual, "By what; with a minus the last first."),
    ]
    if paged:
        parameters += [
            _parameter("page", int, 1, "Which page, from 1.", ge=1, le=1_000_000),
            _parameter("limit", int, PAGE, "Rows of a page.", ge=1, le=MOST),
        ]

    def made(show: Callable[[Look, Ask], Shown]) -> Callable[..., Shown]:
        @wraps(show)
        def shown(look: Look, **asked: Any) -> Shown:
            return show(look, _ask(facets, usual, paged, asked))

        look, *_ = signature(show).parameters.values()
        returned = signature(show).return_annotation
        shown.__signature__ = Signature([look, *parameters], return_annotation=returned)  # type: ignore[attr-defined]
        return shown

    return made


def _parameter(name: str, kind: Any, default: Any, words: str, **bounds: int) -> Parameter:
    told = Annotated[kind, Query(description=words, **bounds)]
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=told)


def _ask(facets: Mapping[str, str], usual: str, paged: bool, asked: Mapping[str, Any]) -> Ask:
    limit = asked.get("limit", PAGE)
    return Ask(
        words=asked.get("q", ""),
        chosen={
            name: given for name in facets if (given := tuple(filter(None, asked.get(name, ()))))
        },
        **{name: asked.get(name) for name in _DAYS},
        sort=asked.get("sort", usual),
        offset=(asked.get("page", 1) - 1) * limit if paged else 0,
        limit=limit if paged else None,
    )


def query(ask: Ask, usual: str) -> Queried:
    """What is asked as the words behind the question mark, but for the page."""
    days = {name: getattr(ask, name) for name in _DAYS}
    found: Queried = {"q": ask.words} if ask.words else {}
    found |= {name: list(values) for name, values in ask.chosen.items()}
    found |= {name: day.isoformat() for name, day in days.items() if day}
    return found | ({"sort": ask.sort} if ask.sort != usual else {})

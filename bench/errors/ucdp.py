"""Incidents of headlines: wrong numbers, places and days; headlines put apart or together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from bench.tasks.task import Row
from foglift.codebook import Book


def incidents(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """The classes of wrong deaths, places and days, where the headlines hold the right ones."""
    for row, ours in zip(rows, answers, strict=True):
        gold, hints = row["gold"], row["hints"]
        if hints["best_in_headlines"] and gold["best"] and ours.get("best") != gold["best"]:
            yield f"deaths: {_deaths(gold, ours)}"
        if hints["where_in"] and _plain(ours.get("where", "")) != _plain(gold["where"]):
            yield f"where: {_where(gold, ours)}"
        if gold["date_start"] == gold["date_end"] and ours["date_start"] != gold["date_start"]:
            days = _days(gold["date_start"], ours["date_start"])
            size = str(abs(days)) if abs(days) < 3 else "more"
            yield f"day: {size} {'later' if days > 0 else 'earlier'}"


def _deaths(gold: Row, ours: Row) -> str:
    if ours.get("best") is None:
        return "no number read"
    if gold["best"] in (ours["low"], ours["high"]):
        return "the number of another headline"
    return "too few" if ours["best"] < gold["best"] else "too many"


def _where(gold: Row, ours: Row) -> str:
    if not ours.get("where"):
        return "no place read"
    if gold["where"].split()[0] in ours["where"] or ours["where"] in gold["where"]:
        return "the same in other words"
    return "another place"


def _plain(name: str) -> str:
    kinds = {"town", "village", "city", "district", "region", "oblast", "state", "the", "of"}
    return " ".join(word for word in name.lower().split() if word not in kinds)


def _days(gold: str, ours: str) -> int:
    return (date.fromisoformat(ours) - date.fromisoformat(gold)).days


# --------------------------------------------------------------------------- headlines


def clusters(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """The class of each pair of headlines that is put apart, or together, wrongly."""
    ours = {each["id"]: each["cluster"] for each in answers}
    events, groups = defaultdict(list), defaultdict(list)
    for row in rows:
        events[row["event"]].append(row)
        groups[ours[row["id"]]].append(row)
    for one, other in _pairs(events.values()):
        if ours[one["id"]] != ours[other["id"]]:
            yield f"apart: {_apart(one, other)}"
    for one, other in _pairs(groups.values()):
        if one["event"] != other["event"]:
            yield f"together: {_alike(one, other)}"


def _pairs(groups: Iterable[list[Row]]) -> Iterator[tuple[Row, Row]]:
    for group in groups:
        yield from combinations(group, 2)


def _apart(one: Row, other: Row) -> str:
    days = abs(_days(one["date"], other["date"]))
    return (
        f"{days} days between"
        if 1 < days < 4
        else ("a day between" if days == 1 else "same day" if not days else "more days between")
    )


def _alike(one: Row, other: Row) -> str:
    days = abs(_days(one["date"], other["date"]))
    numbers = [{word for word in each["text"].split() if word.isdigit()} for each in (one, other)]
    if days:
        return "of different days"
    if all(numbers) and not numbers[0] & numbers[1]:
        return "same day, other numbers"
    return "same day, same numbers" if numbers[0] & numbers[1] else "same day, no numbers"

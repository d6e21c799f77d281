"""Events and entities as spans (wikievents, rams, re3d): missed, of another type, too many."""

from collections.abc import Iterator, Sequence

from bench.tasks.task import Row
from foglift.codebook import Book


def events(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """The classes of triggers, and of the arguments of those whose type is right; types by their
    first two levels, "conflict.attack"."""
    for row, answer in zip(rows, answers, strict=True):
        taken: set[int] = set()
        for gold in row["events"]:
            over = [
                at for at, each in enumerate(answer["events"])
                if at not in taken and _meet(gold["trigger"], each["trigger"])
            ]  # fmt: skip
            same = [at for at in over if _type(answer["events"][at]) == _type(gold)]
            taken |= set((same or over)[:1])
            if same:
                yield from _arguments(gold, answer["events"][same[0]])
            elif over:
                read = {_type(answer["events"][at]) for at in over}
                yield f"{_type(gold)} read as {sorted(read)[0]}"
            else:
                yield f"{_type(gold)}: trigger missed"
        spare = (each for at, each in enumerate(answer["events"]) if at not in taken)
        yield from (f"{_type(each)}: too many" for each in spare)


def _arguments(gold: Row, ours: Row) -> Iterator[str]:
    for one in gold["args"]:
        over = [each for each in ours["args"] if _meet(one["span"], each["span"])]
        if not over:
            yield f"{one['role'].lower()}: missed"
        elif one["role"] not in {each["role"] for each in over}:
            yield f"{one['role'].lower()} read as {over[0]['role'].lower()}"
    for each in ours["args"]:
        if not any(_meet(one["span"], each["span"]) for one in gold["args"]):
            yield f"{each['role'].lower()}: too many"


def _type(event: Row) -> str:
    return ".".join(event["type"].lower().split(".")[:2])


def entities(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """The classes of names and of relations."""
    for row, answer in zip(rows, answers, strict=True):
        gold = sorted({(one[0], one[1], one[2]) for one in row["entities"]})
        ours = sorted({(one[0], one[1], one[2]) for one in answer["entities"]})
        for one in gold:
            over = [each for each in ours if _meet(one, each)]
            if not over:
                yield f"{one[2]}: missed"
            elif one[2] not in {each[2] for each in over}:
                yield f"{one[2]} read as {over[0][2]}"
        spare = (each for each in ours if not any(_meet(one, each) for one in gold))
        yield from (f"{each[2]}: too many" for each in spare)
        yield from _relations(row["relations"], answer["relations"])


def _relations(gold: Sequence[Row], ours: Sequence[Row]) -> Iterator[str]:
    for one in gold:
        if not any(_same(one, each) for each in ours):
            yield f"relation {one['type']}: missed"
    for each in ours:
        if not any(_same(one, each) for one in gold):
            yield f"relation {each['type']}: too many"


def _same(one: Row, other: Row) -> bool:
    ends = (_meet(one[end], other[end]) for end in ("source", "target"))
    return one["type"] == other["type"] and all(ends)


def _meet(one: Sequence[int], other: Sequence[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]

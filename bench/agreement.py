"""How far two people who coded the same reports agree: `python -m bench agreement`.

`bench/gold/first` and `second` hold the two codings as they were before they were reconciled.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.coded import Coded, CodedReport, Words, load
from bench.own import GOLD

# Slots in which two lines about the same words can differ.
SLOTS = ("actor", "target", "place", "time", "count", "source")
VALUES = {"realis": "actual", "stance": "reports"}

Pair = tuple[Coded, Coded]


def pairs(first: Sequence[Coded], second: Sequence[Coded]) -> list[Pair]:
    """The lines that are of one kind and have triggers that meet; each line once, those first
    that agree in most slots."""
    met = [
        (len(agreed(one, other)), -at, -beside, one, other)
        for at, one in enumerate(first)
        for beside, other in enumerate(second)
        if one.kind == other.kind and one.trigger.meets(other.trigger)
    ]
    found: list[Pair] = []
    taken: set[tuple[int, int]] = set()
    for _, at, beside, one, other in sorted(met, key=lambda each: each[:3], reverse=True):
        if (0, at) not in taken and (1, beside) not in taken:
            taken |= {(0, at), (1, beside)}
            found.append((one, other))
    return found


def agreed(one: Coded, other: Coded) -> frozenset[str]:
    """The slots in which two lines agree: words that meet, and for times and counts the value."""
    names = {slot for slot in SLOTS if _same(slot, one.words(slot), other.words(slot))}
    names |= {
        n for n, usual in VALUES.items() if one.values.get(n, usual) == other.values.get(n, usual)
    }
    if (one.type, one.facet) == (other.type, other.facet):
        names.add("type")
    return frozenset(names)


def _same(slot: str, one: Sequence[Words], other: Sequence[Words]) -> bool:
    if slot in ("time", "count"):
        return [each.value for each in one] == [each.value for each in other]
    return len(one) == len(other) and all(any(_meet(a, b) for b in other) for a in one)


def _meet(one: Words, other: Words) -> bool:
    return one.span.meets(other.span) or (one.value != "" and one.value == other.value)


def table(folder: Path = GOLD) -> str:
    """Lines of each coder, how many are about the same, and the share of agreement by slot."""
    found = list(_both(folder))
    lines = [sum(len(each[side].claims) for each in found) for side in (0, 1)]
    matched = [pair for first, second in found for pair in pairs(first.claims, second.claims)]
    rows = [
        f"reports {len(found)}, lines {lines[0]} and {lines[1]}, about the same {len(matched)}",
        f"{'same claim (F1)':24} {200 * len(matched) / sum(lines):5.1f}",
    ]
    for name in ("type", *SLOTS, *VALUES):
        share = sum(name in agreed(*pair) for pair in matched) / len(matched)
        rows.append(f"{name:24} {100 * share:5.1f}")
    record = sum(agreed(*pair).issuperset(_record(pair[0])) for pair in matched)
    rows.append(f"{'whole record (F1)':24} {200 * record / sum(lines):5.1f}")
    whole = sum(agreed(*pair).issuperset(("type", *SLOTS, *VALUES)) for pair in matched)
    rows.append(f"{'whole line (F1)':24} {200 * whole / sum(lines):5.1f}")
    return "\n".join(rows)


def _record(coded: Coded) -> tuple[str, ...]:
    """What bench/score.py asks of a reader's whole record: type, who, where, when, who says so."""
    return ("type", "target" if coded.kind == "count" else "actor", "place", "time", "source")


def _both(folder: Path) -> Iterator[tuple[CodedReport, CodedReport]]:
    """Each report as the one and as the other coded it, where both did."""
    second = {each.name: each for each in load([folder / "second"])}
    for one in load([folder / "first"]):
        if one.name in second:
            yield one, second[one.name]

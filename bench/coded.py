"""Coded text: short reports with every claim they make, one line a claim, as a person writes it.

    === sudan-01 | news | Nile Wire | 2023-06-14 | wire
    The army said on Wednesday it had taken the bridge at Shambat.
    ---
    control takes | trigger: taken | actor: it => The army | place: the bridge at Shambat |
        time: Wednesday => 2023-06-14 | source: The army | cue: said | stance: claims

The heading gives name, kind, outlet, day and style. A line that begins with blanks goes on with the
claim above it. `bench/gold/GUIDELINE.md` says what is coded and how.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import get_args

from foglift.model import (
    Change,
    Counted,
    Realis,
    Report,
    ReportKind,
    Sense,
    Span,
    Stance,
    report_id,
)

# The types that each kind of line may have; events and intents have those of the codebook.
TYPES: dict[str, frozenset[str]] = {
    "event": frozenset(),
    "control": frozenset(get_args(Change)),
    "count": frozenset(get_args(Counted)),
    "intent": frozenset(),
    "assessment": frozenset(get_args(Sense)),
    "speech": frozenset(get_args(Stance)),
}
WORDS = frozenset(
    ("trigger", "actor", "target", "place", "time", "count", "scope", "means", "source", "cue",
     "content", "channel", "condition", "about")
)  # fmt: skip
VALUES: dict[str, frozenset[str]] = {
    "realis": frozenset(get_args(Realis)),
    "stance": frozenset(get_args(Stance)),
    "background": frozenset(("yes",)),
}
_OCCURRENCE = re.compile(r"#(\d+)$")


class CodingError(ValueError):
    """A line that does not say what it must; the message begins with file and line."""


@dataclass(frozen=True)
class Words:
    """Words of the text in a slot: "it", which is `span` of the text and stands for `value`, "The
    army"; for a time or a count `value` is the day or the number, "2023-06-14", "12..". "" where
    nothing more is said than the words."""

    span: Span
    value: str = ""


@dataclass(frozen=True)
class Coded:
    """One claim as coded: kind "control", type "takes", facet "", and the words in each slot.

    `source` is a chain, nearest speaker first; the other slots are lists. `values` holds realis,
    stance and background where they are not the usual ones.
    """

    kind: str
    type: str
    facet: str
    slots: dict[str, tuple[Words, ...]]
    values: dict[str, str] = field(default_factory=dict)

    @property
    def trigger(self) -> Span:
        return self.slots["trigger"][0].span

    def words(self, slot: str) -> tuple[Words, ...]:
        """What stands in a slot, () where it is empty."""
        return self.slots.get(slot, ())


@dataclass(frozen=True)
class CodedReport:
    """A report with its claims; `style` is "wire", "bulletin", "transcript" …"""

    name: str
    style: str
    report: Report
    claims: tuple[Coded, ...]


def load(paths: Iterable[Path]) -> list[CodedReport]:
    """The coded reports of files, or of the .txt files of folders, in the order of the names.

    Raises CodingError for the first line that is not in order.
    """
    files = [
        file
        for path in paths
        for file in (sorted(path.rglob("*.txt")) if path.is_dir() else [path])
    ]
    return [report for file in files for report in parse(file.read_text("utf-8"), str(file))]


def parse(text: str, name: str = "text") -> Iterator[CodedReport]:
    """The coded reports of one file's text, in order. Raises CodingError."""
    block: list[str] = []
    start = 1
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("=== ") and block:
            yield _report(block, name, start)
            block = []
        if line.startswith("=== "):
            start = number
        if block or line.startswith("=== "):
            block.append(line)
        elif line.strip() and not line.startswith("#"):
            raise CodingError(f"{name}:{number}: text before the first '=== ' heading")
    if block:
        yield _report(block, name, start)


def _report(block: list[str], name: str, start: int) -> CodedReport:
    heading = [part.strip() for part in block[0].removeprefix("=== ").split("|")]
    if len(heading) != 5:
        raise CodingError(f"{name}:{start}: a heading is name | kind | outlet | day | style")
    title, kind, outlet, day, style = heading
    if kind not in get_args(ReportKind):
        raise CodingError(f"{name}:{start}: '{kind}' is no kind of report")
    if "---" not in block:
        raise CodingError(f"{name}:{start}: no '---' line between the text and its claims")
    cut = block.index("---")
    text = "\n".join(block[1:cut]).strip("\n")
    try:
        published = date.fromisoformat(day) if day else None
    except ValueError as error:
        raise CodingError(f"{name}:{start}: '{day}' is no day") from error
    report = Report(
        report_id(text, "", outlet, published), outlet, kind, text,  # type: ignore[arg-type]
        published=published, dated="given" if published else "unknown",
    )  # fmt: skip
    claims = tuple(
        _claim(line, text, f"{name}:{start + cut + number}")
        for number, line in _joined(block[cut + 1 :])
    )
    return CodedReport(title, style, report, claims)


def _joined(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Each claim's line with its number; a line that begins with blanks goes on with the last."""
    number, claim = 0, ""
    for at, line in enumerate(lines, 1):
        if line[:1].isspace() and line.strip():
            claim += f" {line.strip()}"
            continue
        if claim:
            yield number, claim
        number, claim = at, ("" if line.startswith("#") else line.strip())
    if claim:
        yield number, claim


def _claim(line: str, text: str, at: str) -> Coded:
    head, *parts = (part.strip() for part in line.split("|"))
    kind, _, type_ = head.partition(" ")
    if kind not in TYPES or not type_:
        raise CodingError(f"{at}: a claim begins with one of {', '.join(TYPES)} and its type")
    if TYPES[kind] and type_ not in TYPES[kind]:
        raise CodingError(f"{at}: '{type_}' is no type of {kind}: {', '.join(sorted(TYPES[kind]))}")
    said: dict[str, str] = {}
    for part in filter(None, parts):
        slot, colon, words = part.partition(":")
        if not colon or (slot not in WORDS and slot not in VALUES) or slot in said:
            raise CodingError(f"{at}: '{part}' is no slot, or one that stands there twice")
        said[slot] = words.strip()
    if "trigger" not in said:
        raise CodingError(f"{at}: no trigger")
    trigger = _found(said.pop("trigger"), text, None, at)
    slots: dict[str, tuple[Words, ...]] = {"trigger": (trigger,)}
    values = {}
    for slot, words in said.items():
        if slot in VALUES:
            if words not in VALUES[slot]:
                raise CodingError(f"{at}: '{words}' is no {slot}")
            values[slot] = words
        else:
            apart = " < " if slot == "source" else " ; "
            slots[slot] = tuple(
                _found(each, text, trigger.span, at) for each in words.split(apart) if each.strip()
            )
    type_, _, facet = type_.partition("/")
    return Coded(kind, type_, facet, slots, values)


def _found(words: str, text: str, near: Span | None, at: str) -> Words:
    """The words in the text: the occurrence whose number is given ("it#2"), else the nearest to
    `near`, else the first."""
    quoted, _, value = (part.strip() for part in words.partition("=>"))
    occurrence = _OCCURRENCE.search(quoted)
    quoted = _OCCURRENCE.sub("", quoted).strip()
    spans = [Span(match.start(), match.end()) for match in re.finditer(_whole(quoted), text)]
    if not quoted or not spans:
        raise CodingError(f"{at}: the text does not say '{quoted}'")
    if occurrence:
        number = int(occurrence[1])
        if not 1 <= number <= len(spans):
            raise CodingError(f"{at}: the text says '{quoted}' only {len(spans)} times")
        return Words(spans[number - 1], value)
    if near is None:
        return Words(spans[0], value)
    return Words(min(spans, key=lambda span: (_apart(span, near), span)), value)


def _whole(words: str) -> str:
    """A pattern for the words where they begin and end with a word's own edge."""
    left = r"\b" if words[:1].isalnum() else ""
    right = r"\b" if words[-1:].isalnum() else ""
    return left + re.escape(words).replace(r"\ ", r"\s+") + right


def _apart(one: Span, other: Span) -> int:
    """How many characters lie between two spans, 0 where they meet."""
    return max(one.start - other.end, other.start - one.end, 0)

"""Templates: incidents without one, several made one, and slots, each empty, wrong or in part."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.errors.classes import Classes, always, first
from bench.tasks.task import Row
from foglift.codebook import Book

# Slot of our templates -> its name in the set.
SLOTS = {
    "perp_individual": "PerpInd", "perp_org": "PerpOrg", "targets": "Target",
    "victims": "Victim", "weapons": "Weapon",
}  # fmt: skip
_MARKS = re.compile(r"[^\w\s]")
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_LISTED = re.compile(r"(?:,|;|\band)\s*$")
_GOES_ON = re.compile(r"\s*(?:,|;|and\b)")
Pair = tuple[int, int]  # numbers of a template of the gold and of ours


def plain(words: str) -> str:
    """As the scorer compares strings: small letters, no marks, no articles."""
    return " ".join(_ARTICLES.sub(" ", _MARKS.sub("", words.lower())).split())


@dataclass(frozen=True)
class Missed:
    """A template of the gold without one of ours; the types of the gold's and of ours."""

    type: str
    gold: Sequence[str]
    ours: Sequence[str]


TEMPLATE: Classes[Missed] = {
    "document without template": lambda one: not one.ours,
    "merged with another of its type": lambda one: any(ours in one.type for ours in one.ours),
    "incident only under another type": lambda one: len(one.ours) >= len(one.gold),
    "incident not told of": always,
}


@dataclass(frozen=True)
class Entity:
    """Somebody or something in a slot of the gold: all its names, what we have in the slot, and
    the report."""

    names: Sequence[str]
    ours: Sequence[str]
    elsewhere: Sequence[str]
    text: str

    @property
    def known(self) -> set[str]:
        return {plain(each) for each in self.names}

    def shares(self) -> bool:
        """Whether one of ours has a word of one of its names."""
        words = {word for name in self.known for word in name.split()}
        return any(words & set(plain(each).split()) for each in self.ours)

    def listed(self) -> bool:
        """Whether it stands in a list: beside a comma or an "and"."""
        for name in self.names:
            for found in re.finditer(re.escape(name), self.text):
                before, after = self.text[: found.start()][-8:], self.text[found.end() :][:8]
                if _LISTED.search(before) or _GOES_ON.match(after):
                    return True
        return False


ENTITY: Classes[Entity] = {
    "other words for it": lambda one: one.shares(),
    "in another slot or template": lambda one: bool(one.known & {plain(e) for e in one.elsewhere}),
    "slot empty, in a list": lambda one: not one.ours and one.listed(),
    "slot empty": lambda one: not one.ours,
    "others read, not this one of a list": lambda one: one.listed(),
    "others read, not this one": always,
}


def errors(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """The classes of missed and spurious templates, and of the slots of those that go together."""
    for row, answer in zip(rows, answers, strict=True):
        gold, ours = row["gtt_templates"] or [], answer["templates"]
        paired = pairs(gold, ours)
        types = [each["incident_type"] for each in gold], [each["type"] for each in ours]
        for at, one in enumerate(gold):
            if at not in paired:
                yield f"template: {first(TEMPLATE, Missed(one['incident_type'], *types))}"
        for beside in range(len(ours)):
            if beside not in paired.values():
                yield f"template too many: {'another type' if gold else 'report of no incident'}"
        for at, beside in paired.items():
            yield from _slots(gold[at], ours[beside], ours, row["gtt_text"])


def pairs(gold: Sequence[Row], ours: Sequence[Row]) -> dict[int, int]:
    """Which of ours goes with which of the gold: of its type, those first that share most."""
    shared = [
        (_agreed(one, other), -at, -beside)
        for at, one in enumerate(gold)
        for beside, other in enumerate(ours)
        if other["type"] in one["incident_type"]
    ]
    found: dict[int, int] = {}
    for _, at, beside in sorted(shared, reverse=True):
        if -at not in found and -beside not in found.values():
            found[-at] = -beside
    return found


def _agreed(gold: Row, ours: Row) -> int:
    return sum(
        any(plain(string) in _names(entity) for entity in gold[theirs])
        for slot, theirs in SLOTS.items()
        for string in ours[slot]
    )


def _names(entity: Sequence[Sequence[str]]) -> set[str]:
    return {plain(each[0]) for each in entity}


def _slots(gold: Row, ours: Row, all_: Sequence[Row], text: str) -> Iterator[str]:
    strings = Counter(string for each in all_ for slot in SLOTS for string in each[slot])
    for slot, theirs in SLOTS.items():
        entities = [each for each in gold[theirs] if each]
        elsewhere = list(strings - Counter(ours[slot]))
        for entity in entities:
            if not _names(entity) & {plain(each) for each in ours[slot]}:
                names = [each[0] for each in entity]
                yield f"{slot}: {first(ENTITY, Entity(names, ours[slot], elsewhere, text))}"
        for string in ours[slot]:
            if not any(_shares(string, entity) for entity in entities):
                yield f"{slot}: too many"


def _shares(string: str, entity: Sequence[Sequence[str]]) -> bool:
    words = {word for name in _names(entity) for word in name.split()}
    return bool(words & set(plain(string).split()))

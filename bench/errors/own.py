"""Errors on the open half of our own gold: what was missed, what nobody coded, which slots are
wrong. A class begins with the kind of the claim, or with the slot."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bench import own
from bench.coded import Coded, CodedReport, Words, load
from bench.errors.classes import Classes, Found, always, first
from bench.score import KINDS, Verdict
from bench.tasks.phrases import reading_of
from bench.tasks.readings import over
from foglift.codebook import Book
from foglift.codebook.rows import Verb
from foglift.model import Claim, Report, Span
from foglift.read.rules.frames import Slot as RowSlot
from foglift.read.rules.frames import slots
from foglift.read.rules.propositions import Proposition, anchor

HALF = "open"
SLOTS = ("type", "who", "where", "when", "says", "stance", "realis", "number")
CODED = {"where": "place", "when": "time", "says": "source", "number": "count"}


@dataclass(frozen=True)
class Seen:
    """What the reader saw of a report, as characters: its sentences, those it parsed, its
    predicates, those on which a row fired, and why on each of the others none did."""

    sentences: tuple[Span, ...]
    parsed: frozenset[Span]
    predicates: tuple[Span, ...]
    fired: frozenset[Span]
    silent: dict[Span, str]


def seen(report: Report, book: Book) -> Seen:
    """What the reader makes of a report before it claims anything."""
    reading = reading_of(report, book)
    stated = [each for found in reading.propositions.values() for each in found]
    sentences = reading.doc.sentences
    fired = frozenset(each.proposition.span for each in reading.frames)
    return Seen(
        tuple(each.span for each in sentences),
        frozenset(each.span for each in sentences if each.tokens is not None),
        tuple(each.span for each in stated),
        fired,
        {each.span: silent(each, book) for each in stated if each.span not in fired},
    )


def silent(proposition: Proposition, book: Book) -> str:
    """Why no row fires on a predicate: no row names it, or the one that asks for least does not
    get the slot it asks for."""
    rows = _rows(book).get((proposition.noun, proposition.lemma.lower()), ())
    if not rows:
        return "predicate without a row"
    if proposition.head.dep_ == "amod":
        return "predicate is an attribute"
    if all(longer for _, longer in rows):
        return "rows only for a longer phrase"
    asked = min(([s for s in slots(row.slots) if not s.optional] for row, _ in rows), key=len)
    empty = [s for s in asked if not any(proposition.of(each) for each in s.relations)]
    if empty:
        return f"its row's {_position(empty[0])} is empty"
    return f"its row's {_position(asked[0])} holds another kind" if asked else "its row is dropped"


def _position(slot: RowSlot) -> str:
    return {"subj": "subject", "obj": "object"}.get(slot.relations[0], "other slot")


@cache
def _rows(book: Book) -> dict[tuple[bool, str], list[tuple[Verb, bool]]]:
    """Predicate -> its rows, and whether each asks for more words beside it."""
    found: dict[tuple[bool, str], list[tuple[Verb, bool]]] = {}
    for row in book.verbs:
        for noun, names in ((False, row.lemma), (True, row.nouns)):
            for name in names:
                words = tuple(name.split())
                head = words[anchor(words)] if noun else words[0]
                found.setdefault((noun, head), []).append((row, len(words) > 1))
    return found


@dataclass(frozen=True)
class Item:
    """One verdict in its report, with all claims of the report and what the reader saw of it."""

    verdict: Verdict
    coded: CodedReport
    claims: tuple[Claim, ...]
    seen: Seen

    @property
    def trigger(self) -> Span:
        assert self.verdict.coded is not None
        return self.verdict.coded.trigger

    def at_trigger(self, spans: Sequence[Span] | frozenset[Span]) -> bool:
        return any(span.meets(self.trigger) for span in spans)

    def claimed(self, same: bool) -> bool:
        """Whether a claim, of the same kind or another, points at the trigger's words."""
        kind = KINDS[self.verdict.kind]
        return any(
            self.at_trigger(claim.evidence)
            for claim in self.claims
            if isinstance(claim.content, kind) == same
        )

    def coded_there(self, same: bool) -> bool:
        """Whether a line, of the same kind or another, has its trigger in the claim's words."""
        assert self.verdict.claim is not None
        return any(
            span.meets(line.trigger)
            for line in self.coded.claims
            for span in self.verdict.claim.evidence
            if (line.kind == self.verdict.kind) == same and line.kind in KINDS
        )


MISSED: Classes[Item] = {
    "whole report not parsed": lambda one: not one.seen.parsed,
    "sentence screened": lambda one: not one.at_trigger(one.seen.parsed),
    "claim there is another line's": lambda one: one.claimed(same=True),
    "read as another kind": lambda one: one.claimed(same=False),
    "row fired, nothing claimed": lambda one: one.at_trigger(one.seen.fired),
    "no predicate": lambda one: not one.at_trigger(one.seen.predicates),
    "no row fired": always,
}


def _missed(one: Item) -> str:
    """The class of a missed claim; where no row fired, why."""
    name = first(MISSED, one)
    if name != "no row fired":
        return name
    return next(why for span, why in one.seen.silent.items() if span.meets(one.trigger))


UNCODED: Classes[Item] = {
    "report of no war": lambda one: not one.coded.claims,
    "coded once, read twice": lambda one: one.coded_there(same=True),
    "coded as another kind": lambda one: one.coded_there(same=False),
    "not actual": lambda one: _claim(one).realis != "actual",
    "background": lambda one: _claim(one).background,
    "seen by the model alone": lambda one: any(w.startswith("model:") for w in _claim(one).why),
    "nobody coded it": always,
}


def _claim(one: Item) -> Claim:
    assert one.verdict.claim is not None
    return one.verdict.claim


# ------------------------------------------------------------------------------ wrong slots


@dataclass(frozen=True)
class Slot:
    """A slot that is wrong: the words that were coded, and whether the reader left it empty."""

    words: tuple[Words, ...]
    empty: bool
    trigger: Span
    sentences: tuple[Span, ...]

    def where(self) -> int:
        """How many sentences behind the trigger the first coded words stand."""
        return self._number(self.words[0].span) - self._number(self.trigger)

    def _number(self, span: Span) -> int:
        ends = (at for at, each in enumerate(self.sentences) if span.start < each.end)
        return next(ends, len(self.sentences))


SLOT: Classes[Slot] = {
    "nothing coded": lambda one: not one.words,
    "empty, same sentence": lambda one: one.empty and one.where() == 0,
    "empty, sentence before": lambda one: one.empty and one.where() == -1,
    "empty, further before": lambda one: one.empty and one.where() < -1,
    "empty, named behind": lambda one: one.empty,
    "another, right one in same sentence": lambda one: one.where() == 0,
    "another, right one before": lambda one: one.where() < 0,
    "another, right one behind": always,
}


def _slots(one: Item) -> Iterator[str]:
    coded, verdict = one.verdict.coded, one.verdict
    assert coded is not None
    for name in SLOTS:
        if name in verdict.right:
            continue
        if name in ("type", "stance", "realis"):
            yield f"{name}: {_coded(coded, name)} read as {_read(verdict, name)}"
            continue
        words = coded.words(CODED.get(name) or _who(coded))
        slot = Slot(words, name in verdict.empty, one.trigger, one.seen.sentences)
        yield f"{name}: {first(SLOT, slot)}"


def _who(coded: Coded) -> str:
    return {"count": "target", "assessment": "about"}.get(coded.kind, "actor")


def _coded(coded: Coded, name: str) -> str:
    if name == "type":
        return "/".join(each for each in (coded.type, coded.facet) if each)
    return coded.values.get(name, {"stance": "reports", "realis": "actual"}[name])


def _read(verdict: Verdict, name: str) -> str:
    claim = verdict.claim
    assert claim is not None
    if name == "realis":
        return claim.realis
    if name == "stance":
        return claim.said_by[0].stance if claim.said_by else "nobody's words"
    said = [getattr(claim.content, each, "") for each in ("type", "change", "of", "sense", "facet")]
    return "/".join(each for each in said if each)


# ------------------------------------------------------------------------------ all of them


def errors(coded: Sequence[CodedReport], book: Book) -> list[Found]:
    """The errors in the coded reports by kind: missed, not coded, slots that are wrong."""
    judged = own.judged(coded, book)
    views = over(seen, [each.report for each in coded], book)
    missed, uncoded, wrong = Counter[str](), Counter[str](), Counter[str]()
    for report, verdicts, view in zip(coded, judged, views, strict=True):
        claims = tuple(each.claim for each in verdicts if each.claim is not None)
        for verdict in verdicts:
            one = Item(verdict, report, claims, view)
            if verdict.claim is None:
                missed[f"{verdict.kind}: {_missed(one)}"] += 1
            elif verdict.coded is None:
                uncoded[f"{verdict.kind}: {first(UNCODED, one)}"] += 1
            else:
                wrong.update(_slots(one))
    return [
        Found("gold: missed", missed), Found("gold: not coded", uncoded),
        Found("gold: slots", wrong),
    ]  # fmt: skip


def half(book: Book) -> list[Found]:
    """The errors on the open half."""
    return errors(load([own.GOLD / HALF]), book)

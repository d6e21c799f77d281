"""Our own gold against what the reader claims: which claims are there, and which slots are right.

A claim of the reader and a coded claim are about the same words when they are of one kind and the
trigger lies in the claim's evidence. Of several, those go together that agree in most slots. A slot
is right when both leave it empty or both fill it with the same: for names, words that meet, or a
name that the text uses for them; for times, the same first and last day.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from bench.coded import Coded, CodedReport, Words
from foglift import codebook
from foglift.model import Assessment, Claim, Control, Count, Event, Intent, Mention, Span

SLOTS = ("type", "who", "where", "when", "says")
KINDS: dict[str, type[Event | Control | Count | Intent | Assessment]] = {
    "event": Event,
    "control": Control,
    "count": Count,
    "intent": Intent,
    "assessment": Assessment,
}


@dataclass(frozen=True)
class Verdict:
    """A coded claim and the reader's beside it: which slots are right. `claim` is None for one that
    was missed, `coded` None for one that nobody coded; `empty` are the slots it leaves out."""

    kind: str
    coded: Coded | None
    claim: Claim | None
    right: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()

    @property
    def whole(self) -> bool:
        """Whether kind, type, who, where, when and who says so are all right."""
        return self.right.issuperset(SLOTS)

    @property
    def sound(self) -> bool:
        """Whether nothing that the reader says is wrong; what it leaves out does not count."""
        said = self.right | self.empty
        return self.coded is not None and said.issuperset((*SLOTS, "realis", "number"))

    @property
    def false(self) -> bool:
        """Whether the reader says that something happened which the text does not say at these
        words: nobody coded it, or it is of another type, or did not happen. An empty slot is an
        omission, not a false fact."""
        if self.claim is None or self.claim.realis != "actual":
            return False
        return self.coded is None or not self.right.issuperset(("type", "realis"))


def verdicts(coded: CodedReport, claims: Iterable[Claim]) -> list[Verdict]:
    """Each coded claim of a report with the reader's beside it, then the reader's other claims."""
    gold = [claim for claim in coded.claims if claim.kind in KINDS]
    read = list(claims)
    names = _Names(coded.report.text, read)
    met = [
        (_right(one, claim, names), at, other)
        for (at, one), (other, claim) in product(enumerate(gold), enumerate(read))
        if isinstance(claim.content, KINDS[one.kind]) and _anchored(one, claim)
    ]
    pairs: dict[int, tuple[int, frozenset[str]]] = {}
    taken: set[int] = set()
    for right, at, other in sorted(met, key=lambda pair: (-len(pair[0]), pair[1], pair[2])):
        if at not in pairs and other not in taken:
            pairs[at] = (other, right)
            taken.add(other)
    found = []
    for at, one in enumerate(gold):
        other, right = pairs.get(at, (-1, frozenset()))
        claim = read[other] if other >= 0 else None
        found.append(Verdict(one.kind, one, claim, right, _empty(claim) if claim else frozenset()))
    spare = [claim for number, claim in enumerate(read) if number not in taken]
    return [*found, *(Verdict(_kind(claim), None, claim) for claim in spare)]


def _kind(claim: Claim) -> str:
    return next(name for name, kind in KINDS.items() if isinstance(claim.content, kind))


def _anchored(coded: Coded, claim: Claim) -> bool:
    return any(span.meets(coded.trigger) for span in claim.evidence)


# ----------------------------------------------------------------------------- the slots


class _Names:
    """What words of a text name: the refs that the reader gives to mentions at these words."""

    def __init__(self, text: str, claims: Iterable[Claim]) -> None:
        self._text = text
        self._mentions = [mention for claim in claims for mention in _mentions(claim)]
        self._label = codebook.load().label

    def same(self, words: Words, mention: Mention) -> bool:
        """Whether a mention is these words, or a name of what they stand for."""
        spans = [words.span, *self._spans(words.value)]
        if any(span.meets(mention.span) for span in spans):
            return True
        refs = {each.ref for each in self._mentions if any(s.meets(each.span) for s in spans)}
        said = {words.value.casefold(), self._text[words.span.start : words.span.end].casefold()}
        known = mention.ref in refs or self._label(mention.ref).casefold() in said
        return mention.ref != "" and known

    def _spans(self, words: str) -> Iterator[Span]:
        if words:
            for found in re.finditer(re.escape(words), self._text):
                yield Span(found.start(), found.end())


def _mentions(claim: Claim) -> Iterator[Mention]:
    content = claim.content
    match content:
        case Event() | Intent():
            yield from (*content.actors, *content.recipients)
        case Control(holder=Mention() as holder):
            yield holder
        case Count():
            yield from (*content.by, *([content.whom] if content.whom else []))
        case Assessment():
            yield from content.about
    if claim.where:
        yield claim.where.place
    yield from (link.source for link in claim.said_by)


def _right(coded: Coded, claim: Claim, names: _Names) -> frozenset[str]:
    """The names of the slots that are right."""
    tests = {
        "type": _type(coded, claim),
        "who": _all(coded.words(_who(coded)), _who_read(claim), names),
        "where": _all(coded.words("place"), _where(claim), names),
        "when": _when(coded, claim),
        "says": _all(coded.words("source")[:1], _speaker(claim), names),
        "stance": _stance(coded, claim),
        "realis": coded.values.get("realis", "actual") == claim.realis,
        "number": coded.kind != "count" or _number(coded, claim),
    }
    return frozenset(name for name, holds in tests.items() if holds)


def _empty(claim: Claim) -> frozenset[str]:
    """The slots a claim leaves open; a time that no words say is one."""
    open_ = {
        "who": not _who_read(claim),
        "where": claim.where is None,
        "when": claim.when is None or claim.when.span is None,
        "says": not claim.said_by,
        "number": isinstance(claim.content, Count) and claim.content.low is None,
    }
    return frozenset(name for name, is_open in open_.items() if is_open)


def _type(coded: Coded, claim: Claim) -> bool:
    """The same type; where both name a facet, the same facet."""
    content = claim.content
    match content:
        case Event():
            same_facet = not coded.facet or not content.facet or content.facet == coded.facet
            return content.type == coded.type and same_facet
        case Intent():
            return content.type.partition("/")[0] == coded.type
        case Control():
            return content.change == coded.type
        case Count():
            return content.of == coded.type
        case Assessment():
            return content.sense == coded.type


def _who(coded: Coded) -> str:
    return {"count": "target", "assessment": "about"}.get(coded.kind, "actor")


def _who_read(claim: Claim) -> tuple[Mention, ...]:
    content = claim.content
    match content:
        case Event() | Intent():
            return content.actors
        case Control():
            return (content.holder,) if content.holder else ()
        case Count():
            return (content.whom,) if content.whom else ()
        case Assessment():
            return content.about


def _where(claim: Claim) -> tuple[Mention, ...]:
    return (claim.where.place,) if claim.where else ()


def _speaker(claim: Claim) -> tuple[Mention, ...]:
    return tuple(link.source for link in claim.said_by[:1])


def _stance(coded: Coded, claim: Claim) -> bool:
    """The same stance of the nearest speaker; where neither names one there is none to have it."""
    if not claim.said_by:
        return not coded.words("source") or coded.values.get("stance", "reports") == "reports"
    return coded.values.get("stance", "reports") == claim.said_by[0].stance


def _all(coded: Sequence[Words], read: Sequence[Mention], names: _Names) -> bool:
    """Whether both name the same: each of the one is among the other."""
    return all(any(names.same(words, each) for each in read) for words in coded) and all(
        any(names.same(words, each) for words in coded) for each in read
    )


def _when(coded: Coded, claim: Claim) -> bool:
    """A time that no words say (the report's own day) is an empty slot where none is coded."""
    times, when = coded.words("time"), claim.when
    if not times or when is None:
        return not times and (when is None or when.span is None)
    if not times[0].value:
        return when.span is not None and when.span.meets(times[0].span)
    return _days(times[0].value) == (when.start, when.end)


def _days(value: str) -> tuple[date | None, date | None]:
    """ "2023-06-14" is one day, "2023-06-05.." open."""
    first, dots, last = value.partition("..")
    ends = [date.fromisoformat(each) if each else None for each in (first, last)]
    return (ends[0], ends[1] if dots else ends[0])


def _number(coded: Coded, claim: Claim) -> bool:
    assert isinstance(claim.content, Count)
    read = (claim.content.low, claim.content.high)
    values = [words.value for words in coded.words("count")]
    if not values or not values[0]:
        return read == (None, None)
    first, dots, last = values[0].replace(",", "").partition("..")
    low, high = (int(each) if each else None for each in (first, last))
    return read == (low, high if dots else low)


# ----------------------------------------------------------------------------- the figures

Scores = dict[str, float]


def scores(found: Sequence[Verdict]) -> Scores:
    """The figures of docs/evaluation.md, in percent."""
    pairs = [each for each in found if each.coded and each.claim]
    counts = [each for each in found if each.kind == "count"]
    control = [each for each in found if each.kind == "control"]
    read = [each for each in found if each.claim]
    figures = {
        "whole-record F1": _f1(found, ("type", "who", "where", "when", "says")),
        "found F1": _f1(found, ()),
        "control changes F1": _f1(control, ("type", "who", "where")),
        "counts with scope F1": _f1(counts, ("type", "number", "where", "when")),
        "stance right": _share(each.right >= {"stance"} for each in pairs),
        "realis right": _share(each.right >= {"realis"} for each in pairs),
        "false facts": _share(each.false for each in read),
        "sound claims": _share(each.sound for each in read),
    }
    for slot in SLOTS:
        figures[f"{slot} right"] = _share(slot in each.right for each in pairs)
    return figures


def _f1(found: Iterable[Verdict], slots: Iterable[str]) -> float:
    """F1 of the claims whose named slots are all right, over all coded and all read."""
    counted: Counter[str] = Counter()
    for each in found:
        counted["coded"] += each.coded is not None
        counted["read"] += each.claim is not None
        both = each.coded is not None and each.claim is not None
        counted["right"] += both and each.right.issuperset(slots)
    total = counted["coded"] + counted["read"]
    return round(200 * counted["right"] / total, 1) if total else 0.0


def _share(tests: Iterable[bool]) -> float:
    found = list(tests)
    return round(100 * sum(found) / len(found), 1) if found else 0.0

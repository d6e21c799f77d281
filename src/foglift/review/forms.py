"""A claim as the words of a form, and the words of a form as a claim."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, get_args

import msgspec

from foglift.codebook import Book
from foglift.codebook.gazetteer import PREFIXES
from foglift.flow import AskError
from foglift.model import (
    PERSON,
    Assessment,
    Attribution,
    Change,
    Claim,
    Content,
    Control,
    Count,
    Counted,
    Event,
    Intent,
    Mention,
    Precision,
    Realis,
    Relation,
    Report,
    Sense,
    Span,
    Stance,
    When,
    Where,
    sealed,
)
from foglift.text import fold

Values = Mapping[str, str]

# The fields of each kind of claim, and those of all.
KINDS: dict[str, tuple[str, ...]] = {
    "event": ("type", "actors", "recipients"),
    "control": ("change", "holder"),
    "count": ("of", "low", "high", "whom", "by"),
    "intent": ("type", "actors", "recipients"),
    "assessment": ("sense", "about"),
}
COMMON = ("place", "relation", "start", "end", "speaker", "stance", "realis", "words", "at")
CHOICES: dict[str, tuple[str, ...]] = {
    "change": get_args(Change),
    "of": get_args(Counted),
    "sense": get_args(Sense),
    "relation": get_args(Relation),
    "stance": get_args(Stance),
    "realis": get_args(Realis),
}


def fields(report: Report, claim: Claim, book: Book) -> dict[str, str]:
    """What each field of the claim holds, in words that `formed` takes: names, days, numbers. A
    name that is not resolved stands as in the report; one that others share too, as its id."""
    found = _content_fields(report, claim.content, book)
    where, when = claim.where, claim.when
    link = claim.said_by[0] if claim.said_by else None
    found |= {
        "place": _shown(report, where.place, book) if where else "",
        "relation": where.relation if where else "at",
        "start": when.start.isoformat() if when and when.start else "",
        "end": when.end.isoformat() if when and when.end else "",
        "speaker": _shown(report, link.source, book) if link else "",
        "stance": link.stance if link else "",
        "realis": claim.realis,
        "words": _words(report, claim.evidence[0]),
        "at": str(claim.evidence[0].start),
    }
    return found


def _content_fields(report: Report, content: Content, book: Book) -> dict[str, str]:
    def names(mentions: Iterable[Mention | None]) -> str:
        return "; ".join(_shown(report, one, book) for one in mentions if one)

    match content:
        case Event() | Intent():
            return {
                "type": content.type + (f"/{content.facet}" if content.facet else ""),
                "actors": names(content.actors),
                "recipients": names(content.recipients),
            }
        case Control():
            return {"change": content.change, "holder": names([content.holder])}
        case Count():
            return {
                "of": content.of,
                "low": "" if content.low is None else str(content.low),
                "high": "" if content.high is None else str(content.high),
                "whom": names([content.whom]),
                "by": names(content.by),
            }
        case Assessment():
            return {"sense": content.sense, "about": names(content.about)}


def formed(
    report: Report, kind: str, values: Values, book: Book, by: str, old: Claim | None = None
) -> Claim:
    """The claim that a person gives: the old one, if any, with these fields. Raises AskError for a
    field that says nothing known, or words that are not in the report."""
    if kind not in KINDS:
        raise AskError(f"no claim is of the kind '{kind}'; there are {', '.join(KINDS)}")
    strange = [name for name in values if name not in (*KINDS[kind], *COMMON)]
    if strange:
        known = ", ".join((*KINDS[kind], *COMMON))
        raise AskError(f"'{strange[0]}' is no field of such a claim; there are {known}")
    was = fields(report, old, book) if old else {}
    given = {name: " ".join(said.split()) for name, said in values.items() if name != "words"}
    changed = {name: said for name, said in given.items() if said != was.get(name, "")}
    form = _Form(report, book, by, {**was, **given}, changed, old)
    claim = form.claim(kind, values.get("words", was.get("words", "")))
    if fault := _fault(report, claim):
        raise AskError(fault)
    return claim


def _fault(report: Report, claim: Claim) -> str:
    from foglift.read.check import fault  # loads the language: seconds

    whole = claim.content.part_of if isinstance(claim.content, Count) else ""
    return fault(report, claim, {whole})


class _Form:
    """A form as it is filled in: what all fields say, which of them say something new."""

    def __init__(
        self,
        report: Report,
        book: Book,
        by: str,
        said: Values,
        changed: Values,
        old: Claim | None,
    ) -> None:
        self.report, self.book, self.by = report, book, by
        self.said, self.changed, self.old = said, changed, old
        self.start = old.evidence[0].start if old else 0
        self.via = f"given by {by}"

    def claim(self, kind: str, words: str) -> Claim:
        evidence = self._evidence(words)
        self.start = evidence[0].start
        content = self._content(kind)
        made = Claim(
            id="",
            report=self.report.id,
            evidence=evidence,
            content=content,
            said_by=self._said_by(),
            where=self._where(),
            when=self._when(),
            realis=self._choice("realis", "actual"),
            background=self.old.background if self.old else False,
            why=(self.via,),
            reader=PERSON,
        )
        return sealed(made)

    # ------------------------------------------------------------------------------- the words

    def _evidence(self, words: str) -> tuple[Span, ...]:
        if self.old and words == _words(self.report, self.old.evidence[0]):
            return self.old.evidence
        if not words.strip():
            raise AskError("a claim stands on words: give them as they are in the report")
        text = self.report.text
        found = _all(text, words)
        if not found:
            raise AskError("these words are not in the report, character for character")
        at = self.said.get("at", "")
        near = [one for one in found if str(one) == at]
        if len(found) > 1 and not near:
            places = ", ".join(str(one) for one in found[:9])
            raise AskError(f"these words are in the report {len(found)} times: at {places}")
        first = (near or found)[0]
        rest = self.old.evidence[1:] if self.old else ()
        return (Span(first, first + len(words)), *rest)

    # ----------------------------------------------------------------------------- the content

    def _content(self, kind: str) -> Content:
        old = self.old.content if self.old else None
        match kind:
            case "event" | "intent":
                return self._event(kind, old)
            case "control":
                base = old if isinstance(old, Control) else Control("holds")
                holder = self._names("holder", (base.holder,))
                return msgspec.structs.replace(
                    base, change=self._choice("change", ""), holder=holder[0] if holder else None
                )
            case "count":
                return self._count(old if isinstance(old, Count) else Count("killed"))
            case _:
                about = old.about if isinstance(old, Assessment) else ()
                return Assessment(self._choice("sense", ""), self._names("about", about))

    def _event(self, kind: str, old: Content | None) -> Content:
        type, _, facet = self.said.get("type", "").partition("/")
        if (type, facet) not in self.book.events:
            raise AskError(f"no type of event is called '{self.said.get('type', '')}'")
        known = old if isinstance(old, Event | Intent) else None
        actors = self._names("actors", known.actors if known else ())
        recipients = self._names("recipients", known.recipients if known else ())
        if kind == "event":
            return Event(type, facet, actors, recipients)
        condition = known.condition if isinstance(known, Intent) else None
        return Intent(type, actors, recipients, condition, facet)

    def _count(self, base: Count) -> Count:
        whom = self._names("whom", (base.whom,))
        low, high = self._number("low"), self._number("high")
        if low is not None and high is not None and low > high:
            raise AskError(f"the lowest number, {low}, is above the highest, {high}")
        return msgspec.structs.replace(
            base,
            of=self._choice("of", ""),
            low=low,
            high=high,
            whom=whom[0] if whom else None,
            by=self._names("by", base.by),
        )

    def _number(self, name: str) -> int | None:
        said = self.said.get(name, "").replace(",", "")
        if not said:
            return None
        if not said.isdecimal() or len(said) > 9:
            raise AskError(f"{name}: '{said}' is no number")
        return int(said)

    def _choice(self, name: str, default: str) -> Any:
        said = self.said.get(name, "") or default
        if said not in CHOICES[name]:
            raise AskError(f"{name}: '{said}' is none of {', '.join(CHOICES[name])}")
        return said

    # ------------------------------------------------------------------------- where, when, who

    def _where(self) -> Where | None:
        was = self.old.where if self.old else None
        if not {"place", "relation"} & self.changed.keys():
            return was
        said = self.said.get("place", "")
        if not said:
            return None
        place = was.place if was and "place" not in self.changed else self._place(said, was)
        relation = self._choice("relation", "at")
        if was and relation == was.relation:
            return msgspec.structs.replace(was, place=place)
        return Where(place, relation)

    def _place(self, said: str, was: Where | None) -> Mention:
        gazetteer = self.book.gazetteer
        if gazetteer.knows(said):
            return self._mention(said, gazetteer.place(said).name)
        home = (gazetteer.place(was.place.ref).country,) if was and was.place.ref else ()
        named = gazetteer.named(said, home)
        if not named:
            raise AskError(f"no place is called '{said}'")
        return self._mention(named[0][0].id, said)

    def _when(self) -> When | None:
        was = self.old.when if self.old else None
        if not {"start", "end"} & self.changed.keys():
            return was
        start, end = self._day("start"), self._day("end")
        if start is None and end is None:
            return None
        if start and end and start > end:
            raise AskError(f"{start} is after {end}")
        return When(start, end, _precision(start, end), was.span if was else None, self.via)

    def _day(self, name: str) -> date | None:
        said = self.said.get(name, "")
        try:
            return date.fromisoformat(said) if said else None
        except ValueError:
            raise AskError(f"{name}: '{said}' is no day: write it as 2024-12-05") from None

    def _said_by(self) -> tuple[Attribution, ...]:
        was = self.old.said_by if self.old else ()
        if not {"speaker", "stance"} & self.changed.keys():
            return was
        if not self.said.get("speaker", ""):
            return ()  # the report's own voice
        stance = self._choice("stance", "reports")
        if was and "speaker" not in self.changed:
            return (msgspec.structs.replace(was[0], stance=stance), *was[1:])
        (source,) = self._names("speaker", ())[:1]
        day = self.report.published
        return (
            Attribution(
                source, stance, self.book.role(source.ref), self.book.side(source.ref, day)
            ),
            *was[1:],
        )

    def _names(self, name: str, was: Iterable[Mention | None]) -> tuple[Mention, ...]:
        """Those named in a field; whom the claim named before it names in the same words."""
        known = {_shown(self.report, one, self.book): one for one in was if one}
        said = [each.strip() for each in self.said.get(name, "").split(";") if each.strip()]
        return tuple(known.get(each) or self._mention(self._who(each), each) for each in said)

    def _who(self, said: str) -> str:
        found = _meant(said, self.book, self.report.published)
        if not found:
            raise AskError(f"the codebook knows nobody called '{said}'")
        if len(found) > 1:
            raise AskError(f"'{said}' may be {', '.join(found)}: write one of these")
        return found[0]

    def _mention(self, ref: str, said: str) -> Mention:
        """The name where the report has it, nearest to the claim; else without words."""
        text = self.report.text.casefold()
        for words in (said, self.book.label(ref)):
            found = _all(text, words.casefold()) if len(text) == len(self.report.text) else []
            if found:
                at = min(found, key=lambda one: (abs(one - self.start), one))
                return Mention(Span(at, at + len(words.casefold())), ref, self.via)
        return Mention(Span(self.start, self.start), ref, self.via)


def _all(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _precision(start: date | None, end: date | None) -> Precision:
    if start is None or end is None:
        return "unknown"
    days = (end - start).days
    return "day" if days == 0 else "week" if days < 8 else "month" if days < 32 else "year"


def _shown(report: Report, mention: Mention, book: Book) -> str:
    if not mention.ref:
        return " ".join(_words(report, mention.span).split())
    name = book.label(mention.ref)
    if mention.ref.startswith(PREFIXES):
        named = book.gazetteer.named(name)
        return name if named and named[0][0].id == mention.ref else mention.ref
    return name if _meant(name, book, report.published) == (mention.ref,) else mention.ref


def _meant(said: str, book: Book, day: date | None) -> tuple[str, ...]:
    """Whom a name may mean on a day: ids, and the names and words of the codebook."""
    if book.label(said) != said or said in book.actors or said in book.sources:
        return (said,)
    folded = fold(said).removeprefix("the ")
    people = tuple(f"people:{row.id}" for row in book.people if folded in (row.word, row.id))
    found = book.names().get(folded) or book.words().get(folded) or people
    return tuple(dict.fromkeys(book.current(found, day) or found))


def _words(report: Report, span: Span) -> str:
    return report.text[span.start : span.end]

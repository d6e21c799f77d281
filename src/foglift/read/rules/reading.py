"""Everything one report's rules share, and how a claim is put together from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from spacy.tokens import Token

from foglift.codebook import Book
from foglift.model import Attribution, Claim, Content, Realis, Span, When, Where, sealed
from foglift.read.rules import frames, moments, places
from foglift.read.rules.frames import Frame
from foglift.read.rules.locations import filed_from
from foglift.read.rules.mentions import Mentions, scope
from foglift.read.rules.moments import Owned
from foglift.read.rules.news import is_background
from foglift.read.rules.parse import Doc, Sentence
from foglift.read.rules.propositions import Proposition, propositions
from foglift.read.rules.times import Time
from foglift.read.rules.voices import Chain, Voices


@dataclass(frozen=True, eq=False)
class Reading:
    """A parsed report with its names, voices, times, propositions and frames."""

    doc: Doc
    mentions: Mentions
    voices: Voices
    book: Book

    @cached_property
    def propositions(self) -> dict[int, tuple[Proposition, ...]]:
        """Sentence number -> its propositions."""
        return {each.index: propositions(each, self.book) for each in self.doc.sentences}

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        return tuple(frame for found in self._frames.values() for frame in found)

    def frames_of(self, sentence: int) -> tuple[Frame, ...]:
        """The frames of one sentence."""
        return self._frames.get(sentence, ())

    @cached_property
    def _frames(self) -> dict[int, tuple[Frame, ...]]:
        doc, mentions = self.doc, self.mentions
        return {
            index: tuple(
                frames.frames(
                    found,
                    mentions,
                    self.book,
                    places.topic(index, mentions, doc),
                    places.before(index, mentions, doc, self.book),
                )
            )
            for index, found in self.propositions.items()
            if found
        }

    @cached_property
    def places(self) -> dict[Frame, Where | None]:
        """The place of each frame itself: its row's, its clause's, a site's or its line's."""
        return {each: places.own(each, self.mentions, self.doc, self.book) for each in self.frames}

    def place(self, frame: Frame) -> Where | None:
        """The place of a frame, also of one of what is planned."""
        if frame in self.places:
            return self.places[frame]
        return places.own(frame, self.mentions, self.doc, self.book)

    def beside(self, head: Token, sentence: Sentence) -> list[Frame]:
        """What else happened, as the sentence tells, the nearest before the predicate first."""
        told = [
            each
            for each in self.frames_of(sentence.index)
            if not each.spoken
            and (each.row.event or each.row.count)
            and each.proposition.realis == "actual"
            and each.proposition.head != head
        ]
        return sorted(told, key=lambda each: _distance(each.proposition.head, head))

    @cached_property
    def times(self) -> dict[int, tuple[Owned, ...]]:
        """Sentence number -> its times, each with the predicate it belongs to."""
        return moments.owned(self.doc, self.propositions, self.looks_back)

    @cached_property
    def looks_back(self) -> date | None:
        return moments.looks_back(self.doc)

    def own_times(self, head: Token, sentence: Sentence) -> tuple[Time, ...]:
        """The times said of the predicate itself."""
        return tuple(t for t, owner in self.times.get(sentence.index, ()) if owner == head)

    @cached_property
    def theatre(self) -> str:
        """ISO code of the country the report is most about, "" for none."""
        countries = scope(self.doc.report, self.mentions, self.book)
        filed = None if countries else filed_from(self.doc, self.book.gazetteer)
        return countries[0] if countries else filed.country if filed else ""

    def voice(self, frame: Frame) -> Chain:
        """Who says that it happened. Whoever only judges it ("called the loss of the port a
        blow") takes it as known: then it is told by the speaker around, or by the report."""
        chain = self.voices.of(frame.proposition.span)
        if frame.proposition.noun and chain and chain[0].stance in {"judges", "expects"}:
            return chain[1:]
        return chain

    def claim(
        self,
        content: Content,
        evidence: Iterable[Span],
        why: Iterable[str],
        said_by: tuple[Attribution, ...],
        *,
        where: Where | None = None,
        when: When | None = None,
        realis: Realis = "actual",
    ) -> Claim:
        """The claim, complete but for its place among others; sealed with its id."""
        return sealed(
            Claim(
                id="",
                report=self.doc.report.id,
                evidence=tuple(dict.fromkeys(evidence)),
                content=content,
                said_by=said_by,
                where=where,
                when=when,
                realis=realis,
                background=is_background(when, self.doc),
                why=tuple(dict.fromkeys(why)),
            )
        )


def _distance(told: Token, head: Token) -> tuple[bool, int]:
    return told.i > head.i, abs(told.i - head.i)

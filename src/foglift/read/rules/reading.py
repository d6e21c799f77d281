"""Everything one report's rules share, and how a claim is put together from it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import msgspec
from spacy.tokens import Token

from foglift.codebook import Book
from foglift.model import Attribution, Claim, Content, Mention, Realis, Span, When, Where, sealed
from foglift.read.rules import frames, places
from foglift.read.rules.frames import Filler, Frame
from foglift.read.rules.mentions import Mentions, Named, by_speaker, narrated, scope
from foglift.read.rules.parse import Doc, Sentence
from foglift.read.rules.propositions import STATES, Proposition, propositions
from foglift.read.rules.times import Interval, Time, latest_past_year, named, refers_back, times
from foglift.read.rules.voices import Voices, stance

# Older than this before the report, a happening is told as background.
RECENT = timedelta(days=31)
UNTIMED = "no time said"
OF_THE_DAY = "no time said; the day of the report or the one before"
LONG_AGO = "no time said; told of former times"
# Sentences that tell the news of the day; what stands below may be days old.
LEAD = 8
# Sentences of a report that is all news of the day.
SHORT = 24
# Sentences back to which "the next day" or "that month" may point.
TOLD = 4
# Types told of by what somebody says or agrees to, wherever it happened.
SAYING = {"STATEMENT", "RESPONSIBILITY", "THREAT", "AGREEMENT"}
# How a place was found that another clause names; its words are not quoted.
ELSEWHERE = "; told beside it"
# A note is about the place that one of so many sentences before it begins with.
NOTES = 8
# A place further off than these characters is not quoted with its claim.
NEARBY = 40
# Lines that a heading may stand above what is listed under it.
LIST = 12
HEADING = {":", ")"}  # what a heading ends with: "Since the truce (3 October)"
SINCE = re.compile(
    r"\bsince the (?:start|beginning|outbreak|onset|escalation|ceasefire|truce|war|announcement)"
    r"(?: of [^.:;\n]{1,60}?)?(?=[.:;,(\n]| on |$)",
    re.IGNORECASE,
)
NUMBERED = re.compile(r": ?\d")
# Verbs of what is done about a happening on a later day: "condemned on Tuesday the killing of".
REACTIONS = {
    "condemn", "denounce", "protest", "deplore", "mourn", "commemorate",
    "investigate", "probe", "discuss", "regret", "criticize", "criticise", "decry", "lament",
    "avenge",
}  # fmt: skip
# An hour that begins a line of a running report: "19:30 Shots near the palace".
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?= [A-Z\"“'])")
_HOUR = re.compile(
    r"\b(?:(?:at|before|after|around|by) "
    r"(?:dawn|daybreak|sunrise|first light|noon|midday|midnight|sunset|dusk|nightfall)"
    r"|in the (?:early |late )?(?:morning|afternoon|evening)"
    r"|(?:at|around|about|by) (?:\d{1,2}[:.h]\d\d|\d{1,2} ?[ap]\.?m\b|\d{4} ?(?:hours|hrs|H)\b))",
    re.IGNORECASE,
)
CLAUSES = {
    "xcomp", "ccomp", "conj", "acl", "relcl", "dobj", "pobj", "prep", "pcomp", "nsubj",
    "nsubjpass", "advcl", "attr", "agent", "acomp", "appos", "dep", "obj", "oprd",
}  # fmt: skip


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
        return tuple(
            frame
            for index, found in self.propositions.items()
            for frame in frames.frames(
                found, self.mentions, self.book, self._topic(index), self.before(index)
            )
        )

    def before(self, index: int) -> Named | None:
        """The place that the two sentences before name last."""
        around = self.doc.sentences[max(0, index - 2) : index]
        named = [n for each in around for n in self.mentions.within(each.span)]
        places = [n for n in reversed(named) if n.kind == "place"]
        towns = [n for n in places if not n.ref or self._is_town(n.ref)]
        return next(iter((*towns, *places)), None)

    def _is_town(self, ref: str) -> bool:
        return self.book.gazetteer.place(ref).kind in {"locality", "neighbourhood", "site"}

    def _topic(self, index: int) -> Named | None:
        """The place that a note is about: the nearest sentence before begins with it, be it the
        title."""
        for sentence in reversed(self.doc.sentences[max(0, index - NOTES) : index]):
            named = self.mentions.within(sentence.span)
            if named and named[0].span.start == sentence.span.start and named[0].kind == "place":
                return named[0]
        return None

    def frames_of(self, sentence: int) -> tuple[Frame, ...]:
        """The frames of one sentence."""
        return self._frames.get(sentence, ())

    @cached_property
    def _frames(self) -> dict[int, tuple[Frame, ...]]:
        found: dict[int, list[Frame]] = {}
        for frame in self.frames:
            found.setdefault(frame.sentence.index, []).append(frame)
        return {index: tuple(these) for index, these in found.items()}

    @cached_property
    def looks_back(self) -> date | None:
        return latest_past_year(self.doc.text) if self.doc.report.published is None else None

    @cached_property
    def times(self) -> dict[int, tuple[tuple[Time, Token], ...]]:
        """Sentence number -> its times, each with the predicate it belongs to."""
        return {each.index: self._times(each) for each in self.doc.sentences if each.tokens}

    def _times(self, sentence: Sentence) -> tuple[tuple[Time, Token], ...]:
        """A day of the week is the last one, or the next where its predicate is yet to come."""
        stated = self.propositions[sentence.index]
        heads = {each.head.i for each in stated}
        planned = {each.head.i for each in stated if each.realis == "planned"}
        found = []
        ahead = {each.when.span: each for each in self._said_times(sentence, True)}
        for past in self._said_times(sentence, False):
            span = past.when.span
            owner = _owner(sentence, span, heads) if span is not None else None
            if owner is not None:
                coming = ahead.get(span, past)
                found.append((coming if owner.i in planned else past, owner))
        return tuple(found)

    def _said_times(self, sentence: Sentence, future: bool) -> list[Time]:
        words, start = self.doc.words(sentence.span), sentence.span.start
        published, told = self.doc.report.published, self._told_before(sentence)
        return times(words, start, published, self.looks_back, future=future, told=told)

    def _told_before(self, sentence: Sentence) -> tuple[Interval, ...]:
        """The times of the sentences before that "the next day" may be reckoned from."""
        published = self.doc.report.published
        if published is None or not refers_back(self.doc.words(sentence.span)):
            return ()
        before = self.doc.sentences[max(0, sentence.index - TOLD) : sentence.index]
        return tuple(
            each.interval
            for one in before
            for each in named(self.doc.words(one.span), one.span.start, published)
        )

    def when(self, head: Token, sentence: Sentence) -> When | None:
        """When the predicate happened; see `period`."""
        return self.period(head, sentence)[0]

    def period(self, head: Token, sentence: Sentence) -> tuple[When | None, bool]:
        """When the predicate happened, and whether it is a running total "since" then: its own
        time, else that of a clause below or around it, else the report's day."""
        found = self.own_times(head, sentence)
        found = found or self._relative_times(head, sentence)
        named = None if found else self._named_above(head, sentence)
        if named is not None:
            return named, False
        below = None if found else self._since_clause(head, sentence)
        if below is not None:
            return below, True
        token = head
        while not found and token.head != token and token.dep_ in CLAUSES:
            if token.pos_ == "NOUN" and token.head.lemma_ in REACTIONS:
                break
            token = token.head
            found = self.own_times(token, sentence)
        if found and head.lemma_ in STATES and _after(head, found[0], sentence):
            return self._opened(head, found[0], sentence), False
        if found:
            return _interval(found), found[0].sense == "since"
        return self._untimed(head, sentence), False

    def told_period(
        self, head: Token, sentence: Sentence, listed: bool
    ) -> tuple[When | None, bool]:
        """The period of a number told without a clause: its own, else the only one that its
        sentence names, else for what is `listed` under a heading the heading's."""
        own = self.times.get(sentence.index, ())
        if not own and listed:
            headed = self._headed(sentence)
            if headed is not None:
                return headed
        opening = SINCE.search(self.doc.words(sentence.span))
        if opening and not own:
            why = f"'{opening[0]}': no day said"
            return When(None, self.doc.report.published, "unknown", why=why), True
        if not self.own_times(head, sentence) and len(own) == 1:
            return _interval((own[0][0],)), own[0][0].sense == "since"
        when, since = self.period(head, sentence)
        if when is not None and when.why == UNTIMED and self._is_headline(sentence):
            return self._of_the_day(), since
        return when, since

    def headlined(self, sentence: Sentence) -> Where | None:
        """The one place that a headline names."""
        if not self._is_headline(sentence):
            return None
        return places.named_once(sentence, self.mentions, self.doc)

    def _is_headline(self, sentence: Sentence) -> bool:
        stop = self.doc.words(sentence.span).rstrip("\"'”’)")[-1:]
        return sentence.index < self._lead and stop not in {".", "!", "?", "…"}

    def _of_the_day(self) -> When:
        published = self.doc.report.published
        assert published is not None
        return When(published - timedelta(days=1), published, "day", why=OF_THE_DAY)

    def _headed(self, sentence: Sentence) -> tuple[When | None, bool] | None:
        """The period that a line above sets for a list: "Since the ceasefire (October 11):"."""
        published = self.doc.report.published
        above = self.doc.sentences[max(0, sentence.index - LIST) : sentence.index]
        for line in reversed(above):
            words = self.doc.words(line.span)
            if words.rstrip("*_ ")[-1:] not in HEADING:
                continue
            said = times(words, line.span.start, published, self.looks_back)
            since = SINCE.search(words)
            if since:
                start = said[0].when.start if said else None
                precision = said[0].when.precision if said else "unknown"
                why = f"under the heading '{since[0]}'"
                return When(start, published, precision, why=why), True
            if said and said[0].sense in {"during", "at"} and not NUMBERED.search(words):
                return said[0].when, False
        return None

    def _opened(self, head: Token, time: Time, sentence: Sentence) -> When:
        """From the time on: "had ruled there after a victory in 2016", until what the clause
        around it tells, else until the report."""
        above = self.own_times(_clause_above(head), sentence)
        end = above[0].when.end if above else self.doc.report.published
        why = f"from '{time.text}' on" + (f" until '{above[0].text}'" if above else "")
        return msgspec.structs.replace(time.when, end=end, why=why)

    def _named_above(self, head: Token, sentence: Sentence) -> When | None:
        """The time that the clause explains: "since 2016, when the army retook the city"."""
        token = head
        while token.dep_ in {"relcl", "xcomp", "ccomp", "advcl", "conj"} and token.head != token:
            token = token.head
            for time, _ in self.times.get(sentence.index, ()):
                span, start = time.when.span, time.when.start
                if span is None or start is None or not span.meets(sentence.at(token)):
                    continue
                if time.sense != "since":
                    return time.when
                last = date(start.year, 12, 31) if time.when.precision == "year" else start
                return msgspec.structs.replace(time.when, end=last, why=f"'{time.text}', when")
        return None

    def _relative_times(self, noun: Token, sentence: Sentence) -> tuple[Time, ...]:
        """The times of a noun's own clauses: "a massacre that killed thousands in the 1980s"."""
        if noun.pos_ != "NOUN":
            return ()
        beside = [o for p in noun.children if p.dep_ in {"prep", "agent"} for o in p.children]
        clauses = [c for n in (noun, *beside) for c in n.children if c.dep_ in {"relcl", "acl"}]
        return tuple(t for clause in clauses for t in self.own_times(clause, sentence))

    def _since_clause(self, head: Token, sentence: Sentence) -> When | None:
        """The time a clause or noun after "since" opens: "since violence erupted last week"."""
        for child in head.children:
            since = child.lower_ == "since" or any(
                m.lower_ == "since" and m.dep_ in {"mark", "prep"} for m in child.children
            )
            if not since or child.dep_ not in {"advcl", "prep"}:
                continue
            inside = [each for token in child.subtree for each in self.own_times(token, sentence)]
            published = self.doc.report.published
            if not inside:
                words = self.doc.words(sentence.across(child.left_edge, child.right_edge))
                return When(None, published, "unknown", why=f"'{words}': no day said")
            first = inside[0].when
            return msgspec.structs.replace(
                first, end=published, why=f"since {inside[0].text}; {first.why}".rstrip("; ")
            )
        return None

    def sentence_after(self, sentence: Sentence) -> Sentence | None:
        """The next sentence of the same paragraph."""
        index = sentence.index + 1
        beside = self.doc.sentences[index] if index < len(self.doc.sentences) else None
        return beside if beside and beside.paragraph == sentence.paragraph else None

    def mention(self, filler: Filler, frame: Frame) -> Mention:
        """The filler as a mention; "our soldiers" and "terrorist groups" by who says so."""
        named = filler.named
        if named is not None and named.kind == "country":
            return self._state(named)
        if named is not None and named.kind == "people" and _owned(frames.content(filler.head)):
            return self._owned_people(named)
        if named is None or named.ref or named.kind not in {"loaded", "pronoun"}:
            return frames.mention(filler, frame.sentence)
        chain = self.voices.of(named.span)
        day = self.doc.report.published
        if chain:
            named = by_speaker(named, chain[0].source.ref, self.mentions, self.book, day)
        if not named.ref and not (chain and chain[0].side):
            named = narrated(named, self.theatre, self.book, day)
        return Mention(named.span, named.ref, named.via)

    def _state(self, named: Named) -> Mention:
        """A country that acts ("Turkey's incursion"): its government."""
        country = self.book.gazetteer.place(named.ref).country if named.ref else ""
        state = self.book.state(country, self.doc.report.published)
        return Mention(named.span, state, f"{named.via}, which acts here")

    def _owned_people(self, named: Named) -> Mention:
        """ "its fighters" in the words of a party: the party's."""
        chain = self.voices.of(named.span)
        party = self.book.party(chain[0].source.ref) if chain and chain[0].side else ""
        if party and self.book.armed(named.ref):
            return Mention(named.span, party, f"{named.via}, of the speaker")
        return Mention(named.span, named.ref, named.via)

    def own_times(self, head: Token, sentence: Sentence) -> tuple[Time, ...]:
        return tuple(t for t, owner in self.times.get(sentence.index, ()) if owner == head)

    def _untimed(self, head: Token, sentence: Sentence) -> When | None:
        published = self.doc.report.published
        headed = self._heading_time(sentence) or self._hour(head, sentence)
        if headed is not None:
            return headed
        never = _told_from_later(head) and _negated(head)
        if published is None and never:
            return When(None, None, "unknown", why=LONG_AGO)
        if published is None:
            return When(self.looks_back, None, "unknown", why="the report has no date")
        if head.pos_ in {"NOUN", "PROPN"} and not _is_news(head):
            return When(None, published, "unknown", why="no time said; named as known")
        if never or _formerly(head) or self._of_the_past(head, sentence):
            return When(None, published, "unknown", why=LONG_AGO)
        if head.tag_ == "VBD" and self._after_old_news(sentence):
            return When(None, published, "unknown", why=LONG_AGO)
        if sentence.index < self._lead and _told_now(head):
            return self._of_the_day()
        return When(None, published, "unknown", why=UNTIMED)

    def _hour(self, head: Token, sentence: Sentence) -> When | None:
        """An hour of the day that is told of: the day said last in the paragraph, else that of
        the report. "The governor fled on Sunday. At dawn troops moved in"."""
        published = self.doc.report.published
        found = _HOUR.search(self.doc.words(sentence.span))
        if found is None or published is None:
            return None
        span = Span(sentence.span.start + found.start(), sentence.span.start + found.end())
        heads = {each.head.i for each in self.propositions[sentence.index]}
        owner = _owner(sentence, span, heads)
        token = head
        while token != owner and token.head != token and token.dep_ in CLAUSES:
            token = token.head
        if token != owner:
            return None
        day = self._day_before(sentence) or published
        return When(day, day, "day", span, f"'{found[0]}' of the day told of")

    def _day_before(self, sentence: Sentence) -> date | None:
        """The last single day said before the sentence in its paragraph."""
        for index in range(sentence.index - 1, -1, -1):
            if self.doc.sentences[index].paragraph != sentence.paragraph:
                return None
            for time, _ in reversed(self.times.get(index, ())):
                if time.sense in {"at", "during"} and time.when.precision == "day":
                    return time.when.start
        return None

    def _heading_time(self, sentence: Sentence) -> When | None:
        """The day that heads the line: "12 Aug, Bama: a woman stepped on a mine", "19:30 Shots"."""
        published = self.doc.report.published
        if published is None:
            return None
        for line in reversed(self.doc.sentences[: sentence.index + 1]):
            if line.paragraph != sentence.paragraph:
                break
            clock = _CLOCK.match(self.doc.text, line.span.start, line.span.end)
            if clock is not None:
                why = f"'{clock[0]}' of the report's day"
                return When(published, published, "day", Span(*clock.span()), why)
        heading = places.heading(sentence, self.doc)
        if heading is None:
            return None
        words = self.doc.words(heading)
        told = [
            each.when
            for each in times(
                words, heading.start, published, self.looks_back, future=False, told=()
            )
        ]
        return next((when for when in told if when.span), None)

    @property
    def _lead(self) -> int:
        """Sentences that tell the news of the day: most of a short report, the top of a long."""
        return LEAD if len(self.doc.sentences) <= SHORT else LEAD // 2

    def _after_old_news(self, sentence: Sentence) -> bool:
        """Whether the last time said, up to two sentences before, lies long back: an older story
        goes on."""
        for index in range(sentence.index - 1, max(-1, sentence.index - 3), -1):
            before = self.doc.sentences[index]
            if before.paragraph != sentence.paragraph:
                return False
            told = [time.when for time, _ in self.times.get(index, ())]
            if told:
                return all(self.is_background(when) for when in told)
        return False

    def _of_the_past(self, head: Token, sentence: Sentence) -> bool:
        """Whether the sentence tells of former times: every time said beside the predicate (not
        below it) is long past, or it names somebody who was out of office by the report."""
        told = [
            time.when
            for time, owner in self.times.get(sentence.index, ())
            if time.when.end and not head.is_ancestor(owner)
        ]
        if told and all(self.is_background(when) for when in told):
            return True
        named = {each.ref for each in self.mentions.within(sentence.span) if each.kind == "actor"}
        published = self.doc.report.published
        lately = published - RECENT if published else None
        return len(self.book.current(sorted(named), lately)) < len(named)

    def weighed(
        self, chain: tuple[Attribution, ...], harms_own_side: bool
    ) -> tuple[Attribution, ...]:
        """The chain with the nearest speaker's stance judged by whether the content hurts it."""
        if not chain:
            return ()
        first = chain[0]
        judged = stance(first.stance, first.role, harms_own_side)
        return (msgspec.structs.replace(first, stance=judged), *chain[1:])

    def country(self, frame: Frame) -> str:
        """ISO code of the country a frame's place lies in, else the report's main one."""
        where = self.where(frame)
        if where is not None and where.place.ref:
            return self.book.gazetteer.place(where.place.ref).country
        return self.theatre

    @cached_property
    def theatre(self) -> str:
        """ISO code of the country the report is most about, "" for none."""
        countries = scope(self.doc.report, self.mentions, self.book)
        return countries[0] if countries else ""

    def voice(self, frame: Frame) -> tuple[Attribution, ...]:
        """Who says that it happened. Whoever only judges it ("called the loss of the port a
        blow") takes it as known: then it is told by the speaker around, or by the report."""
        chain = self.voices.of(frame.proposition.span)
        if frame.proposition.noun and chain and chain[0].stance in {"judges", "expects"}:
            return chain[1:]
        return chain

    def speech(self, span: Span) -> tuple[Attribution, ...]:
        """The speakers whose cue the words are: of "called on" itself, not of what is called
        for; else whoever tells it."""
        for said in self.voices.all:
            if said.chain and said.chain[0].cue is not None and said.chain[0].cue.meets(span):
                return said.chain
        return self.voices.of(span)

    def named_after(self, head: Token, sentence: Sentence) -> Where | None:
        """The place right behind a number, before the next comma: "222 of them in the fighting
        around Hama"."""
        return places.after(head, sentence, self.mentions, self.doc)

    def below(self, head: Token, sentence: Sentence) -> Where | None:
        """A place said of a noun: "222 in Hama"."""
        return places.below(head, sentence, self.mentions, self.doc, self.book)

    def labelled(self, sentence: Sentence) -> Where | None:
        """The place that heads the line: "Kabul city: 96 killed"."""
        return places.labelled(sentence, self.mentions, self.doc)

    def wheres(self, frame: Frame, when: When | None = None) -> tuple[Where | None, ...]:
        """Every place of a frame that names several as its own; else the one of `where`."""
        several = [
            places.where(named, filler.relation, filler.head, self.doc, frame.sentence)
            for filler in frame.places
            for named in frames.places_of(filler, frame.sentence, self.mentions, self.book)
        ]
        found = {each.place.ref: each for each in reversed(several)}
        if len(found) > 1:
            return tuple(sorted(found.values(), key=lambda each: each.place.span))
        return (self.where(frame, when),)

    def where(self, frame: Frame, when: When | None = None) -> Where | None:
        """Where it happened: its own place, else that of what is told beside it; else for what
        the report tells as news (`when` given and recent) the only place of the passage."""
        spoken = frame.row.event.partition("/")[0] in SAYING
        own = self._own_place(frame)
        if own is not None and own.place.ref:
            return own
        bare = own is None and frame.proposition.noun
        beside = None if bare or spoken else self._place_beside(frame)
        if own is None:
            return beside or self._only_place(frame, when)
        return beside if beside is not None and beside.place.ref else own

    def _only_place(self, frame: Frame, when: When | None) -> Where | None:
        """The one place of the passage, for news of the report's war."""
        if when is None or self.is_background(when):
            return None
        if not any(self.theatre in war.countries for war in self.book.conflicts):
            return None
        only = places.only(frame.sentence, self.mentions, self.doc)
        if only is None or self.book.gazetteer.place(only.place.ref).country != self.theatre:
            return None
        return only

    def _own_place(self, frame: Frame) -> Where | None:
        """The row's place, else one in its clause, else the site that it names, else the place
        that heads the line."""
        for filler in frame.places:
            named = next(
                iter(frames.places_of(filler, frame.sentence, self.mentions, self.book)), None
            )
            if named is not None:
                return places.where(named, filler.relation, filler.head, self.doc, frame.sentence)
        where = places.around(frame.proposition, self.mentions, self.doc, self.book)
        if where is not None:
            return where
        if frame.places:
            span = frames.phrase(frame.places[0].head, frame.sentence)
            return places.unnamed(span, frame.places[0].relation)
        return self.labelled(frame.sentence) or places.site(
            frame.proposition, self.mentions, self.doc, self.book
        )

    def _place_beside(self, frame: Frame) -> Where | None:
        """The place of the nearest happening of the sentence, one told before it first: "stormed
        the embassy and took 25 hostages"."""
        beside = self._told_beside(frame.proposition.head, frame.sentence)
        own = next((own for each in beside if (own := self._own_place(each))), None)
        if own is None:
            return None
        via = f"{own.place.via}{ELSEWHERE}"
        return msgspec.structs.replace(own, place=msgspec.structs.replace(own.place, via=via))

    def _told_beside(self, head: Token, sentence: Sentence) -> list[Frame]:
        """The other happenings of the sentence, the nearest before first."""
        told = [each for each in self._happenings(sentence.index) if each.proposition.head != head]
        return sorted(told, key=lambda each: _distance(each.proposition.head, head))

    def _happenings(self, sentence: int) -> list[Frame]:
        return [
            each
            for each in self.frames_of(sentence)
            if each.row.event.partition("/")[0] not in SAYING
            and (each.row.event or each.row.count)
            and each.proposition.realis == "actual"
        ]

    def told_at(self, head: Token, sentence: Sentence) -> When | None:
        """The time said of what is told beside it."""
        beside = self._told_beside(head, sentence)
        for each in beside:
            when, since = self.period(each.proposition.head, each.sentence)
            if when is not None and when.span is not None and not since:
                return when
        return None

    def scene(self, head: Token, sentence: Sentence) -> Where | None:
        """Where a number of people belongs that no predicate counts: what heads the line, or
        what is told beside it."""
        told = self._told_beside(head, sentence)
        return self.labelled(sentence) or next(
            (own for each in told if (own := self._own_place(each))), None
        )

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
                background=self.is_background(when),
                why=tuple(dict.fromkeys(why)),
            )
        )

    def is_background(self, when: When | None) -> bool:
        """Whether the time lies well before the report, or in a year or decade named."""
        if when is None:
            return False
        published = self.doc.report.published
        if when.why == LONG_AGO:
            return True
        if published is None:
            return when.precision in {"year", "decade"} and when.end is not None
        return when.end is not None and when.end < published - RECENT


def _distance(told: Token, head: Token) -> tuple[bool, int]:
    return told.i > head.i, abs(told.i - head.i)


def _owner(sentence: Sentence, span: Span, heads: set[int]) -> Token | None:
    """The predicate above the time expression."""
    assert sentence.tokens is not None
    token = next((t for t in sentence.tokens if sentence.at(t).end > span.start), None)
    while token is not None and (token.i not in heads or span.meets(sentence.at(token))):
        if token.head == token:
            return token
        token = token.head
    return token


def _after(head: Token, time: Time, sentence: Sentence) -> bool:
    """Whether the time stands under "after" for a state: "had ruled after a victory in 2016"."""
    span = time.when.span
    return span is not None and any(
        child.lower_ in {"after", "following"} and child.dep_ == "prep"
        and sentence.across(child.left_edge, child.right_edge).covers(span)
        for child in head.children
    )  # fmt: skip


def _clause_above(head: Token) -> Token:
    """The verb of the clause that holds the one of `head`."""
    above = head.head
    while above.head != above and above.pos_ not in {"VERB", "AUX"}:
        above = above.head
    return above


def _is_news(noun: Token) -> bool:
    """Whether a nominal predicate is what its clause tells ("fighting raged", "launched an
    offensive"), not what it presupposes ("before the siege of Homs", "condemned the siege")."""
    if noun.head.lemma_ in REACTIONS:
        return False
    told = noun.dep_ in {"nsubj", "nsubjpass", "dobj", "ROOT", "agent", "conj"}
    above = noun.head
    beside = noun.dep_ == "pobj" and above.lower_ in {"by", "in", "from"}
    return told or (beside and above.head.pos_ == "VERB")


def _told_now(head: Token) -> bool:
    """Whether a main clause, or what somebody says, tells it in the past tense or as a headline;
    a relative clause or a perfect recalls what may be old."""
    if head.pos_ in {"NOUN", "PROPN"}:
        return True
    while head.dep_ in {"conj", "xcomp"} and head.head != head:
        head = head.head
    auxiliaries = {c.lower_ for c in head.children if c.dep_ == "aux"}
    shifted = head.dep_ == "ccomp" and "had" in auxiliaries  # "said the town had fallen"
    perfect = bool(auxiliaries & {"have", "has", "had", "'ve", "'d"}) and not shifted
    return not perfect and head.dep_ in {"ROOT", "ccomp"}


def _formerly(head: Token) -> bool:
    return any(c.lower_ in {"previously", "formerly", "once"} for c in head.children)


def _negated(head: Token) -> bool:
    while head.dep_ == "xcomp":
        head = head.head
    return any(c.dep_ == "neg" for c in head.children)


def _owned(head: Token) -> bool:
    return any(
        c.dep_ == "poss" and c.lower_ in {"its", "their", "our", "his"} for c in head.children
    )


def _told_from_later(head: Token) -> bool:
    """Whether a past perfect sets it before what the report tells: "had never managed to". In
    reported speech ("acknowledged that it had lost") it only shifts the tense."""
    while head.dep_ == "xcomp":
        head = head.head
    perfect = any(c.dep_ == "aux" and c.lower_ in {"had", "'d"} for c in head.children)
    return perfect and head.dep_ != "ccomp"


def _interval(found: tuple[Time, ...]) -> When:
    """One interval of a predicate's times: the first, opened or closed by "since" and "until"."""
    first = found[0]
    when = first.when
    for later in found[1:]:
        if first.sense == "since" and later.sense == "until" and later.when.end is not None:
            return msgspec.structs.replace(when, end=later.when.end)
    if first.sense == "until":
        return msgspec.structs.replace(when, start=None)
    return when


def _said_of(frame: Frame) -> list[Token]:
    """What a bare predicate is said of, so that the quoted words make sense alone: "the armed
    forces withdrew", "intense clashes with the insurgents"."""
    head = frame.proposition.head
    if frame.proposition.noun:
        whole = [t for t in head.subtree if abs(t.i - head.i) <= 8 and not t.is_punct]
        return [t for t in whole if t.dep_ != "det"]
    return [t for each in frame.actors for t in frames.core(each.head) if head.i - t.i <= 12]


def evidence(frame: Frame, where: Where | None) -> Span:
    """The words of the claim: from its first to its last needed word, subject left out."""
    sentence = frame.sentence
    tokens = list(frame.tokens)
    for filler in (*frame.recipients, *frame.places, *frame.counted, *frame.means):
        first, last = frames.core(filler.head)
        tokens += [first, last, frames.content(filler.head)]
    if len({token.i for token in tokens}) <= len(frame.tokens):
        tokens += _said_of(frame)
    start = min(sentence.at(t).start for t in tokens)
    end = max(sentence.at(t).end for t in tokens)
    own = where is not None and not where.place.via.endswith(ELSEWHERE)
    if where is not None and own and Span(start - NEARBY, end + NEARBY).covers(where.place.span):
        start = max(sentence.span.start, min(start, where.place.span.start))
        end = min(sentence.span.end, max(end, where.place.span.end))
    return Span(start, end)

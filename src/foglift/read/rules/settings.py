"""Place and time of a number that leaves them out, as the text around it tells: its own sentence,
the sentences that it goes on from, or the line that it is listed under."""

from collections.abc import Iterator

import msgspec
from spacy.tokens import Token

from foglift.model import Mention, Span, When, Where
from foglift.read.rules import places
from foglift.read.rules.frames import PLACES, noun_kinds, phrase
from foglift.read.rules.mentions import Named
from foglift.read.rules.parse import Sentence
from foglift.read.rules.reading import Reading
from foglift.read.rules.times import Time, times

# Sentences back to the one that a number goes on from, and lines back to the one it stands under.
BACK = 3
LIST = 12
HEADING = 14  # words of a heading
LINE = 160  # letters of a line of a list
# Letters after a speaker in which his place may stand: "a doctor at the hospital in Mokha".
STANDS = 40
SITED = {
    "in", "at", "near", "outside", "inside", "on", "around", "across", "throughout", "within",
    "off",
}  # fmt: skip
# Words for all that a war is about, and how it is said in one word.
WIDE = {"country", "nation"}
WIDELY = {"nationwide", "countrywide"}
NAMES = {"in", "at", "near", "outside"}  # what a name that nobody knows is a place after
CARRIED = "; told of before"
UNDER = "; stands above it"


def is_line(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence is a line of a list: short, and a paragraph of its own."""
    around = reading.doc.sentences[max(0, sentence.index - 1) : sentence.index + 2]
    alone = all(each is sentence or each.paragraph != sentence.paragraph for each in around)
    return alone and sentence.span.end - sentence.span.start <= LINE and sentence.index > 0


def place(reading: Reading, head: Token, sentence: Sentence) -> Where | None:
    """The place that the sentence names nearest to the number, else that of the last happening
    told before it in the paragraph, else that of what it stands under; none where the number is of
    the whole country."""
    if any(_is_wide(token) for token in sentence.tokens or ()):
        return None
    at = sentence.at(head).start
    own = min(_sited(reading, sentence, at), key=lambda each: _apart(each, at), default=None)
    return own or _place_before(reading, sentence) or _place_above(reading, sentence)


def named_before(reading: Reading, sentence: Sentence, end: int, told: int) -> Where | None:
    """The last place that the sentence names before a letter of the report, of what is `told` at
    another."""
    found = (each for each in _sited(reading, sentence, told) if each.place.span.start < end)
    return max(found, key=lambda each: each.place.span.start, default=None)


def time(reading: Reading, sentence: Sentence, where: Where | None) -> tuple[When, bool] | None:
    """The time that a number at this place goes on with and whether it is one "since": in the
    place told of before, the time told last in the paragraph; else the period of the heading."""
    if where is None or where.place.via.endswith((CARRIED, UNDER)):
        for before in _before(reading, sentence):
            owned = reading.times.get(before.index, ())
            said = [t for t, owner in owned if _tells(reading, t, before.at(owner))]
            if said:
                why = f"goes on from '{said[-1].text}'"
                return msgspec.structs.replace(said[-1].when, why=why), said[-1].sense == "since"
    for heading in _headings(reading, sentence) if is_line(reading, sentence) else ():
        for told in _times_of(reading, heading):
            return told.when, told.sense == "since"
    return None


def _apart(where: Where, at: int) -> int:
    return abs(where.place.span.start - at)


def _tells(reading: Reading, said: Time, owner: Span) -> bool:
    """Whether it is the time of a happening, not of what somebody says about it."""
    if said.when.span is None or said.sense not in {"at", "during", "since"}:
        return False
    return reading.voices.cue(owner) is None


def _before(reading: Reading, sentence: Sentence) -> Iterator[Sentence]:
    """The parsed sentences before it in the paragraph, the nearest first."""
    doc = reading.doc
    for before in reversed(doc.sentences[max(0, sentence.index - BACK) : sentence.index]):
        if before.paragraph != sentence.paragraph:
            return
        if before.tokens is not None:
            yield before


def _place_before(reading: Reading, sentence: Sentence) -> Where | None:
    for before in _before(reading, sentence):
        found = _place_told(reading, before)
        if found is not None:
            return _marked(found, CARRIED)
    return None


def _place_told(reading: Reading, sentence: Sentence) -> Where | None:
    """The place of the last happening that the sentence tells, else the first that it names."""
    for frame in reversed(reading.frames_of(sentence.index)):
        if not frame.spoken and frame.proposition.realis == "actual":
            found = places.own(frame, reading.mentions, reading.doc, reading.book)
            if found is not None and found.relation not in {"from", "towards"}:
                return found
    return next(_sited(reading, sentence), None)


def _is_wide(token: Token) -> bool:
    """Whether it says "nationwide", "in the north and centre of the country"."""
    if token.lower_ in WIDELY:
        return True
    above = token
    while above.dep_ == "pobj" and above.head.lower_ == "of" and above.head.head.dep_ != "ROOT":
        above = above.head.head
    while above.dep_ == "conj":
        above = above.head
    return token.lemma_ in WIDE and above.dep_ == "pobj" and above.head.lower_ in SITED


def _sited(reading: Reading, sentence: Sentence, told: int | None = None) -> Iterator[Where]:
    """The places and sites that the sentence names after a word for where, but for those where
    its speakers stand: none that comes after what is `told`, a letter of the report."""
    for token in sentence.tokens or ():
        relation = token.head.lower_
        if token.dep_ != "pobj" or relation not in SITED:
            continue
        span = _before_speakers(reading, phrase(token, sentence), told)
        if span is None:
            continue
        named = next(filter(_is_place, reading.mentions.within(span)), None)
        if named is not None:
            yield places.where(named, relation, token, reading.doc, sentence)
        elif _is_site(reading, token, sentence):
            yield places.unnamed(span, relation)


def _before_speakers(reading: Reading, span: Span, told: int | None) -> Span | None:
    """The words up to a speaker among them, as behind a headline: "near Homs - Observatory"; None
    where they begin with one, or where one stands."""
    for source in sorted(link.source.span for said in reading.voices.all for link in said.chain):
        if span.meets(_stand(source, told)):
            if source.start <= span.start:
                return None
            span = Span(span.start, source.start)
    return span


def _stand(source: Span, told: int | None) -> Span:
    """Where the place of a speaker may be named: close behind him, before what he tells."""
    end = source.end + STANDS
    return Span(source.start, min(end, told) if told is not None and told > source.end else end)


def _is_site(reading: Reading, token: Token, sentence: Sentence) -> bool:
    """Whether the words name a house or field, or have a name that is nobody's and no time."""
    if "site" in noun_kinds(token, reading.book):
        return True
    here = sentence.at(token)
    if token.pos_ != "PROPN" or not token.is_title or reading.mentions.of(here) is not None:
        return False
    spans = (said.when.span for said, _ in reading.times.get(sentence.index, ()))
    return token.head.lower_ in NAMES and not any(s is not None and s.meets(here) for s in spans)


# -------------------------------------------------------------------------------- the headings


def _headings(reading: Reading, sentence: Sentence) -> Iterator[Sentence]:
    """The lines that head it, the nearest first: of a paragraph the line right above or in it,
    of a list any line above."""
    doc, listed = reading.doc, is_line(reading, sentence)
    for line in reversed(doc.sentences[max(0, sentence.index - LIST) : sentence.index]):
        near = line.paragraph >= sentence.paragraph - 1
        words = doc.words(line.span)
        stops = words.rstrip("\"'”’)")[-1:] in ".!?…" and line.index > 0
        if (listed or near) and not stops and words.count(" ") <= HEADING:
            yield line


def _place_above(reading: Reading, sentence: Sentence) -> Where | None:
    for line in _headings(reading, sentence):
        named = next(filter(_is_place, reading.mentions.within(line.span)), None)
        if named is not None:
            return _marked(Where(Mention(named.span, named.ref, named.via)), UNDER)
    return None


def _is_place(named: Named) -> bool:
    return named.kind in PLACES


def _times_of(reading: Reading, line: Sentence) -> list[Time]:
    """The periods that a heading names: "Losses, 3 to 9 May", not a day that it tells news of."""
    doc = reading.doc
    words, published = doc.words(line.span), doc.report.published
    said = times(words, line.span.start, published, reading.looks_back)
    return [each for each in said if each.sense in {"during", "since"} and _is_long(each.when)]


def _is_long(when: When) -> bool:
    return when.span is not None and when.start is not None and when.start != when.end


def _marked(where: Where, mark: str) -> Where:
    place = msgspec.structs.replace(where.place, via=f"{where.place.via}{mark}")
    return msgspec.structs.replace(where, place=place)

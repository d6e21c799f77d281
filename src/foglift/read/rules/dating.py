"""When a predicate happened: the time said of it, of a clause below or around it or its line."""

import re
from datetime import date

import msgspec
from spacy.tokens import Token

from foglift.model import Span, When
from foglift.read.rules.news import is_headline
from foglift.read.rules.parse import Sentence
from foglift.read.rules.propositions import STATES
from foglift.read.rules.reading import Reading
from foglift.read.rules.times import Time, times
from foglift.read.rules.times.intervals import period as whole_period
from foglift.read.rules.times.intervals import step
from foglift.read.rules.times.words import NUMBER, UNITS, number, unit
from foglift.read.rules.untimed import CLAUSES, UNTIMED, of_the_day, untimed

# A time, and whether it is a running total "since" then.
Period = tuple[When | None, bool]
# Lines that a heading may stand above what is listed under it.
LIST = 12
HEADING = {":", ")"}  # what a heading ends with: "Since the truce (3 October)"
SINCE = re.compile(
    r"\bsince the (?:start|beginning|outbreak|onset|escalation|ceasefire|truce|war|announcement)"
    r"(?: of [^.:;\n]{1,60}?)?(?= ?[.:;,(\n]| on |$)",
    re.IGNORECASE,
)
# How a clause hangs that has a time of its own.
_BELOW = {"relcl", "acl", "advcl", "amod"}
# Words between a length and what it is counted from: "two days after the fall".
_APART = ("after", "before")
_LENGTH = re.compile(rf"{NUMBER} (?:full |whole )?{UNITS} $")
NUMBERED = re.compile(r": ?\d")


def when(reading: Reading, head: Token, sentence: Sentence) -> When | None:
    """When the predicate happened; see `period`."""
    return period(reading, head, sentence)[0]


def period(reading: Reading, head: Token, sentence: Sentence) -> Period:
    """When the predicate happened, and whether it is a running total "since" then: its own
    time, else that of a clause below or around it, else the report's day."""
    found = reading.own_times(head, sentence) or _relative_times(reading, head, sentence)
    if not found:
        explained = _explained(reading, head, sentence)
        if explained is not None:
            return explained, False
        below = _since_clause(reading, head, sentence)
        if below is not None:
            return below, True
        found = _times_above(reading, head, sentence)
    apart = _apart(reading, head, sentence, found)
    if apart is not None:
        return apart, False
    found = found or _alone(reading, head, sentence)
    if not found:
        return untimed(reading, head, sentence), False
    if head.lemma_ in STATES and _after(head, found[0], sentence):
        return _opened(reading, head, found[0], sentence), False
    return _interval(found), found[0].sense == "since"


def told_period(reading: Reading, head: Token, sentence: Sentence, listed: bool) -> Period:
    """The period of a number told without a clause: its own, else the only one that its
    sentence names, else for what is `listed` under a heading the heading's."""
    doc = reading.doc
    own = reading.times.get(sentence.index, ())
    headed = _headed(reading, sentence) if listed and not own else None
    if headed is not None:
        return headed
    opening = SINCE.search(doc.words(sentence.span))
    if opening and not own:
        why = f"'{opening[0]}': no day said"
        return When(None, doc.report.published, "unknown", why=why), True
    if opening and len(own) == 1 and own[0][0].when.span is not None:
        begun = own[0][0].when  # "Since the truce (3 October): total number of dead"
        return msgspec.structs.replace(begun, end=doc.report.published), True
    if not reading.own_times(head, sentence) and len(own) == 1:
        return _interval((own[0][0],)), own[0][0].sense == "since"
    when, since = period(reading, head, sentence)
    if when is not None and when.why == UNTIMED and is_headline(sentence, doc):
        assert doc.report.published is not None
        return of_the_day(doc.report.published), since
    return when, since


def beside(reading: Reading, head: Token, sentence: Sentence) -> When | None:
    """The time said of what is told beside it."""
    for each in reading.beside(head, sentence):
        when, since = period(reading, each.proposition.head, each.sentence)
        if when is not None and when.span is not None and not since:
            return when
    return None


def _relative_times(reading: Reading, noun: Token, sentence: Sentence) -> tuple[Time, ...]:
    """The times of a noun's own clauses: "a massacre that killed thousands in the 1980s"."""
    if noun.pos_ != "NOUN":
        return ()
    beside = [o for p in noun.children if p.dep_ in {"prep", "agent"} for o in p.children]
    clauses = [c for n in (noun, *beside) for c in n.children if c.dep_ in {"relcl", "acl"}]
    return tuple(t for clause in clauses for t in reading.own_times(clause, sentence))


def _explained(reading: Reading, head: Token, sentence: Sentence) -> When | None:
    """The time that the clause explains: "since 2016, when the army retook the city"."""
    token = head
    while token.dep_ in {"relcl", "xcomp", "ccomp", "advcl", "conj"} and token.head != token:
        token = token.head
        for time, _ in reading.times.get(sentence.index, ()):
            span, start = time.when.span, time.when.start
            if span is None or start is None or not span.meets(sentence.at(token)):
                continue
            if time.sense != "since":
                return time.when
            last = date(start.year, 12, 31) if time.when.precision == "year" else start
            return msgspec.structs.replace(time.when, end=last, why=f"'{time.text}', when")
    return None


def _since_clause(reading: Reading, head: Token, sentence: Sentence) -> When | None:
    """The time a clause or noun after "since" opens: "since violence erupted last week"."""
    published = reading.doc.report.published
    clause = next(filter(_is_since, head.children), None)
    if clause is None:
        return None
    inside = (time for token in clause.subtree for time in reading.own_times(token, sentence))
    time = next(inside, None)
    if time is None:
        words = reading.doc.words(sentence.across(clause.left_edge, clause.right_edge))
        return When(None, published, "unknown", why=f"'{words}': no day said")
    why = f"since {time.text}; {time.when.why}".rstrip("; ")
    return msgspec.structs.replace(time.when, end=published, why=why)


def _is_since(clause: Token) -> bool:
    if clause.dep_ not in {"advcl", "prep"}:
        return False
    return clause.lower_ == "since" or any(
        mark.lower_ == "since" and mark.dep_ in {"mark", "prep"} for mark in clause.children
    )


def _alone(reading: Reading, head: Token, sentence: Sentence) -> tuple[Time, ...]:
    """The one time that the sentence tells of what happened, not of when somebody said so: the
    parser may have hung it elsewhere."""
    if head.pos_ not in {"VERB", "AUX"} or head.dep_ in _BELOW:
        return ()
    told = [
        time
        for time, owner in reading.times.get(sentence.index, ())
        if time.sense in {"at", "during"}
        and owner.dep_ not in _BELOW
        and reading.voices.cue(sentence.at(owner)) is None
    ]
    return tuple(told) if len(told) == 1 else ()


def _apart(
    reading: Reading, head: Token, sentence: Sentence, above: tuple[Time, ...]
) -> When | None:
    """The time of a clause that another is reckoned from: "stormed it on Thursday, a day after
    inmates took the guards", "five months after the fall"; from the report's day where the clause
    around it has none."""
    mark = next(
        (each for each in head.children if each.dep_ == "mark" and each.lower_ in _APART), None
    )
    if mark is None and head.head.lower_ in _APART and head.dep_ in {"pcomp", "pobj"}:
        mark = head.head
    if mark is None:
        return None
    told = reading.doc.words(Span(sentence.span.start, sentence.at(mark).start))
    found = _LENGTH.search(told)
    anchor = above[0].when.start if above else reading.doc.report.published
    if found is None or anchor is None:
        return None
    count, most = number(found)
    if count != most:
        return None
    # what comes after the happening is told: "a day after the fall" is later than the fall
    sign = -1 if mark.lower_ == "after" else 1
    whole = whole_period(step(anchor, unit(found), sign * count), unit(found))
    words = Span(sentence.span.start + found.start(), sentence.at(mark).end)
    why = f"'{reading.doc.words(words)}' is reckoned from {anchor.isoformat()}"
    return When(whole.start, whole.end, whole.precision, words, why)


def _times_above(reading: Reading, head: Token, sentence: Sentence) -> tuple[Time, ...]:
    """The times of the nearest clause around it that has any; not of what is done about it, nor
    of when somebody said so; a loss is admitted on its day."""
    token, about = head, reading.book.listed("reaction")
    found: tuple[Time, ...] = ()
    while not found and token.head != token and token.dep_ in CLAUSES:
        if token.pos_ == "NOUN" and token.head.lemma_ in about:
            break
        cue = reading.voices.cue(sentence.at(token.head)) if token.dep_ == "ccomp" else None
        if cue is not None and cue != "acknowledges":
            break
        token = token.head
        found = reading.own_times(token, sentence)
    return found


def _after(head: Token, time: Time, sentence: Sentence) -> bool:
    """Whether the time stands under "after" for a state: "had ruled after a victory in 2016"."""
    span = time.when.span
    return span is not None and any(
        child.lower_ in {"after", "following"} and child.dep_ == "prep"
        and sentence.across(child.left_edge, child.right_edge).covers(span)
        for child in head.children
    )  # fmt: skip


def _opened(reading: Reading, head: Token, time: Time, sentence: Sentence) -> When:
    """From the time on: "had ruled there after a victory in 2016", until what the clause
    around it tells, else until the report."""
    above = reading.own_times(_clause_above(head), sentence)
    end = above[0].when.end if above else reading.doc.report.published
    why = f"from '{time.text}' on" + (f" until '{above[0].text}'" if above else "")
    return msgspec.structs.replace(time.when, end=end, why=why)


def _clause_above(head: Token) -> Token:
    """The verb of the clause that holds the one of `head`."""
    above = head.head
    while above.head != above and above.pos_ not in {"VERB", "AUX"}:
        above = above.head
    return above


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


def _headed(reading: Reading, sentence: Sentence) -> Period | None:
    """The period that a line above sets for a list: "Since the ceasefire (October 11):"."""
    doc, published = reading.doc, reading.doc.report.published
    for line in reversed(doc.sentences[max(0, sentence.index - LIST) : sentence.index]):
        words = doc.words(line.span)
        if words.rstrip("*_ ")[-1:] not in HEADING:
            continue
        said = times(words, line.span.start, published, reading.looks_back)
        since = SINCE.search(words)
        if since:
            begun = said[0].when if said else When(None, None, "unknown")
            why = f"under the heading '{since[0]}'"
            return msgspec.structs.replace(begun, end=published, why=why), True
        if said and said[0].sense in {"during", "at"} and not NUMBERED.search(words):
            return said[0].when, False
    return None

"""Who says so: every stretch of a report with its chain of speakers.

A cue (a row of codebook/data/cues) is found in the parse; its construction gives the speaker
and the words said. Quotation marks then stretch those words over sentences, speakers are
resolved in reading order, and what lies inside other speech gets the longer chain.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from msgspec import structs
from spacy.tokens import Token

from foglift import text
from foglift.codebook import Book
from foglift.model import Attribution, Mention, Role, Span, Stance
from foglift.read.rules.cues import Cited, Frame, lexicon_of
from foglift.read.rules.mentions import Mentions
from foglift.read.rules.parse import Doc, Sentence
from foglift.read.rules.signatures import is_named, signed
from foglift.read.rules.speakers import (
    Memory,
    Speaker,
    country_of,
    introduced,
    remember,
    role_of,
    side_of,
    who,
)
from foglift.read.rules.speech import cues_in
from foglift.read.rules.stretches import QUOTES, merged
from foglift.read.rules.subjects import is_passive, subject_of

Chain = tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """Words that somebody says: "the bridge is lost" by a nurse, told to an agency.

    `content` is in text order; `cue_lemma` is the head of the codebook's cue ("say", "call on",
    "according to"), after "not " where the cue is negated, "" for a quotation without a cue.
    `pronoun` is the "who" that stands for the speaker in "rebels, who said". `inner`: somebody
    says so only in what another says.
    """

    content: tuple[Span, ...]
    chain: Chain
    quoted: bool
    cue_lemma: str
    pronoun: Span | None = None
    inner: bool = False


@dataclass(frozen=True)
class Voices:
    """All that is said in a report. `own` is the chain behind words that nobody else says: ()
    for a news report, the party for a party's own statement."""

    all: tuple[Said, ...]
    own: Chain = ()

    def of(self, span: Span) -> Chain:
        """The speakers of these words, nearest first; of nested speech the innermost."""
        said = self.said(span)
        return said.chain if said is not None else self.own

    def cued(self, span: Span) -> Chain:
        """The speakers whose cue the words are: of "called on" itself, not of what is called
        for; else whoever tells it."""
        for said in self.all:
            if said.chain and said.chain[0].cue is not None and said.chain[0].cue.meets(span):
                return said.chain
        return self.of(span)

    def cue(self, span: Span) -> Stance | None:
        """How somebody stands to what they say with these words; None where they are no cue."""
        return next((stance for cue, stance in self._cues if cue.meets(span)), None)

    @cached_property
    def _cues(self) -> tuple[tuple[Span, Stance], ...]:
        first = (link for said in self.all for link in said.chain[:1])
        return tuple((link.cue, link.stance) for link in first if link.cue)

    def said(self, span: Span) -> Said | None:
        """The innermost speech that holds these words."""
        starts, reach, parts = self._parts
        over: list[Said] = []
        at = bisect_right(starts, span.start)
        while at and reach[at - 1] >= span.end:
            at -= 1
            if parts[at][0].covers(span):
                over.append(parts[at][1])
        return min(over, key=_size, default=None)

    @cached_property
    def _parts(self) -> tuple[list[int], list[int], list[tuple[Span, Said]]]:
        """The stretches said by their start, with the furthest end up to each."""
        parts = [(part, said) for said in self.all for part in said.content]
        parts.sort(key=lambda part: part[0])
        reach = list(accumulate((part.end for part, _ in parts), max))
        return [part.start for part, _ in parts], reach, parts


def _size(said: Said) -> tuple[int, int]:
    return sum(part.end - part.start for part in said.content), -len(said.chain)


def stance(cue: Stance, role: Role, harms_own_side: bool = False) -> Stance:
    """How the speaker stands to the words, from the cue and from who speaks.

    A party's report of what harms its own side is an acknowledgement and its other reports are
    claims, whatever the verb: an army that "said it was redeploying" acknowledges. Only a party
    can acknowledge; an agency that "acknowledged" reports. Denials, threats, expectations,
    judgements and retractions stay what their cue says. Applying it again with
    `harms_own_side=True`, once the content is known, refines an earlier answer.
    """
    if cue not in ("reports", "claims", "acknowledges"):
        return cue
    if role == "party":
        return "acknowledges" if harms_own_side or cue == "acknowledges" else "claims"
    return "reports" if cue == "acknowledges" else cue


def weighed(chain: Chain, harms_own_side: bool) -> Chain:
    """The chain with the nearest speaker's stance judged by whether the content hurts it."""
    if not chain:
        return ()
    first = chain[0]
    judged = stance(first.stance, first.role, harms_own_side)
    return (structs.replace(first, stance=judged), *chain[1:])


def attribute(doc: Doc, mentions: Mentions, book: Book) -> Voices:
    """The voices of a report: cues and quotations with their speakers, resolved and nested."""
    lexicon = lexicon_of(book.cues)
    found = [
        cited
        for sentence in doc.sentences
        if sentence.tokens is not None
        for cited in cues_in(sentence, lexicon)
    ]
    found += [*_labelled(doc, mentions), *signed(doc, mentions, book)]
    found.sort(key=lambda cited: (cited.cue.start, cited.cue.end))
    found = _quoted(doc, mentions, found, book)
    own = _outlet(doc, mentions, book)
    return Voices(tuple(_resolved(doc, mentions, book, found, own)), own)


# ------------------------------------------------------------------------- quotes and labels


_LABEL = re.compile(r"([^\W\d_][^:\n\"“”]{1,60}?)[ ]?:[ ]")


def _labelled(doc: Doc, mentions: Mentions) -> list[Cited]:
    """Lines of a transcript or live blog: "GOVERNOR MUTOMBO: The road is closed."

    A label is believed when it is a name that was resolved or an office, as in the headline
    "State media: bridge still stands", or opens two paragraphs.
    """
    openings = []
    for paragraph in text.paragraphs(doc.text):
        match = _LABEL.match(doc.text, paragraph.start, paragraph.end)
        if match:
            openings.append(
                (match.group(1), Span(*match.span(1)), Span(match.end(), paragraph.end))
            )
    often = Counter(words for words, _, _ in openings)
    return [
        Cited(doc.sentences[0], _SPOKEN, label, (said,), None, lemma="", label=label)
        for words, label, said in openings
        if said.start < said.end
        and (
            (often[words] > 1 and words.isupper())
            or is_named(mentions, label)
            or _OFFICE.fullmatch(words)
        )
    ]


_OFFICE = re.compile(
    r"(?:state|official|state-run|government) (?:media|television|tv|radio|news agency)"
    r"|(?:(?:defen[cs]e|foreign|interior|health) )?ministry|(?:war )?monitor|presidency|officials?"
    r"|army|military|police|residents|witnesses|medics|doctors|rescuers|aid (?:groups?|workers)"
    r"|activists|rebels|government|governor|mayor|spokesman|spokeswoman",
    re.IGNORECASE,
)


_SPOKEN = Frame("", "reports", ())


def _quoted(doc: Doc, mentions: Mentions, found: list[Cited], book: Book) -> list[Cited]:
    """The cues with their quotations whole, and the quotations that have no cue."""
    cues, parents = list(found), _parents(found)
    loose: list[Cited] = []
    before: int | None = None  # the last cue whose speaker may go on in the next paragraph
    for paragraph in text.paragraphs(doc.text):
        quotes = [quotation.span for quotation in text.quotations(doc.text, paragraph)]
        here = _outside(cues, paragraph, quotes)
        speakers = [i for i in here if parents[i] is None]
        went_on = False
        for quote in quotes:
            near = _between(cues, here, *_sentences(doc, quote))
            owner = _beside(doc, cues, near, quote)
            if owner is None:
                owner = _owner(cues, near, quote)
            if owner is None and _speech(doc, paragraph, quote):
                owner = _continued(cues, speakers, quote, before)
                went_on = went_on or owner == before
            if owner is not None:
                content = merged((*_until(doc, cues[owner].content, quote), quote))
                cues[owner] = replace(cues[owner], content=content, quoted=True)
            elif not any(part.covers(quote) for i in near for part in cues[i].content):
                loose += _of_introduced(doc, mentions, paragraph, quote, book)
        if speakers or not went_on:
            before = speakers[-1] if speakers else None
    cues = [cited for cited in cues if cited.content]
    return sorted(cues + loose, key=lambda cited: (cited.cue.start, cited.cue.end))


def _outside(cues: list[Cited], paragraph: Span, quotes: list[Span]) -> list[int]:
    """The cues of a paragraph that stand in none of its quotations."""
    everything = range(len(cues))
    outside = []
    for i in _between(cues, everything, paragraph.start, paragraph.end):
        at = bisect_right(quotes, cues[i].cue.start, key=lambda quote: quote.start)
        if cues[i].label is None and not (at and quotes[at - 1].covers(cues[i].cue)):
            outside.append(i)
    return outside


def _between(cues: list[Cited], some: Sequence[int], start: int, end: int) -> Sequence[int]:
    """Those of some cues, in text order, that start in a stretch of the text."""
    first = bisect_left(some, start, key=lambda i: cues[i].cue.start)
    return some[first : bisect_left(some, end, key=lambda i: cues[i].cue.start)]


def _sentences(doc: Doc, quote: Span) -> tuple[int, int]:
    """From where to where the sentences run that a quotation stands in."""
    first = bisect_right(doc.sentences, quote.start, key=lambda each: each.span.start) - 1
    last = bisect_left(doc.sentences, quote.end, key=lambda each: each.span.start) - 1
    return doc.sentences[max(first, 0)].span.start, doc.sentences[max(last, 0)].span.end


def _until(doc: Doc, content: Sequence[Span], quote: Span) -> list[Span]:
    """What is said up to the end of a quotation that ends in its stop: what follows in the
    sentence (‘said "we are done," and left’) is told by the narrator."""
    if doc.text[quote.end - 1] not in ",.!?":
        return list(content)
    return [
        Span(part.start, quote.end) if part.covers(quote) and quote.end < part.end - 1 else part
        for part in content
    ]


def _beside(doc: Doc, cues: list[Cited], near: Sequence[int], quote: Span) -> int | None:
    """The cue that stands right beside a quotation, whatever the parser makes of the sentence:
    "...," she said; he said at noon: "..."; rather the one behind a comma."""
    introduces: int | None = None
    for i in near:
        cited = cues[i]
        if cited.verb is None or (cited.frame.fixed and not cited.frame.quotes):
            continue
        reach = _reach(cited)
        if quote.end < reach.start and _CLOSES.fullmatch(doc.text, quote.end, reach.start):
            return i
        if reach.end < quote.start and _OPENS.fullmatch(doc.text, reach.end, quote.start):
            introduces = i
    return introduces


_CLOSES = re.compile(r"[\s\"'“”„‘’«»,.]{1,6}")
_OPENS = re.compile(r"[^.!?;:\"“”«»\n]{0,90}[,:] ?[\"'“„‘«]{1,2}")


def _reach(cited: Cited) -> Span:
    """The cue and the speaker beside it."""
    verb, speaker = cited.verb, cited.speaker
    if verb is None or speaker is None or speaker.head != verb:
        return cited.cue
    words = cited.sentence.across(speaker.left_edge, speaker.right_edge)
    if words.covers(cited.cue) or speaker.is_ancestor(verb):
        words = cited.sentence.at(speaker)
    return Span(min(words.start, cited.cue.start), max(words.end, cited.cue.end))


def _owner(cues: list[Cited], near: Sequence[int], quote: Span) -> int | None:
    """The cue, itself outside the quotation, whose words hold most of its share of a sentence."""
    best: tuple[int, int] | None = None
    for i in near:
        cited = cues[i]
        inside = Span(
            max(quote.start, cited.sentence.span.start), min(quote.end, cited.sentence.span.end)
        )
        shared = sum(
            min(part.end, inside.end) - max(part.start, inside.start)
            for part in cited.content
            if part.meets(inside)
        )
        if inside.start < inside.end and 2 * shared > inside.end - inside.start:
            size = sum(part.end - part.start for part in cited.content)
            best = min(best or (size, i), (size, i))
    return best[1] if best else None


def _continued(
    cues: list[Cited], speakers: list[int], quote: Span, before: int | None
) -> int | None:
    """The speaker who goes on after a pause, or spoke in the paragraph before."""
    earlier = bisect_right(speakers, quote.start, key=lambda i: cues[i].cue.end)
    if earlier:
        return speakers[earlier - 1]
    return None if any(cues[i].quoted for i in speakers) else before


def _speech(doc: Doc, paragraph: Span, quote: Span) -> bool:
    """Whether a quotation is a sentence spoken, not a title or a word in marks: it opens with a
    capital at the start of a sentence or after a colon, and holds at least three words."""
    words = doc.words(quote).strip()
    lead = doc.text[paragraph.start : quote.start].rstrip().rstrip("".join(QUOTES)).rstrip()
    opens = not lead or lead[-1] in ".!?:…"
    return opens and len(words.split()) >= 3 and words[:1].isupper()


def _of_introduced(
    doc: Doc, mentions: Mentions, paragraph: Span, quote: Span, book: Book
) -> list[Cited]:
    """A quotation on its own, said by whom the sentence before tells of; else words in marks."""
    at = bisect_right(doc.sentences, quote.start, key=lambda each: each.span.start) - 1
    if not _speech(doc, paragraph, quote):
        return _fragment(doc, mentions, quote)
    subject = introduced(doc, mentions, doc.sentences[max(at, 0)], book)
    if subject is None:
        return _fragment(doc, mentions, quote)
    before = doc.sentences[at - 1]
    return [Cited(before, _SPOKEN, quote, (quote,), subject[0], quoted=True)]


def _fragment(doc: Doc, mentions: Mentions, quote: Span) -> list[Cited]:
    """Words in marks inside narration, said by who is the subject there: the soldiers had come
    "to clean the streets". Titles and nicknames (all capitals) are nobody's speech."""
    words = re.findall(r"[^\W\d_]+", doc.words(quote))
    if sum(word.islower() for word in words) < 2:
        return []
    at = bisect_right(doc.sentences, quote.start, key=lambda each: each.span.start) - 1
    sentence = doc.sentences[max(at, 0)]
    if sentence.tokens is None or not sentence.span.covers(quote):
        return []
    return _governed(sentence, mentions, quote)


def _governed(sentence: Sentence, mentions: Mentions, quote: Span) -> list[Cited]:
    assert sentence.tokens is not None
    inside = [t for t in sentence.tokens if quote.covers(sentence.at(t)) and not t.is_punct]
    tops = [t for t in inside if t.head not in inside]
    for top in tops[:1]:
        at = top
        while at.head != at and not (at.pos_ in ("VERB", "AUX") and at not in inside):
            at = at.head
        subject = subject_of(at) if at not in inside else None
        named = mentions.of(sentence.at(subject)) if subject is not None else None
        if named is not None and named.kind in ("actor", "person", "source", "pronoun"):
            return [Cited(sentence, _SPOKEN, quote, (quote,), subject, quoted=True)]
    return []


# ------------------------------------------------------------------------------ the speakers


def _resolved(
    doc: Doc, mentions: Mentions, book: Book, found: list[Cited], own: Chain
) -> list[Said]:
    memory = Memory(doc, mentions, book, country_of(mentions, book))
    parents = _parents(found)
    chains: dict[int, Chain] = {}
    for i in _outermost_first(parents):
        parent = parents[i]
        outer = own if parent is None else chains[parent]
        chains[i] = _chain(memory, found[i], outer, parent is not None)
    return [
        Said(
            cited.content,
            chains[i],
            cited.quoted,
            cited.lemma,
            cited.pronoun,
            parents[i] is not None and cited.under is None,
        )
        for i, cited in enumerate(found)
    ]


def _outermost_first(parents: list[int | None]) -> list[int]:
    """The cues in text order, those inside others' words after them."""
    depths: dict[int, int] = {}
    for i in range(len(parents)):
        path, at = [], i
        while at not in depths and (parent := parents[at]) is not None:
            path.append(at)
            at = parent
        depths.setdefault(at, 0)
        for step in reversed(path):
            depths[step] = depths[at] + 1
            at = step
    return sorted(range(len(parents)), key=lambda i: (depths[i], i))


def _parents(found: list[Cited]) -> list[int | None]:
    """For each cue the innermost other one in whose words it stands; `found` is in text order.
    A parent's words are never the shorter ones, so nothing is its own ancestor."""
    starts = [cited.cue.start for cited in found]
    order = sorted(range(len(found)), key=lambda k: (-_length(found[k]), bool(found[k].under), k))
    rank = {k: place for place, k in enumerate(order)}
    parents: list[int | None] = [None] * len(found)
    for k in order:
        for part in found[k].content:
            for i in range(bisect_left(starts, part.start), bisect_left(starts, part.end)):
                if rank[k] < rank[i] and part.covers(found[i].cue):
                    parents[i] = k  # shorter words come later and win
    for i, cited in enumerate(found):
        if cited.under is not None:
            k = bisect_right(starts, cited.under.start) - 1
            if rank[k] < rank[i] and found[k].cue.covers(cited.under):
                parents[i] = k
    return parents


def _length(cited: Cited) -> int:
    return sum(part.end - part.start for part in cited.content)


def _chain(memory: Memory, cited: Cited, outer: Chain, inside: bool) -> Chain:
    speaker = who(memory, cited)
    if inside and outer and speaker.via.startswith("first person"):
        return (_link(memory, cited, speaker, outer[0].source, outer[0].role), *outer[1:])
    if not inside:
        remember(memory, speaker, cited.speaker)
    link = _link(memory, cited, speaker)
    told = _told(memory, cited)
    if outer and link.source.ref and link.source.ref == outer[0].source.ref:
        outer = outer[1:]
    return (link, *told, *outer)


def _link(
    memory: Memory,
    cited: Cited,
    speaker: Speaker,
    source: Mention | None = None,
    role: Role | None = None,
) -> Attribution:
    source = source or Mention(speaker.span, speaker.ref, speaker.via)
    role = role or speaker.role
    return Attribution(
        source,
        stance(_announced(memory, cited), role),
        role,
        side_of(memory, source.ref),
        cited.channel,
        cited.cue if cited.lemma else None,
    )


def _announced(memory: Memory, cited: Cited) -> Stance:
    """A threat is the speaker's announcement of own harm; a vow to help is an expectation, a
    warning that "we will burn the town" a threat."""
    frame = cited.frame
    announcing = memory.book.listed("announcing")
    if cited.verb is None or cited.verb.lemma_ not in announcing or frame.takes == ("",):
        return frame.stance
    if frame.stance not in ("threatens", "expects"):
        return frame.stance
    clauses = () if is_passive(cited.verb) else cited.verb.children
    harm = any(_own_harm(clause, memory.book) for clause in clauses)
    return "threatens" if harm else "expects"


def _own_harm(clause: Token, book: Book) -> bool:
    if clause.dep_ not in ("xcomp", "ccomp"):
        return False
    subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
    ahead = any(c.lower_ in ("to", "will", "would", "'ll", "shall") for c in clause.children)
    own = (
        subject is None or subject.pos_ == "PRON" or any(c.dep_ == "poss" for c in subject.children)
    )
    return own and ahead and clause.lemma_ in book.listed("harm")


def _told(memory: Memory, cited: Cited) -> Chain:
    """The agency or paper that was told: the second link of "a driver told AFP"."""
    if cited.hears is None:
        return ()
    named = memory.mentions.of(cited.sentence.at(cited.hears))
    role = role_of(memory.book, named.ref) if named is not None else None
    if named is None or role != "press-own":
        return ()
    source = Mention(named.span, named.ref, named.via)
    return (Attribution(source, "reports", role, side_of(memory, named.ref), "", cited.cue),)


def _outlet(doc: Doc, mentions: Mentions, book: Book) -> Chain:
    """The party that publishes the report, where it is a party or a party's own channel."""
    country = country_of(mentions, book)
    for ref in book.names().get(text.fold(doc.report.outlet).removeprefix("the "), ()):
        if role_of(book, ref) == "party":
            first = next((named.span for named in mentions.all if named.ref == ref), Span(0, 0))
            source = Mention(first, ref, f"outlet '{doc.report.outlet}'")
            side = book.side(ref, doc.report.published, country)
            return (Attribution(source, "claims", "party", side, doc.report.kind),)
    return ()

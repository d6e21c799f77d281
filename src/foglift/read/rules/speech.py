"""Cues in the parse: verbs, nouns and phrases that report, with speaker and words said.

The constructions live here: before and after, inverted, in parentheses, passive, relative,
"according to", "the army's claim that". Which words are cues is in codebook/data/cues.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from foglift.codebook.rows import Cue
from foglift.model import Span, Stance
from foglift.read.rules.parse import Sentence

QUOTES = frozenset("\"'“”„‘’«»") | {"''", "``"}


# --------------------------------------------------------------------------------- the cues


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue of the codebook taken apart.

    "..." stands for the words that are said, "somebody" for who is told or, in a phrase, who says
    so. "claim responsibility for ..." has the fixed words "responsibility", "for" and takes what
    follows "for"; "call ..." takes its object; "say" only clauses. `hearer`: its object is told.
    `quotes`: only quotations are said with it, as with "begin '...'".
    """

    name: str
    stance: Stance
    fixed: tuple[str, ...]
    takes: tuple[str, ...] = ()
    hearer: bool = False
    quotes: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], bool, Frame], ...]]


def _frame(cue: Cue) -> Frame:
    words = cue.cue.removeprefix("somebody's ").split()
    slots = [i for i, word in enumerate(words) if word in ("...", "'...'", "somebody", "that")]
    first = slots[0] if slots else len(words)
    takes = [words[i - 1] if i > 1 else "" for i in slots if words[i] == "..."]
    takes = ["" if word in ("...", "somebody") else word for word in takes]
    hearer = words[1:2] == ["somebody"]
    name, fixed, quotes = " ".join(words[:first]), tuple(words[1:first]), "'...'" in words
    return Frame(name, cue.stance, fixed, tuple(takes), hearer, quotes)


def _rank(frame: Frame) -> tuple[int, bool, bool, int]:
    """Frames are tried with their fixed words first, then infinitives, clauses, objects."""
    return -len(frame.fixed), "to" not in frame.takes, bool(frame.takes), -len(frame.takes)


@cache
def lexicon_of(cues: tuple[Cue, ...]) -> Lexicon:
    heads: dict[str, dict[str, list[Frame]]] = {"verb": {}, "noun": {}}
    phrases: dict[str, list[tuple[tuple[str, ...], bool, Frame]]] = {}
    for cue in cues:
        frame, words = _frame(cue), tuple(cue.cue.removeprefix("somebody's ").split())
        if cue.form == "phrase":
            named = words[-1] == "somebody"
            phrase = words[:-1] if named else words
            phrases.setdefault(phrase[0], []).append((phrase, named, frame))
        else:
            heads[cue.form].setdefault(words[0], []).append(frame)
    fullest = {
        form: {lemma: tuple(sorted(frames, key=_rank)) for lemma, frames in table.items()}
        for form, table in heads.items()
    }
    longest = {
        first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in phrases.items()
    }
    return Lexicon(fullest["verb"], fullest["noun"], longest)


Range = tuple[int, int]  # first and last token of a sentence, both included


@dataclass(frozen=True, slots=True)
class Cited:
    """A cue in its sentence with the words said, before anybody is resolved."""

    sentence: Sentence
    frame: Frame
    cue: Span
    content: tuple[Span, ...]
    speaker: Token | None
    verb: Token | None = None
    hears: Token | None = None
    channel: str = ""
    lemma: str = ""
    quoted: bool = False
    label: Span | None = None
    under: Span | None = None  # the cue that this one reports on: "Reuters said, citing X"
    pronoun: Span | None = None  # the relative pronoun for the speaker: "rebels, who said"


def cues_in(sentence: Sentence, lexicon: Lexicon) -> Iterator[Cited]:
    """The cues of one sentence."""
    assert sentence.tokens is not None
    for token in sentence.tokens:
        word = token.lower_
        for phrase, named, frame in lexicon.phrases.get(word, ()):
            if cited := _phrase(sentence, token, phrase, named, frame, lexicon):
                yield cited
                break
        if token.pos_ == "NOUN" and token.lemma_ in lexicon.nouns:
            yield from _noun(sentence, token, lexicon.nouns[token.lemma_])
        elif token.pos_ in ("VERB", "AUX") and _lemma(token) in lexicon.verbs and _reports(token):
            yield from _verb(sentence, token, lexicon)


def _lemma(verb: Token) -> str:
    return "hope" if verb.lemma_ == "hop" else verb.lemma_  # the lemmatizer's "hoped": "hop"


def _reports(verb: Token) -> bool:
    """Whether the verb can report that something was said: not an auxiliary, an adjective
    ("reported losses"), a purpose ("came to announce") or a mere possibility ("should say")."""
    if verb.dep_ in ("aux", "auxpass", "amod", "compound", "prep"):
        return False
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg")}
    if "to" in auxiliaries and verb.dep_ not in ("xcomp", "ROOT"):
        return False
    return not auxiliaries & _POSSIBLY or bool(auxiliaries & _NOT)


_POSSIBLY = frozenset(("should", "must", "can", "could", "may", "might"))
_NOT = frozenset(("not", "n't", "n’t", "never"))


# ------------------------------------------------------------------------------ verbs as cues


def _verb(sentence: Sentence, verb: Token, lexicon: Lexicon) -> Iterator[Cited]:
    passive = is_passive(verb)
    speaker = _agent(verb) if passive else _inverted(verb) or subject_of(verb) or _beside_verb(verb)
    if speaker is None and not passive:
        return
    bare: tuple[Frame, tuple[Token, ...]] | None = None
    for frame, fixed, ranges in _readings(verb, speaker, passive, lexicon):
        if content := _spans(sentence, ranges):
            yield _cited(sentence, frame, (verb, *fixed), content, speaker)
            return
        if not frame.takes and bare is None:
            bare = frame, fixed
    if bare is not None and not passive:
        yield _cited(sentence, bare[0], (verb, *bare[1]), (), speaker)


def _cited(
    sentence: Sentence,
    frame: Frame,
    words: tuple[Token, ...],
    content: tuple[Span, ...],
    speaker: Token | None,
) -> Cited:
    verb, *fixed = words
    negated = any(child.dep_ == "neg" for child in verb.children)
    return Cited(
        sentence,
        frame,
        span_of(sentence, _group(verb, tuple(fixed))),
        content,
        speaker,
        verb,
        _hearer(verb),
        _channel(verb, speaker),
        f"not {frame.name}" if negated else frame.name,
        pronoun=_relative_pronoun(sentence, verb, speaker),
    )


def _inverted(verb: Token) -> Token | None:
    """Who stands behind a verb that closes a quotation, though the parser took somebody named in
    the quotation: "Thank you, Mr. Hadi," said the guard."""
    if verb.i == 0 or not _closing(verb.doc[verb.i - 1]):
        return None
    head = next((c for c in verb.children if c.dep_ == "nsubj" and c.i > verb.i), None)
    if head is not None:
        return head
    for token in verb.doc[verb.i + 1 : verb.i + 8]:
        if token.pos_ in ("PROPN", "NOUN", "PRON"):
            head = token
        elif token.pos_ not in ("DET", "ADJ", "NUM", "PART"):
            break
    return head


def _closing(token: Token) -> bool:
    return token.text in QUOTES and bool(token.whitespace_)


def _beside_verb(verb: Token) -> Token | None:
    """The name right before or after a finite verb whose subject the parser did not see."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    before = [c for c in verb.children if c.i < verb.i and c.dep_ in _UNSEEN]
    return before[-1] if before and before[-1].pos_ in ("PROPN", "NUM") else None


_UNSEEN = frozenset(("compound", "nmod", "amod", "nummod", "appos", "npadvmod"))


def _readings(
    verb: Token, speaker: Token | None, passive: bool, lexicon: Lexicon
) -> Iterator[tuple[Frame, tuple[Token, ...], list[Range]]]:
    """The frames that the verb may be used in, each with what is said in it."""
    frames = lexicon.verbs[_lemma(verb)]
    objects = any("" in frame.takes for frame in frames)
    for frame in frames:
        fixed = _fixed(verb, frame.fixed)
        if fixed is not None and frame.quotes:
            yield frame, fixed, []
        elif fixed is not None:
            ranges = [] if "to" in frame.takes else _clauses(verb, fixed, speaker, objects)
            if not ranges and frame.hearer:
                ranges = _told_hearer(verb)
            if not ranges and not frame.takes:
                ranges = _strayed(verb)
            ranges = _without_cues(ranges, verb, lexicon)
            if not ranges and (speaker is not None or _passed_on(frame)):
                ranges = _slots(verb, fixed, frame, passive)
            yield frame, fixed, ranges
    for frame in frames:
        if not frame.fixed and not frame.takes and not frame.quotes:
            yield frame, (), _beside(verb, speaker)


def _passed_on(frame: Frame) -> bool:
    """Whether a passive without an agent still reports: "was accused of treason", "was asked
    about the raid"; "a bomb was found" is nobody's speech."""
    return bool({*frame.fixed, *frame.takes} & {"of", "about", "for", "as"})


def _without_cues(ranges: list[Range], verb: Token, lexicon: Lexicon) -> list[Range]:
    """What is said, without the speaker's next act ("..., adding that", "..., calling on") and
    the reporter's gloss ("..., referring to")."""
    for token in verb.doc[verb.i + 1 :]:
        if token.lemma_ in lexicon.verbs and second_act(token) == verb:
            joined = [c.i for c in token.head.children if c.dep_ == "cc" and c.i < token.i]
            hole = (max(joined, default=token.i), token.right_edge.i)
            ranges = [part for whole in ranges for part in _without(whole, hole)]
        if (
            token.tag_ == "VBG"
            and token.dep_ == "advcl"
            and (token.lemma_ in lexicon.verbs or token.lower_ == "referring")
            and token.doc[token.left_edge.i - 1].text in (",", "-", "–", "—", "--")
        ):
            hole = whole(token)
            ranges = [part for whole in ranges for part in _without(whole, hole)]
    return ranges


def is_passive(verb: Token) -> bool:
    """ "was asked", "the town called Goma", "asked about the raid, he said": not "has asked"."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    bare = not any(c.dep_ in ("aux", "nsubj") for c in verb.children)
    return verb.tag_ == "VBN" and bare and verb.dep_ in ("acl", "advcl")


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.lower_ == "by" and child.dep_ == "prep"):
            return object_of(child)
    return None


def object_of(preposition: Token) -> Token | None:
    return next((c for c in preposition.children if c.dep_ in ("pobj", "dobj", "pcomp")), None)


def subject_of(verb: Token) -> Token | None:
    """Who does the verb: its own subject, or that of the verb it is joined to or hangs on."""
    at, own = verb, True
    for _ in range(8):
        for child in at.children:
            if child.dep_ == "nsubj" or (child.dep_ == "nsubjpass" and not own):
                return None if child.lower_ in _NOBODY else _antecedent(child, at)
        if at.dep_ == "acl":
            return at.head
        if at.dep_ == "relcl":
            return None
        if at is verb and at.dep_ == "advcl" and at.tag_ == "VBG":
            at = _reporting(at)
        if at.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep", "dep", "ccomp", "cc"):
            return None
        at, own = second_act(at) or at.head, False
    return None


def second_act(verb: Token) -> Token | None:
    """Of "said he had won and warned that ..." the "said" for "warned": the speaker goes on, and
    not what is said."""
    said = verb.head
    outer = said.head
    if verb.dep_ != "conj" or said.dep_ not in ("ccomp", "xcomp") or verb.tag_ != outer.tag_:
        return None
    if _has_subject(verb) or not any(c.dep_ == "cc" and c.i < verb.i for c in said.children):
        return None
    return outer if any(c.dep_ == "ccomp" for c in verb.children) else None


_NOBODY = frozenset(("all", "this", "there", "what"))  # "this shows that", "all told"


def _reporting(participle: Token) -> Token:
    """Of "X said that troops had come to ..., adding that ..." the clause that X said, for it is
    X who adds; else the participle itself."""
    at = participle.head
    while at.dep_ in ("xcomp", "conj", "advcl") and at.head != at:
        at = at.head
    return at if at.dep_ == "ccomp" else participle


def _antecedent(subject: Token, verb: Token) -> Token:
    """Of "rebels, who said ..." the rebels."""
    if subject.lower_ in ("who", "which", "that") and subject.tag_ in ("WP", "WDT"):
        while verb.dep_ == "conj":
            verb = verb.head
        if verb.dep_ == "relcl":
            return verb.head
    return subject


def _relative_pronoun(sentence: Sentence, verb: Token, speaker: Token | None) -> Span | None:
    for child in verb.children:
        if child.dep_ == "nsubj" and child != speaker and child.tag_ in ("WP", "WDT"):
            return sentence.at(child)
    return None


def _fixed(verb: Token, words: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The tokens of a cue's fixed words, each within five of the last; None without one."""
    found: list[Token] = []
    at = verb
    for word in words:
        ahead = verb.doc[at.i + 1 : at.i + 6]
        hung = (t for t in ahead if t.head in (verb, at) or _hangs(t, at))
        match = next((t for t in hung if word in (t.lower_, t.lemma_)), None)
        if match is None:
            return None
        found.append(match)
        at = match
    return tuple(found)


def _hangs(token: Token, word: Token) -> bool:
    """Whether the token stands two steps under the word: not "spoke on condition of anonymity"."""
    return token.head.head == word and token.head.pos_ != "NOUN"


def _clauses(
    verb: Token, fixed: tuple[Token, ...], speaker: Token | None, objects: bool
) -> list[Range]:
    """The clauses that are said: complements, or what a parenthesis interrupts. `objects`:
    the verb also takes objects."""
    ranges: list[Range] = []
    children = [c for at in (verb, *fixed) for c in at.children]
    follows = any(c.dep_ == "ccomp" and c.i > verb.i for c in children)
    interrupts = verb.doc[max(_start(verb, speaker) - 1, 0)].text in {",", *QUOTES}
    for child in children:
        if child.i > verb.i and _complement(child, fixed, objects):
            ranges.append(_told_part(child, verb))
        elif child.i < verb.i and child.dep_ == "ccomp" and (interrupts or not follows):
            if speaker is None or speaker.head == verb:
                ranges.append((verb.left_edge.i, _start(verb, speaker) - 1))
        elif _raised(child, verb):
            ranges += [whole(c) for c in verb.children if c.dep_ == "nsubjpass"]
            ranges.append(whole(child))
    if not ranges and (verb.dep_ == "parataxis" or _as_clause(verb)):
        ranges = _without(whole(verb.head), whole(verb))
    return ranges


def _complement(clause: Token, fixed: tuple[Token, ...], objects: bool) -> bool:
    """Whether the clause is what is said. After an object and a comma, one without a subject is
    a second act that the parser took for speech: "announced a truce, kissed the ground"."""
    if clause.dep_ == "acl":
        return clause.head in fixed
    if clause.dep_ == "xcomp" and clause.tag_ == "VBG" and not is_passive(clause.head):
        return True  # "denied shelling the camp"
    if clause.dep_ != "ccomp" or clause.doc[clause.left_edge.i - 1].text == ";":
        return False
    return not objects or _has_subject(clause) or clause.nbor(-1).text != ","


def _has_subject(clause: Token) -> bool:
    return any(c.dep_.startswith(("nsubj", "csubj", "expl")) for c in clause.children)


def _raised(child: Token, verb: Token) -> bool:
    """ "is said to have fled": the subject and the infinitive are what is said."""
    to = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
    return child.dep_ == "xcomp" and child.head == verb and to and is_passive(verb)


def _told_hearer(verb: Token) -> list[Range]:
    """ "told residents that the road was cut", where the clause hangs on the residents."""
    return [
        whole(clause)
        for hearer in verb.children
        if hearer.dep_ in ("dobj", "dative")
        for clause in hearer.children
        if clause.dep_ in ("acl", "relcl") and clause.left_edge.lower_ == "that"
    ]


def _strayed(verb: Token) -> list[Range]:
    """ "said for the first time [that the road was cut]", where the parser hangs the clause on
    another word of the verb's phrase."""
    for that in verb.doc[verb.i + 1 : verb.right_edge.i + 1]:
        opens = that.lower_ == "that" and that.dep_ in ("mark", "advmod")
        if opens and that.head.dep_ in ("relcl", "acl"):
            return [_told_part(that.head, verb)]
    return []


def _told_part(clause: Token, verb: Token) -> Range:
    """The clause without what its reporter adds at its end: ", which lies in the north"."""
    first, last = max(clause.left_edge.i, verb.i + 1), clause.right_edge.i
    if clause.dep_ == "ccomp" and not _has_subject(clause):
        ahead = (c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < clause.i)
        first = min((c.left_edge.i for c in ahead), default=first)
    end = last
    for token in clause.subtree:
        start = token.left_edge.i
        aside = token.dep_ == "relcl" and token.doc[start - 1].text == ","
        if aside and token.right_edge.i >= last - 1 and first < start - 1 < end:
            end = start - 2
    return first, end


def _as_clause(verb: Token) -> bool:
    """ "as the mayor put it": a comment on the clause that it hangs on; not "as the army claims
    more ground"."""
    takes = (c for c in verb.children if c.dep_ in ("dobj", "ccomp", "xcomp") and c.i > verb.i)
    return (
        verb.dep_ == "advcl"
        and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children)
        and all(c.lower_ == "it" for c in takes)
    )


def _start(verb: Token, speaker: Token | None) -> int:
    """The first token of "speaker verb" or "verb speaker"."""
    if speaker is not None and speaker.head == verb:
        return min(verb.i, speaker.left_edge.i)
    return verb.i


def _slots(verb: Token, fixed: tuple[Token, ...], frame: Frame, passive: bool) -> list[Range]:
    """What a cue takes without a clause: an object, a preposition's phrase, an infinitive."""
    pieces: list[Range] = []
    last = fixed[-1] if fixed else None
    for taken in frame.takes:
        if last is not None and last.lower_ == taken and last.dep_ in ("prep", "dative"):
            pieces.append((last.i + 1, last.right_edge.i))
        elif last is not None and last.lower_ == taken and last.dep_ == "mark":
            pieces.append((last.i + 1, last.head.right_edge.i))  # "called for all to lay down arms"
        elif taken == "" or (last is not None and last.lower_ == taken != "to"):
            pieces += _objects(verb, passive)
        elif taken == "to":
            pieces += _infinitives(verb, fixed) or _prepositions(verb, taken, pieces)
        else:
            pieces += _prepositions(verb, taken, pieces)
    if not pieces or len(pieces) < len(frame.takes):
        return []
    return pieces if passive else [(min(p[0] for p in pieces), max(p[1] for p in pieces))]


def _objects(verb: Token, passive: bool) -> list[Range]:
    if passive:
        subjects = [whole(c) for c in verb.children if c.dep_ == "nsubjpass"]
        named = [whole(c) for c in verb.children if c.dep_ == "oprd"]
        return subjects + named if subjects else []  # "a trick called X" only names it
    return [
        (c.left_edge.i, _judged_as(c, verb) or _before_aside(c, _before_medium(c)))
        for c in verb.children
        if c.dep_ in ("dobj", "oprd", "attr", "acomp")
        and c.i > verb.i
        and c.tag_ != "WDT"
        and not c.lower_.endswith(("self", "selves"))
        and not _bearer(c)
    ]


def _bearer(noun: Token) -> bool:
    """ "a statement saying that ...": what it says is read with its own verb."""
    return noun.lemma_.lower() in MEDIA and any(
        c.dep_ == "acl" and c.tag_ == "VBG" and any(d.dep_ == "ccomp" for d in c.children)
        for c in noun.children
    )


def _judged_as(noun: Token, verb: Token) -> int | None:
    """The last token of "the raid as a crime", "the army for shelling the camp"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.i == noun.right_edge.i + 1:
            deed = any(c.dep_ == "pcomp" for c in child.children)
            if child.lower_ == "as" or (child.lower_ == "for" and deed):
                return child.right_edge.i
    return None


def _before_aside(noun: Token, last: int) -> int:
    """The last token before ", which lies in the north" at the end of the noun's phrase."""
    for token in noun.subtree:
        start = token.left_edge.i
        if token.dep_ == "relcl" and token.doc[start - 1].text == "," and noun.i < start - 1 < last:
            last = start - 2
    return last


def _before_medium(noun: Token) -> int:
    """The last token of the noun's phrase, less a trailing "in a statement"."""
    for token in noun.subtree:
        if token.i > noun.i and token.lower_ in ("on", "in", "via"):
            medium = object_of(token)
            if medium is not None and medium.lemma_.lower() in MEDIA:
                return token.i - 1
    return noun.right_edge.i


def _infinitives(verb: Token, fixed: tuple[Token, ...]) -> list[Range]:
    """ "to take up arms", with who shall do it: "called on [residents to take up arms]"."""
    heads = (verb, *fixed, *(c for c in verb.children if c.dep_ in ("dobj", "prep")))
    for head in heads:
        for child in head.children:
            to = next((c for c in child.children if c.lower_ == "to" and c.dep_ == "aux"), None)
            if to is not None and child.dep_ in _INFINITIVE and child.i > verb.i:
                whom = next((t for t in fixed if t.dep_ == "prep" and t.i < to.i), None)
                subjects = (c.left_edge.i for c in child.children if c.dep_.startswith("nsubj"))
                first = whom.i + 1 if whom is not None else next(subjects, to.i)
                return [(first, child.right_edge.i)]
    return []


_INFINITIVE = frozenset(("xcomp", "ccomp", "acl", "advcl", "relcl"))


def _prepositions(verb: Token, word: str, pieces: list[Range]) -> list[Range]:
    reach = max(verb.i, pieces[-1][1]) if pieces else verb.i
    for token in verb.subtree:
        if token.lower_ == word and token.dep_ == "prep" and verb.i < token.i <= reach + 2:
            return [whole(token)]
    return []


def _beside(verb: Token, speaker: Token | None) -> list[Range]:
    """What stands before "..., he said" or after "he said: ..." where the parse has no clause."""
    tokens = verb.doc
    start = _start(verb, speaker)
    if start > 1 and (speaker is None or speaker.head == verb):
        before = tokens[start - 1]
        if _closing(before) or (before.text == "," and _stands_alone(verb, start)):
            return [(0, start - 1)]
    for token in tokens[verb.i + 1 :]:
        if token.text == ":" and token.i < len(tokens) - 1:
            return [(token.i + 1, len(tokens) - 1)]
    return []


def _stands_alone(verb: Token, start: int) -> bool:
    """Whether the words before are a clause that the verb, which takes nothing else, passes on:
    not "As the rain fell, the army continued to fire"."""
    taken = any(c.dep_ in ("dobj", "xcomp", "ccomp") and c.i > verb.i for c in verb.children)
    taken = taken or any(c.dep_ in ("mark", "advmod") and c.i < start for c in verb.children)
    opens = verb.doc[0]
    loose = opens.dep_ in ("mark", "prep") or opens.tag_ in ("IN", "WRB", "RB")
    clause = any(t.dep_ == "nsubj" for t in verb.doc[:start])
    return clause and not taken and not loose


def _group(verb: Token, fixed: tuple[Token, ...]) -> Range:
    """The verb with its auxiliaries, the verbs that it goes on from and the fixed words that
    follow it: "has claimed credit", "continued to insist"."""
    first = last = verb.i
    auxiliaries = {c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "advmod")}
    if verb.dep_ == "xcomp" and verb.tag_ == "VB" and 0 < verb.i - verb.head.i <= 3:
        before = verb.doc[verb.head.i + 1 : verb.i]
        if all(t.i in auxiliaries for t in before):
            auxiliaries |= {t.i for t in before} | {verb.head.i}
            auxiliaries |= {c.i for c in verb.head.children if c.dep_ in ("aux", "neg", "advmod")}
    while first - 1 in auxiliaries:
        first -= 1
    near = {t.i for t in fixed} | {c.i for c in verb.children if c.dep_ == "prt"}
    while last + 1 in near:
        last += 1
    return first, last


def _hearer(verb: Token) -> Token | None:
    """Who is told: "told AFP", "said to AFP", "said in an interview with AFP"."""
    for child in verb.children:
        if (
            child.dep_ in ("dobj", "dative")
            and child.i > verb.i
            and child.pos_ in ("PROPN", "NOUN")
        ):
            return object_of(child) if child.pos_ == "ADP" else child
        if child.dep_ in ("prep", "dative") and child.lower_ in ("to", "with"):
            return object_of(child)
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "during"):
            for talk in child.subtree:
                if talk.lower_ in ("with", "to") and talk.dep_ == "prep":
                    return object_of(talk)
    return None


MEDIA = frozenset(
    (
        "account", "address", "app", "bulletin", "briefing", "broadcast", "channel", "comment",
        "communique", "communiqué", "conference", "dispatch", "email", "facebook", "footage",
        "instagram", "interview", "letter", "livestream", "media", "message", "newspaper", "page",
        "platform", "post", "press", "programme", "program", "radio", "recording", "release",
        "report", "site", "speech", "statement", "telegram", "television", "thread", "tiktok", "tv",
        "tweet", "twitter", "update", "video", "voice", "website", "whatsapp", "x", "youtube",
    )
)  # fmt: skip


def _channel(verb: Token, speaker: Token | None) -> str:
    """The words naming the medium: "Telegram channel", "statement", "online post"."""
    if speaker is not None and speaker.lemma_.lower() in MEDIA and speaker.pos_ == "NOUN":
        return _medium(speaker)
    for child in verb.subtree:
        if child.dep_ in ("pobj", "dobj") and child.lemma_.lower() in MEDIA:
            head = child.head
            if head == verb or (
                head.lower_ in ("in", "on", "via", "through", "to", "during", "over", "by")
                and abs(head.i - verb.i) < 25
            ):
                return _medium(child)
    return ""


def _medium(noun: Token) -> str:
    first = noun.i
    while (
        first
        and noun.doc[first - 1].dep_ in ("compound", "amod")
        and (noun.doc[first - 1].head == noun or noun.doc[first - 1].head.head == noun)
    ):
        first -= 1
    return str(noun.doc[first : noun.i + 1].text)


# ------------------------------------------------------------------- nouns and phrases as cues


_TAKING_BACK = frozenset(("correct", "retract", "withdraw"))


def _noun(sentence: Sentence, noun: Token, frames: tuple[Frame, ...]) -> Iterator[Cited]:
    """ "the army's claim that ...", "fears of a massacre"."""
    speaker = author_of(noun)
    if speaker is None and noun.dep_ == "dobj" and noun.head.lemma_ in _TAKING_BACK:
        return  # the verb is the cue: "withdrew its report that"
    for frame in frames:
        content = _spans(sentence, _noun_content(noun, frame))
        if content and (speaker is not None or not frame.takes or frame.takes == ("of",)):
            span = sentence.at(noun)
            yield Cited(sentence, frame, span, content, speaker, lemma=frame.name)
            return


def _noun_content(noun: Token, frame: Frame) -> list[Range]:
    for child in noun.children:
        that = child.left_edge.lower_ == "that" and child.left_edge.pos_ == "SCONJ"
        if that and child.dep_ in ("acl", "ccomp", "relcl") and not frame.takes:
            return [whole(child)]
        if child.dep_ == "prep" and child.lower_ in frame.takes:
            return [(child.i + 1, child.right_edge.i)] if child.right_edge.i > child.i else []
        if "to" in frame.takes and child.dep_ in ("acl", "xcomp", "relcl"):
            to = next((c for c in child.children if c.lower_ == "to" and c.dep_ == "aux"), None)
            if to is not None:
                return [(to.i, child.right_edge.i)]
    return []


# "yesterday's report" is nobody's.
_DAYS = frozenset(
    (
        "yesterday", "today", "day", "week", "month", "year", "monday", "tuesday", "wednesday",
        "thursday", "friday", "saturday", "sunday",
    )
)  # fmt: skip


def author_of(noun: Token) -> Token | None:
    """Whose report or statement it is: "the army's ...", "... by the army", "army ..."."""
    for child in noun.children:
        if child.dep_ == "poss" and child.lemma_.lower() not in _DAYS:
            return child
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return object_of(child)
        if child.dep_ == "acl":
            by = next((c for c in child.children if c.dep_ == "agent"), None)
            if by is not None:
                return object_of(by)
    if noun.dep_ == "dobj" and noun.head.lemma_ in _PUBLISHING:
        return subject_of(noun.head)
    return None


_PUBLISHING = frozenset(
    (
        "air", "broadcast", "circulate", "issue", "make", "post", "publish", "release", "send",
    )
)  # fmt: skip


def _phrase(
    sentence: Sentence,
    first: Token,
    phrase: tuple[str, ...],
    named: bool,
    frame: Frame,
    lexicon: Lexicon,
) -> Cited | None:
    """ "according to X", "citing X", "reportedly"."""
    tokens = first.doc
    last = first.i + len(phrase) - 1
    if last >= len(tokens) or any(tokens[first.i + i].lower_ != w for i, w in enumerate(phrase)):
        return None
    speaker = object_of(tokens[last]) if named else None
    if named and (speaker is None or _measure(phrase, speaker)):
        return None
    top = first
    while _within(top.head, first.i, last) and top.head != top:
        top = top.head
    hole = (first.i, max(last, speaker.right_edge.i if speaker is not None else last))
    clause, cue = _clause(top, hole, lexicon)
    if cue is not None:
        speaker_of_cue = subject_of(cue)
        ranges = _clauses(cue, (), speaker_of_cue, False)
        ranges = [part for whole in ranges for part in _without(whole, hole)]
    else:
        ranges = _without(clause, hole)
    content = _spans(sentence, ranges)
    if not content:
        return None
    under = sentence.at(cue) if cue is not None else None
    span = span_of(sentence, (first.i, last))
    return Cited(sentence, frame, span, content, speaker, lemma=frame.name, under=under)


def _measure(phrase: tuple[str, ...], noun: Token) -> bool:
    """ "nine dead per day"."""
    return phrase == ("per",) and noun.pos_ == "NOUN" and not any(noun.children)


def _within(token: Token, first: int, last: int) -> bool:
    return first <= token.i <= last


def _clause(top: Token, hole: Range, lexicon: Lexicon) -> tuple[Range, Token | None]:
    """The clause that a phrase speaks for, and the cue whose words it passes on if any.

    At an end of the sentence, set off by a comma, a phrase speaks for the whole sentence as far
    as nobody else is heard in it; in the middle, for its own clause.
    """
    tokens = top.doc
    if top.tag_ in ("VBZ", "VBP", "VBD") and top.i == hole[0]:
        return _bounded(top, hole), None  # "the army appears to have left"
    last = len(tokens) - 1
    while last > hole[1] and tokens[last].is_punct:
        last -= 1
    edge = hole[0] == 0 or (hole[1] >= last and tokens[hole[0] - 1].text in (",", "-", "–", "—"))
    at = top
    while at.head != at:
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            if at.lemma_ in lexicon.verbs and _says_clause(at):
                return (0, 0), at
            joined = at.dep_ in ("conj", "aux", "auxpass") or edge
            if not joined or (not edge and at.dep_ == "conj"):
                break
    if edge and at.head == at:
        return (0, len(tokens) - 1), None
    return _bounded(at, hole), None


def _says_clause(verb: Token) -> bool:
    return any(c.dep_ == "ccomp" for c in verb.children) and subject_of(verb) is not None


def _bounded(clause: Token, hole: Range) -> Range:
    """The clause up to the next one set against it after the phrase: what goes on with "and" is
    the speaker's too, what follows "but" is not."""
    first, last = whole(clause)
    for child in clause.children:
        if child.dep_ == "cc" and hole[1] < child.i < last and child.lower_ != "and":
            return first, child.i - 1
    return first, last


# --------------------------------------------------------------------- tokens to characters


def whole(token: Token) -> Range:
    return token.left_edge.i, token.right_edge.i


def _without(whole: Range, hole: Range) -> list[Range]:
    if hole[1] < whole[0] or whole[1] < hole[0]:
        return [whole]
    parts = [(whole[0], hole[0] - 1), (hole[1] + 1, whole[1])]
    return [part for part in parts if part[0] <= part[1]]


def span_of(sentence: Sentence, tokens: Range) -> Span:
    assert sentence.tokens is not None
    return sentence.across(sentence.tokens[tokens[0]], sentence.tokens[tokens[1]])


_EDGE = frozenset(",.;:-–—()")


def _spans(sentence: Sentence, ranges: Iterable[Range]) -> tuple[Span, ...]:
    """The ranges as characters, trimmed of commas and stops, in order, those that meet joined."""
    assert sentence.tokens is not None
    spans = []
    for first, last in ranges:
        while first <= last and _edge(sentence.tokens[first]):
            first += 1
        while first <= last and _edge(sentence.tokens[last]):
            last -= 1
        if first <= last:
            spans.append(span_of(sentence, (first, last)))
    return merged(spans)


def _edge(token: Token) -> bool:
    return token.text in _EDGE or token.is_space


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return tuple(joined)

"""What is said with a verb: clauses, objects, infinitives, what stands beside it."""

from collections.abc import Iterator

from spacy.tokens import Token

from foglift.read.rules.channels import MEDIA
from foglift.read.rules.cues import Frame, Lexicon, lemma
from foglift.read.rules.stretches import QUOTES, Range, closes_quotation, whole, without
from foglift.read.rules.subjects import has_subject, is_passive, object_of, second_act


def readings(
    verb: Token, speaker: Token | None, passive: bool, lexicon: Lexicon
) -> Iterator[tuple[Frame, tuple[Token, ...], list[Range]]]:
    """The frames that the verb may be used in, each with what is said in it."""
    frames = lexicon.verbs[lemma(verb)]
    objects = any("" in frame.takes for frame in frames)
    for frame in frames:
        fixed = _fixed(verb, frame.fixed)
        if fixed is not None and frame.quotes:
            yield frame, fixed, []
        elif fixed is not None:
            ranges = [] if "to" in frame.takes else clauses_said(verb, fixed, speaker, objects)
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
            ranges = [part for whole in ranges for part in without(whole, hole)]
        if _told_besides(token, verb):
            joined = [c.i for c in token.head.children if c.dep_ == "cc" and c.i < token.i]
            hole = (max(joined, default=token.i), token.right_edge.i)
            ranges = [part for whole in ranges for part in without(whole, hole)]
        if (
            token.tag_ == "VBG"
            and token.dep_ == "advcl"
            and (token.lemma_ in lexicon.verbs or token.lower_ == "referring")
            and token.doc[token.left_edge.i - 1].text in (",", "-", "–", "—", "--")
        ):
            hole = whole(token)
            ranges = [part for whole in ranges for part in without(whole, hole)]
    return ranges


def _told_besides(token: Token, verb: Token) -> bool:
    """Whether a finite verb is joined to what is planned or done: "proposed banning the party and
    has gone to court"."""
    if token.dep_ == "conj" and token.head.head == verb and token.head.tag_ in ("VBG", "VB"):
        finite = token.tag_ in ("VBD", "VBZ", "VBP")
        has = any(c.dep_ == "aux" and c.tag_ in ("VBZ", "VBP", "VBD") for c in token.children)
        return token.head.dep_ in ("xcomp", "ccomp") and (finite or has) and not has_subject(token)
    return False


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


def clauses_said(
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
        ranges = without(whole(verb.head), whole(verb))
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
    return not objects or has_subject(clause) or clause.nbor(-1).text != ","


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


def _set_against(token: Token) -> bool:
    """ "..., which lies in the north", "..., even as shells fell": the narrator's."""
    if token.dep_ == "advcl":
        return token.left_edge.lower_ in ("while", "even", "though", "although")
    return token.dep_ == "relcl" or (token.dep_ == "prep" and token.lower_ == "despite")


def _told_part(clause: Token, verb: Token) -> Range:
    """The clause without what its reporter adds at its end: ", which lies in the north"."""
    first, last = max(clause.left_edge.i, verb.i + 1), clause.right_edge.i
    if clause.dep_ == "ccomp" and not has_subject(clause):
        ahead = (c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < clause.i)
        first = min((c.left_edge.i for c in ahead), default=first)
    end = last
    for token in clause.subtree:
        start = token.left_edge.i
        aside = _set_against(token) and token.doc[start - 1].text == ","
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
            pieces.append((last.i + 1, _to_do(last.right_edge)))
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


def _to_do(last: Token) -> int:
    """The last token of "[called for] the army to leave the valley"."""
    following = last.doc[last.i + 1 : last.i + 2]
    to = next((t for t in following if t.lower_ == "to" and t.dep_ == "aux"), None)
    return to.head.right_edge.i if to is not None and to.head.i > to.i else last.i


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
    near = [t for t in verb.subtree if t.lower_ == word and verb.i < t.i <= reach + 2]
    found = [t for t in near if t.dep_ == "prep"]
    behind = [t for t in found if t.i > reach or t.head == verb]  # not "the secretary of state"
    return [whole(token) for token in (behind or found)[:1]]


def _beside(verb: Token, speaker: Token | None) -> list[Range]:
    """What stands before "..., he said" or after "he said: ..." where the parse has no clause."""
    tokens = verb.doc
    start = _start(verb, speaker)
    if start > 1 and (speaker is None or speaker.head == verb):
        before = tokens[start - 1]
        if closes_quotation(before) or (before.text == "," and _stands_alone(verb, start)):
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

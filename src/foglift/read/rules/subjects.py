"""Who does a verb: its subject or agent, wherever the sentence puts it."""

from spacy.tokens import Token

from foglift.model import Span
from foglift.read.rules.parse import Sentence
from foglift.read.rules.stretches import closes_quotation


def is_passive(verb: Token) -> bool:
    """ "was asked", "the town called Goma", "asked about the raid, he said": not "has asked"."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    bare = not any(c.dep_ in ("aux", "nsubj") for c in verb.children)
    return verb.tag_ == "VBN" and bare and verb.dep_ in ("acl", "advcl")


def agent_of(verb: Token) -> Token | None:
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
        subjects = [
            c for c in at.children if c.dep_ == "nsubj" or (c.dep_ == "nsubjpass" and not own)
        ]
        if subjects:  # of two the nearer one: "That," he said, "is a lie"
            nearest = min(subjects, key=lambda c: abs(c.i - at.i))
            return None if nearest.lower_ in _NOBODY else _antecedent(nearest, at)
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
    if has_subject(verb) or not any(c.dep_ == "cc" and c.i < verb.i for c in said.children):
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


def relative_pronoun(sentence: Sentence, verb: Token, speaker: Token | None) -> Span | None:
    for child in verb.children:
        if child.dep_ == "nsubj" and child != speaker and child.tag_ in ("WP", "WDT"):
            return sentence.at(child)
    return None


def behind(verb: Token) -> Token | None:
    """Who stands behind a verb that closes a quotation, though the parser took somebody named in
    the quotation: "Thank you, Mr. Hadi," said the guard."""
    if verb.i == 0 or not closes_quotation(verb.doc[verb.i - 1]):
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


def beside_verb(verb: Token) -> Token | None:
    """The name right before or after a finite verb whose subject the parser did not see."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    before = [c for c in verb.children if c.i < verb.i and c.dep_ in _UNSEEN]
    return before[-1] if before and before[-1].pos_ in ("PROPN", "NUM") else None


_UNSEEN = frozenset(("compound", "nmod", "amod", "nummod", "appos", "npadvmod"))


def has_subject(clause: Token) -> bool:
    return any(c.dep_.startswith(("nsubj", "csubj", "expl")) for c in clause.children)

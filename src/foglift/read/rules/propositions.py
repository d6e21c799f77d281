"""Who did what, out of any construction: the layer between the parse and the claims.

A proposition is a predicate with its arguments by grammatical relation, the same for "rebels
captured Hama", "Hama was captured by rebels", "Hama, captured by rebels", "rebels, who captured
Hama" and "the rebel capture of Hama". The knowledge of English constructions lives only here, so
that a row of the codebook serves all of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

from spacy.tokens import Token

from foglift.codebook import Book
from foglift.model import Realis, Span
from foglift.read.rules.parse import Sentence

_YEAR = re.compile(r"(?:19|20)\d\d")
SUBJECTS = {"nsubj", "csubj"}
PASSIVE_SUBJECTS = {"nsubjpass", "csubjpass"}
OBJECTS = {"dobj", "obj", "oprd", "attr"}
# How the owner of a noun stands before it: "rebel hands".
OWNERS = {"poss", "compound", "amod", "nmod"}
TEMPORAL = {"when", "once", "until", "till", "before", "after"}
CONDITIONS = {"if", "unless", "whether", "lest", "provided"}
FUTURE = {"will", "shall", "'ll", "wo"}
OPENINGS = {"if", "unless"}
# Words that open a clause on which something to come depends.
OPENS = {*CONDITIONS, "until", "till", "once", "when", "as", "except"}
PAST_FUTURE = {"would", "'d"}
NOMINAL = {"NOUN", "PROPN"}
STOPS = {".", "!", "?"}
POSSIBLE = {"may", "might", "could", "can", "should", "must", "would", "ca", "'d"}
# Nouns under which the noun predicate they govern has not happened.
UNREAL = {
    "threat", "possibility", "risk", "prospect", "plan", "fear", "danger", "attempt", "call",
    "decision", "announcement", "order", "proposal", "pledge", "promise", "demand", "request",
    "talk", "idea", "option", "chance", "hope", "warning",
}  # fmt: skip
UNSURE = {"likely", "unlikely", "inevitable", "impossible", "doubtful", "expected", "feasible"}
# Texts that say what is to be done: "an agreement on the withdrawal of all troops".
ACCORDS = {"accord", "agreement", "deal", "pact", "treaty", "memorandum", "mechanism", "roadmap"}
UNREAL_ADJECTIVES = {"possible", "potential", "planned", "imminent", "future", "looming", "alleged"}
# Nouns of which a clause says when, why or how: "the day it left".
OCCASIONS = {
    "day", "time", "moment", "week", "month", "year", "night", "morning", "hour", "minute",
    "reason", "way", "second", "afternoon", "evening", "weekend", "date",
}  # fmt: skip
# Prepositions under which a gerund has happened: "after taking the town, it plans to".
DONE = {"after", "since", "following", "upon", "by"}
# Verbs after which a bare form is wanted and not told: "asked that the army leave the city".
DEMANDS = {"ask", "demand", "insist", "urge", "request", "order", "propose", "recommend", "require"}
FALSE = {"false", "untrue", "baseless", "unfounded", "fake", "incorrect", "fabricated"}
ENDING = {"stop", "cease", "end", "halt", "abate"}
# Verbs that hold in the present without any end in sight.
STATES = {
    "control", "hold", "rule", "govern", "run", "administer", "remain", "say", "defend", "occupy",
    "besiege", "surround", "encircle", "ring", "man", "garrison", "keep", "retain", "contest",
}  # fmt: skip
# Verbs without an object, before those who move so: "by retreating soldiers".
MOVING = {"retreat", "advance", "flee", "withdraw", "march", "invade", "depart", "approach"}
# Verbs whose past is written as their present.
ALIKE = {
    "beat", "burst", "cut", "hit", "hurt", "put", "set", "shut", "split", "spread", "thrust",
}  # fmt: skip
# Words between two semicolons of a list of people.
LONGEST = 14
# Verbs of what is done about a happening: "have not found the murderers of".
AFTERWARDS = {
    "arrest", "catch", "condemn", "explain", "find", "forget", "identify", "investigate", "punish",
    "solve",
}  # fmt: skip
# Nouns that say when, not who: "by Friday".
DATES = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
    "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "spring", "summer", "autumn", "winter", "noon", "midnight", "dawn",
    "dusk", "nightfall", "sunset", "sunrise", "today", "tomorrow", "tonight", "year", "month",
    "week", "weekend", "christmas", "easter", "ramadan", "morning", "evening", "afternoon",
}  # fmt: skip
ORDINALS = {
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "twentieth", "thirtieth",
}  # fmt: skip
# Verbs that only carry a noun predicate: "launched an offensive", "suffered a loss".
SUPPORT = {
    "launch", "carry", "conduct", "mount", "stage", "make", "begin", "start", "commit", "continue",
    "keep", "wage", "lead", "announce", "execute", "unleash", "do", "resume", "open", "perform",
    "undertake", "declare", "perpetrate", "complete", "report", "claim",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Argument:
    """What stands in a relation to a predicate; "subj", "obj" or a preposition."""

    relation: str
    head: Token


@dataclass(frozen=True, eq=False)
class Proposition:
    """A predicate with its arguments: `capture(subj: rebels, obj: city, on: Thursday)`.

    `realis` joins negation, modality and what the predicate is embedded in; `reason` names the
    words that decided. `noun` is true for a nominal predicate ("the capture of").
    """

    sentence: Sentence
    head: Token
    lemma: str
    arguments: tuple[Argument, ...]
    realis: Realis = "actual"
    reason: str = ""
    noun: bool = False

    @cached_property
    def span(self) -> Span:
        """The predicate's own word in the report."""
        return self.sentence.at(self.head)

    def of(self, relation: str) -> tuple[Token, ...]:
        return tuple(each.head for each in self.arguments if each.relation == relation)

    def arguments_of(self, relations: tuple[str, ...]) -> list[tuple[str, Token]]:
        """The arguments in any of the relations, in text order."""
        found = [(each.relation, each.head) for each in self.arguments]
        return sorted((f for f in found if f[0] in relations), key=lambda pair: pair[1].i)

    def __str__(self) -> str:
        slots = ", ".join(f"{each.relation}: {each.head.text}" for each in self.arguments)
        mark = "" if self.realis == "actual" else f" [{self.realis}: {self.reason}]"
        return f"{self.lemma}({slots}){mark}"


def propositions(sentence: Sentence, book: Book) -> tuple[Proposition, ...]:
    """All propositions of a parsed sentence in text order; none if it was not parsed."""
    if sentence.tokens is None:
        return ()
    nouns = _nouns(book)
    return tuple(
        _proposition(sentence, token, book)
        for token in sentence.tokens
        if _is_predicate(token, nouns) or _is_told(token, sentence)
    )


def anchor(words: tuple[str, ...]) -> int:
    """Where the head noun of a nominal predicate stands: the last word, or that before "of"."""
    return words.index("of") - 1 if "of" in words else len(words) - 1


@cache
def _nouns(book: Book) -> frozenset[str]:
    """Lemmas of the nouns that may be predicates: "capture", "offensive", "strike"."""
    named = (*(row.nouns for row in book.verbs), *(row.nouns for row in book.plans))
    names = (tuple(name.split()) for nouns in named for name in nouns)
    return frozenset(words[anchor(words)] for words in names)


@cache
def _noun_governors(book: Book) -> frozenset[str]:
    """Governors that also rule a noun: "prevented an attack"."""
    return frozenset(row.lemma for row in book.governor_rows if row.nouns)


def _is_predicate(token: Token, nouns: frozenset[str]) -> bool:
    if token.dep_ == "prep":  # "according to", "including"
        return False
    if token.pos_ == "NOUN" and token.dep_ == "attr" and not _exists(token):
        return False  # "the attack was the worst offensive"
    if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in {"aux", "auxpass"}):
        return True
    if token.tag_ in {"VBN", "VBD", "VBG"} and token.dep_ in {"amod", "acl", "conj", "advcl"}:
        return True
    return token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in nouns


def _exists(noun: Token) -> bool:
    """ "There was an explosion" tells of it."""
    return any(child.dep_ == "expl" for child in noun.head.children)


def _is_told(token: Token, sentence: Sentence) -> bool:
    """Whether a noun that no row knows is one at which the model sees something happen."""
    told = sentence.told.get(token.i)
    return told is not None and token.pos_ == "NOUN" and told.sure


def _proposition(sentence: Sentence, head: Token, book: Book) -> Proposition:
    noun = head.pos_ in {"NOUN", "PROPN"} or is_gerund(head)
    arguments = _noun_arguments(head) if noun else _verb_arguments(head)
    realis, reason = _realis(head, book)
    unique = {(each.relation, each.head.i): each for each in arguments}
    return Proposition(sentence, head, lemma(head), tuple(unique.values()), realis, reason, noun)


def is_gerund(token: Token) -> bool:
    """Whether a verb stands as a noun: "nine people died in police firing"."""
    nominal = token.tag_ == "VBG" and token.dep_ in {"pobj", "nsubj", "nsubjpass", "dobj"}
    return nominal and any(c.dep_ in {"det", "compound", "amod", "poss"} for c in token.children)


def lemma(token: Token) -> str:
    """The predicate's lemma with its particle: "take over", "break out"."""
    particles = [child.lower_ for child in token.children if child.dep_ == "prt"]
    return " ".join([token.lemma_.lower(), *particles])


# ------------------------------------------------------------------------------- arguments


def _verb_arguments(verb: Token) -> list[Argument]:
    passive = is_passive(verb)
    found = [*_prepositions(verb, passive)]
    for child in verb.children:
        if child.dep_ in SUBJECTS | PASSIVE_SUBJECTS:
            found += _spread(_subject_relation(child, verb, passive), child)
        elif child.dep_ in OBJECTS:
            found += _spread("obj", child)
        elif child.dep_ == "dative" and child.pos_ != "ADP":
            found += _spread("to", child)
        elif child.dep_ == "npadvmod" and child.i < verb.i and verb.dep_ == "amod":
            found += _spread("subj", child)
        elif child.dep_ == "acomp":
            found += _prepositions(child, False)
        elif child.lower_ == "where" and verb.dep_ == "relcl":  # "Aleppo, where they had ruled"
            noun = verb.head
            found.append(Argument("in", noun.head if noun.dep_ == "appos" else noun))
    if not passive and _is_gap(verb, found):  # "two towns it surrounds"
        found += [Argument("obj", verb.head)]
    relation = "obj" if passive else "subj"
    if not any(each.relation == relation for each in found):
        found += [a for token in _shared(verb) for a in _spread(relation, token)]
    return found


def _subject_relation(subject: Token, verb: Token, passive: bool) -> str:
    """What a grammatical subject is: of a passive the object, and so is a second one that stands
    behind the verb by mistake ("on Saturday recaptured Jebel Moya")."""
    before = any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children)
    second = subject.i > verb.i and before and verb.lemma_ not in {"be", "say"}
    return "obj" if passive or second or subject.dep_ in PASSIVE_SUBJECTS else "subj"


def _is_gap(verb: Token, found: list[Argument]) -> bool:
    """Whether a relative clause without a pronoun leaves out its object, which is its noun."""
    if verb.dep_ != "relcl" or _has_relative(verb) or verb.head.lemma_.lower() in OCCASIONS:
        return False
    told = {each.relation for each in found}
    alone = any(c.dep_ in SUBJECTS for c in verb.children) and "obj" not in told
    return alone and not any(c.dep_ in {"prep", "ccomp", "xcomp", "advmod"} for c in verb.children)


def is_passive(verb: Token) -> bool:
    """Whether the grammatical subject is what the verb is done to; a headline leaves out the "was"
    before it: "Bor lost by the army"."""
    if any(child.dep_ in {"auxpass", "nsubjpass", "csubjpass"} for child in verb.children):
        return True
    if any(child.dep_ == "agent" for child in verb.children):
        return True
    if any(child.dep_ in SUBJECTS for child in verb.children):
        return False
    if verb.tag_ != "VBN" and not (verb.tag_ == "VBD" and verb.dep_ in {"amod", "acl"}):
        return False
    if verb.dep_ in {"acl", "amod"}:
        return True
    if verb.dep_ == "advcl":
        return not any(child.dep_ in SUBJECTS for child in verb.children)
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        own = any(child.dep_ in {"aux", *SUBJECTS} for child in verb.children)
        return not own and is_passive(verb.head)
    return False


def _prepositions(head: Token, passive: bool) -> Iterator[Argument]:
    for child in head.children:
        if child.dep_ == "agent" or (passive and child.dep_ == "prep" and child.lower_ == "by"):
            doers = [obj for obj in child.children if not is_time(obj)]
            yield from (a for obj in doers for a in _pobj("subj", obj))
            yield from (a for obj in doers for a in _moving("subj", obj))
        elif child.dep_ in {"prep", "dative"} and child.pos_ in {"ADP", "SCONJ", "VERB", "PART"}:
            for obj in child.children:
                yield from _pobj(child.lower_, obj)
                if obj.dep_ == "prep" and obj.pos_ == "ADP":  # "out of Homs", "away from the town"
                    yield from (a for inner in obj.children for a in _pobj(obj.lower_, inner))
        elif child.dep_ == "advmod":  # "south of Hama", "close to the base"
            for prep in child.children:
                if prep.dep_ == "prep":
                    yield from (a for inner in prep.children for a in _pobj("near", inner))


def _moving(relation: str, token: Token) -> Iterator[Argument]:
    """Who is told of by how they move: "blown up by retreating soldiers"."""
    if token.dep_ == "pcomp" and token.lemma_ in MOVING:
        for child in token.children:
            if child.dep_ in OBJECTS and child.i == token.i + 1:
                yield from _spread(relation, child)


def is_time(noun: Token) -> bool:
    """Whether a noun says when: "freed by Friday", "by the end of the year"."""
    if noun.lower_ in DATES or _YEAR.fullmatch(noun.text):
        return True
    of = (o for p in noun.children if p.lower_ == "of" for o in p.children)
    return noun.lower_ in {"end", "beginning", "start", "middle"} | ORDINALS and any(
        is_time(each) for each in of
    )


def _pobj(relation: str, token: Token) -> Iterator[Argument]:
    if token.dep_ == "pobj":
        yield from _spread(relation, token)


def _spread(relation: str, token: Token) -> Iterator[Argument]:
    """The argument and what is coordinated with it or listed after it; relative pronouns give
    their antecedent."""
    yield Argument(relation, antecedent(token))
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}:
            yield from _spread(relation, child)
        elif child.dep_ == "appos" and token.pos_ == "PROPN":  # "Ana Solis, a teacher, and Luis"
            yield from (Argument(relation, t) for t in child.conjuncts if t.pos_ == "PROPN")
    if token.pos_ == "PROPN" and token.dep_ != "conj":
        yield from (Argument(relation, each) for each in _listed(token))


def _listed(name: Token) -> Iterator[Token]:
    """What a list with semicolons names after its first: "Ana Solis, 42; Luis Rivas, a driver; and
    a boy"."""
    part: list[Token] = []
    for token in name.doc[name.i + 1 :]:
        finite = token.tag_ in {"VBD", "VBZ", "VBP"} and token.dep_ != "amod"
        ends = token.text in {";", "."} or finite
        if not ends:
            part.append(token)
            continue
        if finite and not token.is_ancestor(name):
            return
        if part and part[0].i > name.i + 1 and name.doc[part[0].i - 1].text == ";":
            first = _first_noun(part)
            if first is not None:
                yield first
        if token.text != ";" or len(part) > LONGEST:
            return
        part = []


def _first_noun(part: list[Token]) -> Token | None:
    """The noun that a member of a list begins with, "Rivas" of "and Luis Rivas, a driver"."""
    nouns = (t for t in part if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound")
    return next(nouns, None)


def antecedent(token: Token) -> Token:
    """The noun a relative pronoun stands for, else the token itself."""
    if token.tag_ in {"WDT", "WP"} or (token.lower_ == "that" and token.dep_ != "mark"):
        clause = token.head
        while clause.dep_ in {"conj", "xcomp", "ccomp", "prep", "pobj"} and clause.head != clause:
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return token


def _shared(verb: Token) -> list[Token]:
    """The subject a verb without one takes from its surroundings."""
    head = verb.head
    if verb.dep_ in {"acl", "amod", "relcl"}:
        gap = verb.dep_ != "relcl" or not _has_relative(verb)
        return [head] if gap and not (verb.dep_ == "acl" and _infinitive(verb)) else []
    if verb.dep_ == "pcomp" and head.head != head:
        return _of_prepositional(head)
    if verb.dep_ in {"conj", "xcomp", "advcl", "ccomp", "dep"} and head != verb:
        return _from_governor(verb, head)
    return []


def _has_relative(verb: Token) -> bool:
    return any(t.tag_ in {"WDT", "WP"} or t.lower_ == "that" for t in verb.children)


def _infinitive(verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in verb.children)


def _of_prepositional(preposition: Token) -> list[Token]:
    """Subject of "by VERBing" and the like: the accused in "accused X of", else the subject."""
    governor = preposition.head
    if governor.pos_ not in {"VERB", "AUX"}:
        return _of_prepositional_noun(governor)
    if preposition.lower_ in {"of", "for", "from"}:
        patients = [c for c in governor.children if c.dep_ in {"dobj", *PASSIVE_SUBJECTS}]
        if patients:
            return patients
    return _subjects(governor)


def _of_prepositional_noun(noun: Token) -> list[Token]:
    while noun.head != noun and noun.pos_ not in {"VERB", "AUX"}:
        noun = noun.head
    return _subjects(noun) if noun.pos_ in {"VERB", "AUX"} else []


def _from_governor(verb: Token, governor: Token) -> list[Token]:
    if governor.pos_ in {"ADJ"}:  # "were able to", "are ready to"
        governor = governor.head
    if verb.dep_ == "xcomp" and _infinitive(verb):
        objects = [c for c in governor.children if c.dep_ == "dobj"]
        on = [o for p in governor.children if p.dep_ == "prep" and p.lower_ in {"on", "to", "for"}
              for o in p.children if o.dep_ == "pobj"]  # fmt: skip
        if objects or on:
            return objects or on
    if verb.dep_ == "ccomp":  # "said tens of thousands [...] were fleeing", object by mistake
        between = [c for c in governor.children if c.dep_ == "dobj" and governor.i < c.i < verb.i]
        if between and not _infinitive(verb):
            return between
    return _subjects(governor)


def _subjects(verb: Token) -> list[Token]:
    """The surface subjects of a verb, found upwards through shared ones."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS | PASSIVE_SUBJECTS]
    if own or verb.dep_ == "ROOT":
        return own
    return _shared(verb)


def _noun_arguments(noun: Token) -> list[Argument]:
    found = list(_prepositions(noun, passive=True))
    for child in noun.children:
        if child.dep_ in {"poss", "compound", "amod", "nmod", "npadvmod"} and child.pos_ in {
            "PROPN", "NOUN", "ADJ", "PRON",
        }:  # fmt: skip
            found += _spread("mod", child)
            if child.dep_ == "poss":
                found += _spread("poss", child)
        elif child.dep_ == "acl" and child.tag_ == "VBN":  # "an offensive launched by X"
            found += [a for a in _prepositions(child, True) if a.relation in {"subj", "in", "on"}]
    found += [Argument("subj" if a.relation == "by" else a.relation, a.head) for a in found]
    found += _topic(noun)
    verb = noun.head
    if noun.dep_ in {"dobj", "nsubjpass"} and verb.lemma_ in SUPPORT:
        told = {"obj", "subj"} if verb.lemma_ == "report" else {"obj"}  # who reports did nothing
        found += [a for a in _verb_arguments(verb) if a.head != noun and a.relation not in told]
    elif noun.dep_ in {"nsubj", "dobj", "nsubjpass"} and verb.pos_ == "VERB":
        found += [a for a in _prepositions(verb, False) if a.relation not in {"subj", "by", "to"}]
    elif noun.dep_ == "pobj" and verb.head.lemma_ in {"engage", "lock", "involve", "clash"}:
        found += [a for a in _verb_arguments(verb.head) if a.relation in {"subj", "obj"}]
    elif noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        shared = _noun_arguments(noun.head)  # "the disappearance and murder of Ana Solis"
        found += [a for a in shared if a.relation == "subj"]
        if not any(a.relation == "of" for a in found):
            found += [a for a in shared if a.relation == "of" and a.head.i > noun.i]
    return found


def _topic(noun: Token) -> list[Argument]:
    """What a phrase with this noun is said of: "the airfield, still in rebel hands"."""
    preposition = noun.head
    above = preposition.head
    if noun.dep_ != "pobj" or preposition.lower_ not in {"in", "under"}:
        return []
    owned = any(child.dep_ in OWNERS or child.lower_ == "of" for child in noun.children)
    if not owned or above.pos_ not in {"NOUN", "PROPN"}:
        return []
    return list(_spread(f"topic-{preposition.lower_}", above))


# ---------------------------------------------------------------------------------- realis


def _realis(head: Token, book: Book) -> tuple[Realis, str]:
    """Actual, negated, planned or hypothetical, with the words that say so."""
    if head.pos_ in {"NOUN", "PROPN"}:
        return _noun_realis(head, book)
    own = _own_realis(head)
    if own[0] == "planned" and head.dep_ == "ccomp":
        above = _governed(head.head, book, bare=True)
        return above if above[0] == "hypothetical" else own
    above = _inherited(head, book) if own[0] == "actual" or own[1].lower() in OPENINGS else own
    return above if own[0] == "actual" or above[0] == "planned" else own


def _own_realis(verb: Token) -> tuple[Realis, str]:
    modal = next((c for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD"), None)
    negation = _negation(verb)
    mark = next((c for c in verb.children if c.dep_ == "mark"), None)
    if mark is not None and mark.lower_ in CONDITIONS:
        return "hypothetical", mark.text
    if _is_headed_for(verb):
        return "planned", "to"
    if negation and (modal is None or modal.lower_ in {"could", "can", "ca"}):
        return "negated", negation
    if modal is not None and modal.lower_ in FUTURE:
        return ("negated", negation) if negation else ("planned", modal.text)
    if modal is not None and modal.lower_ in PAST_FUTURE and _told_as_to_come(verb):
        return ("negated", negation) if negation else ("planned", modal.text)
    if modal is not None and modal.lower_ in POSSIBLE:
        return "hypothetical", modal.text
    if verb.dep_ == "advcl" and _to_come(verb):
        return "hypothetical", "when"
    if _timeless(verb) or _defines(verb):
        return "hypothetical", "present tense"
    condition = _conditional(verb)
    return ("hypothetical", condition) if condition else ("actual", "")


def _told_as_to_come(verb: Token) -> bool:
    """Whether "would" is the future of what somebody said: "said they would march", not "would
    march if"."""
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    return verb.dep_ == "ccomp" and verb.head.tag_ in {"VBD", "VBN"} and not _conditional(verb)


def _conditional(verb: Token) -> str:
    """The word of the condition under which it would happen, "" for none."""
    words = (opening(clause) for clause in verb.children if clause.dep_ == "advcl")
    return next((word for word in words if word in OPENINGS), "")


def opening(clause: Token) -> str:
    """The word that makes a clause a condition: "if", "until", or "should" before its subject."""
    for child in clause.children:
        if child.lower_ in OPENS and child.dep_ in {"mark", "advmod", "prep"}:
            return child.lower_
        if child.lower_ in {"should", "were", "had"} and child.dep_ in {"aux", "auxpass"}:
            subject = [c for c in clause.children if c.dep_ in SUBJECTS | PASSIVE_SUBJECTS]
            if subject and child.i < subject[0].i:
                return "if"
    return ""


def _is_headed_for(verb: Token) -> bool:
    """Whether a headline says by its infinitive what is to come: "Turkish frigates to guard the
    port", "450 companies to be deployed"."""
    if not _infinitive(verb):
        return False
    if verb.dep_ == "ROOT":
        return any(child.dep_ in SUBJECTS | PASSIVE_SUBJECTS for child in verb.children)
    if verb.doc[-1].lower_ in STOPS and not is_passive(verb):
        return False
    ranked = any(c.lower_ in {"first", "last", "only", "latest"} for c in verb.head.children)
    clause = verb.dep_ in {"acl", "relcl"} and not ranked  # "Raqqa first city to fall"
    return clause and verb.head.dep_ == "ROOT" and verb.head.pos_ in NOMINAL


def _timeless(verb: Token) -> bool:
    """Whether a full sentence tells it in the simple present ("the group takes hostages"), as
    what tends to happen. Headlines, which end without a stop, tell news in that tense."""
    if verb.tag_ == "VBP" and verb.lemma_ in ALIKE:  # "villagers beat a thief" may be past
        return False
    finite = verb.tag_ in {"VBZ", "VBP"} and verb.pos_ == "VERB" and not _numbered(verb)
    stative = verb.lemma_ in STATES or any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    stative = stative or verb.lemma_ in {"appear", "seem"}  # "appears to have left"
    stative = stative or any(c.lemma_ == "control" and c.dep_ == "dobj" for c in verb.children)
    return finite and not stative and verb.dep_ != "ccomp" and "." in verb.doc[-2:].text


def _defines(verb: Token) -> bool:
    """Whether it tells in the present tense what any such thing is: "attacks in which five or
    more people die"."""
    finite = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), verb)
    if verb.dep_ != "relcl" or finite.tag_ not in {"VBZ", "VBP"} or finite.lemma_ == "have":
        return False
    wherein = any(c.dep_ == "prep" and any(d.lower_ == "which" for d in c.children)
                  for c in verb.children)  # fmt: skip
    articles = {c.lower_ for c in verb.head.children if c.dep_ == "det"}
    any_such = articles <= {"a", "an", "any", "every", "each"} if articles else _is_many(verb.head)
    return wherein and any_such


def _is_many(noun: Token) -> bool:
    return noun.tag_ == "NNS" and not any(c.dep_ in {"poss", "nummod"} for c in noun.children)


def _numbered(verb: Token) -> bool:
    """Whether so many did it or suffered it once: "blow themselves up, killing two people"."""
    return any(token.tag_ == "CD" and not _YEAR.fullmatch(token.text) for token in verb.subtree)


def _to_come(verb: Token) -> bool:
    """Whether a clause of time speaks of what has not happened yet: "until the town is retaken"."""
    timed = any(c.lower_ in TEMPORAL and c.dep_ in {"mark", "advmod"} for c in verb.children)
    finite = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), verb)
    return timed and finite.tag_ in {"VBZ", "VBP"} and finite.lower_ not in {"has", "have", "'ve"}


def _negation(verb: Token) -> str:
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in {"never", "hardly"} or _no_longer(child):
            return child.text
        if child.dep_ in SUBJECTS | PASSIVE_SUBJECTS | {"dobj", "attr"}:
            none = next((d for d in child.children if d.lower_ == "no"), None)
            if none is not None or child.lower_ in {"nobody", "none", "nothing"}:
                return (none or child).text
    if verb.dep_ == "acomp" and verb.head.lemma_ == "be":  # "were not able to"
        return _negation(verb.head)
    return ""


def _no_longer(child: Token) -> bool:
    return child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children)


def _inherited(verb: Token, book: Book) -> tuple[Realis, str]:
    """What the clause that holds the verb makes of it."""
    head = verb.head
    if head != verb and head.pos_ == "NOUN" and _told_falsely(verb)[0] != "actual":
        return _told_falsely(verb)
    if head == verb or verb.dep_ == "relcl":
        return _question(verb)
    if verb.dep_ == "acomp":  # "if they are able to reach a deal"
        return _realis(head, book)
    if verb.dep_ == "conj":
        own_subject = any(c.dep_ in SUBJECTS | PASSIVE_SUBJECTS for c in verb.children)
        return ("actual", "") if own_subject else _realis(head, book)
    if verb.dep_ == "pcomp" and head.lower_ in DONE:
        return "actual", ""
    if verb.dep_ == "pcomp":
        return _governed(head, book) if head.lower_ == "without" else _governed(head.head, book)
    if verb.dep_ in {"xcomp", "ccomp", "acl"} and not _apart(verb):
        if verb.dep_ == "acl" and not _infinitive(verb):
            return "actual", ""
        infinitive = _infinitive(verb)
        bare = verb.dep_ == "ccomp" and not infinitive
        wanted = bare and head.lemma_ in DEMANDS and verb.tag_ in {"VB", "VBP"}
        governed = _governed(head, book, bare=bare, infinitive=infinitive)
        return ("hypothetical", head.text) if wanted else governed
    if verb.dep_ == "advcl" and _infinitive(verb) and head.lemma_ not in {"turn", "go", "return"}:
        return "planned", "to"
    return "actual", ""


def _apart(verb: Token) -> bool:
    """ "A plane crashed; officials blamed the fog" is two sentences, whatever the parser says."""
    return verb.dep_ == "ccomp" and any(t.text == ";" for t in verb.doc[verb.i : verb.head.i])


def _told_falsely(verb: Token) -> tuple[Realis, str]:
    """What is made of a clause below the noun that tells it: "reports that ... were false"."""
    if verb.dep_ == "relcl":
        return ("negated", "no truth") if _without_truth(verb) else ("actual", "")
    return ("actual", "") if _infinitive(verb) else _belied(verb.head)


def _belied(noun: Token) -> tuple[Realis, str]:
    """ "Reports that the army had left were false" negates that it left."""
    above = noun.head
    if _without_truth(noun):
        return "negated", "no truth"
    if noun.dep_ == "nsubj" and above.lemma_ == "be":
        for child in above.children:
            if child.dep_ == "acomp" and child.lemma_.lower() in FALSE:
                return "negated", child.text
    return "actual", ""


def _without_truth(word: Token) -> bool:
    """ "There is no truth to the reports that ...", "... in what is written about the entry of"."""
    above = list(islice(word.ancestors, 8))
    return any(
        one.lemma_.lower() in _TRUTH and any(child.lower_ == "no" for child in one.children)
        for one in above
        if one.pos_ == "NOUN"
    )


_TRUTH = frozenset(("truth", "basis", "substance", "foundation"))


def _question(verb: Token) -> tuple[Realis, str]:
    if verb.dep_ == "ROOT" and verb.doc[-1].text == "?":
        return "hypothetical", "?"
    return "actual", ""


def _governed(
    governor: Token, book: Book, bare: bool = False, infinitive: bool = False
) -> tuple[Realis, str]:
    """The effect of the word above: "failed to" negates, "vowed to" plans; what a word does not
    in the codebook makes of an infinitive is open.

    For a `bare` complement clause ("said that ...") speech leaves the clause its own realis.
    """
    if infinitive and _will(governor):
        negation = _negation(governor)
        return ("negated", negation) if negation else ("planned", governor.text)
    unknown: Realis = "hypothetical" if infinitive else "actual"
    effect = book.governors.get(governor.lemma_.lower(), unknown)
    if bare and effect == "planned":
        return "actual", ""
    if bare and governor.lemma_.lower() in _SAYING and _negation(governor):
        return "hypothetical", f"{_negation(governor)} {governor.text}"
    if effect == "actual" and not (governor.dep_ == "acomp" and _negation(governor)):
        return ("actual", "") if bare else _realis(governor, book)
    if effect != "hypothetical" and _negation(governor):  # "did not fail to", "never vowed to"
        return ("actual" if effect == "negated" else "negated"), _negation(governor)
    return effect, governor.text


# Who did not say that the bridge fell has not said it; who did not deny it has not either.
_SAYING = frozenset(
    (
        "acknowledge", "admit", "announce", "assert", "claim", "concede", "confirm", "declare",
        "disclose", "indicate", "mention", "report", "reveal", "say", "specify", "state", "tell",
        "verify",
    )
)  # fmt: skip


def _will(governor: Token) -> bool:
    """Whether it only sets what it governs ahead: "is to leave", "is going to bomb"."""
    if governor.lemma_ == "be":
        attributes = any(child.dep_ in {"attr", "acomp"} for child in governor.children)
        return governor.tag_ in {"VBZ", "VBP", "VBD"} and not attributes
    return governor.lower_ == "going" and any(c.lemma_ == "be" for c in governor.children)


def _noun_realis(noun: Token, book: Book) -> tuple[Realis, str]:
    for child in noun.children:
        if child.lower_ == "no":
            return "negated", child.text
        if child.lower_ in UNREAL_ADJECTIVES - {"alleged"}:
            return "hypothetical", child.text
    if _without_truth(noun):
        return "negated", "no truth"
    if noun.dep_ == "pobj":
        return _realis_beside(noun.head)
    if noun.dep_ in {"dobj", "nsubjpass", "nsubj"} and noun.head.pos_ in {"VERB", "AUX"}:
        return _realis_of_clause(noun, noun.head, book)
    return "actual", ""


def _realis_beside(preposition: Token) -> tuple[Realis, str]:
    """What the noun before "of" or "on" makes of the one behind it."""
    above = preposition.head
    if any(child.lower_ == "no" for child in above.children):
        return "negated", "no"  # "no truth to the entry of"
    if preposition.lower_ in {"on", "for"} and above.lemma_ in ACCORDS:
        return "planned", above.text  # "signed an accord on the withdrawal of"
    if above.lemma_.lower() in UNREAL and above.pos_ == "NOUN":
        return "hypothetical", above.text
    return "actual", ""


def _without_effect(verb: Token) -> bool:
    """What does nothing to anything has happened all the same: "the raid hurt nobody", "did not
    reach the town"; not "the raid did not take place"."""
    done = [child for child in verb.children if child.dep_ == "dobj"]
    return bool(_negation(verb) and done) and (verb.lemma_, done[0].lower_) != ("take", "place")


def _realis_of_clause(noun: Token, verb: Token, book: Book) -> tuple[Realis, str]:
    """What the verb makes of its subject or object: "an assault is unlikely", "prevented an
    assault"."""
    if noun.dep_ == "nsubj" and verb.lemma_ in ENDING:
        return "actual", ""  # what stops, or does not, has gone on
    if noun.dep_ == "nsubj" and _without_effect(verb):
        return "actual", ""
    if noun.dep_ == "nsubj" and verb.lemma_ == "be":
        for child in verb.children:
            if child.dep_ == "acomp" and child.lower_ in UNREAL_ADJECTIVES | UNSURE:
                return "hypothetical", child.text
    aimed = any(child.dep_ == "xcomp" for child in verb.children)  # "was intended to warn"
    ruled = noun.dep_ != "nsubj" and verb.lemma_.lower() in _noun_governors(book)
    if ruled and not aimed:
        return book.governors[verb.lemma_.lower()], verb.text
    found = _realis(verb, book)
    passive = noun.dep_ == "nsubjpass" and verb.lemma_ not in SUPPORT
    known = passive or (noun.dep_ == "dobj" and verb.lemma_ in AFTERWARDS)
    return ("actual", "") if known and found[0] == "negated" else found

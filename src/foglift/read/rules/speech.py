"""Cues in the parse: verbs, nouns and phrases that report, with speaker and words said.

Which words are cues is in codebook/data/cues.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from foglift.model import Span
from foglift.read.rules.channels import channel_of, hearer_of
from foglift.read.rules.contents import readings
from foglift.read.rules.cues import Cited, Frame, Lexicon, lemma
from foglift.read.rules.nominals import noun_cues, phrase_cue
from foglift.read.rules.parse import Sentence
from foglift.read.rules.stretches import Range, span_of, spans_of
from foglift.read.rules.subjects import (
    agent_of,
    behind,
    beside_verb,
    is_passive,
    relative_pronoun,
    subject_of,
)


def cues_in(sentence: Sentence, lexicon: Lexicon) -> Iterator[Cited]:
    """The cues of one sentence."""
    assert sentence.tokens is not None
    for token in sentence.tokens:
        word = token.lower_
        for phrase, named, frame in lexicon.phrases.get(word, ()):
            if cited := phrase_cue(sentence, token, phrase, named, frame, lexicon):
                yield cited
                break
        if token.pos_ == "NOUN" and token.lemma_ in lexicon.nouns:
            yield from noun_cues(sentence, token, lexicon.nouns[token.lemma_])
        elif token.pos_ in ("VERB", "AUX") and lemma(token) in lexicon.verbs and _reports(token):
            yield from _verb(sentence, token, lexicon)


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


def _verb(sentence: Sentence, verb: Token, lexicon: Lexicon) -> Iterator[Cited]:
    passive = is_passive(verb)
    speaker = agent_of(verb) if passive else behind(verb) or subject_of(verb) or beside_verb(verb)
    if speaker is None and not passive:
        return
    bare: tuple[Frame, tuple[Token, ...]] | None = None
    for frame, fixed, ranges in readings(verb, speaker, passive, lexicon):
        if content := spans_of(sentence, ranges):
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
        hearer_of(verb),
        channel_of(verb, speaker),
        f"not {frame.name}" if negated else frame.name,
        pronoun=relative_pronoun(sentence, verb, speaker),
    )


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

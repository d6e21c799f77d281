"""What the model makes of the words of a sentence: where something of the war happens, of what
type.

A small encoder, trained on this project's own coded text (docs/model-card.md), gives each word a
type with its probability. It never claims by itself: a proposition must stand at the word, and the
type's own row in verbs/shapes.csv must find its slots filled.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np
from curated_tokenizers import WordPieceProcessor  # type: ignore[attr-defined]
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from spacy.tokens import Doc as Tokens

from foglift.model import digest

# Probability from which the model's type counts: measured on our gold, docs/evaluation.md.
SURE = 0.6
# Pieces of words the model was trained on at most; what stands behind them has no trigger.
LONGEST = 160
WEIGHTS = files("foglift.read.rules") / "weights"
# Parts of speech at which something may be told to happen.
MAY_TELL = {"VERB", "AUX", "NOUN", "PROPN", "ADJ"}
_WORD = re.compile(r"\w{1,100}|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Trigger:
    """The model's word on one word of a sentence: if something happens at it, `event` most
    likely, "CAPTURE/state", with probability `score`."""

    event: str
    score: float

    @property
    def sure(self) -> bool:
        """Whether it is enough to claim an event where no row says what its predicate means."""
        return self.score >= SURE


def triggers(tokens: Tokens) -> dict[int, Trigger]:
    """Token number -> what the model makes of it, for verbs, nouns and adjectives."""
    ids, starts = pieces(tokens.text)
    at = {start: number for number, start in enumerate(starts)}
    telling = [each for each in tokens if each.idx in at and each.pos_ in MAY_TELL]
    if not telling:
        return {}
    scores = _scores(ids)[[at[each.idx] for each in telling]]
    return {each.i: found for each, found in zip(telling, _likeliest(scores), strict=True)}


def pieces(text: str) -> tuple[list[int], list[int]]:
    """The ids of a sentence's pieces of words and where in the text the word of each starts; the
    first and the last piece are marks, which start at -1. At most LONGEST."""
    ids, starts = [_mark("[CLS]")], [-1]
    for word in _WORD.finditer(text):
        found, _ = _processor().encode(_plain(word[0]))
        if not found:  # a mark without a letter of its own
            continue
        ids += [_mark("[UNK]") if each < 0 else each for each in found]
        starts += [word.start(), *[-1] * (len(found) - 1)]
    return [*ids[: LONGEST - 1], _mark("[SEP]")], [*starts[: LONGEST - 1], -1]


def _plain(word: str) -> str:
    """In small letters without accents, as the encoder knows words."""
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(each for each in letters if unicodedata.category(each) != "Mn")


def _likeliest(scores: NDArray[np.float32]) -> list[Trigger]:
    """The likeliest type of each word's probabilities, all its facets together, by the name of
    its likeliest facet."""
    types = _types()
    totals = scores.astype(np.float64) @ types
    best = totals.argmax(axis=1)
    facets = np.where(types.T[best] > 0, scores, -1.0).argmax(axis=1)
    shares = totals[np.arange(len(best)), best]
    return [
        Trigger(_labels()[facet], round(float(share), 2))
        for facet, share in zip(facets, shares, strict=True)
    ]


def _scores(ids: list[int]) -> NDArray[np.float32]:
    """Probabilities of the labels, one row a piece."""
    row = np.array([ids], dtype=np.int64)
    (logits,) = _session().run(["event"], {"ids": row, "mask": np.ones_like(row)})
    return _softmax(logits[0])


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: NDArray[np.float32] = powers / powers.sum(axis=-1, keepdims=True)
    return shares


@cache
def _session() -> InferenceSession:
    """The model in one thread: readers run beside each other, and a result does not depend on how
    sums are split."""
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    weights = (WEIGHTS / "triggers.onnx").read_bytes()
    return InferenceSession(weights, options, providers=["CPUExecutionProvider"])


@cache
def made_of() -> str:
    """A digest of the model's files."""
    kept = sorted(WEIGHTS.iterdir(), key=lambda file: file.name)
    return digest(*(file.read_bytes() for file in kept))


@cache
def _vocabulary() -> list[str]:
    return (WEIGHTS / "vocab.txt").read_text(encoding="utf-8").splitlines()


@cache
def _processor() -> WordPieceProcessor:
    return WordPieceProcessor(_vocabulary())


@cache
def _mark(piece: str) -> int:
    return _vocabulary().index(piece)


@cache
def _types() -> NDArray[np.float64]:
    """1 where a label, by row, is of a type, by column; no type for the label of nothing."""
    of = [label.partition("/")[0] for label in _labels()]
    kinds = [kind for kind in dict.fromkeys(of) if kind]
    return np.array([[float(each == kind) for kind in kinds] for each in of])


@cache
def _labels() -> list[str]:
    labels = (WEIGHTS / "labels.json").read_bytes()
    return msgspec.json.decode(labels, type=dict[str, list[str]])["event"]

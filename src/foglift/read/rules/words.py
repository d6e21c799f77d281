"""Which words are English: those that the parser's lemmatiser knows, in any of their forms."""

from functools import cache

from foglift.read.rules.parse import language


def listed(words: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(words.split())


_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""),
    ("ing", "e"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e"), ("ly", ""), ("ily", "y"),
    ("men", "man"),
)  # fmt: skip
_UNLISTED = listed(
    """according alongside although amid among amongst and another anyone anything became because
    besides despite during either everyone everything following half including like nobody nor
    nothing onto others ours she someone something than theirs themselves unless unlike until
    versus whether whom whose without worth yet kilometer kilometers kidnapped kidnapping
    kidnappers guerrilla guerrillas rightist leftist extremist communique downtown narcoterrorist
    narcotraffickers narcoterrorists paramilitary machinegun submachinegun machineguns spokesman
    councilman councilmen businessmen cattlemen dynamited bomber carbomb"""
)


@cache
def _known() -> frozenset[str]:
    tables = language().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    found: set[str] = set(_UNLISTED)
    for table in ("lemma_index", "lemma_exc"):
        for words in tables.get_table(table).values():
            found.update(words)
    return frozenset(found)


@cache
def nominal(word: str) -> bool:
    """Whether a word in small letters is a noun as it stands and no form of a verb but the plain
    one: "rock", not "sent", "goes" or "said"."""
    return word in _table("noun") and word not in _irregular()


@cache
def _table(kind: str) -> frozenset[str]:
    tables = language().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    return frozenset(tables.get_table("lemma_index")[kind])


@cache
def _irregular() -> frozenset[str]:
    tables = language().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    return frozenset(tables.get_table("lemma_exc")["verb"])


@cache
def inflected(word: str) -> bool:
    """Whether a word in small letters is English, as it stands or in one of its forms."""
    known = _known()
    if word in known:
        return True
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)] + instead
            if stem in known or (stem[-1:] == stem[-2:-1] and stem[:-1] in known):
                return True
    return False

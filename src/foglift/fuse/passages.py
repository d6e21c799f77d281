"""Passages that stand word for word in several reports: what a wire wrote and others print as their
own. Each claim says by itself under which runs of words it stands, whatever else has been read."""

from functools import lru_cache

from foglift.fuse.ground import Evidence
from foglift.text import fold

# So many words in a row are not written twice by chance.
RUN = 16
# How far around a claim its runs are looked for, in characters.
_REACH = 240


def passages(evidence: Evidence) -> tuple[str, ...]:
    """The runs of words in which the claim's own words stand; none where its text is too short."""
    here = evidence.claim.evidence[0]
    return _runs(evidence.report.text, here.start, here.end)


@lru_cache(maxsize=1 << 14)
def _runs(text: str, start: int, end: int) -> tuple[str, ...]:
    before = _whole(fold(text[max(0, start - _REACH) : start]).split(), start > _REACH, 0)
    told = fold(text[start:end]).split()[:RUN]
    after = _whole(fold(text[end : end + _REACH]).split(), end + _REACH < len(text), -1)
    if not told:
        return ()
    room = RUN - len(told)
    words = [*before[max(0, len(before) - room) :], *told, *after[:room]]
    return tuple(" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def _whole(words: list[str], cut: bool, at: int) -> list[str]:
    """The words without the one at which the text was cut off."""
    if cut and words:
        del words[at]
    return words

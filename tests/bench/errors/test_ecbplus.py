"""Mentions put apart and together."""

from bench.errors import ecbplus
from foglift.codebook import load

BOOK = load()


def mention(mid: str, text: str, chain: str) -> dict[str, str]:
    return {"mid": mid, "kind": "action", "text": text, "chain": chain}


def test_mentions_are_apart_or_together_by_their_words() -> None:
    rows = [
        {"id": "a", "mentions": [mention("1", "arrest", "x"), mention("2", "stolen", "y")]},
        {"id": "b", "mentions": [mention("3", "nab", "x"), mention("4", "stealing", "z")]},
    ]
    ours = [{"id": "1", "cluster": "p"}, {"id": "2", "cluster": "q"},
            {"id": "3", "cluster": "r"}, {"id": "4", "cluster": "q"}]  # fmt: skip
    assert list(ecbplus.errors(rows, ours, BOOK)) == [
        "apart: words of one family, two reports",
        "together: words of one family, two reports",
    ]

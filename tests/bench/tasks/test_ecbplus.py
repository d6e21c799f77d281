"""ECB+: mentions of events over reports."""

from typing import Any

from bench.tasks import ecbplus
from foglift import codebook

TEXTS = {
    "a": "The singer Lena Aro was arrested at Oulu airport on Friday. A violin had been stolen.",
    "b": "Police at Oulu airport nabbed the singer Lena Aro, who says she bought the violin.",
    "c": "Rain delayed the regatta at Hobart. Two skippers were arrested after a brawl.",
    "d": "The bakers of Trieste went back to work after a week.",
    "e": "A court in Lima fined the mine for dust over the valley.",
    "f": "Voters in Malta go to the polls again in June.",
}
WORDS = {"a": ("arrested", "stolen"), "b": ("nabbed", "says"), "c": ("delayed", "arrested")}


def row(id: str) -> dict[str, Any]:
    text = TEXTS[id]
    mentions = [
        {"mid": f"{id}#{word}", "kind": "action", "span": [at, at + len(word)]}
        for word in WORDS.get(id, ())
        for at in (text.index(word),)
    ]
    person = {"mid": f"{id}#who", "kind": "human", "span": [0, 5]}
    return {"id": id, "text": text, "mentions": [*mentions, person]}


def test_an_arrest_told_in_two_reports_is_one_and_another_arrest_another() -> None:
    answers = ecbplus.predict([row(id) for id in TEXTS], codebook.load())
    clusters = {each["id"]: each["cluster"] for each in answers}
    assert clusters["a#arrested"] == clusters["b#nabbed"] != clusters["c#arrested"]
    assert len(set(clusters.values())) == len(clusters) - 1
    assert not any(id.endswith("who") for id in clusters)

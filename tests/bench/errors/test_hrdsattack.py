"""Records of attacks on defenders."""

from bench.errors import hrdsattack
from foglift.codebook import load


def test_each_slot_is_empty_another_or_unknown_to_the_gold() -> None:
    gold = {
        "country": "Belarus", "city": "Minsk", "year": "2021", "month": None, "date": "8.0",
        "perpetrator_type": "state actor", "violation_types": ["killing"],
        "victims": [{"victim_name": "Olga Zorina"}, {"victim_name": "Ivan Ledov"}],
    }  # fmt: skip
    ours = {
        "country": "Belarus", "city": "None", "year": "2020", "month": "03", "date": "8",
        "perpetrator_type": "state actor", "violation_types": ["torture"],
        "victim_names": ["Zorina", "Pavel Gusin"],
    }  # fmt: skip
    row = {"gold": gold, "text": "Olga Zorina and Ivan Ledov were taken away."}
    assert list(hrdsattack.errors([row], [ours], load())) == [
        "city: empty", "year: another", "month: filled, unknown to the gold", "killing: missed",
        "torture: too many", "victim: others read", "victim: part of the name", "victim: too many",
    ]  # fmt: skip

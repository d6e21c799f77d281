"""Names of places: not found, or which of the name was taken."""

from bench.errors import toponyms
from foglift.codebook import load

BOOK = load()
TEXT = "From Tripoli to Zzyvaq and Hama."


def at(name: str, lat: float | None = None, lon: float = 0.0) -> dict[str, float]:
    start = TEXT.index(name)
    place = {} if lat is None else {"lat": lat, "lon": lon}
    return {"start": start, "end": start + len(name), **place}


def test_each_name_is_of_one_class() -> None:
    lebanon = at("Tripoli", 34.43, 35.84)
    libya = next(p for p, _ in BOOK.gazetteer.named("Tripoli", ("LY",)) if p.country == "LY")
    row = {"text": TEXT, "toponyms": [lebanon, at("Zzyvaq"), at("Hama", 35.13, 36.75)]}
    ours = {"toponyms": [at("Tripoli", libya.lat, libya.lon), at("From"), at("Hama", 35.1, 36.7)]}
    assert list(toponyms.errors([row], [ours], BOOK)) == [
        "placed: wrong country",
        "not found: not in the gazetteer",
        "nobody marked it, no place given",
    ]

"""Which place a name means: by what the text says of it, the report's country, its neighbours."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from foglift.codebook.gazetteer import Gazetteer, Place
from foglift.model import Span
from foglift.read.rules.capitals import (
    COUNTY,
    PLURALS,
    REGION,
    SIDEWAYS,
    TOWN,
    Candidate,
    Options,
    large,
)
from foglift.read.rules.names import Named
from foglift.text import fold

# Where a name that no gazetteer has is a place all the same: "near Qarqur".
_UNKNOWN_AFTER = frozenset(
    {"in", "near", "outside", "around", "towards", "toward", "retook", "recaptured", "retaken",
     "recapture", "retake", "overran", "overrun", "stormed", "besieged", "encircled", "shelled",
     "captured", "liberated"}
)  # fmt: skip
PARENTS = frozenset({",", "in", ", in", "of", ", of", "in the", ", in the", "of the", ", the"})


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place wherever it stands and whatever it stands for there, with the place.

    `how` is "place"; "land" for a country's name, also where it stands for its state ("Russia
    said"); "people" for its adjective ("Syrian").
    """

    span: Span
    ref: str
    how: Literal["place", "land", "people"]


def nested(text: str, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates with what the text says by the one after: "Has in Idlib" makes "Has" a
    place, "Sumy and Kharkiv regions" makes "Sumy" a region."""
    found: list[Candidate] = []
    after: Candidate | None = None
    for one in reversed(candidates):
        gap = text[one.span.end : after.span.start] if after else ""
        if after and gap in (", ", " and ", ", and ", " or ") and _plural(text, after):
            one = replace(one, cue=2, want=after.want)
        elif _inside(gap):
            one = replace(one, cue=2)
        elif after and gap == ", " and _part(one, after):
            one = replace(one, cue=2)
            found[-1] = replace(after, cue=2)
        found.append(one)
        after = one
    return tuple(reversed(found))


def _part(one: Candidate, after: Candidate) -> bool:
    """Whether a name before a comma is of a place in the region named after it: "Paris, Texas"."""
    regions = {(p.country, p.name) for p, _ in after.options[:3] if p.kind == "region"}
    return any((p.country, p.region) in regions for p, _ in one.options)


def _plural(text: str, one: Candidate) -> bool:
    """Whether a plural feature word stands behind the list that the candidate is in."""
    rest = text[one.span.end : one.span.end + 80].split(".")[0].lower().split()
    nouns = [word.strip(",") for word in rest]
    return bool(one.want) and any(noun in PLURALS[one.want] for noun in nouns[:6])


def _inside(gap: str) -> bool:
    return gap.startswith((" in ", ", in ")) and _says_in(gap)


def theatre(counts: Mapping[str, float], candidates: Iterable[Candidate]) -> dict[str, float]:
    """Each country's share of what the report names, 0 to 1: countries, actors and places."""
    weights: dict[str, float] = defaultdict(float, counts)
    for one in {c.name: c for c in candidates if not c.risky}.values():
        big = {p.country for p, main in one.options if main and large(p)}
        here = big & counts.keys() or big
        for country in sorted(here):
            weights[country] += (0.5 if here is not big or not counts else 0.1) / len(here)
    total = sum(weights.values())
    ranked = sorted(weights.items(), key=lambda pair: -pair[1])
    return {country: weight / total for country, weight in ranked} if total else {}


def accepted(
    candidate: Candidate,
    shares: Mapping[str, float],
    around: frozenset[str],
    sure: frozenset[str],
    people: frozenset[str],
) -> bool:
    """Whether the candidate is a place at all. `around` are the neighbours of the report's
    countries; `sure` are names that the report elsewhere treats as places, `people` the
    surnames of those it names."""
    if not candidate.options:
        short = candidate.name.isupper() and len(candidate.name) < 6
        wanted = bool(candidate.want) and not short
        return not candidate.risky and (wanted or _unknown(candidate))
    near = [(p, main) for p, main in candidate.options if shares.get(p.country, 0) >= 0.1]
    if candidate.risky:
        return candidate.cue == 2 and bool(near or not shares)
    if candidate.cue < 2 and candidate.name in people:
        return False
    if near and (candidate.cue == 2 or any(_weighty(p, main, candidate.cue) for p, main in near)):
        return True
    if candidate.name in sure:
        return True
    known = {p.country for p, main in candidate.options if main and _known(p)}
    if known and (candidate.cue > 0 or not around.isdisjoint(known)):
        return True
    ours = {p.country for p, main in candidate.options if main and not _foreign(p)}
    return candidate.cue == 2 and (not around.isdisjoint(ours) or (bool(ours) and not shares))


def _foreign(place: Place) -> bool:
    """Whether a place is of those far from any war, whose names are mostly somebody's."""
    return place.id.startswith("gn:")


def _seat(place: Place) -> bool:
    """Whether a town is the one that its region is called after: "Donetsk"."""
    return place.kind == "locality" and place.region.startswith(place.name)


def _old(place: Place) -> bool:
    """Whether a place was among the first that Who's On First numbered: the towns, before every
    hamlet was added."""
    source, _, number = place.id.partition(":")
    return source == "wof" and int(number) < 200_000_000


def _weighty(place: Place, main: bool, cue: int) -> bool:
    """Whether a place in a country of the report needs no sure sign that a place is meant."""
    if not _foreign(place):
        return bool(cue or main or place.population)
    people = 15_000 if cue else 100_000
    return main and (place.kind == "region" or place.population >= people)


def _known(place: Place) -> bool:
    """Whether a place may be named by a report from elsewhere without any sign."""
    if not _foreign(place):
        return large(place) or place.kind == "continent"
    return place.population >= 100_000 or place.kind == "region"


def _unknown(candidate: Candidate) -> bool:
    """Whether a name that the gazetteer has not stands where a place stands: "near Qarqur"."""
    last = candidate.before.rpartition(" ")[2]
    acronym = candidate.name.upper() == candidate.name
    return last in _UNKNOWN_AFTER and not acronym and candidate.name.count(" ") < 3


def resolved(
    text: str,
    candidates: Sequence[Candidate],
    countries: Sequence[tuple[Span, str]],
    shares: Mapping[str, float],
    around: frozenset[str],
    gazetteer: Gazetteer,
) -> list[Named]:
    """The candidates as places; by the parent that the text names, then the report's country,
    the size and how near the report's other places lie."""
    first = []
    states = _states(candidates, shares)
    for i, one in enumerate(candidates):
        parents = _parents(text, one, candidates[i + 1 : i + 2], countries)
        ranked = _ranked(one, shares, parents, states, gazetteer)
        first.append([r for r in ranked if _likely(r, shares, around)])
    anchors = {c.name: r[0][1] for c, r in zip(candidates, first, strict=True) if _clear(r)}
    found = []
    for one, ranked in zip(candidates, first, strict=True):
        others = [place for name, place in anchors.items() if name != one.name]
        found.append(_named(one, _with_anchors(ranked, others), gazetteer))
    return found


Ranked = list[tuple[float, Place, str]]
State = tuple[str, str]


def _states(candidates: Sequence[Candidate], shares: Mapping[str, float]) -> dict[State, float]:
    """Each far state's share of what the report names there, 0 to 1. A name votes once: for its
    own state, or in parts for all states that have such a town."""
    votes: dict[State, float] = defaultdict(float)
    for one in {c.name: c for c in candidates}.values():
        mains = [p for p, main in one.options if main and shares.get(p.country, 0.0) >= 0.05]
        lands = [p for p in mains if p.kind != "country"]
        named = [p for p in lands[:1] if p.kind == "region" and _foreign(p)]
        for place in named:
            votes[place.country, place.name] += 2.0
        held = {(p.country, p.region) for p in mains if p.region} if not named else set()
        for state in sorted(held):
            votes[state] += 1 / len(held)
    total = sum(votes.values()) + _ALONE
    return {state: vote / total for state, vote in votes.items()}


def _likely(
    ranked: tuple[float, Place, str], shares: Mapping[str, float], around: frozenset[str]
) -> bool:
    """Whether a place may be meant: in a country of the report, or known beyond its own."""
    _, place, why = ranked
    here = shares.get(place.country, 0.0) >= 0.05 or not shares or place.country in around
    known = place.population >= 100_000 or place.kind in ("country", "region", "continent")
    return here or known or "parent" in why


def _parents(
    text: str,
    one: Candidate,
    following: Sequence[Candidate],
    countries: Sequence[tuple[Span, str]],
) -> tuple[Options, str]:
    """What the text says the place lies in: "Saraqib in Idlib province", "Rafah, Gaza"."""
    for other in following:
        if _says_in(text[one.span.end : other.span.start]):
            return other.options, ""
    for span, iso in countries:
        if one.span.end < span.start < one.span.end + 40:
            return ((), iso) if _says_in(text[one.span.end : span.start]) else ((), "")
    return (), ""


def _says_in(gap: str) -> bool:
    """Whether the words between two places put the first into the second."""
    if len(gap) > 60:
        return False
    kept = [
        word
        for word in gap.replace(",", " , ").lower().split()
        if word not in SIDEWAYS | TOWN | REGION | COUNTY and not word.endswith("'s")
    ]
    return " ".join(kept) in PARENTS


def _ranked(
    one: Candidate,
    shares: Mapping[str, float],
    parents: tuple[Options, str],
    states: Mapping[State, float],
    gazetteer: Gazetteer,
) -> Ranked:
    outer = [p for p, _ in parents[0] if p.kind in ("country", "region", "county")]
    ranked = []
    for i, (place, main) in enumerate(one.options):
        score, why = _score(place, main, one.want, shares)
        score += 1.5 if i == 0 and (large(place) or place.id.startswith("sup:")) else 0
        if _foreign(place):
            score += _STATE * states.get((place.country, place.region or place.name), 0.0)
        if place.country == parents[1] or _lies_in(place, outer, gazetteer):
            score, why = score + 10, "the parent that the text names"
        ranked.append((score, place, why))
    return sorted(ranked, key=lambda r: (-r[0], r[1].id))[:24]


def _lies_in(place: Place, outer: Sequence[Place], gazetteer: Gazetteer) -> bool:
    return any(
        place.id != other.id
        and place.country == other.country
        and gazetteer.within(place.id, other.id)
        for other in outer
    )


_STATE = 6.0
_ALONE = 1.5  # votes against, so that one name does not vouch for itself
_LARGER = {"country": 4.0, "continent": 5.5, "region": 4.5, "county": 2.5}


def _score(place: Place, main: bool, want: str, shares: Mapping[str, float]) -> tuple[float, str]:
    size = _LARGER.get(place.kind, math.log10(place.population + 1))
    if not place.population:
        size = 4.5 if _seat(place) else 1.0 if _old(place) else size
    size += 1.0 if place.kind == "region" and _foreign(place) else 0  # a state, not a town
    if place.id.startswith("sup:"):
        size = max(size, 3.0)  # written down by hand because reports name it
    share = shares.get(place.country, 0.0)
    score = size + 1.5 * main + 6 * share - (1.0 if _foreign(place) and share < 0.1 else 0)
    if want:
        fits = place.kind == want or (want == "locality" and place.kind not in _LARGER)
        score += 5 if fits else 0
    return score, "the report's country" if share >= 0.1 else "the largest of that name"


def _clear(ranked: Ranked) -> bool:
    return bool(ranked) and all(
        ranked[0][0] - score > 1.5 or apart(ranked[0][1], place) < 30
        for score, place, _ in ranked[1:]
    )


def _with_anchors(ranked: Ranked, anchors: Sequence[Place]) -> Ranked:
    if len(ranked) < 2 or not anchors:
        return ranked
    moved = []
    for score, place, why in ranked:
        near = min(apart(place, anchor) for anchor in anchors)
        moved.append((score - min(3.0, math.log2(1 + near / 50)), place, why))
    return sorted(moved, key=lambda r: (-r[0], r[1].id))


def _named(one: Candidate, ranked: Ranked, gazetteer: Gazetteer) -> Named:
    if not ranked:
        where = "only in other countries" if one.options else "not in the gazetteer"
        return Named(one.span, "", "place", f"'{one.name}': named as a place; {where}")
    score, best, why = ranked[0]
    rivals = [p for s, p, _ in ranked[1:] if score - s < 0.25 and not _one_area(best, p, gazetteer)]
    if rivals:
        why = f"unresolved: {len(rivals) + 1} places called '{one.name}'"
        return Named(one.span, "", "place", why)
    if not one.want:
        best = _usual(one, best, gazetteer)
    why = "the only place so called" if len(ranked) == 1 else why
    return Named(one.span, best.id, "place", f"'{fold(one.name)}': {why}")


def _usual(one: Candidate, best: Place, gazetteer: Gazetteer) -> Place:
    """Of a town and the districts called after it the one that the gazetteer deems likeliest."""
    return next(
        (p for p, main in one.options if main and _one_area(p, best, gazetteer)),
        best,
    )


def _one_area(a: Place, b: Place, gazetteer: Gazetteer) -> bool:
    return apart(a, b) < 30 or gazetteer.within(a.id, b.id) or gazetteer.within(b.id, a.id)


def apart(a: Place, b: Place) -> float:
    """About how many kilometres lie between two places; good to a few per cent, for ranking."""
    east = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(a.lat - b.lat, east)

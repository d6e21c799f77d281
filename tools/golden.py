"""Write the golden claims anew: `python tools/golden.py`, then read the difference before you
keep it.

The reports in tests/golden/reports are read by the default reader; each claim becomes a flat
record of its kind, type, people, place, time, speakers and words in tests/golden/claims.
"""

import json
from collections.abc import Callable
from pathlib import Path

from foglift import codebook
from foglift.codebook import Book
from foglift.ingest import reports
from foglift.model import (
    Assessment,
    Attribution,
    Claim,
    Control,
    Count,
    Event,
    Intent,
    Mention,
    Report,
    When,
    Where,
    quote,
)
from foglift.read import READERS, check

FOLDER = Path(__file__).parent.parent / "tests" / "golden"
Flat = dict[str, str]
_Named = Callable[..., str]


def read(report: Report, book: Book) -> list[Flat]:
    """The claims of a report as the default reader reads it, each flat, in the order of the
    text."""
    reader = READERS["rules"]
    claims, issues = check(report, reader.read(report, book), book, reader.version)
    assert not issues, issues
    ordered = sorted(claims, key=lambda claim: (claim.evidence[0], type(claim.content).__name__))
    return [flat(report, claim, book) for claim in ordered]


def flat(report: Report, claim: Claim, book: Book) -> Flat:
    """A claim as short words, what is empty left out: {"kind": "control", "says": "takes",
    "who": "m23", "where": "at Goma", "when": "2025-01-27", "words": "captured Goma"}."""

    def named(*mentions: Mention | None) -> str:
        return ", ".join(
            one.ref or f"'{quote(report, [one.span])}'" for one in mentions if one is not None
        )

    found = {
        "kind": claim.kind,
        **_content(report, claim, named),
        "where": _where(report, claim.where, book),
        "when": _when(claim.when),
        "said_by": " < ".join(_link(link, named(link.source)) for link in claim.said_by),
        "realis": "" if claim.realis == "actual" else claim.realis,
        "background": "yes" if claim.background else "",
        "words": quote(report, claim.evidence),
    }
    return {key: value for key, value in found.items() if value}


def _content(report: Report, claim: Claim, named: _Named) -> Flat:
    match claim.content:
        case Event(type=type, facet=facet, actors=actors, recipients=recipients):
            says = f"{type}/{facet}".rstrip("/")
            return {"says": says, "who": named(*actors), "whom": named(*recipients)}
        case Control(change=change, holder=holder, partial=partial):
            part = quote(report, [partial]) if partial else ""
            return {"says": change, "who": named(holder), "part": part}
        case Count() as count:
            return {"says": count.of, "who": named(*count.by), **_number(count, named)}
        case Intent(type=type, actors=actors, recipients=recipients, condition=condition):
            clause = quote(report, [condition]) if condition else ""
            who, whom = named(*actors), named(*recipients)
            return {"says": type, "who": who, "whom": whom, "condition": clause}
        case Assessment(sense=sense, about=about):
            return {"says": sense, "about": named(*about)}


def _number(count: Count, named: _Named) -> Flat:
    low = "" if count.low is None else str(count.low)
    high = "" if count.high is None else str(count.high)
    kinds = ("part" if count.part_of else "", "cumulative" if count.cumulative else "")
    return {
        "number": low if low == high else f"{low}..{high}",
        "whom": named(count.whom),
        "unit": "" if count.unit == "people" else count.unit,
        "scope": " ".join(filter(None, kinds)),
    }


def _where(report: Report, where: Where | None, book: Book) -> str:
    if where is None:
        return ""
    ref = where.place.ref
    name = book.label(ref) if ref else f"'{quote(report, [where.place.span])}'"
    distance = f"{where.km:g} km" if where.km is not None else ""
    return " ".join(filter(None, (where.relation, name, distance, where.bearing)))


def _when(when: When | None) -> str:
    if when is None:
        return ""
    if when.start is not None and when.start == when.end:
        return str(when.start)
    return f"{when.start or ''}..{when.end or ''}"


def _link(link: Attribution, name: str) -> str:
    return " ".join(filter(None, (name, link.stance, link.channel and f"({link.channel})")))


def golden(path: Path, book: Book) -> str:
    """The golden claims of a report's file, one a line, as JSON."""
    [report] = (each for each in reports([path]) if isinstance(each, Report))
    lines = [json.dumps(each, ensure_ascii=False) for each in read(report, book)]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def main() -> None:
    book = codebook.load()
    for path in sorted((FOLDER / "reports").glob("*.txt")):
        target = FOLDER / "claims" / f"{path.stem}.json"
        target.parent.mkdir(exist_ok=True)
        target.write_text(golden(path, book), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Prints docs/event-types.md from the codebook: `python tools/event_types.py`."""

from foglift.codebook import load
from foglift.codebook.rows import EventType

HEAD = """# Event types

Made from `src/foglift/codebook/data/events.yml` by `python tools/event_types.py`; edit the rows
there.

The type says what happened. Who says so, whether it happened at all, who has the place and how many
people were hurt are said apart from it, in the claim. A type without a facet stands where the facet
is not known. "Not" is a sentence that sounds like the type and is none.

ACLED, PLOVER and CASE are the names that others give to the same thing; "UCDP" marks the types in
which deaths make a UCDP event. The definitions are foglift's own, and a name of another project
means "nearest to", not "the same as": none of them has coded or reviewed anything here.
"""


def main() -> None:
    print(HEAD)
    print("| type | definition | example | not | ACLED | PLOVER | CASE | UCDP |")
    print("|---|---|---|---|---|---|---|---|")
    for row in load().events.values():
        print(line(row))


def line(row: EventType) -> str:
    cells = (
        f"`{row.type}{f'/{row.facet}' if row.facet else ''}`",
        row.definition,
        row.examples[0],
        row.negatives[0],
        row.acled,
        row.plover,
        row.case,
        row.ucdp,
    )
    return f"| {' | '.join(cell.replace('|', ' ') for cell in cells)} |"


if __name__ == "__main__":
    main()

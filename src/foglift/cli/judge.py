"""The commands `foglift judge ...`: what a person decides about claims, signed and reversible."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foglift.cli import terminal
from foglift.cli.options import STORE, Store, a_day, load_book

if TYPE_CHECKING:
    from foglift.model import Judgement, Ruling
    from foglift.store import Store as Opened

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Records what a person decides about claims.",
)

Claims = Annotated[
    list[str],
    typer.Argument(metavar="CLAIM", help="Claims by the first digits, as `foglift claims` shows."),
]
By = Annotated[str, typer.Option("--by", envvar="FOGLIFT_NAME", help="Who judges.")]
Note = Annotated[str, typer.Option("--note", help="Why.")]
On = Annotated[date | None, a_day("--on", help="The day of it; by default today.")]
Fields = Annotated[
    list[str], typer.Argument(metavar="FIELD=VALUE", help="E.g. place=Homs start=2024-12-05.")
]


@app.command()
def confirm(claim: Claims, by: By, note: Note = "", on: On = None, store: Store = STORE) -> None:
    """Says that claims are read right.

    Example: foglift judge confirm 4f1c --by "A. Lund"
    """
    _decide("confirm", claim, by, note, on, store)


@app.command()
def reject(claim: Claims, by: By, note: Note = "", on: On = None, store: Store = STORE) -> None:
    """Says that claims are read wrong: they take no part in the picture.

    Example: foglift judge reject 4f1c --by "A. Lund" --note "another Suran"
    """
    _decide("reject", claim, by, note, on, store)


@app.command()
def same(claim: Claims, by: By, note: Note = "", on: On = None, store: Store = STORE) -> None:
    """Says that claims are about one happening.

    Example: foglift judge same 4f1c 83aa --by "A. Lund"
    """
    _decide("same", claim, by, note, on, store)


@app.command()
def different(claim: Claims, by: By, note: Note = "", on: On = None, store: Store = STORE) -> None:
    """Says that no two of the claims are about one happening.

    Example: foglift judge different 4f1c 83aa --by "A. Lund"
    """
    _decide("different", claim, by, note, on, store)


@app.command()
def correct(
    claim: Annotated[str, typer.Argument(metavar="CLAIM")],
    field: Fields,
    by: By,
    note: Note = "",
    on: On = None,
    store: Store = STORE,
) -> None:
    """Says what a claim should say: the corrected one stands in its place.

    Example: foglift judge correct 4f1c place=Homs --by "A. Lund"
    """
    from foglift import review

    values = _values(field)

    def made(opened: "Opened") -> "Judgement":
        report, found = review.claim(opened, claim)
        signature = review.Signature(by, on or date.today(), note)
        return review.correct(report, found, values, load_book(store=store), signature)

    _keep(store, made)


@app.command()
def add(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The first digits of its id.")],
    kind: Annotated[str, typer.Argument(metavar="KIND", help="event, control, count, ...")],
    field: Fields,
    by: By,
    note: Note = "",
    on: On = None,
    store: Store = STORE,
) -> None:
    """Adds what a report claims and was not read; `words` are its exact characters.

    Example: foglift judge add 77b0 control change=takes holder=hts place=Hama words="took Hama"
    """
    from foglift import review

    values = _values(field)

    def made(opened: "Opened") -> "Judgement":
        found = review.only(report, {one.id: one for one in opened.reports()}, "report")
        signature = review.Signature(by, on or date.today(), note)
        return review.add(found, kind, values, load_book(store=store), signature)

    _keep(store, made)


@app.command()
def undo(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT")],
    by: By,
    note: Note = "",
    on: On = None,
    store: Store = STORE,
) -> None:
    """Takes a judgement back; `foglift judgements` lists them with their ids.

    Example: foglift judge undo 9d02 --by "A. Lund"
    """
    from foglift import review

    def made(opened: "Opened") -> "Judgement":
        known = {one.id: one for one in opened.judgements()}
        found = review.only(judgement, known, "judgement")
        return review.undo(found, review.Signature(by, on or date.today(), note))

    _keep(store, made)


# -------------------------------------------------------------------------------------- inside


def _decide(
    what: "Ruling", claims: Iterable[str], by: str, note: str, on: date | None, store: Path
) -> None:
    from foglift import review

    def made(opened: "Opened") -> "Judgement":
        named = [review.claim(opened, each)[1].id for each in claims]
        return review.decide(what, named, review.Signature(by, on or date.today(), note))

    _keep(store, made)


def _keep(store: Path, made: "Callable[[Opened], Judgement]") -> None:
    from foglift import store as stores

    if not store.is_file():
        raise stores.StoreError(f"{store}: no store here")
    with stores.open(store) as opened:
        kept = opened.judge(made(opened))
    given = f": claim {kept.claim.id}" if kept.claim else ""
    terminal.show(f"judgement {kept.id} by {kept.by} on {kept.at}{given}")


def _values(given: Iterable[str]) -> dict[str, str]:
    from foglift.flow import AskError

    values = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise AskError(f"'{each}' is no FIELD=VALUE")
        values[name] = value
    return values

"""The commands `foglift codebook ...`: checking and trying rows."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from foglift.cli import terminal
from foglift.cli.options import STORE, Published, Store, load_book

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Checks and tries the rows that give words their meaning.",
)


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="By default the shipped codebook.")] = None,
) -> None:
    """Checks rows: one line, file:line: what is wrong, for each fault.

    Example: foglift codebook check my-rows/
    """
    from foglift.codebook import DATA
    from foglift.codebook.check import check as faults_in

    if folder is not None and not folder.is_dir():
        raise typer.BadParameter(f"{folder}: no such folder")
    faults = faults_in(folder, DATA) if folder else faults_in(DATA)
    for fault in faults:
        print(terminal.line(fault), file=sys.stderr)
    if faults:
        raise typer.Exit(1)
    terminal.show(f"{folder or 'the shipped codebook'}: no faults")


@app.command("try")
def attempt(sentence: str, published: Published = None) -> None:
    """Shows what is read out of a sentence: its propositions, the rows that fired, the claims.

    Example: foglift codebook try "HTS fighters entered Hama on Thursday." --published 2024-12-05
    """
    from foglift import trial
    from foglift.cli import tables

    book = load_book()
    tried = trial.attempt(sentence, book, published)
    found = {
        "propositions": list(tried.propositions),
        "rows": [tables.verb_line(row) for row in tried.rows],
        "claims": [tables.claim_line(tried.report, each, book) for each in tried.claims],
        "issues": [issue.message for issue in tried.issues],
    }
    for head, lines in found.items():
        if lines or head != "issues":
            print(head if lines else f"{head}: none")
        for each in lines:
            print(f"  {terminal.line(each)}")


@app.command()
def effect(folder: Path, store: Store = STORE) -> None:
    """Shows which claims of the store's reports come and go with the rows of a folder.

    Example: foglift codebook effect my-rows/ --store war.foglift
    """
    from foglift import codebook, trial
    from foglift import store as stores
    from foglift.cli import tables

    book, other = codebook.load(), load_book(folder)
    with stores.open(store, read_only=True) as opened:
        found = trial.effect(opened, book, other)
    for mark, known in (("+", found.gained), ("-", found.lost)):
        for report, claim in known:
            print(f"{mark} {terminal.line(tables.claim_line(report, claim, other))}")
    print(f"{len(found.gained)} claims gained, {len(found.lost)} lost")

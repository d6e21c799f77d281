"""The command `foglift`. Each command loads only what it needs, so that help comes at once."""

import sys
from collections.abc import Collection
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from foglift.cli import accounts, judge, listings, rows, terminal
from foglift.cli.options import (
    STORE,
    Day,
    Json,
    KnownBy,
    Public,
    Published,
    Store,
    load_book,
    open_view,
)

if TYPE_CHECKING:
    from foglift.flow import Run


class _Commands(TyperGroup):
    """Says in one line what cannot be done; anything else that is raised is a bug and is shown."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except Exception as error:
            from foglift.flow import AskError
            from foglift.store import StoreError

            if not isinstance(error, AskError | StoreError | OSError):
                raise
            terminal.complain(str(error))
            raise typer.Exit(1) from None


app = typer.Typer(
    cls=_Commands,
    name="foglift",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Reads reports of a war into exactly quoted claims and shows what they add up to.\n\n"
    "Start with: foglift read reports/ --published 2024-12-05, then: foglift brief",
    epilog="Environment: FOGLIFT_STORE is the store, FOGLIFT_CODEBOOK a folder whose rows are laid "
    "over the shipped codebook.",
)
app.add_typer(rows.app, name="codebook")
app.add_typer(accounts.app, name="accounts")
app.add_typer(judge.app, name="judge")


@app.command()
def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH", help="Files or folders: text, HTML, JSON, CSV, RSS; - for stdin."
        ),
    ],
    published: Published = None,
    outlet: Annotated[str, typer.Option(help="Who published reports that do not say it.")] = "",
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=NAME", help="What a table calls a field, e.g. text=BODY."),
    ] = None,
    store: Store = STORE,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes that read.")] = 1,
) -> None:
    """Reads reports into the store.

    Example: foglift read reports/ wire.csv --column text=BODY --published 2024-12-05
    """
    from foglift import flow, ingest
    from foglift import store as stores

    options = ingest.Options(published, outlet, _columns(column or [], ingest.COLUMNS))
    with stores.open(store) as opened, terminal.progress() as watch:
        run = flow.read(
            paths, load_book(store=store), opened, options, workers=workers, watch=watch
        )
    for problem in run.problems:
        terminal.complain(str(problem))
    terminal.show(_summary(run))
    if run.failed:
        raise typer.Exit(1)


for _each in listings.LISTINGS:
    app.command()(_each)


@app.command()
def brief(
    day: Day = None,
    known_by: KnownBy = None,
    format: Annotated[Literal["md", "html", "json"], typer.Option(help="How it is set.")] = "md",
    store: Store = STORE,
) -> None:
    """Prints the brief of a day, every sentence with its footnotes.

    Example: foglift brief --day 2024-12-05 --format html > brief.html
    """
    with open_view(store, day, known_by) as view:
        text = view.export(f"brief.{format}")
        (terminal.page if format == "md" else terminal.show)(text)


@app.command()
def show(claim: Annotated[str, typer.Argument(metavar="CLAIM")], store: Store = STORE) -> None:
    """Shows a claim in its sentence, who says so, and why.

    Example: foglift show 4f1c (the first digits of the claim are enough)
    """
    from datetime import date

    from foglift import fuse, review
    from foglift import store as stores
    from foglift.cli import tables

    with stores.open(store, read_only=True) as opened:
        report, found = review.claim(opened, claim)
        judged = fuse.rulings(opened.judgements(), date.max)
    book = load_book(store=store)
    print(terminal.line(tables.passage(report, found, "[[{}]]".format)), end="\n\n")
    lines = tables.claim_lines(report, found, book)
    for head, words in (*lines, ("judged", tables.judged(found.id, judged))):
        print(f"{head:9}{terminal.line(words)}".rstrip())


@app.command()
def judgements(as_json: Json = False, store: Store = STORE) -> None:
    """Lists what people decided about claims, the latest first.

    Example: foglift judgements --store war.foglift
    """
    from foglift import review
    from foglift import store as stores
    from foglift.cli import tables

    with stores.open(store, read_only=True) as opened:
        read = [claim.id for _, claim in opened.claims()]
        reports = [report.id for report in opened.reports()]
        found = review.acts(opened.judgements(), read, reports)
    if as_json:
        terminal.print_json(found)
    else:
        terminal.table(tables.JUDGEMENTS, [tables.judgement_row(each) for each in found])


@app.command()
def export(
    format: Annotated[
        str, typer.Option(help="claims.csv, control.geojson, ...; an unknown one lists all.")
    ],
    public: Public = True,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Instead of printing.")] = None,
    day: Day = None,
    known_by: KnownBy = None,
    store: Store = STORE,
) -> None:
    """Writes claims or picture in a format other programs read.

    Example: foglift export --format control.geojson --out control.geojson
    """
    from foglift import publish

    if format not in publish.WRITERS:
        raise typer.BadParameter(
            f"'{format}' is none of {', '.join(publish.WRITERS)}", param_hint="--format"
        )
    with open_view(store, day, known_by) as view:
        written = view.export(format, public)
    if out is None:
        terminal.show(written)
    else:
        out.write_bytes(written.encode("utf-8", "surrogatepass"))


@app.command()
def desk(
    store: Store = STORE,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where it listens; 0 for any that is free.")
    ] = 8642,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")
    ] = True,
    host: Annotated[
        str, typer.Option(help="The address it listens at; any but this machine's needs accounts.")
    ] = "127.0.0.1",
    host_name: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="A name by which others reach it, e.g. desk.example.org."
        ),
    ] = None,
    public: Annotated[
        bool,
        typer.Option("--public", help="Show only what puts nobody at risk, and change nothing."),
    ] = False,
    own_network: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NETWORK", help="Your own, where feeds and webhooks may be: 192.168.7.0/24."
        ),
    ] = None,
) -> None:
    """Opens the picture as a web application on this machine.

    Example: foglift desk --store war.foglift
    """
    from foglift.desk.fetch import Gate, networks
    from foglift.desk.server import serve

    try:
        gate = Gate(networks(own_network or ()))
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--own-network") from None
    names = host_name or ()
    serve(store, load_book(store=store), port, terminal.show, browser, host, names, public, gate)


@app.command()
def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the snapshot.")],
    public: Public = True,
    day: Day = None,
    known_by: KnownBy = None,
    store: Store = STORE,
) -> None:
    """Writes the pages of a day as files for any file server.

    Example: foglift publish site --day 2024-12-05
    """
    from foglift.desk import published

    written = published.publish(store, load_book(store=store), folder, public, day, known_by)
    edition = "public edition" if public else "internal edition: not for publication"
    terminal.show(f"{terminal.counted(written, 'file')} in {folder} ({edition})")


@app.command()
def verify(store: Store = STORE) -> None:
    """Checks that the store is whole and gives the same picture.

    Example: foglift verify --store war.foglift
    """
    from foglift import flow
    from foglift import store as stores

    with stores.open(store, read_only=True) as opened:
        faults = flow.verify(opened, load_book(store=store))
    if faults:
        terminal.complain("\n".join(faults))
        raise typer.Exit(1)
    terminal.show("all is as it was read: hashes, spans, picture and brief hold")


# -------------------------------------------------------------------------------------- inside


def _columns(given: list[str], fields: Collection[str]) -> dict[str, str]:
    columns = {}
    for each in given:
        field, equals, name = each.partition("=")
        if not equals or not name or field not in fields:
            raise typer.BadParameter(
                f"'{each}' is no FIELD=NAME; fields are {', '.join(fields)}", param_hint="--column"
            )
        columns[field] = name
    return columns


def _summary(run: "Run") -> str:
    """ "read 34 reports (2 known before), 512 claims; 1 problem"."""
    known = f" ({run.known} known before)" if run.known else ""
    problems = f"; {terminal.counted(len(run.problems), 'problem')}" if run.problems else ""
    read, claims = terminal.counted(run.read, "report"), terminal.counted(run.claims, "claim")
    return f"read {read}{known}, {claims}{problems}"


def main() -> None:
    """Runs the command. What a terminal cannot write in its encoding is written out."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    app()

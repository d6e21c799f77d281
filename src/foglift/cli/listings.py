"""The commands that list what was read and what it adds up to, and the options they share."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foglift.cli import terminal
from foglift.cli.options import (
    STORE,
    Day,
    Json,
    KnownBy,
    Place,
    Since,
    SinceKnownBy,
    Store,
    open_view,
)

if TYPE_CHECKING:
    from foglift.codebook import Book
    from foglift.model import ControlSpell, Cover
    from foglift.notebook import Listing, View

Lies = Callable[[str], bool]
Show = Callable[["View", Lies, bool], None]


def _listing(show: Show) -> Callable[..., None]:
    """What shows of a view what lies in a place, in rows or as JSON, made a command."""

    def command(
        place: Place = "",
        day: Day = None,
        known_by: KnownBy = None,
        as_json: Json = False,
        store: Store = STORE,
    ) -> None:
        with open_view(store, day, known_by) as view:
            show(view, _lying(place, view.book), as_json)

    command.__name__, command.__doc__ = show.__name__, show.__doc__
    return command


@_listing
def claims(view: "View", lies: Lies, as_json: bool) -> None:
    """Lists what each report says: the exact words, and who says so.

    Example: foglift claims --place Hama --known-by 2024-12-05
    """
    from foglift import publish
    from foglift.cli import tables

    found = view.claims.where(lambda each: lies(each.where.place.ref if each.where else ""))
    told = ((view.report(each), each, view.book) for each in found)
    if as_json:
        terminal.print_json(publish.claim_record(*each) for each in told)
    else:
        terminal.table(tables.CLAIMS, [tables.claim_row(*each) for each in told])


@_listing
def control(view: "View", lies: Lies, as_json: bool) -> None:
    """Lists who has which place, from when to when.

    Example: foglift control --day 2024-12-05
    """
    from foglift.cli import tables

    held: list[ControlSpell | Cover] = [*view.control, *view.picture.covers]
    found = [each for each in held if lies(each.place)]
    if as_json:
        terminal.print_json(found)
        return
    once = filter(tables.told_once(found), found)
    told = [tables.control_row(each, view.book) for each in once]
    told.sort(key=lambda row: row[0])
    terminal.table(tables.CONTROL, told, widest=terminal.WIDEST)


@_listing
def tallies(view: "View", lies: Lies, as_json: bool) -> None:
    """Lists how many were killed, wounded or displaced.

    Below stand running totals day by day, and numbers that do not fit one another.

    Example: foglift tallies --place Syria --json
    """
    from foglift.cli import tables

    found = view.tallies.where(lambda each: lies(each.place))
    if as_json:
        terminal.print_json(found)
        return
    terminal.table(tables.TALLIES, tables.tally_rows(found, view.book))
    for words in tables.tally_notes(found, view.book):
        print(terminal.safe(words))


@_listing
def incidents(view: "View", lies: Lies, as_json: bool) -> None:
    """Lists what happened, and how well each thing stands.

    Example: foglift incidents --place Hama
    """
    from foglift.cli import tables

    found = view.incidents.where(lambda each: lies(each.place))
    _print(found, as_json, tables.INCIDENTS, tables.incident_row, view.book)


@_listing
def threats(view: "View", lies: Lies, as_json: bool) -> None:
    """Lists places with reasons to expect fighting there next.

    Example: foglift threats --day 2024-12-05
    """
    from foglift.cli import tables

    found = view.threats.where(lambda each: lies(each.place))
    _print(found, as_json, tables.THREATS, tables.threat_row, view.book)


def changes(
    since: Since = None,
    since_known_by: SinceKnownBy = None,
    place: Place = "",
    day: Day = None,
    known_by: KnownBy = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what is only told by others or in other words.")
    ] = False,
    as_json: Json = False,
    store: Store = STORE,
) -> None:
    """Lists what changed since an earlier day, and why.

    Example: foglift changes --since 2024-12-04 --day 2024-12-05
    """
    from foglift.cli import tables

    with open_view(store, day, known_by) as view:
        lies = _lying(place, view.book)
        found = view.changes(since, since_known_by).where(lambda each: lies(each.place))
        told = found.where(lambda each: everything or not tables.is_minor(each))
        if as_json:
            terminal.print_json(told)
            return
        for each in told:
            terminal.show(tables.shift_lines(each))
        if smaller := len(found) - len(told):
            terminal.show(f"{terminal.counted(smaller, 'smaller change')}: --all lists them")


@_listing
def intentions(view: "View", lies: Lies, as_json: bool) -> None:
    """Lists what parties said they would do, and what came of it.

    Example: foglift intentions --day 2024-12-08
    """
    from foglift.cli import tables

    found = view.intentions.where(lambda each: lies(each.place))
    _print(found, as_json, tables.INTENTIONS, tables.intention_row, view.book)


# In the order in which the help names them.
LISTINGS = (claims, control, tallies, incidents, threats, changes, intentions)


def _lying(place: str, book: "Book") -> Lies:
    """Whether something lies in the place; everything does where none is named."""
    from foglift import flow

    return flow.lying(place, book) if place else lambda ref: True


def _print(
    found: "Listing[Any]",
    as_json: bool,
    header: tuple[str, ...],
    row: Callable[[Any, "Book"], tuple[str, ...]],
    book: "Book",
) -> None:
    if as_json:
        terminal.print_json(found)
    else:
        terminal.table(header, [row(each, book) for each in found])

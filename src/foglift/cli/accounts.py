"""The commands about who may use a desk."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from foglift.cli import terminal
from foglift.cli.options import STORE, Store

if TYPE_CHECKING:
    from foglift.desk.accounts import Accounts

app = typer.Typer(
    no_args_is_help=True, help="Who may use the desk: accounts with a role and a password."
)

Name = Annotated[str, typer.Argument(metavar="NAME")]
Role = Literal["viewer", "editor", "admin"]
Stdin = Annotated[
    bool, typer.Option("--password-stdin", help="Take the password from standard input.")
]


@app.command()
def add(
    name: Name,
    role: Annotated[Role, typer.Option(help="What they may do.")] = "viewer",
    password_stdin: Stdin = False,
    store: Store = STORE,
) -> None:
    """Adds an account; the first one is an admin's.

    Example: foglift accounts add ada --role admin
    """
    added = _accounts(store).add(name, role, _password(password_stdin))
    terminal.show(f"{added.name} may log in as {added.role}")


@app.command("list")
def show(store: Store = STORE) -> None:
    """Lists the accounts with their roles.

    Example: foglift accounts list
    """
    rows = [
        (one.name, one.role, "disabled" if one.disabled else "") for one in _accounts(store).all()
    ]
    terminal.table(("name", "role", ""), rows)


@app.command()
def remove(name: Name, store: Store = STORE) -> None:
    """Removes an account.

    Example: foglift accounts remove ada
    """
    _accounts(store).remove(name)
    terminal.show(f"{name} is removed")


@app.command()
def role(
    name: Name, role: Annotated[Role, typer.Argument(metavar="ROLE")], store: Store = STORE
) -> None:
    """Gives an account another role: viewer, editor or admin.

    Example: foglift accounts role ada editor
    """
    _accounts(store).set_role(name, role)
    terminal.show(f"{name} is {role} now")


@app.command()
def password(name: Name, password_stdin: Stdin = False, store: Store = STORE) -> None:
    """Gives an account another password and logs it out everywhere.

    Example: foglift accounts password ada
    """
    _accounts(store).set_password(name, _password(password_stdin))
    terminal.show(f"{name} has another password now")


@app.command()
def disable(name: Name, store: Store = STORE) -> None:
    """Lets an account log in no more, until it is enabled.

    Example: foglift accounts disable ada
    """
    _accounts(store).set_disabled(name, True)
    terminal.show(f"{name} is disabled")


@app.command()
def enable(name: Name, store: Store = STORE) -> None:
    """Lets a disabled account log in again.

    Example: foglift accounts enable ada
    """
    _accounts(store).set_disabled(name, False)
    terminal.show(f"{name} may log in again")


def _accounts(store: Path) -> "Accounts":
    from foglift.desk.accounts import Accounts
    from foglift.desk.settings import Settings, beside

    return Accounts(Settings(beside(store)))


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().removesuffix("\n").removesuffix("\r")
    asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return asked

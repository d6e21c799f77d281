"""Logging in and out, one's own account, and for admins the accounts of all."""

import math
from collections.abc import Callable
from typing import Annotated, Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from foglift.desk.accounts import ROLES, SHORTEST, Account, AccountError, Accounts, Role
from foglift.desk.guard import Access, needs
from foglift.desk.routes import answering
from foglift.desk.routes.answering import access_of
from foglift.desk.sessions import Who

router: APIRouter = APIRouter(include_in_schema=False)
Words = Annotated[str, Form()]
Anyone = Annotated[Who, needs("anyone")]
Admin = Annotated[Who, needs("admin")]
Viewer = Annotated[Who, needs("viewer")]

_WRONG = "This name and password do not open the desk."


# ------------------------------------------------------------------------------ logging in and out


@router.get("/login")
def login(request: Request, who: Anyone, next: str = "/") -> Response:
    """The page where one logs in."""
    if who.role:
        return RedirectResponse(_within(next), 303)
    return _login(request, next)


@router.post("/login")
async def enter(
    request: Request, who: Anyone, name: Words = "", password: Words = "", next: Words = "/"
) -> Response:
    """Logs in. Whoever guesses waits, longer each time."""
    access, address = access_of(request), _address(request)
    if wait := access.throttle.wait(name, address):
        answer = _login(request, next, 429, name, _too_soon(wait))
        answer.headers["retry-after"] = str(math.ceil(wait))
        return answer
    account = await _opened(access, name, password)
    if account is None:
        return _login(request, next, 403, name, _WRONG)
    access.throttle.right(name, address)
    request.state.jar.fresh = access.sessions.start(account, who)
    return RedirectResponse(_within(next), 303)


@router.post("/logout")
def leave(request: Request, who: Viewer) -> Response:
    """Logs out."""
    access_of(request).sessions.end(who)
    request.state.jar.fresh = ""
    return RedirectResponse("/login", 303)


# ------------------------------------------------------------------------------ one's own account


@router.get("/account")
def account(request: Request, who: Viewer) -> Response:
    """One's own account; on a desk without accounts the name that judgements bear."""
    return _own(request, who)


@router.post("/account/name")
def sign(request: Request, who: Viewer, name: Words = "") -> Response:
    """Says who signs the judgements of a desk without accounts."""
    if not who.alone:
        raise HTTPException(403, "judgements bear the name of whoever is logged in")
    access_of(request).sessions.sign_as(name)
    return RedirectResponse("/account", 303)


@router.post("/account/password")
async def change_password(
    request: Request, who: Viewer, password: Words = "", new: Words = "", again: Words = ""
) -> Response:
    """Gives oneself another password; one is logged out everywhere else."""
    access, address = access_of(request), _address(request)
    if wait := access.throttle.wait(who.name, address):
        words = _too_soon(wait)
    elif new != again:
        words = "The new password was not written the same twice."
    elif (account := await _opened(access, who.name, password)) is None:
        words = "The present password is another."
    else:
        access.throttle.right(who.name, address)
        try:
            await run_sync(access.accounts.set_password, who.name, new, limiter=access.limiter)
        except AccountError as error:
            words = f"Not changed: {error}."
        else:
            request.state.jar.fresh = access.sessions.start(account, who)
            return RedirectResponse("/account", 303)
    return _own(request, who, words)


# ------------------------------------------------------------------------------ all accounts


@router.get("/accounts")
def accounts(request: Request, who: Admin) -> Response:
    """All accounts."""
    return _all(request, who)


@router.post("/accounts")
def add(
    request: Request, who: Admin, name: Words = "", role: Words = "", password: Words = ""
) -> Response:
    """Adds an account."""
    return _changed(request, who, lambda all: all.add(name, _role(role), password))


@router.post("/accounts/role")
def give_role(request: Request, who: Admin, name: Words = "", role: Words = "") -> Response:
    """Gives an account another role."""
    return _changed(request, who, lambda all: all.set_role(name, _role(role)))


@router.post("/accounts/password")
def give_password(request: Request, who: Admin, name: Words = "", password: Words = "") -> Response:
    """Gives an account another password."""
    return _changed(request, who, lambda all: all.set_password(name, password))


@router.post("/accounts/disabled")
def disable(request: Request, who: Admin, name: Words = "", disabled: Words = "") -> Response:
    """Lets an account log in no more, or again."""
    return _changed(request, who, lambda all: all.set_disabled(name, disabled == "yes"))


@router.post("/accounts/remove")
def remove(request: Request, who: Admin, name: Words = "") -> Response:
    """Removes an account."""
    return _changed(request, who, lambda all: all.remove(name))


# ---------------------------------------------------------------------------------- inside


def _changed(request: Request, who: Who, change: Callable[[Accounts], Any]) -> Response:
    """Changes the accounts and shows them, with why nothing was changed."""
    try:
        change(access_of(request).accounts)
    except AccountError as error:
        return _all(request, who, f"Not done: {error}.")
    return RedirectResponse("/accounts", 303)


async def _opened(access: Access, name: str, password: str) -> Account | None:
    """The account that name and password open; only some passwords are checked at a time."""
    return await run_sync(access.accounts.verified, name, password, limiter=access.limiter)


def _login(
    request: Request, next: str, status: int = 200, tried: str = "", words: str = ""
) -> Response:
    return _page(request, "login.html", status, next=_within(next), tried=tried, words=words)


def _own(request: Request, who: Who, words: str = "") -> Response:
    status = 400 if words else 200
    return _page(request, "account.html", status, who=who, words=words, shortest=SHORTEST)


def _all(request: Request, who: Who, words: str = "") -> Response:
    accounts = access_of(request).accounts.all()
    shown = {"who": who, "accounts": accounts, "words": words, "shortest": SHORTEST}
    return _page(request, "accounts.html", 400 if words else 200, **shown)


def _page(request: Request, file: str, status: int, **values: Any) -> Response:
    live = bool(request.state.who.role)  # nobody listens who has not logged in
    return answering.page(request, file, status, live=live, **values)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _too_soon(wait: float) -> str:
    return f"Too many wrong passwords. Try again in {math.ceil(wait)} seconds."


def _role(word: str) -> Role:
    for role in ROLES:
        if role == word:
            return role
    raise AccountError(f"'{word}' is no role")


def _within(place: str) -> str:
    """An address of this desk, whatever was asked for.

    >>> _within("/tallies?day=2024-12-05"), _within("//evil.example"), _within("https://evil")
    ('/tallies?day=2024-12-05', '/', '/')
    """
    plain = place.isprintable() and place.isascii() and "\\" not in place
    return place if plain and place.startswith("/") and not place.startswith("//") else "/"

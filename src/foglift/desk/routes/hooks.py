"""Webhooks: rules by which changes are sent to other programs."""

from collections.abc import Callable
from datetime import date
from time import time

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from foglift.desk import hooks
from foglift.desk.guard import needs
from foglift.desk.hooks import Delivery
from foglift.desk.news import ABOUT, Rule
from foglift.desk.render import Ask
from foglift.desk.routes import answering
from foglift.desk.routes.answering import backstage_of, line
from foglift.flow import AskError

router: APIRouter = APIRouter(dependencies=[needs("admin")], include_in_schema=False)


class HookShown(msgspec.Struct, frozen=True):
    """A webhook, without its secret, and what went to it last."""

    id: str
    name: str
    url: str
    rule: Rule
    deliveries: tuple[Delivery, ...]


class WebhooksPage(msgspec.Struct, frozen=True):
    """All webhooks; `secret` only right after one was made, `said` what came of a test."""

    hooks: tuple[HookShown, ...]
    about: dict[str, str]
    problem: str = ""
    said: str = ""
    secret: str = ""


@router.get("/webhooks")
def page(request: Request, day: date | None = None, known_by: date | None = None) -> Response:
    """The rules, and what went to each address last."""
    return answering.page(request, "webhooks.html", ask=Ask(day, known_by), shown=_shown(request))


@router.get("/webhooks.json")
def twin(request: Request) -> Response:
    """The same as JSON."""
    return answering.twin(_shown(request))


@router.post("/webhooks")
async def make(request: Request) -> Response:
    """Has news go to an address from now on. Its secret is shown this once."""

    def do(form: FormData) -> Response:
        behind = backstage_of(request)
        rule = Rule(line(form, "place"), line(form, "actor"), line(form, "kind"))
        base = str(request.base_url).rstrip("/")
        name, url = line(form, "name"), line(form, "url")
        made = hooks.add(behind.settings, name, url, rule, base, behind.desk.book)
        return _page(request, secret=made.secret, said=f"{made.name} is told from now on.")

    return await _done(request, do)


@router.post("/webhooks/{id}/test")
async def test(request: Request, id: str) -> Response:
    """Sends something that did not happen, at once."""

    def do(form: FormData) -> Response:
        behind = backstage_of(request)
        hook = hooks.find(behind.settings, id)
        taken, said = hooks.send(hook, hooks.sample(hook), behind.gate, time())
        words = f"{hook.name} took the test: {said}." if taken else ""
        return _page(request, said=words, problem="" if taken else f"{hook.name}: {said}")

    return await _done(request, do)


@router.post("/webhooks/{id}/remove")
async def remove(request: Request, id: str) -> Response:
    """Sends nothing more there."""

    def do(form: FormData) -> Response:
        hooks.remove(backstage_of(request).settings, id)
        return RedirectResponse("/webhooks", 303)

    return await _done(request, do)


# -------------------------------------------------------------------------------------- inside


async def _done(request: Request, do: Callable[[FormData], Response]) -> Response:
    form = await request.form()

    def work() -> Response:
        try:
            return do(form)
        except AskError as error:
            return _page(request, problem=str(error))

    return await run_in_threadpool(work)


def _page(request: Request, problem: str = "", said: str = "", secret: str = "") -> Response:
    shown = _shown(request, problem, said, secret)
    return answering.page(request, "webhooks.html", 422 if problem else 200, shown=shown)


def _shown(request: Request, problem: str = "", said: str = "", secret: str = "") -> WebhooksPage:
    settings = backstage_of(request).settings
    shown = tuple(
        HookShown(one.id, one.name, one.url, one.rule, tuple(hooks.deliveries(settings, one.id)))
        for one in hooks.every(settings)
    )
    return WebhooksPage(shown, ABOUT, problem, said, secret)

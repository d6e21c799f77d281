"""What people decide about claims: each decision is a judgement in the store, signed by whoever is
logged in."""

from collections.abc import Mapping
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from foglift import review
from foglift.desk.look import Look
from foglift.desk.pages.forms import adding, retried
from foglift.desk.routes.answering import Editor, access_of, answered, desk_of, page
from foglift.desk.sessions import Who
from foglift.flow import AskError
from foglift.model import Claim, Judgement, Report, Ruling
from foglift.review import Signature
from foglift.review.forms import COMMON, KINDS, fields
from foglift.review.precision import RIGHT, WRONG, note

router = APIRouter(prefix="/judgements", include_in_schema=False)

_DECISIONS: tuple[Ruling, ...] = ("confirm", "reject", "same", "different")


@router.post("")
async def decide(request: Request, who: Editor) -> Response:
    """Confirms or rejects claims, or says that some are about one happening or are not."""
    form = await request.form()

    def work() -> Response:
        what = _ruling(_word(form, "what"))
        claims = [*_words(form, "claim"), *_words(form, "also")]
        made = review.decide(what, claims, _signature(request, who, form))
        return _kept(request, form, made)

    return await answered(work)


@router.post("/answer")
async def answer(request: Request, who: Editor) -> Response:
    """An answer of the precision check: right, or wrong in something."""
    form = await request.form()

    def work() -> Response:
        said = _word(form, "answer")
        what: Ruling = "confirm" if said == RIGHT else "reject"
        if what == "reject" and said not in WRONG:
            raise AskError(f"'{said}' is no answer")
        signature = _signature(request, who, form)._replace(note=note(said))
        return _kept(request, form, review.decide(what, _words(form, "claim"), signature))

    return await answered(work)


@router.post("/correct")
async def correct(request: Request, who: Editor) -> Response:
    """Corrects fields of a claim, and of those read from the same words where that is asked."""
    form = await request.form()

    def work() -> Response:
        look, book = _look(request), desk_of(request).book
        report, claim = _known(look, _word(form, "claim"))
        given = _given(form, claim.kind)
        signature = _signature(request, who, form)
        try:
            made = review.correct(report, claim, given, book, signature)
        except AskError as error:
            shown = retried(look, report, claim, given)
            return page(request, "correct.html", 400, shown=shown, problem=str(error))
        common = _common(given, fields(report, claim, book))
        beside = [_known(look, id) for id in _words(form, "also")] if common else []
        others = [review.correct(one, other, common, book, signature) for one, other in beside]
        for each in others:
            desk_of(request).judge(each)
        return _kept(request, form, made)

    return await answered(work)


@router.post("/add")
async def add(request: Request, who: Editor) -> Response:
    """Adds a claim that a report makes and that was not read."""
    form = await request.form()

    def work() -> Response:
        look, id, kind = _look(request), _word(form, "report"), _word(form, "kind")
        if id not in look.texts or kind not in KINDS:
            raise AskError("no such report, or no such kind of claim")
        given = _given(form, kind)
        signature = _signature(request, who, form)
        try:
            made = review.add(look.texts[id], kind, given, desk_of(request).book, signature)
        except AskError as error:
            shown = adding(look, id, kind, given)
            return page(request, "add_claim.html", 400, shown=shown, problem=str(error))
        return _kept(request, form, made)

    return await answered(work)


@router.post("/undo")
async def undo(request: Request, who: Editor) -> Response:
    """Takes a judgement back."""
    form = await request.form()

    def work() -> Response:
        act = _word(form, "act")
        known = (one for one in _look(request).judgements if str(one.act) == act)
        found = next(known, None)
        if found is None:
            raise AskError(f"no judgement has the number {act}")
        signature = _signature(request, who, form)
        made = review.undo(found, signature._replace(at=max(signature.at, found.at)))
        return _kept(request, form, made)

    return await answered(work)


# ---------------------------------------------------------------------------------- inside


def _kept(request: Request, form: FormData, made: Judgement) -> Response:
    """Keeps a judgement and goes on: in the queue, or to what the judgement changed."""
    kept = desk_of(request).judge(made)
    place = _word(form, "next")
    if place == "/review":
        return RedirectResponse(f"/review?done={kept.act}", 303)
    if place.startswith("/review/precision"):
        return RedirectResponse("/review/precision#next", 303)
    return RedirectResponse(f"/judgements/{kept.act}", 303)


def _signature(request: Request, who: Who, form: FormData) -> Signature:
    """Who judges, on which day, and why. On a desk without accounts the name is asked once."""
    name = who.name
    if who.alone and not name and (name := _word(form, "name")):
        access_of(request).sessions.sign_as(name)
    if not name:
        raise AskError("a judgement is signed: say whose it is")
    return Signature(name, datetime.now(UTC).date(), _word(form, "note"))


def _given(form: FormData, kind: str) -> dict[str, str]:
    """The fields of the claim that the form has."""
    found = {name: _word(form, name) for name in (*KINDS[kind], *COMMON) if name in form}
    if "words" in found:
        found["words"] = str(form["words"]).replace("\r\n", "\n")
    return found


def _common(given: Mapping[str, str], was: Mapping[str, str]) -> dict[str, str]:
    """What of a correction holds of the claims from the same words too: place, days, speaker."""
    shared = [name for name in COMMON if name not in ("words", "at")]
    return {name: given[name] for name in shared if given.get(name, was[name]) != was[name]}


def _known(look: Look, id: str) -> tuple[Report, Claim]:
    known = look.claim(id)
    if known is None:
        raise AskError(f"no claim {id} is known")
    return known


def _ruling(word: str) -> Ruling:
    for each in _DECISIONS:
        if each == word:
            return each
    raise AskError(f"'{word}' is no judgement")


def _look(request: Request) -> Look:
    return desk_of(request).look()


def _word(form: FormData, name: str) -> str:
    found = form.get(name)
    return found.strip() if isinstance(found, str) else ""


def _words(form: FormData, name: str) -> list[str]:
    return [each for each in form.getlist(name) if isinstance(each, str) and each]

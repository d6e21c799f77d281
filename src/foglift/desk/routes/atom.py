"""The feed of what changed."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from foglift.desk import atom
from foglift.desk.guard import needs
from foglift.desk.news import Rule
from foglift.desk.routes.answering import backstage_of
from foglift.flow import AskError
from foglift.publish import pages

router: APIRouter = APIRouter(dependencies=[needs("viewer")])


@router.get("/atom.xml", summary="What changed, as an Atom feed", response_class=Response)
def feed(request: Request, place: str = "", actor: str = "", kind: str = "") -> Response:
    """News of a place and all that lies in it, of an actor, of a kind ("control", "changed
    hands", "SHELLING"); without any, all."""
    behind = backstage_of(request)
    try:
        items = behind.wire.told(Rule(place, actor, kind))
    except AskError as error:
        raise HTTPException(404, str(error)) from None
    base = str(request.base_url).rstrip("/")
    body = atom.feed(items, behind.id, base, str(request.url), pages.CAVEAT)
    return Response(body, media_type="application/atom+xml; charset=utf-8")

"""What happens, told to open pages as it happens."""

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from foglift.desk.events import Message
from foglift.desk.guard import needs
from foglift.desk.routes.answering import backstage_of

router: APIRouter = APIRouter(dependencies=[needs("viewer")], include_in_schema=False)
_MOST = 2000  # who listen at one time


@router.get("/events")
async def events(request: Request) -> Response:
    """Server-Sent Events: "version" when the picture is another, "progress" of what is read."""
    told = backstage_of(request).events
    edits = request.state.who.may("editor")

    def wanted(one: Message) -> bool:
        return edits or one.kind != "progress"

    if told.listeners >= _MOST:
        return Response("too many listen", 503, {"Retry-After": "60"}, "text/plain")
    last = request.headers.get("last-event-id", "")
    lines = told.stream(wanted, int(last) if last.isdecimal() and len(last) < 18 else None)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(lines, media_type="text/event-stream", headers=headers)

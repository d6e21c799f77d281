"""News as an Atom feed (RFC 4287)."""

from collections.abc import Iterable
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from foglift.desk import news
from foglift.desk.news import News

_ATOM = "http://www.w3.org/2005/Atom"


def feed(
    items: Iterable[tuple[datetime, News]], desk: str, base: str, address: str, caveat: str
) -> bytes:
    """The feed of a desk: news with the moment each was noticed, as given: the latest first.

    `desk` is what tells this desk from any other, `base` the address its pages begin with,
    `address` that of the feed. Ids hold neither, so that they stay when the desk moves.
    """
    told = list(items)
    root = Element("feed", xmlns=_ATOM)
    _add(root, "id", f"tag:foglift.invalid,2026:{desk}")
    _add(root, "title", "foglift: what changed")
    _add(root, "subtitle", caveat)
    _add(root, "updated", _moment(max((at for at, _ in told), default=datetime.min)))
    _add(root, "link", rel="self", type="application/atom+xml", href=address)
    _add(root, "link", rel="alternate", type="text/html", href=f"{base}/changes")
    _add(root, "generator", "foglift")
    _add(_add(root, "author"), "name", "foglift")
    for at, one in told:
        _entry(root, one, at, desk, base)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: Element, one: News, at: datetime, desk: str, base: str) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", f"tag:foglift.invalid,2026:{desk}/{one.id}")
    _add(entry, "title", one.title)
    _add(entry, "updated", _moment(at))
    _add(entry, "link", rel="alternate", type="text/html", href=link(one, base))
    for term in filter(None, (one.about, one.kind, one.type)):
        _add(entry, "category", term=term)
    _add(entry, "content", news.words(one), type="text")
    for claim in one.claims:
        href = f"{base}/claims/{claim}?day={one.day}"
        _add(entry, "link", rel="related", type="text/html", href=href)


def link(one: News, base: str) -> str:
    """The page of an item, about the day on which it changed."""
    return f"{base}{one.path}?day={one.day}"


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    made = SubElement(parent, name, {k: _plain(v) for k, v in attributes.items()})
    made.text = _plain(text) or None
    return made


def _moment(at: datetime) -> str:
    """RFC 3339 in UTC; `at` is taken for that."""
    return f"{max(at, datetime(1970, 1, 1)).isoformat(timespec='seconds')}Z"


def _plain(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(
        sign if sign in "\t\n" or " " <= sign < "\ud800" or "\ue000" <= sign not in "\ufffe\uffff"
        else "\ufffd"
        for sign in text
    )  # fmt: skip

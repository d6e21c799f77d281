"""A record made a Report."""

from collections.abc import Iterator
from dataclasses import dataclass

from foglift.ingest import dates, decode
from foglift.ingest.language import language
from foglift.ingest.record import Options, Problem, Record, shown
from foglift.model import Report, ReportKind, report_id

MOST_CHARACTERS = 200_000  # of a report; what is longer is a book or an attack
_LONGEST_FIELD = 1_000
_KINDS: dict[str, ReportKind] = {
    "": "news",
    "news": "news",
    "statement": "statement",
    "monitor": "monitor",
    "post": "post",
}


@dataclass(frozen=True)
class Arrival:
    """A report together with the bytes it was read from."""

    report: Report
    raw: bytes


def settle(record: Record, path: str, options: Options) -> Iterator[Arrival | Problem]:
    """The report that the record is, then a warning for each thing left out of it; or the one
    problem for which it is none."""
    title = _line(record.title)
    whole = _joined(title, decode.clean(record.text))
    text = _capped(whole)
    if not any(map(str.isalnum, text)):
        yield Problem(path, "empty", "no words in it", record.number)
        return
    outlet = _line(record.outlet) or options.outlet or dates.agency(text)
    published, dated = dates.published(record.published, options.published, text)
    place = shown(path) if record.number is None else f"{shown(path)}#{record.number}"
    report = Report(
        id=report_id(text, title, outlet, published),
        outlet=outlet,
        kind=_KINDS.get(record.kind.strip().lower(), "news"),
        text=text,
        title=title,
        published=published,
        dated=dated,
        lang=_language(record.lang) or language(text),
        url=_address(record.url),
        path=place,
    )
    yield Arrival(report, record.raw)
    for kind, reason in _left_out(record, len(whole), len(text)):
        yield Problem(path, kind, reason, record.number, level="warning")


def _left_out(record: Record, whole: int, kept: int) -> Iterator[tuple[str, str]]:
    if kept < whole:
        yield "length", f"only the first {kept:,} of {whole:,} characters are read"
    if record.published.strip() and not dates.parse(record.published):
        yield "date", f"'{record.published[:60]}' is no full, unambiguous date"
    if record.kind.strip().lower() not in _KINDS:
        yield "kind", f"'{record.kind[:60]}' is none of news, statement, monitor, post"


def _joined(title: str, body: str) -> str:
    """Title and body as one text, in which every claim can be pointed at."""
    if not title or body.lstrip().startswith(title):
        return body
    return f"{title}\n\n{body}" if body.strip() else title


def _capped(text: str) -> str:
    """The text up to the last paragraph, or else word, that ends within the limit."""
    if len(text) <= MOST_CHARACTERS:
        return text
    for edge in ("\n", " "):
        end = text.rfind(edge, MOST_CHARACTERS // 2, MOST_CHARACTERS)
        if end > 0:
            return text[:end]
    return text[:MOST_CHARACTERS]


def _line(words: str) -> str:
    return " ".join(decode.clean(words[: 2 * _LONGEST_FIELD]).split())[:_LONGEST_FIELD]


def _address(url: str) -> str:
    """The address of a page; none for other schemes, which a click might run."""
    url = url.strip()[:_LONGEST_FIELD]
    return url if url.startswith(("http://", "https://")) and url.isprintable() else ""


def _language(tag: str) -> str:
    """ "en" of "en-GB"; "" for what is no language tag."""
    code = tag.strip().lower().replace("_", "-").partition("-")[0]
    return code if code.isascii() and code.isalpha() and len(code) in (2, 3) else ""

"""Plain text: one report a file, with or without a header."""

import re
from collections.abc import Iterator

from foglift.ingest import dates, decode
from foglift.ingest.record import Options, Problem, Record

_HEADER = re.compile(r"(Outlet|Kind|Published|Title|URL|Lang):[ \t]*(.*)")
_LONGEST_TITLE = 200


def read(data: bytes, options: Options) -> Iterator[Record | Problem]:
    """The report of a text file. It may begin with a header that ends at a blank line:

        Outlet: Orontes Wire
        Published: 2024-12-05
        Title: Rebels enter Hama

    The header is not part of the text, except for its title. Raises UnreadableError.
    """
    text = decode.text(data)
    header, body = _header(text)
    yield Record(
        text=body,
        title=header.get("title", "") or _title(body),
        outlet=header.get("outlet", ""),
        published=header.get("published", ""),
        kind=header.get("kind", ""),
        lang=header.get("lang", ""),
        url=header.get("url", ""),
        raw=data,
    )


def _header(text: str) -> tuple[dict[str, str], str]:
    """The header and what follows it. Lines are a header only where one names the outlet or
    the title: a page scraped whole may well begin with "Published: ..."."""
    block, blank, body = text.partition("\n\n")
    fields = [_HEADER.fullmatch(line) for line in block.split("\n", 10)]
    header = {field[1].lower(): field[2].strip() for field in fields if field}
    whole = all(fields) and bool(blank)
    return (header, body) if whole and header.keys() & {"outlet", "title"} else ({}, text)


def _title(text: str) -> str:
    """The first line where it stands apart and is no sentence."""
    line, blank, rest = text.lstrip("\n").partition("\n\n")
    line = line.strip()
    apart = bool(blank and rest.strip()) and "\n" not in line and len(line) <= _LONGEST_TITLE
    ends = line.rstrip("\"'”’»)]")[-1:]
    return "" if not apart or ends in ".!?…:;,-–—" or dates.heads(line) else line

"""Web pages that were saved: the article, without what surrounds it."""

import logging
import re
from collections.abc import Iterator

from foglift.ingest import decode
from foglift.ingest.record import Options, Problem, Record, UnreadableError

_MOST_TAGS = 60_000  # the extraction takes about 40 microseconds a tag
_DAYS = {  # the page's own metadata only; fixed bounds, so that no clock decides
    "extensive_search": False,
    "original_date": True,
    "min_date": "1900-01-01",
    "max_date": "2100-12-31",
}
_GAP = re.compile(r"\s+")
_UNSEEN = ("head", "script", "style", "template", "noscript")
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption"),
    *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"),
    *("nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"),
}


def read(data: bytes, options: Options) -> Iterator[Record | Problem]:
    """The article of a page, with title, site and date where its metadata has them. Nothing is
    ever downloaded. Raises UnreadableError."""
    import trafilatura  # takes half a second to load; most files are no pages

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what fails is our own one line
    page = decode.text(data)
    if page.count("<") > _MOST_TAGS:
        raise UnreadableError("html", f"more than {_MOST_TAGS:,} tags")
    article = trafilatura.bare_extraction(
        page, include_comments=False, with_metadata=True, date_extraction_params=_DAYS
    )
    if article is None or isinstance(article, dict) or not article.text:
        raise UnreadableError("html", "no article found in the page")
    title = article.title or ""
    body = [line for line in article.text.split("\n") if line.strip() != title.strip()]
    yield Record(
        text="\n".join(body),
        title=title,
        outlet=article.sitename or "",
        published=article.date or "",
        url=article.url or "",
        raw=data,
    )


def words(markup: str) -> str:
    """The words of a piece of HTML, a line for each block.

    >>> words("<p>Rebels <b>entered</b> Hama.</p>Later<br>more")
    'Rebels entered Hama.\\nLater\\nmore'
    """
    from lxml import etree  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    whole = f"<div>{decode.clean(markup)}</div>".encode()
    tree = document_fromstring(whole, parser=HTMLParser(encoding="utf-8"))
    etree.strip_elements(tree, etree.Comment, *_UNSEEN, with_tail=False)
    parts = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        parts.append("\n" if element.tag in _BLOCKS else "")
        inside = (element.text if event == "start" else element.tail) or ""
        parts.append(_GAP.sub(" ", inside))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)

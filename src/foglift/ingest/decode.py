"""Bytes to characters."""

import codecs
import re

import chardet

from foglift.ingest.record import UnreadableError

_MARKS = (  # the longer first: UTF-16's mark begins UTF-32's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:-]{2,40})")
# Python knows codecs that are no character sets (punycode, utf-7): those declared are ignored.
_CHARACTER_SETS = ("iso8859", "cp", "koi8", "mac-", "big5", "gb", "euc", "shift")
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    r"""The text as it is kept for good: lines end in \n; NUL and lone surrogates, which no
    database or JSON carries safely, are U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def text(data: bytes) -> str:
    """The characters of a file, cleaned: by its byte order mark, as UTF-8, by the
    character set that its markup declares, or by the best guess.

    Raises UnreadableError where more than a tenth is control or broken characters.
    """
    decoded = clean(_decoded(data))
    if (len(decoded) - len(_NOT_TEXT.sub("", decoded))) * 10 > len(decoded):
        raise UnreadableError("binary", "this is not text")
    return decoded


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if data.count(0) * 5 > len(data):
        return _guessed(data)
    # Before what is declared: text in another character set is hardly ever sound UTF-8, while a
    # declaration left over from elsewhere is common.
    for encoding in ("utf-8", _declared(data)):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    decoded = data.decode("utf-8", "replace")
    broken = decoded.count("\ufffd")
    sound = sum(char > "\x7f" for char in decoded) - broken
    return decoded if broken * 10 <= sound else _guessed(data)


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:2048]) if data.lstrip()[:1] == b"<" else None
    if not found:
        return ""
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError, ValueError):
        return ""
    if name == "iso8859-1":
        return "cp1252"  # what browsers take the name to mean
    return name if name.startswith(_CHARACTER_SETS) else ""


def _guessed(data: bytes) -> str:
    guess = chardet.detect(data[:100_000])
    sure = guess["encoding"] and guess["confidence"] >= 0.2
    return data.decode(guess["encoding"] if sure and guess["encoding"] else "cp1252", "replace")

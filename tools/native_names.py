"""Build the native names of places from folders of places-XX.jsonl.gz (see build_gazetteer.py).

    python tools/native_names.py FOLDER ...

A name in the script of the place's country that reads like the Latin name it is shown by; the
same input gives the same bytes.
"""

import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from anyascii import anyascii
from build_gazetteer import ARABIC, COUNTRY, CYRILLIC, ETHIOPIC, HEBREW, LATIN, TARGET, written_in

from foglift.codebook import gazetteer

Script = tuple[tuple[int, int], ...]
_OWN_NAMES = (ARABIC, HEBREW)
# The script of each country, and the letters that would make a name one of another language.
_ARABIC = "EG IQ JO LB LY PS SA SD SY YE"
_NOT_ARABIC = re.compile("[یکگچپژہۀەۆێڕڵڤټډړښېۇۋىٔ]$|[یکگچپژہۀەۆێڕڵڤټډړښېۇۋ]")
_NOT_PERSIAN = re.compile("[يكةەۆێڕڵڤہۇۋ]")
SCRIPTS = {
    **dict.fromkeys(_ARABIC.split(), (ARABIC, _NOT_ARABIC)),
    "IR": (ARABIC, _NOT_PERSIAN),
    "AF": (ARABIC, _NOT_PERSIAN),
    "IL": (HEBREW, None),
    "UA": (CYRILLIC, re.compile("[ыэъёў]", re.IGNORECASE)),
    "BY": (CYRILLIC, re.compile("[ищъї]", re.IGNORECASE)),
    "ET": (ETHIOPIC, None),
    "ER": (ETHIOPIC, None),
    "AM": (((0x530, 0x58F),), None),
    "GE": (((0x10A0, 0x10FF),), None),
    "MM": (((0x1000, 0x109F),), None),
}
# Words for the kind of an area, which its name on a map does without.
_KINDS = re.compile(
    "^(محافظة|مُحافظة|منطقة|ناحية|مركز|ولاية|قضاء|مديرية|مدينة|استان|ولایت|شهرستان|מחוז|נפת) "
    "|[ -](область|вобласць|район|раён|ოლქი|მხარე|մարզ|ክልል|တိုင်းဒေသကြီး|ပြည်နယ်)$",
    re.IGNORECASE,
)
_LIKE = 0.5
# Renamed since the source was made.
RENAMED = {101752941: "Бахмут"}


def names(folders: Iterable[Path]) -> Iterator[tuple[int, str]]:
    known = gazetteer.load()
    for folder in folders:
        for path in sorted(folder.glob("places-??.jsonl.gz")):
            country = COUNTRY.get(path.name[7:9], path.name[7:9])
            if country in SCRIPTS:
                with gzip.open(path, "rt", encoding="utf-8") as lines:
                    for line in lines:
                        id, name, alternates, *_ = json.loads(line)
                        try:
                            shown = known.place(gazetteer.numbered(id)).name
                        except KeyError:
                            continue
                        found = RENAMED.get(id) or native(country, shown, [name, *alternates])
                        if found:
                            yield id, found


def native(country: str, shown: str, others: list[str]) -> str:
    """The likeliest of the names in the country's script: that of its language which sounds most
    like the name shown, or, where English has a name of its own (Aleppo), like another in Latin
    letters (Halab); the first of equals; "" for none."""
    script, foreign = SCRIPTS[country]
    latin = [one for one in others if written_in(one, LATIN)] if script in _OWN_NAMES else []
    for heard in ([shown], latin):
        if found := _likeliest(others, heard, script, foreign):
            return found
    return ""


def _likeliest(
    others: list[str], heard: list[str], script: Script, foreign: re.Pattern[str] | None
) -> str:
    written = [one for one in others if written_in(one, script) and "\n" not in one]
    ours = [one for one in written if not (foreign and foreign.search(one))] or written
    bare = list(dict.fromkeys(_KINDS.sub("", one).strip() for one in ours))
    like = [
        (
            max((likeness(one, name) for name in heard), default=0.0),
            not one.endswith("ه"),
            -number,
            one,
        )
        for number, one in enumerate(bare)
    ]
    best = max(like, default=(0.0, False, 0, ""))
    return best[3] if best[0] >= _LIKE else ""


_SOUNDS = str.maketrans("", "", "aeiouy'`’ʼ‘- ")
_SAME = (
    ("kh", "h"), ("ch", "c"), ("sh", "s"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("q", "k"),
    ("ts", "t"), ("zh", "z"), ("w", ""), ("v", ""), ("j", ""), ("g", "h"), ("c", "k"),
)  # fmt: skip


def likeness(name: str, shown: str) -> float:
    """How alike the consonants of two names are, from 0 to 1."""
    one, other = _pairs(_consonants(name)), _pairs(_consonants(shown))
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def _consonants(name: str) -> str:
    plain = re.sub(r"\b(al|el|a[dnrstz]h?)[- ]", "", anyascii(name).lower())
    for written, read in _SAME:
        plain = plain.replace(written, read)
    return re.sub(r"(.)\1", r"\1", plain.translate(_SOUNDS))


def _pairs(word: str) -> set[str]:
    framed = f"^{word}$"
    return {framed[at : at + 2] for at in range(len(framed) - 1)}


def build(folders: Iterable[Path], target: Path) -> None:
    found = dict(sorted(names(folders)))
    texts = [name.encode() for name in found.values()]
    np.save(target / "ids.npy", np.array(list(found), "<u4"))
    np.save(target / "lengths.npy", np.array([len(text) for text in texts], "u1"))
    np.save(target / "text.npy", np.frombuffer(b"".join(texts), "u1"))


if __name__ == "__main__":
    build([Path(folder) for folder in sys.argv[1:]], TARGET.with_name("native"))

"""What places are called in the script of their country, where that is not Latin."""

from functools import cache
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from foglift.codebook.gazetteer import Place

# The language that a country's names are written in here, as HTML calls it.
LANGUAGES = {
    **dict.fromkeys(("EG", "IQ", "JO", "LB", "LY", "PS", "SA", "SD", "SY", "YE"), "ar"),
    "AF": "fa-AF",
    "AM": "hy",
    "BY": "be",
    "ER": "ti",
    "ET": "am",
    "GE": "ka",
    "IL": "he",
    "IR": "fa",
    "MM": "my",
    "UA": "uk",
}


class Native(NamedTuple):
    """A name in another script and its language; both "" where there is none."""

    name: str = ""
    lang: str = ""


class Names(NamedTuple):
    """Names one after the other in `text`, in the order of the places' numbers in `ids`; each
    ends before the byte in `ends`. Made by tools/native_names.py."""

    ids: npt.NDArray[np.uint32]
    ends: npt.NDArray[np.uint32]
    text: npt.NDArray[np.uint8]

    @classmethod
    def open(cls, folder: Path) -> Self:
        ids, lengths, text = (
            np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r"))
            for name in ("ids", "lengths", "text")
        )
        return cls(ids, np.cumsum(lengths, dtype=np.uint32), text)

    def of(self, number: int) -> str:
        at = int(self.ids.searchsorted(np.uint32(number)))
        if at == len(self.ids) or self.ids[at] != number:
            return ""
        start = int(self.ends[at - 1]) if at else 0
        return self.text[start : int(self.ends[at])].tobytes().decode()


def native(place: Place) -> Native:
    """The name of a place in its own script.

    >>> from foglift.codebook import gazetteer
    >>> native(gazetteer.load().named("Homs")[0][0])
    Native(name='حمص', lang='ar')
    """
    lang = LANGUAGES.get(place.country, "")
    number = place.id.partition(":")[2]
    name = _names().of(int(number)) if lang and number.isdecimal() else ""
    return Native(name, lang) if name else Native()


@cache
def _names() -> Names:
    return Names.open(Path(__file__).parent / "data" / "places" / "native")

"""What is said of a war, and by whom: the pieces that reporters publish."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from foglift.model import ReportKind, Stance

Said = Literal["takes", "loses", "holds", "besieges", "clash", "strike", "dead", "fled", "total"]
WITNESS = "a resident"


@dataclass(frozen=True)
class Saying:
    """One thing said of a town. `about` labels the happening it is about, true ("7") or not
    ("false 7"); `by` takes, loses, holds, strikes; `of` is whose dead are counted or who is fought;
    `speaker` is an actor, a monitor, WITNESS or "" for the piece's own voice. `day` None: no day
    said."""

    said: Said
    about: str
    town: str
    day: date | None
    by: str = ""
    of: str = ""
    type: str = ""
    number: int = 0
    speaker: str = ""
    stance: Stance = "reports"
    since: date | None = None

    def told_by(self, speaker: str, stance: Stance | None = None) -> "Saying":
        return replace(self, speaker=speaker, stance=stance or self.stance)


@dataclass(frozen=True)
class Piece:
    """What one outlet publishes on one day; `outlet` is an id where the codebook knows it. `style`
    picks its words: pieces of one style with the same sayings have the same text, as reprints
    have."""

    outlet: str
    kind: ReportKind
    published: date
    sayings: tuple[Saying, ...]
    style: int

"""What a writer is given, and what of it may be shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from foglift.codebook import Book
from foglift.model import Brief, Claim, Picture, Report, Shift
from foglift.publish.brief import brief
from foglift.publish.facts import Facts, facts, order
from foglift.publish.harm import guarded, told


@dataclass(frozen=True)
class Material:
    """A picture with its claims and its brief, for one writer, and in what it is another than the
    day before. Public unless it says otherwise."""

    picture: Picture
    claims: Sequence[tuple[Report, Claim]]
    book: Book
    brief: Brief
    public: bool = True
    shifts: tuple[Shift, ...] = ()

    @cached_property
    def shown(self) -> "Material":
        """What may be written: all of it internally; in public what the rules of harm leave, with
        the brief that follows from that."""
        if not self.public:
            return self
        picture, claims = guarded(self.picture, self.claims, self.book)
        shifts = told(self.shifts, claims)
        text = brief(picture, claims, self.book, shifts)
        return replace(
            self, picture=picture, claims=claims, brief=text, public=False, shifts=shifts
        )

    @cached_property
    def facts(self) -> Facts:
        """The picture with its claims by id."""
        return facts(self.picture, self.claims, self.book)

    @cached_property
    def ordered(self) -> list[tuple[Report, Claim]]:
        """The claims by day of the report, report and place in the text; undated ones last."""
        return sorted(self.claims, key=order)

"""All that a store holds, of whatever day: of it each look sees what was known by its own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from foglift import store as stores
from foglift.model import Claim, Control, Issue, Judgement, Report

Known = Sequence[tuple[Report, Claim]]


@dataclass(frozen=True)
class Stored:
    """All that a store holds by one act of its log: each report's latest reading, and what people
    judged. `issues` are those of readings, by report."""

    act: int = -1
    read: Mapping[str, tuple[Report, tuple[Claim, ...]]] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()
    issues: Mapping[str, tuple[Issue, ...]] = field(default_factory=dict)

    def after(self, news: stores.News) -> "Stored":
        """The same with what was written since."""
        came = {report.id: (report, claims) for report, claims in news.readings}
        judged = (*self.judgements, *news.judgements)
        issues = {id: noted for id, noted in self.issues.items() if id not in came}
        for one in news.issues:
            issues[one.report] = (*issues.get(one.report, ()), one)
        return Stored(news.last, {**self.read, **came}, judged, issues)

    @cached_property
    def claims(self) -> Known:
        """The claims of all reports, sorted by report: those that were read, and where none was,
        those that people gave."""
        given = stores.given(self.judgements)
        return [
            (self.read[id][0], claim)
            for id in sorted(self.read)
            for claim in self.read[id][1] or given.get(id, ())
        ]

    def known(self, by: date) -> Known:
        """The claims of the reports published by a day, and of those of no day."""
        return [one for one in self.claims if _by(one[0], by)]

    def reports(self, by: date) -> Sequence[Report]:
        """The reports published by a day, and those of no day."""
        return [self.read[id][0] for id in sorted(self.read) if _by(self.read[id][0], by)]

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days of the reports, each once."""
        return tuple(sorted({one.published for one, _ in self.read.values() if one.published}))

    @property
    def last_day(self) -> date | None:
        """The day of the latest report; None as long as none is dated."""
        return self.days[-1] if self.days else None

    @cached_property
    def holders(self) -> tuple[str, ...]:
        """All who have a place by any claim, on whatever day, those first of whom most claims say
        so: they have the same colours on every day."""
        contents = (claim.content for _, claim in self.claims)
        held = (one.holder for one in contents if isinstance(one, Control))
        told = Counter(holder.ref for holder in held if holder and holder.ref)
        return tuple(sorted(told, key=lambda actor: (-told[actor], actor)))


def _by(report: Report, day: date) -> bool:
    return report.published is None or report.published <= day

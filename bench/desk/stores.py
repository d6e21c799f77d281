"""Large stores to measure the desk on, the same each time: a war of 5,000 towns and 20,000
incidents, which one map shows, and an archive of 100,000 reports.

The war is that of `bench scale`; here every claim stands in its report, in words of our own, so
that a page shows what it shows of a report that was read. Nothing is read: claims are made, and
their sentences from them.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from msgspec.structs import replace

from bench.fuse import said_by
from bench.scale import LAST, Reading, War
from foglift import codebook
from foglift import store as stores
from foglift.codebook import Book
from foglift.model import (
    Attribution,
    Claim,
    Content,
    Control,
    Count,
    Event,
    Mention,
    Report,
    Span,
    When,
    Where,
    report_id,
    sealed,
)

TOWNS, INCIDENTS_FROM = 5_000, 36_000  # so many claims are told of 20,000 incidents
REPORTS = 100_000
_DAYS = 60
_SPEAKERS = ("sohr", "hts", "syrian-army", "afp", "")
_CHANGES = {"takes": "took", "holds": "has", "loses": "lost", "enters": "entered"}
_CLAIMS = (0, 1, 1, 2, 2, 3, 5)  # of a report: two on average
# What fills a report between its claims: one of each, so that no two reports say the same.
_ASIDES = (
    "a teacher|two bakers|the mayor's cousin|most shepherds|one old driver|several nurses|"
    "a beekeeper|the ferryman|some masons|a girl with a bicycle|the postman|three weavers",
    "waited for|spoke about|asked after|carried home|looked out for|argued over|sent for|"
    "paid for|gave away|counted|promised|remembered",
    "bread and lamp oil|the morning bus|a late harvest|grey blankets|school books|new tyres|"
    "letters from abroad|the olive press|warm bread|a broken pump|winter coats|clean water",
    "near the market|by the old mill|behind the school|at the crossroads|below the bridge|"
    "along the river|outside the clinic|in the square|under the walnut trees|at the depot|"
    "beside the mosque|above the quarry",
    "before dawn|until the evening|in heavy rain|for a third day|after the noon prayer|"
    "without much hope|with great patience|in spite of the cold|as on any Monday|once more|"
    "while the road was closed|when the light came back",
)


class ToldWar(War):
    """A war whose claims are the sentences of its reports."""

    def __init__(self, book: Book, chance: Random, towns: int, days: int) -> None:
        super().__init__(towns * towns // 16, book, chance)
        self.days = days
        self._told: list[tuple[str, str, list[Claim]]] = []

    def opening(self) -> Iterator[Reading]:
        """A report of who has each town on the first day, so that all are on the map."""
        day = LAST - timedelta(days=self.days)
        for number, town in enumerate(self.towns):
            holder = ("hts", "syrian-army", "sna", "sdf")[number * 4 // len(self.towns)]
            text = _Text()
            claim = text.told(Control("holds", _named(holder)), town, day, "sohr", self.book)
            text.say(*(self._aside() for _ in range(4)))
            yield self._printed("", text.words, [claim], day)

    def reading(self, claims: int, published: date) -> Reading:
        """A report of so many claims; a fifth are reprints of one of the last twenty."""
        if self._told and self.chance.random() < 0.2:
            title, words, made = self.chance.choice(self._told)
            return self._printed(title, words, made, published)
        text, made, towns = _Text(), list[Claim](), [self._town() for _ in range(2)]
        for _ in range(claims):
            made.append(self._told_claim(text, self.chance.choice(towns), published))
            text.say(self._aside())
        text.say(*(self._aside() for _ in range(4)))
        title = f"From {self.book.label(towns[0])}, {published.day} {published:%B}"
        self._told = [*self._told[-19:], (title, text.words, made)]
        return self._printed(title, text.words, made, published)

    def _told_claim(self, text: "_Text", town: str, published: date) -> Claim:
        content = self._content({})
        while isinstance(content, Control) and content.change not in _CHANGES:
            content = self._content({})
        day = published - timedelta(days=self.chance.randrange(3))
        return text.told(content, town, day, self.chance.choice(_SPEAKERS), self.book)

    def _aside(self) -> str:
        words = " ".join(self.chance.choice(each.split("|")) for each in _ASIDES)
        return f"{words[0].upper()}{words[1:]}."

    def _printed(self, title: str, words: str, made: list[Claim], published: date) -> Reading:
        self._number += 1
        outlet = f"paper {self._number % 40}"
        id = report_id(words, title, outlet, published)
        report = Report(
            id, outlet, "news", words, title, published, "known", path=f"{self._number}.txt"
        )
        return report, [sealed(replace(claim, id="", report=id)) for claim in made]


class _Text:
    """The words of a report as they grow; what is told of a claim knows where it stands."""

    def __init__(self) -> None:
        self.words = ""

    def say(self, *sentences: str) -> None:
        self.words = " ".join((*filter(None, (self.words,)), *sentences))

    def told(self, content: Content, town: str, day: date, speaker: str, book: Book) -> Claim:
        place = book.label(town)
        sentence = f"{_sentence(content, place, book)} on {day:%A}"
        start = len(self.words) + bool(self.words)
        who = book.label(speaker) if speaker else ""
        self.say(f"{sentence}, {who} said." if who else f"{sentence}.")
        said = Span(start + len(sentence) + 2, start + len(sentence) + 2 + len(who))
        at = start + sentence.rindex(place)
        return Claim(
            "",
            "",
            (Span(start, start + len(sentence)),),
            _placed(content, start, len(sentence)),
            tuple(_spoken(one, said) for one in said_by(speaker, day, book)),
            Where(Mention(Span(at, at + len(place)), town)),
            When(day, day, "day"),
            why=("made for a measurement",),
        )


def _spoken(one: Attribution, said: Span) -> Attribution:
    return replace(one, source=replace(one.source, span=said))


def _placed(content: Content, start: int, length: int) -> Content:
    """The content with its names where the sentence begins: an actor comes first."""
    span = Span(start, start + min(length, 3))
    if isinstance(content, Event):
        return replace(content, actors=tuple(replace(one, span=span) for one in content.actors))
    if isinstance(content, Control) and content.holder:
        return replace(content, holder=replace(content.holder, span=span))
    if isinstance(content, Count) and content.whom:
        return replace(content, whom=replace(content.whom, span=span))
    return content


def _sentence(content: Content, place: str, book: Book) -> str:
    if isinstance(content, Event):
        actors = ", ".join(book.label(one.ref) for one in content.actors)
        return book.happening(content.type, "", actors, "", place)
    if isinstance(content, Control) and content.holder:
        return f"{book.label(content.holder.ref)} {_CHANGES[content.change]} {place}"
    if isinstance(content, Count) and content.whom:
        verb = "have been killed" if content.cumulative else "were killed"
        return f"{book.label(content.whom.ref)}: {content.low} {verb} in {place}"
    raise ValueError(f"no sentence for {content}")


def _named(actor: str) -> Mention:
    return Mention(Span(0, 3), actor)


# ---------------------------------------------------------------------------------- the stores


def map_store(path: Path) -> None:
    """5,000 towns, each held by somebody, and over 20,000 incidents of sixty days."""
    war = ToldWar(codebook.load(), Random(11), TOWNS, _DAYS)
    _keep(path, war.opening(), war.readings(INCIDENTS_FROM))


def archive(path: Path, reports: int = REPORTS) -> None:
    """So many reports of two years, of two claims on average."""
    war = ToldWar(codebook.load(), Random(11), 1_500, 730)
    _keep(path, archived(war, reports))


def archived(war: ToldWar, reports: int) -> Iterator[Reading]:
    for _ in range(reports):
        yield war.reading(war.chance.choice(_CLAIMS), war._day())


def _keep(path: Path, *readings: Iterator[Reading]) -> None:
    from foglift.read import READERS

    reader = READERS["rules"].key(codebook.load())
    with stores.open(path) as store:
        # What is made anew when power fails need not survive it.
        for pragma in ("synchronous = OFF", "journal_mode = MEMORY"):
            store.rows(f"PRAGMA {pragma}")
        for each in readings:
            for report, claims in each:
                store.add(report, claims, (), reader)

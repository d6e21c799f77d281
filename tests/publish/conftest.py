"""Two small invented reports, the claims in them, and pictures built by hand from the claims."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from foglift.codebook import Book, load
from foglift.model import (
    Assessment,
    Attribution,
    Claim,
    Content,
    Control,
    ControlSpell,
    Count,
    Event,
    Incident,
    Intent,
    Mention,
    Picture,
    Reason,
    Report,
    Side,
    Span,
    Standing,
    Tally,
    Threat,
    When,
    Where,
    report_id,
    sealed,
)

HAMA, HOMS, EL_FASHER = "wof:421202161", "wof:421168647", "wof:890441261"
DAY = date(2024, 12, 5)

HAMA_TEXT = (
    "Rebel fighters captured Hama on Thursday. The Syrian Army acknowledged that it had lost Hama "
    "to “terrorist groups”. Soldiers pulled out of the city. The Observatory has counted 826 "
    "people killed since last week, 222 in Hama among them. Tens of thousands were fleeing Homs, "
    "the Observatory said. The rebels said they would push towards Homs. “It is a grave blow to "
    "the government,” said Aron Lund. Ibrahim Darwish, who sells bread, told AFP that a shell had "
    "killed three people in the market of Hama."
)
FASHER_TEXT = (
    "The RSF shelled El Fasher on Tuesday, the Sudanese army said. The RSF denied it. "
    "Doctors counted 12 dead civilians. The army holds the town, according to residents. "
    "Families left for Zamzam camp."
)


class Case:
    """One report and its claims, each found by the words that say it."""

    def __init__(self, text: str, outlet: str, day: date | None = DAY, **more: Any) -> None:
        self.report = Report(
            report_id(text, "", outlet, day), outlet, "news", text, published=day, **more
        )
        self.claims: dict[str, Claim] = {}

    def span(self, words: str) -> Span:
        start = self.report.text.index(words)
        return Span(start, start + len(words))

    def name(self, words: str, ref: str = "") -> Mention:
        return Mention(self.span(words), ref)

    def by(self, words: str, ref: str, stance: Any, role: Any, side: str = "") -> Attribution:
        return Attribution(self.name(words, ref), stance, role, side)

    def at(self, words: str, ref: str, relation: Any = "at") -> Where:
        return Where(self.name(words, ref), relation)

    def add(self, key: str, words: str, content: Content, *by: Attribution, **more: Any) -> Claim:
        claim = sealed(Claim("", self.report.id, (self.span(words),), content, said_by=by, **more))
        self.claims[key] = claim
        return claim

    def id(self, key: str) -> str:
        return self.claims[key].id

    @property
    def known(self) -> list[tuple[Report, Claim]]:
        return [(self.report, claim) for claim in self.claims.values()]


def standing(grade: Any, *by: str, **more: Any) -> Standing:
    """Support by these lines."""
    return Standing(grade, lines=more.pop("lines", len(by)), reports=1, by=by, **more)


def on(start: date, end: date | None = None, precision: Any = "day") -> When:
    return When(start, end or start, precision)


@pytest.fixture(scope="session")
def book() -> Book:
    return load()


@pytest.fixture
def hama() -> Case:
    case = Case(HAMA_TEXT, "Wire", path="/home/desk/wire/hama.txt", url="https://example.org/h")
    army = case.by("The Syrian Army", "syrian-army", "acknowledges", "party", "syria.government")
    sohr = case.by("The Observatory", "sohr", "reports", "monitor")
    rebels = case.by("The rebels", "syria-rebels", "claims", "party", "syria.opposition")
    lund = case.by("Aron Lund", "century/lund", "judges", "expert")
    baker = case.by("Ibrahim Darwish", "", "reports", "witness")
    fighters = case.name("Rebel fighters", "syria-rebels")
    here, today = case.at("Hama", HAMA), on(DAY)
    case.add("take", "captured Hama", Control("takes", fighters), where=here, when=today)
    case.add("capture", "captured Hama", Event("CAPTURE", "nonstate", (fighters,)), where=here)
    lost = Control("loses", case.name("it had", "syrian-army"))
    case.add("lose", "lost Hama to “terrorist groups”", lost, army, where=here, when=today)
    pulled = Event("WITHDRAWAL", actors=(case.name("Soldiers", "syrian-army"),))
    case.add("leave", "Soldiers pulled out of the city", pulled, where=here, when=today)
    week = on(date(2024, 11, 25), DAY, "week")
    people = case.name("people", "people:people")
    all_dead = Count("killed", 826, 826, people, cumulative=True)
    case.add("all", "826 people", all_dead, sohr, when=week)
    part = Count("killed", 222, 222, people, part_of=case.id("all"), cumulative=True)
    case.add("part", "222 in Hama", part, sohr, where=here, when=week)
    gone = Count("displaced", 20_000, 99_999)
    homs = case.at("Homs", HOMS, "from")
    case.add("flee", "Tens of thousands were fleeing Homs", gone, sohr, where=homs)
    push = Intent("ADVANCE", (case.name("they", "syria-rebels"),))
    target = case.at("Homs", HOMS, "towards")
    case.add("push", "push towards Homs", push, rebels, where=target, realis="planned")
    case.add("blow", "It is a grave blow to the government,” said", Assessment("blow"), lund)
    three = Count("killed", 3, 3, case.name("three people", "people:people"))
    case.add("few", "killed three people", three, baker, where=here, when=today)
    shell = Event("SHELLING", recipients=(case.name("people in the market", "people:civilians"),))
    case.add("shell", "a shell had killed three people", shell, baker, where=here, when=today)
    return case


def hama_picture(case: Case) -> Picture:
    ids = case.id
    fallen = standing("acknowledged", "Wire", "the Syrian government")
    sides = (
        Side("lost by Syrian army", (ids("lose"),), ("Syrian army",)),
        Side("taken by Syrian rebels", (ids("take"),), ("Wire",)),
    )
    spell = ControlSpell(
        place=HAMA,
        holder="syria-rebels",
        state="held",
        layer="assessed",
        since=DAY,
        until=None,
        precision="day",
        standing=fallen,
        sides=sides,
        claims=(ids("take"), ids("lose")),
    )
    whole = tally("all", "killed", 826, (ids("all"),), cumulative=True, since=date(2024, 11, 25))
    part = tally(
        "part", "killed", 222, (ids("part"),), place=HAMA, part_of="all", cumulative=True,
        since=date(2024, 11, 25),
    )  # fmt: skip
    fled = tally(
        "fled", "displaced", None, (ids("flee"),), place=HOMS, low=20_000, high=99_999,
        phrase="tens of thousands", sides=(Side("displaced: tens of thousands", (ids("flee"),)),),
    )  # fmt: skip
    few = tally(
        "few", "killed", 3, (ids("few"),), place=HAMA, since=DAY, until=DAY,
        standing=standing("unattributed", lines=0), by=(),
        sides=(Side("killed: 3", (ids("few"),), ("Ibrahim Darwish",)),),
    )  # fmt: skip
    threat = Threat(
        place=HOMS,
        by=("syria-rebels",),
        reasons=(
            Reason(
                "named as a target", "named as a target, according to Syrian rebels", (ids("push"),)
            ),
            Reason(
                "next along the advance",
                "44 km S of Hama, taken by Syrian rebels on 2024-12-05",
                (ids("take"),),
            ),
        ),
        claims=(ids("push"), ids("take")),
    )
    return Picture(
        as_of=DAY,
        known_by=DAY,
        incidents=(
            incident("capture", "CAPTURE", (ids("capture"), ids("take"), ids("lose")), fallen,
                     facet="nonstate", actors=("syria-rebels",)),
            incident("leave", "WITHDRAWAL", (ids("leave"),), standing("reported", "Wire"),
                     actors=("syrian-army",)),
            incident("shell", "SHELLING", (ids("shell"),), standing("unattributed", lines=0),
                     recipients=("people:civilians",)),
        ),
        tallies=(whole, part, fled, few),
        control=(spell, replace(spell, layer="claimed")),
        threats=(threat,),
    )  # fmt: skip


def incident(
    id: str, type: str, claims: tuple[str, ...], support: Standing, **more: Any
) -> Incident:
    fields: dict[str, Any] = {
        "facet": "", "place": HAMA, "start": DAY, "end": DAY, "precision": "day", "actors": (),
        "recipients": (), "sides": (),
    }  # fmt: skip
    return Incident(id=id, type=type, standing=support, claims=claims, **(fields | more))


def tally(id: str, of: Any, number: int | None, claims: tuple[str, ...], **more: Any) -> Tally:
    observatory = "Syrian Observatory for Human Rights"
    fields: dict[str, Any] = {
        "whom": "", "place": "", "since": None, "until": None, "low": number, "best": number,
        "high": number, "standing": standing("reported", observatory),
        "sides": (Side(f"{of}: {number}", claims, (observatory,)),), "best_by": observatory,
        "as_of": DAY,
    }  # fmt: skip
    return Tally(id=id, of=of, claims=claims, **(fields | more))


@pytest.fixture
def hama_day(hama: Case) -> Picture:
    return hama_picture(hama)


@pytest.fixture
def fasher() -> Case:
    case = Case(FASHER_TEXT, "Nile Daily", date(2025, 5, 7))
    army = case.by("the Sudanese army", "sudanese-army", "claims", "party", "sudan.army")
    rsf = case.by("The RSF denied", "rsf", "denies", "party", "sudan.rsf")
    doctors = case.by("Doctors", "sudan-doctors-network", "reports", "monitor")
    residents = case.by("residents", "people:residents", "reports", "witness")
    here, tuesday = case.at("El Fasher", EL_FASHER), on(date(2025, 5, 6))
    shelled = Event("SHELLING", actors=(case.name("The RSF", "rsf"),))
    case.add("shell", "The RSF shelled El Fasher", shelled, army, where=here, when=tuesday)
    case.add("deny", "The RSF denied it", shelled, rsf, where=here, when=tuesday)
    dead = Count("killed", 12, 12, case.name("civilians", "people:civilians"))
    case.add("dead", "12 dead civilians", dead, doctors, where=here, when=tuesday)
    holds = Control("holds", case.name("The army holds", "sudanese-army"))
    case.add("hold", "The army holds the town", holds, residents, where=here)
    left = Event("DISPLACEMENT", "flee")
    camp = case.at("Zamzam camp", EL_FASHER, "towards")
    case.add("left", "Families left for Zamzam camp", left, where=camp, when=tuesday)
    return case


@pytest.fixture
def fasher_day(fasher: Case) -> Picture:
    ids, tuesday = fasher.id, date(2025, 5, 6)
    fired = standing(
        "claimed",
        "the Sudanese army and its allies",
        contested=True,
        denied_by=("the Rapid Support Forces and their allies",),
    )
    spell = ControlSpell(
        place=EL_FASHER,
        holder="sudanese-army",
        state="held",
        layer="assessed",
        since=date(2025, 5, 7),
        until=None,
        precision="unknown",
        standing=standing("reported", "Nile Daily"),
        sides=(Side("held by Sudanese Armed Forces", (ids("hold"),), ("residents",)),),
        claims=(ids("hold"),),
    )
    doctors = "Sudan Doctors Network"
    return Picture(
        as_of=date(2025, 5, 7),
        known_by=date(2025, 5, 7),
        incidents=(
            incident("shell", "SHELLING", (ids("shell"), ids("deny")), fired, place=EL_FASHER,
                     start=tuesday, end=tuesday, actors=("rsf",)),
            incident("left", "DISPLACEMENT", (ids("left"),), standing("reported", "Nile Daily"),
                     facet="flee", place=EL_FASHER, start=tuesday, end=tuesday,
                     relation="towards"),
        ),
        tallies=(
            tally("dead", "killed", 12, (ids("dead"),), whom="people:civilians", place=EL_FASHER,
                  since=tuesday, until=tuesday, best_by=doctors,
                  standing=standing("reported", doctors),
                  sides=(Side("killed: 12", (ids("dead"),), (doctors,)),)),
        ),
        control=(spell,),
    )  # fmt: skip


@pytest.fixture
def make() -> SimpleNamespace:
    """The builders, for tests that make their own case."""
    return SimpleNamespace(
        case=Case,
        incident=incident,
        tally=tally,
        standing=standing,
        on=on,
        hama_picture=hama_picture,
    )

"""WikiEvents: events with their trigger and arguments as spans. The answer is every row of the
codebook that the reader matched on a proposition: its predicate, and what fills its slots."""

from collections.abc import Iterable, Iterator, Sequence

from bench.data import report
from bench.tasks.phrases import reading_of
from bench.tasks.readings import over
from bench.tasks.task import Half, Measure, Row, Task
from foglift.codebook import Book
from foglift.model import Report
from foglift.read.rules.frames import Filler, Frame

# Event type, or type and facet, of the codebook -> type, and the roles of who does it and who
# suffers it.
Meaning = tuple[str, str, str]
ATTACK = ("Conflict.Attack.Unspecified", "Attacker", "Target")
BURST = ("Conflict.Attack.DetonateExplode", "Attacker", "Target")
DEATH = ("Life.Die.Unspecified", "Killer", "Victim")
EVENTS: dict[str, Meaning] = {
    "CLASH": ATTACK, "AIRSTRIKE": ATTACK, "SHELLING": ATTACK, "CHEMICAL": ATTACK,
    "CIVILIAN_ATTACK": ATTACK, "CIVILIAN_ATTACK/killing": DEATH, "CIVILIAN_ATTACK/execution": DEATH,
    "CIVILIAN_ATTACK/beating": ("Life.Injure.Unspecified", "Injurer", "Victim"),
    "CIVILIAN_ATTACK/torture": ("Life.Injure.Unspecified", "Injurer", "Victim"),
    "CAPTURE": ATTACK, "ADVANCE": ATTACK, "BOMBING": BURST, "SUICIDE_BOMB": BURST,
    "ABDUCTION": ("Movement.Transportation.Unspecified", "Transporter", "PassengerArtifact"),
    "DETENTION": ("Justice.ArrestJailDetain.Unspecified", "Jailer", "Detainee"),
    "RELEASE": ("Justice.ReleaseParole.Unspecified", "JudgeCourt", "Defendant"),
    "DISPLACEMENT": ("Movement.Transportation.Unspecified", "PassengerArtifact", "Origin"),
    "DISPLACEMENT/evacuated": ("Movement.Transportation.Evacuation", "Transporter",
                               "PassengerArtifact"),
    "DEPLOYMENT": ("Movement.Transportation.Unspecified", "Transporter", "PassengerArtifact"),
    "WITHDRAWAL": ("Movement.Transportation.Unspecified", "Transporter", "PassengerArtifact"),
    "PROPERTY": ("ArtifactExistence.DamageDestroyDisableDismantle.Damage", "Damager", "Artifact"),
    "PROTEST": ("Conflict.Demonstrate.Unspecified", "Demonstrator", "Target"),
    "RIOT": ("Conflict.Demonstrate.DemonstrateWithViolence", "Demonstrator", "Target"),
    "THREAT": ("Contact.ThreatenCoerce.Unspecified", "Communicator", "Recipient"),
    "STATEMENT/talks": ("Contact.Contact.Meet", "Participant", "Participant"),
    "STATEMENT/call": ("Contact.RequestCommand.Unspecified", "Communicator", "Recipient"),
    "AGREEMENT": ("Contact.Contact.Unspecified", "Participant", "Participant"),
}  # fmt: skip
COUNTS: dict[str, Meaning] = {
    "killed": DEATH, "wounded": ("Life.Injure.Unspecified", "Injurer", "Victim"),
}  # fmt: skip


def predict(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": ..., "events": [{"type": ..., "trigger": [0, 6], "args": [...]}]} per document."""
    found = over(events, [report(row["text"]) for row in rows], book)
    return [{"id": row["id"], "events": each} for row, each in zip(rows, found, strict=True)]


def events(one: Report, book: Book) -> list[Row]:
    """The events of a text, each predicate with one type once."""
    kept: dict[tuple[int, str], Row] = {}
    for frame in reading_of(one, book).frames:
        for type, doer, sufferer in _meanings(frame):
            head = frame.sentence.at(frame.proposition.head)
            found = {
                "type": type,
                "trigger": [head.start, head.end],
                "args": list(_arguments(frame, doer, sufferer)),
            }
            kept.setdefault((head.start, type), found)
    return list(kept.values())


def _meanings(frame: Frame) -> Iterator[Meaning]:
    """What a row says, as an event and as a count; a killing that is both once."""
    row = frame.row
    counted = COUNTS.get(row.count.partition("=")[0])
    told = EVENTS.get(row.event) or EVENTS.get(row.event.partition("/")[0])
    yield from dict.fromkeys(each for each in (counted, told if not counted else None) if each)


def _arguments(frame: Frame, doer: str, sufferer: str) -> Iterator[Row]:
    roles: Iterable[tuple[str, Iterable[Filler]]] = (
        (doer, frame.actors),
        (sufferer, (*frame.recipients, *frame.counted)),
        ("Place", frame.places),
        ("Instrument", frame.means),
    )
    seen: set[int] = set()
    for role, fillers in roles:
        for filler in fillers:
            span = filler.named.span if filler.named else frame.sentence.at(filler.head)
            if span.start not in seen:
                seen.add(span.start)
                yield {"role": role, "span": [span.start, span.end]}


MEASURES = (
    Measure("trigger_id.f1"),
    Measure("trigger_cls2.f1"),
    Measure("trigger_cls.f1"),
    Measure("arg_cls.f1", None, "64.6 (given gold triggers)"),
    Measure("arg_coref.f1"),
)
TASK = Task(
    name="wikievents",
    halves=(Half("wikievents/dev.jsonl", predict, MEASURES, form="events"),),
)

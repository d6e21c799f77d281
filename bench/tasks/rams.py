"""RAMS: one event a passage with its arguments across sentences; answered as WikiEvents is, in the
names that this set gives to types and roles."""

from collections.abc import Sequence

from bench.tasks import wikievents
from bench.tasks.task import Half, Row, Task
from foglift.codebook import Book

TYPES = {
    "Conflict.Attack.Unspecified": "conflict.attack.n/a",
    "Conflict.Attack.DetonateExplode": "conflict.attack.bombing",
    "Life.Die.Unspecified": "life.die.deathcausedbyviolentevents",
    "Life.Injure.Unspecified": "life.injure.injurycausedbyviolentevents",
    "Justice.ArrestJailDetain.Unspecified": "justice.arrestjaildetain.arrestjaildetain",
    "Movement.Transportation.Unspecified": "movement.transportperson.n/a",
    "Movement.Transportation.Evacuation": "movement.transportperson.evacuationrescue",
    "ArtifactExistence.DamageDestroyDisableDismantle.Damage": "artifactexistence.damagedestroy.n/a",
    "Conflict.Demonstrate.Unspecified": "conflict.demonstrate.n/a",
    "Conflict.Demonstrate.DemonstrateWithViolence": "conflict.demonstrate.n/a",
    "Contact.ThreatenCoerce.Unspecified": "contact.threatencoerce.n/a",
    "Contact.Contact.Meet": "contact.discussion.meet",
    "Contact.RequestCommand.Unspecified": "contact.commandorder.n/a",
    "Contact.Contact.Unspecified": "contact.negotiate.n/a",
    "Justice.ReleaseParole.Unspecified": "justice.judicialconsequences.n/a",
}
ROLES = {"PassengerArtifact": "passenger", "Jailer": "jailer", "Damager": "damager"}


def predict(rows: Sequence[Row], book: Book) -> list[Row]:
    """As `wikievents.predict`, with types such as "life.die.n/a" and roles such as "victim"."""
    return [
        {"id": row["id"], "events": [_renamed(each) for each in row["events"]]}
        for row in wikievents.predict(rows, book)
    ]


def _renamed(event: Row) -> Row:
    args = [
        {**each, "role": ROLES.get(each["role"], each["role"].lower())} for each in event["args"]
    ]
    return {**event, "type": TYPES[event["type"]], "args": args}


TASK = Task(
    name="rams",
    halves=(Half("rams/dev.jsonl", predict, wikievents.MEASURES, form="events"),),
)

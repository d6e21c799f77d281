"""What somebody says they would do, in words, by the type of event they mean."""

from foglift.model import Fate

# With its facet where that says more; {} is the place.
PLANS = {
    "ADVANCE": ("advance", " towards {}"),
    "CAPTURE": ("capture", " {}"),
    "TRANSFER": ("take over", " {}"),
    "WITHDRAWAL": ("withdraw", " from {}"),
    "DEPLOYMENT": ("send forces", " to {}"),
    "BASE": ("set up a base", " in {}"),
    "BLOCKADE": ("surround or cut off", " {}"),
    "CLASH": ("fight", " in {}"),
    "AIRSTRIKE": ("strike from the air", " in {}"),
    "SHELLING": ("shell targets", " in {}"),
    "BOMBING": ("set off bombs", " in {}"),
    "DETENTION": ("detain people", " in {}"),
    "RELEASE": ("release people", " in {}"),
    "AID": ("deal with relief supplies", " in {}"),
    "AGREEMENT": ("come to an agreement", " in {}"),
    "THREAT": ("do harm", " in {}"),
    "AGREEMENT/surrender": ("lay down arms", " in {}"),
    "AGREEMENT/ceasefire": ("stop fighting", " in {}"),
    "RELEASE/exchanged": ("exchange prisoners", " in {}"),
    "AID/delivered": ("deliver relief supplies", " to {}"),
    "AID/access": ("open the way for relief supplies", " in {}"),
    "DISPLACEMENT/return": ("return", " to {}"),
    "DISPLACEMENT/evacuated": ("bring people out", " of {}"),
    "PROTEST": ("march in protest", " in {}"),
    "PROPERTY": ("destroy property", " in {}"),
    "CIVILIAN_ATTACK": ("attack people without arms", " in {}"),
    "RIOT": ("storm buildings", " in {}"),
    "STATEMENT/talks": ("hold talks", " in {}"),
    "STATEMENT/sanction": ("impose sanctions", ""),
}
_OTHER = ("act", " in {}")
FATES: dict[Fate, str] = {"open": "undecided", "fulfilled": "done", "not fulfilled": "not done"}


def plan(type: str, facet: str, place: str) -> str:
    """ "withdraw from Hama"; `place` is its name, "" where none is said.

    >>> plan("WITHDRAWAL", "", "Hama"), plan("AGREEMENT", "ceasefire", "")
    ('withdraw from Hama', 'stop fighting')
    """
    verb, where = PLANS.get(f"{type}/{facet}") or PLANS.get(type, _OTHER)
    if place or where == " {}":
        return verb + where.format(place or "a place not named")
    return verb

"""The section "Control": what changed hands, then who has the other places, on whose word."""

from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from foglift.model import RANK, Control, ControlSpell, Rest, Section, Sentence, Standing
from foglift.publish import wording
from foglift.publish.facts import Facts, further, sentence
from foglift.publish.graded import admitting, graded

FRESH = timedelta(days=7)
MOST = 12
_INSIDE = {"takes": "took", "enters": "entered", "holds": "had"}
# Stands for the places of a sentence until it is known how many share it.
_PLACE = "\0"
_MANY = (
    (f"{_PLACE} has", f"{_PLACE} have"),
    (f"{_PLACE} was", f"{_PLACE} were"),
    (f"part of {_PLACE}", f"parts of {_PLACE}"),
    ("who has it now", "who has them now"),
)


def current(known: Facts) -> tuple[ControlSpell, ...]:
    """The lasting spell of each place: the assessed one; the claimed where only parties speak.
    Of a place of which only an undated report tells there is none beside what has a day."""
    return known.once("spells", lambda: _lasting(known))


def _lasting(known: Facts) -> tuple[ControlSpell, ...]:
    found = {spell.place: spell for spell in known.picture.control if _lasts(spell, "claimed")}
    found |= {spell.place: spell for spell in known.picture.control if _lasts(spell, "assessed")}
    return tuple(found[place] for place in sorted(found) if not known.undated(found[place].claims))


def section(known: Facts, turns: Sequence[Sentence] = ()) -> Section:
    """Changes of the last week first, the latest and best supported first, and of those the largest
    places; then the places that stay as they were. Places of which all is the same but the name
    share a sentence. `turns` are changes of hands that no place's state tells."""
    groups = _groups(known)
    told = [_sentence(known, text, spells) for text, spells in groups[:MOST]]
    told += turns
    rest = [spell for _, spells in groups[MOST:] for spell in spells]
    rest += [spell for spell in current(known) if is_old(spell) or _is_empty(known, spell)]
    told += further(len(rest), "place", "places", Rest("control"))
    return Section("Control", tuple(told))


def shown(known: Facts) -> list[ControlSpell]:
    """The spells that have a sentence, or share one."""
    return [spell for _, spells in _groups(known)[:MOST] for spell in spells]


def _groups(known: Facts) -> list[tuple[str, list[ControlSpell]]]:
    return list(known.once("told spells", lambda: _told(known)))


def _told(known: Facts) -> list[tuple[str, list[ControlSpell]]]:
    """What is to be said, each with the spells of which it is said."""
    found: dict[str, list[ControlSpell]] = {}
    for spell in ordered(known):
        if is_old(spell) or _is_empty(known, spell):
            continue
        found.setdefault(_text(known, spell), []).append(spell)
    return list(found.items())


def is_old(spell: ControlSpell) -> bool:
    """Whether nobody has spoken of it for long, or it is told of another year: no news."""
    return "stale" in spell.standing.flags or spell.precision in ("year", "decade")


def _is_empty(known: Facts, spell: ControlSpell) -> bool:
    """Whether neither who has it nor who lost it is said, nor that anybody took it."""
    took = any(side.position.startswith("taken by") for side in spell.sides)
    return spell.state == "unknown" and not took and not lost(known, spell)


def ordered(known: Facts) -> tuple[ControlSpell, ...]:
    """What lasts, what weighs most first."""
    return known.once(
        "ordered spells",
        lambda: tuple(sorted(current(known), key=lambda spell: _order(known, spell))),
    )


def _lasts(spell: ControlSpell, layer: str) -> bool:
    return not spell.ended and spell.layer == layer


def _order(known: Facts, spell: ControlSpell) -> tuple[bool, int, int, int, str, str]:
    recent = spell.since is not None and spell.since > known.day - FRESH
    changed = recent and (spell.state != "held" or taken(known, spell))
    since = spell.since.toordinal() if spell.since and changed else 0
    label = known.book.label(spell.place)
    rank, people = RANK[spell.standing.grade], known.people(spell.place)
    return not changed, -since, -rank, -people, label, spell.place


def _sentence(known: Facts, text: str, spells: list[ControlSpell]) -> Sentence:
    names = sorted({known.place(spell.place) for spell in spells})
    for one, many in _MANY if len(names) > 1 else ():
        text = text.replace(one, many)
    said = text.replace(_PLACE, wording.listed(names, MOST))
    return sentence(known, said, *(spell.claims for spell in spells))


def _text(known: Facts, spell: ControlSpell) -> str:
    event = words(known, spell)
    if tied(spell):
        return event
    admits = admitting(known, spell.standing, spell.claims, lost(known, spell))
    against = "denied this" if denied(spell) else "said otherwise"
    by = known.sources(spell.standing.by, spell.claims)
    standing = _told_of(spell)
    text = graded(event, standing, admits, known.unnamed(spell.claims), against, by)
    if "stale" in spell.standing.flags:
        text += "; nothing newer has been reported for two weeks"
    return f"{text}{_as_part(known, spell)}"


def _as_part(known: Facts, spell: ControlSpell) -> str:
    """The places of which no later word is known than what is said here of the area around them."""
    covers = (one for one in known.picture.covers if one.layer == spell.layer)
    named = sorted({known.place(one.place) for one in covers if one.area == spell.place})
    if not named:
        return ""
    verb = "is" if len(named) == 1 else "are"
    return f"; {wording.listed(named)} {verb} covered by that only as part of it"


def _told_of(spell: ControlSpell) -> Standing:
    """The standing with only those against it whose words are among its claims."""
    heard = {name for side in spell.sides for name in side.sources}
    heard |= {name for name in spell.standing.denied_by if denied(spell)}
    against = tuple(name for name in spell.standing.denied_by if name in heard)
    return replace(spell.standing, denied_by=against)


def words(known: Facts, spell: ControlSpell) -> str:
    """Who has the place, if anybody: "the Syrian rebels took \\0 on 5 December"; the mark stands
    for the place."""
    place = _PLACE
    holder = known.name(spell.holder) if spell.holder else "somebody not named"
    since = wording.since(spell.since, spell.precision, known.day)
    if spell.precision == "unknown" and spell.since:
        since = f"as of {wording.day(spell.since, known.day)}"
    been = "has been" if since.startswith("since") else "was"
    match spell.state:
        case "held" if taken(known, spell):
            said = f"{holder} took {place} {_moment(known, spell)}"
        case "held":
            said = f"{place} {been} held by {holder} {since}"
        case "besieged":
            kept = f", held by {holder}," if spell.holder else ""
            said = f"{place}{kept} {been} surrounded {since}"
        case "contested" if tied(spell):
            said = f"who has {place} is disputed: equally good sources name different holders"
        case "contested" if inside := _inside(known, spell):
            part = "part of " if spell.partial else ""
            said = f"{inside} {part}{place} {_moment(known, spell)}"
        case "contested":
            part = "part of " if spell.partial else ""
            said = f"{part}{place} {been} fought over {since}"
        case _ if any(side.position.startswith("taken by") for side in spell.sides):
            said = f"{place} was taken {_moment(known, spell)}, and by whom is not said"
        case _:
            left = known.actors(lost(known, spell)) or "its holder"
            when = _moment(known, spell)
            said = f"{left} gave up {place} {when}, and who has it now is not said"
    return " ".join(said.split()).replace(" ,", ",")


def _inside(known: Facts, spell: ControlSpell) -> str:
    """Who came into the place without having all of it: "the Syrian rebels entered"; "" where it
    is only said to be fought over."""
    who, verbs = entrants(known, spell), {one.change for one in _said(known, spell)}
    if not who or not verbs <= {"enters", "takes", "holds"}:
        return ""
    verb = next(word for change, word in _INSIDE.items() if _holders(known, spell, change))
    return f"{known.actors(who)} {verb}"


def entrants(known: Facts, spell: ControlSpell) -> tuple[str, ...]:
    """Those who are said to have taken some of the place, else to have come into it, else to have
    some of it, as far as they are named."""
    said = (_holders(known, spell, change) for change in _INSIDE)
    who = next((refs for refs in said if refs), set())
    named = {ref for ref in who if not ref.startswith("people:")}
    return tuple(sorted(named or who))


def _holders(known: Facts, spell: ControlSpell, change: str) -> set[str]:
    found = (one.holder for one in _said(known, spell) if one.change == change)
    return {holder.ref for holder in found if holder and holder.ref}


def _said(known: Facts, spell: ControlSpell) -> list[Control]:
    """What those say of the place who do not deny it."""
    found = [known.claims[id][1] for id in spell.claims if id in known.claims]
    return [
        one.content
        for one in found
        if isinstance(one.content, Control) and one.realis == "actual" and not one.denies
    ]


def taken(known: Facts, spell: ControlSpell) -> bool:
    """Whether the holder is said to have taken it, not only to have it."""
    words = f"taken by {known.book.label(spell.holder)}"
    return any(side.position.startswith(words) for side in spell.sides)


def denied(spell: ControlSpell) -> bool:
    """Whether somebody says in so many words that it is not so, and does not only tell of another
    holder."""
    return any(side.position.startswith("not ") for side in spell.sides)


def tied(spell: ControlSpell) -> bool:
    """Whether two sides are equally well supported as its holder."""
    return spell.state == "contested" and any(
        side.position.startswith(("taken by", "held by")) for side in spell.sides
    )


def _moment(known: Facts, spell: ControlSpell) -> str:
    if spell.since is None:
        return ""
    last = {"day": spell.since, "week": min(spell.since + timedelta(6), known.day)}
    if spell.precision in last:
        return wording.when(spell.since, last[spell.precision], spell.precision, known.day)
    if spell.precision == "unknown":
        return f"by {wording.day(spell.since, known.day)}"
    return wording.since(spell.since, spell.precision, known.day).replace("since", "in", 1)


def lost(known: Facts, spell: ControlSpell) -> tuple[str, ...]:
    """Who is said to have lost the place."""
    found = (known.claims[id][1].content for id in spell.claims if id in known.claims)
    lost = (one for one in found if isinstance(one, Control) and one.change in ("loses", "leaves"))
    return tuple(sorted({one.holder.ref for one in lost if one.holder and one.holder.ref}))

"""The section "What changed": what is another than the day before, and on whose word."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from foglift.model import ControlSpell, Incident, Section, Sentence, Shift, Standing, Tally
from foglift.publish import control, tallied, wording
from foglift.publish.facts import Facts, deniers, sentence
from foglift.publish.graded import admitting, corroboration, losers

MOST = 8
_TURNS = ("changed hands", "contested", "surrounded", "unclear", "settled", "newly told")


def section(known: Facts) -> Section:
    """Who has what no longer, which numbers are others, what was taken back or is newly disputed;
    what weighs most first. Only what is still so in the picture is told, and nothing of how a claim
    stood that a person has rejected or corrected since."""
    shifts = (one for one in known.shifts if known.claims.keys() >= {*one.stood_on})
    found = [told for shift in shifts for told in _told(known, shift)]
    return Section("What changed", tuple(found[:MOST]))


def _told(known: Facts, shift: Shift) -> Iterator[Sentence]:
    match shift.about:
        case "control":
            spells = (one for one in control.current(known) if one.place == shift.place)
            yield from (told for one in spells for told in _control(known, shift, one))
        case "tally":
            tallies = (one for one in known.picture.tallies if one.id in shift.later)
            yield from (told for one in tallies for told in _tally(known, shift, one))
        case "incident":
            incidents = (one for one in known.picture.incidents if one.id in shift.later)
            yield from (told for one in incidents for told in _incident(known, shift, one))


def _control(known: Facts, shift: Shift, spell: ControlSpell) -> Iterator[Sentence]:
    """ "Hama is now held by the Syrian rebels, as the Syrian government acknowledged"."""
    recent = spell.since is not None and spell.since > known.day - control.FRESH
    if shift.kind not in _TURNS or control.tied(spell) or not (recent or shift.was):
        return
    said = _state(known, shift, spell)
    whose = _graded(known, spell.standing, spell.claims, control.lost(known, spell))
    if said and whose:
        before = shift.holders[0] if shift.holders else ""
        gone = spell.state == "held" and before not in ("", spell.holder)
        said += f", no longer by {known.name(before)}" if gone else ""
        yield sentence(known, said + whose, spell.claims, shift.stood_on if gone else ())


def _state(known: Facts, shift: Shift, spell: ControlSpell) -> str:
    """How a place stands now, "" for what is no news: who is only said to have it."""
    place = known.place(spell.place)
    match spell.state:
        case "held" if spell.holder and (shift.was or control.taken(known, spell)):
            return f"{place} is now held by {known.name(spell.holder)}"
        case "contested":
            return f"{place} is now fought over"
        case "besieged":
            return f"{place} is now surrounded"
        case "unknown" if lost := control.lost(known, spell):
            return f"{place} is no longer held by {known.actors(lost)}"
        case _:
            return ""


def _graded(known: Facts, standing: Standing, claims: Iterable[str], losers: Iterable[str]) -> str:
    """On whose word: ", as the Syrian government acknowledged"; "" where nobody known says so."""
    ids = tuple(claims)
    names = list(map(wording.source, standing.by))
    by = wording.listed(names)
    match standing.grade:
        case "acknowledged":
            said = f", as {admitting(known, standing, ids, losers)} acknowledged"
        case "corroborated":
            said = corroboration(standing, names)
        case "reported":
            said = f", according to {by}"
        case "claimed":
            said = f", according to {by} alone"
        case _:
            return ""
    against = standing.contested and standing.denied_by
    return said + (f"; {deniers(standing)} said otherwise" if against else "")


def _tally(known: Facts, shift: Shift, tally: Tally) -> Iterator[Sentence]:
    """ "The number of people killed since 27 November rose from 704 to 826, according to ..."."""
    was, now = shift.numbers if len(shift.numbers) == 2 else (None, None)
    if was is None or now is None or was == now or tally.best != now or tally.phrase:
        return
    moved = "rose" if was < now else "fell"
    by = wording.source(known.book.label(tally.best_by))
    said = f"the number of {tallied.subject(known, tally)} {moved} from {was:,} to {now:,}"
    best = (side.claims for side in tally.sides if side.position.endswith(f" {now:,}"))
    yield sentence(known, f"{said}, according to {by}", *best, shift.stood_on)


def _incident(known: Facts, shift: Shift, incident: Incident) -> Iterator[Sentence]:
    on = wording.when(incident.start, incident.end, incident.precision, known.day)
    event = known.incident(incident)
    if not incident.place:
        return
    if shift.kind == "withdrawn":
        words = f"the source of the report that {event} {on}".strip()
        yield sentence(known, f"{words} took it back", incident.claims)
    elif shift.kind == "disputed" and incident.standing.denied_by:
        denied = f"{deniers(incident.standing)} now denied that {event} {on}".strip()
        asserted = replace(incident.standing, denied_by=())
        whose = _graded(known, asserted, incident.claims, losers(incident))
        yield sentence(known, f"{denied}{whose}", incident.claims)

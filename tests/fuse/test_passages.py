"""What several outlets print word for word as their own is one line."""

from typing import Any

from msgspec.structs import replace

from foglift.fuse.ground import Evidence
from foglift.fuse.passages import RUN, passages
from foglift.model import Mention, Span, sealed

WIRE = (
    "Rebels took the cotton gin at the northern edge of Suran before noon and burned the ledgers "
    "of its owner in the yard."
)
OWN = "Our correspondent spent the morning with bakers who had not slept since the first shells."
OTHER = "In the capital ministers met twice and said nothing to those who waited at the gate."


def taken(world: Any, text: str, outlet: str, *chain: str, kind: str = "CAPTURE") -> Evidence:
    at = text.index("took") if "took" in text else 0
    return world.claim(  # type: ignore[no-any-return]
        world.event(kind, "rebels"), *chain, text=text, outlet=outlet, place="suran", at=at
    )


def test_a_passage_printed_by_two_outlets_is_one_line(world: Any) -> None:
    claims = [
        taken(world, f"{WIRE} {OWN}", "Blue Post"),
        taken(world, f"{OTHER} {WIRE}", "Red Mail"),
    ]
    (incident,) = world.shuffled(claims).incidents
    assert (incident.standing.grade, incident.standing.lines) == ("reported", 1)
    assert "in the same words in Blue Post and Red Mail" in incident.why


def test_two_outlets_in_their_own_words_are_two_lines(world: Any) -> None:
    claims = [
        taken(world, f"{WIRE} {OWN}", "Blue Post"),
        taken(world, f"{OTHER} Fighters of the rebels took Suran.", "Red Mail"),
    ]
    (incident,) = world.shuffled(claims).incidents
    assert (incident.standing.grade, incident.standing.lines) == ("corroborated", 2)


def test_a_few_words_in_common_are_no_copied_passage(world: Any) -> None:
    claims = [
        taken(world, f"Rebels took the cotton gin at Suran, {tail}", outlet)
        for tail, outlet in ((OWN, "Blue Post"), (OTHER, "Red Mail"))
    ]
    (incident,) = world.shuffled(claims).incidents
    assert incident.standing.lines == 2


def test_who_quotes_an_outlet_by_its_name_is_its_line(world: Any) -> None:
    text = "The Blue Post reported that rebels took Suran."
    quoting = taken(world, text, "Red Mail", "words reports press-own")
    link = quoting.claim.said_by[0]
    named = replace(link, source=Mention(Span(0, len("The Blue Post"))))
    quoted = Evidence(quoting.report, sealed(replace(quoting.claim, said_by=(named,))))
    own = taken(world, f"{WIRE} {OWN}", "Blue Post")
    (incident,) = world.shuffled([own, quoted]).incidents
    assert incident.standing.lines == 1


def test_the_runs_of_a_claim_hold_its_own_words(world: Any) -> None:
    (runs, short) = (
        passages(taken(world, text, "Blue Post"))
        for text in (f"{OTHER} {WIRE}", "They took Suran.")
    )
    assert not short
    assert all(len(run.split()) == RUN for run in runs)

"""Where what claims point at begins and ends in the text."""

from hypothesis import given
from hypothesis import strategies as st

from foglift.desk.look import Look
from foglift.desk.marks import Mark, pointed, segments
from foglift.model import Attribution, Claim, Control, Mention, Span, When, Where


@st.composite
def told(draw: st.DrawFn) -> tuple[str, list[Claim]]:
    """A text and claims that point anywhere into it, over and into one another."""
    text = draw(st.text(max_size=60))

    def span() -> Span:
        one, other = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        return Span(one, other)

    def claim(number: int) -> Claim:
        spans = tuple(span() for _ in range(draw(st.integers(1, 3))))
        said = Attribution(Mention(span()), "claims", "party", cue=span())
        return Claim(
            id=f"c{number}",
            report="r",
            evidence=spans,
            content=Control("takes", Mention(span())),
            said_by=(said,) if draw(st.booleans()) else (),
            where=Where(Mention(span())) if draw(st.booleans()) else None,
            when=When(None, None, "day", span()) if draw(st.booleans()) else None,
        )

    return text, [claim(number) for number in range(draw(st.integers(0, 4)))]


@given(told())
def test_joined_the_segments_are_the_text_and_every_character_of_a_claim_is_marked(
    drawn: tuple[str, list[Claim]],
) -> None:
    text, claims = drawn
    found = segments(text, claims)
    assert "".join(one.text for one in found) == text
    marks = {
        at: set(one.marks) for one in found for at in range(one.start, one.start + len(one.text))
    }
    wanted: dict[int, set[Mark]] = {at: set() for at in range(len(text))}
    for claim in claims:
        for span, part in pointed(claim):
            for at in range(span.start, span.end):
                wanted[at].add(Mark(claim.id, part))
    assert marks == wanted


@given(told(), st.data())
def test_a_part_of_the_text_is_cut_like_the_whole(
    drawn: tuple[str, list[Claim]], data: st.DataObject
) -> None:
    text, claims = drawn
    one, other = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    found = segments(text, claims, Span(one, other))
    assert "".join(each.text for each in found) == text[one:other]


def test_the_words_of_a_claim_within_those_of_its_speaker() -> None:
    text = "The army lost Hama, it said."
    lost = Claim(
        id="c",
        report="r",
        evidence=(Span(4, 18),),
        content=Control("loses", Mention(Span(4, 8), "army")),
        said_by=(Attribution(Mention(Span(20, 22)), "acknowledges", "party", cue=Span(23, 27)),),
        where=Where(Mention(Span(14, 18))),
    )
    assert [(one.text, [mark.part for mark in one.marks]) for one in segments(text, [lost])] == [
        ("The ", []),
        ("army", ["actor", "content"]),
        (" lost ", ["content"]),
        ("Hama", ["content", "place"]),
        (", ", []),
        ("it", ["speaker"]),
        (" ", []),
        ("said", ["cue"]),
        (".", []),
    ]


def test_every_word_that_a_claim_quotes_is_marked(look: Look) -> None:
    for id, claims in look.by_report.items():
        report = look.reports[id]
        found = segments(report.text, claims)
        assert "".join(one.text for one in found) == report.text
        for claim in claims:
            said = [one.text for one in found if Mark(claim.id, "content") in one.marks]
            assert "".join(said).split()

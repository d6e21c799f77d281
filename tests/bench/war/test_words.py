"""What is said of a war in words: reports whose claims point at what says them."""

from datetime import date
from random import Random

import pytest

from bench.war.regimes import REGIMES
from bench.war.reporters import pieces
from bench.war.sayings import WITNESS, Piece, Saying
from bench.war.truth import war
from bench.war.words import about, claims, told
from foglift import codebook
from foglift.model import Claim, Control, Count, Mention, Report
from foglift.read import READERS, check

BOOK = codebook.load()
DAY = date(2024, 10, 3)
HAMA = next(place for place, _ in BOOK.gazetteer.named("Hama") if place.kind == "locality").id
TAKEN = Saying("takes", "1", HAMA, DAY, "hts", "syrian-army")


def piece(*sayings: Saying, style: int = 1, outlet: str = "Paper 1") -> Piece:
    return Piece(outlet, "news", DAY, sayings, style)


def words(report: Report, mention: Mention | None) -> str:
    assert mention is not None
    return report.text[mention.span.start : mention.span.end]


@pytest.mark.parametrize("style", range(6))
def test_mentions_are_the_words_that_name_them(style: int) -> None:
    (event, control) = claims([piece(TAKEN.told_by("sohr"), style=style)], BOOK)
    report, claim = control.evidence
    assert isinstance(claim.content, Control)
    assert claim.where is not None
    assert words(report, claim.where.place) == "Hama"
    assert words(report, claim.content.holder).endswith("Hayat Tahrir al-Sham")
    assert words(report, claim.said_by[0].source).endswith("Syrian Observatory for Human Rights")
    assert event.evidence.report == report
    assert control.about == "1"


def test_reprints_have_one_text_and_rewritten_pieces_another() -> None:
    one, two = told(piece(TAKEN), BOOK)[0], told(piece(TAKEN, outlet="Paper 2"), BOOK)[0]
    assert one.text == two.text
    assert one.id != two.id
    assert told(piece(TAKEN, style=2), BOOK)[0].text != one.text


def test_every_claim_of_a_war_passes_the_check_of_readers() -> None:
    published = pieces(war(1, BOOK, towns=5, days=8), REGIMES[3], BOOK, Random(1))
    by_report: dict[str, tuple[Report, list[Claim]]] = {}
    for one in claims(published, BOOK):
        report, claim = one.evidence
        by_report.setdefault(report.id, (report, []))[1].append(claim)
    for report, found in by_report.values():
        kept, issues = check(report, found, BOOK, "rules")
        assert len(kept) == len(found)
        assert not [one for one in issues if one.level == "error"]


@pytest.mark.parametrize(
    ("saying", "content"),
    [
        (TAKEN, Control),
        (TAKEN.told_by("syrian-army", "denies"), Control),
        (TAKEN.told_by("sohr", "retracts"), Control),
        (Saying("loses", "1", HAMA, DAY, "syrian-army", speaker="syrian-army",
                stance="acknowledges"), Control),
        (Saying("strike", "2", HAMA, DAY, "hts", "", "SHELLING", 8, "sohr"), Count),
        (Saying("holds", "3", HAMA, DAY, "syrian-army", speaker=WITNESS), Control),
    ],
)  # fmt: skip
def test_the_reader_reads_what_is_meant(saying: Saying, content: type) -> None:
    """The place, the day, the speaker and the stance are those of the claim as meant."""
    written = piece(saying)
    report, lines = told(written, BOOK)
    found = [one for one in READERS["rules"].read(report, BOOK) if isinstance(one.content, content)]
    meant = [
        one.evidence.claim
        for one in claims([written], BOOK)
        if isinstance(one.evidence.claim.content, content)
    ]
    assert [gist(one) for one in found] == [gist(one) for one in meant]
    assert {about(one, lines) for one in found} == {saying.about}


def gist(claim: Claim) -> tuple[object, ...]:
    content = claim.content
    detail: object = content.change if isinstance(content, Control) else None
    if isinstance(content, Count):
        detail = (content.of, content.low, content.high)
    return (
        detail,
        claim.where and claim.where.place.ref,
        claim.when and (claim.when.start, claim.when.end),
        [(link.source.ref, link.stance, link.role) for link in claim.said_by],
    )

"""The check of a reader: what does not point at the report never becomes a claim."""

import msgspec

from foglift.codebook import Book
from foglift.model import Claim, Content, Count, Event, Mention, Report, Span, Where, sealed
from foglift.read import check
from foglift.read.check import spans

REPORT = Report(id="r", outlet="", kind="news", text="Rebels captured Goma.")
EVENT = Event("CAPTURE", "nonstate", (Mention(Span(0, 6), "m23"),))


def claim(content: Content = EVENT, *evidence: Span, report: str = "r") -> Claim:
    return sealed(Claim(id="", report=report, evidence=evidence or (Span(7, 20),), content=content))


def test_a_sound_claim_is_kept_and_bears_the_reader(book: Book) -> None:
    [kept], issues = check(REPORT, [claim()], book, "rules-9")
    assert kept.reader == "rules-9"
    assert kept.content == EVENT
    assert kept == sealed(kept)
    assert issues == []


def test_the_same_claim_twice_is_kept_once(book: Book) -> None:
    kept, issues = check(REPORT, [claim(), claim()], book, "rules")
    assert len(kept) == 1
    assert issues == []


def test_evidence_outside_the_report_is_an_issue(book: Book) -> None:
    kept, [issue] = check(REPORT, [claim(EVENT, Span(7, 90))], book, "rules")
    assert kept == []
    assert issue.level == "error"
    assert issue.message.endswith("characters 7-90 are not in the report")


def test_a_name_outside_the_report_is_an_issue(book: Book) -> None:
    where = Where(Mention(Span(16, 99), "wof:1125782347"))
    astray = sealed(msgspec.structs.replace(claim(), where=where))
    kept, [issue] = check(REPORT, [astray], book, "rules")
    assert kept == []
    assert "characters 16-99" in issue.message


def test_an_empty_span_of_evidence_is_an_issue(book: Book) -> None:
    kept, issues = check(REPORT, [claim(EVENT, Span(7, 7))], book, "rules")
    assert (kept, len(issues)) == ([], 1)


def test_a_claim_without_evidence_is_an_issue(book: Book) -> None:
    bare = sealed(msgspec.structs.replace(claim(), evidence=()))
    kept, [issue] = check(REPORT, [bare], book, "rules")
    assert kept == []
    assert issue.message.endswith("has no evidence")
    assert issue.span is None


def test_a_claim_of_another_report_is_an_issue(book: Book) -> None:
    kept, [issue] = check(REPORT, [claim(report="other")], book, "rules")
    assert kept == []
    assert issue.message.endswith("is of another report, other")


def test_a_part_keeps_its_whole(book: Book) -> None:
    whole = claim(Count("killed", 826, 826))
    part = claim(Count("killed", 222, 222, part_of=whole.id))
    [first, second], issues = check(REPORT, [whole, part], book, "rules-9")
    assert issues == []
    assert isinstance(second.content, Count)
    assert second.content.part_of == first.id


def test_a_claim_that_is_not_called_by_what_it_says_is_an_issue(book: Book) -> None:
    other = msgspec.structs.replace(claim(), id="0" * 16)
    kept, [issue] = check(REPORT, [other], book, "rules")
    assert kept == []
    assert issue.message.endswith("is not called by what it says")


def test_a_part_without_its_whole_is_an_issue(book: Book) -> None:
    kept, [issue] = check(REPORT, [claim(Count("killed", 1, 1, part_of="gone"))], book, "rules")
    assert kept == []
    assert issue.message.endswith("is part of gone, which is not there")


def test_spans_are_found_wherever_they_stand() -> None:
    where = Where(Mention(Span(16, 20)))
    found = list(spans(msgspec.structs.replace(claim(), where=where)))
    assert found == [Span(7, 20), Span(0, 6), Span(16, 20)]


def test_an_outlet_that_speaks_for_itself_has_no_words() -> None:
    assert list(spans(Mention(Span(0, 0), "army"))) == []

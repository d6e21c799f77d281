"""Near-copies: reprints of one text, found by sketches and settled by the exact share."""

from random import Random

from foglift.fuse.copies import copies
from foglift.model import Report


def report(id: str, text: str) -> Report:
    return Report(id, "wire", "news", text)


def words(count: int, start: int = 0) -> str:
    return " ".join(f"word{number}" for number in range(start, start + count))


def test_reprints_are_one_family_named_by_the_smallest_id() -> None:
    found = copies(
        [
            report("c", words(200) + " (with agencies)"),
            report("a", words(200).upper()),
            report("b", words(200, start=500)),
        ]
    )
    assert found == {"a": "a", "b": "b", "c": "a"}


def test_the_exact_share_of_five_word_runs_decides() -> None:
    """Of 100 and 111 runs 100 are shared: .90; of 100 and 131 runs 85, neither alike nor cut."""
    base = words(104)
    assert copies([report("a", base), report("b", words(115))])["b"] == "a"
    assert copies([report("a", base), report("b", words(135, start=20))])["b"] == "b"


def test_a_cut_reprint_is_a_copy_and_a_shared_quotation_is_not() -> None:
    """All 96 runs of the shorter stand in the longer: half of its text is a cut, a tenth not."""
    base = words(100)
    assert copies([report("a", base), report("b", words(190))])["b"] == "a"
    assert copies([report("a", base), report("b", words(1000))])["b"] == "b"


def test_texts_shorter_than_a_run_are_copies_only_when_equal() -> None:
    found = copies([report("a", "Hama fell"), report("b", "hama  fell"), report("c", "Homs fell")])
    assert found == {"a": "a", "b": "a", "c": "c"}


def test_any_order_of_the_reports_gives_the_same_families() -> None:
    reports = [report(f"{number:02}", words(120, start=number * 4)) for number in range(30)]
    first = copies(reports)
    chance = Random(3)
    for _ in range(20):
        chance.shuffle(reports)
        assert copies(reports) == first

"""Near-copies: reprints of one text, found by sketches and settled by the exact share."""

from random import Random

import pytest

from foglift.fuse import copies as module
from foglift.fuse.copies import Copies, copies
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


def test_few_of_many_reports_of_one_mould_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    settle = module._is_copy
    monkeypatch.setattr(module, "_is_copy", lambda *two: compared.append(two) or settle(*two))
    mould = (
        "Rebel fighters shelled {} on Thursday, killing {} people, local officials said. The army "
        "did not comment on what was its loss number {} of the day."
    )
    towns = ("Hama", "Homs", "Suran", "Rastan", "Idlib", "Aleppo", "Saraqib", "Palmyra")
    made = [report(f"{n:03}", mould.format(towns[n % 8], n % 13, n)) for n in range(400)]
    again = [report(f"again-{n:03}", one.text.upper()) for n, one in enumerate(made)]
    found = copies([*made, *again])
    assert len(set(found.values())) == 400
    assert len(compared) < 8000  # of 320,000 pairs


def test_families_are_the_same_however_little_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = [report(f"{number:02}", words(120, start=number * 4)) for number in range(30)]
    found = copies(reports)
    monkeypatch.setattr(module, "_KEPT", 300)  # of two texts
    assert copies(reports) == found


def test_what_leaves_leaves_the_families_that_the_others_are() -> None:
    chance, known = Random(5), Copies()
    texts = [words(120, start=number // 2 * 12) for number in range(40)]  # each twice, in chains
    here: dict[str, Report] = {}
    for number, text in enumerate(texts):
        here[f"{number:02}"] = report(f"{number:02}", text)
    for one in here.values():
        known.add(one)
    for id in chance.sample(sorted(here), 30):
        before = dict(known.family)
        moved = known.drop(id)
        del here[id]
        expected = copies(here.values())
        together = {frozenset(known.beside(one)) for one in here}
        assert together == {
            frozenset(a for a in here if expected[a] == expected[one]) for one in here
        }
        assert {one for one in here if known.family[one] != before[one]} == set(moved)

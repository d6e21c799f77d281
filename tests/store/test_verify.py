import random
import shutil
from pathlib import Path

import msgspec
import pytest

from foglift import store
from foglift.model import Claim, Event, Issue, Judgement, Span, digest, sealed

from .conftest import FIFTH, Add, claim, report


def fill(path: Path) -> None:
    with store.open(path) as kept:
        for n in range(30):
            one = report(n)
            kept.add(one, [claim(one)], [Issue("note", one.id, "odd")], "rules 1", b"raw %d" % n)
        kept.judge(Judgement("reject", (claim(report(1)).id,), "Amal", FIFTH))
        kept.keep("brief.md", b"A brief.")


def test_a_store_as_it_was_made_has_no_problems(path: Path) -> None:
    fill(path)
    with store.open(path, read_only=True) as kept:
        assert store.verify(kept) == []


def swap(column: str, old: str, new: str) -> str:
    return f"SET {column} = CAST(replace({column}, '{old}', '{new}') AS BLOB)"


REPORT, CLAIM, READING = "report {id}: ", "claim {claim}: ", "reading {id}: "
DIFFERS, ADDED = "differs from what the log says was added (act {act})", "is not what was added"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (f"UPDATE reports {swap('json', 'entered', 'emptied')} WHERE id = :id", REPORT + ADDED),
        ("DELETE FROM reports WHERE id = :id", REPORT + DIFFERS.format(act="any")),
        ("UPDATE reports SET raw = '' WHERE id = :id", REPORT + "is not in the log (act any)"),
        ("UPDATE reports SET json = 7", "file: damaged rows: "),
        (f"UPDATE claims {swap('json', 'ADVANCE', 'CAPTURE')} WHERE act = 2", CLAIM + ADDED),
        ("DELETE FROM claims WHERE act = 2", READING + DIFFERS.format(act=2)),
        ("DELETE FROM readings WHERE act = 2", "claims: some belong to no reading"),
        ("UPDATE readings SET reader = 'x' WHERE act = 2", READING + "is not in the log (act 2)"),
        (
            f"UPDATE issues {swap('json', 'odd', 'off')} WHERE act = 2",
            READING + DIFFERS.format(act=2),
        ),
        (f"UPDATE judgements {swap('json', 'reject', 'confirm')}", "is not in the log (act 61)"),
        ("DELETE FROM judgements", DIFFERS.format(act=61)),
        (f"UPDATE log {swap('entry', 'rules 1', 'rules 9')} WHERE n = 2", "log 2: does not follow"),
        ("DELETE FROM log WHERE n = 2", "log 3: does not follow from the entry before"),
        ("DELETE FROM raw", "is missing"),
        ("UPDATE raw SET data = zeroblob(9)", ADDED),
        ("UPDATE kept SET data = x'00'", "kept brief.md: is not what was kept"),
        ("DROP INDEX claims_id", "file: its tables are not those of a store"),
    ],
)
def test_every_kind_of_change_is_named(path: Path, change: str, said: str) -> None:
    fill(path)
    one = report(0)
    with store.open(path) as kept:
        kept.rows(change.replace(":id", f"'{one.id}'"))
        found = store.verify(kept)
    line = said.format(id=one.id, claim=claim(one).id)
    assert any(line in problem for problem in found), found
    assert all(len(problem.splitlines()) == 1 for problem in found)


def test_a_claim_that_points_nowhere_or_outside_is_named(kept: store.Store, add: Add) -> None:
    one, _ = add(1)
    nowhere = sealed(Claim(id="", report=one.id, evidence=(), content=Event("CLASH")))
    outside = msgspec.structs.replace(nowhere, evidence=(Span(0, len(one.text) + 1),))
    outside = sealed(outside)
    forged = msgspec.structs.replace(claim(one), id=digest("forged"))
    kept.add(one, [nowhere, outside, forged], [], "rules 2")
    assert sorted(store.verify(kept)) == sorted(
        [
            f"claim {nowhere.id}: points at nothing",
            f"claim {outside.id}: points outside its report",
            f"claim {forged.id}: is not what was added",
        ]
    )


def flips(path: Path, times: int) -> tuple[int, int]:
    """How many of that many flipped bits are named, and how many change nothing; fails for one
    that does neither."""
    fill(path)
    shape = contents(path)
    size, flipped = path.stat().st_size, path.with_suffix(".flipped")
    chance = random.Random(12)
    named = harmless = 0
    for _ in range(times):
        at = chance.randrange(size * 8)
        data = bytearray(path.read_bytes())
        data[at // 8] ^= 1 << at % 8
        flipped.write_bytes(data)
        try:
            with store.open(flipped, read_only=True) as kept:
                found = store.verify(kept)
        except store.StoreError as error:
            found = [str(error)]
        assert found or contents(flipped) == shape, f"bit {at} of the file"
        named, harmless = named + bool(found), harmless + (not found)
    return named, harmless


def contents(path: Path) -> tuple[object, ...]:
    with store.open(path, read_only=True) as kept:
        said = (list(kept.issues()), list(kept.judgements()), kept.kept("brief.md"))
        raws = [kept.raw(one.id) for one in kept.reports()]
        return (kept.digest(), *said, raws)


def test_a_flipped_bit_is_named_or_without_effect(path: Path) -> None:
    named, harmless = flips(path, 60)
    assert named >= 20
    assert named + harmless == 60


@pytest.mark.slow
def test_a_thousand_flipped_bits_are_named_or_without_effect(path: Path) -> None:
    assert sum(flips(path, 1_000)) == 1_000


def test_a_file_cut_short_is_named(path: Path) -> None:
    fill(path)
    short = path.with_suffix(".short")
    shutil.copy(path, short)
    with short.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    with pytest.raises(store.StoreError), store.open(short, read_only=True) as kept:
        raise store.StoreError("; ".join(store.verify(kept)) or "nothing")


def test_a_claim_that_a_person_gave_points_into_its_report(path: Path) -> None:
    with store.open(path) as kept:
        one = report(1)
        kept.add(one, [claim(one)], [], "rules 1")
        good = claim(one, "CAPTURE")
        kept.judge(Judgement("add", (), "Amal", FIFTH, claim=good))
        assert store.verify(kept) == []
        beyond = sealed(msgspec.structs.replace(good, evidence=(Span(0, 900),)))
        kept.judge(Judgement("correct", (good.id,), "Amal", FIFTH, claim=beyond))
        assert store.verify(kept) == [f"claim {beyond.id}: points outside its report"]

import multiprocessing
import random
import sqlite3
from datetime import date
from pathlib import Path

import msgspec
import pytest

from foglift import store
from foglift.model import Issue, Judgement

from .conftest import FIFTH, Add, claim, report


def test_what_was_added_is_there_after_reopening(path: Path) -> None:
    one = report(1)
    with store.open(path) as first:
        first.add(one, [claim(one)], [Issue("note", one.id, "odd")], "rules 1", raw=b"\x00raw")
    with store.open(path, read_only=True) as again:
        assert list(again.reports()) == [one] == [again.report(one.id)]
        assert list(again.claims()) == [(one, claim(one))]
        assert list(again.issues()) == [Issue("note", one.id, "odd")]
        assert again.raw(one.id) == b"\x00raw"
        assert again.has(one.id, "rules 1")
        assert not again.has(one.id, "rules 2")
    beside = [file for file in path.parent.iterdir() if file != path]
    assert [file.stat().st_size for file in beside] in ([], [0])  # an empty journal may stay


def test_the_settings_that_keep_a_commit_through_a_power_cut(kept: store.Store) -> None:
    settings = {"journal_mode": "truncate", "synchronous": 2, "trusted_schema": 0,
                "cell_size_check": 1, "mmap_size": 0, "busy_timeout": 30_000}  # fmt: skip
    assert {name: kept.rows(f"PRAGMA {name}")[0][0] for name in settings} == settings
    assert kept.rows("PRAGMA query_only") == [(0,)]


def test_a_reader_cannot_write(path: Path, kept: store.Store) -> None:
    with store.open(path, read_only=True) as reader:
        assert reader.rows("PRAGMA query_only") == [(1,)]
        with pytest.raises(store.StoreError, match="readonly"):
            reader.keep("brief", b"x")


def test_adding_twice_changes_nothing(kept: store.Store, add: Add) -> None:
    one, _ = add(1)
    before = kept.rows("SELECT * FROM log")
    add(1)
    kept.saw(one, raw=b"other")
    assert kept.rows("SELECT * FROM log") == before
    assert len(list(kept.claims())) == len(list(kept.reports())) == 1


def test_another_reader_supersedes_and_the_first_may_come_back(kept: store.Store) -> None:
    one = report(1)
    old, new = claim(one, "ADVANCE"), claim(one, "CAPTURE")
    kept.add(one, [old], [Issue("note", one.id, "odd")], "rules 1")
    kept.add(one, [new], [], "rules 2")
    assert [found for _, found in kept.claims()] == [new]
    assert list(kept.issues()) == []
    assert not kept.has(one.id, "rules 1")
    assert kept.claim(old.id) == (one, old)  # footnotes of earlier briefs still open
    kept.add(one, [old], [], "rules 1")
    assert [found for _, found in kept.claims()] == [old]
    assert kept.has(one.id, "rules 1")
    assert store.verify(kept) == []


def test_claims_until_a_day_leave_out_what_was_published_later(kept: store.Store) -> None:
    days = (date(2024, 12, 4), date(2024, 12, 6), None)
    early, late, undated = (report(n, published=day) for n, day in enumerate(days))
    for one in (early, late, undated):
        kept.add(one, [claim(one)], [], "rules 1")
    of = {found.id for found, _ in kept.claims(until=date(2024, 12, 5))}
    assert of == {early.id, undated.id}
    assert {found.id for found, _ in kept.claims(until=date(2024, 12, 6))} == of | {late.id}


def test_claims_come_sorted_by_report_and_claim(kept: store.Store) -> None:
    for n in (3, 1, 2):
        one = report(n)
        kept.add(one, [claim(one, kind) for kind in ("CLASH", "ADVANCE", "AID")], [], "rules 1")
    keys = [(one.id, found.id) for one, found in kept.claims()]
    assert len(keys) == 9
    assert keys == sorted(keys)


def test_a_claim_is_found_by_the_beginning_of_its_id(kept: store.Store, add: Add) -> None:
    for n in range(40):
        one, found = add(n)
    assert kept.claim(found.id) == kept.claim(found.id[:12]) == (one, found)
    with pytest.raises(store.StoreError, match="more than one claim has an id that begins with ''"):
        kept.claim("")
    with pytest.raises(store.StoreError, match="no claim has an id that begins with 'zz'"):
        kept.claim("zz")


def test_a_report_seen_in_several_places_has_the_first_by_name(path: Path) -> None:
    paths = ["c.txt", "a.txt", "b.txt"]
    digests = set()
    for turn in range(3):
        with store.open(path.with_suffix(f".{turn}")) as kept:
            for name in paths[turn:] + paths[:turn]:
                one = report(1, path=name)
                kept.saw(one, raw=name.encode())
                kept.add(one, [claim(one)], [], "rules 1")
            assert [found.path for found in kept.reports()] == ["a.txt"]
            assert kept.raw(one.id) == b"a.txt"
            assert store.verify(kept) == []
            digests.add(kept.digest())
    assert len(digests) == 1


def test_the_digest_is_that_of_the_content_and_not_of_its_order(path: Path) -> None:
    digests = []
    for turn in range(5):
        order = random.Random(turn).sample(range(20), 20)
        with store.open(path.with_suffix(f".{turn}")) as kept:
            for n in order:
                kept.add(report(n), [claim(report(n))], [], "rules 1")
            digests.append(kept.digest())
    assert len(set(digests)) == 1
    with store.open(path.with_suffix(".0")) as kept:
        kept.add(report(1), [claim(report(1), "CLASH")], [], "rules 2")
        assert kept.digest() != digests[0]


def test_judgements_are_kept_in_their_order_even_when_repeated(kept: store.Store) -> None:
    reject = Judgement("reject", ("c1",), "Amal", date(2024, 12, 6), "wrong town")
    confirm = Judgement("confirm", ("c1",), "Amal", date(2024, 12, 6))
    acts = [kept.judge(judgement) for judgement in (reject, confirm, reject)]
    assert list(kept.judgements()) == acts
    assert [one.act for one in acts] == [1, 2, 3]
    assert [one.id for one in acts] == [reject.id, confirm.id, reject.id]
    assert store.verify(kept) == []


def test_what_came_after_an_act_is_told_from_the_log(kept: store.Store, add: Add) -> None:
    first, told = add(1)
    before = kept.since(0)
    assert (before.readings, before.judgements) == (((first, (told,)),), ())
    second, other = add(2)
    kept.add(first, [], [], "rules 2")
    judged = kept.judge(Judgement("reject", (other.id,), "A. Lund", FIFTH))
    news = kept.since(before.last)
    assert news.readings == ((second, (other,)), (first, ()))
    assert news.judgements == (judged,)
    assert kept.since(news.last) == store.News(news.last, (), ())


def test_what_is_derived_is_replaced(kept: store.Store) -> None:
    kept.keep("brief.md", b"one")
    kept.keep("brief.md", b"two")
    assert kept.kept("brief.md") == b"two"
    with pytest.raises(store.StoreError, match=r"nothing kept as 'brief\.html'"):
        kept.kept("brief.html")


def test_a_reading_is_kept_whole_or_not_at_all(kept: store.Store) -> None:
    one = report(1)

    def broken():  # type: ignore[no-untyped-def]
        yield claim(one)
        raise RuntimeError("the reader failed")

    with pytest.raises(RuntimeError, match="the reader failed"):
        kept.add(one, broken(), [], "rules 1")
    assert list(kept.reports()) == []
    assert kept.rows("SELECT count(*) FROM log") == [(0,)]


def test_a_full_disk_is_one_line_and_loses_nothing(kept: store.Store, add: Add) -> None:
    for n in range(20):
        add(n)
    (pages,) = kept.rows("PRAGMA page_count")[0]
    kept.rows(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(store.StoreError) as error:
        list(map(add, range(20, 400)))
    acknowledged = len(list(kept.reports()))
    assert acknowledged >= 20
    assert len(list(kept.claims())) == acknowledged
    assert str(error.value) == f"{kept.path}: database or disk is full"
    kept.rows("PRAGMA max_page_count = 1000000")
    add(acknowledged)
    assert len(list(kept.claims())) == acknowledged + 1
    assert store.verify(kept) == []


def test_a_store_in_use_is_one_line(path: Path, kept: store.Store, add: Add) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    kept.rows("PRAGMA busy_timeout = 10")
    with pytest.raises(store.StoreError, match=r"war\.foglift: in use by another writer"):
        add(1)
    other.execute("ROLLBACK")
    other.close()
    add(1)


def test_what_is_no_store_is_refused_and_left_as_it_is(path: Path, tmp_path: Path) -> None:
    path.write_text("Rebels entered Hama. " * 99)
    with pytest.raises(store.StoreError, match=r"war\.foglift: file is not a database"):
        store.open(path)
    path.unlink()
    foreign = sqlite3.connect(path)
    foreign.execute("PRAGMA journal_mode = WAL")
    foreign.execute("CREATE TABLE t (a)")
    foreign.close()
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(store.StoreError, match=r"war\.foglift: not a store"):
            store.open(path, read_only=read_only)
    assert path.read_bytes() == before
    with pytest.raises(store.StoreError, match="no store here"):
        store.open(tmp_path / "none.foglift", read_only=True)
    assert not (tmp_path / "none.foglift").exists()
    with pytest.raises(store.StoreError, match="unable to open database file"):
        store.open(tmp_path)


def test_a_store_of_a_newer_foglift_is_refused(path: Path) -> None:
    store.open(path).close()
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 2")
    newer.close()
    with pytest.raises(
        store.StoreError, match=r"written by a newer foglift \(store version 2, this reads 1\)"
    ):
        store.open(path)


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.touch()
    with store.open(path) as kept:
        assert list(kept.reports()) == []


def test_a_name_with_odd_characters_is_only_a_name(tmp_path: Path) -> None:
    path = tmp_path / "a?mode=ro#%41 é.foglift"
    store.open(path).close()
    assert path.is_file()
    assert len(list(tmp_path.iterdir())) == 1


def test_every_value_comes_back_as_it_was(kept: store.Store) -> None:
    texts = ["\U0001f600 e\u0301", "\u202eحماة\u202c", "a\nb\u2028c", "\ufffd\x1b \x00", "\ufeff x"]
    for n, text in enumerate(texts):
        one = msgspec.structs.replace(report(n), text=text, id=f"{n:016}")
        kept.add(one, [claim(one)], [], "rules 1")
        assert kept.report(one.id).text == text


def _add_all(path: Path, seed: int) -> None:
    with store.open(path) as kept:
        for n in random.Random(seed).sample(range(30), 30):
            kept.add(report(n), [claim(report(n))], [], "rules 1")


def test_writers_beside_each_other_make_the_same_store_as_one(path: Path) -> None:
    start = multiprocessing.get_context("fork")
    writers = [start.Process(target=_add_all, args=(path, seed)) for seed in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    alone = path.with_suffix(".alone")
    _add_all(alone, 9)
    with store.open(path) as together, store.open(alone) as one:
        assert together.digest() == one.digest()
        assert len(together.rows("SELECT * FROM log")) == 60
        assert store.verify(together) == []


def test_a_judgement_kept_before_claims_could_be_corrected_is_read(kept: store.Store) -> None:
    old = b'{"what":"reject","claims":["c1"],"by":"Amal","at":"2024-12-06"}'
    kept.judge(Judgement("reject", ("c1",), "Amal", date(2024, 12, 6)))
    assert kept.rows("SELECT json FROM judgements") == [(old,)]

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from foglift import publish
from foglift import store as stores
from foglift.cli import app, tables, terminal
from foglift.model import quote

DAY = date(2024, 12, 5)


@pytest.fixture
def run(war: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command on the shared store."""
    monkeypatch.setenv("FOGLIFT_STORE", str(war))
    monkeypatch.delenv("FOGLIFT_CODEBOOK", raising=False)

    def invoke(*words: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, words, input=stdin)

    return invoke


# ------------------------------------------------------------------------------------ read


def test_read_says_what_it_did(tmp_path: Path, reports: Path, run: Any) -> None:
    store = str(tmp_path / "war.foglift")
    first = run("read", str(reports), "--store", store)
    assert first.exit_code == 0
    assert first.stdout.startswith("read 2 reports, ")
    assert first.stdout.endswith(" claims\n")
    again = run("read", str(reports), "--store", store)
    assert again.stdout == "read 0 reports (2 known before), 0 claims\n"


def test_read_lists_each_bad_file_and_keeps_its_neighbours(
    tmp_path: Path, reports: Path, run: Any
) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    bad = [str(tmp_path / "none.txt"), str(tmp_path / "empty.txt")]
    done = run("read", *bad, str(reports / "courier.txt"), "--store", str(tmp_path / "w.foglift"))
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f"foglift: {tmp_path}/none.txt: file: No such file or directory",
        f"foglift: {tmp_path}/empty.txt: empty: no words in it",
    ]
    assert done.stdout.startswith("read 1 report, ")
    assert done.stdout.endswith("; 2 problems\n")


def test_read_takes_a_table_whose_columns_are_named(tmp_path: Path, run: Any) -> None:
    table = tmp_path / "wire.csv"
    table.write_text("N,BODY\n1,Rebels captured Suran on Tuesday.\n", encoding="utf-8")
    store = str(tmp_path / "war.foglift")
    done = run(
        "read", str(table), "--column", "text=BODY", "--published", "2024-12-05",
        "--outlet", "Orontes Wire", "--store", store,
    )  # fmt: skip
    assert done.exit_code == 0
    with stores.open(store, read_only=True) as opened:
        report = next(opened.reports())
    assert (report.text, report.published, report.outlet) == (
        "Rebels captured Suran on Tuesday.",
        DAY,
        "Orontes Wire",
    )


def test_read_takes_standard_input(tmp_path: Path, run: Any) -> None:
    store = str(tmp_path / "war.foglift")
    done = run("read", "-", "--store", store, stdin="Rebels captured Suran on Tuesday.\n")
    assert done.stdout.startswith("read 1 report, ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("read", "x.txt", "--published", "5.12.2024"), "'5.12.2024' is no day"),
        (("read", "x.txt", "--column", "BODY"), "'BODY' is no FIELD=NAME"),
        (("read", "x.txt", "--column", "tea=BODY"), "fields are text, title"),
        (("read",), "Missing argument"),
        (("control", "--day", "2024-13-01"), "'2024-13-01' is no day"),
        (("brief", "--format", "pdf"), "'pdf'"),
        (("tea",), "No such command"),
    ],
)
def test_wrong_usage_is_told_and_exits_2(words: tuple[str, ...], said: str, run: Any) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stdout == ""


# -------------------------------------------------------------------------------- the lists


def test_control_is_a_table_a_row_a_line(run: Any) -> None:
    lines = run("control").stdout.splitlines()
    assert lines[0].split() == list(tables.CONTROL)
    held = [line for line in lines if "held by Syrian rebels" in line]
    assert len(held) == 1, "the claimed layer says the same and is not told twice"
    assert held[0].split()[-3:-1] == ["reported", "1"]
    assert max(map(len, lines)) <= 100


def test_json_is_the_model_itself(run: Any) -> None:
    spells = [json.loads(line) for line in run("control", "--json").stdout.splitlines()]
    held = [spell for spell in spells if spell["state"] == "held"]
    assert {spell["layer"] for spell in held} == {"assessed", "claimed"}
    assert {spell["holder"] for spell in held} == {"syria-rebels"}


def test_tallies_incidents_and_threats_are_tables(run: Any) -> None:
    killed = [line for line in run("tallies").stdout.splitlines() if "killed" in line]
    assert "12" in killed[0].split()
    assert run("intentions").exit_code == 0
    assert "Syrian Observatory for Human Rights" in killed[0]
    assert "Syrian rebels captured Hama" in run("incidents").stdout
    assert run("threats").stdout.splitlines()[0].split() == list(tables.THREATS)


def test_an_intention_shows_what_came_of_it() -> None:
    from datetime import date

    from foglift import codebook
    from foglift.model import Intention, Standing

    claimed = Standing("claimed", lines=1, reports=1, by=("the Syrian opposition",))
    homs = Intention(
        id="1", type="ADVANCE", facet="", place="wof:421168647", actors=("hts",), recipients=(),
        stated=date(2024, 12, 4), standing=claimed, claims=("0123456789",), fate="fulfilled",
        why=("done by 2024-12-07 (CAPTURE, reported: Observatory)",), condition="If Hama falls",
    )  # fmt: skip
    row = tables.intention_row(homs, codebook.load())
    assert dict(zip(tables.INTENTIONS, row, strict=True)) == {
        "said": "2024-12-04",
        "who": "Hayat Tahrir al-Sham",
        "what": "ADVANCE: Homs (If Hama falls)",
        "by": "",
        "fate": "fulfilled",
        "why": "done by 2024-12-07 (CAPTURE, reported: Observatory)",
        "standing": "claimed: Syrian opposition",
        "claims": "01234567",
    }


def test_changes_tell_what_was_what_is_and_why(run: Any) -> None:
    done = run("changes", "--since", "2024-12-02", "--day", "2024-12-05")
    lines = done.stdout.splitlines()
    assert lines[0] == "Hama: held by Syrian rebels, reported (changed hands)"
    assert lines[1].startswith(
        "  new report: Orontes Wire reported on 2024-12-05: Syrian rebels took Hama ["
    )
    assert max(map(len, lines)) <= 100
    assert "Hama: " not in run("changes", "--place", "Suran").stdout


def test_changes_of_a_day_in_hindsight(run: Any) -> None:
    asked = ("changes", "--since", "2024-12-04", "--day", "2024-12-04", "--known-by", "2024-12-05")
    lines = run(*asked, "--json").stdout.splitlines()
    causes = {cause["kind"] for line in lines for cause in json.loads(line)["causes"]}
    assert causes == {"late report"}
    known = run(*asked, "--since-known-by", "2024-12-05")
    assert known.stdout == ""
    assert known.exit_code == 0


def test_what_is_told_otherwise_is_listed_when_asked_for(run: Any) -> None:
    asked = ("changes", "--since", "2024-12-05", "--day", "2024-12-06")
    few, every = run(*asked).stdout, run(*asked, "--all").stdout
    assert few.endswith(": --all lists them\n")
    assert "(support)" in every
    assert "--all" not in every


def test_claims_are_quoted_word_for_word(run: Any) -> None:
    rows = run("claims").stdout.splitlines()
    row = next(row for row in rows if row.endswith("withdrew from Suran"))
    assert "Syrian army" in row
    assert row.split()[0] != "claim"


def test_json_of_claims_is_the_flat_record(run: Any) -> None:
    records = [json.loads(line) for line in run("claims", "--json").stdout.splitlines()]
    words = {record["evidence"][0]["text"]: record["published"] for record in records}
    assert words["withdrew from Suran"] == "2024-12-02"
    assert words["captured the city of Hama"] == "2024-12-05"


def test_a_place_takes_in_what_lies_in_it(run: Any) -> None:
    hama, syria = run("claims", "--place", "Hama").stdout, run("claims", "--place", "Syria").stdout
    assert "captured the city of Hama" in hama
    assert len(syria.splitlines()) >= len(hama.splitlines())
    assert len(run("claims", "--place", "Kherson").stdout.splitlines()) == 1  # the header
    assert len(run("control", "--place", "Kherson").stdout.splitlines()) == 1


def test_an_earlier_day_does_not_know_later_reports(run: Any) -> None:
    early = run("claims", "--known-by", "2024-12-02").stdout
    assert "withdrew from Suran" in early
    assert "captured the city of Hama" not in early
    assert "Syrian rebels" not in run("control", "--day", "2024-12-02").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("control", "--place", "Xyzzyville"), "no place is called 'Xyzzyville'"),
        (("show", "zz"), "no claim has an id that begins with 'zz'"),
        (("claims", "--store", "nowhere.foglift"), "nowhere.foglift: no store here"),
        (("codebook", "effect", "nowhere"), "nowhere: no such folder"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exits_1(
    words: tuple[str, ...], said: str, run: Any
) -> None:
    done = run(*words)
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("foglift: ")
    assert said in done.stderr


def test_a_file_that_is_no_store_is_told(tmp_path: Path, run: Any) -> None:
    (tmp_path / "war.foglift").write_text("tea", encoding="utf-8")
    done = run("control", "--store", str(tmp_path / "war.foglift"))
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)


# -------------------------------------------------------------------- show, brief, export, verify


def test_show_marks_the_words_in_their_sentence(war: Path, run: Any) -> None:
    with stores.open(war, read_only=True) as store:
        claim = next(
            claim for report, claim in store.claims()
            if quote(report, claim.evidence) == "captured the city of Hama"
        )  # fmt: skip
    said = run("show", claim.id[:10]).stdout
    assert said.startswith("Rebel fighters [[captured the city of Hama]] from the [red]")
    assert f"claim    {claim.id}" in said
    assert "said by  the report itself" in said
    assert "why      verbs/en.csv: capture" in said
    assert "report   Orontes Wire, 2024-12-05" in said


def test_what_a_terminal_obeys_is_written_out(war: Path, run: Any) -> None:
    with stores.open(war, read_only=True) as store:
        ids = [claim.id for report, claim in store.claims() if "captured" in report.text]
    for words in (["claims"], *(["show", id] for id in ids)):
        said = run(*words).stdout
        assert not set(said) & {"\x1b", "\u202e", "\x9b", "\r"}
    assert terminal.safe("a\x1b[2J\u202e\x9b\ud800\r\tb\r\n") == (
        "a\\u001b[2J\\u202e\\u009b\\ud800\\u000d\tb\r\n"
    )
    assert json.loads(terminal.safe(json.dumps("\x9b", ensure_ascii=False))) == "\x9b"


def test_a_terminal_gets_a_table_that_fits_and_no_markup(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")
    terminal.table(("place", "words"), [("Hama", "[red]captured[/red] " * 12), ("Homs", "")])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert sum(line.count("[red]captured[/red]") for line in lines) == 12


def test_a_terminal_gets_lines_broken_between_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    terminal.page("# Title\n\n- " + "a sentence of the brief " * 9)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["# Title", ""]
    assert max(map(len, lines)) <= 80
    assert all(line.startswith("  ") for line in lines[3:])
    assert " ".join(" ".join(lines[2:]).split()) == "- " + ("a sentence of the brief " * 9).strip()


def test_the_brief_is_set_as_asked(run: Any) -> None:
    whole = run("brief").stdout
    assert "Hama" in whole
    assert "5 December 2024" in whole
    assert "Hama" not in run("brief", "--day", "2024-12-02").stdout
    assert run("brief", "--format", "html").stdout.lower().startswith("<!doctype html>")
    assert json.loads(run("brief", "--format", "json").stdout)["day"] == "2024-12-05"
    assert "\x1b" not in whole


def test_every_export_can_be_printed_and_written(tmp_path: Path, run: Any) -> None:
    for name in publish.WRITERS:
        out = tmp_path / name
        done = run("export", "--format", name, "--internal", "--out", str(out))
        assert (done.exit_code, done.stdout) == (0, "")
        printed = run("export", "--format", name, "--internal").stdout
        assert printed.replace("\\u001b", "\x1b").split() == (
            out.read_text(encoding="utf-8").split()
        )


def test_an_export_is_public_unless_asked_otherwise(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(publish.WRITERS, "who.txt", lambda material: str(material.public))
    assert run("export", "--format", "who.txt").stdout == "True\n"
    assert run("export", "--format", "who.txt", "--internal").stdout == "False\n"


def test_what_is_printed_is_safe_and_what_is_written_exact(
    tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(publish.WRITERS, "raw.txt", lambda material: "\x1b[2J\r\nx\n")
    assert run("export", "--format", "raw.txt").stdout_bytes.endswith(b"\\u001b[2J\r\nx\n")
    run("export", "--format", "raw.txt", "--out", str(tmp_path / "raw.txt"))
    assert (tmp_path / "raw.txt").read_bytes() == b"\x1b[2J\r\nx\n"


def test_an_export_that_cannot_be_written_is_told(tmp_path: Path, run: Any) -> None:
    done = run("export", "--format", "claims.jsonl", "--out", str(tmp_path / "no" / "x"))
    assert done.exit_code == 1
    assert done.stderr.startswith("foglift: [Errno 2]")


def test_an_unknown_format_lists_those_there_are(run: Any) -> None:
    done = run("export", "--format", "tea")
    assert done.exit_code == 2
    assert "'tea' is none of " in done.stderr
    assert "control.geojson" in done.stderr


def test_verify_tells_a_sound_store_from_an_altered_one(
    tmp_path: Path, war: Path, run: Any
) -> None:
    assert run("verify").exit_code == 0
    altered = tmp_path / "war.foglift"
    copy(war, altered)
    data = altered.read_bytes()
    altered.write_bytes(data.replace(b"from Suran", b"from Surab"))
    done = run("verify", "--store", str(altered))
    assert done.exit_code == 1
    assert "is not what was added" in done.stderr


# -------------------------------------------------------------------------------- codebook


def test_try_shows_propositions_rows_and_claims(run: Any) -> None:
    sentence = "HTS fighters entered Hama on Thursday."
    said = run("codebook", "try", sentence, "--published", "2024-12-05").stdout
    assert "  enter(on: Thursday, subj: fighters, obj: Hama)\n" in said
    assert "[subj:armed obj:place] ADVANCE, enters\n" in said
    assert "Hayat Tahrir al-Sham, Hama, 2024-12-05, by the report: 'entered Hama'\n" in said
    assert "claims: none" in run("codebook", "try", "The bakery sells bread.").stdout


def test_faults_in_rows_are_told_by_file_and_line(tmp_path: Path, run: Any) -> None:
    (tmp_path / "people.csv").write_text("word,id,example\ngoatherds,goatherds,\n")
    done = run("codebook", "check", str(tmp_path))
    assert done.exit_code == 1
    assert done.stderr == "people.csv:2: no example sentence\n"
    effect = run("codebook", "effect", str(tmp_path))
    assert (effect.exit_code, effect.stderr) == (1, "foglift: people.csv:2: no example sentence\n")


def test_effect_quotes_what_is_gained(tmp_path: Path, run: Any) -> None:
    rows = tmp_path / "verbs"
    rows.mkdir()
    (rows / "en.csv").write_text(
        "lemma,nouns,slots,event,control,count,example\n"
        "waltz into,,subj:armed obj:place,CAPTURE,takes,,Militiamen waltzed into Suran.\n",
        encoding="utf-8",
    )
    text, store = tmp_path / "text.txt", str(tmp_path / "war.foglift")
    text.write_text("Rebel fighters waltzed into Suran.", encoding="utf-8")
    run("read", str(text), "--store", store)
    said = run("codebook", "effect", str(tmp_path), "--store", store).stdout
    assert "+ CAPTURE" in said
    assert "'waltzed into Suran'" in said
    assert said.splitlines()[-1].endswith(" claims gained, 0 lost")


def test_rows_of_ones_own_are_used_in_reading(
    tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = tmp_path / "verbs"
    rows.mkdir()
    (rows / "en.csv").write_text(
        "lemma,nouns,slots,event,control,count,example\n"
        "waltz into,,subj:armed obj:place,CAPTURE,takes,,Militiamen waltzed into Suran.\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("FOGLIFT_CODEBOOK", str(tmp_path))
    said = run("codebook", "try", "Militiamen waltzed into Suran.").stdout
    assert "waltz into [subj:armed obj:place] CAPTURE, takes" in said


# --------------------------------------------------------------------------- as it is started


def test_help_tells_every_command_with_an_example(run: Any) -> None:
    whole = run("--help").stdout
    for command in app.registered_commands:
        name = command.name or command.callback.__name__  # type: ignore[union-attr]
        assert f"  {name} " in whole
        assert f"Example: foglift {name}" in run(name, "--help").stdout
    assert "..." not in whole.replace("[ARGS]...", ""), "a summary too long for its line"
    assert "Example: foglift codebook try" in run("codebook", "try", "--help").stdout


def test_help_loads_neither_codebook_nor_language() -> None:
    code = (
        "import sys\nfrom foglift.cli import main\ntry: main()\nexcept SystemExit: pass\n"
        "print([m for m in ('spacy', 'numpy', 'rich') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_pipe_that_closes_early_is_no_error(war: Path) -> None:
    command = f"{sys.executable} -m foglift claims --store {war} | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")


# ------------------------------------------------------------------------------------- judging


@pytest.fixture
def own(war: Path, tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command on a copy of the shared store, signed."""
    copy(war, tmp_path / "own.foglift")
    monkeypatch.setenv("FOGLIFT_STORE", str(tmp_path / "own.foglift"))
    monkeypatch.setenv("FOGLIFT_NAME", "A. Lund")
    return run


def _taken(own: Any, *types: str) -> list[str]:
    found = [json.loads(line) for line in own("claims", "--json").stdout.splitlines()]
    return [one["claim"] for one in found if one["type"] in types]


def test_judgements_are_recorded_listed_and_taken_back(own: Any) -> None:
    claim, *others = _taken(own, "takes", "CAPTURE")
    before = own("control").stdout
    rejected = own(
        "judge", "reject", claim[:8], *others, "--note", "another Hama", "--on", "2024-12-06"
    )
    words = rejected.stdout.split()
    assert words[:4] == ["judgement", words[1], "by", "A."]
    assert own("control").stdout != before
    assert own("control", "--day", "2024-12-05").stdout == before
    assert "rejected" in own("show", claim).stdout
    listed = own("judgements").stdout.splitlines()[1].split()
    assert listed[:5] == [words[1][:8], "2024-12-06", "A.", "Lund", "reject"]
    assert own("judge", "undo", words[1][:6]).exit_code == 0
    assert own("control").stdout == before
    assert "taken back by A. Lund" in own("judgements").stdout
    assert own("verify").exit_code == 0


def test_a_claim_is_corrected_confirmed_and_added(own: Any) -> None:
    claim = _taken(own, "takes")[0]
    assert "machine-read" in own("show", claim).stdout
    given = own("judge", "correct", claim, "place=Homs").stdout.split()[-1]
    assert "Homs" in own("show", given).stdout
    assert "corrected" in own("show", claim).stdout
    assert own("judge", "confirm", given).exit_code == 0
    assert "checked by A. Lund on " in own("show", given).stdout
    report = json.loads(own("claims", "--json").stdout.splitlines()[0])["report"]
    added = own("judge", "add", report, "count", "of=killed", "low=3", "words=Syrian army")
    assert added.exit_code == 0, added.stderr
    two = [given, added.stdout.split()[-1]]
    assert own("judge", "same", *two).exit_code == 0
    assert own("judge", "different", *two).exit_code == 0
    assert len(own("judgements", "--json").stdout.splitlines()) == 5


def test_what_cannot_be_judged_is_told_in_one_line(own: Any, tmp_path: Path) -> None:
    claim = _taken(own, "takes")[0]
    for words, said in (
        (("confirm", "zz"), "no claim has an id that begins with 'zz'"),
        (("correct", claim, "place"), "'place' is no FIELD=VALUE"),
        (("correct", claim, "low=3"), "'low' is no field of such a claim"),
        (("undo", "zz"), "no judgement has an id that begins with 'zz'"),
        (("confirm", claim, "--store", str(tmp_path / "none")), "no store here"),
    ):
        done = own("judge", *words)
        assert done.exit_code == 1
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1

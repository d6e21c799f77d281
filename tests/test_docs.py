"""The documents say what the code does: commands, options, event types, files, links, examples."""

import csv
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest
import typer.main
from typer.core import TyperGroup, TyperOption

import bench.__main__ as bench
from bench.errors.classes import MOST
from bench.tasks import TASKS
from foglift import flow, model, publish
from foglift import store as stores
from foglift.cli import app
from foglift.codebook import DATA, Book, load
from foglift.codebook.check import check
from foglift.codebook.tables import TABLES
from foglift.ingest import FORMATS, Options
from foglift.model import Claim, Control, Count, Event, Mention, Report
from foglift.read.rules.frames import slots
from foglift.read.rules.news import LEAD, RECENT
from foglift.read.rules.parse import LONGEST
from foglift.trial import attempt

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
TEXTS = {page.relative_to(ROOT).as_posix(): page.read_text(encoding="utf-8") for page in PAGES}
EVERYTHING = "\n".join(TEXTS.values())
CODEBOOK = TEXTS["docs/codebook.md"]
DAY = date(2024, 12, 5)


class Block(NamedTuple):
    """A fenced block: what stands behind its fence, and its lines."""

    kind: str
    text: str


def blocks(text: str) -> list[Block]:
    return [Block(*found) for found in re.findall(r"^```(.*)\n((?s:.*?))^```$", text, re.MULTILINE)]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def tool(name: str) -> str:
    """What a tool prints."""
    path = ROOT / "tools" / f"{name}.py"
    done = subprocess.run([sys.executable, path], capture_output=True, check=True, cwd=ROOT)
    return done.stdout.decode()


# ------------------------------------------------------------------------------ the command line


def commands(group: Any, name: str = "foglift") -> Iterator[tuple[str, Any]]:
    if isinstance(group, TyperGroup):
        for inner in group.commands.values():
            yield from commands(inner, f"{name} {inner.name}")
    else:
        yield name, group


COMMANDS = dict(commands(typer.main.get_command(app)))
SHELL = [
    (page, line.strip())
    for page, text in TEXTS.items()
    for block in blocks(text)
    if block.kind == "sh"
    for line in block.text.replace("\\\n", " ").splitlines()
    if line.strip()
]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_its_options_are_documented(name: str) -> None:
    assert name in EVERYTHING
    options = [each for each in COMMANDS[name].params if isinstance(each, TyperOption)]
    named = {max(each.opts, key=len) for each in options if not each.hidden}
    missing = {each for each in named if not re.search(rf"{each}\b", EVERYTHING)}
    assert not missing


@pytest.mark.parametrize(("page", "line"), SHELL)
def test_every_shell_line_can_be_typed(page: str, line: str) -> None:
    words = shlex.split(line.split(" > ")[0].split(" # ")[0], comments=True)
    if words[:1] == ["foglift"]:
        name = next(some for n in (3, 2) if (some := " ".join(words[:n])) in COMMANDS)
        known = {each for param in COMMANDS[name].params for each in param.opts}
        known |= {each for param in COMMANDS[name].params for each in param.secondary_opts}
        assert {word for word in words if word.startswith("--")} <= known | {"--help"}
    elif words[:1] == ["make"]:
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        assert all(re.search(rf"^{word}:", makefile, re.MULTILINE) for word in words[1:])
    else:
        scripts = [word for word in words if word.endswith(".py")]
        assert all((ROOT / script).exists() for script in scripts)
        if "bench" in words:
            asked = bench.parser().parse_args(words[words.index("bench") + 1 :])
            assert asked.part in (None, *bench.PARTS)


# --------------------------------------------------------------------------------- the tables


def test_every_module_stands_in_the_architecture() -> None:
    package = ROOT / "src" / "foglift"
    tree = {path.relative_to(package).as_posix() for path in package.rglob("*.py")}
    told = re.findall(r"^\| `([\w/]+\.py)` \|", TEXTS["docs/architecture.md"], re.MULTILINE)
    assert sorted(told) == sorted(tree)


def test_every_file_of_the_codebook_is_explained() -> None:
    explained = set(re.findall(r"^\| `([\w/*.]+\.(?:csv|yml))` \|", CODEBOOK, re.MULTILINE))
    tables = {table.files.replace("??", "en") for table in TABLES.values()}
    places = {f"places/{path.name}" for path in (DATA / "places").glob("*.csv")}
    assert explained == tables | places


def test_every_format_in_and_out_is_named() -> None:
    for name in (*FORMATS, *publish.WRITERS):
        assert f"`{name}`" in EVERYTHING, name


def test_the_errors_of_every_task_are_told_by_their_most_frequent_classes() -> None:
    row = r"^\| (\S.*) \| (\d+) \| (.+ \d+) \|$"
    told = TEXTS["docs/evaluation.md"].partition("## What goes wrong")[2].partition("\n## ")[0]
    rows = re.findall(row, told, re.MULTILINE)
    files = {f"{name}/{half.gold.stem}" for name, task in TASKS.items() for half in task.halves}
    own = {"gold: missed", "gold: not coded", "gold: slots"}
    assert {name for name, _, _ in rows} == own | files
    for _, total, classes in rows:
        counts = [int(each.rpartition(" ")[2]) for each in classes.split("; ")]
        assert counts == sorted(counts, reverse=True)
        assert len(counts) <= MOST
        assert sum(counts) <= int(total)


@pytest.mark.parametrize("kind", [model.Stance, model.Role, model.Change, model.Counted])
def test_the_words_of_the_model_are_used_in_the_codebook_page(kind: object) -> None:
    assert all(word in CODEBOOK for word in get_args(kind))


def test_the_event_types_are_those_of_the_codebook() -> None:
    assert TEXTS["docs/event-types.md"] == tool("event_types")


def test_the_commands_are_those_of_the_command_line(tmp_path: Path) -> None:
    page = tmp_path / "commands.md"
    words = ["foglift.cli", "utils", "docs", "--name", "foglift", "--output", str(page)]
    subprocess.run([sys.executable, "-m", "typer", *words], capture_output=True, check=True)
    assert TEXTS["docs/commands.md"] == page.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_tour_shows_what_the_code_does() -> None:
    assert TEXTS["docs/tour.md"] == tool("tour")


def test_the_figures_of_the_reader_are_those_of_the_code() -> None:
    text = " ".join(TEXTS["docs/reading.md"].split())
    assert f"longer than {LONGEST:,} characters" in text
    assert f"the first {LEAD} sentences" in text.replace("eight", "8")
    assert f"more than {RECENT.days} days before" in text


# --------------------------------------------------------------- the codebook's own examples


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rows of docs/codebook.md as the folder that it tells to make."""
    folder = tmp_path_factory.mktemp("my-rows")
    for kind, text in blocks(CODEBOOK):
        _, _, name = kind.partition(" ")
        if name:
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def book(rows: Path) -> Book:
    return load(rows)


def test_the_rows_shown_are_sound(rows: Path) -> None:
    assert check(rows, DATA) == ()
    assert len(list(rows.rglob("*.*"))) == 8


def test_the_verbs_shown_fire_on_their_examples(rows: Path, book: Book) -> None:
    with (rows / "verbs" / "en.csv").open(encoding="utf-8", newline="") as file:
        shown = {row["example"]: tuple(row["lemma"].split(";")) for row in csv.DictReader(file)}
    assert len(shown) == 4
    for example, lemma in shown.items():
        assert lemma in [row.lemma for row in attempt(example, book, DAY).rows]


TRIED = [
    cells(line)
    for table in re.findall(r"^\| sentence \|.*\n\|---.*\n((?:\|.*\n)+)", CODEBOOK, re.MULTILINE)
    for line in table.splitlines()
]


@pytest.mark.parametrize(("sentence", "what", "who"), TRIED)
def test_the_sentences_shown_read_as_told(sentence: str, what: str, who: str, book: Book) -> None:
    trial = attempt(sentence, book, DAY)
    assert "; ".join(said(trial.report, claim, book) for claim in trial.claims) == what
    speakers = {
        f"{book.label(link.source.ref)} {link.stance}"
        for claim in trial.claims
        for link in claim.said_by
    }
    assert speakers == ({who} if who else set())


def said(report: Report, claim: Claim, book: Book) -> str:
    """A claim as the tables of docs/codebook.md tell it."""
    match claim.content:
        case Event(type=kind, facet=facet, actors=actors):
            words = f"{kind}/{facet}".rstrip("/")
            words += "".join(f": {named(report, each, book)}" for each in actors[:1])
        case Control(change=change, holder=holder):
            words = change + (f": {named(report, holder, book)}" if holder else "")
        case Count(of=of, low=low, whom=whom):
            words = f"{of} {low} {named(report, whom, book) if whom else 'people'}"
        case other:
            words = type(other).__name__
    place = f" {claim.where.relation} {book.label(claim.where.place.ref)}" if claim.where else ""
    return f"{words}{place}{'' if claim.realis == 'actual' else f' ({claim.realis})'}"


def named(report: Report, mention: Mention, book: Book) -> str:
    words = report.text[mention.span.start : mention.span.end]
    return book.label(mention.ref) if mention.ref else words


def test_the_places_shown_are_in_their_files() -> None:
    shown = [(kind.partition(" ")[2], text) for kind, text in blocks(CODEBOOK) if "places/" in kind]
    assert len(shown) == 2
    for name, text in shown:
        shipped = (DATA / name).read_text(encoding="utf-8").splitlines()
        assert set(text.splitlines()) <= set(shipped)


def test_the_kinds_of_slots_are_those_of_the_reader(book: Book) -> None:
    told = set(re.findall(r"^\| `(\w+)` \| ", CODEBOOK, re.MULTILINE))
    used = {kind for row in book.verbs for slot in slots(row.slots) for kind in slot.kinds}
    classes = {row.kind for row in book.nouns}
    assert used - classes <= told


# ------------------------------------------------------------------------------- links, words


LINKS = [
    (page, link)
    for page, text in TEXTS.items()
    for link in re.findall(r"\]\(([^)\s]+)\)", text)
    if "://" not in link
]


@pytest.mark.parametrize(("page", "link"), LINKS)
def test_every_link_leads_somewhere(page: str, link: str) -> None:
    path, _, anchor = link.partition("#")
    target = (ROOT / page).parent / path if path else ROOT / page
    assert target.exists()
    if anchor:
        heads = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
        assert anchor in {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", TEXTS)
def test_a_page_speaks_of_the_project_alone(page: str) -> None:
    prose = re.sub(r"`[^`\n]*`", "", TEXTS[page])
    assert not re.findall(r"\b(?:issues?|sessions?|helpers?|workplace|TODO|pending)\b", prose)
    assert "../shared" not in TEXTS[page]


def test_the_readme_is_short() -> None:
    assert len(TEXTS["README.md"].splitlines()) < 150


def test_the_changelog_knows_this_version() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"$', project, re.MULTILINE)
    assert version is not None
    assert re.search(rf"^## {re.escape(version[1])}\b", TEXTS["CHANGELOG.md"], re.MULTILINE)


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License\n                           Version 2.0, January 2004" in text
    assert [f"   {n}. " in text for n in range(1, 10)] == [True] * 9
    assert "END OF TERMS AND CONDITIONS" in text


@pytest.mark.slow
def test_the_sentences_of_the_readme_are_in_the_brief(tmp_path: Path) -> None:
    with stores.open(tmp_path / "hama.foglift") as store:
        flow.read([ROOT / "examples" / "fall-of-hama" / "reports"], load(), store, Options())
        sections = flow.brief(store, load(), DAY).sections
    told = {sentence.text for section in sections for sentence in section.sentences}
    shown = re.findall(r"^((?:> .*\n)+)", TEXTS["README.md"], re.MULTILINE)
    assert shown
    assert {" ".join(quoted.replace("> ", "").split()) for quoted in shown} <= told

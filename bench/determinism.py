"""Whether the same reports give the same bytes, whatever the order, the seed, the time zone, the
locale and the number of workers; and whether every claim points at words.

`python -m bench determinism` reads the corpus once for each setting in a process of its own and
compares; `python -m bench spans` looks at every span of every claim.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import msgspec

from bench import data
from foglift import codebook, flow, store
from foglift.codebook import Book
from foglift.ingest import Options
from foglift.model import Report, Span
from foglift.notebook import View
from foglift.read import READERS, check
from foglift.read.check import spans
from foglift.store import Store


@dataclass(frozen=True)
class Setting:
    """What may not matter: the seed that shuffles the files (0 leaves them in order), workers,
    the environment."""

    name: str
    shuffle: int = 0
    workers: int = 1
    environment: Mapping[str, str] = field(default_factory=dict)


SETTINGS = (
    Setting("as it is"),
    Setting("once more"),
    Setting("files shuffled", shuffle=1),
    Setting("files shuffled again, two workers", shuffle=2, workers=2),
    *(
        Setting(f"{name}={value}", environment={name: value})
        for name, values in (
            ("PYTHONHASHSEED", ("0", "1", "random")),
            ("TZ", ("UTC", "Asia/Kathmandu", "America/St_Johns")),
            ("LC_ALL", ("C", "C.UTF-8")),
        )
        for value in values
    ),
)


def differences() -> int:
    """Prints for each setting how many of the three outputs differ from those of the first;
    gives the sum."""
    first: dict[str, str] = {}
    total = 0
    for setting in SETTINGS:
        made = _made(setting)
        first = first or made
        different = [name for name in first if made[name] != first[name]]
        total += len(different)
        said = f": {', '.join(different)}" if different else ""
        sys.stdout.write(f"{len(different)} differences, {setting.name}{said}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{total} differences between {len(SETTINGS)} settings\n")
    return total


def _made(setting: Setting) -> dict[str, str]:
    """The outputs under a setting, made in a new process."""
    called = [sys.executable, "-m", "bench.determinism", str(setting.shuffle), str(setting.workers)]
    done = subprocess.run(
        called,
        cwd=data.ROOT,
        env={**os.environ, **setting.environment},
        check=True,
        stdout=subprocess.PIPE,
    )
    made: dict[str, str] = json.loads(done.stdout)
    return made


def outputs(files: Sequence[Path], shuffle: int = 0, workers: int = 1) -> dict[str, str]:
    """Name -> hash of what is made from the files: the store, the claims, the picture."""
    book = codebook.load()
    files = list(files)
    if shuffle:
        Random(shuffle).shuffle(files)
    with TemporaryDirectory() as folder, store.open(Path(folder) / "bench.foglift") as kept:
        run = flow.read(files, book, kept, Options(data.HAMA_DAY), workers=workers)
        if run.failed:
            raise flow.AskError("\n".join(map(str, run.problems)))
        view = View(kept, book)
        return {
            "store": kept.digest(),
            "claims.jsonl": _hash(view.export("claims.jsonl", public=False).encode()),
            "picture": _hash(msgspec.json.encode(view.picture)),
        }


def _hash(made: bytes) -> str:
    return sha256(made).hexdigest()


def files() -> list[Path]:
    """The files of the sample corpus and, where it is there, the seed article."""
    sample = sorted(path for path in data.SAMPLE.rglob("*") if path.is_file())
    return [*sample, data.HAMA] if data.HAMA.exists() else sample


# ---------------------------------------------------------------------------------- the spans


Corpora = Iterable[tuple[str, Sequence[Report]]]


def corpora() -> Corpora:
    """Every corpus that is there."""
    return (("sample", data.sample()), ("seed", data.hama()), ("articles", data.guardian(249)))


def astray(named: Corpora) -> int:
    """Prints for each corpus how many spans of its claims are no words; gives the sum."""
    book = codebook.load()
    total = 0
    for name, reports in named:
        if reports:
            with TemporaryDirectory() as folder, store.open(Path(folder) / "s.foglift") as kept:
                total += _astray(name, reports, kept, book)
    return total


def _astray(name: str, reports: Sequence[Report], kept: Store, book: Book) -> int:
    """Reads the reports into the store and checks what comes out of it again."""
    reader = READERS["rules"]
    failed = 0
    for report in reports:
        claims, issues = check(report, reader.read(report, book), book, reader.version)
        failed += sum(issue.level == "error" for issue in issues)
        kept.add(report, claims, issues, reader.version)
    checked = [(report, span) for report, claim in kept.claims() for span in spans(claim)]
    failed += sum(not is_words(report.text, span) for report, span in checked)
    count = sum(1 for _ in kept.claims())
    sys.stdout.write(
        f"{name}: {len(reports)} reports, {count} claims, {len(checked)} spans, "
        f"{failed} that are no words\n"
    )
    return failed


def is_words(text: str, span: Span) -> bool:
    """Whether the span holds whole words: inside the text, no blank at its ends, no word cut."""
    if not 0 <= span.start < span.end <= len(text):
        return False
    words = text[span.start : span.end]
    return words == words.strip() and not _cut(text, span.start) and not _cut(text, span.end)


def _cut(text: str, at: int) -> bool:
    """Whether a letter or digit stands on both sides."""
    return text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()


if __name__ == "__main__":
    made = outputs(files(), int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(json.dumps(made))

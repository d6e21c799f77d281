"""Reports in which there is something that the public edition must not show, and what that is."""

from datetime import date
from pathlib import Path

from foglift import flow
from foglift import store as stores
from foglift.codebook import Book
from foglift.ingest import Options

REPORTS = {
    "khoury-notes.txt": """Outlet: Orontes Wire
Published: 2024-12-05
Title: Nadine Khoury remembers

Rebel fighters captured the city of Hama on Wednesday, the Syrian Observatory for Human Rights said.

Samira Haddad, a resident of Hama, said that shells had hit the vegetable market on Tuesday. "I \
ran," said Haddad. Her neighbour Nadine Khoury was making zebra soup.

A rocket hit the Sabbagh Hospital in Inkhil on Wednesday, doctors said. At least 30 people were \
killed in Inkhil when the rocket hit the hospital.

Three people were killed by a mine in Salamiyah on Tuesday, the Observatory said.
""",
    "front.txt": """Outlet: Northern Courier
Published: 2024-12-05

The Syrian army's 25th Division moved into Suran on Thursday with forty tanks, the ministry said.

More than 200 people were killed in Homs province last week, the Observatory said.
""",
    "camp.txt": """Outlet: Aid Bulletin
Published: 2024-12-04

Some 2,500 families were displaced to a camp in Bab al-Hawa on Tuesday, the United Nations said.
""",
}
# Private names; a hospital and a camp and where they are; a position of the last day; a small
# number; words that no claim stands on; the name of a file.
SECRETS = (
    "Haddad", "Samira", "Khoury", "Nadine", "Sabbagh", "Inkhil", "Bab al-Hawa",
    "moved into", "25th Division", "forty tanks", "Three people", "zebra", "khoury-notes",
)  # fmt: skip
SHOWN = ("Hama", "More than 200 people", "Orontes Wire")


def store_with_secrets(folder: Path, book: Book) -> Path:
    """A store into which the reports were read."""
    reports = folder / "reports"
    reports.mkdir()
    for name, text in REPORTS.items():
        (reports / name).write_text(text, encoding="utf-8")
    path = folder / "secrets.foglift"
    with stores.open(path) as store:
        flow.read([reports], book, store, Options(date(2024, 12, 5)))
    return path


def found(text: str) -> list[str]:
    """The secrets that a text gives away."""
    low = text.casefold()
    return [secret for secret in SECRETS if secret.casefold() in low]

"""The brief as Markdown, as one self-contained HTML page and as JSON."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from foglift.model import Brief, Section, Sentence
from foglift.publish import wording
from foglift.publish.footnotes import Footnote, footnotes
from foglift.publish.material import Material

TITLE = "War picture"
CAVEAT = (
    "Written from templates out of what the reports loaded here say, documented by them; not an "
    "estimate of all. Claims are machine-read until a person checks them. Where there is no "
    "report there is no calm: it means no reports."
)
_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_LINK = re.compile(r"(?<=[a-zA-Z]):(?=//)|(?<=\b[wW]{3})\.")
_PLAIN_URL = re.compile(r"https?://[\w.:/?#@%&=+,;~$'()*!-]{1,2000}", re.ASCII)
_LINE_START = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")


def markdown(material: Material) -> str:
    """The brief as Markdown, for an editor: sentences with [1] and the footnotes below."""
    shown = material.shown
    notes = _notes(shown)
    lines = [f"# {_title(shown.brief)}", "", f"*{_known_by(shown.brief)}*", ""]
    for section in shown.brief.sections:
        lines += [f"## {section.title}", ""]
        for area, sentences in by_area(section):
            lines += [f"### {_flat(area)}", ""] if area else []
            lines += [_item(one, shown, notes) for one in sentences]
            lines.append("")
    lines += [f"*{CAVEAT}*", "", "## Footnotes", ""]
    for note in notes.values():
        lines += [f"[{note.number}] {_source(note)}: {_inert(_who(note))}", ""]
    return "\n".join(lines)


def by_area(section: Section) -> list[tuple[str, list[Sentence]]]:
    """The sentences of a section, those of one area together."""
    return [
        (area, list(found)) for area, found in groupby(section.sentences, key=lambda one: one.area)
    ]


def html(material: Material) -> str:
    """The brief as one page without scripts or anything fetched; every sentence links to its
    footnotes, every footnote quotes its report."""
    shown = material.shown
    notes = _notes(shown)
    return _PAGES.get_template("brief.html").render(
        title=_title(shown.brief),
        known_by=_known_by(shown.brief),
        sections=[(section.title, by_area(section)) for section in shown.brief.sections],
        notes=notes,
        caveat=CAVEAT,
        command=lambda one: _command(one, shown),
    )


def record(material: Material) -> str:
    """The brief as JSON: its sections, sentences with the numbers of their notes, and footnotes."""
    shown = material.shown
    notes = _notes(shown)
    sections = [
        {
            "title": section.title,
            "sentences": [
                {
                    "text": one.text,
                    "area": one.area,
                    "claims": list(one.claims),
                    "notes": [notes[id].number for id in one.claims if id in notes],
                    "list": _command(one, shown),
                }
                for one in section.sentences
            ],
        }
        for section in shown.brief.sections
    ]
    whole = {
        "title": _title(shown.brief),
        "day": shown.brief.day.isoformat(),
        "known_by": shown.brief.known_by.isoformat(),
        "note": CAVEAT,
        "sections": sections,
        "footnotes": [asdict(note) for note in notes.values()],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _notes(shown: Material) -> Mapping[str, Footnote]:
    cited = tuple(
        id for section in shown.brief.sections for one in section.sentences for id in one.claims
    )
    return {note.claim: note for note in footnotes(shown.facts, cited)}


def _title(text: Brief) -> str:
    return f"{TITLE}, {_long(text.day)}"


def _known_by(text: Brief) -> str:
    return f"As known on {_long(text.known_by)}"


def _long(day: date) -> str:
    return f"{day.day} {wording.MONTHS[day.month - 1]} {day.year}"


def _marks(claims: tuple[str, ...], notes: Mapping[str, Footnote]) -> str:
    return "".join(f"[{notes[id].number}]" for id in claims if id in notes)


def _command(one: Sentence, shown: Material) -> str:
    """The command that lists what a sentence only counts: foglift incidents --place "Hama
    province" --day 2024-12-05."""
    if one.rest is None:
        return ""
    place = shown.book.label(one.rest.place).replace('"', "").replace("`", "")
    known_by = shown.brief.known_by
    words = [
        f"foglift {one.rest.list}",
        f'--place "{place}"' if place else "",
        f"--day {shown.brief.day}",
        f"--known-by {known_by}" if known_by != shown.brief.day else "",
    ]
    return " ".join(filter(None, words))


def _item(one: Sentence, shown: Material, notes: Mapping[str, Footnote]) -> str:
    command = _command(one, shown)
    text = f"- {_inert(one.text)} {_marks(one.claims, notes)}"
    return f"{text}`{command}`" if command else text


def _source(note: Footnote) -> str:
    """Outlet, day and where to find it; an address only as a link that hides nothing."""
    day = _long(date.fromisoformat(note.published)) if note.published else "undated"
    path = note.path if note.path != note.outlet else ""
    shown = f"<{note.url}>" if _PLAIN_URL.fullmatch(note.url) else _flat(note.url or path)
    return ", ".join(filter(None, (_flat(note.outlet), day, shown)))


def _who(note: Footnote) -> str:
    return f"{wording.quoted(note.words, len(note.words))} ({note.who})"


def _inert(text: str) -> str:
    """Text that Markdown takes for nothing but text, on a line of its own."""
    return _LINE_START.sub(r"\1\\\2", _flat(text))


def _flat(text: str) -> str:
    """Text that Markdown takes for nothing but text, within a line."""
    flat = " ".join(text.split())
    return _LINK.sub(r"\\\g<0>", _MARKUP.sub(r"\\\1", flat))

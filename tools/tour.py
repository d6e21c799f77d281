"""Prints docs/tour.md, with the values that the code gives: `python tools/tour.py`."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from foglift import codebook, flow
from foglift import store as stores
from foglift.cli import tables
from foglift.codebook import Book
from foglift.ingest import Options
from foglift.model import Claim, ControlSpell, Incident, Picture, Report, Tally, Value, When, quote
from foglift.read.rules.mentions import resolve
from foglift.read.rules.parse import Doc, Sentence, parse
from foglift.read.rules.reading import Reading
from foglift.read.rules.voices import attribute
from foglift.store import Store

FOLDER = Path("examples/fall-of-hama/reports")
FOLLOWED = "1205-hama-falls.txt"
BESIDE = ("1205-hama-falls-reprint.txt", "1205-army-statement-hama.txt", "1205-rebel-post-hama.txt")
SENTENCES = ("Rebels took the Syrian city", "826 people")  # those that are followed step by step
DAY = date(2024, 12, 5)


def main() -> None:
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    book = codebook.load()
    with TemporaryDirectory() as folder, stores.open(Path(folder) / "tour.foglift") as store:
        paths = [FOLDER / name for name in (FOLLOWED, *BESIDE)]
        flow.read(paths, book, store, Options())
        report = next(each for each in store.reports() if each.path.endswith(FOLLOWED))
        print("\n\n".join(each.rstrip() for each in pages(report, store, book)))


def pages(report: Report, store: Store, book: Book) -> Iterator[str]:
    doc = parse(report, book)
    followed = [each for each in doc.sentences if any(w in doc.words(each.span) for w in SENTENCES)]
    claims = sorted(
        (claim for told, claim in store.claims() if told.id == report.id),
        key=lambda claim: (claim.evidence, claim.id),
    )
    ours = [c for c in claims if any(each.span.covers(c.evidence[0]) for each in followed)]
    yield from opening(report)
    yield from reading(doc, followed, book)
    yield from claiming(report, claims, ours[-1], book)
    yield from storing(store, book)
    yield from fusing({claim.id for claim in ours}, store, book)
    yield from briefing({claim.id for claim in claims}, store, book)


# ------------------------------------------------------------------------------- bytes to report


def opening(report: Report) -> Iterator[str]:
    yield "# The tour: one report through every stage"
    yield (
        "Every value on this page was printed by the code (`python tools/tour.py`), and a test "
        "fails when it no longer is what the code gives. Nothing was improved by hand: what is "
        "missing or wrong below is missing or wrong in foglift. The report is our own, about true "
        "events."
    )
    yield "## 1. Bytes to a report"
    head = (FOLDER / FOLLOWED).read_text(encoding="utf-8").splitlines()[:7]
    yield fence([*head[:-1], cut(head[-1], 100)], "")
    yield (
        "`ingest` takes the header apart and keeps the rest as it is. The text is never altered "
        "from here on: every later value points into it. The id is a hash of text, title, outlet "
        "and day, so the same article in another file is known again. `dated` says how the day is "
        "known."
    )
    fields = {**msgspec.to_builtins(report), "text": f"({len(report.text):,} characters)"}
    yield json(fields)


# ------------------------------------------------------------------------------ report to claims


def reading(doc: Doc, followed: Sequence[Sentence], book: Book) -> Iterator[str]:
    mentions = resolve(doc, book)
    read = Reading(doc, mentions, attribute(doc, mentions, book), book)
    yield "## 2. Sentences, and which are parsed"
    yield (
        "Only sentences that may hold a claim, or may say whose words a claim is, get a parse. The "
        "two in bold are followed below."
    )
    yield table(("characters", "sentence", "parsed"), (
        (f"{each.span.start}-{each.span.end}",
         bold(cut(doc.words(each.span), 70), each in followed),
         "yes" if each.tokens else "no")
        for each in doc.sentences
    ))  # fmt: skip
    yield "## 3. Names"
    yield (
        "Each name gets an id of the codebook and the reason for it. An empty id is an answer too: "
        "somebody is named, and foglift does not know who that is."
    )
    yield table(("words", "kind", "id", "stands for", "because"), (
        (doc.words(named.span), named.kind, named.ref, book.label(named.ref), named.via)
        for each in followed for named in mentions.within(each.span)
    ))  # fmt: skip
    yield "## 4. Propositions"
    yield "Who did what, out of the grammar. What did not simply happen is marked in brackets."
    lines = [str(found) for each in followed for found in read.propositions[each.index]]
    yield fence(lines, "")
    yield "## 5. Voices and times"
    yield "Words that somebody else says, with the chain of speakers, the nearest first:"
    yield table(("said", "by"), voiced(doc, read, book))
    yield "Times, as whole days, in the followed sentences:"
    yield table(("words", "days", "precision", "sense"), timed(read, followed))
    yield "## 6. Rows that fire"
    yield (
        "A row of `verbs/en.csv` fires where all its slots are filled ([codebook.md](codebook.md) "
        "explains the notation):"
    )
    yield table(("words", "row", "slots", "event", "control", "count"), (
        (frame.proposition.head.text, frame.row.lemma[0], frame.row.slots, frame.row.event,
         frame.row.control, frame.row.count)
        for frame in read.frames if frame.sentence in followed
    ))  # fmt: skip


def voiced(doc: Doc, read: Reading, book: Book) -> Iterator[Sequence[str]]:
    for said in read.voices.all:
        links = (
            f"{book.label(link.source.ref) or doc.words(link.source.span)} ({link.stance})"
            for link in said.chain
        )
        yield cut(" … ".join(map(doc.words, said.content)), 90), ", told by ".join(links)


def timed(read: Reading, followed: Iterable[Sentence]) -> Iterator[Sequence[str]]:
    for sentence in followed:
        for time, _ in read.times.get(sentence.index, ()):
            yield time.text, days(time.when), time.when.precision, time.sense


# ------------------------------------------------------------------------------ claims and store


def claiming(report: Report, claims: Sequence[Claim], shown: Claim, book: Book) -> Iterator[str]:
    yield "## 7. Claims"
    yield (
        "All that the report says, as far as foglift reads it. The words are exactly those of the "
        "report; what is in nobody's mouth is said by the outlet."
    )
    yield table(("words", "what", "where", "days", "who says so"), (
        (quote(report, claim.evidence), tables.what(report, claim, book), placed(claim, book),
         days(claim.when), spoken(report, claim, book))
        for claim in claims
    ))  # fmt: skip
    yield "The last claim of the followed sentences in full, as it is kept:"
    yield json(msgspec.to_builtins(shown))


def storing(store: Store, book: Book) -> Iterator[str]:
    yield "## 8. The store"
    yield (
        "A store is one file. Report, claims and the bytes they were read from are added in one "
        "step, all or nothing; the log names every step and hashes the one before."
    )
    yield table(("n", "act", "hash"), (
        (str(n), cut(" ".join(msgspec.json.decode(entry)), 70), cut(hashed, 17))
        for n, entry, hashed in store.rows("SELECT n, entry, hash FROM log ORDER BY n")
    ))  # fmt: skip
    wrong = flow.verify(store, book)
    yield f"`foglift verify` looks at all of it again and finds: {', '.join(wrong) or 'no faults'}."


def spoken(report: Report, claim: Claim, book: Book) -> str:
    links = (
        f"{book.label(link.source.ref) or tables.words(report, link.source)} ({link.stance})"
        for link in claim.said_by
    )
    return ", told by ".join(links) or report.outlet


def placed(claim: Claim, book: Book) -> str:
    if claim.where is None:
        return ""
    place = book.label(claim.where.place.ref) or "(not in the gazetteer)"
    return place if claim.where.relation == "at" else f"{claim.where.relation} {place}"


# ------------------------------------------------------------------------------ claims to a brief


def fusing(said: set[str], store: Store, book: Book) -> Iterator[str]:
    yield "## 9. The picture"
    yield (
        "One report makes no picture. Beside it the store has a shortened reprint of it in another "
        "paper, a statement of the army and a post of the rebels. [model.md](model.md) has the "
        "rules; each derived value says in `why` which of them joined what. Of each kind the one "
        "that the followed sentences have most to do with:"
    )
    for name, found in followed_kinds(flow.picture(store, book, DAY), said):
        yield f"{name}:"
        yield json(brought(found, book))


def briefing(said: set[str], store: Store, book: Book) -> Iterator[str]:
    yield "## 10. The brief"
    yield (
        "A sentence of the brief stands on claims and on nothing else. These are the sentences "
        "that stand on a claim of this report, with the words behind them:"
    )
    known = {claim.id: (told, claim) for told, claim in flow.known(store, DAY)}
    for section in flow.brief(store, book, DAY).sections:
        for sentence in section.sentences:
            if said & set(sentence.claims):
                yield f"> {sentence.text}"
                yield "\n".join(footnotes(sentence.claims, known))


def followed_kinds(picture: Picture, said: set[str]) -> Iterator[tuple[str, Value]]:
    """The incident, tally and control spell that share most claims with those followed."""
    kinds: tuple[tuple[str, Sequence[Incident | Tally | ControlSpell]], ...] = (
        ("An incident", picture.incidents),
        ("A tally", picture.tallies),
        ("A control spell", picture.control),
    )
    for name, items in kinds:
        ours = [each for each in items if said & set(each.claims)]
        if ours:
            yield name, max(ours, key=lambda each: len(said & set(each.claims)))


def brought(value: Value, book: Book) -> object:
    """The value as plain data, with names for the ids of all but claims."""

    def named(part: object, key: str = "") -> object:
        if isinstance(part, dict):
            return {inner: named(each, inner) for inner, each in part.items() if each != ""}
        if isinstance(part, list | tuple):
            return [named(each, key) for each in part]
        if isinstance(part, str) and key not in {"id", "claims", "part_of"}:
            return book.label(part)
        return part

    return named(msgspec.to_builtins(value))


def footnotes(claims: Iterable[str], known: dict[str, tuple[Report, Claim]]) -> Iterator[str]:
    for id in claims:
        report, claim = known[id]
        yield f"- {report.outlet}, {report.published}: “{quote(report, claim.evidence)}”"


# -------------------------------------------------------------------------------------- markdown


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(cell, line))} |" for line in lines)


def cell(words: str) -> str:
    return " ".join(words.replace("|", "\\|").split())


def fence(lines: Iterable[str], kind: str) -> str:
    return "\n".join([f"```{kind}", *lines, "```"])


def json(value: object) -> str:
    return fence([msgspec.json.format(msgspec.json.encode(value)).decode()], "json")


def bold(words: str, yes: bool) -> str:
    return f"**{words}**" if yes else words


def cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


def days(when: When | None) -> str:
    if when is None:
        return ""
    return str(when.start) if when.start == when.end else f"{when.start or ''} to {when.end or ''}"


if __name__ == "__main__":
    main()

"""The fine-tuning sets of ConfliBERT: who acts on whom, of what class a sentence is, what happened
in a report of South Asian terrorism. The answer is made from the claims: actors and recipients of
events as phrases, the event's type by its code in PLOVER, and attacks by their kind."""

from collections.abc import Iterator, Sequence

from bench.data import report
from bench.tasks.phrases import claims_of, reading_of
from bench.tasks.readings import over, readings
from bench.tasks.task import Half, Measure, Row, Task
from foglift.codebook import Book
from foglift.model import Claim, Count, Event, Mention, Report, Span
from foglift.read.rules.reading import Reading

# Code of PLOVER -> statement 0, cooperation in words 1, deeds 2, conflict in words 3, deeds 4.
CLASSES = {
    "REQUEST": "0", "AGREE": "1", "CONSULT": "1", "SUPPORT": "1", "COOPERATE": "2", "AID": "2",
    "RETREAT": "2", "CONCEDE": "2", "ACCUSE": "3", "REJECT": "3", "THREATEN": "3",
    "SANCTION": "3", "PROTEST": "4", "MOBILIZE": "4", "COERCE": "4", "ASSAULT": "4",
}  # fmt: skip
STATEMENT = "0"
# The set's labels have no names; by its texts these are assault with arms, explosion, abduction,
# and what is done to property.
KINDS = {
    "CLASH": "l0", "CIVILIAN_ATTACK": "l0", "BOMBING": "l1", "SUICIDE_BOMB": "l1",
    "SHELLING": "l1", "ABDUCTION": "l2", "PROPERTY": "l3",
}  # fmt: skip
Named = tuple[Span, str]


def predict_attacks(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "dev-0", "labels": ["l1"]} for each report."""
    read = readings([report(row["text"]) for row in rows], book)
    return [
        {"id": row["id"], "labels": sorted(set(_kinds(claims)))}
        for row, claims in zip(rows, read, strict=True)
    ]


def _kinds(claims: Sequence[Claim]) -> Iterator[str]:
    for claim in claims:
        if isinstance(claim.content, Event) and claim.realis == "actual":
            yield from KINDS.get(claim.content.type, "").split()


def predict_classes(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "train-0", "label": "4"}: of the first event, a statement where none was read."""
    read = readings([report(row["text"]) for row in rows], book)
    return [
        {"id": row["id"], "label": next(_classes(claims, book), STATEMENT)}
        for row, claims in zip(rows, read, strict=True)
    ]


def _classes(claims: Sequence[Claim], book: Book) -> Iterator[str]:
    """The class of each event that happened, in the order of the text, background last."""
    for claim in sorted(claims, key=lambda each: (each.background, each.evidence[0])):
        if isinstance(claim.content, Event) and claim.realis == "actual":
            code = book.events[claim.content.type, claim.content.facet].plover
            yield from CLASSES.get(code.partition(":")[0], "")


# ------------------------------------------------------------------------------ who acts on whom


def predict_parties(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "train-0", "labels": ["B-S", "I-S", "O", "B-T", ...]} over the tokens of each
    sentence."""
    found = over(_parties, [report(" ".join(row["tokens"])) for row in rows], book)
    return [
        {"id": row["id"], "labels": _labels(row["tokens"], each)}
        for row, each in zip(rows, found, strict=True)
    ]


def _parties(one: Report, book: Book) -> list[Named]:
    """The phrases of those who act, "S", and of those whom it meets, "T"."""
    reading = reading_of(one, book)
    return [
        (_phrase(who.span, reading), side)
        for claim in claims_of(reading)
        for side, those in _sides(claim).items()
        for who in those
    ]


def _sides(claim: Claim) -> dict[str, tuple[Mention, ...]]:
    match claim.content:
        case Event(actors=actors, recipients=recipients):
            return {"S": actors, "T": recipients}
        case Count(by=by, whom=whom):
            return {"S": by, "T": (whom,) if whom else ()}
    return {}


def _phrase(span: Span, reading: Reading) -> Span:
    """The whole phrase that a mention stands in, with its article: "a car bomb"."""
    for sentence in reading.doc.sentences:
        if sentence.tokens is not None and sentence.span.covers(span):
            wholes = (sentence.across(each[0], each[-1]) for each in sentence.tokens.noun_chunks)
            return next((whole for whole in wholes if whole.covers(span)), span)
    return span


def _labels(tokens: Sequence[str], found: Sequence[Named]) -> list[str]:
    """Who acts goes before whom it meets where a word is in both."""
    labels, at = [], 0
    last: Named | None = None
    for token in tokens:
        place = Span(at, at + len(token))
        own = next((each for each in found if each[0].covers(place)), None)
        labels.append(f"{'I' if own == last else 'B'}-{own[1]}" if own else "O")
        last, at = own, place.end + 1
    return labels


TASK = Task(
    name="conflibert",
    halves=(
        Half(
            "conflibert/cameo_ner_train.jsonl",
            predict_parties,
            (Measure("all.f1"), Measure("S.f1"), Measure("T.f1")),
            form="tokens",
        ),
        Half(
            "conflibert/cameo_class_train.jsonl",
            predict_classes,
            (Measure("weighted_f1", 10.0), Measure("accuracy", 25.0)),
            form="label",
        ),
        Half(
            "conflibert/satp_dev.jsonl",
            predict_attacks,
            (Measure("mean_f1"), Measure("labels.l0.f1"), Measure("labels.l1.f1")),
            form="labels",
        ),
    ),
)

"""CASE 2021, task 2: the event type of a snippet, one of 30 labels. The answer is the CASE label of
the type that the snippet is about: among the events it says happened, the plainest and first."""

from collections.abc import Iterable, Sequence

from bench.data import report
from bench.tasks.readings import readings
from bench.tasks.task import Half, Measure, Row, Task
from foglift.codebook import Book
from foglift.model import Claim, Count, Event

NOTHING_READ = "OTHER"
# What a label is worth beside another of the same snippet: what happened goes before the words
# about it and before what people did because of it.
WORTH = {
    "SUIC_BOMB": 6, "CHEM_WEAP": 5, "GRENADE": 5, "SEX_VIOL": 5, "ABDUCT_DISSAP": 5, "DISR_WEAP": 4,
    "GOV_REGAINS_TERIT": 4, "NON_STATE_ACTOR_OVERTAKES_TER": 4, "NON_VIOL_TERRIT_TRANSFER": 5,
    "REM_EXPLOS": 4, "AIR_STRIKE": 4, "ART_MISS_ATTACK": 4, "ATTRIB": 4, "AGREEMENT": 4,
    "HQ_ESTABLISHED": 4, "VIOL_DEMONSTR": 4, "MOB_VIOL": 4, "FORCE_AGAINST_PROTEST": 4,
    "PROTEST_WITH_INTER": 4, "PROPERTY_DISTRUCT": 3, "ARREST": 3, "ATTACK": 3, "ARMED_CLASH": 3,
    "PEACE_PROTEST": 3, "NATURAL_DISASTER": 4, "MAN_MADE_DISASTER": 4, "ORG_CRIME": 4, "DIPLO": 2,
    "CHANGE_TO_GROUP_ACT": 2, "OTHER": 1,
}  # fmt: skip
LATER = 1.0  # what each further event told costs a label
TAKEN = {"NON_STATE_ACTOR_OVERTAKES_TER", "GOV_REGAINS_TERIT"}
HURT = ("killed", "wounded", "killed-or-wounded")


def predict(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "1", "label": "AIR_STRIKE"} for each snippet."""
    read = readings([report(row["text"]) for row in rows], book)
    return [
        {"id": row["id"], "label": label(claims, book)}
        for row, claims in zip(rows, read, strict=True)
    ]


def label(claims: Iterable[Claim], book: Book) -> str:
    """The CASE label of the event that the snippet is about; OTHER where none was read."""
    ordered = sorted(claims, key=lambda claim: claim.evidence[0])
    labels = told(ordered, book)
    if not labels:
        return NOTHING_READ
    best = max(labels, key=lambda name: WORTH[name] - LATER * labels.index(name))
    return _settled(best, set(labels), ordered)


def told(claims: Iterable[Claim], book: Book) -> list[str]:
    """The labels of what happened, each once, in the order of the text; background last."""
    happened = [
        (claim.background, book.events[claim.content.type, claim.content.facet].case)
        for claim in claims
        if isinstance(claim.content, Event) and claim.realis == "actual"
    ]
    ranked = sorted(happened, key=lambda pair: pair[0])
    return list(dict.fromkeys(case for _, case in ranked if case != "-"))


def _settled(best: str, labels: set[str], claims: Sequence[Claim]) -> str:
    """The label by the coders' rules for ties: who meets a crowd, and with what effect."""
    if best in {"PEACE_PROTEST", "ARREST", "PROTEST_WITH_INTER", "FORCE_AGAINST_PROTEST"}:
        return _of_crowd(best, labels, claims)
    if best in {"CHANGE_TO_GROUP_ACT", "NON_STATE_ACTOR_OVERTAKES_TER"} and _left(claims):
        taken = labels & TAKEN
        return "NON_VIOL_TERRIT_TRANSFER" if taken and "ARMED_CLASH" not in labels else best
    return best


def _of_crowd(best: str, labels: set[str], claims: Sequence[Claim]) -> str:
    crowd = labels & {"PEACE_PROTEST", "PROTEST_WITH_INTER", "FORCE_AGAINST_PROTEST"}
    if not crowd:
        return "PROTEST_WITH_INTER" if _protesters_held(claims) else best
    if "VIOL_DEMONSTR" in labels:
        return "VIOL_DEMONSTR"
    if "FORCE_AGAINST_PROTEST" in labels:
        return "FORCE_AGAINST_PROTEST"
    met = labels & {"PROTEST_WITH_INTER", "ARREST"}
    hurt = any(isinstance(each.content, Count) and each.content.of in HURT for each in claims)
    if met and hurt:
        return "FORCE_AGAINST_PROTEST"
    return "PROTEST_WITH_INTER" if met else best


def _protesters_held(claims: Sequence[Claim]) -> bool:
    """Whether protesters are said to be arrested: their protest was broken up."""
    return any(
        who.ref == "people:protesters"
        for claim in claims
        if isinstance(claim.content, Event) and claim.content.type == "DETENTION"
        for who in claim.content.recipients
    )


def _left(claims: Sequence[Claim]) -> bool:
    """Whether a force is said to have left."""
    return any(
        isinstance(claim.content, Event) and claim.content.type == "WITHDRAWAL" for claim in claims
    )


TASK = Task(
    name="case2021",
    halves=(
        Half(
            "case2021/dev_half.jsonl",
            predict,
            (
                Measure("subtask3.weighted_f1", 68.5, "77.1 (shared task, ACLED text)", 82),
                Measure("subtask1.weighted_f1", None, "83.9 (shared task, ACLED text)", 87),
            ),
            form="subtask",
        ),
    ),
    quick=True,
)

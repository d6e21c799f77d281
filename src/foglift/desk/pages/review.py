"""The review queue: the claims that people had best look at first."""

from typing import Annotated

import msgspec
from fastapi import Query

from foglift.desk import saying
from foglift.desk.look import Look
from foglift.desk.pages.cards import Card, card
from foglift.desk.pages.judgements import Past, past
from foglift.review import Difference, Effect

SHOWN = 12  # claims of the queue on its page


class Queued(msgspec.Struct, frozen=True):
    """A claim of the queue, with what goes if it is wrong, and what was read beside it."""

    card: Card
    effect: Effect
    beside: tuple[str, ...]


class ReviewPage(msgspec.Struct, frozen=True):
    """The claims that would change the picture most if they were wrong; `done` is the judgement
    just made, `changed` what it changed."""

    waiting: int
    items: tuple[Queued, ...]
    judged: int
    done: Past | None
    changed: tuple[Difference, ...]


def review(
    look: Look,
    done: Annotated[int, Query(description="The number of the judgement just made.")] = 0,
) -> ReviewPage:
    """What people had best look at first; `done` is the number of the judgement just made."""
    act = next((one for one in look.acts if one.judgement.act == done), None) if done else None
    changed = look.changed(act.judgement) if act and act.state == "holds" else ()
    return ReviewPage(
        waiting=len(look.queue),
        items=tuple(_queued(look, one) for one in look.queue[:SHOWN]),
        judged=len(look.rulings.confirmed) + len(look.rulings.rejected),
        done=past(look, act) if act else None,
        changed=changed or (),
    )


def _queued(look: Look, effect: Effect) -> Queued:
    report, claim = look.claims[effect.claim]
    beside = [look.claims[id] for id in effect.beside if id in look.claims]
    words = tuple(saying.said(look.facts, *one) for one in beside)
    return Queued(card(look.facts, report, claim), effect, words)

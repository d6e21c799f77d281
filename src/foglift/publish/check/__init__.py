"""The check of a brief: each sentence is taken apart and compared with its claims alone.

Neither the picture nor what wrote the sentence is asked: a wrong template is found here.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from foglift.model import Brief, Sentence
from foglift.publish.check.events import events
from foglift.publish.check.holders import control
from foglift.publish.check.names import dates, names, quotes, words
from foglift.publish.check.numbers import counts
from foglift.publish.check.voices import sources, support
from foglift.publish.facts import Facts
from foglift.publish.given import Given, given

Rule = Callable[[Facts, Sentence, Sequence[Given]], Iterator[str]]


def faults(known: Facts, text: Brief) -> list[str]:
    """One line for each thing in a sentence that its claims do not give. [] when all follow."""
    return [
        f"{section.title}: {fault}: {sentence.text}"
        for section in text.sections
        for sentence in section.sentences
        for fault in _of_sentence(known, section.title, sentence)
    ]


def _of_sentence(known: Facts, title: str, sentence: Sentence) -> Iterator[str]:
    if not sentence.claims and not sentence.rest:
        yield "stands on no claim"
    missing = [id for id in sentence.claims if id not in known.claims]
    if missing:
        yield f"claims {', '.join(missing)} are not known"
    cited = [given(known, *known.claims[id]) for id in sentence.claims if id in known.claims]
    for rule in (quotes, words, *(_RULES.get(title, ()) if cited else ())):
        yield from rule(known, sentence, cited)
    if cited and "further" not in sentence.text:
        for rule in (names, dates):
            yield from rule(known, sentence, cited)


def _plans(known: Facts, sentence: Sentence, cited: Sequence[Given]) -> Iterator[str]:
    """An announcement is asserted by who is named as saying it, and not denied."""
    if re.search(r" (?:said|threatened that) .+? would ", sentence.text):
        if all(one.against for one in cited):
            yield "nobody cited announces it"
        speaker = re.match(r"(.+?) (?:said|threatened that) ", sentence.text)
        if speaker and not sources(speaker[1], cited):
            yield f"no cited claim is said by {speaker[1]}"


_RULES: dict[str, tuple[Rule, ...]] = {
    "Control": (support, control, events),
    "Fighting": (support, events),
    "People": (counts, support, events),
    "Disputed": (support, events, counts),
    "What the parties say they will do": (_plans,),
}

"""Whether a time lies ahead of its report or behind it, by the verbs around it."""

import re

_NEAR = 120
_CLAUSE = re.compile(r"(?<!\.m)[;:.!?]\s|\s--\s")
_AHEAD = (
    r"(?:will|won't|'ll|shall|would|may|must|should|can|could|(?:is|are|was|were|be|been|plans?"
    r"|planned|planning|expects?|expected|scheduled|due|set|going|intends?|wants?|hopes?|agreed"
    r"|vowed|ready|supposed|likely|aims?|slated|about|threatens?) to)(?! have)"
    r"(?: (?:not|also|be|[a-z]{2,12}ly)){0,3} [a-z]{2,14}|due|scheduled|slated|expects?"
    r"|expected|hopes?|until|upcoming|deadline"
)
_BEHIND = (
    r"was|were|have|has|had|did|didn't|since|said|told|began|became|came|fell|went|left|took|made"
    r"|rose|sold|bought|won|lost|met|saw|got|gave|held|led|shot|hit|broke|blew|grew|sank|sent|paid"
    r"|spent|built|brought|caught|fought|thought|sought|found|kept|knew|ran|stood|spoke|wrote|drove"
    r"|chose|flew|drew|threw|struck|slid|fled|swept|overran|withdrew|retook|seized"
    r"|(?-i:(?!need|hundred|indeed|seed)[a-z]{2,14}ed)"
)
_OVER = r"had(?: [a-z]{2,12}ly)? been (?:due|scheduled|expected|set|planned)"
_BOUND = re.compile(
    r"\b(?:(?P<behind>since)|by|until|till|effective|no later than) (?:the )?$", re.IGNORECASE
)
_CUES = re.compile(rf"\b(?:{_OVER}|(?P<ahead>{_AHEAD})|{_BEHIND})\b", re.IGNORECASE)
_PAST = {"had", "was", "were", "did"}


def looks_ahead(line: str, start: int, end: int) -> bool:
    """Whether the nearest verb beside the words looks ahead; those before them count first.

    >>> line = "He said on Monday that polls will open on Friday."
    >>> looks_ahead(line, 11, 17), looks_ahead(line, 42, 48)
    (False, True)
    """
    before = line[max(0, start - _NEAR) : start]
    stops = [stop.end() for stop in _CLAUSE.finditer(before)]
    cues = list(_CUES.finditer(before, stops[-1] if stops else 0))
    if bound := _BOUND.search(before):
        ended = any(cue.group().lower() in _PAST for cue in cues[-2:])
        return not (bound["behind"] or ended)
    if cues:
        return cues[-1]["ahead"] is not None
    after = line[end : end + _NEAR]
    stop = _CLAUSE.search(after)
    cue = _CUES.search(after, 0, stop.start() if stop else len(after))
    return cue is not None and cue["ahead"] is not None

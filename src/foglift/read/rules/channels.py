"""By what medium something is said, and to whom."""

from spacy.tokens import Token

from foglift.read.rules.subjects import object_of

MEDIA = frozenset(
    (
        "account", "address", "app", "bulletin", "briefing", "broadcast", "channel", "comment",
        "communique", "communiqué", "conference", "dispatch", "email", "facebook", "footage",
        "instagram", "interview", "letter", "livestream", "media", "message", "newspaper", "page",
        "platform", "post", "press", "programme", "program", "radio", "recording", "release",
        "report", "site", "speech", "statement", "telegram", "television", "thread", "tiktok", "tv",
        "tweet", "twitter", "update", "video", "voice", "website", "whatsapp", "x", "youtube",
    )
)  # fmt: skip


def channel_of(verb: Token, speaker: Token | None) -> str:
    """The words naming the medium: "Telegram channel", "statement", "online post"."""
    if speaker is not None and speaker.lemma_.lower() in MEDIA and speaker.pos_ == "NOUN":
        return _medium(speaker)
    for child in verb.subtree:
        if child.dep_ in ("pobj", "dobj") and child.lemma_.lower() in MEDIA:
            head = child.head
            if head == verb or (
                head.lower_ in ("in", "on", "via", "through", "to", "during", "over", "by")
                and abs(head.i - verb.i) < 25
            ):
                return _medium(child)
    return ""


def _medium(noun: Token) -> str:
    first = noun.i
    while (
        first
        and noun.doc[first - 1].dep_ in ("compound", "amod")
        and (noun.doc[first - 1].head == noun or noun.doc[first - 1].head.head == noun)
    ):
        first -= 1
    return str(noun.doc[first : noun.i + 1].text)


def hearer_of(verb: Token) -> Token | None:
    """Who is told: "told AFP", "said to AFP", "said in an interview with AFP"."""
    for child in verb.children:
        if (
            child.dep_ in ("dobj", "dative")
            and child.i > verb.i
            and child.pos_ in ("PROPN", "NOUN")
        ):
            return object_of(child) if child.pos_ == "ADP" else child
        if child.dep_ in ("prep", "dative") and child.lower_ in ("to", "with"):
            return object_of(child)
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "during"):
            for talk in child.subtree:
                if talk.lower_ in ("with", "to") and talk.dep_ == "prep":
                    return object_of(talk)
    return None

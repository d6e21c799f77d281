"""Whom a filler means."""

from collections.abc import Callable

from foglift.model import Claim, Event, Report, quote

Read = Callable[..., tuple[Report, list[Claim]]]


def test_a_loaded_name_is_read_by_who_speaks(read: Read) -> None:
    report, claims = read("The Syrian army said terrorist groups had entered Hama.")
    [event] = (each for each in claims if isinstance(each.content, Event))
    assert isinstance(event.content, Event)
    [actor] = event.content.actors
    assert (quote(report, [actor.span]), actor.ref) == ("terrorist groups", "syria-rebels")

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from foglift.desk.render import address, number, script_json


@given(st.text())
def test_json_in_a_page_stays_data(text: str) -> None:
    written = script_json(text)
    assert not set("<>&\u2028\u2029") & set(written)
    assert msgspec.json.decode(str(written)) == text


def test_links_carry_what_is_asked() -> None:
    assert address("/places/wof:421202161", {}) == "/places/wof:421202161"
    assert address("/claims", {"q": "a&b"}) == "/claims?q=a%26b"
    assert address("/claims/<b>", {}) == "/claims/%3Cb%3E"


def test_numbers_are_grouped_and_unknown_ones_say_so() -> None:
    assert (number(1200), number(0), number(None)) == ("1,200", "0", "?")

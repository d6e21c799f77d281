import pytest

from foglift.ingest import decode
from foglift.ingest.record import UnreadableError

RUSSIAN = "Повстанцы вошли в город Хама в четверг, сообщила армия в заявлении."


@pytest.mark.parametrize(
    "data",
    [
        RUSSIAN.encode(),
        RUSSIAN.encode("utf-8-sig"),
        RUSSIAN.encode("utf-16"),
        RUSSIAN.encode("utf-32"),
        RUSSIAN.encode("cp1251"),
        RUSSIAN.encode("koi8-r"),
    ],
)
def test_a_text_is_decoded_by_its_mark_as_utf8_or_by_guess(data: bytes) -> None:
    assert decode.text(data) == RUSSIAN


def test_a_declared_character_set_is_believed_and_a_wrong_or_odd_one_is_not() -> None:
    page = '<meta charset="{}"><p>Хама</p>'
    assert "Хама" in decode.text(page.format("windows-1251").encode("cp1251"))
    assert "Хама" in decode.text(page.format("ascii").encode())
    assert "Хама" in decode.text(page.format("utf-16").encode())
    assert "Хама" in decode.text(page.format("punycode").encode())
    assert "Хама" in decode.text(page.format("no-such-set").encode())


def test_utf16_without_a_mark_is_guessed() -> None:
    text = "Rebels entered Hama on Thursday, the army said."
    assert decode.text(text.encode("utf-16-be")) == decode.text(text.encode("utf-16-le")) == text


def test_latin_1_is_what_browsers_take_it_for() -> None:
    assert decode.text(b'<meta charset="iso-8859-1">\x93Hama\x94').endswith("“Hama”")


def test_utf8_with_a_damaged_character_stays_utf8() -> None:
    data = RUSSIAN.encode()
    assert decode.text(data[:-2] + b".") == RUSSIAN[:-2] + "\ufffd."


def test_line_ends_become_newlines_and_the_mark_goes() -> None:
    assert decode.text(b"\xef\xbb\xbfa\r\nb\rc\n") == "a\nb\nc\n"


def test_what_cannot_be_stored_is_replaced_and_all_else_kept() -> None:
    odd = "e\u0301 \U0001f600 \u202eabc\u202c \u2028 \x0c"
    assert decode.clean(odd) == odd
    assert decode.clean("a\0b\ud800c") == "a\ufffdb\ufffdc"


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"\0" * 99, b"\x7fELF\x02\x01\x01" + b"\0" * 9]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="binary: this is not text"):
        decode.text(data)

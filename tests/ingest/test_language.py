from foglift.ingest.language import language

RUSSIAN = "Повстанцы вошли в город Хама в четверг, сообщила армия в своём заявлении. "


def test_the_language_of_a_longer_text_is_told() -> None:
    assert language(RUSSIAN * 4) == "ru"
    assert language("Rebels entered the city of Hama on Thursday, the army said. " * 5) == "en"
    assert language("دخل المقاتلون مدينة حماة يوم الخميس بعد معارك عنيفة مع الجيش. " * 5) == "ar"


def test_a_short_or_wordless_text_counts_as_english() -> None:
    assert language(RUSSIAN) == "en"
    assert language("1,2,3;" * 100) == "en"

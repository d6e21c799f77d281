from foglift.codebook import gazetteer
from foglift.codebook.native import Native, native


def test_a_town_has_its_name_in_its_own_script() -> None:
    first = {
        name: native(gazetteer.load().named(name, (country,))[0][0])
        for name, country in [
            ("Hama", "SY"), ("Aleppo", "SY"), ("Bakhmut", "UA"), ("Kharkiv", "UA"),
            ("Tbilisi", "GE"), ("Yerevan", "AM"), ("Kabul", "AF"),
        ]
    }  # fmt: skip
    assert first["Hama"] == Native("حماة", "ar")
    assert first["Aleppo"] == Native("حلب", "ar")
    assert first["Bakhmut"] == Native("Бахмут", "uk")
    assert first["Kharkiv"] == Native("Харків", "uk")
    assert first["Tbilisi"] == Native("თბილისი", "ka")
    assert first["Yerevan"] == Native("Երեվան", "hy")
    assert first["Kabul"] == Native("کابل", "fa-AF")


def test_where_the_script_is_latin_there_is_none() -> None:
    book = gazetteer.load()
    assert native(book.named("Goma", ("CD",))[0][0]) == Native()
    assert native(book.place("sup:hamdaniyah")) == Native()

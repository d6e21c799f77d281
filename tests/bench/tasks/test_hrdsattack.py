"""HRDsAttack: the record of an article from what the reader says of it."""

from bench.tasks import hrdsattack
from foglift.codebook import load

BOOK = load()


def test_who_was_held_where_and_when() -> None:
    text = (
        "Police in Minsk detained the journalist Alena Kavalenka on 15 November 2020, her lawyer "
        "said. Officers also detained two protesters."
    )
    row = {"id": "1", "text": text, "published": "2020-11-20"}
    (found,) = hrdsattack.predict([row], BOOK)
    assert (found["country"], found["city"]) == ("Belarus", "Minsk")
    assert (found["year"], found["month"], found["date"]) == ("2020", "11", "15.0")
    assert found["violation_types"] == ["arbitrary detention"]


def test_an_article_of_nothing_leaves_the_record_open() -> None:
    (found,) = hrdsattack.predict([{"id": "1", "text": "The sun rose over the hills."}], BOOK)
    assert (found["city"], found["date"], found["victim_names"]) == ("None", "None", [])

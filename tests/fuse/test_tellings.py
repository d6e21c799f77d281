"""Two tellings of one happening, by their words."""

from foglift.codebook import load
from foglift.fuse.matters import Matters
from foglift.fuse.tellings import Telling, happenings, likely
from foglift.model import Report, report_id

BOOK = load()
TEXTS = (
    "The singer Lena Aro was arrested at Oulu airport on Friday over a stolen violin.",
    "Police at Oulu airport nabbed the singer Lena Aro, who denies taking the violin.",
    "Rain delayed the regatta at Hobart; the boats will race on Sunday.",
    "The bakers of Trieste went back to work after a week.",
    "A court in Lima fined the mine for dust over the valley.",
    "Voters in Malta go to the polls again in June.",
)


def report(text: str) -> Report:
    return Report(report_id(text, "", "wire", None), "wire", "news", text)


def known() -> tuple[Matters, list[str]]:
    reports = [report(text) for text in TEXTS]
    return Matters(reports, BOOK), [each.id for each in reports]


def telling(report: str, word: str, *kin: str, whom: str = "", near: str = "") -> Telling:
    parties = frozenset(whom.split())
    beside = frozenset(near.split())
    return Telling(report, 0, frozenset((f"={word}", *kin)), parties, parties, beside)


def test_words_of_one_family_in_reports_of_one_matter_are_one_happening() -> None:
    told, ids = known()
    arrested = telling(ids[0], "arrest", "arrest", whom="lena aro singer")
    nabbed = telling(ids[1], "nabb", "arrest", whom="lena aro singer")
    stolen = telling(ids[0], "stol", "rob", whom="violin")
    elsewhere = telling(ids[4], "arrest", "arrest")
    assert happenings([arrested, nabbed, stolen, elsewhere], told, BOOK) == [0, 0, 2, 3]


def test_likeness_has_no_direction_and_grows_with_what_is_shared() -> None:
    told, ids = known()
    bare = [telling(ids[0], "arrest", "arrest"), telling(ids[1], "nabb", "arrest")]
    full = [
        telling(ids[0], "arrest", "arrest", whom="aro", near="airport"),
        telling(ids[1], "nabb", "arrest", whom="aro", near="airport"),
    ]
    assert likely(*bare, told, BOOK) == likely(*reversed(bare), told, BOOK)
    assert likely(*full, told, BOOK) > likely(*bare, told, BOOK)


def test_what_two_people_say_is_two_sayings() -> None:
    told, ids = known()
    said = [telling(id, "said", "say") for id in ids[:2]]
    done = [telling(id, "held", "arrest") for id in ids[:2]]
    assert likely(said[0], said[1], told, BOOK) < likely(done[0], done[1], told, BOOK)

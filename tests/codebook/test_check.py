"""What `check` says, word for word, and that it is silent about a sound folder."""

from pathlib import Path

import pytest

from foglift.codebook import DATA
from foglift.codebook.check import check

SOUND = """\
id: hill-war
name: Hill war
countries: [SY]
sides:
  - {id: hill.north, name: the north}
actors:
  - id: hill-front
    name: Hill Front
    kind: rebel
    countries: [SY]
    aliases: [HF, Front of the Hills]
    sides: [{side: hill.north, since: 2020-01-01, until: 2020-12-31}]
    leaders:
      - {id: smith, name: A. Smith}
    example: The Hill Front took a mill.
  - id: hill-guard
    name: Hill Guard
    kind: militia
    countries: [SY]
    aliases: [Guard]
    sides: [{side: hill.north, since: 2021-01-01}]
    example: The Hill Guard lost a mill.
joined:
  - {actor: hill-front, side: hill.north}
"""


def messages(folder: Path, war: str) -> tuple[str, ...]:
    (folder / "actors").mkdir(exist_ok=True)
    (folder / "actors" / "hill.yml").write_text(war, encoding="utf-8")
    return check(folder)


def test_the_shipped_codebook_is_sound() -> None:
    assert check(DATA) == ()


def test_a_sound_file_is_sound(tmp_path: Path) -> None:
    assert messages(tmp_path, SOUND) == ()


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("    kind: rebel", "    knd: rebel", "9: unknown field 'knd' - did you mean 'kind'?"),
        ("    kind: rebel", "    kind: pirate", "9: kind: Invalid enum value 'pirate'"),
        ("    kind: rebel\n", "", "7: missing required field 'kind'"),
        (
            "{id: smith, name: A. Smith}",
            "{id: smith, nme: A. Smith}",
            "14: unknown field 'nme' - did you mean 'name'?",
        ),
        ("since: 2020-01-01", "since: yesterday", "12: since: Invalid RFC3339 encoded date"),
        ("    example: The Hill Front took a mill.\n", "", "7: hill-front: no example sentence"),
        (
            "The Hill Front took",
            "Somebody took",
            "7: hill-front: the example has none of its names",
        ),
        (
            "side: hill.north, since: 2020",
            "side: hill.nrth, since: 2020",
            "7: hill-front: side 'hill.nrth' is in no row",
        ),
        (
            "{actor: hill-front,",
            "{actor: hill-frnt,",
            "24: actor 'hill-frnt' is in no row",
        ),
        (
            "    kind: militia",
            "    kind: militia\n    part_of: nobody",
            "16: hill-guard: part_of 'nobody' is in no row",
        ),
        (
            "Front of the Hills]",
            "حماس]",
            "7: hill-front: 'حماس' is compared as 'hms', too short to be a name",
        ),
        (
            "  - id: hill-guard",
            "  - id: hill-front",
            "16: actor hill-front is also in actors/hill.yml:7",
        ),
        ("name: Hill war", "name: [", "4: cannot be read: did not find expected ',' or ']'"),
    ],
)
def test_each_fault_is_told_in_plain_words(
    tmp_path: Path, right: str, wrong: str, message: str
) -> None:
    assert right in SOUND
    found = messages(tmp_path, SOUND.replace(right, wrong, 1))
    assert any(one.startswith("actors/hill.yml:" + message) for one in found), found


def test_two_actors_may_not_have_one_name_at_one_time(tmp_path: Path) -> None:
    same_day = SOUND.replace("[Guard]", "[HF]")
    assert messages(tmp_path, same_day) == ()
    at_once = same_day.replace("since: 2021-01-01", "since: 2020-12-31")
    assert messages(tmp_path, at_once) == (
        "actors/hill.yml:16: 'hf' names both hill-front and hill-guard",
    )


def test_all_faults_of_a_file_are_told(tmp_path: Path) -> None:
    twice = SOUND.replace("kind: rebel", "knd: rebel").replace("kind: militia", "kynd: militia")
    assert [one.split(": ")[0] for one in messages(tmp_path, twice)] == [
        "actors/hill.yml:9",
        "actors/hill.yml:18",
    ]


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("people.csv", "word,id,example\nbakers,bakers,\n", "2: no example sentence"),
        (
            "people.csv",
            "word,id,example\nbakers,bakers,Two men died.\n",
            "2: the example does not have 'bakers'",
        ),
        (
            "people.csv",
            "word,id,armed,example\nbakers,bakers,perhaps,Two bakers died.\n",
            "2: armed: Expected 'bool', got 'str'",
        ),
        (
            "people.csv",
            "word,id,example\nbakers,bakers,Two bakers died.\nbakers,x,Two bakers died.\n",
            "3: bakers is also in people.csv:2",
        ),
        (
            "loaded.csv",
            "phrase,means,example\nfiends,foe,The fiends fled.\n",
            "2: means: Invalid enum value 'foe'",
        ),
        (
            "boilerplate.csv",
            "pattern,what,next,example\n(,x,,x\n",
            "2: not a pattern: missing ), unterminated subpattern at position 0",
        ),
        (
            "boilerplate.csv",
            "pattern,what,next,example\nabc,x,,abd\n",
            "2: the example does not match the pattern",
        ),
        (
            "words/en.csv",
            "kind,words,example\nharm,raze;burn,They vowed to help.\n",
            "2: the example has none of its words",
        ),
        (
            "sources/x.yml",
            "- id: x\n  name: Xpress\n  role: party\n  example: The Xpress wrote.\n",
            "1: a source with the role 'party' needs the actor it speaks for in 'party'",
        ),
        ("sources/x.yml", "id: x\n", "1: cannot be read: the file is not a list of rows"),
    ],
)
def test_flat_files_and_sources(tmp_path: Path, file: str, text: str, message: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    found = check(tmp_path)
    assert len(found) == 1
    assert found[0].startswith(f"{file}:{message}")


def test_a_folder_may_refer_to_what_ships(tmp_path: Path) -> None:
    joined = SOUND.replace("{actor: hill-front,", "{actor: hts,")
    assert any("'hts' is in no row" in one for one in messages(tmp_path, joined))
    assert check(tmp_path, DATA) == ()


def test_a_loaded_word_is_no_name(tmp_path: Path) -> None:
    (tmp_path / "loaded.csv").write_text(
        "phrase,means,example\nfiends,enemy,The fiends fled.\n", encoding="utf-8"
    )
    assert messages(tmp_path, SOUND.replace("[Guard]", "[the fiends, Fiends]")) == (
        "actors/hill.yml:16: hill-guard: 'Fiends' is a loaded word, not a name (loaded.csv)",
    )

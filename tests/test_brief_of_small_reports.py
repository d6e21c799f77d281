"""Briefs of a few short reports, read from end to end: each holds one way a brief once misled."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from foglift import flow
from foglift import store as stores
from foglift.codebook import Book
from foglift.ingest import Options
from foglift.publish import brief, check_brief
from foglift.publish.harm import guarded

Told = Callable[..., list[str]]


@pytest.fixture
def told(tmp_path: Path, book: Book) -> Told:
    """The sentences of the brief of a day, of one section or all, from reports given as "outlet |
    day | text"."""

    def write(
        *reports: str, day: str = "2023-06-15", section: str = "", public: bool = False
    ) -> list[str]:
        for number, report in enumerate(reports):
            outlet, published, text = report.split(" | ", 2)
            head = f"Outlet: {outlet}\n" + (f"Published: {published}\n" if published else "")
            (tmp_path / f"{number}.txt").write_text(f"{head}\n{text}\n", encoding="utf-8")
        with stores.open(tmp_path / "store.foglift") as store:
            flow.read([tmp_path], book, store, Options())
            claims = flow.known(store)
            picture = flow.picture(store, book, date.fromisoformat(day))
        if public:
            picture, claims = guarded(picture, claims, book)
        text = brief(picture, claims, book)
        assert check_brief(text, picture, claims, book) == []
        parts = [part for part in text.sections if section in ("", part.title)]
        return [sentence.text for part in parts for sentence in part.sentences]

    return write


def test_a_pronoun_or_a_statement_is_nobodys_name(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | “Shells hit Omdurman all night,” he said.\n\n"
        "The statement said that shells had also hit Bahri on Wednesday."
    )
    assert not [one for one in found if one.startswith(("He ", "It ", "The statement "))]
    assert not [one for one in found if "according to he" in one]


def test_who_has_no_name_stands_with_the_outlet_that_carries_the_word(told: Told) -> None:
    found = told("Nile Daily | 2023-06-15 | A security source said Kutum was shelled on Tuesday.")
    assert "A security source (Nile Daily) said Kutum was shelled on 13 June; no named source so " \
        "far." in found  # fmt: skip


def test_a_name_in_small_letters_stays_as_it_is_written(told: Told) -> None:
    found = told("dpa | 2023-06-15 | The army shelled Omdurman on Wednesday.")
    assert any(one.startswith("dpa said") for one in found)


def test_nobody_is_said_to_have_named_whom_he_did_not_name(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | Kutum was shelled on Wednesday.",
        "Levant Wire | 2023-06-15 | The Rapid Support Forces shelled Kutum on Wednesday.",
    )
    assert any(
        one.startswith("Kutum was shelled on 14 June, according to two independent sources")
        and "Levant Wire named the Rapid Support Forces" in one
        for one in found
    )


def test_a_number_keeps_its_hedge_and_one_is_one(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | Nearly 300 soldiers were killed in Kutum on Wednesday.\n\n"
        "One civilian was killed in Omdurman on Tuesday."
    )
    assert any("nearly 300 soldiers were killed in Kutum" in one for one in found)
    assert any("one civilian was killed in Omdurman" in one for one in found)


def test_a_part_that_nothing_sets_apart_is_not_told(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | 90 fighters were killed in Kutum on Wednesday, 52 of them on "
        "the side of the army. 40 civilians, including 12 children, were killed in Omdurman."
    )
    assert not any("including 52" in one for one in found)
    assert any("including 12 children" in one for one in found)


def test_one_number_is_told_once(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | 61 civilians killed in Darfur\n\nAt least 61 civilians were "
        "killed in Kutum in Darfur on Wednesday."
    )
    assert sum("61 civilians" in one for one in found if "killed" in one and " said " in one) == 1


def test_deaths_in_accidents_and_disasters_enter_no_tally(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | Fourteen people were killed when a bus crashed near Atbara on "
        "Wednesday.",
        "Levant Wire | 2023-06-15 | Floods killed 31 people in Kassala on Wednesday.",
        "Gulf Ledger | 2023-06-15 | Shells killed 12 people in Omdurman on Wednesday.",
    )
    assert any("12 people were killed in Omdurman" in one for one in found)
    assert not any("14 people" in one or "31 people" in one for one in found)


def test_what_was_not_said_is_not_claimed(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | The army did not say that Kutum had been lost. There is no "
        "truth to the reports that fighters entered Nyala, the army said."
    )
    assert not any("gave up Kutum" in one or "Kutum was taken" in one for one in found)
    assert not any(one.startswith("Forces advanced on Nyala") for one in found)
    assert not any("claimed that fighters advanced on Nyala" in one for one in found)


def test_closing_an_airport_surrounds_no_city(told: Told) -> None:
    found = told("Nile Daily | 2023-06-15 | The army closed the airport of El Obeid on Wednesday.")
    assert not any("it was surrounded" in one for one in found)


def test_one_that_took_the_word_of_another_place_is_no_denial(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-13 | The Rapid Support Forces entered Kutum on Tuesday.",
        "Gulf Ledger | 2023-06-15 | The Rapid Support Forces captured Kutum on Thursday.",
    )
    assert not any("denied" in one for one in found)


def test_what_only_an_undated_report_tells_is_no_news_of_a_day(told: Told) -> None:
    found = told(
        "Nile Daily |  | The Rapid Support Forces captured Nyala on Monday. 70 people were killed "
        "in the city.",
        "Gulf Ledger | 2023-06-15 | The army shelled Omdurman on Wednesday.",
    )
    assert not any("Nyala" in one or "70 people" in one for one in found)


def test_an_army_that_leaves_a_city_does_not_leave_its_country(told: Told) -> None:
    found = told("Nile Daily | 2023-06-15 | The army withdrew from Sudan's second city on Tuesday.")
    assert not any("withdrew from Sudan on" in one for one in found)


def test_a_number_that_no_day_is_said_of_is_known_by_the_day_of_its_report(told: Told) -> None:
    found = told("Nile Daily | 2023-06-15 | 48 soldiers were killed in Kutum.")
    assert any("48 soldiers were killed in Kutum by 15 June" in one for one in found)


def test_withdrawing_is_told_once_of_one_sentence(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | A resident said the Rapid Support Forces had left Kutum on "
        "Wednesday night."
    )
    assert sum("Kutum" in one for one in found if "said" in one) == 1


def test_whose_director_it_was_need_be_known(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | A hospital in Omdurman was hit on Wednesday. Twelve patients "
        "were killed, its director said."
    )
    assert not any("its director" in one.lower() for one in found)


def test_who_says_that_a_place_fell_has_not_lost_it_where_a_state_is_at_home(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | The Rapid Support Forces said Kutum had fallen on Wednesday."
    )
    assert not any("Rapid Support Forces acknowledged" in one for one in found)


def test_reports_called_false_assert_nothing(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | Reports that the army had left Omdurman were false, the "
        "ministry said. There is no truth to the rumours that fighters have entered Khartoum."
    )
    assert not any(" said the Sudanese Armed Forces withdrew" in one for one in found)
    assert not any("advanced on Khartoum" in one and "denied" not in one for one in found)


def test_one_is_one_also_at_least(told: Told) -> None:
    found = told("Nile Daily | 2023-06-15 | At least one civilian was wounded in Kutum on Monday.")
    assert not any("at least one civilians" in one for one in found)


def test_who_was_driven_out_has_lost_the_place_and_nobody_took_it(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | The Rapid Support Forces acknowledged that their men had been "
        "driven from Kutum on Wednesday."
    )
    assert not any("Kutum was captured" in one for one in found)


def test_what_a_word_stands_for_is_no_count(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | Shells killed 14 villagers in Kutum on Wednesday. The network "
        "calls it a massacre, a word for attacks in which nine or more villagers die."
    )
    assert any("14 villagers" in one for one in found)
    assert not any("nine" in one for one in found)


def test_villages_north_of_the_city_are_not_the_city(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | Fighting raged around Kutum. The army lost a string of villages "
        "to the north of the town on Wednesday."
    )
    assert any("an area near Kutum was captured" in one for one in found)
    assert not any("said Kutum was captured" in one for one in found)


def test_places_that_fell_alike_share_a_sentence(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | The Rapid Support Forces captured Kutum and Nyala on Wednesday."
    )
    assert any(
        "said the Rapid Support Forces took Kutum and Nyala on 14 June" in one for one in found
    )


def test_part_of_a_place_is_not_all_of_it(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | The Rapid Support Forces drove the army from most of South "
        "Darfur on Wednesday."
    )
    assert any("took part of South Darfur" in one for one in found)
    assert not any("took South Darfur" in one or "captured South Darfur" in one for one in found)


def test_who_is_only_described_stands_with_the_outlet(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | A farmer who had walked for two days said Kutum was shelled on "
        "Wednesday."
    )
    assert any(one.startswith("A farmer (Nile Daily) said Kutum was shelled") for one in found)


def test_news_comes_first_and_old_fighting_is_only_counted(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-10 | The army shelled Nyala on Friday.",
        "Nile Daily | 2023-06-15 | The army shelled Kutum on Wednesday.",
    )
    assert any("shelled Kutum on 14 June" in one for one in found)
    assert not any("shelled Nyala" in one for one in found)
    assert "One further incident in South Darfur is in the list of incidents." in found


def test_two_strikes_that_different_people_tell_of_are_two(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | Residents said shells hit Kutum on Tuesday or Wednesday.",
        "Gulf Ledger | 2023-06-15 | A doctor said shells hit Kutum on Wednesday night, the third "
        "time in a week.",
    )
    told_of = " ".join(one for one in found if "Kutum was shelled" in one)
    assert "residents" in told_of.lower()
    assert "doctor" in told_of.lower()


def test_a_total_that_its_source_has_raised_is_not_told_again(told: Told) -> None:
    found = told(
        "Gulf Ledger | 2023-06-13 | The Sudan Doctors Network said 40 civilians had been killed in "
        "Darfur since 1 June.",
        "Gulf Ledger | 2023-06-15 | The Sudan Doctors Network said 62 civilians had been killed in "
        "Darfur since 1 June.",
    )
    assert any("62 civilians" in one for one in found)
    assert not any("said 40 civilians" in one for one in found)


def test_what_is_said_by_nobody_is_nobodys_word(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | Local counts said 30 civilians were killed in Kutum on Tuesday."
    )
    assert not any(one.startswith("Local counts") for one in found)


def test_a_part_is_not_above_its_whole(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | At least 14 civilians were killed in Kutum on Wednesday, after "
        "130 of them, children among them, had died in the week before."
    )
    assert not any("14 civilians" in one and "130" in one for one in found)


def test_of_what_nobody_speaks_for_weeks_there_is_no_sentence(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-05-15 | The Rapid Support Forces captured Kutum on Sunday.",
        "Nile Daily | 2023-06-15 | The army captured Nyala on Wednesday.",
    )
    assert any("took Nyala" in one for one in found)
    assert not any("took Kutum" in one for one in found)
    assert "Nobody has reported on Kutum for two weeks." in found


def test_fighters_beside_those_who_are_named_are_not_others(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | The Rapid Support Forces entered Kutum on Wednesday.",
        "Gulf Ledger | 2023-06-15 | Fighters entered part of Kutum on Wednesday.",
    )
    assert not any("ighters and the Rapid Support Forces" in one for one in found)


def test_who_had_the_rest_has_not_taken_a_part(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-14 | Fighters drove the army from most of South Darfur on Tuesday.",
        "Gulf Ledger | 2023-06-15 | The army held part of South Darfur on Wednesday.",
    )
    assert not any("Sudanese Armed Forces took" in one for one in found)


def test_a_party_is_no_independent_source(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | Fighters of the Rapid Support Forces captured Kutum on "
        "Wednesday.",
        "Levant Wire | 2023-06-15 | The Rapid Support Forces captured Kutum on Wednesday.",
        "Cedar Post | 2023-06-15 | The Rapid Support Forces said they captured Kutum on Wednesday.",
    )
    assert (
        "The Rapid Support Forces took Kutum on 14 June, according to two independent sources: "
        "Levant Wire and Nile Daily; of the parties, the Rapid Support Forces and their allies "
        "said so too." in found
    )


def test_one_independent_source_beside_a_party_is_one(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | The Rapid Support Forces captured Kutum on Wednesday.",
        "Cedar Post | 2023-06-15 | The Rapid Support Forces said they captured Kutum on Wednesday.",
    )
    assert any("according to one independent source, Nile Daily; of the" in one for one in found)


def test_different_numbers_of_different_sources_are_all_told(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-14 | Shells killed 12 people in Kutum on Wednesday, medics said.",
        "Levant Wire | 2023-06-14 | Shelling killed 20 people in Kutum on Wednesday.",
        "Cedar Post | 2023-06-14 | At least 17 people were killed in Kutum on Wednesday, the Sudan "
        "Doctors Network said.",
        day="2023-06-14",
    )
    (toll,) = (one for one in found if one.startswith("12–20 people were killed in Kutum"))
    for giver in ("12 according to medics (Nile Daily)", "20 according to Levant Wire"):
        assert giver in toll
    assert not any("no second independent source" in one for one in found if "12 people" in one)
    (disputed,) = (one for one in found if one.startswith("Numbers for people killed in Kutum"))
    assert "at least 17, according to the Sudan Doctors Network" in disputed


def test_a_running_total_says_up_to_when(told: Told) -> None:
    report = "Nile Daily | 2023-06-13 | {} people have been killed since the fighting began, {}."
    observed = "the Sudan Doctors Network said"
    found = told(report.format("514", observed))
    assert any("514 people were killed in all by 13 June" in one for one in found)


def test_a_running_total_that_its_source_raised_is_told_once(told: Told) -> None:
    report = "Nile Daily | 2023-06-{} | {} people have been killed since the fighting began, {}."
    observed = "the Sudan Doctors Network said"
    found = told(report.format("13", "514", observed), report.format("15", "620", observed))
    assert any("620 people were killed in all by 15 June" in one for one in found)
    assert not any("514 people were killed" in one for one in found)


def test_a_loss_is_told_under_control(told: Told) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | The army acknowledged that its men had been driven from the "
        "outskirts of Kutum on Wednesday. Shells hit Zalingei on Wednesday.",
        section="Control",
    )
    lost = "the Sudanese Armed Forces lost an area near Kutum on 14 June"
    assert any(lost in one for one in found)


def test_a_place_that_is_not_on_the_map_is_told_by_the_name_that_reports_give_it(
    told: Told,
) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | The Rapid Support Forces captured the village of Qarnabil on "
        "Wednesday.\n\nSeven civilians were killed in Qarnabil on Wednesday."
    )
    assert any("the Rapid Support Forces captured “Qarnabil” on 14 June" in one for one in found)
    assert any("seven civilians were killed in “Qarnabil”" in one for one in found)


def test_the_public_is_not_told_a_small_number_of_a_place_that_is_not_on_the_map(
    told: Told,
) -> None:
    found = told(
        "Nile Daily | 2023-06-15 | Seven civilians were killed in Qarnabil on Wednesday.",
        public=True,
    )
    assert found
    assert not any("Qarnabil" in one for one in found)


def test_who_is_told_to_have_lost_people_did_not_kill_them(told: Told) -> None:
    found = told("Nile Daily | 2023-06-15 | The army lost 40 soldiers in Kutum on Wednesday.")
    assert any("40 soldiers were killed in Kutum" in one for one in found)
    assert not any("killed by the Sudanese Armed Forces" in one for one in found)


def test_an_admitted_loss_stays_the_gain_of_who_took_it(told: Told) -> None:
    """A headline that names no side, told the day after, is about the same loss."""
    found = told(
        "Nile Daily | 2023-06-13 | The Rapid Support Forces said on Monday they had captured "
        "Kutum.",
        "Cedar Post | 2023-06-14 | Army chief admits army left Kutum\n\nThe army chief, General "
        "Abdel Fattah al-Burhan, acknowledged that the army had withdrawn from Kutum on Monday.",
        section="Control",
    )
    assert any("the Rapid Support Forces took Kutum" in one for one in found), found

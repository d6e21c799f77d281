"""Own sentences from many wars: each trap of names, places and pointing words, and its negative."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foglift.codebook import load
from foglift.model import Report, Span
from foglift.read.rules.mentions import Mentions, by_speaker, resolve, scope
from foglift.read.rules.names import Named, find, lexicon, view, words
from foglift.read.rules.parse import Doc, Sentence, language, parse
from foglift.text import fold, paragraphs, plain, sentences

BOOK = load()


def parsed(text: str, day: date | None = None) -> Doc:
    """Every sentence parsed, also those that `parse` would skip."""
    report = Report(id="r", outlet="o", kind="news", text=text, published=day)
    spans = [
        (n, span)
        for n, paragraph in enumerate(paragraphs(text))
        for span in sentences(text, paragraph)
    ]
    tokens = language().pipe(plain(text[span.start : span.end]) for _, span in spans)
    return Doc(
        report,
        tuple(
            Sentence(i, n, span, t)
            for i, ((n, span), t) in enumerate(zip(spans, tokens, strict=True))
        ),
    )


def mentions(text: str, day: date | None = date(2024, 12, 5)) -> Mentions:
    return resolve(parsed(text, day), BOOK)


def refs(text: str, surface: str, day: date | None = date(2024, 12, 5)) -> list[str]:
    """What each mention so written stands for, as "kind ref"; places as "place name, country"."""
    return [
        shown(named)
        for named in mentions(text, day).all
        if text[named.span.start : named.span.end] == surface
    ]


def shown(named: Named) -> str:
    if named.kind in ("place", "country") and named.ref:
        place = BOOK.gazetteer.place(named.ref)
        return f"{place.kind} {place.name}, {place.country}"
    return f"{named.kind} {named.ref}".strip()


def places(text: str) -> list[str]:
    """The names written in the text that were taken for places."""
    return [
        text[n.span.start : n.span.end]
        for n in mentions(text).all
        if n.kind in ("place", "country")
    ]


# ----------------------------------------------------------------------------- actors and sources


def test_the_longest_name_wins_and_keeps_its_exact_characters() -> None:
    text = "Fighters of Hayat Tahrir Al-Sham (HTS) drove off the Syrian army."
    assert refs(text, "Hayat Tahrir Al-Sham") == ["actor hts"]
    assert refs(text, "HTS") == ["actor hts"]
    assert refs(text, "Syrian army") == ["actor syrian-army"]
    assert "Syria" not in places(text)


@pytest.mark.parametrize("text", ["The road is open to Palmyra.", "IT IS OVER IN PALMYRA"])
def test_an_acronym_counts_only_in_capitals_that_mean_something(text: str) -> None:
    assert not [n for n in mentions(text).all if n.ref == "is"]


def test_an_acronym_in_capitals_is_the_group() -> None:
    assert refs("Near Palmyra, IS struck a convoy.", "IS") == ["actor is"]


def test_a_possessive_s_is_not_part_of_a_name() -> None:
    text = "Hama’s hospitals are full and HTS’s men guard them."
    assert refs(text, "Hama") == ["locality Hama, SY"]
    assert refs(text, "HTS") == ["actor hts"]
    assert not [n for n in mentions(text).all if n.ref == "hamas"]


def test_forces_belong_to_the_name_before_them() -> None:
    text = "Several HTS fighters and M23 rebels are named in it."
    assert refs(text, "HTS fighters") == ["actor hts"]
    assert refs(text, "M23 rebels") == ["actor m23"]


def test_a_verb_after_a_name_is_not_its_forces() -> None:
    assert refs("On Sunday the RSF attacks El Fasher again.", "RSF") == ["actor rsf"]


def test_an_arabic_name_is_found_in_an_english_report() -> None:
    assert refs("The statement was signed by الجيش السوري on Monday.", "الجيش السوري") == [
        "actor syrian-army"
    ]


def test_a_leader_is_a_person_of_his_actor() -> None:
    text = "HTS leader Abu Mohammad al-Jolani appeared in Aleppo."
    assert refs(text, "Abu Mohammad al-Jolani") == ["person hts/jolani"]
    assert places(text) == ["Aleppo"]


# ------------------------------------------------------------------------- generic names by theatre


@pytest.mark.parametrize(
    ("text", "word", "ref"),
    [
        ("The rebels entered Hama in Syria.", "rebels", "syria-rebels"),
        ("In Sudan the army shelled the south of Khartoum.", "army", "sudanese-army"),
        ("The paramilitaries looted Khartoum, in Sudan.", "paramilitaries", "rsf"),
        ("The junta bombed Lashio in Myanmar.", "junta", "myanmar"),
        ("Government forces left Hama, in Syria.", "Government forces", "syrian-army"),
    ],
)
def test_a_generic_name_is_the_actor_of_the_reports_country(text: str, word: str, ref: str) -> None:
    assert refs(text, word) == [f"actor {ref}"]


def test_a_generic_name_without_a_country_stays_open() -> None:
    assert refs("Government troops took the bridge at dawn.", "Government troops") == ["actor"]
    assert refs("The rebels took the bridge at dawn.", "rebels") == ["people people:rebels"]


def test_a_word_of_another_war_is_not_borrowed() -> None:
    assert refs("The paramilitaries held the port of Odesa in Ukraine.", "paramilitaries") != [
        "actor rsf"
    ]


def test_an_adjective_decides_whose_rebels() -> None:
    text = "Sudan sent a note. Syrian rebels read it in Idlib."
    assert refs(text, "Syrian rebels") == ["actor syria-rebels"]


def test_state_of_emergency_is_no_state() -> None:
    assert refs("Syria is under a state of emergency in Hama.", "state") == []


def test_the_army_of_a_leader_is_that_of_his_state() -> None:
    text = "In Kharkiv, Zelensky’s army held the line. Putin’s artillery did not stop."
    assert refs(text, "army") == ["actor ukrainian-armed-forces"]
    assert refs(text, "artillery") == ["actor russian-armed-forces"]


@pytest.mark.parametrize(
    ("text", "word", "ref"),
    [
        ("Sudan's paramilitary Rapid Support Forces seized Bara.", "paramilitary", "rsf"),
        ("Syria's rebels entered Hama.", "rebels", "syria-rebels"),
        ("Somalia's militants shelled Jowhar.", "militants", "al-shabaab"),
        ("Congo's rebels took Goma.", "rebels", "m23"),
        ("Sudan's troops took Bara back.", "troops", "sudanese-army"),
    ],
)
def test_those_who_fight_a_state_are_not_its_own_forces(text: str, word: str, ref: str) -> None:
    assert refs(text, word, date(2025, 8, 4)) == [f"actor {ref}"]


def test_his_fighters_are_those_of_the_leader() -> None:
    text = "HTS leader Mohammad al-Jolani told reporters in Hama that his fighters held the city."
    assert refs(text, "his") == ["pronoun hts/jolani"]
    assert refs(text, "fighters") == ["actor hts"]


# ----------------------------------------------------------------- adjectives, countries, capitals


@pytest.mark.parametrize(
    ("text", "phrase", "ref"),
    [
        ("Russian warplanes struck Sarmin.", "Russian warplanes", "russian-aerospace-forces"),
        ("Rwandan troops crossed near Goma.", "Rwandan troops", "rdf"),
        ("The Ukrainian government denied it.", "Ukrainian government", "ukraine"),
    ],
)
def test_an_adjective_with_forces_or_state_is_an_actor(text: str, phrase: str, ref: str) -> None:
    if ref not in BOOK.actors:
        pytest.skip(f"the codebook has no {ref}")
    assert refs(text, phrase) == [f"actor {ref}"]


def test_an_adjective_before_civilians_is_no_actor() -> None:
    text = "Ukrainian civilians left Pokrovsk."
    assert not [n for n in mentions(text).all if n.kind == "actor"]
    assert refs(text, "civilians") == ["people people:civilians"]


def test_both_adjectives_before_one_noun_are_actors() -> None:
    text = "It is a loss for his Russian and Iranian allies."
    assert refs(text, "Russian") == ["actor russia"]
    assert [n.ref for n in mentions(text).all if n.ref == "iran"] == ["iran"]


@pytest.mark.parametrize(
    ("text", "name", "what"),
    [
        ("Russia said it would answer.", "Russia", "actor russia"),
        ("The drones were sent by Russia.", "Russia", "actor russia"),
        ("Kyiv accused Russia of a breach.", "Russia", "actor russia"),
        ("Sudan has seen months of fighting.", "Sudan", "country Sudan, SD"),
        ("Fighting went on in Ukraine.", "Ukraine", "country Ukraine, UA"),
    ],
)
def test_a_country_is_a_state_where_it_acts_and_else_a_land(
    text: str, name: str, what: str
) -> None:
    assert refs(text, name) == [what]


def test_a_backed_group_names_its_backer() -> None:
    assert refs("Russia-backed gunmen left Donetsk.", "Russia") == ["actor russia"]


@pytest.mark.parametrize(
    ("text", "name", "ref"),
    [
        ("Moscow said the town was empty.", "Moscow", "russia"),
        ("The strike was no accident, Kyiv insisted.", "Kyiv", "ukraine"),
        ("Damascus acknowledged the loss.", "Damascus", "syria"),
        ("The envoy blamed Khartoum for the delay.", "Khartoum", "sudan"),
    ],
)
def test_a_capital_that_speaks_is_its_government(text: str, name: str, ref: str) -> None:
    assert refs(text, name) == [f"actor {ref}"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Talks were held in Khartoum.", "Khartoum"),
        ("Two shells hit Kyiv overnight.", "Kyiv"),
        ("Damascus fell without a shot.", "Damascus"),
    ],
)
def test_a_capital_is_a_place_elsewhere(text: str, name: str) -> None:
    assert [r.split(" ")[0] for r in refs(text, name)] in (["locality"], ["region"])


# ------------------------------------------------------------------------------------- which place


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Shells fell on Hama.", "Hama", "locality"),
        ("Shells fell across Hama province.", "Hama", "region"),
        ("Shells fell in the city of Hama.", "Hama", "locality"),
        ("The Donetsk region was shelled.", "Donetsk", "region"),
        ("Shells fell on the town of Saraqib.", "Saraqib", "locality"),
    ],
)
def test_a_feature_word_says_which_kind(text: str, name: str, kind: str) -> None:
    assert [r.split(" ")[0] for r in refs(text, name)] == [kind]


def test_the_parent_that_the_text_names_decides() -> None:
    text = "Shells fell on Tripoli in Libya."
    assert refs(text, "Tripoli")[0].endswith("LY")
    assert refs("Shells fell on Tripoli in Lebanon.", "Tripoli")[0].endswith("LB")


def test_the_reports_country_decides_between_namesakes() -> None:
    assert refs("Ukraine holds the line. Mykolaiv was hit.", "Mykolaiv")[0].endswith("UA")
    assert refs("Libya is calm. Tripoli was not hit.", "Tripoli")[0].endswith("LY")


def test_a_plural_feature_word_counts_for_the_whole_list() -> None:
    text = "Sumy, Kharkiv and Chernihiv regions of Ukraine were shelled."
    found = [refs(text, name)[0].split(" ")[0] for name in ("Sumy", "Kharkiv", "Chernihiv")]
    assert found == ["region"] * 3


def test_a_place_far_from_the_reports_countries_stays_open() -> None:
    assert refs("Sudan is at war. Shells fell near Novoselivka.", "Novoselivka") == ["place"]


def test_several_villages_of_one_name_stay_open() -> None:
    text = "In the Ukrainian town of Novoselivka, a shell fell."
    named = next(n for n in mentions(text).all if n.kind == "place")
    assert named.ref == ""
    assert named.via.startswith("unresolved: ")


def test_a_village_that_only_the_text_knows_stays_a_place_without_id() -> None:
    found = mentions("They burned the village of Qworvxat in Syria.").all
    assert [(n.kind, n.ref, n.via) for n in found if n.kind == "place"] == [
        ("place", "", "'Qworvxat': named as a place; not in the gazetteer")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A study by Aron Lund, an analyst, was read widely.",
        "He was quoted by Jihad Yazigi, editor of a newsletter.",
        "Gen. Bashar Ahmad said so.",
        "“We wait,” said Hayat Suleiman, 34.",
        "Michael Jordan said he would not come.",
        "The Syrian Observatory for Human Rights counted them.",
        "A student of Homs University was hurt.",
        "The Moscow Times and the Washington Post wrote about it.",
        "The Bank of Syria closed.",
        "Many people Have Said so. Has it ended? Many left.",
        "It happened on a Friday in March.",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert places(text) == []


def test_a_risky_name_is_a_place_where_the_text_says_so() -> None:
    assert places("Shells fell on Has in Idlib province, in Syria.") == ["Has", "Idlib", "Syria"]


def test_the_home_of_a_person_is_a_place_and_his_name_is_not() -> None:
    text = "Hama resident Bashar Ahmad said the road was cut."
    assert places(text) == ["Hama"]
    assert refs(text, "Bashar Ahmad") == ["person"]


# ------------------------------------------------------------------------------- pointing words


def test_the_city_is_the_last_city_named() -> None:
    text = "Rebels reached Aleppo, in Syria, at noon. Shops in the city were shut."
    assert refs(text, "city") == ["locality Aleppo, SY"]


def test_the_city_is_not_the_capital_to_which_somebody_fled() -> None:
    text = (
        "Syrian rebels entered Aleppo at noon. Hama and Homs were quiet. "
        "The governor was in Moscow. A man declared the city free."
    )
    assert refs(text, "city") == ["locality Homs, SY"]


def test_the_city_of_is_no_pointer() -> None:
    text = "Rebels in Aleppo, Syria, moved on. They left for the city of Hama."
    assert refs(text, "city") == []


def test_the_capital_is_that_of_the_reports_country() -> None:
    text = "Sudan buried its dead. The RSF shelled the capital."
    assert refs(text, "capital") == ["locality Khartoum, SD"]


def test_the_province_is_not_the_last_town() -> None:
    text = "Shells fell on Saraqib in Idlib province. Schools in the province closed."
    assert [r.split(" ")[0] for r in refs(text, "province")] == ["region"]


def test_the_group_is_the_last_one_named() -> None:
    text = "M23 took Goma. The group said its men would go on to Bukavu."
    assert refs(text, "group") == ["actor m23"]
    assert refs(text, "its") == ["pronoun m23"]


def test_several_groups_leave_the_militants_open() -> None:
    text = "JNIM fought the RSF and M23 near the border. The militants then left."
    assert [r for r in refs(text, "militants") if r != "actor"] == []


def test_the_monitor_and_the_observatory_are_the_last_ones_named() -> None:
    text = (
        "The Syrian Observatory for Human Rights counted 12 dead in Homs. "
        "The UK-based monitor said more were hurt. The Observatory named them."
    )
    assert refs(text, "monitor") == ["source sohr"]
    assert refs(text, "Observatory") == ["source sohr"]


def test_a_name_shared_by_branches_is_that_of_the_reports_country() -> None:
    assert refs("Islamic State militants raided Menaka in Mali.", "Islamic State militants") == [
        "actor issp"
    ]
    assert refs("Islamic State militants left Samarra in Iraq.", "Islamic State militants") == [
        "actor is"
    ]


def test_a_surname_points_back_to_the_full_name() -> None:
    text = "Tomas Verlik, an analyst, called it a blow. Later Verlik said more."
    found = [n for n in mentions(text).all if n.kind == "person"]
    assert [text[n.span.start : n.span.end] for n in found] == ["Tomas Verlik", "Verlik"]
    assert found[1].same == found[0].span.start == 0


def test_he_is_the_one_person_who_speaks() -> None:
    text = "Gen. Oleksandr Syrskyi spoke in Kharkiv. He said his troops held the line."
    assert refs(text, "He") == ["pronoun ukrainian-armed-forces/syrskyi"]
    assert refs(text, "troops") == ["actor ukrainian-armed-forces"]


def test_it_is_the_subject_of_the_clause_around() -> None:
    text = "The Syrian army said it was redeploying outside Hama."
    assert refs(text, "it") == ["pronoun syrian-army"]


def test_it_is_not_the_subject_of_its_own_clause() -> None:
    assert refs("Russia struck the dam, but Kyiv denied it.", "it") == ["pronoun"]


def test_it_may_be_nobody() -> None:
    assert refs("The Syrian army said it was not clear who fired.", "it") == ["pronoun"]


def test_two_actors_leave_they_open() -> None:
    text = "The RSF fought the Sudanese army in Omdurman. They blamed each other."
    assert refs(text, "They") == ["pronoun"]


def test_a_bracket_says_who_they_are() -> None:
    text = "“We fear they (the rebels) will come back to Hama,” a teacher in Syria said."
    assert refs(text, "they") == ["pronoun syria-rebels"]


# ----------------------------------------------------------------------------------- who speaks


def test_terrorist_groups_said_by_the_army_are_the_rebels() -> None:
    text = (
        "Rebels in Syria entered Hama. The rebels were cheered. "
        "“Terrorist groups breached our lines,” the Syrian army said."
    )
    found = mentions(text)
    loaded = next(n for n in found.all if n.kind == "loaded")
    assert loaded.ref == ""
    day = date(2024, 12, 5)
    assert by_speaker(loaded, "syrian-army", found, BOOK, day).ref == "syria-rebels"
    assert by_speaker(loaded, "", found, BOOK, day) == loaded


def test_we_in_a_quotation_is_the_speaker() -> None:
    text = "“We will not leave Kharkiv,” the Ukrainian army said. We agree."
    found = mentions(text)
    we = [n for n in found.all if n.kind == "pronoun"]
    assert [text[n.span.start : n.span.end] for n in we] == ["We"]
    named = by_speaker(we[0], "ukrainian-armed-forces/syrskyi", found, BOOK, None)
    assert named.ref == "ukrainian-armed-forces"


# ------------------------------------------------------------------------------ the whole of it


def test_of_finds_the_mention_at_a_word_and_at_the_end_of_a_phrase() -> None:
    text = "Rebels seized the city of Hama in Syria."
    found = mentions(text)
    hama = found.of(Span(26, 30))
    assert hama is not None
    assert hama == found.of(Span(14, 30))
    assert found.of(Span(7, 13)) is None
    assert [text[n.span.start : n.span.end] for n in found.within(Span(14, 39))] == [
        "Hama",
        "Syria",
    ]


def test_the_scope_is_the_most_mentioned_country_first() -> None:
    text = "Rebels took Hama, in Syria. Russia said Aleppo and Homs in Syria were next."
    doc = parsed(text)
    assert scope(doc.report, resolve(doc, BOOK), BOOK)[:2] == ("SY", "RU")


def test_an_unparsed_sentence_still_has_its_names() -> None:
    whole = parsed("HTS fighters entered Hama.")
    bare = Doc(whole.report, tuple(Sentence(0, 0, s.span, None) for s in whole.sentences))
    found = resolve(bare, BOOK)
    assert [n.ref for n in found.all if n.kind == "actor"] == ["hts"]
    assert len([n for n in found.all if n.kind == "place"]) == 1


def test_words_leave_out_the_possessive_ending() -> None:
    found = words("Sana’a and Hama’s al-Bab", Span(0, 24))
    assert [(w.text, w.possessive) for w in found] == [
        ("Sana’a", False),
        ("and", False),
        ("Hama", True),
        ("al", False),
        ("Bab", False),
    ]


def test_the_view_folds_and_points_back() -> None:
    seen = view("Ḥamāh’s — IS")
    assert seen.text == "hamah s is"
    assert seen.starts[seen.text.index("is")] == 10


ALIASES = sorted(name for actor in BOOK.actors.values() for name in (actor.name, *actor.aliases))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(ALIASES), st.text(max_size=12), st.just("’s"), st.just("\n")),
        max_size=8,
    )
)
def test_what_is_matched_folds_to_the_alias(parts: list[str]) -> None:
    text = " ".join(parts)
    spans = [s for p in paragraphs(text) for s in sentences(text, p)]
    report = Report(id="r", outlet="o", kind="news", text=text)
    doc = Doc(report, tuple(Sentence(i, i, span, None) for i, span in enumerate(spans)))
    for hit in find(doc, lexicon(BOOK)):
        for entry in hit.entries:
            assert fold(text[hit.span.start : hit.span.end]) == fold(entry.alias)
    found = resolve(doc, BOOK).all
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_no_name_ends_within_a_character() -> None:
    text = "They crossed the M2¾ line."
    doc = Doc(
        Report(id="r", outlet="o", kind="news", text=text), (Sentence(0, 0, Span(0, 26), None),)
    )
    assert find(doc, lexicon(BOOK)) == []


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    report = Report(id="r", outlet="o", kind="post", text=text)
    found = resolve(parse(report, BOOK), BOOK)
    assert all(0 <= n.span.start < n.span.end <= len(text) for n in found.all)


def test_a_known_name_goes_before_the_general_word_it_begins_with() -> None:
    text = "The Organisation for the Prohibition of Chemical Weapons said troops left Raqqa."
    assert refs(text, "Organisation for the Prohibition of Chemical Weapons") == ["source opcw"]


# ------------------------------------------------------------------------- places far away


def toponyms(text: str) -> dict[str, str]:
    """Surface -> region or country of each name of a place that the text holds."""
    found = {}
    for one in mentions(text).toponyms:
        place = BOOK.gazetteer.place(one.ref) if one.ref else None
        found[text[one.span.start : one.span.end]] = (place.region or place.name) if place else ""
    return found


def test_the_state_behind_a_comma_says_which_town() -> None:
    assert toponyms("The convoy left Athens, Ohio, on Friday.") == {
        "Athens": "Ohio",
        "Ohio": "Ohio",
    }
    assert toponyms("He grew up in Medford, Ore., and served in Iraq.")["Medford"] == "Oregon"


def test_a_surname_is_no_far_town() -> None:
    text = "John Bolton said the strikes would go on. Bolton spoke after a meeting in Washington."
    assert "Bolton" not in toponyms(text)


def test_what_stands_somewhere_names_the_place_too() -> None:
    assert "Kharkiv" in toponyms("Shells hit the Kharkiv State University on Friday.")
    assert "University" not in toponyms("Shells hit a University building in Kharkiv on Friday.")


def test_a_country_that_acts_and_its_adjective_are_toponyms() -> None:
    found = toponyms("Russia said that Syrian rebels had shelled Hama.")
    assert found == {"Russia": "Russia", "Syrian": "Syria", "Hama": "Hama province"}


def test_a_continent_is_no_place_of_a_happening() -> None:
    named = mentions("Fighters trained in Europe returned to Idlib.").all
    assert all(not m.ref.startswith("sup:europe") for m in named)


def test_a_village_of_the_neighbours_is_found_where_the_text_says_in() -> None:
    assert "Babyntsi" in toponyms("A Russian convoy stood in Babyntsi on Friday.")


def test_a_name_between_hyphens_is_told_apart() -> None:
    assert set(toponyms("The river will crest in Fargo-Moorhead, N.D., on Friday.")) >= {
        "Fargo", "N.D.",
    }  # fmt: skip
    assert "Bab" not in toponyms("Shells fell on Bab al-Hawa on Friday.")


def test_whom_a_town_stands_before_tells_that_it_is_one() -> None:
    text = "Ohio shut its roads. A Pataskala man was hurt."
    assert toponyms(text) == {"Ohio": "Ohio", "Pataskala": "Ohio"}


def test_what_else_a_report_names_says_in_which_state_a_town_lies() -> None:
    text = "Ohio and Pataskala have floods, and Licking County too. Roads shut in Lancaster."
    assert toponyms(text)["Lancaster"] == "Ohio"


def test_the_town_of_its_region_goes_before_a_namesake() -> None:
    assert toponyms("A refinery burns in Donetsk.")["Donetsk"] == "Donetsk region"


def test_what_a_place_undergoes_tells_that_it_is_one() -> None:
    text = "Russian guns took part in the destruction of Ustynivka, Luhansk Oblast."
    assert toponyms(text)["Ustynivka"] == "Luhansk region"
    assert "Ustynivka" not in toponyms("The Ohio fair is proud of Ustynivka.")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Gunmen shot Pedro Rivas and his friend Ana Maria Solis.",
            ["Pedro Rivas", "Ana Maria Solis"],
        ),
        ("The fire reached Rosa Zarate district.", []),
        ("Troops are in Ali Khel.", []),
        ("Gunmen shot at the Simon Bolivar University.", []),
    ],
)
def test_a_given_name_begins_the_name_of_a_person(text: str, people: list[str]) -> None:
    found = mentions(text).all
    assert [text[n.span.start : n.span.end] for n in found if n.kind == "person"] == people

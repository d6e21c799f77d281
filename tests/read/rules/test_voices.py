"""Who says so: speakers, words said, stances and chains, in reports from many wars."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from foglift import codebook, text
from foglift.codebook import Book
from foglift.codebook.rows import Actor, Conflict, ConflictSide, Leader, SideSpell, Source
from foglift.model import Report, Span
from foglift.read.rules.mentions import Mentions, Named
from foglift.read.rules.parse import Doc, Sentence, language
from foglift.read.rules.voices import Said, Voices, attribute, stance

DAY = date(2024, 12, 5)


@cache
def book() -> Book:
    """Two sides, a monitor, an agency, and the cues that ship."""
    army = Actor("army", "Army", "forces", ("XX",), sides=(SideSpell("war.state"),))
    front = Actor(
        "front",
        "Front",
        "rebel",
        ("XX",),
        aliases=("Front Channel",),
        sides=(SideSpell("war.rebels"),),
        leaders=(Leader("karim", "Karim"),),
    )
    war = Conflict(
        "war",
        "War",
        ("XX",),
        (ConflictSide("war.state", "State"), ConflictSide("war.rebels", "Rebels")),
        (army, front),
    )
    sources = {
        "tracker": Source("tracker", "Tracker", "monitor"),
        "wire": Source("wire", "Wire", "press-own"),
        "un": Source("un", "UN", "un-ngo"),
        "state-tv": Source("state-tv", "State TV", "party", party="army"),
    }
    return replace(
        codebook.load(), conflicts=(war,), actors={"army": army, "front": front}, sources=sources
    )


NAMES = {
    "army": ("army", "actor"),
    "Army": ("army", "actor"),
    "rebels": ("front", "actor"),
    "Front": ("front", "actor"),
    "Karim": ("front/karim", "person"),
    "Tracker": ("tracker", "source"),
    "Wire": ("wire", "source"),
    "UN": ("un", "source"),
    "State TV": ("state-tv", "source"),
}


def parsed(words: str, kind: str = "news", outlet: str = "The Gazette") -> Doc:
    sentences = [
        Sentence(0, number, span, language()(text.plain(words[span.start : span.end])))
        for number, paragraph in enumerate(text.paragraphs(words))
        for span in text.sentences(words, paragraph)
    ]
    report = Report("r", outlet, kind, words, published=DAY)  # type: ignore[arg-type]
    return Doc(
        report,
        tuple(Sentence(i, s.paragraph, s.span, s.tokens) for i, s in enumerate(sentences)),
    )


def mentions(words: str) -> Mentions:
    found = []
    for name, (ref, kind) in NAMES.items():
        start = words.find(name)
        while start >= 0:
            end = start + len(name)
            if not words[end : end + 1].isalpha() and not words[start - 1 : start].isalpha():
                found.append(Named(Span(start, end), ref, kind, f"alias '{name}'"))  # type: ignore[arg-type]
            start = words.find(name, end)
    return Mentions(tuple(sorted(found, key=lambda named: named.span)))


def heard(words: str, kind: str = "news", outlet: str = "The Gazette") -> Voices:
    return attribute(parsed(words, kind, outlet), mentions(words), book())


def spoken(words: str, said: Said) -> str:
    return " … ".join(words[part.start : part.end].strip("“”\"' ") for part in said.content)


def chain(words: str, at: str) -> list[str]:
    """The speakers of a stretch of the words: ref (or their words), stance, role."""
    start = words.index(at)
    return [
        f"{link.source.ref or words[link.source.span.start : link.source.span.end]}"
        f" {link.stance} {link.role}"
        for link in heard(words).of(Span(start, start + len(at)))
    ]


# ------------------------------------------------------------------------------ the codebook


def cue_rows() -> list[codebook.Cue]:
    return [cue for cue in book().cues if cue.example]


def test_there_are_at_least_200_cues_of_every_form() -> None:
    assert len(cue_rows()) >= 200
    assert {cue.form for cue in cue_rows()} == {"verb", "phrase", "noun"}


@pytest.mark.parametrize("cue", cue_rows(), ids=lambda cue: f"{cue.form}: {cue.cue}")
def test_each_cue_is_found_in_its_example_with_its_stance(cue: codebook.Cue) -> None:
    words = cue.cue.removeprefix("somebody's ").split()
    ends = [i for i, word in enumerate(words) if word in ("...", "'...'", "somebody", "that")]
    name = " ".join(words[: ends[0]] if ends else words)
    doc = parsed(cue.example)
    said = attribute(doc, Mentions(()), book()).all
    links = [s.chain[0] for s in said if s.cue_lemma.removeprefix("not ") == name]
    assert any(link.stance == stance(cue.stance, link.role) for link in links)


# ------------------------------------------------------------------- who speaks, and how much


@pytest.mark.parametrize(
    ("words", "content", "source"),
    [
        (
            "The governor said that the bridge at Goma was closed.",
            "that the bridge at Goma was closed",
            "The governor",
        ),
        ("The road to Sumy is mined, a driver said.", "The road to Sumy is mined", "a driver"),
        (
            "“The dam will burst,” said Amal Hadi, editor of the Delta Letter.",
            "The dam will burst,",
            "Amal Hadi, editor of the Delta Letter",
        ),
        ("The garrison, officials said, was leaving the fort.", None, "officials"),
        (
            "Nine boats sank off Massawa, according to two fishermen.",
            "Nine boats sank off Massawa",
            "two fishermen",
        ),
        (
            "According to a nurse in Nyala, the clinic burned down.",
            "the clinic burned down",
            "a nurse in Nyala",
        ),
        (
            "A report by Lake Watch documented forty killings in Bunia.",
            "forty killings in Bunia",
            "Lake Watch",
        ),
        (
            "The mayor's claim that the port was safe was wrong.",
            "that the port was safe",
            "The mayor's",
        ),
        (
            "The colonel was quoted as saying that Lashio had fallen.",
            "that Lashio had fallen",
            "The colonel",
        ),
        (
            "Villagers, who said that gunmen came at dawn, fled to Mweso.",
            "that gunmen came at dawn",
            "Villagers",
        ),
    ],
)
def test_the_words_said_and_the_words_for_the_speaker(
    words: str, content: str | None, source: str
) -> None:
    said = heard(words).all
    assert len(said) == 1
    if content is not None:
        assert spoken(words, said[0]) == content
    span = said[0].chain[0].source.span
    assert words[span.start : span.end].removesuffix("'s") == source.removesuffix("'s")


@pytest.mark.parametrize(
    ("words", "content", "source"),
    [
        ("The ferry is gone, the map shows and the captain notes.", None, None),
        ("“Our bread's gone, and nobody helps us,” notes Hadi.",
         "Our bread's gone, and nobody helps us,", "Hadi"),
        ("The captain said, “Our ferry's lost, and nobody can cross the river now.”",
         "Our ferry's lost, and nobody can cross the river now.", "The captain"),
        ("''Such a long night,'' she said in Goma.", "Such a long night,", "she"),
        ("“We leave now, Mr. Hadi,” said the guard.", "We leave now, Mr. Hadi,", "the guard"),
        ("“They came at dawn,” the baker continued.", "They came at dawn,", "the baker"),
        ("The mayor said for the first time that the wells had been poisoned.",
         "that the wells had been poisoned", "The mayor"),
        ("Hadi, who lost two brothers in the raid, said that the road was cut.",
         "that the road was cut", "Hadi"),
        ("The envoy said it was “a black day,” and left for Goma.",
         "it was “a black day,", "The envoy"),
    ],
)  # fmt: skip
def test_quotations_and_clauses_that_the_parser_loses(
    words: str, content: str | None, source: str | None
) -> None:
    said = heard(words).all
    assert [spoken(words, each) for each in said][:1] == ([content] if content else [])
    for each in said:
        span = each.chain[0].source.span
        assert words[span.start : span.end] == source


@pytest.mark.parametrize(
    ("words", "content"),
    [
        ("The army said it had left Goma, even as its jets bombed Sake.", "it had left Goma"),
        ("The envoy called for the leader of the army to leave the valley.",
         "the leader of the army to leave the valley"),
        ("The envoy accused the minister of defence of burning the market.",
         "the minister of defence of burning the market"),
        ("The council proposed banning the party and has gone to court.", "banning the party"),
    ],
)  # fmt: skip
def test_where_what_is_said_ends(words: str, content: str) -> None:
    assert spoken(words, heard(words).all[0]) == content


@pytest.mark.parametrize(
    "words",
    [
        "The brigade continued to fire as the families crossed the river.",
        "As the rain fell, the brigade began to leave the town.",
        "Nine people died per day in the camp.",
        "The envoy spoke on condition of anonymity.",
        "A new wave of refugees finds itself without water.",
    ],
)
def test_nobody_says_so(words: str) -> None:
    assert heard(words).all == ()


@pytest.mark.parametrize(
    ("words", "at", "expected"),
    [
        ("Maria Ilves, a teacher, fled on Monday. She said a missile hit her school.", "missile",
         ["She reports witness"]),
        ("A spokesman for the rebels said they had left. He said forty men had died.", "forty",
         ["front claims party"]),
        ("The baker stood at the gate. “Shells fell on us all night long.”", "Shells",
         ["The baker reports witness"]),
        ("The Wire said rebels had left. The network said forty men had died.", "forty",
         ["wire reports press-own"]),
        ("The mayor said rebels had left. The network said forty men had died.", "forty",
         ["The network reports press-own"]),
    ],
)  # fmt: skip
def test_who_goes_on_and_who_was_told_of(words: str, at: str, expected: list[str]) -> None:
    assert chain(words, at) == expected


def test_the_speaker_goes_on_after_what_was_said() -> None:
    words = "The army said it had left the pass and warned that the mines were live."
    assert chain(words, "left") == ["army claims party"]
    assert chain(words, "mines were live") == ["army expects party"]


def test_a_relative_pronoun_is_kept_beside_the_one_it_stands_for() -> None:
    words = "Villagers, who said that gunmen came at dawn, fled to Mweso."
    said = heard(words).all[0]
    assert said.pronoun is not None
    assert words[said.pronoun.start : said.pronoun.end] == "who"


@pytest.mark.parametrize(
    ("words", "at", "expected"),
    [
        ("The colonel was accused of shelling the market.", "shelling", ["claims"]),
        ("Asked about the raid, the colonel left.", "raid", ["reports"]),
        ("The garrison appears to have left the fort.", "left the fort", ["judges"]),
        ("The council criticized the army for burning the market.", "burning", ["judges"]),
    ],
)
def test_words_of_the_unnamed_and_of_judges(words: str, at: str, expected: list[str]) -> None:
    start = words.index(at)
    links = heard(words).of(Span(start, start + len(at)))
    assert [link.stance for link in links] == expected


def test_a_parenthesis_splits_the_words_said() -> None:
    words = "The garrison, officials said, was leaving the fort."
    assert spoken(words, heard(words).all[0]) == "The garrison … was leaving the fort"


@pytest.mark.parametrize(
    ("words", "at", "expected"),
    [
        ("The army acknowledged the loss of Kutum.", "loss", ["army acknowledges party"]),
        ("The rebels announced “the end of the siege” of Lashio on their website, "
         "hugged the miners and fired into the air.", "end", ["front claims party"]),
        ("The rebels announced “the end of the siege” of Lashio on their website, "
         "hugged the miners and fired into the air.", "fired", []),
        ("The Front denied responsibility for the blast in Baidoa.", "blast",
         ["front denies party"]),
        ("The Front claimed responsibility for the blast in Baidoa.", "blast",
         ["front claims party"]),
        ("The UN condemned the attack on the school.", "attack", ["un judges un-ngo"]),
        ("The UN confirmed the death of six drivers.", "death", ["un reports un-ngo"]),
        ("Lena Roth, an analyst, called the loss of Avdiivka “a hard blow”.", "blow",
         ["Lena Roth, an analyst judges expert"]),
        ("The UN warned of a massacre in El Fasher.", "massacre", ["un expects un-ngo"]),
        ("The army accused the Front of shelling the market.", "shelling", ["army claims party"]),
        ("The rebels called on residents to take up arms.", "take up", ["front claims party"]),
    ],
)  # fmt: skip
def test_objects_that_are_the_content(words: str, at: str, expected: list[str]) -> None:
    assert chain(words, at) == expected


@pytest.mark.parametrize(
    ("words", "at", "expected"),
    [
        ("The army said it had left Khan Younis, but shelling went on there.", "shelling", []),
        ("The army said it had left Khan Younis, but shelling went on there.", "left",
         ["army claims party"]),
        ("The army shelled Sake but the rebels stormed the hill from two sides, according to "
         "the Tracker.", "shelled", ["tracker reports monitor"]),
        ("The Tracker said the rebels had taken Sake. It added that two bridges were gone.",
         "bridges", ["tracker reports monitor"]),
        ("The Tracker said the rebels had taken Sake. Rain fell all night.", "Rain", []),
        ("The rebels said they were prepared to march on Homs, which lies on the main road.",
         "lies", []),
        ("The rebels said they were prepared to march on Homs, which lies on the main road.",
         "march", ["front claims party"]),
        ("The army issued a statement saying that the pass was open.", "open",
         ["army claims party"]),
        ("A teacher watched “Days of Glory” in the shelter.", "Glory", []),
        ("The army fought on while the market burned.", "burned", []),
        ("A bomb was found in Idlib and men were seen leaving.", "bomb", []),
        ("A bomb was found in Idlib and men were seen leaving.", "leaving", []),
        ("The spokesman would not say. Tanks rolled into Gori.", "rolled", []),
    ],
)  # fmt: skip
def test_what_is_covered_and_what_is_the_reports_own_voice(
    words: str, at: str, expected: list[str]
) -> None:
    assert chain(words, at) == expected


@pytest.mark.parametrize(
    ("words", "at", "expected"),
    [
        ("A civil servant told the Wire that shells fell on Malakal.", "fell",
         ["A civil servant reports witness", "wire reports press-own"]),
        ("The Tracker said the army had admitted that it lost the pass.", "lost",
         ["army acknowledges party", "tracker reports monitor"]),
        ("The Wire said six people had died, citing a hospital director.", "died",
         ["a hospital director reports witness", "wire reports press-own"]),
        ("“We fear they will come back,” a farmer told the Wire.", "come back",
         ["a farmer expects witness", "wire reports press-own"]),
    ],
)  # fmt: skip
def test_chains_have_the_nearest_speaker_first(words: str, at: str, expected: list[str]) -> None:
    assert chain(words, at) == expected


# ------------------------------------------------------------------------------------ quotes


def test_a_quotation_over_several_sentences_belongs_to_the_speaker_after_it() -> None:
    words = (
        "“They cannot lose more. The big fight is for Sumy. If Sumy falls, all falls,” said "
        "Amal Hadi, an analyst."
    )
    for at in ("cannot lose", "big fight", "Sumy falls"):
        assert chain(words, at) == ["Amal Hadi, an analyst reports expert"]


def test_a_quotation_goes_on_after_the_speaker() -> None:
    words = "“The wells are dry,” a nurse told the Wire. “The children drink from the river.”"
    assert chain(words, "drink") == ["a nurse reports witness", "wire reports press-own"]
    assert len(heard(words).all) == 1


def test_a_quotation_in_the_next_paragraph_goes_on() -> None:
    words = "“We left at night,” said Omar Adan, a driver.\n“The town was on fire behind us.”"
    assert chain(words, "on fire") == ["Omar Adan, a driver reports witness"]


def test_words_in_marks_inside_a_clause_belong_to_who_acts_there() -> None:
    words = "The army had come to Tabqa at dawn “to clean out the nests” of the enemy."
    assert chain(words, "clean") == ["army claims party"]
    assert chain(words, "at dawn") == []


def test_a_colon_opens_what_is_said() -> None:
    words = "The governor said in a statement: “Nobody may leave Bentiu.”"
    assert chain(words, "leave") == ["The governor claims party"]


def test_quoted_is_told_apart() -> None:
    assert heard("“The pass is closed,” a guard said.").all[0].quoted
    assert not heard("A guard said the pass was closed.").all[0].quoted


# --------------------------------------------------------------- channels, pronouns, unnamed


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ("The army said in a statement that it had retaken Bakhmut.", "statement"),
        ("The Front said on its Telegram channel that the pass was open.", "Telegram channel"),
        ("In a video posted online, Karim said his men had entered Goma.", "video"),
        ("“Rise up,” said the Front in an online post.", "online post"),
        ("The army's statement said the raid was over.", "statement"),
        ("The army told State TV that the pass was open.", "State TV"),
    ],
)
def test_the_channel_is_the_words_for_the_medium(words: str, channel: str) -> None:
    said = heard(words).all
    assert [link.channel for link in said[0].chain] == [channel]


def test_pronouns_go_back_to_the_last_fitting_speaker() -> None:
    words = (
        "The Tracker said forty houses had burned. Dr Amal Hadi said ten people died. "
        "It said the fire began at noon."
    )
    assert chain(words, "began") == ["tracker reports monitor"]
    link = heard(words).of(Span(words.index("began"), words.index("began") + 5))[0]
    assert words[link.source.span.start : link.source.span.end] == "It"
    assert link.source.via == "it: spoke before"


def test_a_name_met_before_keeps_its_trade() -> None:
    words = (
        "Amal Hadi, an analyst, said the front was quiet. Shells fell. Hadi said it would not last."
    )
    assert chain(words, "last") == ["Hadi reports expert"]


@pytest.mark.parametrize(
    "words",
    [
        "Hundreds are reported to have been killed in Darfur.",
        "The general is said to be hiding in Kindu.",
        "The convoy was reportedly hit near Mocha.",
        "Reports that the garrison had fled reached Kassala.",
    ],
)
def test_nobody_named_is_anonymous(words: str) -> None:
    links = [link for said in heard(words).all for link in said.chain]
    assert [(link.role, link.source.ref, link.source.via) for link in links] == [
        ("anonymous", "", "unnamed")
    ]


def test_a_negated_cue_says_so() -> None:
    said = heard("The army did not confirm that it had lost the fort.").all
    assert [each.cue_lemma for each in said] == ["not confirm"]


# --------------------------------------------------------------------------- roles and sides


@pytest.mark.parametrize(
    ("speaker", "role"),
    [
        ("A civil servant", "witness"),
        ("Residents of Rafah", "witness"),
        ("Doctors at the hospital", "witness"),
        ("Olena Kovalenko, 54,", "witness"),
        ("An analyst in Nairobi", "expert"),
        ("Samir Aziz, a fellow of a think tank,", "expert"),
        ("Ruth Klein, professor of history,", "expert"),
        ("A photographer", "press-own"),
        ("A security source", "anonymous"),
        ("Activists", "anonymous"),
        ("A rebel commander", "party"),
        ("The defence ministry", "party"),
        ("An aid worker", "un-ngo"),
        ("A rights group", "monitor"),
        ("A war monitor", "monitor"),
    ],
)
def test_the_role_of_a_speaker_without_a_row(speaker: str, role: str) -> None:
    said = heard(f"{speaker} said that shells had hit the market.").all
    assert [link.role for link in said[0].chain] == [role]


def test_a_spokesman_speaks_for_his_body_and_has_its_side() -> None:
    said = heard("A spokesman for the army said that the pass was open.").all
    link = said[0].chain[0]
    assert (link.source.ref, link.role, link.side) == ("army", "party", "war.state")


def test_an_agencys_photographer_speaks_for_the_agency() -> None:
    link = heard("A photographer of news agency Wire saw men set fire to a flag.").all[0].chain[0]
    assert (link.source.ref, link.stance, link.role) == ("wire", "reports", "press-own")


def test_hundreds_of_quotations_in_a_paragraph_keep_their_own_speakers() -> None:
    words = "“It fell,” a guard said. " * 500
    sentence = language()('"It fell," a guard said.')
    spans = [Span(at, at + 24) for at in range(0, len(words), 25)]
    parts = tuple(Sentence(i, 0, span, sentence) for i, span in enumerate(spans))
    report = Report("r", "The Gazette", "news", words)
    voices = attribute(Doc(report, parts), Mentions(()), book())
    assert [said.content for said in voices.all] == [
        (Span(span.start, span.start + 10),) for span in spans
    ]


def test_an_outsider_has_no_side() -> None:
    link = heard("The Tracker said that shells fell.").all[0].chain[0]
    assert (link.source.ref, link.side) == ("tracker", "")


def test_a_partys_own_statement_speaks_for_the_party() -> None:
    words = "The town is free.\nThe army admitted that it lost the fort."
    voices = heard(words, kind="post", outlet="Front Channel")
    own = [(link.source.ref, link.stance, link.side) for link in voices.of(Span(0, 8))]
    assert own == [("front", "claims", "war.rebels")]
    lost = words.index("lost")
    refs = [link.source.ref for link in voices.of(Span(lost, lost + 4))]
    assert refs == ["army", "front"]


def test_a_transcript_names_its_speakers() -> None:
    words = "Karim: The road is open.\nNote: Rain is likely."
    assert chain(words, "open") == ["front/karim claims party"]
    assert chain(words, "likely") == []


def test_an_office_before_a_colon_speaks() -> None:
    assert chain("Residents: shells hit the market", "shells") == ["Residents reports witness"]
    assert chain("Overnight: shells hit the market", "shells") == []


def test_a_service_known_by_a_name_and_those_who_work_for_it() -> None:
    known = "The service known as Tracker said that shells hit the market."
    assert chain(known, "shells") == ["tracker reports monitor"]
    working = "Rescue workers of Tracker said that shells hit the market."
    assert chain(working, "shells") == ["tracker reports monitor"]
    near = "Rescue workers in Tracker said that shells hit the market."
    assert chain(near, "shells") != ["tracker reports monitor"]


def test_a_monitor_that_names_itself_speaks_for_itself() -> None:
    words = "Nine people died, according to the database of the network."
    voices = heard(words, "monitor", "Valley Network for Rights")
    start = words.index("Nine")
    (link,) = voices.of(Span(start, start + 4))
    assert link.role == "monitor"


# ----------------------------------------------------------------------------------- stances


@pytest.mark.parametrize(
    ("cue", "role", "harms", "expected"),
    [
        ("reports", "monitor", False, "reports"),
        ("reports", "party", False, "claims"),
        ("reports", "party", True, "acknowledges"),
        ("claims", "party", True, "acknowledges"),
        ("acknowledges", "party", False, "acknowledges"),
        ("acknowledges", "un-ngo", False, "reports"),
        ("claims", "expert", False, "claims"),
        ("denies", "party", True, "denies"),
        ("expects", "party", True, "expects"),
    ],
)
def test_stance_from_cue_and_speaker(cue: str, role: str, harms: bool, expected: str) -> None:
    assert stance(cue, role, harms) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The Front vowed to attack the capital.", "threatens"),
        ("The Front vowed to protect the villages.", "expects"),
        ("The army warned that it would destroy any convoy.", "threatens"),
        ("The UN warned that the militia would attack the camp.", "expects"),
        ("The Front threatened to shell the port.", "threatens"),
        ("The UN fears that the rebels will storm the camp.", "expects"),
    ],
)
def test_only_the_announcement_of_own_harm_is_a_threat(words: str, expected: str) -> None:
    assert heard(words).all[0].chain[0].stance == expected


def test_a_text_without_speech_has_no_voices() -> None:
    voices = heard("Rebels took the fort on Monday. Snow fell.")
    assert voices.all == ()
    assert voices.of(Span(0, 6)) == ()
    assert voices.said(Span(0, 6)) is None

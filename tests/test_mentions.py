"""Who is spoken of where, on sentences that a reader resolves by eye and on the two briefs."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from analysis import corpus, tokens
from analysis.actors.candidates import candidates
from analysis.actors.mentions import mentions
from analysis.actors.names import folded, lexicon, offices
from analysis.actors.registry import actors
from analysis.errors import CodebookError
from analysis.settings import CODEBOOKS, BriefSettings, Settings

REGISTRY = """actor_id,name,kind,side,role,valid_from,valid_to,aliases,metonyms,note
united_states,United States,state,united_states,,,,U.S.; America,Washington,
iran,Iran,state,iran,,,,,Tehran,
iraq,Iraq,state,iraq,,,,,Baghdad,
rice,Condoleezza Rice,person,united_states,secretary of state,2005-01-26,2009-01-20,,,
powell,Colin Powell,person,united_states,secretary of state,2001-01-20,2005-01-26,,,
crocker,Ryan Crocker,person,united_states,ambassador to Iraq,2007-03-29,2009-02-13,,,
qomi,Hassan Kazemi-Qomi,person,iran,ambassador to Iraq,,,Kazemi-Qomi,,
maliki,Nouri al-Maliki,person,iraq,prime minister,2006-05-20,,al-Maliki,,
captives,Iranian captives,group,iran,,,,Iranian detainees; Irbil Five,,
us_forces,U.S. forces,group,united_states,,,,American soldiers; U.S. soldiers,,
experts,Experts,group,,,,,experts,,
press,Press,group,,,,,press,,
institute,Washington Institute,organisation,,,,,,,
union,Gulf Union,organisation,,,,,,Manama,
refugees,Asylum seekers,group,,,,,asylum seekers,,
talks,Baghdad meeting,event,,,,,meeting in Baghdad,,
dialogue,Further talks,issue,,,,,further talks,,
"""
NO_ACTOR = "Rain fell."
COLUMNS = ["mention_id", "brief_id", "sentence_id", "actor_id", "start", "end", "text", "form", "method",
           "confidence", "antecedent_id"]  # fmt: skip


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    """The lexicon of the small registry above."""
    folder = tmp_path_factory.mktemp("study")
    (folder / "actors.csv").write_text(REGISTRY, encoding="utf-8")
    brief = BriefSettings("a", folder / "a.txt", "A Title", "Ann Lee", "House", dt.date(2007, 5, 29), "free")
    settings = Settings(folder, "Test", "the event", dt.date(2007, 5, 28), (brief,))
    shipped = {"demonyms": CODEBOOKS / "demonyms.csv", "descriptions": CODEBOOKS / "descriptions.csv"}
    return brief, lexicon(actors(settings), **shipped)


def read(text: str, names, **changes) -> tuple[pd.DataFrame, pd.DataFrame, list]:
    """The mentions, sentences and parses of a text that has no furniture."""
    brief, known = names
    brief = replace(brief, **changes)
    passages = corpus.passages(text, brief=brief, rules=[])
    citations = corpus.citations(text, passages=passages, codebook=CODEBOOKS / "citations.csv")
    parses = tokens.parses(text, passages=passages, citations=citations)
    sentences = tokens.sentences(text, brief_id=brief.id, passages=passages, parses=parses)
    return mentions(text, brief=brief, sentences=sentences, parses=parses, lexicon=known), sentences, parses


def told(text: str, names, **changes) -> list[tuple[str, str]]:
    """The words of each mention, and the actor."""
    table, *_ = read(text, names, **changes)
    return list(zip(table.text, table.actor_id, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Washington accuses Tehran.", [("Washington", "united_states"), ("Tehran", "iran")]),
        ("Pressure on Tehran grew.", [("Tehran", "iran")]),
        ("The world saw Tehran's support for the plan.", [("Tehran", "iran")]),
        ("Nobody fears a Tehran-backed plan.", [("Tehran", "iran")]),
        ("It was held in Washington and Tehran.", []),
        ("He walked the streets of Tehran.", []),
        ("It took place in Baghdad's Green Zone.", []),
        ("The Washington Institute published it.", [("Washington Institute", "institute")]),
        ("The Washington Monument is tall.", []),
    ],
)
def test_a_capital_is_a_government_where_it_acts_or_is_dealt_with(names, text, expected):
    """Subject, object and owner are the government; after "in", in a street and in a name it is none."""
    assert told(text, names) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iranian officials met.", [("Iranian", "iran")]),
        ("Iran saw U.S. efforts fail.", [("Iran", "iran"), ("U.S.", "united_states")]),
        ("The U.S.-Iranian deal failed.", [("U.S.", "united_states"), ("Iranian", "iran")]),
        ("Iranian-American academics met.", []),
        ("Iranian Americans sang.", []),
        ("American tourists sang.", []),
        ("The American Enterprise Institute closed.", []),
        ("The Iranians refused.", [("Iranians", "iran")]),
        ("The Chinese refused.", []),
    ],
)
def test_a_nationality_is_a_mention_where_it_says_whose(names, text, expected):
    """Officials and efforts are their country's; the origin of private people and part of a name are not."""
    assert told(text, names) == expected


def test_a_nationality_is_the_group_just_spoken_of(names):
    """After the detainees "those Iranians" are the detainees; in the next paragraph the state again."""
    text = "The U.S. holds Iranian detainees. Those Iranians wait.\n\nThe Iranians refused."
    assert told(text, names)[2:] == [("Iranians", "captives"), ("Iranians", "iran")]


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("The secretary of state spoke.", dt.date(2007, 5, 29), [("secretary of state", "rice")]),
        ("The secretary of state spoke.", dt.date(2003, 5, 29), [("secretary of state", "powell")]),
        ("The secretary of state spoke.", dt.date(2011, 5, 29), []),
        ("The former secretary of state spoke.", dt.date(2007, 5, 29), []),
        ("The French prime minister spoke.", dt.date(2007, 5, 29), []),
    ],
)
def test_the_date_decides_who_holds_an_office(names, text, date, expected):
    """An office is its holder at the brief's date; a country that the registry lacks can't be told."""
    assert told(text, names, date=date) == expected


def test_an_office_of_two_people_points_to_both(names):
    """The two ambassadors are one stretch with a row each, and so are told by their countries."""
    found = told("The U.S. and Iranian ambassadors met. The Iranian ambassador left.", names)
    assert found == [
        ("U.S.", "united_states"), ("Iranian", "iran"), ("ambassadors", "crocker"), ("ambassadors", "qomi"),
        ("Iranian", "iran"), ("ambassador", "qomi"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["Iran's ambassador to Iraq, Hassan Kazemi-Qomi, left.", "Hassan Kazemi-Qomi, the Iranian ambassador, left."],
)
def test_a_title_beside_a_name_is_no_mention_of_its_own(names, text):
    """The name is the mention; the office only says what he is."""
    assert [t for t, actor in told(text, names) if actor == "qomi"] == ["Hassan Kazemi-Qomi"]


def test_a_surname_works_once_the_person_was_named(names):
    """ "Ambassador Crocker" needs no alias after "Ryan Crocker", but means nobody before."""
    assert told("Crocker left. Ryan Crocker spoke. Ambassador Crocker left.", names) == [
        ("Ryan Crocker", "crocker"), ("Crocker", "crocker"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Kazemi Qomi", "Kazemi\u2011Qomi", "Hassan Kazemi\u2013Qomi", "Hassan  Kazemi-Qomi",
                                  "Hassan\nKazemi Qomi", "Hassan *Kazemi-Qomi*", "K\u00e1zemi-Qomi"])  # fmt: skip
def test_spelling_doesnt_hide_a_name(names, name):
    """Hyphens, spaces, line breaks, Markdown marks and accents are all one."""
    table, *_ = read(f"Then {name} left.", names)
    assert table.actor_id.tolist() == ["qomi"]


def test_the_particle_of_a_name_may_be_large(names):
    """ "Al Maliki" and "al-Maliki" are one."""
    assert told("Then Nouri Al Maliki left.", names) == [("Nouri Al Maliki", "maliki")]


def test_names_are_whole_words_of_the_same_case(names):
    """ "Iranology" and "iran" name nobody, and neither does a verb that looks like an alias."""
    assert told("Iranology and iran are words. They press on.", names) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neither Washington nor Tehran slept. Both sides spoke.", "Both sides"),
        ("Washington and Tehran met. The two countries spoke.", "two countries"),
        ("Washington and Tehran met. Each blamed the other.", "Each"),
        ("Washington and Tehran met. They spoke.", "They"),
    ],
)
def test_a_plural_points_to_both(names, text, expected):
    """Words that stand for two actors have two rows with the same span."""
    table, *_ = read(text, names)
    both = table[table.text == expected]
    assert sorted(both.actor_id) == ["iran", "united_states"]
    assert both.start.nunique() == both.end.nunique() == 1


def test_a_pronoun_is_linked_through_its_antecedent(names):
    """ "Its" is Iran's, surely but less so than a name, and says through which mention."""
    table, *_ = read("Iran changed its plan.", names)
    assert table.actor_id.tolist() == ["iran", "iran"]
    assert table.antecedent_id.tolist()[1] == table.mention_id[0] == "a-m001"
    assert table.confidence[0] == 1.0 > table.confidence[1] > 0
    assert table.form.tolist() == ["name", "pronoun"]
    assert pd.isna(table.antecedent_id[0])


@pytest.mark.parametrize(
    "text",
    ["Iran knows that it is difficult to see.", "Iran left. It seems that rain fell.",
     "As Iran would have it, rain fell.", "Rain fell on the roof. It was loud."],
)  # fmt: skip
def test_it_is_linked_to_an_actor_only_where_it_refers_to_one(names, text):
    """An empty "it" and the "it" of an unregistered thing have no row."""
    assert "it" not in [t.lower() for t, _ in told(text, names)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Baghdad meeting failed. The meetings of spring and fall had failed.", [("Baghdad meeting", "talks")]),
        ("The Baghdad meeting failed. The meeting was long.", [("Baghdad meeting", "talks"), ("meeting", "talks")]),
    ],
)
def test_a_plural_is_not_the_one_that_is_registered(names, text, expected):
    """ "The meetings" are others than the one meeting."""
    assert told(text, names) == expected


def test_the_meeting_and_the_talks_to_come(names):
    """ "The meeting" is the event just named; "such talks" are the issue."""
    found = told("The Baghdad meeting failed. The meeting was long. Such talks are rare.", names)
    assert found == [("Baghdad meeting", "talks"), ("meeting", "talks"), ("talks", "dialogue")]


def test_that_country_is_the_state_spoken_of_last(names):
    """A description links to the last actor of its sort."""
    assert told("Iran met Iraq. That country is poor.", names)[-1] == ("country", "iraq")


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("The Gulf Union met. The bloc broke up.", ["union", "union"]),
        ("The Gulf Union met. The bloc in Manama broke up.", ["union", "union"]),
        ("The Gulf Union met. The bloc in Oslo broke up.", ["union"]),
        ("The Gulf Union met. The court broke up.", ["union"]),
        ("The Gulf Union met. The court in Oslo broke up.", ["union"]),
        ("The Gulf Union met. The company broke up.", ["union"]),
        ("The Gulf Union met. The next bloc broke up.", ["union"]),
        ("Iran wants further talks. The idea is old.", ["iran", "dialogue", "dialogue"]),
        ("Iran wants further talks. The crisis is old.", ["iran", "dialogue"]),
        ("Iran met Iraq. The government in Tehran broke up.", ["iran", "iraq", "iran"]),
        ("Iran met Iraq. The government in Oslo broke up.", ["iran", "iraq"]),
    ],
)
def test_a_description_fits_its_actor_in_kind_and_place(names, text, linked):
    """ "The court" is no union, "the bloc in Oslo" not one that sits elsewhere, and "the crisis" is no talks."""
    assert [actor for _, actor in told(text, names)] == linked


def test_people_in_flight_are_the_group_spoken_of(names):
    """ "The migrants" and "the passengers" point back to the group in flight."""
    assert told("The asylum seekers landed. The migrants ate. The passengers slept.", names) == [
        ("asylum seekers", "refugees"), ("migrants", "refugees"), ("passengers", "refugees"),
    ]  # fmt: skip


def test_our_in_a_quotation_is_the_speakers_side(names):
    """ "Our soldiers" in the mouth of an American are U.S. forces."""
    found = told('Ryan Crocker said that they "are attacking our soldiers."', names)
    assert found[-2:] == [("our", "united_states"), ("soldiers", "us_forces")]


def test_a_title_that_nobody_lists_hides_no_whole_name(names):
    """A whole name stands for its man after any title; a surname after another's first name doesn't."""
    assert told("Chief Justice Ryan Crocker met Bob Crocker.", names) == [("Ryan Crocker", "crocker")]


def test_who_says_i_is_not_he_in_the_same_voice(names):
    """ "I" of the author is no antecedent of "he": another man is meant, named or not."""
    assert [t for t, actor in told("I left early. He stayed.", names)] == ["I"]


def test_i_outside_quotations_is_the_author(names):
    """The author is an actor who can be referred to."""
    assert told("I think that rain fell.", names) == [("I", "author_a")]


def test_nobody_is_named_twice_in_one_stretch(names):
    """The longest name wins: "Baghdad meeting" is the event, and no place inside it."""
    table, *_ = read("The Baghdad meeting between Iran and the United States failed, experts said.", names)
    spans = list(table[["start", "end"]].drop_duplicates().sort_values("start").itertuples(index=False))
    assert all(one.end <= two.start for one, two in pairwise(spans))


def test_a_citation_tag_is_no_mention(names):
    """What stands in a tag names nobody, and a name may run around it."""
    text = "Iran left (BBC). Iran met Iraq (LAT)."
    assert told(text, names) == [("Iran", "iran"), ("Iran", "iran"), ("Iraq", "iraq")]


WORDS = st.sampled_from(
    ["Iran", "Washington", "Tehran's", "both", "sides", "it", "its", "they", "the", "meeting", "each", "other", "whose",
     "U.S.-Iranian", "ambassadors", '"our', 'soldiers"', "and", "said", ".", "\n\n", "(BBC)", "*", "Crocker", "I"]
)  # fmt: skip


@effort(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=25).map(" ".join)))
@example("")
@example("Iran's \u0130ran \U0001f600 Iran\u2019s")
def test_any_text_gives_a_table_whose_spans_slice_back(names, text):
    """Whatever the text, the columns are there, spans give the words back, and links go back to earlier rows."""
    table, sentences, _ = read(text, names)
    assert table.columns.tolist() == COLUMNS
    assert all(text[m.start : m.end] == m.text != "" for m in table.itertuples())
    assert table.mention_id.is_unique
    assert table.confidence.between(0, 1, inclusive="right").all()
    assert set(table.antecedent_id.dropna()) <= set(table.mention_id)
    assert set(table.sentence_id) <= set(sentences.sentence_id)


@effort(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["Iran met Iraq.", "Washington refused.", "The meeting failed.", "Experts spoke."]),
                min_size=1, max_size=5), st.integers(0, 5))  # fmt: skip
def test_a_sentence_without_actors_changes_no_name(names, parts, place):
    """Rain between two sentences moves mentions, and changes none."""
    place = min(place, len(parts))
    with_rain = [*parts[:place], NO_ACTOR, *parts[place:]]
    assert told(" ".join(with_rain), names) == told(" ".join(parts), names)


@effort(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["Iran met Iraq.", "It refused.", "Both sides spoke.", "Experts lost their hope.",
                                 "The meeting failed.", "That country is poor."]), min_size=1, max_size=5))  # fmt: skip
def test_a_last_sentence_without_actors_changes_nothing(names, parts):
    """Rain at the end leaves every row as it was, pronouns and links included."""
    text = " ".join(parts)
    pd.testing.assert_frame_equal(read(f"{text} {NO_ACTOR}", names)[0], read(text, names)[0])


def test_folding_keeps_every_character_in_its_place():
    """Names are compared without accents and hyphens, at the same offsets."""
    assert folded("Al-\u1e62adr\u2019s") == "al Sadr's"
    assert all(len(folded(chr(code))) == 1 for code in range(0x3000))


def test_an_office_is_known_in_one_and_in_many():
    """The words of an office leave its country out."""
    assert {"secretaries of state", "Secretary of State"} <= set(offices("secretary of state"))
    assert {"ambassador", "Ambassadors"} <= set(offices("ambassador to Iraq"))


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("demonyms", "demonym,actor_id,adjective,note\nIranian,iran,maybe,\n",
         'demonyms.csv row 2: adjective "maybe". Allowed: yes, no.'),
        ("demonyms", "demonym,actor_id,note\nIranian,iran,\n",
         "demonyms.csv row 1: column adjective is missing. Columns: demonym, actor_id, adjective, note."),
        ("descriptions", "noun,kinds,family,number,note\nmeeting,event,talks,dual,\n",
         'descriptions.csv row 2: number "dual". Allowed: singular, plural, any.'),
        ("descriptions", "noun,kinds,family,number,note\nmeeting,happening,talks,any,\n",
         'descriptions.csv row 2: kinds "happening". Allowed: state, government, organisation, person, group, outlet,'
         " issue, event, pair, place."),
    ],
)  # fmt: skip
def test_a_mistake_in_a_codebook_is_told_with_file_row_and_remedy(tmp_path, settings, file, text, said):
    """Demonyms and descriptions are checked before any text is read."""
    settings.registry.write_text(REGISTRY, encoding="utf-8")
    (tmp_path / f"{file}.csv").write_text(text, encoding="utf-8")
    shipped = {name: CODEBOOKS / f"{name}.csv" for name in ("demonyms", "descriptions")}
    with pytest.raises(CodebookError) as caught:
        lexicon(actors(settings), **shipped | {file: tmp_path / f"{file}.csv"})
    assert str(caught.value).endswith(said)


def test_a_demonym_of_nobody_in_the_registry_is_ignored(names):
    """The shipped list is for all studies: what a registry lacks names nobody, and breaks nothing."""
    assert told("Russian officials met the Chinese.", names) == []


def test_candidates_are_what_the_registry_lacks(names):
    """New names are proposed once with their spellings; known names, titles, dates and tags are not."""
    text = (
        "Then Angela Merkel met Iran (BBC) on Monday. Merkel left. Prime Minister Nouri al-Maliki left. Keep talking."
    )
    _, sentences, parses = read(text, names)
    table = candidates({"a": parses}, sentences=sentences, lexicon=names[1])
    (row,) = table.itertuples()
    assert (row.name, row.kind, row.variants) == ("Angela Merkel", "person", "Angela Merkel; Merkel")
    assert (row.n_mentions, row.n_briefs, row.first_sentence_id) == (2, 1, "a-s01")


def test_a_candidate_that_is_spelt_like_an_actor_says_so(names):
    """A misspelling is shown as the alias that it may be."""
    _, sentences, parses = read("Then Hasan Kazemi-Qumi spoke to Condolezza Rise.", names)
    table = candidates({"a": parses}, sentences=sentences, lexicon=names[1])
    assert set(table.alias_of) == {"qomi", "rice"}


BRIEFS = [
    ("cfr-s01", "Iranian-American academics", "detained_americans"), ("cfr-s01", "Iranian", "iran"),
    ("cfr-s02", "captives", "detained_americans detained_iranians"),
    ("cfr-s02", "two longstanding foes", "iran united_states"), ("cfr-s04", "Washington", "united_states"),
    ("cfr-s04", "Tehran", "iran"), ("cfr-s04", "Saddam", "saddam"), ("cfr-s05", "Both", "iran united_states"),
    ("cfr-s07", "two countries", "iran united_states"), ("cfr-s08", "Tehran", "iran"),
    ("cfr-s11", "Its", "bush_administration"), ("cfr-s11", "Washington", ""), ("cfr-s12", "Iranians", "iran"),
    ("cfr-s13", "meeting", "talks"), ("cfr-s13", "Baghdad", ""), ("cfr-s14", "Hassan Kazemi-Qomi", "kazemi_qomi"),
    ("cfr-s15", "Iranians", "iran"), ("cfr-s16", "two sides", "iran united_states"),
    ("cfr-s17", "Washington", "united_states"), ("cfr-s17", "Tehran", "iran"), ("cfr-s19", "U.S.", "united_states"),
    ("cfr-s20", "both sides", "iran united_states"), ("cfr-s21", "he", "perle"), ("cfr-s21", "Tehran", ""),
    ("cfr-s21", "RFE/RL", ""), ("cfr-s22", "it", ""), ("winep-s01", "ambassadors", "crocker kazemi_qomi"),
    ("winep-s03", "country", "iraq"), ("winep-s04", "Both sides", "iran united_states"),
    ("winep-s04", "each", "iran united_states"), ("winep-s04", "other", "iran united_states"),
    ("winep-s05", "soldiers", "us_forces"), ("winep-s07", "Hassan Kazemi Qomi", "kazemi_qomi"),
    ("winep-s08", "Crocker", "crocker"), ("winep-s08", "his", "crocker"), ("winep-s10", "parley", "talks"),
    ("winep-s12", "Washington", ""), ("winep-s12", "Tehran", ""), ("winep-s13", "Iranian", "iran"),
    ("winep-s13", "Hizballah", "hezbollah"), ("winep-s13", "meetings", "iran_contra"),
    ("winep-s19", "negotiations", "dialogue"), ("winep-s22", "they", "iran united_states"),
    ("winep-s22", "Manoucher Motaki", "mottaki"), ("winep-s23", "channel", "dialogue"),
    ("winep-s24", "our", "united_states"), ("winep-s29", "country", "iraq"),
    ("winep-s30", "its", "kurdish_regional_government"), ("winep-s36", "Tehran", "iran"),
    ("winep-s39", "Baghdad", ""), ("winep-s40", "Tareq al-Hasimi", "hashimi"), ("winep-s40", "country", "iraq"),
    ("winep-s43", "Tehran", ""), ("winep-s43", "its", "iran"), ("winep-s44", "Irbil Five", "detained_iranians"),
    ("winep-s45", "Iranians", "detained_iranians"), ("winep-s46", "innocents", "detained_americans"),
    ("winep-s46", "Iranians", "detained_iranians"), ("winep-s46", "whose", "detained_iranians"),
    ("winep-s50", "he", "bush"), ("winep-s52", "its", "united_states"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence_id", "words", "expected"), BRIEFS)
def test_the_two_briefs_are_read_as_a_reader_does(study, sentence_id, words, expected):
    """The hard places of both briefs: who is meant, or that nobody is."""
    table = study.mentions
    here = table[(table.sentence_id == sentence_id) & (table.text == words)]
    assert " ".join(sorted(set(here.actor_id))) == expected


def test_nothing_of_the_furniture_is_an_actor(study):
    """No mention lies outside the body, in a citation tag, or over another."""
    table = study.mentions
    furniture = study.passages[study.passages.part == "furniture"]
    tags = study.citations[study.citations.kind == "tag"]
    for other in (furniture, tags):
        pairs = table.merge(other, on="brief_id", suffixes=("", "_other"))
        assert not ((pairs.start < pairs.end_other) & (pairs.start_other < pairs.end)
                    & ~((pairs.start < pairs.start_other) & (pairs.end > pairs.end_other))).any()  # fmt: skip
    for _, own in table.groupby("brief_id"):
        spans = own[["start", "end"]].drop_duplicates().sort_values("start")
        assert (spans.end.to_numpy()[:-1] <= spans.start.to_numpy()[1:]).all()


@pytest.mark.parametrize(
    ("text", "word", "actor"),
    [("Condoleezza Rice said that Iran troubled her.", "her", "rice"),
     ("Ryan Crocker was born there but the officers moved him.", "him", "crocker"),
     ("Ryan Crocker met Nouri al-Maliki, who had told the press that he would wait.", "he", "maliki"),
     ("Iran attacked Iraq and destroyed its roads.", "its", "iraq"),
     ("Ms. Condoleezza Rice met Ryan Crocker. He smiled.", "He", "crocker"),
     ("The new envoy, Ryan Crocker, was careful. He smiled.", "He", "crocker"),
     ("Ryan Crocker, the Iranian spokesman, spoke. Iraq welcomed the meeting in Baghdad. Crocker praised it.",
      "it", "talks"),
     ("Iran called the meeting in Baghdad a trap and said that the United States hates it.", "it", "talks"),
     ("Ryan Crocker, a lawyer, came. The lawyer smiled.", "lawyer", "crocker")],
)  # fmt: skip
def test_words_without_a_name_point_back(names, text, word, actor):
    """A pronoun of a clause of its own, of who was told of last, of whose things are harmed, of who is named beside
    a title, of an object like itself, and a title."""
    assert (word, actor) in told(text, names)

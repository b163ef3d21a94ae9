"""The ledger on texts whose statements a reader counts by eye, and its properties on any text."""

from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from statements import AUTHOR, rows_of, stances, voices

from analysis.ledger import Reading
from analysis.ledger.table import COLUMNS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Salas said that Ecuador betrayed Peru.", ("quoted", "salas", "salas", "ecuador", -1)),
        ("Salas accused Ecuador of arming the rebels.", ("quoted", "salas", "salas", "ecuador", -1)),
        ("Salas accused Ecuador of arming the rebels.", ("quoted", "salas", "ecuador", "rebels", 1)),
        ("Salas said that Ecuador loathes the truce.", ("quoted", "salas", "ecuador", "truce", -1)),
        ("Peru wants the truce.", ("author", AUTHOR, "peru", "truce", 1)),
        ("Salas did not say that Ecuador loathes the truce.", ("author", AUTHOR, "ecuador", "truce", -1)),
        ("Peru announced that the nurses were arrested.", ("quoted", "peru", "peru", "nurses", -1)),
        ("Ecuador's invasion is a crime.", ("author", AUTHOR, AUTHOR, "ecuador", -1)),
        ("Peru's president, Rosa Salas, was right.", ("author", AUTHOR, AUTHOR, "salas", 1)),
        ("A Peruvian admission of wrongdoing came late.", ("author", AUTHOR, AUTHOR, "peru", -1)),
        ('"I trust Ecuador," Salas said.', ("quoted", "salas", "salas", "ecuador", 1)),
        ("El Faro wrote that Salas praised Ecuador.", ("quoted", "salas", "salas", "ecuador", 1)),
    ],
)
def test_whose_voice_it_is(study_of, text, expected):
    """Speech is the speaker's, the innermost in nested speech; wants and denied speech stay the author's."""
    assert expected in voices(study_of(text))


@pytest.mark.parametrize(
    "text",
    ["I think that Ecuador is corrupt.", "We would say that Ecuador is corrupt.", "Peru and Ecuador talked about fishing.",
     "Peru discussed an amnesty.", "Peru could say that it was wrong.", "Peru backs the truce.",
     "The truce appears to be gaining ground."],
)  # fmt: skip
def test_what_says_nothing_is_no_attribution(study_of, text):
    """The author's own thoughts, topics, speech that may come, sides taken and guesses aren't counted."""
    assert study_of(text).attributions.empty


@pytest.mark.parametrize(
    ("text", "speaker"),
    [("Peru met Ecuador. Its statement said that all was well.", "peru"),
     ("Ecuador's envoy, Mr. Juan Vega, said that all was well.", "vega"),
     ("Those concerned about the truce met.", "Those")],
)  # fmt: skip
def test_who_speaks(study_of, text, speaker):
    """Its statements are its own, a title may stand before a name, and "those" with a thought are people."""
    assert study_of(text).attributions.speaker.tolist() == [speaker]


@pytest.mark.parametrize(
    ("text", "modality", "basis"),
    [
        ("Peru condemned Ecuador.", "asserted", "words"),
        ("Peru jailed three nurses.", "reported", "act"),
        ("Peru opposes the truce.", "reported", "words"),
        ("Peru could support the truce.", "hypothetical", "words"),
        ("If Peru attacks Ecuador, all is lost.", "hypothetical", "act"),
        ("The truce will fail if it rains.", "hypothetical", "words"),
        ("Peru opposes the truce even if it rains.", "reported", "words"),
        ("Peru opposes the truce, if only because it rains.", "reported", "words"),
        ("Peru should support the truce.", "recommended", "words"),
        ("The Cuzco talks were useful.", "asserted", "words"),
    ],
)
def test_modality_and_basis(study_of, text, modality, basis):
    """What is called for, supposed, told of another and asserted are kept apart, and words from acts."""
    rows = rows_of(study_of(text))
    assert (modality, basis) in set(zip(rows.modality, rows.basis, strict=True)), rows.T


def test_a_call_is_the_speakers(study_of):
    """ "Peru should back the truce" is the author for the truce, not Peru."""
    assert stances(study_of("Peru should back the truce.")) == {(AUTHOR, "truce", 1)}


def test_the_conclusion_counts(study_of):
    """Of two judgements of one target in a sentence, the one after "but" holds."""
    assert stances(study_of("The Cuzco talks were useful, but the Cuzco talks failed.")) == {(AUTHOR, "talks", -1)}


def test_an_act_told_of_an_actor_is_no_stance_of_the_author(study_of):
    """ "Peru jailed three nurses" is Peru against them, not the author against Peru."""
    assert stances(study_of("Peru jailed three nurses.")) == {("peru", "nurses", -1)}


def test_questions_make_no_row(study_of):
    """A question asserts nothing."""
    assert rows_of(study_of("Does Peru oppose the truce?")).empty


SENTENCES = (
    "Peru praised Ecuador.",
    "Peru welcomed the truce.",
    "Salas thanked Vega.",
    "Vega applauded the Cuzco talks.",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_without_an_actor_changes_nothing(study_of, text):
    """An added sentence that names nobody changes no stance."""
    assert stances(study_of(text)) == stances(study_of(f"{text} Rain fell all day."))


@pytest.mark.parametrize("verb", ["praise", "welcome", "support", "thank", "trust", "admire"])
def test_not_lowers_the_stance(study_of, verb):
    """ "not" before a verb of praise lowers the stance."""
    [plain] = rows_of(study_of(f"Peru did {verb} Ecuador.")).stance
    [denied] = rows_of(study_of(f"Peru did not {verb} Ecuador.")).stance
    assert denied < plain


@pytest.mark.parametrize(
    "text", ["Peru condemned Ecuador.", "Peru's support for Ecuador grew.", "Salas said that Peru fears Ecuador."]
)
def test_swapping_names_swaps_rows(study_of, text):
    """Two names that change places change places in the rows."""
    swapped = text.replace("Peru", "X").replace("Ecuador", "Peru").replace("X", "Ecuador")
    other = {"peru": "ecuador", "ecuador": "peru"}
    expected = {(other.get(h, h), other.get(t, t), s) for h, t, s in stances(study_of(text))}
    assert stances(study_of(swapped)) == expected


@effort(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from([*SENTENCES, "“", "Keep", "not", "Peru", "should", "— if", "?", "the other"]), max_size=8)
)
def test_any_text_gives_a_table(study_of, parts):
    """Any text gives a table: known columns, spans that slice back, values in range, five unique."""
    text = " ".join(parts)
    rows = rows_of(study_of(text))
    assert list(rows.columns) == list(COLUMNS)
    assert all(text[row.start : row.end] == row.evidence for row in rows.itertuples())
    assert rows.confidence.between(0, 1).all() and rows.stance.isin([-1, 0, 1]).all()
    assert not rows.duplicated(["sentence_id", "voice", "speaker", "holder", "target"]).any()
    assert (rows.holder != rows.target).all()


def odds(*values: float):
    """A model that always answers the same."""
    table = dict(zip(("negative", "neutral", "positive"), values, strict=True))
    return lambda sentences, holders, targets: pd.DataFrame([table] * len(sentences))


def test_a_model_that_agrees_raises_confidence(study_of):
    """Confidence goes up with a model that agrees and down with one that doesn't; the sign stays the rules'."""
    reading = study_of("Peru condemned Ecuador.")
    alone, sure, against = (rows_of(reading, model) for model in (None, odds(0.9, 0.1, 0.0), odds(0.0, 0.1, 0.9)))
    assert against.confidence[0] < alone.confidence[0] < sure.confidence[0]
    assert alone.stance[0] == sure.stance[0] == against.stance[0] == -1
    assert alone.negative.isna().all() and sure.negative[0] == 0.9


def test_a_model_adds_rows_only_where_the_rules_are_silent_and_it_is_sure(study_of):
    """A pair without a listed word makes no row by rules alone, one with a sure model, none with an unsure one."""
    reading = study_of("Peru reacted to the truce.")
    assert rows_of(reading).empty
    [row] = rows_of(reading, odds(0.8, 0.1, 0.1)).itertuples()
    assert (row.holder, row.target, row.stance, row.basis) == ("peru", "truce", -1, "model")
    assert (row.rule, row.evidence) == ("model: reacted", "reacted to the truce")
    assert rows_of(reading, odds(0.2, 0.7, 0.1)).empty
    praised = study_of("Peru praised the truce.")
    assert rows_of(praised, odds(0.8, 0.1, 0.1)).stance.tolist() == [1]


def test_a_model_is_not_asked_for_the_author(study_of):
    """In his own voice the author names no holder: the model, which reads moods there, adds nothing."""
    assert rows_of(study_of("The truce was signed in spring."), odds(0.9, 0.0, 0.1)).empty


def test_a_model_is_asked_for_a_speaker_in_the_texts_own_words(study_of):
    """Who is quoted but not registered holds by the words that name him, where they stand in the sentence."""
    [row] = rows_of(study_of('"The truce came in spring," said the mayor.'), odds(0.9, 0.0, 0.1)).itertuples()
    assert (row.holder, row.target, row.stance, row.basis) == ("the mayor", "truce", -1, "model")


def test_a_model_rests_on_the_word_that_counts(study_of):
    """The evidence is the phrase of the word without which the model changes its mind."""

    def fond_of_snubs(sentences, holders, targets):
        sure = [0.9 if "snubbed" in sentence else 0.1 for sentence in sentences]
        return pd.DataFrame({"negative": sure, "neutral": [1 - each for each in sure], "positive": 0.0})

    [row] = rows_of(study_of("On Monday Peru quietly snubbed Ecuador again."), fond_of_snubs).itertuples()
    assert (row.holder, row.target, row.evidence) == ("peru", "ecuador", "snubbed Ecuador")


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("On Monday Peru sharply condemned Ecuador in Cuzco.", "condemned Ecuador"),
        ("The Cuzco talks did hold out some hope for trade.", "Cuzco talks did hold out some hope"),
        (
            "The long Cuzco talks, by all accounts, were a dismal failure.",
            "Cuzco talks, by all accounts, were a dismal failure",
        ),
        (
            "The Cuzco talks were mostly notable for a lack of results.",
            "Cuzco talks were mostly notable for a lack of results",
        ),
        ("Peru refused for years to back the truce.", "refused for years to back the truce"),
        ("Nobody in the valley trusts Ecuador.", "Nobody in the valley trusts Ecuador"),
        ("There is no evidence that the truce is useful.", "no evidence that the truce is useful"),
        ("Nobody believes that Peru is reliable.", "Nobody believes that Peru is reliable"),
    ],
)
def test_evidence_is_a_phrase(study_of, text, evidence):
    """A verb comes with auxiliaries and object, a noun with what stands before it, and all with what turns them."""
    assert evidence in rows_of(study_of(text)).evidence.tolist()


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Neither Lima nor Quito wants to wait.", ["peru; ecuador"]),
        ("Men of the camp near the Red Rebels said that they would wait.", ["Men of the camp near the Red Rebels"]),
        ("The May edition of El Faro said that trade would flourish.", ["faro"]),
        ("Salas should wait even though, by Lima's logic, talks can help.", ["peru"]),
        ("Lima supports the truce.", []),
        ("It sees how talks can succeed.", []),
        ("Salas said that she thinks that trade will flourish.", ["salas", "salas"]),
        ("Salas said: “I think that trade will flourish.”", ["salas"]),
    ],
)
def test_who_is_said_to_have_said_it(study_of, text, speakers):
    """All who are joined speak, nobody named on the way does; sides, dummies and repetitions are no row."""
    assert study_of(text).attributions.speaker.tolist() == speakers


def test_the_studys_ledger(study):
    """On the two briefs: every evidence slices back, every target is registered, every sentence exists."""
    for brief_id, text in study.texts.items():
        own = {name: getattr(study, name) for name in ("mentions", "attributions")}
        own = SimpleNamespace(**{name: table[table.brief_id == brief_id] for name, table in own.items()})
        reading = Reading(brief_id, f"author_{brief_id}", text, study._of(brief_id), study._parses[brief_id],
                          own.mentions, own.attributions, study._lexicon)  # fmt: skip
        rows = rows_of(reading)
        assert len(rows) > 5
        assert all(text[row.start : row.end] == row.evidence for row in rows.itertuples())
        assert set(rows.target) <= set(study.actors.actor_id)
        assert set(rows.sentence_id) <= set(study.sentences.sentence_id)

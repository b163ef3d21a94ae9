"""The ledger on texts whose statements a reader counts by eye, and its properties on any text."""

import datetime as dt
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from analysis import attribution, corpus, tokens
from analysis.actors.mentions import mentions
from analysis.actors.names import lexicon
from analysis.actors.registry import actors
from analysis.ledger import Reading, advice_book, ledger, recommendations
from analysis.ledger.table import COLUMNS
from analysis.settings import CODEBOOKS, BriefSettings, Settings
from analysis.stance import stance_book

REGISTRY = """actor_id,name,kind,side,role,valid_from,valid_to,aliases,metonyms,note
peru,Peru,state,peru,,,,,Lima,
ecuador,Ecuador,state,ecuador,,,,,Quito,
salas,Rosa Salas,person,peru,,,,Salas,,
vega,Juan Vega,person,ecuador,,,,Vega,,
rebels,Red Rebels,group,,,,,Red Rebels; the rebels,,
nurses,Nurses,group,,,,,nurses,,
faro,El Faro,outlet,,,,,El Faro,,
truce,Truce,issue,,,,,truce; the truce,,
talks,Cuzco talks,event,,,,,Cuzco talks; Cuzco meeting,,
"""


@pytest.fixture(scope="module")
def study_of(tmp_path_factory):
    """Make the reading of a text: a brief by Ann Lee about Peru and Ecuador."""
    folder = tmp_path_factory.mktemp("study")
    (folder / "actors.csv").write_text(REGISTRY, encoding="utf-8")
    (folder / "demonyms.csv").write_text(
        "demonym,actor_id,adjective,note\nPeruvian,peru,yes,\nEcuadorian,ecuador,yes,\n", encoding="utf-8"
    )
    brief = BriefSettings("a", folder / "a.txt", "A Title", "Ann Lee", "House", dt.date(2007, 5, 29), "free")
    settings = Settings(folder, "Test", "the event", dt.date(2007, 5, 28), (brief,))
    known = lexicon(actors(settings), demonyms=folder / "demonyms.csv", descriptions=CODEBOOKS / "descriptions.csv")

    def make(text: str) -> Reading:
        passages = corpus.passages(text, brief=brief, rules=[])
        citations = corpus.citations(text, passages=passages, codebook=CODEBOOKS / "citations.csv")
        parses = tokens.parses(text, passages=passages, citations=citations)
        sentences = tokens.sentences(text, brief_id="a", passages=passages, parses=parses)
        found = mentions(text, brief=brief, sentences=sentences, parses=parses, lexicon=known)
        said = attribution.brief_attributions(
            text, brief_id="a", sentences=sentences, parses=parses, mentions=found, book=attribution.codebook()
        )
        return Reading("a", brief.author_actor, text, sentences, parses, found, said, known)

    return make


def rows_of(reading: Reading, scorer=None) -> pd.DataFrame:
    advised = recommendations(reading, advice=advice_book(), book=stance_book())
    return ledger(reading, book=stance_book(), advised=advised, scorer=scorer)


def stances(reading: Reading) -> set[tuple]:
    """Holder, target and stance of each row."""
    rows = rows_of(reading)
    return set(zip(rows.holder, rows.target, rows.stance, strict=True))


def voices(reading: Reading) -> set[tuple]:
    """Voice, speaker, holder, target, stance of each row."""
    rows = rows_of(reading)
    return set(zip(rows.voice, rows.speaker, rows.holder, rows.target, rows.stance, strict=True))


AUTHOR = "author_a"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru condemned Ecuador.", {("peru", "ecuador", -1)}),
        ("Ecuador was condemned by Peru.", {("peru", "ecuador", -1)}),
        ("Peru and Ecuador support the truce.", {("peru", "truce", 1), ("ecuador", "truce", 1)}),
        ("Peru and Ecuador blame each other.", {("peru", "ecuador", -1), ("ecuador", "peru", -1)}),
        (
            "Peru and Ecuador met. Each blamed the other.",
            {("peru", "ecuador", -1), ("ecuador", "peru", -1)},
        ),
        ("Neither Lima nor Quito wants the truce.", {("peru", "truce", -1), ("ecuador", "truce", -1)}),
        ("Peru's sanctions against Ecuador are old.", {("peru", "ecuador", -1)}),
        ("Peru imposed sanctions on Ecuador.", {("peru", "ecuador", -1)}),
        ("Ecuador is grateful for Peruvian support.", {("ecuador", "peru", 1)}),
        ("Peru is nervous about the Cuzco talks.", {("peru", "talks", -1)}),
        ("Peru criticized Ecuador's policy.", {("peru", "ecuador", -1)}),
        ("Peru refused to back the truce.", {("peru", "truce", -1)}),
        ("Peru, which opposes the truce, met Ecuador.", {("peru", "truce", -1)}),
        ("Peru has no confidence in Ecuador.", {("peru", "ecuador", -1)}),
        ("Peruvian-backed soldiers attacked Ecuador.", {("Peruvian-backed soldiers", "ecuador", -1)}),
        ("The Cuzco talks were useful.", {(AUTHOR, "talks", 1)}),
        ("The Cuzco talks yielded no progress.", {(AUTHOR, "talks", -1)}),
        ("The Cuzco talks were notable only for their length.", {(AUTHOR, "talks", -1)}),
        ("No progress was made at the Cuzco talks.", {(AUTHOR, "talks", -1)}),
        ("The Cuzco talks were not a success.", {(AUTHOR, "talks", -1)}),
        ("Peru considers the truce a farce.", {("peru", "truce", -1)}),
        ("Peru sells the truce as a triumph.", {("peru", "truce", 1)}),
        ("The truce is far from perfect.", {(AUTHOR, "truce", -1)}),
        ("Peru bears part of the blame.", {(AUTHOR, "peru", -1)}),
        ("Ecuador deserves most of the criticism.", {(AUTHOR, "ecuador", -1)}),
        ('Peru called the truce "null and void".', {("peru", "truce", -1)}),
        ("The truce is anything but a success.", {(AUTHOR, "truce", -1)}),
        ("The truce is the worst deal in years.", {(AUTHOR, "truce", -1)}),
        ("The truce is a good deal older.", set()),
        ("Salas refuses to meet Vega, a popular man.", {(AUTHOR, "vega", 1)}),
        ("Peru met Ecuador in Cuzco.", set()),
        ("Peru no longer trusts Ecuador.", {("peru", "ecuador", -1)}),
        ("Salas doubts that Ecuador is sincere.", {("salas", "ecuador", -1)}),
        ("Salas denied that Peru arms the rebels.", set()),
        ("Salas called for an end to the truce.", {("salas", "truce", -1)}),
        ("Although the Cuzco talks were useful, they failed.", {(AUTHOR, "talks", -1)}),
        ("Lima must consider the truce.", {(AUTHOR, "truce", 1)}),
        ("Peru should stop arming the rebels.", {(AUTHOR, "peru", -1), (AUTHOR, "rebels", -1)}),
        ("Salas said that he trusts Ecuador.", {("salas", "ecuador", 1)}),
        ("Nobody trusts Ecuador.", {("Nobody", "ecuador", -1)}),
        ("The Cuzco talks were less successful.", {(AUTHOR, "talks", -1)}),
        ("Had Peru not attacked Ecuador, trade would flourish.", {("peru", "ecuador", -1)}),
        ("Peru should promote improved Ecuadorian behavior.", set()),
        ("Peru and Ecuador met. The two rivals ate.", {("peru", "ecuador", -1), ("ecuador", "peru", -1)}),
        ("Peru took the nurses hostage.", {("peru", "nurses", -1)}),
        ("Salas asked Peru to help the nurses.", {("salas", "nurses", 1)}),
        ("Peru signed the truce.", {("peru", "truce", 1)}),
        ("Peru did not sign the truce.", set()),
        ("Peru held the truce.", set()),
        ("Peru condemned Ecuador's criticism.", {("peru", "ecuador", -1)}),
        ("Peru condemned Ecuador's defeat.", {("peru", "ecuador", 1)}),
        ("Ecuador's critics praised the truce.", {("critics", "ecuador", -1), ("Ecuador's critics", "truce", 1)}),
        ("There is no evidence that the truce is useful.", {(AUTHOR, "truce", -1)}),
        ("The nurses are prisoners of Peru.", {("peru", "nurses", -1)}),
        ("The nurses sit in Peruvian jails.", {("peru", "nurses", -1)}),
        ("The nurses live under Peruvian protection.", {("peru", "nurses", 1)}),
        ("Nobody believes that Peru holds the key.", {("Nobody", "peru", -1)}),
        ("The potential of the Cuzco talks is known.", {(AUTHOR, "talks", 1)}),
        ("I trust Ecuador.", {(AUTHOR, "ecuador", 1)}),
        ("We trust Ecuador.", {(AUTHOR, "ecuador", 1)}),
        ("I think that Ecuador is corrupt.", {(AUTHOR, "ecuador", -1)}),
        ("Most diplomats said they support the truce.", {("Most diplomats", "truce", 1)}),
        ("Salas praised the progress made by Ecuador.", {("salas", "ecuador", 1)}),
        ("Salas supports efforts toward a truce.", {("salas", "truce", 1)}),
        ("Salas condemned the attack on the nurses.", {("salas", "nurses", 1)}),
        ("Salas called on Ecuador to stop the war.", {("salas", "ecuador", -1)}),
        ("Salas said that Ecuador failed to act.", {("salas", "ecuador", -1)}),
        ("Ecuador failed to act.", set()),
        ("Lima turned away two boats carrying nurses.", {("peru", "nurses", -1)}),
        ("Salas voiced alarm over the plight of the nurses.", {("salas", "nurses", 1)}),
        ("Most voters want the truce.", {("Most voters", "truce", 1)}),
        ("Opponents of the truce met.", {("Opponents", "truce", -1)}),
        ("You cannot trust Ecuador.", {(AUTHOR, "ecuador", -1)}),
        ("The truce helps farmers.", {(AUTHOR, "truce", 1)}),
        ("Peru helps farmers.", set()),
        ("Salas fled. Her mother blames Ecuador.", {("Her mother", "ecuador", -1)}),
        ("Salas said that Ecuador tortured prisoners.", {("salas", "ecuador", -1)}),
        ("Ecuador tortured prisoners.", set()),
        ("Salas said that police killed three men.", set()),
        ("They believe in the truce.", set()),
        ("They attacked Ecuador.", set()),
        ("Ecuador's refusal to sign was short-sighted.", {(AUTHOR, "ecuador", -1)}),
        ("Ecuador remains a threat to Peru.", {(AUTHOR, "ecuador", -1)}),
        ("Peru is poor.", set()),
        ("A quarter of Peruvian voters trust Vega.", {("A quarter of Peruvian voters", "vega", 1)}),
        ("Half of the nurses oppose the truce.", {("nurses", "truce", -1)}),
        ("Salas has emerged as a leading critic of Vega.", {("salas", "vega", -1)}),
        ("Salas came to the defense of Vega.", {("salas", "vega", 1)}),
        ("Peru has lost faith in Ecuador.", {("peru", "ecuador", -1)}),
        ("Peru seeks closer ties with Ecuador.", {("peru", "ecuador", 1)}),
        ("Peru is reluctant to sign the truce.", {("peru", "truce", -1)}),
        ("Salas was hardly a friend of the truce.", {("salas", "truce", -1)}),
        ("Salas warned Peru against attacking Ecuador.", {("salas", "peru", -1), ("salas", "ecuador", 1)}),
    ],
)
def test_the_words_tell_holder_target_and_sign(study_of, text, expected):
    """Each construction gives the rows that a reader would write."""
    found = stances(study_of(text))
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ecuador rejects claims that it trained the rebels.", set()),
        ("Ecuador dismissed the charge that it had shelled the nurses.", set()),
        ("Claims that Ecuador shelled the nurses were refuted by Peru.", set()),
        ("The baseless rumor that Ecuador shelled the nurses spread.", set()),
        ("Reports that Ecuador shelled the nurses are false.", set()),
        ("Salas rejected the idea that the truce is useless.", {("salas", "truce", 1)}),
        ("Salas never claimed that Ecuador had shelled the nurses.", set()),
        ("Ecuador neither confirmed nor denied that it arms the rebels.", set()),
        ("Nobody thinks that Ecuador supports the truce.", set()),
        ("Salas doubts that Ecuador trained the rebels.", set()),
        ("Salas doubts that Ecuador will shell the nurses.", set()),
        ("Salas doubts that Ecuador will help the nurses.", {("salas", "ecuador", -1)}),
        ("Salas confirmed that Ecuador trained the rebels.", {("ecuador", "rebels", 1)}),
    ],
)
def test_a_claim_that_is_rejected_is_no_deed(study_of, text, expected):
    """Nobody is charged with what is rejected, called untrue, doubted or was never said; to reject blame is support."""
    assert stances(study_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ecuador failed to rescue the nurses.", {(AUTHOR, "ecuador", -1)}),
        ("Salas said that Ecuador had neglected to help the nurses.", {("salas", "ecuador", -1)}),
        ("Ecuador failed to sign the truce.", set()),
        ("Ecuador refused to rescue the nurses.", {("ecuador", "nurses", -1)}),
        ("Ecuador did not forget to thank Peru.", {("ecuador", "peru", 1)}),
    ],
)
def test_a_help_left_undone_is_the_doers_failing(study_of, text, expected):
    """Who fails to help is blamed by whoever tells it, and isn't against whom he fails; who refuses is."""
    assert stances(study_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Salas argued against shelling Ecuador.", {("salas", "ecuador", 1)}),
        ("Salas argued against helping Ecuador.", {("salas", "ecuador", -1)}),
        ("Salas pleaded against abandoning the truce.", {("salas", "truce", 1)}),
        ("Peru lifted its blockade of Ecuador.", {("peru", "ecuador", 1)}),
        ("Peru stopped shelling Ecuador.", set()),
        ("Salas does not want Peru to help Ecuador.", {("salas", "ecuador", -1)}),
        ("Few diplomats trust Ecuador.", {("Few diplomats", "ecuador", -1)}),
        ("A few diplomats trust Ecuador.", {("A few diplomats", "ecuador", 1)}),
    ],
)
def test_who_is_against_a_harm_is_for_its_victim(study_of, text, expected):
    """The sign turns once for each word that opposes, ends or denies: harm opposed is support, help opposed isn't."""
    assert stances(study_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru rounded up the nurses.", {("peru", "nurses", -1)}),
        ("Peru rounded up Ecuadorian diplomats.", {("peru", "ecuador", -1)}),
        ("Peru rounded up Ecuadorian votes.", set()),
        ("Peru executed Ecuador's plan.", set()),
        ("Peru recalled its ambassador to Ecuador.", {("peru", "ecuador", -1)}),
        ("Salas recalled that Ecuador had sheltered the nurses.", {("ecuador", "nurses", 1)}),
        ("The truce gave Ecuador a promise.", set()),
        ("The truce holds promise.", {(AUTHOR, "truce", 1)}),
    ],
)
def test_a_verb_is_read_by_what_its_object_is(study_of, text, expected):
    """People are arrested and recalled, votes are not; a promise that is given is no gain."""
    assert stances(study_of(text)) == expected


def test_a_pronoun_that_nobody_is_linked_to_holds_nothing(study_of):
    """ "He" of a man without a name is nobody's stance, and once it is linked it is his."""
    assert stances(study_of("A farmer wept. He praised the truce.")) == set()
    assert ("salas", "truce", 1) in stances(study_of("Salas wept. She praised the truce."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Salas called on Ecuador to end its support for the rebels.", {("salas", "rebels", -1)}),
        ("Salas urged Ecuador to freeze aid to the nurses.", {("salas", "nurses", -1)}),
        ("Ecuador should end its support for the rebels.", {(AUTHOR, "rebels", -1)}),
        ("Salas demanded an end to subsidies for the rebels.", {("salas", "rebels", -1)}),
        ("Salas urged Vega to abandon the truce.", {("salas", "truce", -1)}),
        ("Salas urged Vega to withdraw from the truce.", {("salas", "truce", -1)}),
        ("Salas urged Vega not to sign the truce.", {("salas", "truce", -1)}),
        ("Salas told Vega to act against the rebels.", {("salas", "rebels", -1)}),
        ("Salas asked Vega to help the nurses.", {("salas", "nurses", 1)}),
        ("Salas appealed to Ecuador to release the nurses.", {("salas", "nurses", 1)}),
        ("Salas urged Vega to keep supporting the truce.", {("salas", "truce", 1)}),
        ("Salas urged Vega not to reject the truce.", {("salas", "truce", 1)}),
        ("Salas called for a boycott of Ecuador.", {("salas", "ecuador", -1)}),
        ("Salas urged Ecuador to stop bombing the nurses.", {("salas", "ecuador", -1), ("salas", "nurses", 1)}),
        ("Salas demanded that Ecuador stop arming the rebels.", {("salas", "ecuador", -1), ("salas", "rebels", -1)}),
        ("Salas wants Ecuador to stop criticizing the nurses.", {("salas", "ecuador", -1), ("salas", "nurses", 1)}),
        ("Ecuador must stop its attacks on the nurses.", {(AUTHOR, "ecuador", -1), (AUTHOR, "nurses", 1)}),
        ("Salas called on Ecuador to end the siege of the nurses.", {("salas", "ecuador", -1), ("salas", "nurses", 1)}),
        ("Salas wants Vega to resign.", {("salas", "vega", -1)}),
    ],
)
def test_who_is_asked_is_blamed_only_for_a_wrong(study_of, text, expected):
    """A call is a stance toward whom the deed would help or hurt; toward who is asked, only where he should stop a harm."""
    assert stances(study_of(text)) == expected


@pytest.mark.parametrize("text", ["The truce is presented as a triumph.", "Peru would be wise to listen."])
def test_what_is_made_of_it_and_what_is_advised_is_no_praise_of_the_author(study_of, text):
    """What nobody in particular presents as a triumph is none by the author; whoever would be wise to listen isn't wise."""
    assert stances(study_of(text)) == set()


@pytest.mark.parametrize("text", ["Salas trusts neither Peru nor Ecuador."])
def test_neither_denies_both_objects(study_of, text):
    """Who trusts neither of two distrusts both."""
    assert stances(study_of(text)) == {("salas", "peru", -1), ("salas", "ecuador", -1)}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Vega was not disappointed by the Cuzco talks.", 0),
        ("Peru neither backs nor opposes the truce.", 0),
        ("Peru is neutral on the truce.", 0),
        ("Peru is not opposed to the truce.", 0),
    ],
)
def test_neutral_needs_words_of_neutrality(study_of, text, stance):
    """A denied complaint and a refused position are 0, not missing."""
    assert rows_of(study_of(text)).stance.tolist() == [stance]


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

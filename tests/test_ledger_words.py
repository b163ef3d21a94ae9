"""What words and constructions say of whom, on sentences whose statements a reader counts by eye."""

import pytest
from statements import AUTHOR, rows_of, stances


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
        ("Salas kept the rebels together.", set()),
        ("Peru recalled its ambassador to Ecuador.", {("peru", "ecuador", -1)}),
        ("Salas recalled that Ecuador had sheltered the nurses.", {("ecuador", "nurses", 1)}),
        ("The truce gave Ecuador a promise.", set()),
        ("The truce holds promise.", {(AUTHOR, "truce", 1)}),
    ],
)
def test_a_verb_is_read_by_what_its_object_is(study_of, text, expected):
    """People are arrested and recalled, votes are not; a promise that is given is no gain."""
    assert stances(study_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels should refuse to submit plans.", set()),
        ("Peru should stop short of arming the rebels.", set()),
        ("Peru should treat the truce as what it is.", set()),
        ("Peru needs to reopen the truce.", set()),
        ("Lima would be wise to announce the withdrawal of its troops.", set()),
        ("Appoint a mediator whom the rebels cannot dismiss.", set()),
        ("Peru and Ecuador must talk, whether they like each other or not.", set()),
        ("Not everyone condemned the truce.", set()),
        ("Vega kept Peru in the room.", set()),
        ("Peru should stop bombing the rebels.", {(AUTHOR, "peru", -1), (AUTHOR, "rebels", 1)}),
        ("Peru should reject the truce.", {(AUTHOR, "truce", -1)}),
        ("The truce is a slogan.", {(AUTHOR, "truce", -1)}),
        ("The criticism that the truce consists of loans is partly justified.", set()),
        ("The promises that Peru made were wise.", {(AUTHOR, "peru", 1)}),
        ("Peru acted responsibly.", {(AUTHOR, "peru", 1)}),
        ("Vega refused to name a number and then lectured Peru.", set()),
        ('Vega rejected the truce as "illegal" and left.', {("vega", "truce", -1)}),
    ],
)
def test_what_somebody_should_do_is_no_blame_of_him(study_of, text, expected):
    """Only a wrong that somebody does is blamed when he should end it; to treat, to reopen or to refuse says nothing."""
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

"""The stance words and the links that they make, on sentences of one construction each."""

import pytest

from analysis.errors import CodebookError
from analysis.parsed import Doc
from analysis.stance import links, stance_book
from analysis.stance.words import COLUMNS, STANCE  # fmt: skip
from analysis.tokens import nlp


def told(text: str) -> set[tuple]:
    """Holder (None: who speaks), sign and target of each link, as words; open signs left out."""
    found = links(Doc(nlp()(text)), book=stance_book())
    return {(link.holder and link.holder.text, link.sign, link.target.text) for link in found if link.sign is not None}


CONSTRUCTIONS = {
    "active verb": ("Lima condemned Quito.", ("Lima", -1, "Quito")),
    "passive verb": ("Quito was condemned by Lima.", ("Lima", -1, "Quito")),
    "joined holders": ("Lima and Quito support the truce.", ("Quito", 1, "truce")),
    "joined verbs": ("Lima praised and thanked the envoy.", ("Lima", 1, "envoy")),
    "relative clause": ("Lima, which opposes the truce, met Quito.", ("Lima", -1, "truce")),
    "object relative": ("The truce that Lima opposes is old.", ("Lima", -1, "truce")),
    "control": ("Lima refuses to back the truce.", ("Lima", -1, "truce")),
    "charge and deed": ("Lima accuses Quito of arming the rebels.", ("Quito", 1, "rebels")),
    "owner of a noun": ("Lima's support for the truce grew.", ("Lima", 1, "truce")),
    "adjective of a noun": ("Peruvian sanctions against Quito hurt.", ("Peruvian", -1, "Quito")),
    "light verb": ("Lima imposed sanctions on Quito.", ("Lima", -1, "Quito")),
    "predicate": ("Lima is nervous about the talks.", ("Lima", -1, "talks")),
    "joined predicates": ("Lima is tired of Quito and eager for the talks.", ("Lima", 1, "talks")),
    "feeling": ("The attack angered Lima.", ("Lima", -1, "attack")),
    "enemies": ("Quito's critics met.", ("critics", -1, "Quito")),
    "a friend": ("She is a friend of Lima.", ("She", 1, "Lima")),
    "backed": ("Lima-backed rebels met.", ("Lima", 1, "rebels")),
    "anti": ("The anti-Peruvian campaign grew.", ("campaign", -1, "Peruvian")),
    "examples": ("Lima's support for groups like Shining Path grew.", ("Lima", 1, "Path")),
    "judged groups": ("Lima helped groups Quito deems terrorists, like Hamas.", ("Quito", -1, "Hamas")),
    "calls it": ("Lima called the talks useless.", ("Lima", -1, "talks")),
    "sees it as": ("Lima sees the talks as a trap.", ("Lima", -1, "talks")),
    "the speaker's predicate": ("The talks were useful.", (None, 1, "talks")),
    "the speaker's adjective": ("The useless talks ended.", (None, -1, "talks")),
    "a fault": ("Quito's intransigence grew.", (None, -1, "Quito")),
    "an outcome": ("The talks yielded no progress.", (None, -1, "talks")),
    "a good outcome": ("The talks brought peace.", (None, 1, "talks")),
    "faint praise": ("The talks were notable only for their length.", (None, -1, "talks")),
    "harm": ("Quito sows discord.", (None, -1, "Quito")),
    "a call": ("Lima should resume the talks.", (None, 1, "talks")),
    "a call to stop": ("Lima must end the talks.", (None, -1, "talks")),
    "wanting to see": ("Lima wants to see a truce.", ("Lima", 1, "truce")),
    "neither": ("Neither Lima nor Quito wants a truce.", ("Quito", -1, "truce")),
    "an idiom": ("Experts are not getting their hopes up over the talks.", ("Experts", -1, "talks")),
    "two words": ("The truce paid off.", (None, 1, "truce")),
    "asking another": ("Lima asked Bolivia to help Quito.", ("Lima", 1, "Quito")),
    "helping to do": ("Lima helped Quito leave.", ("Lima", 1, "Quito")),
    "in order to": ("Lima met Bolivia in order to help Quito.", ("Lima", 1, "Quito")),
    "what somebody made": ("Lima praised the reforms that Quito made.", ("Lima", 1, "reforms")),
    "a matter ended": ("Lima repealed the treaty.", ("Lima", -1, "treaty")),
    "a matter brought about": ("Lima signed the treaty.", ("Lima", 1, "treaty")),
    "praise received": ("Quito drew praise from Lima.", ("Lima", 1, "Quito")),
    "blame received": ("Quito faced a backlash from Lima.", ("Lima", -1, "Quito")),
    "in defense of": ("Lima spoke in defense of Quito.", ("Lima", 1, "Quito")),
    "on behalf": ("Lima spoke on Quito's behalf.", ("Lima", 1, "Quito")),
    "in opposition to": ("Lima spoke in opposition to the treaty.", ("Lima", -1, "treaty")),
    "a fault shown": ("Quito showed cowardice.", (None, -1, "Quito")),
    "how somebody acts": ("Quito acted with courage.", (None, 1, "Quito")),
    "tied to a deed": ("Lima tied Quito to the murder.", ("Lima", -1, "Quito")),
    "a virtue lacked": ("Quito lacks credibility.", (None, -1, "Quito")),
    "what is deserved": ("Quito deserves praise.", (None, 1, "Quito")),
    "a sign of a fault": ("The treaty is a sign of cowardice.", (None, -1, "treaty")),
    "a deed of praise": ("Quito inspires.", (None, 1, "Quito")),
    "no proof": ("There is no evidence that the treaty is effective.", (None, -1, "treaty")),
    "fear of a deed": ("Lima is worried that Quito will attack Bolivia.", ("Lima", -1, "Quito")),
    "charged with a noun": ("Lima accuses Quito of support for rebels.", ("Quito", 1, "rebels")),
    "prisoners": ("The officers are prisoners of Lima.", ("Lima", -1, "officers")),
    "joined against": ("The coalition against Quito grew.", ("coalition", -1, "Quito")),
    "no longer": ("Lima no longer trusts Quito.", ("Lima", -1, "Quito")),
    "not only": ("Lima didn't just blame Quito.", ("Lima", -1, "Quito")),
    "a preposition as second word": ("Lima went after Quito.", ("Lima", -1, "Quito")),
    "blame put on": ("Lima blamed the attack on Quito.", ("Lima", -1, "Quito")),
    "one of the critics": ("He was one of the first critics of Quito.", ("He", -1, "Quito")),
    "a noun that judges a doer": ("The threat posed by Quito grew.", (None, -1, "Quito")),
    "a good one": ("Salas is a good mayor.", (None, 1, "Salas")),
    "on record": ("Lima is on record of favoring the treaty.", ("Lima", 1, "treaty")),
    "wrong of somebody": ("It was wrong of Lima to wait.", (None, -1, "Lima")),
    "wrong for somebody": ("It was wrong for Lima to wait.", (None, -1, "Lima")),
    "a vital deed": ("It is vital to preserve the treaty.", (None, 1, "treaty")),
    "asked to stop": ("Vega called on Lima to stop the siege.", ("Vega", -1, "Lima")),
    "demanded that one stop": ("Vega demanded that Lima halt its attacks.", ("Vega", -1, "Lima")),
    "under fire": ("Lima came under fire from Quito.", ("Quito", -1, "Lima")),
    "what must be done": ("The treaty must be signed again.", (None, 1, "treaty")),
    "support suspended": ("Lima suspended its support for Quito.", ("its", -1, "Quito")),
    "aid withheld": ("Lima withheld aid to Quito.", ("Lima", -1, "Quito")),
    "cleft": ("It is Lima that attacked Quito.", ("Lima", -1, "Quito")),
    "called an attack": ("Lima's speech was an attack on Quito.", ("speech", -1, "Quito")),
    "put to somebody": ("The criticism that Lima leveled at Quito was old.", ("Lima", -1, "Quito")),
    "a charge of a deed": ("Lima's accusation that Quito armed them is old.", ("Lima", -1, "Quito")),
    "alleged": ("Lima alleged that Quito armed them.", ("Lima", -1, "Quito")),
    "against it": ("Lima is against the treaty.", ("Lima", -1, "treaty")),
    "support urged": ("Lima urged support for Quito.", ("Lima", 1, "Quito")),
    "hard to see": ("It is hard to see how the treaty can be effective.", (None, -1, "treaty")),
    "wanted done": ("Lima expects the prisoners to be freed.", ("Lima", 1, "prisoners")),
    "announced as done": ("Lima announced that nurses were being charged with theft.", ("Lima", -1, "nurses")),
    "any verb with against": ("Farmers took to the streets against Quito.", ("Farmers", -1, "Quito")),
    "has to": ("Lima has to sign the treaty.", (None, 1, "treaty")),
    "a threat of a deed": ("Lima threatened an attack on Quito.", ("Lima", -1, "Quito")),
    "peace made": ("Lima made peace with Quito.", ("Lima", 1, "Quito")),
    "support enjoyed": ("Lima enjoys the support of Quito.", ("Quito", 1, "Lima")),
    "met with": ("The treaty met with resistance from Quito.", ("Quito", -1, "treaty")),
    "wanted gone": ("Lima wants Salas to step down.", ("Lima", -1, "Salas")),
    "a good effect": ("The treaty protects farmers.", (None, 1, "treaty")),
    "no effect": ("War solves nothing.", (None, -1, "War")),
    "what it makes of a thing": ("The treaty makes the region safer.", (None, 1, "treaty")),
    "what it gives": ("The treaty gives farmers security.", (None, 1, "treaty")),
    "criticism prompted": ("Lima sued Salas, prompting criticism from Quito.", ("Quito", -1, "Lima")),
    "anger at": ("Lima's anger at Quito grew.", ("Lima", -1, "Quito")),
    "mocked for a deed": ("Lima mocked Quito for attacking Bolivia.", ("Quito", -1, "Bolivia")),
    "proud to be with": ("I am proud to stand with Quito.", ("I", 1, "Quito")),
    "happy to be met": ("I am happy to be welcomed by Salas.", ("I", 1, "Salas")),
    "wrong to do": ("It was wrong to trust Quito.", (None, -1, "Quito")),
    "a mistake to do": ("It would be a mistake to abandon the treaty.", (None, 1, "treaty")),
    "doing it was wise": ("Backing the treaty was wise.", (None, 1, "treaty")),
    "hoped to last": ("Lima hopes that the treaty will survive.", ("Lima", 1, "treaty")),
    "how it was done": ("Lima rightly condemned Quito.", (None, 1, "Lima")),
    "how it was done, in the passive": ("The envoys were wrongly jailed by Quito.", (None, -1, "Quito")),
    "a compound with a hyphen": ("Quito's ill-advised raid failed.", (None, -1, "raid")),
    "a refusal of one's own": ("Quito's refusal was clumsy.", (None, -1, "refusal")),
    "to blame": ("Quito is to blame.", (None, -1, "Quito")),
    "blame that lies with": ("The blame lies with Quito.", (None, -1, "Quito")),
    "responsible for harm": ("Quito is responsible for the violence.", (None, -1, "Quito")),
    "to the aid of": ("Lima came to the aid of Quito.", ("Lima", 1, "Quito")),
    "to its credit": ("To its credit, Lima kept the border open.", (None, 1, "Lima")),
    "a threat that is posed": ("Quito poses a threat to trade.", (None, -1, "Quito")),
    "makes no sense": ("The treaty makes no sense.", (None, -1, "treaty")),
    "the success of": ("The success of the treaty surprised many.", (None, 1, "treaty")),
    "held to be so": ("Lima held Salas accountable.", ("Lima", -1, "Salas")),
    "lack of": ("Lima voiced its lack of confidence in Quito.", ("its", -1, "Quito")),
}


@pytest.mark.parametrize(("text", "expected"), CONSTRUCTIONS.values(), ids=CONSTRUCTIONS)
def test_each_construction_links(text, expected):
    """Each construction links the holder to the target with the sign that a reader gives it."""
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    ["Lima met Quito.", "Quito is responsible for trade.", "Lima has done little to help Quito.",
     "Lima has yet to help Quito.", "The delegations talked in Cuzco.", "Lima urged Quito to wait.", "Lima did not attack Quito.",
     "Quito ignored calls to punish Lima.", "Lima played against Quito.", "Lima tied Bolivia to Quito."],
)  # fmt: skip
def test_no_words_of_stance_no_link(text):
    """A meeting, a plea, a denied act, a tie and a call that nobody follows link nobody to a state."""
    assert not {(s, t) for _, s, t in told(text) if t in ("Lima", "Quito")}


def test_who_links_another_to_support_gives_none():
    """Whoever connects somebody to the support of a third is no friend of the third."""
    assert ("Lima", 1, "rebels") not in told("Lima linked Quito to the support of the rebels.")


def test_who_asks_stands_for_it_and_not_who_is_asked():
    """Whoever asks another to help stands for whom it helps; who is asked, or was asked, has done nothing yet."""
    holders = {holder for holder, _, target in told("Lima asked Bolivia to help Quito.") if target == "Quito"}
    assert holders == {"Lima"}
    assert not told("Bolivia was asked to help Quito.")


@pytest.mark.parametrize("text", ["The violation of the treaty was costly.", "He is a good deal older than Salas."])
def test_a_victim_and_a_measure_are_not_judged(text):
    """What is violated isn't at fault, and "a good deal" praises nobody."""
    assert not {target for _, _, target in told(text)} & {"treaty", "He", "Salas"}


@pytest.mark.parametrize("text", ["Lima did not sign the treaty.", "Lima hasn't repealed the treaty."])
def test_a_denied_deed_is_no_row(text):
    """What wasn't done to a matter shows no stance toward it."""
    assert not {sign for _, sign, target in told(text) if target == "treaty"}


@pytest.mark.parametrize("text", ["Lima was not disappointed by the talks.", "Lima is not hostile to Quito."])
def test_a_denied_complaint_is_neutral(text):
    """Denied criticism is neutrality, not praise."""
    assert 0 in {sign for holder, sign, _ in told(text) if holder == "Lima"}


@pytest.mark.parametrize(
    ("plain", "denied"),
    [("Lima praised Quito.", "Lima did not praise Quito."), ("Lima trusts Quito.", "Lima never trusts Quito."),
     ("The talks were useful.", "The talks were not useful."), ("Lima has faith in Quito.", "Lima has no faith in Quito.")],
)  # fmt: skip
def test_denial_lowers_praise(plain, denied):
    """ "not", "never" and "no" turn praise to criticism."""
    assert {sign for _, sign, _ in told(plain)} == {1}
    assert {sign for _, sign, _ in told(denied)} == {-1}


def test_what_is_offered_is_words():
    """An act that is only offered or threatened is told as words."""
    [done] = links(Doc(nlp()("Lima attacked Quito.")), book=stance_book())
    [threatened] = links(Doc(nlp()("Lima threatened to attack Quito.")), book=stance_book())
    assert (done.basis, threatened.basis) == ("act", "words")


def test_an_open_sign_is_left_open():
    """A word of reaction links holder and target without a sign, for a model to settle."""
    found = links(Doc(nlp()("Lima reacted to the truce.")), book=stance_book())
    assert [(link.holder.text, link.sign, link.target.text) for link in found] == [("Lima", None, "truce")]


@pytest.mark.parametrize(
    ("row", "wrong"),
    [("praise,VERB,2,subject,object,words,", 'sign "2"'), ("praise,VERV,1,subject,object,words,", 'pos "VERV"'),
     ("praise,VERB,1,me,object,words,", 'holder "me"'), ("praise,VERB,1,subject,object,word,", 'basis "word"')],
)  # fmt: skip
def test_a_wrong_row_is_named(tmp_path, row, wrong):
    """A codebook with a mistake is named with the row and what is allowed."""
    path = tmp_path / "stance.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=rf"row 2: {wrong}\. Allowed: "):
        stance_book(path)


def test_no_row_stands_twice():
    """No two rows of the codebook say the same of one word."""
    lines = STANCE.read_text(encoding="utf-8").splitlines()[1:]
    keys = [tuple(line.split(",")[:5]) for line in lines]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("text", ["", "—", "Keep", "not", "each other", "the other", "anti-", "of of of"])
def test_odd_text_gives_no_exception(text):
    """Fragments give links or none, never an exception."""
    assert isinstance(links(Doc(nlp()(text)), book=stance_book()), list)

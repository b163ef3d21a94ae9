"""Claims say what their tables say, and turn neutral where the interval holds zero."""

import datetime as dt
import re

import pandas as pd
import pytest

from analysis.findings import claim as told_of
from analysis.findings import mentions, moods, stances, texts
from analysis.findings import selection as told
from analysis.wording import count, dated, listed, percent, signed, within

WORDS = {"labels": {"a": "North", "b": "South"}, "names": {"x": "Exland", "all": "all"}}


def difference(**cells) -> pd.DataFrame:
    row = {
        "actor_id": "x", "measure": "polarity", "brief_a": "a", "brief_b": "b", "value_a": 0.5, "value_b": 0.2,
        "n_a": 10, "n_b": 12, "difference": 0.3, "low": 0.1, "high": 0.5, "null_low": -0.2, "null_high": 0.2,
        "p": 0.01, "q": 0.01, "clear": True,
    }  # fmt: skip
    return pd.DataFrame([row | cells])


def test_a_clear_difference_names_who_has_more():
    """With an interval above zero, the first brief has more, with value, interval and n."""
    claim = mentions.presence(difference(), **WORDS)
    assert claim.headline == "North mentions Exland more often than South"
    assert claim.text == (
        "North mentions Exland in 50 % of its sentences, South in 20 % (difference +30 points, "
        "95 % interval +10 to +50 points); n = 10 and 12 sentences. 1 difference of 1 tested is clear."
    )
    assert claim.clear


def test_swapping_the_briefs_swaps_the_words():
    """The same difference seen from the other side names the same brief, with the interval turned."""
    turned = difference(brief_a="b", brief_b="a", value_a=0.2, value_b=0.5, n_a=12, n_b=10,
                        difference=-0.3, low=-0.5, high=-0.1)  # fmt: skip
    one, other = (mentions.presence(rows, **WORDS) for rows in (difference(), turned))
    assert (one.headline, one.text, one.n, one.clear) == (other.headline, other.text, other.n, other.clear)
    assert (one.value, one.low, one.high) == (-other.value, -other.high, -other.low)


def test_an_interval_with_zero_is_no_difference():
    """Where the interval holds zero, the claim says that there is no clear difference."""
    claim = mentions.presence(difference(low=-0.1, clear=False, q=0.3), **WORDS)
    assert claim.headline == "No clear difference in how often the briefs mention each actor"
    assert not claim.clear


def test_too_few_sentences_make_no_claim():
    """Below eight sentences there is no direction, only that there are too few."""
    few = difference(n_a=3, low=None, high=None, null_low=None, null_high=None, p=None, q=None, clear=False)
    claim = moods.mood_by_actor(few, **WORDS)
    assert claim.text == (
        "Too few sentences to compare the mood around any actor: nothing stands in 8 sentences of each "
        "brief, so there is no interval and no claim."
    )


def test_length_is_judged_by_the_interval_of_the_difference():
    """Sentences differ in length where the interval of the difference holds no zero, and not otherwise."""
    longer = difference(value_a=30.0, value_b=22.0, difference=8.0, low=1.0, high=15.0).drop(columns="actor_id")
    claim = texts.readable(longer, labels=WORDS["labels"])
    assert claim.headline == "The sentences of North are longer than those of South"
    assert "30.0 words in North and 22.0 words in South" in claim.text
    assert "difference +8.00 words, 95 % interval +1.00 to +15.00 words" in claim.text
    same = texts.readable(longer.assign(low=-1.0, clear=False), labels=WORDS["labels"])
    assert same.headline == "No clear difference in the length of sentences"


def test_headlines_fit_a_slide(study):
    """Every headline of the real study has at most twelve words."""
    assert {name: claim.headline for name, claim in study.claims.items() if len(claim.headline.split()) > 12} == {}


def test_claims_of_the_real_study_agree_with_their_tables(study):
    """The words "no clear difference" stand where no row of the table is clear, and only there."""
    for name, table in {
        "presence": study.presence_difference,
        "presence_by_side": study.presence_difference_by_side,
    }.items():
        assert study.claims[name].clear == bool(table.clear.any())
    lengths = study.briefs.set_index("brief_id").n_words
    assert f"{lengths['winep'] / lengths['cfr']:.1f} times" in study.claims["lengths"].headline


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (count(1, "word"), "1 word"),
        (count(1404, "word"), "1,404 words"),
        (percent(0.344), "34 %"),
        (signed(-0.123), "−0.12"),
        (signed(-0.001), "−0.001"),
        (signed(-0.0001), "0.000"),
        (within(float("nan"), 1, signed), ""),
        (listed(["a", "b", "c"]), "a, b and c"),
        (listed([]), ""),
    ],
)
def test_numbers_in_words(told, words):
    """Numbers and lists are worded the same everywhere."""
    assert told == words


def test_the_brief_with_fewer_recommendations_is_told_by_number():
    """Two against one: "North makes 2 recommendations, South 1"."""
    rows = pd.DataFrame({
        "brief_id": ["a", "a", "b"], "sentence_id": ["a1", "a2", "b1"], "start": [0, 0, 0],
        "addressee": "x", "condition": None,
    })  # fmt: skip
    claim = stances.prescriptions(rows, **WORDS)
    assert claim.headline == "North makes 2 recommendations, South 1"
    assert claim.evidence == ("a1", "a2", "b1")


def test_an_action_told_to_two_counts_for_both():
    """Of two actions, one is told to two addressees: the one who is told both is named, with two."""
    rows = pd.DataFrame({
        "brief_id": "a", "sentence_id": ["a1", "a1", "a2"], "start": [0, 0, 0],
        "addressee": ["y", "x", "x"], "condition": None,
    })  # fmt: skip
    assert "North makes 2 recommendations, 2 of them to" in stances.prescriptions(rows, **WORDS).text


OPEN = re.compile(
    "no clear difference|too few|no more or less than by chance|no claim|no term|no frame|no matter|no passages"
    "|no brief|carry no direction|the sentences decide|^each brief makes",
    re.IGNORECASE,
)


def test_what_the_words_leave_open_is_flagged_so(study):
    """A claim is clear where its words claim something, and not where they say too few, by chance or no claim."""
    flags = {name: (claim.clear, bool(OPEN.search(claim.text))) for name, claim in study.claims.items()}
    assert {name: pair for name, pair in flags.items() if pair[0] == pair[1]} == {}


def judged(n: int, low: float | None, high: float | None) -> pd.DataFrame:
    """The balances of two authors toward one matter, each over so many statements, with one interval."""
    counts = {
        "n_statements": n,
        "n_supportive": n,
        "n_critical": 0,
        "n_neutral": 0,
        "balance": 1.0,
        "low": low,
        "high": high,
    }
    return pd.DataFrame([{"brief_id": b, "holder": f"author_{b}", "target": "x", **counts} for b in "ab"])


@pytest.mark.parametrize(
    ("n", "low", "high", "words"),
    [
        (3, None, None, "no interval and no claim of direction"),
        (9, -0.2, 1.0, "No claim of direction: the interval of North and South holds zero."),
        (9, 0.3, 1.0, ""),
    ],
)
def test_a_contradiction_is_clear_by_the_intervals_of_both_authors(n, low, high, words):
    """Below eight statements, or with zero in an interval, the claim is open and its words say why."""
    rows = pd.DataFrame([{
        "kind": "relation", "holder": "author", "item": "x", "brief_a": "a", "brief_b": "b", "found": "both",
        "n_a": n, "n_b": n, "stance_a": 1.0, "stance_b": 1.0, "evidence_a": "a1", "evidence_b": "b1",
    }])  # fmt: skip
    claim = stances.contradiction(rows, judged(n, low, high), **WORDS)
    assert (claim.clear, words in claim.text) == (not words, True)


@pytest.mark.parametrize(
    ("null", "is_clear", "words"),
    [(None, False, "Too few sentences"), (0.1, False, "no more or less than by chance"), (0.1, True, "beyond chance")],
)
def test_what_is_shared_is_clear_beyond_chance_alone(null, is_clear, words):
    """The claim of selection is clear where its share lies outside what random deals give, and only there."""
    rows = pd.DataFrame([{
        "kind": "relation_by_side", "holder": "x", "item": "x", "brief_a": "a", "brief_b": "b", "found": "both",
        "evidence_a": "a1", "evidence_b": "b1",
    }])  # fmt: skip
    overlap = pd.DataFrame([{
        "kind": "relation_by_side", "brief_a": "a", "brief_b": "b", "shared_share": 1.0, "null_low": null,
        "null_high": 0.4, "clear": is_clear, "halves_a": 0.1, "halves_b": 0.1, "halves_between": 0.1,
    }])  # fmt: skip
    claim = told.selected(rows, overlap, pd.DataFrame(columns=["holder", "target"]), **WORDS)
    assert claim.clear == is_clear and words in claim.text


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        ([("quoted", "reported")], "Exland toward Exland (in South only as quoted speakers tell it)."),
        ([("quoted", "reported"), ("author", "reported")], "Exland toward Exland."),
        ([("quoted", "asserted")], "Exland toward Exland."),
    ],
)
def test_what_only_others_tell_of_a_holder_is_told_as_that(heard, words):
    """An opposed relation says where a brief has it from quoted speakers alone, and not from author or holder."""
    rows = pd.DataFrame([{
        "kind": "relation_by_side", "holder": "x", "item": "x", "brief_a": "a", "brief_b": "b", "found": "opposed",
        "evidence_a": "a1", "evidence_b": "b1",
    }])  # fmt: skip
    overlap = pd.DataFrame([{"kind": "relation_by_side", "brief_a": "a", "brief_b": "b", "shared_share": 1.0,
                             "null_low": None, "clear": False}])  # fmt: skip
    statements = [("a", "author", "reported"), *(("b", *one) for one in heard)]
    ledger = pd.DataFrame(statements, columns=["brief_id", "voice", "modality"]).assign(holder="x", target="x")
    assert words in told.selected(rows, overlap, ledger, **WORDS).text


@pytest.mark.parametrize(("runs", "words"), [((4, 7), " With one choice of method changed, this holds in 4 of 7 other runs."),
                                             ((7, 7), ""), (None, "")])  # fmt: skip
def test_a_shaken_headline_says_so_wherever_it_stands(runs, words):
    """A headline that another choice of method overturns is told with the runs in which it holds."""
    claim = told_of.Claim("North leads", "North leads by 2.", 3, runs=runs)
    assert told_of.told({"a": claim}, "a") == f"North leads by 2.{words}"


def test_the_rest_of_a_claim_is_no_fragment():
    """Where the text only goes on from the words of the headline, the whole sentence stands behind it."""
    told = told_of.summary({"x": told_of.Claim("No one is named", "No one is named by both. Read on.", 1)})
    assert str(told) == "1. **No one is named.** No one is named by both. Read on."


def test_an_event_whose_name_holds_its_day_is_not_dated_twice():
    """The day stands behind an event once."""
    day = dt.date(2023, 7, 26)
    assert dated("the coup in Niger of 26 July 2023", day) == "the coup in Niger of 26 July 2023"
    assert dated("the coup in Niger", day) == "the coup in Niger, 26 July 2023"


def test_what_is_counted_by_side_or_more_than_once_says_so(study):
    """Claims about frames tell that a sentence counts for each frame, and that people count for their side."""
    assert "A sentence with two frames counts for each" in study.claims["frames_by_voice"].text
    assert "Who is of a side counts for it" in study.claims["frame_roles"].text


def test_no_matter_in_common_is_told_in_one_sentence(study):
    """Where no two authors judge the same, headline and text are one sentence, which leaves no rest."""
    none = study.selection.iloc[:0]
    claim = stances.contradiction(none, study.stance_balance, labels=study.labels, names=study.names)
    assert claim.text == f"{claim.headline}." and len(claim.headline.split()) <= 12
    assert str(told_of.summary({"contradiction": claim})).strip().endswith("own name.**")

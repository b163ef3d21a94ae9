"""How briefs portray whom: every mention asked once, means counted by eye, small samples without a claim."""

import numpy as np
import pandas as pd
import pytest

from analysis import compare, evaluate
from analysis.attribution import voices_at
from analysis.compare.resampling import Resampling
from analysis.evaluate.measures import PORTRAYAL, RANKED_FOUND, RULES
from analysis.findings.stances import portrayed, two_measures
from analysis.stance.mentioned import mention_stance

FEW = Resampling(seed=1, resamples=200)
LEDGER = pd.DataFrame({"brief_id": ["a", "a"], "target": "peru", "voice": ["author", "quoted"], "stance": [1, -1]})
TEXTS = ("Salas is a brave and honest leader.", "Quiroga is a corrupt and shameful liar.", "Salas met Quiroga.")


def sentences(texts=TEXTS, brief_id="a") -> pd.DataFrame:
    """One sentence a line of a raw text."""
    starts = np.cumsum([0, *(len(text) + 1 for text in texts[:-1])])
    ids = [f"{brief_id}-s{n:02d}" for n in range(1, len(texts) + 1)]
    return pd.DataFrame({"brief_id": brief_id, "sentence_id": ids, "start": starts, "text": texts, "paragraph": 1})


def mentions(of: pd.DataFrame) -> pd.DataFrame:
    """Every place where one of two names stands."""
    rows = [
        (row.brief_id, row.sentence_id, name.lower(), row.start + row.text.index(name), name)
        for row in of.itertuples() for name in ("Salas", "Quiroga") if name in row.text
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["brief_id", "sentence_id", "actor_id", "start", "text"])
    return table.assign(end=table.start + table.text.str.len(), mention_id=[f"m{n}" for n in range(len(table))])


def stances(**briefs: list[tuple[str, float]]) -> pd.DataFrame:
    """Mentions of Peru in the author's voice: sentence and balance."""
    rows = [(b, f"{b}-{s}", value) for b, own in briefs.items() for s, value in own]
    table = pd.DataFrame(rows, columns=["brief_id", "sentence_id", "balance"])
    return table.assign(actor_id="peru", voice="author", start=range(len(table)), end=range(1, len(table) + 1))


def places(**n: int) -> pd.DataFrame:
    """So many sentences a brief, each a paragraph."""
    rows = [(b, f"{b}-{s}", s) for b, many in n.items() for s in range(many)]
    return pd.DataFrame(rows, columns=["brief_id", "sentence_id", "paragraph"])


def test_praise_is_good_and_blame_bad_for_who_is_mentioned():
    """A brave leader is portrayed better than one whom he meets, a corrupt liar worse; probabilities sum to 1."""
    body = sentences()
    found = mention_stance(mentions(body), sentences=body).set_index("mention_id")
    assert found.balance["m0"] > 0.5 > found.balance["m2"] and found.balance["m1"] < -0.5
    assert found[["negative", "neutral", "positive"]].sum(axis=1).tolist() == pytest.approx([1] * 4)


def test_every_pair_is_asked_once():
    """A span that points to two actors is one question and two rows; a sentence that isn't given is not asked."""
    body, asked = sentences(), []

    def scorer(texts, spans):
        asked.extend(text[start:end] for text, (start, end) in zip(texts, spans, strict=True))
        return pd.DataFrame({"negative": 0.25, "neutral": 0.25, "positive": 0.5}, index=range(len(texts)))

    twice = pd.concat([mentions(body), mentions(body).head(1).assign(actor_id="peru", mention_id="m9")])
    found = mention_stance(twice, sentences=body.head(2), asked=scorer)
    assert asked == ["Salas", "Quiroga"]
    assert found.mention_id.tolist() == ["m0", "m1", "m9"] and found.balance.tolist() == [0.25] * 3


def test_nothing_mentioned_is_an_empty_table():
    """A brief without a mention has no portrayal, and no exception."""
    body = sentences()
    found = mention_stance(mentions(body).head(0), sentences=body).assign(voice="author")
    assert found.empty and compare.portrayal(found, ledger=LEDGER, sentences=body).empty
    assert compare.portrayal_difference(found, sentences=body).empty


def test_a_mention_that_leaves_its_sentence_is_left_out():
    """A span that a person set across two sentences can't be asked of either."""
    body = sentences()
    across = mentions(body).head(1).assign(end=60)
    assert mention_stance(across, sentences=body).empty


def test_a_balance_is_the_mean_over_mentions():
    """Two mentions of +1 and one of -1: a third, over two sentences, with the ledger's two statements beside it."""
    table = compare.portrayal(stances(a=[(0, 1.0), (0, 1.0), (1, -1.0)]), ledger=LEDGER, sentences=places(a=3))
    assert table.voice.tolist() == ["all", "author"]
    first = table.iloc[0]
    assert first.balance == pytest.approx(1 / 3)
    assert (first.n_mentions, first.n_sentences, first.n_statements, first.ledger_balance) == (3, 2, 2, 0)
    assert table.ledger_balance.tolist() == [0, 1] and np.isnan(first.low)


def test_eight_sentences_carry_an_interval():
    """Seven sentences have a count alone, eight an interval around the mean."""
    for n, known in ((7, False), (8, True)):
        rows = [(s, (-1) ** s * 0.5) for s in range(n)]
        table = compare.portrayal(stances(a=rows), ledger=LEDGER, sentences=places(a=20), resampling=FEW)
        assert (table.low.notna() & table.high.notna()).tolist() == [known] * 2
        assert not known or ((table.low < table.balance).all() and (table.balance < table.high).all())


def test_a_difference_is_clear_where_all_sentences_differ():
    """Ten sentences of praise against ten of blame; turned round when the briefs are; unclear below eight."""
    good, bad = [(s, 0.8 + s / 100) for s in range(10)], [(s, -0.8) for s in range(10)]
    forth = compare.portrayal_difference(stances(a=good, b=bad), sentences=places(a=10, b=10), resampling=FEW)
    back = compare.portrayal_difference(stances(b=bad, a=good), sentences=places(b=10, a=10), resampling=FEW)
    assert forth.clear.all() and back.clear.all()
    assert back.difference.tolist() == pytest.approx((-forth.difference).tolist())
    few = compare.portrayal_difference(stances(a=good[:7], b=bad), sentences=places(a=10, b=10), resampling=FEW)
    assert not few.clear.any() and few[["low", "p", "q"]].isna().all(axis=None) and (few.difference > 1.6).all()


def test_of_three_briefs_each_is_set_against_the_rest():
    """The rest is all mentions of the others together: 0.8 against ten of -0.8 and ten of -0.4, and that is told."""
    own = {"a": [(s, 0.8 + s / 100) for s in range(10)], "b": [(s, -0.8) for s in range(10)],
           "c": [(s, -0.4) for s in range(10)]}  # fmt: skip
    places_of = places(a=10, b=12, c=14)
    table = compare.portrayal_difference(stances(**own), sentences=places_of, resampling=FEW).query("voice == 'all'")
    against = table[table.brief_b == "rest"].set_index("brief_a")
    assert len(table) == 6 and against.index.tolist() == ["a", "b", "c"]
    assert against.value_b["a"] == pytest.approx(-0.6) and against.n_b["a"] == 20
    assert against.loc["a", ["low", "high"]].notna().all() and against.clear["a"]
    assert against.paragraph_low.notna().all()  # each of the others has ten paragraphs
    called = {"labels": {"a": "Alpha", "b": "Beta", "c": "Gamma"}, "names": {"peru": "Peru"}}
    assert portrayed(table, **called).headline == "Alpha portrays Peru more favourably than the rest"


def test_the_claim_says_no_more_than_the_difference():
    """A clear difference is told with its direction; of seven sentences only that they are too few."""
    good, bad = [(s, 0.8) for s in range(10)], [(s, -0.8 - s / 100) for s in range(10)]
    called = {"labels": {"a": "Alpha", "b": "Beta"}, "names": {"peru": "Peru"}}
    clear = compare.portrayal_difference(stances(a=bad, b=good), sentences=places(a=10, b=10), resampling=FEW)
    assert portrayed(clear, **called).headline == "Beta portrays Peru more favourably than Alpha"
    few = compare.portrayal_difference(stances(a=bad[:7], b=good), sentences=places(a=10, b=10), resampling=FEW)
    assert portrayed(few, **called).headline == "Too few sentences to compare any portrayal"


def test_two_measures_of_opposite_sign_are_told():
    """Good by every mention and bad by the ledger is named with both counts; one sign is not."""
    table = compare.portrayal(
        stances(a=[(s, 0.5) for s in range(9)]), ledger=LEDGER.tail(1), sentences=places(a=9), resampling=FEW
    )
    called = {"labels": {"a": "Alpha"}, "names": {"peru": "Peru"}}
    told = two_measures(table, **called)
    assert told.headline == "Model and ledger differ in sign on 1 of 1 portrayal" and not told.clear
    assert "Peru in Alpha (model +0.50 over 9 mentions, ledger −1.00 over 1 statement)" in told.text
    assert "So few statements carry no direction." in told.text
    agreed = two_measures(table.assign(ledger_balance=1.0), **called)
    assert agreed.headline == "Model and ledger differ in sign on none of 1 portrayal" and agreed.clear


def test_a_side_takes_in_its_actors_and_an_event_stands_for_itself():
    """A minister's mention counts for his state; one span of both counts once; the truce has no side."""
    rows = stances(a=[(0, 1.0), (1, 0.5), (2, -1.0)]).assign(actor_id=["peru", "salas", "truce"])
    both = pd.concat([rows, rows.head(1).assign(actor_id="salas")], ignore_index=True)
    actors = pd.DataFrame({"actor_id": ["peru", "salas", "truce"], "side": ["peru", "peru", None]})
    assert compare.stance_by_side(both, actors=actors).actor_id.tolist() == ["peru", "peru", "truce"]


def test_a_mention_has_the_voice_of_its_first_word():
    """A span that begins within a token has the voice of that token."""
    voiced = pd.DataFrame({"brief_id": ["a", "a", "b"], "start": [0, 5, 0], "voice": ["author", "quoted", "quoted"]})
    spans = pd.DataFrame({"brief_id": ["a", "b", "a"], "start": [7, 0, 0]}, index=[3, 1, 2])
    assert voices_at(spans, voiced=voiced).to_dict() == {3: "quoted", 1: "quoted", 2: "author"}


def test_the_study_asks_every_mention_of_its_bodies(study):
    """Each mention in the body has a row with its own words, and the mentions of a brief add up by voice."""
    body = study.mentions[study.mentions.sentence_id.isin(study.body.sentence_id)]
    assert study.mention_stance.mention_id.tolist() == body.mention_id.tolist()
    for row in study.mention_stance.itertuples():
        assert study.texts[row.brief_id][row.start : row.end] == row.text
    n = study.portrayal.pivot_table(index=["brief_id", "actor_id"], columns="voice", values="n_mentions").fillna(0)
    assert (n["all"] == n["author"] + n["quoted"]).all()
    assert study.portrayal.balance.between(-1, 1).all()
    assert study.portrayal.low.notna().tolist() == (study.portrayal.n_sentences >= 8).tolist()


def test_what_the_ranking_is_worth_is_told_from_the_last_run():
    """The sentence has the numbers of the table; without them it says so."""
    rows = [(PORTRAYAL, 62.4, 53.1, 69.5), (RULES, 49.3, 45.3, 53.1)]
    runs = pd.DataFrame(rows, columns=["system", "value", "low", "high"])
    runs = runs.assign(benchmark="seesaw", split="dev", measure=RANKED_FOUND, n=149)
    told = evaluate.portrayal_score(runs)
    assert told.startswith("Of 149 pairs of news articles") and "ranks 62 % as they do (95 % interval 53 to 70)" in told
    assert evaluate.portrayal_score(runs.head(0)) == "How portrayal ranks articles was not scored."

"""The stance benchmarks' arithmetic, splits, links and made sentences, on tables that are counted by eye."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from analysis.errors import StudyError
from analysis.evaluate import BENCHMARKS, COLUMNS, RESULTS, dse, evaluate, measures, newsmtsc, seesaw
from analysis.evaluate.articles import article_registry, read_article
from analysis.evaluate.calibration import calibration_curve, calibration_scores, expected_calibration_error
from analysis.evaluate.lexicons import lexicon_signs
from analysis.evaluate.links import holder_link, names_target, target_link
from analysis.evaluate.measures import accuracy, class_scores, macro_f1, resampled
from analysis.evaluate.splits import directed_split, percent
from analysis.evaluate.stories import article_pairs
from analysis.stance.weights import MODEL_FOLDER
from analysis.train import ask_for_packages
from analysis.train.contrasts import joined_rows, made_rows
from analysis.train.stance import train_stance

CARD = (MODEL_FOLDER / "MODEL_CARD.md").read_text(encoding="utf-8")
STANCE = ("newsmtsc", "dse", "seesaw")


@pytest.fixture(autouse=True)
def few_draws(monkeypatch):
    """Intervals of fifty draws: there is one or there is none, but none is as wide as it should be."""
    monkeypatch.setattr(measures, "N_RESAMPLES", 50)


def lines(path, rows):
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def span(sentence, words):
    start = sentence.index(words)
    return [start, start + len(words)]


@pytest.fixture
def news(tmp_path):
    """Two sentences in NewsMTSC's form; one has two targets with different labels."""
    one, two = "Rivera praised the brave nurses and condemned the corrupt minister.", "Okafor met Petrov on Monday."
    rows = [
        {"text": one, "target": span(one, "nurses"), "label": "positive", "split": "dev-mt"},
        {"text": one, "target": span(one, "minister"), "label": "negative", "split": "dev-mt"},
        {"text": two, "target": span(two, "Petrov"), "label": "neutral", "split": "dev-rw"},
    ]
    lines(tmp_path / "dev.jsonl", [row | {"coref": []} for row in rows])
    return tmp_path


def value(table, system, measure):
    return table.set_index(["system", "measure"]).value[system, measure]


def test_macro_f1_counts_every_class_alike():
    """Two of three classes right and one never given: (1 + 2/3 + 0) / 3."""
    truth, answer = np.array([0, 1, 2]), np.array([0, 1, 1])
    assert macro_f1(truth, answer, 3) == pytest.approx((1 + 2 / 3 + 0) / 3)
    assert accuracy(truth, answer) == pytest.approx(2 / 3)


def test_scores_are_percent_with_an_interval_around_them():
    """Three of four right is 75, and the interval holds it."""
    truth, answer = np.array([0, 1, 0, 1]), np.array([0, 1, 0, 0])
    row = class_scores(truth, {"one": answer}, list("abcd"), n_classes=2, part="few").set_index("measure")
    low, score, high = row.loc["accuracy, few", ["low", "value", "high"]]
    assert low < score == 75 < high <= 100


def test_a_sure_and_right_model_is_calibrated():
    """Certainty that is always right has error 0, certainty that is never right error 1."""
    sure = np.array([[1.0, 0.0, 0.0]] * 4)
    assert expected_calibration_error(calibration_curve(sure, np.zeros(4, int))) == 0
    assert expected_calibration_error(calibration_curve(sure, np.ones(4, int))) == 1


def test_the_curve_has_no_interval_on_few_rows():
    """A bin of four rows has its count and share, and no interval."""
    table = calibration_scores(np.array([[0.75, 0.25]] * 4), np.array([0, 0, 0, 1]), list("abcd"))
    row = table.set_index("measure").loc["confidence 70-80: right"]
    assert (row.value, row.n) == (75, 4) and np.isnan(row.low)
    assert value(table, "this study", "expected calibration error") == 0


def test_resampling_keeps_groups_together():
    """With one group, every resample is the whole: the interval has no width."""
    low, high = resampled(["a"] * 5, lambda rows: float(len(rows)))
    assert low == high == 5


def test_lexicons_read_the_mood_of_the_whole():
    """Praise is +, blame is -, a bare sentence 0, whoever is meant."""
    signs = lexicon_signs(["A wonderful day.", "A horrible day.", "It is Monday."])
    assert all(each.tolist() == [1, -1, 0] for each in signs.values())


def test_newsmtsc_is_scored_beside_its_peers(news):
    """Three rows read rightly give 100; lexicons and majority stand beside it, and the published marks."""
    table = newsmtsc.results(news, split="dev")
    assert value(table, "this study", "accuracy") == 100
    assert value(table, "majority class", "accuracy") == pytest.approx(33.3)
    assert value(table, "this study", "swapped target: answer changes") == 100
    assert {"TextBlob", "VADER"} < set(table.system)
    marks = table[table.system.str.startswith("published: ")]
    assert len(marks) == 6 and marks[["low", "high", "n"]].isna().all(axis=None)


def test_a_sentence_keeps_its_place_in_the_split(tmp_path):
    """Case and punctuation don't move a sentence, and no sentence stands on two sides."""
    assert percent("Trump praised Putin.") == percent("trump  praised Putin")
    rows = [{"text": f"Sentence {i} on A and B.", "p": [0, 8], "q": [9, 10], "label": "neutral"} for i in range(200)]
    split = directed_split(lines(tmp_path / "train.jsonl", [*rows, rows[0]]), where="")
    sides = [set(side["text"]) for side in split]
    assert sum(map(len, sides)) == len(set.union(*sides)) == 200
    assert sum(map(len, split)) == 200


def test_dse_scores_only_what_was_held_out(tmp_path):
    """Of the file's rows those are scored that no training has seen, in five classes."""
    texts = [f"Rivera harshly criticised Okafor for lying to the public in week {i}." for i in range(60)]
    rows = [{"text": t, "p": span(t, "Rivera"), "q": span(t, "Okafor"), "label": "negative:p->q"} for t in texts]
    held_out = sum(percent(text) < 12 for text in texts)
    table = dse.results(lines(tmp_path / "train.jsonl", rows), split="dev")
    assert held_out and set(table.n.dropna()[:4]) == {held_out}
    assert value(table, "this study", "accuracy") > 50


def test_a_directed_pair_is_right_with_its_direction_and_sign():
    """Of three pairs seen two are right, of four coded two; one more is seen the wrong way round."""
    truth = np.array([1, 2, 1, 3, 0, 0])  # negative p->q, positive p->q, negative p->q, negative q->p, none
    answer = np.array([1, 2, 3, 0, 0, 0])
    table = dse.ledger_scores(truth, answer, pd.Series(list("abcdef")))
    shares = table.set_index("measure")[["value", "n"]]
    assert shares.loc["directed pairs, precision"].tolist() == [66.7, 3]
    assert shares.loc["directed pairs, recall"].tolist() == [50, 4]
    assert shares.loc["directed pairs, F1"].tolist() == [57.1, 4]
    assert shares.loc["direction right"].tolist() == [66.7, 3]


def test_the_ledger_by_rules_reads_a_pair():
    """Blame of p by q is q's, whichever is named first; two names side by side are no stance."""
    rows = pd.DataFrame([
        {"text": text, "p": span(text, "Rivera"), "q": span(text, "Okafor")}
        for text in ("Rivera condemned Okafor.", "Rivera was condemned by Okafor.", "Rivera met Okafor.")
    ])  # fmt: skip
    assert [dse.DIRECTED_CLASSES[n] for n in dse.ledger_classes(rows)] == ["negative:p->q", "negative:q->p", "neutral"]


def test_seesaw_is_scored_by_sign_and_by_pairs_of_articles(tmp_path):
    """Clear praise and blame of one actor in two articles on one story: signs and ranking are right."""
    signs = {"positive": "Biden is a brave and honest leader.", "negative": "Biden is a corrupt and shameful liar."}
    rows = [
        {
            "id": f"x-s{n}-0", "previous": None, "next": None,
            "text": text, "doc_id": f"TRIPLET_000_DOCUMENT_{n}", "label": label, "split": "valid",
            "source": {"name": None, "span": None, "kind": "author"}, "target": {"name": "Joe Biden", "span": None},
        }
        for n, (label, text) in enumerate(signs.items())
    ]  # fmt: skip
    table = seesaw.results(lines(tmp_path / "dev.jsonl", rows), split="dev")
    assert value(table, "this study", "accuracy, target named") == 100
    assert value(table, "this study", "article pairs ranked right") == 100
    assert value(table, "this study, ledger by rules", "article pairs ranked right, all found") == 100
    assert value(table, "this study, portrayal", "article pairs ranked right, all found") == 100
    assert value(table, "majority class", "accuracy, all") == 50


@pytest.mark.parametrize("name", STANCE)
def test_data_in_another_form_is_told_with_where_to_get_it(tmp_path, name):
    """A file without the columns names the column and says where the data comes from."""
    for part in ("train", "dev"):
        lines(tmp_path / f"{part}.jsonl", [{"text": "Rain fell."}])
    with pytest.raises(StudyError, match=r"column \w+ is missing\. Name .* github "):
        evaluate(name, tmp_path)
    (tmp_path / "dev.jsonl").write_text("no JSON")
    (tmp_path / "train.jsonl").write_text("no JSON")
    with pytest.raises(StudyError, match=r"not JSON lines: .* github "):
        evaluate(name, tmp_path)


@pytest.mark.parametrize("name", STANCE)
def test_data_without_a_row_or_with_another_label_is_told(tmp_path, name):
    """An empty file and a label that isn't of the benchmark are told in one sentence."""
    row = {"text": "Rain fell on Biden.", "target": [0, 4], "coref": [], "p": [0, 4], "q": [13, 18], "label": "odd",
           "id": "x-s0-0", "previous": None, "next": None}  # fmt: skip
    rows = [
        row | {"split": "valid", "doc_id": "TRIPLET_0_A", "source": {}, "text": f"{row['text']} {n}"} for n in range(40)
    ]
    for part in ("train", "dev"):
        lines(tmp_path / f"{part}.jsonl", rows)
    with pytest.raises(StudyError, match=r'label "odd" is none of .*negative'):
        evaluate(name, tmp_path)
    for part in ("train", "dev"):
        lines(tmp_path / f"{part}.jsonl", [])
    with pytest.raises(StudyError, match="no row to score or to learn from"):
        evaluate(name, tmp_path)


@pytest.mark.parametrize("name", ["dse", "seesaw"])
def test_a_split_that_is_not_there_is_told(tmp_path, name):
    """Another split than those we have names those that there are."""
    with pytest.raises(StudyError, match=r'has no split "test" here\. Use --split dev'):
        evaluate(name, tmp_path, split="test")


@pytest.mark.parametrize(
    ("name", "text", "found", "method"),
    [
        ("John McCain", "Sen. McCain's plan failed.", "McCain's", "last_word"),
        ("Republican Party", "The GOP balked.", "GOP", "role"),
        ("Internal Revenue Service", "The IRS apologised.", "IRS", "acronym"),
        ("carbon proposal", "What he proposed died.", "proposed", "words"),
    ],
)
def test_targets_are_found_by_name_role_and_description(name, text, found, method):
    """Each way of linking finds its words."""
    link = target_link(name, text)
    assert (text[slice(*link.span)], link.method) == (found, method)


def test_what_is_not_there_is_not_linked():
    """A target without a trace gives no span; an author as holder has none."""
    assert target_link("Joe Biden", "Rain fell.") == (None, "none")
    assert holder_link(None, "Rain fell.") == (None, "author")
    assert names_target("Joe Biden", "Mr. Biden spoke.")
    assert not names_target("Not in the list", "He read a list.")


def test_articles_are_ranked_within_their_story():
    """One story, two articles, one actor: right, wrong and tied by the sign of the difference."""
    rows = pd.DataFrame({"story": "T1", "doc_id": ["a", "a", "b"], "target_name": "Biden", "sign": [1, 1, -1]})
    for values, right in (([0.9, -0.8], 1), ([-1, 1], 0), ([0, 0], 0.5)):
        balance = pd.Series(values, index=[("a", "Biden"), ("b", "Biden")], dtype=float)
        assert article_pairs(rows, balance)[["right", "known"]].values.tolist() == [[right, True]]
    assert article_pairs(rows, balance[:1])[["right", "known"]].values.tolist() == [[0.5, False]]


def test_an_article_is_read_with_a_registry_of_names_alone():
    """The ledger finds holder and target by their short forms; who has no name stands in the article's own words."""
    text = pd.Series({3: "Salas praised the Harbour Party.", 4: "She also condemned Ann Lee.", 9: "Lee is corrupt."})
    rows = read_article(text, ["Rosa Salas", "Harbour Party", "Ann Lee"]).ledger()
    assert set(zip(rows.number, rows.holder, rows.stance, rows.target, strict=True)) == {
        (3, "Rosa Salas", 1, "Harbour Party"), (4, "Rosa Salas", -1, "Ann Lee"), (9, "author", -1, "Ann Lee"),
    }  # fmt: skip


def test_a_name_gives_its_kind_and_no_form_that_two_share():
    """A person's surname is a short form unless another actor has it; small letters make a matter or a group."""
    table = article_registry(["Ann Lee", "Bob Lee", "Harbour Party", "border wall", "prisoners"]).set_index("name")
    assert table.kind.to_dict() == {
        "Ann Lee": "person", "Bob Lee": "person", "Harbour Party": "organisation", "border wall": "issue",
        "prisoners": "group",
    }  # fmt: skip
    assert "Lee" not in table.aliases["Ann Lee"] + table.aliases["Bob Lee"]


def test_made_sentences_hold_their_names():
    """Every span of a made sentence is a name or an issue, the first before the second."""
    rows = made_rows(n_rows=200, seed=1)
    assert rows["direction"].isin([-1, 0, 1]).all()
    for row in rows.itertuples():
        assert row.p[0] < row.p[1] < row.q[0] < row.q[1] < len(row.text)
        assert row.text[slice(*row.q)].strip() == row.text[slice(*row.q)] != ""
        assert (row.direction == 0) == (row.sign == 0)


def test_joined_sentences_keep_target_and_label():
    """A joined row's span still slices the same words, and its label is that row's own."""
    texts = ["Rivera praised the mayor for courage.", "Okafor blamed the council for the flood."]
    three = [np.array([0, 0, 1.0]), np.array([1.0, 0, 0])]
    rows = pd.DataFrame({"text": texts, "target": [(0, 6), (0, 6)], "three": three})
    labels = {"Rivera": 2, "Okafor": 0}
    for row in joined_rows(rows, n_rows=20, seed=1).itertuples():
        assert labels[row.text[slice(*row.target)]] == row.three.argmax()


def test_training_without_its_packages_is_told(monkeypatch):
    """Where torch is missing, one sentence says how to install the extra."""
    monkeypatch.setitem(__import__("sys").modules, "torch", None)
    with pytest.raises(StudyError) as error:
        ask_for_packages()
    assert str(error.value) == (
        "training asks for torch, which isn't installed. "
        'Install the extra with .venv/bin/python -m pip install -e ".[train]".'
    )


def test_training_does_not_overwrite_what_ships(news):
    """The folder of the shipped model is refused before any work."""
    with pytest.raises(StudyError, match="this folder holds a model that ships"):
        train_stance(news, news / "dse.jsonl", MODEL_FOLDER)


@pytest.mark.parametrize("name", STANCE)
def test_the_last_run_is_kept_in_the_common_columns(name):
    """The committed table of each stance benchmark has the columns of all, each own score with its interval."""
    table = pd.read_csv(RESULTS / f"{name}-dev.csv")
    assert name in BENCHMARKS and table.columns.tolist() == COLUMNS
    own = table[~table.system.str.startswith("published: ") & (table.n >= 8)]
    assert (own.low <= own.value).all() and (own.value <= own.high).all()


def test_the_card_says_what_the_last_run_gave():
    """Every score in the model card is the one of the committed tables."""
    tables = pd.concat(pd.read_csv(RESULTS / f"{name}-dev.csv") for name in STANCE)
    kept = tables.set_index(["benchmark", "system", "measure"])
    told = re.findall(r"^\| (\w+) \| ([^|]+) \| ([^|]+) \| ([\d.]+) \(([\d.]+) to ([\d.]+)\) \| (\d+) \|", CARD, re.M)
    assert len(told) > 20
    for benchmark, system, measure, *numbers in told:
        row = kept.loc[(benchmark, system, measure), ["value", "low", "high", "n"]]
        assert [float(each) for each in numbers] == row.astype(float).tolist()

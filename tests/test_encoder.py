"""Claims about the two stance functions, on sentences of our own."""

import os
import re
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
import pandas as pd
import pytest

from analysis import directed_stance, target_stance
from analysis.errors import StudyError
from analysis.stance.encoder import directed_classes, sign_odds
from analysis.stance.marked import MAX_PIECES
from analysis.stance.weights import MODEL_FOLDER, cores

PRAISED = "The senator praised the brave nurses and condemned the corrupt minister."
PAIRS = [
    ("Rivera harshly criticised Okafor for lying to the public.", "Rivera", "Okafor", "negative"),
    ("Rivera praised Okafor for her courage and honesty.", "Rivera", "Okafor", "positive"),
    ("Okafor was accused by Rivera of taking bribes.", "Rivera", "Okafor", "negative"),
    ("Rivera warmly endorsed Okafor, calling him a great leader.", "Rivera", "Okafor", "positive"),
]


def span(sentence, words):
    """First place of some words."""
    start = sentence.index(words)
    return start, start + len(words)


def test_a_worker_reads_on_one_core():
    """A worker of an archive leaves the other cores to its siblings; everybody else reads on all of them."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(cores).result() == 1
    assert cores() > 1 or os.cpu_count() == 1


def test_three_probabilities_sum_to_one():
    """Every row of both functions holds probabilities that sum to 1."""
    targets = [span(PRAISED, "nurses"), span(PRAISED, "minister")]
    holders = [span(PRAISED, "senator"), None]
    for table in (
        target_stance([PRAISED] * 2, targets),
        directed_stance([PRAISED] * 2, holders, targets),
    ):
        assert table.columns.tolist() == ["negative", "neutral", "positive"]
        assert np.allclose(table.sum(axis=1), 1)
        assert table.to_numpy().min() >= 0


def test_swapping_the_target_changes_the_answer():
    """In one sentence with a good and a bad target, each gets its own sign."""
    targets = [span(PRAISED, "nurses"), span(PRAISED, "minister")]
    good, bad = target_stance([PRAISED] * 2, targets).to_numpy()
    assert good[2] > good[0]
    assert bad[0] > bad[2]


@pytest.mark.parametrize(("sentence", "holder", "target", "sign"), PAIRS)
def test_clear_words_between_a_pair_give_their_sign(sentence, holder, target, sign):
    """Clear praise and blame of a holder toward a target are read as such."""
    places = [span(sentence, holder)], [span(sentence, target)]
    assert directed_stance([sentence], *places).iloc[0].idxmax() == sign


def test_direction_matters():
    """Who criticises is against whom he criticises, more than the other way round."""
    sentence, holder, target, _ = PAIRS[0]
    there, back = span(sentence, holder), span(sentence, target)
    table = directed_stance([sentence] * 2, [there, back], [back, there])
    assert table["negative"][0] > table["negative"][1] + 0.2


def test_swapping_the_pair_swaps_the_columns():
    """The five classes of (p, q) are those of (q, p) with the directions exchanged."""
    sentence, holder, target, _ = PAIRS[0]
    there, back = [span(sentence, holder)], [span(sentence, target)]
    one = directed_classes([sentence], there, back).to_numpy()
    two = directed_classes([sentence], back, there).to_numpy()
    assert np.allclose(one[:, [0, 3, 4, 1, 2]], two)


def test_no_holder_is_the_author():
    """A holder of None gives what `target_stance` gives."""
    place = [span(PRAISED, "minister")]
    author = directed_stance([PRAISED], [None], place)
    assert np.allclose(author, target_stance([PRAISED], place))


def test_the_order_and_company_of_rows_do_not_matter():
    """A row's answer is the same to the last bit alone, in any order and among any others."""
    sentences = [pair[0] for pair in PAIRS] + [PRAISED]
    targets = [span(each, "Okafor") for each in sentences[:4]] + [span(PRAISED, "minister")]
    together = target_stance(sentences, targets).to_numpy()
    turned = target_stance(sentences[::-1], targets[::-1]).to_numpy()[::-1]
    alone = np.vstack([target_stance([s], [t]) for s, t in zip(sentences, targets, strict=True)])
    assert np.array_equal(together, turned)
    assert np.array_equal(together, alone)


def test_nothing_in_nothing_out():
    """No sentences give a table with the columns and no rows."""
    assert target_stance([], []).shape == (0, 3)
    assert directed_stance([], [], []).shape == (0, 3)
    assert directed_classes([], [], []).shape == (0, 5)
    assert sign_odds([], [], []).shape == (0,)


def test_long_sentences_are_cut_around_the_target():
    """Words far beyond the limit don't hide what is said beside the target."""
    near = "The committee condemned the corrupt minister for his shameful lies."
    long = "Rain fell on the town and then it stopped . " * MAX_PIECES + near
    stance = target_stance([long, near], [span(long, "minister"), span(near, "minister")])
    assert stance["negative"].min() > 0.5


def test_a_holder_far_away_is_still_read():
    """In a cut sentence the words around the holder stay as well."""
    filler = "rain fell on the town and then it stopped , " * MAX_PIECES
    long = f"Rivera said that {filler} and harshly criticised Okafor for lying."
    table = directed_stance([long], [span(long, "Rivera")], [span(long, "Okafor")])
    assert np.allclose(table.sum(axis=1), 1)


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (
            (5, 500),
            "target 5:500 of sentence 0 isn't inside its 72 characters. Give start and end with "
            "0 <= start < end <= length.",
        ),
        (
            (9, 9),
            "target 9:9 of sentence 0 isn't inside its 72 characters. Give start and end with "
            "0 <= start < end <= length.",
        ),
        (
            (3, 4),
            "target 3:4 of sentence 0 is blank. Give a span with at least one word.",
        ),
    ],
)
def test_a_bad_span_is_told_in_one_sentence(place, message):
    """A span outside the sentence, empty or without a word names the row and the remedy."""
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        target_stance([PRAISED], [place])


def test_lengths_that_differ_are_told():
    """Fewer spans than sentences is an error, and so is one bare string."""
    with pytest.raises(ValueError, match="2 sentences but 1 targets"):
        target_stance([PRAISED, PRAISED], [(0, 3)])
    with pytest.raises(ValueError, match="one string"):
        target_stance(PRAISED, [(0, 3)])


def test_odd_characters_do_no_harm():
    """Emoji, accents, other scripts and control characters give probabilities."""
    sentences = [
        "“Élysée” 🙂 blamed Łukasz\u200b…",
        "\x00Rivera\x07 said nothing",
        "حسن praised Rivera",
    ]
    targets = [span(sentences[0], "Łukasz"), span(sentences[1], "Rivera"), (0, 3)]
    assert np.allclose(target_stance(sentences, targets).sum(axis=1), 1)


@pytest.mark.parametrize("place", [None, 5, (1,), (0.0, 3.0), "ab"])
def test_what_is_no_pair_of_numbers_is_no_span(place):
    """A target that isn't two whole numbers is told as such; it is never read as the whole sentence."""
    with pytest.raises(ValueError, match=r"target .* of sentence 0 isn't a span\. Give a pair \(start, end\)\.$"):
        target_stance([PRAISED], [place])


def test_a_sentence_that_is_no_text_is_told():
    """A missing sentence names its row."""
    with pytest.raises(ValueError, match=r"sentence 1 is nan, not text\. Give a string\."):
        target_stance([PRAISED, float("nan")], [(0, 3), (0, 3)])


def test_tables_and_arrays_are_taken_as_they_come():
    """Sentences of a table with any index, and spans as lists or rows of an array, give the same."""
    place = span(PRAISED, "minister")
    plain = target_stance([PRAISED], [place])
    from_table = target_stance(pd.Series([PRAISED], index=[7]), pd.Series([list(place)], index=[7]))
    from_array = target_stance(np.array([PRAISED]), np.array([place]))
    assert plain.equals(from_table) and plain.equals(from_array)


def test_a_missing_model_is_told(tmp_path):
    """A folder without the model names the file and both remedies."""
    with pytest.raises(StudyError) as error:
        target_stance([PRAISED], [(0, 3)], folder=tmp_path)
    assert str(error.value) == (
        f"{(tmp_path / 'model.onnx').as_posix()}: this file of the stance model is missing. Restore the folder "
        "from the repository, or retrain it: python -m analysis train --help."
    )


def test_the_shipped_model_is_small_and_without_pickle():
    """What ships has at most 25 MB, and no file that runs code when it is loaded."""
    files = {path.name: path.stat().st_size for path in MODEL_FOLDER.iterdir()}
    assert set(files) == {"model.onnx", "tokenizer.json", "model.json", "MODEL_CARD.md"}
    assert sum(files.values()) < 25e6

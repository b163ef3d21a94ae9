"""The score against PolNeAR, on articles whose counts can be made by eye."""

import pandas as pd
import pytest

from analysis.attribution.attributions import attributions
from analysis.evaluate import polnear

TEXT = "The envoy said that the border was quiet. “It is not,” said the mayor."
GOLD = [
    {"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 40]]},
    {"source": [[59, 68]], "cue": [[54, 58]], "content": [[42, 53]]},
    {"source": [], "cue": [], "content": [[0, 3]]},
]


def test_score_of_a_text_read_rightly() -> None:
    """Two of three gold attributions are found, with nothing wrong."""
    table = polnear.score([polnear.tally(TEXT, attributions(TEXT), GOLD)])
    assert table.loc["precision", "value"] == 100
    assert table.loc["recall", "value"] == pytest.approx(66.7)
    assert table.loc["source right", "value"] == 100
    assert table.loc["recall direct", ["value", "n"]].tolist() == [100, 1]


def test_a_match_is_one_to_one() -> None:
    """One gold content takes the best of two predictions only."""
    words = [frozenset({1, 2, 3}), frozenset({1, 2})]
    assert polnear.matches(words, [frozenset({1, 2, 3, 4})]) == [(0, 0)]


def test_small_overlap_is_no_match() -> None:
    """Contents that share less than 0.3 of their tokens don't match."""
    assert polnear.matches([frozenset({1})], [frozenset({1, 2, 3, 4})]) == []


def test_kind_of_gold() -> None:
    """A gold content is direct, mixed or indirect by its share inside quotation marks."""
    text = "he said “go” and left"
    spans = [[(9, 11)], [(3, 11)], [(13, 21)]]
    tokens = polnear._Tokens(text)
    contents = [tokens.within(span) for span in spans]
    assert polnear.gold_kinds(text, contents) == ["direct", "mixed", "indirect"]


def test_no_prediction_scores_zero_recall() -> None:
    """An empty table of attributions has no recall and no precision."""
    empty = attributions("")
    table = polnear.score([polnear.tally(TEXT, empty, GOLD)])
    assert table.loc["recall", "value"] == 0
    assert pd.isna(table.loc["precision", "value"])


def test_brat_file() -> None:
    """Spans and roles come from a brat file; discontinuous spans keep their pieces."""
    spans = "T1\tSource 0 2\the\nT2\tContent 8 12;16 20\tgo on\n"
    coding = spans + "E1\tAttribution:T3 Source:T1 Content:T2\n"
    expected = {"source": [[0, 2]], "cue": [], "content": [[8, 12], [16, 20]]}
    assert polnear.gold_attributions(coding) == [expected]

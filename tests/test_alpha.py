"""Krippendorff's alpha: by hand, on published examples, with its interval."""

import numpy as np
import pandas as pd
import pytest

from analysis.compare.resampling import Resampling
from analysis.evaluate.alpha import alpha

FEW = Resampling(resamples=200)


def test_alpha_by_hand():
    """Ten units of two coders: 14 zeros, 6 ones, four disagreements: 1 - (8 / 20) / (168 / 380)."""
    codings = pd.DataFrame({"a": [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], "b": [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]})
    assert alpha(codings, resampling=FEW).value == pytest.approx(1 - (8 / 20) / (168 / 380))


@pytest.mark.parametrize(
    ("coders", "expected"),
    [
        (["aabbdcccedda", "babbbccceddd"], 0.692),
        (["123321412...", "1233224125.3", ".3332342251.", "12332441251."], 0.743),
    ],
)  # fmt: skip
def test_alpha_of_published_examples(coders, expected):
    """Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, examples B and C (missing labels)."""
    codings = pd.DataFrame([[None if label == "." else label for label in coder] for coder in coders]).T
    assert alpha(codings, resampling=FEW).value == pytest.approx(expected, abs=0.0005)


def test_alpha_of_units_that_one_coder_labelled():
    """A unit with one label doesn't count, and two coders are enough."""
    codings = pd.DataFrame({"a": list("aabba"), "b": [*"aabb", None], "c": [None] * 5})
    assert alpha(codings, resampling=FEW)[::3] == (1, 4)


def test_alpha_without_variation_is_missing():
    """Where all labels are the same, nothing shows that coders can tell two apart."""
    measured = alpha(pd.DataFrame({"a": list("aaa"), "b": list("aaa")}), resampling=FEW)
    assert np.isnan(measured[:3]).all()


def test_alpha_draws_whole_sentences():
    """All units in one sentence: every resample is the sample, so the interval is a point."""
    codings = pd.DataFrame({"a": list("abab"), "b": list("abbb")}, index=["s1"] * 4)
    measured = alpha(codings, resampling=FEW)
    assert measured.low == measured.value == measured.high
    spread = alpha(codings.set_axis(["s1", "s2", "s3", "s4"]), sentences=["s1", "s2", "s3", "s4", "s5"], resampling=FEW)
    assert spread.low < spread.value < spread.high

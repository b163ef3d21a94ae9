"""What lexicons make of a sentence, as peers of the stance model: the mood of its words, whoever is meant."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

VADER_NEUTRAL = 0.05  # compound scores nearer to 0 are neutral by VADER's custom


def lexicon_moods(texts: Sequence[str]) -> dict[str, np.ndarray]:
    """Mood of each sentence by TextBlob (polarity) and VADER (compound), -1 to +1, by system."""
    from textblob import TextBlob
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    vader = SentimentIntensityAnalyzer()
    return {
        "TextBlob": np.array([TextBlob(text).sentiment.polarity for text in texts], float),
        "VADER": np.array([vader.polarity_scores(text)["compound"] for text in texts], float),
    }


def lexicon_signs(texts: Sequence[str]) -> dict[str, np.ndarray]:
    """Sign of each sentence's mood by system: -1, 0 or +1."""
    moods = lexicon_moods(texts)
    moods["VADER"][abs(moods["VADER"]) < VADER_NEUTRAL] = 0
    return {name: np.sign(mood).astype(int) for name, mood in moods.items()}

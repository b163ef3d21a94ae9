"""The rows of a ledger as tuples, for tests that name who stands where toward whom."""

import pandas as pd

from analysis.ledger import Reading, advice_book, ledger, recommendations
from analysis.stance import stance_book

AUTHOR = "author_a"  # of the texts that `study_of` reads


def rows_of(reading: Reading, scorer=None) -> pd.DataFrame:
    """The ledger of a reading by the shipped codebooks."""
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

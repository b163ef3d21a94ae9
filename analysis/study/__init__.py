"""A study: its settings, and every table of it, computed once when it is first asked for.

texts          from raw text to mentions
readings       who says what, in which mood, and who stands where
comparisons    the briefs beside each other
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis import arguments, findings
from analysis.actors import check_authors
from analysis.arguments import text
from analysis.errors import UnknownIdError
from analysis.settings import HOME_STUDY, read_settings
from analysis.study.comparisons import Comparisons

if TYPE_CHECKING:
    from analysis.explain import Explanation

TABLES = (
    "briefs", "passages", "citations", "sentences", "tokens", "mentions", "attributions", "speaking",
    "ledger", "recommendations", "stance_balance", "stance_balance_by_side",
    "mention_stance", "portrayal", "portrayal_by_side", "portrayal_difference_by_side",
    "frames", "frames_by_voice", "frame_difference", "frame_roles", "namings", "naming_difference",
    "sentiment", "sentiment_by_voice", "scored_words",
    "presence", "presence_by_side", "presence_difference", "presence_difference_by_side",
    "co_mention", "co_mention_by_side",
    "actor_sentiment", "actor_sentiment_by_side", "sentiment_difference", "sentiment_difference_by_side",
    "word_shift", "word_shift_by_side", "keyness", "readability", "likeness",
    "selection", "overlap", "aligned", "weight", "weight_difference", "frame_weight",
    "voice_difference", "stance_difference_by_side", "robustness", "coded_findings",
)  # fmt: skip


class Study(Comparisons):
    """The tables of one study; `data/README.md` says what every column means.

    All inputs are read and checked when the study is loaded; nothing is parsed before a table
    asks for it. Tables are DataFrames in the order of the briefs and of the text, and are not to
    be changed in place.
    """

    @cached_property
    def claims(self) -> findings.Claims:
        """Every claim of the study by name, each computed from a table."""
        return findings.claims(self)

    @cached_property
    def robustness(self) -> pd.DataFrame:
        """The headline findings in every other run: another lexicon, coreference off, and so on."""
        from analysis.robustness import robustness

        return robustness(self)

    @cached_property
    def coded(self) -> Study | None:
        """The study as the coders of its reference coding read it; nothing where it has none."""
        from analysis.coding import coded

        return coded(self)

    @cached_property
    def coded_findings(self) -> pd.DataFrame:
        """The headline findings by the program and by the reference coding, side by side."""
        from analysis.coding import coded_findings

        return coded_findings(self)

    @cached_property
    def findings(self) -> dict[str, findings.Claim]:
        """The headline findings by name, each with its sentences, other runs, and the reference coding beside it."""
        return findings.headlines(self)

    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table that `run` writes, by name, in the order of the rooms; `candidates` stands apart, for `new`."""
        return {name: getattr(self, name) for name in TABLES}

    def named(self, cells: pd.Series) -> pd.Series:
        """Cells of actor ids, or of relations between them, with names in place of the ids."""
        return cells.astype("str").str.replace(r"\w+", lambda found: self.names.get(found[0], found[0]), regex=True)

    def evidence(self, *sentence_ids: str) -> pd.DataFrame:
        """The sentences behind a number, with their brief.

        Raises
        ------
        UnknownIdError
            A sentence id is in no brief of this study.
        ArgumentError
            It is no string; ids in a list are given as `*ids`.
        """
        known = self.sentences.set_index("sentence_id")
        for sentence_id in sentence_ids:
            if text(sentence_id, "sentence_id") not in known.index:
                raise UnknownIdError(
                    f'no sentence "{sentence_id}"',
                    remedy=f"Ids look like {self.sentences.sentence_id.iloc[-1]}; `study.sentences` lists them",
                )
        return known.loc[list(sentence_ids), ["brief_id", "text"]].reset_index()

    def explain(self, row_id: str) -> Explanation:
        """The sentence behind any id, with its spans marked, the rule or the words, and the other readings.

        Raises
        ------
        UnknownIdError
            No table holds the id.
        """
        from analysis.explain import explain

        return explain(self, row_id)


def load_study(path: str | Path | None = None) -> Study:
    """The study in a folder, or the one of this repository.

    Parameters
    ----------
    path : path-like, optional
        A folder with a `study.toml`.

    Returns
    -------
    Study
        With every input read and checked, and nothing parsed yet.

    Raises
    ------
    StudyError
        A setting, a brief or a codebook has a mistake, or the path is none; the message says where, and what to do.

    Examples
    --------
    >>> study = load_study()
    >>> list(study.labels)
    ['cfr', 'winep']
    """
    study = Study(read_settings(HOME_STUDY if path is None else arguments.path(path, "path")))
    check_authors(study.settings)
    return study

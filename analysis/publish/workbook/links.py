"""Where the numbers and ids of a table lead to: the sheet and row of their evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

REFERENCES = {
    "sentence_id": "sentences", "first_sentence_id": "sentences", "sentence_a": "sentences",
    "sentence_b": "sentences", "sentence_ids": "sentences", "sentence_ids_a": "sentences",
    "sentence_ids_b": "sentences", "evidence_a": "sentences", "evidence_b": "sentences",
    "antecedent_id": "mentions", "parent_id": "attributions",
}  # fmt: skip
UNLINKED = ("sentences", "tokens")
EVIDENCE = {  # number of a summary -> where its evidence is, by which columns
    "stance_balance": [("n_statements", "ledger", {"brief_id": "brief_id", "holder": "holder", "target": "target"})],
    "portrayal": [("n_mentions", "mention_stance", {"brief_id": "brief_id", "actor_id": "actor_id"})],
    "speaking": [("n_attributions", "attributions", {"brief_id": "brief_id", "speaker": "speaker"})],
    "presence": [("n_mentions", "mentions", {"brief_id": "brief_id", "actor_id": "actor_id"})],
    "actor_sentiment": [("n_sentences", "mentions", {"brief_id": "brief_id", "actor_id": "actor_id"})],
    "weight": [("n_sentences", "mentions", {"brief_id": "brief_id", "actor_id": "actor_id"})],
    "frames_by_voice": [("n_sentences", "frames", {"brief_id": "brief_id", "frame": "frame"})],
    "frame_weight": [("n_sentences", "frames", {"brief_id": "brief_id", "frame": "frame"})],
    "frame_difference": [("n_a", "frames", {"brief_a": "brief_id", "frame": "frame"}),
                         ("n_b", "frames", {"brief_b": "brief_id", "frame": "frame"})],
} | {
    name: [("n_a", "mentions", {"brief_a": "brief_id", "actor_id": "actor_id"}),
           ("n_b", "mentions", {"brief_b": "brief_id", "actor_id": "actor_id"})]
    for name in ("presence_difference", "sentiment_difference", "weight_difference")
}  # fmt: skip


class Links:
    """Where each number and each id of a table leads to: sheet and row."""

    def __init__(self, tables: Mapping[str, pd.DataFrame], actors: pd.DataFrame):
        self.tables, self.side = tables, actors.set_index("actor_id").side.dropna()
        self.firsts: dict[tuple, dict[tuple, int]] = {}

    def of(self, name: str) -> Iterator[tuple[str, tuple[str, list[int | None]]]]:
        """Each column with links: the table that it leads to, and the row there (0, 1, ...) or None."""
        table, base = self.tables[name], name.removesuffix("_by_side")
        for column in table.columns.intersection(list(REFERENCES)) if name not in UNLINKED else ():
            goal = REFERENCES[column]
            places = self._first(goal, (f"{goal[:-1]}_id",), sided=False)
            yield column, (goal, [places.get((str(value).split("; ")[0],)) for value in table[column]])
        for column, goal, by in EVIDENCE.get(base, ()):
            places = self._first(goal, tuple(by.values()), sided=name != base)
            yield column, (goal, [places.get(key) for key in table[list(by)].itertuples(index=False, name=None)])

    def _first(self, goal: str, columns: tuple[str, ...], *, sided: bool) -> dict[tuple, int]:
        """The first row of each key; `sided`: actors stand for their sides."""
        if (goal, columns, sided) not in self.firsts:
            keys = self.tables[goal][list(columns)]
            if sided:
                keys = keys.apply(lambda column: column.map(lambda whom: self.side.get(whom, whom)))
            rows = enumerate(keys.itertuples(index=False, name=None))
            self.firsts[goal, columns, sided] = {key: n for n, key in reversed(list(rows))}
        return self.firsts[goal, columns, sided]

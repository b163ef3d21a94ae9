"""One coder's tables against a reference coding, layer by layer.

A coder is the program or a pass of the reference coding; the tables have the same columns.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from analysis.coding.reading import ALLOWED
from analysis.evaluate.polnear import TOKEN, matches
from analysis.evaluate.shares import Share, f1, found, paired, recall, right, set_f1, who

GROUPS = {
    "names": ("name", "alias", "metonym", "office", "demonym"),
    "pronouns": ("pronoun",),
    "descriptions": ("description",),
}
SAME = ("stance", "voice", "speaker", "modality", "basis")


def mention_shares(coded: pd.DataFrame, reference: pd.DataFrame) -> list[Share]:
    """Mentions: they match where the spans overlap and the actor is the same, best first, one to one.

    `F1 pronouns` and its like count the coder's and the reference's rows of these forms: a row
    is right where the other side has a match for it, of whatever form.
    """
    pairs = paired(coded, reference, _overlap)
    shares = [*found(coded, reference, pairs)]
    for group, forms in GROUPS.items():
        own, gold = coded.form.isin(forms), reference.form.isin(forms)
        shares.append(f1(f"F1 {group}", coded, reference, pairs, own=own, gold=gold))
    for form in ALLOWED["form"]:
        shares.append(recall(f"recall {form}", reference, pairs, gold=reference.form == form))
    return [*shares, right("form right", "form", coded, reference, pairs)]


def attribution_shares(coded: pd.DataFrame, reference: pd.DataFrame, *, sentences: pd.DataFrame) -> list[Share]:
    """Attributions: they match where contents share at least 0.3 of their tokens (Jaccard), as on PolNeAR.

    Speaker, kind, type and negation are compared on the matched rows. A content that runs over
    several sentences is cut into one row each, as the codebook does.
    """
    words = _Words(sentences)
    own, gold = words.by_sentence(coded), words.by_sentence(reference)
    pairs = matches([words.within(*row) for row in _contents(own)], [words.within(*row) for row in _contents(gold)])
    shares = [*found(own, gold, pairs)]
    for kind in ALLOWED["kind"]:
        shares.append(recall(f"recall {kind}", gold, pairs, gold=gold.kind == kind))
    for column in ("speaker", "kind", "type", "negated"):
        shares.append(right(f"{column} right", column, own, gold, pairs))
    return shares


def statement_shares(coded: pd.DataFrame, reference: pd.DataFrame, *, sides: Mapping[str, str]) -> list[Share]:
    """Statements: `F1` asks for sentence, holder, target and sign; the rest is on rows whose first three are right.

    `wrong sign` is a share of mistakes: lower is better. `F1 sides` first rolls holder and
    target up to their side and counts equal rows once. Rows without a sign are abstentions and
    count as not coded.
    """
    own = coded[coded.stance.notna()].astype({"stance": int}).reset_index(drop=True)
    pairs = paired(own, reference, _same_cell)
    signed = [(i, j) for i, j in pairs if own.stance.iloc[i] == reference.stance.iloc[j]]
    wrong = right("wrong sign", "stance", own, reference, pairs)
    return [
        *found(own, reference, signed),
        f1("F1 any sign", own, reference, pairs),
        wrong._replace(hits=[not hit for hit in wrong.hits]),
        *(right(f"{c} right", c, own, reference, pairs) for c in ("voice", "speaker", "modality", "basis")),
        set_f1("F1 sides", _rolled(own, sides), _rolled(reference, sides)),
    ]


def recommendation_shares(coded: pd.DataFrame, reference: pd.DataFrame) -> list[Share]:
    """Recommendations: `F1` asks which sentences recommend something; rows match where actions share words."""
    pairs = paired(coded, reference, _same_action)
    tables = coded, reference
    return [
        set_f1("F1", *({(s,) for s in table.sentence_id} for table in tables)),
        set_f1("F1 with addressee", *map(_addressed, tables)),
        f1("F1 actions", coded, reference, pairs),
        *(right(f"{column} right", column, coded, reference, pairs) for column in ("addressee", "target")),
    ]


def frame_shares(coded: pd.DataFrame, reference: pd.DataFrame) -> list[Share]:
    """Frames: `F1` asks which sentences hold which frame, `F1 problem` and its like the same of one frame.

    Voice, actor and target are compared on rows of one sentence and frame, those of one speaker
    going first.
    """
    pairs = paired(coded, reference, _same_frame)
    own, gold = ({*zip(table.sentence_id, table.frame, strict=True)} for table in (coded, reference))
    return [
        set_f1("F1", own, gold),
        *(right(f"{column} right", column, coded, reference, pairs) for column in ("voice", "actor", "target")),
        *(set_f1(f"F1 {name}", *({key for key in keys if key[1] == name} for keys in (own, gold)))
          for name in sorted({frame for _, frame in own | gold})),
    ]  # fmt: skip


def _same_frame(a: NamedTuple, b: NamedTuple) -> float:
    """Whether two rows have the same frame, more the more of voice and speaker is equal."""
    return (a.frame == b.frame) * (1 + (a.voice == b.voice) + (a.speaker == b.speaker))


def _overlap(a: NamedTuple, b: NamedTuple) -> float:
    """Share of the joint span that both cover."""
    if a.actor_id != b.actor_id:
        return 0
    return (min(a.end, b.end) - max(a.start, b.start)) / (max(a.end, b.end) - min(a.start, b.start))


def _same_cell(a: NamedTuple, b: NamedTuple) -> float:
    """0 where holder or target differ, else more the more of the rest is equal."""
    if who(a.holder) != who(b.holder) or a.target != b.target:
        return 0
    return 1 + sum(getattr(a, column) == getattr(b, column) for column in SAME)


def _same_action(a: NamedTuple, b: NamedTuple) -> float:
    """Shared words of the actions (Jaccard), the same addressee going first."""
    words, others = (set(TOKEN.findall(row.action.casefold())) for row in (a, b))
    return len(words & others) and len(words & others) / len(words | others) + (who(a.addressee) == who(b.addressee))


def _addressed(recommendations: pd.DataFrame) -> set[tuple]:
    return set(zip(recommendations.sentence_id, map(who, recommendations.addressee), strict=True))


def _rolled(statements: pd.DataFrame, sides: Mapping[str, str]) -> set[tuple]:
    """Sentence, side of the holder, side of the target and sign; who has no side stands for himself."""
    rolled = ([who(sides.get(str(v), v)) for v in statements[column]] for column in ("holder", "target"))
    return set(zip(statements.sentence_id, *rolled, statements.stance, strict=True))


def _contents(attributions: pd.DataFrame) -> Iterable[tuple[str, tuple]]:
    return zip(attributions.brief_id, attributions.pieces, strict=True)


class _Words:
    """Where the words of the sentences of all briefs begin."""

    def __init__(self, sentences: pd.DataFrame):
        self.sentences = {b: own.sort_values("start") for b, own in sentences.groupby("brief_id", sort=False)}
        self.starts = {
            b: [int(s) + m.start() for s, text in zip(own.start, own.text, strict=True) for m in TOKEN.finditer(text)]
            for b, own in self.sentences.items()
        }

    def within(self, brief_id: str, spans: Iterable[tuple[int, int]]) -> frozenset[tuple[str, int]]:
        starts = self.starts[brief_id]
        return frozenset(
            (brief_id, n) for s, e in spans for n in range(bisect_left(starts, s), bisect_left(starts, e))
        )  # fmt: skip

    def by_sentence(self, attributions: pd.DataFrame) -> pd.DataFrame:
        """A row per sentence of a content, with its `pieces` there; one without a content stays as it is."""
        rows = []
        for number, row in enumerate(attributions.to_dict("records")):
            pieces = row.get("pieces") or self._whole(row)
            cut = self._cut(row["brief_id"], pieces) or {row["sentence_id"]: ()}
            rows += [(number, sentence_id, own) for sentence_id, own in cut.items()]
        table = attributions.iloc[[number for number, *_ in rows]].reset_index(drop=True)
        return table.assign(
            sentence_id=pd.Series([row[1] for row in rows], dtype="str"),
            pieces=pd.Series([row[2] for row in rows], dtype=object),
        )

    @staticmethod
    def _whole(row: dict) -> tuple[tuple[int, int], ...]:
        span = row["content_start"], row["content_end"]
        return () if pd.isna(span[0]) or pd.isna(span[1]) else ((int(span[0]), int(span[1])),)

    def _cut(self, brief_id: str, pieces: Iterable[tuple[int, int]]) -> dict[str, tuple]:
        own, cut = self.sentences[brief_id], {}
        for start, end in pieces:
            for sentence in own[(own.start < end) & (own.end > start)].itertuples():
                part = max(start, sentence.start), min(end, sentence.end)
                cut[sentence.sentence_id] = (*cut.get(sentence.sentence_id, ()), part)
        return cut

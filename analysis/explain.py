"""Why a row is there: the sentence with its spans marked, the rule or the words, and the other readings."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.corrections import BY_HAND, HUMAN
from analysis.errors import UnknownIdError

if TYPE_CHECKING:
    from analysis.study import Study

STANCES = {1: "supportive (+1)", 0: "neutral (0)", -1: "critical (-1)"}
ID_COLUMNS = {
    "sentences": "sentence_id", "ledger": "statement_id", "attributions": "attribution_id",
    "mentions": "mention_id", "recommendations": "recommendation_id", "frames": "frame_id",
}  # fmt: skip
ACTORS = ["speaker", "holder", "target", "actor_id", "addressee", "actor"]
ODDS = ("negative", "neutral", "positive")


@dataclass(frozen=True)
class Mark:
    """A span of a sentence, in its own characters, and what it is to the row."""

    start: int
    end: int
    role: str


@dataclass(frozen=True)
class Explanation:
    """Why a row is there; prints as plain text, and shows in a notebook with its spans marked.

    `facts` are names and values of the row, `others` the other rows that read the same sentence.
    """

    id: str
    title: str
    sentence: str
    marks: tuple[Mark, ...]
    facts: tuple[tuple[str, str], ...]
    others: tuple[str, ...]

    def __str__(self) -> str:
        lines = [f"{self.id}: {self.title}", "", _marked(self.sentence, self.marks, _bracketed, str)]
        lines += ["", *(f"  {name}: {value}" for name, value in self.facts)]
        if self.others:
            lines += ["", "Other readings of this sentence:", *(f"  {other}" for other in self.others)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><th>{html.escape(n)}</th><td>{html.escape(v)}</td></tr>" for n, v in self.facts)
        others = "".join(f"<li>{html.escape(other)}</li>" for other in self.others)
        listed = f"<p>Other readings of this sentence:</p><ul>{others}</ul>" if others else ""
        sentence = _marked(self.sentence, self.marks, _tagged, html.escape)
        title = f"<p><b>{html.escape(self.id)}</b>: {html.escape(self.title)}</p>"
        return f"{title}<blockquote>{sentence}</blockquote><table>{rows}</table>{listed}"


def explain(study: Study, row_id: str) -> Explanation:
    """Why a row is there: its sentence with the spans marked, the rule or words, the confidence.

    Parameters
    ----------
    study : Study
        Anything with the tables `sentences`, `mentions`, `attributions`, `ledger`,
        `recommendations` and `frames` (`mention_stance` too, if wanted), and with `names` and `labels`.
    row_id : str
        The id of a sentence, mention, attribution, statement, recommendation or frame span.

    Returns
    -------
    Explanation
        `print` it for plain text; a notebook shows it with colours.

    Raises
    ------
    UnknownIdError
        No table holds the id.
    """
    for name, column in ID_COLUMNS.items():
        table = getattr(study, name)
        rows = table[table[column] == row_id]
        if len(rows):
            return _explained(study, name, rows.iloc[0])
    raise UnknownIdError(f'no row "{row_id}"', remedy=f"Ids look like {_examples(study)}; the tables list them")


def _examples(study: Study) -> str:
    firsts = ((getattr(study, name), column) for name, column in ID_COLUMNS.items())
    return ", ".join(str(table[column].iloc[-1]) for table, column in firsts if len(table))


def _explained(study: Study, name: str, row: pd.Series) -> Explanation:
    sentence = study.sentences.set_index("sentence_id").loc[row.sentence_id]
    row = _asked(study, row) if name == "mentions" else row
    title, spans, facts = READERS[name](_named(study, row))
    marks = tuple(_marks(spans, int(sentence.start), str(sentence.text)))
    own = row[ID_COLUMNS[name]]
    facts = (("sentence", row.sentence_id), *((n, str(v)) for n, v in facts if not pd.isna(v)))
    return Explanation(own, title, str(sentence.text), marks, facts, tuple(_others(study, row.sentence_id, own)))


def _asked(study: Study, row: pd.Series) -> pd.Series:
    """A mention with the model's probabilities, where the study has asked for them."""
    asked = getattr(study, "mention_stance", None)
    found = [] if asked is None else asked[asked.mention_id == row.mention_id]
    return pd.Series(row.to_dict() | found.iloc[0][list(ODDS)].to_dict()) if len(found) else row


def _named(study: Study, row: pd.Series) -> pd.Series:
    """The row with names in place of the ids of actors and authors."""
    names = study.names | {f"author_{brief_id}": f"the author of {label}" for brief_id, label in study.labels.items()}
    told = {c: "; ".join(names.get(i, i) for i in row[c].split("; ")) for c in ACTORS if isinstance(row.get(c), str)}
    return pd.Series(row.to_dict() | told)


def _statement(row: pd.Series) -> tuple:
    title = f"{row.holder} toward {row.target}: {STANCES[row.stance]}"
    facts = [("voice", row.voice), ("speaker", row.speaker), ("modality", row.modality), ("basis", row.basis),
             ("words", row.evidence), ("rule", row.rule), ("confidence", f"{row.confidence:.2f}"),
             ("model", _odds(row)), ("source", _source(row))]  # fmt: skip
    return title, [("evidence", row.start, row.end)], facts


def _odds(row: pd.Series) -> str | None:
    known = all(name in row.index and not pd.isna(row[name]) for name in ODDS)
    return ", ".join(f"{name} {row[name]:.2f}" for name in ODDS) if known else None


def _source(row: pd.Series) -> str | None:
    return BY_HAND if row.get("source") == HUMAN else None


def _attribution(row: pd.Series) -> tuple:
    denied = " (denied)" if row.negated else ""
    speaker = "nobody named" if pd.isna(row.speaker) else row.speaker
    spans = [(role, row[f"{role}_start"], row[f"{role}_end"]) for role in ("source", "cue", "content")]
    facts = [("kind", row.kind), ("type", row.type + denied), ("cue", row.cue), ("inside", row.parent_id)]
    return f"attributed to {speaker}", spans, facts


def _mention(row: pd.Series) -> tuple:
    facts = [("form", row.form), ("rule", row.method), ("confidence", f"{row.confidence:.2f}"),
             ("linked through", row.antecedent_id), ("model", _odds(row)), ("source", _source(row))]  # fmt: skip
    return f"a mention of {row.actor_id}", [("mention", row.start, row.end)], facts


def _recommendation(row: pd.Series) -> tuple:
    spans = [("action", row.start, row.end), ("condition", row.condition_start, row.condition_end)]
    facts = [("action", row.action), ("about", row.target), ("condition", row.condition), ("rule", row.form),
             ("source", _source(row))]  # fmt: skip
    return f"a recommendation to {row.addressee}", spans, facts


def _framing(row: pd.Series) -> tuple:
    facts = [("system", row.system), ("voice", row.voice), ("speaker", row.speaker), ("who", row.actor),
             ("to whom or what", row.target), ("rule", row.rule), ("cue", row.cue),
             ("carries a finding", "yes" if row.carries else "no"), ("source", _source(row))]  # fmt: skip
    return f"frame {row.frame.replace('_', ' ')}", [("evidence", row.start, row.end)], facts


def _sentence(row: pd.Series) -> tuple:
    return f"a sentence of the {row.part}", [], [("words", row.n_words)]


READERS: dict[str, Callable[[pd.Series], tuple]] = {
    "sentences": _sentence, "ledger": _statement, "attributions": _attribution, "mentions": _mention,
    "recommendations": _recommendation, "frames": _framing,
}  # fmt: skip


def _others(study: Study, sentence_id: str, own: str) -> Iterator[str]:
    """One line for each other row that reads the same sentence."""
    for name in ("ledger", "attributions", "frames", "mentions", "recommendations"):
        table = getattr(study, name)
        for _, row in table[table.sentence_id == sentence_id].iterrows():
            if row[ID_COLUMNS[name]] != own:
                title = READERS[name](_named(study, row))[0]
                words = row.get("evidence", row.get("content", row.get("action", row.get("text"))))
                yield f"{row[ID_COLUMNS[name]]}: {title} | {' '.join(str(words).split())}"


def _marks(spans: Sequence[tuple], start: int, sentence: str) -> Iterator[Mark]:
    """Spans of the raw text as marks of the sentence, cut at its ends."""
    for role, first, last in spans:
        if not pd.isna(first):
            mark = Mark(max(int(first) - start, 0), min(int(last) - start, len(sentence)), role)
            if mark.start < mark.end:
                yield mark


def _bracketed(words: str, role: str) -> str:
    return f"[{role}: {words}]"


def _tagged(words: str, role: str) -> str:
    return f'<mark title="{html.escape(role)}">{words}</mark><sub>{html.escape(role)}</sub>'


def _marked(text: str, marks: Sequence[Mark], shown: Callable[[str, str], str], plain: Callable[[str], str]) -> str:
    """The text with its marks, inner ones within outer ones; one that crosses another isn't marked."""
    ordered = sorted(marks, key=lambda m: (m.start, -m.end))
    done, at = [], 0
    while ordered:
        mark = ordered.pop(0)
        if mark.start < at:
            continue
        inner = [m for m in ordered if m.end <= mark.end]
        ordered = [m for m in ordered if m.start >= mark.end]
        within = [Mark(m.start - mark.start, m.end - mark.start, m.role) for m in inner]
        words = _marked(text[mark.start : mark.end], within, shown, plain)
        done += [plain(text[at : mark.start]), shown(words, mark.role)]
        at = mark.end
    return "".join([*done, plain(text[at:])])

"""Who is spoken of where: every stretch of a brief that refers to an actor, and how it was linked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from analysis.actors.linking import Walk
from analysis.actors.names import Lexicon
from analysis.actors.readings import Reference, readings
from analysis.actors.thread import Thread
from analysis.settings import BriefSettings
from analysis.tokens import Parse, located
from analysis.typed import typed

COLUMNS = (
    "mention_id", "brief_id", "sentence_id", "actor_id", "start", "end", "text", "form", "method",
    "confidence", "antecedent_id",
)  # fmt: skip
ADVICE = frozenset(("should", "must", "ought", "could", "need"))


def mentions(
    text: str, *, brief: BriefSettings, sentences: pd.DataFrame, parses: Sequence[Parse], lexicon: Lexicon
) -> pd.DataFrame:
    """Every stretch of a brief that refers to a registered actor, issue or event.

    Parameters
    ----------
    text : str
        The raw text of the brief.
    brief : BriefSettings
        Its id, author and date: the date decides who holds an office.
    sentences : DataFrame
        One row per sentence, as `analysis.tokens.sentences` returns them.
    parses : sequence of Parse
        The parsed passages of the body.
    lexicon : Lexicon
        The names of the study, as `analysis.actors.names.lexicon` compiles them.

    Returns
    -------
    DataFrame
        One row per span and actor, in the order of the text: `mention_id`, `brief_id`, `sentence_id`,
        `actor_id`, `start`, `end` (characters of the raw text), `text`, `form` (name, alias, metonym,
        office, demonym, description, pronoun), `method` (the rule that linked it), `confidence` (0 to 1:
        1 is a name of the registry; the rest are set by rule and tell only which links to trust more)
        and `antecedent_id` (the mention it was linked through; missing for what names the actor itself).
        Words that point to two actors have two rows with the same span.
    """
    date = pd.Timestamp(brief.date)
    read = [readings(parse.doc, lexicon=lexicon, date=date) for parse in parses]
    thread = Thread(lexicon, date, named=Counter(a for named in read for r in named for a in r.actors))
    advised = _advised([r for named in read for r in named], lexicon)
    found: list[tuple[Parse, Reference]] = []
    at = 0
    for parse, named in zip(parses, read, strict=True):
        walk = Walk(parse.doc, named, thread, at, brief.author_actor, advised)
        found += [(parse, reference) for reference in walk.references()]
        at = max(walk.sentence.values(), default=at - 1) + 1
    return _table(text, found, brief.id, sentences)


def _advised(named: Sequence[Reference], lexicon: Lexicon) -> tuple[str, ...]:
    """The state that the brief most often tells what it should do: "we" in its author's voice."""
    told: Counter[str] = Counter()
    for reference in named:
        token = reference.token
        if token.dep_ == "nsubj" and any(t.lower_ in ADVICE for t in token.head.children):
            told.update(a for a in reference.actors if lexicon.actors[a].kind == "state")
    ranked = told.most_common(2)
    clear = ranked and ranked[0][1] >= 2 and (len(ranked) < 2 or ranked[0][1] > ranked[1][1])
    return (ranked[0][0],) if clear else ()


def _table(text: str, found: Sequence[tuple[Parse, Reference]], brief_id: str, sentences: pd.DataFrame) -> pd.DataFrame:
    """One row per span and actor, numbered in the order of the text."""
    placed = sorted(((parse.span(r.start, r.end), r) for parse, r in found), key=lambda row: row[0])
    rows = [(r, actor, n, start, end) for (start, end), r in placed for n, actor in enumerate(r.actors)]
    ids = {(id(r), actor): f"{brief_id}-m{n:03d}" for n, (r, actor, *_) in enumerate(rows, start=1)}
    where = located([start for *_, start, _ in rows], sentences=sentences)
    table = [
        (ids[id(r), actor], brief_id, sentence_id, actor, start, end, text[start:end], r.form, r.method, r.confidence,
         _through(r, n, actor, ids))
        for (r, actor, n, start, end), sentence_id in zip(rows, where, strict=True)
    ]  # fmt: skip
    return typed(table, dict.fromkeys(COLUMNS, "str") | {"start": "int64", "end": "int64", "confidence": "float64"})


def _through(reference: Reference, n: int, actor: str, ids: dict) -> str | None:
    links = reference.antecedents
    via = links[n] if n < len(links) else None
    if via is None:
        return None
    return ids.get((id(via), actor)) or next((ids[id(via), a] for a in via.actors if (id(via), a) in ids), None)

"""Attributions as words, for tests that name who said what."""

import pandas as pd

from analysis.attribution.attributions import attributions


def said(text: str, **options: str) -> list[dict]:
    """Rows with the words of their spans."""
    table = attributions(text, **options)
    rows = []
    for row in table.itertuples():
        words = {
            role: None if pd.isna(start) else text[start:end]
            for role, start, end in (
                ("source", row.source_start, row.source_end),
                ("cue", row.cue_start, row.cue_end),
                ("content", row.content_start, row.content_end),
            )
        }
        rest = ("kind", "type", "negated", "hypothetical", "parent")
        rows.append(words | {name: getattr(row, name) for name in rest})
    return rows


def found(text: str, source: str | None, content: str, **options: str) -> dict:
    """The row with this source whose content begins or ends like this one."""
    rows = said(text, **options)
    hits = [r for r in rows if r["source"] == source and content in r["content"]]
    assert hits, rows
    return min(hits, key=lambda r: len(r["content"]))

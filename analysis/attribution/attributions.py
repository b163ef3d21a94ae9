"""Who is said to have said, believed, wanted or felt what.

An attribution has a source, a cue and a content (Pareti, Edinburgh 2015; PolNeAR: Newell, Margolin
and Ruths, LREC 2018). Cues are read from the codebook, what they govern from the parse, and every
quotation looks for the words that pass it on.
"""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Integral

import pandas as pd

from analysis.arguments import text as given
from analysis.attribution.clauses import Span
from analysis.attribution.kept import WANTED, reparented
from analysis.attribution.paragraphs import paragraphs, parsed
from analysis.attribution.quotes import quotations
from analysis.attribution.quotes import scare_quotes as _scare_quotes
from analysis.attribution.records import Attribution, document_attributions
from analysis.errors import ArgumentError, BriefError
from analysis.typed import typed

MISSING = (None, None)
COLUMNS = {
    "source_start": "Int64",
    "source_end": "Int64",
    "cue_start": "Int64",
    "cue_end": "Int64",
    "content_start": "Int64",
    "content_end": "Int64",
    "kind": "str",
    "type": "str",
    "negated": "bool",
    "hypothetical": "bool",
    "parent": "Int64",
}


def attributions(text: str, *, nested: str = "speech", longest: int | None = None) -> pd.DataFrame:
    """Attributions in any text: who is said to have said, believed, wanted or felt what.

    How to read it: a row says that the text ascribes the content to the source. It doesn't say
    that the content is true, nor who a pronoun source is. Missing sources are `<NA>`.

    Parameters
    ----------
    text : any string.
    nested : which attributions inside the content of another are kept: `"speech"` (what happened
        and names its speaker), `"all"` or `"none"`.
    longest : the most characters that are accepted; without it any text is read, in time linear
        in its length (about half a minute for a megabyte).

    Raises
    ------
    BriefError
        The text is longer than `longest`.
    ArgumentError
        It is no string, or `nested` or `longest` is none of what is allowed.

    Returns
    -------
    One row per attribution: start and end of source, cue and content in characters of `text`;
    `kind` (direct, mixed, indirect), `type` (speech, belief, intention, attitude),
    `negated`, `hypothetical`, and `parent`, the row that it stands in.

    Examples
    --------
    >>> table = attributions("Crocker said the talks went well.")
    >>> table.loc[0, ["kind", "type"]].tolist()
    ['indirect', 'speech']
    """
    given(text, "text")
    if nested not in WANTED:
        raise ArgumentError(f"nested is {nested!r}", remedy='Use "speech", "all" or "none"')
    if not (longest is None or isinstance(longest, Integral)):
        raise ArgumentError(f"longest is {longest!r}, no whole number", remedy="Give one, or None")
    if longest is not None and len(text) > longest:
        raise BriefError(f"{len(text):,} characters of text", remedy=f"Give at most {longest:,}, or raise `longest`")
    spans = paragraphs(text)
    found = document_attributions(text, spans, parsed(text, spans))
    return attribution_table(reparented(found, [WANTED[nested](text, one) for one in found]))


def attribution_table(found: Sequence[Attribution]) -> pd.DataFrame:
    """Attributions as a table, one row each; missing sources and parents are `<NA>`."""
    rows = [
        (
            *(a.source or MISSING),
            *(a.cue or MISSING),
            *a.content,
            *(a.kind, a.type, a.negated, a.hypothetical),
            a.parent,
        )
        for a in found
    ]
    return typed(rows, COLUMNS)


def scare_quotes(text: str, found: Sequence[Attribution] | None = None) -> list[Span]:
    """Short quotations that pass nobody's words on ("destroyed", "revolving door").

    Parameters
    ----------
    text : the raw text.
    found : its attributions, if they are there already. A quotation inside the content of one of
        speech makes that one mixed and is no scare quote; nor is the title of a work.
    """
    spans = paragraphs(text)
    if found is None:
        found = document_attributions(text, spans, parsed(text, spans))
    contents = [part for a in found if a.type == "speech" for part in a.parts]
    return _scare_quotes(text, quotations(text, spans), contents)

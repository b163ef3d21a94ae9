"""How two briefs, or any number, frame one event. From raw text to report, room by room:

    errors         the exceptions, one message shape
    arguments      what the functions for outsiders are called with
    settings       the study's folder and `study.toml`
    files          outputs moved into place whole, a user's edits kept
    codebook       reading the CSV codebooks
    typed          rows as a table of given types
    readers        the text of a file, and what its page says of itself
    corpus         what each stretch of a raw text is; what it cites
    parsed         what the parser says of each word, asked for once
    ruler          the parser's rules of parts of speech, asked once for words alike
    tokens         sentences and tokens
    corrections    what people corrected, which every run keeps
    actors         the registry, and who is referred to where
    attribution    who is said to have said what
    lexicons       which words TextBlob and VADER score
    sentiment      the mood of the words
    stance         which words show a stance, and the model beside the rules
    ledger         who stands where toward whom; what is recommended
    frames         what each passage makes of the matter, and the words for each actor
    compare        the comparison tables, with intervals and null bands
    wording        numbers and lists in words
    display        prose and tables as a notebook shows them
    findings       the claims, each computed from a table
    style          the look of a chart, and its finish
    charts         one function per chart: table in, chart out
    robustness     the headline findings, one choice of method changed at a time
    coding         the reference coding, and the headline findings as it gives them
    explain        any id: the sentence, the spans, the rule
    study          all tables of a study, each computed once
    scale          the same tables for an archive of any size
    draft          a new study's folder, proposed from any texts
    evaluate       agreement with public benchmarks
    crowds         tables of many briefs, as charts of one colour can show them
    figures        the charts of a study, each with its claim
    publish        notebooks, report, slides, reader, tables, gallery
    exchange       networks, coded texts and statements for other programs; corrected rows back
    train          the stance model, retrained from public data
    bench          speed and memory, as ratios
    commands       what `python -m analysis` can do, a module each

A module imports only modules above it. To begin: `study = analysis.load_study()`.
"""

from __future__ import annotations

import importlib

_HOME = {
    "Study": "study", "StudyError": "errors", "attributions": "attribution", "directed_stance": "stance.encoder",
    "load_study": "study", "save_chart": "style", "target_stance": "stance.encoder",
}  # fmt: skip
_ROOMS = ("charts", "compare", "display", "evaluate", "figures", "findings", "style", "study")

__all__ = [*_HOME, *_ROOMS]


def __getattr__(name: str) -> object:
    """Rooms open when they are first asked for, so that importing the package costs nothing."""
    if name in _HOME:
        return getattr(importlib.import_module(f"analysis.{_HOME[name]}"), name)
    if name in _ROOMS:
        return importlib.import_module(f"analysis.{name}")
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

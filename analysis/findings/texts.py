"""Claims about the texts: how long, what they cite, how and of what they are written."""

from __future__ import annotations

import pandas as pd

from analysis.compare.contrasts import REST
from analysis.findings.claim import MOST_TOLD, Claim, Labels, one_by_one
from analysis.findings.differences import Telling, against_rest, largest, with_rest
from analysis.wording import count, day, listed, percent, signed


def lengths(briefs: pd.DataFrame) -> Claim:
    """How much each brief says: words, sentences, paragraphs."""
    longest, shortest = briefs.loc[briefs.n_words.idxmax()], briefs.loc[briefs.n_words.idxmin()]
    told = [
        f"{b.label} ({b.publisher}, {day(b.date)}): {count(b.n_words, 'word')}, "
        f"{count(b.n_sentences, 'sentence')}, {count(b.n_paragraphs, 'paragraph')}"
        for b in briefs.itertuples()
    ]
    ratio = longest.n_words / shortest.n_words
    if ratio < 1.1:
        headline = "The briefs are about equally long"
    else:
        headline = f"{longest.label} writes {ratio:.1f} times as many words as {shortest.label}"
    return Claim(headline, f"{headline}. {one_by_one(told, by=[*briefs.n_words])}.", int(briefs.n_words.sum()))


def furniture(briefs: pd.DataFrame) -> Claim:
    """How much of each page is not the brief at all."""
    share = briefs.n_furniture_words / (briefs.n_furniture_words + briefs.n_words)
    each = [f"{percent(s)} of the words on the {b.label.removeprefix('The ')} page"
            for s, b in zip(share, briefs.itertuples(), strict=True)]  # fmt: skip
    told = listed(each) if len(each) <= MOST_TOLD else one_by_one(each, by=[*share])
    text = f"Furniture (navigation, author boxes, other articles) makes up {told}; it is marked and left out."
    total = briefs.n_furniture_words.sum() / (briefs.n_furniture_words + briefs.n_words).sum()
    return Claim(f"{percent(total)} of the words on these pages are furniture", text,
                 int(briefs.n_furniture_words.sum()))  # fmt: skip


def sources(citations: pd.DataFrame, *, labels: Labels) -> Claim:
    """Which outlets each brief names in brackets."""
    tags = citations[citations.kind == "tag"]
    cited = {b: tags[tags.brief_id == b].cites.fillna("an unnamed one").tolist() for b in labels}
    told = [f"{labels[b]} tags {listed(names) or 'none'}" for b, names in cited.items()]
    most = max(cited, key=lambda b: len(cited[b]))
    if len({len(names) for names in cited.values()}) == 1:
        headline = "The briefs tag equally many outlets as sources"
    else:
        headline = f"{labels[most]} tags {count(len(cited[most]), 'source')}, more than any other brief"
        if len(labels) == 2:
            other = next(b for b in labels if b != most)
            few = count(len(cited[other]), "source") if cited[other] else "none"
            headline = f"{labels[most]} tags {count(len(cited[most]), 'source')}, {labels[other]} {few}"
    text = f"Outlets named in brackets, as the rest of a link: {one_by_one(told, by=[*map(len, cited.values())])}."
    return Claim(headline, text, len(tags))


def readable(difference: pd.DataFrame, *, labels: Labels) -> Claim:
    """Whether the sentences of one brief are longer than those of another."""
    return largest(
        difference.assign(actor_id="all"),
        labels=labels,
        names={"all": "the whole brief"},
        telling=Telling(
            none="No clear difference in the length of sentences",
            headline="The sentences of {more} are longer than those of {less}",
            text="A sentence has {high_value} in {more} and {low_value} in {less} on average "
            "(difference {difference}{interval})",
            unit="{:.1f} words".format,
            signed=lambda words: f"{signed(words)} words",
        ),
    )


def key_terms(keyness: pd.DataFrame, *, labels: Labels, most: int = 4) -> Claim:
    """Which terms are typical of one brief beyond what chance halves show: of two, or each against the rest."""
    rows, called = against_rest(keyness), with_rest(labels)
    pair = (rows.brief_b != REST).all()
    clear = rows[rows.clear & (pair | (rows.z > 0))]
    n, n_clear = rows.term.nunique(), clear.term.nunique()
    if clear.empty:
        none = "No term is typical of one brief beyond chance"
        return Claim(none, f"{none}: none of {n:,} terms leaves the null band.", n, clear=False)
    ends = [(rows.brief_a.iloc[0], "a"), (rows.brief_b.iloc[0], "b")] if pair else [(b, "a") for b in labels]
    told = []
    for brief_id, end in ends:
        own = clear[(clear[f"brief_{end}"] == brief_id) & ((clear.z > 0) if end == "a" else (clear.z < 0))]
        top = own.loc[own.z.abs().sort_values(ascending=False, kind="stable").index].head(most)
        if len(top):
            told.append(f"of {called[brief_id]} {listed(f'“{r.term}” ({r.n_a} : {r.n_b})' for r in top.itertuples())}")
    apart = "sets" if n_clear == 1 else "set"
    if pair:
        headline = f"{count(n_clear, 'term')} of {n:,} {apart} the briefs apart beyond chance"
        counted = f"counts {labels[rows.brief_a.iloc[0]]} : {labels[rows.brief_b.iloc[0]]}"
    else:
        headline = f"{n_clear} of {n:,} terms {apart} one brief apart from the rest"
        counted = "counts in it : in the rest"
    return Claim(headline, f"{headline}: typical {'; '.join(told)} ({counted}).", n)


def alike(likeness: pd.DataFrame, *, labels: Labels) -> Claim:
    """Which paragraphs of two briefs are most alike in their words."""
    if likeness.empty or likeness.cosine.max() <= 0:
        return Claim("No two paragraphs share a term", "No two paragraphs share a term.", len(likeness), clear=False)
    top = likeness.loc[likeness.cosine.idxmax()]
    where = (
        f"paragraph {top.paragraph_a} of {labels[top.brief_a]} and paragraph {top.paragraph_b} of {labels[top.brief_b]}"
    )
    text = f"Most alike are {where} (cosine {top.cosine:.2f}; they share {top.shared})."
    return Claim(f"The closest paragraphs reach a likeness of {top.cosine:.2f}", text, len(likeness))

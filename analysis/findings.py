"""The claims of the study in words, each computed from a table.

A claim never says more than its interval allows: where the interval of a difference holds
zero, or too few sentences stand behind it, its words are "no clear difference". Swap, cut or
replace the briefs and every claim is computed anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.compare.resampling import MIN_SENTENCES
from analysis.display import Prose, literal
from analysis.wording import count, day, listed, percent, points, signed, the, thousandths, within

if TYPE_CHECKING:
    from analysis.study import Study

Labels = Mapping[str, str]
MEASURES = {"polarity": "TextBlob polarity", "subjectivity": "TextBlob subjectivity", "vader": "VADER score"}


@dataclass(frozen=True)
class Claim:
    """One finding.

    Attributes
    ----------
    headline : str
        The claim in at most twelve words, for the title of a chart or slide.
    text : str
        The claim in one to three sentences, with its numbers, intervals and n.
    n : int
        How many sentences, words or statements stand behind it.
    clear : bool
        False where the words say that there is no clear difference.
    """

    headline: str
    text: str
    n: int
    clear: bool = True

    def __str__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        return literal(self.text)


def claims(study: Study) -> dict[str, Claim]:
    """Every claim of a study by name, in the order in which the report makes them."""
    called = {"labels": study.labels, "names": study.names}
    scored = study.sentiment[study.sentiment.sentence_id.isin(study.body.sentence_id)]
    whole = first_pair(study.word_shift[study.word_shift.actor_id == "all"])
    by_side, by_actor = study.sentiment_difference_by_side, study.sentiment_difference
    return {
        "lengths": lengths(study.briefs),
        "furniture": furniture(study.briefs),
        "sources": sources(study.citations, labels=study.labels),
        "readability": readable(study.readability, labels=study.labels),
        "keyness": key_terms(first_pair(study.keyness), labels=study.labels),
        "likeness": alike(first_pair(study.likeness), labels=study.labels),
        "most_mentioned": most_mentioned(study.presence, **called),
        "presence_by_side": presence(study.presence_difference_by_side, **called, each="side"),
        "presence": presence(study.presence_difference, **called),
        "co_mention": together(study.co_mention, **called),
        "voices": voices(study.speaking, **called),
        "prescriptions": prescriptions(study.recommendations, labels=study.labels),
        "relations": relations(study.stance_balance_by_side, **called),
        "judgements": judgements(study.stance_balance, **called),
        "mood": mood(by_actor, **called),
        "mood_vader": mood(by_actor, **called, measure="vader"),
        "mood_by_side": mood_by_actor(by_side, **called, each="side"),
        "mood_by_actor": mood_by_actor(by_actor, **called),
        "coverage": coverage(scored),
        "lexicons": lexicons(scored),
        "word_shift": shift(whole, labels=study.labels),
    }


def first_pair(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table of pairs that compare the first two briefs."""
    if table.empty:
        return table
    return table[(table.brief_a == table.brief_a.iloc[0]) & (table.brief_b == table.brief_b.iloc[0])]


def told(claims: Mapping[str, Claim], *names: str) -> Prose:
    """Some claims as running text."""
    return Prose(" ".join(literal(claims[name].text) for name in names))


def summary(claims: Mapping[str, Claim], *names: str) -> Prose:
    """Some claims as a numbered list, the headline of each before its numbers."""
    items = (f"{n}. **{literal(claims[name].headline)}.** {literal(_rest(claims[name]))}"
             for n, name in enumerate(names, start=1))  # fmt: skip
    return Prose("\n".join(items))


def _rest(claim: Claim) -> str:
    """The text of a claim without the headline, where it begins with it."""
    rest = claim.text.removeprefix(claim.headline).lstrip(".: ")
    return rest[:1].upper() + rest[1:]


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
    return Claim(headline, f"{headline}. {'; '.join(told)}.", int(briefs.n_words.sum()))


def furniture(briefs: pd.DataFrame) -> Claim:
    """How much of each page is not the brief at all."""
    share = briefs.n_furniture_words / (briefs.n_furniture_words + briefs.n_words)
    told = listed(f"{percent(s)} of the words on the {b.label} page"
                  for s, b in zip(share, briefs.itertuples(), strict=True))  # fmt: skip
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
    text = f"Outlets named in brackets, as the rest of a link: {'; '.join(told)}."
    return Claim(headline, text, len(tags))


def most_mentioned(presence: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """Whom each brief mentions most."""
    told, leaders = [], []
    for brief_id, label in labels.items():
        rows = presence[presence.brief_id == brief_id].sort_values(
            ["n_sentences", "n_mentions", "actor_id"], ascending=[False, False, True]
        )
        if rows.empty:
            told.append(f"{label} mentions no registered actor")
            continue
        first = rows.iloc[0]
        leaders.append(first.actor_id)
        told.append(
            f"{label} mentions {the(names[first.actor_id])} most, in {first.n_sentences} of its sentences "
            f"({percent(first.sentence_share)}{within(first.low, first.high, percent)})"
        )
    if len(set(leaders)) == 1 and len(leaders) == len(labels):
        headline = f"{names[leaders[0]]} is mentioned most in every brief"
        if len(labels) == 2:
            headline = f"Both briefs mention {names[leaders[0]]} most"
    else:
        headline = "The briefs differ in whom they mention most"
    return Claim(headline, f"{'; '.join(told)}.", int(presence.n_mentions.sum()))


def presence(difference: pd.DataFrame, *, labels: Labels, names: Labels, each: str = "actor") -> Claim:
    """The clearest difference in how often an actor (or side) is mentioned."""
    return _largest(
        difference, labels=labels, names=names,
        none=f"No clear difference in how often the briefs mention each {each}",
        headline="{more} mentions {name} more often than {less}",
        text="{more} mentions {name} in {high_value} of its sentences, {less} in {low_value} "
             "(difference {difference}{interval})",
        unit=percent, signed=points,
    )  # fmt: skip


def together(co_mention: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """Which two actors each brief names in the same sentences most."""
    told, pairs = [], []
    for brief_id, label in labels.items():
        rows = co_mention[co_mention.brief_id == brief_id]
        top = rows[rows.n_sentences == rows.n_sentences.max()]
        if len(top) != 1:
            told.append(f"{label} has no pair that shares more sentences than any other")
            continue
        row = top.iloc[0]
        pairs.append(listed([the(names[row.actor_a]), the(names[row.actor_b])]))
        told.append(f"{label} names {pairs[-1]} together in {count(row.n_sentences, 'sentence')}")
    headline = "The briefs differ in whom they name together"
    if len(pairs) == len(labels) and len(set(pairs)) == 1:
        headline = f"{pairs[0][:1].upper()}{pairs[0][1:]} share the most sentences in each brief"
    return Claim(
        headline, f"{'; '.join(told)}. Being named together is no relation.", int(co_mention.n_sentences.sum())
    )


def mood(difference: pd.DataFrame, *, labels: Labels, names: Labels, measure: str = "polarity") -> Claim:
    """Whether the words of one brief are brighter than those of the other, as a lexicon scores them."""
    rows = difference[(difference.measure == measure) & (difference.actor_id == "all")]
    return _largest(
        rows, labels=labels, names=dict(names) | {"all": "the whole brief"},
        none="No clear difference in the mood of the words",
        headline="The words of {more} are brighter than those of {less}",
        text=f"Mean {MEASURES[measure]}" " is {high_value} in {more} and {low_value} in {less} "
             "(difference {difference}{interval})",
        unit=signed, signed=signed,
    )  # fmt: skip


def mood_by_actor(
    difference: pd.DataFrame, *, labels: Labels, names: Labels, measure: str = "polarity", each: str = "actor"
) -> Claim:
    """Whether the mood around some actor or side differs between the briefs."""
    rows = difference[(difference.measure == measure) & (difference.actor_id != "all")]
    return _largest(
        rows, labels=labels, names=names,
        none=f"No clear difference in the mood around any {each}",
        headline="Words around {name} are brighter in {more} than in {less}",
        text="Around {name}, mean " f"{MEASURES[measure]}" " is {high_value} in {more} and {low_value} in {less} "
             "(difference {difference}{interval})",
        unit=signed, signed=signed,
    )  # fmt: skip


def _largest(rows, *, labels, names, none, headline, text, unit, signed) -> Claim:
    """The claim of the largest clear difference of a table, or that there is none."""
    tested = rows[rows.low.notna()]
    clear = tested[tested.clear]
    shown = clear if len(clear) else tested
    if shown.empty:
        few = none.replace("No clear difference in", "Too few sentences to compare", 1)
        why = f"nothing stands in {MIN_SENTENCES} sentences of each brief, so there is no interval and no claim"
        return Claim(few, f"{few}: {why}.", int((rows.n_a + rows.n_b).sum()), clear=False)
    row = shown.loc[shown.difference.abs().idxmax()]
    a_is_more = row.difference >= 0
    more, less = (row.brief_a, row.brief_b) if a_is_more else (row.brief_b, row.brief_a)
    high, low = (row.value_a, row.value_b) if a_is_more else (row.value_b, row.value_a)
    n_more, n_less = (row.n_a, row.n_b) if a_is_more else (row.n_b, row.n_a)
    ends = (row.low, row.high) if a_is_more else (-row.high, -row.low)
    words = {
        "more": labels[more], "less": labels[less], "name": the(names[row.actor_id]),
        "high_value": unit(high), "low_value": unit(low), "difference": signed(abs(row.difference)),
        "interval": within(*ends, signed),
    }  # fmt: skip
    sentence = f"{text.format(**words)}; n = {int(n_more)} and {int(n_less)} sentences"
    n = int(row.n_a + row.n_b)
    if len(clear):
        others = f"{count(len(clear), 'difference')} of {len(tested)} tested {'is' if len(clear) == 1 else 'are'} clear"
        return Claim(headline.format(**words), f"{sentence}. {others}.", n)
    first = f"{none}." if len(tested) == 1 else f"{none}. Of {len(tested)} tested, the largest is this:"
    chance = (
        ""
        if row.low <= 0 <= row.high
        else f". Where so many are tested, one this large can be chance (q = {row.q:.2f})"
    )
    return Claim(none, f"{first} {sentence}{chance}.", n, clear=False)


def voices(speaking: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """How much of each brief is put into others' mouths, and whose most."""
    told, shares = [], {}
    for brief_id, label in labels.items():
        rows = speaking[(speaking.brief_id == brief_id) & (speaking.speaker != f"author_{brief_id}")]
        shares[brief_id] = rows.word_share.sum()
        whole = f"{label} gives {percent(shares[brief_id])} of its words to {count(len(rows), 'speaker')}"
        top = rows.loc[rows.n_words.idxmax()] if len(rows) else None
        most = "" if top is None else f", most to {_speaker(top.speaker, names)} ({percent(top.word_share)})"
        told.append(whole + most)
    most, least = max(shares, key=shares.get), min(shares, key=shares.get)
    headline = f"Others voice {percent(shares[most])} of {labels[most]}, {percent(shares[least])} of {labels[least]}"
    return Claim(headline, f"{'; '.join(told)}; the rest is the author's own voice.", int(speaking.n_words.sum()))


def _speaker(speaker: str, names: Labels) -> str:
    return listed(the(names.get(actor_id, actor_id)) for actor_id in speaker.split("; "))


def prescriptions(recommendations: pd.DataFrame, *, labels: Labels) -> Claim:
    """How much each brief prescribes."""
    actions = recommendations.drop_duplicates(["brief_id", "sentence_id", "action_start"])
    n = {b: int((actions.brief_id == b).sum()) for b in labels}
    told = [
        f"{label} makes {count(n[b], 'recommendation') if n[b] else 'no recommendation'}" for b, label in labels.items()
    ]
    most, least = max(n, key=n.get), min(n, key=n.get)
    if n[most] == n[least]:
        headline = "The briefs prescribe equally much"
    else:
        rest = count(n[least], "").strip() if n[least] else "none"
        headline = f"{labels[most]} makes {count(n[most], 'recommendation')}, {labels[least]} {rest}"
    return Claim(headline, f"{'; '.join(told)}.", sum(n.values()))


def relations(balance: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """Which relation each brief tells of most, and whether any has enough statements for a direction."""
    told = []
    for brief_id, label in labels.items():
        rows = balance[balance.brief_id == brief_id]
        if rows.empty:
            told.append(f"{label} holds no directed statement")
            continue
        top = rows.iloc[0]
        told.append(
            f"{label} holds {count(rows.n_statements.sum(), 'directed statement')}, most of "
            f"{_speaker(top.holder, names)} toward {the(names[top.target])} ({top.n_statements}: "
            f"{top.n_supportive} supportive, {top.n_critical} critical, {top.n_neutral} neutral)"
        )
    tested = balance[balance.low.notna()]
    headline = "Too few statements for a claim about any one relation"
    if len(tested):
        headline = f"{count(len(tested), 'relation')} with statements enough for an interval"
    return Claim(headline, f"{'; '.join(told)}.", int(balance.n_statements.sum()), clear=bool(len(tested)))


def judgements(balance: pd.DataFrame, *, labels: Labels, names: Labels) -> Claim:
    """What each author says in his own name, for and against whom or what."""
    told, n = [], {}
    for brief_id, label in labels.items():
        rows = balance[(balance.brief_id == brief_id) & (balance.holder == f"author_{brief_id}")]
        n[brief_id] = int(rows.n_statements.sum())
        whom = listed(
            f"{the(names[r.target])} ({r.n_supportive} for, {r.n_critical} against)" for r in rows.head(4).itertuples()
        )
        told.append(
            f"the author of {label} takes {count(n[brief_id], 'stance')} in his own name"
            + (f": on {whom}" if whom else "")
        )
    headline = "In their own name: " + ", ".join(f"{labels[b]} {count(k, 'stance')}" for b, k in n.items())
    text = "; ".join(told)
    return Claim(headline, f"{text[:1].upper()}{text[1:]}.", sum(n.values()))


def coverage(sentiment: pd.DataFrame) -> Claim:
    """How much of the text the lexicon scores at all."""
    silent = int(sentiment.polarity.isna().sum())
    scored, words = int(sentiment.n_scored.sum()), int(sentiment.n_words.sum())
    share = percent(scored / words) if words else "none"
    text = (
        f"TextBlob scores {scored} of {words:,} words ({share}) and nothing at all in {silent} of "
        f"{len(sentiment)} sentences; those count as no evidence, not as zero."
    )
    return Claim(f"The lexicon is silent on {silent} of {len(sentiment)} sentences", text, len(sentiment))


def lexicons(sentiment: pd.DataFrame) -> Claim:
    """How often two lexicons read a sentence in opposite directions."""
    both = sentiment.dropna(subset=["polarity", "vader"])
    opposed = int(((both.polarity * both.vader) < 0).sum())
    text = (
        f"Of {len(both)} sentences that both lexicons score, TextBlob and VADER give opposite signs to "
        f"{opposed}; a number that depends on the choice between them is no finding."
    )
    return Claim(f"Two lexicons contradict each other on {opposed} of {len(both)} sentences", text, len(both))


def shift(word_shift: pd.DataFrame, *, labels: Labels) -> Claim:
    """Which words drive the difference in mood."""
    if word_shift.empty:
        return Claim("No scored word drives a difference", "No word was scored.", 0, clear=False)
    order = word_shift.contribution.abs().sort_values(ascending=False, kind="stable").index
    top = word_shift.loc[order].head(5)
    a, b = labels[top.brief_a.iloc[0]], labels[top.brief_b.iloc[0]]
    told = listed(
        f"“{r.word}” ({thousandths(r.contribution)}; {r.n_a} in {a}, {r.n_b} in {b})" for r in top.itertuples()
    )
    total = thousandths(word_shift.contribution.sum())
    text = f"The difference of {total} ({a} minus {b}) is the sum of {len(word_shift)} words, in largest part {told}."
    headline = f"“{top.word.iloc[0]}” and “{top.word.iloc[1]}” move the mood most" if len(top) > 1 else (
        f"“{top.word.iloc[0]}” alone moves the mood")  # fmt: skip
    return Claim(headline, text, int(word_shift[["n_a", "n_b"]].sum().sum()))


def key_terms(keyness: pd.DataFrame, *, labels: Labels, most: int = 4) -> Claim:
    """Which terms are typical of one brief beyond what chance halves of both show."""
    clear = keyness[keyness.clear]
    if clear.empty:
        none = "No term is typical of one brief beyond chance"
        return Claim(none, f"{none}: none of {len(keyness):,} terms leaves the null band.", len(keyness), clear=False)
    a, b = keyness.brief_a.iloc[0], keyness.brief_b.iloc[0]
    told = []
    for brief_id, side in ((a, clear[clear.z > 0]), (b, clear[clear.z < 0])):
        top = side.loc[side.z.abs().sort_values(ascending=False, kind="stable").index].head(most)
        if len(top):
            told.append(f"of {labels[brief_id]} {listed(f'“{r.term}” ({r.n_a} : {r.n_b})' for r in top.itertuples())}")
    apart = "sets" if len(clear) == 1 else "set"
    headline = f"{count(len(clear), 'term')} of {len(keyness):,} {apart} the briefs apart beyond chance"
    text = f"{headline}: typical {'; '.join(told)} (counts {labels[a]} : {labels[b]})."
    return Claim(headline, text, len(keyness))


def alike(likeness: pd.DataFrame, *, labels: Labels) -> Claim:
    """Which paragraphs of the two briefs are most alike in their words."""
    if likeness.empty or likeness.cosine.max() <= 0:
        return Claim("No two paragraphs share a term", "No two paragraphs share a term.", len(likeness), clear=False)
    top = likeness.loc[likeness.cosine.idxmax()]
    where = (
        f"paragraph {top.paragraph_a} of {labels[top.brief_a]} and paragraph {top.paragraph_b} of {labels[top.brief_b]}"
    )
    text = f"Most alike are {where} (cosine {top.cosine:.2f}; they share {top.shared})."
    return Claim(f"The closest paragraphs reach a likeness of {top.cosine:.2f}", text, len(likeness))


def readable(readability: pd.DataFrame, *, labels: Labels) -> Claim:
    """How long the sentences are, and how far ease and diversity can be compared."""
    rows = readability.set_index("brief_id")
    told = listed(f"{r.words_per_sentence:.0f}{within(r.low, r.high, '{:.0f}'.format)} in {labels[b]}"
                  for b, r in rows.iterrows())  # fmt: skip
    ends = rows.dropna(subset=["low", "high"])
    apart = len(ends) > 1 and ends.low.max() > ends.high.min()
    headline = "Sentence length differs" if apart else "No clear difference in the length of sentences"
    return Claim(headline, f"{headline}: words per sentence are {told}.", len(rows), clear=apart)

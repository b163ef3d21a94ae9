"""The charts of a study for groups of an archive, each titled with what its table supports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from analysis import charts
from analysis.charts.stances import AUTHOR as AUTHORS
from analysis.compare.actors import ALL
from analysis.compare.contrasts import REST
from analysis.findings import pairs
from analysis.findings.moods import widest
from analysis.scale.archive import AUTHOR, Archive
from analysis.scale.drawing import RESAMPLED, Drawing, claim, unclear
from analysis.wording import count, listed, percent, signed, the


def presence(d: Drawing, by_side: str = "", units: str = "actors") -> charts.Chart:
    """How often each is named."""
    difference = d.tested(f"presence_difference{by_side}")
    title, name = claim(difference, units, "how often they are named"), f"presence-by-{units[:-1]}"
    if d.crowded:
        return d.apart(difference, name, "Sentences that mention each, in percentage points", title)
    words = d.words()
    chart = charts.presence_chart(d.of(f"presence{by_side}", words), difference=difference, name=name, title=title,
                                  **words)  # fmt: skip
    return d.chart(chart, f"Counts: sentences. {RESAMPLED}")


def presence_by_side(d: Drawing) -> charts.Chart:
    """How often each side is named."""
    return presence(d, "_by_side", "sides")


def co_mention(d: Drawing) -> charts.Chart:
    """Which actors stand in the same sentences, in the two largest groups."""
    words, table = d.words(2), d.tables["co_mention"]
    first = table.groupby(["actor_a", "actor_b"]).n_documents.sum().nlargest(1)
    named = [the(words["names"].get(actor, actor)) for pair in first.index for actor in pair]
    title = (
        f"{opened(listed(named))} stand together in {first.iloc[0]:,} documents" if named else "No two stand together"
    )
    chart = charts.co_mention_chart(d.of("co_mention", words), title=title, **words)
    return d.chart(chart, "Columns are numbered as the rows. Being named together is no relation.")


def sentiment(d: Drawing, by_side: str = "", units: str = "actors") -> charts.Chart:
    """The mood of the words around each."""
    difference = d.tested(f"sentiment_difference{by_side}").query("measure == 'polarity'")
    title, name = claim(difference, units, "the mood around them"), f"sentiment-by-{units[:-1]}"
    if d.crowded:
        rows = difference[difference.actor_id != ALL]
        return d.apart(rows, name, "Mean TextBlob polarity", title, unit=signed, scale=1)
    words = d.words()
    chart = charts.actor_sentiment_chart(d.of(f"actor_sentiment{by_side}", words), name=name, title=title, **words)
    return d.chart(chart, f"Counts: scored sentences; – not mentioned; × no word scored. {RESAMPLED}")


def sentiment_by_side(d: Drawing) -> charts.Chart:
    """The mood of the words around each side."""
    return sentiment(d, "_by_side", "sides")


def word_shift(d: Drawing) -> charts.Chart:
    """Which words drive the difference of mood of two groups, or of one and the rest."""
    rows = widest(d.tables["word_shift"])
    title = claim(rows.drop(columns="actor_id"), "words", "what they add to the mood")
    words = d.of_pair(rows, "that with the largest difference of mood")
    return d.chart(charts.word_shift_chart(rows, title=title, **words), "Counts: documents.")


def keyness(d: Drawing) -> charts.Chart:
    """Which words are typical of one of two groups, or of many of one beside the rest."""
    rows = furthest(d.tables["keyness"])
    which = "the one with most words of its own" if REST in set(rows.brief_b) else "the two with most words apart"
    words = d.of_pair(rows, which)
    chart = charts.keyness_chart(rows, title=keyness_title(rows), **words)
    return d.chart(chart, f"n = {len(rows):,} words; counts: uses; grey: within what chance reaches.")


def keyness_title(rows: pd.DataFrame) -> str:
    """How many words are typical of one of two groups, or of one and of the rest."""
    n, of = int(rows.clear.sum()), "one group or of the rest" if REST in set(rows.brief_b) else "one of two groups"
    return f"{count(n, 'word')} typical of {of}" if n else f"No word is typical of {of}"


def furthest(keyness: pd.DataFrame) -> pd.DataFrame:
    """The rows of the pair of groups with the most clear words; of a tie that with the largest z."""
    if keyness.empty:
        return keyness
    found = keyness.assign(z=keyness.z.abs()).groupby(["brief_a", "brief_b"])[["clear", "z"]]
    a, b = found.agg({"clear": "sum", "z": "max"}).sort_values(["clear", "z"]).index[-1]
    return keyness[(keyness.brief_a == a) & (keyness.brief_b == b)]


def speaking(d: Drawing) -> charts.Chart:
    """Who speaks in each group, and for how long."""
    words = d.words(charts.MOST_LANES)
    chart = charts.speaking_chart(_authored(d.of("speaking", words)), title=voiced(d, words), **words)
    return d.chart(chart, "Others: speakers of no side, or of several at once.")


def speakers(d: Drawing) -> charts.Chart:
    """The speakers of each group, by the words they are given."""
    words, measure = d.words(), "Words put into each speaker's mouth, in 10,000 of the group's"
    table = _authored(d.of("speaking", words))
    table["n_words"] = (10_000 * table.word_share).round().astype(int)
    chart = charts.speakers_chart(table, title=voiced(d, words), measure=measure, **words)
    return d.chart(chart, "At the right: attributions.")


def _authored(speaking: pd.DataFrame) -> pd.DataFrame:
    """The table with the authors of each group under the id that the author of a brief has."""
    return speaking.assign(speaker=speaking.speaker.mask(speaking.speaker == AUTHOR, "author_" + speaking.brief_id))


def voiced(d: Drawing, words: charts.Words) -> str:
    """How much others than the authors speak in the groups that are drawn, and whether that differs."""
    table, difference = d.of("speaking", words), d.tested("voice_difference")
    difference = difference[difference[pairs.PAIR].isin([*words["labels"]]).any(axis=1)]
    own = table[table.speaker != AUTHOR].groupby("brief_id").word_share.sum()
    share = own.reindex([*words["labels"]], fill_value=0).sort_values(kind="stable")
    if not difference.clear.any():
        told = unclear(difference[difference.q.notna()], "how much others speak")
        return f"{told} ({percent(share.iloc[0])} to {percent(share.iloc[-1])})"
    most, least = share.index[-1], share.index[0]
    return f"Others voice {percent(share[most])} of {most}, {percent(share[least])} of {least}"


def stance_balance(d: Drawing) -> charts.Chart:
    """Who stands where toward whom."""
    words = d.words()
    title = claim(d.tested("stance_difference"), "pairs", "who stands where toward whom")
    chart = charts.stance_balance_chart(d.of("stance_balance", words), title=title, **words)
    return d.chart(chart, f"Counts: statements. × no statement. {RESAMPLED}")


def directed(d: Drawing) -> charts.Chart:
    """The directed network of the two largest groups as a pair of matrices."""
    words = d.words(2)
    title = claim(d.tested("stance_difference_by_side"), "pairs of sides", "stance")
    chart = charts.directed_chart(_by_authors(d.of("stance_balance_by_side", words)), title=title, **words)
    return d.chart(chart, "Columns are numbered as the rows.")


def author_stance(d: Drawing) -> charts.Chart:
    """What authors say in their own name."""
    difference = d.tested("stance_difference_by_side")
    title = claim(difference[difference.holder == AUTHOR], "targets", "what authors say of them")
    words = d.words()
    chart = charts.author_chart(_by_authors(d.of("stance_balance_by_side", words)), title=title, **words)
    return d.chart(chart, f"Counts: statements. × no statement. {RESAMPLED}")


def _by_authors(balance: pd.DataFrame) -> pd.DataFrame:
    """The table with the authors under the name that the charts of stance have for them."""
    return balance.assign(**{end: balance[end].replace({AUTHOR: AUTHORS}) for end in ("holder", "target")})


def portrayal(d: Drawing) -> charts.Chart:
    """How each group portrays each side, issue or event, over every mention."""
    difference = d.tested("portrayal_difference_by_side").query("voice == 'all'")
    title = claim(difference, "sides", "how they are portrayed")
    if d.crowded:
        return d.apart(difference, "portrayal", "Balance over every mention", title, unit=signed, scale=1)
    words = d.words()
    chart = charts.portrayal_chart(d.of("portrayal_by_side", words), title=title, **words)
    counted = "sentences / statements" if len(words["labels"]) <= 2 else "sentences"
    return d.chart(chart, f"At right: {counted}. × none. {RESAMPLED} Mentions tell no holder.")


def prescriptions(d: Drawing) -> charts.Chart:
    """How much each group recommends, and to whom."""
    difference, words = d.tested("prescription_difference"), d.words()
    whole = difference[difference.addressee == ALL]
    none = unclear(whole[whole.q.notna()], "how much they recommend")
    title = "How much they recommend differs clearly" if whole.clear.any() else none
    chart = charts.prescription_rates_chart(d.of("prescriptions", words), title=title, **words)
    return d.chart(chart, "Counts: actions. All: an action told to two addressees counts once.")


def selection(d: Drawing) -> charts.Chart:
    """What only one of two groups tells, and what both do: of several, the two that share least."""
    rows = pairs.least_shared(d.tables["overlap"])
    words = d.of_pair(rows, "the two that share least")
    chart = charts.selection_chart(rows, title=_selected(d, rows), **words)
    return d.chart(chart, "Told in eight documents or more. Band: documents dealt to the groups at random.")


def _selected(d: Drawing, overlap: pd.DataFrame) -> str:
    rows = pairs.of_same_pair(d.tables["selection"], overlap)
    rows = rows[rows.kind == "relation_by_side"]
    if rows.empty:
        return "No relation of sides is told in eight documents"
    a, b = rows[pairs.PAIR].iloc[0]
    n = rows.found.value_counts().reindex(["both", "opposed"], fill_value=0)
    apart = f", opposed on {n.opposed}" if n.opposed else ""
    return f"{a} and {b} share {n.both} of {count(len(rows), 'relation')}{apart}"


def weight(d: Drawing) -> charts.Chart:
    """Where each first comes, and how many words it gets."""
    difference = d.tested("weight_difference")
    title = claim(difference, "actors", "their share of words")
    if d.crowded:
        return d.apart(difference, "weight", "Words in sentences that mention each, in percentage points", title)
    words = d.words()
    chart = charts.weight_chart(d.of("weight", words), title=title, **words)
    return d.chart(chart, f"Left: mean place over the documents. {RESAMPLED}")


def frames(d: Drawing) -> charts.Chart:
    """How often each frame stands."""
    rows = d.tested("frame_difference").query("voice == 'all' and carries")
    title = claim(rows, "frames", "how often they are used") if len(rows) else "No frame is shown to carry a finding"
    if d.crowded:
        measure = "Sentences with each frame that carries a finding, in percentage points"
        return d.apart(rows.assign(actor_id=rows.frame), "frames", measure, title,
                       words={"names": d.archive.frame_names})  # fmt: skip
    words = d.words()
    chart = charts.frames_chart(d.of("frames_by_voice", words), difference=d.tables["frame_difference"],
                                called=d.archive.frame_names, title=title, **words)  # fmt: skip
    return d.chart(chart, f"Counts: sentences. * carries no finding. {RESAMPLED}")


def frames_by_voice(d: Drawing) -> charts.Chart:
    """In whose voice each frame stands, in the two largest groups."""
    words = d.words(2)
    rows = d.tested("frame_difference").query("voice == 'quoted' and carries")
    title = claim(rows, "frames", "quoted use")
    chart = charts.frame_voices_chart(d.of("frames_by_voice", words), called=d.archive.frame_names, title=title,
                                      **words)  # fmt: skip
    return d.chart(chart, "At the bars: sentences in the author's voice + only quoted. * carries no finding.")


def who_frames_whom(d: Drawing) -> charts.Chart:
    """Who makes trouble, is its cause, is judged and is to act, in the two largest groups."""
    words = d.words(2)
    table = d.tables["frame_roles"].query("frame == 'remedy' and role == 'actor'")
    n = table.groupby("actor_id").n_documents.sum().nlargest(1)
    named = [opened(the(words["names"].get(actor, actor))) for actor in n.index]
    title = f"{named[0]} is most often the one to act, in {n.iloc[0]:,} documents" if named else "Nobody is told to act"
    chart = charts.frame_roles_chart(d.of("frame_roles", words), title=title, **words)
    return d.chart(chart, "Columns must not be added up. * Agreement on it is too low for a finding.")


def told_unevenly(d: Drawing) -> charts.Chart:
    """Which relations of sides more documents of one group tell: of several groups, the pair with most of them."""
    table = d.tables["selection"].query("kind == 'relation_by_side'")
    names = d.words()["names"]
    called = [f"{names.get(r.holder, r.holder)} → {names.get(r.item, r.item)}" for r in table.itertuples()]
    uneven = table.clear & (table.found != "opposed")  # "clear" of these says that their signs differ
    return _uneven(
        d, table.assign(name=called, clear=uneven), "told-unevenly", "relations", "Documents that tell each relation"
    )


def labels(d: Drawing) -> charts.Chart:
    """Which words for an actor more documents of one group use: of several groups, the pair with most of them."""
    table = d.tables["naming_difference"].query("role != 'name'")
    names = d.words()["names"]
    called = [f"{names.get(r.actor_id, r.actor_id)}: “{r.word}”" for r in table.itertuples()]
    return _uneven(d, table.assign(name=called), "labels", "words for an actor", "Documents that use each word")


def _uneven(d: Drawing, table: pd.DataFrame, name: str, unit: str, measure: str) -> charts.Chart:
    n = table.groupby(pairs.PAIR).clear.sum()
    rows = table[(table[pairs.PAIR] == list(n.idxmax())).all(axis=1)] if len(n) else table
    clear = int(rows.clear.sum())
    title = f"{clear} of {len(rows)} {unit} are clearly more one group's" if clear else unclear(rows, unit)
    words = d.of_pair(rows, "the two with most rows apart")
    chart = charts.uneven_chart(rows, title=title, name=name, measure=measure, **words)
    return d.chart(chart, "Counts: documents. Filled: beyond chance; hollow: not. In eight documents or more.")


def opened(words: str) -> str:
    """With a capital."""
    return words[:1].upper() + words[1:]


FIGURES: tuple[tuple[str, Callable[[Drawing], charts.Chart]], ...] = (
    ("presence_by_side", presence_by_side), ("presence", presence), ("co_mention", co_mention),
    ("actor_sentiment_by_side", sentiment_by_side), ("actor_sentiment", sentiment), ("word_shift", word_shift),
    ("keyness", keyness), ("speaking", speaking), ("speaking", speakers), ("stance_balance", stance_balance),
    ("stance_balance_by_side", directed), ("stance_balance_by_side", author_stance),
    ("portrayal_by_side", portrayal), ("prescriptions", prescriptions), ("overlap", selection),
    ("selection", told_unevenly), ("weight", weight),
    ("frames_by_voice", frames), ("frames_by_voice", frames_by_voice), ("frame_roles", who_frames_whom),
    ("naming_difference", labels),
)  # fmt: skip


def drawings(tables: Mapping[str, pd.DataFrame], archive: Archive) -> Iterator[charts.Chart]:
    """A chart of each table that the archive gives, of the largest groups or of those furthest from the rest."""
    drawing = Drawing(tables, archive)
    for table, made in FIGURES:
        if table in tables:
            yield made(drawing)

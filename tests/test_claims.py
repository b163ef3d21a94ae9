"""Every claim of the study against its table, on the two briefs as they are and on altered ones."""

import re
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from analysis.findings import HEADLINES, Claim
from analysis.study import Study
from analysis.wording import percent, signed, the

WRITTEN = """Three of the ministers praised the Baghdad meeting. Iran should keep talking. The talks were useless, and
the United States was wrong to hold them.

Iraq condemned Iran. "The talks were a farce," Ryan Crocker said. Tehran must stop arming the militias.
"""


@pytest.fixture(scope="module")
def swapped(study) -> Study:
    """The study with its briefs in the other order."""
    return Study(replace(study.settings, briefs=study.settings.briefs[::-1]))


def altered(study: Study, folder, how: str) -> Study:
    """The study with its first brief cut in half, or the second replaced; its intervals are of few draws."""
    one, other = study.settings.briefs
    if how == "halved":
        text = study.texts[one.id]
        (folder / "half.txt").write_text(text[: text.index("Yet areas of disagreement")], encoding="utf-8")
        briefs = (replace(one, path=folder / "half.txt"), other)
    else:
        (folder / "new.txt").write_text(f"{other.title}\n\n{WRITTEN}", encoding="utf-8")
        briefs = (one, replace(other, path=folder / "new.txt"))
    return Study(replace(study.settings, briefs=briefs, resamples=200))


@pytest.fixture(scope="module", params=["study", "swapped", "halved", "replaced"])
def other(request, study, tmp_path_factory) -> Study:
    """The study on its own briefs, and on altered ones."""
    if request.param in ("study", "swapped"):
        return request.getfixturevalue(request.param)
    return altered(study, tmp_path_factory.mktemp("altered"), request.param)


def of_differences(table: pd.DataFrame, claim: Claim) -> None:
    """A claim is directional only where a row is clear, and its numbers are those of the largest such row."""
    tested = table[table.low.notna()]
    assert claim.clear == bool(tested.clear.any())
    assert claim.headline.startswith(("No clear difference", "Too few")) != claim.clear
    if len(tested) and claim.value is not None:
        shown = tested[tested.clear] if claim.clear else tested
        assert abs(claim.value) == shown.difference.abs().max()
        row = shown.loc[shown.difference.abs().idxmax()]
        assert (claim.low, claim.high, claim.n) == (row.low, row.high, row.n_a + row.n_b)
        assert f"n = {max(row.n_a, row.n_b)} and {min(row.n_a, row.n_b)}" in claim.text or (
            f"n = {min(row.n_a, row.n_b)} and {max(row.n_a, row.n_b)}" in claim.text
        )


def by_brief(study: Study, claim: Claim, told: Callable[[str], str]) -> None:
    """What is told of each brief stands in the claim."""
    for brief_id, label in study.labels.items():
        words = told(brief_id)
        assert words.format(label) in claim.text, (brief_id, words)


def lengths(study: Study, claim: Claim) -> None:
    words = study.tokens[study.tokens.is_word & study.tokens.sentence_id.isin(study.sentences.sentence_id)]
    n = words.groupby("brief_id").size()
    assert claim.n == n.sum()
    ratio = f"{n.max() / n.min():.1f} times" if n.max() / n.min() >= 1.1 else "equally long"
    assert ratio in claim.headline
    by_brief(study, claim, lambda b: f": {n[b]:,} words")


def furniture(study: Study, claim: Claim) -> None:
    rows = study.briefs.set_index("brief_id")
    share = rows.n_furniture_words / (rows.n_furniture_words + rows.n_words)
    by_brief(study, claim, lambda b: f"{percent(share[b])} of the words on the {{}} page")


def sources(study: Study, claim: Claim) -> None:
    tags = study.citations[study.citations.kind == "tag"]
    assert claim.n == len(tags)
    by_brief(study, claim, lambda b: "{} tags " + ("none" if (tags.brief_id != b).all() else ""))


def keyness(study: Study, claim: Claim) -> None:
    clear = study.keyness[study.keyness.clear]
    assert claim.clear == bool(len(clear)) and claim.n == len(study.keyness)
    assert claim.headline.startswith(f"{len(clear)} term" if len(clear) else "No term")
    assert set(re.findall(r"“(.+?)”", claim.text)) <= set(clear.term)


def likeness(study: Study, claim: Claim) -> None:
    assert f"{study.likeness.cosine.max():.2f}" in claim.headline


def most_mentioned(study: Study, claim: Claim) -> None:
    body = study.mentions[study.mentions.sentence_id.isin(study.body.sentence_id)]
    n = body.drop_duplicates(["sentence_id", "actor_id"]).groupby("brief_id").actor_id.value_counts()
    by_brief(study, claim, lambda b: f"in {n[b].max()} of its sentences" if b in n else "{} mentions no")
    leaders = {frozenset(n[b][n[b] == n[b].max()].index) for b in study.labels if b in n}
    assert claim.headline.startswith("Both") <= bool(frozenset.intersection(*leaders))


def co_mention(study: Study, claim: Claim) -> None:
    rows = study.co_mention
    most = rows.groupby("brief_id").n_sentences.max()
    for brief_id, label in study.labels.items():
        ties = (rows[rows.brief_id == brief_id].n_sentences == most.get(brief_id)).sum()
        assert (f"{label} has no pair" in claim.text) == (ties != 1)
        assert ties != 1 or f"together in {most[brief_id]} sentence" in claim.text


def contradiction(study: Study, claim: Claim) -> None:
    rows = study.selection[(study.selection.kind == "relation") & (study.selection.holder == "author")]
    assert (", with opposite signs" in claim.text) == bool((rows.found == "opposed").any())
    assert ("No matter" in claim.headline) == (not rows.found.isin(["opposed", "both"]).any())
    assert claim.clear != any(
        words in claim.text for words in ("no claim of direction", "No claim of direction", "No matter")
    )
    held = study.ledger[study.ledger.holder == "author_" + study.ledger.brief_id]
    assert set(claim.evidence) <= set(held.sentence_id)


def voices(study: Study, claim: Claim) -> None:
    rows = study.speaking[study.speaking.speaker != "author_" + study.speaking.brief_id]
    share = rows.groupby("brief_id").word_share.sum()
    by_brief(study, claim, lambda b: f"{{}} gives {percent(share.get(b, 0))} of its words")
    assert claim.clear == bool(study.voice_difference.clear.any())


def prescriptions(study: Study, claim: Claim) -> None:
    actions = study.recommendations.drop_duplicates(["brief_id", "sentence_id", "start"])
    n = actions.brief_id.value_counts()
    assert claim.n == len(actions) and set(claim.evidence) == set(actions.sentence_id)
    by_brief(study, claim, lambda b: f"{{}} makes {n.get(b, 'no')} recommendation")


def relations(study: Study, claim: Claim) -> None:
    n = study.ledger.brief_id.value_counts()
    assert claim.n == len(study.ledger)
    by_brief(study, claim, lambda b: f"{{}} holds {n.get(b, 'no')} directed statement")
    assert claim.clear == bool((study.stance_balance_by_side.n_statements >= 8).any())


def portrayal(study: Study, claim: Claim) -> None:
    of_differences(study.portrayal_difference_by_side.query("voice == 'all'"), claim)
    if claim.value is not None:
        means = study._mention_stance_by_side.groupby(["actor_id", "brief_id"]).balance.mean().unstack()
        a, b = study.labels
        assert (means[a] - means[b]).sub(claim.value).abs().min() == pytest.approx(0, abs=1e-9)


def two_measures(study: Study, claim: Claim) -> None:
    side = study.actors.set_index("actor_id").side.dropna()
    asked = study.mention_stance.assign(actor_id=lambda t: t.actor_id.map(side).fillna(t.actor_id))
    asked = asked.drop_duplicates(["brief_id", "start", "end", "actor_id"]).groupby(["brief_id", "actor_id"])
    many = asked.balance.mean()[asked.sentence_id.nunique() >= 8]
    toward = study.ledger.assign(actor_id=study.ledger.target.map(side).fillna(study.ledger.target))
    both = pd.concat([many, toward.groupby(["brief_id", "actor_id"]).stance.mean()], axis=1).dropna()
    opposed = both[both.balance * both.stance < 0]
    assert claim.n == len(both) and claim.clear == (opposed.empty and len(both) > 0)
    for brief_id, actor_id in opposed.index:
        assert f"{the(study.names[actor_id])} in {study.labels[brief_id]} (model " in claim.text


def judgements(study: Study, claim: Claim) -> None:
    own = study.ledger[study.ledger.holder == "author_" + study.ledger.brief_id].brief_id.value_counts()
    by_brief(study, claim, lambda b: f"author of {{}} takes {own.get(b, 0)} stance")
    assert claim.n == own.sum()


def selection(study: Study, claim: Claim) -> None:
    n = study.selection[study.selection.kind == "relation_by_side"].found.value_counts()
    assert claim.headline.startswith(f"The briefs share {n.get('both', 0)} of {n.sum()} relation")
    row = study.overlap.query("kind == 'relation_by_side'").iloc[0]
    assert claim.clear == ("beyond chance" in claim.text) == bool(row.clear)
    assert ("Too few sentences" in claim.text) == pd.isna(row.null_low)


def aligned(study: Study, claim: Claim) -> None:
    n = len(study.aligned)
    assert claim.headline.startswith(f"The briefs take up {n} matter" if n else "No passages")
    for end in "ab" if n else "":
        share = (
            study.aligned[f"evidence_{end}"].str.split("; ").explode().nunique()
            / (study.body.brief_id == study.aligned[f"brief_{end}"].iloc[0]).sum()
        )
        assert (
            f"{percent(share)} of the sentences of {study.labels[study.aligned[f'brief_{end}'].iloc[0]]}" in claim.text
        )


def weight(study: Study, claim: Claim) -> None:
    of_differences(study.weight_difference, claim)
    for brief_id, label in study.labels.items():
        first = study.mentions[study.mentions.brief_id == brief_id].sort_values("start").actor_id.drop_duplicates()
        told = re.search(rf"{label} comes first to (.+?)[;.]", claim.text)
        assert bool(told) == bool(len(first))
        assert not told or study.names[first.iloc[0]] in told[1]


def frames(study: Study, claim: Claim) -> None:
    rows = study.frame_difference.query("voice == 'all' and carries")
    if len(rows):
        tested = rows[rows.low.notna()]
        assert claim.clear == bool(tested.clear.any())
        assert f"{rows.frame.nunique()} can carry a finding" in claim.text
        for label, told in re.findall(r"only (.+?) has (.+?)(?:; only|\.$)", claim.text):
            brief_id = next(b for b, name in study.labels.items() if name == label)
            own = study.frames[study.frames.carries].drop_duplicates(["sentence_id", "frame"])
            own = own[own.sentence_id.isin(study.body.sentence_id)]
            counts = own[own.brief_id == brief_id].frame.value_counts()
            elsewhere = set(own.frame[own.brief_id != brief_id])
            assert [int(n) for n in re.findall(r"\((\d+)\)", told)] == sorted(
                counts[~counts.index.isin(elsewhere)], reverse=True
            )


def frames_by_voice(study: Study, claim: Claim) -> None:
    body = study.frames[study.frames.sentence_id.isin(study.body.sentence_id)]
    framed = (
        body.groupby(["brief_id", "sentence_id", "frame"]).voice.agg(lambda v: "author" in set(v)).groupby("brief_id")
    )
    n, quoted = framed.size(), framed.size() - framed.sum()
    for brief_id, label in study.labels.items():
        told = f"{n.get(brief_id, 0)} framed sentence"
        assert (told if brief_id in n else f"{label} has no frame") in claim.text
        assert brief_id not in n or f"{quoted[brief_id]} ({percent(quoted[brief_id] / n[brief_id])})" in claim.text


def frame_roles(study: Study, claim: Claim) -> None:
    acting = study.frame_roles.query("frame == 'remedy' and role == 'actor'").groupby("brief_id").n_sentences.sum()
    assert claim.n == acting.sum()
    n = [acting.get(b, 0) for b in study.labels]
    assert ("equally often" in claim.headline) == (len(set(n)) == 1)


def labels(study: Study, claim: Claim) -> None:
    rows = study.namings[study.namings.role != "name"]
    named = rows.groupby("actor_id").brief_id.nunique()
    told = re.match(r"Of (\d+) words? for (.+) both briefs use (\d+|none)$", claim.headline)
    assert told or named.max() < 2
    if told:
        [whom] = [actor_id for actor_id in named.index if the(study.names[actor_id]) == told[2]]
        words = rows[rows.actor_id == whom].groupby("brief_id").word.agg(set)
        assert int(told[1]) == len(set().union(*words))
        shared = set.intersection(*words) if len(words) == 2 else set()
        assert told[3] == (str(len(shared)) if shared else "none")


def mood(study: Study, claim: Claim) -> None:
    of_differences(study.sentiment_difference.query("actor_id == 'all' and measure == 'polarity'"), claim)
    means = (
        study.sentiment[study.sentiment.sentence_id.isin(study.body.sentence_id)].groupby("brief_id").polarity.mean()
    )
    if claim.value is not None:
        a, b = study.labels
        assert claim.value == pytest.approx(means[a] - means[b])
        by_brief(study, claim, lambda b: f"{signed(means[b])} in {{}}")


def mood_vader(study: Study, claim: Claim) -> None:
    of_differences(study.sentiment_difference.query("actor_id == 'all' and measure == 'vader'"), claim)


def mood_by_side(study: Study, claim: Claim) -> None:
    of_differences(study.sentiment_difference_by_side.query("actor_id != 'all' and measure == 'polarity'"), claim)


def mood_by_actor(study: Study, claim: Claim) -> None:
    of_differences(study.sentiment_difference.query("actor_id != 'all' and measure == 'polarity'"), claim)


def coverage(study: Study, claim: Claim) -> None:
    scored = study.sentiment[study.sentiment.sentence_id.isin(study.body.sentence_id)]
    words = study.scored_words[study.scored_words.sentence_id.isin(study.body.sentence_id)]
    silent = set(study.body.sentence_id) - set(words.sentence_id[words.lexicon == "textblob"])
    assert claim.headline == f"The lexicon is silent on {len(silent)} of {len(scored)} sentences"


def lexicons(study: Study, claim: Claim) -> None:
    both = study.sentiment[study.sentiment.sentence_id.isin(study.body.sentence_id)].dropna(
        subset=["polarity", "vader"]
    )
    n = ((both.polarity > 0) & (both.vader < 0) | (both.polarity < 0) & (both.vader > 0)).sum()
    assert claim.headline == f"Two lexicons contradict each other on {n} of {len(both)} sentences"


def word_shift(study: Study, claim: Claim) -> None:
    rows = study.word_shift[study.word_shift.actor_id == "all"]
    told = re.findall(r"“(.+?)” \(", claim.text)
    assert told == rows.sort_values("contribution", key=abs, ascending=False, kind="stable").word.head(5).tolist()
    difference = study.sentiment_difference.query("actor_id == 'all' and measure == 'polarity'").difference.iloc[0]
    assert rows.contribution.sum() == pytest.approx(difference)


CHECKS: dict[str, Callable[[Study, Claim], None]] = {
    "readability": lambda study, claim: of_differences(study._length_difference, claim),
    "presence": lambda study, claim: of_differences(study.presence_difference, claim),
    "presence_by_side": lambda study, claim: of_differences(study.presence_difference_by_side, claim),
} | {
    check.__name__: check
    for check in (
        lengths, furniture, sources, keyness, likeness, most_mentioned, co_mention, contradiction, voices,
        prescriptions, relations, portrayal, two_measures, judgements, selection, aligned, weight, frames, frames_by_voice, frame_roles, labels,
        mood, mood_vader, mood_by_side, mood_by_actor, coverage, lexicons, word_shift,
    )
}  # fmt: skip


@pytest.mark.parametrize("name", CHECKS)
def test_every_claim_says_what_its_table_says(other, name):
    """On the briefs as they are, swapped, halved and replaced, each claim agrees with its table, counted anew."""
    CHECKS[name](other, other.claims[name])


def test_no_claim_goes_unchecked(study):
    """A new claim needs a check."""
    assert set(CHECKS) == set(study.claims)


def test_swapping_turns_values_and_keeps_words(study, swapped):
    """With the briefs in the other order headlines stay, and every difference turns its sign."""
    for name in HEADLINES:
        one, other = (sorted(told.claims[name].headline.replace(",", "").split()) for told in (study, swapped))
        assert one == other
    for name in ("contradiction", "mood", "voices"):
        assert swapped.claims[name].value == pytest.approx(-study.claims[name].value)

"""A study: its settings, and every table of it, computed once when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis import actors, attribution, compare, corpus, findings, ledger, sentiment, stance, tokens
from analysis.compare.resampling import Resampling
from analysis.errors import BriefError, UnknownIdError
from analysis.settings import HOME_STUDY, BriefSettings, Settings, read_settings

if TYPE_CHECKING:
    from analysis.explain import Explanation

NAMING = ("name", "alias", "metonym", "office", "demonym")
TABLES = (
    "briefs", "passages", "citations", "sentences", "tokens", "mentions", "attributions", "speaking",
    "ledger", "recommendations", "stance_balance", "stance_balance_by_side",
    "sentiment", "sentiment_by_voice", "scored_words",
    "presence", "presence_by_side", "presence_difference", "presence_difference_by_side",
    "co_mention", "co_mention_by_side",
    "actor_sentiment", "actor_sentiment_by_side", "sentiment_difference", "sentiment_difference_by_side",
    "word_shift", "word_shift_by_side", "keyness", "readability", "likeness",
)  # fmt: skip


class Study:
    """The tables of one study; `data/README.md` says what every column means.

    All inputs are read and checked when the study is loaded; nothing is parsed before a table
    asks for it. Tables are DataFrames in the order of the briefs and of the text, and are not to
    be changed in place.
    """

    def __init__(self, settings: Settings):
        self.settings = settings
        self.texts = {brief.id: corpus.raw_text(brief) for brief in settings.briefs}
        self._each_text_once()
        self.actors = actors.actors(settings)
        self._passages = {brief.id: self._bodied(brief) for brief in settings.briefs}
        self._citations = {
            b: corpus.citations(text, passages=self._passages[b], codebook=settings.codebook("citations.csv"))
            for b, text in self.texts.items()
        }
        self._lexicon = actors.lexicon(
            self.actors,
            demonyms=settings.codebook("demonyms.csv"),
            descriptions=settings.codebook("descriptions.csv"),
        )

    def _each_text_once(self) -> None:
        seen: dict[str, str] = {}
        for brief in self.settings.briefs:
            other = seen.setdefault(" ".join(self.texts[brief.id].split()), brief.id)
            if other != brief.id:
                raise BriefError(f"the same text as brief {other}", remedy="List each brief once", path=brief.path)

    def _bodied(self, brief: BriefSettings) -> pd.DataFrame:
        rules = corpus.furniture_rules(self.settings, brief)
        found = corpus.passages(self.texts[brief.id], brief=brief, rules=rules)
        if not (found.part == "paragraph").any():
            raise BriefError(
                "no paragraph is left once furniture is marked",
                remedy="Correct `title` in study.toml, or the patterns in codebook/furniture.csv",
                path=brief.path,
            )
        return found

    @property
    def cautions(self) -> list[str]:
        """What to look at before trusting this study's numbers, a sentence each."""
        told = [
            f"{brief.id}: its title is no line of its text, so nothing before the body is marked as masthead."
            for brief in self.settings.briefs
            if not (self._passages[brief.id].part == "title").any()
        ]
        if not (~self.actors.actor_id.isin(b.author_actor for b in self.settings.briefs)).any():
            told.append("the registry names no actor besides the authors; `python -m analysis actors` proposes some.")
        return told

    @property
    def labels(self) -> dict[str, str]:
        """The short name of each brief, in the order of the study."""
        return {brief.id: brief.label for brief in self.settings.briefs}

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each actor."""
        return dict(zip(self.actors.actor_id, self.actors.name, strict=True))

    @cached_property
    def briefs(self) -> pd.DataFrame:
        """One row per brief: what `study.toml` says of it, and how long it is."""
        rows = []
        for brief in self.settings.briefs:
            own, text = self._passages[brief.id], self.texts[brief.id]
            furniture = own[own.part == "furniture"]
            body = self.sentences[self.sentences.brief_id == brief.id]
            rows.append({
                "brief_id": brief.id, "label": brief.label, "title": brief.title, "author": brief.author,
                "publisher": brief.publisher, "date": brief.date, "language": brief.language,
                "rights": brief.rights, "author_actor": brief.author_actor, "n_characters": len(text),
                "n_furniture_words": sum(corpus.n_words(text[p.start : p.end]) for p in furniture.itertuples()),
                "n_words": int(body.n_words.sum()), "n_sentences": int((body.part == "paragraph").sum()),
                "n_paragraphs": int((own.part == "paragraph").sum()),
            })  # fmt: skip
        return pd.DataFrame(rows)

    @cached_property
    def passages(self) -> pd.DataFrame:
        """What each stretch of a raw text is, by which rule, and why."""
        return _stacked(self._passages)

    @cached_property
    def citations(self) -> pd.DataFrame:
        """What each brief cites."""
        table = _stacked(self._citations)
        ids = [
            sentence_id
            for b, own in self._citations.items()
            for sentence_id in tokens.located(own.start, sentences=self.sentences[self.sentences.brief_id == b])
        ]
        table.insert(1, "sentence_id", ids)
        return table

    @cached_property
    def _parses(self) -> dict[str, list[tokens.Parse]]:
        return {
            b: tokens.parses(text, passages=self._passages[b], citations=self._citations[b])
            for b, text in self.texts.items()
        }

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """The sentences of the bodies; title and headings are a row each."""
        return self._each(lambda b: tokens.sentences(
            self.texts[b], brief_id=b, passages=self._passages[b], parses=self._parses[b]))  # fmt: skip

    @property
    def body(self) -> pd.DataFrame:
        """The sentences without title and headings."""
        return self.sentences[self.sentences.part == "paragraph"]

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """The tokens of the bodies."""
        return self._each(lambda b: tokens.tokens(
            brief_id=b, sentences=self._of(b), parses=self._parses[b]))  # fmt: skip

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """Who is referred to where, in which form, and how surely."""
        briefs = {brief.id: brief for brief in self.settings.briefs}
        return self._each(lambda b: actors.mentions(
            self.texts[b], brief=briefs[b], sentences=self._of(b), parses=self._parses[b],
            lexicon=self._lexicon))  # fmt: skip

    @cached_property
    def attributions(self) -> pd.DataFrame:
        """Who is said to have said, believed, wanted or felt what."""
        book = attribution.codebook(self.settings.codebook("cues.csv"))
        return self._each(lambda b: attribution.brief_attributions(
            self.texts[b], brief_id=b, sentences=self._of(b), parses=self._parses[b],
            mentions=self.mentions[self.mentions.brief_id == b], book=book))  # fmt: skip

    @cached_property
    def voiced(self) -> pd.DataFrame:
        """The tokens, each with the voice that it stands in."""
        return attribution.voiced(self.tokens, attributions=self.attributions)

    @cached_property
    def speaking(self) -> pd.DataFrame:
        """Who speaks in each brief, and for how long."""
        return attribution.speaking(self.voiced, attributions=self.attributions, actors=self.actors)

    @cached_property
    def _readings(self) -> dict[str, ledger.Reading]:
        return {
            brief.id: ledger.Reading(
                brief.id,
                brief.author_actor,
                self.texts[brief.id],
                self._of(brief.id),
                self._parses[brief.id],
                self.mentions[self.mentions.brief_id == brief.id],
                self.attributions[self.attributions.brief_id == brief.id],
                self._lexicon,
            )
            for brief in self.settings.briefs
        }

    @cached_property
    def _stance_book(self) -> stance.StanceBook:
        return stance.stance_book(self.settings.codebook("stance.csv"))

    @cached_property
    def recommendations(self) -> pd.DataFrame:
        """What the author of each brief prescribes, to whom, and under which condition."""
        advice = ledger.advice_book(self.settings.codebook("advice.csv"))
        return self._each(lambda b: ledger.recommendations(self._readings[b], advice=advice, book=self._stance_book))

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Who stands where toward whom: the directed statements, by rules alone or with the model."""
        advised, scorer = self.recommendations, self._scorer
        return self._each(lambda b: ledger.ledger(
            self._readings[b], book=self._stance_book, advised=advised[advised.brief_id == b], scorer=scorer
        ))  # fmt: skip

    @property
    def _scorer(self) -> Callable[..., pd.DataFrame] | None:
        if self.settings.stance == "rules":
            return None
        from analysis.stance.encoder import directed_stance

        return directed_stance

    @cached_property
    def _ledger_by_side(self) -> pd.DataFrame:
        return compare.ledger_by_side(self.ledger, actors=self.actors)

    @cached_property
    def stance_balance(self) -> pd.DataFrame:
        """The balance of the statements of each holder toward each target."""
        return compare.stance_balance(self.ledger, sentences=self.sentences, resampling=self.resampling)

    @cached_property
    def stance_balance_by_side(self) -> pd.DataFrame:
        """The balance of the statements of each side toward each side, issue or event."""
        return compare.stance_balance(self._ledger_by_side, sentences=self.sentences, resampling=self.resampling)

    @cached_property
    def candidates(self) -> pd.DataFrame:
        """Names in the texts that the registry lacks."""
        return actors.candidates(self._parses, sentences=self.sentences, lexicon=self._lexicon)

    @cached_property
    def _masks(self) -> pd.DataFrame:
        """The spans that name an actor: no word of praise or blame."""
        return self.mentions.loc[self.mentions.form.isin(NAMING), ["brief_id", "start", "end"]]

    @cached_property
    def sentiment(self) -> pd.DataFrame:
        """The mood of the words of each sentence, names masked. Not a stance."""
        return sentiment.sentiment(self.sentences, tokens=self.tokens, masks=self._masks)

    @cached_property
    def sentiment_by_voice(self) -> pd.DataFrame:
        """The mood of the words in the author's own voice and in that of speakers, stretch by stretch."""
        return sentiment.by_voice(self.voiced, masks=self._masks)

    @property
    def resampling(self) -> Resampling:
        """How intervals are drawn: seed and number of resamples from `study.toml`."""
        return Resampling(seed=self.settings.seed, resamples=self.settings.resamples)

    @cached_property
    def _mentions_by_side(self) -> pd.DataFrame:
        return compare.rolled_up(self.mentions, actors=self.actors)

    @cached_property
    def scored_words(self) -> pd.DataFrame:
        """The words that each lexicon scored, sentence by sentence."""
        return sentiment.scored_words(self.sentences, tokens=self.tokens, masks=self._masks)

    @cached_property
    def presence(self) -> pd.DataFrame:
        """How often each brief mentions each actor."""
        return compare.presence(self.mentions, sentences=self.sentences, resampling=self.resampling)

    @cached_property
    def presence_by_side(self) -> pd.DataFrame:
        """How often each brief mentions each side."""
        return compare.presence(self._mentions_by_side, sentences=self.sentences, resampling=self.resampling)

    @cached_property
    def presence_difference(self) -> pd.DataFrame:
        """The difference between briefs in how often each actor is mentioned."""
        return compare.presence_difference(self.mentions, sentences=self.sentences, resampling=self.resampling)

    @cached_property
    def presence_difference_by_side(self) -> pd.DataFrame:
        """The difference between briefs in how often each side is mentioned."""
        return compare.presence_difference(self._mentions_by_side, sentences=self.sentences, resampling=self.resampling)

    @cached_property
    def co_mention(self) -> pd.DataFrame:
        """Which actors stand in the same sentences."""
        return compare.co_mention(self.mentions, sentences=self.sentences)

    @cached_property
    def co_mention_by_side(self) -> pd.DataFrame:
        """Which sides stand in the same sentences."""
        return compare.co_mention(self._mentions_by_side, sentences=self.sentences)

    @cached_property
    def actor_sentiment(self) -> pd.DataFrame:
        """Mean sentiment of the sentences that mention each actor, and of all."""
        return self._moods(compare.actor_sentiment, self.mentions)

    @cached_property
    def actor_sentiment_by_side(self) -> pd.DataFrame:
        """Mean sentiment of the sentences that mention each side, and of all."""
        return self._moods(compare.actor_sentiment, self._mentions_by_side)

    @cached_property
    def sentiment_difference(self) -> pd.DataFrame:
        """The difference of mean sentiment between briefs, by actor and in all."""
        return self._moods(compare.sentiment_difference, self.mentions)

    @cached_property
    def sentiment_difference_by_side(self) -> pd.DataFrame:
        """The difference of mean sentiment between briefs, by side and in all."""
        return self._moods(compare.sentiment_difference, self._mentions_by_side)

    @cached_property
    def word_shift(self) -> pd.DataFrame:
        """Which words drive the difference of mean polarity: in all, and around each actor."""
        return self._shifts(self.mentions)

    @cached_property
    def word_shift_by_side(self) -> pd.DataFrame:
        """Which words drive the difference of mean polarity around each side."""
        return self._shifts(self._mentions_by_side)

    @cached_property
    def keyness(self) -> pd.DataFrame:
        """Which terms are typical of one brief; names of actors are left out."""
        return compare.keyness(self.tokens, masks=self._masks, resampling=self.resampling)

    @cached_property
    def readability(self) -> pd.DataFrame:
        """Length of sentences, reading ease and lexical diversity."""
        return compare.readability(self.tokens, sentences=self.sentences, resampling=self.resampling)

    @cached_property
    def likeness(self) -> pd.DataFrame:
        """Which paragraphs of two briefs are most alike."""
        return compare.likeness(self.tokens, sentences=self.sentences)

    @cached_property
    def claims(self) -> dict[str, findings.Claim]:
        """Every claim of the study by name, each computed from a table."""
        return findings.claims(self)

    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table of the study by name, in the order of the rooms."""
        return {name: getattr(self, name) for name in TABLES}

    def evidence(self, *sentence_ids: str) -> pd.DataFrame:
        """The sentences behind a number, with their brief.

        Raises
        ------
        UnknownIdError
            A sentence id is in no brief of this study.
        """
        known = self.sentences.set_index("sentence_id")
        for sentence_id in sentence_ids:
            if sentence_id not in known.index:
                raise UnknownIdError(
                    f'no sentence "{sentence_id}"',
                    remedy=f"Ids look like {self.sentences.sentence_id.iloc[-1]}; `study.sentences` lists them",
                )
        return known.loc[list(sentence_ids), ["brief_id", "text"]].reset_index()

    def explain(self, row_id: str) -> Explanation:
        """The sentence behind any id, with its spans marked, the rule or the words, and the other readings.

        Raises
        ------
        UnknownIdError
            No table holds the id.
        """
        from analysis.explain import explain

        return explain(self, row_id)

    def _of(self, brief_id: str) -> pd.DataFrame:
        return self.sentences[self.sentences.brief_id == brief_id].reset_index(drop=True)

    def _each(self, table: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
        return pd.concat([table(b) for b in self.texts], ignore_index=True)

    def _moods(self, compared: Callable[..., pd.DataFrame], mentioned: pd.DataFrame) -> pd.DataFrame:
        return compared(self.sentiment, mentions=mentioned, sentences=self.sentences, resampling=self.resampling)

    def _shifts(self, mentioned: pd.DataFrame) -> pd.DataFrame:
        words = self.scored_words[self.scored_words.lexicon == "textblob"]
        shifts = [compare.word_shift(words, sentences=self.sentences)]
        for actor_id in sorted(mentioned.actor_id.unique()):
            shifts.append(compare.word_shift(words, sentences=self.sentences, mentions=mentioned, actor_id=actor_id))
        return pd.concat(shifts, ignore_index=True)


def load_study(path: str | Path | None = None) -> Study:
    """The study in a folder, or the one of this repository.

    Parameters
    ----------
    path : path-like, optional
        A folder with a `study.toml`.

    Returns
    -------
    Study
        With every input read and checked, and nothing parsed yet.

    Raises
    ------
    StudyError
        A setting, a brief or a codebook has a mistake; the message says where, and what to do.

    Examples
    --------
    >>> study = load_study()
    >>> list(study.labels)
    ['cfr', 'winep']
    """
    return Study(read_settings(HOME_STUDY if path is None else path))


def _stacked(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The tables of all briefs in one, `brief_id` first."""
    return pd.concat([own.assign(brief_id=b) for b, own in tables.items()], ignore_index=True)[
        ["brief_id", *next(iter(tables.values())).columns]
    ]

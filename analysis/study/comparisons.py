"""The comparison tables of a study, each with its intervals."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import pandas as pd

from analysis import compare
from analysis.compare.resampling import Resampling
from analysis.study.readings import Readings

ITEM = ["brief_id", "sentence_id", "item"]


class Comparisons(Readings):
    """Briefs beside each other: differences, keyness, word shift."""

    @property
    def resampling(self) -> Resampling:
        """How intervals are drawn: seed and number of resamples from `study.toml`."""
        return Resampling(seed=self.settings.seed, resamples=self.settings.resamples)

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
    def _mention_stance_by_side(self) -> pd.DataFrame:
        return compare.stance_by_side(self.mention_stance, actors=self.actors)

    @cached_property
    def portrayal(self) -> pd.DataFrame:
        """How each brief portrays each actor, over every mention, beside the ledger's balance."""
        return self._portrayed(self.mention_stance, ledger=self.ledger)

    @cached_property
    def portrayal_by_side(self) -> pd.DataFrame:
        """How each brief portrays each side, issue or event, over every mention, beside the ledger's balance."""
        return self._portrayed(self._mention_stance_by_side, ledger=self._ledger_by_side)

    @cached_property
    def portrayal_difference_by_side(self) -> pd.DataFrame:
        """The difference between briefs in how they portray each side, issue or event."""
        return compare.portrayal_difference(
            self._mention_stance_by_side, sentences=self.body, resampling=self.resampling
        )

    @cached_property
    def _mentions_by_side(self) -> pd.DataFrame:
        return compare.rolled_up(self.mentions, actors=self.actors)

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
    def frames_by_voice(self) -> pd.DataFrame:
        """How many sentences of each brief hold each frame, in whose voice."""
        return compare.frames_by_voice(self.frames, sentences=self.sentences, resampling=self.resampling)

    @cached_property
    def frame_difference(self) -> pd.DataFrame:
        """The difference between briefs in the share of sentences with each frame, by voice."""
        return compare.frame_difference(self.frames, sentences=self.sentences, resampling=self.resampling)

    @cached_property
    def frame_roles(self) -> pd.DataFrame:
        """Who does what each frame is about, and to whom, by side."""
        return compare.frame_roles(self.frames, actors=self.actors)

    @cached_property
    def naming_difference(self) -> pd.DataFrame:
        """The words of each brief for the actors and events that both name."""
        return compare.naming_difference(self.namings)

    @cached_property
    def readability(self) -> pd.DataFrame:
        """Length of sentences, reading ease and lexical diversity."""
        return compare.readability(self.tokens, sentences=self.sentences, resampling=self.resampling)

    @cached_property
    def _length_difference(self) -> pd.DataFrame:
        return compare.length_difference(self.sentences, resampling=self.resampling)

    @cached_property
    def likeness(self) -> pd.DataFrame:
        """Which paragraphs of two briefs are most alike."""
        return compare.likeness(self.tokens, sentences=self.sentences)

    @cached_property
    def _told(self) -> pd.DataFrame:
        """What each sentence tells: relations, of actors and of sides, who is named, topics, numbers."""
        return compare.items(
            relation=compare.relations(self.ledger),
            relation_by_side=compare.relations(self._ledger_by_side),
            actor=self.mentions.assign(item=self.mentions.actor_id),
            topic=compare.topics(self.tokens, masks=self._masks),
            frame=self.frames[self.frames.carries].assign(item=lambda held: held.frame)[ITEM],
            number=compare.numbers(self.tokens, masks=self._masks),
        )

    @cached_property
    def selection(self) -> pd.DataFrame:
        """What only one brief tells, what both tell, and what they tell with opposite signs."""
        return compare.selection(self._told, briefs=[*self.texts])

    @cached_property
    def overlap(self) -> pd.DataFrame:
        """How much of what two briefs tell both tell, against what chance would give."""
        return compare.overlap(self._told, briefs=[*self.texts], resampling=self.resampling)

    @cached_property
    def voice_difference(self) -> pd.DataFrame:
        """The difference between briefs in how much others speak."""
        return compare.voice_difference(self.voiced, sentences=self.sentences, resampling=self.resampling)

    @cached_property
    def stance_difference_by_side(self) -> pd.DataFrame:
        """The difference between briefs in the balance of each side toward each side, issue or event."""
        told = compare.relations(self._ledger_by_side)
        shared = told.assign(target=told["item"])
        return compare.stance_difference(shared, sentences=self.sentences, resampling=self.resampling)

    @cached_property
    def weight(self) -> pd.DataFrame:
        """Where each brief first comes to each actor, and how many words it spends there."""
        return compare.weight(self.mentions, sentences=self.sentences, resampling=self.resampling)

    @cached_property
    def weight_difference(self) -> pd.DataFrame:
        """The difference between briefs in the share of words around each actor."""
        return compare.weight_difference(self.mentions, sentences=self.sentences, resampling=self.resampling)

    @cached_property
    def frame_weight(self) -> pd.DataFrame:
        """Where each brief first comes to each frame, and how many words it spends there."""
        held = self.frames.assign(actor_id=self.frames.frame)
        table = compare.weight(held, sentences=self.sentences, resampling=self.resampling)
        return table.rename(columns={"actor_id": "frame"})

    @cached_property
    def aligned(self) -> pd.DataFrame:
        """Passages of two briefs on the same matter, and what each leaves out."""
        relations = compare.relations(self._ledger_by_side)
        found = compare.signs(self.tokens, mentions=self.mentions, relations=relations, masks=self._masks)
        return compare.aligned(found, sentences=self.sentences)

    def _portrayed(self, stances: pd.DataFrame, *, ledger: pd.DataFrame) -> pd.DataFrame:
        return compare.portrayal(stances, ledger=ledger, sentences=self.body, resampling=self.resampling)

    def _moods(self, compared: Callable[..., pd.DataFrame], mentioned: pd.DataFrame) -> pd.DataFrame:
        return compared(self.sentiment, mentions=mentioned, sentences=self.sentences, resampling=self.resampling)

    def _shifts(self, mentioned: pd.DataFrame) -> pd.DataFrame:
        words = self.scored_words[self.scored_words.lexicon == "textblob"]
        return compare.word_shift(words, sentences=self.sentences, mentions=mentioned)

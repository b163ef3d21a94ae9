"""What the rooms of interpretation make of the texts: who says what, how, for or against whom, in which frame."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path

import pandas as pd

from analysis import attribution, frames, ledger, sentiment, stance
from analysis.settings import ANSWERS, MODELS, cache
from analysis.study.texts import Texts


class Readings(Texts):
    """Attributions, sentiment, the ledger of directed statements, frames."""

    answers_are_kept = True  # False in an archive, which asks each sentence once
    words_are_shown = True  # False where nobody will read which word a row of the model rests on

    @cached_property
    def attributions(self) -> pd.DataFrame:
        """Who is said to have said, believed, wanted or felt what."""
        book = attribution.codebook(self.settings.codebook("cues.csv"))
        return self._each(lambda b: attribution.brief_attributions(
            self.texts[b], brief_id=b, sentences=self._of(b), parses=self._parses[b],
            mentions=self._own(self.mentions, b), book=book, links=self._residues(b)))  # fmt: skip

    def _residues(self, brief_id: str) -> list[tuple[int, int]]:
        """Where words stand that were a link."""
        cited = self._citations[brief_id]
        spans = zip(cited.start.tolist(), cited.end.tolist(), cited.kind, strict=True)
        return [(start, end) for start, end, kind in spans if kind == "residue"]

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
                self._own(self.mentions, brief.id),
                self._own(self.attributions, brief.id),
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
        found = self._each(lambda b: ledger.recommendations(self._readings[b], advice=advice, book=self._stance_book))
        return self._corrected("recommendations", found)

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Who stands where toward whom: the directed statements, by rules alone or with the model."""
        advised, scorer = self.recommendations, self._scorer
        found = self._each(lambda b: ledger.ledger(
            self._readings[b], book=self._stance_book, advised=self._own(advised, b), scorer=scorer,
            shown=self.words_are_shown,
        ))  # fmt: skip
        return self._corrected("ledger", found)

    @cached_property
    def mention_stance(self) -> pd.DataFrame:
        """How good or bad the sentence of each mention is for who is mentioned, as the encoder reads it."""
        from analysis.stance.encoder import target_stance
        from analysis.stance.mentioned import mention_stance

        asked = partial(target_stance, **self._model)
        found = mention_stance(self.mentions, sentences=self.body, asked=asked)
        found.insert(found.columns.get_loc("negative"), "voice", attribution.voices_at(found, voiced=self.voiced))
        return found

    @property
    def frame_names(self) -> dict[str, str]:
        """The name of each frame."""
        return {frame.frame: frame.name for frame in self.frame_book.frames.values()}

    @cached_property
    def frames(self) -> pd.DataFrame:
        """What each passage makes of the matter, in whose voice, by which words."""
        years = {brief.id: brief.date.year if brief.date else 0 for brief in self.settings.briefs}
        found = self._each(lambda b: frames.frames(
            self._readings[b], book=self.frame_book, stances=self._stance_book,
            ledger=self._own(self.ledger, b),
            advised=self._own(self.recommendations, b), year=years[b],
        ))  # fmt: skip
        table = self._corrected("frames", found)
        return table.assign(carries=table.frame.map(frames.carrying(table.frame)).astype(bool))

    @cached_property
    def namings(self) -> pd.DataFrame:
        """The words that each brief uses for each actor and event."""
        return frames.namings(self.mentions, voiced=self.voiced)

    @property
    def _scorer(self) -> Callable[..., pd.DataFrame] | None:
        if self.settings.stance == "rules":
            return None
        from analysis.stance.encoder import directed_stance

        return partial(directed_stance, **self._model)

    @property
    def _model(self) -> dict[str, Path | None]:
        """The stance model that the study asks for, and where its answers are kept."""
        return {"folder": MODELS[self.settings.model], "kept": cache() / ANSWERS if self.answers_are_kept else None}

    @cached_property
    def sentiment(self) -> pd.DataFrame:
        """The mood of the words of each sentence, names masked. Not a stance."""
        return sentiment.sentiment(self.sentences, tokens=self.tokens, masks=self._masks)

    @cached_property
    def sentiment_by_voice(self) -> pd.DataFrame:
        """The mood of the words in the author's own voice and in that of speakers, stretch by stretch."""
        return sentiment.by_voice(self.voiced, masks=self._masks)

    @cached_property
    def scored_words(self) -> pd.DataFrame:
        """The words that each lexicon scored, sentence by sentence."""
        return self._each(lambda b: sentiment.scored_words(
            self._of(b), tokens=self._own(self.tokens, b), masks=self._own(self._masks, b)))  # fmt: skip

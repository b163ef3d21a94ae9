"""The texts of a study as the first rooms read them: passages, sentences, tokens, who is referred to where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import pandas as pd

from analysis import actors, corpus, tokens
from analysis.corrections import KINDS, Correction, Ground, applied, corrections
from analysis.errors import BriefError
from analysis.frames import FrameBook, frame_book
from analysis.settings import BriefSettings, Settings

NAMING = ("name", "alias", "metonym", "office", "demonym")


class Texts:
    """The briefs, from raw text to mentions; all inputs are read and checked at once."""

    corrections: Mapping[str, Sequence[Correction]] = {}  # none for the documents of an archive

    def __init__(self, settings: Settings):
        self.settings = settings
        self.texts = {brief.id: corpus.raw_text(brief, longest=settings.longest) for brief in settings.briefs}
        self._each_text_once()
        self.actors = actors.actors(settings)
        self._mark({brief.id: self._bodied(brief) for brief in settings.briefs})
        self._lexicon = compiled(settings, self.actors)
        self.corrections = corrections(settings.corrections, self.ground)

    def _mark(self, passages: Mapping[str, Sequence[corpus.Passage]]) -> None:
        """Say what each stretch of the texts is, and what they cite."""
        self._passages = {b: corpus.tabled(own) for b, own in passages.items()}
        book = self.settings.codebook("citations.csv")
        self._citations = {
            b: corpus.citations(text, passages=self._passages[b], codebook=book) for b, text in self.texts.items()
        }

    def _each_text_once(self) -> None:
        seen: dict[str, str] = {}
        for brief in self.settings.briefs:
            other = seen.setdefault(" ".join(self.texts[brief.id].split()), brief.id)
            if other != brief.id:
                raise BriefError(f"the same text as brief {other}", remedy="List each brief once", path=brief.path)

    def _bodied(self, brief: BriefSettings) -> list[corpus.Passage]:
        rules = corpus.furniture_rules(self.settings, brief)
        found = corpus.marked(self.texts[brief.id], brief=brief, rules=rules)
        if not any(passage.part == "paragraph" for passage in found):
            raise BriefError(
                "no paragraph is left once furniture is marked",
                remedy="Correct `title` in study.toml, or the patterns in codebook/furniture.csv",
                path=brief.path,
            )
        return found

    @property
    def ground(self) -> Ground:
        """What a correction must fit: the raw texts, the actors and the frames."""
        frames = {name: frame.system for name, frame in self.frame_book.frames.items()}
        return Ground(self.texts, frozenset(self.actors.actor_id), frames)

    @cached_property
    def frame_book(self) -> FrameBook:
        """The frames of the study and the cues by which they are seen."""
        return frame_book(self.settings.codebook("frames.csv"), self.settings.codebook("frame_cues.csv"))

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
        found = self._each(lambda b: actors.mentions(
            self.texts[b], brief=briefs[b], sentences=self._of(b), parses=self._parses[b],
            lexicon=self._lexicon))  # fmt: skip
        return self._corrected("mentions", found)

    @cached_property
    def candidates(self) -> pd.DataFrame:
        """Names in the texts that the registry lacks."""
        return actors.candidates(self._parses, sentences=self.sentences, lexicon=self._lexicon)

    @cached_property
    def _masks(self) -> pd.DataFrame:
        """The spans that name an actor: no word of praise or blame."""
        return self.mentions.loc[self.mentions.form.isin(NAMING), ["brief_id", "start", "end"]]

    def _corrected(self, name: str, machine: pd.DataFrame) -> pd.DataFrame:
        return applied(machine, self.corrections.get(name, ()), kind=KINDS[name], sentences=self.sentences)

    def _of(self, brief_id: str) -> pd.DataFrame:
        return self._own(self.sentences, brief_id).reset_index(drop=True)

    def _own(self, table: pd.DataFrame, brief_id: str) -> pd.DataFrame:
        """The rows of one brief; all of a table of one brief alone."""
        return table if len(self.texts) == 1 else table[table.brief_id == brief_id]

    def _each(self, table: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
        found = [table(b) for b in self.texts]
        return found[0] if len(found) == 1 else pd.concat(found, ignore_index=True)


def compiled(settings: Settings, registry: pd.DataFrame) -> actors.Lexicon:
    """All names of a registry, with the study's demonyms and nouns of description."""
    books = {name: settings.codebook(f"{name}.csv") for name in ("demonyms", "descriptions")}
    return actors.lexicon(registry, **books)


def _stacked(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The tables of all briefs in one, `brief_id` first."""
    return pd.concat([own.assign(brief_id=b) for b, own in tables.items()], ignore_index=True)[
        ["brief_id", *next(iter(tables.values())).columns]
    ]

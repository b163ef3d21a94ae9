"""A study: its settings, and every table of it, computed once when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis import actors, compare, corpus, keyness, mentions, readability, sentiment, tokens, wordshift
from analysis.settings import HOME_STUDY, BriefSettings, Settings, read_settings

NAMING = ("name", "alias", "metonym", "office", "demonym")


class Study:
    """The tables of one study; `data/README.md` says what every column means.

    All inputs are read and checked when the study is loaded; nothing is parsed before a table
    is asked for. A table is a pandas DataFrame, in the order of the briefs and of the text.
    """

    def __init__(self, settings: Settings):
        self.settings = settings
        self.texts = {brief.id: corpus.raw_text(brief) for brief in settings.briefs}
        self.actors = actors.actors(settings)

"""What hostile inputs are tried on: every surface that takes a file, a text or a name from outside."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hostile_inputs import ACTORS, STUDY, TEXTS, Hostile


class Shop:
    """What the surfaces need, made once a process: a small study, and a folder for each input."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="hostile-"))
        self.number = 0
        self.study = self.loaded(self.folder())

    def folder(self) -> Path:
        """A new folder of a study that is all right."""
        self.number += 1
        folder = self.root / f"s{self.number}"
        (folder / "codebook").mkdir(parents=True)
        (folder / "corrections").mkdir()
        for name, text in TEXTS.items():
            (folder / f"{name}.txt").write_text(text)
        (folder / "study.toml").write_text(STUDY)
        (folder / "actors.csv").write_text(ACTORS)
        return folder

    def loaded(self, folder: Path):
        """The study of a folder, its tables of words and statements computed."""
        from analysis import load_study

        study = load_study(folder)
        _ = study.ledger, study.frames
        return study


def read(one: Hostile, shop: Shop, folder: Path) -> None:
    """A file through its reader; the text can be written and the guesses are on one line."""
    from analysis.readers import read as reading_of

    path = folder / one.name
    try:
        path.write_bytes(one.data)
    except OSError:
        path = folder / f"a{Path(one.name).suffix}"
        path.write_bytes(one.data)
    reading = reading_of(path)
    assert reading.text.strip() and "\0" not in reading.text and reading.text.encode()
    assert all(guess.value.isprintable() or guess.value for guess in reading.guesses.values())
    assert not any("\n" in guess.value for guess in reading.guesses.values())


def names(one: Hostile, shop: Shop, folder: Path) -> None:
    """A file that is none, or is called oddly: its id in a study is a plain word."""
    from analysis.draft.about import identified, study_toml
    from analysis.readers import read as reading_of
    from analysis.settings import tomllib

    path = folder / one.name
    ways: dict[str, Callable[[], object]] = {
        "plain": lambda: path.write_bytes(one.data), "link": lambda: path.symlink_to(folder / "north.txt"),
        "loop": lambda: path.symlink_to(path), "folder": path.mkdir, "pipe": lambda: os.mkfifo(path),
        "device": lambda: path.symlink_to("/dev/zero"),
    }  # fmt: skip
    if one.made in ways and Path(os.path.normpath(path)).is_relative_to(folder):  # nothing is made elsewhere
        with contextlib.suppress(OSError):  # a name that this file system can't have
            ways[one.made]()
    path = {"null": Path(f"{path}\0"), "too long": folder / ("a" * 5000)}.get(one.made, path)
    sources = identified([(path, reading_of(path))] * 2)
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", source.id) for source in sources)
    assert (
        len(tomllib.loads(study_toml(sources, event=reading_guess("e"), day=reading_guess("2007-05-28")))["briefs"])
        == 2
    )


def reading_guess(value: str):
    """A guess as `new` makes it."""
    from analysis.readers import Guess

    return Guess(value, "given")


def attributions(one: Hostile, shop: Shop, folder: Path) -> None:
    """Any string has attributions, whose spans lie within it."""
    import analysis

    text = one.data.decode("utf-8", "surrogateescape")
    found = analysis.attributions(text, longest=1_000_000)
    spans = found[["content_start", "content_end"]].dropna()
    assert ((spans.content_start < spans.content_end) & (spans.content_end <= len(text))).all()


def brief(one: Hostile, shop: Shop, folder: Path) -> None:
    """A brief of a study, up to its ledger and frames."""
    (folder / "north.txt").write_bytes(one.data)
    shop.loaded(folder)


def registry(one: Hostile, shop: Shop, folder: Path) -> None:
    """A registry, and all names compiled and looked for."""
    from analysis.settings import read_settings
    from analysis.study.texts import actors, compiled

    (folder / "actors.csv").write_bytes(one.data)
    settings = read_settings(folder)
    list(compiled(settings, actors.actors(settings)).found(TEXTS["north"] * 3))


def study_toml(one: Hostile, shop: Shop, folder: Path) -> None:
    """The settings of a study, and the briefs and the registry that they name."""
    from analysis.actors.registry import actors
    from analysis.corpus import raw_text
    from analysis.settings import read_settings

    (folder / "study.toml").write_bytes(one.data)
    (folder / "loop").symlink_to(folder / "loop")
    settings = read_settings(folder)
    list(map(raw_text, settings.briefs))
    actors(settings)


def style(one: Hostile, shop: Shop, folder: Path) -> None:
    """The look of charts."""
    from analysis.style.look import read_style

    (folder / "style.toml").write_bytes(one.data)
    read_style(folder / "style.toml")


def codebook(one: Hostile, shop: Shop, folder: Path) -> None:
    """A codebook, by the loader of its room."""
    from analysis import attribution, corpus, ledger, stance
    from analysis.draft.states import states
    from analysis.frames import frame_book
    from analysis.settings import read_settings
    from analysis.study.texts import compiled

    file = folder / "codebook" / f"{one.name}.csv"
    file.write_bytes(one.data)
    settings = read_settings(folder)
    book = settings.codebook
    loaders: dict[str, Callable[[], object]] = {
        "furniture": lambda: corpus.furniture_rules(settings, settings.briefs[0]),
        "citations": lambda: corpus.citations(TEXTS["north"], passages=shop.study.passages, codebook=file),
        "cues": lambda: attribution.codebook(file), "stance": lambda: stance.stance_book(file),
        "advice": lambda: ledger.advice_book(file),
        "demonyms": lambda: compiled(settings, shop.study.actors), "descriptions": lambda: compiled(settings, shop.study.actors),
        "countries": lambda: states(list(TEXTS.values()), countries=file, demonyms=book("demonyms.csv")),
    }  # fmt: skip
    loaders.get(one.name, lambda: frame_book(book("frames.csv"), book("frame_cues.csv")))()


def corrections(one: Hostile, shop: Shop, folder: Path) -> None:
    """Corrections that a study keeps, read and applied."""
    from analysis.corrections import KINDS, applied
    from analysis.corrections import corrections as kept

    (folder / "corrections" / f"{one.name}.csv").write_bytes(one.data)
    found = kept(folder / "corrections", shop.study.ground)[one.name]
    applied(getattr(shop.study, one.name), found, kind=KINDS[one.name], sentences=shop.study.sentences)


def correct(one: Hostile, shop: Shop, folder: Path) -> None:
    """A corrected workbook, CSV or project that comes back, and the run after it."""
    from analysis.exchange import correct as corrected

    file = folder / one.name
    file.write_bytes(one.data)
    study = shop.study
    study.settings = replace(study.settings, folder=folder)
    corrected(study, file)


def archive(one: Hostile, shop: Shop, folder: Path) -> None:
    """The documents of a source, read and written as Parquet; what can't be used is set aside."""
    from analysis.scale import Job, Source
    from analysis.scale.partitions import commit

    file = folder / one.name
    file.write_bytes(one.data)
    source, out = Source(file), folder / "out"
    out.mkdir()
    settings = replace(shop.study.settings, briefs=())
    assert source.total >= 0
    for number, rows in enumerate(itertools.islice(source.partitions(5), 2)):
        commit(rows, number, Job(settings, out, 1000))


TRIED: dict[str, Callable[[Hostile, Shop, Path], None]] = {
    "text": read, "Markdown": read, "HTML": read, "PDF": read, "DOCX": read, "names": names, "attributions": attributions,
    "brief": brief, "registry": registry, "study.toml": study_toml, "style.toml": style, "codebook": codebook,
    "corrections": corrections, "xlsx": correct, "csv": correct, "qdpx": correct, "JSONL": archive, "CSV": archive,
    "Parquet": archive,
}  # fmt: skip

"""Hostile inputs over every surface: each gives a result or one clear error, in time.

    python tests/hostile.py --n 10000 --seed 1

Each input is handled in a process of its own that can be ended; what is counted at the end is results,
errors by their kind, and failures: another exception, an error of more than a sentence, a crash, or no
answer in time.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import random
import re
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import hostile_inputs as made
from hostile_inputs import Hostile

SECONDS = 60.0  # an input may take; far less on an idle machine
MEMORY = 8 * 2**30  # bytes of addresses, libraries and model with them
LONGEST_ERROR = 1000  # characters
HEADER = "actor_id,name,kind,side,role,valid_from,valid_to,aliases,metonyms,note\n"
ACTORS = f"{HEADER}peru,Peru,state,peru,,,,the Peruvians,Lima,\necuador,Ecuador,state,ecuador,,2001-01-01,2009-01-01,,Quito,\n"
TEXTS = {
    "north": "Title of north\n\nPeru condemned Ecuador. Quito praised Lima.\n",
    "south": "Title of south\n\nEcuador praised Peru.\n",
}
STUDY = """[study]
title = "Test"
event = "the event"
event_date = 2007-05-28
resamples = 200
actors = "actors.csv"

""" + "\n".join(
    f'[[briefs]]\nid = "{name}"\nfile = "{name}.txt"\ntitle = "Title of {name}"\nauthor = "Ann {name}"\n'
    f'publisher = "House {name}"\ndate = 2007-05-29\nrights = "free"\n'
    for name in TEXTS
)
BOOKS = (
    "furniture",
    "citations",
    "cues",
    "demonyms",
    "descriptions",
    "frames",
    "frame_cues",
    "stance",
    "advice",
    "countries",
)
CORRECTIONS = {
    "mentions": "action,brief_id,start,end,text,actor_id,form,who,when,note\nset,north,16,20,Peru,ecuador,name,,,\nremove,north,16,20,Peru,peru,,,,\n",
    "ledger": "action,brief_id,start,end,evidence,voice,speaker,holder,target,stance,modality,basis\n"
    "set,north,21,30,condemned,author,author_north,peru,ecuador,1,reported,words\nremove,north,21,30,condemned,author,author_north,peru,ecuador,,,\n",
}  # fmt: skip
ARCHIVE = "id,text,title,date,outlet\na,Peru praised Quito.,,2007-05-28,x\nb,Quito condemned Lima.,T,,y\n"
DRAWN = ("text", "Markdown", "HTML", "PDF", "DOCX")


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
    if one.made in ways:
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
    found = analysis.attributions(text)
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
    """The settings of a study, and the briefs that they name."""
    from analysis.corpus import raw_text
    from analysis.settings import read_settings

    (folder / "study.toml").write_bytes(one.data)
    (folder / "loop").symlink_to(folder / "loop")
    settings = read_settings(folder)
    list(map(raw_text, settings.briefs))
    settings.registry.is_file()


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


def _goods() -> dict[str, str]:
    """Codebooks that ship, cut to a few rows."""
    from analysis.settings import CODEBOOKS

    return {name: "".join((CODEBOOKS / f"{name}.csv").read_text().splitlines(keepends=True)[:12]) for name in BOOKS}


def _returned(shop: Shop) -> dict[str, bytes]:
    from analysis.exchange.project import project
    from analysis.files import csv_bytes
    from analysis.publish.workbook import workbook

    study = shop.study
    return {"xlsx": workbook(study), "qdpx": project(study), "csv": csv_bytes(study.ledger)}


Recipe = Iterator[tuple[str, bytes]]
SURFACES: dict[str, Callable[[Hostile, Shop, Path], None]] = {
    "text": read, "Markdown": read, "HTML": read, "PDF": read, "DOCX": read, "names": names, "attributions": attributions,
    "brief": brief, "registry": registry, "study.toml": study_toml, "style.toml": style, "codebook": codebook,
    "corrections": corrections, "xlsx": correct, "csv": correct, "qdpx": correct, "JSONL": archive, "CSV": archive,
    "Parquet": archive,
}  # fmt: skip
BOMBS = {"text": made.long_line, "Markdown": made.long_line, "HTML": made.long_line, "attributions": made.long_line,
         "brief": made.long_line, "JSONL": made.long_line, "CSV": made.long_line, "registry": made.long_line}  # fmt: skip


def inputs(n: int, seed: int) -> Iterator[Hostile]:
    """So many inputs, the surfaces in turn; the first of each surface that has one is ten megabytes in one line."""
    seeds = random.Random(seed)
    goods, back = _goods(), None
    for number in range(n):
        surface = list(SURFACES)[number % len(SURFACES)]
        rng = random.Random(seeds.random())
        if surface in ("xlsx", "csv", "qdpx"):
            back = back or _returned(Shop())
        name, recipes = _recipes(surface, rng, goods, back or {})
        if number < len(SURFACES) and surface in BOMBS:
            yield Hostile(surface, "10 MB in one line", name, BOMBS[surface](rng))
        else:
            way, data = rng.choice(list(recipes))
            yield Hostile(surface, way, name, data)


def _recipes(surface: str, rng: random.Random, goods: dict[str, str], back: dict[str, bytes]) -> tuple[str, Recipe]:
    """The name of a file for this surface, and ways to make one."""
    table, stem = rng.choice(list(CORRECTIONS)), rng.choice(made.NAMES)
    book = rng.choice(BOOKS)
    match surface:
        case "text" | "attributions" | "brief":
            return f"{stem}.txt", made.plain(rng)
        case "Markdown":
            return f"{stem}.md", itertools.chain(made.plain(rng), made.markdown(rng))
        case "HTML":
            return f"{stem}.html", itertools.chain(made.plain(rng), made.html(rng))
        case "PDF":
            return f"{stem}.pdf", made.pdf(rng)
        case "DOCX":
            return f"{stem}.docx", made.docx(rng)
        case "names":
            return stem, made.path_tricks(rng)
        case "registry":
            return "actors.csv", made.table(rng, ACTORS)
        case "study.toml":
            return surface, made.toml(rng, STUDY)
        case "style.toml":
            return surface, made.toml(
                rng, 'font = ["DejaVu Sans"]\npaper = "#FFFFFF"\ncolours = ["#004488", "#DD5500"]\n'
            )
        case "codebook":
            return book, made.table(rng, goods[book])
        case "corrections":
            return table, made.table(rng, CORRECTIONS[table])
        case "xlsx":
            ways = itertools.chain(
                made.packed(back["xlsx"], "xl/worksheets", rng), [("bomb", made.bomb("xl/workbook.xml"))]
            )
            return "a.xlsx", ways
        case "csv":
            return "a.csv", made.table(rng, back["csv"].decode())
        case "qdpx":
            return "a.qdpx", itertools.chain(
                made.packed(back["qdpx"], "project.qde", rng), [("bomb", made.bomb("project.qde"))]
            )
        case "JSONL":
            return "a.jsonl", made.json_lines(rng)
        case "CSV":
            return "a.csv", made.table(rng, ARCHIVE)
        case _:
            return "a.parquet", made.parquet(rng)


def outcome(one: Hostile, shop: Shop) -> str:
    """What came of an input: a result, the kind of its error, or what failed."""
    from analysis.errors import StudyError

    folder = shop.folder()
    try:
        SURFACES[one.surface](one, shop, folder)
        return "result"
    except StudyError as error:
        said = str(error)
        if len(said) > LONGEST_ERROR or not said.isprintable():
            return f"FAILED: an error of {len(said)} characters, or of signs that don't print: {said[:200]!r}"
        return type(error).__name__
    except BaseException as error:
        where = error.__traceback__
        while where and where.tb_next:
            where = where.tb_next
        place = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else ""
        return f"FAILED: {type(error).__name__}: {str(error)[:200]!r} ({place})"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _serve(pipe) -> None:
    """A process that answers each input with its outcome."""
    import warnings

    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    shop = Shop()
    pipe.send("ready")
    while (one := pipe.recv()) is not None:
        pipe.send(outcome(one, shop))
    shutil.rmtree(shop.root, ignore_errors=True)


class Tried:
    """A process that is begun anew whenever an input breaks it or keeps it too long."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        assert self.pipe.recv() == "ready"

    def of(self, one: Hostile) -> str:
        """The outcome of an input."""
        try:
            self.pipe.send(one)
            if self.pipe.poll(SECONDS):
                return self.pipe.recv()
            told = f"FAILED: no answer in {SECONDS:g} seconds"
        except (EOFError, OSError):
            told = "FAILED: the process broke down"
        self.process.kill()
        self.process.join()
        self._begin()
        return told

    def end(self) -> None:
        """Let the process go."""
        self.pipe.send(None)
        self.process.join()


def run(n: int, seed: int, tell: Callable[[str], object] = print) -> list[tuple[Hostile, str]]:
    """Try so many inputs, tell the counts, and give the failures."""
    counts: Counter[tuple[str, str]] = Counter()
    failures, tried, began, slowest = [], Tried(), time.monotonic(), (0.0, "")
    for number, one in enumerate(inputs(n, seed)):
        start = time.monotonic()
        told = tried.of(one)
        slowest = max(slowest, (time.monotonic() - start, f"{one.surface}, {one.made}"))
        counts[one.surface, "failed" if told.startswith("FAILED") else told] += 1
        if number and number % 1000 == 0:
            tell(f"{number:,} inputs, {len(failures)} failures")
        if told.startswith("FAILED"):
            failures.append((one, told))
            tell(f"input {number}, {one.surface}, {one.made}: {told}")
    tried.end()
    kinds = sorted({kind for _, kind in counts}, key=lambda kind: (kind != "result", kind))
    tell(f"{'surface':14}" + "".join(f"{kind:>17}" for kind in kinds))
    for surface in SURFACES:
        tell(f"{surface:14}" + "".join(f"{counts[surface, kind]:17,}" for kind in kinds))
    tell(f"{'all':14}" + "".join(f"{sum(counts[s, kind] for s in SURFACES):17,}" for kind in kinds))
    tell(
        f"{n:,} inputs of seed {seed} in {time.monotonic() - began:.0f} s; the slowest took {slowest[0]:.1f} s ({slowest[1]})"
    )
    return failures


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=10_000, help="how many inputs")
    parser.add_argument("--seed", type=int, default=1, help="which inputs")
    options = parser.parse_args()
    sys.exit(bool(run(options.n, options.seed)))

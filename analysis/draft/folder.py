"""The folder of a new study, written aside and moved into place whole; nothing is written over."""

from __future__ import annotations

import csv
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.actors.names import DEMONYM_COLUMNS, THINGS
from analysis.actors.registry import COLUMNS
from analysis.codebook import rows
from analysis.draft.about import Source, event_date, event_name, events, identified, slug, study_toml
from analysis.draft.matters import Matter, matters
from analysis.draft.registry import proposed
from analysis.draft.states import peoples, states
from analysis.errors import BriefError, OutputError, StudyError
from analysis.readers import LIMITS, Guess, Limits, read_apart
from analysis.settings import CODEBOOKS, MORE
from analysis.wording import count

if TYPE_CHECKING:
    from analysis.study import Study

FURNITURE_COLUMNS = ("rule", "place", "pattern", "note")
MOST_NAMED = 3  # files in one line
NO_MATTER = (
    "actors.csv: no event or issue is proposed, so the ledger can't see what the authors think of the matter itself: "
    'add a row of kind event, with every name that the texts give it ("the pact", "the agreement")'
)
NOUNS = CODEBOOKS / "descriptions.csv"
TOLD = re.compile(r"\b([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*) (?:should|must|ought)\b")
SHORT = 6  # words: a paragraph of fewer at either end of a brief may be furniture


@dataclass(frozen=True)
class Draft:
    """A new study: its folder, and what a person has to look at, a sentence each."""

    folder: Path
    checks: tuple[str, ...]


def new_study(folder: str | Path, files: Sequence[str | Path], *, limits: Limits = LIMITS) -> Draft:
    """Make a study folder of some files: settings, texts as read, originals, a registry proposed.

    Parameters
    ----------
    folder : path-like
        Where to; it may not exist yet, or must be empty.
    files : sequence of path-like
        Two or more, of plain text, Markdown, HTML, PDF or DOCX.
    limits : Limits
        What each file may cost.

    Returns
    -------
    Draft
        With all that was guessed and isn't sure.

    Raises
    ------
    BriefError
        A file can't be read, or holds no brief.
    OutputError
        The folder is there already, or can't be made.
    """
    folder = Path(os.path.abspath(folder))
    _free(folder)
    read = [(Path(file), read_apart(file, limits=limits)) for file in files]
    if len(read) < 2:
        raise BriefError("fewer than two briefs", remedy="Name at least two files after --briefs")
    sources = identified(read)
    aside = folder.with_name(f".{folder.name}-{os.getpid()}")
    try:
        checks = _written(aside, sources)
        if folder.is_dir():
            folder.rmdir()
        os.replace(aside, folder)
    except StudyError as error:
        raise _of_the_original(error, aside, sources) from None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise OutputError(f"it can't be made ({reason})", remedy="Name another folder", path=folder) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Draft(folder, tuple(checks))


def _free(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError("it is there already, and nothing is written over", remedy="Name a new folder", path=folder)


def _of_the_original(error: StudyError, aside: Path, sources: Sequence[Source]) -> StudyError:
    """An error about a text of the folder as one about the file that the user named."""
    texts = {aside / "briefs" / f"{source.id}.txt": source.path for source in sources}
    path = texts.get(Path(error.path)) if error.path else None
    remedy = "Give the whole text of the brief" if "study.toml" in error.remedy else error.remedy
    return type(error)(error.problem, remedy=remedy, path=path or error.path, row=error.row)


def _written(folder: Path, sources: list[Source]) -> list[str]:
    from analysis.study import load_study

    for name in ("briefs", "originals", "codebook"):
        (folder / name).mkdir(parents=True)
    for source in sources:
        (folder / "briefs" / f"{source.id}.txt").write_text(source.reading.text, encoding="utf-8", newline="")
        suffix = "".join(re.findall(r"^\.[A-Za-z0-9]{1,10}$", source.path.suffix)).lower()
        shutil.copyfile(source.path, folder / "originals" / f"{source.id}{suffix}")
    _furniture(folder / "codebook" / f"furniture{MORE}", sources)
    happened = events([source.reading.text for source in sources], nouns=NOUNS)
    day = event_date(sources)
    _settings(folder, sources, event_name(happened), day)
    _csv(folder / "actors.csv", COLUMNS, [])
    study = load_study(folder)  # of no actors, so that every name in it is a candidate
    spoken = matters(study.tokens, nouns=NOUNS, named=[name for name, *_ in happened])
    event = event_name(happened, spoken)
    _settings(folder, sources, event, day)
    left = _actors(study, sources, happened, spoken)
    if not any((folder / "codebook").iterdir()):
        (folder / "codebook").rmdir()
    return [*_unsure(sources, event, day), *_edges(folder), *_unlisted(folder, left, spoken)]


def _settings(folder: Path, sources: Sequence[Source], event: Guess, day: Guess) -> None:
    (folder / "study.toml").write_text(study_toml(sources, event=event, day=day), encoding="utf-8", newline="")


def _furniture(path: Path, sources: Sequence[Source]) -> None:
    """Furniture of its own: the lines that the pages of a PDF repeat, where there are any."""
    lines = {
        re.sub(r"\d+", r"\\d+", re.escape(line)): source.id for source in sources for line in source.reading.repeated
    }
    if lines:
        own = [{"rule": "repeated", "place": "line", "pattern": pattern, "note": f"Stands on many pages of {brief}"}
               for pattern, brief in lines.items()]  # fmt: skip
        _csv(path, FURNITURE_COLUMNS, own)


def _actors(
    study: Study, sources: Sequence[Source], happened: Sequence[tuple[str, int, int]], spoken: Sequence[Matter]
) -> dict[str, list[str]]:
    """Write the registry: states that are known, lands that have a people, then all whom the texts name."""
    texts, folder = [source.reading.text for source in sources], study.settings.folder
    found = study.candidates
    known = states(texts, countries=CODEBOOKS / "countries.csv", demonyms=CODEBOOKS / "demonyms.csv")
    listed = {row["actor_id"] for row in known}
    lands = {row.name: slug(row.name) for row in found.itertuples() if " " not in row.name}
    lands = {name: land for name, land in lands.items() if land and land not in listed}
    own = peoples(lands, re.findall(r"\b[A-Z][\w-]+", " ".join(texts)))
    known += [_land(row) for row in found.itertuples() if lands.get(row.name) in {land for _, land, _ in own}]
    if own:
        _demonyms(folder / "codebook" / f"demonyms{MORE}", own)
    sides = _sides(known, own)
    table, left = proposed(
        found[~found.name.isin(sides)], known=known, sources=sources, sentences=study.sentences.text.tolist(),
        descriptions=NOUNS, sides=sides, happened=happened, spoken=spoken, speakers=_voices(study),
    )  # fmt: skip
    _csv(folder / "actors.csv", COLUMNS, table)
    return left


def _voices(study: Study) -> frozenset[str]:
    """Who the texts say has said something, each of "Harbor Watch and the Guild" by itself, and who is told to act."""
    told = (name for sentence in study.sentences.text for name in TOLD.findall(sentence))
    sources = (*study.attributions.source.dropna(), *told)
    return frozenset(re.sub(r"^[Tt]he ", "", name) for each in sources for name in re.split(r",? and |, ", each))


def _land(row) -> dict[str, str]:
    """The row of a state that no codebook knows."""
    counts = f"Proposed: named {count(row.n_mentions, 'time')} in {count(row.n_briefs, 'brief')}"
    note = f"{counts}; CHECK: is it a state, and which capital stands for it?"
    aliases = "; ".join([*(v for v in row.variants.split("; ") if v != row.name), f"government of {row.name}"])
    own = {"actor_id": slug(row.name), "side": slug(row.name)}
    return own | {"name": row.name, "kind": "state", "aliases": aliases, "note": note}


def _demonyms(path: Path, own: Sequence[tuple[str, str, bool]]) -> None:
    new = [{"demonym": word, "actor_id": actor_id, "adjective": "yes" if adjective else "no",
            "note": "Proposed by its beginning"} for word, actor_id, adjective in own]  # fmt: skip
    _csv(path, DEMONYM_COLUMNS, new)


def _sides(known: Sequence[dict[str, str]], own: Sequence[tuple[str, str, bool]]) -> dict[str, str]:
    """actor_id by every word for a state that a role can stand beside."""
    states = {row["actor_id"] for row in known if row["kind"] == "state"}
    sides = {name: row["actor_id"] for row in known if row["actor_id"] in states
             for name in (row["name"], *filter(None, row["aliases"].split("; ")))}  # fmt: skip
    shipped = {row["demonym"]: row["actor_id"] for _, row in rows(CODEBOOKS / "demonyms.csv", DEMONYM_COLUMNS)}
    return sides | {w: a for w, a in shipped.items() if a in states} | {word: actor_id for word, actor_id, _ in own}


def _csv(path: Path, columns: Sequence[str], table: Sequence[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def _unsure(sources: Sequence[Source], event, day) -> list[str]:
    told = [f"study.toml: {key} = {guess.value} ({guess.how})"
            for key, guess in (("event", event), ("event_date", day)) if not guess.sure]  # fmt: skip
    for source in sources:
        for key in ("title", "author", "publisher", "date"):
            guess = source.reading.guesses.get(key)
            if guess is None:
                called = f"; charts call it “{source.called}”, from the name of its file" if key == "publisher" else ""
                told.append(f"study.toml: brief {source.id} has no {key} that could be found: fill it in{called}")
            elif not guess.sure:
                told.append(f"study.toml: brief {source.id}: {key} = {guess.value} ({guess.how})")
    return told


def _edges(folder: Path) -> list[str]:
    """Very short paragraphs at either end of a brief: a person sees whether they belong to it."""
    from analysis.study import load_study

    study = load_study(folder)
    told, marked = list(study.cautions), {}
    for brief_id, own in study.passages.groupby("brief_id", sort=False):
        marked.setdefault(int((own.part == "furniture").sum()), []).append(f"briefs/{brief_id}.txt")
        body = own[own.part == "paragraph"]
        for passage in body.iloc[[0, -1]].itertuples():
            words = study.texts[brief_id][passage.start : passage.end]
            if len(words.split()) < SHORT:
                told.append(f'briefs/{brief_id}.txt: is "{words}" part of the brief, or furniture?')
    for n, files in marked.items():
        named = ", ".join(files) if len(files) <= MOST_NAMED else f"{len(files)} briefs"
        each = " each" if n and len(files) > 1 else ""
        told.append(f"{named}: marked as furniture: {count(n, 'passage') if n else 'nothing'}{each}")
    return told


def _unlisted(folder: Path, left: Mapping[str, Sequence[str]], spoken: Sequence[Matter]) -> list[str]:
    table = [row for _, row in rows(folder / "actors.csv", COLUMNS)]
    doubts = [row["name"] for row in table if "CHECK" in row["note"]]
    told = [f"actors.csv: {len(table)} actors are proposed; give each its side, and the aliases that are missing"]
    if not any(row["kind"] in THINGS for row in table):
        told.append(NO_MATTER)
    told += [f"actors.csv: {matter.check}" for matter in spoken]
    if doubts:
        told.append(f"actors.csv: least sure are {', '.join(doubts)}")
    told += [f"actors.csv: not taken, {reason}: {', '.join(names)}" for reason, names in left.items()]
    return told + (["actors.csv: add a row for any of these that acts or speaks in your texts"] if left else [])

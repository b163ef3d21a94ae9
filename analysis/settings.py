"""The settings of one study, read from its `study.toml` and checked whole before any work.

This is the one module that knows folders.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import tomllib
from dataclasses import MISSING, dataclass, fields
from pathlib import Path

from platformdirs import user_cache_path

from analysis.errors import SettingsError, meant

ROOT = Path(__file__).resolve().parent.parent
HOME_STUDY = ROOT / "data"
CODEBOOKS = HOME_STUDY / "codebook"
MORE = ".more.csv"  # ends the name of a codebook whose rows are added to those that ship
QUOTES = ("full", "excerpts")
STANCES = ("rules", "model")
MODELS = {"small": HOME_STUDY / "stance_model", "large": HOME_STUDY / "stance_model_large"}
FEWEST_RESAMPLES = 100
AUTHOR = "author_"  # before the id of a brief: the actor_id of its author
ANSWERS = "stance_answers.sqlite"
DATE = re.compile(r"^[\w-]+\s*=\s*(\d{1,4}([-./])\d{1,2}\2\d{1,4})\s*(?:#|$)")  # a key with what looks like a date
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
RESERVED = ("rest",)  # in tables of contrasts: all other briefs together


@dataclass(frozen=True)
class BriefSettings:
    """What `study.toml` says of one brief; `path` is the file, the rest as the codebook has it."""

    id: str
    path: Path
    title: str
    author: str
    publisher: str
    date: dt.date
    rights: str
    label: str = ""
    language: str = "en"
    encoding: str = "utf-8"

    @property
    def author_actor(self) -> str:
        """The actor who holds all that is in the author's own voice."""
        return f"{AUTHOR}{self.id}"


@dataclass(frozen=True)
class Settings:
    """A checked study: where it lies, what it compares, and how its numbers are drawn."""

    folder: Path
    title: str
    event: str
    event_date: dt.date
    briefs: tuple[BriefSettings, ...]
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    language: str = "en"
    quote: str = "full"
    stance: str = "rules"
    model: str = "small"
    longest: int = 1_000_000
    seed: int = 0
    resamples: int = 2000
    actors: str = "actors.csv"

    @property
    def at_home(self) -> bool:
        """True for the study that lies at the root of the repository."""
        return self.folder == HOME_STUDY

    @property
    def outputs(self) -> Path:
        """Where the study's outputs go: the repository for the study at home, else its own folder."""
        return ROOT if self.at_home else self.folder

    @property
    def figures(self) -> Path:
        """The folder of the charts."""
        return self.outputs / "figures"

    @property
    def report(self) -> Path:
        """The folder of the report and the tables."""
        return self.outputs / "report"

    @property
    def registry(self) -> Path:
        """The file of the actors."""
        return self.folder / self.actors

    @property
    def style(self) -> Path | None:
        """The study's own look of charts and slides, where its folder holds one."""
        own = self.folder / "style.toml"
        return own if own.is_file() else None

    @property
    def corrections(self) -> Path:
        """The folder of what people corrected; it need not be there."""
        return self.folder / "corrections"

    @property
    def coding(self) -> Path:
        """The folder of the reference coding; it need not be there."""
        return self.folder / "gold"

    @property
    def template(self) -> Path | None:
        """The study's own template of slides, where its folder holds one."""
        own = self.folder / "template.pptx"
        return own if own.is_file() else None

    def codebook(self, name: str) -> Path:
        """The study's own codebook of that name, or else the one that ships with the package.

        `cues.csv` in the study's folder stands in place of the one that ships, `cues.more.csv` adds
        its rows to it (`analysis.codebook.rows` reads both).

        Raises
        ------
        SettingsError
            The study has both.
        """
        own = self.folder / "codebook" / name
        more = own.with_name(f"{own.stem}{MORE}")
        if more.exists() and own.exists() and own != CODEBOOKS / name:
            raise SettingsError(
                f"{name} stands beside it, in place of the codebook that it adds to", remedy="Keep one", path=more
            )
        return more if more.exists() else own if own.exists() else CODEBOOKS / name


def cache() -> Path:
    """A folder for what is dear to compute and may be lost: `TWO_BRIEFS_CACHE`, or where the system keeps such."""
    return Path(os.environ.get("TWO_BRIEFS_CACHE") or user_cache_path("two-briefs", appauthor=False))


def read_settings(folder: str | Path = HOME_STUDY) -> Settings:
    """The settings of the study in `folder`.

    Raises
    ------
    SettingsError
        The folder is no study, or a key of study.toml is missing, unknown or wrong.
    """
    folder = Path(folder).resolve()
    file = folder / "study.toml"
    if folder.is_file():
        raise SettingsError("a file, and no study folder", remedy="Name the folder that holds study.toml", path=folder)
    if not folder.exists():
        remedy = "Correct its name, or make a study with `python -m analysis new`"
        raise SettingsError("there is no such folder", remedy=remedy, path=folder)
    if not file.is_file():
        raise SettingsError(
            "not a study folder, it holds no study.toml",
            remedy="Name a folder with a study.toml (data/README.md explains how to write one)",
            path=folder,
        )
    tables = toml(file)
    _known(tables, {"study", "briefs"}, file, "table")
    study = _checked(Settings, tables.get("study"), file, "[study]", given={"folder", "briefs"})
    listed = tables.get("briefs")
    if not isinstance(listed, list) or len(listed) < 2:
        raise SettingsError("fewer than two [[briefs]] are listed", remedy="List at least two", path=file)
    briefs = tuple(_brief(row, n, file, study) for n, row in enumerate(listed, start=1))
    _each_once(briefs, file)
    return Settings(folder=folder, briefs=briefs, **study)


def toml(file: Path) -> dict:
    """The tables of a TOML file.

    Raises
    ------
    SettingsError
        It can't be read, or is no TOML.
    """
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise SettingsError(
            f"it can't be read ({error.strerror})", remedy="Correct its permissions", path=file
        ) from None
    except UnicodeDecodeError:
        raise SettingsError("not UTF-8 text", remedy="Save it as UTF-8", path=file) from None
    except (ValueError, RecursionError) as error:
        number, line = _line(file, str(error))
        if problem := _no_day(line):
            remedy = "Write year, month and day with hyphens, as 2007-05-28"
            raise SettingsError(problem, remedy=remedy, path=file, row=number) from None
        shown = f": `{line}`" if line else ""
        raise SettingsError(f"not valid TOML: {error}{shown}", remedy="Mend it", path=file) from None


def _no_day(line: str) -> str:
    """What is wrong with a line that gives a key what looks like a date and is none; otherwise nothing."""
    given = DATE.search(line)
    if given is None:
        return ""
    try:
        dt.date.fromisoformat(given[1])
        return ""  # a day: something else is wrong
    except ValueError:
        return f"there is no day {given[1]}" if DAY.fullmatch(given[1]) else f"{given[1]} is no date"


def _line(file: Path, problem: str) -> tuple[int, str]:
    """The line that a problem names, and how it stands in the file; empty where it names none."""
    found = re.search(r"at line (\d+)", problem)
    lines = file.read_bytes().decode("utf-8-sig").splitlines()
    number = int(found[1]) if found else 0
    return number, lines[number - 1].strip() if 0 < number <= len(lines) else ""


def _brief(row: object, n: int, file: Path, study: dict) -> BriefSettings:
    place = f"[[briefs]] number {n}"
    if isinstance(row, dict) and "file" in row:
        row = {("path" if key == "file" else key): value for key, value in row.items()}
    values = {"language": study.get("language", "en")}
    values |= _checked(BriefSettings, row, file, place, rename={"path": "file"})
    place = f"brief {values['id']}"
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", values["id"]):
        raise SettingsError(
            f'{place}: "{values["id"]}" is no id',
            remedy="Use small letters, digits and single underscores, a letter first",
            path=file,
        )
    if values["id"] in RESERVED:
        raise SettingsError(
            f'{place}: this id means "all others" in the tables', remedy="Give the brief another id", path=file
        )
    first, last = study.get("date_from"), study.get("date_to")
    if (first and values["date"] < first) or (last and values["date"] > last):
        raise SettingsError(
            f"{place}: date {values['date']} lies outside {first or '...'} to {last or '...'}",
            remedy="Correct the date, or the window in [study]",
            path=file,
        )
    values["path"] = _file(file.parent / values["path"])
    if values["path"] is None:
        raise SettingsError(
            f"{place}: there is no file {row['path']}",
            remedy="Correct `file`, which is relative to study.toml",
            path=file,
        )
    return BriefSettings(**{"label": values["publisher"]} | values)


def _file(path: Path) -> Path | None:
    """The path without links, or nothing where there is no such file or no such name can be."""
    try:
        return path.resolve() if path.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None


def _each_once(briefs: tuple[BriefSettings, ...], file: Path) -> None:
    """No id, no file and no label may stand for two briefs."""
    for key in ("id", "path", "label"):
        seen: dict[object, str] = {}
        for brief in briefs:
            value = getattr(brief, key)
            if value in seen:
                said = value.name if isinstance(value, Path) else value
                name = "file" if key == "path" else key
                raise SettingsError(f'{name} "{said}" is listed twice', remedy="List each brief once", path=file)
            seen[value] = brief.id


def _checked(kind, table, file, place, *, given=frozenset(), rename=None) -> dict:
    """The keys of one TOML table, each known, present and of the type that `kind` declares."""
    if not isinstance(table, dict):
        raise SettingsError(f"{place} is missing", remedy=f"Add {place}", path=file)
    known = {f.name: f for f in fields(kind) if f.name not in given}
    shown = rename or {}
    _known(table, set(known), file, f"key in {place}", shown)
    for name, field in known.items():
        if name not in table and field.default is MISSING:
            raise SettingsError(f"{place} lacks `{shown.get(name, name)}`", remedy="Add it", path=file)
    return {key: _typed(known[key].type, value, file, f"{place}: {shown.get(key, key)}")
            for key, value in table.items()}  # fmt: skip


def _known(table: dict, known: set[str], file: Path, what: str, shown: dict | None = None) -> None:
    names = {(shown or {}).get(name, name) for name in known}
    for key in table:
        if key not in known:
            allowed = ", ".join(sorted(names))
            raise SettingsError(f"`{key}` is no {what}", remedy=f"{meant(key, names)}Allowed: {allowed}", path=file)


def _typed(declared: str, value: object, file: Path, place: str) -> object:
    if "date" in declared:
        return _date(value, file, place)
    wanted = int if declared == "int" else str
    if not isinstance(value, wanted) or isinstance(value, bool) or value == "":
        kind = "a whole number" if wanted is int else "text in quotes"
        raise SettingsError(f"{place} is {value!r}", remedy=f"Give {kind}", path=file)
    if wanted is int and value < 0:
        raise SettingsError(f"{place} is {value}", remedy="Give 0 or more", path=file)
    if place.endswith(" resamples") and value < FEWEST_RESAMPLES:
        raise SettingsError(f"{place} is {value}", remedy=f"Give {FEWEST_RESAMPLES} or more", path=file)
    if place.endswith(" language") and value != "en":
        raise SettingsError(f'{place} is "{value}"', remedy='Only English is read: "en"', path=file)
    for key, allowed in (("quote", QUOTES), ("stance", STANCES), ("model", MODELS)):
        if place.endswith(f" {key}") and value not in allowed:
            raise SettingsError(f'{place} is "{value}"', remedy=f"Allowed: {', '.join(allowed)}", path=file)
    if place.endswith(" model") and not (MODELS[value] / "model.onnx").is_file():
        remedy = "Make it once: python -m analysis assemble --help"
        raise SettingsError(f'{place} is "{value}", which isn\'t made yet', remedy=remedy, path=file)
    return value


def _date(value: object, file: Path, place: str) -> dt.date:
    if type(value) is dt.date:
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise SettingsError(f'{place} "{value}" is no date', remedy="Write it as 2007-05-28", path=file) from None

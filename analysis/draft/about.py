"""`study.toml` of a new study: what each file says of itself, the event and the dates."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.codebook import rows
from analysis.draft.matters import Matter
from analysis.readers import Guess, Reading
from analysis.readers.guesses import dates

WORD = r"(?:[A-Z][\w’'-]*|of|on|for|the|and)"
NOBODY = "unknown publisher"
RIGHTS = "To be checked: whose text is this, and what may be quoted of it?"
LONGEST_ID = 24
RUNNERS_UP = 2  # told beside a guess of the event or its day
SMALL = frozenset(["the", "of", "for", "on", "and", "in"])


@dataclass(frozen=True)
class Source:
    """A file of a new study: its id there, where it came from, and how it was read."""

    id: str
    path: Path
    reading: Reading

    @property
    def author(self) -> str:
        """Its author; where none was found, its publisher or its file speaks."""
        return self.reading.guessed("author") or f"Author of {self.called}"

    @property
    def publisher(self) -> str:
        """Its publisher, where one was found: the name of a file is none."""
        return self.reading.guessed("publisher")

    @property
    def called(self) -> str:
        """What tells it from others: its publisher, or else the name of its file."""
        return self.publisher or " ".join(re.findall(r"[^\W_]+", self.path.stem)).capitalize() or self.id

    @property
    def title(self) -> str:
        """Its title, or else the name of its file."""
        return self.reading.guessed("title") or self.path.stem

    @property
    def date(self) -> dt.date | None:
        """Its date, where one was found."""
        found = self.reading.guessed("date")
        return dt.date.fromisoformat(found) if found else None


def identified(readings: Sequence[tuple[Path, Reading]]) -> list[Source]:
    """Each file with an id of its own, made of its publisher's name or its own.

    >>> reading = Reading("words", "text", "read as utf-8")
    >>> [s.id for s in identified([(Path(name), reading) for name in ("../../a b.txt", "A-B.md", "1.md")])]
    ['a_b', 'a_b_2', 'brief_1']
    """
    found: list[Source] = []
    for path, reading in readings:
        base = slug(reading.guessed("publisher")) or slug(path.stem) or "brief"
        taken = {source.id for source in found}
        names = [base, *(f"{base}_{n}" for n in range(2, len(readings) + 2))]
        found.append(Source(next(name for name in names if name not in taken), path, reading))
    return found


def slug(words: str) -> str:
    """Words as an id: small letters, digits and single underscores, a letter first; maybe nothing."""
    from analysis.actors.names import folded

    parts = [part for part in re.findall(r"[a-z0-9]+", folded(words).lower()) if part not in SMALL]
    while len(parts) > 1 and len("_".join(parts)) > LONGEST_ID:
        parts.pop()
    name = "_".join(parts)[:LONGEST_ID].strip("_")
    return name if not name or name[0].isalpha() else f"brief_{name}"[:LONGEST_ID].strip("_")


def events(texts: Sequence[str], *, nouns: Path) -> list[tuple[str, int, int]]:
    """What the texts name by the nouns for events, such as "Harbour Accord", the most widely named first.

    Parameters
    ----------
    texts : sequence of str
        One a brief.
    nouns : Path
        `descriptions.csv`.

    Returns
    -------
    list
        The name, its uses, and how many briefs hold it; two uses at least.
    """
    heads = {row["noun"] for _, row in rows(nouns, ("noun", "kinds")) if "event" in row["kinds"].split("; ")}
    pattern = re.compile(
        rf"\b[A-Z][\w’'-]*(?: {WORD}){{0,4}}? (?:{'|'.join(sorted(h.title() for h in heads))})\b(?! [A-Z])"
    )
    short = {name for text in texts for name in _bracketed(text, "|".join(sorted(heads)))}
    briefs, uses = Counter(), Counter()
    for text in texts:
        found = Counter(
            re.sub(
                r"^(?:(?:On|In|At|By|After|Before|Since|Under|With) )?(?:(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat) )?", "", name
            )
            for name in pattern.findall(text)
        )
        found += Counter({name: len(re.findall(rf"\b{re.escape(name)}\b", text)) for name in short})
        uses += found
        briefs.update(found.keys())
    order = sorted(briefs, key=lambda name: (-briefs[name], -uses[name], name))
    return [(name, uses[name], briefs[name]) for name in order if uses[name] > 1 and (" " in name or name in short)]


def _bracketed(text: str, heads: str) -> Iterable[str]:
    """Names with a number that brackets give to a noun for events: "Conference of the Parties (COP29)"."""
    for match in re.finditer(rf"\b(?=((?i:{heads})\b[^,.;:()]{{0,100}}) \(([A-Z]+)(-?\d+)\))", text):
        words, letters, number = match.groups()
        initials = "".join(word[0].upper() for word in words.split())
        rest = iter(initials)
        if " " not in words or (initials[0] == letters[0] and all(letter in rest for letter in letters)):
            yield letters + number


def event_name(found: Sequence[tuple[str, int, int]], spoken: Sequence[Matter] = ()) -> Guess:
    """The event that most briefs name, or else of which they speak most by a noun alone."""
    if not found and spoken:
        return Guess(spoken[0].names[0], f"no name of an event was found, but {spoken[0].told}", sure=False)
    if not found:
        return Guess("the event", "no name of an event was found", sure=False)
    (name, uses, briefs), *rest = found
    others = "".join(f"; else {_the(other)}, {n} in {held}" for other, n, held in rest[:RUNNERS_UP])
    return Guess(_the(name), f"named {uses} times in {briefs} briefs{others}", sure=briefs > 1 and not others)


def _the(name: str) -> str:
    return f"the {name}" if " " in name else name


def event_date(sources: Sequence[Source]) -> Guess:
    """The day that most briefs name, on or before the first of them came out, or else that first day."""
    first = min((s.date for s in sources if s.date), default=None)
    if first is None:
        return Guess(dt.date.fromtimestamp(sources[0].path.stat().st_mtime).isoformat(), "the date of a file", False)
    told = Counter()
    for source in sources:
        days = {day for _, day in _days(source.reading.text, first.year)} - {source.date}
        told.update(day for day in days if dt.timedelta(0) <= first - day <= dt.timedelta(60))
    if not told:
        return Guess(first.isoformat(), "the day of the first brief, since no brief names another", sure=False)
    best, *rest = sorted(told, key=lambda day: (told[day], day), reverse=True)
    others = "".join(f"; else {day}, in {told[day]}" for day in rest[:RUNNERS_UP])
    how = f"named in {told[best]} of {len(sources)} briefs{others}"
    return Guess(best.isoformat(), how, sure=told[best] > 1 and not others)


def _days(text: str, year: int) -> Iterable[tuple[int, dt.date]]:
    """The dates of a text; one without a year is of the year given."""
    yield from dates(text)
    bare = re.sub(r"\b([A-Z][a-z]{2,8}\.? \d{1,2})(?!\d|,? \d{4})", rf"\1, {year}", text)
    yield from dates(re.sub(r"\b(\d{1,2} [A-Z][a-z]{2,8})(?! \d{4})\b", rf"\1 {year}", bare))


def study_toml(sources: Sequence[Source], *, event: Guess, day: Guess) -> str:
    """The settings of a new study; behind each guess stands how it was made."""
    out = [s.date or dt.date.fromisoformat(day.value) for s in sources]
    first, last = min([*out, dt.date.fromisoformat(day.value)]), max(out)
    lines = [
        "# A study made by `python -m analysis new`. Look at every line; CHECK marks what is least sure.",
        "# data/README.md of the program explains every key.",
        "", "[study]",
        _line("title", f"{_name(event.value)}: {len(sources)} briefs", "made of the event; say it your way"),
        _line("event", event.value, event),
        f"event_date = {day.value}" + _ground(day),
        f"date_from = {first}" + "    # a brief dated before it is a mistake",
        f"date_to = {last}" + "      # or after it",
        'quote = "full"    # "excerpts": no output holds a whole brief; ask whose they are',
        f"seed = {day.value.replace('-', '')}", "resamples = 2000",
    ]  # fmt: skip
    labels = _labels(sources)
    for source, published in zip(sources, out, strict=True):
        lines += ["", *_brief(source, published, labels[source.id])]
    return "\n".join(lines) + "\n"


def _brief(source: Source, published: dt.date, label: str) -> list[str]:
    guesses = source.reading.guesses
    none = {
        key: Guess("", "none found, fill it in", sure=False) for key in ("title", "author", "publisher", "date")
    } | guesses
    return [
        "[[briefs]]",
        f"# {source.reading.kind}, {source.reading.how}",
        _line("id", source.id),
        _line("label", label, "the short name in charts" + ("" if source.publisher else ", from the name of the file")),
        _line("file", f"briefs/{source.id}.txt"),
        _line("title", source.title, none["title"]),
        _line("author", source.author, none["author"]),
        _line("publisher", source.publisher or NOBODY, none["publisher"]),
        f"date = {published}" + _ground(none["date"]),
        _line("rights", RIGHTS),
    ]


def _labels(sources: Sequence[Source]) -> dict[str, str]:
    """What each brief is called, with its author or its number where another is called the same."""
    shown = {s.id: s.called.removeprefix("The ") for s in sources}
    often = Counter(shown.values())
    shown = {s.id: f"{shown[s.id]}, {s.author}" if often[shown[s.id]] > 1 else shown[s.id] for s in sources}
    often = Counter(shown.values())
    return {
        s.id: f"{shown[s.id]} ({n})" if often[shown[s.id]] > 1 else shown[s.id] for n, s in enumerate(sources, start=1)
    }


def _line(key: str, value: str, ground: Guess | str = "") -> str:
    comment = _ground(ground) if isinstance(ground, Guess) else f"    # {ground}" if ground else ""
    return f"{key} = {json.dumps(value, ensure_ascii=False)}{comment}"


def _ground(guess: Guess) -> str:
    return f"    # {'' if guess.sure else 'CHECK: '}{guess.how}"


def _name(event: str) -> str:
    bare = event.removeprefix("the ")
    return bare[:1].upper() + bare[1:]

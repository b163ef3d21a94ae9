"""What is no longer as it was when an archive was begun, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Words = Callable[[object, object], str]
SOURCE = ("source", "bytes", "content")


def _option(name: str) -> Words:
    return lambda old, new: f"--{name} was {old}, and is {new} now"


def _switch(name: str) -> Words:
    return lambda old, _: f"it was begun {'with' if old else 'without'} --{name}"


def _setting(name: str) -> Words:
    return lambda old, new: f'the study\'s {name} was "{old}", and is "{new}" now'


def _columns(old: object, new: object) -> str:
    was = old if isinstance(old, Mapping) else {}
    now = new if isinstance(new, Mapping) else {}
    return ", ".join(_option(part)(was.get(part), now[part]) for part in now if was.get(part) != now[part])


def _bytes(old: object, new: object) -> str:
    sizes = f" ({old:,} bytes then, {new:,} now)" if isinstance(old, int) and isinstance(new, int) else ""
    return f"the source has changed since{sizes}"


def _content(old: object, _: object) -> str:
    return "the source has changed since, though not its size" if old else "an earlier version of this program began it"


CHANGED: Mapping[str, Words] = {
    "source": lambda old, new: f"it was begun from {old}, and you name {new}",
    "bytes": _bytes,
    "content": _content,
    "columns": _columns,
    "partition": _option("partition"),
    "longest": _option("longest"),
    "tokens": _switch("tokens"),
    "gated": _switch("gate"),
    "stance": _setting("stance"),
    "model": _setting("model"),
    "codebooks": lambda *_: "the actors or the codebooks have changed since",
    "tables": lambda *_: "another version of this program wrote it, with other tables",
}


def changes(known: Mapping[str, object], wanted: Mapping[str, object]) -> list[str]:
    """What an archive was begun with and what is asked for now, where they differ.

    >>> changes({"partition": 300, "tokens": True}, {"partition": 100, "tokens": False})
    ['--partition was 300, and is 100 now', 'it was begun with --tokens']
    """
    other = [key for key, value in wanted.items() if known.get(key) != value]
    first = next((key for key in SOURCE if key in other), None)  # another source has other bytes, and other content
    return [CHANGED[key](known.get(key), wanted[key]) for key in other if key == first or key not in SOURCE]

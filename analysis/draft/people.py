"""Who a person is, by the words beside the name: "Norway's foreign minister, Ann Lee"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WINDOW = 90  # characters before and after a name
MODIFIER = r"(?:[a-z]+(?:-[a-z]+)?|[A-Z][A-Za-z]+)"
NO_MODIFIER = frozenset(
    "the a an its his her their said told by of to and but as that when for with from in who which made met saw sent"
    " later soon then once still".split()
)
PROPER = r"[A-Z][\w’-]*(?: [A-Z][\w’-]*)*"  # "director of Power Shift Africa"
DEED = re.compile(r"[a-z]+(?:ed|ly)")  # of a verb or adverb before the title: "troops detained president Salas"
SMALL = frozenset(["former", "then", "acting"])  # what stands in small letters before a title in capitals

# What stands between a role and a name whose role it isn't: "friend of Ann Lee", "the leader blamed Ann Lee".
OTHER = re.compile(r"\b(?:of|for|to|by|with)$|^ (?!of |for |to |at |in |and |·)\w")


@dataclass(frozen=True)
class Standing:
    """A person's role and side as the texts tell them; `sure` where all places agree."""

    role: str = ""
    side: str = ""
    sure: bool = True


def standing(
    names: Iterable[str], sentences: Iterable[str], *, roles: frozenset[str], sides: Mapping[str, str]
) -> Standing:
    """The role and the side that most often stand beside a person's name.

    Parameters
    ----------
    names : iterable of str
        The spellings of the name.
    sentences : iterable of str
        The sentences of the texts.
    roles : frozenset of str
        Nouns for what a person can be: minister, envoy.
    sides : mapping
        actor_id by the words for a state: its name, its adjective.

    Examples
    --------
    >>> text = "Norway's foreign minister, Ann Lee, left."
    >>> standing(["Ann Lee"], [text], roles=frozenset(["minister"]), sides={"Norway": "norway"})
    Standing(role='foreign minister', side='norway', sure=True)
    """
    named = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
    none = "|".join(sorted(NO_MODIFIER))
    title = rf"(?i:(?:[a-z]+-)*(?:{'|'.join(sorted(roles))}))\b(?: of (?!(?:{none})\b)(?:{PROPER}|[a-z]+)\b)?"
    role = re.compile(rf"((?:{MODIFIER} ){{0,3}})(?<![\w-])({title})")
    state = re.compile(
        "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(sides, key=len, reverse=True)) or "(?!)"
    )
    told_roles, told_sides = Counter(), Counter()
    for sentence in sentences:
        for match in named.finditer(sentence):
            for chunk, before in _beside(sentence, match):
                said = _role(chunk, role, state)
                if said and not (before and OTHER.search(said[2])):
                    told_roles[said[0]] += 1
                    told_sides.update(sides[word] for word in said[1])
                    break
    best = told_sides.most_common(1)
    role_of = max(told_roles, key=lambda words: (told_roles[words], len(words)), default="")
    return Standing(role_of, best[0][0] if best else "", len(told_sides) < 2)


def _beside(sentence: str, name: re.Match[str]) -> Iterable[tuple[str, bool]]:
    """What stands before the name in its phrase (True), and what explains it after a comma (False)."""
    before = re.split(r"[;:.!?“”\"]", sentence[max(0, name.start() - WINDOW) : name.start()])[-1]
    head, comma, last = before.rstrip().rpartition(",")
    yield head.rpartition(",")[2] if comma and not last.strip() else last, True
    if sentence[name.end() : name.end() + 2] == ", ":
        yield re.split(r"[,;:.!?“”\"]", sentence[name.end() + 2 : name.end() + WINDOW])[0], False


def _role(chunk: str, role: re.Pattern[str], state: re.Pattern[str]) -> tuple[str, list[str], str] | None:
    """The role at the end or start of a chunk, the states that it is held for, and what follows it."""
    bare = state.sub(" · ", chunk)  # not of the role: "the president of Peru" is a president
    bare = re.sub(r"\s*['’]s?(?=\s)", " ·", bare)  # nor whose it is: "the bloc's chairman"
    bare = " ".join(bare.split())
    found = [*role.finditer(bare)]
    if not found:
        return None
    words, title = found[-1][1].split(), found[-1][2]
    words = words[_ends(words, title[0].isupper()) :]
    held = re.sub(r"\b(?:to|in) (?:the )?$", "", chunk)
    sides = [m[0] for m in state.finditer(held) if not re.search(r"\b(?:to|in|with|on) (?:the )?$", held[: m.start()])]
    office, of, rest = title.partition(" of ")
    rest = rest if " " in rest else rest.lower()  # a name keeps its capitals, "Secretary of State" doesn't
    return " ".join([*words, office]).lower() + of + rest, sides[-1:], bare[found[-1].end() :]


def _ends(words: list[str], in_capitals: bool) -> int:
    """Where the title's own words begin: behind the last verb, adverb or word of another phrase."""

    def other(word: str) -> bool:
        small = in_capitals and word.islower() and word not in SMALL
        return small or word.lower() in NO_MODIFIER - SMALL or bool(DEED.fullmatch(word))

    last = max((n for n, word in enumerate(words) if other(word)), default=-1)
    former = words.index("former") if "former" in words else 0
    return max(last + 1, former)

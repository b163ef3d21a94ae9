"""The names that a registry lacks: what a text never seen before proposes for `actors.csv`."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

import pandas as pd

from analysis.actors.descriptions import BODIES
from analysis.actors.names import Lexicon, folded
from analysis.codebook import words_of
from analysis.readers.publishers import BODY
from analysis.tokens import Parse, loaded, located, nlp

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

KINDS = {"PERSON": "person", "ORG": "organisation", "GPE": "state", "NORP": "group", "EVENT": "event"}
COLUMNS = ("name", "kind", "variants", "n_mentions", "n_briefs", "first_sentence_id", "alias_of")
DATES = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b.*|\W*\d.*"
)
AFTER = ("POS", "``", "''", ",", ".")  # tags of what stands after a name
PARTICLES = frozenset("von van de der den del della di da dos du la le ten ter zu bin ibn al el".split())
ALIKE = 0.85  # how like a registered name a spelling must be to be taken for it


@dataclass
class Found:
    """One name as it stands in a brief."""

    name: str
    label: str
    sentence_id: str
    place: tuple[int, int]
    short: str = ""  # the abbreviation that stands in brackets behind it


def candidates(parses: Mapping[str, Sequence[Parse]], *, sentences: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """The names in the briefs that the registry doesn't know, the most frequent first.

    Proposals only: the small model mislabels names, so read the sentence before adding a row.

    Parameters
    ----------
    parses : mapping
        The parsed passages of each brief, by `brief_id`.
    sentences : DataFrame
        The sentences of all briefs.
    lexicon : Lexicon
        The names that are known, as `analysis.actors.names.lexicon` compiles them.

    Returns
    -------
    DataFrame
        One row per name: `name` (its longest spelling), `kind` (what it seems to be; missing where
        the model has no guess), `variants` (all spellings, `; ` between), `n_mentions`, `n_briefs`,
        `first_sentence_id` and `alias_of` (the registered actor whose spelling it may be, or missing).
    """
    found = [name for n, (brief_id, read) in enumerate(parses.items())
             for name in _found(read, n, sentences[sentences.brief_id == brief_id], lexicon)]  # fmt: skip
    rows = [_row(group, lexicon) for group in _groups(found)]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values(["n_mentions", "name"], ascending=[False, True], ignore_index=True)


@lru_cache(maxsize=1)
def _entities() -> Callable[[Doc], Doc]:
    """The part of the parser's model that marks names."""
    meta, others = nlp().meta, [*nlp().pipe_names, "senter", "tokenizer", "vocab"]
    return loaded(f"{meta['lang']}_{meta['name']}", vocab=nlp().vocab, exclude=others).get_pipe("ner")


def _found(read: Sequence[Parse], number: int, sentences: pd.DataFrame, lexicon: Lexicon) -> Iterator[Found]:
    for parse in read:
        doc = _entities()(parse.doc.read.copy())  # a copy: entities are no part of the shared parse
        if not doc.text.rstrip('"”’)').endswith((".", "?", "!")):
            continue  # a headline in title case looks like one long name
        known = {i for start, end, _ in lexicon.found(doc.text) for i in range(start, end)}
        for span, label in _proper(doc):
            new = known.isdisjoint(range(span.start_char, span.end_char)) and not _is_common(span, lexicon)
            if new and not DATES.fullmatch(span.text):
                at, _ = parse.span(span.start_char, span.end_char)
                (sentence_id,) = located(pd.Series([at]), sentences=sentences)
                yield Found(span.text, label, sentence_id, (number, at), _bracketed(span))


def _is_common(span: Span, lexicon: Lexicon) -> bool:
    """True for titles ("Prime Minister") and nationalities, which name nobody by themselves."""
    noun = lexicon.nouns.get(span.root.lower_)
    alone, owned = len(span) == 1, any(t.dep_ in ("det", "poss") for t in span.root.children)
    if alone and span.text.lower() in words_of("honorific"):
        return True
    body = noun is not None and noun.kinds & BODIES and span.root.tag_ == "NNP" and not owned  # "Congress voted"
    common = noun is not None and ((alone and not body) or "person" in noun.kinds)
    return common or folded(span.text).lower() in lexicon.nations


def _proper(doc: Doc) -> Iterator[tuple[Span, str]]:
    """Entities that can act, and runs of proper nouns that the entity tagger missed."""
    seen: set[int] = set()
    for entity in doc.ents:
        whole = _with_particles(entity)
        span, numbered = _trimmed(whole), any(t.like_num or any(map(str.isdigit, t.text)) for t in whole)
        is_new = not seen & {t.i for t in whole}
        seen |= {t.i for t in span or whole}
        if is_new and span and entity.label_ in KINDS and any(t.pos_ == "PROPN" for t in span):
            yield span, "" if numbered and entity.label_ == "PERSON" else entity.label_  # "Leopard 2" is nobody
    run: list[int] = []
    for token in [*doc, None]:
        if token is not None and (_is_new(token, seen) or (run and _joins(token, run))):
            run.append(token.i)
        elif run:
            yield doc[run[0] : run[-1] + 1], ""
            run = []


def _is_new(token: Token, seen: set[int]) -> bool:
    return token.pos_ == "PROPN" and token.i not in seen and token.text[:1].isupper()


def _joins(token: Token, run: Sequence[int]) -> bool:
    """Whether an "and" stands within a name: "the Loss and Damage Fund", one word before it and a body's after it."""
    doc = token.doc
    rest = list(takewhile(lambda t: t.pos_ == "PROPN" and not t.ent_type_, doc[token.i + 1 :]))
    single = len(run) == 1 and run[0] > 0 and doc[run[0] - 1].lower_ == "the"
    return token.lower_ == "and" and single and len(rest) > 1 and bool(BODY.search(rest[-1].text))


def _bracketed(span: Span) -> str:
    """The abbreviation in brackets behind a name, if its letters are those of the name: "Andean Bank (AB)"."""
    after = span.doc[span.end : span.end + 3].text
    found = re.fullmatch(r"\(([A-Z][A-Za-z]*[A-Z\d]s?)\)", after)
    return found[1] if found and _is_short(found[1], span.text) else ""


def _is_short(short: str, name: str) -> bool:
    """Whether the letters stand in the name in that order, or most of them begin its words."""
    letters, words = short.rstrip("s").lower(), folded(name).lower()
    initials = Counter(word[0].lower() for word in folded(name).split() if word[0].isupper())
    rest = iter(words)
    in_order = words[0] == letters[0] and all(letter in rest for letter in letters)
    return in_order or 2 * (Counter(letters) & initials).total() > len(letters)


def _with_particles(entity: Span) -> Span:
    """The entity with a surname that the tagger parts from it after particles: "Ursula von der", "Leyen"."""
    doc, end = entity.doc, entity.end
    while end < len(doc) and doc[end].lower_ in PARTICLES:
        end += 1
    parted = doc[end - 1].lower_ in PARTICLES and end < len(doc) and doc[end].text[:1].isupper()
    return doc[entity.start : end + 1] if parted and entity.label_ == "PERSON" else entity


def _trimmed(entity: Span) -> Span | None:
    """The entity without article, possessive, quotation marks and small letters at its ends, up to a bracket."""
    start, end = entity.start, next((t.i for t in entity if t.text == "(" and t.i > entity.start), entity.end)
    while start < end and (entity.doc[start].pos_ in ("DET", "NUM") or not entity.doc[start].text[0].isalpha()):
        start += 1
    while end > start and (entity.doc[end - 1].tag_ in AFTER or entity.doc[end - 1].text.islower()):
        end -= 1
    return entity.doc[start:end] if end > start else None


def _groups(found: Sequence[Found]) -> list[list[Found]]:
    """Spellings of one name together: hyphens and accents aside, a surname with its full name, initials."""
    groups: list[list[Found]] = []
    for name in sorted(found, key=lambda f: -len(f.name)):
        home = next((g for g in groups if any(_same(name, o) or o.short == name.name for o in g)), None)
        if home is None:
            groups.append([name])
        else:
            home.append(name)
    return groups


def _same(short: Found, long: Found) -> bool:
    one, two = folded(short.name).lower().split(), folded(long.name).lower().split()
    initials = "".join(word[0] for word in two if word not in ("of", "the", "for", "and"))
    surname = long.label and one == two[-len(one) :] and not BODY.search(long.name)
    within = long.label == "PERSON" and len(two) > 3 and len(one) == 1 and one[0] in two[1:-1]  # "Lula"
    return bool(one == two or surname or within or (len(initials) > 2 and "".join(one).replace(".", "") == initials))


def _row(group: list[Found], lexicon: Lexicon) -> tuple:
    names = Counter(f.name for f in group)
    label = Counter(f.label for f in group if f.label).most_common(1)
    kind = KINDS[label[0][0]] if label else None
    first = min(group, key=lambda f: f.place).sentence_id
    briefs = len({f.place[0] for f in group})
    variants = dict.fromkeys([*names, *(f.short for f in group if f.short)])
    return (group[0].name, kind, "; ".join(variants), len(group), briefs, first, _alias_of(group[0].name, lexicon))


def _alias_of(name: str, lexicon: Lexicon) -> str | None:
    """The actor with a name spelt nearly so."""
    near = difflib.get_close_matches(folded(name), lexicon.senses, n=1, cutoff=ALIKE)
    owners = {a for form in ("name", "alias") for a in lexicon.senses[near[0]].get(form, ())} if near else set()
    return owners.pop() if len(owners) == 1 else None

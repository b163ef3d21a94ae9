"""The parser's own rules of parts of speech, asked once for words alike.

spaCy's attribute ruler tries some two hundred rules on every word, which takes as long as half of the
parse. Nearly all of them look at one word alone: at its tag, its relation, and whether it is one of a few
dozen words. So what they say of a word, they say of all that are like it in these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.matcher import Matcher
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler

LOOKED_AT = {"TAG", "LOWER", "DEP", "IS_SPACE"}
Match = tuple[int, int, int, int]


def quicken(ruler: AttributeRuler) -> None:
    """Let a ruler remember which of its rules hold for each kind of word; what it says stays the same."""
    strings, known = ruler.vocab.strings, {}
    of_words, others, words = Matcher(ruler.vocab), Matcher(ruler.vocab), set()
    for number, rule in enumerate(ruler.patterns):
        for pattern in rule["patterns"]:
            form = pattern[0].get("LOWER", {})
            alone = len(pattern) == 1 and LOOKED_AT.issuperset(pattern[0]) and "REGEX" not in form
            (of_words if alone else others).add(str(number), [pattern])
            words.update([form] if isinstance(form, str) else (word for some in form.values() for word in some))

    def match(doc: Doc) -> list[Match]:
        found = [(int(strings[rule]), rule, *place) for rule, *place in others(doc, allow_missing=True)]
        for token in doc:
            kind = token.tag, token.dep, token.is_space, token.lower_ if token.lower_ in words else ""
            if kind not in known:
                one = Doc(doc.vocab, words=[token.text], tags=[token.tag_], deps=[token.dep_], heads=[0])
                known[kind] = [(int(strings[rule]), rule) for rule, *_ in of_words(one, allow_missing=True)]
            found += [(*held, token.i, token.i + 1) for held in known[kind]]
        return sorted(found)  # a later rule overrules

    ruler.match = match

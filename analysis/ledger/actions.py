"""Words of advice in a parsed text: which verbs tell somebody to act, how far the action goes, on what condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.attribution.clauses import VERBAL, agent, children, is_imperative, is_infinitive, is_passive
from analysis.codebook import rows
from analysis.errors import CodebookError
from analysis.settings import CODEBOOKS
from analysis.stance.grammar import SUBJECTS
from analysis.tokens import lemma

if TYPE_CHECKING:
    from analysis.parsed import Doc, Token

ADVICE = CODEBOOKS / "advice.csv"
COLUMNS = ("words", "kind", "note")
KINDS = ("duty", "advising", "need", "suggestion", "heading", "opener", "fitting", "reader", "condition")
ASIDE = frozenset("as although though while since because".split())
BREAKS = frozenset((":", ";", "--", "—"))
LOOSE = frozenset(",;:.!?-–—") | {"--", "...", "but", "and", "or", "even"}


@dataclass(frozen=True)
class Advice:
    """The words of advice by kind, as `advice.csv` lists them."""

    by_kind: dict[str, frozenset[str]]

    def lists(self, token: Token, kind: str) -> bool:
        """Whether a token is a word of that kind."""
        return token.lower_ in self.by_kind[kind] or lemma(token).lower() in self.by_kind[kind]

    @cached_property
    def conditional(self) -> frozenset[str]:
        """What a token can be that opens a condition: a beginning of its words."""
        return frozenset(words[:n] for words in self.by_kind["condition"] for n in range(1, len(words) + 1))

    @property
    def headings(self) -> frozenset[str]:
        """Words of headings that announce suggestions."""
        return self.by_kind["heading"]


@dataclass(frozen=True)
class Draft:
    """A verb that tells somebody to act.

    `addressees` are tokens where they aren't the subject, `open` says that the advised state is
    meant where nobody is named.
    """

    verb: Token
    form: str
    addressees: tuple[Token, ...] | None = None
    open: bool = False


@lru_cache(maxsize=8)
def advice_book(path: Path = ADVICE) -> Advice:
    """The words of advice in a file, read once.

    Raises
    ------
    CodebookError
        A column is missing, or a row has a kind that there isn't.
    """
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for line, row in rows(path, COLUMNS):
        if row["kind"] not in found:
            raise CodebookError(f'kind "{row["kind"]}"', remedy=f"Allowed: {', '.join(KINDS)}", path=path, row=line)
        found[row["kind"]].add(row["words"])
    return Advice({kind: frozenset(words) for kind, words in found.items()})


def drafts(doc: Doc, advice: Advice) -> Iterator[Draft]:
    """Every verb of a parsed text that may be advice, by its form."""
    for token in doc:
        if token.pos_ in VERBAL:
            yield from _of(token, advice)


def _of(verb: Token, advice: Advice) -> Iterator[Draft]:
    auxiliaries = children(verb, "aux", "auxpass")
    perfect = any(lemma(t) == "have" for t in auxiliaries)
    copula = lemma(verb) == "be" and not is_passive(verb)
    if is_order(verb) and not advice.lists(verb, "reader"):
        yield Draft(verb, "imperative", (), open=True)
    elif perfect or children(verb, "expl") or _is_asked(verb) or _is_supposed(verb):
        return
    elif _is_advised(verb, advice):
        yield Draft(verb, "duty", None if children(verb, *SUBJECTS) else tuple(children(verb.head, "dobj")))
    elif (asks_for(verb, advice) and not _is_guess(verb)) or _shares_duty(verb, advice):
        if not copula:
            yield _voiced(verb, "duty")
    elif _needs(verb, advice):
        yield Draft(verb, "need")
    elif any(advice.lists(t, "suggestion") for t in auxiliaries) and not copula:
        yield _voiced(verb, "suggestion")
    elif _opened(verb, advice):
        named = children(verb, *SUBJECTS) or _wiser(verb)
        yield Draft(verb, "opener", tuple(named), open=not named)


def asks_for(verb: Token, advice: Advice) -> bool:
    """Whether a verb stands under "should" or "must"."""
    return any(advice.lists(t, "duty") for t in children(verb, "aux"))


def _is_advised(verb: Token, advice: Advice) -> bool:
    """Whether whoever writes says that he advises it: "we recommend that Peru wait", "I urge Peru to wait"."""
    over = verb.head
    own = any(t.lower_ in ("i", "we") for t in children(over, "nsubj"))
    says = advice.lists(over, "advising") and over.tag_ == "VBP" and not children(over, "neg", "aux")
    return own and says and verb.dep_ in ("ccomp", "xcomp")


def _is_guess(verb: Token) -> bool:
    """Whether "must" only guesses what goes on: "Lima must be laughing"."""
    return verb.tag_ == "VBG" and any(t.lower_ == "must" for t in children(verb, "aux"))


def _is_asked(verb: Token) -> bool:
    """Whether it is open what is to be done, or how: "What Peru should do", "how should Lima answer?"."""
    own = (t for child in verb.children for t in (child, *(c for c in child.children if child.dep_ == "prep")))
    return any(t.tag_ in ("WP", "WRB") and t.lower_ != "why" and t.dep_ not in SUBJECTS for t in own)


def _is_supposed(verb: Token) -> bool:
    """Whether "should" opens a condition: "Should Lima leave, Quito will follow"."""
    return any(t.lower_ == "should" and t == verb.left_edge for t in children(verb, "aux"))


def _voiced(verb: Token, form: str) -> Draft:
    """The draft of a verb; of a passive the addressee is named by "by", or else it is open."""
    if not is_passive(verb):
        return Draft(verb, form)
    by = agent(verb)
    return Draft(verb, form, () if by is None else (by,), open=True)


def is_order(verb: Token) -> bool:
    """Whether a verb is a command; a sentence may open with one that the parse takes for a present."""
    opens = verb.is_sent_start and verb.tag_ in ("VB", "VBP") and verb.dep_ == "ROOT"
    return is_imperative(verb) or (opens and not children(verb, *SUBJECTS, "expl"))


def _shares_duty(verb: Token, advice: Advice) -> bool:
    """Whether "should" before a first verb holds for this second one."""
    first = verb.head
    shared = verb.dep_ == "conj" and verb.tag_ == "VB" and not children(verb, *SUBJECTS, "aux")
    return shared and any(advice.lists(t, "duty") for t in children(first, "aux"))


def _needs(verb: Token, advice: Advice) -> bool:
    """The infinitive under "needs to", "would do well to", "had better"."""
    head = verb.head
    if any(t.lower_ == "better" for t in children(verb, "advmod")) and any(
        t.lower_ in ("had", "'d", "’d") for t in children(verb, "aux")
    ):
        return True
    if verb.dep_ not in ("xcomp", "advcl", "ccomp") or not is_infinitive(verb) or head.pos_ not in VERBAL:
        return False
    hedged = any(t.lower_ in ("may", "might", "did", "does", "do") for t in children(head, "aux"))
    if head.lower_ == "ought":
        return True
    well = lemma(head) == "do" and any(t.lower_ in ("well", "better", "best") for t in children(head, "advmod"))
    return well or (advice.lists(head, "need") and head.tag_ in ("VBP", "VBZ", "VB") and not hedged)


def _opened(verb: Token, advice: Advice) -> bool:
    """The infinitive in "one way to help would be to include", "it is time to act", "it would be wise to wait"."""
    if not is_infinitive(verb):
        return False
    head = verb.head
    if verb.dep_ == "xcomp" and lemma(head) == "be":
        heads = children(head, "nsubj", "attr", "acomp")
        return any(advice.lists(t, "opener") or advice.lists(t, "fitting") for t in heads)
    if verb.dep_ in ("acl", "relcl") and advice.lists(head, "opener"):  # "it is time to act"
        return head.dep_ == "attr" and any(t.lower_ == "it" for t in children(head.head, "nsubj", "expl"))
    return verb.dep_ == "xcomp" and head.dep_ == "acomp" and advice.lists(head, "fitting")


def _wiser(infinitive: Token) -> list[Token]:
    """Who is told what is wise: "Lima would be wise to wait"; nobody in "it would be wise to wait"."""
    over = infinitive.head.head if infinitive.head.dep_ == "acomp" else infinitive.head
    return [t for t in children(over, "nsubj") if children(over, "acomp") and t.lower_ != "it"]


def extent(draft: Draft, advice: Advice) -> tuple[Token, Token]:
    """First and last token of an action: the verb with all that belongs to it, without its condition."""
    verb = draft.verb
    doc = verb.doc
    negations = [c for c in verb.children if c.dep_ == "neg" or c.lower_ == "nor"]
    first = min([verb, *negations, *(c for c in children(verb, "advmod") if _close(c, verb))], key=lambda t: t.i)
    cut = [c.left_edge.i for c in children(verb, "conj") if c.i > verb.i and c.pos_ in VERBAL and _of_own(c)]
    held = condition(verb, advice)
    if held and held[0].i > verb.i:
        cut.append(held[0].i)
    cut += [c.left_edge.i for v in (verb, *children(verb, "xcomp")) for c in children(v, "advcl") if _is_aside(c, verb)]
    cut += [t.i for t in doc[verb.i : verb.right_edge.i] if t.text in BREAKS]
    last = min([verb.right_edge.i, *(i - 1 for i in cut)])
    while last > verb.i and (doc[last].lower_ in LOOSE or doc[last].is_space):
        last -= 1
    return first, doc[last]


def _is_aside(clause: Token, verb: Token) -> bool:
    """Whether a clause after the action only sets it beside something else: "even as", "although"."""
    return clause.i > verb.i and any(c.lower_ in ASIDE for c in children(clause, "mark", "advmod"))


def _close(adverb: Token, verb: Token) -> bool:
    return adverb.i == verb.i - 1 and adverb.lower_ not in ("then", "also", "thus", "therefore", "instead")


def _of_own(verb: Token) -> bool:
    return bool(children(verb, *SUBJECTS)) or verb.tag_ == "VB"


def condition(verb: Token, advice: Advice) -> tuple[Token, Token] | None:
    """The clause or phrase that an action hangs on: "unless ...", "in return for ..."."""
    for token in verb.sent:
        if not (_opens_condition(token, advice) and _belongs(token, verb)):
            continue
        last = _top(token).right_edge
        while last.i > token.i and (last.lower_ in LOOSE or last.is_space):
            last = last.nbor(-1)
        if last.i > token.i:
            return token, last
    return None


def _opens_condition(token: Token, advice: Advice) -> bool:
    """Whether words of condition, at most three, begin here."""
    if token.lower_ not in advice.conditional:
        return False
    if token.dep_ == "advmod" and token.head.left_edge != token:  # "they once fought"
        return False
    phrases = (token.doc[token.i : token.i + n].text.lower() for n in (1, 2, 3))
    return any(phrase in advice.by_kind["condition"] for phrase in phrases)


def _top(token: Token) -> Token:
    """The head of the phrase that a word of condition opens."""
    return token.head if token.dep_ in ("mark", "advmod") else token


def _belongs(token: Token, verb: Token) -> bool:
    """Whether a condition hangs on a verb, or on what the verb governs outside a relative clause."""
    above = _top(token).head
    between = [above, *(a for a in above.ancestors if verb in a.ancestors)]
    return above == verb or (verb in above.ancestors and not any(a.dep_ == "relcl" for a in between))

"""`new` proposes the matter of the texts though they call it by a common noun alone."""

import pytest

from analysis.draft.matters import Matter, matters
from analysis.settings import CODEBOOKS, ROOT
from analysis.study import load_study
from analysis.wording import the

NOUNS = CODEBOOKS / "descriptions.csv"
ONE = """# Fish for Grain

Ann Lee praised the pact. The pact feeds both shores, and the deal is cheap. She welcomed the deal. The talks were short.
"""
TWO = """# Grain for Nothing

Bo Dahl attacked the pact. He said that the treaty obligations of Peru grow. The pact is a bad deal. The talks were long.
"""


def test_a_repeated_definite_noun_is_proposed_as_an_event(drafted):
    """ "The pact" of both briefs is an event of the registry, with its other nouns, its counts and a place in the list."""
    draft, registry = drafted(ONE, TWO)
    row = registry["The pact"]
    assert (row["kind"], row["aliases"]) == ("event", "the pact; the deal")
    assert "“the pact” 4 times and “the deal” 2 times in 2 briefs" in row["note"]
    assert any("“the deal” 2 times in 2 briefs: taken for one event" in check for check in draft.checks)
    assert not any("no event or issue" in check for check in draft.checks)
    study = load_study(draft.folder)
    assert study.settings.event == "the pact"
    signs = study.ledger[study.ledger.target == "pact"].groupby("brief_id").stance.agg(set)
    assert (1 in signs["a"], -1 in signs["b"]) == (True, True)


def test_a_noun_seldom_used_or_in_one_brief_alone_is_not_proposed(drafted):
    """Two uses a brief on average and two briefs are needed: "the talks", once in each, stay out, and so does one brief's deal."""
    _, registry = drafted(ONE, TWO.replace("the pact", "a pact").replace("The pact", "A pact"))
    assert not {"The pact", "The deal", "The talks"} & set(registry)


def test_a_noun_that_few_briefs_use_again_is_not_proposed(drafted):
    """Six nouns of one family in three briefs, the one that comes again twice in one of them alone, make no matter."""
    other = "# Three\n\nThe accord is long. The agreement is dull.\n"
    texts = (
        "# One\n\nThe pact is weak. The pact is old.\n",
        "# Two\n\nThe deal is cheap. The treaty is dear.\n",
    )
    _, registry = drafted(*texts, other)
    assert "The pact" not in registry


def test_the_nouns_of_a_named_event_are_its_aliases(drafted):
    """Where one event of the sort has a name, "the pact" is another name of it and no event of its own."""
    named = " Peru signed the Harbour Accord. The Harbour Accord was short."
    _, registry = drafted(ONE + named, TWO + named)
    assert registry["Harbour Accord"]["aliases"] == "the pact; the deal" and "The pact" not in registry


def test_nouns_that_may_mean_two_named_events_are_told_and_not_taken(drafted):
    """With a Harbour Accord and a Lake Treaty "the pact" could be either: a person decides."""
    named = " Peru signed the Harbour Accord and the Lake Treaty. The Harbour Accord and the Lake Treaty were short."
    draft, registry = drafted(ONE + named, TWO + named)
    assert {registry[name]["aliases"] for name in ("Harbour Accord", "Lake Treaty")} == {""}
    told = "not taken, since it may mean the Harbour Accord and the Lake Treaty"
    assert "The pact" not in registry and any(told in check for check in draft.checks)


@pytest.mark.parametrize(
    ("folder", "noun"), [("data", "the meeting"), ("examples/ferry-accord", "the accord"), ("examples/five-outlets", "the agreement")]
)  # fmt: skip
def test_the_shipped_studies_speak_of_their_matter(folder, noun):
    """In each study of this repository the noun of its event comes first of all."""
    found = matters(load_study(ROOT / folder).tokens, nouns=NOUNS)
    assert found[0].kind == "event" and found[0].names[0] == noun


def test_a_noun_used_once_is_no_name():
    """A noun of the family that stands once is told by no name, the commonest always."""
    assert Matter("event", (("pact", 5), ("deal", 1)), 2).names == ["the pact"]


def test_a_matter_called_by_its_noun_has_one_article_in_a_sentence():
    """ "The pact" of the registry is "the pact" in a sentence, and not "the The pact"."""
    assert the("The pact") == "the pact"


def test_a_proper_name_keeps_its_capital_and_own_words_get_no_article():
    """A body keeps its name after "the", an event loses its capital, and an amount is no name."""
    assert the("Alliance of Small Island States") == "the Alliance of Small Island States"
    assert the("Meeting of 28 May 2007") == "the meeting of 28 May 2007"
    assert the("Almost 200 countries") == "almost 200 countries"

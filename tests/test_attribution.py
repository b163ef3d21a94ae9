"""Attribution: constructions, properties, and time linear in the length."""

import pandas as pd
import pytest
from spoken import found, said

from analysis.attribution.attributions import COLUMNS, attributions, scare_quotes


def test_negation() -> None:
    """What somebody did not say is marked."""
    assert found("The envoy did not say that it was over.", "The envoy", "over")["negated"]
    assert found("Nobody believes that it is over.", "Nobody", "over")["negated"]
    assert not found("The envoy said that it was not over.", "The envoy", "over")["negated"]


@pytest.mark.parametrize("text", ["Lima has no plan to leave.", "Peru lacks any hope of leaving.", "Lima is not eager to leave.",
                                  "Lima lacks the wish to talk.", "Lima never had any intention of leaving."])  # fmt: skip
def test_a_noun_or_adjective_that_is_denied_is_negated(text) -> None:
    """Who has no plan, lacks the wish or isn't eager is said not to mean it; who has one means it."""
    assert attributions(text).negated.tolist() == [True]
    assert attributions("Lima has a plan to leave.").negated.tolist() == [False]


def test_refusal_to_say_is_negated() -> None:
    """A cue under "refused to" is marked as not said."""
    row = found("The envoy refused to say that it was over.", "The envoy", "was over", nested="all")
    assert row["negated"]


def test_modal_is_hypothetical() -> None:
    """What somebody could say is no speech that happened."""
    assert found("The envoy could say that it is over.", "The envoy", "over")["hypothetical"]
    assert found("The envoy might repeat that it is over.", "The envoy", "over")["hypothetical"]
    assert not found("The envoy said that it could be over.", "The envoy", "over")["hypothetical"]


def test_quotation_goes_on_after_the_reporting_clause() -> None:
    """A quotation interrupted by its reporting clause is one attribution."""
    rows = said("“It is late,” Mr. Ode said. “We must go home. We are tired.”")
    assert [(r["source"], r["kind"]) for r in rows] == [("Mr. Ode", "direct")]
    assert rows[0]["content"].endswith("tired.”")


def test_quotation_over_paragraphs() -> None:
    """A quotation reopened in each paragraph belongs to one speaker."""
    text = "Ode said: “It is late. We must go home.\n\n“We are tired of waiting for them.”\n\nHe left."
    assert found(text, "Ode", "It is late")["content"].endswith("waiting for them.”")


def test_source_a_sentence_away() -> None:
    """A whole-sentence quotation takes the speaker of the sentence before."""
    found('Ode disagreed with the mayor. "Nobody will leave this town."', "Ode", "Nobody will leave")


def test_floating_quotation_without_speaker() -> None:
    """A quotation that nobody is said to speak has no source."""
    row = found("The rain fell.\n\n“We have waited here for seven years.”", None, "seven years")
    assert row["kind"] == "direct"
    assert row["cue"] is None


def test_straight_and_curly_marks_agree() -> None:
    """Straight and curly marks give the same sources and kinds."""
    curly = said("“We will stay in town,” Ode said. He left.")
    straight = said('"We will stay in town," Ode said. He left.')
    assert [(r["source"], r["kind"]) for r in curly] == [(r["source"], r["kind"]) for r in straight]


def test_unpaired_mark() -> None:
    """A quotation that is never closed ends with its paragraph."""
    text = "Ode said: “We will stay in town.\n\nThe rain fell on the square."
    assert "rain" not in found(text, "Ode", "We will stay")["content"]


def test_nested_speech_has_a_parent() -> None:
    """Speech told inside a speech points to the row that it stands in."""
    rows = said("The paper reported that the minister had said that the bridge was closed.")
    assert [r["source"] for r in rows] == ["The paper", "the minister"]
    assert rows[1]["parent"] == 0


def test_nested_rows_can_be_left_out() -> None:
    """Only the outermost attributions are kept on demand."""
    text = "The paper reported that the minister had said that the bridge was closed."
    assert [r["source"] for r in said(text, nested="none")] == ["The paper"]


def test_nested_option_is_checked() -> None:
    """A wrong option is answered with the right ones."""
    with pytest.raises(ValueError, match='nested is "some"'.replace('"', "'")):
        attributions("He left.", nested="some")


def test_citation_tag_is_no_source() -> None:
    """A parenthesised tag tells where a fact is from and speaks nothing."""
    rows = said("The envoy said that the talks went well (BBC).")
    assert [r["source"] for r in rows] == ["The envoy"]


def test_scare_quotes_are_not_speech() -> None:
    """A quoted word that nobody says is a scare quote."""
    text = "The army entered the “destroyed” village. “It is gone,” said the mayor."
    assert [text[s:e] for s, e in scare_quotes(text)] == ["“destroyed”"]


def test_quoted_word_in_a_speech_is_no_scare_quote() -> None:
    """A quoted word inside an attribution makes it mixed."""
    text = "The mayor countered that the village was “destroyed” by then."
    assert scare_quotes(text) == []
    assert found(text, "The mayor", "destroyed")["kind"] == "mixed"


def test_quoted_verb_in_a_list_belongs_to_the_speech() -> None:
    """A quoted verb in a list goes on with what is said."""
    text = "The mayor replied that the army had looted the town, “erased” its past, and left."
    assert "erased" in found(text, "The mayor", "looted the town")["content"]
    assert scare_quotes(text) == []


def test_imperative_is_no_attribution() -> None:
    """A command to the reader ascribes nothing to anybody."""
    assert said("Consider a swap of prisoners.") == []


def test_not_to_mention_is_no_attribution() -> None:
    """An idiom reports nothing."""
    rows = said("The road was long, not to mention the rain.")
    assert [r["cue"] for r in rows] == []


def test_object_of_feeling() -> None:
    """Whoever is worried by something is the source of the attitude."""
    assert found("The minister was alarmed by the vote.", "The minister", "the vote")


def test_titles_are_not_scare_quotes() -> None:
    """The title of a work is no scare quote."""
    assert scare_quotes("She read “War and Peace” on the train.") == []


def test_conjunct_with_the_outer_tense_is_lifted() -> None:
    """A second reporting verb that the tense joins to the first shares its source."""
    text = "She said the plan will fail and warned that the money is gone."
    assert found(text, "She", "the money is gone")["parent"] is pd.NA
    assert found(text, "She", "the plan will fail")["content"].endswith("fail")


def test_columns() -> None:
    """The table has the promised columns and types, also when it is empty."""
    for text in ("", "Ode said that it rained."):
        table = attributions(text)
        assert list(table.columns) == list(COLUMNS)
        assert str(table["source_start"].dtype) == "Int64"

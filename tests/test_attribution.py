"""Attribution: constructions, properties, and time linear in the length."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attribution import contents
from analysis.attribution.attributions import COLUMNS, attributions, scare_quotes
from analysis.attribution.cues import TYPES, codebook
from analysis.attribution.paragraphs import paragraphs
from analysis.attribution.records import attributions_in
from analysis.tokens import nlp


def said(text: str, **options: str) -> list[dict]:
    """Rows with the words of their spans."""
    table = attributions(text, **options)
    rows = []
    for row in table.itertuples():
        words = {
            role: None if pd.isna(start) else text[start:end]
            for role, start, end in (
                ("source", row.source_start, row.source_end),
                ("cue", row.cue_start, row.cue_end),
                ("content", row.content_start, row.content_end),
            )
        }
        rest = ("kind", "type", "negated", "hypothetical", "parent")
        rows.append(words | {name: getattr(row, name) for name in rest})
    return rows


def found(text: str, source: str | None, content: str, **options: str) -> dict:
    """The row with this source whose content begins or ends like this one."""
    rows = said(text, **options)
    hits = [r for r in rows if r["source"] == source and content in r["content"]]
    assert hits, rows
    return min(hits, key=lambda r: len(r["content"]))


CONSTRUCTIONS = {
    "that-clause": (
        "The envoy said that the border was quiet.",
        "The envoy",
        "the border was quiet",
    ),
    "direct, source right": (
        "“We will not leave,” said the mayor.",
        "the mayor",
        "“We will not leave,”",
    ),
    "direct, source left": (
        'The mayor said: "We will not leave."',
        "The mayor",
        '"We will not leave."',
    ),
    "source inside": ("“The dam,” the engineer said, “will hold.”", "the engineer", "“The dam,”"),
    "indirect, source inside": (
        "The dam, the engineer said, will hold for years.",
        "the engineer",
        "will hold for years",
    ),
    "writing": ("Lopez wrote that the law had failed.", "Lopez", "the law had failed"),
    "belief": ("Turkey believes that the deal is dead.", "Turkey", "the deal is dead"),
    "intention": ("Ankara plans to close the crossing.", "Ankara", "to close the crossing"),
    "attitude": ("The union opposes the new contract.", "The union", "the new contract"),
    "noun": (
        "France repeated its claim that the vote was rigged.",
        "its",
        "that the vote was rigged",
    ),
    "light verb": (
        "The minister voiced the hope that rain would come.",
        "The minister",
        "rain would come",
    ),
    "according to": ("According to the ministry, exports fell.", "the ministry", "exports fell"),
    "according to, at the end": (
        "Exports fell in May, according to the bank.",
        "the bank",
        "Exports fell",
    ),
    "in X's words": (
        "It was, in Ambassador Reed's words, a frank exchange.",
        "Ambassador Reed's",
        "a frank exchange",
    ),
    "as X would have it": (
        "The treaty is a trap, as Larsen would have it.",
        "Larsen",
        "The treaty is a trap",
    ),
    "as X said": ("As the judge said, the case was weak.", "the judge", "the case was weak"),
    "as X was at pains to explain": (
        "The visit, as Moreau was at pains to explain, changed nothing.",
        "Moreau",
        "changed nothing",
    ),
    "to quote X": (
        "The trouble, to quote the daily Vremya, is that nobody listens.",
        "the daily Vremya",
        "nobody listens",
    ),
    "has hinted": ("Lisbon has hinted that it may pay.", "Lisbon", "it may pay"),
    "a piece welcoming": (
        "The paper featured one piece welcoming the truce.",
        "The paper",
        "the truce",
    ),
    "a column argued": (
        "A column argued that taxes were too low.",
        "A column",
        "taxes were too low",
    ),
    "passive with agent": (
        "The plan was criticized by the opposition.",
        "the opposition",
        "The plan",
    ),
    "passive participle": ("They read the terms offered by the rebels.", "the rebels", "the terms"),
    "passive without source": ("It was reported that two ships sank.", None, "two ships sank"),
    "relative clause": (
        "Warsaw, which accuses Minsk of spying, closed the road.",
        "Warsaw",
        "Minsk of spying",
    ),
    "conjunct": (
        "The mayor praised the police and criticized the governor.",
        "The mayor",
        "the governor",
    ),
    "participle": ("He resigned, saying that he was tired.", "He", "he was tired"),
    "infinitive": (
        "The governor went on to say that help was near.",
        "The governor",
        "help was near",
    ),
    "statement": (
        "The bank issued a statement saying that rates would rise.",
        "The bank",
        "rates would rise",
    ),
    "adjective": ("Berlin is skeptical of the new sanctions.", "Berlin", "the new sanctions"),
    "adverb": ("The general has reportedly fled.", None, "The general has reportedly fled"),
    "called": ("Ivanov called the vote a farce.", "Ivanov", "the vote a farce"),
    "label": ("Okafor: “We never agreed to that at all.”", "Okafor", "We never agreed"),
}


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_construction(name: str) -> None:
    """Each construction gives its source and its content."""
    text, source, content = CONSTRUCTIONS[name]
    found(text, source, content)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We will not leave,” said the mayor.", "direct"),
        ("The mayor said that the “so-called truce” was over.", "mixed"),
        ("The mayor said that the truce was over.", "indirect"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    """A content is direct, mixed or indirect by how much of it is quoted."""
    assert said(text)[0]["kind"] == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Lopez said that the law had failed.", "speech"),
        ("Lopez believes that the law has failed.", "belief"),
        ("Lopez intends to repeal the law.", "intention"),
        ("Lopez supports the law.", "attitude"),
    ],
)
def test_type(text: str, kind: str) -> None:
    """The type is the cue's in the codebook."""
    assert said(text)[0]["type"] == kind


def test_negation() -> None:
    """What somebody did not say is marked."""
    assert found("The envoy did not say that it was over.", "The envoy", "over")["negated"]
    assert found("Nobody believes that it is over.", "Nobody", "over")["negated"]
    assert not found("The envoy said that it was not over.", "The envoy", "over")["negated"]


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


def test_parsed_paragraph() -> None:
    """A single parsed paragraph gives the same spans as its text."""
    text = "The envoy said that the border was quiet."
    (record,) = attributions_in(nlp()(text))
    (row,) = attributions(text).itertuples()
    assert record.content == (row.content_start, row.content_end)


def test_columns() -> None:
    """The table has the promised columns and types, also when it is empty."""
    for text in ("", "Ode said that it rained."):
        table = attributions(text)
        assert list(table.columns) == list(COLUMNS)
        assert str(table["source_start"].dtype) == "Int64"


ODD = [
    "", " ", "\n\n\n", "\x00\x01\x1f", "“", "”", '"', "''", "“““”””", '" " "', "(((((", "\ud800",
    "‏قال الوزير: \"نعم\" said he.", "😀 said 😀 “😀”", "a" * 3000, "'" * 300, "said " * 400,
    "he said that " * 200, "“" * 500, "\u2028\u2029\u0085 x", "x:" * 200, "Ode: “", "A: B\nA: C",
    "according to", "as said", "in words", "\r\n\r\nHe said \r\n so.",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_odd_text_gives_a_table(text: str) -> None:
    """No text raises."""
    check(text)


def check(text: str) -> None:
    table = attributions(text, nested="all")
    for row in table.itertuples():
        assert 0 <= row.content_start < row.content_end <= len(text)
        for start, end in ((row.source_start, row.source_end), (row.cue_start, row.cue_end)):
            assert pd.isna(start) or 0 <= start < end <= len(text)
        assert row.kind in ("direct", "mixed", "indirect")
        assert row.type in TYPES
        assert pd.isna(row.parent) or 0 <= row.parent < len(table)


WORDS = st.sampled_from(
    "he she Ode Iran said says told wants claim that to of “ ” \" '' ' , . : ; — ( ) not could as "
    "in words according by the mayor which it is quoted writing \n\n \n 😀".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join)))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    """Any string gives a table whose spans slice it."""
    check(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_paragraphs_hold_all_words(text: str) -> None:
    """Paragraphs come in order, don't overlap, and leave out nothing but white space."""
    spans = paragraphs(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join(text.split())


def test_long_line_is_cut() -> None:
    """A line of a million characters is parsed in pieces that make it up."""
    text = "The envoy said that the border was quiet. " * 24_000
    spans = paragraphs(text)
    assert max(end - start for start, end in spans) <= 5_000
    assert sum(end - start for start, end in spans) > 0.99 * len(text)


def test_work_grows_with_the_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the text takes at most about twice the steps, in one paragraph or in many."""
    steps = [0]
    spans_of = contents.subtree

    def counted(token: object) -> tuple[int, int]:
        steps[0] += 1
        return spans_of(token)

    monkeypatch.setattr(contents, "subtree", counted)
    sentence = "“We will stay,” the mayor said, and he criticized the plan to leave. "
    for joint in ("", "\n\n"):
        counts = []
        for n in (50, 100, 200):
            steps[0] = 0
            attributions((sentence + joint) * n)
            counts.append(steps[0])
        assert counts[2] <= 2.2 * counts[1] <= 2.2 * 2.2 * counts[0]


def test_codebook_is_sound() -> None:
    """Every cue has a known type, and no row stands twice."""
    book = codebook()
    assert len(book.cues) > 500
    assert {cue.type for cue in book.cues.values()} <= set(TYPES)

"""Every character of a page is in one passage, and the body is what a reader would call it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import corpus
from analysis.corpus.passages import Rule
from analysis.settings import BriefSettings

NEWS = """HOME > WORLD
Skip to main content

A Title

By Ann Lee and Bo Ek
Published: 3 June 2007, 10:12
Share
3 comments

The ministers met on Sunday and agreed on nothing at all, officials said.

Related: What the ministers want

A second paragraph that was cut by the page in the middle of the

sentence and goes on here.

What comes next

Nobody knows.

Ann Lee is a reporter at House.

Tags: ministers, talks
Most read
Some other story about cats"""

MARKDOWN = """# A Title

*by Ann Lee*

2007-06-03

First words with a [link](https://example.org/a_b) in them and **strong** ones.

## A heading

Last words (BBC). More of them (Reuters). And a third (Dawn). The Border Guard Service (BGS) left.
"""


@pytest.fixture
def read(settings, brief):
    rules = corpus.furniture_rules(settings, brief)

    def passages(text: str):
        return corpus.passages(text, brief=brief, rules=rules)

    return passages


def body(text, table):
    return [text[p.start : p.end] for p in table.itertuples() if p.part == "paragraph"]


def rules_of(text, table):
    return {text[p.start : p.end]: p.rule for p in table.itertuples()}


def test_the_two_texts_are_byte_for_byte_as_given(study):
    """The raw text is the decoded file, unchanged."""
    for brief in study.settings.briefs:
        assert study.texts[brief.id].encode() == brief.path.read_bytes()


def test_the_bodies_are_what_a_reader_reads(study, read_sentences):
    """Title, headings and paragraphs hold the sentences of the list, and nothing else."""
    for brief_id, text in study.texts.items():
        parts = study.passages[(study.passages.brief_id == brief_id) & (study.passages.part != "furniture")]
        told = " ".join(text[p.start : p.end] for p in parts.itertuples())
        read = " ".join(row["text"] for row in read_sentences if row["brief_id"] == brief_id)
        assert told.split() == read.split()


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("PrintPrint CiteCite", "masthead"),
        ("Style: MLAAPAChicago Close", "masthead"),
        ("Prepared by: Lionel Beehner", "byline"),
        ("More on This Topic", "more_on_topic"),
        ("Propitiating Iran", "more_on_topic"),
        ("ABOUT THE AUTHORS", "author_box"),
        ("[David Pollock \\(/experts/david-pollock\\)](/experts/david-pollock)", "link"),
        ("Brief Analysis", "kicker"),
        ("Policy #1237", "policy_number"),
        ("RECOMMENDED", "recommended"),
        ("TOPICS", "recommended"),
        ("Iran (/policy-analysis/iran)", "recommended"),
    ],
)
def test_the_furniture_of_both_pages(study, line, rule):
    """Each piece of furniture is marked by the rule meant for it, with a reason."""
    marked = [p for p in study.passages.itertuples() if study.texts[p.brief_id][p.start : p.end] == line]
    assert {p.rule for p in marked} == {rule}
    assert all(p.part == "furniture" and p.reason for p in marked)


def test_author_notes_at_both_ends(study):
    """The author's box above and the note below the Institute's text are furniture."""
    notes = study.passages[study.passages.rule == "author_note"]
    opening = [study.texts[p.brief_id][p.start : p.end][:37] for p in notes.itertuples()]
    assert opening == ["David Pollock is the Bernstein Fellow", "David Pollock is a visiting fellow at"]


def test_a_paragraph_cut_by_a_line_break_is_one(study):
    """The break inside "Iran-Iraq War" does not end its paragraph."""
    winep = study.passages[(study.passages.brief_id == "winep") & (study.passages.part == "paragraph")]
    cut = [study.texts["winep"][p.start : p.end] for p in winep.itertuples() if "Iran-Iraq\n\nWar." in
           study.texts["winep"][p.start : p.end]]  # fmt: skip
    assert len(winep) == 15
    assert len(cut) == 1


def test_headings_open_sections(study):
    """The Institute's body has two headings, the other none."""
    headings = study.passages[study.passages.part == "heading"]
    assert headings.section.tolist() == ["Wide Differences on Iraq", "Possible Next Steps"]
    assert set(headings.brief_id) == {"winep"}


def test_a_news_page(read):
    """Navigation, byline, counts, pointers, notes and tails of a news page are furniture."""
    table = read(NEWS)
    assert body(NEWS, table) == [
        "The ministers met on Sunday and agreed on nothing at all, officials said.",
        "A second paragraph that was cut by the page in the middle of the\n\nsentence and goes on here.",
        "Nobody knows.",
    ]
    rule = rules_of(NEWS, table)
    assert rule["A Title"] == "title"
    assert rule["By Ann Lee and Bo Ek"] == "byline"
    assert rule["3 comments"] == "comments"
    assert rule["Related: What the ministers want"] == "inline_related"
    assert rule["What comes next"] == "heading"
    assert rule["Ann Lee is a reporter at House."] == "author_note"
    assert rule["Some other story about cats"] == "topics"


@pytest.mark.parametrize(
    "line", ["A Title | Northern Review", "Northern Review | A Title", "A Title – Northern Review"]
)
def test_the_name_of_the_site_beside_the_title_is_furniture(read, line):
    """A title is found though its line holds the site's name too, and that name is no word of the brief."""
    text = f"{line}\n\nAnn Lee\nPublished by the Northern Review\n\nThe ministers met.\n\nNorthern Review © 2032"
    table = read(text)
    assert rules_of(text, table)["A Title"] == "title" and body(text, table) == ["The ministers met."]
    assert {"site", "byline", "publisher_line", "rights_line"} <= set(table.rule)


def test_a_markdown_page(read, settings):
    """Markdown headings are headings, and the address of a link is a citation, not words."""
    table = read(MARKDOWN)
    assert table.part.tolist() == ["title", *["furniture"] * 2, "paragraph", "heading", "paragraph"]
    cited = corpus.citations(MARKDOWN, passages=table, codebook=settings.codebook("citations.csv"))
    assert cited.text.tolist() == ["(https://example.org/a_b)", "(BBC)", "(Reuters)", "(Dawn)"]


def test_plain_prose_has_no_furniture(read):
    """A text without a title line or page around it is all body."""
    text = "The talks began.\nThey went on.\r\n\r\nThen they ended."
    assert body(text, read(text)) == ["The talks began.\nThey went on.", "Then they ended."]


def test_a_word_of_the_page_in_prose_is_prose(read):
    """A sentence that begins like a label stays a sentence."""
    text = "By Monday the talks had failed.\n\nRecommended steps were ignored by both.\n\nTopics were many, said Ann."
    assert set(read(text).part) == {"paragraph"}


def test_citation_tags_and_glosses(study):
    """Tags are citations, also inside a quotation; glosses are not; residues stay words."""
    cited = study.citations
    tags = cited[cited.kind == "tag"]
    assert tags.text.tolist() == ["(BBC)", "(LAT)", "(NYT)", "(IranMania)", "(RFE/RL)"]
    assert set(cited[cited.kind == "residue"].text) == {"this interactive timeline", "in this podcast"}
    words = " ".join(study.tokens.text)
    assert "IRGC" in words and "MEK" in words and "Jerusalem" in words and "podcast" in words
    assert not {"BBC", "LAT", "NYT", "RFE", "IranMania"} & set(study.tokens.text)


@given(st.text(alphabet=st.sampled_from('Aab .\n\r\t"#*[]()é♦'), max_size=200))
def test_passages_tile_any_text(text):
    """Every character but white space is in exactly one passage, in order."""
    import datetime as dt

    brief = BriefSettings("a", None, "A b", "Ann Lee", "House", dt.date(2007, 5, 29), "free")
    table = corpus.passages(text, brief=brief, rules=[Rule("byline", "head", re.compile("A b?"), "")])
    inside = [False] * len(text)
    for p in table.itertuples():
        assert not any(inside[p.start : p.end])
        inside[p.start : p.end] = [True] * (p.end - p.start)
    outside = "".join(c for c, within in zip(text, inside, strict=True) if not within)
    assert not re.search(r"\S", outside)
    assert table.start.is_monotonic_increasing


def test_items_of_a_list_and_words_on_copyright_are_body(read):
    """An item "(c)", or a sentence that begins with "Copyright", is no copyright line."""
    lines = [
        "We recommend:",
        "(a) China report.",
        "(c) the World Bank lend more by 2030.",
        "Copyright reform is overdue.",
    ]
    text = "A Title\n\nThe talks began.\n\n" + "\n\n".join(lines) + "\n"
    assert body(text, read(text))[-3:] == lines[1:]


@pytest.mark.parametrize(
    ("lines", "marked"),
    [
        ("Ann Lee\nHouse\n3 June 2007", ["byline", "publisher_line", "dateline"]),
        ("By Cy Po\nHouse\nLima, 3 June 2007", ["byline", "publisher_line", "dateline"]),
        ("Ann Lee, Council on Shared Rivers\n\nIssue Brief No. 47 | June 3, 2007", ["byline", "policy_number"]),
        ("The House\nWorking Paper 12/2007", ["publisher_line", "policy_number"]),
    ],
)
def test_a_masthead_is_furniture_line_by_line(read, lines, marked):
    """Byline, house, date and number before the first paragraph are no words of the brief, also in one block."""
    prose = "The ministers met on Sunday, officials said."
    text = f"A Title\n\n{lines}\n\n{prose}"
    assert body(text, read(text)) == [prose]
    assert read(text).rule.tolist() == ["title", *marked, "text"]


@pytest.mark.parametrize(
    "line",
    [
        "Three Lessons of 2007", "Issue 1: Who Pays", "Why the House Fell", "No 10 has a plan, and it is old",
        "By Monday night all envoys of both\ncountries had left the hall in Lima\nand nobody came back to it.",
    ],
)  # fmt: skip
def test_what_opens_a_brief_is_no_masthead(read, line):
    """A heading, a standfirst and lines of prose before the first paragraph stay in the body."""
    text = f"A Title\n\n{line}\n\nThe ministers met on Sunday.\n\nHouse\n\nNo 10 Downing Street was silent.\n"
    assert "furniture" not in set(read(text).part)

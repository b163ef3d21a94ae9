"""Every construction by which English says who said what, each in one sentence."""

import pytest
from spoken import found, said

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
    "noun apart from its infinitive": (
        "The mayor got suggestions, from the council and elsewhere, to directly ask the dam's owner.",
        "the council",
        "to directly ask the dam's owner",
    ),
    "noun apart from its preposition": (
        "Most farmers are not getting their hopes up over the harvest.",
        "Most farmers",
        "the harvest",
    ),
    "report about a noun": ("Juan Vega, reportedly a former spy, met the envoy.", None, "a former spy"),
    "seen in the press": ("The dam was described in the press as a ruin.", "the press", "as a ruin"),
    "light verb": (
        "The minister voiced the hope that rain would come.",
        "The minister",
        "rain would come",
    ),
    "charges joined": (
        "Lopez accused the mayor of theft and of lying to them.",
        "Lopez",
        "the mayor of theft and of lying to them",
    ),
    "when, before what": ("The partners agreed in March to sell.", "The partners", "to sell"),
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
    "recalled that": ("Ortiz recalled that the dam had held.", "Ortiz", "the dam had held"),
    "recalled a thing": ("Ortiz recalled the long siege.", "Ortiz", "the long siege"),
    "label": ("Okafor: “We never agreed to that at all.”", "Okafor", "We never agreed"),
}


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("According to Juan Vega, the foreign minister of Ecuador, Peru has broken the truce.", "Peru has broken the truce"),
        ("According to Mette Holm, Denmark's prime minister, “we will not give in”.", "“we will not give in”"),
        ("According to police, the man, a former soldier, was arrested.", "the man, a former soldier, was arrested"),
        ("According to Juan Vega, the plan, which Peru backs, is dead.", "the plan, which Peru backs, is dead"),
    ],
)  # fmt: skip
def test_what_a_speaker_is_called_is_none_of_his_words(text: str, content: str) -> None:
    """A title after the name belongs to the source; a rank after the subject of what is said belongs to the content."""
    assert [row["content"] for row in said(text)] == [content]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Lopez said nothing at all: the mayor blocked the law.", []),
        ("Their restraint shows more wisdom than the cheering.", []),
        ("Lopez's silence shows that the law has failed.", []),
        ("Merkel has shown more courage than the mayor.", []),
        ("Lopez showed that the law has failed.", ["Lopez"]),
        ("Their data show that the law has failed.", ["Their data"]),
        ("Lopez's officials demonstrated that the law has failed.", ["Lopez's officials"]),
    ],
)
def test_what_is_not_said_and_what_an_author_concludes_is_nobodys_word(text: str, sources: list[str]) -> None:
    """ "Said nothing" reports nothing; somebody's conduct "shows" what the author concludes, data and people tell it."""
    assert [row["source"] for row in said(text)] == sources


@pytest.mark.parametrize(
    "text",
    ["Warsaw recalled its envoy.", "The guards admitted the farmers.", "Warsaw rejects claims that it jammed radios."],
)
def test_what_is_done_to_people_is_no_speech(text: str) -> None:
    """An envoy who is recalled isn't remembered, and who rejects a claim doesn't claim."""
    assert not [row for row in said(text) if row["type"] == "speech"]


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

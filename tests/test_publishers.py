"""Who published a text is read off its title and its lines on rights, and told as a guess."""

import pytest

from analysis.readers import read_bytes

SENTENCE = "The two cabinets signed the pact in the harbour hall, and the ferries sail again from Monday."


def guessed(title: str, last: str = "") -> dict[str, str]:
    """What a plain text with that title and last line says of itself."""
    reading = read_bytes(f"{title}\n\nBy Ann Lee\n\n{SENTENCE}\n\n{last}\n".encode(), suffix=".txt")
    assert not any(guess.sure for guess in reading.guesses.values())
    return {key: guess.value for key, guess in reading.guesses.items()}


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("Why the pact fails | Northern Review", "Northern Review"),
        ("Northern Review | Why the pact fails", "Northern Review"),
        ("Why the pact fails – Northern Review", "Northern Review"),
        ("Why the pact fails - Council on Northern Affairs", "Council on Northern Affairs"),
        ("Why the pact fails | Opinion | The Northerner", "The Northerner"),
    ],
)
def test_a_site_named_beside_the_title_is_the_publisher(title, site):
    """The name behind a bar, or behind a dash if it is called like an outlet or a body, is no part of the title."""
    assert guessed(title) == {"title": "Why the pact fails", "author": "Ann Lee", "publisher": site}


@pytest.mark.parametrize("title", ["The Pact – A New Start", "A pact – or a trap?", "North and South - The Role of the Security Council"])  # fmt: skip
def test_the_second_half_of_a_title_is_no_publisher(title):
    """A dash alone parts no title."""
    assert guessed(title).keys() == {"title", "author"} and guessed(title)["title"] == title


@pytest.mark.parametrize(
    "line",
    [
        "© 2032 Northern Review. All rights reserved.",
        "Copyright © 2029-2032 by the Northern Review",
        "All rights reserved. © 2032 Northern Review.",
        "(c) Northern Review 2032",
        "Northern Review © 2032",
        "Copyright: Northern Review, Inc.",
        "© 2032 Northern Review | Terms | Privacy",
        "First published in the Northern Review, June 2032.",
    ],
)
def test_a_line_on_rights_names_the_publisher(line):
    """However the sign, the years, the article and what follows are set, the name alone is taken."""
    assert guessed("Why the pact fails", line)["publisher"] == "Northern Review"


@pytest.mark.parametrize("line", ["Copyright and the Pact", "This text is copyright 2032 of its author.", "Points (b) and (c) hold.",
                                  "(c) the World Bank increase its share", "(c) Peru report by 2030."])  # fmt: skip
def test_words_on_copyright_name_nobody(line):
    """A heading about copyright, or a letter in brackets, is no line on rights."""
    assert "publisher" not in guessed("Why the pact fails", line)


def test_a_page_without_metadata_has_its_site_in_its_title():
    """An HTML page that declares no publisher gives it in <title>, and the text begins with the title alone."""
    body = "".join(f"<p>{SENTENCE} So said clerk number {n}.</p>" for n in range(4))
    page = f"<html><head><title>Why the pact fails | Northern Review</title></head><body><article>{body}</article></body></html>"
    reading = read_bytes(page.encode(), suffix=".html")
    assert reading.text.startswith("# Why the pact fails\n")
    assert reading.guesses["publisher"].how == "the name beside the title"


@pytest.mark.parametrize(
    ("line", "author"),
    [("Arvid Lomm", "Arvid Lomm"), ("Policy Brief", None), ("Northern Review", None), ("Port Tarn", None)],
)
def test_a_name_alone_beside_the_date_is_the_author(line, author):
    """A line under the title that is nothing but a name is a byline without "by", unless it is a kicker, outlet or place."""
    text = f"Why the pact fails\n\n{line}\n6 June 2032\n\n{SENTENCE} It was signed in Port Tarn.\n"
    assert read_bytes(text.encode(), suffix=".txt").guessed("author") == (author or "")


@pytest.mark.parametrize(
    "head",
    [
        "By Arvid Lømm-Ek, Council on Shared Rivers\n\n6 June 2032",
        "Arvid Lømm-Ek, Council on Shared Rivers\n\nIssue Brief No. 47 | June 6, 2032",
        "Arvid Lømm-Ek | Council on Shared Rivers",
        "Arvid Lømm-Ek\nCouncil on Shared Rivers\n6 June 2032",
    ],
)
def test_an_author_and_a_house_beside_the_title_are_told_apart(head):
    """A name with its house, in one line or in two, gives author and publisher; neither is sure."""
    guesses = read_bytes(f"Why the pact fails\n\n{head}\n\n{SENTENCE}\n".encode(), suffix=".txt").guesses
    told = {key: guesses[key].value for key in ("author", "publisher")}
    assert told == {"author": "Arvid Lømm-Ek", "publisher": "Council on Shared Rivers"}
    assert not guesses["author"].sure and not guesses["publisher"].sure


@pytest.mark.parametrize(
    ("title", "foot"),
    [("Why the pact fails | Northern Review", ""), ("Why the pact fails", "© 2032 <a>Northern Review</a>. All rights reserved.")],
)  # fmt: skip
def test_a_page_names_its_publisher_outside_the_article(title, foot):
    """With a main heading too, the name beside the <title>, or the line on rights at the foot, gives the publisher."""
    body = "".join(f"<p>{SENTENCE} So said clerk number {n}.</p>" for n in range(4))
    page = f"<html><head><title>{title}</title></head><body><article><h1>Why the pact fails</h1>{body}</article><footer><p>{foot}</p></footer></body></html>"
    guess = read_bytes(page.encode(), suffix=".html").guesses["publisher"]
    assert (guess.value, guess.sure) == ("Northern Review", False)


@pytest.mark.parametrize("line", ["WHO PAYS", "A Deal", "Peru, Bank of Nowhere Is Broke"])
def test_no_heading_beside_the_date_is_an_author(line):
    """Capitals, an article or a land before a comma are no name of a person."""
    text = f"Why the pact fails\n\n{line}\n6 June 2032\n\n{SENTENCE}\n"
    assert not read_bytes(text.encode(), suffix=".txt").guessed("author")

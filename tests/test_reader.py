"""The reader: a page whose text is the raw text, whose numbers lead to sentences, and that runs nothing else."""

import base64
import hashlib
import json
import re
from collections import Counter
from urllib.parse import parse_qsl

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from reader_pages import ACTORS, HOSTILE, HOSTILE_TEXTS, Amended, raw

from analysis import load_study
from analysis.publish.reader import pages, write_reader
from analysis.publish.reader.facets import chosen
from analysis.publish.reader.layers import LAYERS, readings
from analysis.publish.reader.numbers import summaries
from analysis.publish.tables import EXCERPT


@pytest.fixture(scope="module")
def page(study, tmp_path_factory):
    """The reader of this repository's study."""
    return write_reader(study, tmp_path_factory.mktemp("reader")).written[0]


@pytest.fixture(scope="module")
def soup(page) -> BeautifulSoup:
    """The page, parsed."""
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def test_the_text_is_the_raw_text(study, page):
    """What the page shows of each brief is its file, character by character."""
    assert {brief_id: raw(page.read_text(encoding="utf-8"), brief_id) for brief_id in study.texts} == study.texts


def test_every_reading_is_there(study, soup):
    """Each row of each layer has an item with its id, and at least one mark in the text."""
    ids = {reading.id for reading in readings(study)}
    assert {item["id"] for item in soup.find_all(class_="reading")} == ids
    assert {mark["data-reading"] for mark in soup.find_all(class_="mark")} == ids
    assert set(study.ledger.statement_id) | set(study.mentions.mention_id) <= ids


def test_every_sentence_has_an_address(study, soup):
    """`#cfr-s07` is a place on the page, and its text is the sentence."""
    places = {tag["id"]: tag for tag in soup.find_all(id=True)}
    for row in study.sentences.itertuples():
        assert places[row.sentence_id].get_text() == row.text


def test_ids_are_unique_and_links_lead_somewhere(soup):
    """No id stands twice, and without a script too each link ends at an id of the page."""
    ids = Counter(tag["id"] for tag in soup.find_all(id=True))
    assert max(ids.values()) == 1
    targets = [tag["href"] for tag in soup.find_all(href=True)]
    assert targets and not [target for target in targets if target[0] != "#" or target[1:] not in ids]


def test_labels_are_there(soup):
    """Whatever is named by another element's id names one that exists."""
    ids = {tag["id"] for tag in soup.find_all(id=True)}
    assert {tag["aria-labelledby"] for tag in soup.find_all(attrs={"aria-labelledby": True})} <= ids


def test_nothing_is_loaded(page, soup):
    """The page names no other file, and its policy allows its one style and its one script alone."""
    assert not soup.find_all(["link", "img", "iframe", "object", "embed", "base"]) and not soup.find_all(src=True)
    assert not soup.find_all(style=True) and "url(" not in soup.style.string and "import" not in soup.script.string
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'; ")
    html = page.read_text(encoding="utf-8")
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_the_same_bytes(study, page, tmp_path):
    """A second run writes the same page, and leaves one that a user has edited."""
    again = write_reader(study, tmp_path).written[0]
    assert again.read_bytes() == page.read_bytes()
    again.write_text("mine")
    assert [path.name for path in write_reader(study, tmp_path).written] == ["reader-new.html"]
    assert again.read_text() == "mine"


def test_every_number_leads_to_as_many_readings(study):
    """A number of a summary is the study's own, and its link shows that many readings."""
    found = readings(study)
    links = [
        link
        for summary in summaries(study, found, brief_ids=[*study.labels])
        for line in summary.lines
        for cell in line.cells
        for link in cell.links
    ]
    assert len(links) > 150
    for link in links:
        values = dict(parse_qsl(link.show))
        shown = chosen(found, layers=values.pop("layers").split(","), **values)
        assert int(link.words.split()[0]) == len(shown) and link.first == shown[0].sentence_id


def test_charts_have_one_mark_a_sentence_or_statement(study, soup):
    """The dots of a brief are its statements, and the ticks of an actor the sentences that mention it."""
    dots = [a["href"][1:] for a in soup.select("table.stances svg a")]
    assert sorted(dots) == sorted(study.ledger.statement_id)
    rows = study.presence.set_index(["actor_id", "brief_id"]).n_sentences
    first = soup.select_one("table.mentions tbody tr")
    for brief_id, cell in zip(study.labels, first.find_all("td"), strict=True):
        assert len(cell.select("svg a")) == rows["iran", brief_id]


# layers


def test_a_layer_comes_with_its_table(small):
    """A table that the study lacks has no layer; once it is there, its rows are readings with their facets."""
    row = small.sentences[small.sentences.part == "paragraph"].iloc[0]
    frames = pd.DataFrame([{
        "frame_id": "cfr-f01", "brief_id": row.brief_id, "sentence_id": row.sentence_id, "start": row.start,
        "end": row.end, "system": "generic", "frame": "human_interest", "voice": "author", "speaker": None,
        "actor": "iran", "cue": "jail",
    }])  # fmt: skip
    assert "frames" not in {r.layer for r in readings(Amended(small, frames=None))}
    (reading,) = [r for r in readings(Amended(small, frames=frames)) if r.layer == "frames"]
    assert reading.headline == "Frame: Human interest" and reading.facets["frame"] == ["human_interest"]
    assert dict(reading.facts) == {
        "voice": "the author’s own", "actor": "Iran", "system": "generic", "cue": "jail"}  # fmt: skip
    html = pages._Desk(Amended(small, frames=frames)).page(small.settings.briefs, title="Test")
    found = BeautifulSoup(html, "html.parser")
    assert found.find("input", value="frames") and found.find("select", attrs={"name": "frame"})
    assert found.find(id="numbers-frames")


def test_rows_by_hand_are_marked(study):
    """A row that the table says a person corrected is shown as such."""
    ledger = study.ledger.assign(source=["human", *["machine"] * (len(study.ledger) - 1)])
    by_hand = [reading.id for reading in readings(Amended(study, ledger=ledger)) if reading.by_hand]
    assert by_hand == [study.ledger.statement_id.iloc[0]]


def test_joint_speakers_are_found_by_each(study):
    """What two governments are said to have said is found under each of them, and under both as one speaker."""
    joint = next(r for r in readings(study) if r.facets.get("speaker") == ["iran; united_states"])
    assert joint.facets["actor"] == ["iran", "united_states"]
    assert joint.headline.endswith("Iran and United States")


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.table)
def test_layers_name_columns_that_exist(study, layer):
    """What a layer tells or filters by is a column of its table, where the table is there."""
    table = getattr(study, layer.table, None)
    if table is None:
        return
    named = {column for columns in layer.facets.values() for column in columns} | ({layer.id} - {""})
    assert named <= set(table.columns)


# excerpts, many briefs, hostile texts


def runs(text: str) -> list[tuple[str, ...]]:
    """Every run of words that is too long for an excerpt; half as long again, since words are counted otherwise there."""
    words, n = re.findall(r"\w+", text), EXCERPT * 3 // 2
    return [tuple(words[at : at + n]) for at in range(len(words) - n + 1)]


def test_excerpts_hold_no_whole_sentence(small):
    """A study that may only be quoted in excerpts shows no run of words of the body longer than an excerpt."""
    import dataclasses

    settings = dataclasses.replace(small.settings, quote="excerpts")
    html = pages._Desk(Amended(small, settings=settings)).page(settings.briefs, title="Test")
    page = BeautifulSoup(html, "html.parser")
    shown = set(runs(page.get_text(" ")))
    assert not [row.sentence_id for row in small.body.itertuples() if shown & set(runs(row.text))]
    assert 0 < len(page.find_all(class_="sentence")) < len(small.body)


def test_many_briefs_have_an_index(study_folder, tmp_path):
    """More than six briefs have a page each, and an index that links to all of them."""
    texts = {
        f"b{n}": f"Title of b{n}\n\nIran praised talks number {n}. The United States blamed Iran.\n" for n in range(7)
    }
    outputs = write_reader(load_study(study_folder(texts, actors=ACTORS)), tmp_path / "out")
    names = [path.name for path in outputs.written]
    assert names == ["index.html", *(f"{name}.html" for name in texts)]
    index = BeautifulSoup(outputs.written[0].read_text(encoding="utf-8"), "html.parser")
    assert [a["href"] for a in index.select("tbody a")] == names[1:]
    one = BeautifulSoup(outputs.written[1].read_text(encoding="utf-8"), "html.parser")
    assert (
        raw(outputs.written[1].read_text(encoding="utf-8"), "b0") == texts["b0"]
        and one.select_one(".kicker a")["href"] == "index.html"
    )
    assert [row["data-date"] for row in index.select("tbody tr")] == ["2007-05-29"] * 7


def test_hostile_text_stays_text(study_folder):
    """Markup, quotes, right-to-left marks and line ends in a text or a name are text on the page."""
    hostile = load_study(study_folder(HOSTILE_TEXTS, actors=ACTORS))
    html = pages._Desk(hostile).page(hostile.settings.briefs, title="Test")
    assert len(re.findall(r"<script\b", html)) == len(re.findall("</script>", html)) == 1
    found = BeautifulSoup(html, "html.parser")
    assert raw(html, "a") == HOSTILE
    assert not found.find_all("img") and not [tag for tag in found.find_all(True) if "onerror" in tag.attrs]
    assert {json.loads(item["data-facets"])["brief"][0] for item in found.find_all(class_="reading")} == {"a", "b"}

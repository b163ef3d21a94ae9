"""The reader: a page whose text is the raw text, whose numbers lead to sentences, and that runs nothing else."""

import base64
import hashlib
import json
import re
import shutil
from collections import Counter
from urllib.parse import parse_qsl

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from analysis import load_study
from analysis.publish.reader import pages, write_reader
from analysis.publish.reader.facets import chosen
from analysis.publish.reader.layers import LAYERS, readings
from analysis.publish.reader.numbers import summaries
from analysis.publish.reader.spans import Piece, Span, flat, nested
from analysis.publish.rendering import asset
from analysis.publish.tables import EXCERPT
from analysis.style.look import contrast, rgb

PARAGRAPHS = (1, 2, 8)
ATTACK = "<script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">"
HOSTILE = (
    "Title of a\r\n\r\nIran said that \"talks\" & 'peace' are good. The United States blamed Iran, "
    f"\u202e{ATTACK}\u202d and \u05e9\u05dc\u05d5\u05dd. It praised Iran </script></style> <!-- again.\r\n\r\n"
    "The United States praised Iran &amp; condemned the talks of Iran \u2067here.\r\nPrint\r\n"
)
PLAIN = (
    "Title of a\n\nIran said that the United States is a partner (BBC). The United States blamed Iran.\n\n"
    "The United States should praise Iran.\n\nPrint\n"
)
ACTORS = (
    "actor_id,name,kind,side,role,valid_from,valid_to,aliases,metonyms,note\n"
    'iran,"Iran <b>""x""</b> \'</script>",state,iran,,,,Iran,,\n'
    "united_states,United States,state,united_states,,,,U.S.,,\n"
)


class Amended:
    """A study with some tables replaced or added."""

    def __init__(self, study, **tables):
        self._study = study
        self.__dict__ |= tables

    def __getattr__(self, name):
        return getattr(self._study, name)


@pytest.fixture(scope="module")
def page(study, tmp_path_factory):
    """The reader of this repository's study."""
    return write_reader(study, tmp_path_factory.mktemp("reader")).written[0]


@pytest.fixture(scope="module")
def soup(page) -> BeautifulSoup:
    """The page, parsed."""
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def small(study, tmp_path_factory):
    """The study of this repository, its texts cut to a few paragraphs so that a browser is quick."""
    folder = tmp_path_factory.mktemp("small")
    for name in ("study.toml", "actors.csv"):
        shutil.copy(study.settings.folder / name, folder / name)
    for brief in study.settings.briefs:
        text, end = "", 0
        for row in study.passages[study.passages.brief_id == brief.id].itertuples():
            if row.paragraph in (0, *PARAGRAPHS):
                text += study.texts[brief.id][end : row.end]
            end = row.end
        path = folder / brief.path.relative_to(study.settings.folder)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((text + "\r\n").encode())
    return load_study(folder)


@pytest.fixture
def hostile(study_folder):
    """A study whose one text and whose registry try to break out."""
    other = "Title of b\n\nIran praised the talks.\n"
    return load_study(study_folder({"a": HOSTILE, "b": other}, actors=ACTORS))


# spans


@st.composite
def marked_texts(draw):
    """A text and spans of it, in any order and overlap."""
    text = draw(st.text("ab <&\r\n\u202e", max_size=20))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = [Span(*sorted(pair), f"r{n}") for n, pair in enumerate(draw(st.lists(ends, max_size=8)))]
    start, end = sorted(draw(ends))
    return text, start, end, spans


def covered(nodes, at, found) -> int:
    """Where the text of the nodes ends; `found` collects the characters that each reading covers."""
    for node in nodes:
        if isinstance(node, Piece):
            end = covered(node.nodes, at, found)
            found[node.span.reading_id] += range(at, end)
            at = end
        else:
            at += len(node)
    return at


@given(marked_texts())
def test_no_text_is_lost(case):
    """However spans overlap, the pieces hold the text once, and each span exactly its characters."""
    text, start, end, spans = case
    nodes = nested(text, start, end, spans)
    assert flat(nodes) == text[start:end]
    found = {span.reading_id: [] for span in spans}
    covered(nodes, start, found)
    assert found == {s.reading_id: [*range(max(s.start, start), min(s.end, end))] for s in spans}


def test_crossing_spans():
    """Of two spans that cross, the later one is split at the end of the earlier one, and says which ends are its own."""
    outer, rest = nested("abcd", 0, 4, [Span(0, 3, "x"), Span(1, 4, "y")])
    assert (flat([outer]), flat([rest])) == ("abc", "d")
    first = outer.nodes[1]
    assert [(p.span.reading_id, p.opens, p.closes) for p in (outer, first, rest)] == [
        ("x", True, True), ("y", True, False), ("y", False, True)]  # fmt: skip


# the page


def raw(page: str, brief_id: str) -> str:
    """The text of a brief as the page has it, without what the page adds."""
    from lxml import html

    (found,) = html.fromstring(page.encode()).xpath(f'//*[@class="raw"][@data-brief="{brief_id}"]')
    for note in found.xpath(".//*[@data-note]"):
        note.drop_tree()
    return found.text_content()


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
    for row in study.sentences.itertuples():
        assert soup.find(id=row.sentence_id).get_text() == row.text


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


def test_hostile_text_stays_text(hostile):
    """Markup, quotes, right-to-left marks and line ends in a text or a name are text on the page."""
    html = pages._Desk(hostile).page(hostile.settings.briefs, title="Test")
    assert len(re.findall(r"<script\b", html)) == len(re.findall("</script>", html)) == 1
    found = BeautifulSoup(html, "html.parser")
    assert raw(html, "a") == HOSTILE
    assert not found.find_all("img") and not [tag for tag in found.find_all(True) if "onerror" in tag.attrs]
    assert {json.loads(item["data-facets"])["brief"][0] for item in found.find_all(class_="reading")} == {"a", "b"}


# in a browser


@pytest.fixture(scope="module")
def browser():
    """A headless Chromium; where none is installed, the tests in a browser are skipped."""
    sync_api = pytest.importorskip("playwright.sync_api")
    names = ("chromium", "chromium-browser", "google-chrome")
    if not (program := next(filter(None, map(shutil.which, names)), None)):
        pytest.skip("no Chromium is installed (Debian: `apt install chromium`)")
    options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=options)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser, small, tmp_path_factory):
    """Open the page, or another file, in a window of its own; whatever it logs or tries to load fails the test."""
    contexts, complaints = [], []
    small_page = write_reader(small, tmp_path_factory.mktemp("page")).written[0]

    def open_page(address: str = "", *, path=small_page, width=1440, height=900, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        window = context.new_page()
        window.set_default_timeout(5000)
        window.on("console", lambda message: complaints.append(message.text))
        window.on("pageerror", lambda error: complaints.append(str(error)))
        window.on("request", lambda request: complaints.append(request.url) if request.url != path.as_uri() else None)
        window.goto(path.as_uri() + address)
        return window

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def shown_ids(window) -> list[str]:
    return window.eval_on_selector_all(".reading[id]", "items => items.filter(i => i.checkVisibility()).map(i => i.id)")


def n_at_first(study, sentence_id: str = "") -> int:
    """How many readings are shown before anybody chooses: those of the layers that open on."""
    on = {layer.table for layer in LAYERS if layer.opens_on}
    return sum(r.layer in on and sentence_id in ("", r.sentence_id) for r in readings(study))


def test_the_text_in_the_browser(opened, small):
    """A browser reads back every character of the raw texts."""
    window = opened()
    script = """box => { const copy = box.cloneNode(true);
        copy.querySelectorAll("[data-note]").forEach(note => note.remove()); return copy.textContent }"""
    for brief_id, text in small.texts.items():
        assert window.eval_on_selector(f'.raw[data-brief="{brief_id}"]', script) == text


def test_filters(opened, small):
    """Choosing a target leaves its statements and recommendations, counts them, and marks their sentences."""
    window = opened()
    window.select_option("select[name=target]", "talks")
    expected = {r.id for r in readings(small) if "talks" in r.facets.get("target", []) and r.layer != "frames"}
    assert set(shown_ids(window)) == expected
    assert window.inner_text("#count").startswith(f"{len(expected)} readings, ")
    hits = window.eval_on_selector_all(".sentence.hit", "all => all.map(s => s.id)")
    assert set(hits) == {r.sentence_id for r in readings(small) if r.id in expected}
    window.uncheck("input[value=recommendations]")
    assert set(shown_ids(window)) == set(small.ledger.statement_id[small.ledger.target == "talks"])
    assert "target=talks" in window.url
    window.reload()
    assert set(shown_ids(window)) == set(small.ledger.statement_id[small.ledger.target == "talks"])
    window.click("button[type=reset]")
    assert len(shown_ids(window)) == n_at_first(small) and "#" not in window.url


def test_a_filter_switches_its_layer_on(opened, small):
    """Who chooses a holder while no layer with holders is on sees the statements."""
    window = opened("#layers=mentions")
    assert set(shown_ids(window)) == set(small.mentions.mention_id)
    window.select_option("select[name=holder]", "iran")
    assert set(shown_ids(window)) == set(small.ledger.statement_id[small.ledger.holder == "iran"])


def test_every_statement_about_the_talks_in_three_clicks(opened, small):
    """Opening the numbers and clicking one brief's count of statements toward the talks lists them all."""
    window = opened()
    window.click("#numbers > summary")
    name = small.names["talks"]
    row = window.locator("table.stances tr.heads", has=window.get_by_role("rowheader", name=name, exact=True))
    row.locator("td").nth(1).get_by_role("link").click()
    own = small.ledger[(small.ledger.target == "talks") & (small.ledger.brief_id == "winep")]
    assert shown_ids(window) == [*own.statement_id]
    assert window.locator(".sentence.hit").first.is_visible()
    window.go_back()
    assert len(shown_ids(window)) == n_at_first(small)


def test_a_dot_leads_to_its_statement(opened, small):
    """A click on a dot of the chart shows that statement, its confidence and rule, and its sentence."""
    window = opened()
    window.click("#numbers > summary")
    dot = window.locator("table.stances svg a").first
    reading = dot.get_attribute("href")[1:]
    dot.click()
    row = small.ledger.set_index("statement_id").loc[reading]
    told = window.inner_text("#hand")
    assert f"{row.confidence:.2f}" in told and row.rule in told and reading in told
    assert window.locator(".sentence.here").get_attribute("id") == row.sentence_id
    assert window.locator(f'.mark[data-reading="{reading}"]').first.evaluate("m => m.classList.contains('held')")


def test_deep_links(opened, small):
    """`#winep-s04` shows that sentence and its readings; `#winep-l04` that reading."""
    window = opened("#winep-s04")
    sentence = window.locator("#winep-s04")
    window.wait_for_function("document.querySelector('#winep-s04.here')")
    assert sentence.evaluate(
        "s => { const box = s.getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight }"
    )
    assert window.locator("#hand .reading").count() == n_at_first(small, "winep-s04")
    window = opened("#winep-l04")
    window.wait_for_selector("#hand .reading")
    assert window.locator("#hand .reading").count() == 1 and "winep-l04" in window.inner_text("#hand")


@pytest.mark.parametrize("address", ["#no-such", "#layers=none&target=%E0%A4%A", "#=", "#target=<b>", "#texts"])
def test_wrong_addresses_do_no_harm(opened, address):
    """An address that names nothing shows the page, without an error."""
    assert opened(address).locator("article").count() == 2


def test_hovering(opened):
    """Pointing at a mark shows its readings, innermost first; leaving takes them away, a click keeps them."""
    window = opened("#layers=ledger")
    mark = window.locator('.mark[data-reading="cfr-l03"]').first
    mark.hover()
    assert "cfr-l03" in window.inner_text("#hand")
    window.mouse.move(5, 5)
    assert "cfr-l03" not in window.inner_text("#hand")
    mark.click()
    window.mouse.move(5, 5)
    assert "cfr-l03" in window.inner_text("#hand") and window.url.endswith("#cfr-l03")


def test_the_keyboard(opened, small):
    """Tab reaches the text once, arrows move from sentence to sentence and mark to mark, Escape lets go."""
    window = opened("#layers=ledger")
    focused = "document.activeElement.closest('.sentence')?.id"
    assert window.locator(".address[tabindex='0']").count() == 1
    window.locator(".address[tabindex='0']").focus()
    window.keyboard.press("ArrowDown")
    assert window.evaluate(focused) == "cfr-s01"
    window.keyboard.press("ArrowRight")
    assert window.evaluate("document.activeElement.dataset.reading") in ("cfr-l01", "cfr-l02")
    assert "cfr-l01" in window.inner_text("#hand") and "confidence" in window.inner_text("#hand")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert window.evaluate(outline) == "solid"
    window.keyboard.press("Enter")
    assert re.search("#cfr-l0[12]$", window.url)
    window.keyboard.press("ArrowLeft")
    window.keyboard.press("ArrowRight")
    window.keyboard.press("Escape")
    assert window.evaluate(focused) == "cfr-s05"
    window.locator("#count").evaluate("() => document.activeElement.blur()")
    window.keyboard.press("Escape")
    assert len(shown_ids(window)) == n_at_first(small)


def test_the_keyboard_keeps_to_what_is_found(opened, small):
    """While a filter is on, arrows go from one found sentence to the next."""
    window = opened("#layers=ledger&brief=winep&target=talks")
    ids = small.ledger.sentence_id[(small.ledger.target == "talks") & (small.ledger.brief_id == "winep")]
    window.locator(".address[tabindex='0']").focus()
    found = [window.evaluate("document.activeElement.closest('.sentence').id")]
    for _ in ids[1:]:
        window.keyboard.press("ArrowDown")
        found.append(window.evaluate("document.activeElement.closest('.sentence').id"))
    assert found == [*ids]


def test_print(opened, tmp_path):
    """On paper there are no controls; the text is there, and with a filter on the list of what it finds."""
    from pypdf import PdfReader

    window = opened("#layers=ledger&brief=winep&target=talks")
    window.emulate_media(media="print")
    for selector in ("#filters", "button[type=reset]", "#hand"):
        assert not window.locator(selector).is_visible()
    window.pdf(path=tmp_path / "reader.pdf", format="A4")
    told = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(tmp_path / "reader.pdf").pages).split())
    assert "Equally regrettable is that the Baghdad meeting" in told and "winep-l02" in told and "cfr-l03" not in told


def test_without_a_script(opened, small):
    """Where no script runs, every text and reading is there to read, and each number leads to a sentence."""
    window = opened(java_script_enabled=False)
    assert window.locator("#bar").is_hidden()
    assert window.locator(".reading").count() == len(readings(small)) and window.locator("#cfr-l01").is_visible()
    assert "need a script" in window.inner_text(".cover")
    window.click("#numbers > summary")
    window.locator("table.stances .number").first.click()
    assert re.search(r"#\w+-s\d+$", window.url)


def test_everybody_can_use_it(opened, study_folder, tmp_path):
    """axe finds nothing wrong in light, dark and on a phone, with the numbers open and a reading in hand."""
    from axe_playwright_python.sync_playwright import Axe

    texts = {"a": PLAIN, "b": "Title of b\n\nIran praised the United States.\n"}
    study = load_study(study_folder(texts, actors=ACTORS))
    assert {r.layer for r in readings(study)} >= {"ledger", "recommendations", "attributions", "mentions", "citations"}
    window = opened("#layers=ledger,mentions&brief=a", path=write_reader(study, tmp_path / "out").written[0])
    window.click("#numbers > summary")
    window.evaluate("location.hash = 'a-l01'")
    window.wait_for_selector("#hand .reading")
    for look in ("light", "dark"):
        for width in (1440, 390):
            window.set_viewport_size({"width": width, "height": 900})
            window.emulate_media(color_scheme=look)
            results = Axe().run(window, options={"resultTypes": ["violations"]})
            assert results.violations_count == 0, f"{look}, {width}: {results.generate_report()}"
            assert window.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{width} wide: it scrolls"


def test_colours_can_be_read():
    """In light and in dark, each colour of words has a contrast of 4.5:1 on each ground that words stand on."""
    css = asset("reader.css")
    for block in re.findall(r":root \{\s*(?:color-scheme: light dark;)?(.*?)\}", css, re.DOTALL)[:2]:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6});", block))
        grounds = [rgb(_six(colours[name])) for name in ("paper", "pale", "here", "wash")]
        for word in ("ink", "quiet", "navy", "vermillion", "for", "against", "frame", "green"):
            assert min(contrast(rgb(_six(colours[word])), ground) for ground in grounds) >= 4.5, word
        assert contrast(rgb(_six(colours["ink"])), rgb(_six(colours["held"]))) >= 4.5


def _six(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


def test_hostile_text_runs_nothing(opened, hostile, tmp_path):
    """In a browser too, a text that tries to run a script is only read."""
    path = write_reader(hostile, tmp_path / "out").written[0]
    window = opened(path=path)
    window.wait_for_timeout(100)
    assert window.title() == "Test: the annotated texts"
    script = """box => { const copy = box.cloneNode(true);
        copy.querySelectorAll("[data-note]").forEach(note => note.remove()); return copy.textContent }"""
    assert window.eval_on_selector(".raw", script) == HOSTILE  # the first
    assert len(shown_ids(window)) == n_at_first(hostile)


def test_the_index_filters(opened, study_folder, tmp_path):
    """The index finds a brief by words, publisher and date."""
    texts = {f"b{n}": f"Title of b{n}\n\nIran praised talks number {n}.\n" for n in range(7)}
    path = write_reader(load_study(study_folder(texts, actors=ACTORS)), tmp_path / "out").written[0]
    window = opened(path=path)
    rows = window.locator("tbody tr:visible")
    assert rows.count() == 7 and window.inner_text("#count") == "7 of 7 briefs"
    window.fill("input[name=words]", "house b3")
    assert rows.count() == 1 and window.inner_text("#count") == "1 of 7 briefs"
    window.click("button[type=reset]")
    window.select_option("select[name=publisher]", "House b5")
    assert rows.count() == 1
    window.click("button[type=reset]")
    window.fill("input[name=from]", "2007-05-30")
    assert rows.count() == 0

"""The reader in a browser: filters, deep links, keyboard, print; what it can't run, load or lose."""

import re
import shutil

import pytest
from reader_pages import ACTORS, HOSTILE, HOSTILE_TEXTS, PLAIN, raw

from analysis import load_study
from analysis.publish.reader import write_reader
from analysis.publish.reader.layers import LAYERS, readings
from analysis.publish.rendering import asset
from analysis.style.look import contrast, rgb


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


@pytest.fixture(scope="module")
def small_page(small, tmp_path_factory):
    """The page of the short study."""
    return write_reader(small, tmp_path_factory.mktemp("page")).written[0]


@pytest.fixture
def opened(browser, small_page):
    """Open the page, or another file, in a window of its own; whatever it logs or tries to load fails the test."""
    contexts, complaints = [], []

    def open_page(address: str = "", *, path=small_page, width=1440, height=900, moves="reduce", **options):
        options = {"viewport": {"width": width, "height": height}, "reduced_motion": moves, **options}
        context = browser.new_context(**options)
        contexts.append(context)
        window = context.new_page()
        window.set_default_timeout(30_000)  # milliseconds: a busy machine takes seconds for a page
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


def test_an_address_that_is_nowhere_is_told(opened, small):
    """`#winep-s99` says that there is no such sentence, also on a small screen, until something else is chosen."""
    for size in ({}, {"width": 390, "height": 800}):
        window = opened("#winep-s99", **size)
        window.wait_for_selector("#hand .missing")
        told = window.inner_text("#hand")
        assert told == "There is no winep-s99 on this page: no sentence and no reading has this address."
        box = window.locator("#hand .missing").bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= window.viewport_size["height"]
        window.evaluate("location.hash = 'winep-s04'")
        window.wait_for_selector("#hand .reading")
        assert not window.locator("#hand .missing").count()


def test_the_marks_of_a_heading_are_not_shown(browser, study_folder, tmp_path):
    """`# Title` and `## Heading` show as headings without their marks, which stay in the text of the page."""
    text = "# Title of a\n\nIran praised Iraq.\n\n## What # was said\n\nIraq praised Iran.\n"
    folder = study_folder({"a": text, "b": "Title of b\n\nIran praised Iraq.\n"}, actors=ACTORS)
    page = write_reader(load_study(folder), tmp_path).written[0]
    window = browser.new_page()
    window.goto(page.as_uri())
    shown = [window.inner_text(f'.raw[data-brief="a"] {tag}') for tag in ("h3", "h4")]
    assert [line.split("\n")[-1] for line in shown] == ["Title of a", "What # was said"]
    assert "#" not in window.inner_text('.raw[data-brief="a"]').replace("What # was", "")
    assert raw(page.read_text(), "a") == text


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


def test_an_opened_page_stands_still(opened):
    """A page that is opened at an address is there when it has loaded, and doesn't move under a pointer afterwards."""
    window = opened("#winep-s04", height=300, moves="no-preference")
    place = window.evaluate("scrollY")
    window.wait_for_timeout(300)  # milliseconds: longer than a smooth scroll needs to start
    assert place > 0 and window.evaluate("scrollY") == place


@pytest.mark.parametrize("address", ["#no-such", "#layers=none&target=%E0%A4%A", "#=", "#target=<b>", "#texts"])
def test_wrong_addresses_do_no_harm(opened, address):
    """An address that names nothing shows the page, without an error."""
    assert opened(address).locator("article").count() == 2


def test_hovering(opened, small):
    """Pointing at a mark shows its readings, innermost first; leaving takes them away, a click keeps them."""
    window, own = opened("#layers=ledger"), marks(small).statement_id.iloc[1]
    mark = window.locator(f'.mark[data-reading="{own}"]').first
    mark.hover()
    assert own in window.inner_text("#hand")
    window.mouse.move(5, 5)
    assert own not in window.inner_text("#hand")
    mark.click()
    window.mouse.move(5, 5)
    assert own in window.inner_text("#hand") and window.url.endswith(f"#{own}")


def marks(study):
    """The first statements of the first brief that share no word with another."""
    table = study.ledger[study.ledger.brief_id == "cfr"]
    alone = [((table.start < r.end) & (r.start < table.end)).sum() == 1 for r in table.itertuples()]
    return table[alone]


def test_the_keyboard(opened, small):
    """Tab reaches the text once, arrows move from sentence to sentence and mark to mark, Escape lets go."""
    window = opened("#layers=ledger")
    focused = "document.activeElement.closest('.sentence')?.id"
    assert window.locator(".address[tabindex='0']").count() == 1
    window.locator(".address[tabindex='0']").focus()
    window.keyboard.press("ArrowDown")
    first, second = marks(small).head(2).itertuples()
    assert window.evaluate(focused) == first.sentence_id == small.ledger.sentence_id.iloc[0]
    window.keyboard.press("ArrowRight")
    assert window.evaluate("document.activeElement.dataset.reading") == first.statement_id
    assert first.statement_id in window.inner_text("#hand") and "confidence" in window.inner_text("#hand")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert window.evaluate(outline) == "solid"
    window.keyboard.press("Enter")
    assert window.url.endswith(f"#{first.statement_id}")
    window.keyboard.press("ArrowLeft")
    window.keyboard.press("ArrowRight")
    window.keyboard.press("Escape")
    assert window.evaluate(focused) == second.sentence_id
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
    for look, width in (("light", 1440), ("dark", 390)):
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


def test_hostile_text_runs_nothing(opened, study_folder, tmp_path):
    """In a browser too, a text that tries to run a script is only read."""
    hostile = load_study(study_folder(HOSTILE_TEXTS, actors=ACTORS))
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

"""The notebooks of the house keep the rules of STYLE.md."""

import ast
import json
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
PATHS = sorted(FOLDER.glob("[0-9][0-9]-*.ipynb"))
FIRST = ["00-the-answer", "01-the-texts", "02-who-is-in-them", "03-sentiment"]
LONGEST_CELL = 12
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:home|root|Users|work|tmp|private|usr|opt|mnt|var)/|\b[A-Z]:\\\\?\w")
PATH_LIKE = re.compile(r"\w[/\\]\w|\.(?:csv|toml|txt|json|png|svg|html|pdf|parquet)\b")
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
NOT_RESULTS = re.compile(
    rf"""`[^`]*`                                  # code
    | \]\([^)]*\) | https?://\S+                  # addresses
    | \b\d{{1,2}}\s(?:{MONTH})\b | \b(?:1[5-9]|20)\d\d\b   # days and years
    | \bnotebooks?\s+\d\d(?:\s*(?:,|and|to)\s*\d\d)*\b     # other notebooks
    | \b95\s?%                                    # the level of every interval
    | (?<![\w.])[-+−]?[01](?![\w.]\d|\w|%|\s?%)   # the ends and the middle of a scale
    | \bF1\b""",
    re.VERBOSE,
)


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def cells(request) -> list[dict]:
    """The cells of each notebook in turn."""
    return read(request.param)["cells"]


def read(path: Path) -> dict:
    """A notebook as it lies on disk."""
    return json.loads(path.read_text(encoding="utf-8"))


def source(cell: dict) -> str:
    """What is written in a cell."""
    return "".join(cell["source"])


def code(cells: list[dict]) -> list[dict]:
    """The code cells."""
    return [cell for cell in cells if cell["cell_type"] == "code"]


def trees(cells: list[dict]) -> list[ast.Module]:
    """The code as Python reads it; a magic or a shell line is a syntax error."""
    return [ast.parse(source(cell)) for cell in code(cells)]


def typed_results(markdown: str) -> list[str]:
    """Digits that are no date, address, scale end or name, and so look like a typed result."""
    return re.findall(r"\S*\d\S*", NOT_RESULTS.sub(" ", markdown))


def test_the_first_four():
    """The four notebooks of the first way through the house are there."""
    assert [name for name in FIRST if name not in {path.stem for path in PATHS}] == []


def test_title(cells):
    """The title is a question."""
    title = source(cells[0]).splitlines()[0]
    assert cells[0]["cell_type"] == "markdown"
    assert re.fullmatch(r"# .+\?", title)


def test_parameters(cells):
    """The second cell, and no other, is tagged `parameters` and names the study folder."""
    tagged = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    assert tagged == code(cells)[:1] == [cells[1]]
    assert source(tagged[0]).startswith("study_folder = None")


def test_the_answer_comes_next_and_is_computed(cells):
    """The second code cell imports, loads the study, and shows prose."""
    answer = code(cells)[1]
    assert cells.index(answer) == 2
    assert "load_study(study_folder)" in source(answer)
    assert any("text/markdown" in output.get("data", {}) for output in answer["outputs"])


def test_imports(cells):
    """Nothing but `analysis` is imported."""
    for tree in trees(cells):
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                assert {name.name.split(".")[0] for name in node.names} == {"analysis"}
            if isinstance(node, ast.ImportFrom):
                assert node.module.split(".")[0] == "analysis"


def test_definitions(cells):
    """No function and no class is defined."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    assert [node for tree in trees(cells) for node in ast.walk(tree) if isinstance(node, kinds)] == []


def test_paths(cells):
    """No string in the code is a path or a file name."""
    texts = [
        node.value
        for tree in trees(cells)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [text for text in texts if PATH_LIKE.search(text)] == []


def test_cell_length(cells):
    """No code cell is longer than twelve lines."""
    assert max(len(source(cell).splitlines()) for cell in code(cells)) <= LONGEST_CELL


def test_last_section(cells):
    """The last section says what this can't tell."""
    headings = [
        line
        for cell in cells
        if cell["cell_type"] == "markdown"
        for line in source(cell).splitlines()
        if line.startswith("#")
    ]
    assert re.fullmatch(r"## What (this|these|it|they) can['’]t tell", headings[-1])


def test_typed_results(cells):
    """No markdown cell holds a digit that looks like a result: results are computed."""
    assert [typed_results(source(cell)) for cell in cells if cell["cell_type"] == "markdown"] == [
        [] for cell in cells if cell["cell_type"] == "markdown"
    ]


def test_counts(cells):
    """Every cell ran once, from top to bottom."""
    counts = [cell["execution_count"] for cell in code(cells) if source(cell).strip()]
    assert counts == list(range(1, len(counts) + 1))


def test_cell_metadata(cells):
    """Cells carry tags and no other metadata."""
    assert {key for cell in cells for key in cell["metadata"]} <= {"tags"}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_notebook_metadata(path):
    """A notebook says no more of the machine than its language."""
    assert read(path)["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


def test_warnings(cells):
    """No output warns or fails."""
    outputs = [output for cell in code(cells) for output in cell["outputs"]]
    assert [o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"] == []


def test_machine_paths(cells):
    """Neither code nor output names a folder of a machine."""
    shown = [source(cell) for cell in cells] + [
        "".join(value)
        for cell in code(cells)
        for output in cell["outputs"]
        for value in [output.get("text", ""), *output.get("data", {}).values()]
        if "".join(value)[:5] != "iVBOR"
    ]
    assert [found.group() for text in shown if (found := MACHINE_PATH.search(text))] == []


def test_alt_texts(cells):
    """Every picture has alt text."""
    for cell in code(cells):
        for output in cell["outputs"]:
            if "image/png" in output.get("data", {}):
                assert output["metadata"]["image/png"]["alt"].strip()


@pytest.mark.parametrize(
    "fine",
    ["on 28 May 2007", "higher than 0 means praise, -1 to +1", "see notebook 03", "a 95 % interval",
     "`n_min = 8`", "(Monroe, Colaresi and Quinn 2008)", "[x](https://doi.org/10.1093/pan/mpn018)"],
)  # fmt: skip
def test_digits_that_are_no_results(fine):
    """Dates, ends of scales, names and addresses are no results."""
    assert typed_results(fine) == []


@pytest.mark.parametrize("typed", ["CFR has 22 sentences", "a mean of 0.14", "1.5 times", "12 %", "p = 0.03", "1 %"])
def test_digits_that_are_results(typed):
    """A typed number is found, whatever its form."""
    assert typed_results(typed)

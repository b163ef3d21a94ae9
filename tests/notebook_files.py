"""Notebooks small enough to run in a test."""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

PARAMETERS = {"tags": ["parameters"]}


def a_notebook(path: Path, *code: str, title: str = "Who is in it?") -> Path:
    """A notebook with a title, a cell of parameters, the code, and a last section."""
    cells = [
        new_markdown_cell(f"# {title}\n\nReads the briefs."),
        new_code_cell("study_folder = None  # None: the study of this repository", metadata=PARAMETERS),
        *(new_code_cell(source) for source in code),
        new_markdown_cell("## What this can't tell\n\nLittle <b>it</b> can. See [the paper](https://doi.org/10.1/x)."),
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=cells), path)
    return path

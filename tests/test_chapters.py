"""Executed notebooks as chapters: nothing of theirs is fetched or run."""

import json
import re

import pytest

from analysis.publish import document


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img src='https://spy.example/x.png' alt='words'>",
        "<a href='javascript:alert(1)'>words</a>",
        "<a href='https://out.example'>words</a>",
        "<svg onload=alert(1)><script>1</script></svg>",
        "<p style='background: url(https://spy.example)'>words</p>",
        "<iframe src='https://spy.example'></iframe><object data=x></object>",
        "<!--[if IE]><script>1</script><![endif]--><table><tr><td onclick=x>words</td></tr></table>",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    ],
)
def test_hostile_html(tmp_path, hostile):
    """No HTML of an output fetches, links or runs anything."""
    output = {"output_type": "display_data", "data": {"text/html": hostile}, "metadata": {}}
    cells = [{"cell_type": "code", "source": "x", "metadata": {}, "outputs": [output]}]
    (tmp_path / "01-x.ipynb").write_text(json.dumps({"cells": cells}))
    (chapter,), _ = document.chapters([tmp_path / "01-x.ipynb"])
    assert not re.search(r"<script|on\w+=|javascript:|src=|href=|url\(|<iframe|<object|<svg|<!--", chapter.html)


def test_pictures(tmp_path):
    """SVG is shown too, and a picture without alt text is told."""
    output = {"output_type": "display_data", "data": {"image/svg+xml": "<svg/>", "text/plain": "Bars"}, "metadata": {}}
    cells = [{"cell_type": "code", "source": "x", "metadata": {}, "outputs": [output]}]
    (tmp_path / "01-x.ipynb").write_text(json.dumps({"cells": cells}))
    (chapter,), messages = document.chapters([tmp_path / "01-x.ipynb"])
    assert 'src="data:image/svg+xml;base64,PHN2Zy8+"' in chapter.html
    assert messages == [f"{(tmp_path / '01-x.ipynb').as_posix()}: figure 1 has no alt text. Give the chart one."]

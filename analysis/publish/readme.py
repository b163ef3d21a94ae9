"""The answer at the top of the README, computed like every other sentence."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.display import literal
from analysis.files import written_aside
from analysis.settings import ROOT

if TYPE_CHECKING:
    from analysis.study import Study

README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=<!-- answer -->\n).*?(?=<!-- /answer -->)", re.DOTALL)
CHART = "author-stance"


def answer(study: Study) -> str:
    """The headline findings and the chart that the README opens with."""
    from analysis import findings

    alt = (study.settings.figures / f"{CHART}.txt").read_text(encoding="utf-8").strip()
    picture = f"![{literal(alt)}](figures/{CHART}.png)"
    return f"{findings.summary(study.findings)}\n\n{picture}\n"


def write_answer(study: Study, readme: Path = README) -> list[Path]:
    """Renew the answer in the README, and nothing else in it; without its marks, leave it alone."""
    text = readme.read_text(encoding="utf-8")
    with written_aside(readme) as aside:
        aside.write_text(BLOCK.sub(lambda _: answer(study), text, count=1), encoding="utf-8", newline="\n")
    return [readme]

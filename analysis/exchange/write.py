"""All that leaves for other programs, in one folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import shown
from analysis.exchange.network import graphml
from analysis.exchange.project import project
from analysis.exchange.statements import statement_list
from analysis.files import Outputs

if TYPE_CHECKING:
    from analysis.study import Study

NETWORK, PROJECT, STATEMENTS = "network.graphml", "project.qdpx", "statements.csv"


def write_exchange(study: Study, folder: Path) -> Outputs:
    """Write the network, the statement list and the REFI-QDA project of a study.

    A project holds the whole texts: with `quote = "excerpts"` it isn't written, and a message says so.
    """
    contents = {NETWORK: graphml(study), STATEMENTS: statement_list(study)}
    if study.settings.quote == "full":
        contents[PROJECT] = project(study)
    outputs = Outputs(folder)
    for name, content in contents.items():
        outputs.write(name, content)
    if PROJECT not in contents:
        place = shown(folder / PROJECT)
        outputs.messages.append(
            f'{place} was not written: it holds whole texts, and study.toml says quote = "excerpts".'
        )
    return outputs

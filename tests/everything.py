"""All that is written of a study, by this process or by one of its own: python tests/everything.py STUDY OUT."""

import sys
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parent.parent))  # the program beside these tests, installed or not
FEW = ("presence_by_side", "lexicons", "speaking", "directed")  # charts: of each form one


def write_everything(folder: Path, out: Path) -> None:
    """Tables, workbook, exchange files, reader, charts, slides and report, to `out` and the study's own folder."""
    from analysis import figures
    from analysis.exchange import write_exchange
    from analysis.publish import write_report, write_slides, write_tables
    from analysis.publish.reader import write_reader
    from analysis.publish.workbook import write_workbook
    from analysis.study import load_study

    study = load_study(folder)
    write_tables(study, out / "tables")
    write_workbook(study, out)
    write_exchange(study, out / "exchange")
    write_reader(study, out)
    with patch.object(figures.saving, "FIGURES", [figure for figure in figures.FIGURES if figure.__name__ in FEW]):
        names, formats = ["presence-by-side"], ["png", "svg", "pdf"]
        figures.write_figures(study, out / "figures", names=names, contexts=["report"], formats=formats)
        write_slides(study, out)
    write_report(study.settings, [], formats=["html", "docx"], command="test")


if __name__ == "__main__":
    write_everything(*map(Path, sys.argv[1:]))

"""Charts on demand: any chart of any study, for whom, as what and in which style the user asks."""

from pathlib import Path

import pytest

from analysis import figures
from analysis.__main__ import main
from analysis.figures import figure_names, write_figures
from analysis.study import load_study
from analysis.style import read_style

SMALL = """Title of a

Iran welcomed the useful talks. The talks were good. Syria condemned Iran.
"""


@pytest.fixture
def small(study_folder) -> Path:
    """A study of two texts with three sentences each."""
    registry = "actor_id,name,kind,side,role,valid_from,valid_to,aliases,metonyms,note\n"
    actors = registry + "iran,Iran,state,,,,,,,\nsyria,Syria,state,,,,,,,\ntalks,Talks,event,,,,,the talks,,\n"
    return study_folder({"a": SMALL, "b": SMALL.replace("of a", "of b").replace("good", "bad")}, actors=actors)


def test_names_are_those_of_the_files(study):
    """Each chart is asked for by the name that its files bear."""
    assert [figure(study).name for figure in figures.FIGURES] == list(figure_names())


def test_only_what_is_asked_for_is_drawn(study, tmp_path, monkeypatch):
    """One chart is asked for by name, and no other is computed."""

    def layout(study):
        raise AssertionError("drawn without being asked for")

    monkeypatch.setattr(figures.saving, "FIGURES", (figures.presence_by_side, layout))
    outputs = write_figures(study, tmp_path, names=["presence-by-side"], contexts=["slide"], formats=["svg"])
    assert [path.name for path in outputs.written] == [
        "presence-by-side.csv", "presence-by-side.txt", "presence-by-side-slide.svg",
    ]  # fmt: skip


def test_the_command_writes_what_is_asked_for(small, tmp_path, capsys):
    """Name, context, format and folder are the user's; the gallery is only written with all of it."""
    out = tmp_path / "mine"
    asked = ["figures", "lexicons", "--study", small, "--context", "slide", "--format", "pdf,png", "--out", out]
    assert main(list(map(str, asked))) == 0
    names = sorted(path.name for path in out.iterdir() if not path.name.startswith("."))
    assert names == ["lexicons-slide.pdf", "lexicons-slide.png", "lexicons.csv", "lexicons.txt"]
    assert len(capsys.readouterr().out.splitlines()) == 4


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["lexicon"], 'no chart is called "lexicon". Did you mean `lexicons`? Charts: layout, presence-by-side, '),
        (["pie"], 'no chart is called "pie". Charts: layout, presence-by-side, '),
        (["--context", "wall"], 'no context of a chart is called "wall". Allowed: report, slide.'),
        (["--format", "png,gif"], 'no format of a chart is called "gif". Allowed: png, svg, pdf.'),
        (["--style", "nowhere.toml"], "nowhere.toml: there is no such style file. Correct its name."),
    ],
)
def test_a_wrong_value_gets_one_sentence(small, asked, said, capsys):
    """What there isn't is told with what there is, and nothing is written."""
    assert main(["figures", "--study", str(small), *asked]) == 2
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    assert len(told) == 1
    assert told[0].startswith(f"error: {said}")
    assert not (small / "figures").exists()


def test_a_studys_own_style_is_in_all_its_charts(small, tmp_path):
    """A style.toml in the folder of the study restyles each chart; a style that is asked for goes before it."""
    (small / "style.toml").write_text('colours = ["#880000", "#008800"]\n', encoding="utf-8")
    study = load_study(small)
    for figure in figures.FIGURES:
        assert figure(study).style.colours == ("#880000", "#008800")
    chart = figures.lexicons(study)
    assert chart.image() != chart.image(style=read_style())

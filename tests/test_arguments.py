"""What the functions for outsiders say when they are called with something else."""

import inspect

import pandas as pd
import pytest

from analysis import attributions, charts, directed_stance, load_study, save_chart, target_stance
from analysis.errors import ArgumentError, StudyError

SENTENCE, SPAN = "The senator praised the mayor.", (20, 29)
KEYS = {
    "presence": ("brief_id", "actor_id"), "stance_balance": ("brief_id", "holder", "target"),
    "actor_sentiment": ("brief_id", "actor_id", "measure"), "portrayal": ("brief_id", "actor_id", "voice"),
}  # fmt: skip
ODD = [None, float("nan"), pd.NA, b"bytes", 5, ["a list"]]


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_what_is_no_text_is_told(study, odd):
    """Text is text alone: anything else is named, in one sentence."""
    for call in (attributions, study.evidence, lambda value: target_stance([value], [SPAN])):
        with pytest.raises(ArgumentError, match=r"^\w+( 0)? is .*, not text\. Give a string\.$"):
            call(odd)


@pytest.mark.parametrize("odd", [odd for odd in ODD if odd is not None], ids=repr)
def test_what_is_no_path_is_told(study, odd):
    """A folder or file is named by a string or a path."""
    for call in (load_study, lambda value: target_stance([SENTENCE], [SPAN], kept=value)):
        with pytest.raises(ArgumentError, match=r" is .*, no path\. Give a string or a pathlib\.Path\.$"):
            call(odd)


def test_what_is_no_list_is_told():
    """Rows come in something that can be gone through."""
    for call in (
        lambda: target_stance(None, [SPAN]), lambda: target_stance([SENTENCE], 5),
        lambda: directed_stance([SENTENCE], None, [SPAN]),
    ):  # fmt: skip
        with pytest.raises(ArgumentError, match=r"^\w+ is (None|5), no list\. Give a list\.$"):
            call()


def test_a_generator_is_a_list():
    """Rows can be given one by one."""
    given = target_stance((one for one in [SENTENCE]), (one for one in [SPAN]))
    assert given.equals(target_stance([SENTENCE], [SPAN]))


def test_half_a_character_is_told():
    """What UTF-8 can't write never reaches the tokenizer; attributions are read around it."""
    with pytest.raises(ArgumentError, match="sentence 0 holds half a character"):
        target_stance(["The mayor \ud800 won"], [(0, 9)])
    assert len(attributions("He said \ud800 that it works.")) == 1


def test_options_are_told():
    """An option says what it can be."""
    with pytest.raises(ArgumentError, match="longest is '5', no whole number"):
        attributions(SENTENCE, longest="5")


def test_what_is_no_chart_is_told(tmp_path):
    """Only a chart, with a style of this project or none, is written, and into a folder."""
    from analysis.charts import Chart

    chart = Chart("c", lambda page: None, "T", "S", (), "", pd.DataFrame(), "")
    for call, said in (
        (lambda: save_chart(None, tmp_path), "chart is None"),
        (lambda: save_chart(chart, tmp_path, style="x"), "style is 'x'"),
        (lambda: save_chart(chart, None), "folder is None, no path"),
        (lambda: save_chart(chart, tmp_path, formats="png"), "formats is one string"),
    ):
        with pytest.raises(ArgumentError, match=said):
            call()
    assert not list(tmp_path.iterdir())


def test_an_argument_is_a_value():
    """Who catches ValueError or StudyError catches it."""
    assert issubclass(ArgumentError, ValueError) and issubclass(ArgumentError, StudyError)


@pytest.mark.parametrize("name", ["presence", "stance_balance", "actor_sentiment", "portrayal"])
def test_a_chart_says_what_its_table_is_not(name):
    """A chart of nothing, of a table without its columns, or with a row twice, says so in one sentence."""
    draw, own = getattr(charts, f"{name}_chart"), [*KEYS[name]]
    table = pd.DataFrame([dict.fromkeys(own, "a")] * 2)
    for given, said in (
        (None, "the table is None, and no DataFrame. Give a table of a study."),
        (table.drop(columns=own[1]), f"the table lacks column {own[1]}. Give one that has it; this one has brief_id"),
        (table, "two rows of the table are of brief_id a, "),
    ):
        with pytest.raises(ArgumentError) as caught:
            draw(given, title="T")
        assert str(caught.value).startswith(said)


def test_every_chart_of_briefs_asks_for_a_table():
    """Whatever the chart, None is told, and no error of pandas."""
    for name in set(charts.__all__) - {"agreement_chart", "benchmark_chart", "contrast_chart", "save_chart"}:
        if name.endswith("_chart"):
            draw = getattr(charts, name)
            given = inspect.signature(draw).parameters.values()
            needed = [one.name for one in given if one.default is one.empty and one.kind is one.KEYWORD_ONLY]
            with pytest.raises(ArgumentError, match="the table is None"):
                draw(None, **dict.fromkeys(needed))

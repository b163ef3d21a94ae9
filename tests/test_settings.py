"""study.toml is checked whole before any work, and each mistake gets one sentence."""

import pytest
from conftest import REGISTRY

from analysis.corpus import raw_text
from analysis.errors import BriefError, SettingsError
from analysis.settings import read_settings
from analysis.study import Study

TWO = {"a": "One. Two.", "b": "Three. Four."}


def message(folder) -> str:
    with pytest.raises(SettingsError) as caught:
        read_settings(folder)
    return str(caught.value).replace(str(folder.resolve()), "S")


def edited(folder, old: str, new: str):
    file = folder / "study.toml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    return folder


def test_the_study_at_home_is_read():
    """The repository's own study lists the two briefs in order."""
    assert [brief.id for brief in read_settings().briefs] == ["cfr", "winep"]


def test_outputs_go_to_the_studys_own_folder(study_folder):
    """A study elsewhere writes below its own folder, never into the repository."""
    folder = study_folder(TWO)
    settings = read_settings(folder)
    assert settings.figures == folder.resolve() / "figures"
    assert settings.report == folder.resolve() / "report"


def test_a_folder_without_a_study(tmp_path):
    """A folder that isn't a study says so."""
    assert message(tmp_path) == (
        "S: not a study folder, it holds no study.toml. "
        "Name a folder with a study.toml (data/README.md explains how to write one)."
    )


def test_a_slip_in_the_name_of_a_study(tmp_path):
    """A folder that isn't there, and the file in place of its folder, are told apart from a folder without a study."""
    assert "there is no such folder. Correct its name, or make a study with" in message(tmp_path / "nowhere")
    (tmp_path / "study.toml").write_text("")
    assert message(tmp_path / "study.toml").endswith(
        "a file, and no study folder. Name the folder that holds study.toml."
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2007-05-29", '"May 29"', 'brief number 1: date "May 29" is no date. Write it as 2007-05-28.'),
        ("2007-05-29", "2007-31-05", "there is no day 2007-31-05. Write year, month and day with hyphens, as 2007-05-28."),
        ("2007-05-29", "2007-02-30  # so", "there is no day 2007-02-30. Write year"),
        ("2007-05-29", "29.5.2007", "29.5.2007 is no date. Write year, month and day with hyphens, as 2007-05-28."),
        ("2007-05-29", "2007-5-29", "2007-5-29 is no date. Write year"),
        ("2007-05-29", "2007-05-29 it was", "not valid TOML: "),
        ("2007-05-29", "2007-05-29\ndate = 2007-05-29", "not valid TOML: Cannot overwrite a value"),
        ('publisher = "House a"', "", "[[briefs]] number 1 lacks `publisher`. Add it."),
        ('file = "a.txt"', 'file = "c.txt"', "brief a: there is no file c.txt. Correct `file`, which is relative to study.toml."),
        ('file = "b.txt"', 'file = "a.txt"', 'file "a.txt" is listed twice. List each brief once.'),
        ('id = "b"', 'id = "a"', 'id "a" is listed twice. List each brief once.'),
        ('id = "b"', 'id = "B 1"', 'brief B 1: "B 1" is no id. Use small letters, digits and single underscores, a letter first.'),
        ('event = "the event"', 'evnt = "x"', "`evnt` is no key in [study]. Did you mean `event`? Allowed: "),
        ("resamples = 200", 'resamples = "many"', "[study]: resamples is 'many'. Give a whole number."),
        ('title = "Test"', "title = 3", "[study]: title is 3. Give text in quotes."),
        ("resamples = 200", "resamples = 0", "[study]: resamples is 0. Give 100 or more."),
        ('event = "the event"', 'event = "x"\nlanguage = "de"', '[study]: language is "de". Only English is read: "en".'),
        ('file = "a.txt"', 'file = "a\\u0000.txt"', "brief a: there is no file a?.txt."),
        ('file = "a.txt"', f'file = "{"a/" * 3000}"', "brief a: there is no file a/a/"),
        ("resamples = 200", f"resamples = {'9' * 5000}", "not valid TOML: "),
        ("resamples = 200", f"resamples = {'[' * 5000}", "not valid TOML: "),
        ("[study]", "[stdy]", "`stdy` is no table. Did you mean `study`? Allowed: briefs, study."),
    ],
)  # fmt: skip
def test_each_mistake_gets_one_sentence(study_folder, old, new, said):
    """Every broken line is named with its place and its remedy."""
    told = message(edited(study_folder(TWO), old, new))
    assert told.startswith(("S/study.toml: ", "S/study.toml row 13: "))
    assert said.replace("brief number", "[[briefs]] number") in told
    assert "\n" not in told


def test_a_date_outside_the_window(study_folder):
    """A brief dated outside the study's window is a mistake."""
    folder = study_folder(TWO, date_from="2007-06-01")
    assert "brief a: date 2007-05-29 lies outside 2007-06-01 to ...." in message(folder)


def test_one_brief_is_no_comparison(study_folder):
    """A study compares at least two briefs."""
    assert message(study_folder({"a": "One."})).endswith("fewer than two [[briefs]] are listed. List at least two.")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no words in it. Give the text of the brief."),
        (b" \n\xe2\x99\xa6\n", "no words in it. Give the text of the brief."),
        (b"PK\x00\x01", "a binary file. Give plain text."),
        (
            b"words " * 200_000,
            "more than 1,000,000 characters. Give the brief alone, or raise `longest` in study.toml.",
        ),
        (b"caf\xe9", 'byte 3 is not utf-8 text. Save it as UTF-8, or set `encoding` (such as "cp1252") in study.toml.'),
    ],
)
def test_a_file_that_is_no_text(brief, data, said):
    """An empty, binary or wrongly encoded file is named with its remedy."""
    brief.path.write_bytes(data)
    with pytest.raises(BriefError) as caught:
        raw_text(brief)
    assert str(caught.value) == f"{brief.path.as_posix()}: {said}"


def test_the_longest_brief_can_be_set(study_folder):
    """`longest` in study.toml sets how many characters of a brief are read."""
    from analysis.study import load_study

    with pytest.raises(BriefError, match=r"a\.txt: more than 10 characters\. Give the brief alone"):
        load_study(study_folder({"a": "It rained on the bridge.", "b": "Rain."}, longest="10"))


def test_a_codebook_can_add_to_the_one_that_ships(study_folder):
    """A study's `demonyms.more.csv` adds its rows, its `demonyms.csv` stands alone, and both together are told."""
    text = "Title of {}\n\nA Norvanian ferry met an Iranian one in the harbour.\n"
    actors = "norvania,Norvania,state,,,,,,,\niran,Iran,state,,,,,,,\n"
    folder = study_folder({n: text.format(n) for n in "ab"}, actors=REGISTRY + actors)
    (folder / "codebook").mkdir()
    row = "demonym,actor_id,adjective,note\nNorvanian,norvania,yes,\n"
    for name, expected in (("demonyms.more.csv", ["norvania", "iran"]), ("demonyms.csv", ["norvania"])):
        (folder / "codebook" / name).write_text(row, encoding="utf-8")
        assert Study(read_settings(folder)).mentions.query("brief_id == 'a'").actor_id.tolist() == expected
        (folder / "codebook" / name).rename(folder / name)
    for name in ("demonyms.more.csv", "demonyms.csv"):
        (folder / name).rename(folder / "codebook" / name)
    with pytest.raises(SettingsError, match=r"demonyms\.more\.csv: demonyms\.csv stands beside it, .*\. Keep one\."):
        read_settings(folder).codebook("demonyms.csv")


def test_an_error_is_one_line_that_prints():
    """Whatever stands in a cell or a name, a message has no line break, obeys no terminal and stays short."""
    said = str(SettingsError("a\x1b[2J\u202eb\n" + "c" * 5000, remedy="Mend\rit", path="x\x07.csv"))
    assert said.isprintable() and said.startswith("x?.csv: a?[2J?b ccc") and said.endswith("…. Mend it.")
    assert len(said) < 500

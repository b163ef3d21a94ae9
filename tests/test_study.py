"""A study from another folder works like the one at home, and its commands fail in one sentence."""

import contextlib
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis import load_study
from analysis.__main__ import main
from analysis.commands import COMMANDS
from analysis.errors import BriefError, CodebookError, UnknownIdError
from analysis.study import TABLES

ROOT = Path(__file__).parent.parent
ACTORS = (
    "actor_id,name,kind,side,role,valid_from,valid_to,aliases,metonyms,note\n"
    "peru,Peru,state,peru,,,,,Lima,\n"
    "ecuador,Ecuador,state,ecuador,,,,,Quito,\n"
)
TEXTS = {
    "north": "Title of north\n\nPeru welcomed the good talks. Ecuador refused. Lima said it was sad.\n",
    "south": "Title of south\n\nEcuador praised Peru. The talks failed badly.\n",
}
EDITED = "presence.csv"  # the table that a user changes between two runs


@pytest.fixture(scope="module")
def once_ran(shared_folder) -> Path:
    """The folder of a study of these texts after `run`, for all who change nothing."""
    folder = shared_folder(TEXTS, actors=ACTORS)
    assert main(["run", "--study", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def ran_again(once_ran, tmp_path_factory) -> tuple[Path, str]:
    """A copy of that folder in which a table was edited before a second `run`, and what that said."""
    folder = shutil.copytree(once_ran, tmp_path_factory.mktemp("again"), dirs_exist_ok=True)
    (folder / "report" / "tables" / EDITED).write_text("mine")
    with contextlib.redirect_stdout(io.StringIO()) as said:
        main(["run", "--study", str(folder)])
    return folder, said.getvalue()


@pytest.fixture(scope="module")
def tiny(shared_folder):
    """The study of these texts."""
    return load_study(shared_folder(TEXTS, actors=ACTORS))


def test_another_study_has_every_table(tiny):
    """Two tiny texts give every table, and the counts that a reader sees."""
    assert {name for name, table in tiny.tables().items() if table is None} == set()
    assert tiny.briefs.n_sentences.tolist() == [3, 2]
    presence = tiny.presence.set_index(["brief_id", "actor_id"]).n_sentences
    assert presence["north", "peru"] == 2
    assert presence["south", "ecuador"] == 1
    assert tiny.presence.low.isna().all()
    assert list(tiny.tables()) == list(TABLES)


def test_every_claim_can_be_made_of_tiny_texts(tiny):
    """With too little evidence every claim still has words, and none claims a difference."""
    assert all(claim.text and len(claim.headline.split()) <= 12 for claim in tiny.claims.values())
    assert not tiny.claims["presence"].clear and not tiny.claims["mood"].clear


def test_an_empty_registry_is_a_study_too(study_folder):
    """Without a single actor the tables of texts and words still come out."""
    small = load_study(study_folder(TEXTS))
    assert small.presence.n_mentions.sum() == 0
    assert all(claim.text for claim in small.claims.values())


def test_evidence_gives_the_sentence(study):
    """An id leads to its sentence in one call."""
    told = study.evidence("winep-s15")
    assert told.text.tolist() == ["Not exactly."]


def test_an_unknown_id_is_named(study):
    """An id of no sentence gets one line with its remedy."""
    with pytest.raises(UnknownIdError, match=r'no sentence "cfr-s99"\. Ids look like winep-s53; '):
        study.evidence("cfr-s99")


def test_a_page_that_is_all_furniture(study_folder):
    """A page without a paragraph of body says what to correct."""
    with pytest.raises(BriefError, match="no paragraph is left once furniture is marked"):
        load_study(study_folder({"north": "Title of north\n\n2007-05-29\n", "south": TEXTS["south"]}))


def test_run_writes_every_table(once_ran):
    """`python -m analysis run` writes a CSV a table below the study's own folder."""
    assert {path.stem for path in (once_ran / "report" / "tables").glob("*.csv")} == set(TABLES)


def test_a_second_run_changes_nothing(once_ran, ran_again):
    """The same inputs give the same bytes."""
    one, other = ({p.name: p.read_bytes() for p in folder.rglob("*.csv")} for folder in (once_ran, ran_again[0]))
    assert {name for name in other if one.get(name) != other[name]} == {EDITED, "presence-new.csv"}
    assert other["presence-new.csv"] == one[EDITED]


def test_a_mistake_ends_with_code_two_and_one_sentence(once_ran, tmp_path, capsys):
    """A broken study file is one line on stderr, code 2, and nothing written is touched."""
    folder = shutil.copytree(once_ran, tmp_path, dirs_exist_ok=True)
    before = {path: path.read_bytes() for path in folder.rglob("*.csv")}
    (folder / "north.txt").write_bytes(b"")
    capsys.readouterr()
    assert main(["run", "--study", str(folder)]) == 2
    told = capsys.readouterr().err
    assert told == f"error: {(folder / 'north.txt').as_posix()}: no words in it. Give the text of the brief.\n"
    assert {path: path.read_bytes() for path in folder.rglob("*.csv")} == before


def test_ctrl_c_ends_with_code_130(monkeypatch, capsys):
    """Ctrl-C ends a command in one line, without a traceback."""

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("analysis.study.load_study", stopped)
    assert main(["run"]) == 130
    assert capsys.readouterr().err == "stopped: what was already written is whole, the rest is as it was\n"


def test_the_module_runs_as_a_command():
    """`python -m analysis` without a command says which there are, and exits with 2."""
    told = subprocess.run([sys.executable, "-m", "analysis"], capture_output=True, text=True, cwd=ROOT)
    assert told.returncode == 2
    assert "Traceback" not in told.stderr


def test_the_readme_opens_with_the_computed_answer(study):
    """No number at the top of the README is typed: the answer is what the tables say now."""
    from analysis.publish.readme import BLOCK, README, answer

    assert BLOCK.search(README.read_text(encoding="utf-8"))[0] == answer(study)


def test_the_readme_names_every_command():
    """Each command of the program and each target that it needs stands in the README."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"python -m analysis {name}" in readme for name in COMMANDS if name != "bench")
    assert all(f"make {target}" in readme for target in ("report", "test", "lab", "bench"))


def test_the_python_of_the_readme_runs(study, tmp_path, monkeypatch):
    """The snippet in the README runs as it stands."""
    monkeypatch.setattr("analysis.study.load_study", lambda: study)
    code = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)[1]
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102
    assert (tmp_path / "my-charts" / "presence-by-side.png").exists()


def test_excerpts_keep_the_briefs_at_home(study_folder, monkeypatch):
    """A study set to excerpts writes no table from which a brief could be put together."""
    long = " ".join(f"word{n}" for n in range(30)) + "."
    folder = study_folder({"north": long, "south": TEXTS["south"]}, quote='"excerpts"')
    main(["run", "--study", str(folder)])
    written = {path.stem: path.read_text() for path in (folder / "report" / "tables").glob("*.csv")}
    assert "tokens" not in written
    assert all("word13" not in text for name, text in written.items() if name != "keyness")


def test_an_edited_table_is_kept(ran_again):
    """A file that a user changed stays, the new one lies beside it, and the command says so."""
    folder, said = ran_again
    assert (folder / "report" / "tables" / EDITED).read_text() == "mine"
    assert (folder / "report" / "tables" / "presence-new.csv").exists()
    assert "presence.csv is kept as you changed it; the new one is presence-new.csv." in said


def test_the_same_text_twice(study_folder):
    """Two files with the same text are one brief listed twice."""
    with pytest.raises(BriefError, match=r"south\.txt: the same text as brief north\. List each brief once\."):
        load_study(study_folder({"north": "One text.", "south": "One  text.\n"}))


def test_text_in_another_encoding(study_folder):
    """Bytes that decode to nonsense are told from English."""
    with pytest.raises(BriefError, match=r"read as utf-8, it isn't English text\. Correct `encoding`"):
        load_study(study_folder({"north": "Itâ€™s over.", "south": "Two."}))


def test_cautions_say_what_to_look_at(study_folder):
    """A title that is no line of the text, and an empty registry, are pointed out."""
    small = load_study(study_folder({"north": "One text.", "south": TEXTS["south"]}))
    assert [caution.split(":")[0][:12] for caution in small.cautions] == ["north", "the registry"]


def test_a_title_is_no_order(study_folder):
    """A title that a parser could read as an order is no recommendation."""
    texts = {"north": "Ceasefire in the Valley\n\nPeru should back the truce.\n", "south": TEXTS["south"]}
    folder = study_folder(texts, actors=ACTORS)
    toml = folder / "study.toml"
    toml.write_text(toml.read_text().replace("Title of north", "Ceasefire in the Valley"))
    assert load_study(folder).recommendations.sentence_id.tolist() == ["north-s01"]


def test_ids_are_named_in_cells(study):
    """Ids in a cell become names, other words stay, and what is missing stays missing."""
    cells = study.named(pd.Series(["us_forces; rice", "author against iran", None]))
    assert cells.head(2).tolist() == ["U.S. forces; Condoleezza Rice", "author against Iran"]
    assert cells.isna().tolist() == [False, False, True]


def test_words_that_were_a_link_speak_for_nobody(study):
    """ "This interactive timeline outlines ..." is the author's own sentence, not one that a timeline speaks."""
    links = study.citations[study.citations.kind == "residue"]
    said = study.attributions.dropna(subset="source_start")
    assert len(links)
    for link in links.itertuples():
        own = said[said.brief_id == link.brief_id]
        assert not ((own.source_start < link.end) & (link.start < own.source_end)).any()


def test_an_author_row_of_no_brief_is_told(study_folder):
    """A person who is author under another brief's id would be two holders; a row too many beside all others is none."""
    own = ACTORS + "author_nord,Ann North,person,,author,,,,,\n"
    with pytest.raises(CodebookError) as caught:
        load_study(study_folder(TEXTS, actors=own))
    assert str(caught.value).endswith(
        'actors.csv row 4: actor author_nord is the author of no brief: there is no brief "nord". Rename it to '
        "author_north or author_south; an actor who wrote no brief needs another id, or no row."
    )
    both = own + "author_north,Ann N.,person,,author,,,,,\nauthor_south,Ann South,person,,author,,,,,\n"
    assert "author_nord" in load_study(study_folder(TEXTS, actors=both)).names

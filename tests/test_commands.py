"""What the commands say to whoever types them: findings in words, help, one sentence for a slip."""

import pytest

from analysis.__main__ import main
from analysis.commands.telling import tell
from analysis.study import load_study

TEXTS = {
    "north": "Peru should back the truce. Lima praised the truce, since it works.",
    "south": "Lima should leave the truce. The truce is a failure.",
}
ACTORS = (
    "actor_id,name,kind,side,role,valid_from,valid_to,aliases,metonyms,note\n"
    "peru,Peru,state,peru,,,,,Lima,\ntruce,Truce,event,,,,,the truce,,\n"
)


@pytest.fixture
def folder(study_folder):
    """A study of two short texts on a truce."""
    return study_folder(TEXTS, actors=ACTORS)


def test_run_ends_with_the_findings_in_words(folder, capsys, monkeypatch):
    """After the tables, told by their number, stand the headlines with their n and where to look next."""
    study = load_study(folder)
    monkeypatch.setattr("analysis.study.load_study", lambda _: study)
    assert main(["run", "--study", str(folder)]) == 0
    told = capsys.readouterr().out
    files, findings = told.split("\nFindings ")
    assert files.splitlines()[0].endswith("csv, 50 parquet)") and len(files.splitlines()) == 2
    for claim in study.findings.values():
        told = next(line for line in findings.splitlines() if f". {claim.headline} (n = {claim.n:,}, " in line)
        assert told.endswith(f"holds in {claim.runs[0]} of {claim.runs[1]} other runs)")
        assert claim.clear or claim.headline.startswith("No ") or "no claim of a difference" in told
    assert f"python -m analysis report --study {folder.as_posix()}" in findings.split("Look next:")[1]


def test_every_file_is_named_where_asked(folder, capsys, monkeypatch):
    """`--list` names each file that `run` wrote."""
    monkeypatch.setattr(
        "analysis.study.TABLES", ("sentences", "mentions", "attributions", "recommendations", "ledger", "frames")
    )
    main(["run", "--study", str(folder), "--list"])
    told = capsys.readouterr().out
    written = [*(folder / "report" / "tables").glob("[a-z]*")]
    assert written and all(path.as_posix() in told for path in written)


def test_help_says_what_a_command_does(capsys):
    """`--help` of the program tells how to begin, and that of a command what it does."""
    for asked, told in (([], "To begin with texts of your own: new DIR"), (["actors"], "Names in the briefs that")):
        with pytest.raises(SystemExit):
            main([*asked, "--help"])
        assert told in " ".join(capsys.readouterr().out.split())


def test_a_study_named_without_its_option_is_told_how(folder, capsys):
    """`run DIR` says that a study is named with --study."""
    with pytest.raises(SystemExit) as stopped:
        main(["run", str(folder)])
    assert stopped.value.code == 2 and "name a study with --study DIR" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2031-04-02\n", "two.txt: no paragraph is left once furniture is marked. Give the whole text of the brief."),
        (None, "two.txt: a folder, and no file. Name a file of text, Markdown, HTML, PDF or DOCX."),
        ("A title\n\nThe pact is good.\n", "two.txt: the same text as brief one. List each brief once."),
    ],
)
def test_slips_in_the_files_of_a_new_study(tmp_path, monkeypatch, capsys, words, said):
    """A file without a brief, a folder, and the same text twice get one sentence that names the user's file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text("A title\n\nThe pact is good.\n")
    (tmp_path / "two.txt").mkdir() if words is None else (tmp_path / "two.txt").write_text(words)
    assert main(["new", "study", "--briefs", "one.txt", "two.txt"]) == 2
    assert capsys.readouterr().err.endswith(f"error: {said}\n") and not (tmp_path / "study").exists()


def test_words_of_a_source_are_shown_and_never_obeyed(capsys):
    """What a terminal would obey in the name of a group or a document is a question mark; columns stay as they are."""
    tell("  The \x1b[2JDaily\u202e:  9 documents", "27\u202f% “Élan”")
    assert capsys.readouterr().out == "  The ?[2JDaily?:  9 documents\n27\u202f% “Élan”\n"


def test_a_pipe_that_closes_early_is_no_error(monkeypatch):
    """`... | head` ends a command quietly, as code 0."""

    def closed(*_):
        raise BrokenPipeError

    monkeypatch.setattr("analysis.study.load_study", closed)
    monkeypatch.setattr("os.dup2", lambda *_: None)
    assert main(["actors"]) == 0

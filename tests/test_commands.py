"""What the commands say to whoever types them: findings in words, help, one sentence for a slip."""

import pytest

from analysis.__main__ import main
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


def test_run_ends_with_the_findings_in_words(folder, capsys):
    """After the tables, told by their number, stand the headlines with their n and where to look next."""
    assert main(["run", "--study", str(folder)]) == 0
    told = capsys.readouterr().out
    files, findings = told.split("\nFindings ")
    assert files.splitlines()[0].endswith("csv, 50 parquet)") and len(files.splitlines()) == 2
    for claim in load_study(folder).findings.values():
        told = next(line for line in findings.splitlines() if f". {claim.headline} (n = {claim.n:,}, " in line)
        assert told.endswith(f"holds in {claim.runs[0]} of {claim.runs[1]} other runs)")
        assert claim.clear or claim.headline.startswith("No ") or "no claim of a difference" in told
    assert f"python -m analysis report --study {folder.as_posix()}" in findings.split("Look next:")[1]


def test_every_file_is_named_where_asked(folder, capsys):
    """`--list` names each file that `run` wrote."""
    main(["run", "--study", str(folder), "--list"])
    told = capsys.readouterr().out
    written = [*(folder / "report" / "tables").glob("[a-z]*")]
    assert written and all(path.as_posix() in told for path in written)

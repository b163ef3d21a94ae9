"""An archive: the same rooms over many documents, whatever stops on the way."""

import errno
import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from test_codebook import columns

from analysis.errors import OutputError, SettingsError, StudyError
from analysis.scale import Job, Plan, Source, run_archive, running
from analysis.scale import partitions as partitions_of
from analysis.scale.begun import CHANGED, changes
from analysis.scale.documents import TABLES, read_document, rooms
from analysis.scale.gate import unread
from analysis.settings import Settings, read_settings
from analysis.study import Study

SHORT = "Iran condemned the United States on Monday. The White House said that it welcomed the talks."


@pytest.fixture(scope="module")
def settings():
    return replace(read_settings(), briefs=())


@pytest.fixture
def archive(tmp_path, settings):
    """Make a plan over rows of documents: `archive(rows, "out", partition=1)`."""

    return functools.partial(planned, tmp_path, settings)


def planned(folder: Path, settings: Settings, rows, out="out", partition=2, **job) -> Plan:
    file = folder / "archive.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return Plan(Source(file), Job(settings, folder / out, 200_000, **job), partition)


def run(plan: Plan, **options):
    return run_archive(plan, progress=lambda _: None, **options)


def table(plan: Plan, name: str) -> pd.DataFrame:
    files = sorted(plan.job.out.glob(f"[0-9]*/{name}.parquet"))
    return pd.concat([pd.read_parquet(file) for file in files], ignore_index=True)


def documents(n: int) -> list[dict[str, str]]:
    return [{"id": f"d{i}", "text": f"{SHORT} It was day {i} of the talks.", "outlet": "ab"[i % 2]} for i in range(n)]


def of_the_study(study) -> list[dict[str, str]]:
    return [
        {"id": b.id, "text": study.texts[b.id], "title": b.title, "author": b.author, "date": str(b.date)}
        for b in study.settings.briefs
    ]


@pytest.mark.parametrize("way", ["one core", "two cores", "a cluster"])
def test_the_same_answer_everywhere(study, archive, way):
    """A brief in an archive has the rows that it has in a study, on one core, two, or a cluster."""
    plan = archive(of_the_study(study), partition=1)
    if way == "a cluster":
        from distributed import LocalCluster

        with LocalCluster(
            n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", dashboard_address=None
        ) as cluster:
            run(plan, scheduler=cluster.scheduler_address)
    else:
        run(plan, workers={"one core": 1, "two cores": 2}[way])
    for name in TABLES:
        pd.testing.assert_frame_equal(table(plan, name), getattr(study, name), check_dtype=False)


def test_an_empty_source_is_told(archive, tmp_path, settings):
    """A folder without a text is one sentence, and leaves nothing behind."""
    (tmp_path / "empty").mkdir()
    plan = Plan(Source(tmp_path / "empty"), Job(settings, tmp_path / "out", 200_000))
    with pytest.raises(SettingsError, match=r"empty: it holds no document\. Name a folder"):
        run(plan, workers=1)
    assert not plan.job.out.exists()


def test_a_scheduler_that_is_not_there_is_told(archive, monkeypatch):
    """An address without a scheduler is one sentence."""
    monkeypatch.setattr(running, "ANSWER", 0.3)
    with pytest.raises(SettingsError, match=r'no Dask scheduler answers at "tcp://127\.0\.0\.1:1"'):
        run(archive(documents(2)), scheduler="tcp://127.0.0.1:1")


def test_a_cluster_that_gives_up_is_told(archive, monkeypatch):
    """A cluster without workers is waited for, and one whose workers die on a task is one sentence."""
    from distributed import KilledWorker

    class Lost:
        nthreads = dict

        @contextmanager
        def client(self, _):
            yield self

        def get_executor(self, **_):
            return self

        def submit(self, *_):
            raise KilledWorker("commit", None, None)

        def shutdown(self, **_):
            pass

    told = []
    monkeypatch.setattr(running, "_client", Lost().client)
    with pytest.raises(StudyError, match=r"the cluster gave up after 0 documents \(KilledWorker\)\. .* run again"):
        running.run_archive(archive(documents(2)), scheduler="tcp://somewhere", progress=told.append)
    assert told == ["the cluster has no workers; waiting for the first"]


def test_a_brief_alone_reads_as_in_a_study(study):
    """A brief has the same rows whichever other brief stands beside it."""
    for brief in study.settings.briefs:
        alone = Study(replace(study.settings, briefs=(brief,)))
        for name in TABLES:
            both = getattr(study, name)
            own = both[both.brief_id == brief.id].reset_index(drop=True)
            pd.testing.assert_frame_equal(getattr(alone, name), own)


def test_an_author_who_names_himself_is_found(settings, tmp_path):
    """An author's own name is looked for where the text holds it, as in a study."""
    row = {"brief_id": "a", "text": f"Ann Lee went to Baghdad. {SHORT} Lee said so.", "title": "", "author": "Ann Lee",
           "date": "2007-05-29", "problem": ""}  # fmt: skip
    found = read_document(row, shared=rooms(settings), longest=1000)["mentions"]
    assert found.text[found.actor_id == "author_a"].tolist() == ["Ann Lee", "Lee"]


@pytest.mark.parametrize("gated", [False, True])
def test_with_the_model_every_mention_is_asked(settings, brief, gated):
    """Where the settings ask for the model, a document has the portrayals of a study; gated, of what was read."""
    text = f"{brief.title}\n\n{SHORT} Wheat was dear. It condemned Iran, which borders Iraq.\n\nIran borders Turkey.\n"
    brief.path.write_text(text, encoding="utf-8")
    asked = Study(replace(settings, briefs=(brief,))).mention_stance
    row = {"brief_id": "a", "text": text, "title": brief.title, "author": brief.author, "date": "2007-05-29",
           "problem": ""}  # fmt: skip
    modelled = replace(settings, stance="model")
    found = read_document(row, shared=rooms(modelled), longest=200_000, gated=gated)
    assert len(found["mention_stance"])
    if gated:
        asked = asked[asked.sentence_id.isin(found["sentences"].sentence_id)]
        assert found["mention_stance"].balance.isin(asked.balance).all()
    else:
        pd.testing.assert_frame_equal(found["mention_stance"], asked, check_dtype=False)
    assert "mention_stance" not in read_document(row, shared=rooms(settings), longest=200_000, gated=gated)


def test_what_is_done_is_not_done_again(archive):
    """A second run of a finished archive reads nothing and changes nothing."""
    plan = archive(documents(5))
    run(plan, workers=1)
    before = {path: path.stat().st_mtime_ns for path in plan.job.out.rglob("*.parquet")}
    done = run(plan, workers=1)
    assert (done.done, done.earlier) == (5, 5)
    assert before == {path: path.stat().st_mtime_ns for path in plan.job.out.rglob("*.parquet")}


def _until(plan: Plan, n: int, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 300
    while len(list(plan.job.out.glob("[0-9]*"))) < n:
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.01)


def _command(plan: Plan) -> subprocess.Popen:
    command = [sys.executable, "-m", "analysis", "corpus", str(plan.source.path), "--out", str(plan.job.out)]
    return subprocess.Popen([*command, "--partition", "2", "--workers", "2"], stderr=subprocess.DEVNULL)


def _children(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(child) for child in file.read().split()]


@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="needs Linux to see the children of a process")
def test_a_kill_loses_and_doubles_nothing(archive):
    """After SIGKILL of a worker and then of the client, an archive ends with the rows of a run that nobody stopped."""
    whole, killed = archive(documents(16), "whole"), archive(documents(16), "killed")
    run(whole, workers=1)
    process = _command(killed)
    _until(killed, 1, process)
    os.kill(_children(process.pid)[-1], signal.SIGKILL)
    _until(killed, 4, process)
    workers = _children(process.pid)
    process.kill()
    process.wait()
    deadline = time.monotonic() + 30
    while any(os.path.exists(f"/proc/{worker}") for worker in workers):
        assert time.monotonic() < deadline, "a worker outlives its client"
        time.sleep(0.05)
    assert 0 < run(killed, workers=1).earlier < 16
    for name in (*TABLES, "documents", "failed"):
        pd.testing.assert_frame_equal(table(whole, name), table(killed, name))
    assert not list(killed.job.out.glob(".0*"))


def test_a_full_disk_stops_with_one_sentence_and_goes_on(archive, monkeypatch):
    """A full disk leaves whole partitions only; with space again the run ends with all rows."""
    plan, written = archive(documents(6)), []

    def full(table, path, write=partitions_of._write):
        written.append(path)
        if len(written) > 12:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(table, path)

    with monkeypatch.context() as patched:
        patched.setattr(partitions_of, "_write", full)
        with pytest.raises(OutputError, match=r"no space left.*it goes on where"):
            run(plan, workers=1)
    assert [place.name for place in plan.job.out.iterdir() if place.is_dir()] == ["00000"]
    assert run(plan, workers=1).done == 6
    assert table(plan, "documents").brief_id.tolist() == [f"d{i}" for i in range(6)]


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on the size of files")
def test_what_a_worker_cannot_write_is_told(archive):
    """Where a process of its own can't write, its sentence reaches the user, and no worker is said to have died."""
    import resource

    plan, told = archive(documents(8), "small"), []
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (6000, unlimited[1]))  # of this process, and so of its workers
    try:
        with pytest.raises(OutputError, match=r"it can't be written \(file too large\)"):
            run_archive(plan, workers=2, progress=told.append)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    assert told == [] and not list(plan.job.out.glob("[.0-9]*"))


def test_a_document_that_fails_is_set_aside(archive, monkeypatch):
    """Whatever is wrong with a document, it stands in `failed` with the reason, and the rest is read."""
    rows = [
        {"id": "good", "text": SHORT},
        {"id": "empty", "text": ""},
        {"id": "long", "text": "word " * 50_000},
        {"id": "good", "text": SHORT},
        {"id": "undated", "text": SHORT, "date": "yesterday"},
        {"id": "lone", "text": "Iran \ud800 said."},
        {"id": "crash", "text": f"{SHORT} Boom."},
    ]
    real = partitions_of.read_document

    def boom(row, **options):
        if "Boom" in row["text"]:
            raise RecursionError("too deep")
        return real(row, **options)

    monkeypatch.setattr(partitions_of, "read_document", boom)
    plan = archive(rows)
    done = run(plan, workers=1)
    assert (done.done, done.failed) == (7, 6)
    assert table(plan, "failed").set_index("brief_id").reason.to_dict() == {
        "empty": "no words in it. Give the text of the brief.",
        "long": "250,000 characters. At most 200,000 are read (--longest).",
        "good": 'the id "good" came before. Mend the source.',
        "undated": 'date "yesterday" is no date. Mend the source.',
        "lone": "not UTF-8 text. Mend the source.",
        "crash": "RecursionError: too deep",
    }
    assert table(plan, "documents").brief_id.tolist() == ["good"]


def test_another_plan_is_not_mixed_in(archive):
    """A folder that holds an archive of other settings, or of a source that changed, is refused, with what differs."""
    run(archive(documents(2)), workers=1)
    told = (
        r"out: it holds an archive that can't be gone on with: --partition was 2, and is 3 now; --longest was 200000, "
        r"and is 9 now\. Choose another --out, or empty this folder to begin anew\.$"
    )
    with pytest.raises(SettingsError, match=told):
        run(replace(archive(documents(2), partition=3), job=replace(archive(documents(2)).job, longest=9)), workers=1)
    with pytest.raises(SettingsError, match=r": the source has changed since \(\d+ bytes then, \d+ now\)\. Choose"):
        run(archive(documents(3)), workers=1)


def test_a_source_that_kept_its_size_is_not_mixed_in(archive, tmp_path):
    """A word in place of another of its length is another source, in a file and in a folder; a copy is none."""
    run(archive(documents(2)), workers=1)
    changed = archive([{**row, "text": row["text"].replace("talks", "balks")} for row in documents(2)])
    with pytest.raises(SettingsError, match=r": the source has changed since, though not its size\. Choose"):
        run(changed, workers=1)
    run(archive(documents(2)), workers=1)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("It rained.", encoding="utf-8")
    digest = Source(tmp_path / "texts").digest
    shutil.copytree(tmp_path / "texts", tmp_path / "copy")
    assert Source(tmp_path / "copy").digest == digest
    (tmp_path / "texts" / "a.txt").write_text("It stained", encoding="utf-8")
    (tmp_path / "copy" / "a.txt").rename(tmp_path / "copy" / "b.txt")
    assert len({digest, Source(tmp_path / "copy").digest, Source(tmp_path / "texts").digest}) == 3


def test_an_archive_goes_on_from_another_folder(archive, monkeypatch, tmp_path):
    """Where a run is started from, or its source was moved to, changes nothing: the archive goes on."""
    plan = archive(documents(2))
    run(plan, workers=1)
    (tmp_path / "elsewhere").mkdir()
    moved = plan.source.path.rename(tmp_path / "elsewhere" / plan.source.path.name)
    monkeypatch.chdir(tmp_path / "elsewhere")
    run(replace(plan, source=Source(moved.relative_to(tmp_path / "elsewhere"))), workers=1)
    assert len(table(plan, "documents")) == 2


def test_all_that_an_archive_is_begun_with_has_its_words(archive):
    """Whatever a manifest holds is told in words where it differs, also where an older version didn't write it."""
    wanted = archive(documents(1)).described()
    assert wanted.keys() == CHANGED.keys()
    told = changes({}, wanted)
    assert len(told) == len(CHANGED) - 2  # another source has other bytes: one sentence says it all
    assert all(" " in words and "{" not in words for words in told)
    older = wanted | {"columns": wanted["columns"] | {"text": "body"}}
    assert changes(older, wanted) == ["--text was body, and is text now"]


def test_a_broken_manifest_is_told(archive):
    """A manifest that is no JSON is one sentence."""
    plan = archive(documents(1))
    plan.job.out.mkdir()
    (plan.job.out / "archive.json").write_text("{")
    with pytest.raises(SettingsError, match=r"out/archive\.json: it is broken\. Choose another --out"):
        run(plan, workers=1)


def test_the_tables_of_an_archive_are_in_the_codebook(archive):
    """`documents` and `failed` have the columns that data/README.md explains."""
    run(plan := archive([{"id": "a", "text": SHORT}, {"id": "b", "text": ""}]), workers=1)
    for name in ("documents", "failed"):
        assert columns(name) == list(table(plan, name).columns)


def test_the_gate_loses_no_statement(study, archive):
    """Parsing only what the ledger can use gives the same statements, and leaves out what holds none."""
    idle = {"id": "idle", "text": "The harvest was late this year. Prices of wheat rose by a tenth."}
    run(plan := archive([*of_the_study(study), idle], gated=True), workers=1)
    shown = ["brief_id", "start", "end", "speaker", "holder", "target", "stance"]
    pd.testing.assert_frame_equal(table(plan, "ledger")[shown], study.ledger[shown])
    words = table(plan, "documents").set_index("brief_id")
    assert words.n_words_read["idle"] == 0 and words.n_words["idle"] == 13


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("Iran condemned the raid.", True),
        ("Iran sought a swap.", True),  # an irregular form
        ("Iran lies east of it.", True),  # "lie" may be a verb of harm
        ("Iran urged Iraq to quit.", True),  # who is asked to go
        ("Wheat was condemned.", False),  # nobody of the registry
        ("Iran borders seven countries.", False),  # no word of stance
        ("The United States borders two.", False),  # "united" stands in a name
    ],
)
def test_what_opens_the_gate(settings, sentence, read):
    """A sentence is read if it names somebody of the registry and a word outside names may show a stance."""
    shared = rooms(settings)
    assert bool(unread(sentence, [(0, len(sentence))], opens=shared.gate, lexicon=shared.lexicon)) != read


@pytest.mark.parametrize(
    ("kept", "left"),
    [
        (["Iran borders seven countries.", "It condemned the raid."], ["Wheat was dear."]),  # "it" may be Iran
        (["Bush went to Paris.", "Wheat was dear.", "He condemned the raid."], []),  # "he" reaches three sentences back
        ([], ["Iran borders seven countries.", "Wheat was dear.", "It condemned the raid."]),  # "it" reaches one
        ([], ["Iran borders seven countries.", "He condemned the raid."]),  # no state is a "he"
        (["Iran and Iraq talked.", "Both sides were pleased."], ["Wheat was dear."]),
        ([], ["Iran borders seven countries.", "Some doctors were pleased."]),
    ],
)
def test_a_sentence_is_read_with_those_that_it_leans_on(settings, kept, left):
    """What has no name is read where a pronoun or noun may mean somebody named, with what says whom; the rest isn't."""
    shared, sentences = rooms(settings), [*kept, *left]
    text = " ".join(sentences)
    found = unread(text, [(0, len(text))], opens=shared.gate, lexicon=shared.lexicon)
    assert "".join(text[start:end] for start, end in found) == " ".join(left)


def test_a_passage_that_quotes_is_read_whole(settings):
    """Where somebody is quoted, all of the passage is read, since the speaker may stand anywhere in it."""
    shared, text = rooms(settings), '"Wheat was dear. Iran condemned us." So a farmer said.'
    assert not unread(text, [(0, len(text))], opens=shared.gate, lexicon=shared.lexicon)


def test_tokens_only_on_request(archive):
    """The table of tokens is written only where it is asked for."""
    run(archive(documents(1), "without"), workers=1)
    run(plan := archive(documents(1), "with", tokens=True), workers=1)
    assert not list(plan.job.out.with_name("without").rglob("tokens.parquet"))
    assert table(plan, "tokens").text.tolist()[:2] == ["Iran", "condemned"]

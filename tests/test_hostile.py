"""Hostile inputs of every kind give a result or one clear error; nothing is fetched, unpickled or run."""

import os
import re
import socket

import hostile
import pytest
from hostile_inputs import inputs

from analysis.settings import ROOT

N = 10_000


def test_a_sample_of_hostile_inputs():
    """Over every surface, what is broken, odd or enormous gives a result or one sentence."""
    told = []
    assert hostile.run(95, seed=7, tell=told.append) == [], "\n".join(map(str, told))


def test_the_same_seed_gives_the_same_inputs():
    """A failure can be made again from its number and seed."""
    kinds = ("study.toml", "registry", "JSONL", "HTML", "text")
    one, two = (list(inputs(95, seed=3, surfaces=kinds)) for _ in range(2))
    assert one == two and {each.surface for each in one} == {*kinds}


@pytest.mark.slow
def test_ten_thousand_hostile_inputs():
    """The same for ten thousand, with their counts."""
    assert hostile.run(N, seed=1, crew=os.cpu_count() or 1) == []


def test_no_remote_thing_is_fetched(tmp_path, monkeypatch):
    """With every address barred, a page and a Word file full of addresses are read, and a study is made of them."""
    from test_readers import PAGE, SENTENCE, docx_bytes

    from analysis.draft import new_study
    from analysis.readers import read, read_apart

    def barred(*_args, **_options):
        raise AssertionError("an address was opened")

    links = '<img src="http://127.0.0.1:9/a.png"><link rel="stylesheet" href="http://127.0.0.1:9/"><iframe src="//127.0.0.1:9"></iframe>'
    source = PAGE.format(body=f"{links}<p>{SENTENCE}</p>" * 3, last=SENTENCE)
    entity = '<!DOCTYPE html [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>'
    (tmp_path / "a.html").write_text(source.replace("<!DOCTYPE html>", entity))
    (tmp_path / "b.docx").write_bytes(docx_bytes())
    (tmp_path / "c.md").write_text(f"---\ntitle: !!python/object/apply:os.system [ls]\n---\n{SENTENCE}")
    for owner, name in ((socket.socket, "connect"), (socket.socket, "connect_ex"), (socket, "getaddrinfo")):
        monkeypatch.setattr(owner, name, barred)
    monkeypatch.setattr("analysis.draft.folder.read_apart", read)
    assert SENTENCE in read(tmp_path / "a.html").text
    draft = new_study(tmp_path / "study", [tmp_path / "a.html", tmp_path / "b.docx"])
    assert (draft.folder / "study.toml").is_file() and read_apart is not read


def test_nothing_is_unpickled():
    """No module loads a pickle, in whatever library's name, evaluates text or opens an address."""
    barred = re.compile(
        r"\bimport pickle|\bpickle\.load|read_pickle|joblib|\btorch\.load|allow_pickle=True|(?<![.\w])eval\(|(?<![.\w])exec\(|urlopen|requests\.|yaml\.load\("
    )
    found = {p.name: barred.findall(p.read_text(encoding="utf-8")) for p in (ROOT / "analysis").rglob("*.py")}
    assert {name: hits for name, hits in found.items() if hits} == {}

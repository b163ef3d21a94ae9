"""Small studies whose answers a reader counts by eye, and the real one."""

import csv
import datetime as dt
import functools
import os
import shutil
import sys
from pathlib import Path

import pytest

from analysis.settings import CODEBOOKS, BriefSettings, Settings

sys.modules["rfc3987_syntax"] = None  # with it jsonschema takes seconds to import, to check addresses that nothing has
GOLDEN = Path(__file__).parent / "golden"
REGISTRY = "actor_id,name,kind,side,role,valid_from,valid_to,aliases,metonyms,note\n"
ANDES = """actor_id,name,kind,side,role,valid_from,valid_to,aliases,metonyms,note
peru,Peru,state,peru,,,,,Lima,
ecuador,Ecuador,state,ecuador,,,,,Quito,
salas,Rosa Salas,person,peru,,,,Salas,,
vega,Juan Vega,person,ecuador,,,,Vega,,
rebels,Red Rebels,group,,,,,Red Rebels; the rebels,,
nurses,Nurses,group,,,,,nurses,,
faro,El Faro,outlet,,,,,El Faro,,
league,Andean Sanctions League,organisation,,,,,Andean Sanctions League,,
truce,Truce,issue,,,,,truce; the truce,,
talks,Cuzco talks,event,,,,,Cuzco talks; Cuzco meeting,,
"""


@pytest.fixture(scope="session", autouse=True)
def no_corpora():
    """The whole suite runs with an empty NLTK path: nothing may need a corpus download."""
    import nltk

    nltk.data.path[:] = []


@pytest.fixture(scope="session", autouse=True)
def kept_aside(tmp_path_factory, worker_id):
    """The whole suite keeps the stance model's answers aside, all its workers in one place."""
    base = tmp_path_factory.getbasetemp()
    os.environ["TWO_BRIEFS_CACHE"] = str((base if worker_id == "master" else base.parent) / "kept")


@pytest.fixture(scope="session")
def study():
    """The study of this repository; its tables are computed once a worker."""
    from analysis import load_study

    return load_study()


@pytest.fixture(scope="session")
def small(study, tmp_path_factory):
    """The study of this repository, its texts cut to a few paragraphs so that a browser is quick."""
    from analysis import load_study

    folder = tmp_path_factory.mktemp("small")
    for name in ("study.toml", "actors.csv"):
        shutil.copy(study.settings.folder / name, folder / name)
    for brief in study.settings.briefs:
        text, end = "", 0
        for row in study.passages[study.passages.brief_id == brief.id].itertuples():
            if row.paragraph in (0, 1, 2, 8):
                text += study.texts[brief.id][end : row.end]
            end = row.end
        path = folder / brief.path.relative_to(study.settings.folder)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((text + "\r\n").encode())
    return load_study(folder)


@pytest.fixture(scope="session")
def read_sentences() -> list[dict[str, str]]:
    """The sentences of both briefs as a reader wrote them down."""
    with open(GOLDEN / "sentences.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def made(folder: Path, texts: dict[str, str | bytes], *, actors: str = REGISTRY, **keys: str) -> Path:
    """The folder as that of a study of texts; keyword arguments replace or add lines of `study.toml`."""
    lines = {"title": '"Test"', "event": '"the event"', "event_date": "2007-05-28", "resamples": "200"}
    toml = ["[study]", *(f"{key} = {value}" for key, value in (lines | keys).items() if value)]
    for name, text in texts.items():
        (folder / f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
        toml += ["", "[[briefs]]", f'id = "{name}"', f'file = "{name}.txt"', f'title = "Title of {name}"']
        toml += [f'author = "Ann {name.title()}"', f'publisher = "House {name}"']
        toml += ["date = 2007-05-29", 'rights = "free"']
    (folder / "study.toml").write_text("\n".join(toml), encoding="utf-8")
    (folder / "actors.csv").write_text(actors, encoding="utf-8")
    return folder


@pytest.fixture
def study_folder(tmp_path):
    """Make a study folder of texts, as `made` does, for one test."""
    return functools.partial(made, tmp_path)


@pytest.fixture(scope="module")
def shared_folder(tmp_path_factory):
    """Make a study folder of texts, as `made` does, for all tests of a module."""
    return lambda *texts, **keys: made(tmp_path_factory.mktemp("study"), *texts, **keys)


@pytest.fixture
def brief(tmp_path) -> BriefSettings:
    """The settings of a brief by Ann Lee with the title "A Title"."""
    import datetime as dt

    return BriefSettings(
        id="a", path=tmp_path / "a.txt", title="A Title", author="Ann Lee", publisher="House",
        date=dt.date(2007, 5, 29), rights="free",
    )  # fmt: skip


@pytest.fixture
def settings(brief) -> Settings:
    """Settings around the one brief, with the codebooks that ship."""
    import datetime as dt

    return Settings(folder=brief.path.parent, title="Test", event="the event",
                    event_date=dt.date(2007, 5, 28), briefs=(brief,))  # fmt: skip


@pytest.fixture(scope="module")
def study_of(tmp_path_factory):
    """Make the reading of a text: a brief by Ann Lee about Peru and Ecuador."""
    from analysis import attribution, corpus, tokens
    from analysis.actors.mentions import mentions
    from analysis.actors.names import lexicon
    from analysis.actors.registry import actors
    from analysis.ledger import Reading

    folder = tmp_path_factory.mktemp("study")
    (folder / "actors.csv").write_text(ANDES, encoding="utf-8")
    (folder / "demonyms.csv").write_text(
        "demonym,actor_id,adjective,note\nPeruvian,peru,yes,\nEcuadorian,ecuador,yes,\n", encoding="utf-8"
    )
    brief = BriefSettings("a", folder / "a.txt", "A Title", "Ann Lee", "House", dt.date(2007, 5, 29), "free")
    settings = Settings(folder, "Test", "the event", dt.date(2007, 5, 28), (brief,))
    known = lexicon(actors(settings), demonyms=folder / "demonyms.csv", descriptions=CODEBOOKS / "descriptions.csv")

    def make(text: str) -> Reading:
        passages = corpus.passages(text, brief=brief, rules=[])
        citations = corpus.citations(text, passages=passages, codebook=CODEBOOKS / "citations.csv")
        parses = tokens.parses(text, passages=passages, citations=citations)
        sentences = tokens.sentences(text, brief_id="a", passages=passages, parses=parses)
        found = mentions(text, brief=brief, sentences=sentences, parses=parses, lexicon=known)
        said = attribution.brief_attributions(
            text, brief_id="a", sentences=sentences, parses=parses, mentions=found, book=attribution.codebook()
        )
        return Reading("a", brief.author_actor, text, sentences, parses, found, said, known)

    return make


@pytest.fixture
def drafted(tmp_path):
    """Makes a study of texts, and gives the draft and the rows of its registry by name."""
    from analysis.draft import new_study

    def make(*texts: str):
        files = [tmp_path / f"{n}.md" for n in "abc"[: len(texts)]]
        for file, text in zip(files, texts, strict=True):
            file.write_text(text)
        draft = new_study(tmp_path / "study", files)
        with (draft.folder / "actors.csv").open(newline="") as file:
            return draft, {row["name"]: row for row in csv.DictReader(file)}

    return make

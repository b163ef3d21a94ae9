"""What leaves for other programs: reopened with networkx, lxml and csv, and equal to the tables."""

import csv
import io
import re
import uuid
import zipfile

import networkx
import pytest
from lxml import etree
from test_study import ACTORS, TEXTS

from analysis import load_study
from analysis.__main__ import main
from analysis.errors import CorrectionError
from analysis.exchange import correct, write_exchange
from analysis.exchange.coded import coded_rows
from analysis.exchange.codes import FACETS, SPANS
from analysis.exchange.network import graphml, network
from analysis.exchange.project import SPACE, Plain, project
from analysis.exchange.statements import statement_list, statements

TALKS = TEXTS | {
    "north": "\ufeffTitle of north\r\n\r\nPeru welcomed the talks. 🕊 Ecuador, it said, condemned Peru; \"=1+1\".\r\nPeru praised\r\nEcuador.\r\n"
}  # fmt: skip


@pytest.fixture
def small(study_folder):
    """A study with a byte order mark, Windows line ends and a dove, whose statements are few."""
    return load_study(study_folder(TALKS, actors=ACTORS))


def opened(data: bytes):
    """The XML of a project and its sources."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    return etree.fromstring(archive.read("project.qde")), archive


def test_networkx_reads_the_network(study):
    """Every row of stance_balance is an edge with its numbers, every actor a node with name, kind and side."""
    graph = networkx.read_graphml(io.BytesIO(graphml(study)))
    assert graph.is_directed() and graph.number_of_edges() == len(study.stance_balance)
    for row in study.stance_balance.itertuples():
        edge = next(e for e in graph[row.holder][row.target].values() if e["brief"] == row.brief_id)
        assert (edge["n"], edge["supportive"], edge["critical"], edge["neutral"]) == (
            row.n_statements, row.n_supportive, row.n_critical, row.n_neutral)  # fmt: skip
        assert edge["balance"] == pytest.approx(row.balance) and edge["voice"] in ("author", "quoted", "both")
    assert graph.nodes["crocker"] == {
        "name": "Ryan Crocker",
        "label": "Ryan Crocker",
        "kind": "person",
        "side": "united_states",
    }


def test_a_network_without_statements(study_folder):
    """A study that sees no stance has an empty network."""
    study = load_study(study_folder({"north": "Rain fell.", "south": "Snow fell."}))
    assert len(network(study)) == 0 and networkx.read_graphml(io.BytesIO(graphml(study))).number_of_nodes() == 0


def test_statements_are_those_of_the_ledger(study):
    """A statement a row: holder, target, agreement and words of the ledger, in the columns that the program has."""
    rows = list(csv.DictReader(io.StringIO(statement_list(study).decode()), delimiter=";"))
    assert len(rows) == len(study.ledger)
    assert [row["agreement"] for row in rows] == [{1: "1", -1: "0", 0: ""}[stance] for stance in study.ledger.stance]
    assert [row["concept"] for row in rows] == study.ledger.target.map(study.names).tolist()
    assert all(row["person"] or row["organization"] for row in rows)
    assert {"statement_id", "time", "start_position", "stop_position", "text", "coder", "document_id"} <= set(rows[0])


def test_statements_hold_no_separator_and_no_formula(study_folder):
    """Semicolons and quotes in a name are replaced as the program does, and a formula stays text."""
    hostile = ACTORS.replace("peru,Peru,", 'peru,"=Peru; ""1""",').replace("Lima", "Lima; Peru")
    study = load_study(study_folder(TEXTS, actors=hostile))
    assert set(statements(study).concept) == {'=Peru; "1"'}
    header, *rows = csv.reader(io.StringIO(statement_list(study).decode()), delimiter=";", quoting=csv.QUOTE_NONE)
    assert [row[header.index("concept")] for row in rows] == ["'=Peru, '1'"] * len(rows)
    assert all(len(row) == len(header) for row in rows)


def test_a_project_has_the_structure_of_the_standard(small):
    """Elements, their order, their required attributes, guids and references are as REFI-QDA Project 1.0 has them."""
    root, archive = opened(project(small))
    assert root.tag == f"{{{SPACE}}}Project" and root.get("name")
    assert [etree.QName(child).localname for child in root] == ["Users", "CodeBook", "Sources"]
    required = {"User": {"guid"}, "Code": {"guid", "name", "isCodable"}, "TextSource": {"guid"}, "Coding": {"guid"},
                "PlainTextSelection": {"guid", "startPosition", "endPosition"}, "CodeRef": {"targetGUID"}}  # fmt: skip
    children = {"TextSource": "(Description )?(PlainTextSelection )*", "PlainTextSelection": "(Description )?(Coding )*",
                "Code": "(Description )?(Code )*", "Coding": "CodeRef ", "CodeBook": "Codes ", "Codes": "(Code )+",
                "Users": "(User )+", "Sources": "(TextSource )+"}  # fmt: skip
    guids, targets = [], []
    for element in root.iter():
        name = etree.QName(element).localname
        assert required.get(name, set()) <= set(element.attrib)
        inner = "".join(f"{etree.QName(child).localname} " for child in element)
        assert name not in children or re.fullmatch(children[name], inner), (name, inner)
        guids += [element.get("guid")] if element.get("guid") else []
        targets += [value for key, value in element.attrib.items() if key in ("targetGUID", "creatingUser")]
        assert element.get("creationDateTime", "2007-01-01T00:00:00Z").endswith("T00:00:00Z")
    assert len(guids) == len(set(guids)) and all(str(uuid.UUID(guid)) == guid for guid in guids)
    assert set(targets) <= set(guids)
    names = [code.get("name") for code in root.iter(f"{{{SPACE}}}Code")]
    assert len(names) == len(set(names))
    paths = {source.get("plainTextPath") for source in root.iter(f"{{{SPACE}}}TextSource")}
    assert {f"internal://{name.removeprefix('sources/')}" for name in archive.namelist()} - {
        "internal://project.qde"
    } == paths


def test_positions_count_code_points(small):
    """Each selection holds the words of its row, also after a dove, a byte order mark and Windows line ends."""
    root, archive = opened(project(small))
    seen = 0
    for source in root.iter(f"{{{SPACE}}}TextSource"):
        text = archive.read(source.get("plainTextPath").replace("internal://", "sources/")).decode()
        assert "\r" not in text and not text.startswith("\ufeff")
        for selection in source.iter(f"{{{SPACE}}}PlainTextSelection"):
            words = text[int(selection.get("startPosition")) : int(selection.get("endPosition"))]
            assert " ".join(words.split())[:80] == selection.get("name")
            seen += 1
    assert seen == sum(getattr(small, table)[start].notna().sum() for table, (start, _) in SPANS.items())


def test_plain_text_and_back():
    """A span leads to the plain text and back to itself."""
    raw = "\ufeffa\r\nb\rc🕊d"
    plain = Plain(raw)
    assert plain.text == "a\nb\nc🕊d"
    for start, end in ((1, 2), (4, 5), (6, 7), (7, 8), (1, len(raw))):
        assert plain.back(*plain.out(start, end)) == (start, end)
        assert plain.text[slice(*plain.out(start, end))] == Plain(raw[start:end]).text


def test_a_project_is_read_back_equal(study, tmp_path):
    """Every row of ledger, mentions and frames comes back from the project as it went, cell by cell."""
    (tmp_path / "p.qdpx").write_bytes(project(study))
    found = coded_rows(tmp_path / "p.qdpx", study)
    for table, rows in found.items():
        columns = [column for own, column, _ in FACETS.values() if own == table]
        wanted = sorted(
            tuple("" if cell != cell else str(cell) for cell in row)
            for row in getattr(study, table)[["brief_id", "start", "end", *columns]].itertuples(index=False)
        )
        assert (
            sorted(tuple(cells[name] for name in ("brief_id", "start", "end", *columns)) for _, cells in rows) == wanted
        )
    assert correct(study, tmp_path / "p.qdpx") == ([], [])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no zip", "no REFI-QDA project"),
        ({"project.qde": b"<Project"}, "no REFI-QDA project"),
        ({"other.txt": b""}, "no REFI-QDA project"),
        ({"project.qde": b'<!DOCTYPE p [<!ENTITY e SYSTEM "file:///etc/passwd">]><Project xmlns="urn:QDA-XML:project:1.0"><Sources>'
          b'<TextSource guid="1" name="x"><PlainTextContent>&e;</PlainTextContent><PlainTextSelection guid="2" startPosition="0" '
          b'endPosition="1"/></TextSource></Sources></Project>'}, 'the text of source "x" is that of no brief'),
    ],
)  # fmt: skip
def test_a_broken_project_is_told_in_one_sentence(small, tmp_path, content, said):
    """What is no project, or holds another text, is said; nothing outside the file is read."""
    path = tmp_path / "p.qdpx"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in content.items():
                archive.writestr(name, data)
    with pytest.raises(CorrectionError, match=said):
        correct(small, path)


def test_exchange_is_a_command(study_folder, capsys):
    """`python -m analysis exchange` writes the three files and lists them; a second run changes nothing."""
    folder = study_folder(TALKS, actors=ACTORS)
    assert main(["exchange", "--study", str(folder)]) == 0
    out = folder / "report" / "exchange"
    names = {"network.graphml", "project.qdpx", "statements.csv"}
    assert names == {path.name for path in out.iterdir() if not path.name.startswith(".")}
    said = capsys.readouterr().out
    assert all(f"exchange/{name}" in said for name in names)
    before = {path: path.read_bytes() for path in out.iterdir()}
    main(["exchange", "--study", str(folder)])
    assert before == {path: path.read_bytes() for path in out.iterdir()}


def test_excerpts_leave_no_whole_text(study_folder, tmp_path):
    """A study set to excerpts writes no project, and says why."""
    study = load_study(study_folder(TALKS, actors=ACTORS, quote='"excerpts"'))
    outputs = write_exchange(study, tmp_path / "out")
    assert [path.name for path in outputs.written] == ["network.graphml", "statements.csv"]
    assert "it holds whole texts" in outputs.messages[0]

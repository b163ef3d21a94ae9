"""Corrections: found in a file, kept by content, applied on every run, marked as a person's."""

import csv
import io

import openpyxl
import pytest
from lxml import etree
from test_study import ACTORS

from analysis import load_study
from analysis.__main__ import main
from analysis.corrections import BY_HAND, KINDS
from analysis.errors import CorrectionError
from analysis.exchange import correct, unread
from analysis.exchange.codes import guid
from analysis.exchange.placed import Placer
from analysis.exchange.project import SPACE, project
from analysis.files import csv_bytes
from analysis.publish.workbook import AS_WRITTEN, workbook
from analysis.settings import HOME_STUDY

TEXTS = {
    "north": "Title of north\n\nPeru condemned Ecuador. Quito praised Lima. It rained on the bridge.\n",
    "south": "Title of south\n\nEcuador praised Peru. Peru mourned.\n",
}


SHEETS = ("briefs", "passages", "sentences", "mentions", "attributions", "recommendations", "ledger", "frames",
          "stance_balance")  # fmt: skip


@pytest.fixture
def folder(study_folder, monkeypatch):
    """A study in which three statements are seen; its workbook has the sheets that corrections are about."""
    monkeypatch.setattr("analysis.study.TABLES", SHEETS)
    return study_folder(TEXTS, actors=ACTORS)


WRITTEN: list[bytes] = []  # the workbook of the study that nobody has corrected, made once


@pytest.fixture
def given(folder, tmp_path):
    """Make a file that people hand in: the workbook of the study, changed by a function of its sheets.

    `now`: the workbook as the study writes it by then, instead of the one from before any correction.
    """
    if not WRITTEN:
        WRITTEN.append(workbook(load_study(folder)))

    def make(change, name="tables.xlsx", *, now=False):
        path = tmp_path / name
        book = openpyxl.load_workbook(io.BytesIO(workbook(load_study(folder)) if now else WRITTEN[0]))
        change(book)
        book.save(path)
        return path

    return make


def set_cell(sheet, row: int, column: str, value) -> None:
    sheet.cell(row, [cell.value for cell in sheet[1]].index(column) + 1).value = value


def added(sheet, **cells) -> None:
    """A row that a person writes, with the cells that they know."""
    sheet.append([cells.get(cell.value) for cell in sheet[1]])


def rows(study) -> list[tuple]:
    """Holder, target, stance and source of each statement, with its sentence."""
    table = study.ledger
    return list(zip(table.sentence_id, table.holder, table.target, table.stance, table.source, strict=True))


SEEN = [
    ("north-s01", "peru", "ecuador", -1, "machine"),
    ("north-s02", "ecuador", "peru", 1, "machine"),
    ("south-s01", "ecuador", "peru", 1, "machine"),
]


def test_a_file_that_nobody_changed_corrects_nothing(folder, given):
    """A workbook, a CSV or a project as they were written change nothing, and no folder is made."""
    study = load_study(folder)
    assert rows(study) == SEEN
    (folder / "ledger.csv").write_bytes(csv_bytes(study.ledger))
    (folder / "mentions.csv").write_bytes(csv_bytes(study.mentions))
    (folder / "project.qdpx").write_bytes(project(study))
    for path in (given(lambda book: None), folder / "ledger.csv", folder / "mentions.csv", folder / "project.qdpx"):
        assert correct(study, path) == ([], [])
    assert not study.settings.corrections.exists()


def test_rows_changed_added_and_deleted(folder, given):
    """A sign changed, a row added with few cells, and a row deleted stand so on the next run, marked as a person's."""

    def change(book):
        set_cell(book["ledger"], 2, "stance", 1)
        book["ledger"].delete_rows(3)
        added(
            book["ledger"],
            sentence_id="south-s02",
            evidence="mourned",
            voice="author",
            holder="peru",
            target="ecuador",
            stance=0,
        )

    edits, files = correct(load_study(folder), given(change), who="Ann", when="2026-01-02")
    assert [(each.table, sorted(one.change for one in each.made)) for each in edits] == [
        ("ledger", ["remove", "set", "set"])
    ]
    study = load_study(folder)
    assert rows(study) == [
        ("north-s01", "peru", "ecuador", 1, "human"),
        ("south-s01", "ecuador", "peru", 1, "machine"),
        ("south-s02", "peru", "ecuador", 0, "human"),
    ]
    last = study.ledger.iloc[-1]
    assert (last.statement_id, last.speaker, last.modality, last.basis, last.rule, last.confidence) == (
        "south-lh43", "author_south", "reported", "words", BY_HAND, 1.0)  # fmt: skip
    assert TEXTS["south"][last.start : last.end] == "mourned"
    assert study.stance_balance.set_index(["brief_id", "holder", "target"]).balance["north", "peru", "ecuador"] == 1
    kept = list(csv.DictReader(io.StringIO(files[0].read_text())))
    assert {row["who"] for row in kept} == {"Ann"} and {row["when"] for row in kept} == {"2026-01-02"}


def test_a_row_without_its_sentence_is_not_a_persons(folder, given):
    """A cell that says only where a row stands may be emptied: the row stands as it did, the machine's."""
    assert correct(load_study(folder), given(lambda b: set_cell(b["ledger"], 2, "sentence_id", None))) == ([], [])


def test_words_are_moved_to_another_sentence(folder, given):
    """With start and end emptied, the words are looked for in the sentence that a person names."""

    def change(book):
        set_cell(book["mentions"], 4, "sentence_id", "south-s02")
        for column in ("brief_id", "start", "end"):
            set_cell(book["mentions"], 4, column, None)
        set_cell(book["mentions"], 4, "text", "Peru")

    correct(load_study(folder), given(change))
    (moved,) = load_study(folder).mentions.query("source == 'human'").itertuples()
    assert (moved.sentence_id, moved.text) == ("south-s02", "Peru")


def test_a_correction_survives_runs_and_comes_back_as_it_went(folder, given):
    """Workbook, correction, run, workbook: handing the new one in changes nothing, and neither does the old one again."""
    old = given(lambda book: set_cell(book["ledger"], 3, "stance", -1))
    _, files = correct(load_study(folder), old, who="Ann", when="2026-01-02")
    before = files[0].read_bytes()
    assert correct(load_study(folder), given(lambda book: None, "again.xlsx", now=True)) == ([], [])
    assert correct(load_study(folder), old, who="Ben", when="2027-01-01") == ([], [])
    assert files[0].read_bytes() == before
    assert rows(load_study(folder))[1] == ("north-s02", "ecuador", "peru", -1, "human")


def test_two_people_correct_copies_of_one_workbook(folder, given):
    """What the first corrected stays when the second hands in a copy from before it."""
    one = given(lambda book: set_cell(book["ledger"], 2, "stance", 1), "one.xlsx")
    two = given(lambda book: set_cell(book["ledger"], 3, "stance", -1), "two.xlsx")
    correct(load_study(folder), one)
    correct(load_study(folder), two)
    assert [row[3:] for row in rows(load_study(folder))] == [(1, "human"), (-1, "human"), (1, "machine")]


def test_a_corrected_mention_flows_on(folder, given):
    """A mention that means another actor changes attributions, ledger and comparisons."""

    def change(book):
        set_cell(book["mentions"], 2, "actor_id", "ecuador")  # "Peru" in "Peru condemned Ecuador"

    correct(load_study(folder), given(change))
    study = load_study(folder)
    first = study.mentions.iloc[0]
    assert (first.text, first.actor_id, first.source, first.method) == ("Peru", "ecuador", "human", BY_HAND)
    assert study.attributions.speaker.iloc[0] == "ecuador"
    assert ("peru", "ecuador") not in {row[1:3] for row in rows(study)}
    assert study.presence.set_index(["brief_id", "actor_id"]).n_mentions["north", "ecuador"] == 3
    assert "source: corrected by a person" in str(study.explain(first.mention_id))


def test_a_row_keeps_its_id(folder, given):
    """Rows that people change, add or remove leave the ids of all others as they were; a new row is called by its place."""
    before = load_study(folder).mentions.set_index("mention_id").text

    def change(book):
        set_cell(book["mentions"], 4, "form", "alias")
        book["mentions"].delete_rows(2)
        for name in ("ecuador", "peru"):
            added(book["mentions"], sentence_id="north-h01", text="Title", actor_id=name, form="name")

    correct(load_study(folder), given(change))
    mentions = load_study(folder).mentions.set_index("mention_id")
    assert mentions.index.tolist()[:3] == ["north-mh0", "north-mh0-2", "north-m002"]
    assert mentions.text.drop(["north-mh0", "north-mh0-2"]).equals(before.drop("north-m001"))
    assert mentions.source["north-m003"] == "human"
    assert mentions.antecedent_id.dropna().isin(mentions.index).all()


def test_a_correction_knows_its_row_by_content(folder, given):
    """A row corrected in the workbook of the next run is found by its place and words."""
    correct(load_study(folder), given(lambda book: set_cell(book["mentions"], 4, "actor_id", "peru")))
    (changed,) = load_study(folder).mentions.query("source == 'human'").itertuples()

    def add(book):
        added(book["mentions"], sentence_id="north-h01", text="Title", actor_id="ecuador", form="name")

    correct(load_study(folder), given(add, "more.xlsx", now=True))
    mentions = load_study(folder).mentions
    (again,) = mentions[mentions.text == changed.text].query("source == 'human'").itertuples()
    assert (again.mention_id, again.start, again.actor_id) == (changed.mention_id, changed.start, "peru")


def test_a_frame_is_corrected(folder, given):
    """A frame that a person sees stands in the table, with its system, and can be taken away again."""
    frame = next(iter(load_study(folder).frame_book.frames))

    def add(book):
        added(book["frames"], sentence_id="north-s03", evidence="rained on the bridge", frame=frame, voice="author")

    correct(load_study(folder), given(add))
    study = load_study(folder)
    (row,) = study.frames.query("source == 'human'").itertuples()
    assert (row.frame, row.system, row.speaker) == (frame, study.frame_book.frames[frame].system, "author_north")

    def remove(book):
        place = [cell.value for cell in book["frames"]["A"]].index(row.frame_id) + 1
        book["frames"].delete_rows(place)

    correct(study, given(remove, "less.xlsx", now=True))
    assert (load_study(folder).frames.source == "machine").all()


def test_a_project_is_corrected(folder, tmp_path):
    """A selection deleted, one coded anew and one added in another program come back, and then change nothing."""
    study = load_study(folder)
    path = tmp_path / "project.qdpx"
    path.write_bytes(_recoded(project(study)))
    edits, _ = correct(study, path)
    assert {each.table: sorted(one.change for one in each.made) for each in edits} == {
        "ledger": ["remove", "set"], "mentions": ["set"]}  # fmt: skip
    again = load_study(folder)
    assert [row[1:] for row in rows(again)] == [("ecuador", "peru", 1, "machine"), ("ecuador", "peru", -1, "human")]
    (mention,) = again.mentions.query("source == 'human'").itertuples()
    assert (mention.text, mention.actor_id, mention.form) == ("bridge", "ecuador", "description")
    path.write_bytes(project(again))
    assert correct(again, path) == ([], [])


def _recoded(data: bytes) -> bytes:
    """The project with one statement less, one turned round, and one mention more, by codes with new guids."""
    import zipfile

    old = zipfile.ZipFile(io.BytesIO(data))
    root = etree.fromstring(old.read("project.qde"))
    north, south = root.iter(f"{{{SPACE}}}TextSource")
    codes = {code.get("name"): code.get("guid") for code in root.iter(f"{{{SPACE}}}Code")}
    for source, sign in ((north, None), (south, "stance: critical")):
        selection = next(s for s in source if any(r.get("targetGUID") in (codes["stance: critical"], codes["stance: supportive"])
                                                  for r in s.iter(f"{{{SPACE}}}CodeRef")))  # fmt: skip
        if sign is None:
            source.remove(selection)
        for reference in selection.iter(f"{{{SPACE}}}CodeRef"):
            if sign and reference.get("targetGUID") == codes["stance: supportive"]:
                reference.set("targetGUID", codes[sign])
    group = next(root.iter(f"{{{SPACE}}}Codes"))
    start = TEXTS["north"].index("bridge")
    new = etree.SubElement(
        north, f"{{{SPACE}}}PlainTextSelection", guid=guid("x"), startPosition=str(start), endPosition=str(start + 6)
    )
    for n, name in enumerate(("mention: ecuador", "form: description", "an idea of mine")):
        etree.SubElement(group, f"{{{SPACE}}}Code", guid=guid("own", n), name=name, isCodable="true")
        coding = etree.SubElement(new, f"{{{SPACE}}}Coding", guid=guid("coding", n))
        etree.SubElement(coding, f"{{{SPACE}}}CodeRef", targetGUID=guid("own", n))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as new_zip:
        for name in old.namelist():
            new_zip.writestr(
                name, etree.tostring(root) if name == "project.qde" else old.read(name).replace(b"\n", b"\r\n")
            )
    return packed.getvalue()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda b: set_cell(b["ledger"], 2, "target", "atlantis"),
         ' row 2: target "atlantis" is no actor. Use an actor_id of actors.csv, or add it there.'),
        (lambda b: set_cell(b["ledger"], 2, "target", "equador"),
         ' row 2: target "equador" is no actor. Did you mean `ecuador`? Use an actor_id of actors.csv, or add it there.'),
        (lambda b: set_cell(b["ledger"], 3, "stance", "5"), ' row 3: stance "5". Allowed: -1, 0, 1.'),
        (lambda b: set_cell(b["ledger"], 3, "holder", "the ghosts"),
         ' row 3: holder "the ghosts" is no actor. Use an actor_id of actors.csv, or words of the brief.'),
        (lambda b: set_cell(b["ledger"], 2, "evidence", "never written"),
         ' row 2: evidence "never written" doesn\'t stand in north-s01. Copy the words of evidence from the text.'),
        (lambda b: added(b["mentions"], sentence_id="east-s09", text="Peru", actor_id="peru", form="name"),
         ' row 9: no brief "east". Briefs: north, south.'),
        (lambda b: added(b["mentions"], sentence_id="north-s99", text="Peru", actor_id="peru", form="name"),
         ' sheet mentions row 9: no sentence "north-s99" in brief north. '
         "Use an id of the table sentences, such as north-h01."),
        (lambda b: set_cell(b["ledger"], 2, "sentence_id", "north-s999"),
         'tables.xlsx sheet ledger row 2: no sentence "north-s999" in brief north. Use an id of the table sentences, '),
        (lambda b: set_cell(b["mentions"], 3, "sentence_id", "south-s01"),
         ' sheet mentions row 3: no sentence "south-s01" in brief north.'),
        (lambda b: set_cell(b["frames"], 2, "sentence_id", "east"), ' sheet frames row 2: no sentence "east" in brief '),
        (lambda b: set_cell(b["ledger"], 2, "sentence_id", "north-s02"),
         ' sheet ledger row 2: evidence "condemned Ecuador" stands from 21 to 38, which isn\'t in sentence north-s02. Correct '
         "sentence_id, or empty start and end to have the words looked for in that sentence."),
        (lambda b: added(b["mentions"], sentence_id="north-s03", text="bridge", actor_id="peru", form="x"), 'form "x". Allowed: name, alias'),
        (lambda b: added(b["ledger"], sentence_id="north-s03", evidence="rained", holder="peru"),
         " row 5: no voice, no target, no stance. A row of ledger needs sentence_id, evidence (words of that sentence), voice (author, "
         "quoted), holder, target, stance (-1, 0, 1), of a quoted voice the speaker."),
        (lambda b: set_cell(b["ledger"], 2, "start", 24),
         ' sheet ledger row 2: from 24 to 38 stands "demned Ecuador", not "condemned Ecuador". Correct start and end, or evidence'),
        (lambda b: set_cell(b["ledger"], 2, "evidence", "condemned Ecu"),
         ' sheet ledger row 2: evidence "condemned Ecu" is cut from "condemned Ecuador". Give whole words.'),
        (lambda b: (set_cell(b["ledger"], 2, "evidence", "ned Ecuador"), set_cell(b["ledger"], 2, "start", 27)),
         ' row 2: evidence "ned Ecuador" is cut from "condemned Ecuador". Give whole words.'),
        (lambda b: added(b["ledger"], sentence_id="north-s01", evidence="condemned", voice="quoted", speaker="peru", holder="peru",
                         target="ecuador", stance=1),
         ' sheet ledger: row 5 says stance "1", row 2 "-1" of the same. Delete one of the two: a row of ledger stands once.'),
        (lambda b: [added(b["ledger"], sentence_id="south-s02", evidence="mourned", voice="author", holder="peru", target="ecuador",
                          stance=stance) for stance in (1, -1)],
         ' sheet ledger: row 6 says stance "-1", row 5 "1" of the same. Delete one'),
        (lambda b: b["ledger"].delete_cols(9), " sheet ledger row 1: it lacks column target. Put it back, with its cells."),
    ],
)  # fmt: skip
def test_a_row_that_does_not_fit_is_told(folder, given, change, said):
    """A mistake gets one sentence with file, row and remedy, and nothing is written."""
    with pytest.raises(CorrectionError) as caught:
        correct(load_study(folder), given(change))
    assert said in str(caught.value) and "\n" not in str(caught.value)
    assert not (folder / "corrections").exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("set,north,16,20,Quito,peru,name", 'corrections/mentions.csv row 2: from 16 to 20 stands "Peru", not "Quito". '
         "Correct start and end, or text; where the text has changed, delete the row."),
        ("set,north,16,9999,Peru,peru,name", "row 2: 16 to 9999 lies outside the text. Give a span within 0 to "),
        ("set,north,16,20,Peru,chile,name", 'row 2: actor_id "chile" is no actor.'),
        ("drop,north,16,20,Peru,peru,name", 'row 2: change "drop". Allowed: set, remove.'),
        ("set,west,16,20,Peru,peru,name", 'row 2: no brief "west". Briefs: north, south.'),
        ("set,north,x,20,Peru,peru,name", 'row 2: start "x" or end "20" is no offset. Give whole numbers.'),
        (f"set,north,16,{'9' * 5000},Peru,peru,name", 'row 2: start "16" or end "999'),
    ],
)  # fmt: skip
def test_a_correction_that_no_longer_fits_is_told(folder, line, said, capsys):
    """Changed text, an unknown actor or a span outside stop a run in one sentence with file, row and remedy."""
    (folder / "corrections").mkdir()
    (folder / "corrections" / "mentions.csv").write_text(f"change,brief_id,start,end,text,actor_id,form\n{line}\n")
    assert main(["run", "--study", str(folder)]) == 2
    assert said in capsys.readouterr().err
    assert not (folder / "report").exists()


def test_hostile_cells_stay_text(folder, given):
    """Own words like a formula, control characters and long cells are kept as text or refused, never run."""
    own = load_study(folder)

    def change(book):
        added(book["ledger"], sentence_id="north-s03", evidence=" rained  on the\nbridge ", voice="quoted", speaker="It",
              holder="It", target="ecuador", stance=-1.0)  # fmt: skip
        book["ledger"].cell(1, 40, "my notes")
        book["ledger"].cell(2, 40, "=HYPERLINK(1)")

    _, files = correct(own, given(change), who="=cmd()")
    text = files[0].read_text()
    assert "'=cmd()" in text and "my notes" not in text and "HYPERLINK" not in text
    assert rows(load_study(folder))[2] == ("north-s03", "It", "ecuador", -1, "human")


def test_a_hidden_sheet_that_someone_broke(folder, given):
    """A hidden sheet that no longer says what was written is one sentence."""

    def change(book):
        book[AS_WRITTEN].cell(2, 2, '["no", "row"]')

    with pytest.raises(CorrectionError, match="row 2: the hidden sheet _as_written is broken"):
        correct(load_study(folder), given(change))


def test_a_workbook_with_limits(folder, given):
    """Rows by the thousand that hold nothing are passed over; what unpacks to too much isn't unpacked."""
    from analysis.readers import Limits

    def change(book):
        book["ledger"].cell(50_000, 1).value = None
        set_cell(book["ledger"], 2, "stance", 1)

    path = given(change)
    edits, _ = correct(load_study(folder), path)
    assert [str(each) for each in edits] == ["ledger: 1 set, 0 removed"]
    with pytest.raises(CorrectionError, match="Give at most 1,000 bytes in 5,000, or raise the limit"):
        correct(load_study(folder), path, limits=Limits(n_unpacked=1000))


def test_a_workbook_without_its_hidden_sheet(folder, given):
    """Where another program dropped what was written, the study as it is now stands for it."""

    def change(book):
        del book[AS_WRITTEN]
        book["ledger"].delete_rows(2)

    edits, _ = correct(load_study(folder), given(change))
    assert [one.change for each in edits for one in each.made] == ["remove"]
    assert rows(load_study(folder)) == SEEN[1:]


def test_excerpts_can_be_corrected(given, folder):
    """Where a study shows only the first words, the whole words of a row are still known."""
    toml = folder / "study.toml"
    toml.write_text(toml.read_text().replace("[study]", '[study]\nquote = "excerpts"'))
    changed = given(lambda book: set_cell(book["mentions"], 2, "form", "alias"), now=True)
    edits, _ = correct(load_study(folder), changed)
    assert [str(one) for each in edits for one in each.made] == ["set north 16-20: Peru | peru | alias"]


@pytest.mark.parametrize("name", ["nothing.xlsx", "notes.txt", "other.csv", "broken.xlsx"])
def test_a_file_of_another_kind_is_told(folder, tmp_path, name, capsys):
    """A file that isn't there, or holds no table of ours, is one sentence and code 2."""
    path = tmp_path / name
    if name != "nothing.xlsx":
        path.write_text("a,b\n1,2\n")
    assert main(["correct", str(path), "--study", str(folder)]) == 2
    assert capsys.readouterr().err.startswith("error: ")


def test_correct_is_a_command(folder, given, capsys):
    """The command says what changes and where it is kept, and with nothing changed says so."""
    path = given(lambda book: set_cell(book["ledger"], 2, "stance", 1))
    assert main(["correct", str(path), "--study", str(folder), "--by", "Ann"]) == 0
    said = capsys.readouterr().out
    assert "ledger: 1 set, 0 removed" in said and "corrections/ledger.csv; the next run applies it" in said
    assert main(["correct", str(path), "--study", str(folder)]) == 0
    assert "changes nothing in mentions, ledger, recommendations or frames" in capsys.readouterr().out


def test_a_name_is_added_later(folder, given):
    """Handing the same file in with a name signs the rows that nobody had signed, and a second name changes nothing."""
    path = given(lambda book: set_cell(book["ledger"], 2, "stance", 1))
    correct(load_study(folder), path, when="2026-01-02")
    edits, files = correct(load_study(folder), path, who="Ann", when="2026-01-03")
    assert [len(each.kept) for each in edits] == [1]
    [kept] = csv.DictReader(io.StringIO(files[0].read_text()))
    assert (kept["who"], kept["when"]) == ("Ann", "2026-01-02")
    assert correct(load_study(folder), path, who="Ben", when="2026-01-04") == ([], [])


def test_edits_that_are_not_read_back_are_named(folder, given, capsys):
    """A cell changed in a sheet that is computed is told with the sheet's name and what to do instead."""

    def change(book):
        set_cell(book["briefs"], 2, "author", "me")
        book["codebook"].append(["a row of mine"])

    path = given(change)
    assert unread(path) == ["briefs", "codebook"]
    assert main(["correct", str(path), "--study", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "changes nothing in mentions, ledger, recommendations or frames.\nYou changed " in said
    assert (
        "You changed briefs and codebook, which every run computes anew: these edits aren't read back. To change what"
        in said
    )


def test_columns_that_are_not_read_back_are_named(folder, given):
    """A number that the machine gave isn't a person's to change, and is told with its sheet; a corrected row is no such edit."""

    def change(book):
        set_cell(book["ledger"], 2, "confidence", 0.2)
        set_cell(book["ledger"], 3, "rule", "mine")
        set_cell(book["mentions"], 2, "actor_id", "ecuador")
        book["mentions"].delete_rows(3)
        added(book["mentions"], sentence_id="north-s03", text="bridge", actor_id="peru", form="description")

    assert unread(given(change)) == ["confidence of ledger", "rule of ledger"]


def test_a_note_is_kept_with_its_correction(folder, given):
    """A column `note` is kept beside the row that was corrected, and later ones replace it; that of another row is told."""

    def noting(*notes):
        def change(book):
            sheet = book["ledger"]
            sheet.cell(1, sheet.max_column + 1).value = "note"
            set_cell(sheet, 2, "stance", 1)
            for row, note in enumerate(notes, start=2):
                set_cell(sheet, row, "note", note)

        return change

    assert unread(given(noting("they did not"))) == []
    for note in ("they did not", "really"):
        path = given(noting(note))
        _, [file] = correct(load_study(folder), path, who="Ann", when="2026-01-02")
        assert [row["note"] for row in csv.DictReader(io.StringIO(file.read_text()))] == [note]
        assert correct(load_study(folder), path, who="Ann") == ([], [])
    assert correct(load_study(folder), given(noting())) == ([], [])
    assert unread(given(noting("", "I doubt it"))) == ["note of ledger"]


def test_words_are_taken_whole(folder, given):
    """Words that also stand within others are looked for as words of their own."""
    edits, _ = correct(
        load_study(folder),
        given(
            lambda book: added(
                book["mentions"], sentence_id="north-s03", text="on", actor_id="peru", form="description"
            )
        ),
    )
    start = TEXTS["north"].index("on the bridge")
    assert [one.span for one in edits[0].made] == [(start, start + 2)]


def test_sorted_rows_are_no_edit(folder, given):
    """A workbook whose rows were only sorted, or a sheet deleted, has no edit in vain."""

    def change(book):
        lines = [[cell.value for cell in row] for row in book["sentences"].iter_rows(min_row=2)]
        for n, line in enumerate(reversed(lines), start=2):
            for column, cell in enumerate(line, start=1):
                book["sentences"].cell(n, column).value = cell
        del book["passages"]

    assert unread(given(lambda book: None)) == unread(given(change)) == []


def test_every_table_that_can_be_corrected_says_its_source(study):
    """Each says of its rows who says so; without corrections, the machine."""
    for name in KINDS:
        assert (getattr(study, name).source == "machine").all()


def test_the_example_of_a_new_row_is_taken(study):
    """The row that data/README.md shows fits the study of this repository: what it leaves out is filled in."""
    told = (HOME_STUDY / "README.md").read_text(encoding="utf-8").split("a row below the others:")[1].split("|")
    names, cells = ([cell.strip(" `") for cell in told[at : at + 6]] for at in (1, 15))
    placer = Placer(study, KINDS["ledger"], HOME_STUDY / "README.md")
    blank = dict.fromkeys(["sentence_id", *KINDS["ledger"].columns], "")
    row = placer.placed((2, blank | dict(zip(names, cells, strict=True))))
    assert (row["speaker"], row["modality"], row["basis"]) == ("author_cfr", "reported", "words")

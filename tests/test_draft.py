"""A new study is made of any texts: its guesses are told, nothing is written over, and it runs at once."""

import csv

import pytest

from analysis.__main__ import main
from analysis.draft import new_study
from analysis.draft.about import Source, event_date, events
from analysis.draft.people import standing
from analysis.draft.states import states
from analysis.errors import BriefError, OutputError
from analysis.readers import Reading
from analysis.settings import CODEBOOKS, ROOT
from analysis.study import load_study

ONE = """# Ferries Sail Again

By Ann Lee
April 2, 2031

Norvania and Sweden signed the Harbour Accord on 30 March. Norvania's foreign minister, Bo Dahl, praised the
Harbour Accord. Bo Dahl said that Norvanian ferries would sail from Monday. The Norvanian Dockers' Union was glad.

Stockholm should pay for the pilots. The Swedish minister Eva Holm agreed, and Norvania thanked her.

Copyright 2031 Harbour Post
"""
TWO = """---
title: A Ferry Is No Policy
author: Cy Po
date: 2031-04-03
publisher: Sound Review
---
The Harbour Accord of 30 March is weak. Norvania gains little, and Bo Dahl knows it. Sweden gains the ferries.

Eva Holm, the Swedish minister, attacked the Norvanian Dockers' Union. Norvania was silent.
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "one.txt").write_text(ONE)
    (tmp_path / "two.md").write_text(TWO)
    return [tmp_path / "one.txt", tmp_path / "two.md"]


@pytest.fixture
def registry(tmp_path, files):
    new_study(tmp_path / "study", files)
    with (tmp_path / "study" / "actors.csv").open(newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


def test_a_new_study_runs_at_once(tmp_path, files, capsys):
    """`new` makes a folder that loads, and prints what to check; the texts and the originals are kept."""
    assert main(["new", str(tmp_path / "study"), "--briefs", *map(str, files)]) == 0
    told = capsys.readouterr().out
    assert "study.toml: brief harbour_post: author = Ann Lee (the byline)" in told
    assert "actors.csv: " in told and "no event or issue" not in told
    study = load_study(tmp_path / "study")
    assert study.labels == {"harbour_post": "Harbour Post", "sound_review": "Sound Review"}
    assert study.settings.event == "the Harbour Accord" and str(study.settings.event_date) == "2031-03-30"
    assert study.settings.briefs[1].title == "A Ferry Is No Policy"
    assert (tmp_path / "study" / "originals" / "harbour_post.txt").read_text() == ONE
    assert set(study.passages.part) == {"title", "furniture", "paragraph"}
    assert {"norvania", "bo_dahl", "sweden"} <= set(study.mentions.actor_id)


def test_actors_are_proposed_with_sides(registry):
    """States come from the codebook or from a people's name, persons with role and side, unions as organisations."""
    found = {name: (row["kind"], row["side"], row["role"]) for name, row in registry.items()}
    assert found["Sweden"] == ("state", "sweden", "") and found["Norvania"] == ("state", "norvania", "")
    assert found["Bo Dahl"] == ("person", "norvania", "foreign minister")
    assert found["Eva Holm"] == ("person", "sweden", "minister")
    assert found["Norvanian Dockers' Union"] == ("organisation", "", "")
    assert found["Harbour Accord"] == ("event", "", "")
    assert found["Ann Lee"] == ("person", "", "author")


def test_what_is_not_proposed_is_told_with_its_reason(tmp_path, files, capsys):
    """A frequent name that isn't taken stands in what to check, with why: a place, a part of a name, named too seldom."""
    more = "\n\nKelby was calm. They met in Selmar, and in Selmar they stayed. The ships left Tolmar Point. On March 3 it rained."
    for file in files:
        file.write_text(file.read_text() + more + " On March 4 it rained.")
    main(["new", str(tmp_path / "study"), "--briefs", *map(str, files)])
    told = capsys.readouterr().out
    assert 'not taken, a place, since "in" or "at" stands before it: Selmar (4)' in told
    assert "not taken, a place by its name: Tolmar Point (2)" in told
    assert "not taken, named too seldom: Kelby (2)" in told
    with (tmp_path / "study" / "actors.csv").open(newline="") as file:
        assert not [row["name"] for row in csv.DictReader(file) if "March" in row["name"]]


def test_an_unknown_publisher_is_left_to_be_filled_in(tmp_path, files, capsys):
    """The name of a file calls a brief in charts, but is nobody who published it or acts in it."""
    files[0].write_text(ONE.replace("Copyright 2031 Harbour Post", ""))
    main(["new", str(tmp_path / "study"), "--briefs", *map(str, files)])
    assert "has no publisher that could be found: fill it in; charts call it “One”" in capsys.readouterr().out
    study = load_study(tmp_path / "study")
    assert (study.labels["one"], study.settings.briefs[0].publisher) == ("One", "unknown publisher")
    assert not {"One", "unknown publisher"} & set(study.actors.name)


def test_nothing_is_written_over(tmp_path, files):
    """A folder that holds anything stays as it is."""
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="it is there already, and nothing is written over"):
        new_study(tmp_path / "study", files)
    assert [p.name for p in (tmp_path / "study").iterdir()] == ["mine.txt"]


def test_a_bad_file_leaves_nothing_behind(tmp_path, files):
    """The error names the user's own file, and no half of a folder is left."""
    (tmp_path / "two.md").write_text("Ελληνικά κείμενα δεν διαβάζονται εδώ.\n\nΑυτό είναι ελληνικό κείμενο.")
    with pytest.raises(BriefError, match=r"two\.md: read as utf-8, it isn't English text"):
        new_study(tmp_path / "study", files)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.txt", "two.md"]


def test_a_bad_file_alone_is_told_before_their_number(tmp_path, files):
    """One file is too few, but what is wrong with it comes first."""
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 broken")
    with pytest.raises(BriefError, match=r"bad\.pdf: a broken PDF\."):
        new_study(tmp_path / "study", [tmp_path / "bad.pdf"])
    with pytest.raises(BriefError, match=r"fewer than two briefs\. Name at least two files after --briefs\."):
        new_study(tmp_path / "study", files[:1])


def test_names_of_files_cant_lead_out(tmp_path, files):
    """Ids and file names are made of letters and digits alone, each once, whatever the files are called."""
    sly = tmp_path / "..; rm -rf ~ #é.txt"
    sly.write_text(ONE.replace("Copyright 2031 Harbour Post", "").replace("Ann Lee", "Bea Low"))
    draft = new_study(tmp_path / "study", [*files, sly])
    names = sorted(p.name for p in (draft.folder / "briefs").iterdir())
    assert names == ["harbour_post.txt", "rm_rf_e.txt", "sound_review.txt"]


def test_what_a_page_says_is_no_code(tmp_path, files):
    """Quotes, brackets and formulas in a title are text in study.toml and in the registry."""
    title = "He said \"no\" = {a} [b] \\\\ '''"
    (tmp_path / "two.md").write_text(TWO.replace("A Ferry Is No Policy", "'" + title.replace("'", "''") + "'"))
    new_study(tmp_path / "study", files)
    assert load_study(tmp_path / "study").settings.briefs[1].title == title


def test_a_capital_alone_proposes_no_state():
    """Paris may be a place: France is proposed where it or the French are named, and then Paris stands for it."""
    books = {"countries": CODEBOOKS / "countries.csv", "demonyms": CODEBOOKS / "demonyms.csv"}
    assert states(["They met in Paris."], **books) == []
    (france,) = states(["They met in Paris with French envoys."], **books)
    assert (france["actor_id"], france["metonyms"].split("; ")[0]) == ("france", "Paris")


@pytest.mark.parametrize(
    ("sentence", "role", "side"),
    [
        ("Peru's foreign minister, Ann Lee, left.", "foreign minister", "peru"),
        ("Peruvian envoy Ann Lee left.", "envoy", "peru"),
        ("Ann Lee, the president of Peru, left.", "president", "peru"),
        ("Ann Lee, ambassador to Peru, left.", "ambassador", ""),
        ("Ann Lee, minister of defense of Peru, left.", "minister of defense", "peru"),
        ("They sent former president Ann Lee.", "former president", ""),
        ("Peru thanked its guest, and Ann Lee left.", "", ""),
        ("In Peru, Ann Lee left.", "", ""),
        ("The president blamed Ann Lee.", "", ""),
        ("He is an envoy of Ann Lee.", "", ""),
        ("Soldiers of the presidential guard detained President Ann Lee.", "president", ""),
        ("Troops detained president Ann Lee.", "president", ""),
        ("Two days later Envoy Ann Lee left.", "envoy", ""),
        ("It made Vice President Ann Lee glad.", "vice president", ""),
        ("UN Minister-President Ann Lee left.", "un minister-president", ""),
        ("The bloc's former trade envoy, Ann Lee, left.", "former trade envoy", ""),
        ("Ann Lee, president of Ports For All, left.", "president of Ports For All", ""),
        ("The president of the club, Ann Lee, left.", "president", ""),
    ],
)
def test_role_and_side_stand_beside_a_name(sentence, role, side):
    """The words before a name or after its comma give the role; the state in them gives the side."""
    roles, sides = frozenset(["minister", "envoy", "president", "ambassador"]), {"Peru": "peru", "Peruvian": "peru"}
    found = standing(["Ann Lee"], [sentence], roles=roles, sides=sides)
    assert (found.role, found.side) == (role, side)


def test_an_arm_is_on_the_side_of_whose_it_is(drafted):
    """A ministry is its state's by the word before it; a verb before a known capital makes no new name."""
    draft, table = drafted(
        "# One\n\nPeru's Foreign Ministry praised the Lima Accord. Offer Lima a loan now.\n",
        "# Two\n\nPeru waits. The Foreign Ministry of Peru liked the Lima Accord.\n",
    )
    assert table["Foreign Ministry"]["side"] == "peru"
    assert not [name for name in table if "Offer" in name] and not [c for c in draft.checks if "Offer" in c]


def test_who_speaks_is_proposed_though_named_once(drafted):
    """A name that says something, or is told to act, is an actor; one that is only named once is told and not taken."""
    _, names = drafted(
        "# One\n\nGreenpeace warned of the Lima Accord. Congress should act. Peru liked Zork more than the Lima Accord.\n",
        "# Two\n\nPeru waits. The Lima Accord is old.\n",
    )
    assert {"Greenpeace", "Congress"} <= names.keys() and "Zork" not in names


def test_who_is_called_by_surname_or_as_he_is_a_person(drafted):
    """Whatever the tagger takes a name for: a surname alone, or "he" in its sentence, shows a person."""
    _, table = drafted(
        "# One\n\nNicolás Maduro likes the Lima Accord. Maduro sleeps. Gustavo Petro has never met a man he would hate.\n",
        "# Two\n\nThe State Department waits for the Lima Accord, as he told Peru.\n",
    )
    assert (table["Nicolás Maduro"]["kind"], table["Gustavo Petro"]["kind"]) == ("person", "person")
    assert table["State Department"]["kind"] == "organisation"


def test_one_person_is_one_name_and_a_number_is_nobody(drafted):
    """Particles hold a surname to its name, a name within a long one is the same person, a type with a number is none."""
    _, table = drafted(
        "# One\n\nUrsula von der Leyen praised the Lima Accord. Peru sold two Leopard 2 tanks.\n\nPresident Luiz Inácio "
        "Lula da Silva refused to sell it. Lula waited.\n",
        "# Two\n\nPeru waits for the Lima Accord and for Leopard 2 tanks. Leopard 2 tanks are heavy.\n",
    )
    persons = {
        name: row["aliases"] for name, row in table.items() if row["kind"] == "person" and row["role"] != "author"
    }
    assert persons == {"Ursula von der Leyen": "", "Luiz Inácio Lula da Silva": "Lula"}


def test_a_name_and_its_abbreviation_in_brackets_are_one_actor(drafted):
    """Brackets behind a name hold another name of it, with "of" counted or in another tongue; behind more, they don't."""
    _, table = drafted(
        "# One\n\nThe Lima Accord pleases the Alliance of Small Ports (AOSP). The African Union (AU) is glad. The AU "
        "waits. He is the head of a National Council for the Safeguard of the Homeland (CNSP). AOSP stays.\n",
        "# Two\n\nThe Conference of the Parties to the Sea Convention on Port Change (COP9) praised the Lima Accord. "
        "Peru left COP9. It paid into the Loss and Damage Fund.\n",
    )
    short = {name: row["aliases"] for name, row in table.items()}
    told = ("Alliance of Small Ports", "African Union", "National Council for the Safeguard of the Homeland")
    assert [short[name] for name in told] == ["AOSP", "AU", "CNSP"]
    assert not [name for name in table if "(" in name] and not {"AOSP", "AU", "CNSP"} & set(table)
    assert "Loss and Damage Fund" in table and "Damage Fund" not in table
    assert not any("COP9" in aliases for name, aliases in short.items() if name != "COP9")


def test_an_imperative_is_no_first_name(drafted):
    """ "Press Salas to go" is about Rosa Salas; "Rita Salas went" is another person."""
    _, table = drafted(
        "# One\n\nRosa Salas likes the Lima Accord. Rita Salas said that she will sleep.\n\nPress Salas to go.\n",
        "# Two\n\nPeru waits for the Lima Accord. Rosa Salas sleeps.\n",
    )
    assert {"Rosa Salas", "Rita Salas"} <= set(table) and "Press Salas" not in table


def test_a_government_is_proposed_by_who_leads_it(drafted):
    """ "The Duarte government" is an actor, "the Peruvian government" another name of the state."""
    _, table = drafted(
        "# One\n\nThe Duarte government met the Peruvian government over the Lima Accord.\n",
        "# Two\n\nPeru waits for the Duarte government and the Lima Accord.\n",
    )
    governments = {name: row["note"] for name, row in table.items() if row["kind"] == "government"}
    assert governments == {"Duarte government": "Proposed: named 2 times; CHECK its side."}


def test_the_event_is_what_most_briefs_name(tmp_path):
    """The event is named by a noun for events; its day is the one that most briefs name before they came out."""
    texts = [
        "The Harbour Accord of 30 March and the Lake Treaty. The Harbour Accord.",
        "The Harbour Accord of March 30, 2031.",
    ]
    assert events(texts, nouns=CODEBOOKS / "descriptions.csv") == [("Harbour Accord", 3, 2)]
    dated = [Reading(t, "text", "", {"date": _guess("2031-04-02")}) for t in texts]
    sources = [Source(f"b{n}", tmp_path, reading) for n, reading in enumerate(dated)]
    assert event_date(sources).value == "2031-03-30"


def test_a_guessed_event_is_told_with_its_runners_up(drafted):
    """A name with a number that brackets give to a conference is the event, and no person; other names and days are told."""
    draft, table = drafted(
        "# One\n\nThe Conference of the Parties in Lima (COP9) ended on 5 May 2031. COP9 broke the Lima Accord of 2 May 2031 "
        "with the Group of 7 (G7). Peru left. The accord with the Group of 7 (G7) holds.\n",
        "# Two\n\nPeru liked COP9, and COP9 liked the Lima Accord. The end came on 5 May 2031.\n",
    )
    study = load_study(draft.folder)
    assert study.settings.event == "COP9" and {table["COP9"]["kind"], table["Lima Accord"]["kind"]} == {"event"}
    assert "G7" not in table or table["G7"]["kind"] != "event"
    assert any("event = COP9 (named 4 times in 2 briefs; else the Lima Accord, 2 in 2)" in c for c in draft.checks)


def test_a_guessed_day_is_told_with_its_runners_up(tmp_path):
    """Where the briefs name other days too, the day is to be checked, and they stand beside it."""
    texts = ["It began on 26 July. They met on 30 July.", "They met on July 30, 2031."]
    dated = [Reading(t, "text", "", {"date": _guess("2031-08-02")}) for t in texts]
    found = event_date([Source(f"b{n}", tmp_path, reading) for n, reading in enumerate(dated)])
    assert (found.value, found.sure) == ("2031-07-30", False)
    assert found.how == "named in 2 of 2 briefs; else 2031-07-26, in 1"


def _guess(value: str):
    from analysis.readers import Guess

    return Guess(value, "given")


@pytest.mark.parametrize(("name", "n"), [("ferry-accord", 2), ("five-outlets", 5)])
def test_the_examples_are_studies(name, n):
    """Both examples load, each brief has its title in its text, and each actor of a sentence is linked."""
    study = load_study(ROOT / "examples" / name)
    assert len(study.briefs) == n and study.cautions == []
    assert (study.passages[study.passages.part == "title"].groupby("brief_id").size() == 1).all()
    assert study.mentions.groupby("brief_id").size().min() > 30


def test_texts_without_a_named_event_are_told(tmp_path):
    """Where no event or issue is proposed, what to check says that the ledger won't see the matter itself."""
    texts = {"a": "Ann Lee said that it rained on the bridge.", "b": "Bo Dahl said that it will rain again."}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(f"A Title\n\n{text}\n")
    draft = new_study(tmp_path / "study", [tmp_path / "a.txt", tmp_path / "b.txt"])
    assert any("no event or issue is proposed" in check for check in draft.checks)

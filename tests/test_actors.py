"""The registry is checked whole, and every mistake is told in one sentence."""

import pandas as pd
import pytest

from analysis.actors.registry import actors
from analysis.errors import CodebookError
from analysis.settings import read_settings

HEADER = "actor_id,name,kind,side,role,valid_from,valid_to,aliases,metonyms,note"
PERU = "peru,Peru,state,peru,,,,Republic of Peru,Lima,"


@pytest.fixture
def registry(settings):
    """Write a registry of these rows and read it."""

    def read(*rows: str, header: str = HEADER) -> pd.DataFrame:
        settings.registry.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
        return actors(settings)

    return read


def message(registry, *rows: str, **keys: str) -> str:
    """What the registry of these rows is refused for, after the name of the file."""
    with pytest.raises(CodebookError) as caught:
        registry(*rows, **keys)
    return str(caught.value).split("actors.csv ", 1)[1]


def test_one_row_per_actor_with_lists_and_dates(registry):
    """Lists come back as tuples, dates as dates, and what is empty is missing."""
    row = registry(PERU, "salas,Rosa Salas,person,peru,envoy,2001-02-03,,Salas; R. Salas,,").iloc[1]
    assert row.aliases == ("Salas", "R. Salas")
    assert row.metonyms == ()
    assert row.valid_from == pd.Timestamp("2001-02-03")
    assert pd.isna(row.valid_to)


def test_the_author_of_a_brief_is_always_an_actor(registry):
    """An author whom the registry lacks is added from study.toml, with no side."""
    added = registry(PERU).iloc[-1]
    assert (added.actor_id, added["name"], added.kind) == ("author_a", "Ann Lee", "person")
    assert pd.isna(added.side)


def test_an_author_in_the_registry_is_kept_as_written(registry):
    """The registry's own row of an author wins."""
    table = registry("author_a,A. Lee,person,,author,,,Lee,,mine")
    assert table.note.tolist() == ["mine"]


def test_a_registry_may_hold_nobody(registry):
    """A study without actors still has its authors."""
    assert registry().actor_id.tolist() == ["author_a"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Peru,Peru,state,,,,,,,", 'row 3: "Peru" is no actor_id. Use small letters, digits and single underscores,'
         " a letter first."),
        ("peru,Chile,state,,,,,,,", "row 3: actor_id peru stands in row 2 too. Merge the two rows, or rename one."),
        ("chile,,state,,,,,,,", "row 3: actor chile has no name. Give the name that charts should show."),
        ("chile,Chile,realm,,,,,,,", 'row 3: kind "realm". Allowed: state, government, organisation, person, group,'
         " outlet, issue, event."),
        ("chile,Chile,state,chili,,,,,,", 'row 3: side "chili" is no actor_id of this file. Add that actor, or leave'
         " side empty."),
        ("chile,Chile,state,,,2007-02-30,,,,", 'row 3: valid_from "2007-02-30" is no date. Write it as 2007-05-28, or'
         " leave it empty."),
        ("chile,Chile,state,,,2007-02-03,2006-01-01,,,", "row 3: valid_to 2006-01-01 lies before valid_from"
         " 2007-02-03. Swap or correct them."),
        ("chile,Chile,state,,,,,Republic of Peru,,", 'row 3: alias "Republic of Peru" also belongs to actor peru.'
         " Give each alias to one actor."),
        ("chile,Chile,state,,,,,republic-of Peru; Republic-of Peru,,", 'row 3: alias "Republic-of Peru" also belongs'
         " to actor peru. Give each alias to one actor."),
        ("chile,Chile,state,,,,,,Lima,", 'row 3: metonym "Lima" also belongs to actor peru. Give each metonym to one'
         " actor."),
        ("chile,Peru,state,,,,,,,", 'row 3: name "Peru" also belongs to actor peru. Give each name to one actor.'),
        ("chile,Chile,state", "row 3: it doesn't have 10 cells like the header. Put cells that hold a comma in double"
         " quotes."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_row_and_remedy(registry, row, said):
    """Each mistake in a row gets one sentence that says where it is and what to do."""
    assert message(registry, PERU, row) == said


def test_a_missing_column_is_named(registry):
    """A registry without a column says which one, and which there should be."""
    said = message(registry, "peru,Peru", header="actor_id,name")
    assert said == (
        "row 1: column kind is missing. Columns: actor_id, name, kind, side, role, valid_from, valid_to,"
        " aliases, metonyms, note."
    )


def test_this_study_has_the_actors_it_promises():
    """The registry of the repository holds every id that the study was planned with."""
    ids = set(actors(read_settings()).actor_id)
    assert ids >= {
        "united_states",
        "bush_administration",
        "bush",
        "crocker",
        "rice",
        "us_forces",
        "perle",
        "iraq_study_group",
        "iran",
        "kazemi_qomi",
        "mottaki",
        "irgc",
        "quds_force",
        "iranian_agents",
        "iraq",
        "maliki",
        "hashimi",
        "kurdish_regional_government",
        "iraqi_forces",
        "sadr",
        "jaish_al_mahdi",
        "detained_americans",
        "esfandiari",
        "parsi",
        "niac",
        "hamas",
        "hezbollah",
        "mek",
        "taliban",
        "hamshahri",
        "saudi_press",
        "arab_media",
        "arab_states",
        "syria",
        "un",
        "british_sailors",
        "experts",
        "commentators",
        "press",
        "shiite_militias",
        "sunnis",
        "detained_iranians",
        "bank_sepah",
        "talks",
        "dialogue",
        "afghanistan_talks",
        "iran_contra",
        "nuclear_program",
        "iraq_security",
        "author_cfr",
        "author_winep",
    }

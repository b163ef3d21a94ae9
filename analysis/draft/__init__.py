"""A new study from the texts of others: its folder, and what a person has to look at in it.

    matters        what the texts call by a common noun alone: "the pact"
    about          study.toml: what each file says of itself, the event, the dates
    states         states and international organisations that the texts name
    people         roles and sides that stand beside a name
    registry       actors.csv: names, counts, likely aliases, sides
    folder         the whole folder, written aside and moved into place

All of it is a proposal. Every guess stands in the files with its ground, and what is unsure
is listed.
"""

from analysis.draft.folder import Draft, new_study

__all__ = ["Draft", "new_study"]

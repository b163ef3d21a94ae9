"""Texts for measuring, drawn at random from the study's own paragraphs and from sentences written for this.

Brief-like documents recombine the paragraphs of the study's briefs. A mixed archive has one such
document in ten; the others recombine the sentences below, some of which name an actor in passing.
"""

from __future__ import annotations

import random

import pandas as pd

from analysis.settings import Settings

PARAGRAPHS = 10
OTHER = """
The harvest came in late after a wet summer, and most growers sold at a loss.
A bridge over the river will stay closed until engineers have checked its piers.
The home side won by two goals after a slow first half.
Rents in the old town rose faster than wages for the sixth year in a row.
The museum shows eighty drawings that nobody has seen since the war.
Rain is likely in the hills, with sun on the coast by the afternoon.
The company reported higher sales but kept its forecast for the year.
Pupils went back to school this week, many of them in new buildings.
The council voted to plant two thousand trees along the main roads.
A new ferry line links the islands twice a day.
Doctors said that the clinic needs more nurses before the winter.
The orchestra opened its season with three short pieces.
Prices of bread and milk hardly moved in the last quarter.
The mayor praised the volunteers who cleared the beach.
Critics blamed the delay on poor planning.
Flights to Baghdad were full over the holidays.
The exhibition travels to the coast in the spring.
Exports of steel fell a little, those of timber grew.
She should have known the way, her brother said, since she had walked it often.
The library lends tools as well as books, and people like it.
""".strip().splitlines()
UNSEEN = """
Lima condemned the raid on its embassy, and Quito called it a mistake.
Iran accused the United States of breaking its word.
Washington welcomed the plan, though the White House doubted that Tehran would keep to it.
The ambassador said that Iraq had every reason to be pleased with the talks.
Hezbollah rejected the offer, which it called an insult.
They praised the Iraqi government for its patience.
Moqtada al-Sadr, long a critic of the occupation, thanked the Iranians for their help.
Saudi Arabia is wary of the meeting and has said so to the Americans.
Nobody in Tehran believes that the Bush administration wants peace.
The two governments should end the quarrel and talk, a former diplomat wrote.
It blamed the Pentagon for the failure.
Rice rebuked Syria; its leaders shrugged.
Their distrust of the United States runs deep.
Iraq's leaders have backed the talks from the start.
An Iranian-backed militia attacked American soldiers on Friday.
""".strip().splitlines()


def brief_like(n: int, settings: Settings, *, seed: int = 1) -> pd.DataFrame:
    """Documents of ten paragraphs each, drawn from the study's briefs."""
    from analysis.study import load_study

    study = load_study(settings.folder)
    bodies = [
        study.texts[b][start:end] for b, own in study._passages.items()
        for start, end, part in zip(own.start, own.end, own.part, strict=True) if part == "paragraph"
    ]  # fmt: skip
    draw = random.Random(seed)  # noqa: S311 - the same draw every time  # nosec B311
    return documents("\n\n".join(draw.choices(bodies, k=PARAGRAPHS)) for _ in range(n))


def mixed(n: int, settings: Settings, *, seed: int = 1) -> pd.DataFrame:
    """An archive in which one document in ten is brief-like, and the others are about other things."""
    draw = random.Random(seed)  # noqa: S311 - the same draw every time  # nosec B311
    briefs = iter(brief_like(n // 10 + 1, settings, seed=seed).text)
    return documents(next(briefs) if k % 10 == 0 else sentences(OTHER, 40, draw) for k in range(n))


def short(n: int, *, seed: int = 1) -> pd.DataFrame:
    """Documents of six sentences, some 70 words: one in ten may name actors, the others are about other things."""
    draw = random.Random(seed)  # noqa: S311 - the same draw every time  # nosec B311
    return documents(sentences([*UNSEEN, *OTHER] if k % 10 == 0 else OTHER, 6, draw) for k in range(n))


def unseen(n: int, *, seed: int = 1) -> pd.DataFrame:
    """Documents of sentences that the gate was not made on, among those about other things."""
    draw = random.Random(seed)  # noqa: S311 - the same draw every time  # nosec B311
    return documents(sentences([*UNSEEN, *OTHER], 30, draw) for _ in range(n))


def sentences(pool: list[str], k: int, draw: random.Random) -> str:
    """Paragraphs of five sentences, drawn with replacement."""
    drawn = draw.choices(pool, k=k)
    return "\n\n".join(" ".join(drawn[at : at + 5]) for at in range(0, k, 5))


def documents(texts) -> pd.DataFrame:
    """The texts as a partition of an archive."""
    empty = {"title": "", "author": "", "date": "2007-05-29", "problem": ""}
    rows = [{"brief_id": f"d{n}", "text": text} | empty for n, text in enumerate(texts)]
    return pd.DataFrame(rows).astype("str")

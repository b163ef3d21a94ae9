"""Charts of who speaks, who stands where toward whom, and what is recommended."""

from __future__ import annotations

from analysis import charts, crowds
from analysis.figures.telling import crowded, of_two, words
from analysis.findings import against_rest
from analysis.findings.stances import judged_twice
from analysis.study import Study
from analysis.style import Chart
from analysis.wording import signed


def speaking(study: Study) -> Chart:
    """Who speaks in each brief, and for how long."""
    others = crowds.spoken(study.speaking).groupby("brief_id").word_share.sum().reindex([*study.labels], fill_value=0)
    said = crowds.ends(others, words=words(study), what="words of others")
    return charts.speaking_chart(study.speaking, title=study.claims["voices"].headline, **said)


def speakers(study: Study) -> Chart:
    """The speakers of each brief, by the words they are given."""
    said, table = words(study), study.speaking
    if crowded(study):
        table, said = crowds.by_name(crowds.spoken(table), column="speaker", words=said)
    return charts.speakers_chart(table, title=study.claims["voices"].headline, **said)


def stance_balance(study: Study) -> Chart:
    """The balance of the statements of each side toward each side, issue or event."""
    title = study.claims["relations"].headline
    said, table = words(study), study.stance_balance_by_side
    if crowded(study):
        table, said = crowds.relations(table), crowds.together(said)
    return charts.stance_balance_chart(table, title=title, **said)


def directed(study: Study) -> Chart:
    """The directed network of each brief as a pair of matrices."""
    title = study.claims["relations"].headline
    said, table = words(study), study.stance_balance_by_side
    if len(study.labels) > 2:
        table, said = crowds.relations(table), crowds.together(said)
    return charts.directed_chart(table, title=title, **said)


def portrayal(study: Study) -> Chart:
    """How each brief portrays each side, issue or event, over every mention, beside the ledger's balance."""
    title = study.claims["portrayal"].headline
    if crowded(study):
        rows = study.portrayal_difference_by_side
        return charts.contrast_chart(
            against_rest(rows[rows.voice == "all"]), name="portrayal", title=title,
            measure="Balance over every mention", unit=signed, **words(study),
        )  # fmt: skip
    return charts.portrayal_chart(study.portrayal_by_side, title=title, **words(study))


def author_stance(study: Study) -> Chart:
    """What each author says in their own name."""
    own = study.stance_balance[study.stance_balance.holder == "author_" + study.stance_balance.brief_id]
    said = words(study)
    if crowded(study):
        own, said = crowds.by_name(crowds.one_author(own), column="target", words=said)
    return charts.author_chart(own, title=study.claims["judgements"].headline, **said)


def contradiction(study: Study) -> Chart:
    """What two authors say of the same matter."""
    judged = judged_twice(study.selection.query("kind == 'relation' and holder == 'author'"))
    said = of_two(study, judged, "the two of the claim")
    return charts.contradiction_chart(study.stance_balance, title=study.claims["contradiction"].headline, **said)


def prescriptions(study: Study) -> Chart:
    """How much each brief recommends, and to whom."""
    table, said = study.recommendations, words(study)
    if crowded(study):
        table, said = crowds.by_name(table, column="addressee", words=said)
    return charts.prescriptions_chart(table, title=study.claims["prescriptions"].headline, **said)

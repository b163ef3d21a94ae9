"""The directed network of a study: actors, and who stands where toward whom."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from analysis.exchange.codes import printable

if TYPE_CHECKING:
    import networkx

    from analysis.study import Study

OWN_WORDS = "own words"


def network(study: Study) -> networkx.MultiDiGraph:
    """The holders and targets of a study's statements, with an edge for each brief, holder and target.

    *How to read it*: an edge is a row of `stance_balance`. `n` (and `weight`) is how many statements
    it stands for, `balance` runs from -1 (all critical) to +1 (all supportive), `voice` says whose
    words they are: author, quoted or both. Edges of two briefs between the same nodes lie side by side.

    Returns
    -------
    MultiDiGraph
        Nodes are actor ids, or a holder's own words, with `name`, `label`, `kind` and `side`.
    """
    import networkx

    graph = networkx.MultiDiGraph(name=printable(study.settings.title))
    known = study.actors.set_index("actor_id")
    voices = study.ledger.groupby(["brief_id", "holder", "target"]).voice.unique()
    for row in study.stance_balance.itertuples():
        for actor_id in (row.holder, row.target):
            graph.add_node(printable(actor_id), **_node(actor_id, known))
        voice = voices[row.brief_id, row.holder, row.target]
        graph.add_edge(
            printable(row.holder), printable(row.target), key=printable(f"{row.brief_id}: {row.holder} > {row.target}"),
            brief=row.brief_id, n=row.n_statements, weight=row.n_statements, balance=float(row.balance),
            supportive=row.n_supportive, critical=row.n_critical, neutral=row.n_neutral,
            voice=voice[0] if len(voice) == 1 else "both",
        )  # fmt: skip
    return graph


def graphml(study: Study) -> bytes:
    """The network as GraphML."""
    import networkx

    buffer = BytesIO()
    networkx.write_graphml(network(study), buffer, named_key_ids=True)
    return buffer.getvalue()


def _node(actor_id: str, known) -> dict[str, str]:
    if actor_id not in known.index:
        return {"name": printable(actor_id), "label": printable(actor_id), "kind": OWN_WORDS, "side": ""}
    row = known.loc[actor_id]
    side = row.side if isinstance(row.side, str) else ""
    return {"name": printable(row["name"]), "label": printable(row["name"]), "kind": row.kind, "side": side}

"""The same rooms over an archive: documents in, Parquet tables out, partition by partition.

rows          a folder of texts, JSONL, CSV or Parquet, row by row
sources       the documents among them, with what is wrong with each
gate          what is worth parsing, if only the ledger is wanted
documents     one document through the rooms of a study
partitions    a partition of documents, written and moved into place whole
running       all partitions, on the cores of a machine or on a cluster, going on where a run stopped
groups        documents beside each other by any of their columns, documents being the unit
terms         which words are typical of a group
estimates     rates from a few coded documents and all machine labels
drawing       the charts of groups
"""

from analysis.scale.partitions import Job
from analysis.scale.running import Plan, run_archive
from analysis.scale.sources import Columns, Source

__all__ = ["Columns", "Job", "Plan", "Source", "run_archive"]

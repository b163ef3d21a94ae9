"""The same rooms over an archive: documents in, Parquet tables out, partition by partition.

rows          a folder of texts, JSONL, CSV or Parquet, row by row
sources       the documents among them, with what is wrong with each
gate          what is worth parsing, if only the ledger is wanted
documents     one document through the rooms of a study
partitions    a partition of documents, written and moved into place whole
begun         what is no longer as it was when an archive was begun, in words
running       all partitions, on the cores of a machine or on a cluster, going on where a run stopped
archive       what was written, read back, and the group of each document
cells         what each document adds to a comparison
sums          ratios of sums over documents, with documents as what is resampled
measures      what groups are compared on
told          what only one group tells, what both
terms         which words are typical of a group
groups        all comparisons of an archive, by any column of its documents
estimates     rates from a few coded documents and all machine labels
drawing       which groups are drawn, and what a title may say
figures       the charts of groups
"""

from analysis.scale.partitions import Job
from analysis.scale.running import Plan, run_archive
from analysis.scale.sources import Columns, Source

__all__ = ["Columns", "Job", "Plan", "Source", "run_archive"]

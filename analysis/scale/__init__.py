"""The same rooms over an archive: documents in, Parquet tables out, partition by partition.

sources       documents of a folder, JSONL, CSV or Parquet, streamed
documents     one document through the rooms of a study
partitions    a partition of documents, written and moved into place whole
running       all partitions, on the cores of a machine or on a cluster, going on where a run stopped
"""

from analysis.scale.partitions import Job
from analysis.scale.running import Plan, run_archive
from analysis.scale.sources import Columns, Source

__all__ = ["Columns", "Job", "Plan", "Source", "run_archive"]

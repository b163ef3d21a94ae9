"""What other programs take and give back: networks, coded texts, statement lists, corrected rows.

network       who stands where toward whom, as GraphML for Gephi or networkx
statements    the ledger as Discourse Network Analyzer exports its statements
codes         every code of a REFI-QDA project, by its name
project       texts and coded spans as a REFI-QDA project (.qdpx)
coded         a .qdpx that comes back, as rows
submitted     a corrected workbook, CSV or .qdpx, as rows with what they were before
placed        where a row belongs in the study
corrected     what differs, placed, checked and kept
unread        sheets and columns that people changed in vain
write         all that leaves
"""

from analysis.exchange.corrected import Edits, correct
from analysis.exchange.unread import unread
from analysis.exchange.write import write_exchange

__all__ = ["Edits", "correct", "unread", "write_exchange"]

"""Who stands where toward whom, and what is recommended.

reading            a brief as the rooms before have read it
evidence           the phrase that shows a stance
voices             whose assertion a stretch is
modality           asserted, supposed or called for
facts              what is told as no fact: rejected, doubted, never said
actions            words of advice
statements         the rows that the rules see
scoring            what a model makes of these rows
proposals          the rows that only a model sees
recommendations    who is told to do what
table              all of it as the ledger
"""

from analysis.ledger.actions import advice_book
from analysis.ledger.reading import Reading
from analysis.ledger.recommendations import recommendations
from analysis.ledger.scoring import Scorer
from analysis.ledger.table import ledger

__all__ = ["Reading", "Scorer", "advice_book", "ledger", "recommendations"]

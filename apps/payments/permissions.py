"""Who may do what with money; that it is of their agency is asked of the rows."""

from __future__ import annotations

from apps.officials.domain.duties import Duty
from apps.payments.models.books import BOOK_DUTIES
from apps.payments.models.demands import MONEY_DUTIES

# Takes cash, judges claims, puts money that came in to what it was for.
TAKING = (Duty.CLERK, Duty.CASHIER)
# Asks a citizen for money in the middle, or that money go back.
ASKING = (*TAKING, Duty.CASE_OFFICER, Duty.UNIT_HEAD, Duty.LEADER)
# Lets money go back; never who asked for it.
DECIDING = (Duty.CASHIER, Duty.LEADER)
# Counts drawers, confirms what others counted, looks for forgotten books.
BOOKS = tuple(sorted(BOOK_DUTIES))
LOOKING = tuple(sorted(MONEY_DUTIES))

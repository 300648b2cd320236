"""Who may write about a dossier, and until when."""

from __future__ import annotations

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.asking import Side
from apps.dossiers.domain.status import ENDED_WITHOUT_RESULT, Status
from apps.officials.domain.duties import Duty

LONGEST_LINE = 2000
OVER = ENDED_WITHOUT_RESULT | {Status.DRAFT, Status.RETURNED}
ANSWERING = frozenset({Duty.CLERK, Duty.RETURN_CLERK, Duty.CASE_OFFICER, Duty.UNIT_HEAD, Duty.LEADER})


def side_of(by: Actor) -> Side:
    """For whom this actor writes."""
    return Side.OFFICE if by.is_official else Side.CITIZEN


def talks(*, status: Status, by: Actor) -> bool:
    """Whether this actor may write now; after the end one may only read."""
    return status not in OVER and (not by.is_official or bool(ANSWERING & by.duties))

"""Under which duty an official reads a dossier or writes about it: the weightiest of theirs, or that of its holder."""

from __future__ import annotations

from apps.accounts.domain.actor import Actor
from apps.officials.domain.duties import Duty

_BY_WEIGHT = (
    Duty.LEADER,
    Duty.UNIT_HEAD,
    Duty.CASE_OFFICER,
    Duty.CLERK,
    Duty.RETURN_CLERK,
    Duty.CASHIER,
    Duty.RECORDS,
    Duty.INSPECTOR,
    Duty.STATISTICS,
)


def duty_of(*, by: Actor, holder_id: int | None) -> str:
    """The duty to be told of this actor at this dossier; empty for whoever is no official."""
    if holder_id == by.id and by.is_official and by.has(Duty.CASE_OFFICER):
        return Duty.CASE_OFFICER.value
    return next((duty.value for duty in _BY_WEIGHT if by.has(duty)), "")

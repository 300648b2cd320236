"""What an office decides about a procedure beside the law: whether, where, how soon, what people call it.

What has no day is written at once; the shorter time and the clock of a supplement belong to an arrangement and wait in
its draft for the day it is published. No import comes here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from apps.core.folding import fold
from apps.officials.models import Agency
from apps.procedures.domain.courtesies import Courtesy
from apps.procedures.domain.life import OnlineLevel
from apps.procedures.domain.targets import is_within
from apps.procedures.models import Arrangement, Offering, ProcedureVersion
from apps.procedures.services.arranging import draft
from apps.worktime import Allowance


class TargetTooLong(Exception):
    """The office's own time may end after the law's (`law`), or the law's is not settled (None)."""

    def __init__(self, *, law: Allowance | None) -> None:
        super().__init__(str(law))
        self.law = law


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalFacts:
    """Everything the page of local configuration says. No `specialised_office`: our desk takes it in."""

    is_open: bool
    accepts_online: bool
    specialised_office: str = ""
    online_level: OnlineLevel | None = None
    online_reason: str = ""
    is_returned_on_the_spot: bool = False
    courtesy: Courtesy | None = None
    explanation: str = ""
    names: tuple[str, ...] = ()
    supplement_mode: Arrangement.SupplementMode = Arrangement.SupplementMode.RESTART
    target: Allowance | None = None
    second_party: str = ""
    most_copies: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """What became of it; `draft` is where the dated part waits, None where it stayed as it is."""

    offering: Offering
    draft: Arrangement | None


@transaction.atomic
def arrange(*, version: ProcedureVersion, agency: Agency, facts: LocalFacts, at: datetime) -> Arranged:
    """Write what the office decided about the procedure of this wording. Raises TargetTooLong."""
    offering, _ = Offering.objects.select_for_update().get_or_create(
        agency=agency, procedure_id=version.procedure_id, defaults={"is_open": False}
    )
    _undated(offering, facts)
    last = offering.arrangements.order_by("-number").first()
    if last and _dated(last) == (facts.supplement_mode, facts.target, facts.second_party, facts.most_copies):
        return Arranged(offering=offering, draft=None)
    settled = last.settled_allowance if last else None
    _check_target(facts.target, law=version.allowance or settled)
    waiting = draft(offering=offering, at=at)
    waiting.supplement_mode = facts.supplement_mode
    waiting.target_amount = facts.target.amount if facts.target else None
    waiting.target_unit = facts.target.unit.value if facts.target else ""
    waiting.second_party, waiting.most_copies = facts.second_party, facts.most_copies
    waiting.saved_at = at
    waiting.save(
        update_fields=["supplement_mode", "target_amount", "target_unit", "second_party", "most_copies", "saved_at"]
    )
    return Arranged(offering=offering, draft=waiting)


def _undated(offering: Offering, facts: LocalFacts) -> None:
    offering.is_open = facts.is_open
    offering.is_received_at_desk = not facts.specialised_office
    offering.specialised_office = facts.specialised_office
    offering.accepts_online = facts.accepts_online and facts.is_open and not facts.specialised_office
    offering.online_level = facts.online_level or ""
    offering.online_reason = facts.online_reason if facts.online_level is OnlineLevel.PARTIAL else ""
    offering.is_returned_on_the_spot = facts.is_returned_on_the_spot
    offering.courtesy = facts.courtesy or ""
    offering.explanation = facts.explanation
    offering.keywords = "\n".join(facts.names)
    offering.folded_keywords = "\n".join(fold(name) for name in facts.names)
    offering.save()


def _dated(arrangement: Arrangement) -> tuple[str, Allowance | None, str, int]:
    return arrangement.supplement_mode, arrangement.target, arrangement.second_party, arrangement.most_copies


def _check_target(target: Allowance | None, *, law: Allowance | None) -> None:
    if target is not None and (law is None or not is_within(target=target, law=law)):
        raise TargetTooLong(law=law)

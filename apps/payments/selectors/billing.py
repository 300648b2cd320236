"""What a dossier costs today, before it is frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from apps.dossiers.domain.status import Channel
from apps.dossiers.models import Dossier
from apps.officials.domain.settings import OfficeSettings
from apps.officials.selectors import office_settings
from apps.payments.domain.billing import Reckoned, Wishes, reckon
from apps.payments.models import Bill
from apps.procedures.domain.fee_rules import Exemption, FeeRule
from apps.procedures.models import ProcedureVersion
from apps.procedures.selectors import fees_of


@dataclass(frozen=True, slots=True)
class Draft:
    """A bill that is not frozen yet, with what it comes to."""

    bill: Bill
    reckoned: Reckoned


def bill_of(*, dossier: Dossier, at: datetime) -> Bill:
    """What the filer said so far; a blank one, not saved, where nothing was said."""
    found = Bill.objects.filter(dossier=dossier).first()
    return found or Bill(agency_id=dossier.agency_id, dossier=dossier, saved_at=at)


def draft(*, dossier: Dossier, at: datetime) -> Draft:
    """The bill as the rules of the day make it."""
    bill = bill_of(dossier=dossier, at=at)
    return Draft(bill, reckoned(dossier=dossier, bill=bill, at=at))


def _wishes(dossier: Dossier, bill: Bill) -> Wishes:
    return Wishes(
        copies=bill.copies,
        extra_copies=dossier.extra_copies,
        claim=Exemption(bill.claim) if bill.claim else None,
    )


def reckoned(*, dossier: Dossier, bill: Bill, at: datetime) -> Reckoned:
    """What the dossier and its bill cost on that day."""
    on = timezone.localdate(at)
    office = office_settings(agency_id=dossier.agency_id)
    rules = fees_of(versions=[dossier.version], on=on, agency=dossier.agency)[dossier.version_id]
    return reckon(
        rules=rules,
        channel=dossier.channel,
        variant=dossier.variant_id,
        on=on,
        wishes=_wishes(dossier, bill),
        copy_rules=_copy_rules(dossier=dossier, office=office, at=at),
        copy_channel=dossier.channel if office["copies_waived_online"] else Channel.IN_PERSON,
    )


def _copy_rules(*, dossier: Dossier, office: OfficeSettings, at: datetime) -> list[FeeRule]:
    """The rules of the procedure by which extra copies are priced, where some are asked for."""
    if not dossier.extra_copies:
        return []
    on = timezone.localdate(at)
    version = (
        ProcedureVersion.objects.in_force(on=on)
        .filter(procedure__code=office["copies_priced_by"])
        .defer(*ProcedureVersion.HEAVY_FIELDS)
        .first()
    )
    return fees_of(versions=[version], on=on, agency=dossier.agency)[version.pk] if version else []

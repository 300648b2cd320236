"""Drafts that end without having been filed: thrown away by their filer, or by time, after a notice."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from apps.accounts.domain.actor import SYSTEM, Actor
from apps.desk.services.courtesies import wish
from apps.dossiers.models import Dossier
from apps.dossiers.services import drafts
from apps.dossiers.services.bundles import locked_bundle
from apps.dossiers.services.filing import discard_draft
from apps.officials.models import Agency
from apps.officials.selectors import office_settings


@transaction.atomic
def discard(*, dossier: Dossier, by: Actor, at: datetime) -> None:
    """Throw a draft away with all that hangs on it. Raises Forbidden."""
    wish(dossier=dossier, wanted=False, by=by, at=at)
    discard_draft(dossier_id=dossier.pk, by=by, at=at)


@transaction.atomic
def discard_together(*, bundle_id: int, by: Actor, at: datetime) -> None:
    """Throw all drafts of one event away, and with them what tied them. Raises Forbidden."""
    bundle = locked_bundle(bundle_id=bundle_id, by=by)
    for case in bundle.cases.select_related("dossier").order_by("dossier_id"):
        discard(dossier=case.dossier, by=by, at=at)
    bundle.delete()


def end_old(*, at: datetime) -> int:
    """Tell of drafts that nobody goes on with, and throw away those told of long enough ago; how many went."""
    return sum(_end_old_of(agency, at) for agency in Agency.objects.filter(is_ours=True).order_by("pk"))


def _end_old_of(agency: Agency, at: datetime) -> int:
    office = office_settings(agency_id=agency.pk)
    days, notice_days = office["draft_days"], office["draft_notice_days"]
    drafts.tell_expiring(agency_id=agency.pk, days=days, notice_days=notice_days, at=at)
    old = drafts.expired(agency_id=agency.pk, days=days, notice_days=notice_days, at=at)
    return sum(_expire(dossier_id, days, at) for dossier_id in old)


@transaction.atomic
def _expire(dossier_id: int, days: int, at: datetime) -> bool:
    wish(dossier=Dossier.objects.get(pk=dossier_id), wanted=False, by=SYSTEM, at=at)
    return drafts.expire(dossier_id=dossier_id, saved_before=at - timedelta(days=days), at=at)

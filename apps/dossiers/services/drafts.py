"""Which page may write over a step of a draft, and how a draft ends without having been filed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from apps.core.labels import day
from apps.dossiers.domain.drafts import DraftEnd, expires_at
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, DraftSave, EndedDraft, ReadLog
from apps.dossiers.services.notices import tell
from apps.dossiers.services.writing import locked
from apps.messaging.domain.kinds import Kind
from apps.messaging.selectors import first_told_at

MOST_A_NIGHT = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One drawing of a step: its random name, and the name of the page whose save it was drawn from (or none)."""

    step: str
    name: str
    drawn_from: str = ""


class SavedElsewhere(Exception):
    """Another page has saved this step since this one was drawn: nothing was written over."""

    def __init__(self, *, page: str, at: datetime) -> None:
        super().__init__(page)
        self.page = page
        self.at = at


def claim(*, dossier: Dossier, page: Page, at: datetime) -> None:
    """Note who saves this step of a locked draft. Raises SavedElsewhere.

    Not a number that is compared: an answer lost on the way back would make a page's own save a stranger's.
    """
    last = DraftSave.objects.filter(dossier=dossier, step=page.step).first()
    if last is not None and last.page not in (page.name, page.drawn_from):
        raise SavedElsewhere(page=last.page, at=last.saved_at)
    DraftSave.objects.update_or_create(
        agency_id=dossier.agency_id, dossier=dossier, step=page.step, defaults={"page": page.name, "saved_at": at}
    )


def throw_away(*, dossier: Dossier, end: DraftEnd, at: datetime) -> None:
    """Delete a locked draft with all that was typed; its filer's old address can still say what became of it."""
    remember_end(dossier=dossier, person_id=dossier.submitter_id, end=end, at=at)
    dossier.documents.all().delete()
    ReadLog.objects.filter(dossier=dossier).delete()
    dossier.delete()


def remember_end(*, dossier: Dossier, person_id: int, end: DraftEnd, at: datetime) -> None:
    """That this person had this draft, and what became of it."""
    EndedDraft.objects.update_or_create(
        agency_id=dossier.agency_id,
        reference=dossier.temporary_ref,
        person_id=person_id,
        defaults={"offering_id": dossier.offering_id, "end": end.value, "ended_at": at},
    )


def tell_expiring(*, agency_id: int, days: int, notice_days: int, at: datetime) -> int:
    """Tell the filers of drafts that nobody goes on with, once for each day of saving; how many there are."""
    drafts = _untouched(agency_id=agency_id, since=at - timedelta(days=days - notice_days))
    for dossier in drafts:
        last = expires_at(saved_at=dossier.saved_at, days=days)
        until = max(last, at + timedelta(days=notice_days))
        tell(
            dossier=dossier,
            kind=Kind.DRAFT_EXPIRES,
            at=at,
            facts={"until": str(day(timezone.localdate(until)))},
            cycle=_occasion(dossier),
        )
    return len(drafts)


def expired(*, agency_id: int, days: int, notice_days: int, at: datetime) -> list[int]:
    """Drafts whose time is over and whose filers were told long enough ago."""
    drafts = _untouched(agency_id=agency_id, since=at - timedelta(days=days))
    return [dossier.pk for dossier in drafts if _was_told(dossier, by=at - timedelta(days=notice_days))]


@transaction.atomic
def expire(*, dossier_id: int, saved_before: datetime, at: datetime) -> bool:
    """Throw one old draft away; False when somebody has saved or filed it meanwhile."""
    dossier = locked(dossier_id=dossier_id)
    if dossier.status != Status.DRAFT or dossier.saved_at > saved_before:
        return False
    throw_away(dossier=dossier, end=DraftEnd.EXPIRED, at=at)
    return True


def _untouched(*, agency_id: int, since: datetime) -> QuerySet[Dossier]:
    drafts = Dossier.objects.filter(agency_id=agency_id, status=Status.DRAFT, saved_at__lte=since)
    return drafts.order_by("saved_at", "pk")[:MOST_A_NIGHT]


def _was_told(dossier: Dossier, *, by: datetime) -> bool:
    told = first_told_at(
        agency_id=dossier.agency_id,
        about=f"dossier:{dossier.pk}",
        kind=Kind.DRAFT_EXPIRES,
        cycle=_occasion(dossier),
    )
    return told is not None and told <= by


def _occasion(dossier: Dossier) -> int:
    """One for each day on which it was saved last."""
    return dossier.saved_at.toordinal()

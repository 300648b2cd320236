"""Colleagues a dossier can go to, and the people who come to the counter."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from apps.accounts.domain.actor import Actor
from apps.accounts.models import Person
from apps.accounts.services import personal_id_index
from apps.dossiers.models import Dossier
from apps.officials.domain.duties import Duty
from apps.officials.models import DutyAssignment, Official, in_force_on

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may take a dossier, with how many open ones they hold already."""

    id: int
    name: str
    position: str
    held: int
    unit: str = ""


def colleagues(
    *, agency_id: int, duties: Iterable[Duty], at: datetime, besides: Collection[int | None] = ()
) -> list[Colleague]:
    """The officials who have one of these duties today, without those named in `besides`, by name."""
    assigned = DutyAssignment.objects.filter(in_force_on(at.astimezone(ZONE).date()), duty__in=list(duties))
    officials = (
        Official.objects.filter(agency_id=agency_id, is_active=True, pk__in=assigned.values("official_id"))
        .exclude(pk__in=[pk for pk in besides if pk])
        .annotate(open=Count("held", filter=Q(held__received_at__isnull=False, held__finished_at__isnull=True)))
        .order_by("name", "pk")
    )
    return [Colleague(one.pk, one.name, one.position, one.open, one.unit_name) for one in officials]


def names_of(*, official_ids: Iterable[int | None]) -> dict[int, str]:
    """The names of these officials, whatever their duties are today."""
    wanted = {pk for pk in official_ids if pk}
    return dict(Official.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def known_person(*, personal_id: str) -> Person | None:
    """Who has this personal id, if the office has met them."""
    return Person.objects.filter(personal_id_index=personal_id_index(personal_id)).first()


def last_dossier(*, person: Person, actor: Actor) -> Dossier | None:
    """What this person filed last, as far as the official may see."""
    return (
        Dossier.objects.visible_to(actor)
        .filter(Q(applicant=person) | Q(submitter=person))
        .only("procedure_name", "code", "temporary_ref", "received_at", "created_at", "status")
        .order_by("-pk")
        .first()
    )

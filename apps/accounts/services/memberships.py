"""Who may act for an organisation: admitted, and ended."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from apps.accounts.models import Membership, Person


@transaction.atomic
def admit(
    *,
    organisation: Person,
    person: Person,
    role: Membership.Role,
    from_date: date,
    to_date: date | None,
    made_by: str,
    at: datetime,
) -> Membership:
    """Let a person act for an organisation. What held before is ended, unless it says the same: then it stays."""
    Person.objects.select_for_update().get(pk=organisation.pk)
    held = Membership.objects.filter(organisation=organisation, person=person, ended_at__isnull=True).first()
    if held and (held.role, held.to_date) == (role, to_date) and held.from_date <= from_date:
        return held
    if held:
        Membership.objects.filter(pk=held.pk).update(ended_at=at, ended_by=made_by)
    return Membership.objects.create(
        organisation=organisation,
        person=person,
        role=role,
        from_date=from_date,
        to_date=to_date,
        made_by=made_by,
        made_at=at,
    )


def end(*, membership: Membership, ended_by: str, at: datetime) -> None:
    """From now on this person acts for the organisation no more; a second time changes nothing."""
    Membership.objects.filter(pk=membership.pk, ended_at__isnull=True).update(ended_at=at, ended_by=ended_by)

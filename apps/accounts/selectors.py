"""Questions about log-ins: whose phone this is, for whom somebody acts, where they are logged in."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet

from apps.accounts.models import Membership, OpenSession, Silence, User
from apps.core.encryption import blind_index

PHONE_PURPOSE = "phone"


def phone_index(phone: str) -> str:
    """The blind index under which a phone in its one spelling (+84…) is found."""
    return blind_index(value=phone, purpose=PHONE_PURPOSE)


def users_of_phone(*, phone: str) -> QuerySet[User]:
    """Who may enter with a code sent to this phone: none, one, or a family."""
    known = User.objects.filter(phone_index=phone_index(phone), is_active=True, person__isnull=False)
    return (known if settings.DEMO else known.filter(is_demo=False)).select_related("person").order_by("pk")


def memberships(*, person_id: int, on: date) -> QuerySet[Membership]:
    """The organisations a person may act for on a day."""
    held = Membership.objects.in_force(on=on).filter(person_id=person_id)
    return held.select_related("organisation").order_by("organisation__name", "pk")


def members(*, organisation_id: int, on: date) -> QuerySet[Membership]:
    """Who may act for an organisation on a day, or later."""
    admitted = Membership.objects.filter(organisation_id=organisation_id, ended_at__isnull=True)
    return admitted.exclude(to_date__lt=on).select_related("person").order_by("role", "person__name", "pk")


def open_sessions(*, user_id: int) -> QuerySet[OpenSession]:
    """Where somebody is logged in, the last used first."""
    return OpenSession.objects.filter(user_id=user_id).order_by("-seen_at", "-pk")


def is_silent(*, name: str, at: datetime) -> bool:
    """Whether a machine beyond ours did not answer a moment ago."""
    return Silence.objects.filter(name=name, until__gt=at).exists()

"""Hamlets with their guides, and whoever may file together with people: clerks, and helpers the office registered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F, QuerySet

from apps.accounts.domain.actor import Actor, ActorKind
from apps.accounts.models import User
from apps.officials.domain.duties import Duty
from apps.officials.domain.hamlets import hamlet_of
from apps.officials.models import Hamlet, Helper, Official, in_force_on
from apps.officials.selectors.calendars import ZONE
from apps.officials.selectors.office import actor_of

HELPING_DUTIES = (Duty.CLERK, Duty.HELPER)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperAtWork:
    """Somebody who may help today: an official, or a registered helper who is none; exactly one of the two is there."""

    actor: Actor
    phone: str
    official: Official | None = None
    helper: Helper | None = None


def helper_at_work(*, user: User, at: datetime) -> HelperAtWork | None:
    """This user as one who helps, None for everybody else."""
    if user.person_id:
        return _registered(person_id=user.person_id, at=at)
    official = Official.objects.filter(user_id=user.pk, is_active=True).select_related("agency").first()
    if official is None:
        return None
    actor = actor_of(official=official, at=at)
    if not any(actor.has(duty) for duty in HELPING_DUTIES):
        return None
    return HelperAtWork(actor=replace(actor, is_helping=True), official=official, phone=official.phone)


def _registered(*, person_id: int, at: datetime) -> HelperAtWork | None:
    in_force = Helper.objects.filter(in_force_on(at.astimezone(ZONE).date()), person_id=person_id)
    helper = in_force.select_related("person", "agency").order_by("pk").first()
    if helper is None:
        return None
    person = helper.person
    actor = Actor(kind=ActorKind.CITIZEN, id=person.pk, name=person.name, agency_id=helper.agency_id, is_helping=True)
    return HelperAtWork(actor=actor, helper=helper, phone=person.phone)


def hamlets(*, agency_id: int) -> QuerySet[Hamlet]:
    """The hamlets of today, by name."""
    return Hamlet.objects.filter(agency_id=agency_id, is_current=True).order_by("name", "pk")


def guide_for(*, agency_id: int, address: str) -> Hamlet | None:
    """The hamlet that an address names, where it has somebody who guides; None if none is named."""
    guided = [each for each in hamlets(agency_id=agency_id) if each.guide_name] if address else ()
    return hamlet_named(address=address, among=guided)


def hamlet_named(*, address: str, among: Iterable[Hamlet]) -> Hamlet | None:
    """The one of these hamlets that an address names; None if none is named."""
    known = {each.name: each for each in among}
    return known.get(hamlet_of(address=address, known=known))


def helpers(*, agency_id: int) -> QuerySet[Helper]:
    """Everybody registered as a helper, those in force first to last registered."""
    return (
        Helper.objects.filter(agency_id=agency_id)
        .select_related("person", "hamlet")
        .order_by(F("to_date").desc(nulls_first=True), "-pk")
    )

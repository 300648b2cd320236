"""Who guides people in each hamlet, and whom the office lets file with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from apps.accounts.services import PersonFacts, meet_person
from apps.officials.models import Agency, Hamlet, Helper, Official, in_force_on


@dataclass(frozen=True, slots=True, kw_only=True)
class HamletFacts:
    """A hamlet with its guide; the phone in its one spelling, shown to everybody."""

    name: str
    guide_name: str = ""
    guide_phone: str = ""
    meets_at: str = ""


class NameTaken(Exception):
    """Another hamlet of the office has this name."""


class HelpsAlready(Exception):
    """This person is registered as a helper on that day."""


@transaction.atomic
def keep_hamlet(*, agency: Agency, hamlet_id: int | None, facts: HamletFacts) -> Hamlet:
    """Write a hamlet down, or put it right. Raises NameTaken, Hamlet.DoesNotExist."""
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    if Hamlet.objects.filter(agency=agency, name__iexact=facts.name).exclude(pk=hamlet_id or 0).exists():
        raise NameTaken(facts.name)
    hamlet = Hamlet.objects.get(pk=hamlet_id, agency=agency) if hamlet_id else Hamlet(agency=agency)
    hamlet.name, hamlet.guide_name = facts.name, facts.guide_name
    hamlet.guide_phone, hamlet.meets_at = facts.guide_phone, facts.meets_at
    hamlet.is_current = True
    hamlet.save()
    return hamlet


def close_hamlet(*, agency: Agency, hamlet_id: int) -> None:
    """The hamlet was merged into another: it is shown no more, and what named it stays."""
    Hamlet.objects.filter(pk=hamlet_id, agency=agency).update(is_current=False)


@transaction.atomic
def register_helper(
    *, agency: Agency, facts: PersonFacts, hamlet: Hamlet | None, from_date: date, to_date: date | None,
    by: Official, at: datetime,
) -> Helper:  # fmt: skip
    """Let this person file with people between two days. Raises HelpsAlready."""
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    person = meet_person(facts=facts, at=at)
    theirs = Helper.objects.filter(agency=agency, person=person)
    if theirs.filter(in_force_on(from_date)).exists() or theirs.filter(from_date=from_date).exists():
        raise HelpsAlready
    return Helper.objects.create(
        agency=agency,
        person=person,
        hamlet=hamlet,
        from_date=from_date,
        to_date=to_date,
        registered_by=by,
        registered_at=at,
    )


def end_helper(*, agency: Agency, helper_id: int, on: date) -> None:
    """From this day on they help no more; whoever began today or has not begun yet never did."""
    helper = Helper.objects.filter(pk=helper_id, agency=agency)
    helper.filter(from_date__gte=on).update(from_date=on - timedelta(days=1), to_date=on - timedelta(days=1))
    helper.filter(in_force_on(on)).update(to_date=on - timedelta(days=1))

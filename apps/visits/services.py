"""A visit begins with the first act for somebody at the counter and ends when the next one's begins, or by a button."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from apps.accounts.domain.actor import Actor
from apps.accounts.models import Person
from apps.officials.models import Official
from apps.visits.domain.doings import Done, ended_at, goes_on
from apps.visits.models import Visit, VisitDossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who stands at the counter; `ticket` as typed from the slip of the queue."""

    person: Person
    ticket: str = ""


def visit_of(*, visitor: Visitor, key: str, by: Actor, at: datetime) -> Visit:
    """The visit under way before this official, if it is this visitor's; else a new one, and the one before has ended.

    `key`: of the screen that opens it. Call it in the transaction of the act that is noted in it.
    """
    official = Official.objects.select_for_update(no_key=True).get(pk=by.id)
    running = Visit.objects.filter(official=official, ended_at__isnull=True).first()
    ticket = visitor.ticket.strip().upper()
    if running and goes_on(
        person=running.person_id, ticket=running.ticket, next_person=visitor.person.pk, next_ticket=ticket
    ):
        if ticket and not running.ticket:
            running.ticket = ticket
            running.save(update_fields=["ticket"])
        return running
    if running:
        _end(running, at)
    return Visit.objects.create(
        agency_id=official.agency_id,
        key=key,
        person=visitor.person,
        visitor_name=visitor.person.name,
        ticket=ticket,
        official=official,
        began_at=at,
    )


def note(*, visit: Visit, dossier_id: int, done: Done, at: datetime) -> None:
    """What was done about a dossier; said twice, it stands once."""
    VisitDossier.objects.bulk_create(
        [VisitDossier(agency_id=visit.agency_id, visit=visit, dossier_id=dossier_id, done=done, at=at)],
        ignore_conflicts=True,
    )


@transaction.atomic
def end_visit(*, visit_id: int, by: Actor, at: datetime) -> Visit:
    """The visitor has gone. Raises Visit.DoesNotExist for a visit of somebody else or one that has ended."""
    running = Visit.objects.select_for_update(of=("self",)).get(pk=visit_id, official_id=by.id, ended_at__isnull=True)
    _end(running, at)
    return running


def _end(visit: Visit, at: datetime) -> None:
    last = visit.doings.aggregate(last=Max("at"))["last"] or visit.began_at
    visit.ended_at = ended_at(
        began_on=localdate(visit.began_at), last_done_at=max(last, visit.began_at), on=localdate(at), at=at
    )
    visit.save(update_fields=["ended_at"])

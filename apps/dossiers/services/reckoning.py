"""A promise reckoned anew after the calendar was changed: one act, done for a leader who confirmed it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.lifecycle import Move
from apps.dossiers.domain.status import Action
from apps.dossiers.models import DossierEvent
from apps.dossiers.services.notices import tell
from apps.dossiers.services.processing import due_words
from apps.dossiers.services.writing import ZONE, locked, terms_of, write
from apps.messaging.domain.kinds import Kind


class CalendarChangedAgain(Exception):
    """The calendar is no longer the one whose effect was confirmed."""


@transaction.atomic
def reckon_anew(*, dossier_id: int, calendar_version: int, by: Actor, at: datetime) -> DossierEvent:
    """Move a promise to the earlier day that this version of the calendar gives; the citizen is told of a new day.

    Raises Forbidden («not_better» where the promise stands), CalendarChangedAgain, NoAllowance, OutsideCalendar.
    """
    dossier = locked(dossier_id=dossier_id)
    if dossier.agency.calendar_version != calendar_version:
        raise CalendarChangedAgain
    before = dossier.due_at
    event = write(
        dossier=dossier,
        move=Move(action=Action.RECKON_ANEW, by=by, at=at),
        terms=terms_of(dossier=dossier, at=at),
        facts={"calendar_version": calendar_version},
    )
    assert before is not None and dossier.due_at is not None
    if dossier.due_at.astimezone(ZONE).date() < before.astimezone(ZONE).date():
        tell(dossier=dossier, kind=Kind.PROMISE_EARLIER, at=at, facts={"due": due_words(dossier)})
    return event

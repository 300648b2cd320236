"""What citizen and office write to each other about a dossier: sealed, logged, in the chain by its digest."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.core.limits import Limit, count
from apps.dossiers.domain.asking import Side
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.reading import duty_of
from apps.dossiers.domain.status import CITIZEN_WROTE, OFFICE_WROTE, Action, Status
from apps.dossiers.domain.talking import side_of, talks
from apps.dossiers.models import Dossier, TalkLine
from apps.dossiers.services.notices import tell
from apps.dossiers.services.writing import append_remark, locked
from apps.messaging.domain.kinds import Kind

A_DAY = 24 * 60 * 60
CITIZENS_LINES = Limit("talk", 20, A_DAY)  # of one dossier
ACTIONS = {Side.CITIZEN: CITIZEN_WROTE, Side.OFFICE: OFFICE_WROTE}


@transaction.atomic
def say(*, dossier_id: int, text: str, by: Actor, at: datetime) -> TalkLine:
    """One line more. The first one the other side has not read yet tells the citizen by their ways, without a word of
    it. Raises Forbidden when the talk is over, limits.TooMany."""
    dossier = locked(dossier_id=dossier_id)
    side = side_of(by)
    if not talks(status=Status(dossier.status), by=by):
        raise Forbidden(action=Action.SUBMIT, status=Status(dossier.status), why="talk_is_over")
    if side is Side.CITIZEN:
        count(limits=[(CITIZENS_LINES, str(dossier.pk))], at=at)
    waits = dossier.talk.filter(side=side, read_at__isnull=True).exists()
    event = append_remark(
        dossier=dossier,
        action=ACTIONS[side],
        by=by,
        at=at,
        facts={},
        note=text,
        duty=duty_of(by=by, holder_id=dossier.holder_id) if by.is_official else "",
    )
    line = TalkLine.objects.create(agency_id=dossier.agency_id, dossier=dossier, event=event, side=side, at=at)
    have_read(dossier=dossier, by=by, at=at)
    if side is Side.OFFICE and not waits:
        tell(dossier=dossier, kind=Kind.OFFICE_WROTE, at=at)
    return line


def have_read(*, dossier: Dossier, by: Actor, at: datetime) -> None:
    """Whatever the other side wrote is read."""
    dossier.talk.filter(read_at__isnull=True).exclude(side=side_of(by)).update(read_at=at)

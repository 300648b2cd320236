"""Ending a dossier whose complement never came: the holder proposes, a leader confirms.

The paper of it, form 05, is not printed yet: a stop has a letter and no slip, and the message tells the citizen.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.desk.domain.papers import SlipKind
from apps.desk.models import Letter
from apps.desk.services.proposals import withdraw_drafts
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.moves import says_why
from apps.dossiers.domain.status import Action, Status
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import is_answered
from apps.dossiers.services import pausing
from apps.dossiers.services.writing import ZONE, locked


@transaction.atomic
def propose_stop(*, dossier_id: int, reason: str, by: Actor, at: datetime, seen: int | None = None) -> Letter:
    """The holder asks a leader to end it, once the term of the request passed without a word. Raises Forbidden."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    why = _objection(dossier, by, at)
    if not why and not says_why(reason):
        why = "reason_too_short"
    if why:
        raise Forbidden(action=Action.STOP, status=Status(dossier.status), why=why)
    withdraw_drafts(dossier_id=dossier.pk, kind=SlipKind.STOP, at=at)
    return Letter.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        kind=SlipKind.STOP,
        cycle=dossier.supplement_count,
        reason=reason,
        proposed_by_id=by.id,
        proposed_at=at,
    )


def sign_stop(*, letter: Letter, by: Actor, at: datetime) -> None:
    """The leader confirms: the dossier ends and the citizen is told. Raises Forbidden, if something came meanwhile."""
    pausing.stop(dossier_id=letter.dossier_id, by=by, at=at, reason=letter.reason)


def _objection(dossier: Dossier, by: Actor, at: datetime) -> str:
    if dossier.status != Status.AWAITING_SUPPLEMENT:
        return "wrong_status"
    if dossier.holder_id != by.id:
        return "not_the_holder"
    pause = dossier.pauses.filter(closed_at__isnull=True).first()
    if pause and pause.answer_by_date and at.astimezone(ZONE).date() <= pause.answer_by_date:
        return "term_still_runs"
    return "answered_meanwhile" if is_answered(dossier=dossier) else ""

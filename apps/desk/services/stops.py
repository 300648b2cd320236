"""Ending a dossier whose complement never came: the holder proposes, a leader confirms, form 05 says so."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.desk.domain.papers import SlipKind, StopFacts
from apps.desk.models import Letter, Slip
from apps.desk.services.proposals import withdraw_drafts
from apps.desk.services.slips import for_paper
from apps.desk.services.stopping import issue_stop, stop_facts, unanswered_basis
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


def sign_stop(*, letter: Letter, by: Actor, at: datetime) -> Slip:
    """The leader confirms: the dossier ends, form 05 is issued, the citizen is told. Raises Forbidden, if something
    came meanwhile."""
    pausing.stop(dossier_id=letter.dossier_id, by=by, at=at, reason=letter.reason)
    return issue_stop(dossier_id=letter.dossier_id, reason=letter.reason, by=by, at=at)


def preview_stop(*, letter: Letter, by: Actor, at: datetime) -> StopFacts:
    """Form 05 as it would read if confirmed now, as a draft."""
    dossier = for_paper(letter.dossier_id)
    return stop_facts(
        dossier=dossier,
        basis=unanswered_basis(dossier=dossier),
        is_requested=False,
        reason=letter.reason,
        by=by,
        at=at,
        is_signed=False,
    )


def _objection(dossier: Dossier, by: Actor, at: datetime) -> str:
    if dossier.status != Status.AWAITING_SUPPLEMENT:
        return "wrong_status"
    if dossier.holder_id != by.id:
        return "not_the_holder"
    pause = dossier.pauses.filter(closed_at__isnull=True).first()
    if pause and pause.answer_by_date and at.astimezone(ZONE).date() <= pause.answer_by_date:
        return "term_still_runs"
    return "answered_meanwhile" if is_answered(dossier=dossier) else ""

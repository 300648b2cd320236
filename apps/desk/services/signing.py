"""Everything of one dossier that waits for a leader, signed in one act."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.desk.services import letters, proposals
from apps.dossiers.services import processing
from apps.dossiers.services.writing import locked


@transaction.atomic
def sign_papers(
    *, dossier_id: int, letter_id: int | None, has_result: bool, by: Actor, at: datetime, seen: int | None
) -> None:
    """Sign the letter, the result, or both (ruling 8). Raises ChangedMeanwhile, NotDrafted, OwnLetter, Forbidden.

    The letter goes first: once the result is signed there is nothing left to appoint anew.
    """
    locked(dossier_id=dossier_id, seen=seen)
    if letter_id:
        letters.sign_letter(letter_id=letter_id, by=by, at=at)
    if has_result:
        processing.sign(dossier_id=dossier_id, by=by, at=at)


@transaction.atomic
def send_back_papers(
    *,
    dossier_id: int,
    letter_id: int | None,
    has_result: bool,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None,
) -> None:
    """Sign none of them, and say why. Raises ChangedMeanwhile, NotDrafted, Forbidden."""
    locked(dossier_id=dossier_id, seen=seen)
    if letter_id:
        proposals.return_letter(letter_id=letter_id, note=reason, by=by, at=at)
    if has_result:
        processing.return_to_officer(dossier_id=dossier_id, by=by, at=at, reason=reason)

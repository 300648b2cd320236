"""Letters that wait for a leader: taken up, returned, or withdrawn by themselves. Whoever proposes does not sign."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.desk.domain.papers import SlipKind
from apps.desk.models import Letter


class NotDrafted(Exception):
    """The letter was signed, returned or withdrawn meanwhile."""


class OwnLetter(Exception):
    """Whoever proposed a letter may not sign it."""


def drafted(letter_id: int) -> Letter:
    """The letter, held until the transaction ends. Raises NotDrafted."""
    letter = Letter.objects.select_for_update(of=("self",)).select_related("proposed_by").get(pk=letter_id)
    if letter.state != Letter.State.DRAFTED:
        raise NotDrafted(letter_id)
    return letter


@transaction.atomic
def return_letter(*, letter_id: int, note: str, by: Actor, at: datetime) -> None:
    """The leader does not sign, and tells the proposer why."""
    letter = drafted(letter_id)
    letter.state, letter.decided_by_id, letter.decided_at = Letter.State.RETURNED, by.id, at
    letter.decision_note = note
    letter.save(update_fields=["state", "decided_by", "decided_at", "decision_note"])


def withdraw_drafts(*, dossier_id: int, at: datetime, kind: SlipKind | None = None) -> int:
    """Drafts that events have overtaken withdraw themselves; how many did."""
    drafts = Letter.objects.filter(dossier_id=dossier_id, state=Letter.State.DRAFTED)
    if kind:
        drafts = drafts.filter(kind=kind)
    return drafts.update(state=Letter.State.WITHDRAWN, decided_at=at)

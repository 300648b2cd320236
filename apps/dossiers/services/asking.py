"""How the papers that were asked for are answered and judged, one by one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.asking import ItemState, Verdict
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import AWAITING_ANSWER, Action, Status
from apps.dossiers.models import Dossier, SupplementItem
from apps.dossiers.selectors.asking import asked_items, unanswered_items

WORD_MAX_LENGTH = 500


class StillAsked(Exception):
    """Some papers were neither sent nor explained; `items` are they."""

    def __init__(self, items: list[SupplementItem]) -> None:
        super().__init__(f"{len(items)} papers are still asked for")
        self.items = items


@transaction.atomic
def say_why_not(*, dossier_id: int, item_id: int, word: str, by: Actor) -> None:
    """The citizen says why a paper cannot be sent; an empty word takes it back. Raises Forbidden."""
    dossier = Dossier.objects.select_for_update(of=("self",), no_key=True).visible_to(by).get(pk=dossier_id)
    changed = asked_items(dossier=dossier).filter(pk=item_id).update(word=word.strip()[:WORD_MAX_LENGTH] or None)
    if dossier.status not in AWAITING_ANSWER or not changed:
        raise Forbidden(action=Action.ANSWER_FIX, status=Status(dossier.status), why="wrong_status")


def answered(*, dossier: Dossier, by: Actor, at: datetime) -> None:
    """Mark the request on a locked dossier as answered. Raises StillAsked where a citizen owes a paper or a word.

    Whoever answers at the counter shows the papers there.
    """
    if (by.is_helping or not by.is_official) and (owed := unanswered_items(dossier=dossier)):
        raise StillAsked(owed)
    asked_items(dossier=dossier).filter(state__in=[ItemState.OPEN, ItemState.ANSWERED]).update(
        state=ItemState.ANSWERED, answered_at=at
    )


def accept_all(*, dossier: Dossier, by: Actor, at: datetime) -> None:
    """Reception takes everything as good that was asked for before."""
    asked_items(dossier=dossier).filter(state__in=[ItemState.OPEN, ItemState.ANSWERED]).update(
        state=ItemState.ACCEPTED, judged_at=at, judged_by_id=by.id
    )


def judge(*, dossier: Dossier, verdicts: Mapping[int, Verdict], by: Actor, at: datetime) -> dict[str, Any]:
    """Write down what was found of each paper, by its position; what the event keeps of it."""
    items = list(asked_items(dossier=dossier).filter(state__in=[ItemState.OPEN, ItemState.ANSWERED]))
    for item in items:
        found = verdicts.get(item.position, Verdict(accepted=True))
        item.state = ItemState.ACCEPTED if found.accepted else ItemState.AGAIN
        item.verdict = found.words or None
        item.judged_at, item.judged_by_id = at, by.id
        item.save(update_fields=["state", "verdict", "judged_at", "judged_by"])
    return {"judged": {str(item.position): item.state for item in items}}

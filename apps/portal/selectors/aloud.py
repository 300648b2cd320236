"""What the pages about one dossier give to a voice. It speaks Vietnamese whatever language is read."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation

from apps.dossiers.domain.status import Status
from apps.dossiers.labels import status_label
from apps.dossiers.models import Dossier
from apps.portal.labels.aloud import filed_aloud, status_aloud
from apps.portal.labels.story import by_words, next_step, to_do
from apps.portal.selectors.promises import clock, promise

VOICE = "vi"


def filed_lines(*, dossier: Dossier) -> tuple[str, ...]:
    """The page that follows a filing."""
    assert dossier.intake_due_at is not None
    with translation.override(VOICE):
        return filed_aloud(
            title=_title(dossier), reference=dossier.reference, answer_by=by_words(dossier.intake_due_at)
        )


def status_lines(*, dossier: Dossier, at: datetime, is_owner: bool, owed: int = 0) -> tuple[str, ...]:
    """Where it is, the promise while it runs, and what comes next: for its owner, who may owe a fee, or for whoever
    holds its codes."""
    with translation.override(VOICE):
        badge = clock(dossier=dossier, at=at)
        shown = promise(dossier=dossier, badge=badge)
        status, is_paused = Status(dossier.status), dossier.paused_at is not None
        its_owners = to_do(status=status, is_paused=is_paused, owed=owed)
        follows = its_owners if is_owner else next_step(status=status, is_paused=is_paused)
        return status_aloud(
            title=_title(dossier),
            reference=dossier.reference,
            is_code=bool(dossier.code),
            state=status_label(dossier.status),
            lines=[*([shown.say, shown.sorry] if shown else []), follows],
        )


def _title(dossier: Dossier) -> str:
    return "" if dossier.is_sensitive else dossier.procedure_name

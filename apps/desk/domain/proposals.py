"""Where a dossier must be for what was proposed to a leader to make sense."""

from __future__ import annotations

from apps.desk.domain.papers import SlipKind
from apps.dossiers.domain.status import Status

STANDS_WHILE = {
    SlipKind.SUPPLEMENT_REQUEST: frozenset({Status.SUBMITTED, Status.PROCESSING}),
    SlipKind.STOP: frozenset({Status.AWAITING_SUPPLEMENT}),
}

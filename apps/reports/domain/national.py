"""How the national index counts what is still open (QĐ 766/QĐ-TTg, indicator 2.1, by its description document).

Its legal rank is not confirmed, so each rule stands here by itself, beside the office's own clock, and never in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from apps.dossiers.domain.timeliness import is_late

# From so many supplement requests on, a dossier without a result is late, whatever its clock says.
TOO_MANY_REQUESTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """An open dossier as the index sees it; `late_after` None is a dossier to which nobody promised a day."""

    late_after: datetime | None
    paused_at: datetime | None = None
    requests: int = 0


def counts_as_late(case: OpenCase, *, now: datetime) -> bool | None:
    """Whether the index calls it late; None for what has no promised day: it stands apart, in neither part.

    Asked for papers once, a dossier is finished at the request; asked twice, it is late; else today is its finish.
    """
    if case.late_after is None:
        return None
    if case.requests >= TOO_MANY_REQUESTS:
        return True
    return is_late(done_at=case.paused_at or now, late_after=case.late_after)

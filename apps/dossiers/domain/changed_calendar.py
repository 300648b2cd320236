"""What a changed calendar does to a promise: nothing, unless that is better for the citizen (domain 5.4)."""

from __future__ import annotations

from datetime import datetime


def gives_way(
    *, due_at: datetime, late_after: datetime, new_due_at: datetime, new_late_after: datetime, at: datetime
) -> bool:
    """Whether a promise gives way to the one reckoned anew: earlier, judged no more mildly, and still to be kept."""
    return at < new_due_at < due_at and new_late_after <= late_after

"""The sheets for the notice board: printed by a worker, kept as they were printed."""

from __future__ import annotations

from datetime import datetime

from apps.officials.models import Agency
from apps.reports.models import NoticeSheet


def keep_sheet(*, agency: Agency, published_id: int, pdf: bytes, at: datetime) -> None:
    """Keep the sheet of one published month; of two that were printed at once the first stays."""
    sheet = NoticeSheet(agency=agency, published_id=published_id, pdf=pdf, printed_at=at)
    NoticeSheet.objects.bulk_create([sheet], ignore_conflicts=True)

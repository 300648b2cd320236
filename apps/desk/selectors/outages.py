"""How an outage of the office stands."""

from __future__ import annotations

from dataclasses import dataclass

from apps.dossiers.domain.status import RUNNING
from apps.dossiers.models import Dossier, Outage
from apps.officials.models import Agency


@dataclass(frozen=True, slots=True)
class Progress:
    """Clocks that it stopped, and clocks that still run."""

    stopped: int
    running: int


def running_outage(*, agency: Agency) -> Outage | None:
    """The outage that was declared and not ended."""
    return Outage.objects.filter(agency=agency, closed_at__isnull=True).select_related("opened_by").first()


def progress(*, agency: Agency, outage: Outage | None) -> Progress:
    """How many dossiers it has stopped, and how many would be stopped now."""
    running = Dossier.objects.filter(
        agency=agency, received_at__isnull=False, finished_at__isnull=True, paused_at__isnull=True, status__in=RUNNING
    )
    stopped = outage.pauses.filter(closed_at__isnull=True).count() if outage else 0
    return Progress(stopped, running.count())

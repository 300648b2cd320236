"""Every message about one dossier, to whoever filed it and to colleagues."""

from __future__ import annotations

from datetime import datetime

from apps.dossiers.models import Dossier
from apps.dossiers.services.notices import about, helper_about, recipient
from apps.messaging.selectors.told import Occasion, occasions
from apps.officials.models import Official


def told_about(*, dossier: Dossier, at: datetime) -> list[Occasion]:
    """What was said about the dossier, the last occasion first."""
    key = about(dossier)
    colleagues = Official.objects.filter(agency_id=dossier.agency_id).values_list("pk", flat=True)
    return occasions(
        agency_id=dossier.agency_id,
        about=key,
        aside=[helper_about(dossier), *(f"{key}/official:{official}" for official in colleagues)],
        to=recipient(dossier),
        at=at,
    )

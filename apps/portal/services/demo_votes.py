"""Invitations of the demonstration, and what those who were asked answered."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import connection

from apps.core.copying import copy_rows
from apps.dossiers.domain.status import Status
from apps.dossiers.domain.timeliness import VIETNAM, Timeliness
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.portal.domain.fates import COMMENT_SHARE, COMMENTS, MOODS, RESPONSE_SHARE
from apps.surveys.domain.satisfaction import Satisfaction
from apps.surveys.models import Invitation, Response


@dataclass(frozen=True, slots=True)
class _Returned:
    """What a vote needs of a dossier; whole rows with their versions would be read for nothing."""

    dossier_id: int
    procedure_id: int
    field_id: int
    returned_at: datetime
    timeliness: str


def ask_everybody(*, agency: Agency, above: int, random: Random, until: datetime) -> int:
    """Invitations for what was returned of the dossiers above an id, and the votes of those who answered; the late ones
    are less content."""
    returned = Dossier.objects.filter(pk__gt=above, agency=agency, status=Status.RETURNED, invitations__isnull=True)
    columns = ("pk", "version__procedure_id", "field_id", "returned_at", "timeliness")
    invitations, responses = [], []
    for row in returned.order_by("returned_at", "pk").values_list(*columns):
        one = _Returned(*row)
        has_voted = random.random() < RESPONSE_SHARE
        invitations.append(
            {
                "agency_id": agency.pk,
                "dossier_id": one.dossier_id,
                "token_digest": f"{random.getrandbits(256):064x}",
                "invited_at": one.returned_at,
                "expires_at": one.returned_at + timedelta(days=60),
                "is_burned": has_voted,
            }
        )
        if has_voted:
            responses.append(_response(agency, one, random, until))
    with connection.cursor() as cursor:
        copy_rows(cursor=cursor, model=Invitation, rows=invitations)
        copy_rows(cursor=cursor, model=Response, rows=responses)
    return len(responses)


def _response(agency: Agency, one: _Returned, random: Random, until: datetime) -> dict[str, Any]:
    kept = "late" if one.timeliness == Timeliness.LATE else "in_time"
    voted_at = min(one.returned_at + timedelta(hours=random.randint(1, 60)), until)
    return {
        "id": uuid.UUID(int=random.getrandbits(128), version=4),
        "agency_id": agency.pk,
        "procedure_id": one.procedure_id,
        "field_id": one.field_id,
        "day": voted_at.astimezone(VIETNAM).date(),
        "satisfaction": random.choices(list(Satisfaction), weights=MOODS[kept])[0],
        "comment": random.choice(COMMENTS[kept]) if random.random() < COMMENT_SHARE else None,
    }

"""What the law says: the version in force and its papers."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from apps.procedures.domain.checklist import Paper
from apps.procedures.models import ProcedureVersion

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def version_in_force(*, code: str, at: datetime) -> ProcedureVersion:
    """The wording of a procedure that holds at an instant. Raises ProcedureVersion.DoesNotExist."""
    return (
        ProcedureVersion.objects.in_force(on=at.astimezone(ZONE).date())
        .select_related("procedure", "field")
        .get(procedure__code=code)
    )


def checklist(*, version: ProcedureVersion, case: str = "") -> tuple[Paper, ...]:
    """The papers of one case in the order of the law, those of every case among them; remarks are marked as such."""
    rows = version.documents.filter(Q(case="") | Q(case=case)).order_by("position")
    return tuple(
        Paper(
            key=row.pk,
            name=row.name,
            originals=row.originals,
            copies=row.copies,
            is_note=row.is_note,
            if_any=row.is_optional,
        )
        for row in rows
    )

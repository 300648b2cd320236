"""What the law says: the version in force and its papers."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from apps.procedures.domain.checklist import Paper
from apps.procedures.models import ProcedureVersion, Variant

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def version_in_force(*, code: str, at: datetime) -> ProcedureVersion:
    """The wording of a procedure that holds at an instant. Raises ProcedureVersion.DoesNotExist."""
    return (
        ProcedureVersion.objects.in_force(on=at.astimezone(ZONE).date())
        .select_related("procedure", "field")
        .get(procedure__code=code)
    )


def variant_called(*, version: ProcedureVersion, name: str) -> Variant | None:
    """The case of a wording with this name; None where it has no such case."""
    return version.variants.filter(name=name).order_by("position").first() if name else None


def case_names(*, version: ProcedureVersion) -> list[str]:
    """The cases somebody has to choose between, in the order of the law."""
    return list(version.variants.order_by("position").values_list("name", flat=True))


def nearest_version(*, code: str, at: datetime) -> ProcedureVersion:
    """Where none is in force, the wording that will hold, else the last that did. Raises DoesNotExist."""
    versions = ProcedureVersion.objects.filter(procedure__code=code)
    coming = versions.filter(effective_from__gt=at.astimezone(ZONE).date()).order_by("number")
    found = coming.select_related("procedure__successor", "field").first()
    found = found or versions.order_by("-number").select_related("procedure__successor", "field").first()
    if found is None:
        raise ProcedureVersion.DoesNotExist(code)
    return found


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

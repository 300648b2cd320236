"""What the law says: the version in force and its papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from apps.procedures.domain.checklist import Paper
from apps.procedures.domain.life import Standing
from apps.procedures.labels.law import over_words, waiting_words
from apps.procedures.models import ProcedureVersion, Variant

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfForce:
    """A procedure that nobody can file today: over, or waiting for its day."""

    version: ProcedureVersion
    standing: Standing
    successor_code: str
    successor_name: str

    @property
    def words(self) -> str:
        """The sentence a reader gets instead of a page to file on."""
        if self.standing is Standing.WAITING or self.version.effective_to is None:
            return waiting_words(starts=self.version.effective_from)
        return over_words(since=self.version.effective_to, ending=self.version.ending, successor=self.successor_name)


def out_of_force(*, code: str, at: datetime) -> OutOfForce | None:
    """Why a known procedure has no wording today; None where it has one, or nobody knows the code."""
    on = at.astimezone(ZONE).date()
    rows = ProcedureVersion.objects.filter(procedure__code=code).select_related("procedure__successor", "field")
    if rows.in_force(on=on).exists():
        return None
    begun = rows.filter(effective_from__lte=on).order_by("-number").first()
    version = begun or rows.order_by("number").first()
    if version is None:
        return None
    successor = version.procedure.successor if begun else None
    name = ""
    if successor:
        newest = (
            ProcedureVersion.objects.filter(procedure=successor)
            .order_by("-number")
            .values_list("short_name", flat=True)
        )
        name = newest.first() or successor.code
    return OutOfForce(
        version=version,
        standing=Standing.OVER if begun else Standing.WAITING,
        successor_code=successor.code if successor else "",
        successor_name=name,
    )


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

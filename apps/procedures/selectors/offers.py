"""What an agency offers, each with the wording of the law it stands under today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from apps.officials.models import Agency
from apps.procedures.models import Arrangement, ChannelRule, Offering, ProcedureVersion
from apps.procedures.selectors.law import ZONE
from apps.worktime import Allowance


@dataclass(frozen=True, slots=True)
class OfferedVersion:
    """A procedure as an agency does it, and the law of the day."""

    arrangement: Arrangement
    version: ProcedureVersion

    @property
    def offering(self) -> Offering:
        return self.arrangement.offering

    @property
    def code(self) -> str:
        return self.offering.procedure.code

    @property
    def allowance(self) -> Allowance | None:
        """The time to promise; None where nobody has settled it."""
        return self.arrangement.allowance_under(self.version)


def arranged(*, agency: Agency, at: datetime) -> QuerySet[Arrangement]:
    """How each procedure that the desk of an agency takes in is done today, its offering and procedure read with it."""
    rows = Arrangement.objects.in_force(on=at.astimezone(ZONE).date()).select_related("offering__procedure")
    return rows.filter(offering__agency=agency, offering__is_open=True, offering__is_received_at_desk=True)


def offered(*, agency: Agency, at: datetime) -> list[OfferedVersion]:
    """The procedures that are open at an agency, by Vietnamese alphabet; two queries however many there are."""
    open_here = {row.offering.procedure_id: row for row in arranged(agency=agency, at=at)}
    versions = (
        ProcedureVersion.objects.in_force(on=at.astimezone(ZONE).date())
        .filter(procedure_id__in=open_here)
        .select_related("field")
        .defer(*ProcedureVersion.HEAVY_FIELDS)
        .order_by("sort_key", "pk")
    )
    return [OfferedVersion(arrangement=open_here[version.procedure_id], version=version) for version in versions]


def channels_of(*, versions: Iterable[ProcedureVersion]) -> dict[int, list[ChannelRule]]:
    """The ways of filing of some versions, in the order of the law; one query however many there are."""
    channels: dict[int, list[ChannelRule]] = {version.pk: [] for version in versions}
    for row in ChannelRule.objects.filter(version_id__in=channels).order_by("version_id", "position"):
        channels[row.version_id].append(row)
    return channels

"""How many filed alone and how many with help, how each help was confirmed, and phones that confirmed for many."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, Q

from apps.dossiers.domain.helping import Confirmation
from apps.dossiers.domain.status import Channel
from apps.dossiers.models import Assistance, Dossier
from apps.officials.models import Agency
from apps.officials.selectors import office_settings
from apps.reports.domain.periods import Month
from apps.reports.labels.helping import BY_HELPERS, BY_OFFICIALS, CONFIRMATION_LABELS

MOST_PHONES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a whole: `count` of `whole`."""

    label: str
    count: int
    whole: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyByOnePhone:
    """A phone, masked, and for how many different people it confirmed in a month."""

    phone: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpFigures:
    """One month of filings online that were received in it; every share has its whole."""

    online: int
    helped: int
    by_whom: list[Part]
    by_confirmation: list[Part]
    phones: list[ManyByOnePhone]
    most_people: int

    @property
    def alone(self) -> int:
        return self.online - self.helped


def help_figures(*, month: Month, agency: Agency) -> HelpFigures:
    """The figures of one month: three queries, however many dossiers."""
    received = Dossier.objects.filter(
        agency=agency, channel=Channel.ONLINE, received_at__gte=month.starts_at, received_at__lt=month.ends_before
    )
    helped = Q(is_assisted=True)
    kinds = {kind.value: Count("pk", filter=helped & Q(assistance__confirmation=kind)) for kind in Confirmation}
    counted = received.aggregate(
        online=Count("pk"),
        helped=Count("pk", filter=helped),
        by_officials=Count("pk", filter=helped & Q(assistance__official__isnull=False)),
        by_helpers=Count("pk", filter=helped & Q(assistance__helper__isnull=False)),
        **kinds,
    )
    whole, most = counted["helped"], int(office_settings(agency_id=agency.pk)["helped_phone_people"])
    return HelpFigures(
        online=counted["online"],
        helped=whole,
        by_whom=[
            Part(label=BY_OFFICIALS, count=counted["by_officials"], whole=whole),
            Part(label=BY_HELPERS, count=counted["by_helpers"], whole=whole),
        ],
        by_confirmation=[
            Part(label=CONFIRMATION_LABELS[kind], count=counted[kind.value], whole=whole) for kind in Confirmation
        ],
        phones=_phones(month=month, agency=agency, most=most),
        most_people=most,
    )


def _phones(*, month: Month, agency: Agency, most: int) -> list[ManyByOnePhone]:
    """The phones that confirmed for more people than the office finds usual, the busiest first."""
    closed = Assistance.objects.filter(agency=agency, closed_at__gte=month.starts_at, closed_at__lt=month.ends_before)
    busy = (
        closed.filter(confirmation=Confirmation.OWN_PHONE)
        .values("phone_index")
        .annotate(people=Count("beneficiary", distinct=True), mask=Max("phone_mask"))
        .filter(people__gt=most)
        .order_by("-people", "phone_index")
    )
    return [ManyByOnePhone(phone=row["mask"], people=row["people"]) for row in busy[:MOST_PHONES]]

"""What came in and what was forgiven beside the drawer while a book was open, of the whole office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from django.db.models import Count, Q, Sum

from apps.payments.domain.states import DemandState
from apps.payments.domain.words import ReceiptKind, Way
from apps.payments.models import CashBook, Demand, Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """How many and how much (đồng), of the office: receipts of transfers and gateways, waivers, claims refused."""

    transfers: int = 0
    transferred: int = 0
    gateways: int = 0
    by_gateway: int = 0
    waivers: int = 0
    waived: int = 0
    with_scan: int = 0
    declined: int = 0

    def as_facts(self) -> dict[str, int]:
        """As a closed book keeps it."""
        return asdict(self)

    @classmethod
    def kept(cls, facts: Mapping[str, Any]) -> Self:
        """As a closed book kept it."""
        return cls(**facts)


def beside(*, book: CashBook, until: datetime) -> Beside:
    """From the opening of the book until then; two queries."""
    return between(agency_id=book.agency_id, since=book.opened_at, until=until)


def between(*, agency_id: int, since: datetime, until: datetime) -> Beside:
    """The same for any stretch of time."""
    is_transfer, is_gateway = Q(attempt__way=Way.VIETQR), Q(attempt__way=Way.GATEWAY)
    told = Receipt.objects.filter(
        agency_id=agency_id, kind=ReceiptKind.RECEIPT, issued_at__gte=since, issued_at__lte=until
    ).aggregate(
        transfers=Count("pk", filter=is_transfer),
        transferred=Sum("amount", filter=is_transfer, default=0),
        gateways=Count("pk", filter=is_gateway),
        by_gateway=Sum("amount", filter=is_gateway, default=0),
    )
    freed = Q(state=DemandState.WAIVED)
    judged = Demand.objects.filter(agency_id=agency_id, decided_at__gte=since, decided_at__lte=until).aggregate(
        waivers=Count("pk", filter=freed),
        waived=Sum("amount", filter=freed, default=0),
        with_scan=Count("pk", filter=freed & Q(proof_file__isnull=False)),
        declined=Count("pk", filter=~Q(declined="")),
    )
    return Beside(**{name: int(value) for name, value in (told | judged).items()})

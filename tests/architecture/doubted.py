"""What an import was not sure of: alike doubts, a fee, a strange way of filing, and one that was settled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from apps.accounts.domain.actor import Actor
from apps.procedures.domain.records import RawRecord
from apps.procedures.domain.settling import Answer
from apps.procedures.models import ReviewItem, Settlement
from apps.procedures.services.importing import load_records
from apps.procedures.services.settling import settle
from apps.worktime import Allowance, Unit
from tests.procedures.factories import CHANNEL, record

BARE = {**CHANNEL, "time": "1", "note": "Nộp tại quầy."}
DOUBTED = (
    record("1.900001", channels=[BARE], cases=[{"name": "Cấp mới", "qty": "1", "unit": "DAY"}]),
    record("1.900002", channels=[BARE]),
    record("1.900003", channels=[{**CHANNEL, "fee": "135 VNĐ"}, {**CHANNEL, "channel": "Qua bạn bè"}]),
    record("1.900004", channels=[{**CHANNEL, "time": "24 Giờ"}]),
)


def doubted(*, by: Actor, at: datetime) -> None:
    """All of it, and the hours settled."""
    load_records(records=[RawRecord(row=row, record=one) for row, one in enumerate(DOUBTED, start=1)], at=at)
    hours = ReviewItem.objects.get(reason="long_hours")
    answer = Answer(time=Allowance(amount=Decimal(3), unit=Unit.WORKING_DAY))
    settle(item_id=hours.pk, answer=answer, everywhere=False, by=by, at=at)


def open_doubt(reason: str = "bare_number") -> int:
    """One that waits."""
    found: int = ReviewItem.objects.filter(reason=reason, settled_at=None).earliest("pk").pk
    return found


def settlement() -> int:
    """One that can be taken back."""
    found: int = Settlement.objects.earliest("pk").pk
    return found


def looks() -> Iterator[tuple[str, dict[str, str] | None, dict[str, str]]]:
    """Further looks of these pages: address, what is said (or none), what is asked."""
    every, just = reverse("procedures:reviews"), str(settlement())
    for asked in ({"pham-vi": "tat-ca"}, {"pham-vi": "tat-ca", "sau": "999999999"}, {"thu-tuc": "1.900003"}):
        yield every, None, asked
    yield every, None, {"pham-vi": "tat-ca", "loai": "paper"}
    yield every, None, {"pham-vi": "tat-ca", "vua": just}
    for reason in ("fee_too_small", "unknown_channel"):
        yield reverse("procedures:doubt", args=[open_doubt(reason)]), None, {}
        yield reverse("procedures:doubt", args=[open_doubt(reason)]), {"chon": "khac", "so": "x"}, {}

"""An office that takes money: its account, a procedure that costs, a dossier that owes, and whoever tells of money."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from django.test import Client

from apps.accounts.models import Person
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.dossiers.services import filing
from apps.messaging.domain.reports import signature
from apps.officials.models import Agency
from apps.officials.services import change_setting
from apps.payments.domain.words import Way
from apps.payments.models import Demand
from apps.payments.services.billing import freeze, save_bill
from apps.procedures.domain.fee_rules import Exemption, Per
from apps.procedures.models import Arrangement, Fee, Offering
from tests import factories, walking
from tests.factories import Office

BANK_SECRET = "sổ phụ ngân hàng"
BIRTHS, EXTRACTS = "1.001193", "2.000635"


def open_account(agency: Agency) -> None:
    """The office has somewhere to send money to."""
    for name, value in {
        "bank_bin": "970436",
        "bank_account": "1012345678",
        "bank_account_name": "UBND XA SUOI MAY",
        "bank_name": "Ngân hàng Thử",
    }.items():
        change_setting(agency=agency, name=name, value=value)


def fee(offering: Offering, amount: int | None, *, channel: str = "online", **more: Any) -> Fee:
    """One fee of the law."""
    version = factories.version_of(offering)
    return Fee.objects.create(
        version=version,
        position=version.fees.count() + 1,
        channel=channel,
        amount=amount,
        text=more.pop("text", "theo quy định"),
        **more,
    )


def costly(agency: Agency, amount: int = 15_000, *, exempt: tuple[Exemption, ...] = ()) -> Offering:
    """A procedure that costs so much online."""
    made = factories.offering(agency=agency)
    fee(made, amount, exemptions=[each.value for each in exempt])
    return made


def births(agency: Agency) -> Offering:
    """Registering a birth is free; an extract costs 8.000 đ, and is free online for a time."""
    extracts = factories.offering(agency=agency, name="Cấp bản sao trích lục hộ tịch", code=EXTRACTS)
    fee(extracts, 8_000, channel="in_person", per=Per.COPY, unit="bản", reason="Thông tư 281/2016/TT-BTC")
    fee(extracts, 8_000, channel="online", per=Per.COPY, unit="bản")
    fee(extracts, 0, channel="online", valid_from=date(2026, 8, 15), valid_until=date(2027, 2, 28))
    made = factories.offering(agency=agency, name="Đăng ký khai sinh", code=BIRTHS)
    fee(made, 0)
    Arrangement.objects.filter(offering=made).update(most_copies=5)
    return made


def filed(
    office: Office,
    offering: Offering,
    *,
    claim: Exemption | None = None,
    way: Way | None = Way.VIETQR,
    person: Person | None = None,
    at: datetime = walking.MONDAY,
) -> Dossier:
    """A dossier that was filed online just now, with its bill."""
    walked = walking.walk(status=Status.DRAFT, office=office, offering=offering, person=person, at=at)
    who = walked.citizen()
    save_bill(dossier_id=walked.dossier.pk, claim=claim, way=way, by=who, at=walked.at)
    filing.submit(dossier_id=walked.dossier.pk, by=who, at=walked.at)
    freeze(dossier_id=walked.dossier.pk, by=who, at=walked.at)
    walked.dossier.refresh_from_db()
    return walked.dossier


def owed(dossier: Dossier) -> Demand:
    """The one demand of this dossier."""
    return Demand.objects.get(dossier=dossier)


def tell(
    browser: Client, *, id: str, amount: int, content: str, at: datetime, secret: str = BANK_SECRET, **more: Any
) -> int:
    """What the bank says, signed; the status of our answer."""
    told = {"id": id, "amount": amount, "content": content, "paid_at": at.isoformat()} | more
    body, stamp = json.dumps(told).encode(), str(int(at.timestamp()))
    answer = browser.post(
        "/thanh-toan/bao-co/",
        data=body,
        content_type="application/json",
        headers={"X-Timestamp": stamp, "X-Signature": signature(secret=secret, timestamp=stamp, body=body)},
    )
    return answer.status_code

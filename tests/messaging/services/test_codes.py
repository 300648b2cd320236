"""A one-time code goes out at once or not at all, and cannot be read here afterwards."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from apps.accounts.models import OneTimeCode
from apps.accounts.services import codes
from apps.messaging import services
from apps.messaging.domain.kinds import Channel
from apps.messaging.domain.retrying import MessageState
from apps.messaging.models import OutboxMessage, WayOut
from apps.officials.models import Agency
from tests.messaging.conftest import AT
from tests.messaging.peers import SmsPeer

pytestmark = pytest.mark.django_db
PHONE = "+84978654312"
MIDNIGHT = datetime.fromisoformat("2026-11-24T00:30:00+07:00")  # of a day off


def send(agency: Agency, **changed: Any) -> None:
    asked = {"purpose": "log-in", "about": "x1", "phone": PHONE, "address": "192.0.2.1", "at": AT}
    services.send_code(agency_id=agency.pk, **{**asked, **changed})


def test_the_code_arrives_at_night_too_and_opens(agency: Agency, sms: SmsPeer) -> None:
    send(agency, at=MIDNIGHT)
    services.send_due(at=MIDNIGHT)

    (arrived,) = sms.bodies
    code = re.search(r"\d{3} \d{3}", arrived["text"])
    assert arrived["to"] == PHONE
    assert "http" not in arrived["text"]
    assert code
    assert codes.check(purpose="log-in", about="x1", phone=PHONE, typed=code[0], at=MIDNIGHT)


def test_once_sent_the_code_can_be_read_here_no_more(agency: Agency, sms: SmsPeer) -> None:
    send(agency)
    assert OutboxMessage.objects.get().body

    services.send_due(at=AT)

    row = OutboxMessage.objects.get()
    assert (row.state, row.body, row.wiped_at) == (MessageState.SENT, "", AT)
    assert row.about.startswith("code:")


def test_a_code_that_comes_too_late_is_not_sent_and_forgotten(agency: Agency, sms: SmsPeer) -> None:
    send(agency)

    services.send_due(at=AT + timedelta(minutes=5))

    row = OutboxMessage.objects.get()
    assert (row.state, row.last_error, row.body) == (MessageState.PERMANENT, "too_late", "")
    assert sms.bodies == []


def test_a_code_that_is_refused_is_forgotten(agency: Agency, sms: SmsPeer) -> None:
    send(agency)
    sms.answer = lambda _number: (400, b"{}")

    services.send_due(at=AT)

    row = OutboxMessage.objects.get()
    assert (row.state, row.body) == (MessageState.PERMANENT, "")


@pytest.mark.parametrize("gateway", ["none", "silent"])
def test_where_no_sms_leaves_one_is_told_at_once_and_nothing_is_promised(
    agency: Agency, settings: Settings, sms: SmsPeer, gateway: str
) -> None:
    if gateway == "none":
        settings.SMS_GATEWAY_URL = ""
    WayOut.objects.create(channel=Channel.SMS.value, silent_until=AT + timedelta(seconds=30))

    with pytest.raises(services.PhonesUnreachable):
        send(agency)

    assert not OneTimeCode.objects.exists()
    assert not OutboxMessage.objects.exists()

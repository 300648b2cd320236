"""An office, a citizen, and the machines messages leave by."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import UTC, datetime
from typing import Any

import pytest
from pytest_django import Settings

from apps.messaging import services
from apps.messaging.domain.kinds import Kind
from apps.messaging.domain.recipients import Recipient
from apps.messaging.models import OutboxMessage
from apps.officials.models import Agency
from apps.officials.services import change_setting
from tests.messaging.peers import TOKEN, MailPeer, SmsPeer, mail_peer, sms_peer

AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)  # Thursday, 09:00 in Việt Nam
LANH = Recipient(phone="+84912345678", email="lanh@example.vn", person_key="person:12")
CODE = "H99.71-261126-0007"

Enqueue = Callable[..., list[OutboxMessage]]


def make_agency(*, code: str = "H99.71", is_ours: bool = True) -> Agency:
    """The fictional commune."""
    return Agency.objects.create(
        code=code,
        name="UBND xã Suối Mây",
        short_name="Xã Suối Mây",
        desk_name="Trung tâm Phục vụ hành chính công xã Suối Mây",
        place="Suối Mây",
        phone="+842103880001",
        is_ours=is_ours,
    )


@pytest.fixture
def agency(db: None) -> Agency:
    return make_agency()


@pytest.fixture
def enqueue(agency: Agency) -> Enqueue:
    """`services.enqueue` for a dossier of Chị Lành, any part of it replaced."""

    def enqueue(**changed: Any) -> list[OutboxMessage]:
        return services.enqueue(
            **{
                "agency_id": agency.pk,
                "about": "dossier:1",
                "kind": Kind.SUBMITTED,
                "to": LANH,
                "facts": {"code": CODE},
                "at": AT,
                **changed,
            }
        )

    return enqueue


@pytest.fixture
def sms(settings: Settings) -> Generator[SmsPeer]:
    """The SMS gateway this installation has a contract with."""
    with sms_peer() as peer:
        settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_TOKEN = peer.url, TOKEN
        yield peer


@pytest.fixture
def zalo(settings: Settings, agency: Agency) -> Generator[SmsPeer]:
    """The Zalo gateway of this installation, turned on by the office; it counts keys as the SMS gateway does."""
    change_setting(agency=agency, name="zalo_enabled", value=True)
    with sms_peer() as peer:
        settings.ZALO_GATEWAY_URL, settings.ZALO_GATEWAY_TOKEN = peer.url, TOKEN
        settings.ZALO_TEMPLATES = {kind.value: f"30{number}" for number, kind in enumerate(Kind)}
        yield peer


@pytest.fixture
def mail(settings: Settings) -> Generator[MailPeer]:
    """The mail server this installation uses."""
    with mail_peer() as peer:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", peer.port
        yield peer

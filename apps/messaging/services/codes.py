"""A one-time code leaves for a phone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.accounts.services import codes
from apps.core import doorbell
from apps.core.addresses import token
from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.recipients import Recipient
from apps.messaging.selectors import phone_is_reachable
from apps.messaging.services.enqueueing import SEND_DUE, enqueue


class PhonesUnreachable(Exception):
    """No SMS can leave now: no gateway, or it does not answer. Another way has to be offered."""


def send_code(*, agency_id: int, purpose: str, about: str, phone: str, address: str, at: datetime) -> None:
    """Issue a code and put it in the outbox, both or neither. The message names no person, dossier or procedure.

    `about` is the opaque key under which `accounts.services.codes.check` asks for it; `address` is where the asker
    comes from. Raises PhonesUnreachable, limits.TooMany.
    """
    if not phone_is_reachable(at=at):
        raise PhonesUnreachable
    with transaction.atomic():
        code = codes.issue(purpose=purpose, about=about, phone=phone, address=address, at=at)
        with transaction.atomic():  # as below, so that both cost the same
            _enqueue(agency_id=agency_id, code=code, phone=phone, at=at)


def pretend_code(*, agency_id: int, purpose: str, about: str, phone: str, address: str, at: datetime) -> None:
    """The same for a phone that is nobody's: the work of `send_code` and its limits, and no message that leaves.

    Whoever tries phones one by one learns from the clock no more than from the page. Raises PhonesUnreachable, TooMany.
    """
    if not phone_is_reachable(at=at):
        raise PhonesUnreachable
    with transaction.atomic():
        code = codes.issue(purpose=purpose, about=about, phone=phone, address=address, at=at)
        with transaction.atomic():
            _enqueue(agency_id=agency_id, code=code, phone=phone, at=at)
            transaction.set_rollback(True)
    doorbell.ring(SEND_DUE)


def _enqueue(*, agency_id: int, code: str, phone: str, at: datetime) -> None:
    enqueue(
        agency_id=agency_id,
        about=f"code:{token()}",
        kind=Kind.ONE_TIME_CODE,
        to=Recipient(phone=phone),
        facts={"digits": f"{code[:3]} {code[3:]}"},
        at=at,
        channels=[Channel.SMS],
    )

"""Machines of the office: made with a short code, enrolled where somebody types it, revoked when they are gone."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from apps.accounts.domain.actor import Actor, ActorKind
from apps.accounts.models import Device
from apps.core.addresses import lookup_factor, read_lookup_factor, token, token_digest

CODE_LASTS = timedelta(minutes=10)
SEEN_EVERY = timedelta(minutes=5)


class CodeRefused(Exception):
    """No machine waits for this code: mistyped, used before, too old, or its machine was revoked."""


def make_device(*, agency_id: int, name: str, place: str, by: Actor, at: datetime) -> Device:
    """A machine that is not enrolled yet."""
    return Device.objects.create(agency_id=agency_id, name=name, place=place, made_by=by.key, made_at=at)


@transaction.atomic
def new_code(*, device_id: int, agency_id: int, at: datetime) -> str:
    """Eight characters that enrol this machine once, within ten minutes; an earlier code of it holds no more.

    Raises Device.DoesNotExist for what is revoked or another office's.
    """
    device = Device.objects.select_for_update().get(pk=device_id, agency_id=agency_id, revoked_at__isnull=True)
    code = lookup_factor()
    device.code_digest, device.code_expires_at = token_digest(code), at + CODE_LASTS
    device.save(update_fields=["code_digest", "code_expires_at"])
    return code


@transaction.atomic
def enrol(*, typed: str, at: datetime) -> tuple[Device, str]:
    """The machine that waited for this code, and the secret it keeps from now on. Raises CodeRefused.

    A machine that was enrolled before gets a new secret: whatever kept the old one is no machine of ours any more.
    """
    waiting = Device.objects.select_for_update().filter(
        code_digest=token_digest(read_lookup_factor(typed)), code_expires_at__gt=at, revoked_at__isnull=True
    )
    device = waiting.first()
    if device is None:
        raise CodeRefused
    secret = token()
    device.code_digest, device.code_expires_at = "", None
    device.secret_digest, device.enrolled_at, device.seen_at = token_digest(secret), at, at
    device.save()
    return device, secret


def recognise(*, device_id: int, secret: str, at: datetime) -> Device | None:
    """The enrolled machine with this secret, None for everybody else; that it was seen is noted now and then."""
    device = Device.objects.filter(
        pk=device_id, secret_digest=token_digest(secret), enrolled_at__isnull=False, revoked_at__isnull=True
    ).first()
    if device and (device.seen_at is None or at - device.seen_at >= SEEN_EVERY):
        Device.objects.filter(pk=device.pk).update(seen_at=at)
    return device


def revoke(*, device_id: int, agency_id: int, by: Actor, at: datetime) -> None:
    """From now on this machine is nobody; twice is once."""
    Device.objects.filter(pk=device_id, agency_id=agency_id, revoked_at__isnull=True).update(
        revoked_at=at, revoked_by=by.key, code_digest="", code_expires_at=None
    )


def actor_of(device: Device) -> Actor:
    """The machine as one who acts."""
    return Actor(kind=ActorKind.DEVICE, id=device.pk, name=device.name, agency_id=device.agency_id)

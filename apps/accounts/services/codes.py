"""Codes that prove a phone: issued, and checked once.

They are sent by `messaging.services.send_code`, which calls `issue`.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from hmac import compare_digest

from django.db import transaction
from django.db.models import F

from apps.accounts.domain.codes import DIGITS, LASTS, MAX_TRIES, read_code
from apps.accounts.models import OneTimeCode
from apps.accounts.selectors import phone_index
from apps.core.encryption import blind_index
from apps.core.limits import Limit, count

# An SMS costs the office money and its owner's peace; a whole office or a helper's table may sit behind one address.
PER_PHONE_SOON = Limit("code-phone-soon", 3, 10 * 60)
PER_PHONE = Limit("code-phone", 10, 24 * 60 * 60)
PER_ADDRESS = Limit("code-address", 60, 60 * 60)


def issue(*, purpose: str, about: str, phone: str, address: str, at: datetime) -> str:
    """Six digits that prove this phone for this purpose and thing; those issued before for the same hold no more.

    `address` is where the asker comes from. Raises limits.TooMany.
    """
    index = phone_index(phone)
    count(limits=[(PER_PHONE_SOON, index), (PER_PHONE, index), (PER_ADDRESS, address)], at=at)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    OneTimeCode.objects.update_or_create(
        purpose=purpose,
        about=about,
        phone_index=index,
        defaults={
            "digest": _digest(purpose=purpose, about=about, index=index, code=code),
            "tries": 0,
            "issued_at": at,
            "expires_at": at + LASTS,
            "used_at": None,
        },
    )
    return code


@transaction.atomic(durable=True)
def check(*, purpose: str, about: str, phone: str, typed: str, at: datetime) -> bool:
    """Whether this is the code that was sent, asked at most five times; a right one is burned by being asked.

    Never inside another transaction: a wrong guess must count even when the act around it is rolled back.
    """
    index = phone_index(phone)
    open_codes = OneTimeCode.objects.select_for_update().filter(
        purpose=purpose, about=about, phone_index=index, used_at__isnull=True, expires_at__gt=at, tries__lt=MAX_TRIES
    )
    known, code = open_codes.first(), read_code(typed)
    if known is None or not code:
        return False
    if not compare_digest(known.digest, _digest(purpose=purpose, about=about, index=index, code=code)):
        OneTimeCode.objects.filter(pk=known.pk).update(tries=F("tries") + 1)
        return False
    OneTimeCode.objects.filter(pk=known.pk).update(used_at=at)
    return True


def _digest(*, purpose: str, about: str, index: str, code: str) -> str:
    return blind_index(value="\x00".join((purpose, about, index, code)), purpose="one_time_code")

"""Log-ins that are open: written down, seen, ended from here or from another machine."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction

from apps.accounts.models import OneTimeCode, OpenSession, Silence, User

# A machine that did not answer is left alone for so long.
SILENCE = timedelta(minutes=1)
# An expired code is of no use to anybody; a day is for whoever asks what happened.
CODES_LAST = timedelta(days=1)


def opened(
    *, user: User, session_key: str, way: OpenSession.Way, machine: str, is_shared: bool, at: datetime
) -> OpenSession:
    """A log-in, as its owner will find it in the list."""
    return OpenSession.objects.create(
        user=user, session_key=session_key, way=way, machine=machine[:60], is_shared=is_shared, opened_at=at, seen_at=at
    )


def seen(*, session_key: str, at: datetime) -> None:
    """Somebody is still there."""
    OpenSession.objects.filter(session_key=session_key).update(seen_at=at)


def closed(*, session_key: str) -> None:
    """Its owner logged out."""
    OpenSession.objects.filter(session_key=session_key).delete()


@transaction.atomic
def close_elsewhere(*, user: User, session_id: int) -> bool:
    """Log out that other machine; False when it is logged out already, or somebody else's."""
    row = OpenSession.objects.select_for_update().filter(user=user, pk=session_id).first()
    if row is None:
        return False
    Session.objects.filter(session_key=row.session_key).delete()
    row.delete()
    return True


def fell_silent(*, name: str, at: datetime) -> None:
    """A machine beyond ours did not answer: nobody need find that out anew for a minute."""
    Silence.objects.update_or_create(name=name, defaults={"until": at + SILENCE})


def forget(*, at: datetime) -> int:
    """Delete sessions and codes that have ended; how many rows."""
    gone = Session.objects.filter(expire_date__lt=at).delete()[0]
    alive = Session.objects.values("session_key")
    gone += OpenSession.objects.exclude(session_key__in=alive).delete()[0]
    return gone + OneTimeCode.objects.filter(expires_at__lt=at - CODES_LAST).delete()[0]

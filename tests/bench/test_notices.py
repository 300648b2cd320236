"""Whoever claims one by one does the same as our rounds, only slower."""

from __future__ import annotations

import pytest

from apps.messaging.models import Delivery, OutboxMessage
from bench import notices
from tests.messaging.conftest import make_agency

pytestmark = pytest.mark.django_db


def test_both_leave_the_same_rows_and_show_each_key_once() -> None:
    make_agency()
    left = {}
    for name, send in (("ours", notices.ours), ("rival", notices.rival)):
        gateway = notices.Recorder()
        notices.write(count=45, about=name)
        assert send(gateway=gateway) == 45
        assert set(gateway.keys.values()) == {1}
        rows = OutboxMessage.objects.filter(about__startswith=name)
        left[name] = (
            sorted(rows.values_list("state", "tries", "sent_at", "next_try_at", "last_error").distinct()),
            Delivery.objects.filter(message__in=rows).count(),
        )
        assert {str(key) for key in rows.values_list("key", flat=True)} == set(gateway.keys)

    assert left["ours"] == left["rival"] == ([("sent", 1, notices.AT, None, "")], 45)

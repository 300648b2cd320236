"""The demonstration: believable, lawful, repeatable, and only where it was asked for."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings

from apps.core.encryption import unseal
from apps.desk.models import PostalItem
from apps.dossiers import selectors
from apps.dossiers.models import Dossier, DossierEvent
from apps.dossiers.services.hamlets import name_hamlets
from apps.messaging.models import OutboxMessage
from apps.officials.models import Agency
from apps.portal.services import demo
from apps.reports.services import rollups
from apps.surveys.models import Response

pytestmark = pytest.mark.django_db
UNTIL = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def fill(*, dossiers: int = 150, seed: int = 7, add: bool = False, processes: int = 1, **more: Any) -> demo.Made:
    return demo.fill(dossiers=dossiers, seed=seed, until=UNTIL, add=add, processes=processes, **more)


def test_every_history_obeys_the_laws_of_the_write_path() -> None:
    fill()

    for dossier in Dossier.objects.all():
        assert selectors.folded(dossier=dossier) == dossier.state()
        assert selectors.verify_chain(dossier=dossier) == dossier.chain_head


def test_a_demonstration_looks_like_an_office_and_not_like_an_advertisement() -> None:
    made = fill(dossiers=400, seed=11)

    statuses = set(Dossier.objects.values_list("status", flat=True))
    timeliness = set(Dossier.objects.exclude(timeliness=None).values_list("timeliness", flat=True))
    overdue = Dossier.objects.filter(late_after__lt=UNTIL, received_at__isnull=False, finished_at__isnull=True)
    assert made.dossiers == 400
    assert {
        "submitted",
        "processing",
        "returned",
        "withdrawn",
        "refused",
        "result_ready",
    } <= statuses  # received lasts minutes
    assert timeliness == {"early", "on_time", "late"}
    assert overdue.exists()
    assert {"very_satisfied", "satisfied", "not_satisfied"} == set(
        Response.objects.values_list("satisfaction", flat=True)
    )
    assert {"prepared", "on_the_way", "delivered", "came_back"} <= set(
        PostalItem.objects.values_list("state", flat=True)
    )
    told = set(OutboxMessage.objects.values_list("kind", flat=True))  # of the last hours, by post; nothing older
    assert told <= {"result_posted", "result_came_back", "returned"}
    assert rollups.differences() == []
    received = Dossier.objects.filter(received_at__isnull=False)
    assert 0.7 < received.filter(hamlet__isnull=False).count() / received.count() < 1
    assert not Dossier.objects.filter(received_at__isnull=True, hamlet__isnull=False).exists()
    assert name_hamlets(agency_id=Agency.objects.get().pk) == 0


def test_book_numbers_have_no_gap_and_follow_reception() -> None:
    fill()

    received = Dossier.objects.filter(received_at__isnull=False).order_by("received_at", "pk")

    numbers = list(received.values_list("book_number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_same_seed_and_day_give_the_same_data() -> None:
    first, second = (_look_at_once_filled(seed=7, processes=processes) for processes in (1, 2))
    other = _look_at_once_filled(seed=8, processes=1)

    assert first == second
    assert first != other


class BrokenOff(Exception):
    """The machine went down."""


def test_what_was_broken_off_goes_on_to_the_same_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "PART", 20)
    whole = _look_at_once_filled(seed=7, processes=1)
    told: list[int] = []

    def break_off(done: int) -> None:
        told.append(done)
        if len(told) == 2:
            raise BrokenOff

    with pytest.raises(BrokenOff):
        fill(dossiers=60, say=break_off)
    assert Dossier.objects.count() == 40
    with pytest.raises(demo.AlreadyFilled):
        fill(dossiers=30, resume=True)
    fill(dossiers=60, resume=True, say=told.append)

    assert told == [20, 40, 60]
    assert _look() == whole
    assert rollups.differences() == []
    numbers = Dossier.objects.filter(received_at__isnull=False).order_by("book_number").values_list("book_number")
    assert [number for (number,) in numbers] == list(range(1, len(numbers) + 1))


def _look_at_once_filled(*, seed: int, processes: int) -> list[object]:
    with transaction.atomic():
        fill(dossiers=60, seed=seed, processes=processes)
        seen = _look()
        transaction.set_rollback(True)
    return seen


def _look() -> list[object]:
    return [
        *DossierEvent.objects.order_by("pk").values_list("action", "at", "changes__code", "actor_kind", "facts__way"),
        *Dossier.objects.order_by("pk").values_list("applicant_name", "temporary_ref", "status", "due_at"),
        *Response.objects.order_by("pk").values_list("pk", "satisfaction", "day"),
    ]


def test_a_filled_database_is_left_alone_unless_more_is_wanted() -> None:
    fill(dossiers=30)

    with pytest.raises(demo.AlreadyFilled):
        fill(dossiers=30)
    fill(dossiers=30, seed=8, add=True)

    assert Dossier.objects.count() == 60
    assert rollups.differences() == []


def test_without_demo_nothing_is_made() -> None:
    errors = StringIO()

    with override_settings(DEMO=False), pytest.raises(SystemExit) as exit_:
        call_command("demo_data", stderr=errors)

    assert exit_.value.code == 2
    assert "DEMO=1" in errors.getvalue()
    assert Dossier.objects.count() == 0


def test_command_says_what_it_made_and_writes_the_log_ins(tmp_path: Path) -> None:
    out = StringIO()

    with override_settings(DEMO=True, VAR_DIR=tmp_path):
        call_command("demo_data", dossiers=20, until="2026-11-20", stdout=out)

    assert json.loads(out.getvalue())["dossiers"] == 20
    assert "Người dân: 0900000001" in (tmp_path / "demo-logins.txt").read_text(encoding="utf-8")


def test_personal_ids_lie_sealed() -> None:
    fill(dossiers=20)

    with connection.cursor() as cursor:
        cursor.execute("SELECT applicant_personal_id FROM dossiers_dossier LIMIT 1")
        (sealed,) = cursor.fetchone()

    opened = unseal(sealed=bytes(sealed), purpose="dossiers.dossier.applicant_personal_id")
    assert len(opened) == 12
    assert opened.encode() not in bytes(sealed)

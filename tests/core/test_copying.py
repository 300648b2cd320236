"""Rows by COPY are read back as the model would have written them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection

from apps.accounts.models import Person
from apps.core.copying import copy_rows, reserve_ids
from tests import factories

AT = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
LEFT_OUT = {"id", "created_at", "name", "personal_id", "personal_id_index"}

pytestmark = pytest.mark.django_db


def test_copied_rows_are_read_as_they_were_given() -> None:
    model = factories.person()
    same = {f.attname: getattr(model, f.attname) for f in Person._meta.concrete_fields if f.attname not in LEFT_OUT}
    same["created_at"] = AT
    rows = [
        {**same, "name": "Lò Thị\tHạnh\\", "personal_id": "036198000123", "personal_id_index": "1"},
        {**same, "name": "Không số", "personal_id": None, "personal_id_index": None},
    ]

    with connection.cursor() as cursor:
        copy_rows(cursor=cursor, model=Person, rows=rows)

    written = Person.objects.exclude(pk=model.pk).order_by("pk")
    assert [{name: getattr(person, name) for name in rows[0]} for person in written] == rows


def test_no_rows_are_no_statement() -> None:
    with connection.cursor() as cursor:
        copy_rows(cursor=cursor, model=Person, rows=[])

    assert not Person.objects.exists()


def test_reserved_ids_are_ours_alone() -> None:
    before = factories.person().pk

    reserved = [*reserve_ids(model=Person, count=3), *reserve_ids(model=Person, count=2)]

    assert reserved == list(range(before + 1, before + 6))
    assert factories.person(phone="+84978000001").pk == before + 6

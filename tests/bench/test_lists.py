"""The rivals of the list page and of the drain give the same answer as what they are measured against."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from apps.dossiers.models import Dossier, Fact
from apps.officials.models import Agency, Official
from apps.reports.models import AgencyMonth, FieldMonth
from apps.reports.services import rollups
from bench import fill
from bench.rivals import bare_list, fact_by_fact
from tests.conftest import Clock

pytestmark = pytest.mark.django_db
CODE = re.compile(r"H99\.71-\d{6}-\d{9}")


def test_the_bare_list_shows_the_same_fifty(client: Client, clock: Clock) -> None:
    fill.fill(connection=connection, dossiers=2_000, open_every=25)
    client.force_login(Official.objects.get(position="Chủ tịch").user)
    span = "since=2026-11-01T00:00:00%2B07:00&until=2026-12-01T00:00:00%2B07:00"
    asked = RequestFactory().get(f"/dossiers/?agency={Agency.objects.get().pk}&{span}")

    bare = bare_list.dossiers(asked).content.decode()
    ours = client.get("/dieu-hanh/ho-so/?viec=nhan&thang=2026-11").content.decode()

    shown = list(dict.fromkeys(CODE.findall(bare)))
    assert len(shown) == 50
    assert list(dict.fromkeys(CODE.findall(ours))) == shown


def test_folding_fact_by_fact_gives_the_same_sums() -> None:
    fill.fill(connection=connection, dossiers=300, facts=True, open_every=7)
    facts = Fact.objects.count()

    folded = fact_by_fact.drain(limit=400) + rollups.drain(limit=10_000)

    assert (folded, Fact.objects.count()) == (facts, 0)
    assert rollups.differences() == []
    assert sum(AgencyMonth.objects.values_list("received", flat=True)) == 300
    assert FieldMonth.objects.filter(late__gt=0).exists()


def test_a_database_with_dossiers_is_never_filled() -> None:
    fill.fill(connection=connection, dossiers=1)

    with pytest.raises(fill.NotEmpty):
        fill.fill(connection=connection, dossiers=1)

    assert Dossier.objects.count() == 1

"""Targets of the year: usual ones until an office sets its own, changed by new rows only."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from apps.officials.selectors import actor_of
from apps.reports.domain.aims import Aim, Light
from apps.reports.models import Target
from apps.reports.selectors.targets import TargetRow, targets
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.reports import months
from tests.reports.months import NOW

pytestmark = pytest.mark.django_db
SETTING = "/dieu-hanh/chi-tieu/2026/tre-han/"
SAID = {"seen": "0", "value": "3", "basis": "Kế hoạch 12/KH-UBND ngày 05/01/2026"}


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture(autouse=True)
def _now(clock: Clock) -> None:
    clock.at = NOW


def shown(office: Office) -> dict[Aim, TargetRow]:
    actor = actor_of(official=office.leader, at=NOW)
    return {row.aim: row for row in targets(year=2026, actor=actor, agency=office.agency, at=NOW)}


def test_figures_are_those_of_the_year_and_each_has_its_light(office: Office) -> None:
    before = shown(office)
    months.live(office=office)

    after = shown(office)

    assert {row.light for aim, row in before.items() if aim is not Aim.LATE} == {Light.NONE}
    assert (before[Aim.LATE].figure, before[Aim.LATE].light) == ("0", Light.GREEN)
    assert {aim: (row.figure, row.fraction, row.target, row.light) for aim, row in after.items()} == {
        Aim.ONLINE: ("100,00%", "10 / 10", "65%", Light.GREEN),
        Aim.SATISFIED: ("", "", "90%", Light.NONE),
        Aim.SYNCHRONISED: ("", "", "100%", Light.NONE),
        Aim.LATE: ("3", "", "0 hồ sơ", Light.RED),  # two finished late, one overdue now
        Aim.DIGITISED: ("0,00%", "0 / 4", "", Light.NONE),
        Aim.SIGNED: ("", "", "", Light.NONE),
    }


def test_target_is_set_once_and_changed_by_a_new_row(office: Office, client: Client) -> None:
    months.live(office=office)
    client.force_login(office.leader.user)

    assert [client.post(SETTING, SAID).status_code for _ in range(2)] == [302, 302]
    row = shown(office)[Aim.LATE]
    assert (row.target, row.basis, row.light, row.version) == ("3 hồ sơ", SAID["basis"], Light.GREEN, 1)
    assert client.post(SETTING, SAID | {"value": "2"}).status_code == 422
    assert client.post(SETTING, SAID | {"value": "2", "seen": "1"}).status_code == 302

    client.post(SETTING, SAID | {"value": "2", "seen": "30000"})  # no page has shown so many
    kept = Target.objects.order_by("version").values_list("version", "value")
    assert list(kept) == [(1, Decimal(3)), (2, Decimal(2)), (3, Decimal(2))]
    assert shown(office)[Aim.LATE].light is Light.RED
    assert "Chưa đạt" in client.get("/dieu-hanh/chi-tieu/").content.decode()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE reports_target SET value = 100")


def test_what_is_no_target_gets_a_sentence(office: Office, client: Client) -> None:
    client.force_login(office.leader.user)

    for value in ("", "-1", "2,5", "nhiều", "1" * 9, "٣"):
        assert client.post(SETTING, SAID | {"value": value}).status_code == 422
    for value in ("101", "92,555", "1e1", "%"):
        assert client.post("/dieu-hanh/chi-tieu/2026/so-hoa/", SAID | {"value": value}).status_code == 422
    assert client.post("/dieu-hanh/chi-tieu/2026/so-hoa/", SAID | {"value": "92,5%"}).status_code == 302
    assert shown(office)[Aim.DIGITISED].target == "92,5%"
    for address in ("/dieu-hanh/chi-tieu/2024/so-hoa/", "/dieu-hanh/chi-tieu/2026/gi-do/"):
        assert client.get(address).status_code == 404
    assert "/dieu-hanh/chi-tieu/2026/so-hoa/" in client.get("/dieu-hanh/chi-tieu/").content.decode()
    assert "/dieu-hanh/chi-tieu/2025/" not in client.get("/dieu-hanh/chi-tieu/?nam=2025").content.decode()
    for year in ("2030", "020261", "xưa"):
        assert client.get(f"/dieu-hanh/chi-tieu/?nam={year}").status_code == 302

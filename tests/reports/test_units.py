"""Agencies side by side: the total is the sum of the rows, and only one's own figures lead to dossiers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.officials.models import Agency
from apps.reports.domain.figures import Sums
from apps.reports.domain.units import Order, place
from apps.reports.models import AgencyMonth
from apps.reports.selectors.units import UnitLine
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.reports import months
from tests.reports.test_rooms import counted_again

pytestmark = pytest.mark.django_db
PAGE = "/dieu-hanh/don-vi/"
OWN, COC, DAO, AM = "Xã Suối Mây", "Xã Cọc", "Xã Đào", "Xã Ấm"


@pytest.fixture
def province(client: Client, clock: Clock) -> Office:
    """A province with three communes below it; only its own and those of «Đào» have dossiers."""
    clock.at = months.NOW
    found = factories.office(code="H99")
    below(found, code="H99.70", name="Cọc")
    below(found, code="H99.72", name="Ấm")
    dao = factories.office(code="H99.71", name="Đào", is_ours=False)
    Agency.objects.filter(pk=dao.agency.pk).update(parent=found.agency)
    months.live(office=found)
    months.live(office=dao)
    client.force_login(found.leader.user)
    return found


def below(office: Office, *, code: str, name: str) -> Agency:
    made = factories.agency(code=code, name=name, is_ours=False, with_calendar=False)
    made.parent = office.agency
    made.save()
    return made


def numbers(line: UnitLine, *, before: bool = False) -> dict[str, int]:
    cells = {name: cell.before if before else cell.now for name, cell in line.cells.items()}
    return {name: figure.value for name, figure in cells.items() if figure}


def names(client: Client, asked: str) -> list[str]:
    return [line.words for line in client.get(f"{PAGE}?{asked}").context["found"].lines]


def test_the_total_is_the_sum_of_the_rows_and_ones_own_figures_lead_to_dossiers(
    client: Client, province: Office
) -> None:
    factories.office(code="H98", name="Nơi Khác", is_ours=False)

    page = client.get(PAGE)

    assert {"reports/units.html", "reports/unit_row.html", "reports/unit_cell.html"} <= {
        template.name for template in page.templates
    }
    found = page.context["found"]
    lines = {line.words: line for line in found.lines}
    assert list(lines) == [AM, COC, DAO, OWN]
    lived = {"received": 9, "done": 4, "early": 1, "on_time": 1, "late": 2, "open": 5, "overdue": 1}
    assert numbers(lines[OWN]) == numbers(lines[DAO]) == lived
    assert numbers(lines[DAO], before=True) == {"received": 1, "done": 0, "early": 0, "on_time": 0, "late": 0}
    for before in (False, True):
        rows = [numbers(line, before=before) for line in found.lines]
        assert numbers(found.total, before=before) == {name: sum(row[name] for row in rows) for name in rows[0]}
    assert found.total.rate is not None
    assert (found.total.rate.numerator, found.total.rate.denominator) == (4, 8)
    assert (lines[COC].rate, lines[DAO].rate_before) == (None, None)
    assert counted_again(client, {"own": lines[OWN]}) == 12
    others = [lines[name] for name in (AM, COC, DAO)] + [found.total]
    assert {
        figure.href for line in others for cell in line.cells.values() for figure in (cell.now, cell.before) if figure
    } == {""}
    text = page.content.decode()
    assert text.count("/dieu-hanh/ho-so/?") == 8  # nothing that is zero leads anywhere
    assert "số của họ không dẫn tới hồ sơ" in text
    assert f'href="{PAGE}?thang=2026-11" aria-current="page"' in text
    assert f'href="{PAGE}?thang=2026-11"' in client.get("/dieu-hanh/").content.decode()


def test_agencies_are_sorted_by_the_address_and_months_keep_the_order(client: Client, province: Office) -> None:
    coc, am = Agency.objects.get(code="H99.70"), Agency.objects.get(code="H99.72")
    AgencyMonth.objects.create(agency=coc, month="2026-11-01", received=20, early=9, late=1)
    AgencyMonth.objects.create(agency=am, month="2026-10-01", received=7, on_time=7)

    assert names(client, "xep=ten") == [AM, COC, DAO, OWN]
    assert names(client, "xep=ty-le") == [DAO, OWN, COC, AM]
    assert names(client, "xep=tre") == [DAO, OWN, COC, AM]
    assert names(client, "xep=nhan") == [COC, DAO, OWN, AM]
    assert names(client, "xep=nhan&thang=2026-10") == [AM, DAO, OWN, COC]
    october = client.get(f"{PAGE}?xep=nhan&thang=2026-10")
    assert numbers(october.context["found"].total)["received"] == 9
    assert f"{PAGE}?thang=2026-11&amp;xep=nhan" in october.content.decode()
    assert f"{PAGE}?thang=2026-10&amp;xep=ty-le" in october.content.decode()
    for asked in ("xep=gi-do", "xep=", "thang=abc", "thang=2027-01"):
        assert client.get(f"{PAGE}?{asked}").headers["Location"] == PAGE


def test_one_below_whom_nobody_is_has_no_such_room(client: Client, province: Office) -> None:
    neighbour = factories.office(code="H98.71", name="Bản Cọ", is_ours=False)
    client.force_login(neighbour.leader.user)

    assert client.get(PAGE).status_code == 404
    for address in ("/dieu-hanh/", "/dieu-hanh/theo-thu-tuc/"):
        assert PAGE not in client.get(address).content.decode()


def test_five_agencies_take_as_many_questions_as_two(client: Client, province: Office) -> None:
    client.get(PAGE)
    asked = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        asked.append(len(queries))
        if not number:
            for code, name in (("H99.81", "Thượng"), ("H99.82", "Hạ")):
                below(province, code=code, name=name)

    assert asked[0] == asked[1] <= 20


def test_without_a_share_an_agency_stands_last() -> None:
    some = Sums(received=3, early=1, late=1)

    assert place(order=Order.RATE, sums=some) < place(order=Order.RATE, sums=replace(some, early=2))
    assert place(order=Order.RATE, sums=replace(some, early=2)) < place(order=Order.RATE, sums=Sums(received=9))

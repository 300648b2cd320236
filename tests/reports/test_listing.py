"""The dossiers behind a figure: page by page, for who may see them, at a price that does not grow."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.officials.domain.duties import Duty
from apps.officials.models import Agency
from apps.reports.domain.sights import OF_A_MONTH, Sight
from apps.reports.selectors import listing
from bench import fill
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.reports import months
from tests.reports.months import NOW

pytestmark = pytest.mark.django_db
QUERIES = 9
LIST = "/dieu-hanh/ho-so/?viec=nhan&thang=2026-11"


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def leader(client: Client, office: Office, clock: Clock) -> Client:
    """The chairman's browser, on Monday afternoon."""
    clock.at = NOW
    client.force_login(office.leader.user)
    return client


def rows(answer: Any) -> list[Any]:
    return list(answer.context["page"].rows)


def test_a_list_goes_on_page_by_page_and_back_without_losing_or_repeating_a_row(
    leader: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "SIZE", 4)
    months.live(office=office)

    first = leader.get(LIST)
    second = leader.get(first.context["older"])
    third = leader.get(second.context["older"])
    back = leader.get(third.context["newer"])

    references = [row.reference for page in (first, second, third) for row in rows(page)]
    assert [len(rows(page)) for page in (first, second, third)] == [4, 4, 1]
    assert len(set(references)) == 9
    assert rows(back) == rows(second)
    assert (first.context["newer"], third.context["older"]) == ("", "")


def test_a_row_says_what_was_counted_and_leads_to_its_dossier(leader: Client, office: Office) -> None:
    months.live(office=office)

    _of_october, late = rows(leader.get("/dieu-hanh/ho-so/?viec=tre-han&thang=2026-11"))

    assert (late.received, late.promised, late.finished) == ("03/11/2026", "06/11/2026", "09/11/2026")
    assert late.clock and (late.clock.kind, late.clock.words) == ("waslate", "Xong trễ hạn 1 ngày")
    assert late.href == f"/quay/ho-so/{late.reference}/"
    assert (late.status_label, late.place) == ("Đã có kết quả", f"Hộ tịch · Qua mạng · ở bàn {office.clerk.name}")


def test_a_field_and_a_channel_narrow_the_list(leader: Client, office: Office) -> None:
    months.live(office=office)

    assert len(rows(leader.get(f"{LIST}&linh-vuc=ho-tich&kenh=online"))) == 9
    assert len(rows(leader.get(f"{LIST}&kenh=in_person"))) == 0
    assert len(rows(leader.get(f"{LIST}&linh-vuc=dat-dai"))) == 0
    assert "Hộ tịch" in leader.get(f"{LIST}&linh-vuc=ho-tich").content.decode()


def test_the_neighbours_dossiers_do_not_exist_here(leader: Client, office: Office) -> None:
    months.live(office=months.other_office())

    answer = leader.get(LIST)

    assert (answer.status_code, rows(answer)) == (200, [])
    assert "Không có hồ sơ nào" in answer.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "?viec=khong-co",
        "?viec=nhan",
        "?viec=nhan&thang=2026-13",
        "?viec=dang-giu&thang=2026-11",
        "?viec=dang-giu&kenh=buu-cau",
        "?viec=dang-giu&linh-vuc=%00",
        "?viec=dang-giu&thu-tuc=%00",
    ],
)
def test_a_list_that_does_not_exist_is_not_found(leader: Client, asked: str) -> None:
    assert leader.get(f"/dieu-hanh/ho-so/{asked}").status_code == 404


@pytest.mark.parametrize("mark", ["sau=abc", "sau=1-2-3", "truoc=99999999999999999999-1", "sau=%00", "sau=--"])
def test_a_broken_mark_shows_the_first_page(leader: Client, office: Office, mark: str) -> None:
    months.live(office=office)

    assert len(rows(leader.get(f"{LIST}&{mark}"))) == 9


@pytest.mark.parametrize("sight", Sight)
def test_every_list_opens(leader: Client, office: Office, sight: Sight) -> None:
    months.live(office=office)
    month = "&thang=2026-11" if sight in OF_A_MONTH else ""

    answer = leader.get(f"/dieu-hanh/ho-so/?viec={sight.value}{month}")

    assert answer.status_code == 200
    assert answer.context["page"].total == len(rows(answer))


def test_years_beyond_the_calendar_are_listed_all_the_same(leader: Client, office: Office, clock: Clock) -> None:
    months.live(office=office)
    clock.at = NOW.replace(year=2033)
    leader.force_login(office.leader.user)

    answer = leader.get(LIST)

    said = [row.clock.words if row.clock else "" for row in rows(answer) if row.finished]
    assert sorted(said) == ["", "Xong trước hạn", "Xong trễ hạn", "Xong đúng hạn"]


def test_a_full_page_asks_as_much_as_one_row(client: Client, clock: Clock) -> None:
    clock.at = NOW
    fill.fill(connection=connection, dossiers=1)
    leader = factories.official(
        agency=Agency.objects.get(), name="Lương Văn Bình", position="Chủ tịch", duties=(Duty.LEADER,)
    )
    client.force_login(leader.user)
    client.get(LIST)  # builds the calendar once

    with CaptureQueriesContext(connection) as one:
        short = client.get(LIST)
    fill.more(connection=connection, first=1_000, dossiers=1_400)
    with CaptureQueriesContext(connection) as fifty:
        full = client.get(LIST)

    assert (len(one), len(rows(short))) == (QUERIES, 1)
    assert (len(fifty), len(rows(full))) == (QUERIES, listing.SIZE)

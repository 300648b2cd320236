"""The staff crest: the rooms an official's duties open, what waits in each, and what that costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from apps.dossiers.domain.status import Status
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from apps.portal.selectors import ways
from tests import factories
from tests.walking import MONDAY, walk_to

NOW = MONDAY + timedelta(days=1)


@pytest.fixture
def office(db: None) -> factories.Office:
    return factories.office()


def rooms_of(official: Official, *, path: str = "/") -> dict[str, int | None]:
    return {str(way.words): way.count for way in ways.rooms(actor=actor_of(official=official, at=NOW), path=path)}


def test_duties_open_rooms_and_nothing_else_does(office: factories.Office) -> None:
    assert list(rooms_of(office.clerk)) == ["Quầy", "Giúp nộp", "Thu phí"]
    assert list(rooms_of(office.officer)) == ["Xử lý"]
    assert list(rooms_of(office.leader))[:1] == ["Ký"]
    assert "Quầy" not in rooms_of(office.administrator)


def test_each_room_says_what_waits_for_this_official(office: factories.Office) -> None:
    offering = factories.offering(agency=office.agency)
    for status in (Status.SUBMITTED, Status.SUBMITTED, Status.PROCESSING, Status.AWAITING_SIGNATURE):
        walk_to(status=status, office=office, offering=offering)

    assert rooms_of(office.clerk)["Quầy"] == 2
    assert rooms_of(office.officer)["Xử lý"] == 1
    assert rooms_of(office.second_officer)["Xử lý"] == 0
    assert rooms_of(office.leader)["Ký"] == 1


@pytest.mark.parametrize("dossiers", [1, 3])
def test_crest_of_a_staff_page_costs_one_query(office: factories.Office, rf: RequestFactory, dossiers: int) -> None:
    offering = factories.offering(agency=office.agency)
    for _ in range(dossiers):
        walk_to(status=Status.PROCESSING, office=office, offering=offering)
    request = rf.get("/xu-ly/")
    request.user = office.officer.user
    request.official = Official.objects.select_related("agency").get(pk=office.officer.pk)  # type: ignore[attr-defined]
    request.actor = actor_of(official=office.officer, at=NOW)  # type: ignore[attr-defined]

    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = render_to_string("base_staff.html", request=request)

    assert len(queries) == 1
    assert f'<span class="count">{dossiers}' in page


def test_room_where_the_reader_stands_is_marked(office: factories.Office, rf: RequestFactory) -> None:
    request = rf.get("/xu-ly/?loc=moi")
    request.user = office.officer.user

    page = render_to_string("base_staff.html", request=request)

    assert page.count('aria-current="page"') == 1
    assert "Hoàng Thị Nết" in page

"""The counter: three lists, and finding any dossier."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from apps.desk.selectors.keyset import cut
from apps.dossiers.domain.status import Status
from apps.dossiers.services import filing
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.factories import Office
from tests.walking import MONDAY, explain_all, walk, walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.mark.parametrize(
    ("status", "queue"),
    [(Status.SUBMITTED, "cho-nhan"), (Status.RESULT_READY, "cho-tra"), (Status.AWAITING_SUPPLEMENT, "cho-bo-sung")],
)
def test_list_shows_what_waits_there(status: Status, queue: str, office: Office, clock: Clock) -> None:
    walk_to(status=status, office=office, person=factories.person(name="Lò Thị Mai"))
    walk_to(status=Status.RETURNED, office=office, person=factories.person(name="Hà Văn Thượng"))

    page = words(Seat(office.clerk).get("counter", xem=queue))

    assert "Lò Thị Mai" in page
    assert "Hà Văn Thượng" not in page


def test_intake_counts_eight_working_hours_down(office: Office, clock: Clock) -> None:
    walk_to(status=Status.SUBMITTED, office=office, at=MONDAY)
    clock.at = MONDAY + timedelta(hours=8)  # 16:00, handed in at 8:10: until 8:10 tomorrow

    assert "Còn 2 giờ làm việc để nhận" in words(Seat(office.clerk).get("counter"))


def test_intake_whose_hours_are_used_up_is_late(office: Office, clock: Clock) -> None:
    walk_to(status=Status.SUBMITTED, office=office, at=MONDAY)
    clock.at = MONDAY + timedelta(days=1, hours=2)

    assert "Quá giờ tiếp nhận" in words(Seat(office.clerk).get("counter"))


def test_lists_of_another_office_stay_there(office: Office, clock: Clock) -> None:
    theirs = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    walk_to(status=Status.SUBMITTED, office=theirs, person=factories.person(name="Mùa A Lử"))

    assert "Mùa A Lử" in words(Seat(theirs.clerk).get("counter"))
    assert "Mùa A Lử" not in words(Seat(office.clerk).get("counter"))


def test_counter_costs_the_same_for_one_and_for_three(
    office: Office, clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seat, offering = Seat(office.clerk), factories.offering(agency=office.agency)
    for status in (Status.SUBMITTED, Status.RESULT_READY, Status.AWAITING_SUPPLEMENT):
        walk_to(status=status, office=office, offering=offering)
    seat.get("counter")

    with django_assert_num_queries(QUERIES):
        seat.get("counter")
    for status in (Status.SUBMITTED, Status.RESULT_READY, Status.AWAITING_SUPPLEMENT):
        walk_to(status=status, office=office, offering=offering)
        walk_to(status=status, office=office, offering=offering)
    with django_assert_num_queries(QUERIES):
        seat.get("counter")


QUERIES = 13


def test_long_list_is_read_page_by_page(office: Office, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    offering = factories.offering(agency=office.agency)
    names = ["Lò Thị Mai", "Lý A Páo", "Mùa Thị Dợ"]
    for minutes, name in enumerate(names):
        person = factories.person(name=name)
        walk_to(
            status=Status.SUBMITTED,
            office=office,
            offering=offering,
            person=person,
            at=MONDAY + timedelta(minutes=minutes),
        )
    monkeypatch.setattr("apps.desk.selectors.counter.cut", partial(cut, size=2))
    seat = Seat(office.clerk)

    first = seat.get("counter", xem="cho-nhan")
    second = seat.client.get(first.context["older"])
    back = seat.client.get(second.context["newer"])

    assert [name in words(first) for name in names] == [True, True, False]
    assert [name in words(second) for name in names] == [False, False, True]
    assert [name in words(back) for name in names] == [True, True, False]


@pytest.mark.parametrize("mark", ["x", "1-", "-", "99999999999999999999-1", "1-2-3"])
def test_broken_page_mark_shows_the_first_page(mark: str, office: Office, clock: Clock) -> None:
    walk_to(status=Status.SUBMITTED, office=office, person=factories.person(name="Lò Thị Mai"))

    page = Seat(office.clerk).get("counter", xem="cho-nhan", sau=mark)

    assert page.status_code == 200
    assert "Lò Thị Mai" in words(page)


@pytest.mark.parametrize(
    "typed",
    [
        "lo thi mai",
        "LÒ THỊ",
        "mai",
        "Mai Lò",
        "thi ma",
        "0978 555 666",
        "+84978555666",
        "036198777888",
        "036.198.777.888",
    ],
)
def test_search_finds_a_dossier_by_what_people_know(typed: str, office: Office, clock: Clock) -> None:
    mai = factories.person(name="Lò Thị Mai", phone="+84978555666", personal_id="036198777888")
    dossier = walk_to(status=Status.PROCESSING, office=office, person=mai)
    walk_to(
        status=Status.PROCESSING, office=office, person=factories.person(name="Hà Văn Thượng", phone="+84912000111")
    )

    page = words(Seat(office.officer).post("search", tim=typed))

    assert dossier.reference in page
    assert "Hà Văn Thượng" not in page


@pytest.mark.parametrize("scan", ["{code}", "https://motcua.example.vn/tra-cuu/{code}", " {code} "])
def test_scanned_code_leads_straight_to_the_dossier(scan: str, office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)

    answer = Seat(office.clerk).post("search", tim=scan.format(code=dossier.code))

    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("desk:dossier", args=[dossier.code])


@pytest.mark.parametrize(
    "typed", ["khong ai ten the", "999", "'; drop table", "<script>alert(1)</script>", "%", "\x00"]
)
def test_search_says_calmly_that_nothing_was_found(typed: str, office: Office, clock: Clock) -> None:
    walk_to(status=Status.PROCESSING, office=office)

    answer = Seat(office.clerk).post("search", tim=typed)

    assert answer.status_code == 200
    assert "Không thấy hồ sơ nào" in words(answer)
    assert b"<script>alert(1)" not in answer.content


def test_search_does_not_reach_into_another_office(office: Office, clock: Clock) -> None:
    theirs = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    person = factories.person(name="Mùa A Lử", personal_id="036198111222")
    dossier = walk_to(status=Status.PROCESSING, office=theirs, person=person)

    for typed in (dossier.code, "mua a lu", "036198111222", person.phone):
        assert dossier.reference in words(Seat(theirs.clerk).client.post("/quay/tim/", {"tim": typed}, follow=True))
        assert "Không thấy hồ sơ nào" in words(Seat(office.clerk).post("search", tim=typed))


def test_answer_of_the_citizen_is_seen_in_the_list_of_those_who_wait(office: Office, clock: Clock) -> None:
    walked = walk(status=Status.AWAITING_SUPPLEMENT, office=office)
    clock.at = MONDAY.replace(hour=14)
    before = words(Seat(office.clerk).get("counter"))

    explain_all(walked)
    filing.answer_supplement(dossier_id=walked.dossier.pk, by=walked.citizen(), at=walked.at, note="Tôi gửi bản sao")

    assert "người dân đã gửi bổ sung" not in before
    assert "người dân đã gửi bổ sung" in words(Seat(office.clerk).get("counter"))
    assert "Tôi gửi bản sao" in words(Seat(office.clerk).get("dossier", walked.dossier.code))

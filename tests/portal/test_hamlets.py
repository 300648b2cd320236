"""Each hamlet has somebody to ask; the office says who may file with people; leaders see what that came to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from apps.dossiers.domain.helping import Confirmation
from apps.dossiers.domain.status import Channel, Status
from apps.dossiers.models import Assistance, Dossier
from apps.officials.models import Hamlet, Helper
from apps.officials.services.helping import HamletFacts, keep_hamlet
from apps.reports.domain.periods import Month
from apps.reports.selectors.helping import help_figures
from tests import factories, walking
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.filers import offer, page

LAN = {"name": "thôn Nà Lạn", "guide_name": "Lò Văn Panh", "guide_phone": "0978 111 222", "meets_at": "Nhà văn hóa"}


@pytest.fixture
def admin(office: Office, clock: Clock) -> Client:
    client = Client()
    client.force_login(office.administrator.user)
    return client


@pytest.mark.django_db
def test_guide_of_her_hamlet_stands_where_she_begins(admin: Client, office: Office, mai: Client) -> None:
    code = offer(office).procedure.code
    admin.post("/quan-tri/thon/", LAN)

    hers, strangers = page(mai.get(f"/nop/{code}/")), page(Client().get(f"/thu-tuc/{code}/"))

    assert "Người hướng dẫn thôn Nà Lạn: <b>Lò Văn Panh</b>" in hers
    assert "Lò Văn Panh" in page(mai.get(f"/thu-tuc/{code}/"))
    assert "Lò Văn Panh" not in strangers
    assert "Xem người hướng dẫn của thôn bạn" in strangers
    assert "0978 111 222" in page(Client().get("/nguoi-huong-dan/"))


@pytest.mark.django_db
def test_two_hamlets_of_one_name_are_refused_and_what_was_typed_stays(admin: Client, office: Office) -> None:
    admin.post("/quan-tri/thon/", LAN)

    answer = admin.post("/quan-tri/thon/", LAN | {"name": "Thôn Nà Lạn", "guide_name": "Người Khác"})

    assert answer.status_code == 422
    assert "Đã có thôn mang tên này" in page(answer)
    assert "Người Khác" in page(answer)
    assert Hamlet.objects.count() == 1


@pytest.mark.django_db
def test_hamlet_that_was_merged_is_shown_no_more(admin: Client, office: Office) -> None:
    admin.post("/quan-tri/thon/", LAN)
    admin.post(f"/quan-tri/thon/{Hamlet.objects.get().pk}/thoi/")

    assert "Lò Văn Panh" not in page(Client().get("/nguoi-huong-dan/"))
    assert admin.get(f"/quan-tri/thon/{Hamlet.objects.get().pk}/").status_code == 404


@pytest.mark.django_db
def test_helper_is_registered_once_for_a_time_and_ended(admin: Client, office: Office, clock: Clock) -> None:
    said = {"name": "Giàng A Páo", "personal_id": "036 199 000 888", "phone": "", "from_date": "16/11/2026"}

    first, again = admin.post("/quan-tri/thon/nguoi-giup/", said), admin.post("/quan-tri/thon/nguoi-giup/", said)
    clock.at += timedelta(days=2)
    admin.force_login(office.administrator.user)
    admin.post(f"/quan-tri/thon/nguoi-giup/{Helper.objects.get().pk}/thoi/")

    assert (first.status_code, again.status_code) == (302, 422)
    assert "036199000888" not in page(admin.get("/quan-tri/thon/"))
    assert str(Helper.objects.get().to_date) == "2026-11-17"


def helped(office: Office, clock: Clock, **facts: object) -> Dossier:
    """A filing online that the desk received, helped by the clerk."""
    person = factories.person(name="Vàng A Pó")
    dossier = walking.walk(
        status=Status.RECEIVED, office=office, at=clock.at - timedelta(hours=1), person=person
    ).dossier
    Dossier.objects.filter(pk=dossier.pk).update(is_assisted=True, channel=Channel.ONLINE)
    Assistance.objects.create(
        **{
            "agency": office.agency,
            "dossier": dossier,
            "beneficiary": dossier.applicant,
            "official": office.clerk,
            "helper_name": "Vi Thị Hạnh",
            "started_at": clock.at,
            "confirmation": Confirmation.OWN_PHONE,
            "confirmed_at": clock.at,
            "content_digest": "0" * 32,
            "phone_index": "1" * 32,
            "phone_mask": "0978 *** 444",
            "closed_at": clock.at,
            **facts,
        }
    )
    return dossier


@pytest.mark.django_db
def test_leaders_see_who_filed_alone_each_kind_of_word_and_the_busy_phone(
    office: Office, clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    alone = walking.walk(status=Status.RECEIVED, office=office, at=clock.at - timedelta(hours=1)).dossier
    Dossier.objects.filter(pk=alone.pk).update(channel=Channel.ONLINE)
    for _ in range(6):
        helped(office, clock)
    helped(office, clock, confirmation=Confirmation.READ_ALOUD, read_by="Vi Thị Hạnh", phone_index="", phone_mask="")

    with django_assert_num_queries(3):
        figures = help_figures(month=Month.of(clock.at), agency=office.agency)

    assert (figures.online, figures.alone, figures.helped) == (8, 1, 7)
    assert [part.count for part in figures.by_whom] == [7, 0]
    assert [part.count for part in figures.by_confirmation] == [6, 1, 0, 0]
    assert [(one.phone, one.people) for one in figures.phones] == [("0978 *** 444", 6)]
    leader = Client()
    leader.force_login(office.leader.user)
    shown = page(leader.get("/dieu-hanh/nop-giup/"))
    assert "1 / 8 hồ sơ nộp qua mạng" in shown
    assert "0978 *** 444" in shown


@pytest.mark.django_db
def test_five_people_of_one_house_are_not_flagged(office: Office, clock: Clock) -> None:
    for _ in range(5):
        helped(office, clock)

    assert help_figures(month=Month.of(clock.at), agency=office.agency).phones == []


@pytest.mark.django_db
def test_no_filing_is_no_data(office: Office, clock: Clock) -> None:
    keep_hamlet(agency=office.agency, hamlet_id=None, facts=HamletFacts(name="thôn Bản Cọ"))
    leader = Client()
    leader.force_login(office.leader.user)

    assert "Chưa có dữ liệu" in page(leader.get("/dieu-hanh/nop-giup/"))

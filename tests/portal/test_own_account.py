"""`/tai-khoan/`, sessions on shared and other machines, and acting for an organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_django.asserts import assertTemplateUsed

from apps.accounts.models import Membership, OpenSession, Person, PersonKind, User
from apps.accounts.services import memberships, sessions
from apps.dossiers.models import Dossier
from apps.messaging.models import OutboxMessage
from apps.officials.models import Agency
from apps.portal.views.organisations import LETTING_IN
from tests import factories
from tests.conftest import Clock
from tests.messaging.peers import TOKEN, sms_peer

PHONE, NEW = "+84978654312", "0912 345 678"
ACCOUNT, ACTING, MEMBERS = "/tai-khoan/", "/tai-khoan/thay-mat/", "/tai-khoan/to-chuc/"


@pytest.fixture
def lanh(agency: Agency, settings: Settings, clock: Clock) -> User:
    settings.CITIZEN_LOCAL_LOGIN = settings.DEMO = True
    user = factories.citizen_user(person=factories.person(name="Lò Thị Lành", phone=PHONE, email=""))
    User.objects.filter(pk=user.pk).update(is_demo=True)
    return user


@pytest.fixture
def _sms(settings: Settings) -> Iterator[None]:
    with sms_peer() as peer:
        settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_TOKEN = peer.url, TOKEN
        yield


def at_a_machine(user: User, **said: str) -> Client:
    """Logged in as one does, in a browser of her own."""
    client = Client(headers={"User-Agent": "Mozilla/5.0 (Linux; Android 9) Chrome/90 Mobile Safari/537.36"})
    client.post("/dang-nhap/", {"demo": user.username, **said})
    return client


def cooperative(person: Person, clock: Clock, role: Membership.Role = Membership.Role.REPRESENTATIVE) -> Membership:
    organisation = Person.objects.create(
        kind=PersonKind.ORGANISATION, name="HTX Mây Xanh", name_folded="htx may xanh", created_at=clock.at
    )
    return memberships.admit(
        organisation=organisation,
        person=person,
        role=role,
        from_date=clock.at.date(),
        to_date=None,
        made_by="vneid",
        at=clock.at,
    )


def test_number_is_masked_and_contacts_are_hers_to_change(lanh: User) -> None:
    client = at_a_machine(lanh)
    page = client.get(ACCOUNT).content.decode()

    bad = client.post(ACCOUNT, {"phone": "0978654312", "email": "lanh", "address": "x" * 400})
    client.post(ACCOUNT, {"phone": "0978 654 312", "email": "lanh@example.vn", "address": "Thôn Nà Lạn"})

    person = Person.objects.get(user=lanh)
    assert person.masked_personal_id in page
    assert str(person.personal_id) not in page
    assert (bad.status_code, "x" * 400 in bad.content.decode()) == (422, True)
    assert (person.email, person.address, person.phone) == ("lanh@example.vn", "Thôn Nà Lạn", PHONE)


@pytest.mark.usefixtures("_sms")
def test_new_phone_counts_when_its_code_was_typed(lanh: User) -> None:
    client = at_a_machine(lanh)
    asked = client.post(ACCOUNT, {"phone": NEW, "email": "", "address": ""})
    code = OutboxMessage.objects.get().body.split("là ")[1][:7]

    wrong = client.post("/tai-khoan/dien-thoai/", {"code": "1" if code == "000 000" else "000000"})
    before = Person.objects.get(user=lanh).phone
    client.post("/tai-khoan/dien-thoai/", {"code": code})

    assert asked.headers["Location"] == "/tai-khoan/dien-thoai/"
    assert (wrong.status_code, before) == (422, PHONE)
    assertTemplateUsed(wrong, "portal/account_phone.html")
    assert Person.objects.get(user=lanh).phone == "+84912345678"


def test_without_sms_the_old_phone_stays_and_the_rest_is_kept(lanh: User, settings: Settings) -> None:
    settings.SMS_GATEWAY_URL = ""
    client = at_a_machine(lanh)

    page = client.post(ACCOUNT, {"phone": NEW, "email": "l@example.vn", "address": ""}, follow=True).content.decode()

    person = Person.objects.get(user=lanh)
    assert "Số cũ vẫn giữ" in page
    assert (person.phone, person.email) == (PHONE, "l@example.vn")


def test_shared_machine_ends_soon_when_idle_and_says_when(lanh: User, clock: Clock, settings: Settings) -> None:
    client = at_a_machine(lanh, may_dung_chung="on")
    own = at_a_machine(lanh)
    clock.at += timedelta(minutes=14)
    page = client.get("/ho-so/").content.decode()
    clock.at += timedelta(minutes=14)
    still = client.get("/ho-so/").status_code
    clock.at += timedelta(minutes=16)

    assert "tự đăng xuất lúc 9:29" in page
    assert re.search(r'<noscript><meta http-equiv="refresh" content="900;url=/dang-xuat/xong/\?het-gio">', page)
    assert (still, client.get("/ho-so/").status_code, own.get("/ho-so/").status_code) == (200, 302, 200)
    assert "tự đăng xuất cho bạn" in client.get("/dang-xuat/xong/?het-gio").content.decode()


def test_log_out_says_so_and_leaves_nothing_on_a_shared_machine(lanh: User) -> None:
    shared, own = at_a_machine(lanh, may_dung_chung="on"), at_a_machine(lanh)

    gone = [each.post("/dang-xuat/") for each in (shared, own)]

    assert ['"cookies"' in answer.headers["Clear-Site-Data"] for answer in gone] == [True, False]
    assert "Bạn đã ra khỏi Một Cửa Xã Suối Mây" in shared.get(gone[0].headers["Location"]).content.decode()
    assert not OpenSession.objects.exists()


def test_the_other_machine_is_logged_out_from_here_and_nobody_elses(lanh: User) -> None:
    here, there = at_a_machine(lanh), at_a_machine(lanh)
    other = factories.citizen_user(person=factories.person(name="Vàng A Pó", phone="+84978222333"))
    User.objects.filter(pk=other.pk).update(is_demo=True)
    stranger = at_a_machine(other)
    page = here.get("/tai-khoan/phien/").content.decode()
    rows = {row.session_key: row.pk for row in OpenSession.objects.all()}

    here.post(f"/tai-khoan/phien/{rows[stranger.session.session_key or '']}/")
    here.post(f"/tai-khoan/phien/{rows[there.session.session_key or '']}/")

    assert page.count("Chrome, Android") == 2
    assert page.count("Đăng xuất khỏi máy kia") == 1
    assert [each.get("/ho-so/").status_code for each in (here, there, stranger)] == [200, 302, 200]


def test_a_machine_seen_lately_is_known_to_be_so(lanh: User, clock: Clock) -> None:
    client = at_a_machine(lanh)
    clock.at += timedelta(minutes=6)

    client.get("/")

    assert OpenSession.objects.get().seen_at == clock.at


def test_ended_sessions_are_forgotten_at_night(lanh: User, clock: Clock) -> None:
    at_a_machine(lanh)
    living = at_a_machine(lanh)
    clock.at += timedelta(hours=7)
    at_a_machine(lanh)
    clock.at += timedelta(hours=2)

    sessions.forget(at=clock.at)

    assert OpenSession.objects.count() == 1
    assert living.get("/ho-so/").status_code == 302


def test_who_may_act_for_an_organisation_is_asked_for_whom(lanh: User, clock: Clock) -> None:
    assert lanh.person
    held = cooperative(lanh.person, clock)
    client = Client()
    answer = client.post("/dang-nhap/", {"demo": lanh.username, "next": "/ho-so/"})

    chosen = client.post(ACTING, {"thay_mat": str(held.pk), "next": "/ho-so/"})
    page = client.get("/ho-so/").content.decode()

    assert answer.headers["Location"] == f"{ACTING}?next=%2Fho-so%2F"
    assert chosen.headers["Location"] == "/ho-so/"
    assert "HTX Mây Xanh" in page


def test_organisations_dossiers_are_apart_from_her_own(lanh: User, clock: Clock, agency: Agency) -> None:
    assert lanh.person
    held = cooperative(lanh.person, clock)
    offering = factories.offering(agency=agency, name="Cấp bản sao")
    client = at_a_machine(lanh)
    client.post(ACTING, {"thay_mat": str(held.pk)})

    client.post(f"/nop/{offering.procedure.code}/", {"them": "", "khoa": "mot"})

    dossier = Dossier.objects.get()
    assert dossier.submitter_id == held.organisation_id
    client.post(ACTING, {"thay_mat": "minh"})
    assert client.get(f"/nop/ho-so/{dossier.reference}/nguoi-nop/").status_code == 404


@pytest.mark.parametrize("chosen", ["999999", "x", ""])
def test_nobody_acts_for_an_organisation_that_did_not_let_them(lanh: User, clock: Clock, chosen: str) -> None:
    other = factories.person(name="Vàng A Pó", phone="+84978222333")
    cooperative(other, clock)
    client = at_a_machine(lanh)

    assert client.post(ACTING, {"thay_mat": chosen}).status_code == 422
    assert client.get(MEMBERS).status_code == 404


def test_a_membership_that_ended_counts_for_nothing_at_the_next_press(lanh: User, clock: Clock) -> None:
    assert lanh.person
    held = cooperative(lanh.person, clock)
    client = at_a_machine(lanh)
    client.post(ACTING, {"thay_mat": str(held.pk)})

    memberships.end(membership=held, ended_by="person:1", at=clock.at)

    assert "HTX Mây Xanh" not in client.get("/ho-so/").content.decode()
    assert client.get(MEMBERS).status_code == 404


def test_representative_lets_somebody_in_and_out_again(lanh: User, clock: Clock) -> None:
    assert lanh.person
    held = cooperative(lanh.person, clock)
    client = at_a_machine(lanh)
    client.post(ACTING, {"thay_mat": str(held.pk)})

    refused = client.post(MEMBERS, {"name": "Vàng A Pó", "personal_id": "12", "to_date": "31/02/2026"})
    client.post(MEMBERS, {"name": "Vàng A Pó", "personal_id": "014 190 000 077", "to_date": "30/11/2026"})
    delegate = Membership.objects.get(role=Membership.Role.DELEGATE)
    page = client.get(MEMBERS).content.decode()
    client.post(f"{MEMBERS}{held.pk}/")
    client.post(f"{MEMBERS}{delegate.pk}/")

    assert (refused.status_code, "Vàng A Pó" in refused.content.decode()) == (422, True)
    assert "đến hết 30/11/2026" in page and "014190000077" not in page
    assert list(Membership.objects.in_force(on=clock.at.date())) == [held]


def test_delegate_lets_nobody_in(lanh: User, clock: Clock) -> None:
    assert lanh.person
    held = cooperative(lanh.person, clock, role=Membership.Role.DELEGATE)
    client = at_a_machine(lanh)
    client.post(ACTING, {"thay_mat": str(held.pk)})

    assert client.post(MEMBERS, {"name": "Ai đó", "personal_id": "014190000077"}).status_code == 404
    assert Membership.objects.count() == 1


def test_whose_number_it_is_is_told_to_nobody_who_does_not_know_it(lanh: User, clock: Clock) -> None:
    assert lanh.person
    held, number = cooperative(lanh.person, clock), "014190000077"
    factories.person(name="Sùng Thị Bí", personal_id=number, phone="+84978000222")
    client = at_a_machine(lanh)
    client.post(ACTING, {"thay_mat": str(held.pk)})

    guessed = client.post(MEMBERS, {"name": "Vàng A Pó", "personal_id": number})
    known = client.post(MEMBERS, {"name": "sùng thị bí", "personal_id": number})
    answers = [client.post(MEMBERS, {"name": "Ai", "personal_id": number}).status_code for _ in range(LETTING_IN.tries)]

    assert (guessed.status_code, "Sùng" in guessed.content.decode()) == (422, False)
    assert "Số này mang tên khác" in guessed.content.decode()
    assert (known.status_code, Membership.objects.get(role=Membership.Role.DELEGATE).person.name) == (
        302,
        "Sùng Thị Bí",
    )
    assert answers[-1] == 429


def test_one_representative_makes_no_delegate_of_another(lanh: User, clock: Clock) -> None:
    assert lanh.person
    held = cooperative(lanh.person, clock)
    other = factories.person(name="Sùng Thị Bí", personal_id="014190000077", phone="+84978000222")
    theirs = memberships.admit(
        organisation=held.organisation, person=other, role=Membership.Role.REPRESENTATIVE,
        from_date=held.from_date, to_date=None,
        made_by="vneid", at=clock.at,
    )  # fmt: skip
    client = at_a_machine(lanh)
    client.post(ACTING, {"thay_mat": str(held.pk)})

    answer = client.post(MEMBERS, {"name": "Sùng Thị Bí", "personal_id": "014190000077"})

    theirs.refresh_from_db()
    assert (answer.status_code, theirs.ended_at) == (422, None)
    assert "đã là người đại diện của tổ chức" in answer.content.decode()

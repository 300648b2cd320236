"""The machine in the hall: enrolled once by a code, for citizens only, and it forgets whoever walks away."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import Settings

from apps.accounts.models import Device, User
from apps.accounts.services import devices
from apps.dossiers.domain.status import Status
from apps.dossiers.models import ReadLog
from apps.dossiers.services import filing
from apps.messaging.models import OutboxMessage
from apps.officials.selectors import actor_of
from apps.officials.services.office import change_setting
from apps.portal.domain.session import IS_SHARED, LEAVES_VNEID
from apps.portal.services.kiosk import COOKIE
from tests import factories, walking
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.conftest import A_MONTH
from tests.portal.filers import page

SESSION = django_settings.SESSION_COOKIE_NAME


def administrator(office: Office) -> Client:
    client = Client()
    client.force_login(office.administrator.user)
    return client


def made(office: Office, clock: Clock) -> tuple[Device, str]:
    by = actor_of(official=office.administrator, at=clock.at)
    device = devices.make_device(agency_id=office.agency.pk, name="Ki-ốt sảnh", place="", by=by, at=clock.at)
    return device, devices.new_code(device_id=device.pk, agency_id=office.agency.pk, at=clock.at)


def kiosk(office: Office, clock: Clock, **options: Any) -> Client:
    """An enrolled machine."""
    browser = Client(**options)
    assert Client.post(browser, "/kiosk/ghi-danh/", {"code": made(office, clock)[1]}).status_code in (302, 403)
    return browser


def lanh(settings: Settings) -> User:
    settings.CITIZEN_LOCAL_LOGIN = True
    settings.SESSION_COOKIE_AGE = A_MONTH
    return factories.citizen_user(person=factories.person(name="Lò Thị Lành"))


def is_in(browser: Client) -> bool:
    return browser.get("/ho-so/").status_code == 200


@pytest.mark.django_db
def test_administrator_makes_a_code_and_the_machine_types_it_once(office: Office, clock: Clock) -> None:
    admin, machine, second = administrator(office), Client(), Client()
    admin.post("/quan-tri/thiet-bi/", {"name": "Ki-ốt sảnh", "place": "Cửa chính", "khoa": "mot"})
    admin.post("/quan-tri/thiet-bi/", {"name": "Ki-ốt sảnh", "place": "Cửa chính", "khoa": "mot"})
    device = Device.objects.get()
    shown = page(admin.post(f"/quan-tri/thiet-bi/{device.pk}/ma/"))
    code = re.findall(r'slip-code">([^<]+)<', shown)[0]
    assert "Máy này chưa ghi danh làm ki-ốt" in page(machine.get("/kiosk/"))

    first = machine.post("/kiosk/ghi-danh/", {"code": code.lower()})
    again = second.post("/kiosk/ghi-danh/", {"code": code})

    assert (first.status_code, again.status_code) == (302, 422)
    assert "Bạn đến làm gì?" in page(machine.get("/kiosk/"))
    assert 'class=" kiosk"' in page(machine.get("/tra-cuu/"))
    assert COOKIE not in second.cookies
    device.refresh_from_db()
    assert code.replace("-", "") not in (device.code_digest, device.secret_digest)
    assert code not in page(admin.get("/quan-tri/thiet-bi/"))


@pytest.mark.django_db
def test_code_older_than_ten_minutes_enrols_nothing(office: Office, clock: Clock) -> None:
    _, code = made(office, clock)

    clock.at += timedelta(minutes=10, seconds=1)

    assert Client().post("/kiosk/ghi-danh/", {"code": code}).status_code == 422


@pytest.mark.django_db
def test_guessing_codes_is_stopped(office: Office, clock: Clock) -> None:
    _, code = made(office, clock)
    stranger = Client()

    answers = [stranger.post("/kiosk/ghi-danh/", {"code": f"0000000{number}"}).status_code for number in range(10)]

    assert set(answers) == {422}
    assert stranger.post("/kiosk/ghi-danh/", {"code": code}).status_code == 429


@pytest.mark.django_db
def test_revoked_machine_is_nobody_at_the_next_touch(office: Office, clock: Clock, settings: Settings) -> None:
    machine = kiosk(office, clock)
    machine.force_login(lanh(settings))
    assert is_in(machine)

    administrator(office).post(f"/quan-tri/thiet-bi/{Device.objects.get().pk}/thu-hoi/")

    assert machine.get("/ho-so/").headers["Location"] == "/kiosk/"
    assert not is_in(machine)
    assert "Máy này chưa ghi danh" in page(machine.get("/kiosk/"))


@pytest.mark.django_db
def test_cookie_taken_out_of_the_machine_ends_the_visit(office: Office, clock: Clock, settings: Settings) -> None:
    machine = kiosk(office, clock)
    machine.force_login(lanh(settings))
    assert is_in(machine)

    del machine.cookies[COOKIE]

    assert not is_in(machine)


@pytest.mark.django_db
def test_touched_up_cookie_is_no_machine(office: Office, clock: Clock) -> None:
    machine, other = kiosk(office, clock), Client()
    value = machine.cookies[COOKIE].value

    other.cookies[COOKIE] = value[:-2] + ("AA" if value[-2:] != "AA" else "BB")

    assert "Máy này chưa ghi danh" in page(other.get("/kiosk/"))


@pytest.mark.django_db
def test_no_official_logs_in_at_a_kiosk(office: Office, clock: Clock) -> None:
    machine = kiosk(office, clock)

    answer = machine.post("/dang-nhap/", {"username": office.clerk.user.username, "password": factories.PASSWORD})

    assert answer.headers["Location"] == "/kiosk/"
    assert machine.get("/quay/").status_code == 302


@pytest.mark.django_db
def test_end_wipes_the_visitor_and_keeps_the_machine(office: Office, clock: Clock, settings: Settings) -> None:
    machine = kiosk(office, clock)
    machine.post("/tuy-chon/", {"switch": "big_text"})
    machine.force_login(lanh(settings))
    assert "no-store" in machine.get("/ho-so/").headers["Cache-Control"]

    answer = machine.post("/kiosk/ket-thuc/")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Location"] == "/kiosk/"
    assert not is_in(machine)
    assert machine.cookies["chu_to"].value == ""
    assert "Bạn đến làm gì?" in page(machine.get("/kiosk/"))


@pytest.mark.django_db
def test_form_left_in_the_history_cannot_be_sent_again(office: Office, clock: Clock) -> None:
    machine = Client(enforce_csrf_checks=True)
    code = made(office, clock)[1]
    token = re.findall(r'csrfmiddlewaretoken" value="([^"]+)"', page(machine.get("/kiosk/ghi-danh/")))[0]
    machine.post("/kiosk/ghi-danh/", {"code": code, "csrfmiddlewaretoken": token})
    dossier = walking.walk(status=Status.SUBMITTED, office=office).dossier
    looked_up = {"reference": dossier.reference, "factor": filing.issue_lookup_factor(dossier=dossier)}
    looked_up["csrfmiddlewaretoken"] = re.findall(
        r'csrfmiddlewaretoken" value="([^"]+)"', page(machine.get("/tra-cuu/"))
    )[0]
    assert machine.post("/tra-cuu/", looked_up).status_code == 200

    machine.get("/kiosk/")

    assert machine.post("/tra-cuu/", looked_up).status_code == 403


@pytest.mark.django_db
def test_nobody_there_for_long_is_forgotten_by_the_server_too(office: Office, clock: Clock, settings: Settings) -> None:
    machine = kiosk(office, clock)
    machine.force_login(lanh(settings))
    for _ in range(8):  # whoever types on stays
        clock.at += timedelta(seconds=200)
        machine.post("/kiosk/con-day/")
    assert is_in(machine)

    clock.at += timedelta(seconds=301)

    assert machine.get("/ho-so/").headers["Location"] == "/kiosk/"


@pytest.mark.django_db
def test_each_kiosk_has_its_own_tries(office: Office, clock: Clock) -> None:
    change_setting(agency=office.agency, name="kiosk_tries_per_minute", value=2)
    change_setting(agency=office.agency, name="tracking_tries_per_minute", value=4)
    change_setting(agency=office.agency, name="tracking_tries_per_hour", value=1000)
    wrong = {"reference": "H99.71-261120-9999", "factor": "00000000"}
    hall, door, phone = kiosk(office, clock), kiosk(office, clock), Client()

    tried = [[browser.post("/tra-cuu/", wrong).status_code for _ in range(3)] for browser in (hall, door, phone)]

    assert tried == [[422, 422, 429], [422, 422, 429], [422, 422, 422]]


@pytest.mark.django_db
def test_reading_at_a_kiosk_is_logged_with_the_machine(office: Office, clock: Clock) -> None:
    machine, dossier = kiosk(office, clock), walking.walk(status=Status.SUBMITTED, office=office).dossier
    factor = filing.issue_lookup_factor(dossier=dossier)

    machine.post("/tra-cuu/", {"reference": dossier.reference, "factor": factor})

    assert ReadLog.objects.get(door="portal/track").actor == Device.objects.get().key


@pytest.mark.django_db
def test_strangers_posting_to_kiosk_doors_move_nothing(office: Office, clock: Clock, mai: Client) -> None:
    assert mai.post("/kiosk/ket-thuc/").headers["Location"] == "/"
    assert mai.post("/kiosk/con-day/").status_code == 404
    assert Client().post("/kiosk/con-day/").status_code == 404
    assert is_in(mai)
    assert "Clear-Site-Data" not in mai.post("/kiosk/ket-thuc/").headers


@pytest.mark.django_db
def test_vneid_lets_its_visitor_out_too(office: Office, clock: Clock, settings: Settings) -> None:
    machine = kiosk(office, clock)
    machine.force_login(lanh(settings))
    session = machine.session
    session[LEAVES_VNEID] = "https://vneid.example/out"
    session.save()

    assert machine.post("/kiosk/ket-thuc/").headers["Location"] == "https://vneid.example/out"
    assert not is_in(machine)


@pytest.mark.django_db
def test_logging_out_of_a_shared_machine_leaves_the_kiosk_enrolled(
    office: Office, clock: Clock, settings: Settings
) -> None:
    machine = kiosk(office, clock)
    machine.force_login(lanh(settings))
    session = machine.session
    session[IS_SHARED] = True
    session.save()

    assert "cookies" not in machine.post("/dang-xuat/").headers["Clear-Site-Data"]


def test_a_visit_goes_on_with_nothing_of_the_one_before(office: Office, clock: Clock, settings: Settings) -> None:
    """Also where nobody had logged in yet: a code was typed, a name not yet chosen."""
    settings.CITIZEN_LOCAL_LOGIN, settings.SMS_GATEWAY_URL = True, "http://127.0.0.1:9/"
    for name in ("Lò Thị Lành", "Lò Thị Mai"):
        factories.citizen_user(person=factories.person(name=name, phone="+84978654312"))
    browser = kiosk(office, clock)
    browser.post("/dang-nhap/dien-thoai/", {"phone": "0978 654 312"})
    body = OutboxMessage.objects.get().body
    browser.post("/dang-nhap/ma/", {"code": re.findall(r"[0-9]{3} [0-9]{3}", body)[0]})
    assert "Lò Thị Mai" in page(browser.get("/dang-nhap/la-ai/"))

    browser.get("/kiosk/")

    assert browser.get("/dang-nhap/la-ai/").status_code == 302
    assert browser.get("/dang-nhap/ma/").status_code == 302

"""One press, two presses, two tabs, a lost answer: one dossier. And nobody files what is not theirs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from apps.accounts.models import User
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, DossierEvent
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.filers import WHO, begin, file, key_in, offer, page, ready
from tests.sizes import pick

STEPS = ("nguoi-nop", "to-khai", "giay-to", "nhan-ket-qua", "xem-lai", "da-nop")
AT_ONCE = pick(sample=8, full=50)


@pytest.mark.django_db
def test_pressing_twice_files_once(mai: Client, office: Office, clock: Clock) -> None:
    filer = ready(mai, offer(office))
    key = key_in(filer.see("xem-lai"))

    first, second = file(filer, key=key), file(filer, key=key)

    assert first.headers["Location"] == filer.address("da-nop")
    assert second.status_code == 302
    assert DossierEvent.objects.filter(dossier=filer.dossier, action="submit").count() == 1


@pytest.mark.django_db
def test_second_tab_is_led_to_the_filed_dossier(mai: Client, office: Office, clock: Clock) -> None:
    filer = ready(mai, offer(office))
    tabs = [key_in(filer.see("xem-lai")) for _ in range(2)]
    file(filer, key=tabs[0])

    answer = mai.post(filer.address("xem-lai"), {"agree": "on", "khoa": tabs[1]}, follow=True)

    assert answer.redirect_chain[0][0] == f"/ho-so/{filer.reference}/"
    assert "Hồ sơ này đã nộp rồi. Đây là tình trạng của nó." in page(answer)
    assert DossierEvent.objects.filter(dossier=filer.dossier).count() == 1


@pytest.mark.django_db
def test_filed_dossier_takes_no_more_changes(mai: Client, office: Office, clock: Clock) -> None:
    filer = ready(mai, offer(office))
    file(filer)

    filer.say("nguoi-nop", **WHO | {"address": "Nơi khác"})

    assert filer.dossier.applicant_address != "Nơi khác"


@pytest.mark.django_db(transaction=True)
def test_presses_at_the_same_instant_file_once(mai: Client, office: Office, clock: Clock) -> None:
    filer = ready(mai, offer(office))
    keys = [key_in(filer.see("xem-lai")) for _ in range(2)]
    gate = Barrier(AT_ONCE)

    def press(number: int) -> int:
        browser = Client()
        browser.cookies.update(mai.cookies)
        gate.wait()
        try:
            return browser.post(filer.address("xem-lai"), {"agree": "on", "khoa": keys[number % 2]}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(press, range(AT_ONCE)))

    assert answers == [302] * AT_ONCE
    assert Dossier.objects.filter(status=Status.SUBMITTED).count() == 1
    assert DossierEvent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_starts_at_the_same_instant_open_one_draft(mai: Client, office: Office, clock: Clock) -> None:
    offering = offer(office)
    gate = Barrier(AT_ONCE)

    def press(number: int) -> str:
        browser = Client()
        browser.cookies.update(mai.cookies)
        gate.wait()
        try:
            return browser.post(f"/nop/{offering.procedure.code}/", {"khoa": f"tab-{number}"}).headers["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        addresses = set(pool.map(press, range(AT_ONCE)))

    assert len(addresses) == 1
    assert Dossier.objects.count() == 1


@pytest.mark.django_db
def test_start_pressed_again_with_its_key_opens_the_same_other_draft(mai: Client, office: Office, clock: Clock) -> None:
    offering = offer(office)
    begin(mai, offering)
    start = f"/nop/{offering.procedure.code}/"

    places = {mai.post(start, {"khoa": "k", "them": "1"}).headers["Location"] for _ in range(2)}

    assert len(places) == 1
    assert Dossier.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("step", STEPS)
def test_somebody_elses_draft_does_not_exist(
    mai: Client, neighbour: Client, office: Office, clock: Clock, step: str
) -> None:
    filer = begin(mai, offer(office))

    assert neighbour.get(filer.address(step)).status_code == 404
    assert neighbour.post(filer.address(step), WHO).status_code in (404, 405)
    assert not (filer.dossier.answers or {})


@pytest.mark.django_db
def test_somebody_elses_draft_cannot_be_thrown_away(
    mai: Client, neighbour: Client, office: Office, clock: Clock
) -> None:
    filer = begin(mai, offer(office))

    neighbour.post(f"/nop/ho-so/{filer.reference}/bo/")

    assert filer.dossier.status == Status.DRAFT


@pytest.mark.django_db
def test_unknown_step_is_not_found(mai: Client, office: Office, clock: Clock) -> None:
    filer = begin(mai, offer(office))

    assert mai.get(filer.address("khong-co")).status_code == 404


@pytest.mark.django_db
def test_official_gets_a_sentence(office: Office, clock: Clock) -> None:
    offering = offer(office)
    browser = Client()
    browser.force_login(User.objects.get(official=office.clerk))

    for address in (f"/nop/{offering.procedure.code}/", "/ho-so/", "/ho-so/TMP-ABCDEFGH/"):
        answer = browser.get(address)
        assert answer.status_code == 403
        assert "Bạn đang đăng nhập với tên cán bộ Vi Thị Hạnh" in page(answer)

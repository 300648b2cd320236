"""What follows from helping: whom we tell, what is to be paid, what the last look says, who waits for a second word."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import Settings

from apps.dossiers.models import Dossier
from apps.dossiers.services import notices
from apps.messaging.domain.kinds import Kind
from apps.messaging.models import OutboxMessage
from apps.payments.models import Attempt
from tests.conftest import Clock
from tests.factories import Office
from tests.payments import tills
from tests.portal.filers import FORM, key_in, offer, page
from tests.portal.helping import HER_PHONE, begin, logged_in, press, ready, registered, signed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "phone", "reached"),
    [
        ("beneficiary", HER_PHONE, {"+84978333444"}),
        ("both", HER_PHONE, {"+84978333444", "+84978555666"}),
        ("helper", "", {"+84978555666"}),
        ("letter", "", set()),
    ],
)
def test_messages_go_to_whom_they_asked(
    office: Office, clock: Clock, settings: Settings, told: str, phone: str, reached: set[str]
) -> None:
    filer = begin(registered(office, clock, settings), offer(office), told=told, phone=phone)
    Dossier.objects.filter(temporary_ref=filer.reference).update(answers=FORM)
    signed(filer)

    notices.tell(dossier=filer.dossier, kind=Kind.SUBMITTED, at=clock.at)

    sent = OutboxMessage.objects.filter(kind="submitted", channel="sms")
    assert {str(message.recipient) for message in sent} == reached


def test_helper_hands_over_what_is_to_be_paid_and_how_while_the_codes_are_shown(
    office: Office, clock: Clock, settings: Settings
) -> None:
    tills.open_account(office.agency)
    filer = ready(registered(office, clock, settings), tills.births(office.agency))
    filer.say("nhan-ket-qua", delivery="counter", extra_copies="1")
    filer.say("le-phi", way="vietqr")
    signed(filer)
    filer.say("xem-lai", agree="on", khoa=key_in(filer.see("xem-lai")))
    done = f"/giup-nop/{filer.reference}/da-nop/"

    fresh = page(filer.browser.get(done)).replace("\N{NO-BREAK SPACE}", " ")
    clock.at += timedelta(minutes=16)
    later = page(filer.browser.get(done))

    assert "Phải nộp 8.000 đ." in fresh
    assert Attempt.objects.get().reference in fresh
    assert "pay-code" in fresh
    assert "Thu tiền mặt ngay" not in fresh
    assert "8.000" not in later
    assert Attempt.objects.get().reference not in later


def test_clerk_who_helped_may_take_the_money_at_once(office: Office, clock: Clock, settings: Settings) -> None:
    filer = ready(logged_in(office.clerk, settings), tills.births(office.agency))
    filer.say("nhan-ket-qua", delivery="counter", extra_copies="1")
    filer.say("le-phi", way="counter")
    signed(filer)
    filer.say("xem-lai", agree="on", khoa=key_in(filer.see("xem-lai")))

    html = page(filer.browser.get(f"/giup-nop/{filer.reference}/da-nop/"))

    assert f'href="/thu-tien/ho-so/{filer.reference}/"' in html
    assert filer.browser.get(f"/thu-tien/ho-so/{filer.reference}/").status_code == 200


def test_the_last_look_of_a_helped_draft_speaks_of_its_owner(office: Office, clock: Clock, settings: Settings) -> None:
    """No declaration before the citizen's own word, no message to a phone that is not there."""
    filer = ready(logged_in(office.clerk, settings), offer(office), phone="", told="letter")

    before = filer.see("xem-lai")
    signed(filer)
    after = filer.see("xem-lai")

    assert 'name="agree"' not in before
    assert "Không nhắn tin; tin bắt buộc in thành thư gửi về nhà." in before
    assert "Tin nhắn gửi tới" not in before
    assert "Người nộp cam đoan" in after
    assert "Cho chính họ" in filer.see("nguoi-nop")


def test_lane_says_how_many_wait_for_a_second_official(office: Office, clock: Clock, settings: Settings) -> None:
    filer = ready(registered(office, clock, settings), offer(office))
    clerk = logged_in(office.clerk, settings)
    before = page(clerk.get("/giup-nop/"))

    press(filer, cach="nguoi-thu-hai")

    assert "chưa có" in before
    assert "1 hồ sơ đồng nghiệp nhờ bạn hỏi lại" in page(clerk.get("/giup-nop/"))
    assert "/giup-nop/cho-xac-nhan/" not in page(filer.browser.get("/giup-nop/"))

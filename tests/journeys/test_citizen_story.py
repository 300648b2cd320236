"""Chị Lành registers her son's birth from two phones, mends one paper, follows the way, opens the result, and votes."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from apps.accounts.models import User
from apps.core.files import store_bytes
from apps.desk.services import receiving as desk
from apps.dossiers import selectors
from apps.dossiers.domain.asking import AskedItem, Defect
from apps.dossiers.domain.status import ResultKind, Status
from apps.dossiers.models import Dossier, DossierEvent
from apps.dossiers.services import processing, returning
from apps.dossiers.services.processing import PreparedResult
from apps.dossiers.tasks import read_papers
from apps.messaging.models import OutboxMessage
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from apps.procedures.services.commune import load_commune_catalogue
from apps.surveys.models import Response
from apps.surveys.services import invite_closed
from tests import factories
from tests.conftest import Clock
from tests.factories import ZONE, Office
from tests.portal.filers import Filer, key_in, page
from tests.portal.uploads import paper, photo

BIRTH = "1.001193"
MORNING = datetime(2026, 11, 16, 8, 0, tzinfo=ZONE)
HER_ID = "014196000321"
CHILD = {
    "child_name": "Lò Bảo An",
    "child_birth_date": "12/11/2026",
    "child_sex": "Nam",
    "child_ethnicity": "Thái",
    "child_nationality": "Việt Nam",
    "child_birth_place": "Trạm Y tế xã Suối Mây",
    "child_birth_address-province": "here",
    "child_home_town-province": "here",
    "has_birth_paper": "Có",
    "mother_name": "Lò Thị Lành",
    "mother_birth_date": "05/12/1996",
    "mother_ethnicity": "Thái",
    "mother_nationality": "Việt Nam",
    "mother_residence-province": "here",
    "mother_residence-detail": "Thôn Nà Lạn",
    "mother_personal_id": "014 196 000 321",
    "requester_relation": "Mẹ",
    "parents_marriage": "Chưa đăng ký",
}


@pytest.fixture
def office(db: None, clock: Clock) -> Office:
    """The commune with its own catalogue, on a Monday morning."""
    clock.at = MORNING
    office = factories.office()
    load_commune_catalogue(agency=office.agency, at=clock.at)
    return office


@pytest.fixture
def lanh(office: Office) -> User:
    person = factories.person(name="Lò Thị Lành", personal_id=HER_ID, phone="+84978654312", email="lanh@example.vn")
    return factories.citizen_user(person=person)


def phone_of(user: User, settings: Settings) -> Client:
    """A phone on which somebody has logged in."""
    settings.CITIZEN_LOCAL_LOGIN = True
    settings.SESSION_COOKIE_AGE = 31 * 24 * 3600
    client = Client()
    client.force_login(user)
    return client


def official(of: Official, clock: Clock) -> Any:
    """An official who acts now."""
    return actor_of(official=of, at=clock.at)


def test_birth_registration_from_two_phones(office: Office, lanh: User, clock: Clock, settings: Settings) -> None:
    first, second = phone_of(lanh, settings), phone_of(lanh, settings)

    filer = begin_on_the_bus(first)
    clock.at += timedelta(hours=1)
    reference, factor = finish_at_home(second, filer)
    asked_once_and_answered_once(office, second, reference, clock)
    code = followed_without_logging_in(office, reference, factor, clock)
    read_the_way(office, second, code, clock)
    opened_the_result(office, second, code, clock)
    checked_by_the_school(code)
    voted_once(second, code, clock)
    nothing_of_hers_lies_open(code)


def begin_on_the_bus(phone: Client) -> Filer:
    start = page(phone.get(f"/nop/{BIRTH}/"))
    answer = phone.post(f"/nop/{BIRTH}/", {"khoa": key_in(start)})
    filer = Filer(phone, answer.headers["Location"].split("/")[3])
    who = {"whose": "ban-than", "phone": "0978 654 312", "email": "", "address": "Thôn Nà Lạn, xã Suối Mây"}
    assert filer.say("nguoi-nop", **who).headers["Location"] == filer.address("to-khai")
    half = {name: CHILD[name] for name in ("child_name", "child_birth_date")}
    filer.say("to-khai", luu="1", **half)  # then the signal is gone
    return filer


def finish_at_home(phone: Client, begun: Filer) -> tuple[str, str]:
    start = page(phone.get(f"/nop/{BIRTH}/"))
    assert "Bạn đang viết dở một hồ sơ" in start
    filer = Filer(phone, begun.reference)
    assert 'value="Lò Bảo An"' in filer.see("to-khai")
    assert filer.say("to-khai", **CHILD).headers["Location"] == filer.address("giay-to")
    papers = list(filer.dossier.version.documents.filter(is_note=False).order_by("position"))
    for number, asked in enumerate(row for row in papers if not row.is_optional):
        filer.send(file=photo(f"giay-{number}.jpg", shade=10 * number), to=asked.pk)
    filer.say("nhan-ket-qua", delivery="electronic", delivery_address="")
    review = filer.see("xem-lai")
    assert "Còn thiếu" not in review
    assert "thứ Năm, 12/11/2026" in review
    assert HER_ID not in review
    filed = page(phone.post(filer.address("xem-lai"), {"agree": "on", "khoa": key_in(review)}, follow=True))
    found = re.search(r"\b([0-9A-Z]{4}-[0-9A-Z]{4})\b", filed.replace(filer.reference, ""))
    assert found
    return filer.reference, found[1]


def asked_once_and_answered_once(office: Office, phone: Client, reference: str, clock: Clock) -> None:
    dossier = Dossier.objects.get(temporary_ref=reference)
    blurred = dossier.documents.order_by("pk")[0]
    desk.request_fix(
        dossier_id=dossier.pk,
        items=[
            AskedItem(
                name=blurred.name,
                required_id=blurred.required_id,
                defect=Defect.BLURRED,
                fix="Chụp lại, để tờ giấy trên mặt bàn, tắt đèn nháy",
                originals=1,
            )
        ],
        reason="Ảnh bị mờ, không đọc được số và ngày của giấy.",
        by=official(office.clerk, clock),
        at=clock.at,
    )
    clock.at += timedelta(minutes=30)
    place = f"/ho-so/{reference}/bo-sung/"
    html = page(phone.get(place))
    assert "Chụp lại, để tờ giấy trên mặt bàn, tắt đèn nháy" in html
    gui = re.findall(r'name="gui" value="([^"]+)"', html)[0]
    phone.post(place, {"gui": gui, "file": photo("ro-net.jpg", shade=99)})
    read_papers()
    phone.post(place, {"xong": "1", "khoa": key_in(page(phone.get(place))), "note": ""})
    dossier.refresh_from_db()
    assert dossier.status == Status.SUBMITTED
    assert dossier.documents.filter(name=blurred.name).count() == 2


def followed_without_logging_in(office: Office, reference: str, factor: str, clock: Clock) -> str:
    before = page(Client().post("/tra-cuu/", {"reference": reference, "factor": factor}))
    assert "Chờ tiếp nhận" in before
    dossier = Dossier.objects.get(temporary_ref=reference)
    desk.receive_online(dossier_id=dossier.pk, by=official(office.clerk, clock), at=clock.at)
    dossier.refresh_from_db()
    after = page(Client().post("/tra-cuu/", {"reference": reference, "factor": factor.lower()}))
    assert f"Quầy đã nhận, mã hồ sơ là {dossier.code}" in after
    assert "Lành" not in after
    return dossier.code


def read_the_way(office: Office, phone: Client, code: str, clock: Clock) -> None:
    dossier = Dossier.objects.get(code=code)
    by = official(office.clerk, clock)
    processing.forward(
        dossier_id=dossier.pk, by=by, at=clock.at, receiver_id=office.officer.pk, planned_hours=Decimal(4)
    )
    processing.take(dossier_id=dossier.pk, by=official(office.officer, clock), at=clock.at)
    html = page(phone.get(f"/ho-so/{code}/"))
    stories = ("Bạn đã nộp hồ sơ", "Bạn đã bổ sung hồ sơ", "Đã nhận hồ sơ và hẹn ngày trả", "Hồ sơ ở bàn Hoàng Thị Nết")
    places = [html.index(words) for words in stories]
    assert places == sorted(places)
    assert "trước 17:30 thứ Hai, 16/11/2026" in html


def opened_the_result(office: Office, phone: Client, code: str, clock: Clock) -> None:
    dossier = Dossier.objects.get(code=code)
    file = store_bytes(
        content=paper().read(), name="giay-khai-sinh.pdf", content_type="application/pdf", by="official:1", at=clock.at
    )
    processing.submit_for_signature(
        dossier_id=dossier.pk,
        by=official(office.officer, clock),
        at=clock.at,
        leader_id=office.leader.pk,
        result=PreparedResult(title="Giấy khai sinh", outcome=ResultKind.GRANTED, file=file),
    )
    processing.sign(dossier_id=dossier.pk, by=official(office.leader, clock), at=clock.at)
    assert phone.post(f"/ho-so/{code}/nhan-ket-qua/").status_code == 302  # signed, but not sent yet
    returning.send_result(dossier_id=dossier.pk, by=official(office.clerk, clock), at=clock.at)
    answer = phone.post(f"/ho-so/{code}/nhan-ket-qua/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="giay-khai-sinh.pdf"'
    dossier.refresh_from_db()
    assert dossier.status == Status.RETURNED
    assert selectors.folded(dossier=dossier) == dossier.state()
    assert selectors.verify_chain(dossier=dossier) == dossier.chain_head


def checked_by_the_school(code: str) -> None:
    slip = Dossier.objects.get(code=code).slips.get(kind="receipt")
    html = page(Client().get(f"/xac-thuc/{slip.address}/"))
    assert "Giấy này do chúng tôi cấp" in html
    assert "Lành" not in html


def voted_once(phone: Client, code: str, clock: Clock) -> None:
    assert invite_closed(at=clock.at) == 1
    inbox = page(phone.get(f"/ho-so/{code}/"))
    found = re.search(r"/danh-gia/[A-Za-z0-9_-]{43}/", inbox)
    assert found
    voter = Client()  # no log-in, on whatever phone
    assert "Cảm ơn bạn" in page(voter.post(found[0], {"satisfaction": "very_satisfied", "comment": ""}))
    assert voter.post(found[0], {"satisfaction": "not_satisfied"}).status_code == 410
    assert list(Response.objects.values_list("satisfaction", flat=True)) == ["very_satisfied"]


def nothing_of_hers_lies_open(code: str) -> None:
    """What events, messages and the dossier's own row hold in clear."""
    dossier = Dossier.objects.get(code=code)
    clear = [str((event.changes, event.facts)) for event in DossierEvent.objects.filter(dossier=dossier)]
    clear += [message.subject for message in OutboxMessage.objects.filter(about=f"dossier:{dossier.pk}")]
    bodies = [message.body for message in OutboxMessage.objects.filter(about=f"dossier:{dossier.pk}")]
    assert [text for text in (*clear, *bodies) if HER_ID in text or "Lò Thị Lành" in text] == []
    assert (dossier.answers or {})["mother_personal_id"] == HER_ID  # it is there, and sealed

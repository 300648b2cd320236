"""A draft goes to another person once, and an old one ends after a notice."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_django.asserts import assertTemplateUsed

from apps.dossiers.models import Dossier, EndedDraft
from apps.messaging.models import OutboxMessage
from apps.portal.services.drafts import end_old
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.filers import WHO, Filer, begin, offer, page, ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def filer(mai: Client, office: Office, clock: Clock) -> Filer:
    return ready(mai, offer(office))


@pytest.fixture
def aunt() -> Client:
    browser = Client()
    aunt = factories.person(name="Vi Thị Tư", phone="+84978111399", personal_id="036170000555")
    browser.force_login(factories.citizen_user(person=aunt))
    return browser


def give(filer: Filer, *, phone: str = "") -> str:
    address = f"/nop/ho-so/{filer.reference}/chuyen/"
    filer.browser.post(address, {"tao": "1", "phone": phone})
    found = re.search(r'href="http://testserver(/nop/nhan/[^"]+)"', page(filer.browser.get(address)))
    assert found
    return found[1]


def test_the_taker_has_it_and_the_giver_no_longer(filer: Filer, aunt: Client) -> None:
    link = give(filer)

    offered = page(aunt.get(link))
    taken = aunt.post(link, {"nhan": "1"})
    theirs = Filer(aunt, filer.reference)
    lost = filer.browser.get(filer.address("to-khai"))

    assert "Lò Thị Mai chuyển cho bạn một bản nháp" in offered
    assert "Đăng ký kết hôn" not in offered
    assert taken.headers["Location"] == filer.address("nguoi-nop")
    assert "Đăng ký kết hôn" in theirs.see("to-khai")
    assert lost.status_code == 410
    assert "Bạn đã chuyển bản nháp này cho người khác" in page(lost)
    assert theirs.dossier.applicant_name == "Lò Thị Mai"
    assert "Viết quan hệ của bạn với người đó" in theirs.see("xem-lai")
    assert theirs.dossier.documents.get().added_by == f"citizen:{theirs.dossier.submitter_id}"


def test_a_link_works_once_until_its_day_is_over(filer: Filer, aunt: Client, clock: Clock) -> None:
    first, second = give(filer), give(filer)
    replaced = aunt.get(first)
    clock.at += timedelta(hours=25)
    late = aunt.get(second)
    third = give(filer)
    aunt.post(third, {"nhan": "1"})

    answers = [replaced, late, aunt.get(third), aunt.post(third, {"nhan": "1"}), aunt.get("/nop/nhan/khong-co/")]

    assert [answer.status_code for answer in answers] == [410] * 5
    assert "Đường dẫn này không còn dùng được" in page(late)
    assert EndedDraft.objects.get().reference == filer.reference


def test_what_was_taken_back_is_taken_by_nobody(filer: Filer, aunt: Client) -> None:
    link = give(filer)

    filer.browser.post(f"/nop/ho-so/{filer.reference}/chuyen/", {"thu-hoi": "1"})

    assert aunt.post(link, {"nhan": "1"}).status_code == 410
    assert filer.browser.get(filer.address("to-khai")).status_code == 200


def test_where_a_phone_was_named_the_link_alone_is_not_enough(filer: Filer, aunt: Client, settings: Settings) -> None:
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9/"
    link = give(filer, phone="0912 345 678")

    bare = aunt.post(link, {"nhan": "1"})
    aunt.post(link, {"gui-ma": "1"})
    text = OutboxMessage.objects.filter(kind="one_time_code").order_by("-pk")[0].body
    right = aunt.post(link, {"nhan": "1", "ma": re.findall(r"\d{3} \d{3}", text)[0]})

    assert (bare.status_code, right.status_code) == (422, 302)


def test_an_old_draft_is_told_of_and_then_ends(filer: Filer, clock: Clock) -> None:
    clock.at += timedelta(days=26)
    early = end_old(at=clock.at), OutboxMessage.objects.filter(kind="draft_expires").count()
    clock.at += timedelta(days=1)
    for _ in range(2):
        end_old(at=clock.at)
    told = OutboxMessage.objects.filter(kind="draft_expires", channel="in_app")
    clock.at += timedelta(days=3)
    gone = end_old(at=clock.at)

    assert early == (0, 0)
    assert told.count() == 1
    assert "thứ Tư, 16/12/2026" in told.get().body
    assert gone == 1
    assert not Dossier.objects.filter(temporary_ref=filer.reference).exists()
    back = filer.browser.get(filer.address("xem-lai"))
    assert back.status_code == 410
    assertTemplateUsed(back, "portal/filing_ended.html")
    assert "Bản nháp này đã hết hạn giữ" in page(back)


def test_no_draft_ends_that_was_not_told_of_or_was_saved_since(filer: Filer, clock: Clock) -> None:
    clock.at += timedelta(days=60)

    untold = end_old(at=clock.at)
    clock.at += timedelta(days=2)
    Dossier.objects.update(saved_at=clock.at)
    clock.at += timedelta(days=2)

    assert (untold, end_old(at=clock.at)) == (0, 0)
    assert filer.dossier


def test_a_draft_whose_papers_were_looked_at_can_be_thrown_away(filer: Filer) -> None:
    filer.browser.get(f"/ho-so/{filer.reference}/to-khai.pdf")

    filer.browser.post(f"/nop/ho-so/{filer.reference}/bo/")

    assert not Dossier.objects.exists()
    assert "Bạn đã bỏ bản nháp này" in page(filer.browser.get(filer.address("to-khai")))


def test_a_person_filed_for_before_is_filled_in_by_one_press(mai: Client, office: Office, clock: Clock) -> None:
    offering = offer(office)
    child = {"whose": "nguoi-nha", "name": "Lò Bảo An", "relation": "mẹ đẻ", "personal_id": "036220000111"}
    first = ready(mai, offering)
    first.say("nguoi-nop", **WHO | child)
    first.say("xem-lai", agree="on", khoa="k")
    again = begin(mai, offering, key="lan-hai")

    html = again.see("nguoi-nop")
    pressed = again.say("nguoi-nop", **WHO | {"phone": "0978 999 888"}, nguoi=str(first.dossier.pk))
    filled = again.dossier
    again.say("nguoi-nop", **WHO, nguoi="1")

    assert "036******111" in html
    assert "036220000111" not in html
    assert pressed.headers["Location"] == again.address("nguoi-nop") + "#id_name"
    assert (filled.applicant_name, filled.relation) == ("Lò Bảo An", "Người nhà: mẹ đẻ")
    assert filled.applicant_phone == "+84978999888"
    assert again.dossier.applicant_name == "Lò Thị Mai"

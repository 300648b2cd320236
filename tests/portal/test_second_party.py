"""Two people at one filing: nothing is filed before the other has agreed to exactly what it says."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from apps.dossiers.domain.status import Status
from apps.dossiers.models import DossierEvent, ReadLog, SecondParty, SupplementItem
from apps.dossiers.selectors.parties import party_print
from apps.messaging.models import OutboxMessage
from apps.procedures.models import Arrangement
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.portal import helping
from tests.portal.filers import FORM, WHO, Filer, file, key_in, offer, page, ready, walk_hers

pytestmark = pytest.mark.django_db

OTHER_ID = "036090000777"
OTHER = {"other_name": "Vi Văn Bình", "other_phone": "0912 345 678", "other_personal_id": OTHER_ID}


@pytest.fixture
def filer(mai: Client, office: Office, clock: Clock) -> Filer:
    """Everything said and sent; the other is named and not asked."""
    offering = offer(office)
    Arrangement.objects.filter(offering=offering).update(second_party="người cùng đăng ký kết hôn")
    draft = ready(mai, offering)
    draft.say("nguoi-nop", **WHO, **OTHER)
    return draft


@pytest.fixture
def other() -> Client:
    """The other, logged in with an account of their own."""
    browser = Client()
    browser.force_login(
        factories.citizen_user(person=factories.person(name="Vi Văn Bình", phone="+84912345678", personal_id=OTHER_ID))
    )
    return browser


def invite(filer: Filer) -> str:
    """Press «Mời đọc và xác nhận»; the path of the other's page."""
    filer.say("xem-lai", moi="1")
    found = re.search(r'href="http://testserver(/xac-nhan/[^"]+)"', filer.see("xem-lai"))
    assert found
    return found[1]


def answer(browser: Client, address: str, *, press: str = "dong-y") -> str:
    """Read the page and press."""
    read = re.search(r'name="doc" value="([^"]+)"', page(browser.get(address)))
    assert read
    return page(browser.post(address, {"viec": press, "doc": read[1]}, follow=True))


def test_nothing_is_filed_before_the_other_agrees(filer: Filer, other: Client) -> None:
    early = file(filer)
    address = invite(filer)
    waiting = file(filer)
    said = answer(other, address)
    filed = file(filer)

    assert (early.status_code, waiting.status_code, filed.status_code) == (422, 422, 302)
    assert "chưa đồng ý với đúng những gì viết ở đây" in page(waiting)
    assert "Bạn đã đồng ý" in said
    assert list(ReadLog.objects.values_list("door", flat=True)) == ["portal/confirm/account"]
    assert filer.dossier.status == Status.SUBMITTED
    facts = DossierEvent.objects.get(dossier=filer.dossier, action="submit").facts
    assert facts["second_party"]["way"] == "account"
    assert OTHER_ID not in str(facts)


def test_what_is_changed_afterwards_is_asked_anew(filer: Filer, other: Client) -> None:
    address = invite(filer)
    answer(other, address)

    filer.say("to-khai", **FORM | {"purpose": "Việc khác"})
    refused, shown = file(filer), page(other.get(address))
    again = invite(filer)
    answer(other, again)

    assert refused.status_code == 422
    assert "Hồ sơ đang được sửa" in shown
    assert again == address
    assert file(filer).status_code == 302


def test_what_was_read_an_hour_ago_is_not_agreed_to_now(filer: Filer, other: Client) -> None:
    address = invite(filer)
    old = re.findall(r'name="doc" value="([^"]+)"', page(other.get(address)))[0]
    filer.say("to-khai", **FORM | {"purpose": "Việc khác"})

    html = page(other.post(address, {"viec": "dong-y", "doc": old}, follow=True))

    assert "Hồ sơ vừa được sửa" in html
    assert "Việc khác" in html
    assert filer.dossier.second_party.agreed is None


def test_the_other_may_say_no(filer: Filer, other: Client) -> None:
    address = invite(filer)

    said = answer(other, address, press="khong-dong-y")

    assert "không đồng ý" in said
    assert "đã trả lời không đồng ý" in filer.see("xem-lai")
    assert file(filer).status_code == 422
    told = OutboxMessage.objects.filter(kind="second_party_answered")
    assert told.exists()
    assert not [message for message in told if "Vi Văn" in message.body]


def test_a_code_on_the_phone_opens_the_page_and_nothing_else_does(filer: Filer, settings: Settings) -> None:
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9/"
    address, stranger = invite(filer), Client()

    door = page(stranger.get(address))
    unproved = stranger.post(address, {"viec": "dong-y", "doc": "x"})
    sent = stranger.post(address, {"viec": "gui-ma"})
    text = OutboxMessage.objects.filter(kind="one_time_code").order_by("-pk")[0].body
    wrong = stranger.post(address, {"viec": "ma", "ma": "000 00"})
    right = stranger.post(address, {"viec": "ma", "ma": re.findall(r"\d{3} \d{3}", text)[0]})
    said = answer(stranger, address)

    assert "Lò Thị Mai" not in door
    assert (unproved.status_code, sent.status_code, wrong.status_code, right.status_code) == (422, 200, 422, 302)
    assert "Bạn đã đồng ý" in said
    assert filer.dossier.second_party.answered_way == "phone"


def test_whoever_files_never_confirms_for_the_other(filer: Filer) -> None:
    address = invite(filer)

    html = page(filer.browser.get(address))
    pressed = filer.browser.post(address, {"viec": "dong-y", "doc": "x"})

    assert "Bạn là người nộp hồ sơ này" in html
    assert pressed.status_code == 422
    assert filer.dossier.second_party.agreed is None


def test_a_lapsed_link_and_a_used_one_each_say_so(filer: Filer, other: Client, clock: Clock) -> None:
    address = invite(filer)
    clock.at += timedelta(days=15)
    lapsed = other.get(address)
    used = invite(filer)
    answer(other, used)

    assert lapsed.status_code == 410
    assert "Lời mời này không còn mở" in page(lapsed)
    assert "Bạn đã đồng ý" in page(other.get(used))
    assert other.get("/xac-nhan/khong-co/").status_code == 404


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"other_name": ""}, "Viết họ tên của người cùng xác nhận"),
        ({"other_phone": WHO["phone"]}, "Đây là số nhận tin của bạn"),
        ({"other_name": "<b>"}, "Tên chỉ gồm chữ"),
    ],
)
def test_the_other_is_somebody_else_whom_we_can_reach(filer: Filer, said: dict[str, str], sentence: str) -> None:
    answer = filer.say("nguoi-nop", **WHO, **OTHER | said)

    assert answer.status_code == 422
    assert sentence in page(answer)


def test_a_name_alone_reaches_nobody(filer: Filer) -> None:
    SecondParty.objects.update(personal_id=None)

    answer = filer.say("nguoi-nop", **WHO, other_name="Vi Văn Bình")

    assert answer.status_code == 422
    assert "một trong hai là đủ" in page(answer)


def test_the_other_confirms_at_the_desk_with_their_card(filer: Filer, office: Office) -> None:
    invite(filer)
    desk = Client()
    desk.force_login(office.clerk.user)

    wrong = desk.post("/quay/xac-nhan/", {"reference": filer.reference, "personal_id": "036090000778"})
    found = page(desk.post("/quay/xac-nhan/", {"reference": filer.reference.lower(), "personal_id": OTHER_ID}))
    said = {name: re.findall(rf'name="{name}" value="([^"]+)"', found)[0] for name in ("ho-so", "doc")}
    done = page(desk.post("/quay/xac-nhan/", said | {"tra-loi": "dong-y"}, follow=True))
    twice = page(desk.post("/quay/xac-nhan/", said | {"tra-loi": "dong-y"}, follow=True))

    assert wrong.status_code == 422
    assert OTHER_ID not in found
    assert "Đã ghi: đồng ý." in done
    assert "không còn mở" in twice
    assert filer.dossier.second_party.answered_by == f"official:{office.clerk.pk}"
    assert key_in(filer.see("xem-lai"))
    assert file(filer).status_code == 302


def test_a_code_to_one_phone_proves_nothing_of_whoever_is_named_next(filer: Filer, settings: Settings) -> None:
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9/"
    address, friend = invite(filer), Client()
    friend.post(address, {"viec": "gui-ma"})
    body = OutboxMessage.objects.filter(kind="one_time_code").latest("pk").body
    friend.post(address, {"viec": "ma", "ma": re.findall(r"[0-9]{3} [0-9]{3}", body)[0]})
    assert "Vi Văn Bình" in page(friend.get(address))

    filer.say("nguoi-nop", **WHO, **OTHER | {"other_name": "Vi Văn Bảo", "other_phone": "0912 000 111"})
    assert invite(filer) == address

    assert "Vi Văn Bảo" not in page(friend.get(address))
    assert friend.post(address, {"viec": "dong-y", "doc": party_print(filer.dossier)}).status_code == 422
    assert filer.dossier.second_party.agreed is None


def test_whoever_helps_invites_the_other_too_and_never_with_an_own_phone(
    office: Office, clock: Clock, settings: Settings
) -> None:
    offering = offer(office)
    Arrangement.objects.filter(offering=offering).update(second_party="người cùng đăng ký kết hôn")
    filer = helping.ready(helping.registered(office, clock, settings), offering)
    who = WHO | {"phone": helping.HER_PHONE}

    own = filer.say("nguoi-nop", **who, **OTHER | {"other_phone": "0978 555 666"})
    filer.say("nguoi-nop", **who, **OTHER)
    address = invite(filer)

    assert "Đây là số của người giúp" in page(own)
    assert page(Client().get(address)).count("Vi Văn Bình") == 0


def test_an_answer_to_a_request_waits_for_the_other_again(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.NEED_FIX_INTAKE, office, clock)
    Arrangement.objects.filter(pk=dossier.arrangement_id).update(second_party="người cùng đăng ký kết hôn")
    SupplementItem.objects.filter(dossier=dossier).update(word="Giấy này tôi không có.")
    address = f"/ho-so/{dossier.reference}/bo-sung/"

    answer = mai.post(address, {"xong": "1", "note": "Đã sửa", "khoa": key_in(page(mai.get(address)))})

    assert answer.headers["Location"] == f"/nop/ho-so/{dossier.reference}/xem-lai/"
    assert "chưa đồng ý với bản đã sửa" in page(mai.get(answer.headers["Location"]))
    dossier.refresh_from_db()
    assert dossier.status == Status.NEED_FIX_INTAKE


def test_the_other_finds_it_among_their_own(filer: Filer, other: Client, mai: Client, neighbour: Client) -> None:
    """While they are asked with the way to answer, once it is filed with where it stands; nobody else finds it."""
    unasked = page(other.get("/ho-so/"))
    address = invite(filer)
    asked = page(other.get("/ho-so/"))
    answer(other, address)
    agreed = page(other.get("/ho-so/"))
    assert file(filer).status_code == 302
    filed = page(other.get("/ho-so/"))

    assert filer.reference not in unasked + agreed
    assert f'href="{address}"' in asked
    assert "mời bạn đọc và xác nhận." in asked
    assert filer.reference in filed
    assert "Người khác nộp, bạn cùng đứng tên" in filed
    assert "Quầy xem hồ sơ rồi nhận, hoặc báo cần bổ sung gì." in filed
    assert f"/ho-so/{filer.reference}/" not in filed
    assert other.get(f"/ho-so/{filer.reference}/").status_code == 404
    assert filer.reference not in page(neighbour.get("/ho-so/"))
    assert "Người khác nộp" not in page(mai.get("/ho-so/"))


def test_the_other_who_said_no_or_was_never_asked_finds_nothing(filer: Filer, other: Client) -> None:
    answer(other, invite(filer), press="khong-dong-y")

    assert filer.reference not in page(other.get("/ho-so/"))

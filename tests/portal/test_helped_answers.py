"""Answering a request for papers with a helper: card and paper open it, the citizen confirms, then it is shut."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_django.asserts import assertTemplateUsed

from apps.accounts.domain.actor import Actor, ActorKind
from apps.accounts.models import User
from apps.desk.services import receiving, supplements
from apps.dossiers import selectors
from apps.dossiers.domain.asking import AskedItem, Defect
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, DossierEvent, HelpedAnswer, ReadLog
from apps.dossiers.services import filing
from apps.dossiers.tasks import read_papers
from apps.messaging.models import OutboxMessage
from apps.officials.selectors import actor_of
from apps.officials.selectors.helping import helper_at_work
from apps.portal.selectors.reusing import reusable
from apps.portal.tasks import end_old_drafts
from tests import factories, walking
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.filers import Filer, key_in, offer, page
from tests.portal.helping import OLD, file, logged_in, ready, registered, signed
from tests.portal.uploads import photo

PAPER = "Đơn có xác nhận của trưởng thôn"

pytestmark = pytest.mark.django_db


@pytest.fixture
def pao(office: Office, clock: Clock, settings: Settings) -> Client:
    """Anh Páo, who helped, and is told nothing of what became of it."""
    return registered(office, clock, settings)


@pytest.fixture
def asked(pao: Client, office: Office, clock: Clock) -> Filer:
    """A dossier that was filed with help, of which the desk wants one paper again."""
    filer = ready(pao, offer(office))
    signed(filer)
    assert file(filer).status_code == 302
    clock.at += timedelta(hours=1)
    clerk = actor_of(official=office.clerk, at=clock.at)
    items = (AskedItem(name=PAPER, defect=Defect.ABSENT, fix="Xin trưởng thôn một tờ"),)
    receiving.request_fix(dossier_id=filer.dossier.pk, items=items, reason=walking.REASON, by=clerk, at=clock.at)
    clock.at += timedelta(hours=1)
    return filer


def begin(browser: Client, reference: str, **said: str) -> Any:
    """Press «Mở yêu cầu bổ sung»."""
    facts = {"reference": reference, "personal_id": OLD["personal_id"], "present": "on"}
    return browser.post("/giup-nop/bo-sung/", {**facts, **said})


def send(filer: Filer) -> str:
    """A photograph for the one paper; the address of the page."""
    place = f"/giup-nop/bo-sung/{filer.reference}/"
    assert filer.browser.post(place, {"gui": "khac-1", "file": photo()}).status_code == 302
    read_papers()
    return place


def hand_in(browser: Client, place: str) -> Any:
    return browser.post(place, {"xong": "1", "khoa": key_in(page(browser.get(place))), "note": ""})


def test_helper_sends_what_was_asked_for_and_then_sees_it_no_longer(asked: Filer, pao: Client, clock: Clock) -> None:
    assert pao.get(f"/giup-nop/bo-sung/{asked.reference}/").status_code == 404
    opened = begin(pao, asked.reference)
    place = send(asked)
    shown = pao.get(place)
    assertTemplateUsed(shown, "portal/helping_answer.html")

    unconfirmed = hand_in(pao, place)
    pao.post(place, {"cach": "da-doc", "read_by": "Giàng A Páo", "signed": "on"})
    answer = hand_in(pao, place)

    assert opened.headers["Location"] == place
    assert PAPER in page(shown)
    assert "Lò Thị Ọi" in page(shown)
    assert "Sửa tờ khai" not in page(shown)
    assert unconfirmed.status_code == 422
    assert "Người nộp chưa xác nhận." in page(unconfirmed)
    assert answer.headers["Location"] == "/giup-nop/"
    dossier, event = asked.dossier, DossierEvent.objects.get(action="answer_fix")
    assert dossier.status == Status.SUBMITTED
    assert dossier.documents.filter(name=PAPER, file__isnull=False).count() == 1
    helped = HelpedAnswer.objects.get()
    assert event.facts["helped"] == {"by": f"helper:{helped.helper_id}", "confirmed": "read_aloud"}
    assert selectors.verify_chain(dossier=dossier) == dossier.chain_head
    assert ReadLog.objects.filter(dossier=dossier, door="portal/help-answer").exists()
    assert pao.get(place).status_code == 404
    assert dossier.assistance.confirmation == "read_aloud"


def test_any_helper_of_the_office_may_with_the_card_and_the_paper(
    asked: Filer, pao: Client, office: Office, settings: Settings
) -> None:
    """Whoever helped before sees it no longer; the code goes to the phone that was named at filing."""
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9/"
    begin(pao, asked.reference)
    clerk = logged_in(office.clerk, settings)
    begin(clerk, asked.reference.lower())
    place = send(Filer(clerk, asked.reference))

    clerk.post(place, {"cach": "gui-ma"})
    body = OutboxMessage.objects.filter(kind="one_time_code").latest("pk").body
    code = re.findall(r"[0-9]{3} [0-9]{3}", body)[0]
    wrong = clerk.post(place, {"cach": "ma", "code": "000000" if code != "000 000" else "111111"})
    clerk.post(place, {"cach": "ma", "code": code})
    answer = hand_in(clerk, place)

    assert wrong.status_code == 422
    assert "Mã này không đúng hoặc đã hết hạn." in page(wrong)
    assert answer.headers["Location"] == "/giup-nop/"
    assert DossierEvent.objects.get(action="answer_fix").facts["helped"]["confirmed"] == "own_phone"
    assert pao.get(place).status_code == 404
    assert [row.closed_at is None for row in HelpedAnswer.objects.order_by("pk")] == [False, False]


def test_what_is_sent_after_the_word_asks_anew(asked: Filer, pao: Client) -> None:
    begin(pao, asked.reference)
    place = send(asked)
    pao.post(place, {"cach": "da-doc", "read_by": "Giàng A Páo", "signed": "on"})
    before = page(pao.get(place))
    pao.post(place, {"gui": "khac-1", "file": photo(shade=90)})
    read_papers()

    answer = hand_in(pao, place)

    assert "Người nộp đã xác nhận đúng những gì sẽ gửi." in before
    assert answer.status_code == 422
    assert "Hồ sơ đã đổi sau khi người nộp xác nhận." in page(answer)
    assert asked.dossier.status == Status.NEED_FIX_INTAKE


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"personal_id": "036140000778"}, "Không có hồ sơ nào chờ bổ sung khớp cả mã và số này."),
        ({"reference": "TMP-00000000"}, "Không có hồ sơ nào chờ bổ sung khớp cả mã và số này."),
        ({"reference": "mã của tôi"}, "Không có hồ sơ nào chờ bổ sung khớp cả mã và số này."),
        ({"personal_id": "12"}, "Số định danh có 12 số"),
        ({"reference": ""}, "Chép mã trên giấy của người nộp."),
        ({"present": ""}, "Chỉ giúp khi người nộp có mặt."),
    ],
)
def test_only_the_right_card_with_the_right_paper_opens_it(
    asked: Filer, pao: Client, said: dict[str, str], sentence: str
) -> None:
    answer = begin(pao, **{"reference": asked.reference, **said})

    assert answer.status_code == 422
    assert sentence in page(answer)
    assert not HelpedAnswer.objects.exists()


def test_what_its_owner_filed_alone_or_what_waits_for_nothing_is_not_opened(
    asked: Filer, pao: Client, clock: Clock
) -> None:
    Dossier.objects.filter(pk=asked.dossier.pk).update(is_assisted=False)
    alone = begin(pao, asked.reference)
    Dossier.objects.filter(pk=asked.dossier.pk).update(is_assisted=True)
    owner = Actor(kind=ActorKind.CITIZEN, id=asked.dossier.submitter_id)
    filing.withdraw(dossier_id=asked.dossier.pk, by=owner, at=clock.at)

    assert (alone.status_code, begin(pao, asked.reference).status_code) == (422, 422)


def test_helper_who_goes_leaves_what_was_sent_to_its_owner(asked: Filer, pao: Client, settings: Settings) -> None:
    begin(pao, asked.reference)
    place = send(asked)
    assert asked.reference in page(pao.get("/giup-nop/"))

    pao.post(place, {"cach": "thoi"})
    owner = Client()
    owner.force_login(factories.citizen_user(person=asked.dossier.submitter))
    own = f"/ho-so/{asked.reference}/bo-sung/"
    answer = hand_in(owner, own)

    assert pao.get(place).status_code == 404
    assert answer.headers["Location"] == f"/ho-so/{asked.reference}/"
    assert "helped" not in DossierEvent.objects.get(action="answer_fix").facts


def test_help_that_nobody_ended_is_over_the_next_day(asked: Filer, pao: Client, clock: Clock) -> None:
    begin(pao, asked.reference)
    place = send(asked)
    end_old_drafts()
    assert pao.get(place).status_code == 200

    clock.at += timedelta(days=1)
    end_old_drafts()

    assert pao.get(place).status_code == 404
    assert asked.dossier.documents.filter(name=PAPER, file__isnull=False).count() == 1


def test_helper_of_an_answer_reads_and_changes_nothing_else(asked: Filer, pao: Client) -> None:
    """No step of the filing, no page of the owner; a stranger has no door."""
    begin(pao, asked.reference)

    assert pao.get(f"/nop/ho-so/{asked.reference}/to-khai/").status_code == 302
    assert pao.post(f"/nop/ho-so/{asked.reference}/to-khai/", {"luu": "1"}).status_code == 302
    assert pao.get(f"/giup-nop/{asked.reference}/xac-nhan/").status_code == 404
    for page_of_owner in ("", "trao-doi/", "ai-da-xem/", "rut/", "nop-tien/", "bo-sung/", "to-khai.pdf"):
        assert pao.get(f"/ho-so/{asked.reference}/{page_of_owner}").status_code == 404
    stranger = Client()
    stranger.force_login(factories.citizen_user(person=factories.person(name="Vàng A Pó", phone="+84978222333")))
    assert stranger.get("/giup-nop/bo-sung/").status_code == 403
    assert stranger.get(f"/giup-nop/bo-sung/{asked.reference}/").status_code == 403


def test_help_with_one_request_opens_no_later_one(asked: Filer, pao: Client, office: Office, clock: Clock) -> None:
    """The papers came to the counter and something else is asked for: whoever helped then has no card before them."""
    clerk = actor_of(official=office.clerk, at=clock.at)
    filing.answer_fix(dossier_id=asked.dossier.pk, by=clerk, at=clock.at)
    way = walking.Walk(dossier=asked.dossier, office=office, at=clock.at)
    for act in (walking.receive, walking.forward, walking.take, walking.ask_supplement):
        way.step(act)
    clock.at = way.at
    assert begin(pao, asked.reference).status_code == 302
    place = f"/giup-nop/bo-sung/{asked.reference}/"
    assert pao.get(place).status_code == 200
    supplements.accept_supplement(dossier_id=asked.dossier.pk, by=way.by(office.clerk), at=way.at)
    way.dossier.refresh_from_db()
    way.step(walking.ask_supplement)

    assert asked.dossier.status == Status.AWAITING_SUPPLEMENT
    assert pao.get(place).status_code == 404
    assert HelpedAnswer.objects.get().closed_at


def test_what_was_sent_for_one_neighbour_is_not_offered_for_another(
    asked: Filer, pao: Client, office: Office, clock: Clock
) -> None:
    begin(pao, asked.reference)
    send(asked)
    other = walking.walk_to(status=Status.NEED_FIX_INTAKE, office=office)
    helping = helper_at_work(user=User.objects.get(person__name="Giàng A Páo"), at=clock.at)

    assert helping
    assert Dossier.objects.visible_to(helping.actor).filter(pk=asked.dossier.pk).exists()
    assert reusable(dossier=other, by=helping.actor) == ()

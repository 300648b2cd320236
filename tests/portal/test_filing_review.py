"""The last look before filing: what is missing in words, the declaration, nothing only its filer should read."""

from __future__ import annotations

import pytest
from django.test import Client

from apps.dossiers.domain.status import Status
from apps.dossiers.models import DossierEvent
from apps.procedures.models import ProcedureVersion
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.filers import FORM, PHONE, WHO, begin, file, key_in, offer, page, ready

pytestmark = pytest.mark.django_db


def test_review_says_in_words_what_is_missing(mai: Client, office: Office, clock: Clock) -> None:
    filer = begin(mai, offer(office))

    html = filer.see("xem-lai")
    refused = filer.say("xem-lai", agree="on", khoa=key_in(html), why_missing="Chưa có")

    assert "Còn chỗ cần bạn viết thêm hoặc sửa" in html
    assert "Yêu cầu · Dùng vào việc gì: Ô này còn trống, bạn viết vào." in html
    assert "Còn thiếu 1 giấy" in html
    assert refused.status_code == 422
    assert filer.dossier.status == Status.DRAFT


def test_papers_may_be_missing_when_the_filer_says_why(mai: Client, office: Office, clock: Clock) -> None:
    filer = begin(mai, offer(office))
    filer.say("nguoi-nop", **WHO)
    filer.say("to-khai", **FORM)

    silent = filer.say("xem-lai", agree="on", khoa="a")
    said = filer.say("xem-lai", agree="on", khoa="a", why_missing="Mang bản chính đến quầy")

    assert silent.status_code == 422
    assert "Viết vài lời để quầy biết vì sao còn thiếu giấy" in page(silent)
    assert said.status_code == 302
    note = DossierEvent.objects.get(dossier=filer.dossier).note.text
    assert note == "Còn thiếu: Giấy xác nhận của thôn. Mang bản chính đến quầy"


def test_nobody_files_without_the_declaration(mai: Client, office: Office, clock: Clock) -> None:
    filer = ready(mai, offer(office))

    answer = filer.say("xem-lai", khoa="a")

    assert answer.status_code == 422
    assert "Đánh dấu vào ô cam đoan" in page(answer)
    assert filer.dossier.status == Status.DRAFT


def test_review_shows_no_whole_personal_id(mai: Client, office: Office, clock: Clock) -> None:
    filer = ready(mai, offer(office))

    pages = [filer.see(step) for step in ("nguoi-nop", "to-khai", "xem-lai")]
    own = filer.dossier.applicant_personal_id or ""

    assert FORM["personal_id"] == (filer.dossier.answers or {})["personal_id"]
    assert not [html for html in pages if FORM["personal_id"] in html or own in html]
    assert "036******123" in pages[2]
    assert PHONE in pages[2]


def test_a_form_never_begun_is_one_line_of_what_is_missing(mai: Client, office: Office, clock: Clock) -> None:
    offering = offer(office)
    factories.ask(offering, {"fields": [{"name": f"cau_{n}", "label": f"Câu {n}"} for n in range(7)]})

    html = begin(mai, offering).see("xem-lai")

    assert "Tờ khai: còn 7 ô trống hoặc cần sửa" in html
    assert "Câu 3" not in html


def test_time_taken_back_meanwhile_is_said_and_the_draft_is_kept(mai: Client, office: Office, clock: Clock) -> None:
    filer = ready(mai, offer(office))
    key = key_in(filer.see("xem-lai"))
    ProcedureVersion.objects.filter(pk=filer.dossier.version_id).update(allowance_amount=None, allowance_unit="")

    looked, answer = filer.see("xem-lai"), file(filer, key=key)

    assert "đang xem lại thời hạn" in looked
    assert (answer.status_code, filer.dossier.status) == (422, Status.DRAFT)
    assert "Hồ sơ của bạn vẫn còn" in page(answer)

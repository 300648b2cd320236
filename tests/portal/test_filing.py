"""From «Bắt đầu» to «Đã nộp hồ sơ», and what is kept when somebody leaves in between."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client

from apps.accounts.models import User
from apps.core.limits import TooMany, count
from apps.dossiers.domain.status import Channel, Delivery, Status
from apps.dossiers.models import Dossier, DossierEvent
from apps.portal.services import parking
from apps.portal.views.filing.starting import NEW_DRAFTS
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.filers import FORM, WHO, begin, file, mai_person, offer, page, ready

pytestmark = pytest.mark.django_db


def test_filing_ends_with_one_submitted_dossier(mai: Client, office: Office, clock: Clock) -> None:
    filer = ready(mai, offer(office))

    answer = file(filer)

    assert (answer.status_code, answer.headers["Location"]) == (302, filer.address("da-nop"))
    dossier = filer.dossier
    assert dossier.status == Status.SUBMITTED
    assert dossier.channel == Channel.ONLINE
    assert dossier.delivery == Delivery.COUNTER
    assert dossier.applicant_phone == "+84978111312"
    assert dossier.answers == FORM
    assert dossier.documents.count() == 1
    event = DossierEvent.objects.get(dossier=dossier)
    sent = dossier.documents.get().file
    assert sent is not None
    assert event.facts["documents"] == [sent.sha256]


def test_success_page_shows_the_look_up_factor_once(mai: Client, office: Office, clock: Clock) -> None:
    filer = ready(mai, offer(office))
    file(filer)
    factor = filer.dossier.factor_once or ""
    printed = f"{factor[:4]}-{factor[4:]}"

    first = filer.see("da-nop")
    clock.at += timedelta(minutes=16)
    later = filer.see("da-nop")

    assert printed in first
    assert filer.reference in first
    assert "trước 9:00 thứ Ba, 17/11/2026" in first
    assert printed not in later
    assert "đã hiện một lần" in later


def test_look_up_factor_lies_sealed_in_the_table(mai: Client, office: Office, clock: Clock) -> None:
    filer = ready(mai, offer(office))
    file(filer)
    factor = filer.dossier.factor_once or ""

    with connection.cursor() as cursor:
        cursor.execute("SELECT dossiers_dossier::text FROM dossiers_dossier")
        row = cursor.fetchone()[0]

    assert len(factor) == 8
    assert factor not in row
    assert factor.encode().hex() not in row


def test_start_says_time_papers_and_what_is_under_way(mai: Client, office: Office, clock: Clock) -> None:
    offering = offer(office)
    file(ready(mai, offering))

    html = page(mai.get(f"/nop/{offering.procedure.code}/"))

    assert "03 ngày làm việc" in html
    assert "Bạn có 1 hồ sơ cho việc này chưa xong" in html


def test_open_draft_is_offered_first_and_gone_on_with(mai: Client, office: Office, clock: Clock) -> None:
    offering = offer(office)
    filer = begin(mai, offering)

    html = page(mai.get(f"/nop/{offering.procedure.code}/"))
    again = begin(mai, offering)

    assert "Bạn đang viết dở một hồ sơ" in html
    assert filer.address("nguoi-nop") in html
    assert again.reference == filer.reference
    assert Dossier.objects.count() == 1


def test_another_draft_is_opened_when_asked_for(mai: Client, office: Office, clock: Clock) -> None:
    offering = offer(office)
    begin(mai, offering)

    mai.post(f"/nop/{offering.procedure.code}/", {"khoa": "another", "them": "1"})

    assert Dossier.objects.count() == 2


def test_unknown_procedure_is_not_found(mai: Client, office: Office) -> None:
    assert mai.get("/nop/9.999999/").status_code == 404


def test_procedure_that_is_not_filed_online_says_what_to_do(mai: Client, office: Office) -> None:
    offering = factories.offering(agency=office.agency, accepts_online=False)

    start = f"/nop/{offering.procedure.code}/"
    answer = mai.get(start)
    mai.post(start, {"khoa": "k"})

    assert answer.status_code == 200
    assert "chưa nộp qua mạng được" in page(answer)
    assert not Dossier.objects.exists()


def test_leaving_and_coming_back_finds_everything(mai: Client, office: Office, clock: Clock) -> None:
    filer = begin(mai, offer(office))
    filer.say("nguoi-nop", luu="1", **WHO | {"address": "Bản Pom Lót"})
    filer.say("to-khai", luu="1", full_name="Lò Thị Mai", personal_id="", purpose="")
    clock.at += timedelta(days=3)

    assert "Bản Pom Lót" in filer.see("nguoi-nop")
    assert 'value="Lò Thị Mai"' in filer.see("to-khai")
    assert "Đã lưu lúc 9:00 16/11/2026" in filer.see("to-khai")


def test_saving_says_when(mai: Client, office: Office, clock: Clock) -> None:
    filer = begin(mai, offer(office))
    clock.at += timedelta(minutes=32)

    answer = filer.say("to-khai", luu="1", full_name="Lò", personal_id="", purpose="")

    assert answer.status_code == 302
    assert "Đã lưu lúc 9:32" in filer.see("to-khai")


def test_autosave_keeps_what_is_there_and_says_what_is_left(mai: Client, office: Office, clock: Clock) -> None:
    filer = begin(mai, offer(office))

    answer = mai.post(filer.address("to-khai"), {"full_name": "Lò Th"}, headers={"X-Autosave": "1"})

    said = page(answer)
    assert (answer.status_code, "<p data-saved>Đã lưu lúc 9:00</p>" in said) == (200, True)
    assert "Yêu cầu · Dùng vào việc gì: Ô này còn trống, bạn viết vào." in said
    assert (filer.dossier.answers or {})["full_name"] == "Lò Th"


def test_expired_session_keeps_the_draft_and_what_was_being_typed(mai: Client, office: Office, clock: Clock) -> None:
    filer = begin(mai, offer(office))
    filer.say("to-khai", luu="1", full_name="Lò Thị Mai", personal_id="", purpose="Đăng ký kết hôn")
    user = mai.session["_auth_user_id"]
    mai.logout()

    form = filer.address("to-khai")
    late = mai.post(form, FORM | {"purpose": "Xin việc", "cho": "id_purpose"})
    parked = str(dict(mai.session))
    mai.force_login(User.objects.get(pk=user))
    back = mai.get(form)

    assert late.headers["Location"] == f"/dang-nhap/?next={form}"
    assert "Xin việc" not in parked
    assert back.headers["Location"] == f"{form}#id_purpose"
    html = filer.see("to-khai")
    assert "Xin việc" in html
    assert "Những gì bạn vừa gõ vẫn còn và đã được lưu." in html


def test_so_many_forms_after_the_session_are_answered_in_words(mai: Client, office: Office, clock: Clock) -> None:
    filer = begin(mai, offer(office))
    mai.logout()
    for _ in range(parking._PER_ADDRESS.tries):
        count(limits=[(parking._PER_ADDRESS, "127.0.0.1")], at=clock.at)

    answer = filer.say("to-khai", **FORM)

    assert answer.status_code == 429
    assert "Nghỉ một lát rồi thử lại" in page(answer)


def test_a_day_has_room_for_a_hundred_drafts(mai: Client, office: Office, clock: Clock) -> None:
    offering = offer(office)
    begin(mai, offering)
    for _ in range(NEW_DRAFTS.tries):
        with suppress(TooMany):
            count(limits=[(NEW_DRAFTS, str(mai_person().pk))], at=clock.at)

    another = mai.post(f"/nop/{offering.procedure.code}/", {"khoa": "moi", "them": "1"})
    lying = mai.post(f"/nop/{offering.procedure.code}/", {"khoa": "cu"})

    assert (another.status_code, lying.status_code, Dossier.objects.count()) == (429, 302, 1)


def test_form_is_filled_in_from_the_account(mai: Client, office: Office, clock: Clock) -> None:
    offering = offer(office)
    factories.ask(
        offering,
        {
            "fields": [
                {"name": "ho_ten", "label": "Họ tên", "source": "applicant.name"},
                {"name": "ngay_sinh", "label": "Ngày sinh", "type": "date", "source": "applicant.birth_date"},
            ]
        },
    )

    html = begin(mai, offering).see("to-khai")

    assert 'value="Lò Thị Mai"' in html
    assert 'value="14/03/1998"' in html


def test_procedure_without_a_form_skips_its_step(mai: Client, office: Office, clock: Clock) -> None:
    offering = offer(office)
    factories.ask(offering, {})
    filer = begin(mai, offering)

    onward = filer.say("nguoi-nop", **WHO)

    assert onward.headers["Location"] == filer.address("giay-to")
    assert mai.get(filer.address("to-khai")).status_code == 404


def test_draft_can_be_thrown_away(mai: Client, office: Office, clock: Clock) -> None:
    filer = begin(mai, offer(office))

    answer = mai.post(f"/nop/ho-so/{filer.reference}/bo/", follow=True)

    assert "Đã bỏ bản nháp" in page(answer)
    assert not Dossier.objects.exists()


def test_filed_dossier_cannot_be_thrown_away(mai: Client, office: Office, clock: Clock) -> None:
    filer = ready(mai, offer(office))
    file(filer)

    answer = mai.post(f"/nop/ho-so/{filer.reference}/bo/", follow=True)

    assert "đã nộp rồi nên không bỏ được" in page(answer)
    assert filer.dossier.status == Status.SUBMITTED


def test_filing_for_family_keeps_the_relation_and_the_person(mai: Client, office: Office, clock: Clock) -> None:
    filer = ready(mai, offer(office))
    filer.say(
        "nguoi-nop", **WHO | {"whose": "nguoi-nha", "name": "Lò Bảo An", "relation": "mẹ của bé", "personal_id": ""}
    )

    review = filer.see("xem-lai")
    file(filer)

    dossier = filer.dossier
    assert dossier.relation == "Người nhà: mẹ của bé"
    assert dossier.applicant_name == "Lò Bảo An"
    assert dossier.applicant.name == "Lò Bảo An"
    assert dossier.submitter.name == "Lò Thị Mai"
    assert "Người nhà: mẹ của bé" in review


def test_filing_for_somebody_changes_nothing_we_know_of_them(mai: Client, office: Office, clock: Clock) -> None:
    other = factories.person(name="Lò Văn Inh", phone="+84911222333", personal_id="036090000777")
    filer = ready(mai, offer(office))
    filer.say(
        "nguoi-nop",
        **WHO
        | {
            "whose": "uy-quyen",
            "name": "Tên Khác",
            "number": "12",
            "issued_on": "1/11/2026",
            "certified_by": "UBND xã Suối Mây",
            "personal_id": "036 090 000 777",
        },
    )

    assert filer.dossier.applicant != other  # a draft is nobody's business but its filer's
    assert "Chụp giấy cho phép bạn nộp thay." in filer.see("giay-to")
    filer.say("xem-lai", agree="on", khoa="k", why_missing="Tôi mang giấy ủy quyền đến quầy.")

    other.refresh_from_db()
    assert filer.dossier.applicant == other
    assert filer.dossier.relation == "Được ủy quyền: số 12, ngày 01/11/2026, UBND xã Suối Mây"
    assert filer.dossier.representation.issued_on == date(2026, 11, 1)
    assert (other.name, other.phone) == ("Lò Văn Inh", "+84911222333")


def test_the_case_decides_which_papers_are_asked_for(mai: Client, office: Office, clock: Clock) -> None:
    offering = factories.offering(agency=office.agency, documents=("Giấy chung", "Giấy của con", "Giấy của cha"))
    version = factories.version_of(offering)
    for position, (case, paper) in enumerate({"Con chưa đủ 14 tuổi": "con", "Cha nhận con": "cha"}.items(), start=1):
        variant = version.variants.create(position=position, name=case)
        version.documents.filter(name=f"Giấy của {paper}").update(case=case, variant=variant)
    filer = begin(mai, offering)

    unchosen = filer.say("nguoi-nop", **WHO)
    filer.say("nguoi-nop", case="Cha nhận con", **WHO)
    html = filer.see("giay-to")

    assert unchosen.status_code == 422
    assert "Chọn trường hợp của bạn" in page(unchosen)
    assert "Giấy chung" in html
    assert "Giấy của cha" in html
    assert "Giấy của con" not in html

"""Six forms through the real door: refused where they lack something, read back, printed, and drafted from."""

from __future__ import annotations

import html
import io
import re
from datetime import datetime, timedelta
from typing import Any

import pypdf
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import Settings

from apps.accounts.models import User
from apps.desk.domain.acts import Act
from apps.desk.selectors.drafting import drafted
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, Result
from apps.portal.selectors.filing import cases
from apps.procedures.models import Arrangement
from apps.procedures.selectors.places import provinces
from apps.procedures.services.commune import load_commune_catalogue
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat
from tests.factories import ZONE, Office
from tests.portal.filers import Filer, key_in, page
from tests.portal.uploads import photo
from tests.procedures.filling import filled
from tests.sizes import pick

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 16, 8, 0, tzinfo=ZONE)
CODES = ("1.001193", "1.000656", "1.000894", "1.004873", "2.000815", "1.001776")
PRINTED = pick(sample=("1.000894", "2.000815"), full=CODES)  # two signers; a table
COMMUNE = next(iter(provinces()["14"].communes))
WHO = {"whose": "ban-than", "phone": "0978 654 312", "email": "", "address": "Thôn Nà Lạn"}
WHO |= {"other_name": "Vi Văn Bình", "other_phone": "0912 345 678"}  # where the law wants two


@pytest.fixture
def office(clock: Clock) -> Office:
    clock.at = MORNING
    made = factories.office()
    load_commune_catalogue(agency=made.agency, at=clock.at)
    return made


@pytest.fixture
def phone(office: Office, client: Client, settings: Settings) -> Client:
    settings.CITIZEN_LOCAL_LOGIN = True
    client.force_login(user())
    return client


def user() -> User:
    person = factories.person(name="Lò Thị Lành", personal_id="014196000321", phone="+84978654312")
    return factories.citizen_user(person=person)


def words_of(pdf: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return " ".join(" ".join(each.extract_text().replace("\xa0", " ").split()) for each in reader.pages)


def read(answer: Any) -> str:
    return html.unescape(page(answer))


def filled_in(phone: Client, code: str) -> Filer:
    """A draft on which the form was first sent empty, then full."""
    start = phone.get(f"/nop/{code}/")
    answer = phone.post(f"/nop/{code}/", {"khoa": key_in(page(start))})
    filer = Filer(phone, answer.headers["Location"].split("/")[3])
    first = next(iter(cases(version=filer.dossier.version)), "")
    filer.say("nguoi-nop", **WHO | ({"case": first} if first else {}))
    fields = filer.dossier.arrangement.form_fields
    empty = filer.say("to-khai")
    assert empty.status_code == 422
    assert "còn trống" in read(empty)
    full = filer.say("to-khai", **filled(fields, commune=COMMUNE))
    assert full.headers.get("Location") == filer.address("giay-to"), read(full)
    return filer


def test_each_of_the_six_is_filled_in_read_back_printed_and_drafted_from(phone: Client, clock: Clock) -> None:
    for code in CODES:
        filer = filled_in(phone, code)
        dossier = filer.dossier

        review = filer.see("xem-lai")
        text = drafted(dossier=dossier, at=clock.at)

        assert "Còn chỗ cần bạn viết thêm hoặc sửa" not in review, code
        assert "{{" not in text
        assert "Lò Thị" in text
        if code in PRINTED:
            declared = words_of(phone.get(f"/ho-so/{dossier.reference}/to-khai.pdf").content)
            assert "Tôi cam đoan những nội dung khai trên đây là đúng sự thật" in declared
            assert "BẢN XEM TRƯỚC – CHƯA NỘP" in declared
            assert dossier.procedure_name in declared
            assert "Lò Thị Mai" in declared


def test_a_result_is_drafted_corrected_and_laid_before_the_leader_without_typing_it_again(
    phone: Client, office: Office, clock: Clock
) -> None:
    filer = filled_in(phone, "1.004873")
    for paper in filer.dossier.version.documents.filter(is_note=False):
        filer.send(file=photo(f"{paper.pk}.jpg", shade=paper.pk % 200), to=paper.pk)
    filer.say("nhan-ket-qua", delivery="counter")
    review = filer.see("xem-lai")
    filer.say("xem-lai", agree="on", why_missing="Tôi mang đến sau.", khoa=key_in(review))
    dossier = Dossier.objects.get(temporary_ref=filer.reference)
    assert dossier.status == Status.SUBMITTED, review
    bound = dossier.arrangement_id
    clerk, officer = Seat(office.clerk), Seat(office.officer)
    clerk.do(Act.ACCEPT, dossier, fee_amount="0")
    clerk.do(Act.FORWARD, dossier, receiver=office.officer.pk, planned_hours="8")
    officer.do(Act.TAKE, dossier)
    dossier.refresh_from_db()
    clock.at += timedelta(minutes=5)

    draft = read(officer.get("draft_result", dossier.reference))
    text = html.unescape(re.findall(r"<textarea[^>]*>\s*(.*?)</textarea>", draft, re.S)[0])
    look = officer.post("draft_result", dossier.reference, text=text, xem="1")
    sent = officer.post("draft_result", dossier.reference, text=text.replace("……", "đến nay"))
    panel = read(officer.client.get(sent.headers["Location"]))
    ticket = re.findall(r'name="file_kept" value="([^"]+)"', panel)[0]
    said = {"title": "Giấy xác nhận", "number": "", "outcome": "granted", "leader": office.leader.pk}
    officer.do(Act.SUBMIT_FOR_SIGNATURE, dossier, file_kept=ticket, **said)

    assert "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN" in text
    assert "Họ, chữ đệm, tên: Lò Thị Mai" in text
    assert "036198004217" in text
    assert "BẢN DỰ THẢO – CHƯA KÝ" in words_of(look.content)
    result = Result.objects.get(dossier=dossier, is_current=True)
    assert result.file is not None
    with default_storage.open(result.file.storage_name) as file:
        final = words_of(file.read())
    assert "Tình trạng hôn nhân: Chưa kết hôn lần nào" in final
    assert "CHƯA KÝ" not in final
    dossier.refresh_from_db()
    assert dossier.status == Status.AWAITING_SIGNATURE
    assert dossier.arrangement_id == bound


def test_a_dossier_keeps_the_form_it_was_filed_with(phone: Client, office: Office, clock: Clock) -> None:
    filer = filled_in(phone, "2.000815")
    arrangement = Arrangement.objects.get(offering=filer.dossier.offering)
    later = Arrangement.objects.create(offering=arrangement.offering, number=2, saved_at=clock.at)
    Arrangement.objects.filter(pk=arrangement.pk).update(effective_to=clock.at.date())
    Arrangement.objects.filter(pk=later.pk).update(effective_from=clock.at.date(), published_at=clock.at)

    assert "Các giấy tờ" in filer.see("to-khai")
    assert filer.dossier.arrangement_id == arrangement.pk

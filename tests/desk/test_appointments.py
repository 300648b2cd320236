"""The appointment slip (desk/appointment.html, print/appointment.html): offered once, on a day the desk is open."""

from __future__ import annotations

import pytest

from apps.desk.domain.papers import AppointmentFacts, SlipKind, facts_of
from apps.desk.models import Slip
from apps.dossiers.domain.status import Status
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.desk.reading import codes, pages
from tests.walking import walk_to

pytestmark = pytest.mark.django_db
WHY = "Tờ khai và quyết định ghi hai tên khác nhau, cần nói rõ."


def test_appointment_is_offered_once_printed_and_refused_when_the_desk_is_closed(clock: Clock) -> None:
    office = factories.office()
    dossier = walk_to(status=Status.NEED_FIX_INTAKE, office=office)
    ended = walk_to(status=Status.RETURNED, office=office, offering=dossier.offering)
    desk = Seat(office.clerk)

    page = words(desk.get("appointment", dossier.reference))
    said = {"on": "24/11/2026", "half": "sang", "why": WHY, "bring": "- Quyết định\n\nGiấy khai sinh", "key": "k1"}
    holiday = desk.post("appointment", dossier.reference, **said)
    past = desk.post("appointment", dossier.reference, **said | {"on": "13/11/2026"})
    far = desk.post("appointment", dossier.reference, **said | {"on": "13/11/2099"})
    silent = desk.post("appointment", dossier.reference, **said | {"on": "26/11/2026", "why": ""})
    made = [desk.post("appointment", dossier.reference, **said | {"on": "26/11/2026"}) for _ in range(2)]
    other = desk.post("appointment", dossier.reference, **said | {"on": "27/11/2026"})

    assert 'value="17/11/2026"' in page
    assert "Tờ khai: Điền đủ mục 3" in page
    assert [one.status_code for one in (holiday, past, far, silent, other)] == [422] * 5
    assert "Ngày làm việc gần nhất sau đó: thứ Tư, 25/11/2026" in words(holiday)
    assert WHY in words(holiday)
    assert "Buổi này đã qua" in words(past)
    assert "Trang này đã dùng" in words(other)
    assert [one.status_code for one in made] == [302, 302]
    slip = Slip.objects.get(kind=SlipKind.APPOINTMENT)
    facts = facts_of(kind=SlipKind.APPOINTMENT, plain=slip.facts)
    assert isinstance(facts, AppointmentFacts)
    assert (slip.number, facts.bring, facts.offered_by) == (
        "01/PH",
        ("Quyết định", "Giấy khai sinh"),
        office.clerk.name,
    )
    assert "Hẹn làm việc" in words(desk.get("dossier", dossier.reference))
    dossier.refresh_from_db()
    assert dossier.status == Status.NEED_FIX_INTAKE

    paper = desk.post("print_slip", slip.pk).content
    text = " ".join(pages(paper)[0].split())
    for words_on_it in (
        "PHIẾU HẸN LÀM VIỆC", "Số: 01/PH", "07 giờ 30 phút", "thứ Năm, ngày 26 tháng 11 năm 2026", WHY,
        "Giấy khai sinh", office.agency.desk_name, office.clerk.name, dossier.applicant_name,
    ):  # fmt: skip
        assert words_on_it in text, words_on_it
    assert codes(paper)["Code128"] == {dossier.reference}
    assert codes(paper)["QRCode"]

    assert "Hẹn làm việc" not in words(desk.get("dossier", ended.reference))
    assert "Không còn việc để hẹn" in words(desk.get("appointment", ended.reference))
    late = desk.post("appointment", ended.reference, **said | {"on": "26/11/2026", "key": "k2"})
    foreign = factories.office(code="H99.72", name="Nậm Khao", is_ours=False)
    assert late.status_code == 422
    assert Slip.objects.filter(kind=SlipKind.APPOINTMENT).count() == 1
    assert Seat(foreign.clerk).get("appointment", dossier.reference).status_code == 404

"""Lists of what changes hands (desk/list.html, print/hand_over_list.html): made, confirmed by line, on paper."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from apps.desk.models import HandOverLine, HandOverList
from apps.desk.services import lists
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.models import Dossier, ReadLog
from apps.officials.selectors import actor_of
from tests import factories, walking
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.desk.reading import codes, pages
from tests.desk.test_sample_templates import samples
from tests.factories import Office
from tests.walking import walk_to

pytestmark = pytest.mark.django_db
NAMES = ("Lò Thị Mai", "Giàng A Páo", "Tẩn Mẩy")


@pytest.fixture
def office() -> Office:
    return factories.office()


def in_hand(office: Office, *, status: Status, count: int = 3) -> list[Dossier]:
    """Dossiers of neighbours that stand there."""
    offering = factories.offering(agency=office.agency)
    return [
        walk_to(status=status, office=office, offering=offering, person=factories.person(name=name))
        for name in NAMES[:count]
    ]


def test_dossiers_go_on_a_list_and_are_received_by_scan_or_stay_open_with_a_reason(
    office: Office, clock: Clock
) -> None:
    first, second, third = in_hand(office, status=Status.PROCESSING)
    desk, officer, other = Seat(office.clerk), Seat(office.officer), Seat(office.second_officer)
    to = str(office.officer.pk)

    waiting = words(desk.get("lists"))
    scanned = words(desk.post("lists", viec="quet", ma=first.code, chon=str(second.pk)))
    unknown = words(desk.post("lists", viec="quet", ma="H99.71-000101-0001"))
    nothing = desk.post("lists", giao=to)
    made = [desk.post("lists", giao=to, chon=[str(one.pk) for one in (first, second, third)]) for _ in range(2)]

    assert all(name in waiting for name in NAMES)
    assert scanned.count(" checked") == 2
    assert "không có trong danh sách chờ bàn giao" in unknown
    assert (nothing.status_code, [answer.status_code for answer in made]) == (422, [302, 409])
    one = HandOverList.objects.get()
    assert (one.number, one.to, one.agency) == ("01/BGHS", office.officer, office.agency)

    page = officer.get("list", one.pk)
    lines = list(HandOverLine.objects.order_by("position"))
    assert "desk/list.html" in [template.name for template in page.templates]
    assert "Đã nhận đủ tất cả" not in words(other.get("list", one.pk))
    other.post("list", one.pk, viec="tat-ca")
    assert set(HandOverLine.objects.values_list("state", flat=True)) == {"waiting"}

    for _ in range(2):
        officer.post("list", one.pk, viec="quet", ma=first.code)
    speechless = officer.post("list", one.pk, viec="thieu", chon=str(lines[1].pk))
    officer.post("list", one.pk, **{"viec": "thieu", "chon": str(lines[1].pk), "ly-do": "Không thấy trong túi hồ sơ"})
    desk.post("list", one.pk, viec="rut", chon=str(lines[2].pk))

    assert speechless.status_code == 422
    assert list(HandOverLine.objects.order_by("position").values_list("state", "reason", "decided_by")) == [
        ("received", "", office.officer.pk),
        ("missing", "Không thấy trong túi hồ sơ", office.officer.pk),
        ("taken_back", "", office.clerk.pk),
    ]
    again = words(desk.get("lists"))
    assert "còn 1/3" in again
    assert f'value="{third.pk}"' in again
    assert f'value="{second.pk}"' not in again
    officer.post("list", one.pk, viec="tat-ca")
    one.refresh_from_db()
    assert one.closed_at is not None


def test_list_of_results_says_on_paper_what_the_sample_says_and_reprints_as_a_copy(
    office: Office, clock: Clock
) -> None:
    offering = factories.offering(agency=office.agency)
    posted = walking.walk(
        status=Status.RESULT_READY,
        office=office,
        offering=offering,
        person=factories.person(name="Lò Thị Mai"),
        delivery=Delivery.POST,
    ).dossier
    officer, desk = Seat(office.officer), Seat(office.clerk)

    officer.post("lists", viec="ket-qua", chon=str(posted.pk))
    one = HandOverList.objects.get()
    original = officer.post("print_list", one.pk).content
    own = desk.get("list", one.pk)
    officer.post("list", one.pk, viec="tat-ca")
    assert HandOverLine.objects.get().state == "waiting"
    desk.post("list", one.pk, viec="tat-ca")
    copy = desk.post("print_list", one.pk).content

    result, line = posted.results.get(), one.facts["lines"][0]
    filled = {
        "tieuDeTrai1": "UBND XÃ SUỐI MÂY",
        "tieuDeTrai2": one.facts["issuer"]["unit"].upper(),
        "tenDiaDanh": office.agency.place,
        "ngayThangNam": "ngày 16 tháng 11 năm 2026",
        "tenDonVi": office.agency.name,
        "maHoSo": posted.code,
        "trichYeuHoSo": posted.version.name,
        "loaiKetQua": "Kết quả:",
        "trichYeuKetQua": result.title,
        "chuHoSo": "Lò Thị Mai",
        "diaChiChuHoSo": posted.applicant_address,
        "nhanBCCI": "X",
        "thuPhi": "Phí, lệ phí",  # a cross where there is one
        "thoiGianBanGiao": "Bàn giao lúc 09 giờ 00 phút",
        "tenNguoiGiao": office.officer.name,
        "tenNguoiNhan": office.agency.desk_name,  # the desk; who took it stands in each line
        "qrThongTinPhieu": "Quét để kiểm tra",
    }
    said, later = pages(original)[0], pages(copy)[0]
    theirs = samples()["phieuBanGiaoKetQua.phoiThanhHoa"] - {"hoSos", "index"}
    assert theirs - filled.keys() == set()
    assert [field for field in theirs if filled[field] not in said] == []
    assert ("Số: 01/BGKQ" in said, f"dấu {line['head_hash']}" in said, "BẢN IN LẠI" in said) == (True, True, False)
    assert "BẢN IN LẠI" in later
    assert f"Đã nhận: 09:00:00, 16/11/2026, {office.clerk.name}" in later
    assert codes(original)["Code128"] == {"01/BGKQ/2026", posted.code}
    (address,) = codes(original)["QRCode"]
    verified = words(Client().get(address.removeprefix("http://localhost:8000")))
    assert "Phiếu bàn giao kết quả" in verified
    assert "Lò Thị Mai" not in verified
    assert ReadLog.objects.filter(door=f"desk/list/{one.pk}").count() == 2
    assert "Đã nhận đủ tất cả" in words(own)


def test_dossier_is_on_one_open_list_and_lists_of_another_office_do_not_exist(office: Office, clock: Clock) -> None:
    foreign = factories.office(code="H99.72", name="Nậm Khao", is_ours=False)
    (dossier,) = in_hand(office, status=Status.PROCESSING, count=1)
    by = actor_of(official=office.clerk, at=clock.at)
    made = lists.give_dossiers(dossier_ids=[dossier.pk], to_id=office.officer.pk, by=by, at=clock.at)

    with pytest.raises(lists.NotWaiting):
        lists.give_dossiers(dossier_ids=[dossier.pk], to_id=office.officer.pk, by=by, at=clock.at + timedelta(hours=1))

    assert Seat(foreign.clerk).get("list", made.pk).status_code == 404
    assert Seat(foreign.clerk).post("print_list", made.pk).status_code == 404
    assert dossier.code not in words(Seat(foreign.clerk).get("lists"))
    assert "Nhận dòng này" not in words(Seat(office.clerk).get("list", made.pk))

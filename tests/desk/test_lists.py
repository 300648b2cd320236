"""Lists of what changes hands (desk/list.html, print/hand_over_list.html): made, confirmed by line, on paper."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from apps.desk.models import HandOverLine, HandOverList
from apps.desk.selectors import lists as selectors
from apps.desk.services import lists
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.models import Dossier, ReadLog
from apps.officials.domain.duties import Duty
from apps.officials.models import Official
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


def test_results_go_back_each_to_the_desk_that_returns_them(office: Office, clock: Clock) -> None:
    """What the neighbours took in for us goes to them, and they read nothing of ours."""
    theirs = factories.office(code="H99.72", name="Nậm Khao", is_ours=False)
    own, taken_there = in_hand(office, status=Status.RESULT_READY, count=2)
    Dossier.objects.filter(pk=taken_there.pk).update(receiving_agency=theirs.agency, returning_agency=theirs.agency)
    officer = Seat(office.officer)

    answer = officer.post("lists", viec="ket-qua", chon=[str(own.pk), str(taken_there.pk)])

    assert answer.headers["Location"] == "/quay/ban-giao/"
    assert {(one.to_agency, one.lines.get().dossier) for one in HandOverList.objects.all()} == {
        (office.agency, own),
        (theirs.agency, taken_there),
    }
    seen = words(Seat(theirs.clerk).get("lists"))
    assert "02/BGKQ" in seen
    assert "01/BGKQ" not in seen


def test_scan_finds_what_waits_below_the_first_page_and_done_lists_are_turned_back(
    office: Office, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "A_PAGE", 1)
    monkeypatch.setattr(selectors, "DONE_PAGE", 1)
    dossiers = in_hand(office, status=Status.PROCESSING)
    desk, officer = Seat(office.clerk), Seat(office.officer)

    scanned = desk.post("lists", viec="quet", ma=dossiers[2].code)
    for dossier in (dossiers[2], dossiers[1]):
        desk.post("lists", giao=str(office.officer.pk), chon=str(dossier.pk))
    for one in HandOverList.objects.all():
        for _ in range(2):
            twice = officer.post("list", one.pk, viec="tat-ca")
    page = desk.get("lists")
    older = page.context["closed_lists"].older

    assert dossiers[2].code in words(scanned)
    assert words(scanned).count(" checked") == 1
    assert twice.status_code == 302
    assert "còn dòng nào chờ" in words(officer.get("list", HandOverList.objects.latest("pk").pk))
    assert [row.number for row in page.context["closed_lists"].rows] == ["02/BGHS"]
    assert f"?truoc={older}" in words(page)
    assert [row.number for row in desk.get("lists", truoc=older).context["closed_lists"].rows] == ["01/BGHS"]
    assert desk.get("lists", truoc="x").status_code == 200


def test_pages_of_what_waits_and_of_open_lists_are_turned_and_ticks_stay(
    office: Office, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "A_PAGE", 1)
    dossiers = in_hand(office, status=Status.PROCESSING)
    desk, officer = Seat(office.clerk), Seat(office.officer)

    def turned(answer: Any, way: str) -> str:
        return next(str(value) for value in re.findall(r'name="trang" value="([^"]+)"', words(answer)) if way in value)

    first = desk.get("lists")
    second = desk.post("lists", trang=turned(first, "~"), chon=str(dossiers[0].pk))
    back = desk.post("lists", trang=turned(second, "!"), chon=str(dossiers[1].pk))
    stays = desk.post("lists", **{"viec": "quet", "ma": "H99.71-000101-0001", "o-ho-so": turned(first, "~")[5:]})
    marked = [desk.post("lists", trang=f"ho-so{mark}").status_code for mark in ("~x", "!", "")]

    assert "components/turn_buttons.html" in [template.name for template in first.templates]
    assert [page.context["waiting"].total for page in (first, second, back)] == [3, 3, 3]
    assert [one.pk for one in first.context["waiting"].rows] == [dossiers[0].pk]
    assert [one.pk for one in second.context["waiting"].rows] == [dossiers[1].pk, dossiers[0].pk]
    assert words(second).count(" checked") == 1
    assert [one.pk for one in back.context["waiting"].rows] == [dossiers[0].pk, dossiers[1].pk]
    assert [one.pk for one in stays.context["waiting"].rows] == [dossiers[1].pk]
    assert marked == [200, 200, 200]

    for dossier in dossiers:
        desk.post("lists", giao=str(office.officer.pk), chon=str(dossier.pk))
    seen, page = [], officer.get("lists")
    for _ in dossiers:
        seen += [row.number for row in page.context["open_lists"].rows]
        page = officer.client.get(page.context["older"] or reverse("desk:lists"))

    assert seen == ["01/BGHS", "02/BGHS", "03/BGHS"]
    assert [row.number for row in officer.get("lists", mo="~x").context["open_lists"].rows] == ["01/BGHS"]


def test_whoever_only_looks_on_receives_nothing_and_an_unknown_button_does_nothing(
    office: Office, clock: Clock
) -> None:
    (dossier,) = in_hand(office, status=Status.PROCESSING, count=1)
    looker = factories.official(
        agency=office.agency, name="Vàng Thị Dín", position="Thanh tra", duties=(Duty.INSPECTOR,)
    )
    Official.objects.filter(pk__in=[looker.pk, office.officer.pk]).update(unit_name="Văn phòng")
    made = lists.give_dossiers(
        dossier_ids=[dossier.pk], to_id=office.officer.pk, by=actor_of(official=office.clerk, at=clock.at), at=clock.at
    )
    line = str(made.lines.get().pk)

    Seat(looker).post("list", made.pk, viec="tat-ca")
    answer = Seat(office.officer).post("list", made.pk, viec="la", chon=line)

    assert answer.status_code == 422
    assert made.lines.get().state == "waiting"


@pytest.mark.django_db(transaction=True)
def test_two_clerks_listing_one_dossier_at_the_same_instant_make_one_list() -> None:
    office = factories.office()
    (dossier,) = in_hand(office, status=Status.PROCESSING, count=1)
    at = walking.MONDAY + timedelta(days=1)
    clerks = [actor_of(official=one, at=at) for one in (office.clerk, office.second_clerk)]
    go, made, refused = threading.Barrier(4), list[str](), list[int]()

    def list_it(hand: int) -> None:
        try:
            go.wait()
            made.append(
                lists.give_dossiers(
                    dossier_ids=[dossier.pk], to_id=office.officer.pk, by=clerks[hand % 2], at=at
                ).number
            )
        except lists.NotWaiting:
            refused.append(hand)
        finally:
            connections.close_all()

    hands = [threading.Thread(target=list_it, args=(hand,)) for hand in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()

    assert (made, len(refused)) == (["01/BGHS"], 3)
    assert HandOverLine.objects.get().list.number == "01/BGHS"

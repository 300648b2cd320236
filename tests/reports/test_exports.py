"""Lists as files: what is in them, who gets them, and what is left when somebody stops or a worker dies."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from apps.core.models import StoredFile
from apps.core.sweeping import unused
from apps.desk.models import Letter
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, ReadLog
from apps.officials.domain.duties import Duty
from apps.officials.models import DutyAssignment
from apps.officials.services import change_setting
from apps.reports import tasks
from apps.reports.domain.exports import Line
from apps.reports.exports.tables import write_csv
from apps.reports.models import Export
from apps.reports.services import exporting
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.reports import months
from tests.reports.months import NOW
from tests.reports.saved import FILES, RECEIVED, asked, below, by_hand, saved, sheet, stored, table
from tests.walking import walk_to

pytestmark = pytest.mark.django_db
EVIL = '=HYPERLINK("http://example.org";"x")'


@pytest.fixture
def office(clock: Clock) -> Office:
    clock.at = NOW
    return factories.office()


@pytest.fixture
def leader(client: Client, office: Office) -> Client:
    client.force_login(office.leader.user)
    return client


def test_file_says_what_it_is_and_holds_the_list_in_its_order_under_days_that_can_be_sorted(
    leader: Client, office: Office
) -> None:
    months.live(office=office)
    shown = [row.reference for row in leader.get("/dieu-hanh/ho-so/", RECEIVED).context["page"].rows]

    rows = sheet(saved(leader, **RECEIVED, **{"linh-vuc": "ho-tich", "kenh": "online"}))
    plain = table(saved(leader, **RECEIVED, dang="csv"))

    assert [row[:2] for row in rows[:5]] == [
        ["Danh sách", "Hồ sơ đã nhận"],
        ["Lọc theo", "tháng 11/2026; Hộ tịch; Qua mạng"],
        ["Số liệu lúc", "15:00 16/11/2026"],
        ["Số dòng", 9],
        ["Người lập", f"{office.leader.name}, {office.agency.desk_name}"],
    ]
    assert [row[1] for row in below(rows)] == [row[1] for row in below(plain)] == shown
    assert [row[0] for row in below(rows)] == list(range(1, 10))
    first = below(rows)[0]
    assert (first[6].date(), first[10], first[11]) == (date(2026, 11, 3), "Đã có kết quả", "Xong trước hạn 2 ngày")
    assert below(plain)[0][6] == "03/11/2026"
    assert ReadLog.objects.filter(door=exporting.DOOR, actor=f"official:{office.leader.pk}").count() == 18
    page = leader.get(FILES).content.decode()
    assert (page.count("Hồ sơ đã nhận</a>"), page.count("Đã xong")) == (2, 2)


def test_nothing_typed_becomes_a_formula_or_breaks_the_file(leader: Client, office: Office) -> None:
    months.live(office=office)
    names = [EVIL, "+cmd|'/c calc'!A0", "-2+3", "@SUM(1)", "\t=1", "a;b\n=1", 'x\x07 _x0041_ <b>&"', "＝1"]
    for dossier, name in zip(Dossier.objects.order_by("received_at", "pk")[1:], names, strict=False):
        Dossier.objects.filter(pk=dossier.pk).update(applicant_name=name)

    workbook = load_workbook(io.BytesIO(saved(leader, **RECEIVED)))
    plain = below(table(saved(leader, **RECEIVED, dang="csv")))

    cells = [row[4] for row in workbook.active.iter_rows(min_row=8)]
    evil = [cell for cell in cells if cell.value in names]
    assert len(evil) == 7
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in evil)
    assert workbook.active.print_title_rows == "$7:$7"
    assert not [row for row in plain if row[4][:1] in "=+-@\t＝"]
    assert f"'{EVIL}" in [row[4] for row in plain]


def test_late_dossiers_come_with_whom_it_is_charged_to_and_who_said_sorry(leader: Client, office: Office) -> None:
    months.live(office=office)
    late = Dossier.objects.get(timeliness="late", received_at__month=11, received_at__year=2026)
    Letter.objects.create(
        agency=office.agency,
        dossier=late,
        kind="apology",
        state=Letter.State.SIGNED,
        reason_code="verification",
        reason="Chờ xã cũ trả lời về số 036198777888.",
        proposed_at=NOW,
        decided_at=NOW,
    )

    page = leader.get("/dieu-hanh/ho-so/?viec=tre-han&thang=2026-11").content.decode()
    rows = sheet(saved(leader, loai="tre-hen", viec="tre-han", thang="2026-11"))
    overdue = sheet(saved(leader, loai="tre-hen", viec="qua-han"))

    assert 'name="loai" value="tre-hen"' in page
    said = next(row for row in below(rows) if row[1] == late.code)
    assert said[13:16] == ["Ký duyệt", said[14], "Chờ xác minh"]
    assert said[16] == "Chờ xã cũ trả lời về số 036******888."
    assert said[17:19] == ["đã xin lỗi và hẹn lại", said[18]] and said[18].date() == NOW.date()
    assert [row[17] for row in below(overdue)] == ["chưa có thư xin lỗi"]


def test_search_is_saved_whole_and_what_was_searched_lies_nowhere_in_the_clear(office: Office, client: Client) -> None:
    for _ in range(3):
        walk_to(status=Status.RECEIVED, office=office)
    owner = Dossier.objects.earliest("pk")
    client.force_login(office.clerk.user)

    page = client.post("/quay/tim/", {"tim": owner.applicant_name}).content.decode()
    rows = sheet(saved(client, loai="tim", tim=owner.applicant_name))
    number = sheet(saved(client, loai="tim", tim="036198777888"))

    assert 'name="loai" value="tim"' in page
    assert [row[1] for row in below(rows)] == list(Dossier.objects.order_by("-pk").values_list("code", flat=True))
    assert number[1][1] == "tìm “036******888”"
    with connection.cursor() as cursor:
        cursor.execute("SELECT e::text FROM reports_export e")
        lying = " ".join(row[0] for row in cursor.fetchall())
    assert not {owner.applicant_name, "036198777888", owner.applicant_name.encode().hex()} & set(lying.split())
    assert owner.applicant_name not in lying
    assert asked(client, **RECEIVED).status_code == 403


def test_figures_by_field_are_those_of_the_board(leader: Client, office: Office) -> None:
    months.live(office=office)
    board = leader.get("/dieu-hanh/?thang=2026-11")

    (row,) = below(sheet(saved(leader, loai="linh-vuc", thang="2026-11")))

    (line,) = board.context["board"].fields
    assert 'name="loai" value="linh-vuc"' in board.content.decode()
    assert row[1:8] == [line.words, *(line.figures[name].value for name in ("received", "done", "early"))] + [
        line.figures[name].value for name in ("on_time", "late", "ended")
    ]
    assert (row[9], row[10]) == (line.rate.numerator, line.rate.denominator)
    assert not ReadLog.objects.filter(door=exporting.DOOR).exists()


def test_same_wish_pressed_twice_is_one_file_another_format_is_another(
    leader: Client, office: Office, clock: Clock
) -> None:
    pages = {asked(leader, **RECEIVED).url for _ in range(2)}
    tasks.make_exports()
    pages |= {asked(leader, **RECEIVED).url}
    other = asked(leader, **RECEIVED, dang="csv").url
    waiting = leader.get(other).content.decode()
    clock.at += timedelta(minutes=2)
    later = asked(leader, **RECEIVED).url

    assert len(pages) == 1
    assert len({*pages, other, later}) == Export.objects.count() == 3
    assert 'id="tien-do"' in waiting and "Xem lại tiến độ" in waiting
    assert "Còn 1 tệp được yêu cầu trước" in leader.get(later).content.decode()


@pytest.mark.parametrize(
    "said",
    [
        {"loai": "khong-co"},
        {"dang": "pdf", **RECEIVED},
        {"viec": "nhan"},
        {"loai": "tim", "tim": "  "},
        {"loai": "linh-vuc", "thang": "2026-13"},
        {"loai": "tre-hen", **RECEIVED},
    ],
)
def test_list_that_is_none_of_ours_is_not_found(leader: Client, said: dict[str, str]) -> None:
    assert asked(leader, **said).status_code == 404
    assert not Export.objects.exists()


def test_file_is_its_askers_alone_and_only_while_they_may_read_the_list(
    leader: Client, office: Office, clock: Clock
) -> None:
    months.live(office=office)
    saved(leader, **RECEIVED)
    export = Export.objects.get()
    page = f"{FILES}{export.pk}/"
    colleague = factories.official(agency=office.agency, name="Hà Thị Thu", position="Phó", duties=(Duty.LEADER,))
    stranger = factories.office(code="H99.72", name="Nậm Pung", is_ours=False).leader
    for other in (colleague, stranger):
        client = Client()
        client.force_login(other.user)
        assert [client.get(f"{page}{part}").status_code for part in ("", "tai/")] == [404, 404]
        assert client.post(f"{page}dung/").status_code == 404
        assert "Bạn chưa tải danh sách nào" in client.get(FILES).content.decode()

    waiting = by_hand(office.leader, said={"viec": "dang-giu"})
    DutyAssignment.objects.filter(official=office.leader).exclude(duty=Duty.CLERK).update(duty=Duty.CLERK)
    tasks.make_exports()

    waiting.refresh_from_db()
    assert (waiting.state, waiting.trouble, waiting.file) == (Export.State.FAILED, "not_allowed", None)
    assert "không còn nhiệm vụ được xem danh sách này" in leader.get(f"{FILES}{waiting.pk}/").content.decode()
    assert leader.get(f"{page}tai/").status_code == 404


def test_stopped_on_the_way_it_leaves_no_file_and_the_page_says_so(
    leader: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    months.live(office=office)
    monkeypatch.setattr(exporting, "LOOK_EVERY", 2)
    page = asked(leader, **RECEIVED, dang="csv").url
    before, seen = stored(), []

    def write_and_be_stopped(*, lines: Iterable[Line], **told: Any) -> None:
        def interrupted() -> Iterator[Line]:
            for line in lines:
                seen.append(line)
                if len(seen) == 3:
                    half = leader.get(page).content.decode()
                    assert "Đã ghi 2 trên 9 dòng." in half
                    assert "Phần đã làm không được giữ lại" in leader.post(f"{page}dung/", follow=True).content.decode()
                yield line

        write_csv(lines=interrupted(), **told)

    assert exporting.carry_out(at=NOW, write={"csv": write_and_be_stopped})

    export = Export.objects.get()
    assert (export.state, export.file, len(seen), stored() - before) == (Export.State.CANCELLED, None, 4, set())
    assert not ReadLog.objects.filter(door=exporting.DOOR).exists()
    assert "không có tệp nào" in leader.get(page).content.decode()
    assert "không có gì thay đổi" in leader.post(f"{page}dung/", follow=True).content.decode()
    assert leader.get(f"{page}tai/").status_code == 404
    assert not exporting.carry_out(at=NOW, write=tasks.WRITERS)


def test_stopped_at_the_last_moment_nothing_is_kept_either(office: Office) -> None:
    months.live(office=office)
    export, before = by_hand(office.leader), stored()

    def write_and_be_stopped(*, lines: Iterable[Line], **told: Any) -> None:
        write_csv(lines=lines, **told)
        exporting.stop(export=export, at=NOW)

    exporting.carry_out(at=NOW, write={"csv": write_and_be_stopped})

    assert (Export.objects.get().state, stored() - before) == (Export.State.CANCELLED, set())


def test_what_breaks_is_told_and_a_worker_that_dies_again_and_again_is_given_up(leader: Client, office: Office) -> None:
    def breaks(**told: Any) -> None:
        raise OSError(28, "No space left on device")

    export = by_hand(office.leader)
    with pytest.raises(OSError, match="No space"):
        exporting.carry_out(at=NOW, write={"csv": breaks})
    assert "bấm tải lần nữa" in leader.get(f"{FILES}{export.pk}/").content.decode()

    again = by_hand(office.leader)
    Export.objects.filter(pk=again.pk).update(state=Export.State.MAKING, tries=exporting.TRIES)
    tasks.make_exports()

    assert [one.state for one in Export.objects.all()] == [Export.State.FAILED] * 2
    assert again.pk != export.pk


def test_list_longer_than_a_sheet_is_refused_before_it_is_written(
    leader: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    months.live(office=office)
    monkeypatch.setattr(exporting, "MOST_LINES_OF_A_SHEET", 8)

    page = asked(leader, **RECEIVED).url
    tasks.make_exports()

    assert "Tải CSV, hoặc chọn hẹp hơn." in leader.get(page).content.decode()
    assert len(below(table(saved(leader, **RECEIVED, dang="csv")))) == 9


def test_old_files_are_gone_after_the_days_of_the_office(leader: Client, office: Office, clock: Clock) -> None:
    change_setting(agency=office.agency, name="export_days", value=2)
    saved(leader, **RECEIVED)
    export, kept = Export.objects.get(), stored()
    page = f"{FILES}{export.pk}/"

    clock.at += timedelta(days=2) - timedelta(seconds=1)
    leader.force_login(office.leader.user)
    tasks.drop_exports()
    assert leader.get(page).status_code == 200
    clock.at += timedelta(seconds=1)
    assert leader.get(page).status_code == 404
    tasks.drop_exports()

    assert (Export.objects.count(), StoredFile.objects.count(), len(kept - stored())) == (0, 0, 1)


def test_files_are_no_strays_to_the_broom(leader: Client, office: Office, clock: Clock) -> None:
    saved(leader, **RECEIVED)

    assert not unused(at=clock.at + timedelta(days=3)).exists()


def test_pages_cost_the_same_however_many_files_there_are(leader: Client, office: Office) -> None:
    by_hand(office.leader)
    leader.get(FILES)
    with CaptureQueriesContext(connection) as few:
        leader.get(FILES)
    for holder in range(1, 6):
        by_hand(office.leader, said={"viec": "dang-giu", "nguoi-giu": str(holder)})
    with CaptureQueriesContext(connection) as many:
        assert leader.get(FILES).content.decode().count("Đang chờ đến lượt") == 6

    assert len(few) == len(many)

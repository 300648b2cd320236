"""The page of reports: right figures, each with its dossiers; handed in once, frozen, corrected by versions."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pypdf import PdfReader

from apps.dossiers.models import Dossier
from apps.messaging.models import OutboxMessage
from apps.officials.models import Agency
from apps.procedures.models import Field
from apps.reports.domain import form_06
from apps.reports.domain.freezing import digest
from apps.reports.domain.terms import Term
from apps.reports.models import ReportDraft, SubmittedReport
from apps.reports.selectors.submitted import content_of
from apps.reports.tasks import draft
from tests import factories
from tests.conftest import Clock
from tests.factories import ZONE, Office
from tests.reports import stories_06
from tests.reports.stories_06 import OCTOBER

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=ZONE)
PAGE = "/dieu-hanh/bao-cao/"
NOVEMBER = f"{PAGE}?ky=2026-11"
REASON = "Một hồ sơ đất đai bị ghi nhầm sang lĩnh vực hộ tịch."
QUERIES = 22


@pytest.fixture
def office(clock: Clock) -> Office:
    clock.at = NOW
    office = factories.office()
    stories_06.live(office=office)
    return office


@pytest.fixture
def leader(client: Client, office: Office) -> Client:
    client.force_login(office.leader.user)
    return client


def cells(answer: Any) -> dict[str, int]:
    return {str(cell.column): cell.value for cell in answer.context["sheet"].total.cells}


def seen(answer: Any) -> str:
    found = re.search(r'name="da-xem" value="(\w+)"', answer.content.decode())
    assert found
    return found[1]


def hand_in(leader: Client, **more: str) -> Any:
    return leader.post(PAGE, {"ky": "2026-11", "da-xem": seen(leader.get(NOVEMBER)), **more})


def test_the_page_shows_every_cell_and_each_leads_to_its_dossiers(leader: Client) -> None:
    answer = leader.get(NOVEMBER)

    assert answer.status_code == 200
    assert {one.name for one in answer.templates if one.name} >= {
        *("reports/reports.html", "reports/form_06.html", "reports/form_06_cell.html"),
        *("reports/annexes.html", "reports/causes.html"),
    }
    assert cells(answer) == OCTOBER
    page = answer.content.decode()
    assert "Bốn đẳng thức đều đúng" in page
    assert "từ 15/10/2026 đến hết 14/11/2026" in page
    assert "tính tháng dương lịch, nên số cùng tên tháng khác nhau" in page
    assert "Tháng ở trang này là tháng dương lịch" in leader.get("/dieu-hanh/").content.decode()
    assert "đến hết ngày 14, nên số cùng tên tháng khác nhau" in leader.get("/thong-ke/").content.decode()
    for row in (answer.context["sheet"].total, *answer.context["sheet"].rows):
        for cell in row.cells:
            behind = leader.get(cell.href)
            assert (behind.status_code, behind.context["page"].total) == (200, cell.value)
    ended = leader.get(answer.context["sheet"].withdrawn.href)
    assert ended.context["page"].total == 2
    assert "reports/report_dossiers.html" in {one.name for one in ended.templates}


def test_late_dossiers_are_listed_with_where_they_lay_and_counted_by_cause(leader: Client) -> None:
    sheet = leader.get(NOVEMBER).context["sheet"]

    assert [(line.promised, line.finished, line.stage) for line in sheet.late] == [
        ("15/10/2026", "19/10/2026", "Ký duyệt"),
        ("23/10/2026", "30/10/2026", "Giải quyết"),
        ("05/11/2026", "", "Giải quyết"),
        ("06/11/2026", "", "Giải quyết"),
    ]
    assert [(row.words, row.solved, row.left) for row in sheet.stages] == [("Giải quyết", 1, 2), ("Ký duyệt", 1, 0)]
    assert sum(row.solved + row.left for row in sheet.reasons) == OCTOBER["10"] + OCTOBER["13"]


def test_days_of_ones_own_are_a_period_and_nonsense_gets_a_sentence(leader: Client) -> None:
    free = leader.get(f"{PAGE}?tu=15/10/2026&den=14/11/2026")
    wrong = leader.get(f"{PAGE}?tu=14/11/2026&den=15/10/2026")

    assert cells(free) == OCTOBER
    assert wrong.status_code == 422
    assert "ngày cuối không được trước ngày đầu" in wrong.content.decode()
    assert 'value="14/11/2026"' in wrong.content.decode()  # what was typed is not lost
    assert wrong.context["term"] == Term.read("2026-11")  # the last one that ended
    for bad in ("?ky=2026-13", "?tu=2026-10-15", "?tu=x&den=y", "?tu=1/2/3/4&den=31/02/2026"):
        assert leader.get(PAGE + bad).status_code == 422
    for bad in ("?ky=2026-11&cot=2", "?ky=2026-11&cot=x", "?cot=3&tu=2026-02-30&den=2026-03-01", "?cot=3&linh-vuc=%00"):
        assert leader.get(f"{PAGE}ho-so/{bad}").status_code == 404
    assert leader.get(f"{PAGE}tep/csv/?ky=2026-11").status_code == 404


def test_what_was_handed_in_stays_and_a_correction_is_a_new_version_with_a_reason(
    leader: Client, office: Office
) -> None:
    first = hand_in(leader)
    report = SubmittedReport.objects.get()
    assert first["Location"] == f"{PAGE}da-nop/{report.pk}/"
    assert (report.version, report.submitted_by, report.digest) == (1, office.leader, digest(report.content))
    nothing_new = leader.post(PAGE, {"ky": "2026-11", "da-xem": "x", "ly-do": REASON})
    assert (nothing_new.status_code, SubmittedReport.objects.count()) == (422, 1)
    assert "không cần điều chỉnh" in nothing_new.content.decode()
    before = leader.get(first["Location"]).content

    Dossier.objects.filter(timeliness="early").update(field=Field.objects.get(slug="dat-dai"))

    live = leader.get(NOVEMBER)
    assert "nay khác bản đã nộp" in live.content.decode()
    assert "reports/changes.html" in {one.name for one in live.templates}
    unexplained = hand_in(leader, **{"ly-do": "Nhầm"})
    assert (unexplained.status_code, SubmittedReport.objects.count()) == (422, 1)
    assert "Nhầm</textarea>" in unexplained.content.decode()
    second = hand_in(leader, **{"ly-do": f"{REASON}\x00"})
    corrected = SubmittedReport.objects.get(version=2)
    assert (corrected.reason, second["Location"]) == (REASON, f"{PAGE}da-nop/{corrected.pk}/")
    shown = leader.get(second["Location"])
    assert shown.context["changes"]
    assert cells(shown) == OCTOBER  # the whole is the same, the fields are not
    assert {"reports/submitted.html", "reports/versions.html"} <= {one.name for one in shown.templates}
    after = leader.get(first["Location"])
    assert after.context["sheet"].rows[0].cells[0].value == 1
    assert before.count(b"(13)") == after.content.count(b"(13)")
    for statement in ("UPDATE reports_submittedreport SET version = 9", "DELETE FROM reports_submittedreport"):
        with pytest.raises(Error, match="stays as it is"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_nobody_hands_in_what_they_have_not_seen_or_what_is_not_over(leader: Client, office: Office) -> None:
    old = seen(leader.get(NOVEMBER))
    Dossier.objects.filter(timeliness="early").update(field=Field.objects.get(slug="dat-dai"))

    meanwhile = leader.post(PAGE, {"ky": "2026-11", "da-xem": old})
    running = leader.post(PAGE, {"ky": "2026-12", "da-xem": old})

    assert (meanwhile.status_code, running.status_code) == (422, 422)
    assert "Số liệu vừa thay đổi" in meanwhile.content.decode()
    assert "chưa kết thúc" in running.content.decode()
    other = Client()
    other.force_login(office.clerk.user)
    assert other.get(NOVEMBER).status_code == 403
    head = factories.official(
        agency=office.agency, name="Vi Thị Sơn", position="Trưởng phòng", duties=(stories_06.UNIT_HEAD,)
    )
    other.force_login(head.user)
    assert "Lãnh đạo nộp báo cáo này" in other.get(NOVEMBER).content.decode()
    other.post(PAGE, {"ky": "2026-11", "da-xem": seen(leader.get(NOVEMBER))})
    assert SubmittedReport.objects.count() == 0


def test_a_form_that_does_not_add_up_says_so_and_is_not_handed_in(
    leader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_06, "broken", lambda _row: ["3 = 7 + 11"])

    shown = leader.get(NOVEMBER).content.decode()
    refused = hand_in(leader)

    assert "Đẳng thức không đúng: 3 = 7 + 11." in shown
    assert "Bốn đẳng thức đều đúng" not in shown
    assert (refused.status_code, SubmittedReport.objects.count()) == (422, 0)


def test_a_report_of_another_agency_does_not_exist(leader: Client, office: Office) -> None:
    elsewhere = factories.office(code="H99.72", name="Bản Cọ", is_ours=False)
    report = SubmittedReport.objects.create(
        agency=elsewhere.agency,
        from_date=NOW.date(),
        to_date=NOW.date(),
        version=1,
        content=content_of(agency=elsewhere.agency, span=Term.read("2026-11").span, at=NOW),
        digest="0" * 64,
        submitted_at=NOW,
        submitted_by=elsewhere.leader,
    )

    assert leader.get(f"{PAGE}da-nop/{report.pk}/").status_code == 404
    assert leader.get(f"{PAGE}da-nop/{report.pk}/pdf/").status_code == 404


def test_workbook_and_paper_say_the_same_and_no_cell_is_a_formula(leader: Client) -> None:
    Field.objects.filter(slug="dat-dai").update(name="=CMD()|'x'!A1")
    location = hand_in(leader)["Location"]

    book = load_workbook(BytesIO(leader.get(f"{PAGE}tep/xlsx/?ky=2026-11").content))
    frozen = load_workbook(BytesIO(leader.get(f"{location}xlsx/").content))
    printed = leader.get(f"{location}pdf/")
    paper = PdfReader(BytesIO(printed.content))

    for one in (book, frozen):
        assert one.sheetnames == ["II.06a", "Nguyên nhân quá hạn", "Hồ sơ quá hạn", "Cách tính"]
        rows = [[cell.value for cell in row] for row in one["II.06a"].iter_rows()]
        assert ["", "Tổng số", *OCTOBER.values()] in [["" if v is None else v for v in row] for row in rows]
        kinds = {cell.data_type for page in one for row in page.iter_rows() for cell in row if cell.value is not None}
        assert kinds <= {"s", "n"}
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert "Tổng số " + " ".join(map(str, OCTOBER.values())) in text
    assert SubmittedReport.objects.get().digest in text.replace(" ", "")
    assert "print/form_06a.html" in {one.name for one in printed.templates}
    assert leader.get(f"{location}pdf/").content == printed.content


def test_the_night_after_a_period_drafts_it_once_and_tells_the_leaders(office: Office, clock: Clock) -> None:
    clock.at = datetime(2026, 11, 15, 3, 30, tzinfo=ZONE)

    draft()
    draft()

    made = ReportDraft.objects.get()
    assert (made.agency, str(made.from_date), str(made.to_date)) == (office.agency, "2026-10-15", "2026-11-14")
    told = OutboxMessage.objects.filter(kind="report_drafted", channel="email").get()
    assert told.recipient_key == f"official:{office.leader.pk}"
    assert f"{PAGE}?ky=2026-11" in told.body
    assert "tháng 11/2026" in told.subject
    clock.at += timedelta(days=8)
    draft()
    assert ReportDraft.objects.count() == 1


def test_quarter_and_year_ends_are_drafted_with_the_month_even_two_days_late(office: Office, clock: Clock) -> None:
    Agency.objects.update(name="UBND xã Suối Mây")
    clock.at = datetime(2026, 12, 16, 3, 30, tzinfo=ZONE)

    draft()

    assert sorted(str(one.from_date) for one in ReportDraft.objects.all()) == ["2025-12-15", "2026-09-15", "2026-11-15"]


def test_the_page_asks_as_often_however_much_it_shows(leader: Client, office: Office) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            leader.get(NOVEMBER)
        return len(asked)

    queries()
    before = queries()
    stories_06.live(office=office, people=None, land=None)

    assert (before, queries()) == (QUERIES, QUERIES)

"""The administrator keeps the calendar through pages: enter, correct, confirm, remove, import, pick, set the hours."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.officials.domain.calendar_file import read_calendar
from apps.officials.models import CalendarChange, CalendarDay, CalendarImport, OfficeHours
from apps.officials.selectors import calendar_lines, work_calendar
from tests import factories
from tests.conftest import Clock
from tests.factories import PASSWORD, ZONE, Office

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 9, 0, tzinfo=ZONE)
OFF, MADE_UP = date(2026, 11, 23), date(2026, 11, 28)
SWAP = {
    "day": "23/11/2026",
    "kind": "swap_off",
    "name": "Nghỉ hoán đổi, làm bù 28/11",
    "makeup_date": "28/11/2026",
    "source": "Công văn thử 1/CV",
    "is_confirmed": "on",
}
QUERIES = 6


@pytest.fixture(autouse=True)
def _today(clock: Clock) -> None:
    clock.at = NOW


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def admin(client: Client, office: Office) -> Client:
    assert client.login(username=office.administrator.user.username, password=PASSWORD)
    return client


def test_a_swap_is_entered_with_the_saturday_that_makes_it_up(admin: Client, office: Office) -> None:
    answer = admin.post(reverse("officials:new_day"), SWAP, follow=True)

    page = answer.content.decode()
    assert "Thứ Hai, 23/11/2026" in page
    assert "ngày đã hẹn giữ nguyên cho đến khi lãnh đạo xem" in page
    assert f"Ghi ngày · {office.administrator.name} · 9:00 18/11/2026" in page
    calendar = work_calendar(agency=type(office.agency).objects.get(pk=office.agency.pk), at=NOW)
    assert (calendar.is_working_day(OFF), calendar.is_working_day(MADE_UP)) == (False, True)


def test_the_same_form_sent_twice_is_one_change(admin: Client, office: Office) -> None:
    before = CalendarChange.objects.count()

    answers = [admin.post(reverse("officials:new_day"), SWAP) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 422]
    assert "đã có trong lịch" in answers[1].content.decode()
    assert CalendarChange.objects.count() == before + 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"kind": ""}, "Chọn một loại ngày"),
        ({"day": "31/11/2026"}, "Viết ngày theo kiểu ngày/tháng/năm"),
        ({"day": "24/11/2026"}, "Ngày 24/11/2026 đã có trong lịch"),
        ({"kind": "holiday"}, "Chỉ ngày nghỉ hoán đổi mới có ngày làm bù"),
        ({"makeup_date": "23/11/2026"}, "Ngày làm bù phải khác ngày nghỉ"),
        ({"sessions": "7:30-11:30"}, "Ngày nghỉ không có giờ làm việc"),
        ({"kind": "own_hours", "makeup_date": ""}, "Viết giờ riêng của ngày này"),
        ({"kind": "own_hours", "makeup_date": "", "sessions": "9-8"}, "Viết giờ như 7:30-11:30"),
    ],
)
def test_what_cannot_be_is_refused_in_words(admin: Client, said: dict[str, str], sentence: str) -> None:
    before = CalendarDay.objects.count()

    answer = admin.post(reverse("officials:new_day"), {**SWAP, **said})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert CalendarDay.objects.count() == before


def test_a_day_is_corrected_confirmed_and_removed(admin: Client, office: Office) -> None:
    expected = "2027-02-04"
    facts = {"kind": "holiday", "name": "Tết Đinh Mùi", "source": "Thông báo mới"}

    admin.post(reverse("officials:day", args=[expected]), facts)
    day = calendar_lines(agency_id=office.agency.pk)[date(2027, 2, 4)]
    assert (day.name, day.is_confirmed) == ("Tết Đinh Mùi", False)
    admin.post(reverse("officials:confirm_day", args=[expected]))
    assert calendar_lines(agency_id=office.agency.pk)[date(2027, 2, 4)].is_confirmed
    admin.post(reverse("officials:remove_day", args=[expected]))
    assert date(2027, 2, 4) not in calendar_lines(agency_id=office.agency.pk)
    kinds = CalendarChange.objects.order_by("-version").values_list("kind", "made_by_id")[:3]
    assert list(kinds) == [(kind, office.administrator.pk) for kind in ("removed", "confirmed", "entered")]


def test_a_file_is_looked_at_before_anything_changes(admin: Client, office: Office) -> None:
    text = (
        "date;kind;name\n2026-11-28;makeup_work;Làm bù cho 23/11\n2026-11-24;holiday;Ngày Văn hóa\n"
        "30/02/2026;holiday;Không có\n2026-11-23;swap_off;Nghỉ hoán đổi\n"
    )
    file = SimpleUploadedFile("lich.csv", text.encode("utf-8-sig"), content_type="text/csv")
    before = CalendarDay.objects.count()

    looked = admin.post(reverse("officials:upload"), {"file": file}, follow=True)

    page = looked.content.decode()
    assert CalendarDay.objects.count() == before
    assert ("2 ngày mới" in page, "1 ngày thay đổi" in page, "1 dòng không nhập được" in page) == (True, True, True)
    assert "Dòng 4: “30/02/2026” không phải là một ngày" in page

    address = looked.redirect_chain[-1][0]
    taken = [admin.post(address, follow=True).content.decode() for _ in range(2)]

    assert "Đã ghi vào lịch" in taken[0]
    assert "không có gì thay đổi" in taken[1]
    assert CalendarDay.objects.count() == before + 2
    assert CalendarDay.objects.get(date=date(2026, 11, 24)).name == "Ngày Văn hóa"


def test_signs_no_database_keeps_are_refused_with_their_line(admin: Client) -> None:
    content = b"date,kind,name\n2026\x00-11-24,holiday,x\n2026-11-25,holi\x00day,x\n2026-11-26,holiday,a\x00b\n"

    looked = admin.post(reverse("officials:upload"), {"file": SimpleUploadedFile("l.csv", content)}, follow=True)

    assert (looked.status_code, looked.context["look"].new) == (200, [])
    assert [number for number, _words in looked.context["look"].refused] == [2, 3, 4]


def test_a_name_that_is_a_formula_is_text_in_the_file_and_comes_back_as_it_was(admin: Client, office: Office) -> None:
    formula = '=HYPERLINK("http://x.vn")'
    admin.post(
        reverse("officials:new_day"), {"day": "27/11/2026", "kind": "holiday", "name": formula, "is_confirmed": "on"}
    )

    content = admin.get(reverse("officials:download"), {"nam": "2026"}).content

    assert "'=HYPERLINK" in content.decode()
    assert {line.name for line in read_calendar(content).lines} >= {formula}


def test_a_file_of_another_office_does_not_exist(admin: Client, office: Office) -> None:
    foreign = factories.office(code="H99.72", name="Nậm Khao", is_ours=False)
    kept = CalendarImport.objects.create(
        agency=foreign.agency, file_name="x", lines=[], refused=[], read_by=foreign.administrator, read_at=NOW
    )

    assert admin.get(reverse("officials:import", args=[kept.pk])).status_code == 404


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("ngày".encode("utf-16"), "Tệp không phải UTF-8"),
        (b"", "Tệp không có gì bên trong"),
        (b"a,b\n1,2\n", "Dòng đầu phải có ba cột"),
        (b"x" * 1_000_001, "Tệp quá lớn"),
    ],
)
def test_a_file_that_is_no_calendar_is_refused_in_words(admin: Client, content: bytes, sentence: str) -> None:
    answer = admin.post(reverse("officials:upload"), {"file": SimpleUploadedFile("lich.csv", content)})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not CalendarImport.objects.exists()


def test_what_the_package_proposes_is_picked_and_stays_expected(admin: Client, office: Office) -> None:
    page = f"{reverse('officials:proposals')}?nam=2028"
    assert "thứ Ba, 25/01/2028: Nghỉ lễ" in admin.get(page).content.decode()

    admin.post(page, {"days": ["2028-01-25", "2028-01-26"]})

    picked = calendar_lines(agency_id=office.agency.pk, year=2028)
    assert [(day.isoformat(), line.is_confirmed) for day, line in picked.items()] == [
        ("2028-01-25", False),
        ("2028-01-26", False),
    ]
    assert admin.post(page, {"days": ["2028-01-25"]}).status_code == 422


def test_the_calendar_of_a_year_is_downloaded_and_read_back_unchanged(admin: Client, office: Office) -> None:
    content = admin.get(reverse("officials:download"), {"nam": "2026"}).content

    looked = admin.post(reverse("officials:upload"), {"file": SimpleUploadedFile("l.csv", content)}, follow=True)

    assert content.startswith(b"\xef\xbb\xbfdate,kind,name")
    assert "17 ngày đã có y như vậy" in looked.content.decode()


def test_saturday_mornings_take_papers_in_without_counting(admin: Client, office: Office) -> None:
    said = {f"sessions_{number}": "7:30-11:30, 13:30-17:30" for number in range(5)}

    answer = admin.post(
        reverse("officials:hours"), {**said, "sessions_5": "7:30-11:30", "reception_only_5": "on"}, follow=True
    )

    assert "Đã ghi giờ làm việc" in answer.content.decode()
    saturday = OfficeHours.objects.get(agency=office.agency, weekday=5)
    assert (saturday.reception_only, saturday.closes_at.hour) == (True, 11)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"sessions_0": "sáng"}, "Viết giờ như 7:30-11:30"),
        ({}, "Phải có ít nhất một ngày làm việc"),
        ({"sessions_0": "8-12", "reception_only_5": "on"}, "Viết giờ nhận hồ sơ của ngày này"),
        ({"sessions_5": "8-12", "reception_only_5": "on"}, "Phải có ít nhất một ngày làm việc"),
    ],
)
def test_hours_nobody_could_keep_are_refused(admin: Client, said: dict[str, str], sentence: str) -> None:
    answer = admin.post(reverse("officials:hours"), said)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not OfficeHours.objects.exists()


def test_the_year_costs_the_same_with_many_days_and_few(admin: Client, office: Office) -> None:
    admin.get(reverse("officials:calendar"))  # the working calendar is built once per version
    for year in ("2026", "2029"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            admin.get(reverse("officials:calendar"), {"nam": year})
        assert len(queries) == QUERIES

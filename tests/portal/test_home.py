"""The front page and the pages about the portal itself."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from apps.dossiers.domain.status import Status
from apps.officials.models import Agency
from apps.portal.labels import STATEMENTS, hours_lines, unit_of, waiting_words
from apps.portal.selectors import office as offices
from tests import factories
from tests.conftest import Clock
from tests.walking import MONDAY, walk_to

FRIDAY_MORNING = datetime(2026, 11, 20, 2, 42, tzinfo=UTC)
FRIDAY_NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
FRIDAY_NIGHT = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
HOLIDAY_EVE = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)


def test_home_answers_strangers_in_vietnamese_without_a_redirect(client: Client, agency: Agency) -> None:
    answer = client.get("/", headers={"accept-language": "en-US,en;q=0.9"})

    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == "vi"
    text = answer.content.decode()
    assert "Hôm nay bạn cần làm gì?" in text
    assert "Thứ Hai – thứ Sáu: 7:30–11:30, 13:30–17:30" in text
    assert "0205 3800 100" in text


@pytest.mark.django_db
def test_home_stands_before_the_office_is_set_up(client: Client) -> None:
    assert client.get("/").status_code == 200


def test_home_promises_nothing_that_is_not_built(client: Client, agency: Agency) -> None:
    text = client.get("/").content.decode()

    for word in ("lịch hẹn", "phản ánh", "số thứ tự", "đang chờ", "Bản tin"):
        assert word.casefold() not in text.casefold()


@pytest.mark.parametrize("name", STATEMENTS)
def test_statement_is_a_page_of_its_own(client: Client, agency: Agency, name: str) -> None:
    answer = client.get(reverse("portal:statement", args=[name]))

    assert answer.status_code == 200
    assert f"<h1>{STATEMENTS[name]}</h1>" in answer.content.decode()


@pytest.mark.django_db
def test_unknown_statement_is_not_found(client: Client) -> None:
    assert client.get("/tuyen-bo/gi-do/").status_code == 404


def test_desk_is_open_within_a_session(agency: Agency) -> None:
    assert offices.doors(agency=agency, at=FRIDAY_MORNING).is_open


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        (FRIDAY_NOON, datetime(2026, 11, 20, 6, 30, tzinfo=UTC)),
        (FRIDAY_NIGHT, datetime(2026, 11, 23, 0, 30, tzinfo=UTC)),
        (HOLIDAY_EVE, datetime(2026, 11, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_desk_that_is_shut_says_when_it_opens_again(agency: Agency, at: datetime, opens: datetime) -> None:
    doors = offices.doors(agency=agency, at=at)

    assert not doors.is_open
    assert doors.opens_at == opens


def test_days_off_ahead_are_the_announced_ones_and_not_weekends(agency: Agency) -> None:
    doors = offices.doors(agency=agency, at=FRIDAY_MORNING)

    assert [(off.date, off.name) for off in doors.days_off] == [(date(2026, 11, 24), "Ngày Văn hóa Việt Nam")]


def test_hours_are_gathered_into_runs_of_equal_days(agency: Agency) -> None:
    week = offices.week_of(agency_id=agency.pk)
    saturday = week[0][:1]

    assert hours_lines(week=[*week[:5], saturday, ()]) == [
        "Thứ Hai – thứ Sáu: 7:30–11:30, 13:30–17:30",
        "Thứ Bảy: 7:30–11:30",
    ]


@pytest.mark.parametrize(("seconds", "words"), [(1, "1 phút"), (60, "1 phút"), (61, "2 phút"), (3601, "2 giờ")])
def test_waiting_is_rounded_up(seconds: int, words: str) -> None:
    assert waiting_words(seconds=seconds) == words


def test_unit_stands_without_the_place_beside_it() -> None:
    desk = "Trung tâm Phục vụ hành chính công xã Suối Mây"

    assert unit_of(desk_name=desk, office_name="Xã Suối Mây") == "Trung tâm Phục vụ hành chính công"
    assert unit_of(desk_name="Bộ phận Một cửa", office_name="Xã Suối Mây") == "Bộ phận Một cửa"


def test_front_page_says_no_data_rather_than_a_share_of_nothing(client: Client, agency: Agency) -> None:
    text = client.get("/").content.decode()
    honest = text.split("Chúng tôi giữ lời hẹn tới đâu")[1].split("</section>")[0]

    assert "Chưa có dữ liệu" in honest
    assert "%" not in honest


def test_front_page_shows_the_share_with_its_parts_and_its_hour(client: Client, clock: Clock, db: None) -> None:
    clock.at = MONDAY + timedelta(days=4)
    office = factories.office()
    for _ in range(3):
        walk_to(status=Status.RETURNED, office=office)
    call_command("rollup")

    honest = client.get("/").content.decode().split("Chúng tôi giữ lời hẹn tới đâu")[1].split("</section>")[0]

    assert "100,00%" in honest
    assert "3 / 3 hồ sơ đã xong" in honest
    assert "Tự động cập nhật vào lúc:" in honest

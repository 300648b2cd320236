"""An office with hours, and people who can log in."""

from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from pytest_django import Settings

from apps.accounts.models import Person, User
from apps.accounts.selectors import phone_index
from apps.officials.domain.duties import Duty
from apps.officials.models import Agency, CalendarDay, DutyAssignment, OfficeHours, Official
from tests import factories
from tests.conftest import Clock
from tests.factories import Office

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
A_MONTH = 31 * 24 * 3600
MAI_PHONE = "+84978111312"
PASSWORD = "suối mây chín tầng"


@pytest.fixture
def agency(db: None) -> Agency:
    """The commune Suối Mây with its week and one day off."""
    agency = Agency.objects.create(
        code="H99.71",
        name="UBND xã Suối Mây",
        short_name="Xã Suối Mây",
        desk_name="Trung tâm Phục vụ hành chính công xã Suối Mây",
        place="Suối Mây",
        address="Số 12, đường Bờ Suối, thôn Nà Lạn",
        phone="0205 3800 100",
        is_ours=True,
        is_demo=True,
    )
    for weekday in range(5):
        for opens, closes in ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 30))):
            OfficeHours.objects.create(agency=agency, weekday=weekday, opens_at=opens, closes_at=closes)
    CalendarDay.objects.create(
        agency=agency, date=date(2026, 11, 24), kind=CalendarDay.Kind.HOLIDAY, name="Ngày Văn hóa Việt Nam"
    )
    return agency


@pytest.fixture
def citizen(db: None) -> User:
    """Chị Lành, who logs in by phone."""
    person = Person.objects.create(name="Lò Thị Lành", name_folded="lo thi lanh", created_at=LONG_AGO)
    return User.objects.create_user(
        "lanh", person=person, phone_index=phone_index("+84978654312"), is_demo=True, created_at=LONG_AGO
    )


@pytest.fixture
def clerk(agency: Agency) -> Official:
    """Chị Hạnh at the counter."""
    user = User.objects.create_user("hanh", PASSWORD, is_demo=True, created_at=LONG_AGO)
    official = Official.objects.create(
        agency=agency, user=user, name="Vi Thị Hạnh", position="Công chức tiếp nhận", unit_name="Quầy 2"
    )
    DutyAssignment.objects.create(official=official, duty=Duty.CLERK.value, from_date=date(2026, 1, 1))
    return official


@pytest.fixture
def office(db: None) -> Office:
    """A whole office, with somebody for each duty."""
    return factories.office()


@pytest.fixture
def mai(db: None, settings: Settings, clock: Clock) -> Client:
    """Chị Mai at her phone, logged in for as long as the test lasts."""
    settings.CITIZEN_LOCAL_LOGIN = True
    settings.SESSION_COOKIE_AGE = A_MONTH
    client = Client()
    client.force_login(factories.citizen_user(person=factories.person(phone=MAI_PHONE)))
    return client


@pytest.fixture
def neighbour(db: None, settings: Settings, clock: Clock) -> Client:
    """Somebody else who files, logged in."""
    settings.CITIZEN_LOCAL_LOGIN = True
    settings.SESSION_COOKIE_AGE = A_MONTH
    client = Client()
    client.force_login(factories.citizen_user(person=factories.person(name="Vàng A Pó", phone="+84978222333")))
    return client

"""The fictional commune of Suối Mây: agency, hours, calendar, catalogue, officials and citizens who can log in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from apps.accounts.models import Person, User
from apps.accounts.services import PersonFacts, confirm_phone, know_person
from apps.officials.domain.duties import Duty
from apps.officials.models import Agency, DutyAssignment, OfficeHours, Official
from apps.officials.services import change_setting, load_own_calendar
from apps.portal.services.demo_help import set_up_help
from apps.procedures.services.commune import load_commune_catalogue

PASSWORD = "motcua-demo"  # noqa: S105 - printed at every start, and useless without DEMO=1
SESSIONS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 30)))
SINCE = date(2024, 1, 1)
# A demonstration at night or on a Sunday still shows its messages; nobody's phone rings.
SHOW_EVERY_MESSAGE = {
    "sms_from_hour": 0,
    "sms_to_hour": 24,
    "sms_on_days_off": True,
    "sms_sender": "XA SUOI MAY",
    "zalo_enabled": True,
    "zalo_from_hour": 0,
    "zalo_to_hour": 24,
    "zalo_on_days_off": True,
}


# A bank that is not there, so that nobody pays a fictional commune.
ACCOUNT = {
    "bank_bin": "999999",
    "bank_account": "0000002026",
    "bank_account_name": "UBND XA SUOI MAY (MAU)",
    "bank_name": "Ngân hàng mẫu, không có thật",
}


@dataclass(frozen=True, slots=True)
class Post:
    """One official of the demonstration."""

    username: str
    name: str
    position: str
    unit_name: str
    duties: tuple[Duty, ...]


POSTS = (
    Post("lan", "Vi Thị Lan", "Công chức tiếp nhận", "Quầy 1", (Duty.CLERK, Duty.RETURN_CLERK)),
    Post("hanh", "Lò Thị Hạnh", "Công chức tiếp nhận", "Quầy 2", (Duty.CLERK, Duty.RETURN_CLERK, Duty.CASHIER)),
    Post("dung", "Hoàng Văn Dũng", "Công chức tư pháp – hộ tịch", "Tư pháp – hộ tịch", (Duty.CASE_OFFICER,)),
    Post("net", "Bàn Thị Nết", "Công chức văn hóa – xã hội", "Văn hóa – xã hội", (Duty.CASE_OFFICER,)),
    Post("sung", "Giàng A Sùng", "Công chức địa chính – xây dựng", "Kinh tế – hạ tầng", (Duty.CASE_OFFICER,)),
    Post("thuy", "Lương Thị Thủy", "Giám đốc Trung tâm", "Trung tâm", (Duty.UNIT_HEAD, Duty.STATISTICS)),
    Post("binh", "Nông Văn Bình", "Chủ tịch", "Lãnh đạo", (Duty.LEADER,)),
    Post("mai", "Đặng Thị Mai", "Phó Chủ tịch", "Lãnh đạo", (Duty.LEADER,)),
    Post("thu", "Hà Thị Thu", "Công chức văn phòng", "Văn phòng", (Duty.EDITOR,)),
    Post("quantri", "Đinh Văn Khải", "Quản trị hệ thống", "Văn phòng", (Duty.ADMINISTRATOR,)),
)
CITIZENS = (
    PersonFacts(
        name="Lò Thị Lành",
        personal_id="014196000001",
        birth_date=date(1996, 5, 12),
        sex="female",
        phone="+84900000001",
        email="lanh@example.vn",
        address="Thôn Nà Lạn, xã Suối Mây",
    ),
    PersonFacts(
        name="Quàng Văn Tư",
        personal_id="014058000002",
        birth_date=date(1958, 2, 20),
        sex="male",
        phone="+84900000002",
        address="Thôn Khuổi Pục, xã Suối Mây",
    ),
)
# Files with people; no official, and in no history.
HELPER = PersonFacts(
    name="Giàng A Páo",
    personal_id="014099000003",
    birth_date=date(1999, 8, 15),
    sex="male",
    phone="+84900000003",
    address="Thôn Nà Lạn, xã Suối Mây",
)
# Who is shown first at the start: one log-in for each role; citizens have no password.
CITIZEN_ROLES = (("Người dân", "0900000001"), ("Người giúp nộp", "0900000003"))
ROLES = (
    ("Tiếp nhận, trả kết quả", "lan"),
    ("Thụ lý hồ sơ", "dung"),
    ("Trưởng bộ phận", "thuy"),
    ("Lãnh đạo", "binh"),
    ("Biên tập danh mục", "thu"),
    ("Quản trị", "quantri"),
)


@dataclass(frozen=True, slots=True)
class DemoOffice:
    """What the histories need of the office."""

    agency: Agency
    officials: dict[str, Official]
    citizens: tuple[Person, ...]


def set_up(*, at: datetime) -> DemoOffice:
    """The office, made on the first call and found on every later one."""
    agency = Agency.objects.filter(code="H99.71").first() or _open_office(at=at)
    officials = {post.username: _appoint(agency, post, at) for post in POSTS}
    citizens = tuple(_citizen(facts, at) for facts in CITIZENS)
    set_up_help(agency=agency, helper=_citizen(HELPER, at), by=officials["quantri"], since=at)
    return DemoOffice(agency, officials, citizens)


def logins() -> list[str]:
    """One line for each role: who, user name, and by what they come in."""
    by_code = [f"{role}: {phone} / mã nằm trong hộp thư và tin nhắn đã gửi" for role, phone in CITIZEN_ROLES]
    return [*by_code, *(f"{role}: {username} / {PASSWORD}" for role, username in ROLES)]


def _open_office(*, at: datetime) -> Agency:
    agency = Agency.objects.create(
        code="H99.71",
        name="UBND xã Suối Mây",
        short_name="Xã Suối Mây",
        desk_name="Trung tâm Phục vụ hành chính công xã Suối Mây",
        place="Suối Mây",
        address="Số 12, đường Bờ Suối, thôn Nà Lạn, xã Suối Mây",
        phone="+842053800100",
        email="motcua@suoimay.example.vn",
        is_ours=True,
        is_demo=True,
    )
    OfficeHours.objects.bulk_create(
        OfficeHours(agency=agency, weekday=weekday, opens_at=opens, closes_at=closes)
        for weekday in range(5)
        for opens, closes in SESSIONS
    )
    for name, value in (SHOW_EVERY_MESSAGE | ACCOUNT).items():
        change_setting(agency=agency, name=name, value=value)
    load_own_calendar(agency=agency, at=at)
    load_commune_catalogue(agency=agency, at=at)
    return agency


def _appoint(agency: Agency, post: Post, at: datetime) -> Official:
    user = _user(post.username, at)
    official, created = Official.objects.get_or_create(
        user=user,
        defaults={
            "agency": agency,
            "name": post.name,
            "position": post.position,
            "unit_name": post.unit_name,
            "email": f"{post.username}@suoimay.example.vn",
            "phone": agency.phone,
        },
    )
    if created:
        DutyAssignment.objects.bulk_create(
            DutyAssignment(official=official, duty=duty, from_date=SINCE) for duty in post.duties
        )
    return official


def _citizen(facts: PersonFacts, at: datetime) -> Person:
    person = know_person(facts=facts, at=at)
    confirm_phone(user=_user(facts.phone, at, person), phone=facts.phone)
    return person


def _user(username: str, at: datetime, person: Person | None = None) -> User:
    found = User.objects.filter(username=username).first()
    return found or User.objects.create_user(username, PASSWORD, person=person, is_demo=True, created_at=at)

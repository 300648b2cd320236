"""Things a test needs: an office with people, procedures it offers, citizens. Dossiers get anywhere by walking only."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from apps.accounts.models import Person, User
from apps.accounts.selectors import phone_index
from apps.accounts.services import PersonFacts, know_person
from apps.core.folding import fold
from apps.officials.domain.duties import Duty
from apps.officials.models import Agency, DutyAssignment, Official
from apps.officials.services import load_own_calendar
from apps.procedures.domain.ordering import sort_key
from apps.procedures.models import (
    Arrangement,
    Field,
    Offering,
    Procedure,
    ProcedureVersion,
    RequiredDocument,
    WorkflowStep,
)
from apps.worktime import Unit

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
LONG_AGO = date(2024, 1, 1)
MADE_AT = datetime(2026, 1, 5, 8, 0, tzinfo=ZONE)
PASSWORD = "mot-cua-thu-nghiem"
_serial = itertools.count(1)

FORM_SCHEMA = {
    "fields": [
        {"name": "full_name", "label": "Họ và tên", "type": "text", "group": "Người yêu cầu"},
        {"name": "personal_id", "label": "Số định danh cá nhân", "type": "personal_id", "group": "Người yêu cầu"},
        {"name": "purpose", "label": "Dùng vào việc gì", "type": "longtext", "group": "Yêu cầu"},
    ]
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An agency with one official for each duty a dossier meets, and a second clerk."""

    agency: Agency
    clerk: Official
    second_clerk: Official
    officer: Official
    second_officer: Official
    leader: Official
    administrator: Official


def agency(*, code: str = "H99.71", name: str = "Suối Mây", is_ours: bool = True, with_calendar: bool = True) -> Agency:
    """A commune with the ordinary week and, unless told otherwise, the project's own calendar."""
    made = Agency.objects.create(
        code=code,
        name=f"UBND xã {name}",
        short_name=f"Xã {name}",
        desk_name=f"Trung tâm Phục vụ hành chính công xã {name}",
        place=name,
        address=f"Thôn Nà Lạn, xã {name}",
        phone="02053800100",
        is_ours=is_ours,
    )
    if with_calendar:
        load_own_calendar(agency=made, at=MADE_AT)
    return made


def official(*, agency: Agency, name: str, position: str, duties: tuple[Duty, ...], username: str = "") -> Official:
    """Somebody who can log in with PASSWORD and has these duties since long ago."""
    user = User.objects.create_user(username or f"canbo{next(_serial)}", PASSWORD, created_at=MADE_AT)
    made = Official.objects.create(
        agency=agency, user=user, name=name, position=position, email=f"{user.username}@example.vn"
    )
    DutyAssignment.objects.bulk_create(DutyAssignment(official=made, duty=duty, from_date=LONG_AGO) for duty in duties)
    return made


def office(*, code: str = "H99.71", name: str = "Suối Mây", is_ours: bool = True) -> Office:
    """A whole office."""
    place = agency(code=code, name=name, is_ours=is_ours)
    desk, law = (Duty.CLERK, Duty.RETURN_CLERK), (Duty.CASE_OFFICER,)
    return Office(
        agency=place,
        clerk=official(agency=place, name="Vi Thị Hạnh", position="Công chức tiếp nhận", duties=desk),
        second_clerk=official(agency=place, name="Lò Văn Tuấn", position="Công chức tiếp nhận", duties=desk),
        officer=official(agency=place, name="Hoàng Thị Nết", position="Công chức tư pháp – hộ tịch", duties=law),
        second_officer=official(agency=place, name="Bàn Văn Dũng", position="Công chức địa chính", duties=law),
        leader=official(agency=place, name="Lương Văn Bình", position="Chủ tịch", duties=(Duty.LEADER,)),
        administrator=official(agency=place, name="Nông Văn Khải", position="Quản trị", duties=(Duty.ADMINISTRATOR,)),
    )


def offering(
    *,
    agency: Agency,
    name: str = "Cấp Giấy xác nhận tình trạng hôn nhân",
    code: str = "",
    amount: str = "3",
    unit: Unit = Unit.WORKING_DAY,
    documents: tuple[str, ...] = ("Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", "Trích lục ghi chú ly hôn (nếu có)"),
    accepts_online: bool = True,
    supplement_mode: str = "restart",
    in_field: str = "Hộ tịch",
) -> Offering:
    """A procedure the agency offers, with papers to bring and two steps through the office."""
    field, _ = Field.objects.get_or_create(
        slug=fold(in_field).replace(" ", "-"),
        defaults={"name": in_field, "folded": fold(in_field), "sort_key": sort_key(in_field)},
    )
    procedure = Procedure.objects.create(code=code or f"1.{next(_serial):06d}")
    version = ProcedureVersion.objects.create(
        procedure=procedure,
        number=1,
        effective_from=LONG_AGO,
        field=field,
        name=name,
        short_name=name[:200],
        folded_name=fold(name)[:400],
        folded=fold(name),
        sort_key=sort_key(name)[:700],
        allowance_amount=Decimal(amount),
        allowance_unit=unit,
        source_record={},
        content={},
        fingerprint="0" * 64,
        created_at=MADE_AT,
    )
    RequiredDocument.objects.bulk_create(
        RequiredDocument(version=version, position=position, name=document)
        for position, document in enumerate(documents, start=1)
    )
    made = Offering.objects.create(
        agency=agency,
        procedure=procedure,
        accepts_online=accepts_online,
    )
    arrangement = Arrangement.objects.create(
        offering=made,
        number=1,
        effective_from=LONG_AGO,
        published_at=MADE_AT,
        saved_at=MADE_AT,
        supplement_mode=supplement_mode,
        form_schema=FORM_SCHEMA,
    )
    WorkflowStep.objects.bulk_create(
        [
            WorkflowStep(
                arrangement=arrangement,
                position=1,
                name="Kiểm tra, soạn kết quả",
                duty=Duty.CASE_OFFICER,
                planned_hours=16,
            ),
            WorkflowStep(arrangement=arrangement, position=2, name="Ký", duty=Duty.LEADER, planned_hours=4),
        ]
    )
    return made


def arrangement_of(offering: Offering) -> Arrangement:
    """How an offering is done now."""
    return offering.arrangements.get(effective_from__isnull=False, effective_to__isnull=True)


def ask(offering: Offering, schema: dict[str, Any]) -> None:
    """Let the procedure ask by another form from now on."""
    Arrangement.objects.filter(offering=offering).update(form_schema=schema)


def version_of(offering: Offering) -> ProcedureVersion:
    """The version of the law an offering is done under."""
    return offering.procedure.versions.get(effective_to__isnull=True)


def person(
    *, name: str = "Lò Thị Mai", personal_id: str = "", phone: str = "+84978111312", email: str = "mai@example.vn"
) -> Person:
    """A citizen known to the office."""
    return know_person(
        facts=PersonFacts(
            name=name,
            personal_id=personal_id or f"036198{next(_serial):06d}",
            birth_date=date(1998, 3, 14),
            phone=phone,
            email=email,
            address="Thôn Nà Lạn, xã Suối Mây",
        ),
        at=MADE_AT,
    )


def citizen_user(*, person: Person) -> User:
    """A log-in for a citizen."""
    return User.objects.create_user(
        f"congdan{next(_serial)}",
        person=person,
        phone_index=phone_index(person.phone) if person.phone else "",
        created_at=MADE_AT,
    )

"""Papers about nobody, to show a layout on: whoever looks at one reads no citizen's name."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

from apps.desk.domain.papers import (
    DocumentLine,
    Facts,
    HandOver,
    Head,
    Issuer,
    Party,
    ReturnedLine,
    SlipKind,
    SupplementLine,
    facts_class,
)

NOTHING_SAID = "……"
SAMPLE_CODE = "H00.00-000000-0001"
_APPLICANT = Party(
    name="Nguyễn Thị Mẫu",
    salutation="Bà",
    address="Thôn Mẫu, xã Mẫu",
    phone="0900 000 000",
    email="mau@example.org",
    personal_id="000000000000",
)
_PAPERS = (
    DocumentLine(name="Tờ khai theo mẫu", originals=1),
    DocumentLine(name="Giấy tờ tùy thân", copies=1, note="xuất trình, không lưu"),
)
# What the fields of any paper say, by their name; a name that is not here is filled by its type.
_SAID: dict[str, Any] = {
    "documents": _PAPERS,
    "given_back": _PAPERS[:1],
    "certified": (),
    "allowance": "05 ngày làm việc",
    "promise_sentence": "5 ngày làm việc, tính từ ngày làm việc sau ngày tiếp nhận",
    "return_at": "Quầy trả kết quả",
    "book": "01/2026",
    "book_number": 1,
    "received_by": "Cán bộ Mẫu",
    "guided_by": "Cán bộ Mẫu",
    "handed_by": "Cán bộ Mẫu",
    "signer": "Lãnh đạo Mẫu",
    "signer_position": "CHỦ TỊCH",
    "handed_by_leader": "Lãnh đạo Mẫu, Chủ tịch",
    "category": "Không thuộc phạm vi tiếp nhận",
    "reason": "Lý do được ghi ở đây, bằng lời của người lập giấy.",
    "advice": "Nơi nộp đúng được chỉ ở đây.",
    "offer": "Việc cơ quan làm thêm cho người dân được ghi ở đây.",
    "channel": "Tại quầy",
    "fee": 15_000,
    "items": (SupplementLine(name="Tờ khai", what="Ghi lại ngày sinh.", originals=1, why="Chưa đúng"),),
    "money": ("Chưa nộp khoản nào.",),
    "basis": "Đơn đề nghị rút hồ sơ",
    "result": "Trích lục theo mẫu",
    "collector": "Nguyễn Thị Mẫu",
    "relation": "Chủ hồ sơ",
    "identity_checked": "Đã xem giấy tờ tùy thân",
    "originals": (ReturnedLine(name="Giấy tờ bản chính", originals=1),),
    "courtesy": "Thư chúc mừng",
    "place": "Quầy tiếp nhận",
    "why": "Việc cần trao đổi được ghi ở đây.",
    "bring": ("Giấy tờ cần mang theo",),
    "offered_by": "Cán bộ Mẫu",
}


def sample_of(*, kind: SlipKind, issuer: Issuer, at: datetime) -> Facts:
    """An invented paper of this kind in the name of the office, of any kind there is."""
    known = _SAID | {
        "head": Head(
            number="",
            issued_at=at,
            issuer=issuer,
            dossier_code=SAMPLE_CODE,
            procedure_code="0.000000",
            procedure_name="Thủ tục mẫu để xem thử",
            verification_url="",
            head_hash="0" * 16,
        ),
        "applicant": _APPLICANT,
        "receiving_unit": issuer.unit,
        "apologising": issuer.superior,
        "stopping": issuer.superior,
        "solving": issuer.superior,
        "due_at": at + timedelta(days=7),
        "new_due_at": at + timedelta(days=9),
        "signed_at": at,
        "answer_by_date": (at + timedelta(days=10)).date(),
        "rows": (_handed_over(issuer=issuer, at=at),),
    }
    made: Facts = _made(facts_class(kind), known, at)
    return made


def _handed_over(*, issuer: Issuer, at: datetime) -> HandOver:
    return HandOver(
        at=at, action="Chuyển xử lý", giver_unit=issuer.unit, giver="Cán bộ Mẫu", receiver_unit=issuer.superior
    )


def _made(kind: Any, known: dict[str, Any], at: datetime) -> Any:
    hints = get_type_hints(kind)
    given: dict[str, Any] = {}
    for field in fields(kind):
        if field.name in known and _fits(hints[field.name], known[field.name]):
            given[field.name] = known[field.name]
        elif field.default is MISSING and field.default_factory is MISSING:
            given[field.name] = _filled(hints[field.name], at)
    return kind(**given)


def _fits(hint: Any, value: Any) -> bool:
    """Whether a value of the table is meant: another paper may use the same name for something else."""
    if isinstance(value, tuple):
        inner = get_args(hint)[0] if get_origin(hint) is tuple else None
        return isinstance(inner, type) and all(isinstance(item, inner) for item in value)
    arms = get_args(hint) or (hint,)
    return any(isinstance(arm, type) and isinstance(value, arm) for arm in arms)


def _filled(hint: Any, at: datetime) -> Any:
    """Something of this type that says nothing."""
    if get_origin(hint) is tuple:
        return ()
    if type(None) in get_args(hint):
        return None
    if is_dataclass(hint):
        return _made(hint, _SAID, at)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint))
    return {datetime: at, date: at.date(), int: 1, bool: False}.get(hint, NOTHING_SAID)

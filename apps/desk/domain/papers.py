"""What each paper of the desk says, frozen when it is issued: printing reads these values and nothing else.

Forms 01-06 of Thông tư 03/2025/TT-VPCP, Phụ lục I. A slip printed again years later says what it said on its first day,
whatever has happened since to the person, the procedure or the office.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from apps.desk.domain.frame import (
    HEAD_HASH_LENGTH,
    Facts,
    Head,
    Issuer,
    Party,
    SlipKind,
    UnfitFacts,
    need_zone,
    paper_number,
)

__all__ = [
    "HEAD_HASH_LENGTH",
    "Facts",
    "Head",
    "Issuer",
    "Party",
    "SlipKind",
    "UnfitFacts",
    "paper_number",
]


class ApologyTitle(StrEnum):
    """The two titles in use for form 04: that of Thông tư 03/2025, and that of Thông tư 01/2018 still met in 2026."""

    EXTENSION = "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"
    NEW_DAY = "Phiếu xin lỗi và hẹn lại ngày trả kết quả"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One paper that was handed in; none of either kind means it was shown and taken back."""

    name: str
    originals: int = 0
    copies: int = 0
    note: str = ""
    certified: int = 0
    electronic: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedLine:
    """One paper brought to be certified: its pages, how many copies are wanted, and what they cost."""

    name: str
    pages: int
    copies: int
    is_electronic: bool = False  # the copy is signed digitally instead of stamped
    fee: int | None = None
    tiers: str = ""  # «2 trang × 2.000 đồng + 3 trang × 1.000 đồng, 2 bản»


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFacts(Facts):
    """Form 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả."""

    kind: ClassVar[SlipKind] = SlipKind.RECEIPT
    documents: tuple[DocumentLine, ...]
    allowance: str  # «03 ngày làm việc»
    received_at: datetime
    due_at: datetime
    promise_sentence: str  # which days were not counted, and why
    return_at: str  # «Quầy trả kết quả», a postal address, «Bản điện tử qua tài khoản»
    book: str  # «01/2026»
    book_number: int
    received_by: str
    sets: int = 1
    fee: int | None = None  # đồng; None where no amount is known, and then the note says so
    fee_note: str = ""
    is_electronic: bool = False  # filed online: one electronic paper instead of two copies
    survey_url: str = ""
    places: tuple[str, ...] = ()  # where it was taken in, is decided and is returned, where these differ
    channel: str = ""  # «nộp trực tiếp»
    track_url: str = ""  # absolute, to the page where the state of the dossier can be looked up
    certified: tuple[CertifiedLine, ...] = ()  # the variant of the certification counter

    def __post_init__(self) -> None:
        need_zone(self.received_at, self.due_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementLine:
    """One paper to bring or to mend, and what exactly is to be done about it."""

    name: str
    what: str = ""
    originals: int = 0
    certified: int = 0
    copies: int = 0
    why: str = ""  # the reason of the list, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequestFacts(Facts):
    """Form 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: everything that is missing, in one go."""

    kind: ClassVar[SlipKind] = SlipKind.SUPPLEMENT_REQUEST
    items: tuple[SupplementLine, ...]
    reason: str
    guided_by: str
    answer_by_date: date | None = None
    legal_basis: str = ""
    clock_sentence: str = ""  # what happens to the promise while we wait
    approved_by: str = ""  # the leader
    times: int = 1  # the how manyth request this is
    again_reason: str = ""  # why we ask once more
    restart_reason: str = ""  # why the period begins again
    contact_phone: str = ""  # of the official who asks; the office's where empty


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalFacts(Facts):
    """Form 03, Phiếu từ chối tiếp nhận giải quyết hồ sơ."""

    kind: ClassVar[SlipKind] = SlipKind.REFUSAL
    category: str  # «Không thuộc phạm vi tiếp nhận»
    reason: str
    received_by: str
    legal_basis: str = ""
    advice: str = ""  # where to go instead
    is_electronic: bool = False
    submitted_at: datetime | None = None  # when it was filed online

    def __post_init__(self) -> None:
        need_zone(*filter(None, [self.submitted_at]))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologyFacts(Facts):
    """Form 04: why the promise cannot be kept, sorry, and the one new day. Unsigned, it prints as a draft."""

    kind: ClassVar[SlipKind] = SlipKind.APOLOGY
    received_at: datetime
    due_at: datetime
    new_due_at: datetime
    reason: str
    receiving_unit: str  # who took the dossier in
    apologising: str  # who says sorry: «Ủy ban nhân dân xã Suối Mây»
    signer: str
    signer_position: str  # «CHỦ TỊCH»; «KT. CHỦ TỊCH» and «PHÓ CHỦ TỊCH» on two lines
    title: ApologyTitle = ApologyTitle.EXTENSION
    promise_sentence: str = ""  # how the new day was counted
    offer: str = ""  # what we do to spare them a second way
    signed_at: datetime | None = None
    is_after_promise: bool = False  # signed when the promise was already broken (domain ruling 8)
    recipients: tuple[str, ...] = ("Như trên", "Bộ phận trả kết quả", "Lưu: VT, hồ sơ")

    def __post_init__(self) -> None:
        need_zone(self.received_at, self.due_at, self.new_due_at, *filter(None, [self.signed_at]))


@dataclass(frozen=True, slots=True, kw_only=True)
class StopFacts(Facts):
    """Form 05, Thông báo dừng giải quyết hồ sơ: withdrawn on request, or no complement came. Unsigned it is a draft."""

    kind: ClassVar[SlipKind] = SlipKind.STOP
    received_at: datetime
    is_requested: bool  # the applicant asked for it; otherwise the term of a request for papers passed
    basis: str  # «Đơn đề nghị rút hồ sơ ngày 20/11/2026»
    reason: str
    given_back: tuple[DocumentLine, ...]
    money: tuple[str, ...]  # what was paid and what becomes of it, a sentence each
    stopping: str  # who stops: «Ủy ban nhân dân xã Suối Mây»
    signer: str
    signer_position: str
    signed_at: datetime | None = None
    recipients: tuple[str, ...] = ("Như trên", "Bộ phận trả kết quả", "Lưu: VT, hồ sơ")

    def __post_init__(self) -> None:
        need_zone(self.received_at, *filter(None, [self.signed_at]))


class StepResult(StrEnum):
    """Whether a step was left before, on or after the day its holder had it until."""

    EARLY = "Trước hạn"
    ON_TIME = "Đúng hạn"
    LATE = "Quá hạn"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """One hand-over of a dossier: from whom to whom, when, whether the giver's step was kept."""

    at: datetime
    action: str  # «Chuyển xử lý»
    giver_unit: str
    giver: str
    receiver_unit: str
    receiver: str = ""
    planned_at: datetime | None = None  # until when the giver had it
    result: StepResult | None = None  # None: no end was planned
    note: str = ""

    def __post_init__(self) -> None:
        need_zone(self.at, *filter(None, [self.planned_at]))


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlFacts(Facts):
    """Form 06, Phiếu kiểm soát quá trình giải quyết hồ sơ: rows are only added, the desk gives first and takes last."""

    kind: ClassVar[SlipKind] = SlipKind.CONTROL
    received_at: datetime
    due_at: datetime
    first_due_at: datetime | None = None  # where the dossier was appointed anew
    allowance: str
    solving: str  # «UBND xã Suối Mây»
    cooperating: str = ""
    documents: tuple[DocumentLine, ...] = ()
    sets: int = 1
    rows: tuple[HandOver, ...] = ()
    open_unit: str = ""  # where it lies now; empty once it is back at the desk
    open_holder: str = ""

    def __post_init__(self) -> None:
        need_zone(self.received_at, self.due_at, *filter(None, [self.first_due_at]))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedLine:
    """Originals of one document that we kept and give back now."""

    name: str
    originals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReceiptFacts(Facts):
    """Giấy biên nhận trả kết quả: what was handed over to whom, who handed it, and how it was signed for."""

    kind: ClassVar[SlipKind] = SlipKind.RESULT_RECEIPT
    result: str  # «Trích lục khai tử»
    result_number: str = ""
    collector: str
    relation: str  # «Người nhà: con gái»
    identity_checked: str  # «Đã quét thẻ căn cước»
    handed_by: str
    handed_by_leader: str = ""  # «lãnh đạo trao»: name and position
    originals: tuple[ReturnedLine, ...] = ()
    courtesy: str = ""  # «Thư chúc mừng», where it was handed over too
    signature: bool = False  # signed on the screen; False: the collector signs the paper
    collector_phone: str = ""
    handed_by_phone: str = ""  # the office's where empty
    at: datetime

    def __post_init__(self) -> None:
        need_zone(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentFacts(Facts):
    """Phiếu hẹn làm việc: a session in which the office waits for them, why, and what to bring. No day of a result."""

    kind: ClassVar[SlipKind] = SlipKind.APPOINTMENT
    meets_from: datetime
    meets_until: datetime
    place: str  # «Trung tâm Phục vụ hành chính công xã Suối Mây, Thôn Nà Lạn»
    why: str
    bring: tuple[str, ...] = ()
    offered_by: str

    def __post_init__(self) -> None:
        need_zone(self.meets_from, self.meets_until)


_FACTS: dict[SlipKind, type[Facts]] = {
    kind.kind: kind
    for kind in (
        ReceiptFacts,
        SupplementRequestFacts,
        RefusalFacts,
        ApologyFacts,
        ResultReceiptFacts,
        StopFacts,
        ControlFacts,
        AppointmentFacts,
    )
}


def facts_class(kind: SlipKind) -> type[Facts]:
    """The class of the facts of this kind."""
    return _FACTS[kind]


def facts_of(*, kind: SlipKind, plain: dict[str, Any]) -> Facts:
    """The facts of a stored slip, as the class of its kind."""
    return _FACTS[kind].from_json(plain)

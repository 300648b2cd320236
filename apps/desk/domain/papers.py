"""What each paper of the desk says, frozen when it is issued: printing reads these values and nothing else.

Forms 01-04 of Thông tư 03/2025/TT-VPCP, Phụ lục I. A slip printed again years later says what it said on its first day,
whatever has happened since to the person, the procedure or the office.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Self

from apps.desk.domain.frozen import NaiveInstant, freeze, thaw

HEAD_HASH_LENGTH = 16
_HEAD_HASH = re.compile(rf"[0-9a-f]{{{HEAD_HASH_LENGTH}}}")


class SlipKind(StrEnum):
    """The papers of the desk that are issued one by one; each has its form number in the circular."""

    RECEIPT = "receipt"
    SUPPLEMENT_REQUEST = "supplement_request"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP = "stop"
    CONTROL = "control"
    RESULT_RECEIPT = "result_receipt"
    APPOINTMENT = "appointment"

    @property
    def form(self) -> str:
        """The number of the form, as printed in the foot: «01»; empty for a working paper no circular numbers."""
        return _FORMS[self][0]

    @property
    def symbol(self) -> str:
        """The letters after the running number: «TNHS»."""
        return _FORMS[self][1]


_FORMS = {
    SlipKind.RECEIPT: ("01", "TNHS"),
    SlipKind.SUPPLEMENT_REQUEST: ("02", "HDHS"),
    SlipKind.REFUSAL: ("03", "TCHS"),
    SlipKind.APOLOGY: ("04", "PXL"),
    SlipKind.STOP: ("05", "TBD"),
    SlipKind.CONTROL: ("06", "PKS"),
    SlipKind.RESULT_RECEIPT: ("", "BNKQ"),
    SlipKind.APPOINTMENT: ("", "PH"),
}


class ApologyTitle(StrEnum):
    """The two titles in use for form 04: that of Thông tư 03/2025, and that of Thông tư 01/2018 still met in 2026."""

    EXTENSION = "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"
    NEW_DAY = "Phiếu xin lỗi và hẹn lại ngày trả kết quả"


class UnfitFacts(ValueError):
    """Facts that no paper may carry."""


def paper_number(*, kind: SlipKind, sequence: int) -> str:
    """A paper's number of its agency and year; below ten it has a leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    return f"{sequence:02d}/{kind.symbol}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The office in whose name a paper speaks."""

    superior: str  # «UBND xã Suối Mây»
    unit: str  # «Trung tâm Phục vụ hành chính công xã Suối Mây»
    place: str  # «Suối Mây», before the date
    phone: str
    track_address: str = ""  # where the dossier can be looked up, as one would type it
    is_demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """The applicant as the paper names them, and who came in their stead."""

    name: str
    is_organisation: bool = False
    salutation: str = ""  # «Ông», «Bà»; empty when nobody told us
    address: str = ""
    phone: str = ""
    email: str = ""
    personal_id: str = ""
    brought_by: str = ""  # the representative who handed the dossier in

    @property
    def addressed(self) -> str:
        """How the paper speaks to them: «Ông», «Ông/Bà», «Quý tổ chức»."""
        return self.salutation or ("Quý tổ chức" if self.is_organisation else "Ông/Bà")

    @property
    def spoken_to(self) -> str:
        """The same inside a sentence: «ông/bà»."""
        return self.addressed.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What every paper carries: number, day, office, dossier, and how anyone can check it."""

    number: str  # empty on a draft
    issued_at: datetime
    issuer: Issuer
    dossier_code: str  # the temporary reference before reception
    procedure_code: str
    procedure_name: str
    verification_url: str  # absolute, random, naming nobody; empty on a draft
    head_hash: str  # first 16 hexadecimal digits of the head of the dossier's chain

    def __post_init__(self) -> None:
        _need_zone(self.issued_at)
        if not _HEAD_HASH.fullmatch(self.head_hash):
            raise UnfitFacts(f"head hash {self.head_hash!r}")

    @property
    def is_provisional(self) -> bool:
        """Not received yet: the code is a temporary reference."""
        return self.dossier_code.startswith("TMP-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What all papers share; each paper adds its own."""

    kind: ClassVar[SlipKind]
    head: Head
    applicant: Party

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, to be sealed and stored with the slip."""
        plain: dict[str, Any] = freeze(self)
        return plain

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Self:
        """The facts as they were frozen."""
        return thaw(cls, plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One paper that was handed in; none of either kind means it was shown and taken back."""

    name: str
    originals: int = 0
    copies: int = 0
    note: str = ""


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

    def __post_init__(self) -> None:
        _need_zone(self.received_at, self.due_at)


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
        _need_zone(self.received_at, self.due_at, self.new_due_at, *filter(None, [self.signed_at]))


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
    at: datetime

    def __post_init__(self) -> None:
        _need_zone(self.at)


_FACTS: dict[SlipKind, type[Facts]] = {
    kind.kind: kind for kind in (ReceiptFacts, SupplementRequestFacts, RefusalFacts, ApologyFacts, ResultReceiptFacts)
}


def facts_of(*, kind: SlipKind, plain: dict[str, Any]) -> Facts:
    """The facts of a stored slip, as the class of its kind."""
    return _FACTS[kind].from_json(plain)


def _need_zone(*instants: datetime) -> None:
    for instant in instants:
        if instant.utcoffset() is None:
            raise NaiveInstant(instant.isoformat())

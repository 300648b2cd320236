"""The standard layout of each paper: the words around its facts, who signs it, and what of it an office may leave out.

A kind without a line here has the frame alone: no words of ours, the signatures of its own template, and the block that
an office may add.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from apps.desk.domain.papers import SlipKind

SIGN = "(Ký và ghi rõ họ tên)"
OTHER = "other"  # the block that an office may add to any paper


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardHand:
    """A place to sign. A fixed one is asked for by the form; one that is off waits for an office to want it."""

    key: str
    role: str  # empty: the position of who signed, which is a fact
    how: str = SIGN
    is_fixed: bool = True
    is_off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """The wording of a paper before any office touched it. `must`: fields that a slot may not lose."""

    opening: str = ""
    closing: str = ""
    must: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hands: tuple[StandardHand, ...] = ()
    parts: tuple[str, ...] = ("procedure_code",)


# What may be left out, and where it stands: among the facts, or among the words that printing adds to them. The
# Circular asks for none of these; what it asks for has no line here.
PARTS: Mapping[str, str] = {
    "procedure_code": "head.procedure_code",
    "paper_notes": "documents.note",
    "fee_tiers": "certified.tiers",
    "why_asked": "items.why",
    "offer": "offer",
    "courtesy": "courtesy",
    "sums": "sums",
    "survey": "survey",
    "motto": "motto",
}

_SIGNER = StandardHand(key="signer", role="", how="")
STANDARDS: Mapping[SlipKind, Standard] = {
    SlipKind.RECEIPT: Standard(
        closing="{{so_lien}} Muốn nhận kết quả qua bưu điện hay cần hỏi, xin gọi {{dien_thoai_co_quan}}.",
        hands=(
            StandardHand(key="applicant", role="NGƯỜI NỘP HỒ SƠ"),
            StandardHand(key="receiver", role="NGƯỜI TIẾP NHẬN HỒ SƠ"),
        ),
        parts=("procedure_code", "paper_notes", "fee_tiers", "sums", "survey"),
    ),
    SlipKind.SUPPLEMENT_REQUEST: Standard(
        closing=(
            "Đây là tất cả những gì hồ sơ còn thiếu. {{xung_ho}} có thể bổ sung tại quầy, hoặc gửi qua mạng ở mục hồ sơ"
            " của mình. Có điều gì chưa rõ, xin gặp {{nguoi_huong_dan}}[[, điện thoại {{dien_thoai_huong_dan}}]]"
            "[[, hoặc xem {{dia_chi_tra_cuu}}]], để được chỉ dẫn./."
        ),
        hands=(
            StandardHand(key="approver", role="NGƯỜI DUYỆT"),
            StandardHand(key="guide", role="NGƯỜI HƯỚNG DẪN"),
        ),
        parts=("procedure_code", "why_asked"),
    ),
    SlipKind.REFUSAL: Standard(
        opening=(
            "Sau khi xem hồ sơ của {{xung_ho_trong_cau}}, {{bo_phan_mot_cua}} không tiếp nhận giải quyết, vì lý do cụ"
            " thể sau đây:"
        ),
        closing=(
            "Giấy tờ đã nộp được trả lại đầy đủ. Nếu {{xung_ho_trong_cau}} thấy việc từ chối này chưa đúng, xin gọi"
            " {{dien_thoai_co_quan}} hoặc gửi phản ánh, khiếu nại đến {{co_quan}}."
            "[[ Quy định của thủ tục và nơi nộp hồ sơ xem tại {{dia_chi_tra_cuu}}.]]\n"
            "Xin thông báo để {{xung_ho_trong_cau}} được biết./."
        ),
        must={"opening": ("bo_phan_mot_cua",), "closing": ("co_quan",)},
        hands=(
            StandardHand(key="applicant", role="NGƯỜI NỘP HỒ SƠ"),
            StandardHand(key="receiver", role="NGƯỜI TIẾP NHẬN HỒ SƠ"),
        ),
    ),
    SlipKind.APOLOGY: Standard(
        opening=(
            "{{ngay_tiep_nhan}}, {{noi_tiep_nhan}} đã tiếp nhận hồ sơ giải quyết thủ tục hành chính {{ten_thu_tuc}}"
            "[[ ({{ma_thu_tuc}})]] của {{xung_ho_trong_cau}}."
        ),
        closing="Cần hỏi thêm, xin gọi {{dien_thoai_co_quan}}.\nTrân trọng./.",
        must={"opening": ("ngay_tiep_nhan", "noi_tiep_nhan", "ten_thu_tuc")},
        hands=(_SIGNER,),
        parts=("procedure_code", "sums", "offer"),
    ),
    SlipKind.STOP: Standard(
        closing=(
            "Việc dừng này không làm mất quyền nộp hồ sơ lại. Nếu {{xung_ho_trong_cau}} thấy chưa đúng, xin gọi"
            " {{dien_thoai_co_quan}} hoặc gửi phản ánh, khiếu nại đến {{co_quan}}.\n"
            "Xin thông báo để {{xung_ho_trong_cau}} được biết./."
        ),
        must={"closing": ("co_quan",)},
        hands=(_SIGNER,),
    ),
    SlipKind.CONTROL: Standard(
        closing=(
            "Dòng đã ghi không sửa, không xóa; cần đính chính thì ghi dòng mới. Giao, nhận trên hệ thống không phải ký"
            " giấy; dòng để trống ghi và ký khi giao, nhận bản giấy."
        ),
    ),
    SlipKind.RESULT_RECEIPT: Standard(
        closing="Người nhận đã xem lại kết quả và giấy tờ trước khi ký.",
        hands=(
            StandardHand(key="collector", role="NGƯỜI NHẬN KẾT QUẢ"),
            StandardHand(key="handed_by", role="NGƯỜI TRẢ KẾT QUẢ"),
            StandardHand(key="leader", role="LÃNH ĐẠO TRAO KẾT QUẢ", is_fixed=False, is_off=True),
        ),
        parts=("procedure_code", "courtesy", "motto"),
    ),
    SlipKind.APPOINTMENT: Standard(
        opening="{{bo_phan_mot_cua}} mời {{xung_ho_trong_cau}} đến làm việc về hồ sơ của mình.",
        closing="Không đến được vào buổi này, xin gọi {{dien_thoai_co_quan}} để chọn buổi khác.",
        hands=(StandardHand(key="offered_by", role="NGƯỜI HẸN"),),
        parts=("procedure_code", "motto"),
    ),
}
_NUMBERED, _WORKING = Standard(), Standard(parts=("procedure_code", "motto"))


def standard(kind: SlipKind) -> Standard:
    """The standard of a kind. Only from papers that no circular numbers may the state's name and motto go."""
    return STANDARDS.get(kind) or (_NUMBERED if kind.form else _WORKING)

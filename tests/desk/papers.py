"""Facts of believable papers, for the tests of printing and for the bench."""

from __future__ import annotations

from datetime import UTC, date, datetime

from apps.desk.domain.papers import (
    ApologyFacts,
    AppointmentFacts,
    CertifiedLine,
    ControlFacts,
    DocumentLine,
    HandOver,
    Head,
    Issuer,
    Party,
    ReceiptFacts,
    RefusalFacts,
    ResultReceiptFacts,
    ReturnedLine,
    SlipKind,
    StepResult,
    StopFacts,
    SupplementLine,
    SupplementRequestFacts,
    paper_number,
)

ISSUER = Issuer(
    superior="UBND xã Suối Mây",
    unit="Trung tâm Phục vụ hành chính công xã Suối Mây",
    place="Suối Mây",
    phone="0205 3800 100",
    track_address="motcua.suoimay.example/tra-cuu/",
    is_demo=True,
)
MAI = Party(
    name="Lò Thị Mai",
    salutation="Bà",
    address="Thôn Nà Lạn, xã Suối Mây",
    phone="0978 654 312",
    personal_id="036198004217",
)
LOOKUP_FACTOR = "7KQ4M2XD"
VERIFY = "https://motcua.suoimay.example/xac-thuc/Zk3Jv0q1WmY8bT5rN2cXhA/"


def head(*, kind: SlipKind, sequence: int = 7, code: str = "H99.71-261120-0007", name: str = "") -> Head:
    """The head of a paper issued on 20/11/2026 at 09:42 local time."""
    return Head(
        number=paper_number(kind=kind, sequence=sequence),
        issued_at=datetime(2026, 11, 20, 2, 42, 15, tzinfo=UTC),
        issuer=ISSUER,
        dossier_code=code,
        procedure_code="1.004873",
        procedure_name=name or "Cấp Giấy xác nhận tình trạng hôn nhân",
        verification_url=VERIFY,
        head_hash="3f9a1b2c4d5e6f70",
    )


def receipt(**changes: object) -> ReceiptFacts:
    """Form 01 for chị Mai, over the counter."""
    facts: dict[str, object] = {
        "head": head(kind=SlipKind.RECEIPT),
        "applicant": MAI,
        "documents": (
            DocumentLine(name="Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", originals=1),
            DocumentLine(name="Căn cước", note="xuất trình, không lưu"),
        ),
        "allowance": "03 ngày làm việc",
        "received_at": datetime(2026, 11, 20, 2, 42, 15, tzinfo=UTC),
        "due_at": datetime(2026, 11, 26, 10, 30, tzinfo=UTC),
        "promise_sentence": (
            "3 ngày làm việc, tính từ ngày làm việc sau ngày tiếp nhận (thứ Hai 23/11);"
            " bỏ 24/11 (Ngày Văn hóa Việt Nam); lịch nghỉ của thời gian này mới là dự kiến"
        ),
        "return_at": "Quầy trả kết quả",
        "book": "01/2026",
        "book_number": 4218,
        "received_by": "Vi Thị Hạnh",
        "fee": 15_000,
        "fee_note": "đã nộp",
        "survey_url": "https://motcua.suoimay.example/danh-gia/u0V2o9y8fJq3m1Kx7Zp4Bw6Ct5Ln0Rs2Ga8Hd1Ye3I4/",
    }
    return ReceiptFacts(**{**facts, **changes})  # type: ignore[arg-type]


def supplement_request(**changes: object) -> SupplementRequestFacts:
    """Form 02: two papers to mend."""
    facts: dict[str, object] = {
        "head": head(kind=SlipKind.SUPPLEMENT_REQUEST, sequence=12),
        "applicant": MAI,
        "items": (
            SupplementLine(name="Tờ khai", what="Ghi lại ngày sinh cho khớp căn cước, rồi ký tên.", originals=1),
            SupplementLine(name="Quyết định ly hôn", what="Bản sao đang thiếu trang 2.", certified=1),
        ),
        "reason": "Ngày sinh trên tờ khai khác ngày sinh trên căn cước, và bản sao quyết định ly hôn thiếu một trang.",
        "guided_by": "Vi Thị Hạnh",
        "answer_by_date": date(2026, 12, 4),
        "legal_basis": "Nghị định 118/2025/NĐ-CP; Luật Hộ tịch.",
        "clock_sentence": "Trong lúc chờ, thời hạn giải quyết tạm dừng; khi đủ giấy tờ, chúng tôi hẹn lại ngày trả.",
    }
    return SupplementRequestFacts(**{**facts, **changes})  # type: ignore[arg-type]


def refusal(**changes: object) -> RefusalFacts:
    """Form 03: this office is not the one that decides."""
    facts: dict[str, object] = {
        "head": head(kind=SlipKind.REFUSAL, sequence=3, code="TMP-8XQ2K7MD"),
        "applicant": MAI,
        "category": "Không thuộc phạm vi tiếp nhận",
        "reason": "Thửa đất nằm ở xã Nậm Khao; việc này do Trung tâm Phục vụ hành chính công xã Nậm Khao tiếp nhận.",
        "received_by": "Vi Thị Hạnh",
        "legal_basis": "Nghị định 118/2025/NĐ-CP, Điều 14.",
        "advice": "Bà có thể nộp hồ sơ này qua mạng cho xã Nậm Khao ngay tại quầy hướng dẫn, không phải đi xa.",
    }
    return RefusalFacts(**{**facts, **changes})  # type: ignore[arg-type]


def apology(**changes: object) -> ApologyFacts:
    """Form 04, signed a day after the promise."""
    facts: dict[str, object] = {
        "head": head(
            kind=SlipKind.APOLOGY,
            sequence=12,
            code="H99.71-261116-0018",
            name="Thay đổi, cải chính, bổ sung thông tin hộ tịch",
        ),
        "applicant": Party(
            name="Lý A Páo", salutation="Ông", address="Thôn Lũng Pán, xã Suối Mây", phone="0386 214 905"
        ),
        "received_at": datetime(2026, 11, 16, 1, 15, tzinfo=UTC),
        "due_at": datetime(2026, 11, 19, 10, 30, tzinfo=UTC),
        "new_due_at": datetime(2026, 11, 25, 10, 30, tzinfo=UTC),
        "reason": (
            "Chờ Công an xã đối chiếu ngày sinh trong tàng thư hồ sơ cư trú."
            " Chúng tôi gửi câu hỏi chậm một ngày so với quy trình."
        ),
        "receiving_unit": "Trung tâm Phục vụ hành chính công xã Suối Mây",
        "apologising": "Ủy ban nhân dân xã Suối Mây",
        "signer": "Lương Văn Bình",
        "signer_position": "CHỦ TỊCH",
        "promise_sentence": (
            "3 ngày làm việc, tính từ ngày làm việc sau ngày tiếp nhận (thứ Ba 17/11); hẹn lại một lần đến thứ Tư 25/11"
        ),
        "offer": (
            "Ông không phải nộp thêm giấy tờ. Nếu muốn, chúng tôi gửi kết quả về tận nhà qua bưu điện, không thu tiền."
        ),
        "signed_at": datetime(2026, 11, 20, 3, 48, 7, tzinfo=UTC),
        "is_after_promise": True,
    }
    return ApologyFacts(**{**facts, **changes})  # type: ignore[arg-type]


def certification(**changes: object) -> ReceiptFacts:
    """Form 01 of the certification counter: two papers, pages and copies, the fee by tier."""
    facts: dict[str, object] = {
        "head": head(kind=SlipKind.RECEIPT, sequence=8, name="Chứng thực bản sao từ bản chính giấy tờ, văn bản"),
        "documents": (),
        "certified": (
            CertifiedLine(
                name="Bằng tốt nghiệp trung học phổ thông", pages=1, copies=3, fee=6_000, tiers="3 bản × 2.000 đồng"
            ),
            CertifiedLine(
                name="Hợp đồng mua bán",
                pages=5,
                copies=2,
                fee=14_000,
                tiers="2 bản × (2 trang × 2.000 đồng + 3 trang × 1.000 đồng)",
            ),
            CertifiedLine(name="Giấy khai sinh", pages=1, copies=1, is_electronic=True, fee=2_000),
        ),
        "fee": 22_000,
        "survey_url": "",
    }
    return receipt(**{**facts, **changes})


def stop(**changes: object) -> StopFacts:
    """Form 05: chị Mai wants her dossier back."""
    facts: dict[str, object] = {
        "head": head(kind=SlipKind.STOP, sequence=2),
        "applicant": MAI,
        "received_at": datetime(2026, 11, 18, 2, 42, 15, tzinfo=UTC),
        "is_requested": True,
        "basis": "Đơn đề nghị rút hồ sơ ngày 20 tháng 11 năm 2026",
        "reason": "Bà Mai đã đăng ký kết hôn ở nơi thường trú của chồng nên không cần giấy này nữa.",
        "given_back": (
            DocumentLine(name="Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", originals=1),
            DocumentLine(name="Quyết định ly hôn", certified=1),
        ),
        "money": (
            "Đã nộp 15.000 đồng (biên lai BL-0000012/2026).",
            "Việc hoàn lại theo quy định về phí, lệ phí; xin mang giấy này và biên lai đến quầy để được xét.",
        ),
        "stopping": "Ủy ban nhân dân xã Suối Mây",
        "signer": "Lương Văn Bình",
        "signer_position": "CHỦ TỊCH",
        "signed_at": datetime(2026, 11, 20, 3, 48, 7, tzinfo=UTC),
    }
    return StopFacts(**{**facts, **changes})  # type: ignore[arg-type]


def control(**changes: object) -> ControlFacts:
    """Form 06: from the desk to an officer, once back with a reason, to the leader, and to the desk with the result."""
    desk, work, lead = ISSUER.unit, "Bộ phận Tư pháp – Hộ tịch", "Lãnh đạo Ủy ban nhân dân xã"
    facts: dict[str, object] = {
        "head": head(kind=SlipKind.CONTROL, sequence=9),
        "applicant": MAI,
        "received_at": datetime(2026, 11, 18, 2, 42, 15, tzinfo=UTC),
        "due_at": datetime(2026, 11, 26, 10, 30, tzinfo=UTC),
        "allowance": "05 ngày làm việc",
        "solving": "Ủy ban nhân dân xã Suối Mây",
        "documents": (
            DocumentLine(name="Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", originals=1),
            DocumentLine(name="Quyết định ly hôn", certified=1, copies=1),
        ),
        "rows": (
            HandOver(
                at=datetime(2026, 11, 18, 3, 5, tzinfo=UTC),
                action="Chuyển xử lý",
                giver_unit=desk,
                giver="Vi Thị Hạnh",
                receiver_unit=work,
                receiver="Lò Văn Ín",
                planned_at=datetime(2026, 11, 18, 4, 30, tzinfo=UTC),
                result=StepResult.ON_TIME,
            ),
            HandOver(
                at=datetime(2026, 11, 19, 8, 0, tzinfo=UTC),
                action="Trình ký",
                giver_unit=work,
                giver="Lò Văn Ín",
                receiver_unit=lead,
                receiver="Lương Văn Bình",
                planned_at=datetime(2026, 11, 20, 8, 0, tzinfo=UTC),
                result=StepResult.EARLY,
            ),
            HandOver(
                at=datetime(2026, 11, 20, 1, 10, tzinfo=UTC),
                action="Trả lại người xử lý",
                giver_unit=lead,
                giver="Lương Văn Bình",
                receiver_unit=work,
                receiver="Lò Văn Ín",
                note="Ghi thiếu số quyết định ly hôn ở dòng căn cứ.",
            ),
            HandOver(
                at=datetime(2026, 11, 20, 9, 40, tzinfo=UTC),
                action="Trình ký",
                giver_unit=work,
                giver="Lò Văn Ín",
                receiver_unit=lead,
                receiver="Lương Văn Bình",
                planned_at=datetime(2026, 11, 20, 8, 0, tzinfo=UTC),
                result=StepResult.LATE,
            ),
        ),
        "open_unit": lead,
        "open_holder": "Lương Văn Bình",
    }
    return ControlFacts(**{**facts, **changes})  # type: ignore[arg-type]


def appointment(**changes: object) -> AppointmentFacts:
    """Chị Mai is asked to come on Thursday morning and bring her decree."""
    facts: dict[str, object] = {
        "head": head(kind=SlipKind.APPOINTMENT),
        "applicant": MAI,
        "meets_from": datetime(2026, 11, 26, 0, 30, tzinfo=UTC),
        "meets_until": datetime(2026, 11, 26, 4, 30, tzinfo=UTC),
        "place": "Trung tâm Phục vụ hành chính công xã Suối Mây",
        "why": "Tên trong quyết định ly hôn khác tên trong giấy khai sinh.",
        "bring": ("Quyết định ly hôn, bản chính", "Giấy khai sinh"),
        "offered_by": "Vi Thị Hạnh",
    }
    return AppointmentFacts(**{**facts, **changes})  # type: ignore[arg-type]


def result_receipt(**changes: object) -> ResultReceiptFacts:
    """The receipt for chị Mai's result, which her daughter came for."""
    facts: dict[str, object] = {
        "head": head(kind=SlipKind.RESULT_RECEIPT),
        "applicant": MAI,
        "result": "Giấy xác nhận tình trạng hôn nhân",
        "result_number": "112/GXN-UBND",
        "collector": "Lò Thị Ngân",
        "relation": "Người nhà: con gái",
        "identity_checked": "Đã quét thẻ căn cước",
        "handed_by": "Vi Thị Hạnh",
        "handed_by_leader": "Lương Văn Bình, Chủ tịch",
        "originals": (ReturnedLine(name="Trích lục ghi chú ly hôn", originals=1),),
        "at": datetime(2026, 11, 26, 3, 5, tzinfo=UTC),
    }
    return ResultReceiptFacts(**{**facts, **changes})  # type: ignore[arg-type]

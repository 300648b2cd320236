"""Forms 02 to 04: what is missing, why not here, and sorry."""

from __future__ import annotations

from dataclasses import replace

from apps.desk import printing
from apps.desk.domain.papers import ApologyTitle, Party, SupplementLine
from tests.desk import papers
from tests.desk.reading import codes, pages, printed


def test_supplement_request_says_everything_that_is_missing_and_by_when() -> None:
    (page,) = pages(printed(papers.supplement_request()))

    for words in (
        "Số: 12/HDHS",
        "Hồ sơ của: Lò Thị Mai",
        "1 Tờ khai Ghi lại ngày sinh cho khớp căn cước, rồi ký tên. 1 – –",
        "2 Quyết định ly hôn Bản sao đang thiếu trang 2. – 1 –",
        "Lý do: Ngày sinh trên tờ khai khác",
        "Căn cứ: Nghị định 118/2025/NĐ-CP; Luật Hộ tịch.",
        "Xin bổ sung chậm nhất: Thứ Sáu, ngày 04 tháng 12 năm 2026 Trong lúc chờ",
        "xin gặp Vi Thị Hạnh, điện thoại 0205 3800 100",
        "NGƯỜI HƯỚNG DẪN (Ký và ghi rõ họ tên) Vi Thị Hạnh",
    ):
        assert words in page
    assert "NGƯỜI DUYỆT" not in page


def test_supplement_request_of_five_papers_still_fits_one_sheet() -> None:
    items = tuple(SupplementLine(name=f"Giấy tờ thứ {at}", what="Xin bản rõ hơn.", copies=1) for at in range(5))

    assert len(pages(printed(papers.supplement_request(items=items)))) == 1


def test_apology_with_a_long_reason_still_fits_one_sheet() -> None:
    reason = "Chúng tôi chờ cơ quan phối hợp trả lời, đã hỏi lại hai lần bằng văn bản và một lần qua điện thoại. " * 4

    assert len(pages(printed(papers.apology(reason=reason)))) == 1


def test_second_supplement_request_names_the_leader_who_agreed() -> None:
    (page,) = pages(printed(papers.supplement_request(approved_by="Lương Văn Bình")))

    assert "NGƯỜI DUYỆT (Ký và ghi rõ họ tên) Lương Văn Bình" in page


def test_refusal_says_why_and_where_to_go_instead() -> None:
    (page,) = pages(printed(papers.refusal()))

    for words in (
        "Số: 03/TCHS",
        "Mã hồ sơ tạm: TMP-8XQ2K7MD",
        "Tiếp nhận hồ sơ của: Lò Thị Mai",
        "vì lý do cụ thể sau đây: Không thuộc phạm vi tiếp nhận Thửa đất nằm ở xã Nậm Khao",
        "Bà có thể nộp hồ sơ này qua mạng",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
    ):
        assert words in page


def test_refusal_before_any_code_has_no_bars() -> None:
    facts = papers.refusal()

    pdf = printed(replace(facts, head=replace(facts.head, dossier_code="")))

    assert "Code128" not in codes(pdf)
    assert "Mã hồ sơ" not in pages(pdf)[0]


def test_apology_says_sorry_why_and_the_one_new_day() -> None:
    (page,) = pages(printed(papers.apology()))

    for words in (
        "Số: 12/PXL",
        "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
        "Kính gửi: Ông Lý A Páo",
        "Mã hồ sơ: H99.71-261116-0018",
        "Ngày 16 tháng 11 năm 2026, Trung tâm Phục vụ hành chính công xã Suối Mây đã tiếp nhận hồ sơ",
        "Thời gian hẹn trả kết quả: 17 giờ 30 phút, thứ Năm, ngày 19 tháng 11 năm 2026.",
        "Lý do: Chờ Công an xã",
        "Ủy ban nhân dân xã Suối Mây thành thật xin lỗi ông về sự chậm trễ này.",
        "Thời gian trả kết quả lại: 17 giờ 30 phút, thứ Tư, ngày 25 tháng 11 năm 2026 3 ngày làm việc, tính",
        "Trân trọng./.",
        "Nơi nhận: - Như trên; - Bộ phận trả kết quả; - Lưu: VT, hồ sơ.",
        "CHỦ TỊCH Ký trên hệ thống Một Cửa Người ký: Lương Văn Bình Lúc: 10:48:07, 20/11/2026 (giờ Việt Nam)",
    ):
        assert words in page


def test_apology_signed_after_the_promise_is_marked_so() -> None:
    late, in_time = (pages(printed(papers.apology(is_after_promise=is_late)))[0] for is_late in (True, False))

    assert "Ký sau thời gian đã hẹn" in late
    assert "Đến nay đã quá thời gian trên" in late
    assert "Ký sau thời gian đã hẹn" not in in_time
    assert "Hồ sơ sẽ chưa có kết quả kịp" in in_time


def test_apology_has_one_of_two_titles() -> None:
    (page,) = pages(printed(papers.apology(title=ApologyTitle.NEW_DAY)))

    assert "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" in page


def test_unsigned_apology_is_a_draft_without_number_or_stamp() -> None:
    facts = papers.apology(signed_at=None)
    draft = replace(facts, head=replace(facts.head, number="", verification_url=""))

    pdf = printed(draft)

    (page,) = pages(pdf)
    assert "XÃ GIẢ ĐỊNH – DỮ LIỆU MẪU · BẢN DỰ THẢO – CHƯA KÝ" in page
    assert "Số: ……/PXL" in page
    assert "Ký trên hệ thống" not in page
    assert "QRCode" not in codes(pdf)


def test_signer_in_anothers_place_has_two_lines() -> None:
    html = printing.html(facts=papers.apology(signer_position="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"))

    assert "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH" in html


def test_organisation_is_addressed_as_one() -> None:
    party = Party(name="Hợp tác xã Nông nghiệp Suối Mây", is_organisation=True)

    page = pages(printed(papers.apology(applicant=party)))[0]

    assert "Kính gửi: Quý tổ chức Hợp tác xã Nông nghiệp Suối Mây" in page
    assert "xin lỗi quý tổ chức về sự chậm trễ" in page

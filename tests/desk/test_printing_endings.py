"""Forms 05 and 06, the certification variant of form 01, and one sheet for several dossiers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from apps.desk import printing
from apps.desk.domain.papers import HandOver, SlipKind
from apps.desk.printing import JointReceipt
from tests.desk import papers
from tests.desk.reading import beyond_the_margin, codes, pages, printed

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
REPRINT = printing.Reprint(printed_at=AT, printed_by="Hoàng Thị Nết")


def test_notice_of_stopping_says_what_form_05_asks_for() -> None:
    (page,) = pages(printed(papers.stop()))

    for words in (
        "Kính gửi: Bà Lò Thị Mai",
        "Mã hồ sơ: H99.71-261120-0007",
        "Nội dung yêu cầu giải quyết: Cấp Giấy xác nhận tình trạng hôn nhân (1.004873)",
        "Thời gian nhận hồ sơ: 09 giờ 42 phút, ngày 18 tháng 11 năm 2026",
        "Căn cứ: Đơn đề nghị rút hồ sơ ngày 20 tháng 11 năm 2026.",
        "dừng giải quyết hồ sơ này từ ngày 20 tháng 11 năm 2026.",
        "Lý do: Bà Mai đã đăng ký kết hôn",
        "1 Tờ khai cấp Giấy xác nhận tình trạng hôn nhân 1 – 2 Quyết định ly hôn – 1",
        "Phí, lệ phí đã nộp: Đã nộp 15.000 đồng (biên lai BL-0000012/2026). Việc hoàn lại theo quy định",
        "CHỦ TỊCH",
        "Người ký: Lương Văn Bình",
    ):
        assert words in page


def test_notice_of_stopping_with_nothing_to_give_back_says_so() -> None:
    (page,) = pages(printed(papers.stop(given_back=(), money=("Chưa nộp khoản phí, lệ phí nào.",))))

    assert "Giấy tờ trả lại: không có bản chính nào phải trả." in page
    assert "Phí, lệ phí đã nộp: Chưa nộp khoản phí, lệ phí nào." in page


def test_unsigned_notice_of_stopping_is_a_draft() -> None:
    facts = papers.stop(signed_at=None)

    assert "DỰ THẢO" in pages(printed(facts))[0].upper()
    assert "DỰ THẢO" not in pages(printed(papers.stop()))[0].upper()


def test_control_slip_lists_each_hand_over_and_leaves_the_next_line_open() -> None:
    whole = " ".join(pages(printed(papers.control())))

    for words in (
        "Kèm theo hồ sơ của: Lò Thị Mai",
        "Ngày nhận hồ sơ: 09 giờ 42 phút, ngày 18 tháng 11 năm 2026",
        "Ngày, giờ hẹn trả kết quả: 17 giờ 30 phút, thứ Năm, ngày 26 tháng 11 năm 2026",
        "Cơ quan (bộ phận) giải quyết hồ sơ: Ủy ban nhân dân xã Suối Mây",
        "Cơ quan phối hợp giải quyết hồ sơ: không có",
        "Quyết định ly hôn (1 bản chứng thực, 1 bản sao).",
        "TÊN CƠ QUAN THỜI GIAN GIAO, NHẬN HỒ SƠ",
        "Người giao: Vi Thị Hạnh Người nhận: Lò Văn Ín Đúng hạn",
        "Trước hạn bước này hẹn đến 15:00, 20/11/2026",
        "không đặt hạn cho bước này",
        "Quá hạn",
        "Ghi thiếu số quyết định ly hôn ở dòng căn cứ.",
        "2. Nhận: ………",
    ):
        assert words in whole


def test_control_slip_back_at_the_desk_has_no_open_line() -> None:
    whole = " ".join(pages(printed(papers.control(open_unit="", open_holder=""))))

    assert "Nhận: ………" not in whole


def test_control_slip_of_sixty_hand_overs_loses_none_and_repeats_its_heading() -> None:
    row = papers.control().rows[0]
    rows = tuple(replace(row, note=f"Lần giao thứ {at}.") for at in range(60))

    pdf = printed(papers.control(rows=rows))

    whole = pages(pdf)
    assert [at for at in range(60) if f"Lần giao thứ {at}." not in " ".join(whole)] == []
    assert all("TÊN CƠ QUAN" in page for page in whole)
    assert beyond_the_margin(pdf) == []


def test_hand_over_without_a_name_still_has_its_line() -> None:
    bare = HandOver(at=AT, action="Chuyển xử lý", giver_unit="Quầy", giver="", receiver_unit="Tư pháp")

    assert "Người giao: – Người nhận: –" in pages(printed(papers.control(rows=(bare,))))[0]


def test_receipt_of_certification_counts_pages_and_copies_and_says_the_fee_by_tier() -> None:
    carried, kept = pages(printed(papers.certification()))

    for page in (carried, kept):
        assert "Số trang Số bản Bản điện tử Phí" in page
        assert "1 Bằng tốt nghiệp trung học phổ thông 3 bản × 2.000 đồng 1 3 – 6.000 đồng" in page
        assert "2 bản × (2 trang × 2.000 đồng + 3 trang × 1.000 đồng) 5 2 – 14.000 đồng" in page
        assert "3 Giấy khai sinh 1 1 có 2.000 đồng" in page
        assert "Phí, lệ phí (nếu có): 22.000 đồng" in page


def test_certified_and_electronic_copies_have_columns_where_there_are_any() -> None:
    first = papers.receipt().documents[0]
    page = pages(printed(papers.receipt(documents=(replace(first, certified=2, electronic=1),))))[0]

    assert "Bản chính Chứng thực Bản sao Bản điện tử 1 Tờ khai" in page
    assert "hôn nhân 1 2 – 1" in page


def receipts(count: int) -> list[JointReceipt]:
    made = []
    for at in range(count):
        head = papers.head(
            kind=SlipKind.RECEIPT, sequence=7 + at, code=f"H99.71-261120-{7 + at:04d}", name=f"Việc thứ {at}"
        )
        head = replace(head, verification_url=f"https://motcua.suoimay.example/xac-thuc/{'abcdefgh'[at] * 22}/")
        facts = papers.receipt(head=head, book_number=4218 + at, survey_url="")
        made.append(JointReceipt(facts=facts, lookup_factor=f"7KQ4M2X{at}"))
    return made


def test_one_sheet_for_several_dossiers_names_number_code_promise_and_address_of_each() -> None:
    several = receipts(3)

    pdf = printing.render_joint(receipts=several, at=AT)

    carried, kept = pages(pdf)
    found = codes(pdf)
    assert "Số: 07/TNHS, 08/TNHS, 09/TNHS" in carried
    assert "Số lượng hồ sơ: 03, theo danh sách dưới đây" in carried
    assert "Cộng phí, lệ phí: 45.000 đồng" in carried
    for one in several:
        head = one.facts.head
        for words in (
            head.procedure_name,
            f"Mã hồ sơ: {head.dossier_code}",
            f"Giấy số {head.number}",
            "17 giờ 30 phút",
        ):
            assert words in carried
            assert words in kept
        assert f"Số thứ tự {one.facts.book_number}" in carried
        assert head.head_hash in carried
        assert head.verification_url in found["QRCode"]
        assert head.dossier_code in found["Code128"]
    assert beyond_the_margin(pdf) == []


def test_look_up_factors_stand_on_the_applicants_sheet_alone() -> None:
    carried, kept = pages(printing.render_joint(receipts=receipts(2), at=AT))

    assert "7KQ4-M2X0" in carried
    assert "7KQ4-M2X1" in carried
    assert "7KQ4" not in kept


def test_sheet_of_slips_printed_before_is_a_reprint_and_a_single_one_says_so_in_its_row() -> None:
    first, second = receipts(2)
    all_again = [replace(one, reprint=REPRINT, lookup_factor="") for one in (first, second)]

    assert "BẢN IN LẠI" in pages(printing.render_joint(receipts=all_again, at=AT))[0]
    half = pages(printing.render_joint(receipts=[all_again[0], second], at=AT))[0]
    assert "BẢN IN LẠI" not in half
    assert "Giấy số 07/TNHS (in lại)" in half
    assert "Giấy số 08/TNHS (in lại)" not in half


def test_sheet_names_who_brought_the_dossiers_of_others() -> None:
    brought = replace(papers.MAI, brought_by="Lò Văn Ín", bringer_phone="0912 000 111", bringer_address="Thôn Nà Lạn")
    several = [replace(one, facts=replace(one.facts, applicant=brought)) for one in receipts(2)]

    page = pages(printing.render_joint(receipts=several, at=AT))[0]

    assert "Tiếp nhận hồ sơ của: Lò Văn Ín" in page
    assert "Số điện thoại: 0912 000 111" in page
    assert page.count("Chủ hồ sơ: Lò Thị Mai") == 2

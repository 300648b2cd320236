"""Form 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả, as a citizen holds it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from apps.desk import printing
from apps.desk.domain.papers import DocumentLine
from tests.desk import papers
from tests.desk.reading import codes, pages, printed


def test_receipt_says_what_form_01_asks_for() -> None:
    page = pages(printing.render(facts=papers.receipt(), lookup_factor=papers.LOOKUP_FACTOR))[0]

    for words in (
        "Mã hồ sơ: H99.71-261120-0007",
        "(Liên: Giao khách hàng)",
        "Tiếp nhận hồ sơ của: Lò Thị Mai Số định danh: 036198004217",
        "Địa chỉ: Thôn Nà Lạn, xã Suối Mây",
        "Số điện thoại: 0978 654 312 Email: không có",
        "Nội dung yêu cầu giải quyết: Cấp Giấy xác nhận tình trạng hôn nhân (1.004873)",
        "TT Tên giấy tờ Bản chính Bản sao 1 Tờ khai cấp Giấy xác nhận tình trạng hôn nhân 1 –",
        "2 Căn cước (xuất trình, không lưu) – –",
        "Số lượng hồ sơ: 01 (bộ)",
        "Thời gian giải quyết hồ sơ theo quy định là: 03 ngày làm việc",
        "Thời gian nhận hồ sơ: 09 giờ 42 phút, ngày 20 tháng 11 năm 2026",
        "Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 30 phút, thứ Năm, ngày 26 tháng 11 năm 2026 3 ngày làm",
        "(thứ Hai 23/11); bỏ 24/11 (Ngày Văn hóa Việt Nam); lịch nghỉ của thời gian này mới là dự kiến.",
        "Đăng ký nhận kết quả tại: Quầy trả kết quả",
        "Phí, lệ phí (nếu có): 15.000 đồng (đã nộp)",
        "Vào Sổ theo dõi hồ sơ, Quyển số: 01/2026 Số thứ tự: 4218",
        "NGƯỜI NỘP HỒ SƠ (Ký và ghi rõ họ tên)",
        "NGƯỜI TIẾP NHẬN HỒ SƠ (Ký và ghi rõ họ tên)",
    ):
        assert words in page


def test_receipt_at_the_counter_has_two_copies_each_counting_its_own_pages() -> None:
    carried, kept = pages(printed(papers.receipt()))

    assert "(Liên: Giao khách hàng)" in carried
    assert "(Liên: Lưu)" in kept
    assert carried.endswith("Trang 1")
    assert kept.endswith("Trang 1")


def test_receipt_of_an_online_dossier_is_one_electronic_paper_without_signatures() -> None:
    (page,) = pages(printed(papers.receipt(is_electronic=True)))

    assert "(Liên: Bản điện tử)" in page
    assert "Ký và ghi rõ họ tên" not in page
    assert "Xác nhận lúc 09:42:15, 20/11/2026" in page


def test_look_up_factor_stands_once_on_the_applicants_copy_alone() -> None:
    carried, kept = pages(printing.render(facts=papers.receipt(), lookup_factor=papers.LOOKUP_FACTOR))

    assert carried.count("7KQ4-M2XD") == 1
    assert "7KQ4" not in kept


def test_look_up_factor_is_no_fact_and_a_reprint_says_where_to_get_one() -> None:
    reprint = printing.Reprint(printed_at=datetime(2026, 11, 23, 1, 5, tzinfo=UTC), printed_by="Hoàng Thị Nết")

    carried, _ = pages(printing.render(facts=papers.receipt(), reprint=reprint))

    assert papers.LOOKUP_FACTOR not in str(papers.receipt().to_json())
    assert "7KQ4" not in carried
    assert "cần mã mới, xin hỏi quầy" in carried


def test_survey_code_is_on_the_applicants_copy_alone() -> None:
    facts = papers.receipt()

    pdf = printed(facts)

    assert codes(pdf)["QRCode"] == {papers.VERIFY, facts.survey_url}
    assert codes(pdf, page=1)["QRCode"] == {papers.VERIFY}


@pytest.mark.parametrize(
    ("fee", "note", "said"),
    [
        (8_000, "", "8.000 đồng Vào Sổ"),
        (0, "", "không thu Vào Sổ"),
        (0, "miễn cho hộ nghèo", "miễn cho hộ nghèo Vào Sổ"),
        (None, "", "chưa xác định Vào Sổ"),
        (None, "theo thông báo của cơ quan thuế", "theo thông báo của cơ quan thuế Vào Sổ"),
    ],
)
def test_receipt_says_the_fee(fee: int | None, note: str, said: str) -> None:
    page = pages(printed(papers.receipt(fee=fee, fee_note=note)))[0]

    assert f"Phí, lệ phí (nếu có): {said}" in page


def test_receipt_names_who_came_for_the_applicant() -> None:
    carried, _ = pages(printed(papers.receipt(applicant=replace(papers.MAI, brought_by="Lò Văn Ín"))))

    assert "Tiếp nhận hồ sơ của: Lò Thị Mai" in carried
    assert "Người nộp: Lò Văn Ín" in carried


@pytest.mark.parametrize("number", [3, 4, 8])
def test_receipt_of_several_documents_still_fits_one_sheet(number: int) -> None:
    documents = tuple(DocumentLine(name=f"Giấy tờ thứ {at}", originals=1, copies=2) for at in range(number))

    pdf = printing.render(facts=papers.receipt(documents=documents), lookup_factor=papers.LOOKUP_FACTOR)

    assert len(pages(pdf)) == 2


def test_receipt_of_94_documents_loses_none_and_repeats_the_heading_of_its_table() -> None:
    documents = tuple(DocumentLine(name=f"Giấy tờ thứ {at} của hồ sơ", copies=1) for at in range(1, 95))

    sheets = pages(printed(papers.receipt(documents=documents, is_electronic=True)))

    together = " ".join(sheets)
    assert [at for at in range(1, 95) if f"{at} Giấy tờ thứ {at} của hồ sơ – 1" not in together] == []
    assert 2 < len(sheets) <= 4
    assert together.count("TT Tên giấy tờ Bản chính Bản sao") >= len(sheets) - 1
    assert [page.rsplit(" ", 1)[1] for page in sheets] == [str(at + 1) for at in range(len(sheets))]
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in sheets[-1]

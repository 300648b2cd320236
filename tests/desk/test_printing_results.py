"""The receipt for a result says what was handed to whom, and how it was signed for."""

from __future__ import annotations

from apps.desk import printing
from tests.desk import papers
from tests.desk.reading import beyond_the_margin, codes, pages, printed


def test_receipt_for_a_result_says_who_took_what() -> None:
    facts = papers.result_receipt()

    (page,) = pages(printed(facts))

    for words in (
        "GIẤY BIÊN NHẬN TRẢ KẾT QUẢ",
        "Số: 07/BNKQ",
        "Mã hồ sơ: H99.71-261120-0007",
        "Chủ hồ sơ: Lò Thị Mai",
        "Giấy xác nhận tình trạng hôn nhân",
        "Số: 112/GXN-UBND",
        "Người nhận: Lò Thị Ngân (Người nhà: con gái)",
        "Giấy tờ tùy thân của người nhận: Đã quét thẻ căn cước",
        "Lãnh đạo trao: Lương Văn Bình, Chủ tịch",
        "Trích lục ghi chú ly hôn: 1 bản",
        "Trả lúc 10 giờ 05 phút, ngày 26 tháng 11 năm 2026",
        "(Ký và ghi rõ họ tên)",
    ):
        assert words in page
    assert "Mẫu ," not in page
    assert codes(printed(facts)) == {"Code128": {"H99.71-261120-0007"}, "QRCode": {papers.VERIFY}}
    assert beyond_the_margin(printed(facts)) == []


def test_receipt_signed_on_the_screen_says_so() -> None:
    (page,) = pages(
        printed(papers.result_receipt(signature=True, originals=(), handed_by_leader="", courtesy="Thư chúc mừng"))
    )

    assert "(Đã ký trên màn hình tại quầy)" in page
    assert "Kèm theo: Thư chúc mừng" in page
    assert "Lãnh đạo trao" not in page
    assert "Trả lại bản chính" not in page


def test_working_paper_names_itself_where_a_form_has_its_number() -> None:
    html = printing.html(facts=papers.result_receipt())

    assert "Giấy biên nhận trả kết quả, số 07/BNKQ" in html
    assert "Mẫu ," not in html

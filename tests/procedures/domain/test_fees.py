"""Cells of the column «Phí, lệ phí»: each row was read by a person first."""

import pytest

from apps.procedures.domain.doubts import Doubt
from apps.procedures.domain.fees import FeeReading, beside_note, number_of, read_fee, split_fees


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("Miễn phí", 0, ""),
        ("Miễn phí(Không có)", 0, ""),
        ("Miễn phí(Miễn lệ phí (Thông tư số 47/2019/TT-BTC).)", 0, ""),
        ("100,000 Việt Nam Đồng", 100_000, ""),
        ("50,000 Việt Nam Đồng(/di chúc)", 50_000, "di chúc"),
        ("60,000 Việt Nam Đồng(/hồ sơ (Thông tư số 61/2023/TT-BTC))", 60_000, "hồ sơ"),
        ("70,000 VNĐ(70.000 đồng/Giấy chứng nhận)", 70_000, "Giấy chứng nhận"),
        ("6,000,000 VNĐ(đồng/lần)", 6_000_000, "lần"),
        ("Phí: 100000", 100_000, ""),
        ("Phí: 100000 (Phí công bố nội dung đăng ký doanh nghiệp: 100.000 đồng/lần)", 100_000, "lần"),
        ("Miễn phí(Không quy định)", 0, ""),
        ("50,000 Việt Nam Đồng(Thông tư 199/2016/TT-BTC )", 50_000, ""),
        ("300,000 Việt Nam Đồng(Phí thực hiện là 300.000 đồng/chứng chỉ)", 300_000, "chứng chỉ"),
        ("1,500,000 Việt Nam Đồng(- Thẩm định: 1.500.000 đồng/01 cơ sở/lần.)", 1_500_000, "cơ sở/lần"),
        ("8.000 đồng/bản", 8_000, "bản"),
        ("10.000 đ", 10_000, ""),
        ("25,000 Việt Nam Đồng(/trường hợp (Thông tư số 61/2023/TT-BTC))", 25_000, "trường hợp"),
    ],
)
def test_fee_is_typed_when_it_can_mean_one_amount(text: str, amount: int, unit: str) -> None:
    assert read_fee(text) == FeeReading(amount=amount, unit=unit)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("135 VNĐ", Doubt.FEE_TOO_SMALL),
        ("135 VNĐ(Lệ phí cấp giấy phép lái xe: 135.000 đồng/lần.)", Doubt.FEE_TOO_SMALL),
        ("Lệ phí: 5 (Cấp bản sao trích lục)", Doubt.FEE_TOO_SMALL),
        ("10 USD(/bản)", Doubt.FEE_CURRENCY),
        ("Miễn phí(Lệ phí cấp giấy phép: 135.000 đồng/lần)", Doubt.FEE_CONDITIONS),
        ("4,000,000 VNĐ(theo quy định tại Thông tư số 10/2024/TT-BTC ngày 05/02/2024)", Doubt.FEE_CONDITIONS),
        ("2,300,000 VNĐ(- Chăn nuôi trang trại quy mô lớn: 2.300.000 đồng/lần)", Doubt.FEE_CONDITIONS),
        ("Phí: 0 (Mức lệ phí do Hội đồng nhân dân tỉnh quyết định)", Doubt.FEE_CONDITIONS),
        ("Phí:  (Chi tiết tại biểu phí kèm theo)", Doubt.FEE_UNSAID),
        ("Hội đồng nhân dân cấp tỉnh quy định", Doubt.FEE_UNSAID),
        ("1,500,000 Việt Nam Đồng(150.000 đồng/1 giấy.)", Doubt.FEE_CONDITIONS),
        ("200,000 Việt Nam Đồng(đối với trường hợp cấp mới)", Doubt.FEE_CONDITIONS),
        ("40,000 Việt Nam Đồng(- Xe ô tô từ 10 chỗ trở lên)", Doubt.FEE_CONDITIONS),
        ("9,000,000 VNĐ(9.000.000 đồng /lần đối với tàu nhóm I)", Doubt.FEE_CONDITIONS),
        ("20,000,000 VNĐ(đồng Miễn phí kể từ ngày 07/4/2026 đến 30/6/2026)", Doubt.FEE_CONDITIONS),
        ("50.000", Doubt.FEE_CONDITIONS),
    ],
)
def test_fee_stays_text_when_unsure(text: str, doubt: Doubt) -> None:
    assert read_fee(text) == FeeReading(doubt=doubt)


@pytest.mark.parametrize("text", ["", "Không có thông tin", "Không quy định.", "Lệ phí:  (Không quy định)"])
def test_fee_that_is_not_said_raises_no_doubt(text: str) -> None:
    assert read_fee(text) == FeeReading()


def test_free_beside_a_note_that_asks_money_is_doubted() -> None:
    assert beside_note(read_fee("Miễn phí"), note="Thu 8.000 đồng/bản").doubt == Doubt.FEE_CONDITIONS
    assert beside_note(read_fee("Miễn phí"), note="Nộp tại quầy").amount == 0


def test_joined_fees_are_parted_outside_brackets_only() -> None:
    joined = "Phí: 100000 (một; Lệ phí: hai); Lệ phí: 20000; Miễn phí"

    assert split_fees(joined) == ["Phí: 100000 (một; Lệ phí: hai)", "Lệ phí: 20000", "Miễn phí"]


@pytest.mark.parametrize("text", ["Phí: " + "9" * 5_000, "9" + ",999" * 7 + " VNĐ", "9" + ".999" * 7 + " đồng/bản"])
def test_number_beyond_any_amount_of_money_is_a_doubt(text: str) -> None:
    assert (read_fee(text).amount, read_fee(text).doubt) == (None, Doubt.FEE_CONDITIONS)
    assert number_of(text) is None

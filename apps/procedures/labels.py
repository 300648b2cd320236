"""Vietnamese words for what the catalogue keeps as values."""

from __future__ import annotations

from decimal import Decimal

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.worktime import Allowance, Unit

CHANNELS: dict[str, LazyText] = {
    "in_person": gettext_lazy("Tại quầy"),
    "online": gettext_lazy("Qua mạng"),
    "postal": gettext_lazy("Bưu chính"),
    "other": gettext_lazy("Cách khác"),
}

DOUBTS: dict[str, LazyText] = {
    "bare_number": gettext_lazy("Chỉ có số, không có đơn vị"),
    "zero": gettext_lazy("Ghi số 0"),
    "no_such_unit": gettext_lazy("Đơn vị tính theo tháng, năm"),
    "broken_day": gettext_lazy("Số ngày lẻ không hẹn được"),
    "long_hours": gettext_lazy("Nhiều giờ: chưa rõ giờ làm việc hay giờ đồng hồ"),
    "prose": gettext_lazy("Viết thành văn, cần người đọc"),
    "note_disagrees": gettext_lazy("Mô tả nói khác ô thời hạn"),
    "note_has_cases": gettext_lazy("Mô tả có nhiều trường hợp"),
    "note_has_more": gettext_lazy("Mô tả có thêm thời hạn khác"),
    "case_disagrees": gettext_lazy("Trường hợp và cách nộp ghi khác nhau"),
    "several_cases": gettext_lazy("Nhiều trường hợp, nhiều thời hạn"),
    "channels_disagree": gettext_lazy("Cùng một số nhưng khác đơn vị giữa các cách nộp"),
    "channels_differ": gettext_lazy("Mỗi cách nộp một thời hạn"),
    "note_alone": gettext_lazy("Thời hạn chỉ có trong mô tả"),
    "several_times": gettext_lazy("Một cách nộp có nhiều thời hạn"),
    "fee_unsaid": gettext_lazy("Không ghi mức thu"),
    "fee_conditions": gettext_lazy("Mức thu có điều kiện"),
    "fee_too_small": gettext_lazy("Số quá nhỏ, có thể tính bằng nghìn đồng"),
    "fee_currency": gettext_lazy("Không phải tiền đồng"),
    "unknown_channel": gettext_lazy("Cách nộp lạ"),
    "unverified": gettext_lazy("Chưa đối chiếu với văn bản"),
}

_UNITS = {
    Unit.WORKING_DAY: gettext_lazy("{amount} ngày làm việc"),
    Unit.WORKING_HOUR: gettext_lazy("{amount} giờ làm việc"),
    Unit.CALENDAR_DAY: gettext_lazy("{amount} ngày"),
}


def allowance_words(allowance: Allowance) -> str:
    """How long, as one says it: «3 ngày làm việc», «7,5 ngày làm việc», «Trong ngày»."""
    if allowance.unit == Unit.SAME_DAY:
        return _("Trong ngày")
    return str(_UNITS[allowance.unit]).format(amount=number_words(allowance.amount))


def number_words(amount: Decimal) -> str:
    """A number with a decimal comma and no idle zeros."""
    return f"{amount.normalize():f}".replace(".", ",")


def money_words(amount: int) -> str:
    """An amount in đồng: «8.000 đ», the unit never alone on a line."""
    return f"{amount:,}".replace(",", ".") + "\u00a0đ"


_REFUSALS: dict[str, LazyText] = {
    "no_code": gettext_lazy("thiếu mã thủ tục"),
    "bad_code": gettext_lazy("mã thủ tục sai: «{given}»"),
    "no_name": gettext_lazy("thiếu tên thủ tục"),
    "repeated": gettext_lazy("mã đã có ở dòng {row} với nội dung khác"),
}


def refusal_words(reason: str, **facts: object) -> str:
    """Why a row became nothing, as a sentence part."""
    return str(_REFUSALS[reason]).format(**facts)

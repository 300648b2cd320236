"""Vietnamese words for what the catalogue keeps as values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.labels import money
from apps.procedures.domain.courtesies import Courtesy
from apps.worktime import Allowance, Unit

CHANNELS: dict[str, LazyText] = {
    "online": gettext_lazy("Qua mạng"),
    "in_person": gettext_lazy("Tại quầy"),
    "postal": gettext_lazy("Bưu chính"),
    "other": gettext_lazy("Cách khác"),
}

COURTESY_WISHES: dict[Courtesy, LazyText] = {
    Courtesy.CONGRATULATION: gettext_lazy("Gia đình muốn nhận thư chúc mừng của lãnh đạo xã"),
    Courtesy.CONDOLENCE: gettext_lazy("Gia đình muốn nhận thư chia buồn của lãnh đạo xã"),
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
    "rows_disagree": gettext_lazy("Các dòng của cùng một mã ghi khác nhau"),
    "formula": gettext_lazy("Ô là công thức, không phải chữ"),
    "look_alike": gettext_lazy("Có chữ cái lạ trông giống chữ Việt"),
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


def channel_words(channels: Iterable[str]) -> str:
    """Ways of filing in the order people ask for them: «Qua mạng, tại quầy, bưu chính»."""
    told = set(channels)
    words = [str(label) for channel, label in CHANNELS.items() if channel in told]
    return _joined(words, ", ")


def _joined(words: Sequence[str], between: str) -> str:
    """One phrase: only the first word keeps its capital."""
    return between.join([*words[:1], *(word[:1].lower() + word[1:] for word in words[1:])])


def fee_words(*, amount: int, unit: str) -> str:
    """«Miễn phí», «8.000 đ mỗi bản»."""
    if amount == 0:
        return _("Miễn phí")
    return _("{amount} mỗi {unit}").format(amount=money(amount), unit=unit) if unit else money(amount)


def fees_words(fees: Iterable[tuple[str, int | None, str]]) -> str:
    """All fees of a procedure in a breath, given as (channel, amount, unit); empty where one of them is unsure.

    One amount for every way of filing stands alone; else each way is named: «Qua mạng: miễn phí; tại quầy: 100.000 đ».
    """
    told = list(fees)
    if not told or any(amount is None for _channel, amount, _unit in told):
        return ""
    by_words: dict[str, list[str]] = {}
    for channel, amount, unit in told:
        by_words.setdefault(fee_words(amount=amount or 0, unit=unit), []).append(channel)
    if len(by_words) == 1:
        return next(iter(by_words))
    parts = [f"{channel_words(channels)}: {words[:1].lower()}{words[1:]}" for words, channels in by_words.items()]
    return _joined(parts, "; ")


REFUSALS: dict[str, LazyText] = {
    "too_long": gettext_lazy("dòng quá dài"),
    "not_utf8": gettext_lazy("dòng không phải UTF-8"),
    "unreadable": gettext_lazy("dòng không đọc được"),
    "no_record": gettext_lazy("dòng không phải một thủ tục"),
    "open_quote": gettext_lazy("dòng có dấu ngoặc kép chưa đóng"),
    "no_code": gettext_lazy("thiếu mã thủ tục"),
    "bad_code": gettext_lazy("mã thủ tục sai: «{given}»"),
    "no_name": gettext_lazy("thiếu tên thủ tục"),
    "repeated": gettext_lazy("mã đã có ở dòng {row} với nội dung khác"),
}
_UNUSABLE: dict[str, LazyText] = {
    "unknown_kind": gettext_lazy(
        "Không đọc được loại tệp này: {name}. Hãy dùng tệp .xlsx, .csv, .jsonl hoặc .jsonl.gz."
    ),
    "missing": gettext_lazy("Không tìm thấy tệp {name}."),
    "torn": gettext_lazy("Tệp {name} bị hỏng hoặc chưa tải về đủ. Hãy tải lại rồi chọn lại."),
    "closed": gettext_lazy("Không mở được tệp {name}."),
    "empty": gettext_lazy("Tệp {name} không có gì bên trong. Hãy chọn tệp khác."),
    "misnamed": gettext_lazy(
        "Bên trong tệp {name} không đúng như tên tệp nói. Hãy xuất lại từ cổng hoặc lưu lại từ bảng tính rồi chọn lại."
    ),
    "old_workbook": gettext_lazy("Tệp {name} là loại bảng tính cũ hoặc khác. Hãy mở ra rồi lưu thành .xlsx."),
    "macros": gettext_lazy("Tệp {name} có chứa macro. Hãy lưu thành .xlsx không có macro rồi chọn lại."),
    "locked": gettext_lazy("Tệp {name} có mật khẩu. Hãy bỏ mật khẩu rồi chọn lại."),
    "too_large": gettext_lazy("Tệp {name} quá lớn. Hãy chia thành các tệp nhỏ hơn, mỗi tệp một phần danh mục."),
    "bomb": gettext_lazy("Tệp {name} bung ra lớn bất thường nên không được mở. Hãy xuất lại tệp từ cổng."),
    "entity": gettext_lazy("Tệp {name} có nội dung không an toàn nên không được mở. Hãy xuất lại tệp từ cổng."),
    "too_many_rows": gettext_lazy("Tệp {name} có quá nhiều dòng. Hãy chia thành các tệp nhỏ hơn."),
    "no_table": gettext_lazy("Không thấy bảng nào trong tệp {name}. Dòng đầu cần có tên cột như “Mã số”, “Tên”."),
    "no_code_column": gettext_lazy("Không thấy cột mã thủ tục trong tệp {name}. Cần một cột tên là “Mã số”."),
}


def refusal_words(reason: str, **facts: object) -> str:
    """Why a row became nothing, as a sentence part."""
    return str(REFUSALS[reason]).format(**facts)


def unusable_words(why: str, *, name: str) -> str:
    """Why a file could not be read at all, and what to do."""
    return str(_UNUSABLE[why]).format(name=name)

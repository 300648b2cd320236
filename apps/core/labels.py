"""How pages and messages say days, hours, money and shares, in the reader's language; papers: `core.paper.wording`."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, gettext_lazy

from apps.core.files import FileRefused, Refusal

NBSP = "\N{NO-BREAK SPACE}"
WEEKDAYS = (
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)

# A file that was not taken: why, and what to do instead.
REFUSAL_SENTENCES = {
    Refusal.EMPTY: gettext_lazy("Tệp “%(name)s” không có gì bên trong. Chọn lại tệp khác."),
    Refusal.TOO_LARGE: gettext_lazy("Tệp “%(name)s” quá lớn. Chụp hoặc quét lại nhỏ hơn, hay chia thành nhiều tệp."),
    Refusal.WRONG_TYPE: gettext_lazy(
        "Tệp “%(name)s” không đúng loại. Chỉ nhận ảnh JPG, PNG, HEIC, tệp PDF hoặc Word DOCX."
    ),
    Refusal.DAMAGED: gettext_lazy("Tệp “%(name)s” không mở được. Chụp, quét hoặc lưu lại rồi gửi lại."),
    Refusal.PASSWORD: gettext_lazy("Tệp “%(name)s” có mật khẩu. Bỏ mật khẩu rồi gửi lại."),
    Refusal.ACTIVE: gettext_lazy("Tệp “%(name)s” có chứa chương trình chạy kèm. Lưu lại thành PDF thường rồi gửi lại."),
    Refusal.INFECTED: gettext_lazy("Tệp “%(name)s” có mã độc, đã bị xóa. Quét vi-rút máy của bạn rồi chụp lại giấy."),
    Refusal.UNCHECKED: gettext_lazy("Chưa quét được tệp “%(name)s” lúc này. Thử lại sau ít phút."),
}


def file_refused(refused: FileRefused) -> str:
    """The sentence for a file that was not taken."""
    return refusal_words(reason=refused.reason, name=refused.name)


def refusal_words(*, reason: str, name: str) -> str:
    """The same from the row of a file that a worker refused."""
    return str(REFUSAL_SENTENCES[Refusal(reason)]) % {"name": name}


def weekday(value: date) -> str:
    """«thứ Năm»."""
    return str(WEEKDAYS[_local(value).weekday()])


def day(value: date) -> str:
    """«thứ Năm, 26/11/2026»: a day that somebody has to keep."""
    return f"{weekday(value)}, {day_short(value)}"


def day_short(value: date) -> str:
    """«26/11/2026»."""
    return date_format(_local(value), "d/m/Y")


def hour(value: datetime) -> str:
    """«9:42»."""
    return date_format(_local(value), "G:i")


def moment(value: datetime) -> str:
    """«17:30 thứ Năm, 26/11/2026»."""
    return gettext("%(hour)s %(day)s") % {"hour": hour(value), "day": day(value)}


def stamp(value: datetime) -> str:
    """«9:42 26/11/2026»: when something happened, where nobody asks for the weekday."""
    return f"{hour(value)} {day_short(value)}"


def number(value: int) -> str:
    """«1.148»."""
    return number_format(value, use_l10n=True, force_grouping=True)


def money(value: int) -> str:
    """«8.000 đ», never broken over two lines."""
    return gettext("%(amount)s đ").replace(" ", NBSP) % {"amount": number(value)}


def percent(*, numerator: int, denominator: int) -> str | None:
    """«95,01%», or None where there is nothing to divide by.

    A share that is not whole is never rounded up to 100 or down to 0: one late dossier in a million is still late.
    """
    if denominator <= 0:
        return None
    share = (Decimal(100 * numerator) / denominator).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    if 0 < numerator < denominator:
        share = min(max(share, Decimal("0.01")), Decimal("99.99"))
    return number_format(share, decimal_pos=2, use_l10n=True) + "%"


def _local(value: date) -> date:
    """The local day or hour: instants are stored in UTC."""
    return timezone.localtime(value) if isinstance(value, datetime) else value

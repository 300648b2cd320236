"""The words of the rooms of the board beyond its first page."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.labels import day_short, number
from apps.reports.domain.units import Order
from apps.reports.domain.weeks import Slot, Weeks

TENTH = Decimal("0.1")
# The menu of the board, by the name of each address: what shows one month, then the books and reports.
ROOM_LABELS: dict[str, LazyText] = {
    "board": _("Tổng quan"),
    "people": _("Theo người và khâu"),
    "by_procedure": _("Theo thủ tục"),
    "by_hamlet": _("Theo thôn"),
    "ways": _("Đường vào"),
    "pictures": _("Hình"),
    "units": _("Theo đơn vị"),
}
BOOK_LABELS: dict[str, LazyText] = {
    "reports": _("Báo cáo"),
    "index_766": _("Bộ chỉ số 766"),
    "targets": _("Chỉ tiêu của năm"),
    "pauses": _("Sổ tạm dừng"),
    "doubts": _("Trễ thật hay trên sổ"),
    "helping": _("Tự nộp và nộp giúp"),
    "exports": _("Tệp của tôi"),
}
HELP_LABELS: dict[bool, LazyText] = {
    False: _("Người dân tự nộp"),
    True: _("Có người giúp nộp"),
}
WEEKDAYS: dict[int, LazyText] = {
    1: _("Thứ Hai"),
    2: _("Thứ Ba"),
    3: _("Thứ Tư"),
    4: _("Thứ Năm"),
    5: _("Thứ Sáu"),
    6: _("Thứ Bảy"),
    7: _("Chủ nhật"),
}
# One month beside the one before, in the order in which things happen.
COMPARED: tuple[tuple[str, LazyText], ...] = (
    ("received", _("Đã nhận")),
    ("full", _("Trong đó dịch vụ công toàn trình")),
    ("partial", _("Trong đó dịch vụ công một phần")),
    ("supplement", _("Bị yêu cầu bổ sung")),
    ("done", _("Đã xong")),
    ("late", _("Trong đó trễ hạn")),
    ("withdrawn", _("Người dân rút sau khi nhận")),
    ("stopped", _("Dừng giải quyết")),
    ("refused", _("Từ chối tiếp nhận")),
)
ORDER_LABELS: dict[Order, LazyText] = {
    Order.NAME: _("Theo tên"),
    Order.RATE: _("Tỷ lệ thấp trước"),
    Order.LATE: _("Trễ nhiều trước"),
    Order.RECEIVED: _("Nhận nhiều trước"),
}
NO_HOLDER = _("Chưa ai giữ")
NO_DOER = _("Không ghi người soạn kết quả")
NO_HAMLET = _("Không rõ thôn")


def holder_words(name: str) -> str:
    """«người giữ: Hoàng Thị Nết»."""
    return gettext("người giữ: %(name)s") % {"name": name} if name else str(NO_HOLDER)


def doer_words(name: str) -> str:
    """«người soạn kết quả: Hoàng Thị Nết»."""
    return gettext("người soạn kết quả: %(name)s") % {"name": name} if name else str(NO_DOER)


def hamlet_words(*, name: str, is_current: bool) -> str:
    """The hamlet, and whether it has been merged into another since."""
    return name if is_current else gettext("%(name)s (đã nhập vào thôn khác)") % {"name": name}


def most_from_words(*, name: str, most: int, total: int) -> str:
    """From which hamlet most came."""
    if not total:
        return gettext("Trong tháng chưa nhận hồ sơ nào.")
    facts = {"name": name, "most": number(most), "total": number(total)}
    if not most:
        return gettext("Cả %(total)s hồ sơ nhận trong tháng đều không rõ thôn.") % facts
    return gettext("Nhiều nhất là %(name)s: %(most)s trên %(total)s hồ sơ nhận trong tháng.") % facts


def weeks_words(weeks: Weeks) -> str:
    """«từ 28/09/2026 đến 22/11/2026»."""
    return gettext("từ %(first)s đến %(last)s") % {"first": day_short(weeks.first), "last": day_short(weeks.last)}


def slot_words(slot: Slot) -> str:
    """«Thứ Ba, 9–10 giờ»."""
    facts = {"weekday": WEEKDAYS[slot.weekday], "hour": slot.hour, "next": slot.hour + 1}
    return gettext("%(weekday)s, %(hour)s–%(next)s giờ") % facts


def bottleneck_words(*, place: str, median: str) -> str:
    """Which place holds a dossier longest."""
    return gettext("Lâu nhất là %(place)s: một nửa số hồ sơ nằm đó %(median)s trở lên.") % {
        "place": place,
        "median": median,
    }


def days_words(days: Decimal | None) -> str:
    """«2,5»: working days, a tenth of a day at most; nothing where nothing is known."""
    return "" if days is None else number_format(days.quantize(TENTH, ROUND_HALF_UP), 1, use_l10n=True)


def saved_words(*, saved: Decimal, lawful: Decimal, dossiers: int) -> str:
    """How many working days were saved in all, of how many that the law gives."""
    if not dossiers:
        return gettext("Chưa có hồ sơ nào xong để so với luật.")
    facts = {"saved": days_words(abs(saved)), "lawful": days_words(lawful), "n": number(dossiers)}
    if saved < 0:
        return gettext("%(n)s hồ sơ dùng quá %(saved)s ngày làm việc so với %(lawful)s ngày luật cho.") % facts
    return gettext("%(n)s hồ sơ dùng ít hơn luật %(saved)s ngày làm việc, trên %(lawful)s ngày luật cho.") % facts

"""The words of the first screen of the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from apps.core.labels import day_short, number, weekday

RECEIVED = _("Đã nhận hôm nay")
RETURNED = _("Đã trả kết quả hôm nay")
WAITING = _("Nộp trực tuyến, chờ tiếp nhận")


def day_before_words(*, day: date, today: date) -> str:
    """«Hôm qua» where it is, else «Thứ Sáu, 20/11/2026»: the last day on which the office worked."""
    if day == today - timedelta(days=1):
        return gettext("Hôm qua, %(day)s") % {"day": day_short(day)}
    return gettext("%(weekday)s, %(day)s") % {"weekday": capfirst(weekday(day)), "day": day_short(day)}


def held_words(*, name: str, unit: str, days: int | None, step: str = "") -> str:
    """«ở bàn Hoàng Thị Nết (Địa chính), bước “Thẩm định”, đã 4 ngày làm việc»."""
    if not name:
        return gettext("chưa ai giữ")
    desk = gettext("ở bàn %(name)s (%(unit)s)") % {"name": name, "unit": unit} if unit else name
    if step:
        desk = gettext("%(desk)s, bước “%(step)s”,") % {"desk": desk, "step": step}
    if days is None:
        return desk.rstrip(",")
    if days < 1:
        return gettext("%(desk)s từ hôm nay") % {"desk": desk}
    return ngettext("%(desk)s đã %(n)s ngày làm việc", "%(desk)s đã %(n)s ngày làm việc", days) % {
        "desk": desk,
        "n": number(days),
    }


def late_words(*, total: int, places: Sequence[tuple[str, str]], is_all: bool) -> str:
    """«2 hồ sơ đang trễ, đều thuộc Đất đai, đều ở bàn …»; «đều» is said only where every place is known."""
    if not total:
        return gettext("Không có hồ sơ nào đang trễ.")
    fields, desks = {field for field, _desk in places}, {desk for _field, desk in places}
    facts = {"n": number(total), "field": places[0][0], "desk": places[0][1]}
    if not is_all:
        return gettext("%(n)s hồ sơ đang trễ; nhiều nhất là %(field)s, %(desk)s.") % facts
    if len(places) == 1:
        if total == 1:
            return gettext("1 hồ sơ đang trễ, %(field)s, %(desk)s.") % facts
        return gettext("%(n)s hồ sơ đang trễ, đều thuộc %(field)s, đều %(desk)s.") % facts
    if len(fields) == 1:
        return gettext("%(n)s hồ sơ đang trễ, đều thuộc %(field)s; nhiều nhất %(desk)s.") % facts
    if len(desks) == 1:
        return gettext("%(n)s hồ sơ đang trễ, đều %(desk)s.") % facts
    return gettext("%(n)s hồ sơ đang trễ; nhiều nhất là %(field)s, %(desk)s.") % facts


def ending_words(*, total: int, will_keep: int, will_break: int) -> str:
    """What the holders answered: «2 đã trả lời không kịp, 1 chưa trả lời»."""
    if not total:
        return gettext("Không có lời hẹn nào hết hạn hôm nay.")
    silent = total - will_keep - will_break
    said = [
        gettext("%(n)s đã trả lời “không kịp”") % {"n": number(will_break)} if will_break else "",
        gettext("%(n)s đã trả lời “kịp”") % {"n": number(will_keep)} if will_keep else "",
        gettext("%(n)s chưa trả lời") % {"n": number(silent)} if silent else "",
    ]
    return ", ".join(one for one in said if one) + "."

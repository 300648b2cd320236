"""Vietnamese words of the front doors: life events, opening hours, waiting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import time

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from apps.core.labels import WEEKDAYS

# what people ask for, in their words
ASKED_OFTEN = (
    (_("khai sinh"), "khai sinh"),
    (_("chứng thực bản sao"), "chứng thực bản sao"),
    (_("xác nhận độc thân"), "tình trạng hôn nhân"),
    (_("mở tiệm tạp hóa"), "hộ kinh doanh"),
)
STATEMENTS = {
    "tiep-can": _("Tuyên bố về khả năng tiếp cận"),
    "cach-tinh": _("Cách chúng tôi tính “đúng hạn”"),
    "du-lieu-ca-nhan": _("Chúng tôi giữ thông tin của bạn thế nào"),
}

Sessions = tuple[tuple[time, time], ...]


def hours_lines(*, week: Sequence[Sessions]) -> list[str]:
    """The opening hours, one line for each run of weekdays that have the same: «thứ Hai – thứ Sáu: 7:30–11:30, …»."""
    lines = []
    runs: list[tuple[int, int, Sessions]] = []
    for weekday, sessions in enumerate(week):
        if runs and runs[-1][2] == sessions:
            runs[-1] = (runs[-1][0], weekday, sessions)
        else:
            runs.append((weekday, weekday, sessions))
    for first, last, sessions in runs:
        if sessions:
            days = str(WEEKDAYS[first]) if first == last else f"{WEEKDAYS[first]} – {WEEKDAYS[last]}"
            lines.append(f"{days[0].upper()}{days[1:]}: {session_words(sessions)}")
    return lines


def session_words(sessions: Iterable[tuple[time, time]]) -> str:
    """«7:30–11:30, 13:30–17:30»."""
    return ", ".join(f"{o.hour}:{o.minute:02}–{c.hour}:{c.minute:02}" for o, c in sessions)


def waiting_words(*, seconds: int) -> str:
    """«15 phút», rounded up, so that nobody comes back too early."""
    minutes = -(-seconds // 60)
    if minutes < 60:
        return ngettext("%(n)s phút", "%(n)s phút", minutes) % {"n": minutes}
    hours = -(-minutes // 60)
    return ngettext("%(n)s giờ", "%(n)s giờ", hours) % {"n": hours}


def unit_of(*, desk_name: str, office_name: str) -> str:
    """The desk's name without the place, which stands beside it: «Trung tâm Phục vụ hành chính công»."""
    if desk_name.casefold().endswith(office_name.casefold()):
        return desk_name[: -len(office_name)].strip()
    return desk_name or gettext("Bộ phận Một cửa")

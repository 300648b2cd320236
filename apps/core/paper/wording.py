"""How an official paper says hours, days and money. Papers speak Vietnamese whatever language the reader chose."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
NO_BREAK = "\N{NO-BREAK SPACE}"


def local(at: datetime) -> datetime:
    """The instant on the office's clock, not on that of whoever reads the paper."""
    return timezone.localtime(at, timezone.get_default_timezone())


def day_in_words(day: date) -> str:
    """«ngày 05 tháng 02 năm 2026»: leading zeros below 10 and in months 1 and 2 (Nghị định 30/2020/NĐ-CP)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def dated(day: date) -> str:
    """«thứ Năm, ngày 26 tháng 11 năm 2026»."""
    return f"{WEEKDAYS[day.weekday()]}, {day_in_words(day)}"


def instant_in_words(at: datetime) -> str:
    """«09 giờ 42 phút, ngày 20 tháng 11 năm 2026»."""
    here = local(at)
    return f"{_hour(here)}, {day_in_words(here.date())}"


def promise_in_words(at: datetime) -> str:
    """«17 giờ 30 phút, thứ Năm, ngày 26 tháng 11 năm 2026»: people plan by the day of the week."""
    here = local(at)
    return f"{_hour(here)}, {dated(here.date())}"


def session_in_words(opens: datetime, closes: datetime) -> str:
    """«từ 07 giờ 30 phút đến 11 giờ 30 phút, thứ Năm, ngày 26 tháng 11 năm 2026»."""
    return f"từ {_hour(local(opens))} đến {promise_in_words(closes)}"


def stamp(at: datetime) -> str:
    """«10:48:07, 20/11/2026», where a machine wrote the time down."""
    return f"{local(at):%H:%M:%S, %d/%m/%Y}"


def money_in_figures(amount: int) -> str:
    """«15.000 đồng», never broken across lines."""
    return f"{amount:,}".replace(",", ".") + f"{NO_BREAK}đồng"


def _hour(here: datetime) -> str:
    return f"{here:%H} giờ {here:%M} phút"

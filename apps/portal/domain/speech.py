"""Sentences of a page as a Vietnamese voice should say them: codes digit by digit, days, hours and money as words.

A voice left alone reads «26/11/2026» as a division and «H99.71-261120-0007» as millions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from apps.procedures.domain.numerals import DIGITS, spell

PAUSE = ", "
LAST_EARLY_DAY = 10  # people say «mùng» up to the tenth
SHORT_FORMS = {
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "BHYT": "bảo hiểm y tế",
    "CCCD": "căn cước công dân",
    "TTHC": "thủ tục hành chính",
}

_CODE = re.compile(r"\b(?:[A-Z]\d{2}(?:\.\d+)+-\d{6}-\d+|[A-Z]{2,4}-[0-9A-Z]{4,12}(?:-[0-9A-Z]{4,12})*)\b")
_DAY = re.compile(r"(?:\bngày )?\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_HOUR = re.compile(r"\b(\d{1,2}):(\d{2})\b")
_MONEY = re.compile(r"\b(\d{1,3}(?:\.\d{3})+|\d+)[ \N{NO-BREAK SPACE}](?:đồng|đ)(?!\w)")
_PHONE = re.compile(r"(?<![\d.])0\d{2,3}(?:[ .]?\d{3,4}){2}(?!\d)")
_SHARE = re.compile(r"\b(\d+)(?:,(\d+))?%")
_GROUPED = re.compile(r"\b\d{1,3}(?:\.\d{3})+\b")
_NUMBER = re.compile(r"\b(?<!\.)\d{1,12}\b")
_SHORT_FORM = re.compile(r"\b(?:" + "|".join(SHORT_FORMS) + r")\b")
_SIGNS = re.compile(r"\s*[·•–—→|]\s*")


def aloud(text: str) -> str:
    """What a voice is given for a sentence of a page; without digits, signs or short forms."""
    for pattern, say in _TURNED:
        text = pattern.sub(say, text)
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def say_code(code: str) -> str:
    """«H, chín chín, bảy một, hai sáu, một một, hai không, không không không bảy»."""
    groups = [piece for group in re.split(r"[.\-\s]+", code) for piece in _pieces(group)]
    return PAUSE.join(_one_by_one(piece) for piece in groups)


def say_day(day: date) -> str:
    """«ngày mười hai tháng mười một năm hai nghìn không trăm hai mươi sáu», «ngày mùng năm …»."""
    number = f"mùng {spell(day.day)}" if day.day <= LAST_EARLY_DAY else spell(day.day)
    month = "tư" if day.month == 4 else spell(day.month)
    return f"ngày {number} tháng {month} năm {spell(day.year)}"


def say_hour(*, hour: int, minute: int) -> str:
    """«mười bảy giờ ba mươi phút», «chín giờ»."""
    return f"{spell(hour)} giờ" + (f" {spell(minute)} phút" if minute else "")


def say_money(amount: int) -> str:
    """«tám nghìn đồng»."""
    return f"{spell(amount)} đồng"


def spelled(code: str) -> str:
    """«H 9 9, 7 1, 2 6 1 1 2 0, 0 0 0 7»: for a screen reader of any language, one sign after the other."""
    return PAUSE.join(" ".join(group) for group in re.split(r"[.\-\s]+", code) if group)


def _pieces(group: str) -> list[str]:
    """A letter stands apart; six digits are a day and are said in pairs."""
    if re.fullmatch(r"[A-Z]\d+", group):
        return [group[0], group[1:]]
    return [group[n : n + 2] for n in (0, 2, 4)] if re.fullmatch(r"\d{6}", group) else [group] if group else []


def _one_by_one(signs: str) -> str:
    return " ".join(DIGITS[int(sign)] if sign in "0123456789" else sign for sign in signs)


def _day(found: re.Match[str]) -> str:
    try:
        return say_day(date(int(found[3]), int(found[2]), int(found[1])))
    except ValueError:
        return found[0]


def _hour(found: re.Match[str]) -> str:
    return say_hour(hour=int(found[1]), minute=int(found[2]))


def _share(found: re.Match[str]) -> str:
    part = f" phẩy {_one_by_one(found[2])}" if found[2] else ""
    return f"{spell(int(found[1]))}{part} phần trăm"


def _whole(text: str) -> int:
    return int(text.replace(".", ""))


_TURNED: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_CODE, lambda found: say_code(found[0])),
    (_DAY, _day),
    (_HOUR, _hour),
    (_MONEY, lambda found: say_money(_whole(found[1]))),
    (_PHONE, lambda found: PAUSE.join(_one_by_one(group) for group in re.split(r"[ .]", found[0]))),
    (_SHARE, _share),
    (_GROUPED, lambda found: spell(_whole(found[0]))),
    (_NUMBER, lambda found: spell(int(found[0])) if found[0] == str(int(found[0])) else _one_by_one(found[0])),
    (_SHORT_FORM, lambda found: SHORT_FORMS[found[0]]),
    (_SIGNS, lambda found: PAUSE),
)

"""Numbers and days in Vietnamese words, as a certificate spells them out."""

from __future__ import annotations

from datetime import date

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
THOUSANDS = ("", "nghìn", "triệu", "tỷ")


def spell(number: int) -> str:
    """«hai nghìn không trăm hai mươi sáu», for 0 to 999.999.999.999."""
    if number == 0:
        return DIGITS[0]
    groups: list[int] = []
    while number:
        number, rest = divmod(number, 1000)
        groups.append(rest)
    words = [
        f"{_group(group, is_first=place == len(groups) - 1)} {THOUSANDS[place]}".strip()
        for place, group in reversed(list(enumerate(groups)))
        if group
    ]
    return " ".join(words)


def spell_day(day: date) -> str:
    """«ngày mười hai tháng mười một năm hai nghìn không trăm hai mươi sáu»."""
    month = "tư" if day.month == 4 else spell(day.month)
    return f"ngày {spell(day.day)} tháng {month} năm {spell(day.year)}"


def _group(group: int, *, is_first: bool) -> str:
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    words = [] if is_first and not hundreds else [DIGITS[hundreds], "trăm"]
    if tens == 0 and units:
        words += ["linh"] * bool(words) + [DIGITS[units]]
    elif tens == 1:
        words += ["mười", *([_unit(units, tens)] if units else [])]
    elif tens:
        words += [DIGITS[tens], "mươi", *([_unit(units, tens)] if units else [])]
    return " ".join(words)


def _unit(units: int, tens: int) -> str:
    if units == 5:
        return "lăm"
    return "mốt" if units == 1 and tens > 1 else DIGITS[units]

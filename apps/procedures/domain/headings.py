"""The line above a group of papers: a case («trường hợp …») one has to be in, or only a way to arrange a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHOWN = re.compile(r"(?:\* ?)?(?:các )?giấy tờ (?:phải )?xuất trình.*", re.IGNORECASE)
_NOTES = re.compile(r"lưu ý.*", re.IGNORECASE)
_ARRANGES = re.compile(
    r"(?:[a-zđ0-9]{1,2}\) ?)?(?:"
    r"(?:các )?giấy tờ (?:phải )?nộp\b.*"
    r"|(?:thành phần|số lượng)[^,:]*hồ sơ(?:,? (?:bao )?gồm)?"
    r"|(?:hồ sơ )?(?:bao )?gồm(?: có)?"
    r"|hồ sơ đăng ký (?:tạm trú |thường trú )?gồm"
    r"|người yêu cầu chứng thực nộp .*"
    r")",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says about the papers under it."""

    case: str = ""
    is_shown_only: bool = False
    is_note: bool = False


def heading_of(text: str) -> Heading:
    """Read the heading of a group of papers. What is no known arrangement stays a case, word for word."""
    said = text.strip(" :*-+")
    if _SHOWN.fullmatch(said):
        return Heading(is_shown_only=True)
    if _NOTES.fullmatch(said):
        return Heading(is_note=True)
    return Heading() if _ARRANGES.fullmatch(said) else Heading(case=text)

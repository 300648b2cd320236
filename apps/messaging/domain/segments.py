"""How many SMS a text is billed as: GSM 03.38 for plain letters, UCS-2 as soon as one letter is not among them."""

from __future__ import annotations

import unicodedata

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
# An escape goes before each of them, so they count twice.
_EXTENDED = frozenset("\f^{}\\[~]|€")

# In one part, and in each part of several: the link between parts takes six octets.
_GSM_ONE, _GSM_EACH = 160, 153
_UCS2_ONE, _UCS2_EACH = 70, 67

_WITHOUT_MARKS = str.maketrans(
    {"đ": "d", "Đ": "D", "–": "-", "—": "-", "…": "...", "“": '"', "”": '"', "«": '"', "»": '"'}
)


def is_plain(text: str) -> bool:
    """Whether every letter is of the GSM alphabet."""
    return all(letter in _BASIC or letter in _EXTENDED for letter in text)


def segments(text: str) -> int:
    """The number of SMS the text is sent and billed as; at least 1.

    A letter that counts twice (an extended one, a pair of UCS-2 units) is never cut in two, so the parts are filled
    one after another rather than divided.
    """
    if is_plain(text):
        return _parts([2 if letter in _EXTENDED else 1 for letter in text], one=_GSM_ONE, each=_GSM_EACH)
    return _parts([2 if ord(letter) > 0xFFFF else 1 for letter in text], one=_UCS2_ONE, each=_UCS2_EACH)


def _parts(widths: list[int], *, one: int, each: int) -> int:
    if sum(widths) <= one:
        return 1
    parts, filled = 1, 0
    for width in widths:
        if filled + width > each:
            parts, filled = parts + 1, 0
        filled += width
    return parts


def without_marks(text: str) -> str:
    """The text in plain letters: «Hồ sơ đã có» becomes «Ho so da co»; what is no letter of the GSM alphabet stays."""
    bare = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return "".join(bare).translate(_WITHOUT_MARKS)

"""How a receipt says a sum in words, so that nobody adds a nought: «một triệu không trăm linh năm nghìn đồng»."""

from __future__ import annotations

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", "nghìn", "triệu")  # of three figures each; then tỷ, and everything again before it
BILLION = 1_000_000_000


def in_words(*, amount: int) -> str:
    """The sum in đồng as it is read aloud. Raises ValueError below nothing."""
    if amount < 0:
        raise ValueError(amount)
    return f"{_read(amount) if amount else DIGITS[0]} đồng"


def _read(number: int) -> str:
    """Any number above nothing: so many tỷ, and the rest with its noughts said."""
    billions, rest = divmod(number, BILLION)
    if not billions:
        return _below_billion(rest, is_whole=True)
    said = f"{_read(billions)} tỷ"
    return f"{said} {_below_billion(rest, is_whole=False)}" if rest else said


def _below_billion(number: int, *, is_whole: bool) -> str:
    """Groups of three figures; groups of noughts are silent. `is_whole`: nothing was said before it."""
    said: list[str] = []
    for place in reversed(range(len(SCALES))):
        group = number // 1000**place % 1000
        if group:
            said += [_group(group, is_first=is_whole and not said), SCALES[place]]
    return " ".join(filter(None, said))


def _group(number: int, *, is_first: bool) -> str:
    """Three figures; only the first group of a sum leaves its leading noughts out."""
    hundreds, rest = divmod(number, 100)
    said = [] if is_first and not hundreds else [f"{DIGITS[hundreds]} trăm"]
    return " ".join([*said, *_below_hundred(rest, is_alone=not said)])


def _below_hundred(number: int, *, is_alone: bool) -> list[str]:
    """«linh năm», «mười lăm», «hai mươi mốt», «hai mươi tư»."""
    tens, units = divmod(number, 10)
    if not tens:
        if not units:
            return []
        return [DIGITS[units]] if is_alone else ["linh", "tư" if units == 4 else DIGITS[units]]
    said = "mười" if tens == 1 else f"{DIGITS[tens]} mươi"
    if not units:
        return [said]
    if units == 5:
        return [said, "lăm"]
    if tens > 1:
        return [said, {1: "mốt", 4: "tư"}.get(units, DIGITS[units])]
    return [said, DIGITS[units]]

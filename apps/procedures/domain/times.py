"""«03 ngày làm việc» as a promise one can count with, or the reason why not.

A wrong typed time is the error that counts: every pattern must match the *whole* cell, and a cell that says anything
more than one length of one unit stays text. Ngày without «làm việc» is a calendar day, as on the national portal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from apps.procedures.domain.cleaning import clean_line
from apps.procedures.domain.doubts import Doubt
from apps.worktime import Allowance, BadAllowance, Unit

HOURS_OF_A_DAY = 8


@dataclass(frozen=True, slots=True)
class TimeReading:
    """Typed, in doubt, or (both None) simply not said."""

    time: Allowance | None = None
    doubt: Doubt | None = None

    @property
    def is_silent(self) -> bool:
        return self.time is None and self.doubt is None


_SILENT = frozenset({"", "không có thông tin", "không quy định", "không có", "chưa quy định", "không"})

_LEAD = (
    r"(?:(?:thời hạn giải quyết|thời hạn|thời gian giải quyết)\s*:?\s*)?(?:là\s+)?"
    r"(?:không quá|tối đa|chậm nhất(?: là)?|trong(?: thời hạn| thời gian| vòng)?)?(?: không quá| tối đa)?\s*"
)
_AMOUNT = r"(?P<amount>\d{1,3}(?:[.,]\d{1,2})?)\s*(?:\([^()\d]{1,30}\)\s*)?"
_UNIT = r"(?P<unit>ngày làm việc|giờ làm việc|ngày|giờ|tháng|năm|tuần)"
_SINCE = (
    r"(?:,?\s*(?:kể từ|tính từ|từ)\s+(?:ngày|khi|thời điểm)\s+(?:tiếp nhận|nhận được|nhận)\s*(?:đủ|đầy đủ)?\s*hồ sơ"
    r"(?:\s*,?\s*(?:đầy đủ|hợp lệ|và|theo quy định))*)?"
)
# The land procedures close with this sentence: it forbids further steps and changes no time.
_NO_FURTHER_STEPS = (
    r"(?:[.;]?\s*các cơ quan liên quan đến quá trình thực hiện trình tự, thủ tục không được quy định thêm thủ tục"
    r"[^0-9]*nêu trên)?"
)
_LENGTH = re.compile(_LEAD + _AMOUNT + _UNIT + _SINCE + _NO_FURTHER_STEPS + r"\s*\.?")
_BARE = re.compile(r"\d+(?:[.,]\d+)?")

# Luật Hộ tịch, Điều 5 khoản 3; Nghị định 23/2015/NĐ-CP, Điều 7: the same day, after 15:00 the next working day.
_SAME_DAY = re.compile(
    r"(?:giải quyết\s+)?(?:ngay\s+)?trong ngày(?: làm việc)?(?: tiếp nhận(?: hồ sơ| yêu cầu)?)?"
    r"(?:[;,.]?\s*(?:trường hợp|nếu)\s+(?:nhận|tiếp nhận)\s*(?:được\s+)?(?:hồ sơ|yêu cầu)?\s*sau\s+15\s?(?:giờ|h|:00)"
    r"(?:\s+mà không giải quyết được ngay)?\s*,?\s*thì\s+(?:trả kết quả|giải quyết)\s*(?:trong|vào)?\s*"
    r"ngày làm việc (?:tiếp theo|kế tiếp))?\s*\.?"
)
_SAME_DAY_WORDS = re.compile(r"trong ngày|sau 15\s?(?:giờ|h\b|:00)")

_UNITS = {
    "ngày làm việc": Unit.WORKING_DAY,
    "giờ làm việc": Unit.WORKING_HOUR,
    "ngày": Unit.CALENDAR_DAY,
    "giờ": Unit.WORKING_HOUR,
}


def read_time(text: str) -> TimeReading:
    """What a cell of the column «Thời hạn giải quyết» says, typed only when it can mean one thing."""
    said = clean_line(text).lower()
    if said.rstrip(".") in _SILENT:
        return TimeReading()
    if _SAME_DAY.fullmatch(said):
        return TimeReading(time=Allowance(amount=Decimal(0), unit=Unit.SAME_DAY))
    if _BARE.fullmatch(said):
        return TimeReading(doubt=Doubt.BARE_NUMBER)
    found = _LENGTH.fullmatch(said)
    if not found:
        return TimeReading(doubt=Doubt.PROSE)
    return _length(amount=_number(found["amount"]), unit=found["unit"])


def _length(*, amount: Decimal, unit: str) -> TimeReading:
    if amount == 0:
        return TimeReading(doubt=Doubt.ZERO)
    if unit not in _UNITS:
        return TimeReading(doubt=Doubt.NO_SUCH_UNIT)
    # «24 giờ» may be a day of the clock or three days at the desk; up to a day's work both are the same promise.
    if unit == "giờ" and amount > HOURS_OF_A_DAY:
        return TimeReading(doubt=Doubt.LONG_HOURS)
    try:
        return TimeReading(time=Allowance(amount=amount, unit=_UNITS[unit]))
    except BadAllowance:
        return TimeReading(doubt=Doubt.BROKEN_DAY)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


_MENTIONED = re.compile(
    r"(?<![\d/.,])(?P<amount>\d{1,3}(?:[.,]\d{1,2})?)\s*(?:\([^()\d]{1,30}\)\s*)?"
    r"(?P<unit>ngày làm việc|giờ làm việc|ngày|giờ|tháng)(?!\s*(?:\d|tháng|/))"
)
_HOUR_OF_THE_CLOCK = ("sau ", "trước ", "lúc ")
_CLAUSE = re.compile(r"[.;](?!\d)")
_FOR_REMOTE_PLACES = re.compile(r"tăng thêm|cộng thêm|vùng sâu|miền núi|khó khăn")
_OF_WHICH = re.compile(r"[^.;\d]{0,60}(?:trong đó|bao gồm|cụ thể)")


def note_says(*, note: str, of: Allowance) -> Doubt | None:
    """How the description beside a time speaks of it; None means that it does not speak against it.

    NOTE_DISAGREES: other lengths only, or the same number in another unit, or the same-day rule.
    NOTE_HAS_CASES: the cell is confirmed, but other lengths stand beside it: cases, or steps of nobody knows what.
    NOTE_HAS_MORE: the cell is confirmed; beside it stand its own steps («trong đó»), or longer times for remote places.
    """
    said = clean_line(note).lower()
    if of.unit != Unit.SAME_DAY and _SAME_DAY_WORDS.search(said):
        return Doubt.NOTE_DISAGREES
    own = (of.amount, str(of.unit))
    everywhere = ";".join(part for part in _CLAUSE.split(said) if not _FOR_REMOTE_PLACES.search(part))
    lengths = _lengths(everywhere)
    others = [length for length in lengths if length != own]
    if not others:
        return Doubt.NOTE_HAS_MORE if set(_lengths(said)) - {own} else None
    if any(amount == of.amount for amount, _ in others):
        return Doubt.NOTE_DISAGREES
    if own in lengths:
        return Doubt.NOTE_HAS_MORE if _is_a_whole(everywhere, own) else Doubt.NOTE_HAS_CASES
    # Lengths that add up to the cell are steps of it, or cases somebody added: the cell may stand, a promise may not.
    adds_up = {unit for _, unit in others} == {own[1]} and sum(amount for amount, _ in others) == of.amount
    return Doubt.NOTE_HAS_CASES if adds_up else Doubt.NOTE_DISAGREES


def mentions_time(note: str) -> bool:
    """Whether a description speaks of any length of time, or of the same day."""
    said = clean_line(note).lower()
    return bool(_SAME_DAY_WORDS.search(said) or _lengths(said))


LONGEST = 999


def amount_and_unit(text: str) -> tuple[Decimal, str]:
    """The number of a cell that holds one, and the word beside it; (0, "") of any other cell."""
    said = clean_line(text).lower()
    found = _LENGTH.fullmatch(said)
    if found:
        return _number(found["amount"]), found["unit"]
    return (_number(said), "") if _BARE.fullmatch(said) else (Decimal(0), "")


def lengths_in(text: str) -> list[Allowance]:
    """Every length a text names that can be promised as it stands, in its order, each once."""
    said = clean_line(text).lower()
    found = [_length(amount=_number(match["amount"]), unit=match["unit"]).time for match in _lengths_found(said)]
    same_day = [Allowance(amount=Decimal(0), unit=Unit.SAME_DAY)] if _SAME_DAY_WORDS.search(said) else []
    return list(dict.fromkeys([*same_day, *(length for length in found if length)]))


def _is_a_whole(said: str, own: tuple[Decimal, str]) -> bool:
    return any(
        length == own and _OF_WHICH.match(said, match.end())
        for match in _MENTIONED.finditer(said)
        for length in _lengths(match[0])
    )


def _lengths(said: str) -> list[tuple[Decimal, str]]:
    return [(_number(match["amount"]), str(_UNITS.get(match["unit"], match["unit"]))) for match in _lengths_found(said)]


def _lengths_found(said: str) -> Iterator[re.Match[str]]:
    for match in _MENTIONED.finditer(said):
        if not (match["unit"] == "giờ" and said[: match.start()].endswith(_HOUR_OF_THE_CLOCK)):
            yield match

"""«8.000 đồng/bản» as an amount one can ask for, or the reason why not.

The national catalogue writes a fee as a number and a remark in brackets. A number is believed only alone, or beside a
remark that repeats it, names its unit or cites the circular it comes from; a remark that says more makes the number
one case of several. Below 1.000 đồng the cell was filled in thousands («135 VNĐ»), and nobody can be sure of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from apps.procedures.domain.cleaning import clean_line
from apps.procedures.domain.doubts import Doubt

SMALLEST_FEE = 1_000
# Twelve digits are more than anybody ever paid at an office: a slip of the keyboard, or a number of something else.
_NO_AMOUNT = re.compile(r"\d(?:[.,]?\d){11}")


@dataclass(frozen=True, slots=True)
class FeeReading:
    """An amount in đồng and what it is for («bản»), a doubt, or neither: nothing is said."""

    amount: int | None = None
    unit: str = ""
    doubt: Doubt | None = None


_SILENT = frozenset({"", "không có thông tin", "không quy định", "không có"})


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_FREE_REMARKS = _pattern(
    r"[-\s]*(?:không(?: có| quy định)?|không thu(?: phí| lệ phí)?|miễn(?: phí| lệ phí)?)"
    r"(?:\s*\(thông tư số [0-9]+/[0-9]{4}/[a-zđ-]+\))?[\s.;]*"
)
_FREE = _pattern(r"miễn phí|miễn lệ phí|không thu phí|miễn")
_MONEY = r"(?:việt nam đồng|vnđ|vnd|đồng|đ)"
_NUMBER_WITH_COMMAS = r"\d{1,3}(?:,\d{3})*"
_NUMBER_WITH_POINTS = r"\d{1,3}(?:\.\d{3})+"
_UNIT = r"(?P<unit>\d{0,2}\s?[^\d\s(),.;:/][^\d(),.;:/]{0,40}?(?:/[^\d\s(),.;:/][^\d(),.;:/]{0,20}?)?)"
# A circular by its bare number. «Theo quy định tại …» beside an amount may send the reader to a table of tiers.
_CITATION = (
    r"(?:thông tư (?:số )?\d+/\d{4}/tt-btc(?: ngày \d+/\d+/\d{4})?"
    r"(?: của (?:bộ trưởng )?bộ tài chính(?: quy định mức thu, chế độ thu, nộp, quản lý và sử dụng phí[^\d:;%]*)?)?)"
)

# «100,000 Việt Nam Đồng(remark)» as the portal prints it, «Phí: 100000 (remark)» as its interface answers,
# «8.000 đồng/bản» as people write it.
_PRINTED = _pattern(rf"(?P<number>{_NUMBER_WITH_COMMAS}) {_MONEY}(?:\s*\((?P<remark>.*)\))?")
_ANSWERED = _pattern(r"(?:phí|lệ phí|mức giá)\s*:\s*(?P<number>\d*)\s*(?:\((?P<remark>.*)\))?")
_WRITTEN = _pattern(rf"(?P<number>{_NUMBER_WITH_POINTS}) ?{_MONEY}(?:\s*/\s*{_UNIT})?\.?")
_FOREIGN = _pattern(r"\d[\d.,]* ?(?:usd|eur|đô la)\b")

_REMARK_UNIT = _pattern(rf"(?:{_MONEY}\s*)?/\s*{_UNIT}\s*(?:\({_CITATION}\))?[\s.]*")
_REMARK_PLAIN_UNIT = _pattern(r"(?P<unit>hồ sơ|lần cấp|lần|bản|tờ khai|giấy)\s*")
_REMARK_REPEATS = _pattern(
    rf"[-+*\s]*(?:(?P<label>[^\d:;()]{{0,80}}?)(?::| là )\s*)?(?P<number>{_NUMBER_WITH_POINTS}) ?{_MONEY}"
    rf"(?:\s*/\s*{_UNIT})?\s*(?:\({_CITATION}\))?[\s.]*"
)
_REMARK_CITES = _pattern(rf"\(?{_CITATION}\)?[\s.]*")
_ASKS_MONEY = _pattern(rf"{_NUMBER_WITH_POINTS} ?{_MONEY}\b")
_CASE_WORDS = _pattern(r"trường hợp|đối với|nếu|khi |trừ|dưới|trên|từ |quy mô|nhóm |hạng ")


def read_fee(text: str) -> FeeReading:
    """What one fee of the column «Phí, lệ phí» says, typed only when it can mean one amount."""
    said = clean_line(text)
    if said.rstrip(".").lower() in _SILENT:
        return FeeReading()
    if _NO_AMOUNT.search(said):
        return FeeReading(doubt=Doubt.FEE_CONDITIONS)
    if _is_free(said):
        return FeeReading(amount=0)
    if _FOREIGN.match(said):
        return FeeReading(doubt=Doubt.FEE_CURRENCY)
    if written := _WRITTEN.fullmatch(said):
        return _amount(_number(written["number"]), unit=written["unit"] or "")
    if answered := _ANSWERED.fullmatch(said):
        return _answered(number=answered["number"], remark=answered["remark"] or "")
    if printed := _PRINTED.fullmatch(said):
        return _with_remark(number=_number(printed["number"]), remark=printed["remark"] or "")
    return FeeReading(doubt=Doubt.FEE_CONDITIONS if any(map(str.isdigit, said)) else Doubt.FEE_UNSAID)


def _is_free(said: str) -> bool:
    word, _, remark = said.partition("(")
    return bool(_FREE.fullmatch(word.strip(" .;"))) and (
        not remark or bool(_FREE_REMARKS.fullmatch(remark.removesuffix(")")))
    )


def _answered(*, number: str, remark: str) -> FeeReading:
    if not number:
        is_silent = remark.strip(" .").lower() in _SILENT - {""}
        return FeeReading() if is_silent else FeeReading(doubt=Doubt.FEE_UNSAID)
    if int(number) == 0:
        free = not remark or bool(_FREE_REMARKS.fullmatch(remark))
        return FeeReading(amount=0) if free else FeeReading(doubt=Doubt.FEE_CONDITIONS)
    return _with_remark(number=int(number), remark=remark)


def beside_note(reading: FeeReading, *, note: str) -> FeeReading:
    """The reading, unless it says «free» and the description beside it asks for money."""
    if reading.amount == 0 and _ASKS_MONEY.search(clean_line(note)):
        return FeeReading(doubt=Doubt.FEE_CONDITIONS)
    return reading


def _with_remark(*, number: int, remark: str) -> FeeReading:
    if not remark.strip() or _REMARK_CITES.fullmatch(remark):
        return _amount(number, unit="")
    if unit := _REMARK_UNIT.fullmatch(remark) or _REMARK_PLAIN_UNIT.fullmatch(remark):
        return _amount(number, unit=unit["unit"])
    repeated = _REMARK_REPEATS.fullmatch(remark)
    if repeated and _number(repeated["number"]) == number and not _CASE_WORDS.search(repeated["label"] or ""):
        return _amount(number, unit=repeated["unit"] or "")
    if number < SMALLEST_FEE:
        return FeeReading(doubt=Doubt.FEE_TOO_SMALL)
    return FeeReading(doubt=Doubt.FEE_CONDITIONS)


def _amount(number: int, *, unit: str) -> FeeReading:
    if number < SMALLEST_FEE:
        return FeeReading(doubt=Doubt.FEE_TOO_SMALL)
    if _CASE_WORDS.search(unit) and unit.strip().lower() != "trường hợp":
        return FeeReading(doubt=Doubt.FEE_CONDITIONS)
    return FeeReading(amount=number, unit=_per(unit))


def _per(unit: str) -> str:
    return unit.strip().removeprefix("1 ").removeprefix("01 ")


def _number(text: str) -> int:
    return int(text.replace(",", "").replace(".", ""))


_AMOUNT = _pattern(
    rf"(?<![\d.,])(?:(?P<pointed>{_NUMBER_WITH_POINTS})|(?P<plain>\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}}))"
    rf"\s*{_MONEY}(?:\s*/\s*(?P<unit>[^\d(),.;:/]{{1,60}}))?(?=[\s().,;:/]|$)"
)
_PER_ENDS = _pattern(r"\s(?:kể từ|đối với|áp dụng|theo|nếu|với|và|trường hợp|cho|đến|từ)\b.*")


def amounts_in(text: str) -> list[tuple[int, str]]:
    """Every amount in đồng a text names and per what, in its order, each once."""
    found = [
        (_number(match["pointed"] or match["plain"]), _PER_ENDS.sub("", _per(match["unit"] or "")))
        for match in _AMOUNT.finditer(clean_line(text))
    ]
    return list(dict.fromkeys(found))


def number_of(text: str) -> int | None:
    """The number that a fee begins with, whatever its remark says: «100,000 VNĐ(…)», «Phí: 100000 (…)»."""
    said = clean_line(text)
    found = _PRINTED.match(said) or _ANSWERED.match(said)
    if not found or not found["number"] or _NO_AMOUNT.search(found["number"]):
        return None
    return _number(found["number"])


_NEXT_FEE = re.compile(r";\s*(?=(?:phí|lệ phí|mức giá)\s*:|miễn phí)", re.IGNORECASE)


def split_fees(text: str) -> list[str]:
    """The single fees of a cell that joins several with «;»; a «;» inside brackets joins nothing."""
    parts, start = [], 0
    for match in _NEXT_FEE.finditer(text):
        if text.count("(", start, match.start()) == text.count(")", start, match.start()):
            parts.append(text[start : match.start()].strip())
            start = match.end()
    parts.append(text[start:].strip())
    return [part for part in parts if part]

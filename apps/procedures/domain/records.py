"""One record of a file as content: cleaned columns of fixed names, whatever the exporter called and glued them.

A column that is absent or empty is left out, so that comparing.merged() can tell silence from an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from apps.procedures.domain.cleaning import Json, clean_line, text_of
from apps.procedures.domain.doubts import Review
from apps.procedures.domain.fees import split_fees


@dataclass(frozen=True, slots=True)
class RawRecord:
    """What a reader found: the row people can look up in their file, the record as it stood there, and its doubts."""

    row: int
    record: Mapping[str, Json]
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that no reader could make a record of; `reason` is a key of labels.REFUSALS."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Remarks:
    """What a record says about itself and not about the procedure: no next version inherits it."""

    effective_from: date | None = None
    effective_to: date | None = None
    unverified: tuple[str, ...] = ()


def remarks_of(record: Mapping[str, Json]) -> Remarks:
    """From and until which day the wording holds, where the file says so, and which cells nobody checked."""
    unverified = record.get("needs_verification")
    return Remarks(
        effective_from=_day(record.get("effective_from")),
        effective_to=_day(record.get("effective_to")),
        unverified=tuple(map(text_of, unverified)) if isinstance(unverified, list) else (),
    )


def content_of(record: Mapping[str, Json]) -> dict[str, Json]:
    """The record's content under our own column names; what says nothing is left out."""
    record = full_record(record)
    content = {column: read(record.get(key)) for column, (key, read) in _COLUMNS.items()}
    if not content["results"]:
        content["results"] = _results(record.get("result"))
    return {column: value for column, value in content.items() if value}


# The national list names the same things otherwise; its own kind of procedure is another vocabulary and is not read.
_LIST_KEYS = {
    "code": "code",
    "name": "name",
    "field": "categories",
    "agency": "departments",
    "issuing_agency": "departmentPromulgate",
    "subjects": "formalityTargetType",
}


def is_list_row(record: Mapping[str, Json]) -> bool:
    """A row of the national list, told apart from a full record by its keys."""
    return "categories" in record and "departments" in record and "channels" not in record


def full_record(record: Mapping[str, Json]) -> Mapping[str, Json]:
    """The record under the keys of a full one."""
    if not is_list_row(record):
        return record
    told = {ours: record.get(theirs) for ours, theirs in _LIST_KEYS.items()}
    if isinstance(told["field"], list):
        # Five rows of 3,657 stand in two fields; a procedure of ours stands in one.
        told["field"] = next(iter(told["field"]), "")
    return told


_NOTHING = re.compile(r"không có thông tin|không quy định|không có|không", re.IGNORECASE)


def _line(value: Json) -> str:
    text = clean_line(text_of(value))
    return "" if _NOTHING.fullmatch(text.rstrip(".")) else text


def _text(value: Json) -> str:
    text = text_of(value)
    return "" if _NOTHING.fullmatch(text.rstrip(".")) else text


def _items(value: Json) -> list[Mapping[str, Json]]:
    """The rows of a nested table; a plain text among them is a row that has a name only."""
    rows = value if isinstance(value, list) else [value] if value else []
    return [row if isinstance(row, dict) else {"name": text_of(row)} for row in rows]


_CHANNELS = {
    "trực tiếp": "in_person",
    "trực tuyến": "online",
    "dịch vụ bưu chính": "postal",
    "bưu chính": "postal",
    "bưu chính công ích": "postal",
}


def _channels(value: Json) -> list[Json]:
    """The ways of filing; one that comes twice, in all but its fee, is one with both fees."""
    fees: dict[tuple[str, str, str], dict[str, None]] = {}
    for row in _items(value):
        said = (clean_line(text_of(row.get("channel"))), clean_line(text_of(row.get("time"))), _text(row.get("note")))
        fees.setdefault(said, {}).update(dict.fromkeys(_fees(row)))
    return [
        {
            "channel": _CHANNELS.get(channel.lower(), "other"),
            "channel_text": channel,
            "time": time,
            "fees": [*told],
            "note": note,
        }
        for (channel, time, note), told in fees.items()
    ]


_FEE_KINDS = {"FEE": "Phí", "SERVICE_FEE": "Lệ phí", "PRICE_LEVEL": "Mức giá"}


def _fees(row: Mapping[str, Json]) -> list[str]:
    """The single fees of a channel. The structured list wins over the text that joins them."""
    structured = row.get("fees")
    if not isinstance(structured, list) or not structured:
        told = row.get("fee")
        return [
            clean_line(fee)
            for cell in (told if isinstance(told, list) else [told])
            for fee in split_fees(text_of(cell))
        ]
    return [_fee_text(fee) for fee in structured if isinstance(fee, dict)]


def _fee_text(fee: Mapping[str, Json]) -> str:
    kind = _FEE_KINDS.get(str(fee.get("type")), "Phí")
    amount, remark = text_of(fee.get("value")), clean_line(text_of(fee.get("description")))
    if amount == "0" and not remark:
        return "Miễn phí"
    return f"{kind}: {amount} ({remark})" if remark else f"{kind}: {amount}"


_CASE_UNITS = {"WORKING_DAY": "ngày làm việc", "DAY": "ngày", "HOUR": "giờ", "MONTH": "tháng"}


def _cases(value: Json) -> list[Json]:
    return _once({"name": clean_line(text_of(row.get("name"))), "time": _case_time(row)} for row in _items(value))


def _case_time(row: Mapping[str, Json]) -> str:
    if "qty" not in row:
        return clean_line(text_of(row.get("time")))
    return f"{text_of(row.get('qty'))} {_CASE_UNITS.get(str(row.get('unit')), '')}".strip()


def _once(rows: Iterable[Mapping[str, Json]]) -> list[Json]:
    """Each row of a nested table, the first time it comes: the same line twice says nothing more."""
    return [dict(row) for row in {tuple(row.items()): row for row in rows}.values()]


# What the exporter writes where a form's file name ran into the name of the paper: it names no form.
_GLUED_FORM = re.compile(r"\(đính kèm, tên tệp dính liền tên giấy tờ\)")
_BULLET = re.compile(r"^[-+*•–\s]+")


def _documents(value: Json) -> list[Json]:
    rows: list[Mapping[str, Json]] = []
    for row in _items(value):
        name = _BULLET.sub("", clean_line(text_of(row.get("name"))))
        if name:
            rows.append(
                {
                    "case": _BULLET.sub("", clean_line(text_of(row.get("case")))).rstrip(": "),
                    "name": name,
                    "originals": _copies(row.get("originals")),
                    "copies": _copies(row.get("copies")),
                    "form": clean_line(_GLUED_FORM.sub("", text_of(row.get("form")))),
                    "code": clean_line(text_of(row.get("code"))),
                    **({"digitise": said} if (said := text_of(row.get("digitise"))) else {}),
                }
            )
    return _once(rows)


def _copies(value: Json) -> int:
    text = text_of(value)
    return min(int(text), 99) if re.fullmatch(r"[0-9]{1,6}", text) else 0


# The flattened page runs on into its own furniture: keywords, description, the choice of an office.
_PAGE_TAIL = re.compile(r"Từ khóa.*?(?:Mô tả|Chọn cơ quan thực hiện).*", re.DOTALL)
_RESULT_CODE = re.compile(r"Mã: (?P<code>(?:KQ\.[A-Z]\d{2}\.\d{6}|[A-Z0-9.]+-[A-Z]{2}\d{4,6}))")


def _results(value: Json) -> list[Json]:
    if isinstance(value, list):
        rows = [(clean_line(text_of(row.get("code"))), _line(row.get("name"))) for row in _items(value)]
    else:
        parts = _RESULT_CODE.split(clean_line(_PAGE_TAIL.sub("", text_of(value))))
        rows = list(zip([*parts[1::2], ""], map(str.strip, parts[::2]), strict=False))
    named = [(code, _BULLET.sub("", name)) for code, name in rows]
    return _once({"code": code, "name": name} for code, name in named if name and not _NOTHING.fullmatch(name))


_BASIS_HEADING = re.compile(r"^Tên văn bản pháp lý\s*Mã văn bản\s*")


def _legal_basis(value: Json) -> list[Json]:
    rows = [(clean_line(text_of(row.get("code"))), clean_line(text_of(row.get("name")))) for row in _items(value)]
    named = [(code, _BASIS_HEADING.sub("", name)) for code, name in rows]
    return _once({"code": code, "name": name} for code, name in named if code or name)


_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


_LEVELS = {"toàn trình": "full", "full": "full", "một phần": "partial", "partial": "partial"}


def _level(value: Json) -> str:
    """Mức độ dịch vụ công; anything else than the two words is silence."""
    said = clean_line(text_of(value)).lower().removeprefix("dịch vụ công trực tuyến ").removeprefix("dvc ")
    return _LEVELS.get(said, "")


def _count(value: Json) -> int:
    """«01 bộ»."""
    found = re.fullmatch(r"0?([1-9]\d?)(?:\s*\(?bộ\)?)?(?: hồ sơ)?\.?", clean_line(text_of(value)).lower())
    return int(found[1]) if found else 0


def _iso_day(value: Json) -> str:
    day = _day(value)
    return day.isoformat() if day else ""


MOST_DONG = 10**12  # beyond that it is no amount of money, and no column holds it


def _amount(value: Json) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MOST_DONG else None


def _fee_rules(value: Json) -> list[Json]:
    """Structured fee rules, as our own records and open data carry them; without an amount or a possible day: none."""
    return [
        {
            "channel": _CHANNELS.get(clean_line(text_of(row.get("channel"))).lower(), ""),
            "case": clean_line(text_of(row.get("case"))),
            "amount": amount,
            "per": text_of(row.get("per")),
            "unit": clean_line(text_of(row.get("unit"))),
            "tiers": _tiers(row.get("tiers")),
            "cap": _amount(row.get("cap")),
            "exemptions": [text_of(name) for name in _list(row.get("exemptions"))],
            "from": _iso_day(row.get("from")),
            "until": _iso_day(row.get("until")),
            "reason": clean_line(text_of(row.get("reason"))),
            "text": clean_line(text_of(row.get("text"))),
        }
        for row in _items(value)
        if (amount := _amount(row.get("amount"))) is not None and _days_in_order(row)
    ]


def _days_in_order(row: Mapping[str, Json]) -> bool:
    """Whether its last day is not before its first: nobody can say when such a rule would hold."""
    first, last = _day(row.get("from")), _day(row.get("until"))
    return not first or not last or first <= last


def _tiers(value: Json) -> list[Json]:
    pairs = [pair for pair in _list(value) if isinstance(pair, list) and len(pair) == 2]
    return [[_amount(up_to), price] for up_to, amount in pairs if (price := _amount(amount)) is not None]


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _day(value: Json) -> date | None:
    text = clean_line(text_of(value))
    try:
        if written := _DAY.fullmatch(text):
            day, month, year = map(int, written.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        return None


_COLUMNS: dict[str, tuple[str, Callable[[Json], Json]]] = {
    "name": ("name", _line),
    "field": ("field", _line),
    "level": ("level", _line),
    "agency": ("agency", _line),
    "decision": ("decision", _line),
    "issuing_agency": ("issuing_agency", _line),
    "kind": ("type", _line),
    "steps": ("steps", _text),
    "conditions": ("conditions", _text),
    "subjects": ("subjects", _line),
    "keywords": ("keywords", _line),
    "channels": ("channels", _channels),
    "cases": ("cases", _cases),
    "documents": ("documents", _documents),
    "results": ("results", _results),
    "legal_basis": ("legal_basis", _legal_basis),
    "decision_date": ("decision_date", _iso_day),
    "sets": ("sets", _count),
    "online_level": ("online_level", _level),
    "online_reason": ("online_reason", _text),
    "fee_rules": ("fee_rules", _fee_rules),
}

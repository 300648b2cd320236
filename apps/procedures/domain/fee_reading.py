"""From a fee as it is written to a rule: what one pays for, tiers per page, the most for a copy, who goes free.

The single amount is read in fees.py. Here its neighbours are heard: the description that raises or lowers it with the
pages, the sentence that names who is exempt, and the structured rules a record may carry beside its cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from apps.core.folding import fold
from apps.procedures.domain.cleaning import clean_line
from apps.procedures.domain.fee_rules import Exemption, Per, Tier
from apps.procedures.domain.fees import FeeReading


@dataclass(frozen=True, slots=True)
class FeeFact:
    """One fee as it is written, with what is certain of it: an amount in đồng, its unit, and the rule around them."""

    text: str
    amount: int | None
    unit: str
    per: Per = Per.DOSSIER
    tiers: tuple[Tier, ...] = ()
    cap: int | None = None
    exemptions: tuple[Exemption, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    reason: str = ""
    case: str = ""


_COPIES = frozenset({"ban", "ban sao", "giay", "trich luc", "ban chinh"})
_PAGES = frozenset({"trang"})


def per_of(unit: str) -> Per:
    """What one pays for, from the word behind the amount: a page, a copy, else the dossier."""
    word = fold(unit)
    if word in _PAGES:
        return Per.PAGE
    return Per.COPY if word in _COPIES else Per.DOSSIER


_AMOUNT = r"(\d{1,3}(?:[.,]\d{3}){1,3})\s*(?:đồng|đ|vnđ)"
# The one tariff by pages that commune procedures know (TT 226/2016/TT-BTC, biểu phí chứng thực bản sao).
_BY_PAGES = re.compile(
    rf"{_AMOUNT}\s*/\s*trang[;,.]?\s*từ trang thứ (\d{{1,2}})(?: trở lên)?,?\s*(?:thu\s*)?{_AMOUNT}\s*/\s*trang"
    rf"(?:[;,]?\s*(?:nhưng mức thu\s*)?(?:tối đa(?: thu)?\s*)(?:không quá\s*)?{_AMOUNT}\s*/\s*bản)?",
    re.IGNORECASE,
)


def fact_of(*, text: str, reading: FeeReading, note: str) -> FeeFact:
    """One fee cell with what its description adds."""
    per = per_of(reading.unit) if reading.amount else Per.DOSSIER
    tiers, cap = _tiers(reading.amount, note) if per is Per.PAGE and reading.amount else ((), None)
    return FeeFact(
        text=text,
        amount=reading.amount,
        unit=reading.unit,
        per=per,
        tiers=tiers,
        cap=cap,
        exemptions=exemptions_in(f"{text} {note}"),
    )


def _tiers(amount: int, note: str) -> tuple[tuple[Tier, ...], int | None]:
    said = _BY_PAGES.search(clean_line(note))
    if said is None or _number(said[1]) != amount or int(said[2]) < 2:
        return (), None
    tiers = (Tier(amount=amount, up_to=int(said[2]) - 1), Tier(amount=_number(said[3])))
    return tiers, _number(said[4]) if said[4] else None


def _number(text: str) -> int:
    return int(text.replace(".", "").replace(",", ""))


_FREED = re.compile(r"miễn(?: thu)?(?: lệ phí| phí)? (?:cho|đối với) (?P<who>[^.)]*)", re.IGNORECASE)
_GROUPS: tuple[tuple[Exemption, re.Pattern[str]], ...] = tuple(
    (exemption, re.compile(pattern))
    for exemption, pattern in (
        (Exemption.MERIT, r"(?:nguoi (?:thuoc )?)?(?:gia dinh )?(?:nguoi )?co cong(?: voi cach mang)?"),
        (Exemption.POOR, r"(?:nguoi (?:thuoc )?)?ho ngheo"),
        (Exemption.NEAR_POOR, r"(?:nguoi (?:thuoc )?)?ho can ngheo"),
        (Exemption.DISABLED, r"nguoi khuyet tat"),
        (Exemption.CHILD, r"tre em"),
        (Exemption.ELDERLY, r"nguoi cao tuoi"),
    )
)


def exemptions_in(text: str) -> tuple[Exemption, ...]:
    """The groups a sentence «Miễn lệ phí cho …» frees. One with a condition of its own is left to whoever reads it."""
    found: list[Exemption] = []
    for sentence in _FREED.finditer(clean_line(text)):
        for item in re.split(r"[;,]| và ", sentence["who"]):
            found += [exemption for exemption, pattern in _GROUPS if pattern.fullmatch(fold(item))]
    return tuple(dict.fromkeys(found))


def structured(rows: Sequence[Mapping[str, Any]], *, channels: Sequence[str]) -> dict[str, list[FeeFact]]:
    """The rules a record carries beside its cells, by way of filing; one that names none holds for all of them."""
    rules: dict[str, list[FeeFact]] = {}
    for row in rows:
        for channel in [row["channel"]] if row["channel"] else dict.fromkeys(channels):
            rules.setdefault(channel, []).append(_structured(row))
    return rules


def _structured(row: Mapping[str, Any]) -> FeeFact:
    return FeeFact(
        text=row["text"] or row["reason"],
        amount=row["amount"],
        unit=row["unit"],
        per=Per(row["per"]) if row["per"] in set(Per) else per_of(row["unit"]),
        tiers=tuple(Tier(up_to=up_to, amount=amount) for up_to, amount in row["tiers"]),
        cap=row["cap"],
        exemptions=tuple(Exemption(name) for name in row["exemptions"] if name in set(Exemption)),
        valid_from=_day(row["from"]),
        valid_until=_day(row["until"]),
        reason=row["reason"],
        case=row["case"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

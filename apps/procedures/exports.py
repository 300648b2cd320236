"""The catalogue as files: JSON and CSV, written while they are sent."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from apps.procedures.domain.open_data import COLUMNS, LICENCE, LICENCE_ADDRESS, SCHEMA, as_record, safe_cell
from apps.procedures.selectors.open_data import OpenRecord

BOM = "\ufeff"  # spreadsheets take anything else for the old code pages


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a file says of itself."""

    office: str
    office_code: str
    edition: int
    since: datetime
    on: date
    count: int
    site: str
    is_demo: bool


class _Line:
    """What csv.writer writes to: hands each line on."""

    def write(self, text: str) -> str:
        return text


def catalogue_json(*, about: About, records: Iterable[OpenRecord]) -> Iterator[str]:
    """One JSON object, a procedure a line, so that a line by itself can be read too."""
    head = {
        "schema": SCHEMA,
        "edition": about.edition,
        "edition_since": about.since.isoformat(timespec="seconds"),
        "as_of": about.on.isoformat(),
        "office": {"code": about.office_code, "name": about.office},
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
        "attribution": f"{about.office}, {about.site}/du-lieu-mo/",
        "is_demo": about.is_demo,
        "count": about.count,
    }
    yield f'{{"catalogue": {_json(head)},\n"procedures": [\n'
    between = ""
    for record in records:
        yield between + _json(_json_record(record, site=about.site))
        between = ",\n"
    yield "\n]}\n"


def catalogue_csv(*, about: About, records: Iterable[OpenRecord]) -> Iterator[str]:
    """A line a procedure, the columns of `domain.open_data`; cells that would run as formulas are disarmed."""
    writer = csv.writer(_Line())
    yield BOM + writer.writerow(list(COLUMNS))
    for record in records:
        row = _csv_record(record, site=about.site)
        yield writer.writerow([safe_cell(row[name]) for name in COLUMNS])


def _json_record(record: OpenRecord, *, site: str) -> dict[str, Any]:
    version, offering = record.version, record.offering
    return {
        **as_record(version.content),
        "code": version.procedure.code,
        "version": version.number,
        "decision_date": _day(version.decision_date),
        "effective_from": version.effective_from.isoformat(),
        "effective_to": _day(version.effective_to),
        "time_text": version.time_text,
        "time_amount": _amount(record),
        "time_unit": version.allowance_unit or None,
        "fees_typed": [
            {"channel": fee.channel, "amount": fee.amount, "unit": fee.unit or None, "text": fee.text}
            for fee in record.fees
        ],
        "here_open": bool(offering and offering.is_open),
        "here_online": bool(offering and offering.accepts_online),
        "posted": {place: day.isoformat() for place, day in record.posted.items()},
        "page": f"{site}/thu-tuc/{version.procedure.code}/",
    }


def _csv_record(record: OpenRecord, *, site: str) -> dict[str, str]:
    version, offering = record.version, record.offering
    documents = version.content.get("documents", [])
    return {
        "code": version.procedure.code,
        "version": str(version.number),
        "name": version.name,
        "field": version.field.name,
        "level": version.level,
        "agency": version.agency_text,
        "decision": version.decision,
        "decision_date": _day(version.decision_date) or "",
        "issuing_agency": version.issuing_agency,
        "effective_from": version.effective_from.isoformat(),
        "effective_to": _day(version.effective_to) or "",
        "time_text": version.time_text,
        "time_amount": _amount(record) or "",
        "time_unit": version.allowance_unit,
        "fees": "\n".join(dict.fromkeys(fee.text for fee in record.fees)),
        "documents": "\n".join(str(document["name"]) for document in documents),
        "results": "\n".join(str(result["name"]) for result in version.results),
        "here_open": str(int(bool(offering and offering.is_open))),
        "here_online": str(int(bool(offering and offering.accepts_online))),
        "page": f"{site}/thu-tuc/{version.procedure.code}/",
    }


def _amount(record: OpenRecord) -> str | None:
    """The number of the law's own time, as text, for half days are no binary fractions."""
    amount = record.version.allowance_amount
    return None if amount is None else f"{amount.normalize():f}"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)

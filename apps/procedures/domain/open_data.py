"""The catalogue as others may take it: columns, cells that no spreadsheet runs, records that our own import reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Raised when a key changes its meaning or goes; new keys may come at any time.
SCHEMA = "1.0"
LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
# A cell that begins so is a formula to a spreadsheet, whatever its author meant.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# The columns of the CSV in their order; keys of the JSON bear the same names where they say the same.
COLUMNS = (
    "code",
    "version",
    "name",
    "field",
    "level",
    "agency",
    "decision",
    "decision_date",
    "issuing_agency",
    "effective_from",
    "effective_to",
    "time_text",
    "time_amount",
    "time_unit",
    "fees",
    "documents",
    "results",
    "here_open",
    "here_online",
    "page",
)
# The ways of filing as the national files write them.
_WAYS = {"in_person": "Trực tiếp", "online": "Trực tuyến", "postal": "Dịch vụ bưu chính"}


def safe_cell(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula: a quote is put before whatever would run."""
    return f"'{text}" if text.startswith(_RUNS) else text


def as_record(content: Mapping[str, Any]) -> dict[str, Any]:
    """Cleaned columns under the keys that an import reads, so that another office can take our file as it is."""
    record = {("type" if key == "kind" else key): value for key, value in content.items()}
    if "channels" in record:
        record["channels"] = [
            {"channel": row["channel_text"], "time": row["time"], "fee": row["fees"], "note": row["note"]}
            for row in record["channels"]
        ]
    if "fee_rules" in record:
        record["fee_rules"] = [
            {**rule, "channel": _WAYS.get(str(rule["channel"]), rule["channel"])} for rule in record["fee_rules"]
        ]
    return record

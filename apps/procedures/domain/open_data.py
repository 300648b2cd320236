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

# The columns of the CSV and what they say, in their order; the keys of the JSON bear the same names.
COLUMNS: dict[str, str] = {
    "code": "Mã thủ tục",
    "version": "Bản thứ mấy trong danh mục này",
    "name": "Tên thủ tục, nguyên văn",
    "field": "Lĩnh vực",
    "level": "Cấp thực hiện",
    "agency": "Cơ quan thực hiện, nguyên văn",
    "decision": "Số quyết định công bố",
    "decision_date": "Ngày quyết định công bố, nếu biết",
    "issuing_agency": "Cơ quan công bố",
    "effective_from": "Áp dụng từ ngày",
    "effective_to": "Hết áp dụng từ ngày; trống là chưa có",
    "time_text": "Thời hạn giải quyết, nguyên văn",
    "time_amount": "Thời hạn, phần số; trống khi câu chữ chưa đủ rõ",
    "time_unit": "Đơn vị: same_day, working_hour, working_day, calendar_day",
    "fees": "Phí, lệ phí, nguyên văn",
    "documents": "Thành phần hồ sơ, mỗi giấy một dòng",
    "results": "Kết quả",
    "here_open": "Xã này có tiếp nhận không: 1 có, 0 không",
    "here_online": "Nộp qua mạng tại xã này được không: 1 được, 0 không",
    "page": "Trang của thủ tục",
}
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

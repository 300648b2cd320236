"""Records as a file brings them, small ones."""

import json
from pathlib import Path
from typing import Any

CHANNEL = {"channel": "Trực tiếp", "time": "3 Ngày làm việc", "fee": "Miễn phí", "note": ""}


def record(code: str = "1.000001", **columns: Any) -> dict[str, Any]:
    """One procedure whose time and fee are beyond doubt."""
    return {
        "code": code,
        "name": "Thủ tục cấp một giấy",
        "field": "Hộ tịch",
        "channels": [CHANNEL],
        "documents": [{"case": "", "name": "Tờ khai", "originals": 1, "copies": 0}],
        "source": "a test",
        **columns,
    }


def json_lines(path: Path, *lines: Any) -> Path:
    """A JSON-lines file; text goes in as it is, everything else as JSON."""
    written = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join(written) + "\n", encoding="utf-8")
    return path

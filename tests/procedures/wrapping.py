"""The same procedures in the clothes of every exporter: lines, workbooks, separated texts."""

from __future__ import annotations

import csv
import gzip
import io
import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from apps.procedures.domain.fees import split_fees

Record = Mapping[str, Any]
# (upper heading, lower heading) of the detail form, in the portal's words
DETAIL: Sequence[tuple[str, str]] = (
    ("Mã thủ tục", ""),
    ("Tên thủ tục", ""),
    ("Lĩnh vực", ""),
    ("Cơ quan thực hiện", ""),
    ("Số quyết định", ""),
    ("Trình tự thực hiện", ""),
    ("Đối tượng thực hiện", ""),
    ("Yêu cầu, điều kiện thực hiện", ""),
    ("Cách thức thực hiện", "Hình thức nộp"),
    ("", "Thời hạn giải quyết"),
    ("", "Phí, lệ phí"),
    ("", "Mô tả"),
    ("Thành phần hồ sơ", "Trường hợp"),
    ("", "Tên giấy tờ"),
    ("", "Bản chính"),
    ("", "Bản sao"),
    ("", "Mẫu đơn, tờ khai"),
    ("Kết quả thực hiện", ""),
    ("Căn cứ pháp lý", "Số ký hiệu"),
    ("", "Trích yếu"),
)
_SCALARS = ("code", "name", "field", "agency", "decision", "steps", "subjects", "conditions")


def lines(path: Path, records: Sequence[Record]) -> Path:
    """One record a line."""
    file = path / "danh-muc.jsonl"
    file.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in records) + "\n", encoding="utf-8")
    return file


def zipped_lines(path: Path, records: Sequence[Record]) -> Path:
    """The same, zipped."""
    file = path / "danh-muc.jsonl.gz"
    file.write_bytes(gzip.compress(lines(path, records).read_bytes()))
    return file


def detail_workbook(path: Path, records: Sequence[Record]) -> Path:
    """The detail form: a title, two heading rows merged over their groups, codes and titles merged over their rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\n\nDANH SÁCH THỦ TỤC HÀNH CHÍNH"])
    sheet.append([upper for upper, _ in DETAIL])
    sheet.append([lower for _, lower in DETAIL])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(DETAIL))
    for place, (upper, lower) in enumerate(DETAIL, start=1):
        if upper and not lower:
            sheet.merge_cells(start_row=2, end_row=3, start_column=place, end_column=place)
    for left, right in ((9, 12), (13, 17), (19, 20)):
        sheet.merge_cells(start_row=2, end_row=2, start_column=left, end_column=right)
    for record in records:
        first = sheet.max_row + 1
        for row in _rows(record, is_merged=True):
            sheet.append([cell if cell != "" else None for cell in row])
        if sheet.max_row > first:
            for place in range(1, len(_SCALARS) + 1):
                sheet.merge_cells(start_row=first, end_row=sheet.max_row, start_column=place, end_column=place)
    return _saved(book, path / "chi-tiet.xlsx")


def repeating_workbook(path: Path, records: Sequence[Record]) -> Path:
    """One heading row, and every cell of a procedure said again on each of its rows."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách TTHC")
    sheet.append(_single_headings())
    for record in records:
        for row in _rows(record, is_merged=False):
            sheet.append(row)
    return _saved(book, path / "lap-lai.xlsx")


def semicolons(path: Path, records: Sequence[Record]) -> Path:
    """As Excel saves a text table here: semicolons and a mark at the front."""
    return _text(path / "cham-phay.csv", records, ";", "utf-8-sig")


def commas_apart(path: Path, records: Sequence[Record]) -> Path:
    """Commas, and every letter taken apart from its marks (NFD)."""
    return _text(path / "phay.csv", records, ",", "utf-8", turned=lambda text: unicodedata.normalize("NFD", text))


def tabs_wide(path: Path, records: Sequence[Record]) -> Path:
    """«Unicode text» of a spreadsheet: tabs, two bytes a letter."""
    return _text(path / "tab.txt", records, "\t", "utf-16")


WRAPPERS: dict[str, Callable[[Path, Sequence[Record]], Path]] = {
    "jsonl": lines,
    "jsonl.gz": zipped_lines,
    "xlsx detail, merged": detail_workbook,
    "xlsx, repeating": repeating_workbook,
    "csv ;": semicolons,
    "csv , NFD": commas_apart,
    "tabs, UTF-16": tabs_wide,
}


def _single_headings() -> list[str]:
    return [lower or upper for upper, lower in DETAIL[:12]] + [
        "Trường hợp",
        "Tên giấy tờ",
        "Bản chính",
        "Bản sao",
        "Mẫu đơn, tờ khai",
        "Kết quả thực hiện",
        "Số ký hiệu",
        "Trích yếu",
    ]


def _rows(record: Record, *, is_merged: bool) -> list[list[Any]]:
    """As many rows as the longest of its parts; what is merged stands in the first only."""
    channels = [
        [one["channel"], one["time"], fee, one["note"]]
        for one in record.get("channels", [])
        for fee in (split_fees(one["fee"]) or [""])
    ]
    papers = [
        [one["case"], one["name"], one["originals"], one["copies"], one["form"]] for one in record.get("documents", [])
    ]
    basis = [[one["code"], one["name"]] for one in record.get("legal_basis", [])]
    scalars = [record.get(name, "") for name in _SCALARS]
    rows = []
    for place in range(max(len(channels), len(papers), len(basis), 1)):
        said = scalars if place == 0 or not is_merged else [""] * len(scalars)
        result = record.get("result", "") if place == 0 else ""
        parts = (_at(channels, place, 4), _at(papers, place, 5), [result], _at(basis, place, 2))
        rows.append([*said, *(cell for part in parts for cell in part)])
    return rows


def _at(rows: Sequence[list[Any]], place: int, width: int) -> list[Any]:
    return rows[place] if place < len(rows) else [""] * width


def _text(
    file: Path, records: Sequence[Record], separator: str, encoding: str, turned: Callable[[str], str] = str
) -> Path:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(_single_headings())
    for record in records:
        writer.writerows(_rows(record, is_merged=False))
    file.write_bytes(turned(out.getvalue()).encode(encoding))
    return file


def _saved(book: Any, file: Path) -> Path:
    book.save(file)
    return file

"""Files as people bring them: headings, merged cells, formulas, broken rows, and those that must not be opened."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pytest_django import Settings

from apps.procedures.domain.doubts import Doubt, What
from apps.procedures.domain.records import RawRecord, Unreadable
from apps.procedures.labels import unusable_words
from apps.procedures.services.reading import UnusableFile, look_at, records_of
from tests.procedures.shared_data import path_of

HEADINGS = ["Mã số", "Tên", "Lĩnh vực", "Cơ quan thực hiện"]
ONE = ["1.000001", "Đăng ký khai sinh", "Hộ tịch", "Ủy ban nhân dân xã"]
MEGABYTE = 1024 * 1024


def workbook(file: Path, *rows: list[Any], **sheets: list[list[Any]]) -> Path:
    """A workbook with these rows, and further sheets by name."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    for name, more in sheets.items():
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(row)
    book.save(file)
    return file


def text(file: Path, content: str, encoding: str = "utf-8") -> Path:
    """A text file."""
    file.write_bytes(content.encode(encoding))
    return file


def found(file: Path) -> list[RawRecord | Unreadable]:
    """Everything that is read from a file, in the order of its rows."""
    return sorted(records_of(path=file), key=lambda one: one.row)


def records(file: Path) -> list[RawRecord]:
    """The records of a file."""
    return [one for one in found(file) if isinstance(one, RawRecord)]


def why(file: Path) -> str:
    """Why a file cannot be read at all; the sentence for it names the file."""
    with pytest.raises(UnusableFile) as refused:
        found(file)
    assert file.name in unusable_words(refused.value.why, name=file.name)
    return refused.value.why


def test_list_of_the_portal_is_read_below_its_merged_title() -> None:
    file = path_of("catalogue_lists/danh-sach-tthc-BoTuPhap.xlsx")

    look, told = look_at(path=file), records(file)

    assert look.layout.columns == ("code", "name", "issuing_agency", "agency", "field")
    assert (len(told), told[0].row) == (271, 3)
    assert told[0].record["agency"] == ["Chủ tịch ủy ban nhân dân cấp tỉnh", "Sở Tư Pháp"]


def test_row_is_the_number_the_spreadsheet_shows(tmp_path: Path) -> None:
    empty: list[Any] = []
    book = workbook(tmp_path / "a.xlsx", ["DANH SÁCH"], empty, HEADINGS, empty, ONE, ["1.000002", "Khai tử"])
    table = text(tmp_path / "a.csv", 'Mã số;Tên\n1.000001;"hai\ndòng"\n\n1.000002;Khai tử\n')

    assert [one.row for one in records(book)] == [5, 6]
    assert [one.row for one in records(table)] == [2, 4]


def test_sheet_whose_headings_we_know_is_the_one_that_is_read(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", ["Hướng dẫn", "đọc trước"], TTHC=[HEADINGS, ONE])

    assert look_at(path=file).layout.sheet == "TTHC"
    assert [one.record["code"] for one in records(file)] == ["1.000001"]


def test_consecutive_rows_are_one_procedure_and_what_they_disagree_on_has_to_be_seen(tmp_path: Path) -> None:
    lines = ["Mã số;Tên;Tên giấy tờ;Lĩnh vực", "1.1;;;", "1.000001;A;Tờ khai;Hộ tịch", "1.000001;B;Căn cước;"]
    file = text(tmp_path / "a.csv", "\n".join([*lines, "1.000002;C;;", "1.000001;A;;"]))

    bad, first, second, again = records(file)

    assert [papers["name"] for papers in first.record["documents"]] == ["Tờ khai", "Căn cước"]  # type: ignore[union-attr,index,call-overload]
    assert (first.row, first.record["name"], first.record["field"]) == (3, "A", "Hộ tịch")
    assert [(one.what, one.doubt, one.text) for one in first.reviews] == [(What.NAME, Doubt.ROWS_DISAGREE, "A | B")]
    assert (bad.record, bad.row) == ({"code": "1.1"}, 2)
    assert [second.record["code"], again.record["code"], again.row] == ["1.000002", "1.000001", 6]


def test_formula_is_no_value_and_has_to_be_seen(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", HEADINGS, ["1.000001", "=HYPERLINK(A1)", "=1/0", "Xã"], ["=A2", "x", "", ""])

    one, coded = records(file)

    assert {"name", "field"}.isdisjoint(one.record)
    assert [(review.what, review.doubt) for review in one.reviews] == [
        (What.NAME, Doubt.FORMULA),
        (What.FIELD, Doubt.FORMULA),
    ]
    assert coded.record == {"code": "=A2"}


def test_code_kept_as_a_number_is_believed_only_with_all_its_places(tmp_path: Path) -> None:
    whole, lost = records(workbook(tmp_path / "a.xlsx", HEADINGS, [1.004873, "A"], [1.00487, "B"]))

    assert (whole.record["code"], whole.record["name"]) == ("1.004873", "A")
    assert lost.record == {"code": "1.00487"}


def test_bad_rows_of_a_text_table_stop_nobody(tmp_path: Path) -> None:
    start = 'Mã số;Tên\n1.000001;"chưa đóng\n1.000002;B\n'.encode()
    (tmp_path / "a.csv").write_bytes(start + b"1.000003;\xff\xfe\n" + b"1.000004;D\n")

    told = found(tmp_path / "a.csv")

    assert [(one.row, one.reason) for one in told if isinstance(one, Unreadable)] == [
        (2, "open_quote"),
        (4, "not_utf8"),
    ]
    assert [(one.row, one.record["code"]) for one in told if isinstance(one, RawRecord)] == [
        (3, "1.000002"),
        (5, "1.000004"),
    ]


def _zip(file: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return file


def _changed(file: Path, turn: Callable[[str, bytes], bytes]) -> Path:
    """A good workbook with one part made bad."""
    good = io.BytesIO(workbook(file, HEADINGS, ONE).read_bytes())
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, turn(entry.filename, old.read(entry)))
    return file


def _far(name: str, content: bytes) -> bytes:
    return content.replace(b'r="A2"', b'r="XFD2"') if "sheet1" in name else content


def _entity(name: str, content: bytes) -> bytes:
    return (
        content.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1) if "sheet1" in name else content
    )


def _huge(name: str, content: bytes) -> bytes:
    return content + b" " * (30 * MEGABYTE) if "sheet1" in name else content


def _cut(name: str, content: bytes) -> bytes:
    return content[: len(content) // 2] if "sheet1" in name else content


@pytest.mark.parametrize(
    ("reason", "turn"), [("entity", _entity), ("bomb", _huge), ("torn", _cut)], ids=["entity", "bomb", "torn"]
)
def test_unsafe_workbook_is_refused_by_a_sentence(
    tmp_path: Path, reason: str, turn: Callable[[str, bytes], bytes]
) -> None:
    assert why(_changed(tmp_path / "a.xlsx", turn)) == reason


def test_cell_at_the_far_end_costs_nothing(tmp_path: Path) -> None:
    file = _changed(tmp_path / "a.xlsx", _far)

    assert all(isinstance(one, RawRecord) for one in found(file))


def test_files_that_are_not_what_their_name_says_are_refused_by_a_sentence(tmp_path: Path) -> None:
    good = workbook(tmp_path / "good.xlsx", HEADINGS, ONE).read_bytes()
    cases = {
        "zip.xlsx": (_zip(tmp_path / "zip.xlsx", hello_txt=b"x").read_bytes(), "misnamed"),
        "macro.xlsx": (
            _zip(tmp_path / "m.xlsx", xl__workbook_xml=b"<x/>", xl__vbaProject_bin=b"x").read_bytes(),
            "macros",
        ),
        "macro.xlsm": (good, "macros"),
        "old.xls": (b"\xd0\xcf\x11\xe0", "old_workbook"),
        "locked.xlsx": (b"\xd0\xcf\x11\xe0", "locked"),
        "text.xlsx": (b"M\xc3\xa3;T\xc3\xaan\n", "misnamed"),
        "book.csv": (good, "misnamed"),
        "lines.csv": (b'{"code": "1.000001"}\n', "misnamed"),
        "plain.jsonl.gz": (b'{"code": "1.000001"}\n', "misnamed"),
        "cut.jsonl.gz": (gzip.compress(b'{"code": 1}\n' * 9)[:-9], "torn"),
        "cut.xlsx": (good[: len(good) // 2], "torn"),
        "empty.xlsx": (b"", "empty"),
        "picture.png": (b"\x89PNG", "unknown_kind"),
        "prose.txt": ("Kính gửi quý cơ quan".encode(), "no_table"),
        "no-code.csv": ("Tên;Lĩnh vực\nA;B\n".encode(), "no_code_column"),
    }
    for name, (content, _) in cases.items():
        (tmp_path / name).write_bytes(content)

    assert {name: why(tmp_path / name) for name in cases} == {name: reason for name, (_, reason) in cases.items()}


def test_file_beyond_the_limit_is_refused_before_it_is_opened(tmp_path: Path, settings: Settings) -> None:
    settings.CATALOGUE_MAX_BYTES = 1000
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04" + b"x" * 1000)

    assert why(tmp_path / "a.xlsx") == "too_large"


def test_zipped_lines_that_never_end_are_let_go(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b" " * (210 * MEGABYTE), 1))

    assert why(tmp_path / "a.jsonl.gz") == "bomb"

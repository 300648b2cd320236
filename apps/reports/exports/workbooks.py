"""A list as a workbook (ISO/IEC 29500), its sheet written straight into the archive.

Nothing is gathered: memory stays the same whatever the length, and no half-written sheet lies in a folder for others to
find. Text is always text, also «=1+1», and says so to whoever edits it (quotePrefix): no cell can become a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import IO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from apps.reports.domain.exports import Cell, Column, Head, Line
from apps.reports.exports.tables import above

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET = "Danh sách"
# What XML has no place for, and what Excel would read as one of its own escapes.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST_CELL = 32_767
_DAY_ZERO = date(1899, 12, 30).toordinal()
# Styles by their place in styles.xml.
_TEXT, _HEAD, _DAY, _NUMBER, _BOLD = 1, 2, 3, 4, 5
_LINES_AT_ONCE = 200

_PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="rId2" Type="{_LINKS}/styles" Target="styles.xml"/></Relationships>""",
    "xl/styles.xml": f"""<styleSheet xmlns="{_MAIN}">\
<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>\
<fonts count="3"><font><sz val="11"/><name val="Times New Roman"/><family val="1"/></font>\
<font><b/><sz val="11"/><name val="Times New Roman"/><family val="1"/></font>\
<font><b/><sz val="14"/><name val="Times New Roman"/><family val="1"/></font></fonts>\
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
<fill><patternFill patternType="solid"><fgColor rgb="FFEDEDE6"/><bgColor indexed="64"/></patternFill></fill></fills>\
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>\
<border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border>\
</borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>\
<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" \
applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>\
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">\
<alignment horizontal="left"/></xf>\
<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyFont="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>""",
}


def write_xlsx(*, stream: IO[bytes], head: Head, columns: Sequence[Column], lines: Iterable[Line]) -> None:
    """One sheet that prints on A4 across; the heads of its columns stay in sight and stand on each page."""
    told = above(head=head)
    row_of_heads = len(told) + 2
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, part in _PARTS.items():
            archive.writestr(name, _XML + part)
        archive.writestr("xl/workbook.xml", _XML + _workbook(row_of_heads))
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write((_XML + _before(columns, row_of_heads)).encode())
            for number, cells in enumerate(told, start=1):
                sheet.write(_row(number, cells, _BOLD if number == 1 else _TEXT).encode())
            sheet.write(_row(row_of_heads, [column.head for column in columns], _HEAD).encode())
            waiting: list[str] = []
            for number, line in enumerate(lines, start=row_of_heads + 1):
                waiting.append(_row(number, line.cells, _TEXT))
                if len(waiting) == _LINES_AT_ONCE:
                    sheet.write("".join(waiting).encode())
                    waiting.clear()
            sheet.write(("".join(waiting) + _AFTER).encode())


def _workbook(row_of_heads: int) -> str:
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}">'
        f'<sheets><sheet name="{_SHEET}" sheetId="1" r:id="rId1"/></sheets>'
        f'<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'
        f"'{_SHEET}'!${row_of_heads}:${row_of_heads}</definedName></definedNames></workbook>"
    )


def _before(columns: Sequence[Column], row_of_heads: int) -> str:
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{column.width}" customWidth="1"/>'
        for number, column in enumerate(columns, start=1)
    )
    first = f"A{row_of_heads + 1}"
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
        f'<sheetView workbookViewId="0"><pane ySplit="{row_of_heads}" topLeftCell="{first}" activePane="bottomLeft"'
        f' state="frozen"/><selection pane="bottomLeft" activeCell="{first}" sqref="{first}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>'
    )


_AFTER = '</sheetData><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'


def _row(number: int, cells: Sequence[Cell], style: int) -> str:
    made = [_cell(place, cell, style) for place, cell in zip(_places(number, len(cells)), cells, strict=True)]
    return f'<row r="{number}">{"".join(made)}</row>'


def _cell(place: str, cell: Cell, style: int) -> str:
    if isinstance(cell, str):
        if not cell:
            return ""
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_text(cell)}</t></is></c>'
    if cell is None:
        return ""
    if isinstance(cell, int):
        return f'<c r="{place}" s="{_NUMBER}"><v>{cell}</v></c>'
    return f'<c r="{place}" s="{_DAY}"><v>{cell.toordinal() - _DAY_ZERO}</v></c>'


def _places(number: int, count: int) -> Iterable[str]:
    return (f"{letter}{number}" for letter in _letters(count))


@lru_cache(maxsize=8)
def _letters(count: int) -> tuple[str, ...]:
    assert count <= 26, "no list of ours is wider than the alphabet"
    return tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:count])


@lru_cache(maxsize=4096)
def _text(text: str) -> str:
    """Names of procedures and fields, states and days come again and again."""
    return escape(_ESCAPED.sub("_x005F_", _ILLEGAL.sub("", text))[:_LONGEST_CELL])

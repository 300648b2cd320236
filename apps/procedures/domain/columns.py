"""Which of our columns a heading of somebody's table means. What is not known for certain stays unmapped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from apps.core.folding import fold


class Column(StrEnum):
    """A column we can read, in the order people choose from."""

    CODE = "code"
    NAME = "name"
    FIELD = "field"
    AGENCY = "agency"
    ISSUER = "issuing_agency"
    DECISION = "decision"
    EFFECTIVE_FROM = "effective_from"
    LEVEL = "level"
    KIND = "type"
    SUBJECTS = "subjects"
    STEPS = "steps"
    CONDITIONS = "conditions"
    KEYWORDS = "keywords"
    CHANNEL = "channel"
    TIME = "time"
    FEE = "fee"
    NOTE = "note"
    CASE = "case"
    CASE_TIME = "case_time"
    PAPER_CASE = "paper_case"
    PAPER = "paper"
    PAPER_CODE = "paper_code"
    ORIGINALS = "originals"
    COPIES = "copies"
    QUANTITY = "quantity"
    FORM = "form"
    RESULT_CODE = "result_code"
    RESULT = "result"
    BASIS_CODE = "basis_code"
    BASIS = "basis"


# What a whole group of headings speaks of, where a table has two rows of them.
_GROUPS: Mapping[str, Sequence[str]] = {
    "channel": ("cach thuc", "hinh thuc nop", "channel"),
    "paper": ("thanh phan ho so", "giay to", "ho so gom", "document"),
    "basis": ("can cu phap ly", "co so phap ly", "legal basis"),
    "result": ("ket qua", "result"),
    "case": ("truong hop", "case"),
}

_IN_GROUP: Mapping[str, Mapping[Column, Sequence[str]]] = {
    "channel": {
        Column.CHANNEL: ("hinh thuc", "hinh thuc nop", "hinh thuc nop ho so", "cach thuc", "kenh", "channel", "ten"),
        Column.TIME: ("thoi han", "thoi han giai quyet", "thoi gian", "time"),
        Column.FEE: ("phi le phi", "phi", "le phi", "muc thu", "fee", "fees"),
        Column.NOTE: ("mo ta", "ghi chu", "dien giai", "note"),
    },
    "paper": {
        Column.PAPER: ("ten", "ten giay to", "giay to", "loai giay to", "name"),
        Column.PAPER_CASE: ("truong hop", "nhom", "case"),
        Column.PAPER_CODE: ("ma", "ma giay to", "ma thanh phan", "code"),
        Column.ORIGINALS: ("ban chinh", "so ban chinh", "originals"),
        Column.COPIES: ("ban sao", "so ban sao", "copies"),
        Column.QUANTITY: ("so luong",),
        Column.FORM: ("mau don to khai", "mau don", "to khai", "bieu mau", "ten mau", "mau", "form"),
    },
    "basis": {
        Column.BASIS_CODE: ("so ky hieu", "so hieu", "so van ban", "ma", "code"),
        Column.BASIS: ("trich yeu", "ten", "ten van ban", "van ban", "name"),
    },
    "result": {Column.RESULT_CODE: ("ma", "ma ket qua", "code"), Column.RESULT: ("ten", "ten ket qua", "name")},
    "case": {
        Column.CASE: ("ten", "ten truong hop", "truong hop", "name"),
        Column.CASE_TIME: ("thoi han", "thoi han giai quyet", "thoi gian", "time"),
    },
}

_ALONE: Mapping[Column, Sequence[str]] = {
    Column.CODE: ("ma", "ma so", "ma tthc", "ma so tthc", "ma thu tuc", "ma so thu tuc", "ma thu tuc hanh chinh")
    + ("ma so thu tuc hanh chinh", "ma tt", "code", "procedure code", "codenotation"),
    Column.NAME: ("ten", "ten thu tuc", "ten tthc", "ten thu tuc hanh chinh", "thu tuc", "thu tuc hanh chinh")
    + ("ten tt", "name", "procedure name", "title"),
    Column.FIELD: ("linh vuc", "ten linh vuc", "linh vuc tthc", "linh vuc thu tuc", "field", "category", "categories"),
    Column.AGENCY: ("co quan thuc hien", "co quan giai quyet", "don vi thuc hien", "co quan thuc hien tthc")
    + ("co quan truc tiep thuc hien", "agency", "agencies", "departments"),
    Column.ISSUER: ("co quan ban hanh", "co quan cong bo", "co quan ban hanh quyet dinh", "issuing agency")
    + ("departmentpromulgate",),
    Column.DECISION: ("so quyet dinh", "quyet dinh", "quyet dinh cong bo", "so quyet dinh cong bo", "decision"),
    Column.EFFECTIVE_FROM: ("ngay hieu luc", "ngay co hieu luc", "hieu luc tu", "hieu luc tu ngay", "effective from")
    + ("co hieu luc tu ngay", "ngay ap dung"),
    Column.LEVEL: ("cap thuc hien", "cap giai quyet", "cap", "level"),
    Column.KIND: ("loai thu tuc", "loai tthc", "loai thu tuc hanh chinh", "type"),
    Column.SUBJECTS: ("doi tuong thuc hien", "doi tuong", "doi tuong thuc hien tthc", "subjects"),
    Column.STEPS: ("trinh tu thuc hien", "trinh tu", "cac buoc thuc hien", "steps"),
    Column.CONDITIONS: ("yeu cau dieu kien", "yeu cau dieu kien thuc hien", "dieu kien", "dieu kien thuc hien")
    + ("yeu cau dieu kien thuc hien tthc", "yeu cau dieu kien thuc hien thu tuc hanh chinh", "conditions"),
    Column.KEYWORDS: ("tu khoa", "keywords"),
    Column.CHANNEL: ("hinh thuc nop", "hinh thuc nop ho so", "cach thuc thuc hien", "cach thuc nop", "cach nop")
    + ("hinh thuc", "hinh thuc thuc hien", "kenh nop", "channel", "channels channel"),
    Column.TIME: ("thoi han giai quyet", "thoi han", "thoi gian giai quyet", "time", "channel time", "channels time"),
    Column.FEE: ("phi le phi", "le phi", "phi", "phi va le phi", "muc phi", "muc thu phi le phi", "fee", "fees")
    + ("channel fee", "channels fee", "le phi phi"),
    Column.NOTE: ("mo ta", "mo ta cach thuc", "mo ta hinh thuc nop", "ghi chu cach nop", "ghi chu", "note")
    + ("channel note", "channels note"),
    Column.CASE: ("truong hop giai quyet", "ten truong hop", "cases", "case name", "cases name"),
    Column.CASE_TIME: ("thoi han truong hop", "thoi han theo truong hop", "thoi han cua truong hop", "case time")
    + ("cases time", "thoi han tung truong hop"),
    Column.PAPER_CASE: ("truong hop", "truong hop ho so", "truong hop nop", "nhom giay to", "document case")
    + ("documents case", "case"),
    Column.PAPER: ("ten giay to", "thanh phan ho so", "giay to", "ten thanh phan ho so", "loai giay to", "document")
    + ("documents", "document name", "documents name"),
    Column.PAPER_CODE: ("ma giay to", "ma thanh phan ho so", "document code", "documents code"),
    Column.ORIGINALS: ("ban chinh", "so ban chinh", "so luong ban chinh", "originals", "documents originals")
    + ("document originals",),
    Column.COPIES: ("ban sao", "so ban sao", "so luong ban sao", "copies", "documents copies", "document copies"),
    Column.QUANTITY: ("so luong", "so luong giay to", "so luong ban chinh ban sao"),
    Column.FORM: (
        "mau don to khai",
        "mau don",
        "bieu mau",
        "mau to khai",
        "ten mau don to khai",
        "ten bieu mau",
        "form",
    )
    + ("documents form", "document form"),
    Column.RESULT_CODE: ("ma ket qua", "result code", "results code"),
    Column.RESULT: ("ket qua", "ket qua thuc hien", "ket qua giai quyet", "ten ket qua", "result", "results")
    + ("results name", "result name"),
    Column.BASIS_CODE: ("so ky hieu", "so ky hieu van ban", "so hieu van ban", "ma van ban", "basis code")
    + ("legal basis code",),
    Column.BASIS: ("can cu phap ly", "trich yeu", "ten van ban", "co so phap ly", "van ban quy dinh", "legal basis")
    + ("legal basis name", "can cu phap ly cua thu tuc hanh chinh"),
}

_MEANT_ALONE = {word: column for column, words in _ALONE.items() for word in words}
_MEANT_IN = {
    group: {word: column for column, words in table.items() for word in words} for group, table in _IN_GROUP.items()
}
# A heading row is looked for no further down than this, and no further right.
HEADING_ROWS, WIDEST = 40, 80


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the headings of a table stand, what they say, and which of our columns each one means."""

    first_row: int
    last_row: int
    words: tuple[str, ...]
    columns: tuple[Column | None, ...]

    @property
    def can_be_read(self) -> bool:
        """Without the code nobody knows which procedure a row is about."""
        return Column.CODE in self.columns


def meant(*, heading: str, above: str = "") -> Column | None:
    """The column a heading means; `above` is what stands over a group of headings."""
    said, group = fold(heading), _group(fold(above))
    if not said:
        return None
    return _MEANT_IN.get(group, {}).get(said) or _MEANT_ALONE.get(said)


def headings_of(rows: Sequence[tuple[int, Sequence[str]]]) -> Headings | None:
    """The heading row, or pair of rows, among the first rows of a table; None where none of them names a code."""
    found = [
        headings
        for place in range(min(len(rows), HEADING_ROWS))
        for headings in (_single(rows, place), _double(rows, place))
        if headings and headings.can_be_read
    ]
    return max(found, key=lambda headings: (_known(headings), headings.first_row == headings.last_row), default=None)


def assigned(headings: Headings, columns: Sequence[str]) -> Headings:
    """The same headings with columns that a person chose; raises ValueError where one is chosen twice or unknown."""
    chosen = tuple(Column(column) if column else None for column in columns)
    named = [column for column in chosen if column]
    if len(named) != len(set(named)) or len(chosen) != len(headings.words):
        raise ValueError(columns)
    return Headings(headings.first_row, headings.last_row, headings.words, chosen)


def _known(headings: Headings) -> int:
    return sum(column is not None for column in headings.columns)


def _single(rows: Sequence[tuple[int, Sequence[str]]], place: int) -> Headings | None:
    number, cells = rows[place]
    return _headings(number, number, list(cells[:WIDEST]), [""] * len(cells[:WIDEST]))


def _double(rows: Sequence[tuple[int, Sequence[str]]], place: int) -> Headings | None:
    """Two rows: what stands above a group reaches as far right as the row below goes on under empty cells."""
    if place + 1 >= len(rows):
        return None
    (first, upper), (last, lower) = rows[place], rows[place + 1]
    width = min(max(len(upper), len(lower)), WIDEST)
    top = [*upper, *[""] * width][:width]
    bottom = [*lower, *[""] * width][:width]
    if not any(bottom):
        return None
    reached = ""
    for index in range(width):
        reached = top[index] or (reached if bottom[index] else "")
        top[index] = reached
    words = [below if below and below != above else above for above, below in zip(top, bottom, strict=True)]
    above = [over if below and below != over else "" for over, below in zip(top, bottom, strict=True)]
    return _headings(first, last, words, above)


def _headings(first: int, last: int, words: Sequence[str], above: Sequence[str]) -> Headings:
    columns: list[Column | None] = []
    for word, over in zip(words, above, strict=True):
        column = meant(heading=word, above=over)
        columns.append(None if column in columns else column)
    told = tuple(f"{over}: {word}" if over else word for word, over in zip(words, above, strict=True))
    return Headings(first, last, told, tuple(columns))


def _group(above: str) -> str:
    return next((group for group, words in _GROUPS.items() if any(word in above for word in words)), "")

"""A month as the loudspeaker reads it: short sentences, and numbers as words, for a voice stumbles over digits."""

from __future__ import annotations

from apps.dossiers.domain.timeliness import Rate
from apps.procedures.domain.numerals import DIGITS, spell
from apps.reports.domain.figures import Sums
from apps.reports.domain.periods import Month

# Written short on papers, never said so.
IN_FULL = {"UBND": "Ủy ban nhân dân", "TTPVHCC": "Trung tâm Phục vụ hành chính công"}
WORDS_A_SECOND = 2.5  # of somebody who reads slowly enough for a hillside


def sentences(*, office: str, desk: str, month: Month, of_month: Sums, of_year: Sums) -> tuple[str, ...]:
    """What is read aloud about a month that is over, one sentence after the other."""
    name, this = month_in_words(month), f"tháng {_month(month)}"
    return (
        f"Thông báo của {in_full(office)} về việc giải quyết hồ sơ trong {name}.",
        f"Trong {this}, chúng tôi tiếp nhận {count(of_month.received)}.",
        *_done(of_month, lead=f"Cũng trong {this}"),
        *_sorry(of_month),
        *([f"Ngoài ra, {count(of_month.ended)} được rút hoặc phải dừng."] if of_month.ended else []),
        *(_done(of_year, lead=f"Từ đầu năm đến hết {this}") if month.first.month > 1 else ()),
        "Con số nào cũng có cách tính.",
        f"Mời bà con xem bảng niêm yết ở {in_full(desk)}, hoặc xem trên cổng của chúng tôi.",
        "Xin cảm ơn bà con.",
    )


def seconds(lines: tuple[str, ...]) -> int:
    """About how long that takes to read, to ten seconds."""
    words = sum(len(line.split()) for line in lines)
    return max(round(words / WORDS_A_SECOND / 10), 1) * 10


def in_full(text: str) -> str:
    """A name without short forms."""
    for short, full in IN_FULL.items():
        text = text.replace(short, full)
    return text


def month_in_words(month: Month) -> str:
    """«tháng mười năm hai nghìn không trăm hai mươi sáu»."""
    return f"tháng {_month(month)} năm {spell(month.first.year)}"


def count(number: int) -> str:
    """«hai mươi ba hồ sơ»; «không có hồ sơ nào»."""
    return f"{spell(number)} hồ sơ" if number else "không có hồ sơ nào"


def share_in_words(rate: Rate) -> str:
    """«chín mươi ba phẩy tám mươi ba phần trăm», «một trăm phần trăm»; a naught after the point is said."""
    whole, _, rest = str(rate.percent).partition(".")
    rest = rest.rstrip("0")
    if not rest:
        return f"{spell(int(whole))} phần trăm"
    said = " ".join(DIGITS[int(one)] for one in rest) if rest.startswith("0") else spell(int(rest))
    return f"{spell(int(whole))} phẩy {said} phần trăm"


def _done(sums: Sums, *, lead: str) -> tuple[str, ...]:
    if not sums.rate:
        return (f"{lead}, chưa có hồ sơ nào xong.",)
    late = f"{count(sums.late).capitalize()} trễ hẹn." if sums.late else "Không có hồ sơ nào trễ hẹn."
    return (
        f"{lead}, {count(sums.done)} đã có kết quả.",
        f"Trong đó, {count(sums.kept)} xong đúng hẹn hoặc sớm hơn.",
        late,
        f"Tỷ lệ đúng hẹn là {share_in_words(sums.rate)}.",
    )


def _sorry(sums: Sums) -> tuple[str, ...]:
    return ("Chúng tôi xin lỗi những gia đình phải chờ.",) if sums.late else ()


def _month(month: Month) -> str:
    return "tư" if month.first.month == 4 else spell(month.first.month)

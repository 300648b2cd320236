"""Made-up people for demonstration: names as common as they are, numbers that belong to nobody.

Frequencies of surnames, middle and given names are facts of public lists, rounded. Phones lie in 0900 000 xxx, given
to nobody; personal ids are well-formed and carry the year and sex of their made-up holder.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

SURNAMES = {
    "Nguyễn": 27, "Lò": 16, "Hoàng": 12, "Vi": 10, "Trần": 9, "Lê": 8, "Hà": 8, "Quàng": 7, "Cà": 6, "Phạm": 6,
    "Giàng": 6, "Lương": 6, "Bàn": 5, "Đặng": 5, "Vàng": 5, "Bùi": 4, "Sùng": 4, "Triệu": 4, "Nông": 4, "Đinh": 3,
    "Phan": 3, "Vũ": 3, "Đỗ": 3, "Tẩn": 2, "Mùa": 2, "Ngô": 2, "Dương": 2, "Cao": 1, "Mai": 1, "Lý": 3,
}  # fmt: skip
MIDDLE_MALE = {"Văn": 60, "Minh": 8, "Đức": 8, "Quốc": 6, "Hữu": 5, "Xuân": 5, "Thanh": 4, "A": 6, "Ngọc": 4, "Công": 3}
MIDDLE_FEMALE = {"Thị": 70, "Ngọc": 8, "Thanh": 6, "Thu": 6, "Kim": 4, "Minh": 4, "Hồng": 4, "Mai": 3}
GIVEN_MALE = (
    "Huy Tuấn Nam Dũng Hiếu Đạt Cường Hùng Tùng Sơn Thành Trung Hải Long Vinh Hưng Quân Tài Trí An Bảo Phong Toàn Bình"
    " Lâm Dương Chiến Thắng Việt Khánh Tiến Phúc Kiên Hòa Lực Mạnh Pó Páo Chu Dế"
).split()
GIVEN_FEMALE = (
    "Linh Phương Lan Hoa Mai Hương Huệ Nga Thảo Trang Hằng Thủy Hà Yến Nhung Oanh Loan Hạnh Nết Thơm Bình Duyên Xuân"
    " Thu Ngân Ly Vân Quyên Sen Cúc Dung Tuyết Lành Ín Pành Dợ Mỷ Sua"
).split()
HAMLETS = ("Nà Lạn", "Khuổi Pục", "Bản Cọ", "Suối Thầu", "Pác Nặm", "Đồng Mây", "Nà Pán", "Lũng Vài")
COMMUNE = "xã Suối Mây"
PROVINCE_CODES = ("008", "010", "011", "012", "014", "015")
YOUNGEST, OLDEST = 18, 86


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUpPerson:
    """Nobody: every fact is drawn from a seed."""

    name: str
    sex: str
    birth_date: date
    personal_id: str
    phone: str
    email: str
    address: str


def person(*, random: Random, serial: int, on: date) -> MadeUpPerson:
    """The made-up person number `serial`, an adult on that day."""
    is_female = random.random() < 0.52
    middles, givens = (MIDDLE_FEMALE, GIVEN_FEMALE) if is_female else (MIDDLE_MALE, GIVEN_MALE)
    birth_date = on - timedelta(days=random.randint(YOUNGEST * 366, OLDEST * 365))
    return MadeUpPerson(
        name=" ".join([_weighted(random, SURNAMES), _weighted(random, middles), random.choice(givens)]),
        sex="female" if is_female else "male",
        birth_date=birth_date,
        personal_id=_personal_id(random=random, serial=serial, birth_date=birth_date, is_female=is_female),
        phone=f"+84900000{serial % 1000:03d}",
        email=f"congdan{serial}@example.vn" if random.random() < 0.4 else "",
        address=f"Thôn {random.choice(HAMLETS)}, {COMMUNE}",
    )


def _weighted(random: Random, weights: dict[str, int]) -> str:
    return random.choices(list(weights), weights=list(weights.values()))[0]


def _personal_id(*, random: Random, serial: int, birth_date: date, is_female: bool) -> str:
    """Province, century and sex, year of birth, serial (NĐ 137/2015, Điều 13); the serial keeps them all different."""
    century = 2 * (birth_date.year // 100 - 19) + int(is_female)
    province = PROVINCE_CODES[serial // 1_000_000 % len(PROVINCE_CODES)]
    return f"{province}{century}{birth_date.year % 100:02d}{serial % 1_000_000:06d}"

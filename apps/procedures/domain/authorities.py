"""«Cục Thủy sản - Bộ NN và MT, Sở Xây dựng» as agencies: one name each, the agency above it, its rank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from apps.core.folding import fold
from apps.procedures.domain.cleaning import clean_line

LONGEST_NAME = 300
SLUG = 200


class Rank(StrEnum):
    """Cấp: where in the state an agency stands."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    COMMUNE = "commune"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AuthorityFact:
    """One agency and, where its name says so, the one above it."""

    name: str
    slug: str
    rank: Rank
    parent: AuthorityFact | None = None


# A comma parts two agencies only where the next word begins the name of one: «Sở Tài chính các tỉnh, thành phố».
_HEADS = (
    r"Ủy ban|Uỷ ban|UBND|Chủ tịch|Bộ(?! phận)|Bộ phận|Sở|Cục|Tổng cục|Chi cục|Ngân hàng|Công an|Văn phòng|Chi nhánh"
    r"|Ban |Cơ quan|Tổ chức|Phòng|Bảo hiểm|Thuế|Thanh tra|Trung tâm|Trường|Hội đồng|Kho bạc|Tòa án|Toà án|Viện"
    r"|Cảng|Hải quan"
)
_BETWEEN = re.compile(rf"\s*;\s*|\s*,\s+(?={_HEADS})")
_SHORT = (
    (re.compile(r"\bUBND\b", re.IGNORECASE), "Ủy ban nhân dân"),
    (re.compile(r"\bBộ NN (?:và|&) MT\b", re.IGNORECASE), "Bộ Nông nghiệp và Môi trường"),
)
_BELOW = re.compile(r"\s*-\s*(?=(?:Bộ|tỉnh|thành phố|Thành phố)\s)")
_PROVINCE = re.compile(r"(?:tỉnh|thành phố)\s+\S", re.IGNORECASE)
_RANKS = (
    (Rank.COMMUNE, re.compile(r"cấp xã|\bxã\b|\bphường\b", re.IGNORECASE)),
    (Rank.PROVINCE, re.compile(r"cấp tỉnh|\btỉnh\b|thành phố|^Sở\b", re.IGNORECASE)),
    (Rank.MINISTRY, re.compile(r"^(?:Bộ(?! phận)|Tổng cục|Cục|Ngân hàng Nhà nước Việt Nam)")),
)


def authorities_of(text: str) -> tuple[AuthorityFact, ...]:
    """The agencies of a cell in their order, each once."""
    named = [part.strip(" .,") for part in _BETWEEN.split(clean_line(text))]
    return tuple(dict.fromkeys(_authority(part) for part in named if part))


def _authority(text: str) -> AuthorityFact:
    *own, above = _BELOW.split(text)
    if not own:
        return _fact(above, parent=None)
    province = _PROVINCE.match(above)
    parent = f"Ủy ban nhân dân {above[:1].lower()}{above[1:]}" if province else above
    # An office of a province needs its province's name: there are sixty-three of them.
    name = f"{own[0]} - {above}" if province else own[0]
    return _fact(name, parent=_fact(parent, parent=None))


def _fact(text: str, *, parent: AuthorityFact | None) -> AuthorityFact:
    name = text
    for short, long in _SHORT:
        name = short.sub(long, name)
    name = name[:LONGEST_NAME].strip()
    slug = fold(name).replace(" ", "-")[:SLUG].strip("-") or "khac"
    return AuthorityFact(name=name, slug=slug, rank=_rank(name, parent), parent=parent)


def _rank(name: str, parent: AuthorityFact | None) -> Rank:
    own = next((rank for rank, words in _RANKS if words.search(name)), Rank.OTHER)
    return parent.rank if parent and own is not Rank.COMMUNE else own

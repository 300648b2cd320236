"""The hundred points of QĐ 766/QĐ-TTg: five groups, what each component may bring, and whose it is (domain 6.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Group(StrEnum):
    """18 / 20 / 22 / 22 / 18 points."""

    OPENNESS = "openness"
    PROGRESS = "progress"
    DIGITISATION = "digitisation"
    ONLINE = "online"
    SATISFACTION = "satisfaction"


class Row(StrEnum):
    """One component of the index; the value is its word in an address."""

    ISSUED = "cong-bo"
    UPDATED = "cong-khai"
    COMPLETE = "day-du"
    SYNC = "dong-bo"
    PROGRESS = "tien-do"
    RESULTS = "ket-qua-so"
    DOCUMENTS = "so-hoa"
    CERTIFIED = "chung-thuc-so"
    REUSE = "tai-su-dung"
    STORES = "kho-du-lieu"
    POPULATION = "dan-cu"
    PROVISION = "toan-trinh"
    PAYMENT = "thanh-toan"
    PETITIONS_ON_TIME = "kien-nghi-dung-han"
    PETITIONS_SATISFACTION = "kien-nghi-hai-long"
    SATISFACTION = "hai-long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a component stands, and the most it may bring; what is the province's a commune cannot move."""

    group: Group
    most: int
    is_ours: bool = True


TABLE: dict[Row, Place] = {
    # A commune announces no procedure: the decisions are the province's.
    Row.ISSUED: Place(group=Group.OPENNESS, most=6, is_ours=False),
    Row.UPDATED: Place(group=Group.OPENNESS, most=4),
    Row.COMPLETE: Place(group=Group.OPENNESS, most=2),
    Row.SYNC: Place(group=Group.OPENNESS, most=6),
    Row.PROGRESS: Place(group=Group.PROGRESS, most=20),
    Row.RESULTS: Place(group=Group.DIGITISATION, most=6),
    Row.DOCUMENTS: Place(group=Group.DIGITISATION, most=4),
    Row.CERTIFIED: Place(group=Group.DIGITISATION, most=2),
    Row.REUSE: Place(group=Group.DIGITISATION, most=2),
    Row.STORES: Place(group=Group.DIGITISATION, most=4, is_ours=False),
    Row.POPULATION: Place(group=Group.DIGITISATION, most=4, is_ours=False),
    Row.PROVISION: Place(group=Group.ONLINE, most=12, is_ours=False),
    Row.PAYMENT: Place(group=Group.ONLINE, most=10),
    Row.PETITIONS_ON_TIME: Place(group=Group.SATISFACTION, most=6),
    Row.PETITIONS_SATISFACTION: Place(group=Group.SATISFACTION, most=6),
    Row.SATISFACTION: Place(group=Group.SATISFACTION, most=6),
}


class Grade(StrEnum):
    """What so many points are called."""

    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    AVERAGE = "average"
    WEAK = "weak"


# From so many points on; the lower end belongs to the grade.
_FROM = ((90, Grade.EXCELLENT), (80, Grade.GOOD), (70, Grade.FAIR), (50, Grade.AVERAGE))


def grade(points: Fraction) -> Grade:
    """What the points of a whole index are called."""
    return next((name for least, name in _FROM if points >= least), Grade.WEAK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Points of several components: `ours` of `most_ours`, and what the province's part adds if given whole."""

    ours: Fraction
    most_ours: int
    province: int

    @property
    def with_province(self) -> Fraction:
        return self.ours + self.province


def total(points: Iterable[tuple[Row, Fraction | None]]) -> Total:
    """The sum of some rows; None: nothing was measured, so nothing is given."""
    known = list(points)
    ours = [(TABLE[row].most, found) for row, found in known if TABLE[row].is_ours]
    return Total(
        ours=sum((found for _, found in ours if found is not None), Fraction(0)),
        most_ours=sum(most for most, _ in ours),
        province=sum(TABLE[row].most for row, _ in known if not TABLE[row].is_ours),
    )

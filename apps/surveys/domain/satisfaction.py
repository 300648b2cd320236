"""The three answers (TT 01/2018/TT-VPCP, chương III)."""

from enum import StrEnum


class Satisfaction(StrEnum):
    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    NOT_SATISFIED = "not_satisfied"

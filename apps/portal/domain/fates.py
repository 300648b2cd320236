"""What may happen to a made-up dossier, and how often: the shape of a demonstration year."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random


class Fate(StrEnum):
    """How a dossier goes; the law decides everything that follows from it."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    EXTENDED = "extended"
    SUPPLEMENTED = "supplemented"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    FIXED = "fixed"
    UNANSWERED = "unanswered"
    HELD_UP = "held_up"


FATES = {
    Fate.EARLY: 39,
    Fate.ON_TIME: 34,
    Fate.LATE: 5,
    Fate.EXTENDED: 3,
    Fate.SUPPLEMENTED: 7,
    Fate.DECLINED: 3,
    Fate.WITHDRAWN: 2,
    Fate.REFUSED: 2,
    Fate.FIXED: 2,
    Fate.UNANSWERED: 1,
    Fate.HELD_UP: 2,
}
# How many of a hundred come on which weekday, Monday first, and in which working hour.
WEEKDAYS = (24, 21, 19, 18, 18)
HOURS = {7: 6, 8: 20, 9: 19, 10: 14, 11: 4, 13: 9, 14: 14, 15: 9, 16: 5}
ONLINE_SHARE = 0.52
# Of what came in the last days, so many lie on a desk and nobody has finished them.
STUCK_DAYS, STUCK_SHARE = 12, 0.14
ELECTRONIC_SHARE = 0.35
RESPONSE_SHARE = 0.38
# One in six who answer writes a line; late ones write what one would.
COMMENT_SHARE = 0.17
COMMENTS = {
    "in_time": (
        "Cán bộ hướng dẫn dễ hiểu, làm nhanh.",
        "Được nhắn tin trước nên không phải đi lại.",
        "Nộp trên điện thoại được, đỡ một buổi nghỉ nương.",
        "Quầy nên có thêm ghế cho người già.",
        "Xin chỉ rõ hơn giấy nào cần bản chính.",
    ),
    "late": (
        "Hẹn thứ Năm mà thứ Hai mới có.",
        "Trễ hẹn nhưng có gọi xin lỗi, tôi thông cảm.",
        "Phải hỏi mấy lần mới biết hồ sơ ở đâu.",
    ),
}
# very satisfied, satisfied, not satisfied; lateness spoils the mood
MOODS = {"in_time": (50, 38, 12), "late": (12, 38, 50)}
# Procedures people come for most; every other one has weight 1.
POPULAR = {
    "2.000815": 30,
    "1.001193": 16,
    "1.004873": 14,
    "2.000635": 12,
    "2.000884": 10,
    "1.000894": 6,
    "1.000656": 5,
    "1.001612": 6,
    "1.001776": 5,
    "1.014027": 5,
    "1.004884": 3,
    "1.012812": 2,
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One dossier's lot."""

    fate: Fate
    is_online: bool
    is_electronic: bool


def draw(*, random: Random) -> Drawn:
    """The lot of the next dossier."""
    fate = random.choices(list(FATES), weights=list(FATES.values()))[0]
    is_online = random.random() < ONLINE_SHARE or fate is Fate.FIXED
    return Drawn(fate, is_online, is_online and random.random() < ELECTRONIC_SHARE)


def hour(*, random: Random) -> int:
    """A working hour, mornings busier than afternoons."""
    return random.choices(list(HOURS), weights=list(HOURS.values()))[0]

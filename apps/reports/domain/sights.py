"""The lists behind the figures: what each shows, by the word in its address, and how time left is cut into bands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from apps.worktime import WorkCalendar


class Sight(StrEnum):
    """One list of dossiers."""

    RECEIVED = "nhan"
    DONE = "xong"
    EARLY = "truoc-han"
    ON_TIME = "dung-han"
    LATE = "tre-han"
    ENDED = "rut-dung"
    OPEN = "dang-giu"
    IN_TIME = "trong-han"
    OVERDUE = "qua-han"
    PAUSED = "tam-dung"
    AT_RISK = "de-vo"
    OVERDUE_LONG = "qua-han-lau"
    OVERDUE_SHORT = "qua-han-it"
    TODAY = "hom-nay"
    NEAR = "hai-ngay"
    WEEK = "nam-ngay"
    LATER = "con-lau"
    NATIONALLY_LATE = "chi-so-tre"
    NATIONALLY_IN_TIME = "chi-so-trong-han"
    ENDED_IN_TIME = "rut-dung-trong-han"
    ENDED_LATE = "rut-dung-tre"
    ASKED = "da-hoi"
    ANSWERED = "da-tra-loi"
    DRAFTED = "da-soan-thu"
    SIGNED_IN_TIME = "ky-kip"
    SIGNED_LATE = "ky-muon"
    WITHDRAWN_LETTER = "thu-tu-rut"
    WAITING_LETTER = "thu-cho-ky"
    NEVER_SIGNED = "chua-xin-loi"
    TOMORROW = "ngay-lam-viec-toi"
    RETURNED = "da-tra"
    WAITING = "cho-tiep-nhan"
    SUPPLEMENT = "bo-sung"
    REFUSED = "tu-choi"
    WITHDRAWN = "rut"
    STOPPED = "dung"
    CARRIED = "mang-sang"
    LEFT = "con-lai"


OF_RECEPTION = frozenset({Sight.RECEIVED})
OF_ENDING = frozenset(
    {
        *(Sight.DONE, Sight.EARLY, Sight.ON_TIME, Sight.LATE),
        *(Sight.ENDED, Sight.ENDED_IN_TIME, Sight.ENDED_LATE),
        *(Sight.WITHDRAWN, Sight.STOPPED),
    }
)
# What the guard did, in the order in which it does it.
OF_GUARD = (
    *(Sight.ASKED, Sight.ANSWERED, Sight.DRAFTED, Sight.SIGNED_IN_TIME, Sight.SIGNED_LATE),
    *(Sight.WITHDRAWN_LETTER, Sight.WAITING_LETTER, Sight.NEVER_SIGNED),
)
OF_RETURN = frozenset({Sight.RETURNED})
# Written down beside the dossier: the pause of a supplement, the slip of a refusal.
OF_PAPERS = frozenset({Sight.SUPPLEMENT, Sight.REFUSED})
# Nobody has received these, so nobody has said from which hamlet they come.
OF_NOT_RECEIVED = frozenset({Sight.WAITING, Sight.REFUSED})
# What was open when a month began, and when it ended; of this month: now.
OF_STANDING = frozenset({Sight.CARRIED, Sight.LEFT})
OF_WEEKS = OF_RECEPTION
OF_A_MONTH = OF_RECEPTION | OF_ENDING | OF_RETURN | OF_PAPERS | OF_STANDING | frozenset(OF_GUARD)
# What these show depends on which promise is asked about.
BY_BASIS = frozenset({Sight.EARLY, Sight.ON_TIME, Sight.LATE, Sight.NATIONALLY_LATE, Sight.NATIONALLY_IN_TIME})
# The running promises by time left, the most urgent first; with the paused ones they are all that is open.
BANDS = (Sight.OVERDUE_LONG, Sight.OVERDUE_SHORT, Sight.TODAY, Sight.NEAR, Sight.WEEK, Sight.LATER)
LONG_DAYS, NEAR_DAYS, WEEK_DAYS = 3, 2, 5


@dataclass(frozen=True, slots=True)
class Marks:
    """Where one band ends and the next begins, as instants that `late_after` is compared with."""

    long_ago: datetime
    now: datetime
    today: datetime
    risk: datetime
    near: datetime
    week: datetime


def marks(*, now: datetime, calendar: WorkCalendar) -> Marks:
    """The bands around this instant, counted in working days of the office."""
    today = calendar.local_date(now)
    long_ago = today
    for _ in range(LONG_DAYS):
        long_ago = calendar.previous_working_day(long_ago)

    def after(count: int) -> datetime:
        return _midnight(calendar.working_day_after(day=today, count=count) + timedelta(days=1), calendar)

    return Marks(
        long_ago=_midnight(long_ago, calendar),
        now=now,
        today=_midnight(today + timedelta(days=1), calendar),
        risk=after(1),
        near=after(NEAR_DAYS),
        week=after(WEEK_DAYS),
    )


def _midnight(day: date, calendar: WorkCalendar) -> datetime:
    return datetime.combine(day, time(), calendar.zone)

"""Which dossiers stand behind a figure: a wish, its words in an address, and the address it is read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from apps.dossiers.domain.attribution import Stage
from apps.dossiers.domain.status import Channel
from apps.dossiers.domain.timeliness import LateBasis
from apps.procedures.domain.life import OnlineLevel
from apps.reports.domain.periods import Day, Month
from apps.reports.domain.sights import BY_BASIS, OF_A_MONTH, OF_GUARD, OF_NOT_RECEIVED, OF_WEEKS, Sight
from apps.reports.domain.weeks import Slot, Weeks

MOST_IDS = 2**63 - 1
LONGEST_CODE, LONGEST_STEP = 40, 200
NUL = "\x00"  # PostgreSQL looks nothing up by it
NOBODY = 0  # where an official or a hamlet may be named: the dossiers of none
ALONE, HELPED = "tu-nop", "nop-giup"


class NoSuchSight(ValueError):
    """The address asks for a list that does not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which dossiers somebody wants to see; `holder`, `doer` and `hamlet` are numbers, 0 asks for those of none."""

    sight: Sight
    month: Month | None = None
    field: str = ""
    channel: str = ""
    basis: LateBasis = LateBasis.ORIGINAL
    stage: Stage | None = None
    day: Day | None = None
    weeks: Weeks | None = None
    slot: Slot | None = None
    holder: int | None = None
    doer: int | None = None
    procedure: str = ""
    is_helped: bool | None = None
    level: OnlineLevel | None = None
    hamlet: int | None = None
    step: str = ""

    @classmethod
    def read(
        cls,
        *,
        sight: str,
        month: str,
        field: str,
        channel: str,
        basis: str = "",
        stage: str = "",
        day: str = "",
        weeks: str = "",
        slot: str = "",
        holder: str = "",
        doer: str = "",
        procedure: str = "",
        helped: str = "",
        level: str = "",
        hamlet: str = "",
        step: str = "",
    ) -> Wish:
        """A wish from the words of an address. Raises NoSuchSight."""
        try:
            wanted = cls(
                sight=Sight(sight),
                month=Month.read(month) if month else None,
                day=Day.read(day) if day else None,
                weeks=Weeks.read(weeks) if weeks else None,
                slot=Slot.read(slot) if slot else None,
                holder=_number(holder),
                doer=_number(doer),
                hamlet=_number(hamlet),
                step=step,
                procedure=procedure,
                is_helped={"": None, ALONE: False, HELPED: True}[helped],
                level=OnlineLevel(level) if level else None,
                field=field,
                channel=Channel(channel) if channel else "",
                basis=LateBasis(basis) if basis else LateBasis.ORIGINAL,
                stage=Stage(stage) if stage else None,
            )
        except (ValueError, KeyError) as error:
            raise NoSuchSight from error
        wanted._check()
        return wanted

    @classmethod
    def said(cls, said: Mapping[str, str]) -> Wish:
        """A wish as an address or a form says it. Raises NoSuchSight."""
        return cls.read(
            sight=said.get("viec", ""),
            month=said.get("thang", ""),
            field=said.get("linh-vuc", ""),
            channel=said.get("kenh", ""),
            basis=said.get("hen", ""),
            stage=said.get("khau", ""),
            day=said.get("ngay", ""),
            weeks=said.get("tuan", ""),
            slot=said.get("gio", ""),
            holder=said.get("nguoi-giu", ""),
            doer=said.get("nguoi-lam", ""),
            procedure=said.get("thu-tuc", ""),
            helped=said.get("giup", ""),
            level=said.get("muc", ""),
            hamlet=said.get("thon", ""),
            step=said.get("buoc", ""),
        )

    def _check(self) -> None:
        spans = [span for span in (self.month, self.day, self.weeks) if span]
        if len(spans) != (self.sight in OF_A_MONTH) or (self.day and self.sight in OF_GUARD):
            raise NoSuchSight
        if (self.weeks and self.sight not in OF_WEEKS) or (self.slot and not self.weeks):
            raise NoSuchSight
        if self.hamlet is not None and self.sight in OF_NOT_RECEIVED:
            raise NoSuchSight
        if self.step and (self.sight in OF_A_MONTH | OF_NOT_RECEIVED or len(self.step) > LONGEST_STEP):
            raise NoSuchSight
        if len(self.procedure) > LONGEST_CODE or NUL in f"{self.procedure}{self.field}{self.step}":
            raise NoSuchSight

    @property
    def href(self) -> str:
        """The address of this list; a bookmark asks the same again."""
        return f"{reverse('reports:dossiers')}?{urlencode(self.words)}"

    @property
    def words(self) -> dict[str, str]:
        """This wish as an address or a form says it."""
        words = {
            "viec": self.sight.value,
            "thang": self.month.text if self.month else "",
            "ngay": self.day.text if self.day else "",
            "tuan": self.weeks.text if self.weeks else "",
            "gio": self.slot.text if self.slot else "",
            "linh-vuc": self.field,
            "thu-tuc": self.procedure,
            "kenh": self.channel,
            "giup": "" if self.is_helped is None else HELPED if self.is_helped else ALONE,
            "muc": self.level.value if self.level else "",
            "hen": self.basis.value if self.basis is LateBasis.EXTENDED and self.sight in BY_BASIS else "",
            "khau": self.stage.value if self.stage else "",
            "nguoi-giu": "" if self.holder is None else str(self.holder),
            "nguoi-lam": "" if self.doer is None else str(self.doer),
            "buoc": self.step,
            "thon": "" if self.hamlet is None else str(self.hamlet),
        }
        return {name: value for name, value in words.items() if value}


def _number(text: str) -> int | None:
    """The number of an official or a hamlet, or none's. Raises ValueError."""
    if not text:
        return None
    number = int(text)
    if not NOBODY <= number <= MOST_IDS:
        raise ValueError(text)
    return number

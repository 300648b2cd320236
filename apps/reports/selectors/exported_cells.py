"""The columns of lists saved as files, and how a dossier or a field fills them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from apps.core.encryption import hide_personal_ids
from apps.core.labels import percent
from apps.desk.domain.apologies import DelayReason
from apps.desk.domain.papers import SlipKind
from apps.desk.labels import DELAY_LABELS
from apps.desk.models import Letter
from apps.dossiers.domain.attribution import Stage
from apps.dossiers.domain.status import Channel, Status
from apps.dossiers.labels import CHANNEL_LABELS, STAGE_LABELS, STATUS_LABELS, worked_words
from apps.dossiers.models import Dossier, DossierEvent
from apps.dossiers.selectors import clock_of
from apps.reports.domain.exports import Cell, Column
from apps.reports.labels.board import NOT_KEPT, apology_words
from apps.reports.selectors.lines import Line
from apps.worktime import OutsideCalendar, WorkCalendar


def _columns(*pairs: tuple[str, int]) -> tuple[Column, ...]:
    return tuple(Column(head=head, width=width) for head, width in pairs)


COLUMNS = _columns(
    *(("STT", 7), ("Mã hồ sơ", 24), ("Thủ tục", 44), ("Lĩnh vực", 22), ("Người nộp", 28), ("Kênh nộp", 14)),
    *(("Ngày nhận", 12), ("Hẹn lần đầu", 12), ("Hẹn đang có hiệu lực", 20), ("Ngày có kết quả", 15)),
    *(("Tình trạng", 22), ("So với hẹn", 26), ("Người đang giữ", 26)),
)
LATE_COLUMNS = _columns(
    *(("Trễ tính cho", 20), ("Giờ làm việc đã trễ", 20), ("Lý do trong thư xin lỗi", 30), ("Nói rõ", 44)),
    *(("Thư xin lỗi", 26), ("Ngày ký thư", 12), ("Hẹn lại đến", 12)),
)
LACK_COLUMNS = _columns(("Còn thiếu", 60))
PAUSE_COLUMNS = _columns(
    *(("STT", 7), ("Mã hồ sơ", 24), ("Thủ tục", 44), ("Người nộp", 28), ("Loại", 26), ("Người đề nghị", 26)),
    *(("Người duyệt", 26), ("Lúc nào", 40), ("Giờ làm việc còn đến hẹn", 20), ("Nói rõ", 60)),
)
DOUBT_COLUMNS = _columns(
    *(("STT", 7), ("Mã hồ sơ", 24), ("Thủ tục", 44), ("Người nộp", 28), ("Cần xem lại", 28)),
    *(("Vì sao", 70), ("Nên làm gì", 60), ("Thấy từ", 18)),
)
FIELD_COLUMNS = _columns(
    *(("STT", 7), ("Lĩnh vực", 34), ("Đã nhận", 10), ("Đã xong", 10), ("Trước hạn", 10), ("Đúng hạn", 10)),
    *(("Trễ hạn", 10), ("Rút, dừng", 10), ("Tỷ lệ đúng hẹn", 14), ("Tử số", 10), ("Mẫu số", 10)),
    *(("Đang giữ", 10), ("Đang quá hạn", 13), ("Tạm dừng", 10)),
)
_OF_FIELD = ("received", "done", "early", "on_time", "late", "ended")
_OF_NOW = ("open", "overdue", "paused")


def with_reasons(found: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """The same dossiers, each with whom its lateness is charged to and with the last letter that says sorry."""
    charged = DossierEvent.objects.filter(dossier=OuterRef("pk"), facts__has_key="late").order_by("-sequence")
    letter = Letter.objects.filter(dossier=OuterRef("pk"), kind=SlipKind.APOLOGY).order_by("-pk")
    told = ("state", "reason_code", "reason", "decided_at")
    return found.annotate(
        charged=Subquery(charged.values("facts__late")[:1]),
        **{f"letter_{name}": Subquery(letter.values(name)[:1]) for name in told},
    )


@dataclass(slots=True, kw_only=True)
class Cells:
    """Puts dossiers into cells; fifty thousand rows share a handful of words."""

    at: datetime
    calendar: WorkCalendar
    is_late: bool
    channels: dict[str, str] = field(init=False)
    states: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.channels = {channel.value: str(CHANNEL_LABELS[channel]) for channel in Channel}
        self.states = {status.value: str(STATUS_LABELS[status]) for status in Status}

    def of(self, dossier: Any) -> list[Cell]:
        """The cells of one dossier, after its running number."""
        clock = self._clock(dossier)
        cells: list[Cell] = [
            dossier.reference,
            dossier.procedure_name,
            dossier.field_name,
            dossier.applicant_name,
            self.channels[dossier.channel],
            self._day(dossier.received_at),
            self._day(dossier.first_due_at),
            self._day(dossier.due_at),
            self._day(dossier.finished_at),
            self.states[dossier.status],
            clock,
            dossier.holder_name or "",
        ]
        return [*cells, *self._late(dossier)] if self.is_late else cells

    def _late(self, dossier: Any) -> list[Cell]:
        charge = dossier.charged or {}
        stage, minutes = charge.get("stage", ""), charge.get("minutes", 0)
        is_signed = dossier.letter_state == Letter.State.SIGNED
        reason = dossier.letter_reason_code
        is_extended = dossier.extended_at is not None
        words = apology_words(letter=dossier.letter_state or "", is_extended=is_extended, is_overdue=True)
        return [
            str(STAGE_LABELS[Stage(stage)] if stage else NOT_KEPT) if charge else "",
            worked_words(timedelta(minutes=minutes)) if charge else "",
            str(DELAY_LABELS[DelayReason(reason)]) if reason else "",
            hide_personal_ids(dossier.letter_reason or ""),
            words,
            self._day(dossier.letter_decided_at) if is_signed else None,
            self._day(dossier.due_at) if is_extended else None,
        ]

    def _clock(self, dossier: Dossier) -> str:
        try:
            badge = clock_of(dossier=dossier, at=self.at, calendar=self.calendar)
        except OutsideCalendar:
            return ""
        return badge.words if badge else ""

    def _day(self, instant: datetime | None) -> date | None:
        return self.calendar.local_date(instant) if instant else None


def field_line(line: Line) -> list[Cell]:
    """The cells of one field, after its running number."""
    rate = line.rate
    share = percent(numerator=rate.numerator, denominator=rate.denominator) if rate else None
    return [
        line.words,
        *(line.figures[name].value for name in _OF_FIELD),
        *((share, rate.numerator, rate.denominator) if rate else ("Chưa có dữ liệu", None, None)),
        *(line.figures[name].value for name in _OF_NOW),
    ]

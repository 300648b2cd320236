"""A day, a session, why, and what to bring."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import DateField
from apps.core.labels import day
from apps.desk.domain.appointments import (
    LONGEST_LINE,
    MOST_TO_BRING,
    Half,
    IsOver,
    NotOpen,
    Slot,
    lines_to_bring,
    slot,
)
from apps.desk.forms.fields import ReasonField
from apps.desk.labels.appointments import HALVES
from apps.worktime import OutsideCalendar, WorkCalendar


class AppointmentForm(forms.Form):
    """What the slip says; a day or a session in which the office is closed is refused with the next open day."""

    on = DateField(label=_("Ngày hẹn"))
    half = forms.ChoiceField(
        label=_("Buổi"), choices=[(half.value, words) for half, words in HALVES.items()], widget=forms.RadioSelect
    )
    why = ReasonField(label=_("Việc cần trao đổi, hoặc vì sao hôm nay chưa nhận được"))
    bring = forms.CharField(
        label=_("Mang theo, mỗi dòng một thứ"),
        required=False,
        max_length=MOST_TO_BRING * LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, calendar: WorkCalendar, at: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.calendar, self.at = calendar, at

    def clean_bring(self) -> tuple[str, ...]:
        lines = lines_to_bring(self.cleaned_data["bring"])
        if len(lines) > MOST_TO_BRING or any(len(line) > LONGEST_LINE for line in lines):
            raise forms.ValidationError(
                _("Nhiều nhất %(n)s dòng, mỗi dòng %(letters)s chữ.") % {"n": MOST_TO_BRING, "letters": LONGEST_LINE}
            )
        return lines

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if "on" in said and "half" in said:
            said["slot"] = self._slot()
        return said

    def _slot(self) -> Slot | None:
        on, half = self.cleaned_data["on"], Half(self.cleaned_data["half"])
        try:
            return slot(sessions=self.calendar.sessions_of(on), half=half, at=self.at)
        except OutsideCalendar:
            self.add_error("on", _("Ngày này xa quá, cơ quan chưa có lịch làm việc."))
        except IsOver:
            self.add_error("on", _("Buổi này đã qua. Chọn buổi sau."))
        except NotOpen:
            said = _("Cơ quan không làm việc buổi này. Ngày làm việc gần nhất sau đó: %(day)s.")
            self.add_error("on", said % {"day": day(self.calendar.next_working_day(on))})
        return None

"""What an administrator says about the calendar and the hours."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import DateField
from apps.core.labels import WEEKDAYS, day_short
from apps.officials.domain.calendar_file import CalendarFile, NotACalendarFile, read_calendar
from apps.officials.domain.calendars import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_TEXT,
    WORKED,
    BadSessions,
    CalendarLine,
    DayEntry,
    read_sessions,
    sessions_text,
)
from apps.officials.labels import BAD_SESSIONS, ENTRY_LABELS, UNREADABLE_SENTENCES, proposal_words
from apps.worktime import Session

LARGEST_FILE = 1_000_000


class SessionsField(forms.CharField):
    """Opening hours of one day: «7:30-11:30, 13:30-17:30»; empty for none."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"class": "w-half", "autocomplete": "off"}))
        super().__init__(required=False, max_length=120, **options)

    def clean(self, value: Any) -> tuple[Session, ...]:
        try:
            return read_sessions(super().clean(value))
        except BadSessions as error:
            raise forms.ValidationError(BAD_SESSIONS) from error


class DayForm(forms.Form):
    """What is true of one day; the address says which."""

    kind = forms.ChoiceField(
        label=_("Ngày này là"),
        choices=[(entry.value, ENTRY_LABELS[entry]) for entry in DayEntry],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một loại ngày.")},
    )
    name = forms.CharField(
        label=_("Tên ngày"),
        max_length=LONGEST_TEXT,
        help_text=_("Người dân đọc tên này trong cách tính ngày hẹn, như “Ngày Văn hóa Việt Nam”."),
        error_messages={"required": _("Viết tên ngày, như “Nghỉ hoán đổi, làm bù 28/11”.")},
    )
    sessions = SessionsField(
        label=_("Giờ riêng của ngày này"),
        help_text=_("Chỉ với ngày có làm việc, như 7:30-11:30. Để trống thì theo giờ thường lệ."),
    )
    basis = forms.CharField(label=_("Căn cứ pháp lý"), max_length=LONGEST_TEXT, required=False)
    source = forms.CharField(
        label=_("Văn bản thông báo"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=_("Số và ngày của thông báo, như “Thông báo 9441/TB-BNV”."),
    )
    is_confirmed = forms.BooleanField(
        label=_("Đã có thông báo chính thức (bỏ trống là ngày dự kiến)"), required=False, initial=True
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        is_worked = said.get("kind") in WORKED
        if said.get("sessions") and said.get("kind") and not is_worked:
            self.add_error("sessions", _("Ngày nghỉ không có giờ làm việc. Xóa giờ hoặc chọn lại loại ngày."))
        if said.get("kind") == DayEntry.OWN_HOURS and "sessions" in said and not said["sessions"]:
            self.add_error("sessions", _("Viết giờ riêng của ngày này, như 7:30-11:30."))
        return said

    def line(self, day: date) -> CalendarLine:
        """The day as it is to be stored."""
        said = self.cleaned_data
        return CalendarLine(
            date=day,
            kind=DayEntry(said["kind"]),
            name=said["name"],
            basis=said["basis"],
            source=said["source"],
            is_confirmed=said["is_confirmed"],
            sessions=sessions_text(said["sessions"]),
        )


class NewDayForm(DayForm):
    """One more day; a swapped day may bring the Saturday on which it is made up."""

    day = DateField(label=_("Ngày"))
    makeup_date = DateField(
        label=_("Làm bù vào ngày"),
        required=False,
        help_text=_("Chỉ với nghỉ hoán đổi. Ngày làm bù được ghi cùng lúc."),
    )
    field_order = ["day", "kind", "name", "makeup_date"]

    def __init__(self, *args: Any, known: Collection[date], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = known

    def clean_day(self) -> date:
        return self._new(self.cleaned_data["day"])

    def clean_makeup_date(self) -> date | None:
        day = self.cleaned_data["makeup_date"]
        return self._new(day) if day else None

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("makeup_date") and said.get("kind") and said["kind"] != DayEntry.SWAP_OFF:
            self.add_error("makeup_date", _("Chỉ ngày nghỉ hoán đổi mới có ngày làm bù. Xóa ngày này hoặc đổi loại."))
        if said.get("makeup_date") and said.get("makeup_date") == said.get("day"):
            self.add_error("makeup_date", _("Ngày làm bù phải khác ngày nghỉ."))
        return said

    def lines(self) -> list[CalendarLine]:
        """The day, and the day that makes up for it."""
        off, said = self.line(self.cleaned_data["day"]), self.cleaned_data
        if not said["makeup_date"]:
            return [off]
        made_up = CalendarLine(
            date=said["makeup_date"],
            kind=DayEntry.MAKEUP_WORK,
            name=str(_("Làm bù cho %(day)s")) % {"day": f"{off.date:%d/%m}"},
            basis=off.basis,
            source=off.source,
            is_confirmed=off.is_confirmed,
        )
        return [off, made_up]

    def _new(self, day: date) -> date:
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Năm %(year)s không đúng. Viết lại ngày."), params={"year": day.year})
        if day in self.known:
            raise forms.ValidationError(
                _("Ngày %(day)s đã có trong lịch. Sửa ở dòng của ngày đó."), params={"day": day_short(day)}
            )
        return day


class FileForm(forms.Form):
    """A calendar file; clean, it is read."""

    file = forms.FileField(
        label=_("Tệp CSV"),
        help_text=_("Dòng đầu có date, kind, name; có thể thêm basis, source, confirmed, hours. Mã hóa UTF-8."),
        error_messages={"required": _("Chọn một tệp CSV."), "empty": _("Tệp không có gì bên trong. Chọn tệp khác.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )

    file_name = ""

    def clean_file(self) -> CalendarFile:
        upload = self.cleaned_data["file"]
        self.file_name = upload.name
        if upload.size > LARGEST_FILE:
            raise forms.ValidationError(_("Tệp quá lớn so với một tệp lịch. Chọn tệp khác."))
        try:
            return read_calendar(upload.read())
        except NotACalendarFile as error:
            raise forms.ValidationError(UNREADABLE_SENTENCES[error.why]) from error


class PicksForm(forms.Form):
    """Which of the proposed days are taken into the calendar."""

    days = forms.MultipleChoiceField(
        label=_("Những ngày lấy vào lịch, ghi là dự kiến"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Đánh dấu ít nhất một ngày."),
            "invalid_choice": _("Có ngày không còn trong danh sách. Xem lại rồi chọn."),
        },
    )

    def __init__(self, *args: Any, proposed: Iterable[CalendarLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.proposed = {line.date.isoformat(): line for line in proposed}
        self.fields["days"].choices = [  # type: ignore[attr-defined]
            (day, proposal_words(line)) for day, line in self.proposed.items()
        ]

    def lines(self) -> list[CalendarLine]:
        """The picked days."""
        return [self.proposed[day] for day in self.cleaned_data["days"]]


class HoursForm(forms.Form):
    """The sessions of the week, and the weekdays that only take papers in."""

    def __init__(
        self, *args: Any, week: Sequence[Sequence[Session]], reception_only: frozenset[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for number, weekday in enumerate(WEEKDAYS):
            name = str(weekday)[0].upper() + str(weekday)[1:]
            hours = sessions_text(week[number]).replace(",", ", ")
            self.fields[f"sessions_{number}"] = SessionsField(label=name, initial=hours)
            self.fields[f"reception_only_{number}"] = forms.BooleanField(
                label=_("%(weekday)s chỉ nhận hồ sơ, không tính là ngày làm việc") % {"weekday": name},
                initial=number in reception_only,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for number in range(7):
            if said.get(f"reception_only_{number}") and said.get(f"sessions_{number}") == ():
                self.add_error(f"sessions_{number}", _("Viết giờ nhận hồ sơ của ngày này, như 7:30-11:30."))
        if not self.errors and not any(self.week()[number] for number in range(7) if number not in self.reception_only):
            raise forms.ValidationError(_("Phải có ít nhất một ngày làm việc trong tuần."))
        return said

    def week(self) -> list[tuple[Session, ...]]:
        """The sessions of each weekday, Monday first."""
        return [self.cleaned_data[f"sessions_{number}"] for number in range(7)]

    @property
    def reception_only(self) -> frozenset[int]:
        """The weekdays that only take papers in."""
        return frozenset(number for number in range(7) if self.cleaned_data[f"reception_only_{number}"])

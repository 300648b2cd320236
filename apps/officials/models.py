"""Agencies, officials, duties, hamlets, helpers, the calendar and who changed it, settings, number series."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from apps.officials.domain.duties import Duty


class Agency(models.Model):
    """An office that takes or decides dossiers. `code` is its official identifier (QĐ 20/2020/QĐ-TTg), e.g. H99.71."""

    code = models.CharField(max_length=35)
    name = models.CharField(max_length=200, help_text="as on paper: UBND xã Suối Mây")
    short_name = models.CharField(max_length=100, help_text="as people say it: Xã Suối Mây")
    desk_name = models.CharField(max_length=200, help_text="Trung tâm Phục vụ hành chính công xã Suối Mây")
    place = models.CharField(max_length=100, help_text="the place before the date on papers: Suối Mây")
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    is_ours = models.BooleanField(default=False, help_text="the office this installation serves")
    is_demo = models.BooleanField(default=False)
    calendar_version = models.PositiveIntegerField(default=1, help_text="counts every change of its working days")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="officials_agency_code"),
            models.UniqueConstraint(fields=["is_ours"], condition=Q(is_ours=True), name="officials_one_own_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.short_name} ({self.code})"


class Official(models.Model):
    """Someone who works in an agency and acts there under duties."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="officials")
    user = models.OneToOneField("accounts.User", on_delete=models.PROTECT, related_name="official")
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=200, help_text="chức danh, as printed under a signature")
    unit_name = models.CharField(max_length=200, blank=True, help_text="bộ phận")
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "name"], name="officials_official_agency")]

    def __str__(self) -> str:
        return f"{self.name} – {self.position}"


class DutyAssignment(models.Model):
    """An official's duty from a day to a day; an open end is in force."""

    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="assignments")
    duty = models.CharField(max_length=20, choices=[(d.value, d.value) for d in Duty])
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["official", "duty", "from_date"], name="officials_duty_once"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=models.F("from_date")), name="officials_duty_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official_id}: {self.duty} from {self.from_date}"


class OfficeHours(models.Model):
    """One session of one weekday (Monday is 0)."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens_at = models.TimeField()
    closes_at = models.TimeField()
    reception_only = models.BooleanField(
        default=False, help_text="papers are taken in, but the day is not counted (QĐ 14/2010/QĐ-TTg)"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "weekday", "opens_at"], name="officials_session_once"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="officials_session_weekday"),
            models.CheckConstraint(condition=Q(closes_at__gt=models.F("opens_at")), name="officials_session_order"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.weekday} {self.opens_at}–{self.closes_at}"


class CalendarDay(models.Model):
    """A day that is not what its weekday says: off, made up on a Saturday, or with hours of its own (domain 5.4)."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", "Nghỉ lễ"
        IN_LIEU = "in_lieu", "Nghỉ bù"
        SWAP_OFF = "swap_off", "Nghỉ hoán đổi"
        MAKEUP_WORK = "makeup_work", "Làm bù"
        OWN_HOURS = "own_hours", "Giờ riêng"

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="calendar_days")
    date = models.DateField()
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=200)
    basis = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200, blank=True)
    is_confirmed = models.BooleanField(default=True, help_text="false: dự kiến")
    sessions = models.CharField(max_length=100, blank=True, help_text="its own hours, e.g. 07:30-11:30")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "date"], name="officials_calendar_day_once"),
            models.CheckConstraint(
                condition=Q(kind="makeup_work") | Q(kind="own_hours") & ~Q(sessions="") | Q(sessions=""),
                name="officials_hours_of_a_worked_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.name}"


class CalendarChange(models.Model):
    """Who changed the calendar or the hours, when, and what from; `version` is the agency's after it."""

    class Kind(models.TextChoices):
        SET_UP = "set_up", "Lịch ban đầu"
        ENTERED = "entered", "Ghi ngày"
        REMOVED = "removed", "Bỏ ngày"
        CONFIRMED = "confirmed", "Xác nhận ngày dự kiến"
        IMPORTED = "imported", "Nhập từ tệp"
        PICKED = "picked", "Chọn ngày dự kiến"
        HOURS = "hours", "Đổi giờ làm việc"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="calendar_changes")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    days: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="[{date, before, after}]")
    hours: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="[{weekday, before, after}]")
    made_by = models.ForeignKey(Official, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "version"], name="officials_calendar_change_once")]

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.version} {self.kind}"


class CalendarImport(models.Model):
    """A calendar file as it was read: looked at first, taken over once."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    lines: models.JSONField[Any, Any] = models.JSONField(help_text="the good lines")
    refused: models.JSONField[Any, Any] = models.JSONField(help_text="[{number, why, said, other}]")
    read_by = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = []

    def __str__(self) -> str:
        return f"calendar file {self.pk} of {self.agency_id}"


class OfficeSetting(models.Model):
    """A value that differs from the registry's default."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="settings")
    name = models.CharField(max_length=60)
    value: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="officials_setting_once")]

    def __str__(self) -> str:
        return f"{self.name} = {self.value}"


class NumberSeries(models.Model):
    """The last number given out in one series of one agency: dossiers of a day, a book or a slip kind of a year."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="number_series")
    series = models.CharField(max_length=30)
    period = models.CharField(max_length=10)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "series", "period"], name="officials_number_series_once")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.period}: {self.last}"


class Hamlet(models.Model):
    """A thôn or street group of the commune, with the neighbour who shows people the way (hướng dẫn viên)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="hamlets")
    name = models.CharField(max_length=100, help_text="as people write it: thôn Nà Lạn")
    guide_name = models.CharField(max_length=200, blank=True)
    guide_phone = models.CharField(max_length=20, blank=True, help_text="+84…, shown to everybody, by their leave")
    meets_at = models.CharField(max_length=200, blank=True, help_text="where and when one finds them")
    is_current = models.BooleanField(default=True, help_text="false: merged into another one")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="officials_hamlet_once"),
            models.CheckConstraint(condition=Q(guide_phone="") | ~Q(guide_name=""), name="officials_guide_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Helper(models.Model):
    """Somebody who is no official and files with people: of the community's digital team, from a day to a day."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="helpers")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    hamlet = models.ForeignKey(Hamlet, on_delete=models.PROTECT, null=True, blank=True, related_name="helpers")
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    registered_by = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "person", "from_date"], name="officials_helper_once"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=models.F("from_date")),
                name="officials_helper_period",
            ),
        ]

    def __str__(self) -> str:
        return f"helper {self.pk} of {self.agency_id}"


def in_force_on(day: date) -> Q:
    """The duty assignments, or the helpers, that hold on a day."""
    return Q(from_date__lte=day) & (Q(to_date__isnull=True) | Q(to_date__gte=day))

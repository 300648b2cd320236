"""Roll-ups: sums folded from facts, rebuilt from zero at any time. Open and overdue are never here: time alone moves
them, so they are counted live. Beside them what the nightly look at the books has found, and lists saved as files."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.encryption import SealedJSONField
from apps.reports.domain.aims import Aim
from apps.reports.domain.doubts import Doubt
from apps.reports.domain.exports import Format, Kind, Trouble
from apps.reports.domain.typed_counts import Typed


class Sums(models.Model):
    """What is counted of one month."""

    month = models.DateField(help_text="first day, local")
    received = models.PositiveIntegerField(default=0)
    early = models.PositiveIntegerField(default=0)
    on_time = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    ended = models.PositiveIntegerField(default=0, help_text="withdrawn or stopped after reception")
    ended_late = models.PositiveIntegerField(default=0, help_text="of these, after the first promise had broken")
    early_in_force = models.PositiveIntegerField(default=0, help_text="against the promise after hẹn lại")
    on_time_in_force = models.PositiveIntegerField(default=0)
    late_in_force = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class FieldMonth(Sums):
    """One agency, field and channel in one month."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    field = models.ForeignKey("procedures.Field", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "month", "field", "channel"], name="reports_field_month_once")
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.field_id}/{self.channel} {self.month:%m.%Y}"


class AgencyMonth(Sums):
    """One agency in one month."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "month"], name="reports_agency_month_once")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.month:%m.%Y}"


class ProvinceMonth(Sums):
    """One field in all agencies of one province in one month: years of a whole country in one small table."""

    province = models.CharField(max_length=35, help_text="the head of the agencies' codes: H99")
    field = models.ForeignKey("procedures.Field", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["province", "month", "field"], name="reports_province_month_once")
        ]

    def __str__(self) -> str:
        return f"{self.province}/{self.field_id} {self.month:%m.%Y}"


class StageMonth(models.Model):
    """What one agency finished late in one month, by who is charged with it."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text="first day, local")
    stage = models.CharField(max_length=10, blank=True, help_text="empty where nobody kept it")
    dossiers = models.PositiveIntegerField(default=0)
    minutes = models.PositiveBigIntegerField(default=0, help_text="working time past the first promise")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "month", "stage"], name="reports_stage_month_once")]

    def __str__(self) -> str:
        return f"{self.agency_id}/{self.stage} {self.month:%m.%Y}"


class DoubtfulDossier(models.Model):
    """A dossier that may be late, or in time, by the books alone: found at night, read by a leader."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    doubt = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Doubt])
    instants: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(help_text="what it rests on")
    found_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="the last night on which it was found")
    settled_at = models.DateTimeField(null=True, blank=True, help_text="the first night on which it no longer was")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "dossier", "doubt"], name="reports_one_doubt_of_a_kind")
        ]
        indexes = [
            models.Index(
                fields=["agency", "found_at", "id"], condition=Q(settled_at__isnull=True), name="reports_doubts_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.doubt} of dossier {self.dossier_id}"


class Export(models.Model):
    """A list as a file: asked for by an official, made by a worker, kept for some days, opened by nobody else."""

    class State(models.TextChoices):
        ASKED = "asked", _("Đang chờ đến lượt")
        MAKING = "making", _("Đang làm tệp")
        DONE = "done", _("Đã xong")
        FAILED = "failed", _("Không làm được")
        CANCELLED = "cancelled", _("Đã dừng")

    WAITING = (State.ASKED, State.MAKING)

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Kind])
    format = models.CharField(max_length=4, choices=[(one.value, one.value) for one in Format])
    wanted = SealedJSONField(help_text="{said, title, narrowed}: a searched name or number stands in it")
    digest = models.CharField(max_length=32, help_text="equal for equal wishes; says nothing without its key")
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    tries = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0, help_text="lines written so far")
    total = models.PositiveIntegerField(null=True, help_text="lines in all, once they are counted")
    as_of = models.DateTimeField(null=True, help_text="the instant at which the list was read")
    trouble = models.CharField(max_length=12, blank=True, choices=[(one.value, one.value) for one in Trouble])
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True, help_text="when file and row are deleted")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "asked_by", "digest"],
                condition=Q(state__in=["asked", "making"]),
                name="reports_export_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(state="done", file__isnull=False) | ~Q(state="done") & Q(file__isnull=True),
                name="reports_export_done_has_a_file",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "making"]) | Q(ended_at__isnull=False, expires_at__isnull=False),
                name="reports_export_ends_and_expires",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at", "id"],
                condition=Q(state__in=["asked", "making"]),
                name="reports_exports_to_make",
            ),
            models.Index(fields=["asked_by", "-asked_at", "-id"], name="reports_exports_of"),
            models.Index(fields=["expires_at"], condition=Q(expires_at__isnull=False), name="reports_exports_to_drop"),
        ]

    def __str__(self) -> str:
        return f"export {self.pk}: {self.state}"

    @property
    def is_waiting(self) -> bool:
        """A worker has it, or will have it soon."""
        return self.state in self.WAITING

    @property
    def percent(self) -> int | None:
        """How much is written; None until the lines are counted."""
        return min(100, 100 * self.done // self.total) if self.total else None


class TypedCount(models.Model):
    """What another system counted in one month, as somebody read it there. A mistake is put right by the next row: the
    newest `version` counts, the others say what was believed before (a trigger refuses anything but new rows)."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=24, choices=[(one.value, one.value) for one in Typed])
    month = models.DateField(help_text="first day of the month after which the period is named")
    version = models.PositiveSmallIntegerField(default=1)
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    source = models.CharField(max_length=300, help_text="where it was read, and when")
    entered_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "what", "month", "version"], name="reports_typed_count_once"),
            models.CheckConstraint(condition=Q(numerator__lte=F("denominator")), name="reports_typed_part_of_a_whole"),
            models.CheckConstraint(condition=~Q(source=""), name="reports_typed_with_its_source"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.month:%m.%Y}: {self.numerator}/{self.denominator}"


class Target(models.Model):
    """Chỉ tiêu of one year; like a typed count it is changed by the next row only."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    aim = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Aim])
    version = models.PositiveSmallIntegerField(default=1)
    value = models.DecimalField(max_digits=8, decimal_places=2, help_text="percent, or a number of dossiers")
    basis = models.CharField(max_length=300, help_text="the decision that sets it")
    set_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "aim", "version"], name="reports_target_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="reports_target_not_negative"),
            models.CheckConstraint(condition=~Q(basis=""), name="reports_target_with_its_basis"),
        ]

    def __str__(self) -> str:
        return f"{self.aim} {self.year}: {self.value}"


class ReportDraft(models.Model):
    """The reports of a period as they stood on the day after its end, waiting for a leader to hand them in."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    from_date = models.DateField()
    to_date = models.DateField()
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "to_date", "from_date"], name="reports_one_draft_of_a_period"),
            models.CheckConstraint(condition=Q(to_date__gte=F("from_date")), name="reports_draft_of_days"),
        ]

    def __str__(self) -> str:
        return f"draft of {self.agency_id} {self.from_date}..{self.to_date}"


class SubmittedReport(models.Model):
    """The reports of a period as they were handed in, for ever: a trigger refuses any change, and a correction is the
    next version, which says why."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    from_date = models.DateField()
    to_date = models.DateField()
    version = models.PositiveSmallIntegerField(help_text="1, and one more with each điều chỉnh")
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content")
    reason = models.TextField(blank=True, help_text="why it was corrected")
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "to_date", "from_date", "version"], name="reports_version_of_a_period"
            ),
            models.CheckConstraint(condition=Q(to_date__gte=F("from_date")), name="reports_submitted_of_days"),
            models.CheckConstraint(
                condition=Q(version=1, reason="") | Q(version__gt=1) & ~Q(reason=""),
                name="reports_corrections_say_why",
            ),
        ]

    def __str__(self) -> str:
        return f"report of {self.agency_id} {self.from_date}..{self.to_date}, version {self.version}"


class PublishedMonth(models.Model):
    """A month that is over, as it was given away: files of these very bytes. What turns out otherwise later is a new
    version with its reason; none is ever changed (a trigger refuses it)."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text="first day, local")
    version = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=10, help_text="the promise that dossiers were held to")
    reason = models.TextField(blank=True, help_text="why there is another version")
    published_at = models.DateTimeField()
    json_text = models.TextField()
    csv_text = models.TextField()
    json_sha256 = models.CharField(max_length=64)
    csv_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "month", "version"], name="reports_month_published_once")
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.month:%m.%Y} v{self.version}"


class NoticeSheet(models.Model):
    """The sheet for the notice board of one published month, printed once by a worker."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    published = models.ForeignKey(PublishedMonth, on_delete=models.PROTECT, related_name="sheets")
    pdf = models.BinaryField()
    printed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "published"], name="reports_sheet_once")]

    def __str__(self) -> str:
        return f"sheet of {self.published_id}"

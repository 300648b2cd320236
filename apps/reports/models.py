"""Roll-ups: sums folded from facts, rebuilt from zero at any time. Open and overdue are never here: time alone moves
them, so they are counted live. Beside them what the nightly look at the books has found."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.reports.domain.doubts import Doubt


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

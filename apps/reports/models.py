"""Roll-ups: sums folded from facts, rebuilt from zero at any time. Open and overdue are never here: time alone moves
them, so they are counted live."""

from __future__ import annotations

from django.db import models


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

"""What a dossier leaves behind for others: facts that the roll-ups are folded from, and who read it."""

from __future__ import annotations

from django.db import models

from apps.dossiers.models.case import Dossier


class Fact(models.Model):
    """A row of the queue that the roll-ups are folded from; the drain deletes what it folds."""

    class Kind(models.TextChoices):
        RECEIVED = "received", "tiếp nhận"
        FINISHED = "finished", "có kết quả"
        ENDED = "ended", "rút hoặc dừng"

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    field_id = models.BigIntegerField()
    channel = models.CharField(max_length=10)
    day = models.DateField(help_text="local day of the event")
    timeliness = models.CharField(max_length=8, blank=True, help_text="against the first promise")
    timeliness_in_force = models.CharField(max_length=8, blank=True, db_default="")
    late_stage = models.CharField(max_length=10, blank=True, db_default="", help_text="to whom lateness is charged")
    late_minutes = models.PositiveIntegerField(db_default=0, help_text="working time past the first promise")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "dossier", "kind"], name="dossiers_fact_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of dossier {self.dossier_id}"


class ReadLog(models.Model):
    """Who read a dossier, when, through which door; where they worked and under which duty, as it was then."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    actor = models.CharField(max_length=60)
    door = models.CharField(max_length=60)
    unit = models.CharField(max_length=200, blank=True, db_default="")
    duty = models.CharField(max_length=20, blank=True, db_default="")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["dossier", "at"], name="dossiers_readlog_of")]

    def __str__(self) -> str:
        return f"{self.actor} read dossier {self.dossier_id}"

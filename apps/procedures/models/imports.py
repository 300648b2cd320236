"""A file on its way into the catalogue: read, tried, looked at, applied once."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q


class CatalogueImport(models.Model):
    """One file of procedures that somebody chose, and how far it has come. The row is the queue of the worker."""

    class State(models.TextChoices):
        CHOSEN = "chosen", "Chờ xem cột"
        TO_TRY = "to_try", "Chờ đọc thử"
        TRYING = "trying", "Đang đọc thử"
        TRIED = "tried", "Đã đọc thử"
        TO_APPLY = "to_apply", "Chờ nhập"
        APPLYING = "applying", "Đang nhập"
        APPLIED = "applied", "Đã nhập"
        FAILED = "failed", "Không đọc được"
        DROPPED = "dropped", "Đã bỏ"

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, help_text="what the file is by its content: domain/file_kinds.py")
    layout: models.JSONField[Any, Any] = models.JSONField(
        help_text="sheet, heading rows and the column of each heading"
    )
    state = models.CharField(max_length=10, choices=State, default=State.CHOSEN)
    total = models.PositiveIntegerField(default=0, help_text="rows the file seems to have; 0: nobody knows")
    done = models.PositiveIntegerField(default=0, help_text="rows read so far")
    tries = models.PositiveSmallIntegerField(default=0, help_text="how often a worker began the present run")
    failure = models.CharField(max_length=20, blank=True, help_text="a key of labels, why nothing came of it")
    stamp = models.BigIntegerField(null=True, help_text="newest version of the catalogue when the file was tried")
    report: models.JSONField[Any, Any] = models.JSONField(null=True, help_text="the report of the last whole run")

    chosen_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()
    applied_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True, help_text="when the present run was asked for")
    ended_at = models.DateTimeField(null=True, help_text="when the last run came to its end")

    RUNNING = (State.TO_TRY, State.TRYING, State.TO_APPLY, State.APPLYING)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="applied") | Q(ended_at__isnull=False, report__isnull=False),
                name="procedures_applied_import_has_a_report",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at", "id"],
                condition=Q(state__in=("to_try", "trying", "to_apply", "applying")),
                name="procedures_imports_waiting",
            ),
            models.Index(F("agency"), F("id").desc(), name="procedures_imports_last"),
        ]

    def __str__(self) -> str:
        return f"import {self.pk}: {self.state}"

    @property
    def is_running(self) -> bool:
        """A worker has it, or will have it soon."""
        return self.state in self.RUNNING

    @property
    def percent(self) -> int | None:
        """How much of the file is read; None while nobody knows how long it is."""
        return min(100, 100 * self.done // self.total) if self.total else None


class ImportedProcedure(models.Model):
    """What one procedure of a file would become, as the try found it: the rows of the list that is looked at."""

    class Outcome(models.TextChoices):
        CREATED = "created", "Mới"
        NEW_VERSION = "new_version", "Thay đổi"

    catalogue_import = models.ForeignKey(CatalogueImport, on_delete=models.CASCADE, related_name="procedures")
    row = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    outcome = models.CharField(max_length=12, choices=Outcome)
    is_listed_only = models.BooleanField(default=False)
    changes: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="[{column, gone, came}]")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["catalogue_import", "code"], name="procedures_imported_once"),
        ]
        indexes = [
            models.Index(fields=["catalogue_import", "outcome", "row", "id"], name="procedures_imported_order"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.outcome}"

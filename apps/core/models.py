"""Tables of the ground floor."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from apps.core.encryption import OpenCharField


class IdempotencyKey(models.Model):
    """A form that was already acted upon, and where its answer led."""

    scope = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    answer: models.JSONField[Any, Any] = models.JSONField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="core_idempotency_once")]
        indexes = [models.Index(fields=["created_at"], name="core_idempotency_age")]

    def __str__(self) -> str:
        return f"{self.scope} {self.key}"


class RateWindow(models.Model):
    """How often something was tried in one window of time; kept in PostgreSQL so that it outlives a lost cache."""

    bucket = models.CharField(max_length=120)
    window = models.BigIntegerField()
    hits = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bucket", "window"], name="core_rate_window_once")]
        indexes = [models.Index(fields=["window"], name="core_rate_window_age")]

    def __str__(self) -> str:
        return f"{self.bucket}@{self.window}: {self.hits}"


class StoredFile(models.Model):
    """A file outside the web root under a random name; until it is judged nobody but its sender may open it."""

    class State(models.TextChoices):
        WAITING = "waiting", "đang kiểm tra"
        CLEAN = "clean", "đã kiểm tra"
        REFUSED = "refused", "không nhận"

    address = models.CharField(max_length=40)
    storage_name = models.CharField(max_length=200)
    original_name = OpenCharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(default=1)
    uploaded_by = models.CharField(max_length=60, help_text="opaque key of the actor")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.CLEAN, db_default=State.CLEAN)
    refusal = models.CharField(max_length=12, blank=True, db_default="", help_text="why it was not taken")
    judged_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="how often a worker began to judge it")
    sent_sha256 = models.CharField(
        max_length=64, blank=True, db_default="", help_text="of what was sent, where something else was made of it"
    )
    pictures = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="how many small pictures of pages lie beside it"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["address"], name="core_stored_file_address"),
            models.CheckConstraint(
                condition=Q(state="refused", refusal__gt="") | ~Q(state="refused") & Q(refusal=""),
                name="core_refused_files_say_why",
            ),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="core_stored_file_sha256"),
            models.Index(fields=["id"], condition=Q(state="waiting"), name="core_files_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.original_name} ({self.size} B)"

    @property
    def is_clean(self) -> bool:
        """Whether others than its sender may open it."""
        return self.state == self.State.CLEAN


class Upload(models.Model):
    """A file that arrives in parts: how much of it is here, in which parts, and whose it is."""

    address = models.CharField(max_length=40)
    owner = models.CharField(max_length=60, help_text="opaque key of the actor")
    name = OpenCharField(max_length=200)
    length = models.PositiveIntegerField(help_text="bytes promised")
    received = models.PositiveIntegerField(default=0, help_text="bytes here")
    parts: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="storage names, in order")
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["address"], name="core_upload_address"),
            models.CheckConstraint(condition=Q(received__lte=F("length")), name="core_upload_is_no_longer_than_said"),
        ]
        indexes = [
            models.Index(fields=["touched_at"], name="core_upload_age"),
            models.Index(fields=["owner", "touched_at"], name="core_upload_of_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.received} of {self.length} B"


class JobFailure(models.Model):
    """A task that raised, and how often in a row; settled when it ran well again.

    No arguments, no words of the error: both may speak of people. The trace stands in the log, under the task's id.
    """

    task = models.CharField(max_length=80)
    error = models.CharField(max_length=80, help_text="the class of what was raised")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    last_id = models.CharField(max_length=40, help_text="the task's id in the log")
    retried_at = models.DateTimeField(null=True, help_text="when somebody last asked to run it again")
    retried_by = models.CharField(max_length=60, blank=True, help_text="opaque key of that actor")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task", "error"], condition=Q(settled_at__isnull=True), name="core_one_open_failure"
            )
        ]
        indexes = [models.Index(fields=["-last_at", "-id"], name="core_failures_last")]

    def __str__(self) -> str:
        return f"{self.task}: {self.error} x {self.times}"


class Pulse(models.Model):
    """The last sign of life of a part of the house that runs by itself, and how it was then."""

    name = models.CharField(max_length=40)
    at = models.DateTimeField()
    faults = models.PositiveIntegerField(default=0, help_text="how much it found wrong; 0 is well")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name"], name="core_one_pulse")]

    def __str__(self) -> str:
        return f"{self.name} at {self.at}"

"""The volumes of a year's books that were closed, and the files made of them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from apps.desk.domain.books import Book

BOOKS = [(book.value, book.value) for book in Book]


class BookVolume(models.Model):
    """One closed volume of the book of a year; the volume that is being written begins after the last of them."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    book = models.CharField(max_length=10, choices=BOOKS, default=Book.DOSSIERS.value, db_default=Book.DOSSIERS.value)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(help_text="quyển số")
    first = models.PositiveIntegerField(help_text="số thứ tự đầu")
    last = models.PositiveIntegerField(help_text="số thứ tự cuối")
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        "officials.Official", on_delete=models.PROTECT, null=True, related_name="+", help_text="null: full by the rule"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "book", "year", "number"], name="desk_volume_once"),
            models.UniqueConstraint(fields=["agency", "book", "year", "first"], name="desk_volume_begins_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="desk_volume_has_a_line"),
        ]

    def __str__(self) -> str:
        return f"volume {self.number}/{self.year} of {self.book} of agency {self.agency_id}"


class BookFile(models.Model):
    """A volume as a file to save: asked for by an official, made by a worker."""

    class Kind(models.TextChoices):
        XLSX = "xlsx", "Excel"
        PDF = "pdf", "PDF"

    class State(models.TextChoices):
        ASKED = "asked", "đang chờ"
        MAKING = "making", "đang làm"
        DONE = "done", "đã xong"
        FAILED = "failed", "chưa làm được"

    WAITING = (State.ASKED, State.MAKING)

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    book = models.CharField(max_length=10, choices=BOOKS, default=Book.DOSSIERS.value, db_default=Book.DOSSIERS.value)
    year = models.PositiveSmallIntegerField()
    volume = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=4, choices=Kind)
    state = models.CharField(max_length=6, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    lines = models.PositiveIntegerField(default=0)
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "book", "year", "volume", "kind"],
                condition=Q(state__in=["asked", "making"]),
                name="desk_book_file_asked_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(file__isnull=False, ended_at__isnull=False),
                name="desk_book_file_done_is_there",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at", "id"], condition=Q(state__in=["asked", "making"]), name="desk_book_files_to_make"
            ),
            models.Index(fields=["agency", "book", "year", "volume", "-asked_at"], name="desk_book_files_of"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.book} {self.volume}/{self.year}: {self.state}"

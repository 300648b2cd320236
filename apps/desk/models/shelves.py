"""Kho giấy: folders on their shelves, which dossier lies in which, and what happened to each paper."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from apps.accounts.domain.actor import Actor
from apps.core.encryption import OpenCharField
from apps.desk.domain.shelves import LONGEST_CODE, Move, Retention
from apps.dossiers.models import SEEING_DUTIES

RETENTIONS = [(one.value, one.value) for one in Retention]


class FolderQuerySet(models.QuerySet["Folder"]):
    def visible_to(self, actor: Actor) -> Self:
        """The folders of this official's office; the rest does not exist for them."""
        if not actor.is_official or not SEEING_DUTIES & actor.duties:
            return self.none()
        return self.filter(agency_id=actor.agency_id)


class Folder(models.Model):
    """Hồ sơ giấy nằm chung một tập: its code stands on its label, its term is that of everything in it."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=LONGEST_CODE)
    title = OpenCharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(help_text="the last year in which what lies in it was closed")
    retention = models.CharField(max_length=10, choices=RETENTIONS)
    last_year = models.PositiveSmallIntegerField(null=True, help_text="at whose end the term is over; null: never")
    box = models.CharField(max_length=40, blank=True, help_text="hộp")
    shelf = models.CharField(max_length=40, blank=True, help_text="giá, kệ")
    opened_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    objects: ClassVar[FolderQuerySet] = FolderQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="desk_folder_code"),
            models.CheckConstraint(
                condition=Q(retention="permanent", last_year__isnull=True)
                | ~Q(retention="permanent") & Q(last_year__isnull=False),
                name="desk_folder_term",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "opened_at", "id"], name="desk_folders_of"),
            models.Index(fields=["agency", "last_year", "opened_at", "id"], name="desk_folders_ending"),
        ]

    def __str__(self) -> str:
        return self.code


class PaperPlace(models.Model):
    """Where the paper of one dossier lies now: the reading of its moves."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="paper_places")
    folder = models.ForeignKey(Folder, on_delete=models.PROTECT, related_name="places")
    since = models.DateTimeField(help_text="when it came into this folder")
    lent_to = OpenCharField(max_length=200, blank=True)
    lent_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "dossier"], name="desk_paper_lies_once"),
            models.CheckConstraint(
                condition=Q(lent_to="", lent_until__isnull=True) | ~Q(lent_to="") & Q(lent_until__isnull=False),
                name="desk_paper_lent_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["folder", "since", "id"], name="desk_papers_in_folder"),
            models.Index(fields=["agency", "lent_until", "id"], condition=~Q(lent_to=""), name="desk_papers_lent"),
        ]

    def __str__(self) -> str:
        return f"paper of dossier {self.dossier_id}"


class PaperMove(models.Model):
    """One thing that happened to a paper or a folder, for ever: a trigger refuses to change it or to take it away."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    folder = models.ForeignKey(Folder, on_delete=models.PROTECT, related_name="moves")
    dossier = models.ForeignKey(
        "dossiers.Dossier",
        on_delete=models.PROTECT,
        null=True,
        related_name="paper_moves",
        help_text="null: the folder",
    )
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Move])
    said = OpenCharField(max_length=200, blank=True, help_text="to whom it was lent; box and shelf of a folder")
    until = models.DateField(null=True, blank=True)
    by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="placed", dossier__isnull=True) | ~Q(kind="placed") & Q(dossier__isnull=False),
                name="desk_move_of_something",
            ),
            models.CheckConstraint(
                condition=~Q(kind="lent") | ~Q(said="") & Q(until__isnull=False), name="desk_lent_to_somebody"
            ),
        ]
        indexes = [
            models.Index(fields=["dossier", "at"], name="desk_moves_of_dossier"),
            models.Index(fields=["folder", "at"], condition=Q(dossier__isnull=True), name="desk_moves_of_folder"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at}"


class RetentionRuleQuerySet(models.QuerySet["RetentionRule"]):
    def in_force(self, *, on: date) -> Self:
        """What holds on that day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))


class RetentionRule(models.Model):
    """How long an office keeps the dossiers of a field or of one procedure, with the source or the doubt. One that no
    longer holds stays, with who ended it and why."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    field = models.ForeignKey("procedures.Field", on_delete=models.PROTECT, null=True, related_name="+")
    procedure = models.ForeignKey("procedures.Procedure", on_delete=models.PROTECT, null=True, related_name="+")
    retention = models.CharField(max_length=10, choices=RETENTIONS)
    source = OpenCharField(max_length=300, help_text="the law, or what nobody could confirm")
    set_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_on = models.DateField(null=True, help_text="the first day on which it no longer holds")
    ended_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, help_text="when that was said")
    end_reason = OpenCharField(max_length=300, blank=True, db_default="")

    objects: ClassVar[RetentionRuleQuerySet] = RetentionRuleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "field"], condition=Q(ended_on__isnull=True), name="desk_retention_of_field"
            ),
            models.UniqueConstraint(
                fields=["agency", "procedure"], condition=Q(ended_on__isnull=True), name="desk_retention_of_procedure"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True, ended_at__isnull=True, end_reason="")
                | Q(ended_on__isnull=False, ended_by__isnull=False, ended_at__isnull=False) & ~Q(end_reason=""),
                name="desk_retention_ended_whole",
            ),
            models.CheckConstraint(
                condition=Q(field__isnull=False, procedure__isnull=True)
                | Q(field__isnull=True, procedure__isnull=False),
                name="desk_retention_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.retention} for field {self.field_id} or procedure {self.procedure_id}"

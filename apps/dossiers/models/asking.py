"""What was asked of the citizen, paper by paper, and what citizen and office wrote to each other."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from apps.core.encryption import OpenTextField, SealedTextField
from apps.dossiers.domain.asking import Defect, ItemState, Side
from apps.dossiers.models.case import Dossier, DossierEvent

_JUDGED = [ItemState.ACCEPTED.value, ItemState.AGAIN.value]


class SupplementItem(models.Model):
    """One paper of a request: what is wrong with it, how it is mended, and how far that is."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="asked_items")
    event = models.ForeignKey(DossierEvent, on_delete=models.PROTECT, related_name="asked_items")
    position = models.PositiveSmallIntegerField()
    required = models.ForeignKey("procedures.RequiredDocument", on_delete=models.PROTECT, null=True, related_name="+")
    name = OpenTextField()
    defect = models.CharField(max_length=16)
    fix = SealedTextField(help_text="what to do about it, as the citizen reads it")
    originals = models.PositiveSmallIntegerField(default=0)
    certified = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, default=ItemState.OPEN.value)
    word = SealedTextField(null=True, blank=True, help_text="why the citizen sends nothing for it")
    answered_at = models.DateTimeField(null=True, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    verdict = SealedTextField(null=True, blank=True, help_text="what is still wrong, where it is asked for again")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "event", "position"], name="dossiers_asked_once"),
            models.CheckConstraint(
                condition=Q(defect__in=[defect.value for defect in Defect]), name="dossiers_asked_for_a_known_reason"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ItemState]), name="dossiers_asked_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=_JUDGED, judged_at__isnull=False)
                | ~Q(state__in=_JUDGED) & Q(judged_at__isnull=True),
                name="dossiers_asked_judged_has_its_instant",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["dossier", "event", "position"], name="dossiers_asked_of")
        ]

    def __str__(self) -> str:
        return f"paper {self.position} of request {self.event_id}: {self.state}"


class TalkLine(models.Model):
    """One message between the citizen and the office about a dossier; its words are the note of its event."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="talk")
    event = models.OneToOneField(DossierEvent, on_delete=models.PROTECT, related_name="talk_line")
    side = models.CharField(max_length=8)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True, help_text="when the other side had it before them")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(side__in=[side.value for side in Side]), name="dossiers_talk_known_side")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["dossier", "id"], name="dossiers_talk_of"),
            models.Index(
                fields=["agency", "id"],
                condition=Q(side=Side.CITIZEN.value, read_at__isnull=True),
                name="dossiers_talk_unread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} wrote about dossier {self.dossier_id}"

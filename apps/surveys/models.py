"""Invitations and responses. No column leads from one to the other."""

from __future__ import annotations

from django.db import models

from apps.core.encryption import SealedTextField
from apps.surveys.domain.satisfaction import Satisfaction


class Invitation(models.Model):
    """The right to vote once about one dossier; `token_digest` recognises the link, the link itself is not kept."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="invitations")
    token_digest = models.CharField(max_length=64)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    is_burned = models.BooleanField(default=False, help_text="voted; when is not kept, or votes could be matched")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "dossier"], name="surveys_one_invitation"),
            models.UniqueConstraint(fields=["token_digest"], name="surveys_invitation_token"),
        ]
        indexes = [models.Index(fields=["agency", "invited_at"], name="surveys_invited")]

    def __str__(self) -> str:
        return f"invitation about dossier {self.dossier_id}"


class Response(models.Model):
    """One vote: what was judged and on which day, never by whom."""

    id = models.UUIDField(primary_key=True)  # random: a running number would tell the order of the votes
    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    procedure = models.ForeignKey("procedures.Procedure", on_delete=models.PROTECT, related_name="+")
    field = models.ForeignKey("procedures.Field", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    satisfaction = models.CharField(max_length=16, choices=[(s.value, s.value) for s in Satisfaction])
    comment = SealedTextField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "day"], include=["satisfaction", "field"], name="surveys_by_day")]

    def __str__(self) -> str:
        return f"{self.satisfaction} on {self.day}"

"""What a dossier led to: the paper with its fingerprint and address, its drafts, and what was put right in it later."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.core.encryption import OpenCharField, SealedTextField
from apps.dossiers.domain.status import ResultKind
from apps.dossiers.models.case import Dossier


class Result(models.Model):
    """The paper, its number, who signed it. Signed, its fingerprint and address never change."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="results")
    title = OpenCharField(max_length=300)
    number = OpenCharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in ResultKind])
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    prepared_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    signed_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_as = OpenCharField(max_length=200, blank=True, db_default="", help_text="the signer's position on that day")
    is_current = models.BooleanField(default=True)
    sha256 = models.CharField(max_length=64, blank=True, db_default="", help_text="of the file that was signed")
    address = models.CharField(
        max_length=40, blank=True, db_default="", help_text="random address under which anybody can verify it"
    )
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    superseded_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    revoked_reason = SealedTextField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "dossier"], condition=Q(is_current=True), name="dossiers_one_current_result"
            ),
            models.UniqueConstraint(fields=["address"], condition=~Q(address=""), name="dossiers_result_address"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_by__isnull=False, revoked_reason__isnull=False),
                name="dossiers_result_revoked_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["sha256"], condition=~Q(sha256=""), name="dossiers_result_by_print"),
        ]

    def __str__(self) -> str:
        return f"result of dossier {self.dossier_id}"

    @property
    def is_in_force(self) -> bool:
        """Signed, and neither revoked nor replaced."""
        return self.signed_at is not None and self.revoked_at is None and self.superseded_at is None


class ResultDraft(models.Model):
    """A result that the house drew itself: the address printed on it is kept until the paper is signed under it."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    address = models.CharField(max_length=40)
    drafted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "dossier", "sha256"], name="dossiers_result_draft_once"),
        ]

    def __str__(self) -> str:
        return f"draft of a result of dossier {self.dossier_id}"


class Correction(models.Model):
    """A corrected result on its way to a leader (đính chính): whoever prepares it does not sign it."""

    class State(models.TextChoices):
        DRAFTED = "drafted", "chờ ký"
        SIGNED = "signed", "đã ký"
        RETURNED = "returned", "trả lại người soạn"

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="corrections")
    old = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+")
    title = OpenCharField(max_length=300)
    number = OpenCharField(max_length=60, blank=True)
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    reason = SealedTextField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFTED)
    proposed_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    note = SealedTextField(null=True, blank=True, help_text="why a leader sent it back")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "dossier"], condition=Q(state="drafted"), name="dossiers_one_open_correction"
            ),
            models.CheckConstraint(
                condition=Q(state="drafted", decided_at__isnull=True)
                | ~Q(state="drafted") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="dossiers_correction_decided",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "id"], condition=Q(state="drafted"), name="dossiers_corrections_to_sign"),
        ]

    def __str__(self) -> str:
        return f"correction of result {self.old_id}"

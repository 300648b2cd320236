"""What is known of a scan beyond its pages."""

from __future__ import annotations

from django.db import models

from apps.core.encryption import OpenCharField
from apps.dossiers.domain.digitisation import SignedKind
from apps.dossiers.models.case import DossierDocument


class SignedCopy(models.Model):
    """That a scan carries a digital signature: whose, of what day, and who noted it. Nothing is signed or checked here.

    NĐ 118/2025/NĐ-CP, TT 01/2023/TT-VPCP: what a desk digitises is signed before it goes on.
    """

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(DossierDocument, on_delete=models.PROTECT, related_name="signed_copies")
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in SignedKind])
    signed_by = OpenCharField(max_length=200, help_text="as the signature names its owner")
    signed_on = models.DateField()
    noted_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "document", "file"], name="dossiers_signed_copy_once"),
        ]

    def __str__(self) -> str:
        return f"signed copy of document {self.document_id}"

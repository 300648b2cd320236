"""Cases that were filed together: one event of a life, and each case lives its own life after."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from apps.dossiers.models.case import Dossier


class Bundle(models.Model):
    """One visit over several dossiers; until it is filed all of them are drafts of the same person."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey("procedures.BundleOffer", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, help_text="random; stands in its address")
    title = models.CharField(max_length=120, help_text="the words of the event at its beginning")
    submitter = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "reference"], name="dossiers_bundle_reference_once"),
            models.CheckConstraint(
                condition=Q(filed_at__isnull=True) | Q(filed_at__gte=F("created_at")), name="dossiers_bundle_order"
            ),
        ]
        indexes = [models.Index(fields=["submitter", "-id"], name="dossiers_bundle_of_submitter")]

    def __str__(self) -> str:
        return self.reference


class BundledCase(models.Model):
    """One dossier of a bundle; a draft that is thrown away leaves it."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="cases")
    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="bundled")
    part = models.ForeignKey("procedures.BundlePart", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "bundle", "position"], name="dossiers_bundled_position"),
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id}.{self.position}"

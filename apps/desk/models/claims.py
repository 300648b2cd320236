"""Who has an online dossier in hand before it is taken in."""

from __future__ import annotations

from django.db import models


class IntakeClaim(models.Model):
    """«Đang xem: Lan»: courtesy among clerks, no lock; it lapses by itself, and receiving is judged elsewhere."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="claims")
    official = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "dossier"], name="desk_one_claim_a_dossier")]

    def __str__(self) -> str:
        return f"dossier {self.dossier_id} in the hands of official {self.official_id}"

"""What an office lets people file at once: one event of a life over several of its procedures."""

from __future__ import annotations

from typing import Any

from django.db import models

from apps.procedures.models.finding import Signpost
from apps.procedures.models.local import Offering


class BundleOffer(models.Model):
    """An event of a life that one form and one filing cover: «Sinh con»."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="bundle_offers")
    signpost = models.ForeignKey(
        Signpost, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", help_text="the event it stands at"
    )
    slug = models.SlugField(max_length=60, help_text="its address")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=120)
    meaning = models.CharField(max_length=200, blank=True)
    picture = models.CharField(max_length=40, blank=True, help_text="pictogram")
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "slug"], name="procedures_bundle_offer_slug")]

    def __str__(self) -> str:
        return self.slug


class BundlePart(models.Model):
    """One procedure of it: whether most people want it, and what it has in common with the parts before.

    `shares` says which earlier question answers one of its own, `given` what the event itself answers, `papers` under
    which common name a paper of its list is sent; an empty name: the first part brings the paper forth.
    """

    offer = models.ForeignKey(BundleOffer, on_delete=models.CASCADE, related_name="parts")
    offering = models.ForeignKey(Offering, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=200, blank=True, help_text="what one has of it")
    is_usual = models.BooleanField(default=True, help_text="chosen beforehand")
    shares: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True, help_text="{own: earlier}")
    given: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True, help_text="{own: answer}")
    papers: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True, help_text="{own: common or empty}")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "offering"], name="procedures_bundle_part_once"),
            models.UniqueConstraint(fields=["offer", "position"], name="procedures_bundle_part_position"),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}.{self.position}"

"""Tries to pay."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.payments.domain.states import AttemptState
from apps.payments.domain.words import Way
from apps.payments.models.demands import choices


class Attempt(models.Model):
    """One try to pay one or several demands; `reference` is what the money carries back to us."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    demands = models.ManyToManyField("payments.Demand", through="payments.Share", related_name="attempts")
    way = models.CharField(max_length=8, choices=choices(Way))
    gateway = models.CharField(max_length=20, blank=True, help_text="which one, where there is one")
    reference = models.CharField(max_length=25)
    amount = models.PositiveBigIntegerField(help_text="đồng")
    state = models.CharField(max_length=10, choices=choices(AttemptState), default=AttemptState.OPEN)
    provider_id = models.CharField(max_length=64, blank=True, help_text="the other side's own name for the money")
    error = models.CharField(max_length=40, blank=True, help_text="a code, never the other side's words")
    started_by = models.CharField(max_length=60, help_text="opaque key of the actor")
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    said_at = models.DateTimeField(null=True, blank=True, help_text="the citizen says that the money has left")
    asked_at = models.DateTimeField(null=True, blank=True, help_text="when we last asked the gateway")
    asked = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "reference"], name="payments_reference_once"),
            models.CheckConstraint(
                condition=Q(state=AttemptState.OPEN) | Q(ended_at__isnull=False), name="payments_ended_at_some_hour"
            ),
        ]
        indexes = [
            models.Index(
                fields=["started_at", "id"], condition=Q(state=AttemptState.OPEN), name="payments_open_attempts"
            ),
            models.Index(fields=["reference"], name="payments_by_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.amount}"


class Share(models.Model):
    """How much of one try is for one demand."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="shares")
    demand = models.ForeignKey("payments.Demand", on_delete=models.PROTECT, related_name="shares")
    amount = models.PositiveBigIntegerField(help_text="đồng")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "attempt", "demand"], name="payments_share_once")]

    def __str__(self) -> str:
        return f"{self.amount} of attempt {self.attempt_id} for demand {self.demand_id}"

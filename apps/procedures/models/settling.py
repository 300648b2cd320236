"""What the import could not be sure of, and what a person answered."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5

from apps.procedures.domain.doubts import Doubt, What
from apps.procedures.models.law import ProcedureVersion
from apps.worktime import Allowance, Unit

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Settlement(models.Model):
    """One answer of a person, given to one doubtful place or to all that are worded alike; it can be taken back."""

    what = models.CharField(max_length=10, help_text="domain.doubts.What, as in its items")
    amount = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, blank=True, help_text="of time, or đồng; null: stays as written"
    )
    unit = models.CharField(max_length=100, blank=True, help_text="a unit of time; for a fee per what")
    settled_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()
    undone_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=False, amount__gte=0) | Q(amount__isnull=True, unit=""),
                name="procedures_settled_value_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="procedures_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.amount} {self.unit}"

    @property
    def time(self) -> Allowance | None:
        """The length that was settled."""
        if self.what != What.TIME or self.amount is None:
            return None
        return Allowance(amount=Decimal(self.amount).normalize(), unit=Unit(self.unit))

    @property
    def fee(self) -> tuple[int, str] | None:
        """The amount in đồng that was settled, and per what."""
        return (int(self.amount), self.unit) if self.what == What.FEE and self.amount is not None else None


class ReviewItemQuerySet(models.QuerySet["ReviewItem"]):
    def open_at(self, at: datetime) -> Self:
        """The doubts nobody has settled, of wordings that still hold or will."""
        today = at.astimezone(ZONE).date()
        holds = Q(version__effective_to__isnull=True) | Q(version__effective_to__gt=today)
        return self.filter(holds, settled_at__isnull=True)


class ReviewItem(models.Model):
    """Something in a version that a person has to settle, because typing it would have been a guess."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="review_items")
    what = models.CharField(max_length=10, choices=[(what.value, what.value) for what in What])
    reason = models.CharField(max_length=20, choices=[(doubt.value, doubt.value) for doubt in Doubt])
    text = models.TextField()
    text_key = models.GeneratedField(
        expression=MD5("text"),
        output_field=models.CharField(max_length=32),
        db_persist=True,
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, null=True, blank=True, related_name="items")

    objects: ClassVar[ReviewItemQuerySet] = ReviewItemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settlement__isnull=True)
                | Q(settled_at__isnull=False, settlement__isnull=False),
                name="procedures_review_settled_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["what", "version"], condition=Q(settled_at__isnull=True), name="procedures_review_open"
            ),
            models.Index(
                fields=["text_key", "what", "reason"],
                condition=Q(settled_at__isnull=True),
                name="procedures_review_alike",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.reason}"

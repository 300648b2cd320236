"""Fees as rules: what the law says with its version, and what the office's own council decided beside it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from apps.procedures.domain.fee_rules import Exemption, FeeRule, Per, Tier
from apps.procedures.models.law import CHANNELS, ProcedureVersion
from apps.procedures.models.parts import Variant


class FeeTerms(models.Model):
    """What a fee rule says, whoever made it. Amounts are đồng; a waiver is 0 with its reason, never null."""

    amount = models.PositiveBigIntegerField(null=True, blank=True, help_text="đồng; 0 is free; null is unsure")
    per = models.CharField(max_length=8, choices=[(per.value, per.value) for per in Per], default=Per.DOSSIER)
    unit = models.CharField(max_length=100, blank=True, help_text="per what, in words: bản, trang, hồ sơ")
    tiers: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True, help_text="[[up to page, đồng], …]")
    cap = models.PositiveBigIntegerField(null=True, blank=True, help_text="most for one copy, đồng")
    exemptions: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True, help_text="who goes free")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True, help_text="last day")
    reason = models.TextField(blank=True, help_text="by what text of law")

    class Meta:
        abstract = True

    def terms(self, *, channel: str, variant: int | None, text: str, is_local: bool) -> FeeRule:
        """This row as the value that `fee_of` reckons with."""
        return FeeRule(
            amount=self.amount,
            channel=channel,
            variant=variant,
            per=Per(self.per),
            unit=self.unit,
            tiers=tuple(Tier(up_to=up_to, amount=amount) for up_to, amount in self.tiers),
            cap=self.cap,
            exemptions=frozenset(map(Exemption, self.exemptions)),
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            reason=self.reason,
            text=text,
            is_local=is_local,
        )


def _days_in_order(name: str) -> models.CheckConstraint:
    unsaid = Q(valid_from__isnull=True) | Q(valid_until__isnull=True)
    return models.CheckConstraint(condition=unsaid | Q(valid_until__gte=F("valid_from")), name=name)


class Fee(FeeTerms):
    """Phí, lệ phí of the law: one rule for one way of filing, typed where certain, and always as written."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="fees")
    position = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=10, choices=[(channel, channel) for channel in CHANNELS])
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, null=True, blank=True, related_name="fees")
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="procedures_fee_position"),
            _days_in_order("procedures_fee_days"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def rule(self) -> FeeRule:
        """This row as a rule of the law."""
        return self.terms(channel=self.channel, variant=self.variant_id, text=self.text, is_local=False)


class LocalFee(FeeTerms):
    """A fee the province's council decides and this office takes: no import touches it, and it wins over the law's."""

    offering = models.ForeignKey("procedures.Offering", on_delete=models.PROTECT, related_name="local_fees")
    channel = models.CharField(
        max_length=10, choices=[(channel, channel) for channel in CHANNELS], blank=True, help_text="empty: every one"
    )

    class Meta:
        constraints = [
            _days_in_order("procedures_local_fee_days"),
            models.CheckConstraint(condition=Q(amount__isnull=False), name="procedures_local_fee_is_sure"),
        ]

    def __str__(self) -> str:
        return f"{self.offering_id}: {self.amount}"

    @property
    def rule(self) -> FeeRule:
        """This row as a rule of the office."""
        return self.terms(channel=self.channel, variant=None, text="", is_local=True)

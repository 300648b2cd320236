"""Money that came in, the receipts for it, and money that goes back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.core.encryption import OpenCharField, OpenTextField, SealedJSONField, SealedTextField
from apps.payments.domain.money import CreditState, Settled, Why
from apps.payments.domain.words import ReceiptKind, RefundWay, Source
from apps.payments.models.demands import choices


class Credit(models.Model):
    """Báo có: money that came in as somebody told us, once for each name its teller gave it."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=8, choices=choices(Source))
    provider_id = models.CharField(max_length=64)
    amount = models.PositiveBigIntegerField(help_text="đồng")
    reference = models.CharField(max_length=25, blank=True, help_text="as read out of the words of the transfer")
    memo = SealedTextField(blank=True, help_text="the words of the transfer: banks put names and numbers there")
    paid_at = models.DateTimeField()
    told_at = models.DateTimeField()
    attempt = models.ForeignKey("payments.Attempt", on_delete=models.PROTECT, null=True, related_name="credits")
    state = models.CharField(max_length=10, choices=choices(CreditState))
    why = models.CharField(max_length=20, choices=choices(Why), blank=True)
    entered_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    settled = models.CharField(max_length=8, choices=choices(Settled), blank=True)
    settled_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    note = OpenTextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "source", "provider_id"], name="payments_credit_once"),
            models.CheckConstraint(
                condition=~Q(state=CreditState.UNMATCHED) | ~Q(why=""), name="payments_unmatched_says_why"
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "told_at", "id"],
                condition=Q(state=CreditState.UNMATCHED),
                name="payments_unmatched",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.provider_id}: {self.amount}"


class Receipt(models.Model):
    """Biên lai: what was paid, numbered by year, with facts that stay. A mistake is taken back by another one."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=choices(ReceiptKind), default=ReceiptKind.RECEIPT)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    attempt = models.ForeignKey("payments.Attempt", on_delete=models.PROTECT, related_name="receipts")
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversal")
    amount = models.PositiveBigIntegerField(help_text="đồng")
    facts = SealedJSONField()
    address = models.CharField(max_length=40, help_text="random, for the paper")
    issued_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "number"], name="payments_receipt_number"),
            models.UniqueConstraint(fields=["agency", "attempt", "kind"], name="payments_one_receipt_of_an_attempt"),
            models.UniqueConstraint(fields=["address"], name="payments_receipt_address"),
            models.CheckConstraint(
                condition=Q(kind=ReceiptKind.RECEIPT, reverses__isnull=True)
                | Q(kind=ReceiptKind.REVERSAL, reverses__isnull=False),
                name="payments_a_reversal_names_its_receipt",
            ),
        ]
        indexes = [models.Index(fields=["agency", "issued_at", "id"], name="payments_receipts_of_a_day")]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"


class ReceiptPrint(models.Model):
    """That a receipt came out of the printer: the first time with its three parts, every later time as a copy."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="prints")
    number = models.PositiveSmallIntegerField(help_text="1 is the original")
    printed_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    printed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "receipt", "number"], name="payments_receipt_printed_once"),
        ]

    def __str__(self) -> str:
        return f"print {self.number} of receipt {self.receipt_id}"


class Refund(models.Model):
    """Hoàn trả: asked for by one, decided by another, and how the money went back."""

    class State(models.TextChoices):
        ASKED = "asked", "Chờ quyết định"
        DONE = "done", "Đã hoàn trả"
        DECLINED = "declined", "Không hoàn trả"

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    demand = models.ForeignKey("payments.Demand", on_delete=models.PROTECT, related_name="refunds")
    amount = models.PositiveBigIntegerField(help_text="đồng")
    reason = OpenTextField()
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    way = models.CharField(max_length=8, choices=choices(RefundWay), blank=True)
    document = OpenCharField(max_length=100, blank=True, help_text="number of the payment slip or transfer")
    note = OpenTextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "demand"], condition=Q(state="asked"), name="payments_one_open_refund"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "asked_at", "id"], condition=Q(state="asked"), name="payments_refunds_asked")
        ]

    def __str__(self) -> str:
        return f"refund of demand {self.demand_id}: {self.amount}"

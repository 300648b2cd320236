"""What a dossier owes."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from apps.accounts.domain.actor import Actor, ActorKind
from apps.core.encryption import OpenCharField, OpenTextField
from apps.dossiers.domain.status import Status
from apps.dossiers.models import SEEING_DUTIES, Dossier
from apps.officials.domain.duties import Duty
from apps.payments.domain.states import PAYABLE, DemandState
from apps.payments.domain.words import Proof, Way, What
from apps.procedures.domain.fee_rules import Exemption

# A cashier sees what is owed, and nothing else of a dossier.
MONEY_DUTIES = SEEING_DUTIES | {Duty.CASHIER}


def choices(kind: type[Any]) -> list[tuple[str, str]]:
    """The members of an enumeration as Django wants them."""
    return [(member.value, member.value) for member in kind]


class Bill(models.Model):
    """What the filer said about the fee of one dossier: copies, an exemption claimed, how they mean to pay."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.CASCADE, related_name="bill")
    copies = models.PositiveSmallIntegerField(default=1, help_text="of what is applied for, where one pays by the copy")
    claim = models.CharField(max_length=12, choices=choices(Exemption), blank=True)
    proof = models.CharField(max_length=8, choices=choices(Proof), blank=True)
    way = models.CharField(max_length=8, choices=choices(Way), blank=True)
    is_unsure = models.BooleanField(default=False, help_text="the catalogue gave no sum when it was frozen")
    saved_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True, blank=True, help_text="when it was filed")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = []

    def __str__(self) -> str:
        return f"bill of dossier {self.dossier_id}"


class DemandQuerySet(models.QuerySet["Demand"]):
    def visible_to(self, actor: Actor) -> Self:
        """What this actor may see; the rest does not exist for them."""
        if actor.kind is ActorKind.CITIZEN or actor.is_helping:
            return self.filter(dossier__in=Dossier.objects.visible_to(actor))
        if actor.kind is ActorKind.OFFICIAL and MONEY_DUTIES & actor.duties:
            ours = Q(dossier__agency_id=actor.agency_id) | Q(dossier__receiving_agency_id=actor.agency_id)
            return self.filter(ours).exclude(dossier__status=Status.DRAFT)
        return self.none()

    def payable(self) -> Self:
        """What can still be paid."""
        return self.filter(state__in=sorted(PAYABLE))


class Demand(models.Model):
    """Khoản phải thu: one sum that one dossier owes, with its lines as they were reckoned, frozen when it was made."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="demands")
    what = models.CharField(max_length=8, choices=choices(What))
    number = models.PositiveSmallIntegerField(default=1, help_text="the second notice of a dossier is 2")
    title = OpenCharField(max_length=200)
    amount = models.PositiveBigIntegerField(help_text="đồng")
    lines: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="[[quantity, đồng each], …]")
    copies = models.PositiveSmallIntegerField(default=1)
    sentence = OpenTextField(blank=True, help_text="how the sum came about, in words")
    legal_basis = OpenTextField(blank=True)
    document = OpenCharField(max_length=100, blank=True, help_text="number of the notice of payment")
    pauses = models.BooleanField(default=False, help_text="the dossier's clock stands until it is paid")
    state = models.CharField(max_length=10, choices=choices(DemandState), default=DemandState.DUE)
    claim = models.CharField(max_length=12, choices=choices(Exemption), blank=True, help_text="not judged yet")
    claim_proof = models.CharField(max_length=8, choices=choices(Proof), blank=True)
    reason = OpenTextField(blank=True, help_text="why it was waived or cancelled")
    proof = models.CharField(max_length=8, choices=choices(Proof), blank=True, help_text="of the waiver")
    proof_file = models.ForeignKey(
        "core.StoredFile", on_delete=models.PROTECT, null=True, related_name="+", help_text="the proof, scanned"
    )
    declined = models.CharField(max_length=12, choices=choices(Exemption), blank=True, help_text="claimed, refused")
    decided_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    raised_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[DemandQuerySet] = DemandQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "dossier", "what", "number"], name="payments_demand_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payments_demand_asks_for_something"),
            models.CheckConstraint(
                condition=~Q(state=DemandState.WAIVED) | Q(decided_at__isnull=False) & ~Q(reason=""),
                name="payments_waived_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[DemandState.PAID, DemandState.REFUND_DUE, DemandState.REFUNDED])
                | Q(paid_at__isnull=False),
                name="payments_paid_once_upon_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "raised_at", "id"],
                condition=Q(state__in=sorted(PAYABLE)),
                name="payments_still_owed",
            ),
            models.Index(fields=["agency", "paid_at"], name="payments_paid_on"),
            models.Index(
                fields=["agency", "decided_at"], condition=Q(decided_at__isnull=False), name="payments_decided_on"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} of dossier {self.dossier_id}: {self.amount}"

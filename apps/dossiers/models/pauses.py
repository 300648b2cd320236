"""Why a promise moved: the pause ledger, the outages behind it, the one extension."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from apps.core.encryption import OpenCharField, SealedTextField
from apps.dossiers.models.case import Dossier


class Outage(models.Model):
    """What hit every open dossier of an agency at once; a leader declares it and says when it is over."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    reason = SealedTextField()
    legal_basis = OpenCharField(max_length=200, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    carried_out_at = models.DateTimeField(null=True, blank=True, help_text="the last dossier follows its latest word")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency"], condition=Q(closed_at__isnull=True), name="dossiers_one_open_outage"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")), name="dossiers_outage_order"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id"], condition=Q(carried_out_at__isnull=True), name="dossiers_outage_to_do")
        ]

    def __str__(self) -> str:
        return f"outage of agency {self.agency_id} from {self.opened_at}"


class Pause(models.Model):
    """A time in which the clock stood: who wanted it, who decided, why, on what basis and paper, until when."""

    class Kind(models.TextChoices):
        SUPPLEMENT = "supplement", "Chờ bổ sung"
        PAYMENT = "payment", "Nghĩa vụ tài chính"
        OUTAGE = "outage", "Sự cố"
        OTHER = "other", "Lý do khác"

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="pauses")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.SUPPLEMENT)
    mode = models.CharField(max_length=8, help_text="restart or resume; resume where the dossier ended instead")
    reason = SealedTextField(null=True)
    restart_reason = SealedTextField(null=True, help_text="why the whole period begins again")
    again_reason = SealedTextField(null=True, help_text="why a second request")
    legal_basis = OpenCharField(max_length=200, blank=True)
    document = OpenCharField(max_length=120, blank=True, help_text="the paper that opened it")
    outage = models.ForeignKey(Outage, on_delete=models.PROTECT, null=True, related_name="pauses")
    requested_by = models.ForeignKey(
        "officials.Official", on_delete=models.PROTECT, null=True, related_name="+", help_text="if another decided"
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    hours_left = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, help_text="working hours to the promise when it opened"
    )
    answer_by_date = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    proof = OpenCharField(max_length=120, blank=True, help_text="the paper that closed it")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "dossier"], condition=Q(closed_at__isnull=True), name="dossiers_one_open_pause"
            ),
            models.UniqueConstraint(
                fields=["agency", "dossier", "outage"],
                condition=Q(outage__isnull=False),
                name="dossiers_paused_once_by_outage",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")), name="dossiers_pause_order"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "opened_at", "id"], name="dossiers_pauses_of_agency"),
            models.Index(
                fields=["agency", "answer_by_date"],
                condition=Q(closed_at__isnull=True, answer_by_date__isnull=False),
                name="dossiers_answers_awaited",
            ),
            models.Index(
                fields=["outage", "id"], condition=Q(closed_at__isnull=True), name="dossiers_paused_by_outage"
            ),
        ]

    def __str__(self) -> str:
        return f"pause of dossier {self.dossier_id} from {self.opened_at}"


class Extension(models.Model):
    """Hẹn lại: at most one per dossier, by law and by constraint (NĐ 61/2018, Điều 19)."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="extensions")
    first_due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    reason_code = models.CharField(max_length=40)
    requested_by = models.ForeignKey(
        "officials.Official", on_delete=models.PROTECT, null=True, related_name="+", help_text="who held the dossier"
    )
    signed_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    hours_left = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, help_text="working hours to the promise when it was signed"
    )
    is_after_promise = models.BooleanField(help_text="signed when the promise was already broken")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "dossier"], name="dossiers_one_extension"),
            models.CheckConstraint(condition=Q(new_due_at__gt=F("first_due_at")), name="dossiers_extension_is_later"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "signed_at", "id"], name="dossiers_extensions_of_agency")
        ]

    def __str__(self) -> str:
        return f"extension of dossier {self.dossier_id} to {self.new_due_at}"

"""What a version of the law is made of: its cases, papers, ways of filing and legal basis."""

from __future__ import annotations

from django.db import models

from apps.procedures.domain.checklist import is_only_if
from apps.procedures.domain.digitising import Digitise
from apps.procedures.models.law import CHANNELS, UNITS, ProcedureVersion, allowance, typed
from apps.worktime import Allowance


class Variant(models.Model):
    """Trường hợp: one case of a procedure, with its own time where the law gives one; a dossier is filed under it."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="variants")
    position = models.PositiveSmallIntegerField()
    name = models.TextField()
    time_text = models.TextField(blank=True)
    allowance_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    allowance_unit = models.CharField(max_length=16, choices=UNITS, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="procedures_variant_position"),
            models.CheckConstraint(condition=typed("allowance"), name="procedures_variant_allowance"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def allowance(self) -> Allowance | None:
        """The time of this case alone, where it is certain."""
        return allowance(amount=self.allowance_amount, unit=self.allowance_unit)


class RequiredDocument(models.Model):
    """Thành phần hồ sơ: one paper of one case, in the order of the law."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="documents")
    position = models.PositiveSmallIntegerField()
    case = models.TextField(blank=True)
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, null=True, blank=True, related_name="documents")
    name = models.TextField()
    code = models.CharField(max_length=60, blank=True, help_text="the code of the paper in the national catalogue")
    originals = models.PositiveSmallIntegerField(default=1)
    copies = models.PositiveSmallIntegerField(default=0)
    form_code = models.TextField(blank=True, help_text="mẫu đơn, tờ khai")
    is_note = models.BooleanField(default=False, help_text="no original and no copy: a remark, no paper")
    is_shown_only = models.BooleanField(default=False, help_text="looked at, not kept: an identity card")
    digitise = models.CharField(
        max_length=5, choices=[(rule.value, rule.value) for rule in Digitise], default=Digitise.SCAN
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="procedures_document_position")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_optional(self) -> bool:
        """Nobody has to hand it in: asked of some people only, or only looked at."""
        return self.is_shown_only or is_only_if(self.name)


class ChannelRule(models.Model):
    """Cách thức thực hiện: one way of filing with its time, as written and where certain typed."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="channels")
    position = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=10, choices=[(channel, channel) for channel in CHANNELS])
    time_text = models.TextField(blank=True)
    allowance_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    allowance_unit = models.CharField(max_length=16, choices=UNITS, blank=True)
    fee_text = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="procedures_channel_position"),
            models.CheckConstraint(condition=typed("allowance"), name="procedures_channel_allowance"),
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.time_text}"

    @property
    def allowance(self) -> Allowance | None:
        """The time of this row."""
        return allowance(amount=self.allowance_amount, unit=self.allowance_unit)


class LegalBasis(models.Model):
    """Căn cứ pháp lý: one text of law that a procedure stands on."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="legal_basis")
    position = models.PositiveSmallIntegerField()
    number = models.TextField(blank=True, help_text="số ký hiệu")
    title = models.TextField(blank=True, help_text="trích yếu")
    issued_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="procedures_basis_position")]

    def __str__(self) -> str:
        return self.number or self.title

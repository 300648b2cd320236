"""What the law says of a procedure, version by version. Written by the import alone, never edited in place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q

from apps.procedures.domain.checklist import is_only_if
from apps.procedures.domain.doubts import Doubt, What
from apps.worktime import Allowance, Unit

CHANNELS = ("in_person", "online", "postal", "other")
UNITS = [(unit.value, unit.value) for unit in Unit]


def typed(prefix: str) -> Q:
    """An amount and its unit stand together or not at all."""
    neither = Q(**{f"{prefix}_amount__isnull": True, f"{prefix}_unit": ""})
    return neither | (Q(**{f"{prefix}_amount__gte": 0}) & ~Q(**{f"{prefix}_unit": ""}))


def allowance(*, amount: Decimal | None, unit: str) -> Allowance | None:
    """The typed time of two columns, None where the law was not certain."""
    return None if amount is None else Allowance(amount=amount.normalize(), unit=Unit(unit))


class RecordField(models.JSONField):
    """JSON of a whole record, for bulk inserts.

    Naming a placeholder keeps Django from sending such columns as one array, which psycopg quotes character by
    character: that took two thirds of the time of an import.
    """

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        return "%s"


class Field(models.Model):
    """Lĩnh vực."""

    slug = models.CharField(max_length=200, help_text="its address, from the folded name")
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)
    sort_key = models.CharField(max_length=700, db_collation="C")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug"], name="procedures_field_slug")]

    def __str__(self) -> str:
        return self.name


class Procedure(models.Model):
    """Thủ tục hành chính. Its key is the code: titles repeat and change."""

    code = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="procedures_procedure_code")]

    def __str__(self) -> str:
        return self.code


class ProcedureVersionQuerySet(models.QuerySet["ProcedureVersion"]):
    def in_force(self, *, on: date) -> Self:
        """The one version of each procedure that holds on a day."""
        return self.filter(Q(effective_to__isnull=True) | Q(effective_to__gt=on), effective_from__lte=on)


class ProcedureVersion(models.Model):
    """One legal wording of a procedure; a dossier stays bound to the one it was filed under."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    effective_from = models.DateField()
    is_from_import_day = models.BooleanField(default=False, help_text="the file named no day: the import's own day")
    effective_to = models.DateField(null=True, blank=True, help_text="first day on which it no longer holds")

    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    short_name = models.CharField(max_length=200)
    folded_name = models.CharField(max_length=400)
    folded = models.TextField(help_text="what is searched: title and key words without marks")
    sort_key = models.CharField(max_length=700, db_collation="C")
    is_sensitive = models.BooleanField(default=False, help_text="its title is not shown to who only knows a code")
    is_listed_only = models.BooleanField(default=False, help_text="a list names it; how it is done nobody has said yet")

    allowance_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    allowance_unit = models.CharField(max_length=16, choices=UNITS, blank=True)
    time_text = models.TextField(blank=True, help_text="the times as written, always kept")

    level = models.TextField(blank=True)
    agency_text = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    issuing_agency = models.TextField(blank=True)
    steps = models.TextField(blank=True)
    results: models.JSONField[Any, Any] = models.JSONField(default=list)
    conditions = models.TextField(blank=True)
    subjects = models.TextField(blank=True)
    legal_basis: models.JSONField[Any, Any] = models.JSONField(default=list)

    source = models.CharField(max_length=300, blank=True)
    quality = models.CharField(max_length=60, blank=True)
    source_record = RecordField(help_text="as received")
    content = RecordField(help_text="cleaned columns; what the next import compares")
    fingerprint = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    objects: ClassVar[ProcedureVersionQuerySet] = ProcedureVersionQuerySet.as_manager()  # type: ignore[assignment]

    # Lists never need them, and one of them alone may be a megabyte.
    HEAVY_FIELDS = ("source_record", "content", "steps", "legal_basis", "conditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="procedures_version_number"),
            models.UniqueConstraint(
                fields=["procedure"], condition=Q(effective_to__isnull=True), name="procedures_one_open_version"
            ),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="procedures_version_period",
            ),
            models.CheckConstraint(condition=typed("allowance"), name="procedures_version_allowance"),
        ]
        indexes = [
            GinIndex(SearchVector("folded", config="simple"), name="procedures_version_words"),
            GinIndex(OpClass(F("folded_name"), name="gin_trgm_ops"), name="procedures_version_typos"),
            models.Index(fields=["sort_key", "id"], name="procedures_version_order"),
        ]

    def __str__(self) -> str:
        return f"{self.short_name} (v{self.number})"

    @property
    def allowance(self) -> Allowance | None:
        """The time of every case and channel, where the law has one and said it clearly."""
        return allowance(amount=self.allowance_amount, unit=self.allowance_unit)


class RequiredDocument(models.Model):
    """Thành phần hồ sơ: one paper of one case, in the order of the law."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="documents")
    position = models.PositiveSmallIntegerField()
    case = models.TextField(blank=True)
    name = models.TextField()
    originals = models.PositiveSmallIntegerField(default=1)
    copies = models.PositiveSmallIntegerField(default=0)
    form_code = models.TextField(blank=True)
    is_note = models.BooleanField(default=False, help_text="no original and no copy: a remark, no paper")
    is_shown_only = models.BooleanField(default=False, help_text="looked at, not kept: an identity card")

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


class Fee(models.Model):
    """Phí, lệ phí: one amount in đồng where certain, and always as written."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="fees")
    position = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=10, choices=[(channel, channel) for channel in CHANNELS])
    case = models.TextField(blank=True)
    amount = models.PositiveBigIntegerField(null=True, blank=True, help_text="đồng; 0 is free; null is unsure")
    unit = models.CharField(max_length=100, blank=True, help_text="per what: bản, trang, hồ sơ")
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="procedures_fee_position")]

    def __str__(self) -> str:
        return self.text


class ReviewItem(models.Model):
    """Something in a version that a person has to settle, because typing it would have been a guess."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="review_items")
    what = models.CharField(max_length=10, choices=[(what.value, what.value) for what in What])
    reason = models.CharField(max_length=20, choices=[(doubt.value, doubt.value) for doubt in Doubt])
    text = models.TextField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["what", "version"], condition=Q(settled_at__isnull=True), name="procedures_review_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.reason}"

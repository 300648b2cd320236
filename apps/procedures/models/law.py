"""What the law says of a procedure, version by version. Written by the import alone, never edited in place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q

from apps.procedures.domain.life import Ending, OnlineLevel
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
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="procedures_field_slug"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="procedures_field_below_another"),
        ]

    def __str__(self) -> str:
        return self.name


class Procedure(models.Model):
    """Thủ tục hành chính. Its key is the code: titles repeat and change."""

    code = models.CharField(max_length=40)
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="what one files now"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="procedures_procedure_code")]

    def __str__(self) -> str:
        return self.code


class ProcedureVersionQuerySet(models.QuerySet["ProcedureVersion"]):
    def in_force(self, *, on: date) -> Self:
        """The one version of each procedure that holds on a day; one of tomorrow waits, one of yesterday is gone."""
        return self.filter(Q(effective_to__isnull=True) | Q(effective_to__gt=on), effective_from__lte=on)


class ProcedureVersion(models.Model):
    """One legal wording of a procedure; a dossier stays bound to the one it was filed under."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    effective_from = models.DateField()
    is_from_import_day = models.BooleanField(default=False, help_text="the file named no day: the import's own day")
    effective_to = models.DateField(null=True, blank=True, help_text="first day on which it no longer holds")
    ending = models.CharField(
        max_length=10, choices=[(ending.value, ending.value) for ending in Ending], blank=True, help_text="why it ends"
    )
    ended_by = models.CharField(max_length=200, blank=True, help_text="the decision that ended the procedure")

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
    decision_date = models.DateField(null=True, blank=True)
    issuing_agency = models.TextField(blank=True)
    issuer = models.ForeignKey("procedures.Authority", on_delete=models.PROTECT, null=True, related_name="+")
    sets = models.PositiveSmallIntegerField(null=True, blank=True, help_text="số bộ; null is unsaid")
    steps = models.TextField(blank=True)
    results: models.JSONField[Any, Any] = models.JSONField(default=list)
    conditions = models.TextField(blank=True)
    subjects = models.TextField(blank=True)
    online_level = models.CharField(
        max_length=8, choices=[(level.value, level.value) for level in OnlineLevel], blank=True
    )
    online_reason = models.TextField(blank=True, help_text="why not every step can be done through the net")
    lacks: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="lawful parts that nobody wrote")

    source = models.CharField(max_length=300, blank=True)
    quality = models.CharField(max_length=60, blank=True)
    source_record = RecordField(help_text="as received")
    content = RecordField(help_text="cleaned columns; what the next import compares")
    fingerprint = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    objects: ClassVar[ProcedureVersionQuerySet] = ProcedureVersionQuerySet.as_manager()  # type: ignore[assignment]

    # Lists never need them, and one of them alone may be a megabyte.
    HEAVY_FIELDS = ("source_record", "content", "steps", "conditions")

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
            # Written at once: a pending list after an import would be read through by every search.
            GinIndex(SearchVector("folded", config="simple"), name="procedures_version_words", fastupdate=False),
            models.Index(fields=["sort_key", "id"], name="procedures_version_order"),
        ]

    def __str__(self) -> str:
        return f"{self.short_name} (v{self.number})"

    @property
    def allowance(self) -> Allowance | None:
        """The time of every case and channel, where the law has one and said it clearly."""
        return allowance(amount=self.allowance_amount, unit=self.allowance_unit)

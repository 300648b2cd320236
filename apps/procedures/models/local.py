"""How one agency arranges a procedure, apart from the law: a new version of the law leaves it untouched."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Func, Q, Value

from apps.officials.domain.duties import Duty
from apps.procedures.domain.courtesies import Courtesy
from apps.procedures.domain.form_schema import FormField, fields_of
from apps.procedures.models.law import UNITS, Procedure, ProcedureVersion, allowance, typed
from apps.worktime import Allowance

# Each everyday name as one element, so that an index finds it whole.
NAMES_SAID = Func(
    F("folded_keywords"), Value("\n"), function="string_to_array", output_field=ArrayField(models.TextField())
)


class Offering(models.Model):
    """A procedure as it is done at one agency."""

    class SupplementMode(models.TextChoices):
        RESTART = "restart", "Tính lại từ đầu"
        RESUME = "resume", "Tính tiếp phần còn lại"

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="offerings")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="offerings")
    is_open = models.BooleanField(default=True)
    accepts_online = models.BooleanField(default=False)
    supplement_mode = models.CharField(
        max_length=8, choices=SupplementMode, default=SupplementMode.RESTART, help_text="domain ruling 4"
    )
    is_returned_on_the_spot = models.BooleanField(default=False, help_text="result at once: no receipt is owed")
    courtesy = models.CharField(
        max_length=14,
        choices=[(kind.value, kind.value) for kind in Courtesy],
        blank=True,
        help_text="the letter offered at reception with this result; empty: none",
    )
    form_schema: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    explanation = models.TextField(blank=True, help_text="when one needs it, as said at the counter")
    keywords = models.TextField(blank=True, help_text="what people call it, one name per line")
    folded_keywords = models.TextField(blank=True)
    settled_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    settled_unit = models.CharField(
        max_length=16, choices=UNITS, blank=True, help_text="the time a person settled, where the law was unclear"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "procedure"], name="procedures_offering_once"),
            models.CheckConstraint(condition=typed("settled"), name="procedures_offering_settled"),
            models.CheckConstraint(
                condition=Q(is_open=True) | Q(accepts_online=False), name="procedures_closed_takes_nothing_online"
            ),
        ]
        indexes = [
            GinIndex(NAMES_SAID, name="procedures_offering_names"),
            GinIndex(SearchVector("folded_keywords", config="simple"), name="procedures_offering_words"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} @ {self.agency_id}"

    @property
    def settled_allowance(self) -> Allowance | None:
        """What a person settled for the time that the import left open."""
        return allowance(amount=self.settled_amount, unit=self.settled_unit)

    def allowance_under(self, version: ProcedureVersion) -> Allowance | None:
        """The time to promise under a wording of the law: its own, or the one settled here where it is unclear.

        None: nobody may promise anything until a person has settled it.
        """
        return version.allowance or self.settled_allowance

    @property
    def form_fields(self) -> tuple[FormField, ...]:
        """The fields of the electronic form."""
        return fields_of(self.form_schema)


class WorkflowStep(models.Model):
    """One step of the way through the office: who by duty, and how many working hours are planned for it."""

    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="workflow_steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    duty = models.CharField(max_length=20, choices=[(duty.value, duty.value) for duty in Duty])
    planned_hours = models.DecimalField(max_digits=6, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offering", "position"], name="procedures_step_position"),
            models.CheckConstraint(condition=Q(planned_hours__gt=0), name="procedures_step_hours"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.name}"

"""How one agency arranges a procedure, apart from the law: a new version of the law leaves it untouched."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Func, Q, Value

from apps.officials.domain.duties import Duty
from apps.procedures.domain.courtesies import Courtesy
from apps.procedures.domain.form_schema import FormField, fields_of
from apps.procedures.domain.life import OnlineLevel
from apps.procedures.domain.targets import promised
from apps.procedures.domain.workflow import Part
from apps.procedures.models.law import UNITS, Procedure, ProcedureVersion, allowance, typed
from apps.procedures.models.parts import Variant
from apps.worktime import Allowance

# Each everyday name as one element, so that an index finds it whole.
NAMES_SAID = Func(
    F("folded_keywords"), Value("\n"), function="string_to_array", output_field=ArrayField(models.TextField())
)


class Offering(models.Model):
    """A procedure as it is done at one agency: what holds at once. What has a day of its own is an Arrangement."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="offerings")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="offerings")
    is_open = models.BooleanField(default=True)
    accepts_online = models.BooleanField(default=False)
    is_received_at_desk = models.BooleanField(default=True, db_default=True)
    specialised_office = models.CharField(
        max_length=300, blank=True, help_text="which office takes it in, where the desk does not"
    )
    online_level = models.CharField(
        max_length=8,
        choices=[(level.value, level.value) for level in OnlineLevel],
        blank=True,
        help_text="what this office publishes; empty: what the law's record says",
    )
    online_reason = models.TextField(blank=True, help_text="why not every step can be done through the net")
    is_returned_on_the_spot = models.BooleanField(default=False, help_text="result at once: no receipt is owed")
    courtesy = models.CharField(
        max_length=14,
        choices=[(kind.value, kind.value) for kind in Courtesy],
        blank=True,
        help_text="the letter offered at reception with this result; empty: none",
    )
    explanation = models.TextField(blank=True, help_text="when one needs it, as said at the counter")
    keywords = models.TextField(blank=True, help_text="what people call it, one name per line")
    folded_keywords = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "procedure"], name="procedures_offering_once"),
            models.CheckConstraint(
                condition=Q(is_open=True) | Q(accepts_online=False), name="procedures_closed_takes_nothing_online"
            ),
            models.CheckConstraint(
                condition=Q(is_received_at_desk=True) | ~Q(specialised_office="") & Q(accepts_online=False),
                name="procedures_received_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(online_level=OnlineLevel.PARTIAL) | ~Q(online_reason=""),
                name="procedures_partial_has_a_reason",
            ),
        ]
        indexes = [
            GinIndex(NAMES_SAID, name="procedures_offering_names"),
            GinIndex(SearchVector("folded_keywords", config="simple"), name="procedures_offering_words"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} @ {self.agency_id}"

    @property
    def takes_papers(self) -> bool:
        """Whether our desk takes it in."""
        return self.is_open and self.is_received_at_desk


class ArrangementQuerySet(models.QuerySet["Arrangement"]):
    def in_force(self, *, on: date) -> Self:
        """The one published arrangement of each offering that holds on a day."""
        return self.filter(Q(effective_to__isnull=True) | Q(effective_to__gt=on), effective_from__lte=on)


class Arrangement(models.Model):
    """How a procedure is done at an agency from a day on: form, result, steps, clock. Published ones never change."""

    class SupplementMode(models.TextChoices):
        RESTART = "restart", "Tính lại từ đầu"
        RESUME = "resume", "Tính tiếp phần còn lại"

    offering = models.ForeignKey(Offering, on_delete=models.PROTECT, related_name="arrangements")
    number = models.PositiveIntegerField()
    effective_from = models.DateField(null=True, blank=True, help_text="null: a draft that holds for nobody")
    effective_to = models.DateField(null=True, blank=True, help_text="first day on which it no longer holds")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        "officials.Official", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    saved_at = models.DateTimeField(help_text="last time somebody changed the draft")
    supplement_mode = models.CharField(
        max_length=8, choices=SupplementMode, default=SupplementMode.RESTART, help_text="domain ruling 4"
    )
    form_schema: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    result_template = models.TextField(blank=True, help_text="the result's text with the fields that fill it in")
    second_party = models.CharField(
        max_length=100, blank=True, db_default="", help_text="who has to confirm with the filer; empty: nobody"
    )
    most_copies = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="how many copies of the result one may ask for besides; 0: none"
    )
    settled_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    settled_unit = models.CharField(
        max_length=16, choices=UNITS, blank=True, help_text="the time a person settled, where the law was unclear"
    )

    target_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    target_unit = models.CharField(
        max_length=16, choices=UNITS, blank=True, help_text="the office's own shorter time; never above the law's"
    )

    objects: ClassVar[ArrangementQuerySet] = ArrangementQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offering", "number"], name="procedures_arrangement_number"),
            models.UniqueConstraint(
                fields=["offering"], condition=Q(effective_from__isnull=True), name="procedures_one_draft"
            ),
            models.UniqueConstraint(
                fields=["offering"],
                condition=Q(effective_from__isnull=False, effective_to__isnull=True),
                name="procedures_one_open_arrangement",
            ),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="procedures_arrangement_period",
            ),
            models.CheckConstraint(
                condition=Q(effective_from__isnull=True, published_at__isnull=True)
                | Q(effective_from__isnull=False, published_at__isnull=False),
                name="procedures_arrangement_published",
            ),
            models.CheckConstraint(condition=typed("settled"), name="procedures_arrangement_settled"),
            models.CheckConstraint(condition=typed("target"), name="procedures_arrangement_target"),
        ]

    def __str__(self) -> str:
        return f"{self.offering_id} v{self.number}"

    @property
    def is_draft(self) -> bool:
        return self.effective_from is None

    def holds(self, *, on: date) -> bool:
        """Whether it is in force on a day."""
        ends = self.effective_to
        return self.effective_from is not None and self.effective_from <= on and (ends is None or ends > on)

    @property
    def settled_allowance(self) -> Allowance | None:
        """What a person settled for the time that the import left open."""
        return allowance(amount=self.settled_amount, unit=self.settled_unit)

    @property
    def target(self) -> Allowance | None:
        """The office's own shorter time."""
        return allowance(amount=self.target_amount, unit=self.target_unit)

    def allowance_under(self, version: ProcedureVersion, *, variant: Variant | None = None) -> Allowance | None:
        """The time to promise: the case's own, else the wording's, else the one settled here; or our shorter target.

        None: nobody may promise anything until a person has settled it.
        """
        law = (variant.allowance if variant else None) or version.allowance
        return promised(law=law, settled=self.settled_allowance, target=self.target)

    @property
    def form_fields(self) -> tuple[FormField, ...]:
        """The fields of the electronic form."""
        return fields_of(self.form_schema)


class WorkflowStep(models.Model):
    """One step of the way of a dossier; read as `domain.workflow.Step`, where the columns are explained."""

    arrangement = models.ForeignKey(Arrangement, on_delete=models.CASCADE, related_name="workflow_steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    duty = models.CharField(max_length=20, choices=[(duty.value, duty.value) for duty in Duty])
    planned_hours = models.DecimalField(max_digits=6, decimal_places=2)
    part = models.CharField(max_length=12, choices=[(part.value, part.value) for part in Part], default=Part.MAIN.value)
    unit_name = models.CharField(max_length=200, blank=True, help_text="the unit of ours; empty: whoever has the duty")
    agency_name = models.CharField(max_length=200, blank=True, help_text="another office that does it; empty: we do")
    is_parallel = models.BooleanField(default=False, help_text="begins together with the step before")
    is_optional = models.BooleanField(default=False)
    wait_days = models.PositiveSmallIntegerField(default=0, help_text="calendar days to wait after the working hours")
    remind_hours = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    condition: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True, help_text="only where this holds")
    routes: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True, help_text="[{when, unit}]")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["arrangement", "position"], name="procedures_step_position"),
            models.CheckConstraint(
                condition=Q(planned_hours__gt=0)
                | Q(planned_hours=0, wait_days__gt=0)
                | Q(planned_hours=0, part="observer"),
                name="procedures_step_hours",
            ),
            models.CheckConstraint(condition=Q(remind_hours__gte=0), name="procedures_step_reminder"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.name}"

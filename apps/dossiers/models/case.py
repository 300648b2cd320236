"""The case and everything that is kept of it. Every moving field is the reading of its events."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q

from apps.accounts.domain.actor import Actor, ActorKind
from apps.core.encryption import (
    OpenCharField,
    OpenEmailField,
    OpenTextField,
    SealedJSONField,
    SealedTextField,
)
from apps.dossiers.domain.state import MOVING_FIELDS, CaseState
from apps.dossiers.domain.status import ASKING, AWAITING_ANSWER, BEFORE_RECEPTION, Channel, Delivery, ResultKind, Status
from apps.dossiers.domain.timeliness import Timeliness
from apps.officials.domain.duties import Duty

# Duties that open an agency's dossiers; an administrator or an editor sees none.
SEEING_DUTIES = frozenset(
    {
        Duty.CLERK,
        Duty.RETURN_CLERK,
        Duty.CASE_OFFICER,
        Duty.UNIT_HEAD,
        Duty.LEADER,
        Duty.RECORDS,
        Duty.INSPECTOR,
        Duty.STATISTICS,
    }
)

# Each word of a name by itself: people are called by the last one.
WORDS_OF_A_NAME = SearchVector("applicant_name_folded", config="simple")


def _choices(kind: type[Any]) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in kind]


class DossierQuerySet(models.QuerySet["Dossier"]):
    def visible_to(self, actor: Actor) -> Self:
        """What this actor may see; the rest does not exist for them."""
        if actor.is_helping:
            return self.filter(_filed_with(actor) | _answered_with(actor))
        if actor.kind is ActorKind.CITIZEN:
            return self.filter(Q(applicant_id=actor.id) | Q(submitter_id=actor.id))
        if actor.kind is ActorKind.OFFICIAL and SEEING_DUTIES & actor.duties:
            ours = Q(agency_id=actor.agency_id) | Q(receiving_agency_id=actor.agency_id)
            return self.filter(ours).exclude(status=Status.DRAFT)
        return self.none()

    def received_visible_to(self, actor: Actor, *, agency_id: int) -> Self:
        """What `visible_to` shows of the dossiers that an agency has received, asked so that indexes alone can answer:
        whoever sees dossiers of their own agency sees all of them, and none that was received is a draft."""
        is_ours = actor.kind is ActorKind.OFFICIAL and not actor.is_helping and actor.agency_id == agency_id
        sees_all = is_ours and bool(SEEING_DUTIES & actor.duties)
        seen = self if sees_all else self.visible_to(actor)
        return seen.filter(agency_id=agency_id, received_at__isnull=False)


def _filed_with(actor: Actor) -> Q:
    """The drafts that this helper writes."""
    helped = Q(assistance__official=actor.id) if actor.is_official else Q(assistance__helper__person=actor.id)
    theirs_still = Q(assistance__beneficiary=F("submitter"))  # not once it was handed on to somebody else
    return helped & theirs_still & Q(assistance__closed_at__isnull=True, status=Status.DRAFT)


def _answered_with(actor: Actor) -> Q:
    """The dossiers whose owner sits beside this helper to send what was asked for."""
    helped = Q(helped_answers__official=actor.id) if actor.is_official else Q(helped_answers__helper__person=actor.id)
    return helped & Q(helped_answers__closed_at__isnull=True, status__in=AWAITING_ANSWER)


class Dossier(models.Model):
    """One case of one applicant under one version of a procedure."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="dossiers")
    receiving_agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    returning_agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("procedures.ProcedureVersion", on_delete=models.PROTECT, related_name="+")
    offering = models.ForeignKey("procedures.Offering", on_delete=models.PROTECT, related_name="+")
    variant = models.ForeignKey(
        "procedures.Variant", on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="trường hợp"
    )
    arrangement = models.ForeignKey("procedures.Arrangement", on_delete=models.PROTECT, related_name="+")
    field = models.ForeignKey("procedures.Field", on_delete=models.PROTECT, related_name="+")
    procedure_name = models.CharField(max_length=200, help_text="short name at filing, for lists")
    channel = models.CharField(max_length=10, choices=_choices(Channel))
    is_assisted = models.BooleanField(default=False)
    case = OpenTextField(blank=True, help_text="trường hợp, where the procedure has several")

    temporary_ref = models.CharField(max_length=20)
    lookup_digest = models.CharField(max_length=64, blank=True)
    factor_once = SealedTextField(null=True, help_text="look-up factor of an online filing, until the desk takes it")

    applicant = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    submitter = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    relation = OpenCharField(max_length=200, blank=True, help_text="basis on which the submitter acts for another")
    applicant_name = OpenCharField(max_length=200)
    applicant_name_folded = OpenCharField(max_length=200)
    applicant_phone = OpenCharField(max_length=20, blank=True)
    applicant_email = OpenEmailField(blank=True)
    applicant_address = OpenCharField(max_length=300, blank=True)
    hamlet = models.ForeignKey(
        "officials.Hamlet",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        help_text="of the deciding agency, read from the address at reception; none: the address names none",
    )
    applicant_personal_id = SealedTextField(null=True, blank=True)
    answers = SealedJSONField(null=True, blank=True)

    delivery = models.CharField(max_length=12, choices=_choices(Delivery), default=Delivery.COUNTER)
    delivery_address = OpenCharField(max_length=300, blank=True)
    wants_electronic = models.BooleanField(
        default=False, db_default=False, help_text="an electronic copy besides the paper"
    )
    extra_copies = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="bản sao của kết quả xin thêm")
    copies = models.PositiveSmallIntegerField(default=1, help_text="số bộ")
    fee_amount = models.PositiveIntegerField(default=0, help_text="đồng")
    fee_note = OpenCharField(max_length=200, blank=True)
    is_sensitive = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField(help_text="last time the applicant saved the draft or an answer")

    # Moving fields: only `take` assigns them, and only from what the domain decided.
    status = models.CharField(max_length=24, choices=_choices(Status), default=Status.DRAFT)
    outcome = models.CharField(max_length=10, choices=_choices(ResultKind), null=True, blank=True)
    code = models.CharField(max_length=60, blank=True)
    book_number = models.PositiveIntegerField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    intake_due_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    effective_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    late_after = models.DateTimeField(null=True, blank=True)
    first_due_at = models.DateTimeField(null=True, blank=True)
    first_late_after = models.DateTimeField(null=True, blank=True)
    promise: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True)
    terms: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True, help_text="as arranged at reception")
    paused_at = models.DateTimeField(null=True, blank=True)
    fix_count = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="requests before reception")
    supplement_count = models.PositiveSmallIntegerField(default=0)
    standstill_count = models.PositiveSmallIntegerField(default=0, db_default=0)
    extended_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    timeliness = models.CharField(max_length=8, choices=_choices(Timeliness), null=True, blank=True)
    timeliness_in_force = models.CharField(max_length=8, choices=_choices(Timeliness), null=True, blank=True)
    ended_late = models.BooleanField(null=True, help_text="withdrawn or stopped after its first promise had broken")
    returned_at = models.DateTimeField(null=True, blank=True)
    holder = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="held")
    previous_holder = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    step_position = models.PositiveSmallIntegerField(default=0)
    step_due_at = models.DateTimeField(null=True, blank=True)
    last_sequence = models.PositiveIntegerField(default=0)
    chain_head = models.CharField(max_length=64, blank=True)

    objects: ClassVar[DossierQuerySet] = DossierQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["receiving_agency", "code"], condition=~Q(code=""), name="dossiers_code_of_receiving_agency"
            ),
            models.UniqueConstraint(fields=["agency", "temporary_ref"], name="dossiers_temporary_ref_once"),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True, code="") | Q(received_at__isnull=False) & ~Q(code=""),
                name="dossiers_code_with_reception",
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(due_at__isnull=False, late_after__isnull=False),
                name="dossiers_received_has_a_promise",
            ),
            models.CheckConstraint(
                condition=Q(timeliness__isnull=True) | Q(finished_at__isnull=False), name="dossiers_timely_when_done"
            ),
        ]
        indexes = [
            # Open promises, soonest first: the guard, the work lists, open and overdue counts.
            models.Index(
                fields=["late_after"],
                include=["id", "agency"],
                condition=Q(received_at__isnull=False, finished_at__isnull=True, paused_at__isnull=True),
                name="dossiers_open_promises",
            ),
            # Wide enough to count what is open without opening the table.
            models.Index(
                fields=["agency", "late_after", "id"],
                include=[
                    *("field", "channel", "holder", "hamlet"),
                    *("received_at", "first_late_after", "paused_at", "supplement_count"),
                ],
                condition=Q(received_at__isnull=False, finished_at__isnull=True),
                name="dossiers_open_of_agency",
            ),
            models.Index(
                fields=["holder", "late_after", "id"],
                condition=Q(received_at__isnull=False, finished_at__isnull=True),
                name="dossiers_held",
            ),
            models.Index(
                fields=["agency", "intake_due_at", "id"],
                condition=Q(status__in=[Status.SUBMITTED, Status.NEED_FIX_INTAKE]),
                name="dossiers_intake",
            ),
            models.Index(
                fields=["agency", "finished_at", "id"],
                condition=Q(status__in=[Status.RESULT_READY, Status.REJECTED_RESULT, Status.UNCLAIMED]),
                name="dossiers_to_return",
            ),
            models.Index(
                fields=["agency", "finished_at", "id"],
                condition=Q(
                    delivery=Delivery.ELECTRONIC,
                    status__in=[Status.RESULT_READY, Status.REJECTED_RESULT, Status.RESULT_SENT],
                ),
                name="dossiers_electronic_to_take",
            ),
            models.Index(
                fields=["agency", "received_at", "id"],
                include=["field", "channel", "offering", "hamlet"],
                name="dossiers_by_reception",
            ),
            models.Index(
                fields=["receiving_agency", "book_number"],
                condition=Q(book_number__isnull=False),
                name="dossiers_by_book_number",
            ),
            models.Index(
                fields=["agency", "finished_at", "id"],
                include=[
                    *("field", "channel", "offering", "hamlet", "received_at", "late_after", "first_late_after"),
                    *("timeliness", "timeliness_in_force", "ended_late"),
                ],
                condition=Q(finished_at__isnull=False),
                name="dossiers_finished",
            ),
            GinIndex(WORDS_OF_A_NAME, name="dossiers_by_words_of_a_name"),
            # Whoever sees a dossier is of its agency or of the one that received it: neither can lead the index.
            models.Index(fields=["applicant_phone"], condition=~Q(applicant_phone=""), name="dossiers_by_phone"),
            models.Index(
                fields=["returned_at"],
                include=["agency", "received_at"],
                condition=Q(returned_at__isnull=False),
                name="dossiers_returned",
            ),
            models.Index(fields=["applicant", "-id"], name="dossiers_of_applicant"),
            # Whoever looks a dossier up knows its code, and not by which agency it was given.
            models.Index(fields=["code"], condition=~Q(code=""), name="dossiers_by_code"),
            models.Index(fields=["temporary_ref"], name="dossiers_by_temporary_ref"),
            models.Index(fields=["submitter", "-id"], name="dossiers_of_submitter"),
            models.Index(
                fields=["agency", "saved_at", "id"], condition=Q(status=Status.DRAFT), name="dossiers_drafts_by_age"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The code once there is one, else the temporary reference."""
        return self.code or self.temporary_ref

    @property
    def is_before_reception(self) -> bool:
        return self.status in BEFORE_RECEPTION

    @property
    def pause_count(self) -> int:
        """How often the clock was stopped, for whatever reason."""
        return self.supplement_count + self.standstill_count

    def state(self) -> CaseState:
        """The moving fields as the value the law reads."""
        values = {name: getattr(self, name) for name in MOVING_FIELDS}
        values["status"] = Status(self.status)
        values["outcome"] = ResultKind(self.outcome) if self.outcome else None
        for name in ("timeliness", "timeliness_in_force"):
            values[name] = Timeliness(values[name]) if values[name] else None
        return CaseState(agency_id=self.agency_id, receiving_agency_id=self.receiving_agency_id, **values)

    def take(self, state: CaseState) -> None:
        """The only assignment of status, clock and holder."""
        for name in MOVING_FIELDS:
            setattr(self, name, getattr(state, name))


class DossierEvent(models.Model):
    """One act, for ever: rows are only added (a trigger refuses anything else), each hashed over the one before."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    action = models.CharField(max_length=24)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField()
    duty = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()
    changes: models.JSONField[Any, Any] = models.JSONField()
    facts: models.JSONField[Any, Any] = models.JSONField(default=dict)
    note_digest = models.CharField(max_length=64, blank=True)
    head = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "dossier", "sequence"], name="dossiers_event_sequence"),
            models.CheckConstraint(
                condition=~Q(action__in=[action.value for action in ASKING]) | Q(facts__contains={"asked": [{}]}),
                name="dossiers_no_blind_return",
            ),
        ]
        indexes = [models.Index(fields=["dossier", "sequence"], name="dossiers_event_of_dossier")]

    def __str__(self) -> str:
        return f"{self.dossier_id}#{self.sequence} {self.action}"

    @property
    def actor_key(self) -> str:
        return f"{self.actor_kind}:{self.actor_id}"


class EventNote(models.Model):
    """The words of an event with the salt of its digest; erasing the row leaves the chain whole."""

    event = models.OneToOneField(DossierEvent, on_delete=models.PROTECT, related_name="note")
    salt = models.CharField(max_length=32)
    text = SealedTextField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = []

    def __str__(self) -> str:
        return f"note of event {self.event_id}"


class DossierDocument(models.Model):
    """One paper of the dossier: what was handed over, and its file if there is one."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="documents")
    required = models.ForeignKey("procedures.RequiredDocument", on_delete=models.PROTECT, null=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    name = OpenTextField()
    originals = models.PositiveSmallIntegerField(default=0)
    photocopies = models.PositiveSmallIntegerField(default=0)
    certified = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="bản chứng thực")
    electronic = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="bản điện tử")
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    added_by = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    filed_at = models.DateTimeField(null=True, help_text="when it was first handed in: since then its pages stand")
    scanned_at = models.DateTimeField(null=True, blank=True, help_text="when an official last scanned it afterwards")
    is_being_made = models.BooleanField(default=False, db_default=False, help_text="its pages changed since `file`")
    reused_document = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    reused_result = models.ForeignKey("Result", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reused_document__isnull=True) | Q(reused_result__isnull=True),
                name="dossiers_paper_of_one_source",
            ),
        ]
        indexes = [
            models.Index(fields=["dossier", "position", "id"], name="dossiers_document_of"),
            models.Index(fields=["id"], condition=Q(is_being_made=True), name="dossiers_papers_being_made"),
        ]

    def __str__(self) -> str:
        return f"document {self.pk} of dossier {self.dossier_id}"

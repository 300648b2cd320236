"""What is kept while somebody files: on what basis, who confirms with them, which page saved, who goes on writing."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from apps.core.encryption import OpenCharField, SealedTextField
from apps.dossiers.domain.drafts import DraftEnd
from apps.dossiers.domain.parties import Confirmation
from apps.dossiers.domain.representation import Basis, Standing
from apps.dossiers.models.case import Dossier


class Representation(models.Model):
    """On what basis the submitter acts for another; `Dossier.relation` is its line. Without a row: for themselves."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="representation")
    basis = models.CharField(max_length=16, choices=[(basis.value, basis.value) for basis in Basis])
    capacity = OpenCharField(max_length=100, blank=True, help_text="mẹ đẻ, giám đốc")
    number = OpenCharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issued_typed = OpenCharField(max_length=40, blank=True, help_text="what was typed where it is no day yet")
    certified_by = OpenCharField(max_length=200, blank=True, help_text="who certified or registered it")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(issued_typed=""), name="dossiers_representation_one_day"
            )
        ]

    def __str__(self) -> str:
        return f"representation in dossier {self.dossier_id}"

    @property
    def standing(self) -> Standing:
        """The row as the value the law reads."""
        return Standing(
            basis=Basis(self.basis),
            capacity=self.capacity,
            number=self.number,
            issued_on=self.issued_on,
            issued_typed=self.issued_typed,
            certified_by=self.certified_by,
        )


class SecondParty(models.Model):
    """Whoever the law wants beside the applicant, and what they said of the dossier.

    `answered_print` is a keyed digest of what they read: their answer holds for that and nothing else.
    """

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="second_party")
    name = OpenCharField(max_length=200, blank=True)
    phone = OpenCharField(max_length=20, blank=True)
    personal_id = SealedTextField(null=True, blank=True)
    personal_id_index = models.CharField(max_length=32, blank=True, help_text="blind; by which its owner finds it")
    address = models.CharField(max_length=40, blank=True, help_text="random; of the page that asks them")
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_until = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_print = models.CharField(max_length=64, blank=True)
    agreed = models.BooleanField(null=True)
    answered_way = models.CharField(max_length=10, blank=True, choices=[(way.value, way.value) for way in Confirmation])
    answered_by = models.CharField(max_length=60, blank=True, help_text="opaque key of the actor at the keyboard")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["address"], condition=~Q(address=""), name="dossiers_second_party_address"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, agreed__isnull=True)
                | Q(answered_at__isnull=False, agreed__isnull=False) & ~Q(answered_print=""),
                name="dossiers_second_party_answer",
            ),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=True) | ~Q(address="") & Q(asked_until__gt=F("asked_at")),
                name="dossiers_second_party_asked",
            ),
        ]
        indexes = [
            models.Index(
                fields=["personal_id_index"],
                condition=~Q(personal_id_index=""),
                name="dossiers_second_party_person",
            ),
            models.Index(fields=["answered_by"], condition=~Q(answered_by=""), name="dossiers_second_party_answered"),
        ]

    def __str__(self) -> str:
        return f"second party of dossier {self.dossier_id}"


class DraftSave(models.Model):
    """Which page saved a step last: a page that knows of no newer save may write over it, another may not."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="saves")
    step = models.CharField(max_length=20)
    page = models.CharField(max_length=43, help_text="random name of one drawing of the step")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "dossier", "step"], name="dossiers_one_save_of_a_step")
        ]

    def __str__(self) -> str:
        return f"{self.step} of dossier {self.dossier_id}"


class DraftHandOver(models.Model):
    """A draft on its way to another person: who has the link may take it once, and the giver has it no longer."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="hand_overs")
    giver = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, help_text="of the random address; the address itself is shown once")
    phone = OpenCharField(max_length=20, blank=True, help_text="where a code has to be read as well; empty: nowhere")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    taker = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="dossiers_hand_over_digest"),
            models.UniqueConstraint(
                fields=["agency", "dossier"],
                condition=Q(taken_at__isnull=True, withdrawn_at__isnull=True),
                name="dossiers_one_open_hand_over",
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, taker__isnull=True)
                | Q(taken_at__isnull=False, taker__isnull=False, withdrawn_at__isnull=True),
                name="dossiers_hand_over_taken_by_somebody",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="dossiers_hand_over_order"),
        ]

    def __str__(self) -> str:
        return f"hand-over of dossier {self.dossier_id}"


class EndedDraft(models.Model):
    """That there was a draft, for whoever comes back to its address: what became of it, and nothing of what it said."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    offering = models.ForeignKey("procedures.Offering", on_delete=models.PROTECT, related_name="+")
    end = models.CharField(max_length=12, choices=[(end.value, end.value) for end in DraftEnd])
    ended_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "reference", "person"], name="dossiers_draft_ended_once")
        ]
        indexes = [models.Index(fields=["ended_at"], name="dossiers_ended_drafts_age")]

    def __str__(self) -> str:
        return f"{self.reference} {self.end}"

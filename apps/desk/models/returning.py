"""How results reach their owners: collected at the counter with what we kept of them, posted, waited for."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from apps.core.encryption import OpenCharField, SealedTextField
from apps.desk.domain.collecting import Claimant, Identity, SignedHow
from apps.desk.domain.mail import OPEN, MailState
from apps.desk.models.papers import Slip
from apps.dossiers.domain.status import Delivery


def _choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in kind]


OPEN_STATES = sorted(state.value for state in OPEN)


class Collection(models.Model):
    """One result in the hands of whoever came for it: who, as what, how we knew them, how they signed."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="collections")
    way = models.CharField(max_length=12, choices=_choices(Delivery), default=Delivery.COUNTER)
    claimant = models.CharField(max_length=14, choices=_choices(Claimant))
    name = OpenCharField(max_length=200)
    relation = OpenCharField(max_length=200, blank=True, help_text="con gái; the basis of a representative")
    paper = OpenCharField(max_length=200, blank=True, help_text="what they showed for it: kind, number, day")
    personal_id = SealedTextField(null=True, blank=True, help_text="as scanned from their card or typed")
    identity = models.CharField(max_length=8, choices=_choices(Identity))
    signed = models.CharField(max_length=6, choices=_choices(SignedHow), blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signature = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    handed_at = models.DateTimeField()
    handed_by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    leader = models.ForeignKey("officials.Official", on_delete=models.PROTECT, null=True, related_name="+")
    slip = models.ForeignKey(Slip, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "dossier"], name="desk_collected_once"),
            models.CheckConstraint(
                condition=Q(signed="", signed_at__isnull=True, signature__isnull=True)
                | Q(signed="paper", signed_at__isnull=False, signature__isnull=True)
                | Q(signed__in=["screen", "scan"], signed_at__isnull=False, signature__isnull=False),
                name="desk_collection_signed_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "handed_at", "id"], name="desk_collections_of_a_day"),
            models.Index(fields=["agency", "id"], condition=Q(signed=""), name="desk_collections_unsigned"),
        ]

    def __str__(self) -> str:
        return f"result of dossier {self.dossier_id} handed over"


class ReturnedOriginal(models.Model):
    """Originals of one document that went back with the result."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="originals")
    document = models.ForeignKey("dossiers.DossierDocument", on_delete=models.PROTECT, related_name="+")
    kept = models.PositiveSmallIntegerField(help_text="originals that lay in the dossier")
    returned = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "collection", "document"], name="desk_original_returned_once"),
            models.CheckConstraint(condition=Q(returned__lte=F("kept")), name="desk_no_more_originals_than_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.returned} of {self.kept} originals of document {self.document_id}"


class PostalItem(models.Model):
    """One sending of one result by post; where it is now is the last line of its history."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="postal_items")
    attempt = models.PositiveSmallIntegerField(help_text="1, 2, …: sent again after it came back")
    state = models.CharField(max_length=10, choices=_choices(MailState), default=MailState.PREPARED)
    tracking = models.CharField(max_length=20, blank=True)
    name = OpenCharField(max_length=200)
    address = OpenCharField(max_length=300)
    prepared_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(help_text="when it reached its state")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "dossier", "attempt"], name="desk_postal_attempt"),
            models.UniqueConstraint(
                fields=["agency", "dossier"],
                condition=Q(state__in=OPEN_STATES),
                name="desk_one_open_postal_item",
            ),
            models.UniqueConstraint(
                fields=["agency", "tracking"], condition=~Q(tracking=""), name="desk_tracking_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["prepared", "dropped"]) | Q(handed_at__isnull=False) & ~Q(tracking=""),
                name="desk_posted_with_a_number",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "changed_at", "id"],
                condition=Q(state__in=OPEN_STATES),
                name="desk_postal_items_open",
            ),
            models.Index(fields=["dossier", "-id"], name="desk_postal_items_of"),
        ]

    def __str__(self) -> str:
        return f"posted result {self.attempt} of dossier {self.dossier_id}: {self.state}"


class PostalStep(models.Model):
    """One line of the history of a posted result; never changed."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(PostalItem, on_delete=models.PROTECT, related_name="steps")
    sequence = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=_choices(MailState))
    at = models.DateTimeField()
    by = models.ForeignKey("officials.Official", on_delete=models.PROTECT, related_name="+")
    note = OpenCharField(max_length=200, blank=True, help_text="why it failed, as the post said")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "item", "sequence"], name="desk_postal_step"),
        ]

    def __str__(self) -> str:
        return f"{self.state} of posted result {self.item_id}"


class CollectionReminder(models.Model):
    """That the owner of a waiting result was reminded, or that nobody came: each step once for each wait."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="collection_reminders")
    ready_at = models.DateTimeField(help_text="since when it waits: signed, or back from the post")
    step = models.PositiveSmallIntegerField()
    is_last = models.BooleanField(help_text="no reminder: it counts as unclaimed from now on")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "dossier", "ready_at", "step"], name="desk_collector_told_once"),
        ]

    def __str__(self) -> str:
        return f"step {self.step} of waiting for dossier {self.dossier_id}"

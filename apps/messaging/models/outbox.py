"""The outbox and the attempts to empty it."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from apps.core.encryption import SealedJSONField, SealedTextField
from apps.messaging.domain.kinds import Channel
from apps.messaging.domain.retrying import FAILED, HANDED_OVER, UNDER_WAY, MessageState

_BY_POST = Q(channel=Channel.POST.value)
_UNDER_WAY = Q(state__in=[state.value for state in UNDER_WAY])
_TECHNICAL = Q(state=MessageState.TECHNICAL.value)
_DELIVERED = Q(state=MessageState.DELIVERED.value)


class OutboxMessage(models.Model):
    """One message by one way, written in the transaction of the act it speaks of.

    `next_try_at` is when a machine should look at it again; while it is being sent, when the sender is taken for dead.
    A printed letter has none: a clerk takes it up.
    """

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=80, help_text="opaque key of what it is about: dossier:123")
    kind = models.CharField(max_length=40)
    cycle = models.PositiveIntegerField(default=1, help_text="the second supplement request is 2")
    channel = models.CharField(max_length=10)
    recipient = SealedTextField(blank=True, help_text="phone, e-mail or envelope; empty in the in-app inbox")
    recipient_key = models.CharField(max_length=60, blank=True, help_text="opaque key of the person: person:12")
    subject = models.CharField(max_length=200, blank=True)
    body = SealedTextField(blank=True, help_text="wiped when it is no longer needed")
    parameters = SealedJSONField(null=True, blank=True, help_text="what a Zalo template is filled with")
    segments = models.PositiveSmallIntegerField(default=0, help_text="as how many SMS it is billed")
    key = models.UUIDField(default=uuid4, editable=False, help_text="Idempotency-Key, the same at every attempt")
    state = models.CharField(max_length=10, default=MessageState.QUEUED.value)
    tries = models.PositiveIntegerField(default=0)
    tries_forgiven = models.PositiveIntegerField(default=0, help_text="tries before somebody last asked to try again")
    next_try_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True, help_text="taken by whoever carries it")
    delivered_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=120, blank=True, help_text="the gateway's own name for it")
    last_error = models.CharField(max_length=40, blank=True, help_text="a code of ours, never a gateway's words")
    retried_at = models.DateTimeField(null=True, help_text="when somebody last asked to try again")
    retried_by = models.CharField(max_length=60, blank=True, help_text="opaque key of that actor")
    wiped_at = models.DateTimeField(null=True, help_text="when words and address were wiped")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "about", "kind", "cycle", "channel"], name="messaging_said_once_by_each_way"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in MessageState]), name="messaging_known_state"
            ),
            models.CheckConstraint(
                condition=Q(_BY_POST, next_try_at__isnull=True)
                | Q(~_BY_POST, _UNDER_WAY, next_try_at__isnull=False)
                | Q(~_BY_POST, _TECHNICAL)
                | Q(~_BY_POST, ~_UNDER_WAY, ~_TECHNICAL, next_try_at__isnull=True),
                name="messaging_under_way_has_a_next_try",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in HANDED_OVER]) | Q(sent_at__isnull=False),
                name="messaging_sent_has_its_instant",
            ),
            models.CheckConstraint(
                condition=Q(_DELIVERED, delivered_at__isnull=False) | Q(~_DELIVERED, delivered_at__isnull=True),
                name="messaging_delivered_has_its_instant",
            ),
        ]
        indexes = [
            models.Index(
                fields=["channel", "next_try_at", "id"], condition=Q(next_try_at__isnull=False), name="messaging_due"
            ),
            models.Index(
                fields=["recipient_key", "-created_at", "-id"], condition=Q(channel="in_app"), name="messaging_inbox"
            ),
            models.Index(
                fields=["agency", "-created_at", "-id"],
                condition=Q(state__in=[state.value for state in FAILED]),
                name="messaging_failed",
            ),
            models.Index(
                fields=["agency", "created_at", "id"],
                condition=Q(_BY_POST, _UNDER_WAY),
                name="messaging_to_post",
            ),
            # What strangers with a signature ask by.
            models.Index(fields=["key"], name="messaging_key"),
            models.Index(fields=["channel", "reference"], condition=~Q(reference=""), name="messaging_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.kind}/{self.cycle} {self.channel}: {self.state}"


class Delivery(models.Model):
    """How one attempt ended. Only ever added; a number missing in the row is an attempt whose sender died."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(OutboxMessage, on_delete=models.PROTECT, related_name="deliveries")
    attempt = models.PositiveIntegerField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10)
    error = models.CharField(max_length=40, blank=True)
    reference = models.CharField(max_length=120, blank=True, help_text="the gateway's own name for it")
    by = models.CharField(max_length=60, blank=True, help_text="opaque key of the clerk who took a letter to the post")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "message", "attempt"], name="messaging_attempt_ends_once")
        ]

    def __str__(self) -> str:
        return f"{self.message_id} #{self.attempt}: {self.outcome}"


class DeliveryReport(models.Model):
    """What a gateway told us later about a message it had taken. Only ever added; `digest` tells a replay."""

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(OutboxMessage, on_delete=models.PROTECT, related_name="reports")
    said = models.CharField(max_length=10)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64, help_text="of the signed report")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "message", "digest"], name="messaging_report_counts_once")
        ]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.said}"

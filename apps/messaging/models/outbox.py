"""The outbox and the attempts to empty it."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from apps.core.encryption import SealedTextField
from apps.messaging.domain.retrying import UNDER_WAY, MessageState

_STILL_UNDER_WAY = Q(state__in=[state.value for state in UNDER_WAY])


class OutboxMessage(models.Model):
    """One message by one way, written in the transaction of the act it speaks of.

    `next_try_at` is when somebody should look at it again; while it is being sent, when the sender is taken for dead.
    """

    agency = models.ForeignKey("officials.Agency", on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=80, help_text="opaque key of what it is about: dossier:123")
    kind = models.CharField(max_length=40)
    cycle = models.PositiveIntegerField(default=1, help_text="the second supplement request is 2")
    channel = models.CharField(max_length=10)
    recipient = SealedTextField(blank=True, help_text="phone or e-mail; empty in the in-app inbox")
    recipient_key = models.CharField(max_length=60, blank=True, help_text="opaque key of the person: person:12")
    subject = models.CharField(max_length=200, blank=True)
    body = SealedTextField()
    key = models.UUIDField(default=uuid4, editable=False, help_text="Idempotency-Key, the same at every attempt")
    state = models.CharField(max_length=10, default=MessageState.QUEUED.value)
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=40, blank=True, help_text="a code of ours, never a gateway's words")
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
                condition=Q(_STILL_UNDER_WAY, next_try_at__isnull=False)
                | Q(~_STILL_UNDER_WAY, next_try_at__isnull=True),
                name="messaging_under_way_has_a_next_try",
            ),
            models.CheckConstraint(
                condition=Q(state=MessageState.SENT.value, sent_at__isnull=False)
                | Q(~Q(state=MessageState.SENT.value), sent_at__isnull=True),
                name="messaging_sent_has_its_instant",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at", "id"], condition=_STILL_UNDER_WAY, name="messaging_due"),
            models.Index(
                fields=["recipient_key", "-created_at", "-id"], condition=Q(channel="in_app"), name="messaging_inbox"
            ),
            models.Index(
                fields=["agency", "-created_at", "-id"],
                condition=Q(state=MessageState.GIVEN_UP.value),
                name="messaging_given_up",
            ),
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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "message", "attempt"], name="messaging_attempt_ends_once")
        ]

    def __str__(self) -> str:
        return f"{self.message_id} #{self.attempt}: {self.outcome}"

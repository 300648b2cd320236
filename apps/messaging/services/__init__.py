"""Changes to the outbox: `enqueue` in the transaction of an act, `send_due` when the alarm clock rings."""

from apps.messaging.services.enqueueing import NotByThisWay, enqueue
from apps.messaging.services.sending import Round, send_due

__all__ = ["NotByThisWay", "Round", "enqueue", "send_due"]

"""Tables of messages: what leaves, how each attempt ended, what the office says in its own words."""

from apps.messaging.models.outbox import Delivery, OutboxMessage
from apps.messaging.models.templates import MessageTemplate

__all__ = ["Delivery", "MessageTemplate", "OutboxMessage"]

"""Tables of messages: what leaves, how each attempt ended, by which ways, what the office says in its own words."""

from apps.messaging.models.outbox import Delivery, DeliveryReport, OutboxMessage
from apps.messaging.models.templates import MessageTemplate
from apps.messaging.models.ways import WayOut, WaysPreference

__all__ = ["Delivery", "DeliveryReport", "MessageTemplate", "OutboxMessage", "WayOut", "WaysPreference"]

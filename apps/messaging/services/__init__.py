"""Changes to the outbox: `enqueue` in the transaction of an act, `send_due` when the alarm clock rings; what gateways
report, what staff retry and take to the post, what people prefer."""

from apps.messaging.services.codes import PhonesUnreachable, pretend_code, send_code
from apps.messaging.services.enqueueing import NotByThisWay, enqueue
from apps.messaging.services.posting import hand_to_post, mark_printed
from apps.messaging.services.preferring import choose_ways
from apps.messaging.services.reporting import UnknownMessage, take_report
from apps.messaging.services.retrying import NotFailed, WordsWiped, retry, retry_technical
from apps.messaging.services.sending import Round, send_due
from apps.messaging.services.wiping import wipe, wipe_old

__all__ = [
    "NotByThisWay",
    "NotFailed",
    "PhonesUnreachable",
    "Round",
    "UnknownMessage",
    "WordsWiped",
    "choose_ways",
    "enqueue",
    "hand_to_post",
    "mark_printed",
    "pretend_code",
    "retry",
    "retry_technical",
    "send_code",
    "send_due",
    "take_report",
    "wipe",
    "wipe_old",
]

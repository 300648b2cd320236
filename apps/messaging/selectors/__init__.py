"""Questions about messages: what was told, what did not leave, which wording is in force.

Who may ask is decided by the floor that owns what a message is about; these answer for one person, one key, one agency.
"""

from apps.messaging.selectors.outbox import (
    MessageRow,
    as_row,
    failures,
    first_told_at,
    for_about,
    in_app,
    stuck,
    to_post,
)
from apps.messaging.selectors.ways import chosen_ways, open_ways, phone_is_reachable, reads_inbox, set_up_ways, ways_out

__all__ = [
    "MessageRow",
    "as_row",
    "chosen_ways",
    "failures",
    "first_told_at",
    "for_about",
    "in_app",
    "open_ways",
    "phone_is_reachable",
    "reads_inbox",
    "set_up_ways",
    "stuck",
    "to_post",
    "ways_out",
]

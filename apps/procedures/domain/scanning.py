"""Which openings of a poster's short address count as somebody scanning it."""

from __future__ import annotations

import re

_MACHINES = re.compile(r"bot|crawl|spider|preview|externalhit|curl|wget|python|monitor", re.IGNORECASE)


def is_by_hand(*, agent: str, is_prefetch: bool) -> bool:
    """Whether a person may have opened it: no robot, no preview of a chat, no browser that only guesses ahead."""
    return bool(agent) and not is_prefetch and not _MACHINES.search(agent)

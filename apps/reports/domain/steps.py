"""What the step is called at which a dossier lies: what its workflow has at that place."""

from __future__ import annotations

from collections.abc import Sequence

from apps.officials.domain.duties import Duty
from apps.procedures.domain.workflow import Turn

# Where an address would name a step; nobody gives a step such a name.
AT_DESK, AT_SIGNATURE, UNNAMED = "-quay", "-ky", "-khac"


def step_name(*, way: Sequence[Turn], position: int) -> str:
    """The step of a dossier that was handed on so many times; empty where the workflow has none there.

    The last step of a leader is the signature: a dossier that is still worked on there went another way than planned.
    """
    if not 0 < position <= len(way):
        return ""
    lead = way[position - 1].lead
    return "" if position == len(way) and lead.duty is Duty.LEADER else lead.name

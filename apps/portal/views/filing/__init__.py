"""`/nop/`: filing in steps. Every step saves, leaving costs nothing, and pressing twice files once."""

from apps.portal.views.filing.reviewing import filed
from apps.portal.views.filing.starting import discard, start
from apps.portal.views.filing.steps import step

__all__ = ["discard", "filed", "start", "step"]

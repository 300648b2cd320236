"""`/giup-nop/`: filing together with somebody who sits here. The steps are those of everybody; the word is theirs."""

from apps.portal.views.helping.answering import answer, begin_answer
from apps.portal.views.helping.confirming import confirm_help, help_summary
from apps.portal.views.helping.lane import drop_help, helped, helping
from apps.portal.views.helping.seconds import second, seconds

__all__ = [
    "answer",
    "begin_answer",
    "confirm_help",
    "drop_help",
    "help_summary",
    "helped",
    "helping",
    "second",
    "seconds",
]

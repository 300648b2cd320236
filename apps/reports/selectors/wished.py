"""What a wish narrows its list to, in words that somebody who gets the link understands."""

from __future__ import annotations

from django.utils.translation import gettext

from apps.core.labels import day as day_words
from apps.dossiers.domain.status import Channel
from apps.dossiers.labels import CHANNEL_LABELS, STAGE_LABELS
from apps.officials.models import Agency, Hamlet, Official
from apps.procedures.labels.law import ONLINE_LEVELS
from apps.procedures.models import ProcedureVersion
from apps.reports.domain.sights import BY_BASIS
from apps.reports.labels.board import BASIS_LABELS, month_words
from apps.reports.labels.rooms import HELP_LABELS, NO_HAMLET, doer_words, holder_words, slot_words, weeks_words
from apps.reports.labels.steps import at_step_words
from apps.reports.selectors.wishes import NOBODY, Wish


def period_words(*, wish: Wish) -> str:
    """The month, the day or the weeks; nothing for what is open now."""
    if wish.month:
        return month_words(wish.month)
    if wish.weeks:
        return weeks_words(wish.weeks)
    return day_words(wish.day.first) if wish.day else ""


def narrowed_words(*, wish: Wish, agency: Agency) -> list[str]:
    """Procedure, way of filing, person, step, hamlet, hour and promise, as far as the wish names them."""
    return [
        str(words)
        for words in (
            _procedure(wish.procedure),
            CHANNEL_LABELS[Channel(wish.channel)] if wish.channel else "",
            HELP_LABELS[wish.is_helped] if wish.is_helped is not None else "",
            ONLINE_LEVELS[wish.level] if wish.level else "",
            gettext("trễ tính cho: %(stage)s") % {"stage": STAGE_LABELS[wish.stage]} if wish.stage else "",
            holder_words(_official(wish.holder, agency)) if wish.holder is not None else "",
            doer_words(_official(wish.doer, agency)) if wish.doer is not None else "",
            at_step_words(wish.step) if wish.step else "",
            _hamlet(wish.hamlet, agency) if wish.hamlet is not None else "",
            slot_words(wish.slot) if wish.slot else "",
            BASIS_LABELS[wish.basis] if wish.sight in BY_BASIS else "",
        )
        if words
    ]


def _procedure(code: str) -> str:
    if not code:
        return ""
    versions = ProcedureVersion.objects.filter(procedure__code=code).order_by("-number")
    return versions.values_list("short_name", flat=True).first() or ""


def _official(pk: int | None, agency: Agency) -> str:
    if not pk:
        return ""
    return Official.objects.filter(pk=pk, agency=agency).values_list("name", flat=True).first() or ""


def _hamlet(pk: int, agency: Agency) -> str:
    if pk == NOBODY:
        return str(NO_HAMLET)
    return Hamlet.objects.filter(pk=pk, agency=agency).values_list("name", flat=True).first() or ""

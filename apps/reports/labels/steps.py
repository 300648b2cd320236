"""The words of the steps at which dossiers lie."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.dossiers.domain.attribution import Stage
from apps.dossiers.labels import STAGE_LABELS
from apps.reports.domain.steps import AT_DESK, AT_SIGNATURE, UNNAMED

PLACES: dict[str, str | LazyText] = {
    AT_DESK: STAGE_LABELS[Stage.DESK],
    AT_SIGNATURE: STAGE_LABELS[Stage.SIGNATURE],
    UNNAMED: _("Giải quyết, ngoài các bước của quy trình"),
}


def step_words(step: str) -> str:
    """The name of the step, or of the place where a dossier lies at none."""
    return str(PLACES.get(step, step))


def at_step_words(step: str) -> str:
    """«bước: Thẩm định»."""
    return gettext("bước: %(name)s") % {"name": step_words(step)}

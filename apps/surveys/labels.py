"""Vietnamese words for the three answers."""

from django.utils.translation import gettext_lazy as _

from apps.surveys.domain.satisfaction import Satisfaction

SATISFACTION_LABELS = {
    Satisfaction.VERY_SATISFIED: _("Rất hài lòng"),
    Satisfaction.SATISFIED: _("Hài lòng"),
    Satisfaction.NOT_SATISFIED: _("Không hài lòng"),
}

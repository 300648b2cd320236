"""One opinion."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.procedures.forms.fields import SENTENCES
from apps.surveys.domain.satisfaction import Satisfaction
from apps.surveys.labels import SATISFACTION_LABELS


class RatingForm(forms.Form):
    """Which of the three, and a word about it."""

    satisfaction = forms.ChoiceField(
        label=_("Mức hài lòng"),
        choices=[(answer.value, SATISFACTION_LABELS[answer]) for answer in Satisfaction],
        error_messages=SENTENCES | {"required": _("Chọn một trong ba câu trả lời.")},
    )
    comment = forms.CharField(
        label=_("Bạn muốn nói thêm điều gì?"),
        help_text=_("Không cần viết tên. Cán bộ không biết ai đã viết."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        error_messages=SENTENCES,
    )

"""What an editor writes about questions people ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_ANSWER = 3000


class FaqForm(forms.Form):
    """A question and its answer."""

    question = forms.CharField(
        label=_("Người dân hỏi"),
        max_length=300,
        help_text=_("Viết như người ta hỏi ở quầy: “Vợ tôi đi làm xa có phải về ký không?”"),
        error_messages={
            "required": _("Viết câu hỏi."),
            "max_length": _("Câu hỏi dài quá 300 chữ. Viết ngắn lại, phần giải thích để vào câu trả lời."),
        },
    )
    answer = forms.CharField(
        label=_("Xã trả lời"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Viết câu trả lời."),
            "max_length": _("Câu trả lời dài quá 3.000 chữ. Viết ngắn lại hoặc tách thành hai câu hỏi."),
        },
    )
    is_shown = forms.BooleanField(label=_("Hiện cho người dân xem"), required=False, initial=True)

"""What a citizen says about a dossier that is filed already."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.procedures.forms.fields import SENTENCES


class AnswerForm(forms.Form):
    """A word with the papers that were asked for."""

    note = forms.CharField(
        label=_("Lời nhắn cho quầy"),
        help_text=_("Ví dụ: giấy này là bản mới, bản cũ bị mờ."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        error_messages=SENTENCES,
    )


class WithdrawForm(forms.Form):
    """Why a dossier is taken back; nobody has to say."""

    reason = forms.CharField(
        label=_("Lý do"),
        help_text=_("Giúp chúng tôi làm tốt hơn. Không muốn nói thì để trống."),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        error_messages=SENTENCES,
    )

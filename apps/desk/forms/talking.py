"""A line to the citizen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.dossiers.domain.talking import LONGEST_LINE


class TalkForm(forms.Form):
    """What an official writes to whoever filed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **(options | {"auto_id": "id_talk_%s"}))  # it stands beside the form of an act

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Nhắn người dân"),
        help_text=_("Viết như nói với người đứng trước quầy. Giấy tờ thì hỏi bằng phiếu bổ sung, không hỏi ở đây."),
        max_length=LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Viết điều cần nhắn rồi bấm gửi."),
            "max_length": _("Viết ngắn lại, nhiều nhất 2.000 ký tự."),
        },
    )

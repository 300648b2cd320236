"""The result of a dossier, drafted from its answers and put right by hand."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DraftForm(forms.Form):
    """The whole text; its first line is the title."""

    text = forms.CharField(
        label=_("Nội dung kết quả"),
        help_text=_("Dòng đầu là tên giấy. Chỗ “……” là chỗ tờ khai còn trống: viết vào hoặc bỏ đi."),
        max_length=20_000,
        strip=False,
        widget=forms.Textarea({"rows": 24, "spellcheck": "false"}),
        error_messages={
            "required": _("Viết nội dung kết quả rồi hãy gắn."),
            "max_length": _("Dài quá: tối đa %(limit_value)s ký tự. Bỏ bớt."),
        },
    )

    def clean_text(self) -> str:
        """Blanks and empty lines alone are no text: its first line would have no title."""
        text = str(self.cleaned_data["text"])
        if not text.strip():
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        return text

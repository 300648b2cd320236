"""Finding the draft that a second party confirms at the desk."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.procedures.forms.fields import SENTENCES, PersonalIdField


class FindPartyForm(forms.Form):
    """The temporary reference, and the number read from the card of whoever stands here."""

    use_required_attribute = False

    reference = forms.CharField(
        label=_("Mã tạm của hồ sơ"),
        help_text=_("TMP-…, người nộp có mã này trên máy."),
        max_length=40,
        error_messages=SENTENCES | {"required": _("Gõ mã tạm, ví dụ TMP-4K7Q2M9X.")},
    )
    personal_id = PersonalIdField(
        label=_("Số trên thẻ Căn cước của người đang đứng ở quầy"),
        error_messages=SENTENCES | {"required": _("Chép 12 số trên thẻ Căn cước.")},
    )

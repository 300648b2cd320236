"""What has to be said when a signed result is put right or taken back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms.fields import ReasonField


class CorrectionForm(forms.Form):
    """The corrected paper, and why."""

    title = forms.CharField(
        label=_("Tên văn bản"), max_length=300, error_messages={"required": _("Viết tên văn bản đính chính.")}
    )
    number = forms.CharField(label=_("Số văn bản"), max_length=60, required=False)
    file = forms.FileField(
        label=_("Tệp đã sửa"), required=False, help_text=_("PDF là tốt nhất. Tệp cũ được giữ, ghi rõ đã có bản thay.")
    )
    reason = ReasonField(label=_("Sai gì, sửa gì"), help_text=_("Người dân đọc được câu này trong hồ sơ của mình."))


class WhyForm(forms.Form):
    """Why a correction is sent back, or a result revoked."""

    reason = ReasonField(help_text=_("Viết như nói với người sẽ đọc câu này."))

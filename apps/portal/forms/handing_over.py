"""To whom a draft is handed over."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.procedures.forms.fields import SENTENCES, PhoneField


class GiveForm(forms.Form):
    """The taker's phone, if the link alone is not to be enough."""

    use_required_attribute = False

    phone = PhoneField(
        label=_("Số điện thoại của người nhận"),
        help_text=_("Người nhận phải gõ thêm mã gửi tới số này. Để trống thì ai có đường dẫn cũng nhận được."),
        required=False,
        error_messages=SENTENCES,
    )

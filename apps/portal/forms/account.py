"""The forms of somebody's own account."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.accounts.domain.identity import NotAPersonalId, read_personal_id
from apps.core.forms import DateField
from apps.portal.forms.login import PhoneField


class ContactsForm(forms.Form):
    """Where we reach somebody; the phone is kept only when its code was typed."""

    phone = PhoneField(
        label=_("Số điện thoại"),
        required=False,
        help_text=_("Đổi số thì chúng tôi gửi một mã đến số mới. Người cùng nhà có thể dùng chung một số."),
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("Viết đủ địa chỉ, như ten@vidu.vn.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    address = forms.CharField(
        label=_("Nơi ở"),
        required=False,
        max_length=300,
        help_text=_("Thôn, xã, tỉnh: nơi nhận thư giấy và kết quả gửi bưu điện."),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )


class MemberForm(forms.Form):
    """Somebody who may act for an organisation."""

    name = forms.CharField(
        label=_("Họ và tên"), max_length=200, error_messages={"required": _("Viết họ và tên người được giao.")}
    )
    personal_id = forms.CharField(
        label=_("Số định danh (căn cước)"),
        max_length=40,
        error_messages={"required": _("Viết 12 chữ số trên căn cước của người được giao.")},
        widget=forms.TextInput(attrs={"class": "w-id", "inputmode": "numeric", "autocomplete": "off"}),
    )
    to_date = DateField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống là đến khi bạn cho thôi."))

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_personal_id(self) -> str:
        try:
            return read_personal_id(self.cleaned_data["personal_id"])
        except NotAPersonalId as error:
            raise forms.ValidationError(_("Số này chưa đúng. Viết đủ 12 chữ số trên căn cước.")) from error

    def clean_to_date(self) -> date | None:
        last: date | None = self.cleaned_data["to_date"]
        if last and last < self.today:
            raise forms.ValidationError(_("Ngày này đã qua. Viết ngày hôm nay hoặc sau đó."))
        return last

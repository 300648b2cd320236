"""The form of the log-in page."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _


class LoginForm(forms.Form):
    """A user name or a phone number, and the password."""

    username = forms.CharField(
        label=_("Tên đăng nhập hoặc số điện thoại"),
        max_length=60,
        error_messages={"required": _("Viết tên đăng nhập hoặc số điện thoại của bạn.")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=200,
        strip=False,
        error_messages={"required": _("Viết mật khẩu.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, data: QueryDict | None = None, *, citizens_may: bool) -> None:
        super().__init__(data)
        if not citizens_may:
            self.fields["username"].label = _("Tên đăng nhập")
            self.fields["username"].error_messages["required"] = _("Viết tên đăng nhập của bạn.")

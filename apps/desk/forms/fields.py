"""Fields that several forms of the desk share, each with its words for what is wrong."""

from __future__ import annotations

import secrets
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.accounts.domain.identity import NotAPersonalId, NotAPhone, read_personal_id, read_phone
from apps.dossiers.domain.lifecycle import REASON_MIN_LENGTH
from apps.dossiers.labels import OBJECTION_LABELS

TOO_SHORT = cast("Any", OBJECTION_LABELS["reason_too_short"])


def fresh_key() -> str:
    """The key of a form that has just been drawn: whatever is posted with it happens once."""
    return secrets.token_urlsafe(12)


class ActForm(forms.Form):
    """What every act carries: the last event the page had shown, and the key that makes it happen once."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)


class ReasonField(forms.CharField):
    """A reason that says something; it goes onto a paper."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Lý do"))
        super().__init__(
            min_length=REASON_MIN_LENGTH,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={
                "required": TOO_SHORT,
                "min_length": TOO_SHORT,
                "max_length": _("Viết ngắn lại, nhiều nhất 1.000 ký tự."),
            },
            **options,
        )


class PersonalIdField(forms.CharField):
    """Twelve digits in one spelling, however they were typed or scanned."""

    def __init__(self, **options: Any) -> None:
        attrs = {"class": "w-id", "inputmode": "numeric", "autocomplete": "off", "maxlength": "20"}
        options.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=40, **options)

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if not typed:
            return ""
        try:
            return read_personal_id(typed)
        except NotAPersonalId as error:
            raise forms.ValidationError(_("Số định danh có 12 chữ số, như trên thẻ căn cước. Kiểm tra lại.")) from error


class PhoneField(forms.CharField):
    """A Vietnamese phone number in one spelling."""

    def __init__(self, **options: Any) -> None:
        attrs = {"class": "w-phone", "inputmode": "tel", "autocomplete": "off"}
        options.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=30, **options)

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if not typed:
            return ""
        try:
            return read_phone(typed)
        except NotAPhone as error:
            raise forms.ValidationError(_("Viết số điện thoại ở Việt Nam, như 0978 111 312.")) from error

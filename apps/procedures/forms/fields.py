"""Fields that read what people type as they type it, and say in words what to do when they cannot."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.accounts.domain.identity import (
    NotAPersonalId,
    NotAPhone,
    mask_personal_id,
    read_personal_id,
    read_phone,
    show_phone,
)
from apps.core.labels import day_short
from apps.procedures.domain.days import NotADate, read_date

# What Django would say in its own words, said as at the counter; `required` is said by each question itself.
SENTENCES = {
    "max_length": _("Dài quá: tối đa %(limit_value)s ký tự, bạn viết %(show_value)s. Bỏ bớt."),
    "null_characters_not_allowed": _("Có ký tự lạ không đọc được. Xóa rồi viết lại."),
    "invalid_choice": _("Chọn một dòng trong danh sách."),
}
FIRST_YEAR = 1900
YEARS_AHEAD = 5
_NO_NAME = re.compile(r"[0-9<>{}\[\]\\/|@#$%^*=_~]")
_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){1,4}(?:,[0-9]{1,4})?|[0-9]{1,15}(?:,[0-9]{1,4})?")


def without_nul(typed: Any) -> str:
    """What was typed, fit to be kept as it is: PostgreSQL holds every character but one."""
    return str(typed or "").replace("\x00", "")


class NameField(forms.CharField):
    """A person's or an organisation's name, as it is to be printed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        name = " ".join(str(super().clean(value)).split())
        if _NO_NAME.search(name):
            raise ValidationError(_("Tên chỉ gồm chữ. Bỏ chữ số và ký hiệu lạ."))
        if name and sum(character.isalpha() for character in name) < 2:
            raise ValidationError(_("Viết đủ họ, chữ đệm và tên."))
        return name


class PersonNameField(NameField):
    """A citizen's name: family name first, so at least two words."""

    def clean(self, value: Any) -> str:
        name = super().clean(value)
        if name and " " not in name:
            raise ValidationError(_("Mới có tên “%(name)s”. Viết thêm họ, ví dụ: Lò %(name)s."), params={"name": name})
        return name


class DayField(forms.CharField):
    """A day as day, month, year; what it gives back is that day in one spelling: «12/11/2026»."""

    def __init__(self, *, today: date, until_today: bool = False, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "w-date"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attrs), **kwargs)
        self.today = today
        self.until_today = until_today

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        if not typed:
            return ""
        try:
            day = read_date(typed)
        except NotADate:
            raise ValidationError(
                _("“%(typed)s” không phải là một ngày. Viết ngày/tháng/năm, ví dụ 12/11/2026."),
                params={"typed": typed},
            ) from None
        self._check(day)
        return f"{day:%d/%m/%Y}"

    def _check(self, day: date) -> None:
        params = {"day": day_short(day), "year": day.year, "today": day_short(self.today), "first": FIRST_YEAR}
        if day.year < FIRST_YEAR:
            raise ValidationError(_("Năm %(year)s xa quá. Viết một năm từ %(first)s trở đi."), params=params)
        if self.until_today and day > self.today:
            raise ValidationError(
                _("Ngày %(day)s chưa tới (hôm nay là %(today)s). Viết lại ngày đã qua."), params=params
            )
        if day.year > self.today.year + YEARS_AHEAD:
            raise ValidationError(_("Năm %(year)s xa quá. Xem lại năm."), params=params)


class NumberField(forms.CharField):
    """A number as people here write it: «2», «1,5», «1.200»."""

    def __init__(self, *, least: int | None = None, most: int | None = None, **kwargs: Any) -> None:
        super().__init__(
            max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "w-date"}), **kwargs
        )
        self.least, self.most = least, most

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        if typed and not _NUMBER.fullmatch(typed):
            raise ValidationError(_("Chỉ viết số, ví dụ 2 hoặc 1,5."))
        if typed:
            self._check(Decimal(typed.replace(".", "").replace(",", ".")))
        return typed

    def _check(self, number: Decimal) -> None:
        if self.least is not None and number < self.least:
            raise ValidationError(_("Ít nhất là %(least)s. Xem lại số."), params={"least": dotted(self.least)})
        if self.most is not None and number > self.most:
            raise ValidationError(_("Nhiều nhất là %(most)s. Xem lại số."), params={"most": dotted(self.most)})


class MoneyField(NumberField):
    """A sum in đồng, typed any way; what it gives back is «1.250.000»."""

    def clean(self, value: Any) -> str:
        typed = str(forms.CharField.clean(self, value))
        digits = re.sub(r"[\s.]|đ|đồng|vnđ|vnd", "", typed, flags=re.IGNORECASE)
        if not typed:
            return ""
        if not digits.isascii() or not digits.isdigit() or len(digits) > 15:
            raise ValidationError(_("Viết số tiền bằng chữ số, tính theo đồng. Ví dụ: 1.250.000"))
        self._check(Decimal(digits))
        return dotted(int(digits))


def dotted(number: int) -> str:
    """«1.250.000»."""
    return f"{number:,}".replace(",", ".")


class PhoneField(forms.CharField):
    """A Vietnamese phone number in any spelling; what it gives back is the one spelling +84…"""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "tel", "autocomplete": "tel", "class": "w-phone"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return show_phone(value) if isinstance(value, str) and value.startswith("+84") else value

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        if not typed:
            return ""
        try:
            return read_phone(typed)
        except NotAPhone:
            raise ValidationError(_("Số điện thoại chưa đúng. Viết đủ 10 số, ví dụ 0912 345 678.")) from None


class PersonalIdInput(forms.TextInput):
    """Shows only what cannot be a number yet: a whole one never goes back into a page."""

    def __init__(self) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "class": "w-id"})

    def format_value(self, value: Any) -> str | None:
        return None if is_personal_id(value) else super().format_value(value)


class PersonalIdField(forms.CharField):
    """Twelve digits. An empty answer keeps the number that was given before, which is shown masked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, widget=PersonalIdInput(), **kwargs)
        self.kept = ""

    def keep(self, number: str) -> None:
        """Remember a number given before: nobody has to type it again, nobody can read it here."""
        if is_personal_id(number):
            self.kept = number
            self.help_text = gettext("Đã lưu %(masked)s. Để trống nếu không đổi.") % {
                "masked": mask_personal_id(number)
            }

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value or self.kept))
        if not typed:
            return ""
        try:
            return read_personal_id(typed)
        except NotAPersonalId:
            digits = sum(character.isdigit() for character in typed)
            if digits != len(re.sub(r"[\s.\-]", "", typed)) or digits == 12:
                raise ValidationError(_("Số định danh chưa đúng. Chép lại đúng 12 số trên thẻ Căn cước.")) from None
            raise ValidationError(
                _("Số định danh có 12 số, bạn mới viết %(digits)s số. Chép lại từ thẻ Căn cước.")
                if digits < 12
                else _("Số định danh chỉ có 12 số, bạn viết %(digits)s số. Chép lại từ thẻ Căn cước."),
                params={"digits": digits},
            ) from None


def is_personal_id(value: Any) -> bool:
    """Whether this is a whole number, which may only be shown masked."""
    try:
        read_personal_id(str(value or ""))
    except NotAPersonalId:
        return False
    return True

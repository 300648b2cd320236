"""A folder of the paper archive, who borrows from it, and how long what is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import DateField
from apps.desk.domain.shelves import LONGEST_CODE, NotAFolderCode, Retention, folder_code
from apps.desk.labels.shelves import RETENTIONS
from apps.procedures.models import Field, Procedure

FIRST_YEAR = 1990
CHOICES = [(one.value, words) for one, words in RETENTIONS.items()]
TEXT = {"autocomplete": "off"}


class PlaceForm(forms.Form):
    """In which box and on which shelf a folder stands."""

    box = forms.CharField(label=_("Hộp"), max_length=40, required=False, widget=forms.TextInput(attrs=TEXT))
    shelf = forms.CharField(label=_("Giá, kệ"), max_length=40, required=False, widget=forms.TextInput(attrs=TEXT))


class FolderForm(PlaceForm):
    """A new folder; without a code it gets the next of our series."""

    code = forms.CharField(
        label=_("Mã tệp"),
        max_length=LONGEST_CODE,
        required=False,
        help_text=_("Để trống thì hệ thống cấp mã và in được nhãn."),
        widget=forms.TextInput(attrs=TEXT),
    )
    title = forms.CharField(label=_("Tên tệp"), max_length=200, required=False, widget=forms.TextInput(attrs=TEXT))
    year = forms.IntegerField(
        label=_("Năm hồ sơ xong"),
        widget=forms.TextInput(attrs=TEXT | {"inputmode": "numeric", "class": "w-date"}),
        error_messages={"required": _("Viết năm."), "invalid": _("Viết năm bằng bốn chữ số, như 2026.")},
    )
    retention = forms.ChoiceField(label=_("Thời hạn bảo quản"), choices=CHOICES)
    field_order = ("year", "retention", "box", "shelf", "code", "title")

    def __init__(self, *args: Any, this_year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.this_year = this_year

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        if not typed:
            return ""
        try:
            return folder_code(typed)
        except NotAFolderCode as error:
            said = _("Mã tệp gồm chữ cái, chữ số, dấu gạch, dấu chấm; không giống mã hồ sơ.")
            raise forms.ValidationError(said) from error

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if not FIRST_YEAR <= year <= self.this_year:
            raise forms.ValidationError(
                _("Viết năm từ %(first)s đến %(last)s.") % {"first": FIRST_YEAR, "last": self.this_year}
            )
        return year

    def clean_retention(self) -> Retention:
        return Retention(self.cleaned_data["retention"])


class LendForm(forms.Form):
    """Who takes papers out of a folder, and until when."""

    to = forms.CharField(
        label=_("Người mượn"),
        max_length=200,
        error_messages={"required": _("Viết tên người mượn và nơi làm việc.")},
        widget=forms.TextInput(attrs=TEXT),
    )
    until = DateField(label=_("Trả trước ngày"))

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if day < self.today:
            raise forms.ValidationError(_("Ngày trả không thể trước hôm nay."))
        return day


class RuleForm(forms.Form):
    """How long the dossiers of one field, or of one procedure, are kept in this office."""

    field = forms.ModelChoiceField(
        label=_("Lĩnh vực"), queryset=Field.objects.order_by("sort_key"), required=False, empty_label=_("(chọn)")
    )
    procedure = forms.CharField(
        label=_("hoặc mã thủ tục"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs=TEXT | {"class": "w-id"}),
    )
    retention = forms.ChoiceField(label=_("Thời hạn bảo quản"), choices=CHOICES, initial=Retention.YEARS_10)
    source = forms.CharField(
        label=_("Theo văn bản nào, hoặc điều chưa chắc"),
        max_length=300,
        error_messages={"required": _("Viết số văn bản, hoặc viết rõ là chưa có văn bản nào.")},
        widget=forms.TextInput(attrs=TEXT),
    )

    def clean_procedure(self) -> Procedure | None:
        code = self.cleaned_data["procedure"].strip()
        found = Procedure.objects.filter(code=code).first() if code else None
        if code and found is None:
            raise forms.ValidationError(_("Không có thủ tục nào mang mã này."))
        return found

    def clean_retention(self) -> Retention:
        return Retention(self.cleaned_data["retention"])

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not self.errors and bool(said.get("field")) == bool(said.get("procedure")):
            self.add_error("field", _("Chọn một lĩnh vực, hoặc viết mã của một thủ tục."))
        return said


class EndRuleForm(forms.Form):
    """From which day a rule no longer holds, and why."""

    on = DateField(label=_("Thôi áp dụng từ ngày"))
    reason = forms.CharField(
        label=_("Vì sao"),
        max_length=300,
        help_text=_("Ghi văn bản mới, hoặc vì sao quy định này không còn đúng. Không viết số định danh."),
        error_messages={"required": _("Viết vì sao thôi áp dụng.")},
        widget=forms.TextInput(attrs=TEXT),
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day < self.today:
            said = _("Ngày thôi áp dụng sớm nhất là hôm nay: những gì đã xếp trước đó đã theo quy định này.")
            raise forms.ValidationError(said)
        return day

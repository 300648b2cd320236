"""Everything that is missing, in one go: which paper, what is to be done about it, and why (form 02)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.domain.papers import SupplementLine
from apps.desk.forms.acts import ReasonForm

MOST = 30


class SupplementRow(forms.Form):
    """One paper that may be asked for; it is, when it is ticked or when something is written about it."""

    wanted = forms.BooleanField(required=False)
    name = forms.CharField(
        label=_("Giấy tờ"), max_length=3000, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    what = forms.CharField(
        label=_("Cần làm gì"), max_length=500, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    originals = forms.IntegerField(label=_("Bản chính"), min_value=0, max_value=99, required=False)
    certified = forms.IntegerField(label=_("Bản chứng thực"), min_value=0, max_value=99, required=False)
    copies = forms.IntegerField(label=_("Bản sao"), min_value=0, max_value=99, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("originals", "certified", "copies"):
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
            self.fields[name].error_messages["invalid"] = _("Viết số bản, như 1.")

    def clean(self) -> dict[str, Any]:
        row = super().clean() or self.cleaned_data
        if self.is_wanted(row):
            if not row.get("name"):
                self.add_error("name", _("Viết tên giấy tờ cần bổ sung."))
            if not row.get("what"):
                self.add_error("what", _("Viết rõ cần nộp thêm hay sửa chỗ nào."))
        return row

    @staticmethod
    def is_wanted(row: dict[str, Any]) -> bool:
        return bool(row.get("wanted") or row.get("what"))


if TYPE_CHECKING:
    _RowSet = forms.BaseFormSet[SupplementRow]
else:
    _RowSet = forms.BaseFormSet


class BaseRows(_RowSet):
    def clean(self) -> None:
        if not any(self.errors) and not self.lines():
            raise forms.ValidationError(_("Đánh dấu ít nhất một giấy tờ và viết cần làm gì."))

    def lines(self) -> list[SupplementLine]:
        """The papers asked for, as form 02 lists them."""
        rows = [form.cleaned_data for form in self.forms if SupplementRow.is_wanted(form.cleaned_data)]
        return [
            SupplementLine(
                name=row["name"],
                what=row["what"],
                originals=row["originals"] or 0,
                certified=row["certified"] or 0,
                copies=row["copies"] or 0,
            )
            for row in rows
        ]


SupplementRows: type[BaseRows] = forms.formset_factory(  # type: ignore[assignment]
    SupplementRow, formset=BaseRows, extra=2, max_num=MOST, absolute_max=MOST, validate_max=True
)


class SupplementForm(ReasonForm):
    """The request as a whole: the reason, and the rows that stand beside it as `rows`."""

    def __init__(self, *args: Any, names: Iterable[str] = (), missing: Iterable[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = _("Vì sao cần bổ sung")
        told = set(missing)
        initial = [{"name": name, "wanted": name in told} for name in names][: MOST - 2]
        self.rows = SupplementRows(self.data if self.is_bound else None, initial=initial, prefix="giay")

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        if self.rows.is_valid():
            return is_valid
        self.add_error(None, _("Xem lại phần giấy tờ: chỗ cần sửa được đánh dấu ở từng dòng."))
        return False

"""Everything that is missing, in one go: which paper, what is to be done about it, and why (form 02)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.domain.papers import SupplementLine
from apps.desk.forms.acts import ReasonForm
from apps.desk.forms.fields import ReasonField
from apps.desk.labels.pauses import MODE_LABELS
from apps.desk.services.supplements import Request
from apps.dossiers.domain.promise import SupplementMode
from apps.dossiers.labels import objection

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


class RequestForm(SupplementForm):
    """The request while a dossier is worked on: how the clock goes on afterwards, and why, if that needs a reason."""

    mode = forms.ChoiceField(
        label=_("Khi nhận đủ giấy tờ, thời hạn"),
        choices=[(mode.value, MODE_LABELS[mode]) for mode in SupplementMode],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn tính lại từ đầu hay tính tiếp.")},
    )
    restart_reason = ReasonField(
        label=_("Vì sao phải tính lại từ đầu"),
        help_text=_("Bắt buộc khi tính lại từ đầu; in trên phiếu và vào sổ tạm dừng."),
        required=False,
    )
    again_reason = ReasonField(
        label=_("Vì sao lần trước chưa hỏi đủ"), help_text=_("In trên phiếu; lãnh đạo đọc trước khi duyệt.")
    )

    def __init__(self, *args: Any, arranged: SupplementMode, asked_before: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["mode"].initial = arranged.value
        if arranged is not SupplementMode.RESTART:
            del self.fields["mode"], self.fields["restart_reason"]
        if not asked_before:
            del self.fields["again_reason"]

    def clean_mode(self) -> SupplementMode:
        return SupplementMode(self.cleaned_data["mode"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        is_told = said.get("restart_reason") or "restart_reason" in self.errors
        if said.get("mode") is SupplementMode.RESTART and not is_told:
            self.add_error("restart_reason", objection("restart_needs_reason"))
        return said

    def wish(self) -> Request:
        """What is proposed to the leader."""
        said = self.cleaned_data
        mode = said.get("mode")
        return Request(
            items=self.rows.lines(),
            reason=said["reason"],
            mode=mode,
            restart_reason=said["restart_reason"] if mode is SupplementMode.RESTART else "",
            again_reason=said.get("again_reason", ""),
        )

"""What a cashier says of the drawer: what lay in it at first, what lies in it now; and what another one found."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from apps.core.forms import DateField, MoneyField
from apps.core.labels import money
from apps.payments.domain.cash import MOST_FLOAT, MOST_OF_A_NOTE, NOTES, Count, GoesTo
from apps.payments.forms import MoneyAct, ReasonField
from apps.payments.labels.books import GOES_TO

NO_COUNT = _("Viết số tờ bằng chữ số, như 12; không có tờ nào thì để trống.")
TOO_MANY = _("Nhiều quá: kiểm lại số tờ (nhiều nhất 10.000).")
TOO_MUCH = _("Số tiền lớn quá: kiểm lại (nhiều nhất 100.000.000 đ).")
SAY_MONEY = _("Viết số tiền bằng đồng, không âm, như 15.000.")


class SmallMoneyField(MoneyField):
    """Whole đồng of one drawer."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            error_messages={"invalid": SAY_MONEY, "min_value": SAY_MONEY, "max_value": TOO_MUCH}, **options
        )

    def clean(self, value: Any) -> int | None:
        said: int | None = super().clean(value)
        if said is not None and said > MOST_FLOAT:
            raise forms.ValidationError(TOO_MUCH)
        return said


class OpenBookForm(MoneyAct):
    """What lies in the drawer before the first receipt."""

    opening_float = SmallMoneyField(
        label=_("Tiền lẻ có sẵn trong két (đồng)"),
        required=False,
        help_text=_("Đếm trước khi thu khoản đầu tiên. Không có thì để trống."),
    )


class CountForm(MoneyAct):
    """How many of each note; the server adds up."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    others = SmallMoneyField(label=_("Tiền xu, tờ dưới 1.000 đ (tổng số đồng)"), required=False)
    explanation = ReasonField(
        label=_("Vì sao chênh lệch"), required=False, help_text=_("Chỉ cần khi tiền đếm được khác số phải có.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for note in NOTES:
            attrs = {"inputmode": "numeric", "autocomplete": "off", "data-note": str(note), "class": "form-control n"}
            self.fields[_field(note)] = forms.IntegerField(
                label=f"{money(note)}",
                required=False,
                min_value=0,
                max_value=MOST_OF_A_NOTE,
                widget=forms.TextInput(attrs),
                error_messages={"invalid": NO_COUNT, "min_value": NO_COUNT, "max_value": TOO_MANY},
            )
        self.fields["others"].widget.attrs |= {"data-note": "1", "class": "form-control n"}
        self.order_fields(["key", "seen", *(_field(note) for note in NOTES), "others", "explanation"])

    @property
    def note_rows(self) -> list[tuple[BoundField, int]]:
        """Each note with what its number comes to, as far as it was said."""
        said = getattr(self, "cleaned_data", {})
        rows = [(self[_field(note)], note * (said.get(_field(note)) or 0)) for note in NOTES]
        return [*rows, (self["others"], said.get("others") or 0)]

    @property
    def count(self) -> Count:
        """What was said, as far as it can be read."""
        said = getattr(self, "cleaned_data", {})
        return Count(notes={note: said.get(_field(note)) or 0 for note in NOTES}, others=said.get("others") or 0)


def _field(note: int) -> str:
    return f"note_{note}"


class ConfirmForm(MoneyAct):
    """What another one found in the drawer."""

    SAME, OTHER = "dung", "khac"

    found = forms.ChoiceField(
        label=_("Đếm lại tiền trong két"),
        choices=[(SAME, _("Đúng như người thu tiền đã đếm")), (OTHER, _("Khác, tôi đếm được số khác"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một: đúng, hay khác.")},
    )
    counted = SmallMoneyField(label=_("Tôi đếm được (đồng)"), required=False)
    remark = forms.CharField(
        label=_("Ghi chú"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Khác số thì phải ghi: khác vì sao, xử lý thế nào."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("found") == self.OTHER:
            if said.get("counted") is None and "counted" not in self.errors:
                self.add_error("counted", _("Ghi số tiền bạn đếm được."))
            if len(said.get("remark", "")) < 10:
                self.add_error("remark", _("Ghi rõ khác vì sao, ít nhất 10 ký tự."))
        return said


class HandOnForm(MoneyAct):
    """Where the cash of the day went, as the paper says that came back for it."""

    goes_to = forms.ChoiceField(
        label=_("Nộp cho"),
        choices=[(each.value, GOES_TO[each]) for each in GoesTo],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn nơi nhận tiền.")},
    )
    receiver = forms.CharField(
        label=_("Người nhận hoặc tên nơi nhận"),
        max_length=200,
        help_text=_("Họ tên thủ quỹ, hoặc tên phòng giao dịch."),
        error_messages={"required": _("Ghi tên người nhận hoặc nơi nhận.")},
    )
    document = forms.CharField(
        label=_("Số phiếu thu hoặc giấy nộp tiền"),
        max_length=60,
        error_messages={"required": _("Ghi số của chứng từ đã nhận lại.")},
    )
    document_date = DateField(label=_("Ngày trên chứng từ"))
    amount = MoneyField(
        label=_("Số tiền trên chứng từ (đồng)"),
        help_text=_("Phải đúng số của sổ; lệch một đồng cũng chưa ghi được."),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), SAY_MONEY),
    )

    def __init__(self, *args: Any, opened: date, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self._opened, self._today = opened, today

    def clean_document(self) -> str:
        return " ".join(self.cleaned_data["document"].split())

    def clean_document_date(self) -> date:
        said: date = self.cleaned_data["document_date"]
        if said > self._today:
            raise forms.ValidationError(_("Ngày trên chứng từ không thể sau hôm nay."))
        if said < self._opened:
            raise forms.ValidationError(_("Ngày trên chứng từ không thể trước ngày mở sổ."))
        return said


class TakeBackForm(MoneyAct):
    """Why an entry is taken back, and how many the page showed."""

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    reason = ReasonField(label=_("Vì sao hủy lần nộp này"))

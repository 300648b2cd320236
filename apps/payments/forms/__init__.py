"""What officials say with each act on money."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.forms import DateField, MoneyField
from apps.dossiers.domain.codes import NotACode, readings
from apps.payments.domain.money import Settled
from apps.payments.domain.words import Proof, RefundWay
from apps.payments.labels.till import PROOF_SEEN, REFUND_WAYS, SETTLED_LABELS

REASON_LEAST = 10
NO_REASON = _("Viết lý do, ít nhất 10 ký tự: người kiểm tra sẽ đọc.")


def fresh_key() -> str:
    """The key of a form that has just been drawn: whatever is posted with it happens once."""
    return secrets.token_urlsafe(12)


class MoneyAct(forms.Form):
    """Any act on money: it has a key that makes it happen once."""

    use_required_attribute = False

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)


class ReasonField(forms.CharField):
    """Why, for whoever checks."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Lý do"))
        super().__init__(
            min_length=REASON_LEAST,
            max_length=500,
            widget=forms.Textarea({"rows": 2}),
            error_messages={
                "required": NO_REASON,
                "min_length": NO_REASON,
                "max_length": _("Viết ngắn lại, nhiều nhất 500 ký tự."),
            },
            **options,
        )


class WhyForm(MoneyAct):
    """An act that must say why."""

    reason = ReasonField()


class WaiveForm(WhyForm):
    """Why nothing is taken, and what proves it."""

    proof = forms.ChoiceField(
        label=_("Chứng minh bằng"),
        choices=[(proof.value, PROOF_SEEN[proof]) for proof in Proof],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn đã xem giấy hay dữ liệu nào.")},
    )
    file = forms.FileField(
        label=_("Bản quét hoặc ảnh chụp giấy chứng minh"),
        required=False,
        help_text=_("PDF, JPG hoặc PNG. Giấy đã có trong hồ sơ thì không phải quét lại."),
        widget=forms.FileInput({"accept": "application/pdf,image/jpeg,image/png"}),
    )
    field_order = ["proof", "file", "reason"]


class NoticeForm(MoneyAct):
    """A sum that an official asks for in the middle."""

    title = forms.CharField(
        label=_("Thu tiền gì"),
        max_length=150,
        help_text=_("Như: Phí thẩm định hồ sơ; Lệ phí cấp giấy chứng nhận."),
        error_messages={"required": _("Viết tên khoản thu để người dân hiểu nộp tiền gì.")},
    )
    amount = MoneyField(label=_("Số tiền (đồng)"), error_messages={"required": _("Viết số tiền bằng đồng.")})
    legal_basis = forms.CharField(
        label=_("Căn cứ"),
        max_length=200,
        help_text=_("Điều, khoản, văn bản nào."),
        error_messages={"required": _("Viết căn cứ thu.")},
    )
    document = forms.CharField(label=_("Số thông báo nộp tiền"), max_length=100, required=False)
    note = forms.CharField(
        label=_("Nhắn người dân"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )

    def clean_amount(self) -> int:
        amount = self.cleaned_data["amount"]
        if not amount:
            raise forms.ValidationError(_("Số tiền phải lớn hơn 0."))
        return int(amount)


class CreditForm(MoneyAct):
    """Money that stands on a statement and that no machine told us of."""

    amount = MoneyField(label=_("Số tiền (đồng)"), error_messages={"required": _("Viết số tiền bằng đồng.")})
    content = forms.CharField(
        label=_("Nội dung chuyển khoản"),
        max_length=300,
        required=False,
        help_text=_("Chép như trên sao kê. Có mã bắt đầu bằng MC thì tiền tự vào đúng hồ sơ."),
    )
    number = forms.CharField(
        label=_("Số giao dịch trên sao kê"),
        max_length=50,
        error_messages={"required": _("Chép số giao dịch: nhờ nó một khoản tiền không bị ghi hai lần.")},
    )
    day = DateField(label=_("Ngày tiền vào"))

    def clean_amount(self) -> int:
        amount = self.cleaned_data["amount"]
        if not amount:
            raise forms.ValidationError(_("Số tiền phải lớn hơn 0."))
        return int(amount)

    def paid_at(self, *, now: datetime) -> datetime:
        """The day as an instant, never ahead of now."""
        day = self.cleaned_data["day"]
        noon = timezone.make_aware(datetime.combine(day, datetime.min.time().replace(hour=12)))
        return min(noon, now)


class SettleForm(MoneyAct):
    """What unmatched money was for, or how it was sent back."""

    how = forms.ChoiceField(
        label=_("Tiền này"),
        choices=[(how.value, SETTLED_LABELS[how]) for how in Settled],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một cách.")},
    )
    code = forms.CharField(label=_("Mã hồ sơ được nộp tiền"), max_length=60, required=False)
    note = forms.CharField(
        label=_("Ghi chú"),
        max_length=300,
        required=False,
        help_text=_("Trả lại thì ghi số chứng từ, ngày chuyển trả."),
        widget=forms.Textarea({"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("how") == Settled.RETURNED and not said.get("note"):
            self.add_error("note", _("Ghi trả lại bằng chứng từ nào, ngày nào."))
        if said.get("how") == Settled.MATCHED:
            try:
                readings(said.get("code", ""))
            except NotACode:
                self.add_error("code", _("Viết mã hồ sơ, như H99.71-261122-0005."))
        return said


class RefundForm(MoneyAct):
    """Whether the money goes back, how, under which paper."""

    decision = forms.ChoiceField(
        label=_("Quyết định"),
        choices=[("hoan", _("Đã hoàn trả")), ("khong", _("Không hoàn trả"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn hoàn trả hay không.")},
    )
    way = forms.ChoiceField(
        label=_("Hoàn trả bằng"),
        required=False,
        choices=[(way.value, REFUND_WAYS[way]) for way in RefundWay],
        widget=forms.RadioSelect,
    )
    cashier = forms.TypedChoiceField(
        label=_("Tiền mặt chi từ sổ quỹ của"), required=False, coerce=int, empty_value=None, widget=forms.Select
    )
    document = forms.CharField(label=_("Số chứng từ"), max_length=100, required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, cashiers: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = list(cashiers)
        field = self.fields["cashier"]
        field.choices = [("", _("Chọn sổ quỹ đang mở")), *choices]  # type: ignore[attr-defined]
        self._only = choices[0][0] if len(choices) == 1 else None
        field.initial = self._only

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("decision") == "hoan" and said.get("way") == RefundWay.CASH and "cashier" not in self.errors:
            said["cashier"] = said.get("cashier") or self._only
            if not said["cashier"]:
                self.add_error("cashier", _("Chọn sổ quỹ chi tiền. Chưa sổ nào mở thì người thu tiền mở sổ trước."))
        if said.get("decision") == "hoan":
            for name, sentence in (("way", _("Chọn cách hoàn trả.")), ("document", _("Ghi số chứng từ hoàn trả."))):
                if not said.get(name):
                    self.add_error(name, sentence)
        elif said.get("decision") == "khong" and len(said.get("note", "")) < REASON_LEAST:
            self.add_error("note", NO_REASON)
        return said

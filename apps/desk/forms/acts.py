"""What has to be said with each act on a dossier."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from apps.core.forms import DateField, MoneyField
from apps.desk.domain.apologies import DelayReason
from apps.desk.forms.courtesies import WishField
from apps.desk.forms.fields import ActForm, ReasonField
from apps.desk.labels import DELAY_LABELS, Sentences
from apps.desk.selectors.people import Colleague
from apps.dossiers.domain.status import PauseKind, RefusalCategory, ResultKind
from apps.dossiers.labels import OBJECTION_LABELS, REFUSAL_LABELS, RESULT_LABELS

NO_BASIS = cast("Any", OBJECTION_LABELS["no_legal_basis"])
NO_PAPER = cast("Any", OBJECTION_LABELS["no_document"])


def _people(colleagues: Iterable[Colleague]) -> list[tuple[int, str]]:
    return [(one.id, str(_("%(name)s – %(position)s, đang giữ %(held)s hồ sơ")) % _facts(one)) for one in colleagues]


def _facts(one: Colleague) -> dict[str, Any]:
    return {"name": one.name, "position": one.position, "held": one.held}


class PlannedHoursField(forms.DecimalField):
    """Working hours for one step."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("Bước này làm trong"),
            help_text=_("Số giờ làm việc; 8 giờ là một ngày."),
            min_value=Decimal("0.25"),
            max_value=Decimal(2000),
            max_digits=6,
            decimal_places=2,
            required=False,
            widget=forms.TextInput(attrs={"class": "w-date", "inputmode": "decimal", "autocomplete": "off"}),
            error_messages={"invalid": _("Viết số giờ, như 16 hoặc 4,5.")},
            **options,
        )

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class NoteField(forms.CharField):
    """A word to whoever reads next."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Ghi chú"))
        super().__init__(max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}), **options)


class BasisField(forms.CharField):
    """The provision of law something rests on."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Điều, khoản, văn bản nào."))
        super().__init__(
            label=_("Căn cứ"),
            max_length=200,
            error_messages={"required": NO_BASIS},
            **options,
        )


class PaperField(forms.CharField):
    """The number of a paper."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=120, error_messages={"required": NO_PAPER}, **options)


class NoteForm(ActForm):
    """An act that needs no words, but may have some."""

    note = NoteField()


class ReasonForm(ActForm):
    """An act that must say why."""

    reason = ReasonField()


class WithdrawForm(ReasonForm):
    """Why the applicant wants a dossier back, and the day on their request; form 05 rests on both after reception."""

    asked_on = DateField(
        label=_("Ngày trên đơn đề nghị rút"),
        required=False,
        help_text=_("Ghi vào thông báo dừng giải quyết. Để trống là hôm nay."),
    )

    def __init__(self, *args: Any, since: datetime | None, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self._since, self._today = since, today
        if since is None:  # not received yet: there is no such paper
            del self.fields["asked_on"]

    def clean_asked_on(self) -> date | None:
        asked: date | None = self.cleaned_data["asked_on"]
        if asked and asked > self._today:
            raise forms.ValidationError(_("Ngày này chưa đến. Ghi ngày trên đơn."))
        if asked and self._since and asked < localdate(self._since):
            raise forms.ValidationError(_("Ngày này trước ngày tiếp nhận hồ sơ. Ghi ngày trên đơn."))
        return asked


class RefuseForm(ReasonForm):
    """Why a dossier is not taken (form 03)."""

    category = forms.ChoiceField(
        label=_("Vì sao không nhận"),
        choices=[(category.value, REFUSAL_LABELS[category]) for category in RefusalCategory],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một lý do chính.")},
    )
    field_order = ["category", "reason"]

    def clean_category(self) -> RefusalCategory:
        return RefusalCategory(self.cleaned_data["category"])


class AcceptForm(ActForm):
    """What is paid, when what was filed online is accepted."""

    fee_amount = MoneyField(label=_("Lệ phí đã thu (đồng)"), required=False)
    fee_note = forms.CharField(
        label=_("Ghi chú về lệ phí"), max_length=200, required=False, help_text=_("Ví dụ: miễn vì là hộ nghèo.")
    )

    def __init__(self, *args: Any, courtesy: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        if courtesy:
            self.fields["courtesy"] = WishField(courtesy=courtesy)

    def clean_fee_amount(self) -> int:
        return self.cleaned_data["fee_amount"] or 0


class ForwardForm(ActForm):
    """To whom, and until when."""

    receiver = forms.TypedChoiceField(
        label=_("Chuyển cho"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn người nhận hồ sơ."), "invalid_choice": _("Chọn người nhận hồ sơ.")},
    )
    planned_hours = PlannedHoursField()
    note = NoteField(label=_("Nhắn người nhận"))

    def __init__(self, *args: Any, colleagues: Iterable[Colleague], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["receiver"].choices = _people(colleagues)  # type: ignore[attr-defined]


class AcceptSupplementForm(ActForm):
    """The complement is here."""

    planned_hours = PlannedHoursField()
    note = NoteField(label=_("Đã nhận những gì"))


class PaymentForm(ActForm):
    """The notice by which the citizen is asked to pay: its basis and its number."""

    legal_basis = BasisField()
    document = PaperField(label=_("Số thông báo nộp tiền"), help_text=_("Như 15/TB-UBND ngày 16/11/2026."))
    amount = MoneyField(
        label=_("Số tiền nộp cho xã (đồng)"),
        required=False,
        help_text=_("Người dân nộp được ngay trên cổng, tiền đến là thời hạn tự chạy tiếp. Nộp nơi khác thì để trống."),
    )
    title = forms.CharField(label=_("Thu tiền gì"), max_length=150, required=False)
    note = NoteField(label=_("Nhắn người dân"))


class ProofForm(ActForm):
    """The paper that shows the payment."""

    proof = PaperField(label=_("Số chứng từ"), help_text=_("Biên lai, giấy nộp tiền, mã giao dịch."))


class PauseForm(ActForm):
    """Why a leader stops a clock."""

    kind = forms.ChoiceField(
        label=_("Dừng vì"),
        choices=[(PauseKind.OUTAGE.value, _("Sự cố, bất khả kháng")), (PauseKind.OTHER.value, _("Lý do khác"))],
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
        initial=PauseKind.OUTAGE.value,
        error_messages={"required": _("Chọn vì sao dừng.")},
    )
    reason = ReasonField(help_text=_("Người dân đọc được câu này trong hồ sơ của mình."))
    legal_basis = BasisField(required=False, help_text=_("Bắt buộc khi dừng vì lý do khác."))

    def clean_kind(self) -> PauseKind:
        return PauseKind(self.cleaned_data["kind"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("kind") is PauseKind.OTHER and not said.get("legal_basis"):
            self.add_error("legal_basis", NO_BASIS)
        return said


class OutageForm(ActForm):
    """What stopped the whole office."""

    reason = ReasonField(help_text=_("Người dân đọc được câu này trong hồ sơ của mình."))
    legal_basis = BasisField(required=False)


class ResultForm(ActForm):
    """The paper that an officer lays before a leader."""

    title = forms.CharField(
        label=_("Tên văn bản kết quả"),
        max_length=300,
        error_messages={"required": _("Viết tên văn bản, như “Giấy xác nhận tình trạng hôn nhân”.")},
    )
    number = forms.CharField(label=_("Số văn bản"), max_length=60, required=False)
    outcome = forms.ChoiceField(
        label=_("Kết quả"),
        choices=[(kind.value, RESULT_LABELS[kind]) for kind in ResultKind],
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
        initial=ResultKind.GRANTED.value,
        error_messages={"required": _("Chọn giải quyết hay không giải quyết.")},
    )
    file = forms.FileField(
        label=_("Tệp kết quả"),
        required=False,
        help_text=_("Tệp PDF. Không có tệp thì chỉ trả được bản giấy."),
    )
    leader = forms.TypedChoiceField(
        label=_("Trình ai ký"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn lãnh đạo ký."), "invalid_choice": _("Chọn lãnh đạo ký.")},
    )
    note = NoteField(label=_("Nhắn lãnh đạo"))

    def __init__(self, *args: Any, leaders: Iterable[Colleague], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["leader"].choices = _people(leaders)  # type: ignore[attr-defined]

    def clean_outcome(self) -> ResultKind:
        return ResultKind(self.cleaned_data["outcome"])


class SendForm(ActForm):
    """The result goes out by the way the applicant chose; an electronic one needs its file."""

    def __init__(self, *args: Any, can_be_sent: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.can_be_sent = can_be_sent

    def clean(self) -> dict[str, Any]:
        if not self.can_be_sent:
            raise forms.ValidationError(Sentences.NO_RESULT_FILE)
        return self.cleaned_data


class ApologyForm(ActForm):
    """Why the promise cannot be kept, and the one new day (form 04)."""

    reason_code = forms.ChoiceField(
        label=_("Nguyên nhân chính"),
        choices=[("", "—"), *((code.value, DELAY_LABELS[code]) for code in DelayReason)],
        error_messages={"required": _("Chọn nguyên nhân chính.")},
    )
    reason = ReasonField(
        label=_("Nói rõ với người dân"), help_text=_("Câu này in nguyên trong thư. Viết như nói với hàng xóm.")
    )
    new_date = DateField(
        label=_("Hẹn lại ngày"), help_text=_("Một ngày làm việc sau ngày đã hẹn; chỉ hẹn lại một lần.")
    )

    def clean_reason_code(self) -> DelayReason:
        return DelayReason(self.cleaned_data["reason_code"])

    def clean_new_date(self) -> date:
        day: date = self.cleaned_data["new_date"]
        if not 2000 <= day.year <= 2100:
            raise forms.ValidationError(_("Năm %(year)s không đúng. Viết lại ngày hẹn."), params={"year": day.year})
        return day

"""The one screen of reception: who came, for whom, with which papers, how the result goes home, what is paid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.accounts.domain.identity import Sex
from apps.accounts.services import PersonFacts
from apps.core.forms import DateField, MoneyField
from apps.desk.forms.courtesies import WishField
from apps.desk.forms.fields import PersonalIdField, PhoneField
from apps.desk.forms.supplements import SupplementForm
from apps.desk.selectors.people import Colleague
from apps.dossiers.domain.lifecycle import REASON_MIN_LENGTH
from apps.dossiers.domain.representation import NAMES, Basis, Standing
from apps.dossiers.domain.status import Delivery, RefusalCategory
from apps.dossiers.labels import DELIVERY_LABELS, OBJECTION_LABELS, REFUSAL_LABELS
from apps.procedures.domain.fee_rules import Exemption
from apps.procedures.labels.fees import EXEMPTIONS

OLDEST = 130  # years
MOST_PAGES, MOST_COPIES = 9_999, 999
SELF, OTHER = "chinh-minh", "nguoi-khac"


def _counted(label: Any, *, most: int) -> forms.IntegerField:
    wrong = _("Viết số từ 1 trở lên.")
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=most,
        error_messages={"invalid": wrong, "min_value": wrong},
        widget=forms.TextInput(attrs={"class": "w-phone", "inputmode": "numeric", "autocomplete": "off"}),
    )


class WalkInForm(forms.Form):
    """Everything but the papers. What a refusal needs is asked only when refusing."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    ticket = forms.CharField(
        label=_("Số phiếu"),
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control w-ticket", "autocomplete": "off"}),
    )
    sex = forms.ChoiceField(choices=[("", ""), *((sex.value, sex.value) for sex in Sex)], required=False)
    personal_id = PersonalIdField(label=_("Số định danh (căn cước)"), required=False)
    name = forms.CharField(
        label=_("Họ và tên"),
        max_length=200,
        error_messages={"required": _("Viết họ tên người đến nộp.")},
        widget=forms.TextInput(attrs={"data-key": "F4"}),
    )
    birth_date = DateField(label=_("Ngày sinh"), required=False)
    phone = PhoneField(label=_("Điện thoại"), required=False)
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        error_messages={"invalid": _("Viết địa chỉ thư như ten@vidu.vn, hoặc để trống.")},
    )
    address = forms.CharField(label=_("Địa chỉ"), max_length=300, required=False)
    acts_for = forms.ChoiceField(
        label=_("Nộp cho"),
        choices=[(SELF, _("Chính mình")), (OTHER, _("Người khác"))],
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
        initial=SELF,
    )
    owner_name = forms.CharField(label=_("Họ tên người đó"), max_length=200, required=False)
    owner_id = PersonalIdField(label=_("Số định danh của người đó"), required=False)
    basis = forms.ChoiceField(
        label=_("Nộp thay với tư cách"),
        choices=[("", _("Theo căn cứ ghi bên cạnh")), *((basis.value, words) for basis, words in NAMES.items())],
        required=False,
    )
    relation = forms.CharField(
        label=_("Căn cứ nộp thay"),
        max_length=150,
        required=False,
        help_text=_("Ví dụ: mẹ đẻ; giấy ủy quyền 12/11."),
    )
    delivery = forms.ChoiceField(
        label=_("Nhận kết quả"),
        choices=[(way.value, DELIVERY_LABELS[way]) for way in Delivery],
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
        initial=Delivery.COUNTER.value,
    )
    delivery_address = forms.CharField(label=_("Địa chỉ nhận"), max_length=300, required=False)
    fee_pages = _counted(_("Số trang của một bản"), most=MOST_PAGES)
    fee_copies = _counted(_("Số bản"), most=MOST_COPIES)
    fee_exemption = forms.ChoiceField(label=_("Được miễn vì"), required=False)
    fee_was = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    fee_amount = MoneyField(label=_("Lệ phí đã thu (đồng)"), required=False)
    fee_note = forms.CharField(label=_("Ghi chú về lệ phí"), max_length=200, required=False)
    case = forms.CharField(max_length=300, required=False)
    incomplete_ok = forms.BooleanField(
        label=_("Vẫn nhận: giấy còn thiếu tra cứu được trên mạng hoặc không cần cho trường hợp này"), required=False
    )

    def __init__(
        self, *args: Any, today: date, courtesy: str = "", may_be_exempt: Iterable[Exemption] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.today = today
        freed = [(exemption.value, EXEMPTIONS[exemption]) for exemption in may_be_exempt]
        cast("forms.ChoiceField", self.fields["fee_exemption"]).choices = [("", _("Không thuộc diện miễn")), *freed]
        if courtesy:
            self.fields["courtesy"] = WishField(courtesy=courtesy)

    def clean_birth_date(self) -> date | None:
        day: date | None = self.cleaned_data["birth_date"]
        if day and not date(self.today.year - OLDEST, 1, 1) <= day <= self.today:
            raise forms.ValidationError(_("Ngày sinh này không đúng. Xem lại trên căn cước."))
        return day

    def clean_fee_amount(self) -> int:
        return self.cleaned_data["fee_amount"] or 0

    def clean_delivery(self) -> Delivery:
        return Delivery(self.cleaned_data["delivery"])

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("acts_for") == OTHER:
            if not said.get("owner_name"):
                self.add_error("owner_name", _("Viết họ tên người mà hồ sơ này là của họ."))
            if not said.get("relation"):
                self.add_error("relation", _("Viết căn cứ nộp thay: quan hệ gia đình hoặc giấy ủy quyền."))
            if said.get("owner_id") and said.get("owner_id") == said.get("personal_id"):
                self.add_error("owner_id", _("Số này là của người đến nộp. Viết số của người kia, hoặc để trống."))
        if said.get("delivery") in (Delivery.POST, Delivery.HOME) and not said.get("delivery_address"):
            self.add_error("delivery_address", _("Viết địa chỉ để bưu điện chuyển tới."))
        return said

    def person(self) -> PersonFacts:
        """Who stands at the counter."""
        said = self.cleaned_data
        return PersonFacts(
            name=said["name"],
            personal_id=said["personal_id"],
            birth_date=said["birth_date"],
            sex=said["sex"],
            phone=said["phone"],
            email=said["email"],
            address=said["address"],
        )

    def owner(self) -> PersonFacts:
        """Whose dossier it is: the person at the counter, or whoever they came for, reached through them."""
        said = self.cleaned_data
        if said["acts_for"] == SELF:
            return self.person()
        return PersonFacts(
            name=said["owner_name"],
            personal_id=said["owner_id"],
            phone=said["phone"],
            email=said["email"],
            address=said["address"],
        )

    def standing(self) -> Standing | None:
        """On what basis they came for somebody else, where it is one of the law's."""
        said = self.cleaned_data
        if said["acts_for"] == SELF or not said["basis"]:
            return None
        return Standing(basis=Basis(said["basis"]), capacity=said["relation"])


class AskForm(SupplementForm):
    """Form 02 for somebody who stands here: the screen has its own key, and the reason is mostly this one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, prefix="bs", **options)
        del self.fields["key"], self.fields["seen"]
        self.fields["reason"].initial = _("Hồ sơ chưa đủ thành phần theo danh mục của thủ tục.")


class AtOnceForm(forms.Form):
    """What is handed over on the spot: who has signed it, and under which number."""

    signer = forms.TypedChoiceField(
        label=_("Người ký kết quả"),
        coerce=int,
        error_messages={"required": _("Chọn người đã ký kết quả; người tiếp nhận không tự ký.")},
    )
    result_number = forms.CharField(label=_("Số của kết quả"), max_length=60, required=False)

    def __init__(self, *args: Any, leaders: Sequence[Colleague], **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(one.id, f"{one.name} – {one.position}") for one in leaders]
        cast("forms.ChoiceField", self.fields["signer"]).choices = [("", _("Chọn người ký")), *named]
        if len(leaders) == 1:
            self.fields["signer"].initial = leaders[0].id


class RefusalForm(forms.Form):
    """Why nothing is taken in (form 03)."""

    category = forms.ChoiceField(
        label=_("Vì sao không nhận"),
        choices=[(category.value, REFUSAL_LABELS[category]) for category in RefusalCategory],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một lý do chính.")},
    )
    reason = forms.CharField(
        label=_("Nói rõ lý do"),
        min_length=REASON_MIN_LENGTH,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": str(OBJECTION_LABELS["reason_too_short"]),
            "min_length": str(OBJECTION_LABELS["reason_too_short"]),
        },
        help_text=_("Câu này in trong phiếu từ chối."),
    )

    def clean_category(self) -> RefusalCategory:
        return RefusalCategory(self.cleaned_data["category"])

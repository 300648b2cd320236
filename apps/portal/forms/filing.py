"""The steps of a filing that are the same for every procedure: for whom, how to get the result, the last look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms.courtesies import WishField
from apps.dossiers.domain.status import Delivery
from apps.dossiers.models import Dossier
from apps.dossiers.services.filing import ApplicantFacts
from apps.portal.domain.relations import Relation, Whose, read_relation
from apps.procedures.forms.fields import SENTENCES, PersonalIdField, PersonNameField, PhoneField, without_nul

WHOSE_LABELS = (
    (Whose.SELF.value, _("Cho chính tôi")),
    (Whose.FAMILY.value, _("Cho người nhà")),
    (Whose.AUTHORISED.value, _("Cho người đã ủy quyền cho tôi")),
)
DELIVERY_CHOICES = (
    (Delivery.COUNTER.value, _("Đến quầy nhận")),
    (Delivery.ELECTRONIC.value, _("Nhận bản điện tử, tải về ở trang này")),
    (Delivery.POST.value, _("Nhận qua bưu điện, tôi trả cước khi nhận")),
)
OWN_ID_HINT = _("12 số trên thẻ Căn cước hoặc trong VNeID.")
ID_WANTED = _("Chép 12 số định danh trên thẻ Căn cước hoặc trong VNeID.")
ID_HINT = _("12 số trên thẻ Căn cước hoặc trong VNeID. Trẻ chưa có số thì để trống.")
CASE_LENGTH = 300  # of Dossier.case


class WhoForm(forms.Form):
    """In whose name the dossier stands, and whom we tell about it."""

    use_required_attribute = False  # a browser may not ask for what it hides

    whose = forms.ChoiceField(
        label=_("Bạn nộp cho ai?"),
        choices=WHOSE_LABELS,
        widget=forms.RadioSelect,
        error_messages=SENTENCES | {"required": _("Chọn bạn nộp cho ai.")},
    )
    relation = forms.CharField(
        label=_("Bạn là gì của người đó, hoặc được ủy quyền bằng giấy nào?"),
        help_text=_("Ví dụ: mẹ đẻ; giấy ủy quyền số 12 ngày 1/11/2026."),
        max_length=160,
        error_messages=SENTENCES
        | {"required": _("Viết quan hệ của bạn với người đó, hoặc số và ngày của giấy ủy quyền.")},
    )
    name = PersonNameField(
        label=_("Họ, chữ đệm và tên của người đó"),
        help_text=_("Viết có dấu, đúng như trên giấy tờ."),
        error_messages=SENTENCES | {"required": _("Viết họ tên của người đứng tên hồ sơ.")},
        widget=forms.TextInput({"class": "w-half", "autocomplete": "off"}),
    )
    personal_id = PersonalIdField(
        label=_("Số định danh của người đó"), help_text=ID_HINT, required=False, error_messages=SENTENCES
    )
    own_personal_id = PersonalIdField(
        label=_("Số định danh của bạn"), help_text=OWN_ID_HINT, error_messages=SENTENCES | {"required": ID_WANTED}
    )
    case = forms.ChoiceField(label=_("Trường hợp của bạn"), widget=forms.RadioSelect, error_messages=SENTENCES)
    phone = PhoneField(
        label=_("Số điện thoại nhận tin"),
        help_text=_("Chúng tôi nhắn khi nhận hồ sơ, khi cần bổ sung và khi có kết quả."),
        error_messages=SENTENCES | {"required": _("Viết một số điện thoại để chúng tôi báo tin.")},
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        max_length=200,
        error_messages=SENTENCES | {"invalid": _("Địa chỉ thư chưa đúng. Ví dụ: mai@thu.vn")},
        widget=forms.EmailInput({"class": "w-half", "autocomplete": "email"}),
    )
    address = forms.CharField(
        label=_("Nơi ở của người đứng tên hồ sơ"),
        help_text=_("Thôn hoặc số nhà, đường; xã, tỉnh."),
        max_length=300,
        error_messages=SENTENCES | {"required": _("Viết nơi ở của người đứng tên hồ sơ.")},
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, dossier: Dossier, own_id: str, cases: Sequence[str] = ()
    ) -> None:
        relation = read_relation(dossier.relation)
        is_own = relation.whose is Whose.SELF
        super().__init__(
            data,
            initial={
                "whose": relation.whose.value,
                "relation": relation.basis,
                "name": "" if is_own else dossier.applicant_name,
                "case": dossier.case,
                "phone": dossier.applicant_phone,
                "email": dossier.applicant_email,
                "address": dossier.applicant_address,
            },
        )
        self.own_id = own_id
        self.own_name = dossier.submitter.name
        self._id("own_personal_id" if is_own else "personal_id").keep(dossier.applicant_personal_id or "")
        if own_id:
            del self.fields["own_personal_id"]
        if cases:
            self.fields["case"].choices = [(case[:CASE_LENGTH], case) for case in cases]  # type: ignore[attr-defined]
            self.fields["case"].error_messages["required"] = _("Chọn trường hợp của bạn.")
        else:
            del self.fields["case"]
        self._ask_only_what_applies()

    def _ask_only_what_applies(self) -> None:
        """Each answer to the first question has questions of its own; before it is given, all are shown."""
        if not self.is_bound:
            return
        is_own = self.data.get("whose") == Whose.SELF
        for name in ("relation", "name"):
            self.fields[name].required = not is_own
        if "own_personal_id" in self.fields:
            self.fields["own_personal_id"].required = is_own

    def clean(self) -> dict[str, Any]:
        """An authorisation is given by somebody who has a number."""
        cleaned = super().clean() or {}
        is_authorised = cleaned.get("whose") == Whose.AUTHORISED
        if is_authorised and "personal_id" not in self.errors and not cleaned.get("personal_id"):
            self.add_error("personal_id", ID_WANTED)
        return cleaned

    def relation_line(self) -> str:
        """What the dossier keeps of the relation, complete or not."""
        whose = self._typed("whose")
        known = whose if whose in set(Whose) else Whose.SELF
        return Relation(Whose(known), self._typed("relation")).line()[:200]

    def facts(self) -> ApplicantFacts:
        """The applicant as typed so far: in one spelling where it can stand, otherwise as it was written."""
        is_own = not self.relation_line()
        name = self.own_name if is_own else self._typed("name")
        personal_id = (self.own_id or self._typed("own_personal_id")) if is_own else self._typed("personal_id")
        return ApplicantFacts(
            name=name[:200],
            phone=self._typed("phone")[:20],
            email=self._typed("email")[:200],
            address=self._typed("address")[:300],
            personal_id=personal_id[:40],
        )

    def case_chosen(self) -> str:
        """The case, empty where the procedure has only one."""
        return self._typed("case")[:CASE_LENGTH] if "case" in self.fields else ""

    def _id(self, name: str) -> PersonalIdField:
        field = self.fields[name]
        assert isinstance(field, PersonalIdField)
        return field

    def _typed(self, name: str) -> str:
        self.is_valid()
        value = self.cleaned_data.get(name)
        return without_nul(value if value is not None else self.data.get(name)).strip()


class DeliveryForm(forms.Form):
    """How the result comes to its owner."""

    use_required_attribute = False

    delivery = forms.ChoiceField(
        label=_("Bạn muốn nhận kết quả thế nào?"),
        choices=DELIVERY_CHOICES,
        widget=forms.RadioSelect,
        error_messages=SENTENCES | {"required": _("Chọn cách nhận kết quả.")},
    )
    delivery_address = forms.CharField(
        label=_("Địa chỉ để bưu điện đến"),
        help_text=_("Tên người nhận, thôn hoặc số nhà, xã, tỉnh."),
        max_length=300,
        error_messages=SENTENCES | {"required": _("Viết địa chỉ để bưu điện mang đến.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
        courtesy: str = "",
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        if courtesy:
            self.fields["courtesy"] = WishField(courtesy=courtesy)
        if self.is_bound:  # only a parcel needs an address
            self.fields["delivery_address"].required = self.data.get("delivery") == Delivery.POST


class ReviewForm(forms.Form):
    """The last look: the declaration, and a word where papers are still missing."""

    why_missing = forms.CharField(
        label=_("Vì sao còn thiếu?"),
        help_text=_("Ví dụ: bệnh viện chưa trả giấy, tôi mang bản chính đến quầy."),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages=SENTENCES | {"required": _("Viết vài lời để quầy biết vì sao còn thiếu giấy.")},
    )
    agree = forms.BooleanField(
        label=_("Tôi cam đoan những điều khai ở trên là đúng."),
        error_messages={"required": _("Đánh dấu vào ô cam đoan thì mới nộp được.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, papers_are_missing: bool) -> None:
        super().__init__(data)
        if not papers_are_missing:
            del self.fields["why_missing"]

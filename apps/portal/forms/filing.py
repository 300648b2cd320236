"""The last steps of a filing, the same for every procedure: how to get the result, the last look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms.courtesies import WishField
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.models import Dossier
from apps.procedures.forms.fields import SENTENCES, without_nul

DELIVERY_CHOICES = (
    (Delivery.COUNTER.value, _("Đến quầy nhận")),
    (Delivery.ELECTRONIC.value, _("Nhận bản điện tử, tải về ở trang này")),
    (Delivery.POST.value, _("Nhận qua bưu điện, tôi trả cước khi nhận")),
)
HOME_CHOICE = (Delivery.HOME.value, _("Nhận tại nhà, cán bộ xã mang đến"))
BROUGHT = frozenset({Delivery.POST, Delivery.HOME})


class DeliveryForm(forms.Form):
    """How the result comes to its owner, on paper and besides, and how many copies of it."""

    use_required_attribute = False

    delivery = forms.ChoiceField(
        label=_("Bạn muốn nhận kết quả thế nào?"),
        choices=DELIVERY_CHOICES,
        widget=forms.RadioSelect,
        error_messages=SENTENCES | {"required": _("Chọn cách nhận kết quả.")},
    )
    delivery_address = forms.CharField(
        label=_("Địa chỉ nhận"),
        help_text=_("Tên người nhận, thôn hoặc số nhà, xã, tỉnh."),
        max_length=300,
        error_messages=SENTENCES | {"required": _("Viết địa chỉ để chúng tôi gửi đến.")},
    )
    wants_electronic = forms.BooleanField(
        label=_("Gửi thêm cho tôi bản điện tử, tải về ngay khi có kết quả"), required=False
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        dossier: Dossier,
        takes_home: bool = True,
        is_wished: bool = False,
    ) -> None:
        super().__init__(
            data,
            initial={
                "delivery": dossier.delivery,
                "delivery_address": dossier.delivery_address,
                "wants_electronic": dossier.wants_electronic,
                "extra_copies": dossier.extra_copies,
                "courtesy": is_wished,
            },
        )
        if takes_home:
            self.fields["delivery"].choices = [*DELIVERY_CHOICES, HOME_CHOICE]  # type: ignore[attr-defined]
        is_billed = dossier.status != Status.DRAFT  # what copies cost was frozen with the filing
        if dossier.arrangement.most_copies and not is_billed:
            self.fields["extra_copies"] = _copies(most=dossier.arrangement.most_copies)
        if dossier.offering.courtesy:
            self.fields["courtesy"] = WishField(courtesy=dossier.offering.courtesy)
        if self.is_bound:  # only what is brought needs an address
            self.fields["delivery_address"].required = self._way() in BROUGHT

    def chosen(self) -> dict[str, Any]:
        """What `save_draft` keeps of this step, complete or not."""
        self.is_valid()
        way = self._way()
        address = without_nul(self.cleaned_data.get("delivery_address", self.data.get("delivery_address"))).strip()
        return {
            "delivery": way,
            "delivery_address": address[:300] if way in BROUGHT else "",
            "wants_electronic": way is not Delivery.ELECTRONIC and bool(self.cleaned_data.get("wants_electronic")),
            "extra_copies": self.cleaned_data.get("extra_copies"),
        }

    def _way(self) -> Delivery:
        typed = str(self.data.get("delivery", ""))
        return Delivery(typed) if typed in set(Delivery) else Delivery.COUNTER


def _copies(*, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Xin thêm bao nhiêu bản sao?"),
        help_text=_("Ngoài bản chính. Không xin thêm thì để 0."),
        min_value=0,
        max_value=most,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "w-date"}),
        error_messages={
            "required": _("Viết số bản; không xin thêm thì viết 0."),
            "invalid": _("Chỉ viết số, ví dụ 2."),
            "min_value": _("Ít nhất là 0. Xem lại số."),
            "max_value": _("Nhiều nhất là %(limit_value)s bản một lần. Xem lại số."),
        },
    )


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


def unjudged(form: forms.Form) -> forms.Form:
    """The same with what was typed and without a word about it: nobody has asked yet whether it can stand."""
    form.errors.clear()
    return form


def unsigned(typed: Mapping[str, Any] | None, *, papers_are_missing: bool) -> forms.Form:
    """What was written at the last look, without the word that it is true: that is given anew, and files it."""
    written = {"why_missing": (typed or {}).get("why_missing", "")}
    return unjudged(ReviewForm(written, papers_are_missing=papers_are_missing))

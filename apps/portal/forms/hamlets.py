"""Who guides people in a hamlet, and who may file with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from apps.accounts.services import PersonFacts
from apps.core.forms import DateField
from apps.officials.models import Hamlet
from apps.officials.services.helping import HamletFacts
from apps.procedures.forms.fields import SENTENCES, NameField, PersonalIdField, PersonNameField, PhoneField


class HamletForm(forms.Form):
    """A hamlet with its guide."""

    name = forms.CharField(
        label="Tên thôn",
        help_text="Như người dân viết trong địa chỉ: thôn Nà Lạn.",
        max_length=100,
        error_messages=SENTENCES | {"required": "Viết tên thôn."},
        widget=forms.TextInput({"class": "w-half", "autocomplete": "off"}),
    )
    guide_name = NameField(
        label="Người hướng dẫn",
        required=False,
        error_messages=SENTENCES,
        widget=forms.TextInput({"class": "w-half", "autocomplete": "off"}),
    )
    guide_phone = PhoneField(
        label="Điện thoại của người hướng dẫn",
        help_text="Hiện cho mọi người xem: chỉ ghi khi người ấy đồng ý.",
        required=False,
        error_messages=SENTENCES,
    )
    meets_at = forms.CharField(
        label="Gặp ở đâu, lúc nào",
        help_text="Ví dụ: nhà văn hóa thôn, tối thứ Tư.",
        required=False,
        max_length=200,
        error_messages=SENTENCES,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("guide_phone") and not said.get("guide_name") and "guide_name" not in self.errors:
            self.add_error("guide_name", "Có số điện thoại thì ghi cả tên người hướng dẫn.")
        return said

    def facts(self) -> HamletFacts:
        """The hamlet as it is to be kept."""
        return HamletFacts(**self.cleaned_data)


class HelperForm(forms.Form):
    """Somebody who is no official and may file with people; its ids are apart from those of HamletForm beside it."""

    name = PersonNameField(
        label="Họ, chữ đệm và tên",
        error_messages=SENTENCES | {"required": "Viết họ tên."},
        widget=forms.TextInput({"class": "w-half", "autocomplete": "off"}),
    )
    personal_id = PersonalIdField(
        label="Số định danh",
        help_text="Để nhận ra người này khi họ đăng nhập bằng tài khoản của mình.",
        error_messages=SENTENCES | {"required": "Chép 12 số định danh trên thẻ Căn cước."},
    )
    phone = PhoneField(label="Điện thoại", required=False, error_messages=SENTENCES)
    hamlet = forms.ChoiceField(label="Thôn", required=False, error_messages=SENTENCES)
    from_date = DateField(label="Từ ngày")
    to_date = DateField(label="Đến hết ngày", required=False, help_text="Để trống nếu chưa định.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, hamlets: Sequence[Hamlet], today: date) -> None:
        super().__init__(data, initial={"from_date": today}, auto_id="id_helper_%s")
        self.hamlets = {str(each.pk): each for each in hamlets}
        chosen = [("", "Cả xã"), *((key, each.name) for key, each in self.hamlets.items())]
        self.fields["hamlet"].choices = chosen  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("to_date") and said.get("from_date") and said["to_date"] < said["from_date"]:
            self.add_error("to_date", "Ngày cuối phải từ ngày bắt đầu trở đi.")
        return said

    def facts(self) -> PersonFacts:
        """The person as they are to be met."""
        said = self.cleaned_data
        return PersonFacts(name=said["name"], personal_id=said["personal_id"], phone=said["phone"])

    @property
    def chosen_hamlet(self) -> Hamlet | None:
        """None for the whole commune."""
        return self.hamlets.get(self.cleaned_data["hamlet"])

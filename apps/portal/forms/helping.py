"""The forms of filing with help: who is helped with what, and the three ways to confirm it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.accounts.services import PersonFacts
from apps.dossiers.domain.helping import Told, may_be_told
from apps.portal.labels.helping import TOLD_LABELS, TOLD_PICTURES
from apps.portal.selectors.helping import known_by_another_name
from apps.procedures.forms.fields import SENTENCES, NameField, PersonalIdField, PersonNameField, PhoneField

NOBODY_TOLD = _("Chưa có số điện thoại để nhắn như vậy. Ghi số điện thoại, hoặc chọn cách báo tin khác.")


class BeginHelpForm(forms.Form):
    """Who sits here, for what, and whom the office tells."""

    use_required_attribute = False

    name = PersonNameField(
        label=_("Họ, chữ đệm và tên của người nộp"),
        help_text=_("Chép đúng như trên thẻ Căn cước."),
        error_messages=SENTENCES | {"required": _("Viết họ tên người nộp.")},
        widget=forms.TextInput({"class": "w-half", "autocomplete": "off"}),
    )
    personal_id = PersonalIdField(
        label=_("Số định danh"),
        help_text=_("12 số trên thẻ Căn cước. Xem thẻ thật, hoặc VNeID của người nộp."),
        error_messages=SENTENCES | {"required": _("Chép 12 số định danh của người nộp.")},
    )
    phone = PhoneField(
        label=_("Điện thoại của người nộp"),
        help_text=_("Của chính họ, để họ xác nhận và nhận tin. Không có thì để trống."),
        required=False,
        error_messages=SENTENCES,
    )
    address = forms.CharField(
        label=_("Nơi ở"),
        required=False,
        max_length=300,
        error_messages=SENTENCES,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    procedure = forms.ChoiceField(
        label=_("Thủ tục"), error_messages=SENTENCES | {"required": _("Chọn thủ tục cần nộp.")}
    )
    told = forms.ChoiceField(
        label=_("Báo tin cho ai?"),
        choices=[(told.value, words) for told, words in TOLD_LABELS.items()],
        initial=Told.BENEFICIARY.value,
        widget=forms.RadioSelect,
        error_messages=SENTENCES | {"required": _("Chọn báo tin cho ai.")},
    )
    present = forms.BooleanField(
        label=_("Người nộp đang có mặt tại chỗ và nhờ tôi giúp nộp."),
        error_messages={"required": _("Chỉ giúp nộp khi người nộp có mặt. Đánh dấu nếu họ đang ở đây.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        procedures: Sequence[Any],
        own_id: str,
        helpers_phone: str,
    ) -> None:
        super().__init__(data)
        self.fields["procedure"].choices = [("", _("Chọn một thủ tục")), *procedures]  # type: ignore[attr-defined]
        self.fields["told"].pictures = TOLD_PICTURES  # type: ignore[attr-defined]
        self.own_id, self.helpers_phone = own_id, helpers_phone

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        personal_id, name = said.get("personal_id", ""), said.get("name", "")
        if personal_id and personal_id == self.own_id:
            self.add_error("personal_id", _("Đây là số của chính bạn. Việc của mình thì nộp ở trang của mình."))
        elif personal_id and name and known_by_another_name(personal_id=personal_id, name=name):
            self.add_error("personal_id", _("Số này trong sổ của xã mang tên khác. So lại từng số và họ tên với thẻ."))
        if (
            "told" in said
            and "phone" in said
            and not may_be_told(told=Told(said["told"]), phone=said["phone"], helpers_phone=self.helpers_phone)
        ):
            self.add_error("told", NOBODY_TOLD)
        return said

    def facts(self) -> PersonFacts:
        """The person as they are to be met."""
        said = self.cleaned_data
        return PersonFacts(
            name=said["name"], personal_id=said["personal_id"], phone=said["phone"], address=said["address"]
        )


class BeginAnswerForm(forms.Form):
    """Which dossier waits, and whose card lies on the table."""

    use_required_attribute = False

    reference = forms.CharField(
        label=_("Mã hồ sơ"),
        help_text=_("Trên giấy hẹn hoặc phiếu yêu cầu bổ sung; mã tạm TMP cũng được."),
        max_length=60,
        error_messages=SENTENCES | {"required": _("Chép mã trên giấy của người nộp.")},
        widget=forms.TextInput({"class": "w-half", "autocomplete": "off"}),
    )
    personal_id = PersonalIdField(
        label=_("Số định danh của người nộp"),
        help_text=_("12 số trên thẻ Căn cước. Xem thẻ thật, hoặc VNeID của người nộp."),
        error_messages=SENTENCES | {"required": _("Chép 12 số định danh của người nộp.")},
    )
    present = forms.BooleanField(
        label=_("Người nộp đang có mặt tại chỗ và nhờ tôi gửi giúp phần bổ sung."),
        error_messages={"required": _("Chỉ giúp khi người nộp có mặt. Đánh dấu nếu họ đang ở đây.")},
    )


class CodeForm(forms.Form):
    """The code that the citizen reads out."""

    code = forms.CharField(
        label=_("Mã người nộp đọc từ điện thoại của họ"),
        max_length=20,
        error_messages=SENTENCES | {"required": _("Nhờ người nộp đọc mã trên điện thoại rồi gõ vào đây.")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "w-id"}),
    )


class ReadAloudForm(forms.Form):
    """Who read the summary aloud, and that the citizen signed it."""

    use_required_attribute = False

    read_by = NameField(
        label=_("Ai đã đọc cho người nộp nghe?"),
        error_messages=SENTENCES | {"required": _("Viết tên người đã đọc.")},
        widget=forms.TextInput({"class": "w-half", "autocomplete": "off"}),
    )
    signed = forms.BooleanField(
        label=_("Người nộp đã nghe hết, thấy đúng, và ký hoặc điểm chỉ vào bản in."),
        error_messages={"required": _("Người nộp phải nghe và ký vào bản in. Xong thì đánh dấu vào đây.")},
    )
    scan = forms.FileField(
        label=_("Ảnh hoặc bản quét tờ đã ký"),
        help_text=_("Ảnh chụp hoặc PDF. Không có thì giữ tờ giấy ở bộ phận một cửa."),
        required=False,
    )


class AnswerReadForm(ReadAloudForm):
    """The same for an answer, which is short: the printed page is signed and stays at the desk."""

    scan = None  # type: ignore[assignment]

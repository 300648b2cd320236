"""What is said when a result changes hands."""

from __future__ import annotations

import base64
import binascii
import io
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _

from apps.desk.domain.collecting import Claimant, Identity, Shown
from apps.desk.domain.mail import NotATracking, read_tracking
from apps.desk.forms.fields import ActForm, PersonalIdField, PhoneField
from apps.desk.labels import returning as words
from apps.desk.selectors.returning import HandOverCase
from apps.dossiers.domain.status import Delivery
from apps.dossiers.labels import DELIVERY_LABELS

PNG_URL = "data:image/png;base64,"
SIGNATURE_AT_MOST = 400_000
DARK = 140  # of 255: a stroke of the pen, not the grey of a smoothed edge


class SignatureField(forms.CharField):
    """A signature as the page draws it, a PNG in a data address; nothing where the canvas stayed empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, strip=True, widget=forms.HiddenInput, **options)

    def clean(self, value: Any) -> SimpleUploadedFile | None:
        typed: str = super().clean(value)
        if not typed:
            return None
        if not typed.startswith(PNG_URL) or len(typed) > SIGNATURE_AT_MOST:
            raise forms.ValidationError(_("Chữ ký trên màn hình không đọc được. Xoá rồi ký lại."))
        try:
            content = base64.b64decode(typed.removeprefix(PNG_URL), validate=True)
        except binascii.Error as error:
            raise forms.ValidationError(_("Chữ ký trên màn hình không đọc được. Xoá rồi ký lại.")) from error
        if not _has_a_stroke(content):
            raise forms.ValidationError(_("Khung chữ ký còn trống. Ký vào khung, hoặc ký trên giấy biên nhận."))
        return SimpleUploadedFile("chu-ky.png", content, content_type="image/png")


def _has_a_stroke(content: bytes) -> bool:
    from PIL import Image  # heavy: only the process that takes signatures carries it

    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
            if picture.width * picture.height > 4_000_000:
                return False
            white = Image.new("RGBA", picture.size, "white")
            white.alpha_composite(picture.convert("RGBA"))
            darkest, _lightest = white.convert("L").getextrema()
    except (OSError, ValueError, SyntaxError):
        return False
    return int(darkest) < DARK  # type: ignore[arg-type]


class HandOverForm(ActForm):
    """Who came, as what, how we know them, what goes back with the result, and how it was signed for."""

    card = forms.CharField(
        label=_("Quét thẻ căn cước của người nhận"),
        help_text=_("Quét mã vuông trên thẻ: họ tên và số định danh tự điền."),
        required=False,
        max_length=600,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-key": "F2", "class": "w-half"}),
    )
    claimant = forms.ChoiceField(
        label=_("Người đến nhận là ai"),
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
        error_messages={"required": _("Chọn người nhận là ai."), "invalid_choice": _("Chọn người nhận là ai.")},
    )
    name = forms.CharField(
        label=_("Họ tên người nhận"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-half"}),
        error_messages={"required": _("Viết họ tên người đến nhận.")},
    )
    relation = forms.CharField(
        label=_("Là gì của người đứng đơn"),
        help_text=_("Như: con gái, chồng, giám đốc, người được ủy quyền."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-half"}),
    )
    paper = forms.CharField(
        label=_("Giấy ủy quyền hoặc giấy cho thấy quan hệ"),
        help_text=_("Loại giấy, số, ngày, nơi cấp. Người đứng đơn và người đã nộp thì không cần."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-half"}),
    )
    are_both_there = forms.BooleanField(label=_("Cả hai người cùng có mặt"), required=False)
    identity = forms.ChoiceField(
        label=_("Nhận ra người này bằng cách nào"),
        choices=[(one.value, words.IDENTITIES[one]) for one in Identity],
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
        error_messages={
            "required": _("Đối chiếu căn cước của người nhận, rồi chọn một cách."),
            "invalid_choice": _("Đối chiếu căn cước của người nhận, rồi chọn một cách."),
        },
    )
    personal_id = PersonalIdField(label=_("Số định danh của người nhận"), required=False)
    phone = PhoneField(
        label=_("Điện thoại của người nhận"),
        help_text=_("In trên giấy biên nhận. Để trống: số đã có của người đứng đơn, người nộp."),
        required=False,
    )
    way = forms.ChoiceField(
        label=_("Trao ở đâu"),
        choices=[(way.value, DELIVERY_LABELS[way]) for way in (Delivery.COUNTER, Delivery.HOME)],
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
    )
    leader = forms.TypedChoiceField(
        label=_("Lãnh đạo trao"),
        help_text=_("Chỉ chọn khi lãnh đạo đứng ra trao tận tay."),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"class": "w-half"}),
    )
    signature = SignatureField()

    def __init__(self, *args: Any, case: HandOverCase, **options: Any) -> None:
        super().__init__(*args, **options)
        self.case = case
        self._choose()
        for document in case.originals:
            self.fields[f"chinh-{document.id}"] = forms.IntegerField(
                label=document.name,
                min_value=0,
                max_value=document.originals,
                required=False,
                initial=document.back,
                widget=forms.NumberInput(attrs={"class": "w-date", "inputmode": "numeric"}),
                error_messages={
                    "max_value": cast("Any", words.TOO_MANY_ORIGINALS),
                    "min_value": cast("Any", words.TOO_MANY_ORIGINALS),
                    "invalid": _("Viết một số."),
                },
            )

    def _choose(self) -> None:
        """What this dossier and this office leave to choose from."""
        case = self.case
        claimant = self.fields["claimant"]
        assert isinstance(claimant, forms.ChoiceField)
        claimant.choices = [(one.value, words.CLAIMANTS[one]) for one in case.claimants]
        leader = self.fields["leader"]
        assert isinstance(leader, forms.TypedChoiceField)
        leader.choices = [("", "—"), *((one.id, f"{one.name}, {one.position}") for one in case.leaders)]
        if not case.needs_both:
            del self.fields["are_both_there"]
        if case.dossier.delivery != Delivery.HOME:
            del self.fields["way"]
        else:
            self.fields["way"].initial = Delivery.HOME.value

    def originals(self) -> list[forms.BoundField]:
        """The counters of the originals, one a document."""
        return [self[f"chinh-{document.id}"] for document in self.case.originals]

    def shown(self) -> Shown:
        """What the person said and showed, as the law asks it."""
        said = self.cleaned_data
        return Shown(
            claimant=Claimant(said["claimant"]),
            identity=Identity(said["identity"]),
            paper=said["paper"].strip(),
            are_both_there=bool(said.get("are_both_there")),
        )

    def back(self) -> dict[int, int]:
        """How many originals of each document go back."""
        return {one.id: self.cleaned_data.get(f"chinh-{one.id}") or 0 for one in self.case.originals}


class SignedPaperForm(ActForm):
    """The signed receipt came back: its scan, or the word that it lies in the folder."""

    scan = forms.FileField(
        label=_("Bản quét giấy biên nhận đã ký"), help_text=_("Tệp PDF, JPG hoặc PNG."), required=False
    )
    is_signed = forms.BooleanField(label=_("Người nhận đã ký trên giấy; bản giấy lưu theo hồ sơ"), required=False)

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("scan") and not self.cleaned_data.get("is_signed"):
            raise forms.ValidationError(_("Gửi bản quét, hoặc đánh dấu rằng người nhận đã ký trên giấy."))
        return self.cleaned_data


class TrackingForm(forms.Form):
    """The label of ours and then that of the post, one scan each."""

    code = forms.CharField(
        label=_("Mã hồ sơ trên nhãn"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-id", "data-key": "F2"}),
        error_messages={"required": _("Quét mã hồ sơ trên nhãn trước.")},
    )
    tracking = forms.CharField(
        label=_("Số hiệu bưu gửi"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-id"}),
    )

    def clean_tracking(self) -> str:
        typed: str = self.cleaned_data["tracking"]
        if not typed:
            return ""
        try:
            return read_tracking(typed)
        except NotATracking as error:
            raise forms.ValidationError(str(words.NOT_A_TRACKING[error.why])) from error

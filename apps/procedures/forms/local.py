"""What an office decides about one procedure beside the law, and the fees of its province."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import DateField
from apps.procedures.domain.cleaning import clean, clean_line
from apps.procedures.domain.courtesies import Courtesy
from apps.procedures.domain.fee_rules import Exemption, Per
from apps.procedures.domain.life import OnlineLevel
from apps.procedures.labels import CHANNELS
from apps.procedures.labels.fees import EXEMPTIONS, PER
from apps.procedures.labels.law import ONLINE_LEVELS
from apps.procedures.models import Arrangement, Offering
from apps.procedures.services.local_fees import LocalFeeFacts
from apps.procedures.services.offering import LocalFacts
from apps.worktime import Allowance, BadAllowance, Unit

AT_DESK, ELSEWHERE = "mot-cua", "noi-khac"
MOST_NAMES, LONGEST_NAME = 60, 200
UNITS = {
    Unit.WORKING_DAY: _("ngày làm việc"),
    Unit.WORKING_HOUR: _("giờ làm việc"),
    Unit.CALENDAR_DAY: _("ngày"),
    Unit.SAME_DAY: _("trong ngày"),
}
NO_TARGET = _("Không rút ngắn")


class HowLongField(forms.DecimalField):
    """«1,5» is one and a half here."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.strip().replace(",", ".") if isinstance(value, str) else value)


class LocalForm(forms.Form):
    """The whole page: what holds at once first, what waits for a day after it."""

    is_open = forms.BooleanField(label=_("Xã có làm thủ tục này"), required=False)
    where = forms.ChoiceField(
        label=_("Nhận hồ sơ ở đâu"),
        choices=[(AT_DESK, _("Tại bộ phận một cửa")), (ELSEWHERE, _("Tại cơ quan chuyên ngành"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn nơi nhận hồ sơ.")},
    )
    specialised_office = forms.CharField(
        label=_("Cơ quan chuyên ngành nào"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: Công an xã; Chi nhánh Văn phòng đăng ký đất đai. Ghi cả địa chỉ nếu ở nơi khác."),
    )
    accepts_online = forms.BooleanField(
        label=_("Nhận nộp qua mạng"), required=False, help_text=_("Chỉ khi một cửa nhận và thời hạn đã rõ.")
    )
    online_level = forms.ChoiceField(
        label=_("Mức độ dịch vụ công"),
        choices=[("", _("Theo danh mục")), *((level.value, words) for level, words in ONLINE_LEVELS.items())],
        required=False,
    )
    online_reason = forms.CharField(
        label=_("Vì sao chỉ một phần"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Câu này được công khai cùng thủ tục."),
    )
    is_returned_on_the_spot = forms.BooleanField(label=_("Trả kết quả ngay tại chỗ, không in giấy hẹn"), required=False)
    courtesy = forms.ChoiceField(
        label=_("Thư kèm kết quả"),
        choices=[
            ("", _("Không có")),
            (Courtesy.CONGRATULATION.value, _("Thư chúc mừng")),
            (Courtesy.CONDOLENCE.value, _("Thư chia buồn")),
        ],
        required=False,
    )
    names = forms.CharField(
        label=_("Tên người dân hay gọi"),
        max_length=MOST_NAMES * LONGEST_NAME,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi tên một dòng, như «giấy độc thân». Ai gõ tên này cũng tìm ra thủ tục."),
    )
    explanation = forms.CharField(
        label=_("Khi nào cần thủ tục này"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nói như nói ở quầy: một hai câu ngắn."),
    )
    target_amount = HowLongField(
        label=_("Hẹn sớm hơn luật"),
        required=False,
        min_value=Decimal("0.01"),
        max_value=Decimal(999),
        max_digits=7,
        decimal_places=2,
        localize=False,
        widget=forms.TextInput(attrs={"class": "w-phone", "inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": _("Viết một số, như 2 hoặc 1,5.")},
    )
    target_unit = forms.ChoiceField(
        label=_("Đơn vị"),
        choices=[("", NO_TARGET), *((unit.value, words) for unit, words in UNITS.items())],
        required=False,
    )
    supplement_mode = forms.ChoiceField(
        label=_("Khi người dân nộp bổ sung"), choices=Arrangement.SupplementMode.choices, widget=forms.RadioSelect
    )

    second_party = forms.CharField(
        label=_("Ai phải cùng xác nhận khi nộp qua mạng"),
        max_length=100,
        required=False,
        help_text=_("Ví dụ: người cùng đăng ký kết hôn. Người này đọc và đồng ý thì mới nộp được. Để trống: không ai."),
    )
    most_copies = forms.IntegerField(
        label=_("Được xin thêm nhiều nhất bao nhiêu bản sao kết quả"),
        required=False,
        min_value=0,
        max_value=50,
        widget=forms.TextInput(attrs={"class": "w-phone", "inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Để trống hoặc 0: không hỏi."),
        error_messages={
            "invalid": _("Viết một số, như 5."),
            "min_value": _("Viết từ 0 trở lên."),
            "max_value": _("Nhiều nhất 50."),
        },
    )

    def clean_names(self) -> tuple[str, ...]:
        names = tuple(
            dict.fromkeys(name for line in self.cleaned_data["names"].split("\n") if (name := clean_line(line)))
        )
        if len(names) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError(_("Nhiều nhất 60 tên, mỗi tên không quá 200 chữ. Bỏ bớt rồi lưu lại."))
        return names

    def clean_explanation(self) -> str:
        return clean(self.cleaned_data["explanation"])

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("where") == ELSEWHERE and not said.get("specialised_office", "").strip():
            self.add_error("specialised_office", _("Viết tên cơ quan nhận hồ sơ."))
        if said.get("accepts_online") and (said.get("where") == ELSEWHERE or not said.get("is_open")):
            self.add_error("accepts_online", _("Chỉ thủ tục xã có làm và một cửa nhận mới nộp qua mạng được."))
        if said.get("online_level") == OnlineLevel.PARTIAL and not said.get("online_reason", "").strip():
            self.add_error("online_reason", _("Viết lý do: luật buộc công khai vì sao chưa toàn trình."))
        self._judge_target()
        return said

    def _judge_target(self) -> None:
        said = self.cleaned_data
        unit, amount = said.get("target_unit", ""), said.get("target_amount")
        said["target"] = None
        if (not unit and amount is None) or "target_amount" in self.errors:
            return
        if not unit:
            self.add_error("target_unit", _("Chọn đơn vị của số ngày này."))
            return
        if amount is None and unit != Unit.SAME_DAY:
            self.add_error("target_amount", _("Viết số ngày hoặc số giờ."))
            return
        try:
            said["target"] = Allowance(
                amount=Decimal(0) if unit == Unit.SAME_DAY else Decimal(amount or 0), unit=Unit(unit)
            )
        except BadAllowance:
            self.add_error("target_amount", _("Không hẹn được số lẻ như vậy. Viết số tròn, hoặc nửa ngày làm việc."))

    def facts(self) -> LocalFacts:
        """What was said, as the service takes it."""
        said = self.cleaned_data
        return LocalFacts(
            is_open=said["is_open"],
            accepts_online=said["accepts_online"],
            specialised_office=clean_line(said["specialised_office"]) if said["where"] == ELSEWHERE else "",
            online_level=OnlineLevel(said["online_level"]) if said["online_level"] else None,
            online_reason=clean_line(said["online_reason"]),
            is_returned_on_the_spot=said["is_returned_on_the_spot"],
            courtesy=Courtesy(said["courtesy"]) if said["courtesy"] else None,
            explanation=said["explanation"],
            names=said["names"],
            supplement_mode=Arrangement.SupplementMode(said["supplement_mode"]),
            target=said["target"],
            second_party=clean_line(said["second_party"]),
            most_copies=said["most_copies"] or 0,
        )


def said_of(*, offering: Offering | None, arrangement: Arrangement | None) -> dict[str, Any]:
    """What stands there now, as the form shows it."""
    shown: dict[str, Any] = {"where": AT_DESK, "supplement_mode": Arrangement.SupplementMode.RESTART}
    if offering:
        plain = ("is_open", "accepts_online", "specialised_office", "online_level", "online_reason")
        shown |= {name: getattr(offering, name) for name in (*plain, "courtesy", "explanation")}
        shown |= {
            "where": AT_DESK if offering.is_received_at_desk else ELSEWHERE,
            "is_returned_on_the_spot": offering.is_returned_on_the_spot,
            "names": offering.keywords,
        }
    if arrangement:
        amount = arrangement.target_amount
        shown |= {
            "supplement_mode": arrangement.supplement_mode,
            "target_amount": f"{amount.normalize():f}".replace(".", ",") if amount else "",
            "target_unit": arrangement.target_unit,
            "second_party": arrangement.second_party,
            "most_copies": arrangement.most_copies or "",
        }
    return shown


class LocalFeeForm(forms.Form):
    """One fee of the province's council."""

    fee = forms.CharField(
        label=_("Mức thu (đồng)"),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "w-phone", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Viết số tiền bằng đồng, như 15.000. Miễn phí thì viết 0.")},
    )
    per = forms.ChoiceField(label=_("Tính theo"), choices=[(per.value, words) for per, words in PER.items()])
    channel = forms.ChoiceField(
        label=_("Cách nộp"),
        choices=[("", _("Mọi cách nộp")), *((name, CHANNELS[name]) for name in CHANNELS)],
        required=False,
    )
    exemptions = forms.MultipleChoiceField(
        label=_("Miễn cho"),
        choices=[(exemption.value, words) for exemption, words in EXEMPTIONS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    valid_from = DateField(label=_("Từ ngày"), required=False)
    valid_until = DateField(label=_("Đến hết ngày"), required=False)
    reason = forms.CharField(
        label=_("Theo văn bản nào"),
        max_length=300,
        help_text=_("Ví dụ: Nghị quyết 12/2025/NQ-HĐND."),
        error_messages={"required": _("Viết số văn bản quy định mức thu này.")},
    )

    def clean_fee(self) -> int:
        typed = self.cleaned_data["fee"].replace(".", "").replace(" ", "").removesuffix("đ")
        if not (typed.isascii() and typed.isdigit()) or int(typed) > 1_000_000_000:
            raise forms.ValidationError(_("Viết số tiền bằng đồng, như 15.000. Miễn phí thì viết 0."))
        return int(typed)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        first, last = said.get("valid_from"), said.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("Ngày cuối phải từ ngày đầu trở đi."))
        return said

    def facts(self) -> LocalFeeFacts:
        """What was said, as the service takes it."""
        said = self.cleaned_data
        return LocalFeeFacts(
            amount=said["fee"],
            per=Per(said["per"]),
            channel=said["channel"],
            exemptions=[exemption for exemption in Exemption if exemption in said["exemptions"]],
            valid_from=said["valid_from"],
            valid_until=said["valid_until"],
            reason=clean_line(said["reason"]),
        )

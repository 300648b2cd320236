"""What an editor proposes about a procedure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.procedures.domain.reviewing import Verdict
from apps.procedures.labels.posting import VERDICTS
from apps.procedures.services.reviewing import Proposed

MOST_DOSSIERS, MOST_MINUTES, MOST_COST = 1_000_000, 100_000, 1_000_000_000
COUNTS = {"class": "w-date", "inputmode": "numeric", "autocomplete": "off"}


class CountField(forms.IntegerField):
    """A whole number, with the thousands parted by dots or blanks as people write them."""

    def __init__(self, *, most: int, **options: Any) -> None:
        super().__init__(
            min_value=0,
            max_value=most,
            required=False,
            widget=forms.TextInput(attrs=COUNTS),
            error_messages={
                "invalid": _("Viết một số nguyên, như 120 hoặc 15.000."),
                "min_value": _("Số này không được âm."),
                "max_value": _("Số này lớn quá mức có thể. Xem lại."),
            },
            **options,
        )

    def to_python(self, value: Any) -> int:
        text = "".join(str(value or "").replace(".", "").split())
        return super().to_python(text) or 0


class ProposalForm(forms.Form):
    """Keep, amend, replace or abolish; why; and what one dossier takes now and afterwards."""

    verdict = forms.ChoiceField(
        label=_("Kiến nghị"),
        choices=[(one.value, VERDICTS[one]) for one in Verdict],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một kiến nghị.")},
    )
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Viết lý do: chỗ nào thừa, trùng, hay làm dân đi lại nhiều.")},
    )
    change = forms.CharField(
        label=_("Nội dung đề nghị"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bỏ giấy nào, gộp bước nào, rút còn mấy ngày, thay bằng thủ tục nào."),
    )
    dossiers_a_year = CountField(most=MOST_DOSSIERS, label=_("Số hồ sơ mỗi năm"))
    minutes_now = CountField(
        most=MOST_MINUTES,
        label=_("Hiện nay một hồ sơ mất bao nhiêu phút"),
        help_text=_("Cộng thời gian của người dân và của cán bộ, cả đi lại."),
    )
    minutes_then = CountField(most=MOST_MINUTES, label=_("Sau khi sửa còn bao nhiêu phút"))
    cost_now = CountField(
        most=MOST_COST,
        label=_("Hiện nay một hồ sơ tốn bao nhiêu đồng"),
        help_text=_("Phí, lệ phí, sao chụp, xe cộ; không tính thời gian."),
    )
    cost_then = CountField(most=MOST_COST, label=_("Sau khi sửa còn tốn bao nhiêu đồng"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        needs_change = said.get("verdict") in (Verdict.AMEND, Verdict.REPLACE)
        if needs_change and "change" in said and not said["change"]:
            self.add_error("change", _("Viết rõ sửa gì hoặc thay bằng gì."))
        return said

    def proposed(self) -> Proposed:
        """What was typed, as a value."""
        said = self.cleaned_data
        return Proposed(**{**said, "verdict": Verdict(said["verdict"])})

"""What is said about an imaginary dossier; asked by GET, because nothing is written."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import DateField
from apps.desk.selectors.simulation import Scene
from apps.procedures.domain.workflow import CASE, HAMLET, Step

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
YEARS_AHEAD = 2
ONLINE, COUNTER = "mang", "quay"


class SimulationForm(forms.Form):
    """When it comes in, by which way, and the answers that decide where it goes."""

    ngay = DateField(label=_("Ngày nộp"))
    gio = forms.TimeField(
        label=_("Giờ nộp"),
        input_formats=["%H:%M", "%Hh%M", "%H"],
        widget=forms.TimeInput(
            format="%H:%M", attrs={"class": "w-date", "autocomplete": "off", "placeholder": "08:30"}
        ),
        error_messages={"required": _("Viết giờ, như 08:30."), "invalid": _("Viết giờ theo kiểu 08:30.")},
    )
    cach = forms.ChoiceField(
        label=_("Nộp bằng cách nào"),
        choices=[(COUNTER, _("Mang đến quầy")), (ONLINE, _("Qua mạng"))],
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
        error_messages={"required": _("Chọn quầy hoặc mạng.")},
    )

    def __init__(self, data: Any = None, *, scene: Scene, at: datetime) -> None:
        local = at.astimezone(ZONE)
        super().__init__(data, initial={"ngay": local.date(), "gio": local.time(), "cach": COUNTER})
        self.scene, self.today = scene, local.date()
        if scene.cases:
            self.fields["truong-hop"] = forms.ChoiceField(
                label=_("Trường hợp"), choices=[("", "—"), *((one, one) for one in scene.cases)], required=False
            )
        for name, options in scene.questions.items():
            self.fields[f"o-{name}"] = _question(name, options, scene)
        for step in scene.optional:
            self.fields[_optional(step)] = forms.BooleanField(
                label=_("Có làm bước “%(name)s”") % {"name": step.name}, required=False, initial=True
            )

    def clean_ngay(self) -> date:
        day: date = self.cleaned_data["ngay"]
        if not self.today.year - 1 <= day.year <= self.today.year + YEARS_AHEAD:
            raise forms.ValidationError(_("Chọn một ngày từ năm ngoái đến hai năm tới."))
        return day

    @property
    def arrives_at(self) -> datetime:
        """The instant at which the imaginary dossier comes in."""
        hour: time = self.cleaned_data["gio"]
        return datetime.combine(self.cleaned_data["ngay"], hour, ZONE)

    @property
    def is_online(self) -> bool:
        return bool(self.cleaned_data["cach"] == ONLINE)

    @property
    def answers(self) -> dict[str, str]:
        """What was answered, with the case it is filed under."""
        given = {name: self.cleaned_data.get(f"o-{name}", "") for name in self.scene.questions}
        return given | {CASE: self.cleaned_data.get("truong-hop", "")}

    @property
    def left_out(self) -> frozenset[int]:
        """The optional steps that nobody needs this time."""
        return frozenset(step.position for step in self.scene.optional if not self.cleaned_data[_optional(step)])


def _question(name: str, options: tuple[str, ...], scene: Scene) -> forms.Field:
    label = scene.labels.get(name, name)
    if not options:
        return forms.CharField(label=label, required=False, max_length=500)
    nowhere = _("Thôn khác") if name == HAMLET else "—"
    return forms.ChoiceField(
        label=label,
        choices=[("", nowhere), *((one, one) for one in options)],
        required=False,
        error_messages={"invalid_choice": _("Chọn một dòng trong danh sách.")},
    )


def _optional(step: Step) -> str:
    return f"buoc-{step.position}"

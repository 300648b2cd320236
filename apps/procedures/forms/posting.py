"""What an editor says about postings, announcements and posters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import DateField
from apps.core.labels import day_short
from apps.procedures.domain.posters import PosterSize
from apps.procedures.domain.posting import Announcer, Place
from apps.procedures.labels.posting import ANNOUNCERS

IN_FUTURE = _("Ngày này chưa đến. Viết ngày đã đăng, muộn nhất là hôm nay.")
Tick = tuple[int, Place]


class PostingForm(forms.Form):
    """The day on which the ticked places were filled; the ticks themselves stand in the table."""

    posted_date = DateField(label=_("Ngày đăng, niêm yết"))

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["posted_date"].initial = today

    def clean_posted_date(self) -> date:
        day: date = self.cleaned_data["posted_date"]
        if day > self.today:
            raise forms.ValidationError(IN_FUTURE)
        return day


def ticks_from(values: Iterable[str]) -> list[Tick]:
    """The ticked places, each «wording:place»; what is none is passed over."""
    ticks = []
    for value in values:
        version, _colon, place = value.partition(":")
        if version.isascii() and version.isdecimal() and len(version) < 19 and place in set(Place):
            ticks.append((int(version), Place(place)))
    return list(dict.fromkeys(ticks))


def ids_from(values: Iterable[str]) -> list[int]:
    """The ids among the values."""
    return [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 19]


class AnnouncementForm(forms.Form):
    """The decision that announced a wording: its day, and whose it is."""

    day = DateField(label=_("Ngày ký quyết định công bố"))
    announcer = forms.ChoiceField(
        label=_("Ai công bố"),
        choices=[(one.value, ANNOUNCERS[one]) for one in Announcer],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn ai công bố: hạn đăng tải tính theo đó.")},
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(
                _("Ngày %(day)s chưa đến. Xem lại ngày ký quyết định."), params={"day": day_short(day)}
            )
        return day


class PosterForm(forms.Form):
    """What a poster is about, where it will hang, and on what sheet."""

    thu_tuc = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    linh_vuc = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    spot = forms.CharField(
        label=_("Treo ở đâu"),
        max_length=120,
        required=False,
        help_text=_("Như “Nhà văn hóa thôn Nà Lạn”. Mỗi chỗ treo có mã riêng để đếm riêng."),
    )
    size = forms.ChoiceField(
        label=_("Khổ giấy"), choices=[(size.value, size.value.upper()) for size in PosterSize], initial=PosterSize.A4
    )

    def clean_spot(self) -> str:
        return " ".join(self.cleaned_data["spot"].split())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors and not (said.get("thu_tuc") or said.get("linh_vuc")):
            raise forms.ValidationError(_("Chọn lĩnh vực, hoặc in từ trang đăng tải của một thủ tục."))
        return said


class AnswerForm(forms.Form):
    """What the superior answered to a proposal, as typed."""

    tra_loi = forms.CharField(max_length=5000, required=False)

"""The leader's words of one letter of congratulation or condolence."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.domain.courtesies import LEAST_LETTERS, MOST_LETTERS
from apps.procedures.domain.courtesies import Courtesy
from apps.procedures.labels import COURTESY_WISHES


class CourtesyTextForm(forms.Form):
    """One letter as it will be signed; several stand on one page, each under its own prefix."""

    text = forms.CharField(
        label=_("Lời thư"),
        min_length=LEAST_LETTERS,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={
            "required": _("Thư chưa có lời nào."),
            "min_length": _("Viết thêm vài lời rồi ký."),
            "max_length": _("Thư dài quá một trang; rút gọn lại."),
        },
    )


class WishField(forms.BooleanField):
    """«Gia đình muốn nhận thư chúc mừng…»: asked only where the procedure offers such a letter."""

    def __init__(self, *, courtesy: str) -> None:
        super().__init__(label=str(COURTESY_WISHES[Courtesy(courtesy)]), required=False)

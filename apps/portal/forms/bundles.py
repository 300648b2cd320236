"""An event of a life: which of its procedures one wants, and the last look at all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.portal.selectors.bundles import PartOnOffer


class ChooseForm(forms.Form):
    """The procedures of an event, each to be ticked."""

    parts = forms.MultipleChoiceField(
        label=_("Bạn cần những việc nào?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Đánh dấu ít nhất một việc."),
            "invalid_choice": _("Xã hiện không nhận một việc bạn chọn. Xem lại danh sách."),
        },
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, offered: Sequence[PartOnOffer], chosen: Sequence[int] = ()
    ) -> None:
        usual = [str(one.part.pk) for one in offered if one.part.is_usual]
        super().__init__(data, initial={"parts": [str(pk) for pk in chosen] or usual})
        self.fields["parts"].choices = [(str(one.part.pk), one.name) for one in offered]  # type: ignore[attr-defined]

    def wanted(self) -> set[int]:
        """The parts that were ticked."""
        return {int(pk) for pk in self.cleaned_data["parts"]}

"""From which day a draft holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import DateField


class PublishForm(forms.Form):
    """The first day of an arrangement."""

    effective_from = DateField(
        label=_("Áp dụng từ ngày"),
        help_text=_("Hồ sơ nộp từ ngày này theo cách làm mới; hồ sơ đã nộp vẫn theo cách cũ."),
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["effective_from"].initial = today

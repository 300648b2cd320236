"""The guard's question, answered where it stands: kịp, or không kịp with a reason and a new day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.domain.apologies import Answer, DelayReason
from apps.desk.forms.acts import ApologyForm
from apps.desk.labels import ANSWER_LABELS


class AnswerForm(ApologyForm):
    """One question; what an apology needs is asked only of «không kịp»."""

    answer = forms.ChoiceField(
        label=_("Có kịp hẹn không?"),
        choices=[(answer.value, ANSWER_LABELS[answer]) for answer in Answer],
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
        error_messages={"required": _("Chọn kịp hay không kịp.")},
    )
    field_order = ["answer", "reason_code", "reason", "new_date"]
    FOR_NO = ("reason_code", "reason", "new_date")

    def __init__(self, *args: Any, question_id: int, is_extended: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.auto_id = f"id_{question_id}_%s"
        if is_extended:
            self.fields["new_date"] = forms.CharField(required=False, widget=forms.HiddenInput)
        if self.is_bound and self.data.get("answer") == Answer.WILL_KEEP:
            for name in self.FOR_NO:
                self.fields[name] = forms.CharField(required=False)

    def clean_answer(self) -> Answer:
        return Answer(self.cleaned_data["answer"])

    def clean_reason_code(self) -> DelayReason | None:  # type: ignore[override]
        code = self.cleaned_data["reason_code"]
        return DelayReason(code) if code in set(DelayReason) else None

    def clean_new_date(self) -> Any:
        return super().clean_new_date() if isinstance(self.cleaned_data["new_date"], date) else None

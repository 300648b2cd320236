"""A wording as it is typed. What it may say is judged by `domain.checking`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.messaging.domain.checking import Part
from apps.messaging.domain.kinds import SHORT_WAYS, Channel
from apps.messaging.domain.ways import CHOOSABLE, ChosenWays
from apps.messaging.domain.wording import Fault, Text
from apps.messaging.labels import fault_words


class WordingForm(forms.Form):
    """Subject and body, and the version the writer saw; a short way has no subject."""

    subject = forms.CharField(label=_("Tiêu đề"), required=False, strip=True)
    body = forms.CharField(label=_("Nội dung"), required=False, strip=True, widget=forms.Textarea(attrs={"rows": 9}))
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, channel: Channel, **options: Any) -> None:
        super().__init__(*args, **options)
        if channel in SHORT_WAYS:
            del self.fields["subject"]
            self.fields["body"].widget.attrs["rows"] = 5

    def text(self) -> Text:
        """What was typed, with line ends of one kind."""
        said = self.cleaned_data
        return Text(subject=said.get("subject", ""), body=said["body"].replace("\r\n", "\n").replace("\r", "\n"))

    def blame(self, faults: dict[Part, tuple[Fault, ...]]) -> None:
        """Say beside each part what is wrong with it."""
        for part, wrong in faults.items():
            for fault in wrong:
                self.add_error(part.value, fault_words(fault))


class WaysForm(forms.Form):
    """By which ways somebody wants to hear. Zalo is there only where the office has it; the words
    stand in `components/ways_choice.html`."""

    sms = forms.BooleanField(required=False)
    email = forms.BooleanField(required=False)
    zalo = forms.BooleanField(required=False)
    post = forms.BooleanField(required=False)

    def __init__(self, *args: Any, with_zalo: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not with_zalo:
            del self.fields["zalo"]

    def chosen(self) -> ChosenWays:
        """The choice; a way the form did not offer is not chosen."""
        return ChosenWays(**{channel.value: bool(self.cleaned_data.get(channel.value)) for channel in CHOOSABLE})

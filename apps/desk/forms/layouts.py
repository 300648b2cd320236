"""A layout as it is typed. What it may say is judged by `domain.layouts`."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.domain.layouts import SLOTS, Capacity, Fault, Hand, Layout, hands_in_order
from apps.desk.domain.papers import SlipKind
from apps.desk.domain.standards import OTHER, Standard, standard
from apps.desk.labels.layouts import CAPACITY_LABELS, PART_LABELS, SLOT_LABELS, fault_words, hand_label

HINTS = {
    "closing": _("Mỗi dòng thành một đoạn."),
    "footer": _("Ví dụ giờ làm việc, số đường dây nóng. Để trống thì không in."),
}
_LINES = {"opening": 4, "closing": 7, "footer": 2}


class HandFields(NamedTuple):
    """The fields of one place to sign."""

    legend: str
    is_fixed: bool
    fields: list[forms.BoundField]


class LayoutForm(forms.Form):
    """Title, words, places to sign, what is left out; and the draft the writer saw."""

    seen = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    title = forms.CharField(label=SLOT_LABELS["title"], error_messages={"required": _("Ghi tên giấy.")})

    def __init__(self, *args: Any, kind: SlipKind, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        self._usual: Standard = standard(kind)
        for slot in SLOTS:
            self.fields[slot] = forms.CharField(
                label=SLOT_LABELS[slot],
                required=False,
                help_text=HINTS.get(slot, ""),
                widget=forms.Textarea(attrs={"rows": _LINES[slot]}),
            )
        for part in self._usual.parts:
            self.fields[f"part_{part}"] = forms.BooleanField(label=PART_LABELS[part], required=False)
        self._keys = (*(hand.key for hand in self._usual.hands), OTHER)
        for key in self._keys:
            self.fields |= self._hand(key)

    def _hand(self, key: str) -> dict[str, forms.Field]:
        given = next((hand for hand in self._usual.hands if hand.key == key), None)
        count = len(self._keys)
        made: dict[str, forms.Field] = {}
        if given is None or not given.is_fixed:
            made["shown"] = forms.BooleanField(label=_("In chỗ ký này"), required=False)
        if given is None or given.role:  # else it is the position they signed in
            made["role"] = forms.CharField(label=_("Chữ phía trên"), required=False)
        made |= {
            "capacity": forms.ChoiceField(
                label=_("Quyền hạn ký"),
                required=False,
                choices=[(one.value, label) for one, label in CAPACITY_LABELS.items()],
            ),
            "on_behalf_of": forms.CharField(
                label=_("Của chức vụ"), required=False, help_text=_("Ví dụ CHỦ TỊCH, in sau KT. hay TL.")
            ),
            "how": forms.CharField(label=_("Chữ nghiêng dưới đó"), required=False),
            "order": forms.ChoiceField(
                label=_("Thứ tự từ trái"),
                required=False,
                choices=[(str(at), str(at)) for at in range(1, count + 1)],
                widget=forms.Select(attrs={"class": "w-date"}),
            ),
        }
        if key == OTHER:
            made["name"] = forms.CharField(
                label=_("Tên in sẵn"), required=False, help_text=_("Để trống: người ký tự ghi tên.")
            )
        return {f"hand_{key}-{name}": field for name, field in made.items()}

    @staticmethod
    def typed(*, kind: SlipKind, layout: Layout, title: str, seen: str) -> dict[str, Any]:
        """What stands in the fields for a layout: where it says nothing, the standard, ready to be changed."""
        usual = standard(kind)
        roles = {hand.key: hand for hand in usual.hands}
        said: dict[str, Any] = {
            "seen": seen,
            "title": layout.title or title,
            "opening": layout.opening or usual.opening,
            "closing": layout.closing or usual.closing,
            "footer": layout.footer,
        }
        said |= {f"part_{part}": part not in layout.hidden for part in usual.parts}
        for at, hand in enumerate(hands_in_order(kind=kind, layout=layout), 1):
            given = roles.get(hand.key)
            said |= {
                f"hand_{hand.key}-shown": hand.is_shown,
                f"hand_{hand.key}-role": hand.role or (given.role if given else ""),
                f"hand_{hand.key}-how": hand.how or (given.how if given else ""),
                f"hand_{hand.key}-capacity": hand.capacity.value,
                f"hand_{hand.key}-on_behalf_of": hand.on_behalf_of,
                f"hand_{hand.key}-name": hand.name,
                f"hand_{hand.key}-order": str(at),
            }
        return said

    def layout(self) -> Layout:
        """What was typed."""
        said = self.cleaned_data
        order = {key: int(said.get(f"hand_{key}-order") or len(self._keys)) for key in self._keys}
        return Layout(
            title=said["title"],
            **{slot: said[slot] for slot in SLOTS},
            hidden=tuple(part for part in self._usual.parts if not said[f"part_{part}"]),
            hands=tuple(self._said_of(key) for key in sorted(self._keys, key=order.__getitem__)),
        )

    def _said_of(self, key: str) -> Hand:
        said = {
            name: self.cleaned_data.get(f"hand_{key}-{name}", "") for name in ("role", "how", "on_behalf_of", "name")
        }
        capacity = Capacity(self.cleaned_data.get(f"hand_{key}-capacity") or "")
        return Hand(key=key, capacity=capacity, is_shown=self.cleaned_data.get(f"hand_{key}-shown", True), **said)

    def blame(self, faults: tuple[Fault, ...]) -> None:
        """Say beside each field what is wrong with it."""
        for fault in faults:
            place, _colon, key = fault.place.partition(":")
            names = (f"hand_{key}-role", f"hand_{key}-how") if key else (place,)
            self.add_error(next((name for name in names if name in self.fields), None), fault_words(fault))

    def parts(self) -> list[forms.BoundField]:
        """What may be left out."""
        return [self[f"part_{part}"] for part in self._usual.parts]

    def hands(self) -> list[HandFields]:
        """The places to sign, each with its fields."""
        fixed = {hand.key for hand in self._usual.hands if hand.is_fixed}
        return [
            HandFields(
                legend=hand_label(kind=self.kind, key=key),
                is_fixed=key in fixed,
                fields=[self[name] for name in self.fields if name.startswith(f"hand_{key}-")],
            )
            for key in self._keys
        ]

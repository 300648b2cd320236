"""The fee of a filing: how many copies, who goes free, how one means to pay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.payments.domain.billing import MOST_COPIES, Reckoned
from apps.payments.domain.words import Proof, Way
from apps.payments.labels import PROOF_LABELS, WAY_LABELS
from apps.payments.models import Bill
from apps.procedures.domain.fee_rules import Exemption
from apps.procedures.forms.fields import SENTENCES
from apps.procedures.labels.fees import EXEMPTIONS

NO_CLAIM = ("", _("Không, tôi không thuộc diện nào"))
WAY_PICTURES = {Way.VIETQR.value: "qrcode", Way.COUNTER.value: "way-counter", Way.GATEWAY.value: "phone"}
FILER_PROOFS = (Proof.SENT, Proof.BROUGHT)
COUNT = {"min_value": _("Viết một số từ 1 trở lên."), "max_value": _("Nhiều nhất %(limit_value)s bản mỗi lần nộp.")}


class CountField(forms.IntegerField):
    """So many copies."""

    def __init__(self, **options: Any) -> None:
        sentences = SENTENCES | COUNT | {"invalid": _("Viết số bản bằng chữ số, như 2.")}
        widget = forms.NumberInput({"class": "w-id", "inputmode": "numeric"})
        super().__init__(
            min_value=1, max_value=MOST_COPIES, required=False, error_messages=sentences, widget=widget, **options
        )

    def clean(self, value: Any) -> int:
        said = super().clean(value)
        return 1 if said is None else int(said)


class FeeForm(forms.Form):
    """Asks only what changes the sum or the way to pay it."""

    use_required_attribute = False

    copies = CountField(label=_("Bạn xin mấy bản?"))
    claim = forms.ChoiceField(
        label=_("Bạn có thuộc diện được miễn không?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages=SENTENCES,
    )
    proof = forms.ChoiceField(
        label=_("Giấy chứng minh diện được miễn"),
        required=False,
        choices=[(proof.value, PROOF_LABELS[proof]) for proof in FILER_PROOFS],
        widget=forms.RadioSelect,
        error_messages=SENTENCES,
    )
    way = forms.ChoiceField(
        label=_("Bạn định nộp tiền thế nào?"), required=False, widget=forms.RadioSelect, error_messages=SENTENCES
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        bill: Bill,
        reckoned: Reckoned,
        ways: Sequence[Way],
        prefix: str | None = None,
    ) -> None:
        initial = {
            "copies": bill.copies,
            "claim": bill.claim,
            "proof": bill.proof or Proof.SENT,
            "way": bill.way or ways[0],
        }
        super().__init__(data, initial=initial, prefix=prefix)
        self._keep("copies", reckoned.counts_copies)
        self._keep("claim", bool(reckoned.claimable) or bool(bill.claim))
        self._keep("proof", "claim" in self.fields)
        self._keep("way", bool(reckoned.owed))
        self._choose("claim", [NO_CLAIM, *((each.value, EXEMPTIONS[each]) for each in _claims(bill, reckoned))])
        self._choose("way", [(way.value, WAY_LABELS[way]) for way in ways])

    def _keep(self, name: str, is_asked: bool) -> None:
        if not is_asked:
            del self.fields[name]

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
            field.pictures = WAY_PICTURES  # type: ignore[attr-defined]

    def copies_said(self) -> int:
        """How many copies, as far as it can stand; else as it was."""
        return int(self._said().get("copies") or 1)

    def claim_said(self) -> Exemption | None:
        """Who they say they are."""
        claim = self._said().get("claim")
        return Exemption(claim) if claim else None

    def proof_said(self) -> Proof | None:
        """How the claim is to be proved."""
        proof = self._said().get("proof")
        return Proof(proof) if proof else Proof.BROUGHT

    def way_said(self) -> Way | None:
        """How they mean to pay."""
        way = self._said().get("way")
        return Way(way) if way else None

    def _said(self) -> dict[str, Any]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, self.initial[name]) for name in self.fields}


def _claims(bill: Bill, reckoned: Reckoned) -> list[Exemption]:
    """Who would go free; also whom the filer named while the sum was another."""
    named = {Exemption(bill.claim)} if bill.claim else set()
    return sorted(set(reckoned.claimable) | named)

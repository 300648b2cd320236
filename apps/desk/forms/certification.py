"""The counter of certification: the papers on the table row by row, who signs, and why a number is crossed out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.domain.certification import REASON_MAX, REASON_MIN
from apps.desk.forms.reception import MOST_COPIES, MOST_PAGES
from apps.desk.selectors.people import Colleague

ROWS, MOST_ROWS = 4, 20
PREFIX = "giay"


def _number(label: Any, *, most: int) -> forms.IntegerField:
    wrong = _("Viết số từ 1 đến %(most)s.") % {"most": most}
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        initial=1,
        error_messages={"required": wrong, "invalid": wrong, "min_value": wrong, "max_value": wrong},
        widget=forms.TextInput(attrs={"class": "form-control w-ticket", "inputmode": "numeric", "autocomplete": "off"}),
    )


class PaperForm(forms.Form):
    """One kind of paper: it gets one number, however many copies of it are wanted."""

    title = forms.CharField(
        label=_("Tên giấy tờ"),
        max_length=300,
        error_messages={"required": _("Viết tên giấy tờ của dòng này.")},
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    pages = _number(_("Số trang"), most=MOST_PAGES)
    copies = _number(_("Số bản"), most=MOST_COPIES)

    def has_changed(self) -> bool:
        """A row in which nobody wrote anything is no paper."""
        said = [str(self.data.get(self.add_prefix(name), "")).strip() for name in ("pages", "copies")]
        return bool(self.data.get(self.add_prefix("title"), "").strip()) or any(one not in ("", "1") for one in said)


def paper_rows(said: dict[str, Any] | None, *, more: int = 0) -> Any:
    """The rows as posted, or empty ones; `more`: so many further ones."""
    rows = forms.formset_factory(PaperForm, extra=ROWS + more, max_num=MOST_ROWS)
    return rows(said, prefix=PREFIX) if said is not None else rows(prefix=PREFIX)


def filled(rows: Any) -> list[dict[str, Any]]:
    """What the rows that say something say."""
    return [row.cleaned_data for row in rows.forms if row.is_valid() and row.cleaned_data.get("title")]


class SignerForm(forms.Form):
    """Who certified what waited."""

    signer = forms.TypedChoiceField(
        label=_("Người ký chứng thực"),
        coerce=int,
        error_messages={"required": _("Chọn người đã ký chứng thực; người tiếp nhận không tự ký.")},
    )

    def __init__(self, *args: Any, leaders: Sequence[Colleague], **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(one.id, f"{one.name} – {one.position}") for one in leaders]
        cast("forms.ChoiceField", self.fields["signer"]).choices = [("", _("Chọn người ký")), *named]
        if len(leaders) == 1:
            self.fields["signer"].initial = leaders[0].id


class CrossingOutForm(forms.Form):
    """Why a number of the book is void."""

    reason = forms.CharField(
        label=_("Lý do hủy số"),
        min_length=REASON_MIN,
        max_length=REASON_MAX,
        help_text=_("Câu này ghi ở cột Ghi chú của sổ. Không viết số định danh."),
        error_messages={
            "required": _("Viết lý do hủy số."),
            "min_length": _("Viết rõ hơn, ít nhất 10 chữ cái."),
            "max_length": _("Viết ngắn lại, nhiều nhất 200 ký tự."),
        },
        widget=forms.Textarea(attrs={"rows": 2}),
    )

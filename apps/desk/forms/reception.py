"""The one screen of reception: who came, for whom, with which papers, how the result goes home, what is paid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from apps.accounts.services import PersonFacts
from apps.core.forms import DateField, MoneyField
from apps.core.models import StoredFile
from apps.desk.forms.courtesies import WishField
from apps.desk.forms.fields import PersonalIdField, PhoneField
from apps.dossiers.domain.lifecycle import REASON_MIN_LENGTH
from apps.dossiers.domain.status import Delivery, RefusalCategory
from apps.dossiers.labels import DELIVERY_LABELS, OBJECTION_LABELS, REFUSAL_LABELS
from apps.procedures.domain.checklist import Paper
from apps.procedures.domain.fee_rules import Exemption
from apps.procedures.labels.fees import EXEMPTIONS

MOST_OF_A_PAPER = 99
OLDEST = 130  # years
MOST_PAGES, MOST_COPIES = 9_999, 999
OTHER_PAPERS = ("khac1", "khac2")
SELF, OTHER = "chinh-minh", "nguoi-khac"


def _counted(label: Any, *, most: int) -> forms.IntegerField:
    wrong = _("Viết số từ 1 trở lên.")
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=most,
        error_messages={"invalid": wrong, "min_value": wrong},
        widget=forms.TextInput(attrs={"class": "w-phone", "inputmode": "numeric", "autocomplete": "off"}),
    )


class WalkInForm(forms.Form):
    """Everything but the papers. What a refusal needs is asked only when refusing."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    personal_id = PersonalIdField(label=_("Số định danh (căn cước)"), required=False)
    name = forms.CharField(
        label=_("Họ và tên"), max_length=200, error_messages={"required": _("Viết họ tên người đến nộp.")}
    )
    birth_date = DateField(label=_("Ngày sinh"), required=False)
    phone = PhoneField(label=_("Điện thoại"), required=False)
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        error_messages={"invalid": _("Viết địa chỉ thư như ten@vidu.vn, hoặc để trống.")},
    )
    address = forms.CharField(label=_("Địa chỉ"), max_length=300, required=False)
    acts_for = forms.ChoiceField(
        label=_("Nộp cho"),
        choices=[(SELF, _("Chính mình")), (OTHER, _("Người khác"))],
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
        initial=SELF,
    )
    owner_name = forms.CharField(label=_("Họ tên người đó"), max_length=200, required=False)
    owner_id = PersonalIdField(label=_("Số định danh của người đó"), required=False)
    relation = forms.CharField(
        label=_("Căn cứ nộp thay"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: mẹ đẻ; giấy ủy quyền 12/11."),
    )
    delivery = forms.ChoiceField(
        label=_("Nhận kết quả"),
        choices=[(way.value, DELIVERY_LABELS[way]) for way in Delivery],
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
        initial=Delivery.COUNTER.value,
    )
    delivery_address = forms.CharField(label=_("Địa chỉ nhận"), max_length=300, required=False)
    fee_pages = _counted(_("Số trang của một bản"), most=MOST_PAGES)
    fee_copies = _counted(_("Số bản"), most=MOST_COPIES)
    fee_exemption = forms.ChoiceField(label=_("Được miễn vì"), required=False)
    fee_was = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    fee_amount = MoneyField(label=_("Lệ phí đã thu (đồng)"), required=False)
    fee_note = forms.CharField(label=_("Ghi chú về lệ phí"), max_length=200, required=False)
    case = forms.CharField(max_length=300, required=False)
    incomplete_ok = forms.BooleanField(
        label=_("Vẫn nhận: giấy còn thiếu tra cứu được trên mạng hoặc không cần cho trường hợp này"), required=False
    )

    def __init__(
        self, *args: Any, today: date, courtesy: str = "", may_be_exempt: Iterable[Exemption] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.today = today
        freed = [(exemption.value, EXEMPTIONS[exemption]) for exemption in may_be_exempt]
        cast("forms.ChoiceField", self.fields["fee_exemption"]).choices = [("", _("Không thuộc diện miễn")), *freed]
        if courtesy:
            self.fields["courtesy"] = WishField(courtesy=courtesy)

    def clean_birth_date(self) -> date | None:
        day: date | None = self.cleaned_data["birth_date"]
        if day and not date(self.today.year - OLDEST, 1, 1) <= day <= self.today:
            raise forms.ValidationError(_("Ngày sinh này không đúng. Xem lại trên căn cước."))
        return day

    def clean_fee_amount(self) -> int:
        return self.cleaned_data["fee_amount"] or 0

    def clean_delivery(self) -> Delivery:
        return Delivery(self.cleaned_data["delivery"])

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("acts_for") == OTHER:
            if not said.get("owner_name"):
                self.add_error("owner_name", _("Viết họ tên người mà hồ sơ này là của họ."))
            if not said.get("relation"):
                self.add_error("relation", _("Viết căn cứ nộp thay: quan hệ gia đình hoặc giấy ủy quyền."))
            if said.get("owner_id") and said.get("owner_id") == said.get("personal_id"):
                self.add_error("owner_id", _("Số này là của người đến nộp. Viết số của người kia, hoặc để trống."))
        if said.get("delivery") in (Delivery.POST, Delivery.HOME) and not said.get("delivery_address"):
            self.add_error("delivery_address", _("Viết địa chỉ để bưu điện chuyển tới."))
        return said

    def person(self) -> PersonFacts:
        """Who stands at the counter."""
        said = self.cleaned_data
        return PersonFacts(
            name=said["name"],
            personal_id=said["personal_id"],
            birth_date=said["birth_date"],
            phone=said["phone"],
            email=said["email"],
            address=said["address"],
        )

    def owner(self) -> PersonFacts:
        """Whose dossier it is: the person at the counter, or whoever they came for, reached through them."""
        said = self.cleaned_data
        if said["acts_for"] == SELF:
            return self.person()
        return PersonFacts(
            name=said["owner_name"],
            personal_id=said["owner_id"],
            phone=said["phone"],
            email=said["email"],
            address=said["address"],
        )


class RefusalForm(forms.Form):
    """Why nothing is taken in (form 03)."""

    category = forms.ChoiceField(
        label=_("Vì sao không nhận"),
        choices=[(category.value, REFUSAL_LABELS[category]) for category in RefusalCategory],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một lý do chính.")},
    )
    reason = forms.CharField(
        label=_("Nói rõ lý do"),
        min_length=REASON_MIN_LENGTH,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": str(OBJECTION_LABELS["reason_too_short"]),
            "min_length": str(OBJECTION_LABELS["reason_too_short"]),
        },
        help_text=_("Câu này in trong phiếu từ chối."),
    )

    def clean_category(self) -> RefusalCategory:
        return RefusalCategory(self.cleaned_data["category"])


@dataclass(slots=True, kw_only=True)
class PaperRow:
    """One line of the checklist as the clerk left it; `paper` is None for a paper the law does not name."""

    id: str
    paper: Paper | None
    name: str
    there: bool
    originals: int
    copies: int
    file: StoredFile | None = None
    ticket: str = ""
    error: str = ""

    @property
    def is_handed(self) -> bool:
        return self.there or self.file is not None


@dataclass(frozen=True, slots=True)
class PaperRows:
    """The whole checklist, read from what was posted."""

    rows: Sequence[PaperRow] = field(default_factory=list)

    @property
    def is_valid(self) -> bool:
        return not any(row.error for row in self.rows)

    @property
    def ticked(self) -> set[int]:
        return {row.paper.key for row in self.rows if row.paper and row.is_handed}

    @property
    def handed(self) -> list[PaperRow]:
        return [row for row in self.rows if row.is_handed]


def upload_names(papers: Iterable[Paper]) -> list[str]:
    """The names under which scans are posted."""
    return [*(f"tep-{paper.key}" for paper in papers), *(f"tep-{other}" for other in OTHER_PAPERS)]


def read_rows(
    *,
    papers: Iterable[Paper],
    posted: Mapping[str, Any],
    files: Mapping[str, StoredFile],
    tickets: Mapping[str, str],
    refusals: Mapping[str, str],
    is_fresh: bool,
) -> PaperRows:
    """The checklist with what was ticked; `is_fresh`: this procedure was not on the screen before."""
    rows = []
    for paper in papers:
        rows.append(_row(str(paper.key), paper, paper.name, posted, (paper.originals, paper.copies), is_fresh))
    for other in OTHER_PAPERS:
        rows.append(_row(other, None, str(posted.get(f"ten-{other}", "")).strip()[:500], posted, (1, 0), is_fresh))
    for row in rows:
        name = f"tep-{row.id}"
        row.file, row.ticket = files.get(name), tickets.get(name, "")
        row.error = row.error or refusals.get(name, "")
        if row.paper is None:
            row.there = bool(row.name)
            if row.file and not row.name:
                row.error = _now("Viết tên giấy tờ của tệp này.")
    return PaperRows(rows)


def _row(
    id: str, paper: Paper | None, name: str, posted: Mapping[str, Any], usual: tuple[int, int], is_fresh: bool
) -> PaperRow:
    row = PaperRow(id=id, paper=paper, name=name, there=False, originals=usual[0], copies=usual[1])
    if is_fresh:
        return row
    row.there = f"co-{id}" in posted
    try:
        row.originals = _number(posted.get(f"chinh-{id}", ""), usual[0])
        row.copies = _number(posted.get(f"sao-{id}", ""), usual[1])
    except ValueError:
        row.error = _now("Viết số bản từ 0 đến 99.")
    return row


def _number(typed: Any, usual: int) -> int:
    text = str(typed).strip()
    if not text:
        return usual
    if not text.isdecimal() or int(text) > MOST_OF_A_PAPER:
        raise ValueError(text)
    return int(text)

"""Everything that is missing, in one go: which paper, why, and how it is mended (form 02); and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.desk.forms.acts import AcceptSupplementForm, ReasonForm
from apps.desk.forms.fields import ReasonField
from apps.desk.labels.mending import default_fix
from apps.desk.labels.pauses import MODE_LABELS
from apps.desk.services.supplements import Request
from apps.dossiers.domain.asking import FIX_MIN_LENGTH, MOST_ITEMS, AskedItem, Defect, Verdict
from apps.dossiers.domain.promise import SupplementMode
from apps.dossiers.labels import DEFECT_LABELS, objection

MOST = MOST_ITEMS


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A paper that may be asked for; `defect` and `fix` where it already shows what is wrong."""

    name: str
    required_id: int | None = None
    defect: Defect | None = None
    fix: str = ""


class Sample(NamedTuple):
    """One reason of the list with the sentence that goes with it for one paper."""

    value: str
    label: str
    fix: str
    is_chosen: bool


class SupplementRow(forms.Form):
    """One paper that may be asked for; it is, when it is ticked or when something is said about it."""

    wanted = forms.BooleanField(required=False)
    name = forms.CharField(
        label=_("Giấy tờ"), max_length=3000, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    required_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    defect = forms.ChoiceField(
        label=_("Vì sao"),
        choices=[("", _("Chọn lý do")), *((one.value, DEFECT_LABELS[one]) for one in Defect)],
        required=False,
        error_messages={"invalid_choice": _("Chọn một lý do trong danh sách.")},
    )
    fix = forms.CharField(label=_("Cách sửa"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    originals = forms.IntegerField(label=_("Bản chính"), min_value=0, max_value=99, required=False)
    certified = forms.IntegerField(label=_("Bản chứng thực"), min_value=0, max_value=99, required=False)
    copies = forms.IntegerField(label=_("Bản sao"), min_value=0, max_value=99, required=False)

    def __init__(self, *args: Any, known: Iterable[int] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = frozenset(known)
        for name in ("originals", "certified", "copies"):
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
            self.fields[name].error_messages["invalid"] = _("Viết số bản, như 1.")

    def clean(self) -> dict[str, Any]:
        row = super().clean() or self.cleaned_data
        if not self.is_wanted(row):
            return row
        if not row.get("name"):
            self.add_error("name", _("Viết tên giấy tờ cần bổ sung."))
        if row.get("required_id") not in (None, *self.known):
            row["required_id"] = None
        if not row.get("defect") and "defect" not in self.errors:
            self.add_error("defect", _("Chọn lý do, để người dân biết sai ở đâu."))
        row["fix"] = row.get("fix") or self._sample(row)
        if row.get("defect") and len(row["fix"]) < FIX_MIN_LENGTH:
            self.add_error("fix", _("Viết rõ cần nộp thêm hay sửa chỗ nào, ít nhất 10 ký tự."))
        return row

    def _sample(self, row: dict[str, Any]) -> str:
        return default_fix(defect=Defect(row["defect"]), paper=row.get("name") or "") if row.get("defect") else ""

    @property
    def samples(self) -> list[Sample]:
        """The reasons of the list, each with its sentence for this paper."""
        paper, chosen = str(self["name"].value() or ""), str(self["defect"].value() or "")
        return [
            Sample(one.value, str(DEFECT_LABELS[one]), default_fix(defect=one, paper=paper), one.value == chosen)
            for one in Defect
        ]

    @staticmethod
    def is_wanted(row: dict[str, Any]) -> bool:
        return bool(row.get("wanted") or row.get("fix") or row.get("defect"))


if TYPE_CHECKING:
    _RowSet = forms.BaseFormSet[SupplementRow]
else:
    _RowSet = forms.BaseFormSet


class BaseRows(_RowSet):
    def clean(self) -> None:
        if not any(self.errors) and not self.lines():
            raise forms.ValidationError(objection("no_items"))

    def lines(self) -> list[AskedItem]:
        """The papers asked for."""
        rows = [form.cleaned_data for form in self.forms if SupplementRow.is_wanted(form.cleaned_data)]
        return [
            AskedItem(
                name=row["name"],
                defect=Defect(row["defect"]),
                fix=row["fix"],
                required_id=row["required_id"],
                originals=row["originals"] or 0,
                certified=row["certified"] or 0,
                copies=row["copies"] or 0,
            )
            for row in rows
        ]


SupplementRows: type[BaseRows] = forms.formset_factory(  # type: ignore[assignment]
    SupplementRow, formset=BaseRows, extra=2, max_num=MOST, absolute_max=MOST, validate_max=True
)


class SupplementForm(ReasonForm):
    """The request as a whole: the reason, and the rows that stand beside it as `rows`.

    `asked_before`: it is the second request, says why, and goes to a leader.
    """

    again_reason = ReasonField(
        label=_("Vì sao lần trước chưa hỏi đủ"), help_text=_("In trên phiếu; lãnh đạo đọc trước khi duyệt.")
    )

    def __init__(self, *args: Any, papers: Sequence[Proposed] = (), asked_before: int = 0, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = _("Vì sao cần bổ sung")
        self.asked_before = asked_before
        if not asked_before:
            del self.fields["again_reason"]
        initial = [
            {
                "name": paper.name,
                "required_id": paper.required_id,
                "wanted": paper.defect is not None,
                "defect": paper.defect.value if paper.defect else "",
                "fix": paper.fix,
            }
            for paper in papers
        ][: MOST - 2]
        known = [paper.required_id for paper in papers if paper.required_id]
        self.rows = SupplementRows(
            self.data if self.is_bound else None, initial=initial, prefix="giay", form_kwargs={"known": known}
        )

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        if self.rows.is_valid():
            return is_valid
        self.add_error(None, _("Xem lại phần giấy tờ: chỗ cần sửa được đánh dấu ở từng dòng."))
        return False

    def wish(self) -> Request:
        """What is asked for, or proposed to the leader."""
        said = self.cleaned_data
        return Request(items=self.rows.lines(), reason=said["reason"], again_reason=said.get("again_reason", ""))


class RequestForm(SupplementForm):
    """The request while a dossier is worked on: how the clock goes on afterwards, and why, if that needs a reason."""

    mode = forms.ChoiceField(
        label=_("Khi nhận đủ giấy tờ, thời hạn"),
        choices=[(mode.value, MODE_LABELS[mode]) for mode in SupplementMode],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn tính lại từ đầu hay tính tiếp.")},
    )
    restart_reason = ReasonField(
        label=_("Vì sao phải tính lại từ đầu"),
        help_text=_("Bắt buộc khi tính lại từ đầu; in trên phiếu và vào sổ tạm dừng."),
        required=False,
    )
    field_order = ["reason", "mode", "restart_reason", "again_reason"]

    def __init__(self, *args: Any, arranged: SupplementMode, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["mode"].initial = arranged.value
        if arranged is not SupplementMode.RESTART:
            del self.fields["mode"], self.fields["restart_reason"]

    def clean_mode(self) -> SupplementMode:
        return SupplementMode(self.cleaned_data["mode"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        is_told = said.get("restart_reason") or "restart_reason" in self.errors
        if said.get("mode") is SupplementMode.RESTART and not is_told:
            self.add_error("restart_reason", objection("restart_needs_reason"))
        return said

    def wish(self) -> Request:
        """What is proposed to the leader."""
        said = self.cleaned_data
        mode = said.get("mode")
        return Request(
            items=self.rows.lines(),
            reason=said["reason"],
            mode=mode,
            restart_reason=said["restart_reason"] if mode is SupplementMode.RESTART else "",
            again_reason=said.get("again_reason", ""),
        )


class Judged(NamedTuple):
    """One paper of the request beside the fields that judge it."""

    piece: Any
    verdict: forms.BoundField
    words: forms.BoundField


class JudgeForm(AcceptSupplementForm):
    """The complement is here, paper by paper: good, or still not good and why."""

    def __init__(self, *args: Any, pieces: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.pieces = pieces
        for piece in pieces:
            self.fields[f"dat-{piece.position}"] = forms.ChoiceField(
                label=_("Kết luận"),
                choices=[("accepted", _("Đạt")), ("again", _("Chưa đạt"))],
                widget=forms.RadioSelect,
                initial="accepted" if piece.after else None,
                error_messages={"required": _("Chọn đạt hay chưa đạt.")},
            )
            self.fields[f"vi-sao-{piece.position}"] = forms.CharField(
                label=_("Chưa đạt ở chỗ nào"), max_length=500, required=False
            )

    @property
    def judged(self) -> list[Judged]:
        """Every paper with its two fields."""
        return [Judged(piece, self[f"dat-{piece.position}"], self[f"vi-sao-{piece.position}"]) for piece in self.pieces]

    def own_fields(self) -> list[forms.BoundField]:
        """What is asked of the complement as a whole."""
        return [field for field in self.visible_fields() if not field.name.startswith(("dat-", "vi-sao-"))]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for piece in self.pieces:
            words = said.get(f"vi-sao-{piece.position}", "")
            if said.get(f"dat-{piece.position}") == "again" and len(words) < FIX_MIN_LENGTH:
                self.add_error(f"vi-sao-{piece.position}", _("Viết rõ còn sai ở đâu, ít nhất 10 ký tự."))
        return said

    def verdicts(self) -> dict[int, Verdict]:
        """What was found, by the position of the paper."""
        said = self.cleaned_data
        return {
            piece.position: Verdict(
                accepted=said[f"dat-{piece.position}"] == "accepted",
                words=said[f"vi-sao-{piece.position}"] if said[f"dat-{piece.position}"] == "again" else "",
            )
            for piece in self.pieces
        }

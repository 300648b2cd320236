"""For whom a filing is, on what basis, with whom, and whom we tell about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from apps.dossiers.domain.representation import Standing
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import second_party_of, standing_of
from apps.dossiers.services.filing import ApplicantFacts, PartyFacts
from apps.portal.domain.relations import ASKED, BASES, WANTED, Whose, read_whose, whose_of
from apps.portal.selectors.filing import FiledFor
from apps.procedures.domain.days import NotADate, read_date
from apps.procedures.forms.fields import (
    SENTENCES,
    DayField,
    PersonalIdField,
    PersonNameField,
    PhoneField,
    without_nul,
)

WHOSE_LABELS = (
    (Whose.SELF.value, _("Cho chính tôi")),
    (Whose.FAMILY.value, _("Cho người nhà")),
    (Whose.AUTHORISED.value, _("Cho người đã ủy quyền cho tôi")),
    (Whose.WARD.value, _("Cho người tôi giám hộ")),
    (Whose.REPRESENTED.value, _("Cho người hoặc tổ chức mà tôi đại diện theo pháp luật")),
)
OWN_ID_HINT = _("12 số trên thẻ Căn cước hoặc trong VNeID.")
ID_WANTED = _("Chép 12 số định danh trên thẻ Căn cước hoặc trong VNeID.")
ID_HINT = _("12 số trên thẻ Căn cước hoặc trong VNeID. Trẻ chưa có số thì để trống.")
CASE_LENGTH = 300  # of Dossier.case
_OF_ANOTHER = ("name", "personal_id", "relation", "number", "issued_on", "certified_by")
_OF_THE_SECOND = ("other_name", "other_phone", "other_personal_id")


class WhoForm(forms.Form):
    """In whose name the dossier stands, on what basis another files it, who confirms it, and whom we tell."""

    use_required_attribute = False  # a browser may not ask for what it hides

    whose = forms.ChoiceField(
        label=_("Bạn nộp cho ai?"),
        choices=WHOSE_LABELS,
        widget=forms.RadioSelect,
        error_messages=SENTENCES | {"required": _("Chọn bạn nộp cho ai.")},
    )
    name = PersonNameField(
        label=_("Họ, chữ đệm và tên của người đó"),
        help_text=_("Viết có dấu, đúng như trên giấy tờ."),
        error_messages=SENTENCES | {"required": _("Viết họ tên của người đứng tên hồ sơ.")},
        widget=forms.TextInput({"class": "w-half", "autocomplete": "off"}),
    )
    personal_id = PersonalIdField(
        label=_("Số định danh của người đó"), help_text=ID_HINT, required=False, error_messages=SENTENCES
    )
    relation = forms.CharField(
        label=_("Bạn là gì của người đó?"),
        help_text=_("Ví dụ: mẹ đẻ; con; giám đốc công ty."),
        max_length=100,
        error_messages=SENTENCES | {"required": _("Viết quan hệ của bạn với người đó, hoặc bạn giữ chức gì.")},
    )
    number = forms.CharField(
        label=_("Số của giấy"),
        help_text=_("Số ghi trên giấy ủy quyền, quyết định hoặc giấy đăng ký; giấy không có số thì viết “không số”."),
        max_length=60,
        widget=forms.TextInput({"class": "w-half", "autocomplete": "off"}),
        error_messages=SENTENCES | {"required": _("Chép số ghi trên giấy; giấy không có số thì viết “không số”.")},
    )
    certified_by = forms.CharField(
        label=_("Nơi chứng thực hoặc cấp giấy"),
        help_text=_("Ví dụ: UBND xã Suối Mây; Văn phòng công chứng Bản Cọ."),
        max_length=200,
        error_messages=SENTENCES | {"required": _("Viết cơ quan đã chứng thực hoặc cấp giấy.")},
    )
    own_personal_id = PersonalIdField(
        label=_("Số định danh của bạn"), help_text=OWN_ID_HINT, error_messages=SENTENCES | {"required": ID_WANTED}
    )
    case = forms.ChoiceField(label=_("Trường hợp của bạn"), widget=forms.RadioSelect, error_messages=SENTENCES)
    other_name = PersonNameField(
        label=_("Họ, chữ đệm và tên"),
        help_text=_("Viết có dấu, đúng như trên giấy tờ."),
        error_messages=SENTENCES | {"required": _("Viết họ tên của người cùng xác nhận.")},
        widget=forms.TextInput({"class": "w-half", "autocomplete": "off"}),
    )
    other_phone = PhoneField(
        label=_("Số điện thoại"),
        help_text=_("Chúng tôi gửi mã xác nhận tới số này. Không viết số của bạn."),
        required=False,
        error_messages=SENTENCES,
    )
    other_personal_id = PersonalIdField(
        label=_("Số định danh"),
        help_text=_("Để người đó xác nhận bằng tài khoản của mình, hoặc ở quầy."),
        required=False,
        error_messages=SENTENCES,
    )
    phone = PhoneField(
        label=_("Số điện thoại nhận tin"),
        help_text=_("Chúng tôi nhắn khi nhận hồ sơ, khi cần bổ sung và khi có kết quả."),
        error_messages=SENTENCES | {"required": _("Viết một số điện thoại để chúng tôi báo tin.")},
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        max_length=200,
        error_messages=SENTENCES | {"invalid": _("Địa chỉ thư chưa đúng. Ví dụ: mai@thu.vn")},
        widget=forms.EmailInput({"class": "w-half", "autocomplete": "email"}),
    )
    address = forms.CharField(
        label=_("Nơi ở của người đứng tên hồ sơ"),
        help_text=_("Thôn hoặc số nhà, đường; xã, tỉnh."),
        max_length=300,
        error_messages=SENTENCES | {"required": _("Viết nơi ở của người đứng tên hồ sơ.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        dossier: Dossier,
        own_id: str,
        today: date,
        cases: Sequence[str] = (),
    ) -> None:
        is_own = standing_of(dossier) is None
        super().__init__(data, initial=_as_kept(dossier, is_own=is_own))
        self.fields["issued_on"] = DayField(
            today=today,
            until_today=True,
            label=_("Ngày trên giấy"),
            error_messages=SENTENCES | {"required": _("Viết ngày ghi trên giấy, ví dụ 01/11/2026.")},
        )
        self.own_id = own_id
        self.own_name = dossier.submitter.name
        assistance = getattr(dossier, "assistance", None) if dossier.is_assisted else None
        self.helpers_phone = assistance.helper_phone if assistance else ""
        # Not of somebody who is helped: guesses would tell the helper what number we have of them.
        self.own_phone = "" if dossier.is_assisted else dossier.submitter.phone
        # Whoever files with help may have none: whom we tell was chosen when the help began.
        self.fields["phone"].required = not dossier.is_assisted
        self._id("own_personal_id" if is_own else "personal_id").keep(dossier.applicant_personal_id or "")
        if own_id:
            del self.fields["own_personal_id"]
        self._offer(cases)
        self._name_the_second(dossier)
        self._ask_only_what_applies()

    def _offer(self, cases: Sequence[str]) -> None:
        if not cases:
            del self.fields["case"]
            return
        self.fields["case"].choices = [(case[:CASE_LENGTH], case) for case in cases]  # type: ignore[attr-defined]
        self.fields["case"].error_messages["required"] = _("Chọn trường hợp của bạn.")

    def _name_the_second(self, dossier: Dossier) -> None:
        """Only where the law wants somebody else to confirm."""
        self.second_party = dossier.arrangement.second_party
        if not self.second_party:
            for name in _OF_THE_SECOND:
                del self.fields[name]
            return
        kept = second_party_of(dossier)
        self._id("other_personal_id").keep(kept.personal_id or "" if kept else "")

    def _ask_only_what_applies(self) -> None:
        """Each answer to the first question has questions of its own; before it is given, all are shown."""
        if not self.is_bound:
            return
        whose = self._whose()
        for name in _OF_ANOTHER:
            self.fields[name].required = name in WANTED[whose] or (name == "name" and whose is not Whose.SELF)
        if "own_personal_id" in self.fields:
            self.fields["own_personal_id"].required = whose is Whose.SELF

    def clean(self) -> dict[str, Any]:
        """An authorisation is given by somebody who has a number; a second person is a person we can reach."""
        cleaned = super().clean() or {}
        whose = self._whose()
        for name in set(_OF_ANOTHER) - ASKED[whose] - ({"name", "personal_id"} if whose is not Whose.SELF else set()):
            self.errors.pop(name, None)  # what is not asked may stand as it is
        if whose is Whose.AUTHORISED and "personal_id" not in self.errors and not cleaned.get("personal_id"):
            self.add_error("personal_id", ID_WANTED)
        if self.second_party:
            self._judge_the_second(cleaned)
        return cleaned

    def _judge_the_second(self, cleaned: Mapping[str, Any]) -> None:
        number, phone = cleaned.get("other_personal_id"), cleaned.get("other_phone")
        if not number and not phone and not {"other_personal_id", "other_phone"} & set(self.errors):
            self.add_error("other_phone", _("Viết số điện thoại hoặc số định danh của người đó, một trong hai là đủ."))
        if number and number in (self.own_id, cleaned.get("own_personal_id")):
            self.add_error("other_personal_id", _("Đây là số định danh của bạn. Viết số của người kia."))
        if phone and phone == self.helpers_phone:
            self.add_error(
                "other_phone", _("Đây là số của người giúp. Viết số của chính người kia, hoặc số định danh.")
            )
        elif phone and phone in (cleaned.get("phone"), self.own_phone):
            self.add_error(
                "other_phone",
                _("Đây là số nhận tin của bạn. Hai người dùng chung số thì để trống ô này, viết số định danh."),
            )

    def standing(self) -> Standing | None:
        """On what basis the filer acts, complete or not; None: for themselves."""
        whose = self._whose()
        if whose is Whose.SELF:
            return None
        said = {name: self._typed(name) for name in ASKED[whose]}
        day = _day(said.get("issued_on", ""))
        return Standing(
            basis=BASES[whose],
            capacity=said.get("relation", "")[:100],
            number=said.get("number", "")[:60],
            issued_on=day,
            issued_typed="" if day else said.get("issued_on", "")[:40],
            certified_by=said.get("certified_by", "")[:200],
        )

    def facts(self) -> ApplicantFacts:
        """The applicant as typed so far: in one spelling where it can stand, otherwise as it was written."""
        standing = self.standing()
        name = self._typed("name") if standing else self.own_name
        personal_id = self._typed("personal_id") if standing else self.own_id or self._typed("own_personal_id")
        return ApplicantFacts(
            name=name[:200],
            phone=self._typed("phone")[:20],
            email=self._typed("email")[:200],
            address=self._typed("address")[:300],
            personal_id=personal_id[:40],
            standing=standing,
        )

    def second(self) -> PartyFacts | None:
        """The second party as typed so far; None where the law wants none."""
        if not self.second_party:
            return None
        return PartyFacts(
            name=self._typed("other_name")[:200],
            phone=self._typed("other_phone")[:20],
            personal_id=self._typed("other_personal_id")[:40],
        )

    def case_chosen(self) -> str:
        """The case, empty where the procedure has only one."""
        return self._typed("case")[:CASE_LENGTH] if "case" in self.fields else ""

    def _whose(self) -> Whose:
        return read_whose(without_nul(self.data.get("whose")))

    def _id(self, name: str) -> PersonalIdField:
        field = self.fields[name]
        assert isinstance(field, PersonalIdField)
        return field

    def _typed(self, name: str) -> str:
        self.is_valid()
        value = self.cleaned_data.get(name)
        return without_nul(value if value is not None else self.data.get(name)).strip()


def with_person(data: QueryDict, person: FiledFor) -> QueryDict:
    """What was typed, with somebody one filed for before filled in."""
    filled = data.copy()
    standing = person.standing
    filled.update(
        {
            "whose": whose_of(standing.basis).value,
            "name": person.name,
            "personal_id": person.personal_id,
            "relation": standing.capacity,
            "number": standing.number,
            "issued_on": standing.day_words,
            "certified_by": standing.certified_by,
            "address": person.address,
        }
    )
    return filled


def _as_kept(dossier: Dossier, *, is_own: bool) -> dict[str, str]:
    standing, other = standing_of(dossier), second_party_of(dossier)
    return {
        "whose": whose_of(standing.basis if standing else None).value,
        "name": "" if is_own else dossier.applicant_name,
        "relation": standing.capacity if standing else "",
        "number": standing.number if standing else "",
        "issued_on": standing.day_words if standing else "",
        "certified_by": standing.certified_by if standing else "",
        "case": dossier.case,
        "other_name": other.name if other else "",
        "other_phone": other.phone if other else "",
        "phone": dossier.applicant_phone,
        "email": dossier.applicant_email,
        "address": dossier.applicant_address,
    }


def _day(typed: str) -> date | None:
    try:
        return read_date(typed)
    except NotADate:
        return None

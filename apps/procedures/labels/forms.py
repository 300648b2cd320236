"""Words about forms: kinds of questions, what a condition asks, what keeps a form from being shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.procedures.domain.conditions import All, AnyOf, Asks, Condition, Not, Test
from apps.procedures.domain.form_schema import Fault, FieldType, FormField, Problem

TYPE_LABELS: dict[FieldType, LazyText] = {
    FieldType.TEXT: _("Chữ, một dòng"),
    FieldType.LONGTEXT: _("Chữ, nhiều dòng"),
    FieldType.DATE: _("Ngày"),
    FieldType.NUMBER: _("Số"),
    FieldType.MONEY: _("Số tiền"),
    FieldType.CHOICE: _("Chọn một"),
    FieldType.PHONE: _("Điện thoại"),
    FieldType.PERSONAL_ID: _("Số định danh cá nhân"),
    FieldType.ADDRESS: _("Địa chỉ (tỉnh, xã, thôn)"),
    FieldType.TABLE: _("Bảng nhiều dòng"),
    FieldType.SIGNERS: _("Hai người cùng cam đoan"),
    FieldType.FILE: _("Tệp gửi kèm"),
    FieldType.NOTE: _("Lời dặn, không hỏi gì"),
    FieldType.SECTION: _("Đầu một phần"),
}

SOURCE_LABELS: dict[str, LazyText] = {
    "": _("Không điền sẵn"),
    "applicant.name": _("Họ tên người đứng tên hồ sơ"),
    "applicant.personal_id": _("Số định danh người đứng tên"),
    "applicant.birth_date": _("Ngày sinh người đứng tên"),
    "applicant.phone": _("Điện thoại người đứng tên"),
    "applicant.email": _("Thư điện tử người đứng tên"),
    "applicant.address": _("Nơi ở người đứng tên"),
    "earlier": _("Câu trả lời ở hồ sơ trước, cùng tên ô"),
}

TEST_LABELS: dict[Test, LazyText] = {
    Test.EQUALS: _("là"),
    Test.ONE_OF: _("là một trong"),
    Test.GREATER: _("lớn hơn, sau"),
    Test.LESS: _("nhỏ hơn, trước"),
    Test.FILLED: _("đã điền"),
    Test.EMPTY: _("còn trống"),
}

_ASKED: dict[Test, LazyText] = {
    Test.EQUALS: _("“%(label)s” là “%(values)s”"),
    Test.ONE_OF: _("“%(label)s” là %(values)s"),
    Test.GREATER: _("“%(label)s” lớn hơn %(values)s"),
    Test.LESS: _("“%(label)s” nhỏ hơn %(values)s"),
    Test.FILLED: _("“%(label)s” đã điền"),
    Test.EMPTY: _("“%(label)s” còn trống"),
}

FAULTS: dict[Fault, LazyText] = {
    Fault.NAME: _("Tên ô chỉ gồm chữ thường không dấu, chữ số và dấu _, bắt đầu bằng chữ. Ví dụ: ho_ten_me"),
    Fault.LABEL: _("Ô chưa có câu hỏi. Viết câu hỏi mà người dân đọc."),
    Fault.TYPE: _("Không có loại ô “%(about)s”. Chọn một loại trong danh sách."),
    Fault.OPTIONS: _("Ô chọn một cần các dòng để chọn, mỗi dòng một câu, không trùng; ô loại khác thì để trống."),
    Fault.SOURCE: _("Không có nguồn điền sẵn này. Chọn một nguồn trong danh sách."),
    Fault.REPEATED: _("Tên ô này đã có ở trên. Đặt tên khác."),
    Fault.COLUMNS: _("Bảng cần ít nhất một cột, tên cột không trùng; bảng không chứa bảng, địa chỉ hay tệp."),
    Fault.SIGNERS: _("Ghi đúng hai vai, mỗi dòng một vai; ô hỏi tên phải là ô chữ đứng ở trên."),
    Fault.BOUNDS: _("Số ít nhất đang lớn hơn số nhiều nhất. Sửa lại một trong hai."),
    Fault.CONDITION: _("Điều kiện chưa đủ: chọn ô, cách so và giá trị."),
    Fault.ASKS_NOTHING: _("Điều kiện của ô “%(field)s” hỏi ô “%(about)s” không còn. Chọn ô khác hoặc bỏ điều kiện."),
    Fault.ASKS_LATER: _(
        "Điều kiện của ô “%(field)s” hỏi ô “%(about)s” đứng sau nó. Chuyển ô kia lên trên hoặc hỏi ô khác."
    ),
    Fault.ASKS_OPTION: _(
        "Điều kiện của ô “%(field)s” chờ một câu mà ô “%(about)s” không có. Chép đúng một dòng của ô đó."
    ),
    Fault.DAY_BEFORE: _("Ô “%(about)s” phải là một ô ngày đứng ở trên. Chọn ô khác."),
    Fault.TOO_MANY: _("Biểu mẫu dài quá: tối đa 150 ô."),
}


OF_THE_CASE_LABELS: dict[str, LazyText] = {
    "ho_so.ma": _("Mã hồ sơ"),
    "ho_so.chu_ho_so": _("Người đứng tên hồ sơ"),
    "ho_so.nguoi_nop": _("Người nộp"),
    "ho_so.thu_tuc": _("Tên thủ tục"),
    "co_quan.ten": _("Tên cơ quan"),
    "co_quan.noi": _("Địa danh"),
    "hom_nay": _("Ngày soạn"),
}

FILTER_LABELS: dict[str, LazyText] = {
    "bang_chu": _("viết ngày hoặc số bằng chữ"),
    "nam": _("chỉ lấy năm"),
    "chu_hoa": _("viết hoa cả dòng"),
}


def condition_words(condition: Condition, fields: Sequence[FormField]) -> str:
    """What a condition asks: «“Cha mẹ đã đăng ký kết hôn” là “Đã đăng ký”»."""
    match condition:
        case All(parts):
            return gettext(" và ").join(condition_words(part, fields) for part in parts)
        case AnyOf(parts):
            return gettext(" hoặc ").join(condition_words(part, fields) for part in parts)
        case Not(Asks(field, Test.EQUALS | Test.ONE_OF, values)):
            return gettext("“%(label)s” không phải là %(values)s") % {
                "label": _label(field, fields),
                "values": gettext(" hay ").join(f"“{value}”" for value in values),
            }
        case Not(part):
            return gettext("không phải %(what)s") % {"what": condition_words(part, fields)}
        case Asks(field, test, values):
            label = _label(field, fields)
            listed = values[0] if test is Test.EQUALS else gettext(" hay ").join(f"“{value}”" for value in values)
            return str(_ASKED[test]) % {"label": label, "values": listed}


def _label(field: str, fields: Sequence[FormField]) -> str:
    return next((one.label for one in fields if one.name == field.partition(".")[0]), field)


def problem_words(problem: Problem, *, labels: Mapping[str, str]) -> str:
    """What to do about one fault of a form; fields are called by their labels where they still have one."""
    named = {"field": labels.get(problem.field, problem.field), "about": labels.get(problem.about, problem.about)}
    return str(FAULTS[problem.fault]) % named

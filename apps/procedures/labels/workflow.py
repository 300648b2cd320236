"""Vietnamese words for the steps of a workflow, what is wrong with one, and how long it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.officials.domain.duties import Duty
from apps.procedures.domain.conditions import All, AnyOf, Asks, Condition, Not, Test
from apps.procedures.domain.workflow import CASE, HAMLET, Part, Step
from apps.procedures.domain.workflow_checks import Fault, FaultKind, Fit
from apps.worktime import Allowance, Unit

PART_LABELS: dict[Part, LazyText] = {
    Part.MAIN: _("Chủ trì"),
    Part.COOPERATING: _("Phối hợp"),
    Part.OBSERVER: _("Theo dõi"),
}
PART_HINTS: dict[Part, LazyText] = {
    Part.MAIN: _("giữ hồ sơ và chịu trách nhiệm về bước này"),
    Part.COOPERATING: _("làm một phần việc bên cạnh người chủ trì"),
    Part.OBSERVER: _("chỉ được biết, không tính thời gian"),
}
# Whom a dossier can be handed to; the leader signs.
STEP_DUTIES: dict[Duty, LazyText] = {
    Duty.CASE_OFFICER: _("Người thụ lý"),
    Duty.UNIT_HEAD: _("Trưởng bộ phận"),
    Duty.LEADER: _("Lãnh đạo ký"),
}
TEST_LABELS: dict[Test, LazyText] = {
    Test.EQUALS: _("là"),
    Test.ONE_OF: _("là một trong"),
    Test.GREATER: _("lớn hơn"),
    Test.LESS: _("nhỏ hơn"),
    Test.FILLED: _("có điền"),
    Test.EMPTY: _("để trống"),
}
KNOWN_FIELDS: dict[str, LazyText] = {HAMLET: _("Thôn nơi người nộp ở"), CASE: _("Trường hợp của thủ tục")}

FAULT_SENTENCES: dict[FaultKind, LazyText] = {
    FaultKind.NO_STEPS: _("Quy trình chưa có bước nào. Thêm bước đầu tiên hoặc lấy một mẫu có sẵn."),
    FaultKind.FIRST_IS_PARALLEL: _("Bước đầu không có bước nào để làm cùng lúc. Bỏ dấu “làm cùng lúc”."),
    FaultKind.FIRST_IS_ELSEWHERE: _("Bước đầu phải do xã làm, vì cơ quan khác chỉ nhận việc khi xã đã xem hồ sơ."),
    FaultKind.NOBODY_ANSWERS: _("Chưa ai chủ trì. Chọn một bước chủ trì trong những bước làm cùng lúc."),
    FaultKind.NO_TIME: _("Chưa có thời gian. Ghi số giờ làm việc, hoặc số ngày phải chờ."),
    FaultKind.NO_SIGNATURE: _("Bước cuối phải là lãnh đạo xã ký, không bỏ qua được và không kèm điều kiện."),
    FaultKind.NOBODY_PREPARES: _("Ngay trước bước ký phải có người thụ lý soạn kết quả, trong mọi trường hợp."),
    FaultKind.UNKNOWN_FIELD: _("Điều kiện hỏi ô “%(about)s”, nhưng biểu mẫu không còn ô đó. Sửa điều kiện."),
    FaultKind.UNKNOWN_VALUE: _(
        "Điều kiện chờ câu trả lời “%(about)s”, nhưng ô đó không có lựa chọn này. Sửa điều kiện."
    ),
    FaultKind.LATE_REMINDER: _("Giờ nhắc phải ngắn hơn thời gian của bước."),
}


def fault_words(
    *, fault: Fault, labels: Mapping[str, str], fit: Fit | None, allowance: Allowance | None, case: str = ""
) -> str:
    """What is wrong and what to do, in one sentence."""
    if fault.kind is FaultKind.TOO_LONG and fit and allowance:
        words = too_long_words(fit=fit, allowance=allowance)
        return gettext("Trường hợp “%(case)s”: %(words)s") % {"case": case, "words": words} if case else words
    return str(FAULT_SENTENCES[fault.kind]) % {"about": labels.get(fault.about, fault.about)}


def too_long_words(*, fit: Fit, allowance: Allowance) -> str:
    """«Các bước cộng lại 4,5 ngày làm việc, luật chỉ cho 3 ngày làm việc (24 giờ)…»."""
    return gettext(
        "Đi hết các bước mất %(needed)s, mà pháp luật chỉ cho %(allowed)s. Bớt giờ, hoặc cho các bước làm cùng lúc."
    ) % {"needed": length_words(fit.needed, fit=fit, allowance=allowance), "allowed": _law_words(fit, allowance)}


def fit_words(*, fit: Fit, allowance: Allowance) -> str:
    """How the longest way stands to the law's time."""
    return gettext("Đường dài nhất mất %(needed)s; pháp luật cho %(allowed)s.") % {
        "needed": length_words(fit.needed, fit=fit, allowance=allowance),
        "allowed": _law_words(fit, allowance),
    }


def length_words(needed: Decimal, *, fit: Fit, allowance: Allowance) -> str:
    """«4,5 ngày làm việc (36 giờ)» where the law counts days, else «6 giờ làm việc»."""
    hours = gettext("%(n)s giờ") % {"n": decimal_words(needed)}
    if allowance.unit is not Unit.WORKING_DAY or not allowance.amount:
        return gettext("%(hours)s làm việc") % {"hours": hours}
    days = (needed * allowance.amount / fit.allowed).quantize(Decimal("0.1"))
    return gettext("%(days)s ngày làm việc (%(hours)s)") % {"days": decimal_words(days), "hours": hours}


def _law_words(fit: Fit, allowance: Allowance) -> str:
    hours = gettext("%(n)s giờ") % {"n": decimal_words(fit.allowed)}
    words = {
        Unit.WORKING_DAY: gettext("%(n)s ngày làm việc (%(hours)s)"),
        Unit.WORKING_HOUR: gettext("%(hours)s làm việc"),
        Unit.CALENDAR_DAY: gettext("%(n)s ngày, có khi chỉ gồm %(hours)s làm việc"),
        Unit.SAME_DAY: gettext("trong ngày (%(hours)s)"),
    }
    return words[allowance.unit] % {"n": decimal_words(allowance.amount), "hours": hours}


def hours_words(step: Step) -> str:
    """«4 giờ», «4 giờ, rồi chờ 7 ngày»; a dash for whoever only follows."""
    if step.part is Part.OBSERVER:
        return "–"
    parts = [gettext("%(n)s giờ làm việc") % {"n": decimal_words(step.hours)}] if step.hours else []
    parts += [gettext("chờ %(n)s ngày") % {"n": step.wait_days}] if step.wait_days else []
    return gettext(", rồi ").join(parts) or gettext("chưa có thời gian")


def who_words(step: Step) -> str:
    """«Công an xã», «Bộ phận Hộ tịch · Người thụ lý», «Lãnh đạo ký»."""
    if step.agency:
        return step.agency
    duty = str(STEP_DUTIES.get(step.duty, step.duty.value))
    return f"{step.unit} · {duty}" if step.unit else duty


def condition_words(condition: Condition, *, labels: Mapping[str, str]) -> str:
    """«“Mục đích” là “Vay vốn” và “Số bản” lớn hơn 20»."""
    match condition:
        case All(parts):
            return gettext(" và ").join(_part_words(part, labels) for part in parts)
        case AnyOf(parts):
            return gettext(" hoặc ").join(_part_words(part, labels) for part in parts)
        case Not(part):
            return gettext("không phải: %(words)s") % {"words": condition_words(part, labels=labels)}
        case Asks(field, test, values):
            return _ask_words(labels.get(field, field), test, values)


def _part_words(part: Condition, labels: Mapping[str, str]) -> str:
    words = condition_words(part, labels=labels)
    return words if isinstance(part, Asks) else f"({words})"


def _ask_words(label: str, test: Test, values: Sequence[str]) -> str:
    said = ", ".join(f"“{value}”" for value in values)
    return f"“{label}” {TEST_LABELS[test]} {said}".strip()


def decimal_words(amount: Decimal) -> str:
    """«2,5», «24»."""
    return f"{amount.normalize():f}".replace(".", ",")


def latest_words(fit: Fit) -> str:
    """Of a procedure for the same day: until when it must come in; empty if any time will do."""
    if fit.latest is None:
        return ""
    return gettext(
        "Thủ tục này trả trong ngày: hồ sơ nhận sau %(hour)s thì đi hết các bước sẽ không kịp trước giờ đóng cửa."
    ) % {"hour": f"{fit.latest.hour}:{fit.latest.minute:02d}"}

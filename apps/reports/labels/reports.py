"""The words of statutory reports: periods, definitions, causes, and why something was not handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.labels import number
from apps.dossiers.domain.timeliness import LateBasis
from apps.reports.domain.form_06 import Column
from apps.reports.domain.terms import Span, Term, TermKind

# How each column is counted, so that anybody may count it again.
DEFINITIONS: Mapping[Column, LazyText] = {
    Column.TAKEN: _("Cột 4 cộng cột 5 cộng cột 6."),
    Column.ONLINE: _(
        "Bộ phận một cửa tiếp nhận trong kỳ, nộp qua mạng hoặc máy tự phục vụ. Hồ sơ bị từ chối không tính."
    ),
    Column.OTHERWISE: _("Bộ phận một cửa tiếp nhận trong kỳ, nộp tại quầy hoặc qua bưu chính."),
    Column.CARRIED: _("Đã tiếp nhận nhưng chưa giải quyết xong lúc 0 giờ ngày đầu kỳ: bằng cột 11 của kỳ trước."),
    Column.SOLVED: _("Cột 8 cộng cột 9 cộng cột 10. Lúc có kết quả quyết định kỳ, không phải lúc người dân đến lấy."),
    Column.EARLY: _("Có kết quả trong kỳ, trước ngày hẹn trả."),
    Column.ON_TIME: _("Có kết quả trong kỳ, đúng ngày hẹn trả; và hồ sơ rút hoặc dừng khi còn trong hạn."),
    Column.LATE: _("Có kết quả trong kỳ, sau ngày hẹn trả; và hồ sơ rút hoặc dừng khi đã quá hạn."),
    Column.LEFT: _("Đã tiếp nhận, chưa giải quyết xong lúc hết kỳ: cột 12 cộng cột 13."),
    Column.LEFT_IN_TIME: _("Chưa xong lúc hết kỳ và lúc đó còn trong hạn, kể cả hồ sơ đang tạm dừng."),
    Column.LEFT_LATE: _("Chưa xong lúc hết kỳ và lúc đó đã quá hạn."),
}
BASIS_WORDS: Mapping[LateBasis, LazyText] = {
    LateBasis.ORIGINAL: _("Hạn là lời hẹn đầu, không tính hẹn lại."),
    LateBasis.EXTENDED: _("Hạn là lời hẹn đang có hiệu lực, kể cả hẹn lại."),
}
REFUSALS: Mapping[str, LazyText] = {
    "still_running": _("Kỳ báo cáo chưa kết thúc nên chưa nộp được."),
    "changed_meanwhile": _("Số liệu vừa thay đổi trong lúc bạn xem. Xem lại các ô rồi nộp."),
    "nothing_changed": _("Số liệu vẫn đúng như bản đã nộp nên không cần điều chỉnh."),
    "no_reason": _("Nêu lý do điều chỉnh, ít nhất 20 chữ cái, để người nhận báo cáo hiểu."),
    "does_not_add_up": _("Có đẳng thức không đúng nên báo cáo sẽ bị trả lại. Báo người quản trị hệ thống."),
}
ENDED_TITLE = _("Rút hoặc dừng sau khi tiếp nhận")
NOT_SUBMITTED = _("Bản xem trước, chưa nộp: số liệu còn có thể thay đổi.")
ROWS_07 = (
    (_("Tổng số thủ tục hành chính thực hiện tại đơn vị"), "procedures"),
    (_("Trong đó thực hiện theo cơ chế một cửa, một cửa liên thông"), "at_desk"),
    (_("Trong đó có quy trình nội bộ giải quyết"), "with_steps"),
)
WITHDRAWN = _("Trong số đã giải quyết có %(n)s hồ sơ rút hoặc dừng sau khi tiếp nhận, đã tính ở cột 9 và cột 10.")
UNKNOWN_REASON, UNKNOWN_STAGE = _("Chưa ai nêu lý do"), _("Không ai giữ sau khi quá hạn")
_TERMS: Mapping[TermKind, LazyText] = {
    TermKind.MONTH: _("tháng %(number)s/%(year)s"),
    TermKind.QUARTER: _("quý %(number)s/%(year)s"),
    TermKind.HALF: _("6 tháng đầu năm %(year)s"),
    TermKind.NINE: _("9 tháng năm %(year)s"),
    TermKind.YEAR: _("năm %(year)s"),
}


def term_words(term: Term) -> str:
    """«tháng 11/2026», «quý 4/2026», «năm 2026»."""
    return str(_TERMS[term.kind]) % {"number": term.number, "year": term.year}


def span_words(span: Span) -> str:
    """«từ 15/10/2026 đến hết 14/11/2026»."""
    days = {"first": _day(span.first), "last": _day(span.last)}
    return gettext("từ %(first)s đến hết %(last)s") % days


def scope_words(*, units: Sequence[str], own: str) -> str:
    """Whose dossiers are counted in, and what of the report is not a sum."""
    counted = gettext("Gộp cả %(n)s đơn vị trực thuộc: %(names)s.")
    alone = gettext("Biểu II.07b và sổ theo dõi hồ sơ là của riêng %(own)s.")
    return f"{counted} {alone}" % {"n": number(len(units)), "names": "; ".join(units), "own": own}


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"

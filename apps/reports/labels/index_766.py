"""Vietnamese words of the service index."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.labels import day_short
from apps.reports.domain.index_766 import two_decimals
from apps.reports.domain.index_lines import Fault
from apps.reports.domain.index_table import Grade, Group, Row
from apps.reports.domain.rejections import Lack
from apps.reports.domain.simulating import Deed
from apps.reports.domain.terms import Span, Term, TermKind
from apps.reports.domain.typed_counts import Typed, Wrong

LINE_FAULTS: dict[Fault, str] = {
    Fault.BAD_LINE: "Dòng này không phải là một đối tượng JSON có đủ các khoá cần thiết, mỗi khoá một lần.",
    Fault.BAD_NUMBER: "Tử số và mẫu số phải là số nguyên không âm, tử số không lớn hơn mẫu số.",
    Fault.UNKNOWN_COMPONENT: "Không có thành phần nào của bộ chỉ số mang tên này.",
    Fault.UNKNOWN_ITEM: "item của publication phải là issued, updated hoặc complete.",
}

GROUP_LABELS: dict[Group, LazyText] = {
    Group.OPENNESS: _("Công khai, minh bạch"),
    Group.PROGRESS: _("Tiến độ, kết quả giải quyết"),
    Group.DIGITISATION: _("Số hóa hồ sơ"),
    Group.ONLINE: _("Cung cấp dịch vụ công trực tuyến, thanh toán trực tuyến"),
    Group.SATISFACTION: _("Mức độ hài lòng"),
}
ROW_LABELS: dict[Row, LazyText] = {
    Row.ISSUED: _("Công bố thủ tục đúng hạn"),
    Row.UPDATED: _("Cập nhật, công khai thủ tục đúng hạn"),
    Row.COMPLETE: _("Công khai đầy đủ nội dung thủ tục"),
    Row.SYNC: _("Đồng bộ hồ sơ lên Cổng Dịch vụ công quốc gia"),
    Row.PROGRESS: _("Hồ sơ giải quyết đúng hạn"),
    Row.RESULTS: _("Cấp kết quả điện tử"),
    Row.DOCUMENTS: _("Số hóa thành phần hồ sơ và kết quả"),
    Row.CERTIFIED: _("Chứng thực bản sao điện tử"),
    Row.REUSE: _("Tái sử dụng dữ liệu đã số hóa"),
    Row.STORES: _("Kho dữ liệu điện tử, kết nối"),
    Row.POPULATION: _("Kết nối cơ sở dữ liệu dân cư"),
    Row.PROVISION: _("Cung cấp dịch vụ công toàn trình"),
    Row.PAYMENT: _("Thanh toán trực tuyến"),
    Row.PETITIONS_ON_TIME: _("Phản ánh, kiến nghị xử lý đúng hạn"),
    Row.PETITIONS_SATISFACTION: _("Hài lòng về xử lý phản ánh, kiến nghị"),
    Row.SATISFACTION: _("Hài lòng về tiếp nhận, giải quyết hồ sơ"),
}
FORMULAS: dict[Row, LazyText] = {
    Row.ISSUED: _("6 × số thủ tục công bố đúng hạn / số thủ tục phải công bố. Tỉnh công bố, xã không công bố."),
    Row.UPDATED: _(
        "4 × số thủ tục đăng tải, niêm yết kịp ở mọi nơi / số thủ tục đang có hiệu lực đã biết ngày công bố. Trễ ở một"
        " nơi là trễ."
    ),
    Row.COMPLETE: _("2 × số thủ tục đủ các phần theo Điều 8 Nghị định 63/2010/NĐ-CP / số thủ tục đang có hiệu lực."),
    Row.SYNC: _(
        "6 × số hồ sơ đã đồng bộ / số hồ sơ phải đồng bộ (số lớn hơn giữa Hệ thống báo cáo và Cổng quốc gia). Mẫu số"
        " bằng 0: 0 điểm."
    ),
    Row.PROGRESS: _(
        "20 × (xong đúng hạn + rút, dừng trong hạn + còn mở trong hạn) / mọi hồ sơ xong hoặc còn mở trong kỳ. Mẫu số"
        " bằng 0: 0 điểm."
    ),
    Row.RESULTS: _("6 × số hồ sơ có kết quả điện tử đã ký / số hồ sơ đã có kết quả."),
    Row.DOCUMENTS: _(
        "4 × số hồ sơ đã số hóa cả thành phần và kết quả / số hồ sơ đã có kết quả; từ 80% trở lên được đủ 4 điểm."
    ),
    Row.CERTIFIED: _("Tối đa 2 điểm. Chưa thấy văn bản nào nêu công thức, nên ở đây không tính."),
    Row.REUSE: _(
        "2 × số hồ sơ dùng lại ít nhất một giấy tờ đã số hóa / số hồ sơ đã có kết quả; từ 80% trở lên được đủ 2 điểm."
    ),
    Row.STORES: _("Tối đa 4 điểm, do hệ thống của tỉnh quyết định."),
    Row.POPULATION: _("Tối đa 2 + 2 điểm, do hệ thống của tỉnh quyết định."),
    Row.PROVISION: _("Tối đa 12 điểm, tính cho cả tỉnh."),
    Row.PAYMENT: _("6A + 2,5B (nhiều nhất 2) + 2,5C, nhiều nhất 10. Phần nào mẫu số bằng 0 thì phần đó bằng 0."),
    Row.PETITIONS_ON_TIME: _("6 × số kiến nghị xử lý đúng hạn / số kiến nghị. Không có kiến nghị nào: 6 điểm."),
    Row.PETITIONS_SATISFACTION: _(
        "6 × số kiến nghị không bị chê, không phải gửi lại, không trễ / số kiến nghị. Không có kiến nghị nào: 6 điểm."
    ),
    Row.SATISFACTION: _(
        "6 × tỷ lệ / 90%, nhiều nhất 6; tỷ lệ = (hồ sơ xong − xong trễ − phiếu không hài lòng) / hồ sơ xong. Tính theo"
        " tháng dương lịch. Mẫu số bằng 0: 0 điểm."
    ),
}
SHARE_LABELS: dict[str, LazyText] = {
    "a": _("A: hồ sơ nộp tiền trực tuyến / hồ sơ phải nộp tiền"),
    "b": _("B: thủ tục có phí đã có người nộp trực tuyến / thủ tục có phí"),
    "c": _("C: thủ tục có phí đã có hồ sơ / thủ tục có phí"),
}
MISSING_LABELS: dict[str, LazyText] = {
    Row.UPDATED.value: _("Thủ tục đăng tải trễ"),
    Row.COMPLETE.value: _("Thủ tục còn thiếu nội dung"),
    "b": _("Thủ tục chưa có ai nộp trực tuyến"),
    "c": _("Thủ tục chưa có hồ sơ"),
}
PART_LABELS: dict[bool, LazyText] = {True: _("tử số"), False: _("mẫu số")}
NOTES: dict[Row, LazyText] = {
    Row.SATISFACTION: _("Ít hơn 5 phiếu thì giữ kín, chưa trừ."),
    Row.PAYMENT: _("Quét mã chuyển khoản và cổng thanh toán đều tính là trực tuyến; nộp tại quầy thì không."),
    Row.DOCUMENTS: _(
        "Đã số hóa: mọi giấy tờ phải số hóa đều có tệp đã kiểm hoặc được dùng lại, và kết quả có tệp đã ký. Chỉ quét"
        " một phần giấy tờ thì chưa tính."
    ),
    Row.RESULTS: _("Danh mục chưa ghi kết quả nào không phải là văn bản, nên mọi hồ sơ đã có kết quả đều ở mẫu số."),
}
TYPED_LABELS: dict[Typed, LazyText] = {
    Typed.SYNC: _("Hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia"),
    Typed.PETITIONS_ON_TIME: _("Kiến nghị xử lý đúng hạn"),
    Typed.PETITIONS_SATISFACTION: _("Kiến nghị được hài lòng"),
}
TYPED_PARTS: dict[Typed, tuple[LazyText, LazyText]] = {
    Typed.SYNC: (_("Số hồ sơ đã đồng bộ"), _("Số hồ sơ phải đồng bộ")),
    Typed.PETITIONS_ON_TIME: (_("Số kiến nghị xử lý đúng hạn"), _("Tổng số kiến nghị")),
    Typed.PETITIONS_SATISFACTION: (
        _("Số kiến nghị không bị chê, không gửi lại, không trễ"),
        _("Tổng số kiến nghị"),
    ),
}
WRONG_LABELS: dict[Wrong, LazyText] = {
    Wrong.PERCENTAGE: _("Nhập số đếm, không nhập tỷ lệ phần trăm: máy tự chia, như 213 trên 227 là 93,83%."),
    Wrong.NOT_WHOLE: _("Viết một số nguyên không âm, như 213."),
    Wrong.TOO_LARGE: _("Số này lớn quá. Kiểm lại số đã đếm."),
    Wrong.MORE_THAN_ALL: _("Số này không thể lớn hơn tổng số."),
}
GRADE_LABELS: dict[Grade, LazyText] = {
    Grade.EXCELLENT: _("Xuất sắc"),
    Grade.GOOD: _("Tốt"),
    Grade.FAIR: _("Khá"),
    Grade.AVERAGE: _("Trung bình"),
    Grade.WEAK: _("Yếu"),
}
DEED_LABELS: dict[Deed, LazyText] = {
    Deed.KEEP: _("xong trước khi lỡ hẹn"),
    Deed.TURN: _("xong kịp hẹn, vì đã hỏi giấy hai lần nên đang bị tính trễ"),
    Deed.SIGN: _("ký và trả kết quả điện tử"),
    Deed.SCAN: _("quét giấy tờ đã nộp"),
    Deed.PAY: _("người dân nộp tiền trực tuyến"),
}
LACK_LABELS: dict[Lack, LazyText] = {
    Lack.PROCEDURE: _("Thủ tục không mang mã quốc gia"),
    Lack.AGENCY: _("Mã hồ sơ không bắt đầu bằng mã định danh của cơ quan"),
    Lack.IDENTITY: _("Chưa có số định danh của người nộp"),
    Lack.ADDRESS: _("Chưa có địa chỉ của người nộp"),
    Lack.RESULT: _("Đã có kết quả nhưng chưa có tệp kết quả"),
}


def typed_parts(what: Typed) -> tuple[str, str]:
    """The names of the two numbers of a count."""
    part, whole = TYPED_PARTS[what]
    return str(part), str(whole)


def wrong_words(wrong: Wrong) -> str:
    """Why what was typed is no count, and what to type."""
    return str(WRONG_LABELS[wrong])


def points_words(points: Fraction) -> str:
    """«16,53»."""
    return number_format(Decimal(two_decimals(points)), decimal_pos=2, use_l10n=True)


def term_words(term: Term) -> str:
    """«tháng 11/2026», «quý 4/2026», «năm 2026»."""
    facts = {"number": term.number, "month": term.last_month, "year": term.year}
    return {
        TermKind.MONTH: gettext("tháng %(month)s/%(year)s"),
        TermKind.QUARTER: gettext("quý %(number)s/%(year)s"),
        TermKind.HALF: gettext("6 tháng đầu năm %(year)s"),
        TermKind.NINE: gettext("9 tháng đầu năm %(year)s"),
        TermKind.YEAR: gettext("năm %(year)s"),
    }[term.kind] % facts


def days_words(span: Span) -> str:
    """«15/10/2026 – 14/11/2026»."""
    return f"{day_short(span.first)} – {day_short(span.last)}"


def month_words(month: date) -> str:
    """«11/2026»."""
    return f"{month.month}/{month.year}"


def deeds_words(deeds: Iterable[Deed]) -> str:
    """What is to be done, in the order in which it is done."""
    return ", ".join(str(DEED_LABELS[deed]) for deed in Deed if deed in set(deeds))

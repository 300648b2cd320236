"""Vietnamese words for a file on its way into the catalogue."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from apps.procedures.domain.columns import Column
from apps.procedures.labels import unusable_words

COLUMNS: dict[Column, LazyText] = {
    Column.CODE: _("Mã thủ tục"),
    Column.NAME: _("Tên thủ tục"),
    Column.FIELD: _("Lĩnh vực"),
    Column.AGENCY: _("Cơ quan thực hiện"),
    Column.ISSUER: _("Cơ quan ban hành"),
    Column.DECISION: _("Quyết định công bố"),
    Column.EFFECTIVE_FROM: _("Ngày có hiệu lực"),
    Column.LEVEL: _("Cấp thực hiện"),
    Column.KIND: _("Loại thủ tục"),
    Column.SUBJECTS: _("Đối tượng thực hiện"),
    Column.STEPS: _("Trình tự thực hiện"),
    Column.CONDITIONS: _("Yêu cầu, điều kiện"),
    Column.KEYWORDS: _("Từ khóa"),
    Column.CHANNEL: _("Cách nộp"),
    Column.TIME: _("Thời hạn theo cách nộp"),
    Column.FEE: _("Phí, lệ phí theo cách nộp"),
    Column.NOTE: _("Mô tả cách nộp"),
    Column.CASE: _("Trường hợp giải quyết"),
    Column.CASE_TIME: _("Thời hạn của trường hợp"),
    Column.PAPER_CASE: _("Giấy tờ: nhóm, trường hợp"),
    Column.PAPER: _("Giấy tờ: tên"),
    Column.PAPER_CODE: _("Giấy tờ: mã"),
    Column.ORIGINALS: _("Giấy tờ: số bản chính"),
    Column.COPIES: _("Giấy tờ: số bản sao"),
    Column.QUANTITY: _("Giấy tờ: số lượng viết chung"),
    Column.FORM: _("Giấy tờ: mẫu đơn, tờ khai"),
    Column.RESULT_CODE: _("Kết quả: mã"),
    Column.RESULT: _("Kết quả: tên"),
    Column.BASIS_CODE: _("Căn cứ pháp lý: số ký hiệu"),
    Column.BASIS: _("Căn cứ pháp lý: tên văn bản"),
}

# Columns of a record, as the list of what changes names them.
CHANGED: dict[str, LazyText] = {
    "name": _("Tên thủ tục"),
    "field": _("Lĩnh vực"),
    "level": _("Cấp thực hiện"),
    "agency": _("Cơ quan thực hiện"),
    "decision": _("Quyết định công bố"),
    "issuing_agency": _("Cơ quan ban hành"),
    "kind": _("Loại thủ tục"),
    "steps": _("Trình tự thực hiện"),
    "conditions": _("Yêu cầu, điều kiện"),
    "subjects": _("Đối tượng thực hiện"),
    "keywords": _("Từ khóa"),
    "channels": _("Cách nộp, thời hạn, phí"),
    "cases": _("Trường hợp"),
    "documents": _("Thành phần hồ sơ"),
    "results": _("Kết quả"),
    "legal_basis": _("Căn cứ pháp lý"),
}

REVIEWED: dict[str, LazyText] = {
    "time": _("Thời hạn"),
    "fee": _("Phí, lệ phí"),
    "channel": _("Cách nộp"),
    "name": _("Tên thủ tục"),
    "field": _("Lĩnh vực"),
    "level": _("Cấp thực hiện"),
    "agency": _("Cơ quan thực hiện"),
    "decision": _("Quyết định công bố"),
    "issuer": _("Cơ quan ban hành"),
    "kind": _("Loại thủ tục"),
    "steps": _("Trình tự thực hiện"),
    "conditions": _("Yêu cầu, điều kiện"),
    "subjects": _("Đối tượng thực hiện"),
    "keywords": _("Từ khóa"),
    "day": _("Ngày có hiệu lực"),
    "paper": _("Thành phần hồ sơ"),
}

KINDS: dict[str, LazyText] = {
    "xlsx": _("Bảng tính Excel (.xlsx)"),
    "csv": _("Bảng dạng chữ (.csv)"),
    "jsonl": _("Mỗi dòng một thủ tục (.jsonl)"),
    "jsonl.gz": _("Mỗi dòng một thủ tục, đã nén (.jsonl.gz)"),
}

SEPARATORS: dict[str, LazyText] = {
    ";": _("cột cách nhau bằng dấu chấm phẩy"),
    ",": _("cột cách nhau bằng dấu phẩy"),
    "\t": _("cột cách nhau bằng dấu tab"),
}

WRONG_COLUMNS: dict[str, LazyText] = {
    "no_code_column": _("Chọn cột nào là mã thủ tục. Thiếu mã thì không biết dòng nào của thủ tục nào."),
    "column_twice": _("Mỗi ý nghĩa chỉ dùng cho một cột. Đổi lại cột bị trùng, hoặc chọn “Bỏ qua”."),
    "odd_columns": _("Danh sách cột vừa thay đổi. Xem lại bên dưới rồi lưu lần nữa."),
}

_FAILURES: dict[str, LazyText] = {
    "worker_died": _(
        "Việc nền bị dừng giữa chừng ba lần. Danh mục chưa bị thay đổi. Hãy chia nhỏ tệp hoặc báo quản trị."
    ),
    "moved_on": _("Danh mục vừa thay đổi sau lần đọc thử, nên tệp được đọc thử lại. Xem lại rồi bấm Nhập."),
}


def failure_words(why: str, *, name: str) -> str:
    """Why nothing came of a file, and what to do."""
    return str(_FAILURES[why]) if why in _FAILURES else unusable_words(why, name=name)

"""Vietnamese words of the service index."""

from __future__ import annotations

from apps.reports.domain.index_lines import Fault

LINE_FAULTS: dict[Fault, str] = {
    Fault.BAD_LINE: "Dòng này không phải là một đối tượng JSON có đủ các khoá cần thiết, mỗi khoá một lần.",
    Fault.BAD_NUMBER: "Tử số và mẫu số phải là số nguyên không âm, tử số không lớn hơn mẫu số.",
    Fault.UNKNOWN_COMPONENT: "Không có thành phần nào của bộ chỉ số mang tên này.",
    Fault.UNKNOWN_ITEM: "item của publication phải là issued, updated hoặc complete.",
}

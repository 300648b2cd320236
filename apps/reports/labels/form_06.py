"""The words of form II.06a: as printed, and what each column means."""

from apps.reports.domain.form_06 import Column

# Printed on an official form, so Vietnamese for every reader.
FORM = "II.06a/VPCP/KSTT"
TITLE = "Biểu số II.06a/VPCP/KSTT. Tình hình, kết quả giải quyết thủ tục hành chính"
TOTAL = "Tổng số"
COLUMN_LABELS = {
    Column.TAKEN: "Nhận giải quyết: tổng số",
    Column.ONLINE: "Nhận trong kỳ: trực tuyến",
    Column.OTHERWISE: "Nhận trong kỳ: trực tiếp, dịch vụ bưu chính",
    Column.CARRIED: "Từ kỳ trước",
    Column.SOLVED: "Đã giải quyết: tổng số",
    Column.EARLY: "Đã giải quyết: trước hạn",
    Column.ON_TIME: "Đã giải quyết: đúng hạn",
    Column.LATE: "Đã giải quyết: quá hạn",
    Column.LEFT: "Đang giải quyết: tổng số",
    Column.LEFT_IN_TIME: "Đang giải quyết: trong hạn",
    Column.LEFT_LATE: "Đang giải quyết: quá hạn",
}

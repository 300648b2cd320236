"""Words of the page on which administrators see how the house is doing; Vietnamese only, as all pages of officials."""

from __future__ import annotations

from collections.abc import Mapping

# What a task does, by its name in the timetable.
JOB_LABELS: Mapping[str, str] = {
    "messaging.send_due": "Gửi tin nhắn đến lượt",
    "messaging.wipe_old": "Xoá nội dung tin đã cũ",
    "reports.drain": "Cộng số liệu",
    "reports.make_exports": "Làm tệp danh sách để tải về",
    "reports.drop_exports": "Xoá tệp danh sách đã hết hạn giữ",
    "reports.reconcile": "Đối chiếu số liệu với hồ sơ",
    "reports.doubt": "Tìm hồ sơ chỉ trễ trên sổ sách",
    "reports.publish": "Công bố số liệu các tháng đã khép",
    "reports.print_notices": "In tờ niêm yết số liệu",
    "reports.count_uses": "Đếm thủ tục hay làm, thường mất bao lâu",
    "reports.draft": "Lập báo cáo của kỳ vừa hết, báo lãnh đạo",
    "desk.make_books": "Lập sổ theo dõi hồ sơ thành tệp",
    "procedures.carry_out_imports": "Đọc và nhập tệp danh mục",
    "desk.guard": "Canh lời hẹn",
    "desk.review_calendars": "Xem lại lời hẹn khi lịch đổi",
    "desk.carry_out_outages": "Dừng và cho chạy tiếp khi có sự cố",
    "desk.remind_collectors": "Nhắc đến nhận kết quả",
    "payments.look_after": "Hỏi cổng thanh toán, thôi chờ tiền không đến",
    "surveys.invite_closed": "Mời đánh giá",
    "surveys.shuffle": "Xáo trộn phiếu đánh giá",
    "dossiers.read_papers": "Kiểm tra và ghép giấy tờ vừa gửi",
    "core.sweep_uploads": "Dọn tệp gửi dở",
    "core.sweep": "Dọn tệp không thuộc hồ sơ nào",
    "portal.end_old_drafts": "Báo và xoá bản nháp lâu không viết tiếp",
    "core.prune": "Dọn dòng cũ",
    "accounts.forget": "Dọn phiên đăng nhập và mã đã hết hạn",
    "core.pulse": "Báo nhịp",
}


def job_words(task: str) -> str:
    """What a task does, or its bare name where nobody said."""
    return JOB_LABELS.get(task, task)

"""Vietnamese words for duties."""

from django.utils.translation import gettext_lazy as _

from apps.officials.domain.duties import Duty

DUTY_LABELS = {
    Duty.CLERK: _("Tiếp nhận"),
    Duty.RETURN_CLERK: _("Trả kết quả"),
    Duty.CASE_OFFICER: _("Thụ lý"),
    Duty.UNIT_HEAD: _("Trưởng bộ phận"),
    Duty.LEADER: _("Lãnh đạo ký"),
    Duty.RECORDS: _("Văn thư"),
    Duty.CASHIER: _("Thu phí"),
    Duty.POSTAL: _("Bưu chính"),
    Duty.STATISTICS: _("Thống kê"),
    Duty.INSPECTOR: _("Kiểm tra"),
    Duty.EDITOR: _("Biên tập danh mục"),
    Duty.PARTNER: _("Cơ quan phối hợp"),
    Duty.HELPER: _("Hướng dẫn"),
    Duty.ADMINISTRATOR: _("Quản trị"),
}

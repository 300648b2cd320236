"""Every setting of an office in one typed registry; what the law leaves unsure is a setting here, with its doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

APOLOGY_TITLES = (
    "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
    "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting: its default decides its type; `doubt` says what nobody could confirm."""

    default: bool | int | str
    label: str
    law: str = ""
    doubt: str = ""
    choices: tuple[str, ...] = ()

    def accepts(self, value: Any) -> bool:
        return type(value) is type(self.default) and (not self.choices or value in self.choices)


REGISTRY: dict[str, Setting] = {
    "due_time": Setting(
        default="end_of_day",
        label="Hạn tính đến hết ngày hẹn hay đúng giờ hẹn",
        law="Bộ luật Dân sự, Điều 147",
        doubt="Các nơi làm khác nhau; chưa thấy nguyên văn NĐ 118/2025.",
        choices=("end_of_day", "same_time"),
    ),
    "late_basis": Setting(
        default="original",
        label="Thống kê theo lời hẹn đầu hay lời hẹn đang có hiệu lực",
        doubt="Luật không nói rõ; nhiều tỉnh tính theo ngày hẹn lại.",
        choices=("original", "extended"),
    ),
    "intake_hours": Setting(
        default=8,
        label="Giờ làm việc để tiếp nhận hồ sơ nộp qua mạng",
        doubt="Theo thực tế các cổng dịch vụ công; chưa thấy nguyên văn.",
    ),
    "claim_minutes": Setting(
        default=15,
        label="Hồ sơ nộp qua mạng đã có người mở xem thì giữ tên người đó bao nhiêu phút",
        doubt="Quy ước của phần mềm: đủ để xem xong một hồ sơ, ngắn hơn một buổi bỏ quên.",
    ),
    "receives_for_others": Setting(
        default=True,
        label="Quầy nhận cả hồ sơ do cơ quan khác trong tỉnh giải quyết",
        law="NĐ 118/2025/NĐ-CP: nộp hồ sơ không phụ thuộc địa giới hành chính trong tỉnh",
        doubt="Mỗi tỉnh công bố danh mục riêng; chưa thấy nguyên văn.",
    ),
    "supplement_days": Setting(
        default=7,
        label="Số ngày làm việc người dân có để bổ sung",
        doubt="Mỗi lĩnh vực quy định khác nhau.",
    ),
    "late_pause_hours": Setting(
        default=8,
        label="Tạm dừng trong bao nhiêu giờ làm việc cuối trước hẹn thì tính là sát hạn",
        doubt="Quy ước của phần mềm, để lãnh đạo nhìn ra ai hay dừng lúc sắp trễ.",
    ),
    "auto_apology_notice": Setting(
        default=True, label="Tự gửi tin xin lỗi khi lỡ hẹn mà chưa có thư được ký", law="NĐ 61/2018, Điều 19"
    ),
    "sms_from_hour": Setting(
        default=7, label="Giờ sớm nhất được gửi tin nhắn SMS", doubt="Theo thực tế; luật không nói."
    ),
    "sms_to_hour": Setting(
        default=20, label="Giờ muộn nhất được gửi tin nhắn SMS", doubt="Theo thực tế; luật không nói."
    ),
    "sms_on_days_off": Setting(
        default=False,
        label="Gửi tin nhắn SMS cả ngày nghỉ",
        doubt="Tin xin lỗi tự động luôn được gửi ban ngày, kể cả ngày nghỉ.",
    ),
    "sms_marks": Setting(
        default=True,
        label="Tin nhắn SMS có dấu tiếng Việt",
        doubt="Có dấu dễ đọc hơn nhưng mỗi tin chỉ được 70 chữ thay vì 160, nên tốn gấp đôi.",
    ),
    "sms_sender": Setting(default="", label="Tên hiện ở nơi gửi tin nhắn SMS (brandname)"),
    "zalo_enabled": Setting(
        default=False, label="Gửi thông báo qua Zalo cho người đã chọn", doubt="Cần hợp đồng và mẫu tin được duyệt."
    ),
    "zalo_from_hour": Setting(default=7, label="Giờ sớm nhất được gửi thông báo Zalo"),
    "zalo_to_hour": Setting(
        default=20, label="Giờ muộn nhất được gửi thông báo Zalo", doubt="Zalo không chuyển tin từ 22 giờ đến 6 giờ."
    ),
    "zalo_on_days_off": Setting(default=False, label="Gửi thông báo Zalo cả ngày nghỉ"),
    "message_words_days": Setting(
        default=90,
        label="Sau bao nhiêu ngày thì xoá nội dung và địa chỉ của tin đã gửi đi",
        doubt="Luật chỉ nói không lưu lâu hơn cần thiết.",
    ),
    "guard_draft_hour": Setting(
        default=14, label="Giờ mà câu hỏi chưa được trả lời thành dự thảo thư xin lỗi", doubt="Quy ước của phần mềm."
    ),
    "apology_title": Setting(
        default=APOLOGY_TITLES[0],
        label="Tên mẫu 04",
        law="TT 03/2025/TT-VPCP, Phụ lục I",
        doubt="Một số bộ vẫn in tên cũ trong năm 2026.",
        choices=APOLOGY_TITLES,
    ),
    "book_volume_lines": Setting(
        default=0,
        label="Một quyển sổ theo dõi hồ sơ có bao nhiêu dòng thì tự sang quyển mới (0: chỉ khóa quyển bằng tay)",
        law="TT 03/2025/TT-VPCP, mẫu 07",
        doubt="Chưa thấy quy định số dòng của một quyển; số thứ tự chạy tiếp trong năm.",
    ),
    "dossier_code_pattern": Setting(
        default="agency-yymmdd-0000",
        label="Cách ghép mã hồ sơ",
        law="TT 01/2018/TT-VPCP, Điều 19",
        doubt="Mẫu chính xác theo TT 03/2025 chưa thấy.",
        choices=("agency-yymmdd-0000",),
    ),
    "kiosk_idle_seconds": Setting(
        default=60,
        label="Sau bao nhiêu giây không ai chạm thì ki-ốt xoá hết và về trang đầu",
        doubt="Quy ước của phần mềm: đủ để đọc một trang, ngắn hơn lúc người sau bước đến.",
    ),
    "kiosk_tries_per_minute": Setting(
        default=20,
        label="Số lần tra cứu sai trong một phút ở một ki-ốt",
        doubt="Quy ước của phần mềm: nhiều người dùng chung một máy.",
    ),
    "helped_phone_people": Setting(
        default=5,
        label="Một số điện thoại xác nhận cho quá bao nhiêu người trong tháng thì nêu cho lãnh đạo xem",
        doubt="Quy ước của phần mềm: một nhà có thể chung một máy; chỉ nêu ra, không chặn.",
    ),
    "posting_days_ministry": Setting(
        default=10,
        label="Số ngày làm việc để đăng tải thủ tục do bộ công bố",
        law="NĐ 63/2010/NĐ-CP, Điều 24",
        doubt="Luật đặt hạn cho Cơ sở dữ liệu quốc gia; ba nơi còn lại chúng tôi tính cùng hạn.",
    ),
    "posting_days_province": Setting(
        default=5,
        label="Số ngày làm việc để đăng tải thủ tục do Chủ tịch UBND tỉnh công bố",
        law="NĐ 63/2010/NĐ-CP, Điều 24",
        doubt="Luật đặt hạn cho Cơ sở dữ liệu quốc gia; ba nơi còn lại chúng tôi tính cùng hạn.",
    ),
    "posting_days_shortened": Setting(
        default=2,
        label="Số ngày làm việc để đăng tải thủ tục công bố theo trình tự rút gọn",
        law="NĐ 63/2010/NĐ-CP, Điều 24",
        doubt="Luật đặt hạn cho Cơ sở dữ liệu quốc gia; ba nơi còn lại chúng tôi tính cùng hạn.",
    ),
    "dong_an_hour": Setting(
        default=54_000,
        label="Một giờ của một người được tính là bao nhiêu đồng khi ước tính chi phí tuân thủ",
        doubt="Ước từ thu nhập bình quân cả nước khoảng 114 triệu đồng năm 2024, 22 ngày 8 giờ mỗi tháng.",
    ),
    "usual_time_cases": Setting(
        default=20,
        label="Cần bao nhiêu hồ sơ đã xong trong 90 ngày thì mới nói “thường mất bao lâu”",
        doubt="Quy ước của phần mềm, để vài hồ sơ không thành lời hứa.",
    ),
    "draft_days": Setting(
        default=30,
        label="Sau bao nhiêu ngày không ai viết tiếp thì xoá hồ sơ còn là bản nháp",
        doubt="Luật chỉ nói không giữ dữ liệu cá nhân lâu hơn cần thiết.",
    ),
    "draft_notice_days": Setting(
        default=3,
        label="Báo trước bao nhiêu ngày rằng bản nháp sắp bị xoá",
        doubt="Quy ước của phần mềm.",
    ),
    "second_party_days": Setting(
        default=14,
        label="Người cùng xác nhận có bao nhiêu ngày để trả lời",
        doubt="Quy ước của phần mềm; hồ sơ chưa nộp nên chưa thời hạn nào chạy.",
    ),
    "home_delivery": Setting(
        default=False,
        label="Nhận đưa kết quả đến tận nhà",
        doubt="Tuỳ sức của xã; chưa thấy nơi nào buộc phải làm.",
    ),
    "bank_bin": Setting(default="", label="Mã BIN của ngân hàng nhận phí (6 số), để tạo mã VietQR"),
    "bank_account": Setting(default="", label="Số tài khoản nhận phí, lệ phí"),
    "bank_account_name": Setting(default="", label="Tên tài khoản nhận phí, lệ phí"),
    "bank_name": Setting(default="", label="Tên ngân hàng nhận phí, lệ phí"),
    "tax_code": Setting(default="", label="Mã số thuế của đơn vị thu, in trên biên lai"),
    "fee_receipt_form": Setting(
        default="",
        label="Mẫu số của biên lai thu phí, lệ phí đã thông báo phát hành",
        law="NĐ 123/2020/NĐ-CP, Điều 32",
        doubt="Mẫu số do đơn vị đăng ký với cơ quan thuế; để trống thì biên lai không in dòng này.",
    ),
    "fee_receipt_symbol": Setting(
        default="",
        label="Ký hiệu của biên lai thu phí, lệ phí đã thông báo phát hành",
        law="NĐ 123/2020/NĐ-CP, Điều 32",
        doubt="Ký hiệu đổi theo năm và lần phát hành; để trống thì biên lai không in dòng này.",
    ),
    "cash_book_confirmer": Setting(
        default="leader_or_cashier",
        label="Ai xác nhận sổ quỹ cuối ngày: lãnh đạo, hay cả người thu tiền khác",
        doubt="Luật đòi kiểm kê quỹ và đối chiếu; ai ký cùng thì mỗi đơn vị phân công.",
        choices=("leader_or_cashier", "leader"),
    ),
    "copies_priced_by": Setting(
        default="2.000635",
        label="Thủ tục có mức thu cho một bản sao trích lục xin thêm",
        law="TT 281/2016/TT-BTC",
    ),
    "copies_waived_online": Setting(
        default=False,
        label="Bản sao trích lục xin thêm khi nộp qua mạng được hưởng mức miễn của nộp qua mạng",
        law="TT 117/2026/TT-BTC",
        doubt="Thông tư nói về hồ sơ xin cấp bản sao; bản sao xin kèm hồ sơ khác thì chưa thấy nói.",
    ),
    "reader_names": Setting(
        default=False,
        label="Cho người dân thấy cả tên cán bộ đã xem hồ sơ của họ",
        doubt="Luật không nói; mặc định chỉ nêu bộ phận, nhiệm vụ, ngày giờ.",
    ),
    "unclaimed_days": Setting(
        default=30,
        label="Sau bao nhiêu ngày làm việc không ai đến nhận thì ghi kết quả là chưa có người nhận",
        doubt="Luật không nói; kết quả vẫn trả được sau đó.",
    ),
    "unclaimed_reminders": Setting(
        default=2,
        label="Trong thời gian đó nhắc người dân mấy lần, cách đều nhau",
        doubt="Quy ước của phần mềm: hai lần là sau một phần ba và hai phần ba số ngày.",
    ),
    "family_collects": Setting(
        default="civil_status",
        label="Người nhà có giấy chứng minh quan hệ được nhận thay ở những thủ tục nào",
        law="TT 04/2020/TT-BTP, Điều 2",
        doubt="Điều này nói về người đi nộp ở lĩnh vực hộ tịch; về người đến nhận, các nơi làm khác nhau.",
        choices=("civil_status", "always", "never"),
    ),
    "known_collects": Setting(
        default=True,
        label="Công chức biết mặt người nhận thì trao được, dù họ không mang giấy tờ tùy thân",
        doubt="Luật không nói; nhiều xã vùng cao vẫn làm và ghi lại như thế.",
    ),
    "both_collect": Setting(
        default=True,
        label="Thủ tục có người thứ hai cùng xác nhận thì cả hai cùng có mặt khi nhận",
        law="NĐ 123/2015/NĐ-CP, Điều 18",
        doubt="Luật nói về đăng ký kết hôn; thủ tục khác do cơ quan chọn.",
    ),
    "fee_before_result": Setting(
        default=True,
        label="Còn khoản phải thu chưa nộp thì chưa trao kết quả",
        doubt="Nhiều nơi thu lúc tiếp nhận; luật không nói rõ lúc trả.",
    ),
    "export_days": Setting(
        default=7,
        label="Tệp danh sách do cán bộ tải được giữ mấy ngày rồi tự xóa",
        doubt="Luật chỉ nói không giữ dữ liệu cá nhân lâu hơn cần thiết.",
    ),
    "retention": Setting(
        default="10",
        label="Giữ bản giấy của hồ sơ đã xong bao nhiêu năm, nơi chưa ghi thời hạn riêng của lĩnh vực hay thủ tục",
        law="Luật Lưu trữ 33/2024/QH15; TT 10/2022/TT-BNV",
        doubt="TT 10/2022 nói về tài liệu phổ biến; thời hạn của hồ sơ từng lĩnh vực do bộ quản lý quy định.",
        choices=("permanent", "70", "50", "20", "10", "5"),
    ),
    "retention_counted_from": Setting(
        default="next_year",
        label="Thời hạn giữ bản giấy tính từ ngày 01/01 năm sau năm hồ sơ xong, hay tính luôn cả năm đó",
        law="Luật Lưu trữ 33/2024/QH15",
        doubt="Luật tính từ năm kết thúc công việc; chưa thấy nguyên văn. Tính từ năm sau thì không hủy sớm.",
        choices=("next_year", "closing_year"),
    ),
    "tracking_tries_per_minute": Setting(default=5, label="Số lần tra cứu sai mỗi phút từ một địa chỉ"),
    "tracking_tries_per_hour": Setting(default=20, label="Số lần tra cứu sai mỗi giờ cho một mã hồ sơ"),
    "tracking_tries_in_all": Setting(default=300, label="Số lần tra cứu sai mỗi phút từ mọi nơi cộng lại"),
}


class UnknownSetting(KeyError):
    """No setting has this name."""


class WrongValue(ValueError):
    """The value has the wrong type or is not among the choices."""


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """The settings of one office as values handed down: `settings["due_time"]`."""

    stored: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        if name not in REGISTRY:
            raise UnknownSetting(name)
        value = self.stored.get(name, REGISTRY[name].default)
        return value if REGISTRY[name].accepts(value) else REGISTRY[name].default

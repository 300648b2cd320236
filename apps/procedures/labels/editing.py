"""Words of the catalogue's workshop; its rooms speak Vietnamese like all rooms of officials."""

from __future__ import annotations

VIEW_WORDS = {
    "": "Tất cả",
    "tai-day": "Làm tại đây",
    "can-xem": "Còn chỗ cần xem",
    "ban-nhap": "Có bản nháp",
    "moi-co": "Mới có trong danh mục",
    "het-hieu-luc": "Hết hiệu lực",
}

# address, picture, words, what is done there; a room that does not exist yet is not shown
EDITOR_ROOMS = (
    ("procedures:imports", "upload", "Nhập tệp", "Excel, CSV, JSON của Cổng: xem trước rồi mới ghi"),
    ("procedures:reviews", "eye", "Chỗ cần xem", "Thời hạn, mức thu chưa chắc chắn"),
    ("procedures:postings", "clipboard-check", "Đăng tải, niêm yết", "Đã đăng ở đâu, ngày nào, chỗ nào quá hạn"),
    ("procedures:fields", "table", "Lĩnh vực và cơ quan", "Lĩnh vực nào nằm dưới lĩnh vực nào; cơ quan nào giải quyết"),
    ("procedures:proposals", "adjustments-horizontal", "Rà soát thủ tục", "Đề nghị giữ, sửa, thay, bỏ"),
)
PROCEDURE_ROOMS = (
    ("procedures:law", "bookmark", "Pháp luật quy định", "Tám phần, trường hợp, giấy tờ, mức thu, ngày hết hiệu lực"),
    (
        "procedures:local",
        "building-community",
        "Bố trí tại xã",
        "Có làm không, nhận ở đâu, hẹn mấy ngày, tên hay gọi",
    ),
    ("procedures:form", "file-text", "Biểu mẫu", "Tờ khai điện tử và mẫu kết quả"),
    ("procedures:workflow", "arrows-exchange", "Quy trình", "Các bước, ai làm, bao lâu"),
    ("desk:simulation", "eye-check", "Chạy thử", "Đưa một hồ sơ tưởng tượng đi hết các bước"),
    ("procedures:posting", "clipboard-check", "Đăng tải, áp phích", "Nơi niêm yết và áp phích mã QR"),
    ("procedures:faqs", "help", "Hỏi đáp", "Câu người dân hay hỏi về thủ tục này"),
)

# why a draft cannot hold yet: a key of services.arranging.NotPublishable
NOT_PUBLISHABLE = {
    "past_day": "Ngày này đã qua. Viết hôm nay hoặc một ngày sau hôm nay.",
    "before_the_last": "Đã ban hành một cách làm áp dụng sau ngày này. Viết ngày đó hoặc một ngày muộn hơn.",
    "changed_meanwhile": "Có người vừa sửa bản nháp này. Xem lại các phần bên trên rồi bấm Ban hành lần nữa.",
    "form": "Biểu mẫu còn chỗ chưa đúng. Mở phần Biểu mẫu, sửa những ô được chỉ ra, rồi ban hành lại.",
    "result": "Mẫu kết quả lấy ô không có trong biểu mẫu. Mở phần Biểu mẫu, Mẫu kết quả, sửa chỗ đó, rồi ban hành lại.",
    "workflow": "Quy trình còn chỗ chưa đúng. Mở phần Quy trình, sửa những bước được chỉ ra, rồi ban hành lại.",
}

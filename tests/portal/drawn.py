"""What each component is drawn with, and what must then be readable."""

from datetime import UTC, date, datetime
from typing import Any

from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message

from apps.messaging.forms import WaysForm
from apps.portal.domain.reader import Reader
from tests.portal.baby import BabyForm

AT = datetime(2026, 11, 20, 2, 42, tzinfo=UTC)


class Thing:
    """Something with attributes, as selectors hand it over."""

    def __init__(self, **facts: Any) -> None:
        self.__dict__.update(facts)


HELP = Thing(
    name="Lò Thị Ọi",
    is_confirmed=False,
    why="Người nộp chưa xác nhận.",
    confirm_href="/x",
    leave_href="/giup-nop/",
    told="",
)
PAGE = Thing(id=5, number=1, picture="/tep/abc/trang/1/", turned=90, is_first=True, is_last=False, why="")
FILE = Thing(
    id=17,
    kind="ready",
    paper="Giấy chứng sinh",
    pages_words="2 trang",
    pictures=["/tep/abc/trang/1/", "/tep/abc/trang/2/"],
    pages=[],
    why="",
    reused="",
    name="giay-chung-sinh.pdf",
    href="/tep/abc",
    size_words="1,2 MB",
    at=AT,
    sha256="7f3c91ae" + "0" * 48 + "d04b5e62",
    remove_value="17",
)
TASK = Thing(
    id=1234,
    code="H99.71-261120-0003",
    href="/ho-so/x",
    title="Đăng ký khai tử",
    sub="Mùa Thị Dợ",
    kind="soon",
    left="Còn 4 giờ",
    when="17:30 hôm nay",
    todo="Đủ giấy tờ.",
    status="processing",
    status_label="Đang xử lý",
    action_href="/ky/x",
    action="Trình ký",
    is_urgent=False,
)
BOUND = BabyForm(data={"name": "", "born": "31/02/2026"})

ENTRY = Thing(
    question=Thing(name="born", label="Ngày sinh", hint="", required=True),
    kind="date",
    fields=[BOUND["born"]],
    rows=[],
    can_add=False,
    when="",
    when_words="bé đã sinh",
    needed_words="",
    is_earlier=False,
)

RECEIPT = Thing(label="Biên lai", number="BL-1", amount=8_000, issued_at=AT, address="abc", reference="TMP-7KQ2M4XZ")

SUMS = [
    Thing(days="Thứ Ba 24/11", words="nghỉ lễ", number=None, is_last=False),
    Thing(days="Thứ Năm 26/11", words="hết giờ", number=3, is_last=True),
]
STEP = ("words", "kind", "picture", "href")
STEPS = (("Ai nộp", "done", "user", "/1"), ("Giấy tờ", "now", "camera", ""), ("Xem lại", "todo", "eye-check", ""))

# component → (inputs, what must be readable)
DRAWN: dict[str, tuple[dict[str, Any], list[str]]] = {
    "aloud": (
        {"lines": ("Mã hồ sơ H, chín chín.", "Hồ sơ đang ở bước: Chờ ký."), "phone": "0205 380 0100"},
        ["Đọc to", "Mã hồ sơ H, chín chín."],
    ),
    "answers": (
        {"form": Thing(groups=[Thing(legend="Bé", section=None, entries=[ENTRY])]), "is_live": True},
        ["Bé", "Ngày sinh"],
    ),
    "answer_entry": ({"entry": ENTRY, "is_live": False}, ["Chỉ trả lời khi bé đã sinh.", "Ngày sinh"]),
    "keys": ({}, ["Phím tắt của trang này"]),
    "save_list": ({"kind": "figure", "said": {"viec": "nhan"}, "csrf_token": "x"}, ["Tải về"]),
    "counts": ({"counts": Thing(procedures=50, fields=9, at_desk=48, elsewhere=2)}, ["50 thủ tục thuộc 9 lĩnh vực"]),
    "fee_lines": (
        {
            "fee": Thing(
                lines=[Thing(title="Bản sao", amount=16_000, sentence="2 × 8.000 đ", is_freed=False)],
                total=16_000,
                is_unsure=False,
                total_if_freed=0,
            )
        },
        ["Tất cả 16.000", "Bạn xin miễn", "2 × 8.000 đ"],
    ),
    "fee_total": ({"total": 24_000, "total_if_freed": 8_000, "is_unsure": True}, ["Ít nhất 24.000", "chỉ còn 8.000"]),
    "money": (
        {
            "money": Thing(
                is_unsure=False,
                total_now=8_000,
                is_pending=False,
                is_owing=True,
                axis="due",
                receipts=[RECEIPT],
                lines=[
                    Thing(
                        title="Phí thẩm định",
                        procedure_name="Cấp giấy phép",
                        amount=8_000,
                        arithmetic="1 × 8.000 đ",
                        document="15/TB",
                        note="",
                        basis="NQ 12",
                        is_payable=True,
                        claim="Hộ nghèo",
                        reason="",
                        paid_at=None,
                        state="due",
                        refunds=[],
                        look="hand",
                        icon="cash",
                        state_label="Chưa nộp",
                    )
                ],
            )
        },
        ["Phải nộp 8.000", "Thông báo số 15/TB", "Xin miễn: Hộ nghèo", "Biên lai BL-1"],
    ),
    "faqs": ({"faqs": [Thing(question="Mất bao lâu?", answer="Ba ngày.")]}, ["Mất bao lâu?", "Ba ngày."]),
    "tiles": (
        {"tiles": [Thing(href="/a", words="Sinh con", meaning="Khai sinh", picture="baby-carriage")]},
        ["Sinh con", "Khai sinh"],
    ),
    "hit": (
        {
            "row": Thing(
                code="1.001193",
                href="/thu-tuc/1.001193/",
                title=[Thing(text="Đăng ký", is_hit=False), Thing(text="khai sinh", is_hit=True)],
                why="Khi có em bé.",
                field="Hộ tịch",
                time="Trong ngày",
                fee="Miễn phí",
                where="Tại quầy",
                is_done_here=False,
            ),
            "level": 3,
        },
        ["khai sinh", "Trong ngày", "Không làm tại đây"],
    ),
    "case_papers": (
        {
            "case": Thing(
                papers=[Thing(name="Giấy chứng sinh", note="1 bản chính", icon="file-text")],
                more=[Thing(name="Ảnh", note="", icon="file-text")],
                sometimes=[Thing(name="Giấy ủy quyền", note="", icon="file-text")],
            )
        },
        ["Giấy chứng sinh", "Còn 1 giấy tờ nữa", "Giấy ủy quyền"],
    ),
    "alert": (
        {
            "kind": "pause",
            "title": "Lỗi của chúng tôi",
            "body": "Thử lại.",
            "href": "/",
            "link": "Về trang chủ",
            "role": "",
        },
        ["Lỗi của chúng tôi", "Thử lại. Về trang chủ"],
    ),
    "ask": (
        {"action": "/thu-tuc/", "value": "khai <sinh>", "label": "Tìm thủ tục", "placeholder": "Ví dụ", "size": "s"},
        ["Tìm thủ tục"],
    ),
    "band": ({"id": "b1", "title": "Đã trễ", "count": 1, "hint": "ký thư xin lỗi"}, ["Đã trễ", "1", "ký thư xin lỗi"]),
    "guide": (
        {"guide": Thing(name="thôn Nà Lạn", guide_name="Lò Văn Panh", guide_phone="+84978111222")},
        ["Người hướng dẫn thôn Nà Lạn", "Lò Văn Panh", "0978 111 222"],
    ),
    "kiosk_band": (
        {"kiosk_seconds": 60, "user": Thing(is_authenticated=False), "request": Thing(path="/tra-cuu/")},
        ["Không ai chạm trong 60 giây", "Về trang đầu", "Xong, xoá hết"],
    ),
    "help_band": ({"help": HELP}, ["Đang nộp giúp", "Lò Thị Ọi", "Người nộp chưa xác nhận."]),
    "chips": (
        {
            "chips": [
                Thing(href="?", words="Của tôi", count=1021, is_on=True),
                Thing(href="?x", words="Cả tổ", count=None, is_on=False),
            ]
        },
        ["Của tôi 1.021", "Cả tổ"],
    ),
    "crumbs": ({"trail": [("/", "Trang chủ"), ("/thu-tuc/", "Thủ tục")]}, ["Trang chủ", "Thủ tục"]),
    "docbar": ({"href": "/nop/x", "words": "Bắt đầu nộp", "second_href": "", "second_words": ""}, ["Bắt đầu nộp"]),
    "empty": (
        {
            "title": "Bạn chưa nộp hồ sơ nào",
            "words": "Hồ sơ sẽ hiện ở đây.",
            "href": "/thu-tuc/",
            "action": "Tìm thủ tục",
            "art": "door-empty",
            "level": 2,
        },
        ["Bạn chưa nộp hồ sơ nào", "Tìm thủ tục"],
    ),
    "error_summary": ({"form": BOUND, "title": ""}, ["Còn 5 chỗ cần bạn sửa", "Viết tên bé."]),
    "facet": (
        {
            "option": Thing(id="f1", name="linh-vuc", value="ho-tich", words="Hộ tịch", count=5, is_on=True),
            "type": "checkbox",
        },
        ["Hộ tịch", "5"],
    ),
    "field": ({"field": BOUND["name"]}, ["Họ, chữ đệm và tên", "Có dấu.", "Viết tên bé."]),
    "fig": (
        {
            "label": "Đúng hẹn",
            "numerator": 1239,
            "denominator": 1272,
            "noun": "hồ sơ",
            "period": "kỳ 15/10–14/11",
            "look": "xl",
            "href": "",
            "nodata": "",
        },
        ["97,41%", "1.239 / 1.272 hồ sơ, kỳ 15/10–14/11"],
    ),
    "leaf": (
        {"date": date(2026, 11, 26), "kind": "soon", "size": "", "lunar": ""},
        ["Thứ Năm", "26", "tháng 11, 2026"],
    ),
    "shared_machine": (
        {"seconds": 900, "until": AT, "request": Thing(get_full_path="/ho-so/"), "csrf_token": "t"},
        ["Máy dùng chung.", "Không dùng gì thì tự đăng xuất lúc 9:42.", "Dùng tiếp", "Đăng xuất"],
    ),
    "log_out": ({"look": "btn", "csrf_token": "t"}, ["Đăng xuất"]),
    "messages": (
        {"messages": [Message(constants.SUCCESS, "Đã lưu"), Message(constants.ERROR, "Chưa lưu được")]},
        ["Đã lưu", "Chưa lưu được"],
    ),
    "more": ({"words": "Vì sao là thứ Năm?", "icon_name": "calendar-event"}, ["Vì sao là thứ Năm?"]),
    "turn_buttons": (
        {"page": Thing(total=143, before="1-2", after="3-4"), "words": "Hồ sơ chờ giao, tất cả", "heap": "ho-so"},
        ["143", "Trang trước", "Xem tiếp"],
    ),
    "pager": ({"words": "50 hồ sơ", "newer": "?truoc=a", "older": "?sau=b"}, ["50 hồ sơ", "Trang trước", "Xem tiếp"]),
    "pebble": ({"name": "answer", "value": "very", "kind": 1, "words": "Rất hài lòng"}, ["Rất hài lòng"]),
    "promise": (
        {
            "date": date(2026, 11, 26),
            "kind": "",
            "say": "Chúng tôi hẹn có kết quả.",
            "lines": ["Hồ sơ ở bàn chị Nết."],
            "fine": "Chưa phải làm gì thêm.",
            "lunar": "",
        },
        ["26", "Chúng tôi hẹn có kết quả.", "Hồ sơ ở bàn chị Nết."],
    ),
    "proof": ({"file": FILE}, ["giay-chung-sinh.pdf", "nhận lúc 9:42 20/11/2026", "7f3c91ae … d04b5e62"]),
    "pages": (
        {"title": "Giấy chứng sinh", "pages": [PAGE, Thing(**(PAGE.__dict__ | {"why": "Tệp không mở được."}))]},
        ["Trang 1", "Ra sau", "Xoay", "Tệp không mở được."],
    ),
    "sent": ({"file": FILE}, ["giay-chung-sinh.pdf", "2 trang, 1,2 MB", "7f3c91ae … d04b5e62"]),
    "thumbs": (
        {"pictures": ["/tep/abc/trang/1/"], "title": "Giấy chứng sinh"},
        ["Trang 1"],
    ),
    "reader_tools": (
        {
            "place": "crest",
            "reader": Reader(big_text=True),
            "request": Thing(get_full_path="/x?a=1"),
            "languages": [("en", "English")],
            "csrf_token": "t",
        },
        ["Chữ to", "Tương phản", "English"],
    ),
    "review": (
        {"title": "Người nộp", "facts": [("Họ và tên", "Lò Thị Mai")], "href": "/sua"},
        ["Người nộp", "Lò Thị Mai", "Sửa"],
    ),
    "slip": (
        {
            "title": "Giấy tiếp nhận",
            "code": "H99.71-261120-0007",
            "facts": [("Người nộp", "Lò Thị Mai")],
            "total": ("Lệ phí", 15000),
            "fine": "mã cấp khi bấm nhận",
        },
        ["H99.71-261120-0007", "15.000\N{NO-BREAK SPACE}đ"],
    ),
    "steps": (
        {"steps": [Thing(**dict(zip(STEP, step, strict=True))) for step in STEPS]},
        ["Ai nộp, đã xong", "Giấy tờ 2/3", "Xem lại"],
    ),
    "chain": (
        {
            "phone": "02163888001",
            "page": Thing(
                is_whole=False,
                since=AT,
                broken=Thing(number=2),
                lines=[
                    Thing(number=1, what="Bạn đã nộp hồ sơ", at=AT, head="7f3c" * 16, holds=True, note="erased"),
                    Thing(number=2, what="Cần bạn bổ sung", at=AT, head="91ae" * 16, holds=False, note="kept"),
                ],
                printed=[Thing(label="Giấy tiếp nhận", number="01/TNHS", digits="7f3c7f3c7f3c7f3c", place=1)],
                typed="",
                typed_place=None,
                is_typed_too_short=False,
            ),
        },
        ["Chuỗi đứt ở việc số 2", "đã xoá theo quy định", "dòng này đã bị sửa sau khi ghi", "khớp việc số 1"],
    ),
    "mending": (
        {"example": Thing(picture="blurred", bad="Chữ nhoè.", good="Đọc được từng chữ.")},
        ["Chưa đạt: Chữ nhoè.", "Đạt: Đọc được từng chữ."],
    ),
    "sums": ({"rows": SUMS}, ["nghỉ lễ–không tính", "3"]),
    "task": (
        {"task": TASK, "picked": True, "can_pick": True},
        ["Còn 4 giờ", "Đăng ký khai tử", "Đang xử lý", "Trình ký H99.71-261120-0003"],
    ),
    "timeline": (
        {
            "items": [
                Thing(
                    kind="past",
                    icon="check",
                    when="20/11",
                    what="Quầy nhận hồ sơ",
                    note="Chị Hạnh",
                    href="/p",
                    link="Xem giấy",
                ),
                Thing(kind="now", icon="user", when="bây giờ", what="Chị Nết đang tra sổ", note="", href="", link=""),
                Thing(kind="next", icon="file-check", when="26/11", what="Có kết quả", note="", href="", link=""),
            ]
        },
        ["Quầy nhận hồ sơ", "Chị Hạnh Xem giấy", "Có kết quả"],
    ),
    "upload": (
        {
            "doc": Thing(
                id=3,
                name="Giấy chứng sinh",
                title="1. Giấy chứng sinh",
                hint="Chụp cả hai mặt",
                kind="hand",
                badge="Ảnh mờ",
                files=[FILE],
                is_waiting=False,
                is_optional=False,
                why="",
            ),
            "earlier": [Thing(value="g-4", words="Giấy chứng sinh (hồ sơ H99, 1/11/2026)")],
            "field": BOUND["paper"],
            "send": "3",
        },
        ["1. Giấy chứng sinh", "Ảnh mờ", "Gửi tệp này"],
    ),
    "trial_language": ({"phone": "0205 380 0100"}, ["Bản thử, nhờ người bản ngữ xem lại", "Góp ý: 0205 380 0100"]),
    "ways_choice": (
        {"form": WaysForm(initial={"sms": True}, with_zalo=False)},
        ["Nhận tin qua", "Tin nhắn SMS", "Thư giấy qua bưu điện"],
    ),
    "ways_on": (
        {"office": Thing(phone="0205 3800 100", phone_digits="02053800100")},
        ["Về trang chủ", "0205 3800 100"],
    ),
}

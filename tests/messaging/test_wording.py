"""What the messages say: exact Vietnamese, and never more than ruling 13 allows."""

import re

import pytest
from django.conf import settings
from django.utils import translation

from apps.messaging.domain.checking import Part, faults
from apps.messaging.domain.kinds import PLANS, SHORT_WAYS, Channel, Kind
from apps.messaging.selectors.templates import written
from apps.messaging.services.wording import words

LETTER = "Kính gửi bà Lò Thị Lành, số CCCD 012345678901: do chờ xác minh & thẩm định, chúng tôi <hẹn lại>."
FACTS = {
    "period": "tháng 11/2026",
    "report": "https://motcua.suoimay.example/dieu-hanh/bao-cao/?ky=2026-11",
    "unit": "UBND xã Suối Mây",
    "hotline": "0210 388 0001",
    "portal": "https://motcua.suoimay.example",
    "code": "H99.71-261126-0007",
    "due": "17:30, thứ Năm 26/11/2026",
    "letter": LETTER,
    "paper": "https://motcua.suoimay.example/xac-thuc/ky-tu-ngau-nhien/",
    "survey": "https://motcua.suoimay.example/danh-gia/ky-tu-ngau-nhien/",
    "until": "thứ Ba, 01/12/2026",
    "answer_by": "14:00 hôm nay",
    "digits": "482 913",
    "holder": "Hà Văn Dũng",
    "amount": "8.000 đ",
    "tracking": "EE123456789VN",
    "count": "2",
    "lines": "- H99.71-261126-0007: bước đang làm xong trước 16:00 26/11",
}
# A code somebody waits for speaks of no dossier: the SMS of the others do.
SMS_KINDS = [kind for kind, plan in PLANS.items() if Channel.SMS in plan.channels and "code" in plan.common]
# What cannot be looked up with a code is found among one's own: what was not filed yet, the talk, the money.
AMONG_ONES_OWN = frozenset(
    {
        Kind.DRAFT_EXPIRES,
        Kind.SECOND_PARTY_ANSWERED,
        Kind.OFFICE_WROTE,
        Kind.FEE_DUE,
        Kind.FEE_PAID,
        Kind.FEE_REFUNDED,
    }
)
# What a phone shows as three parts of one SMS with diacritics.
THREE_PARTS = 3 * 67


def facts(kind: Kind) -> dict[str, str]:
    wanted = PLANS[kind].common | PLANS[kind].facts
    return {name: value for name, value in FACTS.items() if name in wanted}


@pytest.mark.parametrize("kind", SMS_KINDS)
def test_an_sms_says_who_which_what_whom_to_call_and_where_to_read(kind: Kind) -> None:
    body = words(kind=kind, channel=Channel.SMS, facts=facts(kind)).body

    assert body.startswith("UBND xã Suối Mây: ")
    assert "số cuối 0007" in body
    where = "Hồ sơ của tôi" if kind in AMONG_ONES_OWN else "Tra cứu"
    assert body.endswith(f" Hỏi: 0210 388 0001. Xem thêm: https://motcua.suoimay.example, mục {where}.")
    assert len(body) <= THREE_PARTS


@pytest.mark.parametrize("kind", SMS_KINDS)
def test_an_sms_carries_no_code_name_reason_or_link(kind: Kind) -> None:
    body = words(kind=kind, channel=Channel.SMS, facts=facts(kind)).body

    for secret in (
        "H99",
        "261126",
        "Lành",
        "Dũng",
        "xác minh",
        "/danh-gia/",
        "/xac-thuc/",
        "/dang-nhap",
        "012345678901",
    ):
        assert secret not in body
    assert re.findall(r"https?://\S+", body) == ["https://motcua.suoimay.example,"]


def test_an_sms_with_a_code_says_who_sends_it_what_it_is_and_nothing_to_open() -> None:
    body = words(kind=Kind.ONE_TIME_CODE, channel=Channel.SMS, facts=facts(Kind.ONE_TIME_CODE)).body

    assert body == (
        "UBND xã Suối Mây: mã xác nhận của ông/bà là 482 913, dùng trong 5 phút. Không đưa mã cho ai, kể cả cán bộ."
        " Hỏi: 0210 388 0001."
    )


@pytest.mark.parametrize(("kind", "channel"), [(kind, way) for kind, plan in PLANS.items() for way in plan.channels])
def test_every_wording_of_ours_passes_the_checks_that_others_must_pass(kind: Kind, channel: Channel) -> None:
    named = {Part.BODY: "sms" if channel in SHORT_WAYS else "email", Part.SUBJECT: "subject"}
    parts = (Part.BODY,) if channel in SHORT_WAYS else tuple(Part)

    for part in parts:
        assert faults(text=written(f"{kind.value}.{named[part]}"), kind=kind, channel=channel, part=part) == ()
    assert words(kind=kind, channel=channel, facts=facts(kind)).body


def test_a_receipt_by_sms_reads_like_this() -> None:
    assert words(kind=Kind.RECEIVED, channel=Channel.SMS, facts=facts(Kind.RECEIVED)).body == (
        "UBND xã Suối Mây: hồ sơ số cuối 0007 đã được tiếp nhận, hẹn trả kết quả 17:30, thứ Năm 26/11/2026."
        " Hỏi: 0210 388 0001. Xem thêm: https://motcua.suoimay.example, mục Tra cứu."
    )


def test_the_letter_stands_in_the_mail_word_for_word_but_for_a_personal_id() -> None:
    said = words(kind=Kind.APOLOGY_LETTER, channel=Channel.EMAIL, facts=facts(Kind.APOLOGY_LETTER))

    assert LETTER.replace("012345678901", "•••••••••901") in said.body
    assert FACTS["paper"] in said.body
    assert said.subject == "Thư xin lỗi và hẹn lại của hồ sơ số cuối 0007"


def test_a_mail_has_a_salutation_and_a_sender_and_the_inbox_has_neither() -> None:
    mail = words(kind=Kind.WITHDRAWN, channel=Channel.EMAIL, facts=facts(Kind.WITHDRAWN))
    inbox = words(kind=Kind.WITHDRAWN, channel=Channel.IN_APP, facts=facts(Kind.WITHDRAWN))

    assert mail.body.startswith("Kính gửi ông/bà,\n\n")
    assert mail.body == f"Kính gửi ông/bà,\n\n{inbox.body}\n\n" + (
        "UBND xã Suối Mây\nĐiện thoại: 0210 388 0001\nCổng dịch vụ: https://motcua.suoimay.example\n\n"
        "Thư này do hệ thống gửi, xin đừng trả lời vào đây."
    )


def test_a_mail_to_an_official_addresses_a_colleague() -> None:
    mail = words(kind=Kind.HOLDER_QUESTION, channel=Channel.EMAIL, facts=facts(Kind.HOLDER_QUESTION))

    assert mail.body.startswith("Kính gửi anh/chị,\n\n")


def test_an_office_without_a_phone_leaves_the_sentence_out() -> None:
    known = {**facts(Kind.SUBMITTED), "hotline": ""}

    assert "Hỏi" not in words(kind=Kind.SUBMITTED, channel=Channel.SMS, facts=known).body
    assert "Điện thoại" not in words(kind=Kind.SUBMITTED, channel=Channel.EMAIL, facts=known).body


def test_messages_are_vietnamese_whatever_the_page_of_the_official_shows() -> None:
    in_vietnamese = words(kind=Kind.RECEIVED, channel=Channel.EMAIL, facts=facts(Kind.RECEIVED))

    with translation.override("en"):
        assert words(kind=Kind.RECEIVED, channel=Channel.EMAIL, facts=facts(Kind.RECEIVED)) == in_vietnamese


def test_no_wording_lies_about_without_its_kind() -> None:
    expected = {f"{kind.value}.{part}.txt" for kind in Kind for part in ("subject", "email")}
    expected -= {"one_time_code.subject.txt", "one_time_code.email.txt"}  # it goes to phones alone
    expected |= {f"{kind.value}.sms.txt" for kind in (*SMS_KINDS, Kind.ONE_TIME_CODE)} | {"frame.email.txt"}

    assert {path.name for path in (settings.BASE_DIR / "templates" / "messages").iterdir()} == expected

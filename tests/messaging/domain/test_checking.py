"""What a wording may say by which way: the facts of its kind, and nothing a stranger must not read."""

import pytest

from apps.messaging.domain.checking import Part, available, faults
from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.wording import Fault, FaultKind

SMS = "{{ unit }}: hồ sơ số cuối {{ code_tail }} đã nhận, hẹn {{ due }}.[[ Hỏi: {{ hotline }}.]] Xem: {{ portal }}."
MAIL = "Hồ sơ {{ code }} đã được tiếp nhận, hẹn trả {{ due }}."
TITLES = ("Đăng ký khai tử", "Cấp Giấy xác nhận tình trạng hôn nhân")


def of_sms(text: str, *, titles: tuple[str, ...] = ()) -> tuple[Fault, ...]:
    return faults(text=text, kind=Kind.RECEIVED, channel=Channel.SMS, part=Part.BODY, titles=titles)


def of_mail(text: str, *, part: Part = Part.BODY, kind: Kind = Kind.RECEIVED) -> tuple[Fault, ...]:
    return faults(text=text, kind=kind, channel=Channel.EMAIL, part=part)


def test_a_good_wording_has_no_faults() -> None:
    assert of_sms(SMS, titles=TITLES) == ()
    assert of_mail(MAIL) == ()
    assert of_mail("Đã nhận hồ sơ số cuối {{ code_tail }}", part=Part.SUBJECT) == ()


@pytest.mark.parametrize(
    ("added", "fault"),
    [
        ("{{ code }}", Fault(FaultKind.FORBIDDEN_FACT, "code")),
        ("{{ survey }}", Fault(FaultKind.FORBIDDEN_FACT, "survey")),
        ("{{ letter }}", Fault(FaultKind.FORBIDDEN_FACT, "letter")),
        ("{{ holder }}", Fault(FaultKind.FORBIDDEN_FACT, "holder")),
        ("{{ name }}", Fault(FaultKind.UNKNOWN_FACT, "name")),
        ("{{ reason }}", Fault(FaultKind.UNKNOWN_FACT, "reason")),
        ("{{ hotline }}", Fault(FaultKind.MAY_BE_EMPTY, "hotline")),
        (" https://doi-qua.example/nhan", Fault(FaultKind.ADDRESS, "https:")),
        (" bit.ly/abc", Fault(FaultKind.ADDRESS, "t.ly")),
        (" xem motcua.vn", Fault(FaultKind.ADDRESS, "a.vn")),
        (" xem t.co/x", Fault(FaultKind.ADDRESS, "t.co/")),
        (" xem 10.0.0.1", Fault(FaultKind.ADDRESS, "10.0.0.1")),
        (" CCCD 012345678901", Fault(FaultKind.PERSONAL_ID)),
        ("\u202e", Fault(FaultKind.STRANGE_SIGN, "U+202E")),
        ("\x00", Fault(FaultKind.STRANGE_SIGN, "U+0000")),
        ("\u200b", Fault(FaultKind.STRANGE_SIGN, "U+200B")),
        (" về việc khai tử", Fault(FaultKind.TITLE, "Đăng ký khai tử")),
        (" DANG KY KHAI TU", Fault(FaultKind.TITLE, "Đăng ký khai tử")),
        (" (tình trạng hôn nhân)", Fault(FaultKind.TITLE, "Cấp Giấy xác nhận tình trạng hôn nhân")),
    ],
)
def test_an_sms_says_nothing_a_stranger_must_not_read(added: str, fault: Fault) -> None:
    assert of_sms(SMS + added, titles=TITLES) == (fault,)


@pytest.mark.parametrize("name", ["unit", "code_tail", "hotline", "portal", "due"])
def test_an_sms_without_one_of_its_facts_is_a_riddle(name: str) -> None:
    text = SMS.replace(f"{{{{ {name} }}}}", "")

    assert of_sms(text) == (Fault(FaultKind.MISSING_FACT, name),)


def test_a_mail_must_name_the_dossier_and_the_facts_of_its_kind() -> None:
    assert of_mail("Xin chào.") == (Fault(FaultKind.MISSING_FACT, "code"), Fault(FaultKind.MISSING_FACT, "due"))


def test_a_subject_shows_no_whole_code_to_strangers_but_does_to_colleagues() -> None:
    assert of_mail("Hồ sơ {{ code }}", part=Part.SUBJECT) == (Fault(FaultKind.FORBIDDEN_FACT, "code"),)
    assert of_mail("Hồ sơ {{ code }}", part=Part.SUBJECT, kind=Kind.HOLDER_QUESTION) == ()


def test_a_link_that_votes_stands_in_the_letter_and_not_in_its_subject() -> None:
    kind = Kind.SURVEY_INVITATION

    assert "survey" in available(kind=kind, channel=Channel.EMAIL, part=Part.BODY)
    assert "survey" not in available(kind=kind, channel=Channel.EMAIL, part=Part.SUBJECT)


def test_nothing_at_all_and_too_much_are_said_first() -> None:
    assert of_sms(" \n ") == (Fault(FaultKind.EMPTY),)
    assert of_sms(SMS + "a" * 400) == (Fault(FaultKind.TOO_LONG, "400"),)
    assert of_mail("{{" * 1_000_000) == (Fault(FaultKind.TOO_LONG, "4000"),)


def test_what_cannot_be_read_is_the_only_fault_said() -> None:
    assert of_sms("{% debug %}" + SMS) == (Fault(FaultKind.BRACES, "{% debug %}"),)


def test_every_fault_is_said_at_once() -> None:
    found = of_sms(SMS.replace("{{ due }}", "") + "{{ code }} https://a.vn", titles=TITLES)

    assert {fault.kind for fault in found} == {FaultKind.MISSING_FACT, FaultKind.FORBIDDEN_FACT, FaultKind.ADDRESS}

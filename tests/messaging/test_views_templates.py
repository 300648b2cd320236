"""The page of wordings: read, tried out, changed, taken back; and nothing typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from apps.messaging.domain.checking import EVERY_FACT
from apps.messaging.domain.kinds import PLANS, Kind, check_facts
from apps.messaging.domain.samples import sample_facts
from apps.messaging.labels import FACT_LABELS, channel_addresses, kind_addresses
from apps.messaging.models import MessageTemplate
from apps.messaging.selectors.templates import written
from apps.officials.domain.duties import Duty
from apps.officials.services import change_setting
from tests import factories
from tests.factories import Office

pytestmark = pytest.mark.django_db
SMS = reverse("messaging:template", args=["da-co-ket-qua", "tin-nhan-sms"])
MAIL = reverse("messaging:template", args=["da-co-ket-qua", "thu-dien-tu"])
OURS = "{{ unit }}: hồ sơ …{{ code_tail }} xong rồi.[[ Gọi {{ hotline }}.]] Đọc ở {{ portal }}."
SAVE, TRY, GIVE_UP = {"viec": "luu"}, {"viec": "xem"}, {"viec": "mac-dinh"}


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def browser(client: Client, office: Office) -> Client:
    """The administrator's."""
    client.force_login(office.administrator.user)
    return client


def page(browser: Client, address: str, **asked: str) -> str:
    return browser.get(address, asked).content.decode()


def test_every_kind_and_way_has_an_address() -> None:
    with translation.override("en"):
        assert kind_addresses()["da-co-ket-qua"] is Kind.RESULT_READY

    assert set(kind_addresses().values()) == set(PLANS)
    assert set(channel_addresses().values()) >= {way for plan in PLANS.values() for way in plan.channels}


def test_every_fact_has_a_name_for_people() -> None:
    assert set(FACT_LABELS) == EVERY_FACT


@pytest.mark.parametrize("kind", PLANS)
def test_every_kind_can_be_tried_on_a_sample(kind: Kind) -> None:
    check_facts(kind=kind, facts=sample_facts(kind=kind, office={}))


def test_the_list_shows_what_is_said_today_and_leads_to_each_wording(browser: Client) -> None:
    listed = page(browser, reverse("messaging:templates"))

    assert "câu mặc định" in listed
    assert f'href="{SMS}"' in listed
    assert f'href="{reverse("messaging:template", args=["moi-danh-gia", "tin-nhan-sms"])}"' not in listed


def test_the_page_begins_with_our_wording_and_shows_what_is_read(browser: Client) -> None:
    shown = page(browser, SMS)

    assert written("result_ready.sms") in shown
    assert "UBND xã Suối Mây: hồ sơ số cuối 0007 đã có kết quả. Hỏi: 0205 3800 100." in shown
    assert "<code>{{ code_tail }}</code>" in shown
    assert "<code>{{ code }}</code>" not in shown


def test_trying_out_shows_the_preview_and_keeps_nothing(browser: Client) -> None:
    tried = browser.post(SMS, {"body": OURS, "seen": "0", **TRY})

    assert tried.status_code == 200
    assert "UBND xã Suối Mây: hồ sơ …0007 xong rồi. Gọi 0205 3800 100." in tried.content.decode()
    assert "87 ký tự, tính cước 2 tin SMS (có dấu 2, không dấu 1)" in tried.content.decode()
    assert not MessageTemplate.objects.exists()


def test_an_office_that_sends_without_marks_sees_it_without_marks(browser: Client, office: Office) -> None:
    change_setting(agency=office.agency, name="sms_marks", value=False)

    tried = browser.post(SMS, {"body": OURS, "seen": "0", **TRY}).content.decode()

    assert "ho so ...0007 xong roi" in tried
    assert "tính cước 1 tin SMS" in tried


def test_what_zalo_says_is_not_written_here(browser: Client) -> None:
    zalo = reverse("messaging:template", args=["da-co-ket-qua", "thong-bao-zalo"])

    assert browser.get(zalo).status_code == 404
    assert zalo not in page(browser, reverse("messaging:templates"))


def test_saving_puts_it_in_force_and_says_who_wrote_it(browser: Client, office: Office) -> None:
    saved = browser.post(SMS, {"body": OURS.replace(" xong", "\r\nxong"), "seen": "0", **SAVE})

    assert saved["Location"] == SMS
    assert MessageTemplate.objects.get().body == OURS.replace(" xong", "\nxong")
    shown = page(browser, SMS)
    assert "Bản 1" in shown
    assert office.administrator.name in shown
    assert "của cơ quan, bản 1" in page(browser, reverse("messaging:templates"))


@pytest.mark.parametrize("how", [SAVE, TRY])
@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "Viết nội dung."),
        (OURS + "{{ code }}", "Mục {{ code }} không được dùng ở đây."),
        (OURS + "{% now 'Y' %}", "không phải là một mục điền"),
        (OURS.replace("{{ portal }}", ""), "Còn thiếu {{ portal }} (địa chỉ cổng dịch vụ)."),
        (OURS + " tình trạng hôn nhân", "không được nói tên thủ tục"),
    ],
)
def test_what_may_not_be_said_is_said_back_with_everything_typed(
    browser: Client, office: Office, how: dict[str, str], body: str, words: str
) -> None:
    factories.offering(agency=office.agency)

    answer = browser.post(SMS, {"body": body, "seen": "0", **how})

    assert answer.status_code == 422
    said = answer.context["form"]
    assert any(words in error for error in said.errors["body"])
    assert said["body"].value() == body
    assert not MessageTemplate.objects.exists()


def test_a_script_in_a_wording_is_shown_as_letters(browser: Client) -> None:
    body = "{{ code }} <script>alert(1)</script>"

    shown = browser.post(MAIL, {"subject": "<img src=x>", "body": body, "seen": "0", **TRY}).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>alert" not in shown
    assert "<img src=x>" not in shown


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30])
def test_a_bent_form_is_refused(browser: Client, seen: str) -> None:
    assert browser.post(SMS, {"body": OURS, "seen": seen, **SAVE}).status_code in (409, 422)
    assert not MessageTemplate.objects.exists()


def test_the_live_preview_is_a_piece_of_page_with_the_faults_in_it(browser: Client) -> None:
    def live(body: str) -> str:
        answer = browser.post(SMS, {"body": body, "seen": "0"}, headers={"X-Preview": "1"})
        assert answer.status_code == 200
        return answer.content.decode()

    assert "hồ sơ …0007 xong rồi" in live(OURS)
    assert "<html" not in live(OURS)
    assert "Mục {{ code }} không được dùng ở đây." in live(OURS + "{{ code }}")
    assert not MessageTemplate.objects.exists()


def test_who_saved_later_sees_the_other_version_and_may_replace_it(browser: Client) -> None:
    browser.post(SMS, {"body": OURS, "seen": "0", **SAVE})
    mine = OURS.replace("xong rồi", "có rồi")

    answer = browser.post(SMS, {"body": mine, "seen": "0", **SAVE})

    assert answer.status_code == 409
    assert "Vừa có người sửa câu chữ này" in answer.content.decode()
    again = {"body": answer.context["form"]["body"].value(), "seen": answer.context["form"]["seen"].value()}
    assert browser.post(SMS, {**again, **SAVE}).status_code == 302
    assert MessageTemplate.objects.get(version=2).body == mine


def test_an_earlier_version_can_be_taken_up_again(browser: Client) -> None:
    browser.post(SMS, {"body": OURS, "seen": "0", **SAVE})
    browser.post(SMS, {"body": OURS + " Xin cảm ơn.", "seen": "1", **SAVE})

    form = browser.get(SMS, {"ban": "1"}).context["form"]

    assert (form["body"].value(), form["seen"].value()) == (OURS, 2)


@pytest.mark.parametrize("asked", ["9", "x", "-1", ""])
def test_a_version_that_is_not_there_leads_to_the_one_in_force(browser: Client, asked: str) -> None:
    browser.post(SMS, {"body": OURS, "seen": "0", **SAVE})

    assert browser.get(SMS, {"ban": asked}).context["form"]["body"].value() == OURS


def test_the_default_comes_back_by_one_button(browser: Client) -> None:
    browser.post(SMS, {"body": OURS, "seen": "0", **SAVE})

    assert browser.post(SMS, {"seen": "1", **GIVE_UP})["Location"] == SMS

    assert browser.get(SMS).context["form"]["body"].value() == written("result_ready.sms")
    assert [row.is_default for row in MessageTemplate.objects.order_by("version")] == [False, True]


def test_giving_up_what_somebody_just_changed_does_nothing(browser: Client) -> None:
    browser.post(SMS, {"body": OURS, "seen": "0", **SAVE})

    answer = browser.post(SMS, {"seen": "0", **GIVE_UP}, follow=True)

    assert "Vừa có người sửa" in answer.content.decode()
    assert MessageTemplate.objects.count() == 1


def test_a_procedure_has_words_of_its_own_above_those_of_the_office(browser: Client, office: Office) -> None:
    code = factories.offering(agency=office.agency).procedure.code
    browser.post(SMS, {"body": OURS, "seen": "0", **SAVE})
    asked = {"thu-tuc": code}

    assert browser.get(SMS, asked).context["form"]["body"].value() == OURS
    special = OURS.replace("xong rồi", "có giấy rồi")
    browser.post(f"{SMS}?thu-tuc={code}", {"body": special, "seen": "0", **SAVE})

    assert browser.get(SMS, asked).context["form"]["body"].value() == special
    assert browser.get(SMS).context["form"]["body"].value() == OURS
    assert "riêng cho thủ tục này, bản 1" in page(browser, reverse("messaging:templates"), **asked)
    assert f"?thu-tuc={code}" in page(browser, reverse("messaging:templates"))


@pytest.mark.parametrize(
    "address",
    [
        f"{SMS}?thu-tuc=9.999999",
        reverse("messaging:template", args=["khong-co", "tin-nhan-sms"]),
        reverse("messaging:template", args=["da-co-ket-qua", "trong"]),
        reverse("messaging:template", args=["moi-danh-gia", "tin-nhan-sms"]),
        reverse("messaging:templates") + "?thu-tuc=9.999999",
    ],
)
def test_what_is_not_there_is_not_found(browser: Client, address: str) -> None:
    assert browser.get(address).status_code == 404


def test_an_editor_writes_too_and_finds_the_way(client: Client, office: Office) -> None:
    editor = factories.official(agency=office.agency, name="Lý Thị Dín", position="Văn phòng", duties=(Duty.EDITOR,))
    client.force_login(editor.user)

    assert client.post(SMS, {"body": OURS, "seen": "0", **SAVE}).status_code == 302
    listed = page(client, reverse("messaging:templates"))
    assert f'href="{reverse("messaging:templates")}" aria-current="page"' in listed
    assert f'href="{reverse("portal:administration")}"' not in listed


def test_another_offices_words_are_not_shown(client: Client, browser: Client) -> None:
    browser.post(SMS, {"body": OURS, "seen": "0", **SAVE})
    foreign = factories.office(code="H99.72", name="Nậm Khao", is_ours=False)
    client.force_login(foreign.administrator.user)

    shown = client.get(SMS)
    assert shown.context["form"]["body"].value() == written("result_ready.sms")
    assert not shown.context["versions"]


def test_a_broken_wording_is_shown_on_the_list(browser: Client, office: Office) -> None:
    MessageTemplate.objects.create(
        agency=office.agency,
        kind="received",
        channel="sms",
        version=1,
        body="{{ nowhere }}",
        changed_by=office.administrator,
        changed_at=factories.MADE_AT,
    )

    listed = page(browser, reverse("messaging:templates"))

    assert "không dùng được; tin đang gửi bằng câu mặc định" in listed
    assert "Không có mục điền {{ nowhere }}" in listed


def test_the_pages_cost_the_same_however_much_was_written(
    browser: Client, office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    factories.offering(agency=office.agency)

    def visit() -> None:
        with django_assert_num_queries(9):
            browser.get(reverse("messaging:templates"))
        with django_assert_num_queries(8):
            browser.get(SMS)

    visit()
    for number in range(3):
        browser.post(SMS, {"body": f"{OURS} {number}", "seen": str(number), **SAVE})
        code = factories.offering(agency=office.agency, name=f"Chứng thực {number}").procedure.code
        browser.post(f"{SMS}?thu-tuc={code}", {"body": OURS, "seen": "0", **SAVE})
    assert MessageTemplate.objects.count() == 6
    visit()

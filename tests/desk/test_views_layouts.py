"""An administrator words the papers of the office: draft, look, in force; what was issued keeps its look."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.desk.domain.papers import SlipKind
from apps.desk.models import PaperLayout, Slip
from apps.desk.printing.specimens import standard_title
from apps.desk.services import layouts as services
from apps.dossiers.domain.status import Status
from apps.portal.selectors.verification import by_address
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat
from tests.desk.reading import pages
from tests.factories import Office
from tests.walking import walk_to

pytestmark = pytest.mark.django_db
RECEIPT = reverse("desk:layout", args=["mau-01"])
TITLE = standard_title(SlipKind.RECEIPT)
OURS = "Hồ sơ {{ma_ho_so}} của {{chu_ho_so}}. Gọi {{dien_thoai_co_quan}}."


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def browser(client: Client, office: Office, clock: Clock) -> Client:
    """The administrator's."""
    client.force_login(office.administrator.user)
    return client


def typed(browser: Client, address: str = RECEIPT, **said: str) -> dict[str, str]:
    """The form as the page shows it, with something changed."""
    form = browser.get(address).context["form"]
    shown = {field.html_name: field.value() for field in form}
    ticked = {name: "on" if value is True else value for name, value in shown.items() if value not in (False, None)}
    return {**ticked, "viec": "nhap", **said}


def words(answer: Any) -> str:
    return unescape(answer.content.decode())


def put(browser: Client, address: str = RECEIPT, **said: str) -> PaperLayout:
    """Drafted, and put in force as the page offers it."""
    assert browser.post(address, typed(browser, address, **said)).status_code == 302
    draft = browser.get(address).context["desk"].draft
    browser.post(address, {"viec": "dung", "seen": draft.seen})
    draft.refresh_from_db()
    return draft  # type: ignore[no-any-return]


def test_the_page_begins_with_the_standard_and_saving_it_changes_nothing(browser: Client) -> None:
    shown = words(browser.get(RECEIPT))

    assert "{{so_lien}} Muốn nhận kết quả qua bưu điện" in shown
    assert "<code>{{ma_ho_so}}</code>" in shown
    assert "số mẫu, các mục của mẫu, tên người ký, mã vạch và mã kiểm tra luôn in, không bỏ được" in shown
    assert "Chưa có gì khác mẫu đang dùng." in words(browser.post(RECEIPT, typed(browser), follow=True))
    assert not PaperLayout.objects.exists()


def test_draft_is_looked_at_before_it_holds_and_issued_papers_keep_their_look(
    browser: Client, office: Office, clock: Clock
) -> None:
    before = walk_to(status=Status.RECEIVED, office=office)
    saved = browser.post(RECEIPT, typed(browser, closing=OURS, title="Giấy hẹn"), follow=True)
    draft = PaperLayout.objects.get()

    assert "Đã lưu bản nháp" in words(saved)
    assert "Có bản nháp chưa dùng" in words(browser.get(reverse("desk:layouts")))
    look = browser.get(f"{RECEIPT}xem-thu.pdf", {"ban": "1"})
    assert "Hồ sơ H00.00-000000-0001 của Nguyễn Thị Mẫu. Gọi" in (page := pages(look.content)[0])
    assert "BẢN XEM THỬ" in page
    assert "UBND XÃ SUỐI MÂY" in page
    assert browser.get(f"{RECEIPT}xem-thu.png", {"ban": "1"}).content.startswith(b"\x89PNG")
    assert walk_to(status=Status.RECEIVED, office=office).slips.get().layout is None

    put(browser, closing=OURS, title="Giấy hẹn")
    after = walk_to(status=Status.RECEIVED, office=office).slips.get()
    browser.post(RECEIPT, {"viec": "chuan"})
    last = walk_to(status=Status.RECEIVED, office=office).slips.get()

    assert after.layout_id == draft.pk
    assert last.layout is not None
    seat = Seat(office.clerk)
    for _again in range(2):
        printed = pages(seat.post("print_slip", after.pk).content)[0]
        assert "GIẤY HẸN" in printed
        assert f"Hồ sơ {after.dossier.code} của {after.dossier.applicant_name}. Gọi" in printed
        assert "Mẫu 01, số" in printed
    for slip in (before.slips.get(), last):
        assert TITLE.upper() in pages(seat.post("print_slip", slip.pk).content)[0]
    verified = by_address(after.address)
    assert verified is not None
    assert "Giấy hẹn" in verified.kind


def test_standard_comes_back_in_one_press_and_an_earlier_version_is_taken_up_again(browser: Client) -> None:
    put(browser, title="Giấy hẹn của xã")
    assert "Bản 1, dùng từ" in words(browser.get(reverse("desk:layouts")))

    browser.post(RECEIPT, {"viec": "chuan"})
    browser.post(RECEIPT, {"viec": "chuan"})

    assert [(row.version, row.is_in_force) for row in PaperLayout.objects.order_by("version")] == [
        (1, False),
        (2, True),
    ]
    assert "Đang dùng mẫu chuẩn." in words(browser.get(reverse("desk:layouts")))
    assert browser.get(RECEIPT, {"ban": "1"}).context["form"]["title"].value() == "Giấy hẹn của xã"
    browser.post(RECEIPT, typed(browser, title="Giấy hẹn khác"))
    draft = PaperLayout.objects.get(put_at__isnull=True)
    browser.post(RECEIPT, {"viec": "bo", "seen": draft.seen})
    assert PaperLayout.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"closing": "{{ten_la}}"}, "closing", "Giấy này không có mục điền {{ten_la}}."),
        ({"closing": "{{ma_ho_so"}, "closing", "không phải là một mục điền"),
        ({"closing": "{% load x %}"}, "closing", "không phải là một mục điền"),
        ({"footer": "<script>"}, "footer", "giống mã HTML"),
        ({"footer": "x" * 251}, "footer", "nhiều nhất 250 ký tự"),
        ({"title": ""}, "title", "Ghi tên giấy."),
        ({"hand_other-shown": "on"}, "hand_other-role", "Ghi ai ký ở chỗ này"),
        ({"hand_receiver-role": "{{ma_ho_so}}"}, "hand_receiver-role", "không dùng mục điền"),
    ],
)
def test_what_cannot_be_printed_is_said_back_with_everything_typed(
    browser: Client, said: dict[str, str], field: str, sentence: str
) -> None:
    answer = browser.post(RECEIPT, typed(browser, opening="Lời chào của xã.", **said))

    assert answer.status_code == 422
    assert any(sentence in error for error in answer.context["form"].errors[field])
    assert answer.context["form"]["opening"].value() == "Lời chào của xã."
    assert not PaperLayout.objects.exists()


def test_two_administrators_do_not_overwrite_one_another(browser: Client) -> None:
    first = typed(browser, title="Của người thứ nhất")
    second = typed(browser, title="Của người thứ hai")
    browser.post(RECEIPT, first)

    refused = browser.post(RECEIPT, second)
    stale = PaperLayout.objects.get().seen

    assert refused.status_code == 409
    assert refused.context["form"]["title"].value() == "Của người thứ hai"
    again = second | {"seen": refused.context["form"]["seen"].value()}
    assert browser.post(RECEIPT, again).status_code == 302
    assert "Xem lại rồi hãy đưa vào dùng" in words(browser.post(RECEIPT, {"viec": "dung", "seen": stale}, follow=True))
    draft = PaperLayout.objects.get()
    for _press in range(2):
        browser.post(RECEIPT, {"viec": "dung", "seen": draft.seen})
    assert PaperLayout.objects.get().layout.title == "Của người thứ hai"
    assert PaperLayout.objects.get().is_in_force


def test_what_was_in_force_never_changes(browser: Client) -> None:
    row = put(browser, title="Giấy hẹn")

    for change in (
        lambda: PaperLayout.objects.filter(pk=row.pk).update(content={}),
        lambda: PaperLayout.objects.filter(pk=row.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_another_office_has_its_own_words_and_nobody_else_comes_in(browser: Client, office: Office) -> None:
    theirs = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    put(browser, title="Giấy hẹn của Suối Mây")
    slip = walk_to(status=Status.RECEIVED, office=theirs).slips.get()
    neighbour = Client()
    neighbour.force_login(theirs.administrator.user)

    assert slip.layout is None
    assert "Giấy hẹn của Suối Mây" not in words(neighbour.get(RECEIPT))
    assert neighbour.get(f"{RECEIPT}xem-thu.pdf", {"ban": "1"}).status_code == 404
    assert [Seat(one).client.get(RECEIPT).status_code for one in (office.clerk, office.leader)] == [403, 403]
    assert browser.get(reverse("desk:layout", args=["khong-co"])).status_code == 404


def test_printing_asks_the_database_as_often_in_any_layout(browser: Client, office: Office) -> None:
    counts = []
    for title in ("", "Giấy hẹn", "Giấy hẹn lần hai"):
        if title:
            put(browser, title=title)
        slip = Slip.objects.get(pk=walk_to(status=Status.RECEIVED, office=office).slips.get().pk)
        seat = Seat(office.clerk)
        seat.post("print_slip", slip.pk)
        with CaptureQueriesContext(connection) as asked:
            seat.post("print_slip", slip.pk)
        counts.append(len(asked))

    assert len(set(counts)) == 1


def test_two_hands_that_put_a_version_in_force_at_once_leave_one_of_them_with_a_sentence(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the second did not see yet what the first had just written."""
    put(browser, title="Giấy hẹn")
    browser.post(RECEIPT, typed(browser, title="Giấy hẹn mới"))
    draft = browser.get(RECEIPT).context["desk"].draft
    monkeypatch.setattr(services, "_held", lambda agency, kind: None)

    answer = browser.post(RECEIPT, {"viec": "dung", "seen": draft.seen}, follow=True)

    assert "Xem lại rồi hãy đưa vào dùng" in words(answer)
    assert PaperLayout.objects.get(replaced_at=None, put_at__isnull=False).layout.title == "Giấy hẹn"

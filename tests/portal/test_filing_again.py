"""A step posted by somebody who has logged in again meanwhile: shown with what was typed, kept when pressed again.

And only that: what came from another site, or belongs to somebody else, is answered by the ordinary page.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertTemplateUsed

from apps.accounts.models import User
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.payments.models import Bill
from tests.conftest import Clock
from tests.desk.counters import Seat
from tests.factories import Office
from tests.payments import tills
from tests.portal.filers import FORM, WHO, Filer, begin, key_in, offer, page, ready
from tests.portal.uploads import photo

pytestmark = pytest.mark.django_db

OURS = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
OLD, ORDINARY, AGAIN = "a" * 32, "Tờ khai này đã mở quá lâu", "Lưu lại"
TYPED = FORM | {"purpose": "Xin việc <b>ở tỉnh</b>", "cho": "id_purpose"}


def post(filer: Filer, step: str, heads: dict[str, str] = OURS, /, **fields: Any) -> Any:
    """A step of a page that was drawn before its reader logged in once more in another tab."""
    browser = filer.browser
    browser.handler.enforce_csrf_checks = True
    browser.cookies["csrftoken"] = "b" * 32
    return browser.post(filer.address(step), fields | {"csrfmiddlewaretoken": OLD}, headers=heads)


def test_stale_form_is_shown_with_what_was_typed_and_kept_by_another_press(
    mai: Client, office: Office, clock: Clock
) -> None:
    filer = begin(mai, offer(office))

    answer = post(filer, "to-khai", **TYPED)
    assertTemplateUsed(answer, "portal/filing_unsaved.html")
    before = filer.dossier.answers
    fresh = answer.context["csrf_token"]
    again = mai.post(filer.address("to-khai"), TYPED | {"luu": "1", "csrfmiddlewaretoken": str(fresh)}, headers=OURS)

    html = page(answer)
    assert (answer.status_code, AGAIN in html, ORDINARY in html) == (403, True, False)
    assert "Những gì bạn vừa gõ chưa được lưu" in html
    assert "Xin việc &lt;b&gt;ở tỉnh&lt;/b&gt;" in html
    assert "<b>ở tỉnh" not in html
    assert "data-autosave=" not in html  # nothing but a press may keep it
    assert not before
    assert (again.status_code, again.headers["Location"]) == (302, filer.address("to-khai") + "#id_purpose")
    assert (filer.dossier.answers or {})["purpose"] == TYPED["purpose"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("step", "typed", "shown"),
    [
        ("nguoi-nop", WHO | {"address": "Bản Pom Lót"}, "Bản Pom Lót"),
        ("to-khai", FORM | {"purpose": ""}, FORM["full_name"]),
        ("nhan-ket-qua", {"delivery": "post", "delivery_address": "Bản Pom Lót"}, "Bản Pom Lót"),
        ("xem-lai", {"agree": "on", "why_missing": "Bệnh viện chưa trả", "khoa": "k"}, "Bệnh viện chưa trả"),
    ],
)
def test_every_step_that_is_written_shows_its_words_and_judges_none(
    mai: Client, office: Office, clock: Clock, step: str, typed: dict[str, str], shown: str
) -> None:
    filer = begin(mai, offer(office))
    filer.say("nguoi-nop", luu="1", **WHO)
    saved = Dossier.objects.values().get()

    html = page(post(filer, step, **typed))

    assert shown in html
    assert "chỗ cần bạn sửa" not in html
    assert Dossier.objects.values().get() == saved
    assert saved["status"] == Status.DRAFT


def test_stale_press_of_the_last_button_files_nothing_and_asks_for_the_word_again(
    mai: Client, office: Office, clock: Clock
) -> None:
    filer = ready(mai, offer(office))
    key = key_in(filer.see("xem-lai"))

    html = page(post(filer, "xem-lai", agree="on", khoa=key))

    assert filer.dossier.status == Status.DRAFT
    assert "Chưa có gì được gửi đi" in html
    assert key_in(html) == key  # however it is pressed, it is filed once
    assert "checked" not in html.split('name="agree"')[1].split(">")[0]


def test_stale_fee_is_shown_and_not_reckoned(mai: Client, office: Office, clock: Clock) -> None:
    tills.open_account(office.agency)
    filer = ready(mai, tills.births(office.agency))
    filer.say("nhan-ket-qua", delivery="counter", extra_copies="2")
    filer.say("le-phi", way="vietqr")

    html = page(post(filer, "le-phi", way="counter"))

    assert (AGAIN in html, Bill.objects.get().way) == (True, "vietqr")
    assert "checked" in html.split('value="counter"')[1].split(">")[0]


def test_stale_file_is_asked_for_again(mai: Client, office: Office, clock: Clock) -> None:
    filer = begin(mai, offer(office))
    paper = filer.dossier.version.documents.order_by("position")[0]

    html = page(post(filer, "giay-to", gui=str(paper.pk), file=photo()))

    assert "Tệp bạn vừa gửi chưa được nhận" in html
    assert not filer.dossier.documents.exists()


@pytest.mark.parametrize(
    "heads",
    [
        {},
        {"Referer": "http://testserver/nop/"},
        {"Origin": "null"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        OURS | {"X-Autosave": "1"},  # that page is still open, and asks for a fresh proof by itself
    ],
)
def test_what_no_page_of_ours_posted_is_laid_before_nobody(
    mai: Client, office: Office, clock: Clock, heads: dict[str, str]
) -> None:
    filer = begin(mai, offer(office))

    answer = post(filer, "to-khai", heads, **TYPED)

    html = page(answer)
    assert (answer.status_code, ORDINARY in html, AGAIN in html, "Xin việc" in html) == (403, True, False, False)
    assert not filer.dossier.answers


def test_what_belongs_to_somebody_else_is_shown_to_nobody(
    mai: Client, neighbour: Client, office: Office, clock: Clock
) -> None:
    filer, clerk = begin(mai, offer(office)), Seat(office.clerk)
    others = [Filer(browser, filer.reference) for browser in (neighbour, Client(), clerk.client)]
    unknown = Filer(mai, "TMP-00000000")

    answers = [post(other, "to-khai", **TYPED) for other in (*others, unknown)]
    no_step = post(filer, "khong-co", **TYPED)

    for answer in (*answers, no_step):
        assert (answer.status_code, ORDINARY in page(answer), "Xin việc" in page(answer)) == (403, True, False)


def test_what_was_filed_meanwhile_is_not_offered_for_keeping(mai: Client, office: Office, clock: Clock) -> None:
    filer = ready(mai, offer(office))
    filer.say("xem-lai", agree="on", khoa="k")

    answer = post(filer, "to-khai", **TYPED)

    assert (filer.dossier.status, ORDINARY in page(answer)) == (Status.SUBMITTED, True)


def test_what_another_page_saved_meanwhile_is_still_not_written_over(mai: Client, office: Office, clock: Clock) -> None:
    filer = begin(mai, offer(office))
    filer.say("to-khai", luu="1", trang="mot", goc="", **FORM)
    filer.say("to-khai", luu="1", trang="hai", goc="mot", **FORM | {"purpose": "Việc khác"})

    shown = post(filer, "to-khai", trang="mot", goc="", **TYPED)
    mai.handler.enforce_csrf_checks = False
    answer = filer.say("to-khai", luu="1", trang="mot", goc="", **TYPED)

    assert 'name="trang" value="mot"' in page(shown)
    assert (answer.status_code, (filer.dossier.answers or {})["purpose"]) == (409, "Việc khác")


# the session ended


def log_in_again(browser: Client, post: Any) -> None:
    """The session ends, a form is posted, its writer logs in."""
    user = browser.session["_auth_user_id"]
    browser.logout()
    assert post().headers["Location"].startswith("/dang-nhap/")
    browser.force_login(User.objects.get(pk=user))


def test_fee_posted_after_the_session_ended_is_kept(mai: Client, office: Office, clock: Clock) -> None:
    tills.open_account(office.agency)
    filer = ready(mai, tills.births(office.agency))
    filer.say("nhan-ket-qua", delivery="counter", extra_copies="2")
    filer.say("le-phi", way="vietqr")

    log_in_again(mai, lambda: filer.say("le-phi", way="counter"))
    back = mai.get(filer.address("le-phi"))

    assert (back.status_code, back.headers["Location"]) == (302, filer.address("le-phi"))
    assert Bill.objects.get().way == "counter"
    assert "Những gì bạn vừa gõ vẫn còn và đã được lưu." in filer.see("le-phi")


def test_last_button_pressed_after_the_session_ended_files_nothing_and_keeps_the_reason(
    mai: Client, office: Office, clock: Clock
) -> None:
    filer = begin(mai, offer(office))
    filer.say("nguoi-nop", **WHO)
    filer.say("to-khai", **FORM)
    filer.say("nhan-ket-qua", delivery="counter")

    log_in_again(mai, lambda: filer.say("xem-lai", agree="on", khoa="k", why_missing="Bệnh viện chưa trả"))
    back = mai.get(filer.address("xem-lai"))

    assert (back.status_code, filer.dossier.status) == (200, Status.DRAFT)
    assert "Bệnh viện chưa trả" in page(back)
    assert "Chưa có gì được gửi đi" in page(back)


def test_file_posted_after_the_session_ended_pushes_out_nothing_that_was_written(
    mai: Client, office: Office, clock: Clock
) -> None:
    filer = begin(mai, offer(office))

    def both() -> Any:
        filer.say("to-khai", **TYPED)
        return mai.post(filer.address("giay-to"), {"gui": "1", "file": photo()})

    log_in_again(mai, both)
    mai.get(filer.address("to-khai"))

    assert (filer.dossier.answers or {})["purpose"] == TYPED["purpose"]

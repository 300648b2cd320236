"""A form in a real browser: an editor changes it, tries it, and a citizen fills it in with and without scripts."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client, override_settings
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import User
from apps.officials.models import Agency
from apps.procedures.models import Arrangement, Offering
from apps.procedures.selectors.places import provinces
from tests import factories
from tests.browser.conftest import Visitor, visitor
from tests.conftest import Clock
from tests.portal.filers import WHO, begin
from tests.procedures.filling import shipped_rows
from tests.sizes import WIDTHS

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("width", WIDTHS),
    pytest.mark.timeout(300),
]


def offered(agency: Agency, form: str) -> Offering:
    """A procedure with one of the forms that are shipped."""
    offering = factories.offering(agency=agency)
    rows, result = shipped_rows(form)
    Arrangement.objects.filter(offering=offering).update(form_schema={"fields": rows}, result_template=result)
    return offering


def logged_in(
    *, chromium: Browser, live_server: LiveServer, width: int, user: User, has_scripts: bool = True
) -> Visitor:
    """A browser that carries the session of somebody who has logged in."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    guest = visitor(chromium=chromium, live_server=live_server, width=width, has_scripts=has_scripts)
    guest.page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": live_server.url}]
    )
    return guest


@override_settings(CITIZEN_LOCAL_LOGIN=True)
def test_an_editor_changes_a_form_and_a_citizen_is_asked_only_what_applies(
    chromium: Browser, live_server: LiveServer, clock: Clock, width: int
) -> None:
    office = factories.office()
    offering = offered(office.agency, "hon_nhan")
    room = f"/danh-muc/{offering.procedure.code}/bieu-mau/"
    guest = logged_in(chromium=chromium, live_server=live_server, width=width, user=office.administrator.user)
    guest.go(room)
    guest.judge("form-designer")
    guest.go(f"{room}o/marital_paper/")
    guest.judge("form-designer-field")
    guest.go(f"{room}ket-qua/")
    guest.judge("form-designer-result")
    guest.go(f"{room}xem-thu/")

    paper = guest.page.locator("[name=marital_paper]")
    expect(paper).to_be_hidden()
    guest.page.locator("[name=marital_state][value='Đã ly hôn']").check(force=True)
    expect(paper).to_be_visible()
    guest.page.select_option("[name=subject_residence-province]", "14")
    communes = guest.page.locator("[name=subject_residence-commune] option")
    expect(communes).to_have_count(len(provinces()["14"].communes) + 1)
    name = list(provinces()["14"].communes.values())[3]
    guest.page.fill("[id=id_subject_residence-commune-find]", name)
    expect(guest.page.locator("[name=subject_residence-commune]")).to_have_value(list(provinces()["14"].communes)[3])
    guest.page.get_by_role("button", name="Kiểm tra thử").click()
    expect(guest.page.get_by_role("alert")).to_be_visible()
    expect(guest.page.locator("[name=subject_name]")).to_be_visible()
    guest.judge("form-preview-after-an-error")


@override_settings(CITIZEN_LOCAL_LOGIN=True)
def test_without_scripts_the_same_form_says_when_to_answer_and_lists_communes_by_a_button(
    chromium: Browser, live_server: LiveServer, clock: Clock, width: int
) -> None:
    office = factories.office()
    offering = offered(office.agency, "tro_cap")
    user = factories.citizen_user(person=factories.person())
    phone = Client()
    phone.force_login(user)
    filer = begin(phone, offering)
    filer.say("nguoi-nop", **WHO)
    guest = logged_in(chromium=chromium, live_server=live_server, width=width, user=user, has_scripts=False)
    guest.go(filer.address("to-khai"))

    expect(guest.page.get_by_text("Chỉ trả lời khi “Bạn đề nghị” không phải là").first).to_be_visible()
    guest.page.select_option("[name=subject_residence-province]", "14")
    guest.page.locator("[name=cac-xa][value=subject_residence]").click()
    expect(guest.page.locator("[name=subject_residence-commune] option")).to_have_count(
        len(provinces()["14"].communes) + 1
    )
    guest.page.locator("[name=them-dong][value=household]").click()
    expect(guest.page.locator("[name=household-1-name]")).to_be_visible()

"""First visits stay light: people here pay for every kilobyte, on a slow line."""

import gzip

import pytest
from django.conf import settings
from django.test import Client, override_settings
from playwright.sync_api import Browser, Response
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import User
from apps.dossiers.domain.status import Status
from apps.portal.domain.reader import ON, SWITCHES
from apps.portal.domain.steps import Step
from tests import factories
from tests.browser.conftest import WIDER_THAN_SCREEN, visitor
from tests.walking import walk_to

pytestmark = [pytest.mark.django_db(transaction=True)]


@override_settings(DEMO=True)
@pytest.mark.parametrize(
    ("path", "is_staff", "kilobytes"), [("/", False, 120), ("/thu-tuc/", False, 120), ("/quay/", True, 200)]
)
def test_first_visit_is_light(
    chromium: Browser, live_server: LiveServer, path: str, is_staff: bool, kilobytes: int
) -> None:
    office = factories.office()
    factories.offering(agency=office.agency)
    User.objects.update(is_demo=True)
    guest = visitor(chromium=chromium, live_server=live_server, width=360)
    if is_staff:
        guest.go("/dang-nhap/")
        guest.page.get_by_role("button", name=office.clerk.name).click()
        guest.page.wait_for_load_state("networkidle")
    answers: list[Response] = []
    guest.page.on("response", lambda answer: answers.append(answer))

    guest.page.goto(live_server.url + path, wait_until="networkidle")

    counted = [answer for answer in answers if answer.request.resource_type != "font"]
    assert len(counted) <= 15
    assert sum(len(gzip.compress(answer.body())) for answer in counted if answer.ok) <= kilobytes * 1000


def test_pages_of_a_filing_stay_light_and_lose_nothing_on_the_smallest_screen_in_large_text(
    chromium: Browser, live_server: LiveServer
) -> None:
    office, owner = factories.office(), factories.person()
    offering = factories.offering(agency=office.agency)
    draft, sent, asked = (
        walk_to(status=status, office=office, offering=offering, person=owner).reference
        for status in (Status.DRAFT, Status.PROCESSING, Status.AWAITING_SUPPLEMENT)
    )
    browser = Client()
    browser.force_login(factories.citizen_user(person=owner))
    guest = visitor(chromium=chromium, live_server=live_server, width=360)
    guest.page.set_viewport_size({"width": 320, "height": 640})
    cookies = {settings.SESSION_COOKIE_NAME: browser.cookies[settings.SESSION_COOKIE_NAME].value}
    guest.page.context.add_cookies(
        [
            {"name": name, "value": value, "url": live_server.url}
            for name, value in {**cookies, **dict.fromkeys(SWITCHES.values(), ON)}.items()
        ]
    )
    answers: list[Response] = []
    guest.page.on("response", lambda answer: answers.append(answer))
    steps = [f"/nop/ho-so/{draft}/{step.value}/" for step in Step]
    found = {}

    for path in (f"/nop/{offering.procedure.code}/", *steps, "/ho-so/", f"/ho-so/{sent}/", f"/ho-so/{asked}/bo-sung/"):
        answers.clear()
        guest.page.goto(live_server.url + path, wait_until="networkidle")
        counted = [answer for answer in answers if answer.ok and answer.request.resource_type != "font"]
        weight = sum(len(gzip.compress(answer.body())) for answer in counted)
        found[path] = (guest.page.evaluate(WIDER_THAN_SCREEN) <= 0, len(counted) <= 15, weight <= 120_000)

    assert {path: fits for path, fits in found.items() if not all(fits)} == {}

"""First visits stay light: people here pay for every kilobyte, on a slow line."""

import gzip

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Response
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import User
from tests import factories
from tests.browser.conftest import visitor

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

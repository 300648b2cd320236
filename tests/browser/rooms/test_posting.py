"""The rooms about what people are shown, in a real browser: an editor ticks what is posted, and looks at the rest."""

from __future__ import annotations

from datetime import datetime

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import User
from apps.officials.selectors import actor_of
from apps.procedures.models import Posting
from tests import factories
from tests.architecture.shown import shown_to_people
from tests.browser.conftest import visitor
from tests.conftest import Clock
from tests.factories import ZONE
from tests.sizes import WIDTHS

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZONE)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.django_db(transaction=True)
def test_editor_shows_people_what_holds(
    chromium: Browser, live_server: LiveServer, clock: Clock, settings: object, width: int
) -> None:
    clock.at = NOW
    office = factories.office()
    User.objects.update(is_demo=True)
    offering = factories.offering(agency=office.agency)
    for name in ("Đăng ký khai sinh", "Đăng ký kết hôn"):
        factories.offering(agency=office.agency, name=name)
    by = actor_of(official=office.administrator, at=NOW)
    shown = shown_to_people(agency=office.agency, offering=offering, by=by, at=NOW)
    code, before = offering.procedure.code, Posting.objects.count()
    editor = visitor(chromium=chromium, live_server=live_server, width=width)
    settings.DEMO = True  # type: ignore[attr-defined]
    editor.go("/dang-nhap/")
    editor.page.get_by_role("button", name=office.administrator.name).first.click()

    editor.go("/danh-muc/dang-tai/")
    editor.judge("postings")
    editor.page.get_by_label("Đăng ký khai sinh, Cổng").check()
    editor.page.get_by_role("button", name="Ghi những ô đã chọn").first.click()
    expect(editor.page.get_by_role("status")).to_contain_text("Đã ghi 1 chỗ đăng")
    for name, path in {
        "hanging": "/danh-muc/dang-tai/?loc=ban-cu",
        "posting": f"/danh-muc/{code}/dang-tai/",
        "posters": "/danh-muc/ap-phich/",
        "poster": f"/danh-muc/ap-phich/{shown.poster_slug}/",
        "faqs": f"/danh-muc/{code}/hoi-dap/",
        "proposals": "/danh-muc/ra-soat/",
        "proposal": f"/danh-muc/ra-soat/{shown.proposal_id}/",
        "proposal-edit": f"/danh-muc/ra-soat/{shown.proposal_id}/sua/",
        "open-data": "/du-lieu-mo/",
    }.items():
        editor.go(path)
        editor.judge(name)

    assert Posting.objects.count() == before + 1

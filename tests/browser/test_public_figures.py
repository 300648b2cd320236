"""The figures for everybody in a real browser, and the widget in the page of another house."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from apps.reports.tasks import publish
from tests import factories
from tests.browser.conftest import newcomer, visitor
from tests.conftest import Clock
from tests.reports import published
from tests.reports.months import NOW
from tests.sizes import WIDTHS

PAGES = {
    "figures": "/thong-ke/",
    "figures-open": "/du-lieu-mo/thong-ke/",
    "figures-bulletin": "/thong-ke/ban-tin/",
    "figures-embedding": "/nhung/",
    "figures-widget": "/nhung/dung-han/",
    "preferences": "/tuy-chon/?next=/thong-ke/",
}


@contextmanager
def house_next_door(framed: dict[str, str]) -> Iterator[str]:
    """The address of another house, whose page has these frames (title and address)."""
    frames = "".join(
        f'<iframe src="{src}" title="{title}" width="320" height="250"></iframe>' for title, src in framed.items()
    )
    body = f'<!doctype html><html lang="vi"><title>Nhà bên</title><main><h1>Nhà bên</h1>{frames}</main></html>'.encode()

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body if self.path == "/" else b"")

        def log_message(self, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.django_db(transaction=True)
def test_figures_and_the_widget_next_door_are_for_everybody(
    chromium: Browser, live_server: LiveServer, clock: Clock, width: int
) -> None:
    clock.at = NOW
    published.live(office=factories.office(), at=NOW)
    publish()
    guest = visitor(chromium=chromium, live_server=live_server, width=width)

    for name, path in PAGES.items():
        guest.go(path)
        for table in guest.page.locator("details.chart-table > summary").all():
            table.click()
        guest.judge(name)
        if name != "preferences":
            assert guest.page.context.cookies() == []

    framed = {"Hồ sơ đúng hạn": f"{live_server.url}/nhung/dung-han/", "Trang khác": f"{live_server.url}/thong-ke/"}
    with house_next_door(framed) as address:
        stranger = newcomer(chromium=chromium, address=address, width=width)
        stranger.go("/")
        widget = stranger.page.frame_locator("iframe").first
        expect(widget.get_by_role("heading", level=1)).to_contain_text("hồ sơ đúng hạn")
        expect(widget.get_by_text("Đã tiếp nhận:")).to_be_visible()
        expect(widget.get_by_text("Tự động cập nhật vào lúc: 15:00 16/11/2026")).to_be_visible()
        inside = next(frame for frame in stranger.page.frames if frame.url.endswith("/nhung/dung-han/"))
        found = Axe().run(inside).response["violations"]
        assert [(v["id"], n["html"]) for v in found for n in v["nodes"]] == []
        assert inside.evaluate("refusals") == []
        assert inside.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
        assert stranger.page.context.cookies() == []
        assert f"{live_server.url}/thong-ke/" not in [frame.url for frame in stranger.page.frames]
        assert any("frame-ancestors" in complaint for complaint in stranger.complaints)

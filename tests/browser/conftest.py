"""Real Chromium on the real portal: every page is judged for looks, access and policy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from config.launch import native

# Playwright keeps an event loop in this thread; Django would refuse the database next to it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# A page that is late on a busy machine is late; only one that never comes is wrong.
expect.set_options(timeout=30_000)
SCREENSHOTS = Path(settings.BASE_DIR) / "var" / "screenshots"
HEIGHTS = {390: 844, 360: 740, 768: 1024, 1440: 900}
ALONE = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
LISTEN = "window.refusals = []; addEventListener('securitypolicyviolation', e => refusals.push(e.violatedDirective))"
# Where scripts are off no timer rings, and axe waits for some; promises are kept there, so its timers become promises.
AT_ONCE = """void (window.setTimeout = (act, wait = 0, ...given) => {
  if (wait <= 100) Promise.resolve().then(() => act(...given));
  return 0;
})"""
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# WCAG 2.5.8: links within a sentence are exempt.
TOO_SMALL = """() => [...document.querySelectorAll('a:not(p a, dd a, .alert-body a), button, summary')]
  .filter(e => e.offsetParent && !e.closest('.visually-hidden-focusable'))
  .filter(e => { const r = e.getBoundingClientRect(); return r.height < 24 || r.width < 24 })
  .map(e => e.outerHTML.slice(0, 120))"""


@dataclass
class Visitor:
    """Somebody with a browser of one width."""

    page: Page
    address: str
    width: int
    has_scripts: bool = True
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def judge(self, name: str) -> None:
        """Take a picture; then no fault of access, no breach of policy, nothing wider than the screen."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}-{self.width}.png", full_page=True)
        assert self._axe() == []
        assert self.page.evaluate("refusals") == []
        assert self.page.evaluate(WIDER_THAN_SCREEN) <= 0
        assert self.page.evaluate(TOO_SMALL) == []
        assert self.complaints == []

    def _axe(self) -> list[str]:
        if not self.has_scripts:
            self.page.evaluate(AT_ONCE)
        found = Axe().run(self.page).response["violations"]
        return [f"{v['id']}: {n['html'][:200]} {n['failureSummary']}" for v in found for n in v["nodes"]]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole session; without one the run fails rather than looks green."""
    program = os.environ.get("CHROMIUM") or native.chromium()
    assert program, "no Chromium on this machine: `config/bootstrap.py test` gets one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=ALONE)
        yield browser
        browser.close()


def visitor(*, chromium: Browser, live_server: LiveServer, width: int, has_scripts: bool = True) -> Visitor:
    """A fresh visitor of the test's own server."""
    return newcomer(chromium=chromium, address=live_server.url, width=width, has_scripts=has_scripts)


def newcomer(*, chromium: Browser, address: str, width: int, has_scripts: bool = True) -> Visitor:
    """A fresh visitor without cookies, at any address."""
    context = chromium.new_context(
        viewport={"width": width, "height": HEIGHTS[width]},
        java_script_enabled=has_scripts,
        locale="en-US",
        reduced_motion="reduce",
    )
    context.add_init_script(LISTEN)
    page = context.new_page()
    made = Visitor(page=page, address=address, width=width, has_scripts=has_scripts)
    page.on("console", lambda line: made.complaints.append(line.text) if _is_complaint(line) else None)
    page.on("pageerror", lambda error: made.complaints.append(str(error)))
    return made


def _is_complaint(line: ConsoleMessage) -> bool:
    """A page that answers 404 or 422 on purpose is mentioned by the browser, and is no fault."""
    return line.type == "error" and "the server responded with a status of 4" not in line.text

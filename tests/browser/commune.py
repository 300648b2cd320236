"""A commune whose citizens log in by VNeID and whose bank tells what came in."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import time
from dataclasses import dataclass
from datetime import datetime
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, expect

from tests.accounts import vneid
from tests.browser.conftest import Visitor, newcomer
from tests.launch import houses

PASSWORD = "motcua-demo"
PHONE, DESK = 360, 1440
SECRET = "bao-co-cua-ngan-hang"


@dataclass
class Commune:
    """The running house, the VNeID beside it, and who may look in."""

    house: houses.House
    provider: vneid.Vneid
    chromium: Browser

    @property
    def address(self) -> str:
        return f"http://localhost:{self.house.port}"

    def stranger(self, *, width: int = PHONE, has_scripts: bool = True) -> Visitor:
        return newcomer(chromium=self.chromium, address=self.address, width=width, has_scripts=has_scripts)

    def by_vneid(self, *, subject: str, next_page: str, has_scripts: bool) -> Visitor:
        """Somebody new before the log-in, who comes back to the page they wanted."""
        made = self.stranger(has_scripts=has_scripts)
        made.go(next_page)
        made.page.get_by_role("button", name="Đăng nhập bằng VNeID").click()
        made.page.locator("input[name=sub]").fill(subject)
        made.page.locator("button[type=submit], input[type=submit]").first.click()
        made.page.wait_for_url(f"**{next_page}")
        made.complaints.clear()  # of the provider's page, which is not ours
        return made

    def official(self, name: str, *, width: int = DESK) -> Visitor:
        made = self.stranger(width=width)
        made.go("/dang-nhap/")
        made.page.fill("input[name=username]", name)
        made.page.fill("input[name=password]", PASSWORD)
        made.page.locator("main form:has(input[name=password]) button[type=submit]").click()
        expect(made.page).not_to_have_url(re.compile("dang-nhap"))
        return made

    def bank_says(self, *, amount: int, content: str) -> None:
        """The bank's notice of money, signed as banks sign it."""
        paid_at = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).isoformat()
        body = json.dumps({"id": f"FT-{content}", "amount": amount, "content": content, "paid_at": paid_at}).encode()
        stamp = str(int(time.time()))
        signed = hmac.new(SECRET.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
        heads = {"X-Timestamp": stamp, "X-Signature": signed, "Content-Type": "application/json"}
        notice = Request(f"{self.address}/thanh-toan/bao-co/", data=body, headers=heads)  # noqa: S310 - our own house
        with urlopen(notice, timeout=20) as answer:  # noqa: S310
            assert answer.status == 204

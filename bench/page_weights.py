"""Kilobytes (gzip, fonts apart) and requests of a first visit, page by page, against the budget of each audience.

    python -m bench.page_weights

A real Chromium without a cache at 360 px asks granian for the pages of the fictional commune: front door, procedure,
every step of a filing, a dossier, the desk. No rival serves the same pages: what stands beside each figure is its
budget, 120 kB and 15 requests in public, 200 kB at the desk. A page over budget is named on stderr; figures are never
pass or fail.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from bench import fill
from bench.list_page import served
from config.launch import native

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Response

PROCEDURE = "1.001193"
PUBLIC_KB, DESK_KB, MOST_REQUESTS = 120, 200, 15
PHONE = {"width": 360, "height": 740}


def measure() -> Iterator[dict[str, object]]:
    """One figure a page."""
    from playwright.sync_api import sync_playwright

    pages, cookies = _made()
    with served("config.wsgi:application") as port, sync_playwright() as playwright:
        program = os.environ.get("CHROMIUM") or str(native.chromium())
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for name, (role, path) in pages.items():
            weight, requests = _first_visit(
                browser, address=f"http://127.0.0.1:{port}", path=path, cookie=cookies[role]
            )
            budget = DESK_KB if role == "clerk" else PUBLIC_KB
            if weight > budget or requests > MOST_REQUESTS:
                sys.stderr.write(f"{name} is over its budget\n")
            yield {
                "figure": f"first visit, {name}",
                "value": round(weight, 1),
                "unit": "kB gzip without fonts",
                "budget": budget,
                "requests": requests,
                "requests_budget": MOST_REQUESTS,
            }
        browser.close()


def _made() -> tuple[dict[str, tuple[str, str]], Mapping[str, str]]:
    """The commune, a draft and a filed dossier of one citizen, and who is logged in as what."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from apps.accounts.domain.actor import Actor, ActorKind
    from apps.accounts.models import User
    from apps.dossiers.services import filing
    from apps.portal.domain.steps import Step
    from apps.portal.selectors.filing import offered
    from apps.portal.services import demo_office
    from apps.portal.views.filing.starting import new_draft

    at = timezone.now()
    office = demo_office.set_up(at=at)
    owner = office.citizens[0]
    found = offered(code=PROCEDURE, at=at)
    draft, sent = (new_draft(person=owner, found=found, at=at) for _ in range(2))
    filing.submit(dossier_id=sent.pk, by=Actor(kind=ActorKind.CITIZEN, id=owner.pk, name=owner.name), at=at)
    users = {"citizen": User.objects.get(person=owner), "clerk": office.officials["lan"].user}
    cookies = {"": ""}
    for role, user in users.items():
        client = Client()
        client.force_login(user)
        cookies[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
    own_steps = [step for step in Step if step is not Step.FEE]  # it costs nothing
    steps = {f"filing, {s.value}": ("citizen", f"/nop/ho-so/{draft.temporary_ref}/{s.value}/") for s in own_steps}
    return {
        "home": ("", "/"),
        "procedure": ("", f"/thu-tuc/{PROCEDURE}/"),
        "look-up": ("", "/tra-cuu/"),
        "filing, start": ("citizen", f"/nop/{PROCEDURE}/"),
        **steps,
        "dossier": ("citizen", f"/ho-so/{sent.temporary_ref}/"),
        "desk": ("clerk", "/quay/"),
    }, cookies


def _first_visit(browser: Browser, *, address: str, path: str, cookie: str) -> tuple[float, int]:
    from django.conf import settings

    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    if cookie:
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address + path, wait_until="networkidle")
    if page.url != address + path:
        raise SystemExit(f"{path} led to {page.url}: no figure")
    counted = [answer for answer in answers if answer.ok and answer.request.resource_type != "font"]
    weight = sum(len(gzip.compress(answer.body())) for answer in counted) / 1000
    context.close()
    return weight, len(counted)


if __name__ == "__main__":
    with fill.scratch_database(name="mot_cua_bench_weights"):
        os.environ["LOG_LEVEL"] = "WARNING"
        # Playwright keeps an event loop in this thread; Django would refuse the database next to it.
        os.environ.update({"DJANGO_ALLOW_ASYNC_UNSAFE": "true", "DEMO": "1"})
        fill.set_up_django()
        from django.core.management import call_command
        from django.db import connections

        call_command("collectstatic", "--noinput", verbosity=0)
        for line in measure():
            print(json.dumps(line, ensure_ascii=False), flush=True)
        connections.close_all()

"""A whole filing, request by request, against as many requests of a bare Django form behind the same middleware.

    python -m bench.filing

In one process through Django's handler, so that no server's queue is measured; seconds of processor time of the whole
process (the database's own work is in neither). Rounds of the two alternate.
"""

from __future__ import annotations

import json
import os
import sys
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any

from bench import fill

if TYPE_CHECKING:
    from django.test import Client

FILINGS, ROUNDS = 4, 5
WHO = {"whose": "ban-than", "phone": "0978 111 312", "email": "", "address": "Thôn Nà Lạn, xã Suối Mây"}
FORM = {"full_name": "Lò Thị Mai", "personal_id": "036198000123", "purpose": "Đăng ký kết hôn"}
SAID: dict[str, dict[str, str]] = {
    "nguoi-nop": WHO,
    "to-khai": FORM,
    "giay-to": {},
    "nhan-ket-qua": {"delivery": "counter"},
}


def measure() -> dict[str, object]:
    """Seconds of ours and of the rival, and the median of the rounds' ratios."""
    from tests import factories

    office = factories.office()
    code = factories.offering(agency=office.agency, documents=()).procedure.code
    browser = _logged_in()
    requests = _file(browser, code, 0)
    _bare(browser, requests)
    seconds = []
    for number in range(ROUNDS):
        seconds.append((_timed(_filings, browser, code, number + 1), _timed(_rivals, browser, requests)))
    value, rival_value = (median(column) / FILINGS * 1000 for column in zip(*seconds, strict=True))
    return {
        "figure": f"a whole filing, {requests} requests",
        "value": round(value, 1),
        "unit": "ms of processor",
        "rival": f"{requests} requests of a bare Django form",
        "rival_value": round(rival_value, 1),
        "ratio": round(median(mine / theirs for mine, theirs in seconds), 2),
        "filings": FILINGS,
        "rounds": ROUNDS,
    }


def _logged_in() -> Client:
    from django.test import Client

    from tests import factories

    person = factories.person(name="Lò Thị Mai", phone="+84978111312", personal_id="036198000456")
    browser = Client()
    browser.force_login(factories.citizen_user(person=person))
    return browser


def _filings(browser: Client, code: str, number: int) -> None:
    for each in range(FILINGS):
        _file(browser, code, number * FILINGS + each)


def _file(browser: Client, code: str, number: int) -> int:
    """Start, each step read and answered, two saves in between, the filing and its last page; how many requests."""
    answers = [browser.get(f"/nop/{code}/")]
    begun = browser.post(f"/nop/{code}/", {"khoa": f"bench-{number}", "them": "1"})
    draft = begun.headers["Location"].rsplit("/", 2)[0]
    answers.append(begun)
    for step, said in SAID.items():
        answers.append(browser.get(f"{draft}/{step}/"))
        if step == "giay-to":
            continue
        answers.append(browser.post(f"{draft}/{step}/", said, headers={"X-Autosave": "1"}))
        answers.append(browser.post(f"{draft}/{step}/", said))
    answers.append(browser.get(f"{draft}/xem-lai/"))
    answers.append(browser.post(f"{draft}/xem-lai/", {"agree": "on", "khoa": f"file-{number}"}))
    answers.append(browser.get(answers[-1].headers["Location"]))
    if answers[-1].status_code != 200 or "da-nop" not in answers[-2].headers["Location"]:
        raise SystemExit("the filing did not end: no figure")
    return len(answers)


def _rivals(browser: Client, requests: int) -> None:
    for _ in range(FILINGS):
        _bare(browser, requests)


def _bare(browser: Client, requests: int) -> None:
    """As many requests, every second one a POST."""
    from django.test import override_settings

    from apps.dossiers.models import Dossier

    address = f"/bare/{Dossier.objects.order_by('pk').values_list('pk', flat=True)[0]}/"
    with override_settings(ROOT_URLCONF="bench.rivals.bare_form"):
        for number in range(requests):
            answer: Any = browser.post(address, FORM) if number % 2 else browser.get(address)
            if answer.status_code not in (200, 302):
                raise SystemExit(f"the rival answered {answer.status_code}: no figure")


def _timed(run: Any, *arguments: Any) -> float:
    began = process_time()
    run(*arguments)
    return process_time() - began


if __name__ == "__main__":
    with fill.scratch_database(name="mot_cua_bench_filing"):
        os.environ["LOG_LEVEL"] = "WARNING"
        sys.path.insert(0, str(fill.ROOT))
        fill.set_up_django()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connections

        settings.ALLOWED_HOSTS = ["*"]
        call_command("collectstatic", "--noinput", verbosity=0)
        print(json.dumps(measure(), ensure_ascii=False))
        connections.close_all()

"""Walking through a filing as a citizen does, page by page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client

from apps.accounts.models import Person
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.models import Dossier
from apps.dossiers.tasks import read_papers
from apps.procedures.models import Offering
from tests import factories, walking
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.conftest import MAI_PHONE
from tests.portal.uploads import photo

PHONE, ADDRESS = "0978 111 312", "Thôn Nà Lạn, xã Suối Mây"
WHO = {"whose": "ban-than", "phone": PHONE, "email": "", "address": ADDRESS}
FORM = {"full_name": "Lò Thị Mai", "personal_id": "036198000123", "purpose": "Đăng ký kết hôn"}
PAPERS = ("Giấy xác nhận của thôn", "Trích lục ghi chú ly hôn (nếu có)")


def offer(office: Office) -> Offering:
    """A procedure to file, with one paper that everybody sends and one that some do."""
    return factories.offering(agency=office.agency, documents=PAPERS)


@dataclass(slots=True)
class Filer:
    """One draft in one browser."""

    browser: Client
    reference: str

    def address(self, step: str) -> str:
        return f"/nop/ho-so/{self.reference}/{step}/"

    def see(self, step: str) -> str:
        """The HTML of one step."""
        return page(self.browser.get(self.address(step)))

    def say(self, step: str, **fields: Any) -> Any:
        """Post one step."""
        return self.browser.post(self.address(step), fields)

    def send(self, *, file: Any, to: str | int, is_read: bool = True, **more: Any) -> Any:
        """Send one file for one paper; unless told not to, the worker reads it at once."""
        answer = self.browser.post(self.address("giay-to"), {"gui": str(to), "file": file, **more})
        if is_read:
            read_papers()
        return answer

    @property
    def dossier(self) -> Dossier:
        return Dossier.objects.get(temporary_ref=self.reference)


def page(answer: Any) -> str:
    """The HTML of an answer."""
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


def key_in(html: str) -> str:
    """The key that a page was drawn with."""
    found = re.search(r'name="khoa" value="([^"]+)"', html)
    assert found
    return found[1]


def begin(browser: Client, offering: Offering, *, key: str = "") -> Filer:
    """Press «Bắt đầu»."""
    start = f"/nop/{offering.procedure.code}/"
    answer = browser.post(start, {"khoa": key or key_in(page(browser.get(start)))})
    assert answer.status_code == 302
    return Filer(browser, answer.headers["Location"].split("/")[3])


def ready(browser: Client, offering: Offering) -> Filer:
    """A draft on which everything has been said and every required paper sent."""
    filer = begin(browser, offering)
    filer.say("nguoi-nop", **WHO)
    filer.say("to-khai", **FORM)
    first = filer.dossier.version.documents.order_by("position")[0]
    filer.send(file=photo(), to=first.pk)
    filer.say("nhan-ket-qua", delivery="counter")
    return filer


def file(filer: Filer, *, key: str = "") -> Any:
    """Press «Nộp hồ sơ»."""
    return filer.say("xem-lai", agree="on", khoa=key or key_in(filer.see("xem-lai")))


def mai_person() -> Person:
    """Chị Mai herself."""
    return Person.objects.get(phone=MAI_PHONE)


def walk_hers(status: Status, office: Office, clock: Clock, *, delivery: Delivery = Delivery.COUNTER) -> Dossier:
    """A dossier of chị Mai's that has just got there; the clock goes with it."""
    walked = walking.walk(status=status, office=office, person=mai_person(), delivery=delivery)
    clock.at = walked.at
    return walked.dossier

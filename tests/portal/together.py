"""Walking through the filing of several procedures at once, as a citizen does, page by page."""

from __future__ import annotations

from typing import Any

from django.test import Client

from apps.dossiers.models import Dossier
from apps.dossiers.tasks import read_papers
from apps.officials.models import Agency
from apps.procedures.models import BundleOffer, BundlePart, Offering
from tests import factories
from tests.portal.filers import WHO, key_in, page
from tests.portal.uploads import photo

BIRTH = {
    "fields": [
        {"name": "child_name", "label": "Tên của bé"},
        {"name": "born_on", "label": "Ngày sinh", "type": "date"},
    ]
}
COPY = {
    "fields": [
        {"name": "kind", "label": "Giấy nào", "type": "choice", "options": ["Khai sinh", "Kết hôn"]},
        {"name": "owner", "label": "Tên người trên giấy"},
        {"name": "copies", "label": "Số bản", "type": "number"},
    ]
}
SHARED_PAPER, BROUGHT_PAPER = "Giấy chứng sinh", "Giấy khai sinh"
START = "/nop/su-kien/sinh-con/"
SAID = {"child_name": "Lò Bảo An", "born_on": "1/11/2026", "copies": "2"}


def newborn(agency: Agency) -> list[BundlePart]:
    """A birth and a copy of what comes of it, and a third that is rarely wanted."""
    birth = factories.offering(agency=agency, name="Đăng ký khai sinh", documents=(SHARED_PAPER,))
    copy = factories.offering(agency=agency, name="Cấp bản sao", documents=(SHARED_PAPER, BROUGHT_PAPER))
    third = factories.offering(agency=agency, name="Trợ cấp", documents=())
    factories.ask(birth, BIRTH)
    factories.ask(copy, COPY)
    offer = BundleOffer.objects.create(
        agency=agency, slug="sinh-con", position=1, words="Sinh con", picture="baby-carriage"
    )

    def part(position: int, offering: Offering, **more: object) -> BundlePart:
        return BundlePart.objects.create(offer=offer, offering=offering, position=position, **more)

    return [
        part(1, birth),
        part(2, copy, shares={"owner": "child_name"}, given={"kind": "Khai sinh"}, papers={BROUGHT_PAPER: ""}),
        part(3, third, is_usual=False),
    ]


def begin(browser: Client, *chosen: BundlePart, **more: Any) -> str:
    """Tick and start; the address of the bundle."""
    key = key_in(page(browser.get(START)))
    answer = browser.post(START, {"khoa": key, "parts": [one.pk for one in chosen], **more})
    assert answer.status_code == 302
    return answer.headers["Location"].removesuffix("nguoi-nop/")


def dossiers() -> list[Dossier]:
    """All of them, in their order."""
    return list(Dossier.objects.order_by("bundled__bundle", "bundled__position"))


def paper_of(dossier: Dossier, name: str) -> str:
    """How the place for this paper is called."""
    return str(dossier.version.documents.get(name=name).pk)


def ready(browser: Client, parts: list[BundlePart]) -> str:
    """Two cases with everything said and sent, once."""
    here = begin(browser, *parts[:2])
    browser.post(f"{here}nguoi-nop/", WHO)
    browser.post(f"{here}to-khai/", SAID)
    browser.post(f"{here}giay-to/", {"gui": paper_of(dossiers()[0], SHARED_PAPER), "file": photo()})
    read_papers()
    browser.post(f"{here}nhan-ket-qua/", {"delivery": "counter"})
    return here


def file_all(browser: Client, here: str) -> Any:
    """Press the one button."""
    return browser.post(f"{here}xem-lai/", {"agree": "on", "khoa": key_in(page(browser.get(f"{here}xem-lai/")))})

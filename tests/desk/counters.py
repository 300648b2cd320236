"""An official at the browser, for tests that go through pages."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from apps.desk.domain.acts import Act
from apps.dossiers.models import Dossier
from apps.officials.models import Official
from apps.procedures.models import Offering, RequiredDocument
from tests import factories

REASON = "Tờ khai thiếu chữ ký của người yêu cầu ở cuối trang."
PERSONAL_ID = "036198777888"


class Seat:
    """One official, logged in."""

    def __init__(self, official: Official) -> None:
        self.official = official
        self._client = Client()
        self._logged_in_at: datetime | None = None

    @property
    def client(self) -> Client:
        """The browser, logged in again where the clock of the test has left the session behind."""
        now = timezone.now()
        if self._logged_in_at is None or now - self._logged_in_at > timedelta(hours=1):
            self._client.force_login(self.official.user)
            self._logged_in_at = now
        return self._client

    def get(self, page: str, /, *args: Any, **query: Any) -> Any:
        """The page of this name."""
        return self.client.get(reverse(f"desk:{page}", args=args), query)

    def post(self, page: str, /, *args: Any, **said: Any) -> Any:
        """What comes back from a form, not followed."""
        return self.client.post(reverse(f"desk:{page}", args=args), said)

    def do(self, act: Act, dossier: Dossier, **said: Any) -> Any:
        """One act as the form on the page would post it: with the key and the last event that the page showed."""
        dossier.refresh_from_db()
        carried = {"seen": dossier.last_sequence, "key": f"{act}-{dossier.last_sequence}"}
        return self.post("act", dossier.reference, act.value, **carried | said)

    def hand_over(self, dossier: Dossier, **said: Any) -> Any:
        """The result into somebody's hands, as the page posts it; the applicant takes it unless told otherwise."""
        dossier.refresh_from_db()
        carried = {"seen": dossier.last_sequence, "key": f"tra-{dossier.last_sequence}", "viec": "trao"}
        applicant = {"claimant": "applicant", "name": dossier.applicant_name, "identity": "seen"}
        return self.post("hand_over", dossier.reference, **carried | applicant | said)


def words(response: Any) -> str:
    """The page as text, entities resolved."""
    return unescape(response.content.decode())


def ways(response: Any) -> set[str]:
    """The addresses of the acts that the page of a dossier offers."""
    here, page = response.request["PATH_INFO"], response.content.decode()
    offered = {act.value for act in Act if f"{here}{act.value}/" in page}
    return offered | ({Act.RETURN_RESULT.value} if f'{here.replace("/ho-so/", "/tra/")}"' in page else set())


def rows(*, name: str, what: str) -> dict[str, str]:
    """A request for one paper that the checklist does not name, as the page posts it."""
    return {
        "giay-TOTAL_FORMS": "3",
        "giay-INITIAL_FORMS": "2",
        "giay-2-wanted": "on",
        "giay-2-name": name,
        "giay-2-defect": "other",
        "giay-2-fix": what,
        "giay-2-originals": "1",
    }


def image(name: str = "ket-qua.png") -> SimpleUploadedFile:
    """A small picture that passes every check."""
    content = BytesIO()
    Image.new("RGB", (8, 8), "white").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue())


def pdf(name: str = "ket-qua.pdf") -> SimpleUploadedFile:
    """A sheet of paper that passes every check."""
    paper, content = pikepdf.new(), BytesIO()
    paper.add_blank_page()
    paper.save(content)
    return SimpleUploadedFile(name, content.getvalue(), content_type="application/pdf")


def required(offering: Offering) -> list[RequiredDocument]:
    return list(factories.version_of(offering).documents.order_by("position"))


def screen(offering: Offering, **said: Any) -> dict[str, Any]:
    """A complete screen as the browser posts it; the first paper of the list lies on the table."""
    first = required(offering)[0]
    return {
        "key": "k1",
        "thu_tuc": offering.procedure.code,
        "da_chon": offering.procedure.code,
        "personal_id": PERSONAL_ID,
        "name": "Lò Thị Mai",
        "birth_date": "14/03/1998",
        "phone": "0978 111 312",
        "address": "Thôn Nà Lạn",
        "acts_for": "chinh-minh",
        "delivery": "counter",
        f"co-{first.pk}": "on",
        f"chinh-{first.pk}": "1",
        f"sao-{first.pk}": "0",
        "fee_amount": "15.000",
        "viec": "nhan",
    } | said

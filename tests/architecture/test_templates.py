"""Every template is drawn by some page, gives every name a value, and comes out as a sound page."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, cast

import pytest
from django.conf import settings
from django.template import Node, engines
from django.template.backends.django import DjangoTemplates
from django.template.loader import get_template
from django.test.signals import template_rendered
from django.urls import reverse

from apps.messaging.domain.kinds import Kind
from tests.architecture.pages import visits
from tests.architecture.sheets import faults_of
from tests.architecture.town import Town

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "templates"
NAMES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file())

# Where wordings are written, the braces around their facts are there to be read.
SHOWS_BRACES = ("the page says '{{'", "the page says '}}'")

# Drawn by a machine or in an emergency that no visit causes, each with the test that draws it.
DRAWN_ELSEWHERE = {
    "400.html": "tests/portal/test_errors.py",
    "413.html": "tests/portal/test_errors.py",
    "429.html": "tests/portal/test_session.py",
    "500.html": "tests/portal/test_errors.py",
    "403_csrf.html": "tests/portal/test_errors.py",
    "messaging/demo_gateway.html": "tests/messaging/test_demo_gateway.py",
    "portal/account_phone.html": "tests/portal/test_own_account.py",
    "portal/organisation.html": "tests/portal/test_own_account.py",
    "portal/filing_ended.html": "tests/portal/test_handing_over.py",
    "portal/filing_fee.html": "tests/payments/test_filing_fee.py",
    "portal/filing_saved.html": "tests/portal/test_filing_pages.py",
    "portal/filing_two_texts.html": "tests/portal/test_filing_pages.py",
    "portal/filing_unsaved.html": "tests/portal/test_filing_again.py",
    "portal/kiosk.html": "tests/portal/test_kiosk.py",
    "portal/login_code.html": "tests/portal/test_phone_login.py",
    "portal/login_trouble.html": "tests/portal/test_phone_login.py",
    "portal/login_who.html": "tests/portal/test_phone_login.py",
    "payments/pay_together.html": "tests/payments/test_together.py",
    "payments/received.html": "tests/payments/test_together.py",
    "payments/cash_hand_on.html": "tests/payments/test_cash_handed_on.py",
    "payments/cash_take_back.html": "tests/payments/test_cash_handed_on.py",
    "portal/paid.html": "tests/payments/test_gateway.py",
    "desk/list.html": "tests/desk/test_lists.py",
    "components/turn_buttons.html": "tests/desk/test_lists.py",
    "desk/paper_place.html": "tests/desk/test_shelves.py",
    "desk/paper_moves.html": "tests/desk/test_shelves.py",
    "print/folder_label.html": "tests/desk/test_shelves.py",
    "print/appointment.html": "tests/desk/test_appointments.py",
    "print/hand_over_list.html": "tests/desk/test_lists.py",
    "reports/scope.html": "tests/reports/test_reports_of_all.py",
    "reports/submitted.html": "tests/reports/test_reports.py",
    "reports/causes.html": "tests/reports/test_reports.py",
    "reports/versions.html": "tests/reports/test_reports.py",
    "reports/units.html": "tests/reports/test_units.py",
    "reports/unit_row.html": "tests/reports/test_units.py",
    "reports/unit_cell.html": "tests/reports/test_units.py",
    "reports/place.html": "tests/reports/test_rooms.py",
    "reports/stuck_rows.html": "tests/reports/test_rooms.py",
    "reports/changes.html": "tests/reports/test_reports.py",
    "print/form_06a.html": "tests/reports/test_reports.py",
    "desk/not_printed.html": "tests/desk/test_views_endings.py",
    "payments/receipt_not_printed.html": "tests/payments/test_receipts.py",
    "print/form05.html": "tests/desk/test_views_endings.py",
    "print/result_receipt.html": "tests/desk/test_printing_results.py",
    "desk/asked_document.html": "tests/browser/test_filing_story.py",
    "desk/visit_here.html": "tests/desk/test_views_visits.py",
    "visits/line.html": "tests/desk/test_views_visits.py",
    "desk/wrote.html": "tests/portal/test_following.py",
    "print/notice_sheet.html": "tests/reports/test_bulletin.py",
    "print/notice_row.html": "tests/reports/test_bulletin.py",
    "components/fee_lines.html": "tests/portal/drawn.py",
    "components/kiosk_band.html": "tests/portal/drawn.py",
    "components/pages.html": "tests/portal/drawn.py",
    "components/shared_machine.html": "tests/portal/drawn.py",
    "components/thumbs.html": "tests/portal/drawn.py",
    "components/trial_language.html": "tests/portal/drawn.py",
}


class Missing:
    """Stands where a template names something that is not there, and remembers who did."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def __contains__(self, item: object) -> bool:
        return item == "%s"

    def __mod__(self, name: object) -> str:
        template = self._template()
        if template.startswith(str(FOLDER)):
            self.found.add(f"{template.removeprefix(f'{FOLDER}/')}: {name}")
        return ""

    @staticmethod
    def _template() -> str:
        """Whose node is being drawn: the nearest one on the stack that knows where it was written."""
        frame: FrameType | None = sys._getframe(2)
        while frame:
            node = frame.f_locals.get("self")
            if isinstance(node, Node) and getattr(node, "origin", None):
                return str(node.origin.name)
            frame = frame.f_back
        return ""


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> Missing:
    """All templates of the house drawn with a sharp eye."""
    eye = Missing()
    monkeypatch.setattr(cast("DjangoTemplates", engines["django"]).engine, "string_if_invalid", eye)
    return eye


@pytest.fixture
def drawn() -> Iterator[set[str]]:
    """The names of the templates drawn meanwhile, the included and extended ones too."""
    names: set[str] = set()

    def remember(template: Any, **kwargs: Any) -> None:
        names.add(template.name)

    template_rendered.connect(remember)
    yield names
    template_rendered.disconnect(remember)


@pytest.mark.timeout(600)
def test_every_page_is_sound_and_names_nothing_that_is_not_there(town: Town, missing: Missing, drawn: set[str]) -> None:
    faults: dict[str, list[str]] = {}
    for visit in visits(town):
        response = visit.pay(town)
        if response.headers.get("Content-Type", "").startswith("text/html") and response.content:
            for fault in faults_of(response.content.decode()):
                if not (fault in SHOWS_BRACES and _writes_braces(visit.address)):
                    faults.setdefault(fault, []).append(str(visit))

    assert {fault: where[:3] for fault, where in faults.items()} == {}
    assert missing.found == set()
    assert _pages(NAMES) - drawn - DRAWN_ELSEWHERE.keys() == set()


def _writes_braces(address: str) -> bool:
    """Whether a page is one on which places to fill in are written by hand."""
    rooms = (reverse("messaging:templates"), reverse("desk:layouts"))
    return address.startswith(rooms) or address.endswith("/bieu-mau/ket-qua/")


def _pages(names: list[str]) -> set[str]:
    return {name for name in names if name.endswith(".html")}


def test_a_forgotten_variable_would_be_noticed(missing: Missing) -> None:
    get_template("components/band.html").render({"id": "b1", "count": 1, "hint": ""})

    assert missing.found == {"components/band.html: title"}


def test_a_variable_forgotten_by_others_is_not_ours(missing: Missing) -> None:
    get_template("django/forms/widgets/attrs.html").render({})

    assert missing.found == set()


def test_every_exemption_is_a_template_that_its_test_names() -> None:
    strangers = [
        name
        for name, where in DRAWN_ELSEWHERE.items()
        if name not in NAMES or Path(name).stem.removeprefix("403_") not in (ROOT / where).read_text(encoding="utf-8")
    ]

    assert strangers == []


def test_every_message_has_its_words_and_no_words_lie_about() -> None:
    kinds = {name.split("/")[1].split(".")[0] for name in NAMES if name.startswith("messages/")}

    assert kinds - {"frame"} == {kind.value for kind in Kind}


def test_every_template_that_is_named_exists() -> None:
    named = {
        (name, str(path.relative_to(ROOT)))
        for path in [*(ROOT / "apps").rglob("*.py"), *FOLDER.rglob("*.html"), *FOLDER.rglob("*.txt")]
        for name in re.findall(r"""["']([a-z_0-9]+/[a-z_0-9/-]+\.(?:html|txt))["']""", path.read_text(encoding="utf-8"))
    }

    assert {(name, where) for name, where in named if name not in NAMES} == set()


@pytest.mark.django_db
def test_an_unsound_page_would_be_noticed(client: Any) -> None:
    """The control: each rule of the reader, broken in a page that was sound."""
    page = client.get(reverse("portal:track")).content.decode()
    assert faults_of(page) == []

    broken = {
        "posts without its token": re.sub(r'<input type="hidden" name="csrfmiddlewaretoken"[^>]*>', "", page),
        "has style of its own": page.replace("<main", '<main style="color:red"'),
        "has script of its own": page.replace("</body>", "<script>1</script></body>"),
        "has onclick": page.replace("<main", '<main onclick="x()"'),
        "h1 instead of one": page.replace("<h1", "<h2").replace("</h1", "</h2"),
        "no language": page.replace('lang="vi"', ""),
        "comes 2 times": page.replace("</main>", '<p id="id_factor"></p></main>'),
        "has no label": page.replace('for="id_factor"', ""),
        "which is not there": page.replace('id="noi-dung"', ""),
        "is never closed": page.replace("</main>", ""),
        "the page says 'None'": page.replace("</main>", "None</main>"),
    }
    assert {fault: faults_of(html) for fault, html in broken.items() if fault not in " ".join(faults_of(html))} == {}

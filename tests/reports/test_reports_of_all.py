"""One report of an agency and all below it: sums that lead to nobody's dossiers, frozen with whom they count."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from apps.officials.models import Agency
from apps.reports.models import ReportDraft, SubmittedReport
from apps.reports.selectors.submitted import content_of
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.reports import stories_06
from tests.reports.stories_06 import OCTOBER
from tests.reports.test_reports import NOVEMBER, NOW, PAGE, REASON, cells, hand_in

pytestmark = pytest.mark.django_db
OF_ALL = f"{NOVEMBER}&gop=co"
TWICE = {column: 2 * number for column, number in OCTOBER.items()}
BELOW = "UBND Xã Đào"


@pytest.fixture
def province(client: Client, clock: Clock) -> Office:
    """Above one commune; the same fourteen dossiers in each."""
    clock.at = NOW
    found = factories.office(code="H99")
    commune = factories.office(code="H99.71", name="Đào", is_ours=False)
    Agency.objects.filter(pk=commune.agency.pk).update(parent=found.agency, name=BELOW)
    stories_06.live(office=found)
    stories_06.live(office=commune)
    client.force_login(found.leader.user)
    return found


def hand_in_all(client: Client, **more: str) -> Any:
    seen = re.search(r'name="da-xem" value="(\w+)"', client.get(OF_ALL).content.decode())
    assert seen
    return client.post(PAGE, {"ky": "2026-11", "gop": "co", "da-xem": seen[1], **more})


def test_all_together_are_the_sum_and_lead_to_no_dossiers_of_others(client: Client, province: Office) -> None:
    own, of_all = client.get(NOVEMBER), client.get(OF_ALL)

    assert (cells(own), cells(of_all)) == (OCTOBER, TWICE)
    assert [[chip["is_on"] for chip in page.context["scopes"]] for page in (own, of_all)] == [
        [True, False],
        [False, True],
    ]
    sheet = of_all.context["sheet"]
    assert not [cell.href for row in (sheet.total, *sheet.rows) for cell in row.cells if cell.href]
    assert [line.unit for line in sheet.late].count(BELOW) == len(sheet.late) / 2 == OCTOBER["10"] + OCTOBER["13"]
    page = of_all.content.decode()
    assert "reports/scope.html" in {one.name for one in of_all.templates}
    assert f"<li>{BELOW}</li>" in page and "số gộp không dẫn tới từng hồ sơ" in page
    assert not [line.code for line in sheet.late if line.unit and f"/{line.code}/" in page]
    assert page.count('name="gop" value="co"') == 3  # both forms that choose days, and the one that hands in
    assert client.get(f"{PAGE}ho-so/?ky=2026-11&cot=3&gop=co").status_code == 404


def test_what_was_handed_in_of_all_keeps_their_names_and_the_other_scope_is_a_correction(
    client: Client, province: Office
) -> None:
    location = hand_in_all(client)["Location"]
    report = SubmittedReport.objects.get()
    Agency.objects.filter(name=BELOW).update(parent=None)  # what becomes of it later changes nothing

    shown = client.get(location)
    paper = " ".join(page.extract_text() for page in PdfReader(BytesIO(client.get(f"{location}pdf/").content)).pages)
    workbook = client.get(f"{location}xlsx/")
    lines = [row[0].value for row in load_workbook(BytesIO(workbook.content))["II.06a"].iter_rows(max_row=6)]

    assert report.content["units"] == [BELOW]
    assert (cells(shown), shown.context["sheet"].units) == (TWICE, [BELOW])
    assert "-gop-lan-1.xlsx" in workbook["Content-Disposition"]
    said = f"Gộp cả 1 đơn vị trực thuộc: {BELOW}."
    assert said in " ".join(paper.split()) and lines[4].startswith(said)

    own = client.get(NOVEMBER)
    assert "Bản đã nộp gần nhất gộp cả các đơn vị trực thuộc" in own.content.decode()
    assert hand_in(client, **{"ly-do": ""}).status_code == 422
    assert hand_in(client, **{"ly-do": REASON}).status_code == 302
    assert [("units" in one.content, one.version) for one in SubmittedReport.objects.order_by("version")] == [
        (True, 1),
        (False, 2),
    ]


def test_drafts_and_agencies_with_nobody_below_know_only_themselves(client: Client, province: Office) -> None:
    span = client.get(NOVEMBER).context["span"]
    ReportDraft.objects.create(
        agency=province.agency,
        from_date=span.first,
        to_date=span.last,
        content=content_of(agency=province.agency, span=span, at=NOW),
        made_at=NOW,
    )

    own, of_all = client.get(NOVEMBER).content.decode(), client.get(OF_ALL).content.decode()
    Agency.objects.filter(name=BELOW).update(parent=None)
    alone = client.get(OF_ALL)

    assert ("Máy đã lập bản nháp" in own, "Máy đã lập bản nháp" in of_all) == (True, False)
    assert (alone.context["scopes"], cells(alone)) == ([], OCTOBER)
    assert 'name="gop"' not in alone.content.decode()

"""Posters read back from their PDF, and the count of those who scan them."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from urllib.parse import quote

import pypdf
import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from django.test import Client

from apps.accounts.domain.actor import Actor
from apps.core.models import RateWindow
from apps.core.paper.wording import NO_BREAK
from apps.officials.models import Agency, Official
from apps.officials.selectors import actor_of
from apps.procedures.domain.posters import PosterSize
from apps.procedures.models import Field, Poster, PosterScans, Procedure, ProcedureVersion, WorkflowStep
from apps.procedures.printing import print_poster as press_poster
from apps.procedures.selectors.offers import arranged
from apps.procedures.selectors.poster_papers import poster_paper
from apps.procedures.selectors.posters import posters, scan_days
from apps.procedures.services.posters import FROM_ONE_PLACE, OF_ONE_POSTER, count_scan, print_poster, retire_poster
from tests import factories
from tests.conftest import Clock
from tests.factories import ZONE

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=ZONE)
BROWSER = "Mozilla/5.0 (Linux; Android 12) Chrome/120"
MARRIAGE = "1.004873"
MM = 72 / 25.4


@pytest.fixture
def editor(catalogue: Agency) -> Actor:
    made = factories.official(agency=catalogue, name="Hà Thị Thu", position="Công chức", duties=())
    return actor_of(official=Official.objects.get(pk=made.pk), at=NOW)


def make(agency: Agency, by: Actor, *, code: str = MARRIAGE, slug: str = "", spot: str = "") -> Poster:
    procedure = None if slug else Procedure.objects.get(code=code)
    field = Field.objects.get(slug=slug) if slug else None
    return print_poster(agency=agency, procedure=procedure, field=field, spot=spot, by=by, at=NOW)


def pdf_of(poster: Poster, agency: Agency, *, size: PosterSize = PosterSize.A4) -> bytes:
    paper = poster_paper(poster=poster, agency=agency, site=settings.PUBLIC_ADDRESS, at=NOW)
    return press_poster(paper=paper, size=size)


def words(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().replace(NO_BREAK, " ").split()) for page in pages)


def sheets(pdf: bytes) -> list[tuple[int, int]]:
    return [
        (round(float(page.mediabox.width) / MM), round(float(page.mediabox.height) / MM))
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
    ]


@pytest.mark.parametrize(("size", "sheet"), [(PosterSize.A4, (210, 297)), (PosterSize.A3, (297, 420))])
def test_poster_says_the_law_word_for_word_on_one_sheet(
    catalogue: Agency, editor: Actor, size: PosterSize, sheet: tuple[int, int]
) -> None:
    poster = make(catalogue, editor)
    version = ProcedureVersion.objects.get(procedure__code=MARRIAGE)

    pdf = pdf_of(poster, catalogue, size=size)

    read = words(pdf)
    assert sheets(pdf) == [sheet]
    official = [version.name, *(paper.name for paper in version.documents.all())]
    official += [rule.time_text for rule in version.channels.all()] + [rule.fee_text for rule in version.channels.all()]
    assert [text for text in official if " ".join(text.split()) not in read] == []
    steps = [step.name for step in _steps(catalogue)]
    assert steps
    assert [step for step in steps if step not in read] == []
    assert "1.004873, bản 1, áp dụng từ 01/07/2025 · In ngày 20/11/2026" in read


@pytest.mark.parametrize("size", PosterSize)
def test_code_of_a_poster_leads_to_its_short_address(catalogue: Agency, editor: Actor, size: PosterSize) -> None:
    poster = make(catalogue, editor, slug="ho-tich")

    pdf = pdf_of(poster, catalogue, size=size)

    read, picture = words(pdf), pypdfium2.PdfDocument(pdf)[0].render(scale=100 / 72).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [f"{settings.PUBLIC_ADDRESS}/q/{poster.slug}/"]
    in_field = ProcedureVersion.objects.filter(field__slug="ho-tich").values_list("name", flat=True)
    assert [name for name in in_field if " ".join(name.split()) not in read] == []


def test_a_poster_with_too_much_for_one_sheet_loses_nothing(catalogue: Agency, editor: Actor) -> None:
    version = ProcedureVersion.objects.get(procedure__code=MARRIAGE)
    one = version.documents.order_by("position")[0]
    for number in range(94):
        one.pk, one.position, one.name = None, 100 + number, f"Giấy tờ thứ {number} của trường hợp rất hiếm gặp"
        one.save()

    pdf = pdf_of(make(catalogue, editor), catalogue)

    read = words(pdf)
    assert len(sheets(pdf)) > 1
    assert [number for number in range(94) if f"Giấy tờ thứ {number} của" not in read] == []


def test_a_poster_keeps_its_address_however_often_it_is_printed(catalogue: Agency, editor: Actor) -> None:
    first, again = make(catalogue, editor), make(catalogue, editor)
    elsewhere = make(catalogue, editor, spot="Nhà văn hóa thôn Nà Lạn")

    assert first.slug == again.slug
    assert elsewhere.slug != first.slug


def test_a_poster_older_than_the_law_asks_to_be_printed_again(catalogue: Agency, editor: Actor) -> None:
    make(catalogue, editor)
    assert [line.is_stale for line in posters(agency=catalogue, at=NOW)] == [False]

    ProcedureVersion.objects.filter(procedure__code=MARRIAGE).update(effective_from=NOW.date() + timedelta(days=1))

    assert [line.is_stale for line in posters(agency=catalogue, at=NOW + timedelta(days=2))] == [True]


def test_scanning_leads_on_and_is_counted_without_a_trace_of_who(
    catalogue: Agency, editor: Actor, client: Client, clock: Clock
) -> None:
    clock.at = NOW
    poster, field = make(catalogue, editor), make(catalogue, editor, slug="ho-tich")

    answer = client.get(f"/q/{poster.slug.upper()}/", headers={"user-agent": BROWSER}, REMOTE_ADDR="203.0.113.77")
    to_field = client.get(f"/q/{field.slug}/", headers={"user-agent": BROWSER})
    client.head(f"/q/{poster.slug}/", headers={"user-agent": BROWSER})

    assert (answer.status_code, answer["Location"]) == (302, f"/thu-tuc/{MARRIAGE}/")
    assert to_field["Location"] == f"/thu-tuc/?linh-vuc={quote('ho-tich')}"
    assert "no-store" in answer["Cache-Control"]
    assert dict(answer.cookies) == {}
    assert [(one.day, one.counted, one.uncounted) for one in scan_days(poster=poster)] == [(NOW.date(), 1, 0)]
    assert "203.0.113.77" not in str(list(RateWindow.objects.values())) + str(list(PosterScans.objects.values()))


@pytest.mark.parametrize(
    ("agent", "purpose"), [("", ""), ("Googlebot/2.1", ""), ("facebookexternalhit/1.1", ""), (BROWSER, "prefetch")]
)
def test_machines_are_put_aside(
    catalogue: Agency, editor: Actor, client: Client, clock: Clock, agent: str, purpose: str
) -> None:
    clock.at = NOW
    poster = make(catalogue, editor)

    answer = client.get(f"/q/{poster.slug}/", headers={"user-agent": agent, "sec-purpose": purpose})

    assert answer.status_code == 302
    assert [(one.counted, one.uncounted) for one in scan_days(poster=poster)] == [(0, 1)]


def test_a_stranger_who_scans_again_and_again_is_seen_but_not_counted(catalogue: Agency, editor: Actor) -> None:
    poster = make(catalogue, editor)
    more = FROM_ONE_PLACE.tries + 15

    counted = [_scan(poster, "203.0.113.5", NOW) for _ in range(more)]
    counted.append(_scan(poster, "203.0.113.6", NOW))
    counted.append(_scan(poster, "203.0.113.5", NOW + timedelta(hours=1)))

    assert counted.count(True) == FROM_ONE_PLACE.tries + 2
    assert [(one.counted, one.uncounted) for one in scan_days(poster=poster)] == [(FROM_ONE_PLACE.tries + 2, 15)]


def test_a_poster_counts_no_more_than_a_crowd_can_scan_in_an_hour(catalogue: Agency, editor: Actor) -> None:
    poster = make(catalogue, editor)
    RateWindow.objects.create(
        bucket=f"{OF_ONE_POSTER.name}:{poster.slug}",
        window=int(NOW.timestamp()) // 3600 * 3600,
        hits=OF_ONE_POSTER.tries,
    )

    assert _scan(poster, "203.0.113.9", NOW) is False
    assert _scan(poster, "203.0.113.9", NOW + timedelta(hours=1)) is True


def test_a_poster_taken_off_the_list_still_leads_on(
    catalogue: Agency, editor: Actor, client: Client, clock: Clock
) -> None:
    clock.at = NOW
    poster = make(catalogue, editor)

    retired = [retire_poster(agency=catalogue, poster_id=poster.pk, at=NOW) for _ in range(2)]

    assert retired == [1, 0]
    assert posters(agency=catalogue, at=NOW) == []
    assert client.get(f"/q/{poster.slug}/").status_code == 302
    assert client.get("/q/khong-co/").status_code == 404
    assert make(catalogue, editor).slug != poster.slug


def _scan(poster: Poster, address: str, at: datetime) -> bool:
    return count_scan(poster=poster, address=address, agent=BROWSER, is_prefetch=False, at=at)


def _steps(agency: Agency) -> list[WorkflowStep]:
    return list(arranged(agency=agency, at=NOW).get(offering__procedure__code=MARRIAGE).workflow_steps.all())

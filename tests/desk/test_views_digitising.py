"""Papers scanned after reception, whose signature a scan carries, and the share with what is behind it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.dossiers.domain.digitisation import Digitisation, share_of
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, DossierDocument, DossierEvent, SignedCopy
from apps.dossiers.selectors import verify_chain
from apps.dossiers.selectors.digitising import digitisation_share, papers_behind, state_of, to_digitise
from apps.officials.selectors import actor_of
from apps.procedures.domain.digitising import Digitise
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, image, pdf, screen, words
from tests.factories import ZONE, Office
from tests.walking import walk_to

pytestmark = pytest.mark.django_db

SIGNED = {"viec": "ky-so", "kind": "agency", "signed_by": "UBND xã Suối Mây", "signed_on": "16/11/2026"}


@pytest.fixture
def office() -> Office:
    return factories.office()


def on_paper(office: Office, *, key: str = "k1") -> DossierDocument:
    """The one paper of a dossier that was received on paper alone."""
    offering = factories.offering(agency=office.agency, documents=("Tờ khai",))
    Seat(office.clerk).post("reception", **screen(offering, key=key))
    return DossierDocument.objects.latest("pk")


def test_scan_lies_in_its_paper_its_print_in_the_chain_and_a_better_one_takes_its_place(
    office: Office, clock: Clock
) -> None:
    paper = on_paper(office)
    seat, reference = Seat(office.clerk), paper.dossier.reference
    before = words(seat.get("scan_papers", reference))

    seat.post("scan_papers", reference, viec="quet", **{f"tep-{paper.pk}": pdf("quet.pdf")})
    paper.refresh_from_db()
    first = paper.file
    seat.post("scan_papers", reference, viec="quet", **{f"tep-{paper.pk}": image("quet-lai.png")})
    paper.refresh_from_db()

    assert "0 / 1 giấy phải số hóa" in before
    assert first and paper.file and first != paper.file
    prints = [event.facts["sha256"] for event in DossierEvent.objects.filter(action="scan_document").order_by("pk")]
    assert prints == [first.sha256, paper.file.sha256]
    assert "1 / 1 giấy phải số hóa" in words(seat.get("scan_papers", reference))
    assert state_of(paper) is Digitisation.DIGITISED
    verify_chain(dossier=Dossier.objects.get(pk=paper.dossier_id))


def test_what_the_citizen_sent_is_never_replaced_and_a_bad_scan_is_refused_by_name(
    office: Office, clock: Clock
) -> None:
    paper = on_paper(office)
    seat, reference = Seat(office.clerk), paper.dossier.reference
    seat.post("scan_papers", reference, viec="quet", **{f"tep-{paper.pk}": pdf()})
    DossierDocument.objects.update(scanned_at=None)
    kept = DossierDocument.objects.get(pk=paper.pk).file

    answer = seat.post("scan_papers", reference, viec="quet", **{f"tep-{paper.pk}": image()})

    assert answer.status_code == 422
    assert "tệp đó giữ nguyên" in words(answer)
    assert DossierDocument.objects.get(pk=paper.pk).file == kept


def test_signed_scan_is_noted_once_for_each_scan_and_never_of_a_day_to_come(office: Office, clock: Clock) -> None:
    paper = on_paper(office)
    seat, reference = Seat(office.clerk), paper.dossier.reference
    early = seat.post("scan_papers", reference, **SIGNED, giay=str(paper.pk))
    seat.post("scan_papers", reference, viec="quet", **{f"tep-{paper.pk}": pdf()})
    wrong = seat.post("scan_papers", reference, **SIGNED | {"signed_on": "17/11/2026"}, giay=str(paper.pk))
    for _ in range(2):
        seat.post("scan_papers", reference, **SIGNED, giay=str(paper.pk))

    assert "Chọn một bản quét" in words(early)
    assert "Ngày ký không thể sau hôm nay." in words(wrong)
    assert SignedCopy.objects.get().signed_by == "UBND xã Suối Mây"
    assert "Chữ ký số của cơ quan: UBND xã Suối Mây" in words(seat.get("scan_papers", reference))


def test_share_equals_a_recount_and_leads_to_the_papers_behind_it(office: Office, clock: Clock) -> None:
    scanned, bare, never, reused = (on_paper(office, key=f"k{at}") for at in range(4))
    seat = Seat(office.clerk)
    seat.post("scan_papers", scanned.dossier.reference, viec="quet", **{f"tep-{scanned.pk}": pdf()})
    scanned.refresh_from_db()
    DossierDocument.objects.filter(pk=reused.pk).update(file=scanned.file, reused_document=scanned)
    assert never.required
    never.required.digitise = Digitise.NEVER
    never.required.save(update_fields=["digitise"])
    walk_to(status=Status.RECEIVED, office=factories.office(code="H99.72", name="Nậm Pung", is_ours=False))
    since, until = datetime(2026, 11, 1, tzinfo=ZONE), datetime(2026, 12, 1, tzinfo=ZONE)

    share = digitisation_share(agency_id=office.agency.pk, since=since, until=until)

    rows = to_digitise().filter(dossier__agency=office.agency).select_related("file")
    assert share == share_of(map(state_of, rows))
    assert (share.numerator, share.denominator, share.reused) == (2, 3, 1)
    by = actor_of(official=office.clerk, at=clock.at)
    for kind, paper in (("chua", bare), ("da", scanned), ("dung-lai", reused)):
        behind = papers_behind(actor=by, agency_id=office.agency.pk, month=since.date(), kind=kind)
        assert [one.pk for one in behind] == [paper.pk]
    page = words(seat.get("digitised"))
    assert "2 / 3" in page
    assert "66,67%" in page
    asked = {"thang": "2026-11", "co-quan": str(office.agency.pk)}
    with CaptureQueriesContext(connection) as one:
        assert bare.dossier.reference in words(seat.get("digitised", **asked, xem="chua"))
    on_paper(office, key="k9")
    with CaptureQueriesContext(connection) as two:
        seat.get("digitised", **asked, xem="chua")
    assert len(one) == len(two)


@pytest.mark.parametrize(
    "asked", [{"nam": "1999"}, {"thang": "2026-13", "co-quan": "1"}, {"thang": "2026-11", "co-quan": "x"}]
)
def test_month_that_does_not_exist_is_none(office: Office, clock: Clock, asked: dict[str, str]) -> None:
    assert Seat(office.clerk).get("digitised", **asked).status_code == 404


def test_paper_of_another_office_is_not_scanned_and_not_counted(office: Office, clock: Clock) -> None:
    paper = on_paper(office)
    theirs = Seat(factories.office(code="H99.72", name="Nậm Pung", is_ours=False).clerk)

    assert theirs.get("scan_papers", paper.dossier.reference).status_code == 404
    assert theirs.post("scan_papers", paper.dossier.reference, **{f"tep-{paper.pk}": pdf()}).status_code == 404
    assert theirs.get("digitised").context["rows"] == []

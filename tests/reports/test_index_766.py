"""The page of the index: each number is what happened, leads to its dossiers, and says when nothing was measured."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.core.models import StoredFile
from apps.dossiers.models import Dossier, DossierDocument, Result
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from apps.payments.domain.states import AttemptState, DemandState
from apps.payments.domain.words import Way, What
from apps.payments.models import Attempt, Demand, Share
from apps.procedures.models import Fee
from apps.reports.domain.index_766 import Count
from apps.reports.domain.index_table import TABLE, Row
from apps.reports.domain.terms import Term
from apps.reports.domain.typed_counts import Wrong
from apps.reports.labels.index_766 import WRONG_LABELS
from apps.reports.models import TypedCount
from apps.reports.selectors.index_766 import Index, IndexRow, index_of
from apps.surveys.domain.satisfaction import Satisfaction
from apps.surveys.models import Response
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.reports import months
from tests.reports.months import NOW, day

pytestmark = pytest.mark.django_db
OVER, RUNNING = Term.read("2026-11"), Term.read("2026-12")  # 15/10–14/11, and from the 15th on
PAGE, ENTERING = "/dieu-hanh/chi-so/", "/dieu-hanh/chi-so/so-dem/petitions_on_time/2026-11/"
SAID = {"numerator": "213", "denominator": "227", "source": "Hệ thống phản ánh, kiến nghị, xem ngày 16/11", "seen": "0"}


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture(autouse=True)
def _now(clock: Clock) -> None:
    clock.at = NOW


def drawn(office: Office, term: Term = OVER) -> Index:
    actor = actor_of(official=office.leader, at=NOW)
    return index_of(term=term, actor=actor, agency=office.agency, at=NOW)


def row_of(index: Index, row: Row) -> IndexRow:
    return next(one for group in index.groups for one in group.rows if one.row is row)


def counts(index: Index, row: Row) -> list[Count]:
    return [share.count for share in row_of(index, row).shares]


def get(client: Client, official: Official, path: str = PAGE) -> Any:
    client.force_login(official.user)
    return client.get(path)


def digitised(office: Office) -> None:
    """Of the four results of November one has a file, and its papers too; one paper came from an earlier dossier."""
    done = list(Dossier.objects.filter(timeliness__isnull=False).order_by("finished_at"))
    file = StoredFile.objects.create(
        address="x",
        storage_name="x",
        original_name="ket-qua.pdf",
        content_type="application/pdf",
        size=1,
        sha256="0" * 64,
        uploaded_by="system:0",
        created_at=NOW,
    )
    for dossier in done[:2]:
        Result.objects.filter(dossier=dossier).update(file=file)
    papers = [
        DossierDocument(
            agency=office.agency, dossier=dossier, position=1, name="Tờ khai", file=file, added_by="x", added_at=NOW
        )
        for dossier in done[1:3]
    ]
    DossierDocument.objects.bulk_create(papers)
    DossierDocument.objects.filter(pk=papers[1].pk).update(reused_document=papers[0])


def test_one_scan_of_two_papers_is_no_digital_dossier(office: Office) -> None:
    months.live(office=office)
    digitised(office)
    assert counts(drawn(office), Row.DOCUMENTS) == [Count(1, 4)]

    scanned = DossierDocument.objects.get(reused_document=None)
    told = {"agency": office.agency, "dossier": scanned.dossier, "added_by": "x", "added_at": NOW}
    other = DossierDocument.objects.create(position=2, name="Bản gốc ở tủ", originals=1, **told)
    DossierDocument.objects.create(position=3, name="Không ai mang đến", **told)

    assert counts(drawn(office), Row.DOCUMENTS) == [Count(0, 4)]
    DossierDocument.objects.filter(pk=other.pk).update(file=scanned.file, is_being_made=True)
    assert counts(drawn(office), Row.DOCUMENTS) == [Count(0, 4)]
    DossierDocument.objects.filter(pk=other.pk).update(is_being_made=False)
    assert counts(drawn(office), Row.DOCUMENTS) == [Count(1, 4)]


def paid(office: Office) -> None:
    """Three dossiers of November owe money: paid by transfer, paid at the counter, not yet paid; the fourth is free."""
    Fee.objects.create(
        version=Dossier.objects.earliest("pk").version, position=1, channel="online", amount=8000, text="8.000 đ"
    )
    owing = Dossier.objects.filter(received_at__gte=day(3), received_at__lt=day(6)).order_by("pk")[:4]
    states = (DemandState.PAID, DemandState.PAID, DemandState.DUE, DemandState.WAIVED)
    for dossier, state, way in zip(owing, states, (Way.VIETQR, Way.COUNTER, None, None), strict=True):
        demand = Demand.objects.create(
            agency=office.agency,
            dossier=dossier,
            what=What.FILING,
            title="Lệ phí",
            amount=8000,
            state=state,
            reason="Hộ nghèo",
            decided_at=NOW,
            raised_at=NOW,
            paid_at=NOW,
        )
        if way:
            attempt = Attempt.objects.create(
                agency=office.agency,
                way=way,
                reference=f"R{demand.pk}",
                amount=8000,
                state=AttemptState.SUCCEEDED,
                started_by="x",
                started_at=NOW,
                ended_at=NOW,
            )
            Share.objects.create(agency=office.agency, attempt=attempt, demand=demand, amount=8000)


def unhappy(office: Office, number: int, *, of: int) -> None:
    offering = office.agency.offerings.get()
    Response.objects.bulk_create(
        Response(
            id=f"00000000-0000-0000-0000-{one:012d}",
            agency=office.agency,
            procedure=offering.procedure,
            field=factories.version_of(offering).field,
            day=NOW.date(),
            satisfaction=Satisfaction.NOT_SATISFIED if one < number else Satisfaction.SATISFIED,
        )
        for one in range(of)
    )


def test_every_number_is_what_happened_and_leads_to_its_dossiers(office: Office, client: Client) -> None:
    months.live(office=office)
    digitised(office)
    paid(office)
    unhappy(office, 1, of=5)

    found = drawn(office)

    assert {row: counts(found, row) for row in (Row.PROGRESS, Row.RESULTS, Row.DOCUMENTS, Row.REUSE)} == {
        Row.PROGRESS: [Count(6, 9)],
        Row.RESULTS: [Count(2, 4)],
        Row.DOCUMENTS: [Count(1, 4)],
        Row.REUSE: [Count(1, 4)],
    }
    assert counts(found, Row.PAYMENT) == [Count(1, 3), Count(1, 1), Count(1, 1)]
    assert counts(found, Row.SATISFACTION) == [Count(1, 4)]  # two of four kept their promise, one vote is unhappy
    assert {row: row_of(found, row).points_words for row in TABLE if TABLE[row].is_ours} == {
        Row.UPDATED: "0,00",  # in force since long ago, and posted nowhere
        Row.COMPLETE: "2,00",
        Row.SYNC: "0,00",
        Row.PROGRESS: "13,33",
        Row.RESULTS: "3,00",
        Row.DOCUMENTS: "1,25",
        Row.CERTIFIED: "",
        Row.REUSE: "0,63",
        Row.PAYMENT: "6,50",
        Row.PETITIONS_ON_TIME: "6,00",
        Row.PETITIONS_SATISFACTION: "6,00",
        Row.SATISFACTION: "1,67",
    }
    assert (found.ours, found.with_province, found.grade_words) == ("40,38", "66,38", "Trung bình")
    assert counts(drawn(office, RUNNING), Row.PROGRESS) == [Count(4, 5)]

    page = get(client, office.leader, f"{PAGE}?ky=2026-11")
    links = re.findall(r'<a href="(/dieu-hanh/chi-so/ho-so/[^"]+)">([\d.]+)</a>', page.content.decode())
    listed = [client.get(link.replace("&amp;", "&")) for link, _ in links]
    assert len(links) == 11
    assert [str(answer.context["page"].total) for answer in listed] == [number for _, number in links]
    assert [len(answer.context["page"].rows) for answer in listed] == [int(number) for _, number in links]


def test_where_nothing_was_measured_the_page_says_so_beside_the_points(office: Office, client: Client) -> None:
    page = get(client, office.leader).content.decode()
    found = drawn(office)

    assert found.unmeasured == 74
    assert [len(group.rows) for group in found.groups] == [4, 1, 6, 2, 3]
    assert [group.most for group in found.groups] == [18, 20, 22, 22, 18]
    assert (found.total.most_ours, found.total.province, found.ours) == (74, 26, "12,00")
    assert row_of(found, Row.RESULTS).points is None
    petitions = re.search(r"Phản ánh, kiến nghị xử lý đúng hạn.*?</tr>", page, re.DOTALL)
    assert petitions
    assert "<b>6,00</b>" in petitions[0]
    assert "Chưa đo" in petitions[0]
    assert "0,00%" not in page
    assert "100,00%" not in page


def test_the_articles_percentage_is_refused_and_its_counts_give_another(office: Office, client: Client) -> None:
    client.force_login(office.leader.user)
    for typed in ("86,23%", "86.23 %", "86,23", "0.8623"):
        refused = client.post(ENTERING, SAID | {"numerator": typed})
        assert refused.status_code == 422
        assert str(WRONG_LABELS[Wrong.PERCENTAGE]) in refused.content.decode()
        assert SAID["source"] in refused.content.decode()  # nothing typed is lost
    for wrong, typed in ((Wrong.NOT_WHOLE, "-3"), (Wrong.TOO_LARGE, "9" * 12), (Wrong.MORE_THAN_ALL, "228")):
        assert str(WRONG_LABELS[wrong]) in client.post(ENTERING, SAID | {"numerator": typed}).content.decode()
    assert not TypedCount.objects.exists()

    twice = [client.post(ENTERING, SAID) for _ in range(2)]

    assert [answer.status_code for answer in twice] == [302, 302]
    row = TypedCount.objects.get()
    assert (row.numerator, row.denominator, row.entered_by, row.entered_at) == (213, 227, office.leader, NOW)
    assert (row.source, row.month.isoformat()) == (SAID["source"], "2026-11-01")
    assert "93,83%" in client.get(f"{PAGE}?ky=2026-11").content.decode()
    assert "93,83%" in client.get("/dieu-hanh/chi-so/so-dem/").content.decode()


def test_a_mistake_is_put_right_by_a_new_row_and_the_old_one_stays(office: Office, client: Client) -> None:
    client.force_login(office.leader.user)
    client.post(ENTERING, SAID)

    blind = client.post(ENTERING, SAID | {"numerator": "220"})  # drawn before the first was written
    assert (blind.status_code, blind.context["form"]["seen"].value()) == (422, "1")
    assert "Có người vừa ghi số của tháng này" in blind.content.decode()
    assert client.post(ENTERING, SAID | {"numerator": "220", "seen": "1"}).status_code == 302

    kept = TypedCount.objects.order_by("version").values_list("version", "numerator")
    assert list(kept) == [(1, 213), (2, 220)]
    assert counts(drawn(office), Row.PETITIONS_ON_TIME) == [Count(220, 227)]
    assert counts(drawn(office, Term.read("2026-q4")), Row.PETITIONS_ON_TIME) == [Count(220, 227)]
    assert row_of(drawn(office, Term.read("2026-q4")), Row.PETITIONS_ON_TIME).unentered == "10/2026, 12/2026"
    client.post(ENTERING, SAID | {"numerator": "221", "seen": "30000"})  # no page has shown so many
    assert TypedCount.objects.latest("version").version == 3
    for change in ("UPDATE reports_typedcount SET numerator = 1", "DELETE FROM reports_typedcount"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_neither_the_future_nor_nonsense_has_a_page(office: Office, client: Client) -> None:
    assert get(client, office.leader, f"{PAGE}?ky=2030-01").status_code == 302
    assert client.get(f"{PAGE}?ky=thang").status_code == 302
    assert client.get(f"{PAGE}?ky=2945").status_code == 302
    for asked in (
        "muc=tien-do&ky=1000&phan=tu",
        "muc=tien-do&ky=2026-11&phan=x",
        "muc=dong-bo&ky=2026-11&phan=tu",
        "muc=hai-long&ky=2026&phan=tu",
        "",
    ):
        assert client.get(f"{PAGE}ho-so/?{asked}").status_code == 404
    assert client.get(f"{PAGE}so-dem/petitions_on_time/2027-01/").status_code == 404
    assert client.get(f"{PAGE}so-dem/khac/2026-11/").status_code == 404


def test_page_asks_as_often_for_many_as_for_few(office: Office) -> None:
    months.live(office=office)
    with CaptureQueriesContext(
        connection,
    ) as few:
        drawn(office)
    months.live(office=office, offering=office.agency.offerings.get())
    with CaptureQueriesContext(connection) as many:
        drawn(office)

    assert len(many) == len(few)


def test_too_few_votes_are_kept_secret(office: Office) -> None:
    months.live(office=office)
    unhappy(office, 1, of=4)

    assert counts(drawn(office), Row.SATISFACTION) == [Count(2, 4)]
    assert row_of(drawn(office), Row.SATISFACTION).disliked == 0

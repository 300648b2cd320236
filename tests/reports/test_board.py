"""The board: every figure can be counted again by hand, and says nothing it does not know."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.desk.domain.apologies import Answer
from apps.desk.domain.rounds import Tally
from apps.desk.models import HolderQuestion
from apps.desk.services import questions
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.dossiers.services import processing
from apps.officials.domain.duties import Duty
from apps.officials.models import OfficeSetting, Official
from apps.officials.selectors import actor_of
from apps.reports.domain.national import OpenCase, counts_as_late
from apps.reports.domain.periods import Month
from apps.reports.selectors.board import Board, board
from apps.reports.selectors.public import public_on_time
from apps.reports.services import rollups
from apps.surveys.domain.satisfaction import Satisfaction
from apps.surveys.models import Invitation, Response
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.reports import months
from tests.reports.months import BANDS, NOW, TALLY
from tests.walking import REASON, ask_supplement, prepare, sign, walk, walk_to

pytestmark = pytest.mark.django_db
QUERIES = 42
NOVEMBER = Month(NOW.date().replace(day=1))


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture(autouse=True)
def _now(clock: Clock) -> None:
    clock.at = NOW


def drawn(office: Office, *, month: Month = NOVEMBER) -> Board:
    actor = actor_of(official=office.leader, at=NOW)
    return board(month=month, actor=actor, agency=office.agency, at=NOW)


def get(client: Client, official: Official, path: str = "/dieu-hanh/") -> Any:
    client.force_login(official.user)
    return client.get(path)


def test_every_figure_equals_what_happened(office: Office) -> None:
    months.live(office=office)

    found = drawn(office)

    assert {sight: found.figures[sight.name.lower()].value for sight in TALLY} == TALLY
    assert [line.figures["open"].value for line in found.bands] == list(BANDS.values())
    assert found.sums.rate and found.sums.rate.text == "50,00%"
    shares = (found.rates.national, found.rates.in_hand, found.rates.combined)
    assert [(share.numerator, share.denominator) for share in shares if share] == [(7, 10), (1, 5), (6, 9)]


def test_every_figure_is_counted_again_from_its_list(client: Client, office: Office) -> None:
    offerings = [factories.offering(agency=office.agency, name=name) for name in ("Khai sinh", "Khai tử")]
    for offering in offerings:
        months.live(office=office, offering=offering)
    page = get(client, office.leader)
    figures = dict(page.context["board"].figures)
    figures |= {f"before:{name}": figure for name, figure in page.context["board"].previous_figures.items()}
    for line in (*page.context["board"].fields, *page.context["board"].channels, *page.context["board"].bands):
        figures |= {f"{line.words}:{name}": figure for name, figure in line.figures.items()}

    recounted = {name: count_by_hand(client, figure.href) for name, figure in figures.items()}

    assert recounted == {name: figure.value for name, figure in figures.items()}
    assert figures["received"].value == 18
    text = page.content.decode()
    assert [name for name in TALLY if figures[name.name.lower()].href.replace("&", "&amp;") not in text] == []


def count_by_hand(client: Client, href: str) -> int:
    """The rows of every page of a list, which must also be what its heading says."""
    seen: list[str] = []
    while href:
        page = client.get(href)
        assert page.status_code == 200
        seen += [row.reference for row in page.context["page"].rows]
        href = page.context["older"]
    assert len(set(seen)) == len(seen) == page.context["page"].total
    return len(seen)


def test_the_sentence_under_a_chart_says_what_its_table_says(office: Office) -> None:
    months.live(office=office)

    found = drawn(office)

    drawn_bars = [(bar.label, bar.value) for bar in found.band_charts[0].bars]
    assert [value for _, value in drawn_bars] == [line.figures["open"].value for line in found.bands]
    assert found.band_words == (
        "2 trên 5 hồ sơ phải xong trong hai ngày làm việc tới; 1 hồ sơ đã trễ, 1 hồ sơ đang tạm dừng."
    )
    assert found.trend_words == "Mới có tháng 11/2026: 50,00%."
    assert [(one.short, one.share) for one in found.trend][-2:] == [("T10", ""), ("T11", "50,00%")]
    assert [dot.has_value for dot in found.trend_charts[0].dots] == [bool(one.share) for one in found.trend]
    assert found.today == "Hôm nay cần: gỡ 1 hồ sơ trễ, giữ 1 lời hẹn sắp vỡ."


def test_a_month_without_anything_shows_no_data_and_no_share(client: Client, office: Office) -> None:
    text = get(client, office.leader).content.decode()

    main = text.split("<main")[1]
    assert main.count("Chưa có dữ liệu") >= 4
    assert "0,00%" not in main
    assert "100,00%" not in main


def test_the_month_before_stands_beside_and_has_a_page_of_its_own(client: Client, office: Office) -> None:
    months.live(office=office)

    october = drawn(office, month=NOVEMBER.previous)

    assert (october.sums.received, october.sums.done) == (1, 0)
    assert drawn(office).previous == october.sums
    assert october.is_current is False
    page = get(client, office.leader, "/dieu-hanh/?thang=2026-10")
    assert "Điều hành, tháng 10/2026" in page.content.decode()
    assert "Chỉ tính cho tháng này" in page.content.decode()


@pytest.mark.parametrize("asked", ["2026-13", "abc", "", "2026-12", "9999-01"])
def test_a_month_that_is_none_or_not_yet_leads_to_this_one(client: Client, office: Office, asked: str) -> None:
    answer = get(client, office.leader, f"/dieu-hanh/?thang={asked}")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/dieu-hanh/")


def test_neighbours_are_not_counted(office: Office) -> None:
    months.live(office=office)
    months.live(office=months.other_office())

    found = drawn(office)

    assert {sight: found.figures[sight.name.lower()].value for sight in TALLY} == TALLY


def test_who_holds_a_breaking_promise_since_when_and_what_they_said(office: Office) -> None:
    months.live(office=office)
    questions.ask_holders(agency=office.agency, at=NOW, tally=Tally())

    overdue, soon = drawn(office).risks

    dossier = Dossier.objects.get(code=overdue.reference)
    handed_over = dossier.events.get(action="forward").at
    assert (overdue.holder, overdue.since) == (office.officer.name, handed_over)
    assert (overdue.clock.kind, soon.clock.kind) == ("late", "soon")
    assert (overdue.answer, overdue.apology) == ("Đã hỏi, chưa trả lời", "chưa có thư xin lỗi")
    question = HolderQuestion.objects.get(dossier__code=soon.reference)
    questions.answer_question(
        question_id=question.pk, answer=Answer.WILL_KEEP, by=actor_of(official=office.officer, at=NOW), at=NOW
    )
    assert (drawn(office).risks[1].answer, drawn(office).risks[1].apology) == ("Người giữ trả lời: kịp", "")


def vote(office: Office, satisfaction: Satisfaction, *, comment: str | None = None) -> None:
    procedure = office.agency.offerings.get().procedure
    field = factories.version_of(office.agency.offerings.get()).field
    Response.objects.create(
        id=uuid.uuid4(),
        agency=office.agency,
        procedure=procedure,
        field=field,
        day=NOW.date(),
        satisfaction=satisfaction,
        comment=comment,
    )


def invite(office: Office, number: int) -> None:
    Invitation.objects.create(
        agency=office.agency,
        dossier=walk_to(status=Status.RETURNED, office=office, offering=office.agency.offerings.first()),
        token_digest=f"{number:064x}",
        invited_at=NOW,
        expires_at=NOW + timedelta(days=60),
    )


def test_opinions_are_shown_with_how_many_were_asked_and_only_from_five_on(client: Client, office: Office) -> None:
    factories.offering(agency=office.agency)
    for number in range(8):
        invite(office, number)
    for satisfaction in [Satisfaction.VERY_SATISFIED] * 2 + [Satisfaction.SATISFIED] * 2:
        vote(office, satisfaction)
    before = get(client, office.leader).content.decode()
    vote(office, Satisfaction.NOT_SATISFIED, comment="Chờ lâu quá.")

    after = get(client, office.leader).content.decode()

    assert "Chưa đủ phiếu" in before
    assert "Có phiếu: 50,00% (4/8 người được mời)." in before
    assert "80,00%" in after
    assert "hài lòng: 4 / 5 phiếu" in after
    assert "Có phiếu: 62,50% (5/8 người được mời)." in after
    assert "Chờ lâu quá." in after


@pytest.mark.parametrize(
    ("duties", "status"),
    [
        ((Duty.LEADER,), 200),
        ((Duty.UNIT_HEAD,), 200),
        ((Duty.STATISTICS,), 200),
        ((Duty.CLERK, Duty.RETURN_CLERK), 403),
        ((Duty.CASE_OFFICER,), 403),
        ((Duty.ADMINISTRATOR,), 403),
    ],
)
@pytest.mark.parametrize("path", ["/dieu-hanh/", "/dieu-hanh/ho-so/?viec=dang-giu"])
def test_the_board_is_for_who_answers_for_the_work_of_others(
    client: Client, office: Office, duties: tuple[Duty, ...], status: int, path: str
) -> None:
    reader = factories.official(agency=office.agency, name="Ai đó", position="Chức danh", duties=duties)

    assert get(client, reader, path).status_code == status


def test_strangers_are_sent_to_the_door(client: Client, office: Office) -> None:
    answer = client.get("/dieu-hanh/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/dang-nhap/?next=/dieu-hanh/")


def test_the_board_asks_the_same_number_of_questions_whatever_it_shows(client: Client, office: Office) -> None:
    months.live(office=office)
    get(client, office.leader)  # logs in, and builds the calendar once
    with CaptureQueriesContext(connection) as few:
        client.get("/dieu-hanh/")
    for name in ("Khai sinh", "Khai tử"):
        months.live(office=office, offering=factories.offering(agency=office.agency, name=name))

    with CaptureQueriesContext(connection) as many:
        client.get("/dieu-hanh/")

    assert (len(few), len(many)) == (QUERIES, QUERIES)


def test_the_front_page_tells_the_year_so_far(office: Office) -> None:
    months.live(office=office)

    found = public_on_time(agency=office.agency, at=NOW)

    assert (found.numerator, found.denominator, found.received, found.late) == (2, 4, 10, 1)
    assert (found.period, found.stamp) == ("từ đầu năm đến tháng 11/2026", NOW)
    next_year = public_on_time(agency=office.agency, at=NOW.replace(year=2027, month=1))
    assert (next_year.numerator, next_year.denominator) == (0, 0)


def test_the_board_waits_for_the_drain_and_no_longer(office: Office) -> None:
    walk_to(status=Status.RETURNED, office=office, at=months.day(10))
    before = drawn(office).sums.received

    call_command("rollup")

    assert (before, drawn(office).sums.received) == (0, 1)


def extended(office: Office) -> Dossier:
    """K10: promised for Thursday the 5th, extended in time to Monday the 9th, done on Friday the 6th."""
    walked = walk(status=Status.PROCESSING, office=office, at=months.day(2))
    processing.extend(
        dossier_id=walked.dossier.pk,
        by=walked.by(office.leader),
        at=walked.at,
        new_due_date=months.day(9).date(),
        reason_code="verification",
        reason=REASON,
    )
    walked.at = months.day(6)
    for act in (prepare, sign):
        walked.step(act)
    return walked.dossier


@pytest.mark.parametrize(("basis", "kept", "sight"), [("original", 0, "tre-han"), ("extended", 1, "truoc-han")])
def test_k10_the_office_says_which_promise_counts_and_both_are_shown(
    client: Client, office: Office, basis: str, kept: int, sight: str
) -> None:
    dossier = extended(office)
    OfficeSetting.objects.create(agency=office.agency, name="late_basis", value=basis)
    rollups.drain_all()

    page = get(client, office.leader)

    sums = page.context["board"].sums
    assert (sums.kept, sums.otherwise_kept, sums.done) == (kept, 1 - kept, 1)
    text = page.content.decode()
    assert text.index("100,00%") != text.index("0,00%")
    figures = page.context["board"].figures
    counted = {name: count_by_hand(client, figure.href) for name, figure in figures.items()}
    assert counted == {name: figure.value for name, figure in figures.items()}
    name = {"tre-han": "late", "truoc-han": "early"}[sight]
    assert client.get(figures[name].href).context["page"].rows[0].reference == dossier.reference
    assert public_on_time(agency=office.agency, at=NOW).numerator == kept


def test_what_the_nation_calls_late_is_the_same_in_the_table_and_in_the_law(office: Office) -> None:
    months.live(office=office)
    asked_twice = walk(status=Status.AWAITING_SUPPLEMENT, office=office, at=months.day(12))
    Dossier.objects.filter(pk=asked_twice.dossier.pk).update(supplement_count=2)
    asked_late = walk(status=Status.PROCESSING, office=office, at=months.day(3))
    asked_late.at = months.day(11)
    asked_late.step(ask_supplement)
    opened = Dossier.objects.filter(received_at__isnull=False, finished_at__isnull=True)

    by_law = sum(
        bool(
            counts_as_late(
                OpenCase(late_after=one.first_late_after, paused_at=one.paused_at, requests=one.supplement_count),
                now=NOW,
            )
        )
        for one in opened
    )

    assert drawn(office).figures["nationally_late"].value == by_law == 3


def test_lateness_is_shown_by_who_answers_for_it_and_adds_up_to_what_was_late(client: Client, office: Office) -> None:
    months.live(office=office)

    page = get(client, office.leader)

    lines = page.context["board"].lateness
    assert [(line.words, line.side, line.figure.value) for line in lines] == [("Ký duyệt", "Đơn vị mình", 2)]
    assert sum(line.figure.value for line in lines) == page.context["board"].sums.late
    assert [count_by_hand(client, line.figure.href) for line in lines] == [2]
    assert count_by_hand(client, lines[0].figure.href.replace("signature", "work")) == 0

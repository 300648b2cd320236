"""Figures by day and by procedure are those of the months, cut finer, and are read from indexes alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count

from apps.dossiers.domain.status import Status
from apps.dossiers.domain.timeliness import LateBasis
from apps.dossiers.models import Dossier
from apps.dossiers.services import processing
from apps.officials.models import Agency, Official
from apps.officials.selectors import actor_of, work_calendar
from apps.reports.domain.figures import Sums, total
from apps.reports.domain.index_table import Row
from apps.reports.domain.periods import Month
from apps.reports.domain.sights import marks
from apps.reports.domain.terms import Span
from apps.reports.selectors import days, procedures, provinces, sums
from apps.reports.selectors.index_parts import Window, whole
from apps.reports.services import rollups
from bench import fill
from tests import factories, walking
from tests.factories import Office
from tests.reports.months import live, other_office
from tests.reports.plans import index_alone
from tests.walking import MONDAY, REASON, walk

pytestmark = pytest.mark.django_db
NOVEMBER = Month(date(2026, 11, 1))
SPAN = Span(date(2026, 11, 1), date(2026, 11, 30))


def late_by_the_first_promise_only(office: Office) -> None:
    """Received on the 16th, appointed anew, finished on the 23rd; of another procedure than the rest."""
    made = factories.offering(agency=office.agency, name="Đăng ký kết hôn", code="1.000894")
    walked = walk(status=Status.PROCESSING, office=office, offering=made)
    processing.extend(
        dossier_id=walked.dossier.pk,
        by=walked.by(office.leader),
        at=walked.at,
        new_due_date=date(2026, 11, 25),
        reason_code="verification",
        reason=REASON,
    )
    walked.at = MONDAY + timedelta(days=7)
    walked.step(walking.prepare)
    walked.step(walking.sign)


def test_days_and_procedures_add_up_to_the_month_by_either_promise() -> None:
    office, neighbour = factories.office(), other_office()
    live(office=office)
    live(office=neighbour)
    late_by_the_first_promise_only(office)
    rollups.drain_all()
    agency = office.agency.pk

    for basis in LateBasis:
        by_day = days.by_day(agency_id=agency, span=SPAN, basis=basis)
        by_procedure = procedures.by_procedure(agency_id=agency, span=SPAN, basis=basis)
        month = sums.by_month(agency_id=agency, last=NOVEMBER, months=1, basis=basis)[NOVEMBER]
        assert total(by_day.values()) == total(line.sums for line in by_procedure) == month
        assert [line.name for line in by_procedure] == ["Cấp Giấy xác nhận tình trạng hôn nhân", "Đăng ký kết hôn"]
        assert by_procedure[1].code == "1.000894"
        assert by_procedure[1].sums == Sums(
            received=1,
            late=int(basis is LateBasis.ORIGINAL),
            early=int(basis is LateBasis.EXTENDED),
            otherwise_kept=int(basis is LateBasis.ORIGINAL),
        )
        assert list(by_day) == list(days.each(SPAN))
        assert by_day[date(2026, 11, 3)].received == 3
        assert by_day[date(2026, 11, 7)] == Sums()
    first = days.by_day(agency_id=agency, span=SPAN, basis=LateBasis.ORIGINAL)
    assert (first[date(2026, 11, 2)].late, first[date(2026, 11, 6)].ended) == (1, 1)


def test_a_province_is_all_of_its_agencies() -> None:
    office, neighbour, elsewhere = factories.office(), other_office(), factories.office(code="H98.1", is_ours=False)
    for one in (office, neighbour, elsewhere):
        live(office=one)
    asked: Any = {"first": NOVEMBER.previous, "last": NOVEMBER, "basis": LateBasis.ORIGINAL}

    beside = provinces.by_agency(province="H99", **asked)
    of_it = provinces.by_field_and_month(province="H99", **asked)
    of_all = provinces.by_field_and_month(**asked)

    own = sums.by_month(agency_id=office.agency.pk, last=NOVEMBER, months=2, basis=LateBasis.ORIGINAL)
    assert [(one.code, one.short_name) for one in beside] == [("H99.71", "Xã Suối Mây"), ("H99.72", "Xã Bản Cọ")]
    assert {one.sums for one in beside} == {total(own.values())}
    extended = provinces.by_field_and_month(province="H99", **asked | {"basis": LateBasis.EXTENDED})
    assert total(one.sums for one in extended) == total(one.sums for one in of_it)  # nothing was appointed anew
    assert [one.month for one in of_it] == [NOVEMBER.previous, NOVEMBER]
    assert total(one.sums for one in of_it) == total(own.values()) + total(own.values())
    assert total(one.sums for one in of_all).received == 3 * total(own.values()).received


def test_days_procedures_and_the_board_never_open_the_table() -> None:
    fill.fill(connection=connection, dossiers=3_000, open_every=50)
    agency = Agency.objects.get()
    asked: Any = {"agency_id": agency.pk, "span": SPAN}
    actor = actor_of(official=Official.objects.get(position="Chủ tịch"), at=MONDAY)
    seen = Dossier.objects.received_visible_to(actor, agency_id=agency.pk)
    ends = marks(now=MONDAY, calendar=work_calendar(agency=agency, at=MONDAY))
    of_year = Window(span=Span(date(2026, 1, 1), date(2026, 12, 31)), at=MONDAY, basis=LateBasis.ORIGINAL)

    for by in ("day", "offering_id", "field_id", "hamlet_id"):
        came, gone = days.received(**asked, by=by), days.finished(**asked, by=by, basis=LateBasis.EXTENDED)
        assert "Index Only Scan using dossiers_by_reception on" in index_alone(came)
        assert "Index Only Scan using dossiers_finished on" in index_alone(gone)
    for basis in LateBasis:
        soon = seen.filter(late_after__gte=MONDAY)  # one agency has everything: any index of open ones would do for all
        still_open = sums._open_rows(soon, ends=ends, basis=basis)
        assert "Index Only Scan using dossiers_open_of_agency on" in index_alone(still_open)
    finished = whole(row=Row.DOCUMENTS, window=of_year, found=seen).order_by().values("agency_id")
    assert "Index Only Scan using dossiers_finished on" in index_alone(finished.annotate(all=Count("pk")))
    returned = seen.filter(returned_at__gte=MONDAY).values("agency_id")
    assert "Index Only Scan using dossiers_returned on" in index_alone(returned)

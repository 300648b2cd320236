"""Asking once more: before reception only through a leader, and after a complement that was not good enough."""

from __future__ import annotations

from datetime import timedelta

import pytest

from apps.desk.domain.acts import Act
from apps.desk.models import Letter, Slip
from apps.dossiers.domain.status import Status
from apps.dossiers.models import SupplementItem
from apps.dossiers.services import filing
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import REASON, Seat, rows, ways, words
from tests.factories import Office
from tests.walking import AGAIN_REASON, RESTART_REASON, explain_all, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def clock(clock: Clock) -> Clock:
    """Every walk begins at eight; by two of the same day it has arrived wherever it goes."""
    clock.at = clock.at.replace(hour=14)
    return clock


def test_second_request_before_reception_waits_for_a_leader(office: Office, clock: Clock) -> None:
    walked = walk(status=Status.NEED_FIX_INTAKE, office=office)
    dossier, clerk, leader = walked.dossier, Seat(office.clerk), Seat(office.leader)
    explain_all(walked)
    clock.at = walked.at
    filing.answer_fix(dossier_id=dossier.pk, by=walked.citizen(), at=walked.at)
    dossier.refresh_from_db()
    first = ways(clerk.get("dossier", dossier.reference))
    asked = {"reason": REASON, **rows(name="Giấy ủy quyền", what="Gửi thêm giấy ủy quyền có chứng thực")}

    alone = clerk.do(Act.ASK_FIX, dossier, **asked)
    unexplained = clerk.do(Act.ASK_FIX_AGAIN, dossier, **asked)
    clerk.do(Act.ASK_FIX_AGAIN, dossier, again_reason=AGAIN_REASON, **asked)
    letter = Letter.objects.get()
    still = dossier.events.filter(action="request_fix").count()
    leader.get("signing", **{"van-ban": f"thu-{letter.pk}"})
    leader.post("signing", viec="ky", key="s", chon=f"thu-{letter.pk}")

    dossier.refresh_from_db()
    slip = Slip.objects.get(superseded_at__isnull=True)
    assert Act.ASK_FIX_AGAIN in first and Act.ASK_FIX not in first
    assert "hỏi lần nữa phải được lãnh đạo duyệt" in words(alone)
    assert (unexplained.status_code, still) == (422, 1)
    assert (dossier.status, dossier.fix_count) == (Status.NEED_FIX_INTAKE, 2)
    assert (slip.facts["times"], slip.facts["again_reason"]) == (2, AGAIN_REASON)
    assert [item.state for item in SupplementItem.objects.order_by("pk")] == ["accepted", "open"]


def test_paper_that_is_still_not_good_is_named_and_stands_in_the_next_request(office: Office, clock: Clock) -> None:
    walked = walk(status=Status.AWAITING_SUPPLEMENT, office=office)
    dossier, clerk, officer = walked.dossier, Seat(office.clerk), Seat(office.officer)
    explain_all(walked)
    filing.answer_supplement(dossier_id=dossier.pk, by=walked.citizen(), at=walked.at)
    clock.at = walked.at + timedelta(hours=1)
    dossier.refresh_from_db()
    shown = words(clerk.get("act", dossier.code, Act.ACCEPT_SUPPLEMENT.value))

    unjudged = clerk.do(Act.ACCEPT_SUPPLEMENT, dossier, planned_hours="8")
    unsaid = clerk.do(Act.ACCEPT_SUPPLEMENT, dossier, planned_hours="8", **{"dat-1": "again"})
    judged = {"dat-1": "again", "vi-sao-1": "Chưa có dấu của Tòa án."}
    clerk.do(Act.ACCEPT_SUPPLEMENT, dossier, planned_hours="8", **judged)

    dossier.refresh_from_db()
    item = SupplementItem.objects.get()
    form = words(officer.get("act", dossier.code, Act.PROPOSE_SUPPLEMENT.value))
    assert "Giấy này tôi mang ra quầy." in shown
    assert "Chọn đạt hay chưa đạt." in words(unjudged)
    assert "Viết rõ còn sai ở đâu" in words(unsaid)
    assert (dossier.status, item.state, item.verdict) == (Status.PROCESSING, "again", "Chưa có dấu của Tòa án.")
    assert dossier.events.get(action="accept_supplement").facts["judged"] == {"1": "again"}
    assert "Chưa có dấu của Tòa án." in form
    said = rows(name="Trích lục ghi chú ly hôn", what="Gửi bản có dấu của Tòa án")
    officer.do(
        Act.PROPOSE_SUPPLEMENT,
        dossier,
        reason=REASON,
        again_reason=AGAIN_REASON,
        mode="restart",
        restart_reason=RESTART_REASON,
        **said,
    )
    assert Letter.objects.get(state="drafted").cycle == 2

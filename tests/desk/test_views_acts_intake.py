"""Acts before reception through their pages: accept, ask, refuse."""

from __future__ import annotations

from datetime import datetime

import pytest

from apps.desk.domain.acts import Act
from apps.desk.models import Slip
from apps.dossiers.domain.status import Status
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import REASON, Seat, rows, words
from tests.factories import ZONE, Office
from tests.walking import walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def clock(clock: Clock) -> Clock:
    """Every walk begins at eight; by two of the same day it has arrived wherever it goes."""
    clock.at = clock.at.replace(hour=14)
    return clock


def test_accepting_online_gives_code_promise_and_slip(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office)
    form = words(Seat(office.clerk).get("act", dossier.reference, Act.ACCEPT.value))

    answer = Seat(office.clerk).do(Act.ACCEPT, dossier, fee_amount="15.000", fee_note="")

    dossier.refresh_from_db()
    assert "Nhận bây giờ thì hẹn trả trước 17:30 thứ Năm, 19/11/2026" in form
    assert answer.headers["Location"] == f"/quay/ho-so/{dossier.code}/"
    assert dossier.due_at == datetime(2026, 11, 19, 17, 30, tzinfo=ZONE)
    assert (dossier.status, dossier.fee_amount) == (Status.RECEIVED, 15_000)
    assert Slip.objects.get().kind == "receipt"


def test_request_before_reception_names_paper_and_remedy(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office)

    Seat(office.clerk).do(Act.ASK_FIX, dossier, reason=REASON, **rows(name="Tờ khai", what="Ký tên ở cuối trang"))

    dossier.refresh_from_db()
    slip = Slip.objects.get()
    assert dossier.status == Status.NEED_FIX_INTAKE
    assert slip.kind == "supplement_request"
    assert [(item["name"], item["what"], item["originals"]) for item in slip.facts["items"]] == [
        ("Tờ khai", "Ký tên ở cuối trang", 1)
    ]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"giay-2-wanted": "on", "giay-2-name": "Tờ khai", "reason": REASON}, "Chọn lý do, để người dân biết"),
        (
            {"giay-2-name": "Tờ khai", "giay-2-defect": "other", "reason": REASON},
            "Viết rõ cần nộp thêm hay sửa chỗ nào",
        ),
        (
            {"giay-2-name": "Tờ khai", "giay-2-defect": "because", "reason": REASON},
            "Chọn một lý do trong danh sách",
        ),
        ({"giay-2-name": "Tờ khai", "reason": REASON}, "Đánh dấu ít nhất một giấy tờ"),
        ({"giay-2-defect": "absent", "reason": REASON}, "Viết tên giấy tờ cần bổ sung"),
        ({"giay-2-name": "Tờ khai", "giay-2-defect": "unsigned", "reason": "Thiếu"}, "ít nhất 20 ký tự"),
        ({"giay-2-name": "A", "giay-2-defect": "absent", "giay-2-copies": "-1", "reason": REASON}, "lớn hơn hoặc bằng"),
    ],
)
def test_blind_request_is_refused_and_kept(said: dict[str, str], sentence: str, office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office)
    counted = {"giay-TOTAL_FORMS": "3", "giay-INITIAL_FORMS": "2"}

    answer = Seat(office.clerk).do(Act.ASK_FIX, dossier, **counted | said)

    dossier.refresh_from_db()
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert said["reason"] in words(answer)
    assert dossier.status == Status.SUBMITTED


def test_answer_at_the_counter_brings_the_dossier_back_into_the_queue(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.NEED_FIX_INTAKE, office=office)

    Seat(office.clerk).do(Act.ANSWER_FIX, dossier, note="Đã ký lại tờ khai")

    dossier.refresh_from_db()
    assert dossier.status == Status.SUBMITTED
    assert "Đã ký lại tờ khai" in words(Seat(office.clerk).get("dossier", dossier.reference))


def test_refusal_online_leaves_a_slip(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office)

    Seat(office.clerk).do(Act.REFUSE, dossier, category="out_of_scope", reason=REASON)

    dossier.refresh_from_db()
    assert dossier.status == Status.REFUSED
    assert Slip.objects.get().facts["category"] == "Không thuộc phạm vi tiếp nhận"

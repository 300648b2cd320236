"""A person settles what the import was not sure of; it holds for every office, survives, and can be taken back."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from apps.accounts.domain.actor import Actor
from apps.officials.domain.duties import Duty
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from apps.procedures.domain.records import RawRecord
from apps.procedures.domain.settling import Answer
from apps.procedures.models import ProcedureVersion, ReviewItem, Settlement
from apps.procedures.services.importing import load_records
from apps.procedures.services.settling import settle, undo
from apps.worktime import Allowance, Unit
from tests import factories
from tests.procedures.factories import CHANNEL, record

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
BARE = {**CHANNEL, "time": "1"}
KEPT = Answer()


def days(amount: int, unit: Unit = Unit.WORKING_DAY) -> Answer:
    return Answer(time=Allowance(amount=Decimal(amount), unit=unit))


@pytest.fixture
def editor() -> Actor:
    made: Official = factories.official(
        agency=factories.agency(with_calendar=False), name="Lò Thị Thu", position="Công chức", duties=(Duty.EDITOR,)
    )
    return actor_of(official=made, at=AT)


def load(*records: dict[str, Any], at: datetime = AT) -> None:
    load_records(records=[RawRecord(row=row, record=one) for row, one in enumerate(records, start=1)], at=at)


def newest(code: str = "1.000001") -> ProcedureVersion:
    return ProcedureVersion.objects.get(procedure__code=code, effective_to=None)


def promised(code: str = "1.000001") -> Allowance | None:
    return newest(code).allowance


def open_doubts(code: str = "1.000001") -> list[str]:
    items = ReviewItem.objects.open_at(LATER).filter(version__procedure__code=code)
    return list(items.order_by("pk").values_list("reason", flat=True))


def settle_one(
    given: Answer, *, by: Actor, reason: str, text: str = "", code: str = "1.000001", everywhere: bool = False
) -> Settlement | None:
    items = ReviewItem.objects.open_at(LATER).filter(version__procedure__code=code, reason=reason)
    item = items.filter(text=text).get() if text else items.get()
    return settle(item_id=item.pk, answer=given, everywhere=everywhere, by=by, at=LATER)


def test_settled_cell_is_promised_and_its_row_typed(editor: Actor) -> None:
    load(record(channels=[BARE]))

    settlement = settle_one(days(1), by=editor, reason="bare_number")

    assert settlement is not None
    assert (settlement.settled_by_id, settlement.settled_at) == (editor.id, LATER)
    assert (promised(), newest().time_text, open_doubts()) == (days(1).time, "1", [])
    assert [row.allowance for row in newest().channels.all()] == [days(1).time]


def test_answer_everywhere_settles_the_very_same_words_and_nothing_else(editor: Actor) -> None:
    load(*[record(f"1.00000{n}", channels=[{**BARE, "time": time}]) for n, time in ((1, "1"), (2, "1"), (3, "2"))])

    settle_one(days(1), by=editor, reason="bare_number", everywhere=True)

    assert [promised(f"1.00000{n}") for n in (1, 2, 3)] == [days(1).time, days(1).time, None]
    assert Settlement.objects.get().items.count() == 2


def test_answer_everywhere_is_doubted_where_a_note_speaks_against_it(editor: Actor) -> None:
    against = {**BARE, "note": "Trong thời hạn 07 ngày làm việc."}
    load(record(channels=[BARE]), record("1.000002", channels=[against]))

    settle_one(days(1), by=editor, reason="bare_number", everywhere=True)

    assert (promised(), promised("1.000002")) == (days(1).time, None)
    assert open_doubts("1.000002") == ["note_disagrees"]


def test_answer_about_the_whole_is_the_promise_and_closes_every_doubt_about_it(editor: Actor) -> None:
    load(record(channels=[{**CHANNEL, "note": "Cấp lại: 7 ngày làm việc."}, {**CHANNEL, "time": "5 Ngày làm việc"}]))
    before = open_doubts()

    settle_one(days(7), by=editor, reason=before[0])

    assert len(before) > 0
    assert (promised(), open_doubts()) == (days(7).time, [])


def test_cells_settled_apart_are_asked_about_once_more(editor: Actor) -> None:
    load(record(channels=[BARE, {**BARE, "channel": "Trực tuyến", "time": "2"}]))

    settle_one(days(1), by=editor, reason="bare_number", text="1")
    settle_one(days(2), by=editor, reason="bare_number", text="2")

    assert (promised(), open_doubts()) == (None, ["channels_differ"])
    settle_one(days(2), by=editor, reason="channels_differ")
    assert (promised(), open_doubts()) == (days(2).time, [])


def test_kept_wording_promises_nothing_and_leaves_the_list(editor: Actor) -> None:
    load(record(channels=[BARE]))

    settle_one(KEPT, by=editor, reason="bare_number")

    assert (promised(), open_doubts()) == (None, [])


def test_settled_fee_is_asked_for_as_the_person_said(editor: Actor) -> None:
    load(record(channels=[{**CHANNEL, "fee": "135 VNĐ"}]))

    settle_one(Answer(fee=(135_000, "bản")), by=editor, reason="fee_too_small")

    assert [(fee.amount, fee.unit, fee.per, fee.text) for fee in newest().fees.all()] == [
        (135_000, "bản", "copy", "135 VNĐ")
    ]


def test_unverified_time_that_a_person_corrects_is_promised_as_corrected(editor: Actor) -> None:
    load(record(needs_verification=["time"]))

    settle_one(days(5), by=editor, reason="unverified")

    assert (promised(), open_doubts()) == (days(5).time, [])


def test_answer_taken_back_leaves_everything_as_it_was(editor: Actor) -> None:
    against = {**BARE, "note": "Trong thời hạn 07 ngày làm việc.", "fee": "135 VNĐ"}
    load(record(channels=[against]))
    before = open_doubts()
    first = settle_one(days(1), by=editor, reason="bare_number")
    fee = settle_one(Answer(fee=(135_000, "")), by=editor, reason="fee_too_small")
    assert first and fee

    reopened = [undo(settlement_id=one.pk, by=editor, at=LATER) for one in (first, fee)]

    assert (reopened, undo(settlement_id=first.pk, by=editor, at=LATER)) == ([1, 1], 0)
    assert (sorted(open_doubts()), promised()) == (sorted(before), None)
    assert [fee.amount for fee in newest().fees.all()] == [None]


def test_second_click_settles_nothing_twice(editor: Actor) -> None:
    load(record(channels=[BARE]))
    item = ReviewItem.objects.get()

    first = settle(item_id=item.pk, answer=days(1), everywhere=False, by=editor, at=LATER)
    second = settle(item_id=item.pk, answer=days(2), everywhere=False, by=editor, at=LATER)

    assert first is not None
    assert (second, promised(), Settlement.objects.count()) == (None, days(1).time, 1)


def test_settled_value_survives_the_next_wording_that_says_the_same(editor: Actor) -> None:
    load(record(channels=[BARE]))
    settle_one(days(1), by=editor, reason="bare_number")

    load(record(channels=[BARE]), at=LATER)
    load(record(channels=[BARE], steps="Bước 1. Nộp hồ sơ"), at=LATER)

    assert (newest().number, promised(), open_doubts()) == (2, days(1).time, [])
    assert [row.allowance for row in newest().channels.all()] == [days(1).time]


@pytest.mark.parametrize(
    "changed", [{**BARE, "time": "2"}, {**BARE, "note": "Có trường hợp 9 ngày làm việc."}], ids=["cell", "note"]
)
def test_settled_value_is_asked_again_when_the_text_changes(changed: dict[str, Any], editor: Actor) -> None:
    load(record(channels=[BARE]))
    settle_one(days(1), by=editor, reason="bare_number")

    load(record(channels=[changed]), at=LATER)

    assert (newest().number, promised(), open_doubts()) == (2, None, ["bare_number"])


def test_promise_for_the_whole_survives_with_all_that_it_answered(editor: Actor) -> None:
    against = {**BARE, "note": "Trong thời hạn 07 ngày làm việc."}
    load(record(channels=[against]))
    settle_one(days(1), by=editor, reason="bare_number")
    settle_one(days(7), by=editor, reason="note_disagrees")

    load(record(channels=[against], steps="Bước 1"), at=LATER)

    assert (newest().number, promised(), open_doubts()) == (2, days(7).time, [])


def test_settled_time_is_what_every_office_promises(editor: Actor) -> None:
    load(record(channels=[BARE]))
    offering = factories.offering(agency=factories.agency(code="H99.72", is_ours=False, with_calendar=False))
    arrangement = factories.arrangement_of(offering)

    settle_one(days(1), by=editor, reason="bare_number")

    assert arrangement.settled_allowance != days(1).time
    assert arrangement.allowance_under(newest()) == days(1).time

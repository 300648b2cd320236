"""Rows leave: claimed, handed over, written down."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from apps.accounts.domain.actor import SYSTEM
from apps.messaging import services
from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.recipients import Recipient
from apps.messaging.domain.retrying import CLAIM_LASTS, MAX_TRIES, PAUSES, MessageState
from apps.messaging.gateways import http
from apps.messaging.models import Delivery, OutboxMessage
from apps.officials.domain.calendars import CalendarLine, DayEntry
from apps.officials.models import Agency
from apps.officials.services import change_setting, put_calendar_days
from tests.messaging.conftest import AT, Enqueue
from tests.messaging.peers import MailPeer, SmsPeer

pytestmark = pytest.mark.django_db

PHONE_ONLY = Recipient(phone="+84912345678")
MAIL_ONLY = Recipient(email="lanh@example.vn")


def the_row() -> OutboxMessage:
    return OutboxMessage.objects.get()


def test_what_is_due_is_sent_and_written_down(enqueue: Enqueue, sms: SmsPeer, mail: MailPeer) -> None:
    enqueue()

    done = services.send_due(at=AT)

    assert done == services.Round(sent=2, failed=0, put_off=0, is_full=False)
    assert set(OutboxMessage.objects.values_list("channel", "state", "tries", "sent_at", "last_error")) == {
        ("sms", "sent", 1, AT, ""),
        ("email", "sent", 1, AT, ""),
        ("in_app", "delivered", 0, AT, ""),
    }
    references = dict(Delivery.objects.values_list("message__channel", "reference"))
    key = OutboxMessage.objects.get(channel="email").key
    assert references == {"sms": "sms-1", "email": f"<{key}@localhost>"}


def test_the_gateway_sees_the_key_of_the_row(enqueue: Enqueue, sms: SmsPeer) -> None:
    enqueue(to=PHONE_ONLY)

    services.send_due(at=AT)

    assert dict(sms.requests) == {str(the_row().key): 1}


def test_a_second_round_sends_nothing_more(enqueue: Enqueue, sms: SmsPeer, mail: MailPeer) -> None:
    enqueue()
    services.send_due(at=AT)

    again = services.send_due(at=AT + timedelta(days=1))

    assert again == services.Round(sent=0, failed=0, put_off=0, is_full=False)
    assert (sms.requests.total(), len(mail.letters)) == (1, 1)


def test_a_round_takes_no_more_than_its_limit_and_says_so(enqueue: Enqueue, sms: SmsPeer) -> None:
    for number in range(3):
        enqueue(to=PHONE_ONLY, about=f"dossier:{number}", at=AT + timedelta(seconds=number))

    first = services.send_due(at=AT + timedelta(minutes=1), limit=2)
    second = services.send_due(at=AT + timedelta(minutes=1), limit=2)

    assert (first.sent, first.is_full) == (2, True)
    assert (second.sent, second.is_full) == (1, False)


def test_a_gateway_in_trouble_is_asked_again_later_and_longer(enqueue: Enqueue, sms: SmsPeer) -> None:
    enqueue(to=PHONE_ONLY)
    sms.answer = lambda _number: (500, b"oops +84912345678")

    assert services.send_due(at=AT).failed == 1
    row = the_row()
    assert (row.state, row.last_error, row.next_try_at) == (MessageState.TEMPORARY, "http_500", AT + PAUSES[0])
    assert services.send_due(at=AT + PAUSES[0] - timedelta(seconds=1)).failed == 0
    assert services.send_due(at=AT + PAUSES[0]).failed == 1
    assert the_row().next_try_at == AT + PAUSES[0] + PAUSES[1]
    sms.answer = None
    assert services.send_due(at=AT + PAUSES[0] + PAUSES[1]).sent == 1
    assert list(Delivery.objects.order_by("attempt").values_list("attempt", "outcome", "error")) == [
        (1, "temporary", "http_500"),
        (2, "temporary", "http_500"),
        (3, "sent", ""),
    ]
    assert list(sms.requests.values()) == [3]


def test_a_gateway_that_stays_in_trouble_is_given_up_where_staff_see_it(enqueue: Enqueue, mail: MailPeer) -> None:
    enqueue(to=MAIL_ONLY)
    mail.refusals = {"lanh@example.vn": "451 try later"}
    at = AT

    for pause in (*PAUSES, timedelta()):
        services.send_due(at=at)
        at += pause

    row = the_row()
    assert (row.state, row.tries, row.next_try_at, row.last_error) == ("permanent", MAX_TRIES, None, "smtp_451")
    assert services.send_due(at=at + timedelta(days=30)).failed == 0
    assert Delivery.objects.count() == MAX_TRIES


@pytest.mark.parametrize(
    ("status", "state"), [(400, "permanent"), (422, "permanent"), (429, "temporary"), (401, "technical")]
)
def test_a_refusal_ends_it_unless_it_is_not_about_the_message(
    enqueue: Enqueue, sms: SmsPeer, status: int, state: str
) -> None:
    enqueue(to=PHONE_ONLY)
    sms.answer = lambda _number: (status, b"{}")

    services.send_due(at=AT)

    assert (the_row().state, the_row().last_error) == (state, f"http_{status}")


def test_a_gateway_that_hangs_is_waited_for_once_in_a_round(
    enqueue: Enqueue, sms: SmsPeer, mail: MailPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "TIMEOUT_SECONDS", 0.3)
    for number in range(3):
        enqueue(about=f"dossier:{number}", at=AT + timedelta(microseconds=number))
    sms.delay = 1.0

    done = services.send_due(at=AT + timedelta(seconds=1))

    assert done == services.Round(sent=3, failed=1, put_off=2, is_full=False)
    rows = OutboxMessage.objects.filter(channel="sms").order_by("pk")
    assert [(row.state, row.tries, row.last_error) for row in rows] == [
        ("temporary", 1, "timeout"),
        ("queued", 0, ""),
        ("queued", 0, ""),
    ]
    sms.delay = 0.0
    assert services.send_due(at=AT + timedelta(minutes=1)).sent == 3


def test_a_way_that_is_not_set_up_is_our_fault_and_not_tried_again(enqueue: Enqueue, settings: object) -> None:
    settings.SMS_GATEWAY_URL = ""  # type: ignore[attr-defined]
    settings.EMAIL_HOST = ""  # type: ignore[attr-defined]
    enqueue()

    services.send_due(at=AT)

    states = set(OutboxMessage.objects.exclude(channel="in_app").values_list("state", "last_error", "next_try_at"))
    assert states == {("technical", "not_configured", None)}


def test_an_sms_waits_for_the_morning_and_the_mail_does_not(enqueue: Enqueue, sms: SmsPeer, mail: MailPeer) -> None:
    night = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)  # Friday, 03:00 in Việt Nam
    enqueue(at=night)

    assert services.send_due(at=night) == services.Round(sent=1, failed=0, put_off=1, is_full=False)
    morning = OutboxMessage.objects.get(channel="sms").next_try_at
    assert morning == datetime(2026, 11, 27, 0, 0, tzinfo=UTC)
    assert services.send_due(at=morning).sent == 1


def test_an_sms_waits_for_the_end_of_a_holiday_of_the_offices_own_calendar(
    enqueue: Enqueue, agency: Agency, sms: SmsPeer
) -> None:
    holiday = CalendarLine(date=AT.date(), kind=DayEntry.HOLIDAY, name="Ngày nghỉ thử")
    put_calendar_days(agency=agency, lines=[holiday], by=SYSTEM, at=AT)
    enqueue(to=PHONE_ONLY)
    enqueue(to=PHONE_ONLY, kind=Kind.APOLOGY_NOTICE)

    services.send_due(at=AT)

    assert dict(OutboxMessage.objects.values_list("kind", "state")) == {
        "submitted": "queued",
        "apology_notice": "sent",
    }
    assert OutboxMessage.objects.get(kind="submitted").next_try_at == datetime(2026, 11, 27, 0, 0, tzinfo=UTC)


def test_an_office_may_choose_its_own_hours(enqueue: Enqueue, agency: Agency, sms: SmsPeer) -> None:
    change_setting(agency=agency, name="sms_from_hour", value=10)
    enqueue(to=PHONE_ONLY)

    services.send_due(at=AT)

    assert the_row().next_try_at == AT + timedelta(hours=1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_hold_the_same_row(enqueue: Enqueue, sms: SmsPeer) -> None:
    for number in range(30):
        enqueue(to=PHONE_ONLY, about=f"dossier:{number}")
    together, rounds = threading.Barrier(3), []

    def work() -> None:
        together.wait()
        try:
            rounds.append(services.send_due(at=AT, limit=30))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(done.sent for done in rounds) == 30
    assert set(sms.requests.values()) == {1}


def test_a_sender_that_died_is_replaced_when_its_claim_runs_out(enqueue: Enqueue, sms: SmsPeer) -> None:
    (row,) = enqueue(to=PHONE_ONLY)
    _die_while_sending(row)

    assert services.send_due(at=AT + CLAIM_LASTS - timedelta(seconds=1)).sent == 0
    assert services.send_due(at=AT + CLAIM_LASTS).sent == 1
    assert list(Delivery.objects.values_list("attempt", flat=True)) == [2]


def test_a_row_whose_senders_always_die_is_given_up(enqueue: Enqueue, sms: SmsPeer) -> None:
    (row,) = enqueue(to=PHONE_ONLY)
    _die_while_sending(row, tries=MAX_TRIES)

    services.send_due(at=AT + CLAIM_LASTS)

    assert (the_row().state, the_row().last_error, sms.requests.total()) == ("technical", "no_report", 0)


def test_what_is_owed_becomes_a_letter_when_its_senders_always_die(enqueue: Enqueue, sms: SmsPeer) -> None:
    (row, *_inbox) = enqueue(to=PHONE_ONLY, kind=Kind.REFUSED)
    _die_while_sending(row, tries=MAX_TRIES)

    services.send_due(at=AT + CLAIM_LASTS)

    assert OutboxMessage.objects.get(channel=Channel.POST.value).state == "queued"


def test_a_gateway_of_ours_that_breaks_costs_one_attempt_and_no_other_way(
    enqueue: Enqueue, sms: SmsPeer, mail: MailPeer, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SMS_GATEWAY_TOKEN = "mã số"  # no header can carry it
    enqueue()

    services.send_due(at=AT)

    states = OutboxMessage.objects.exclude(channel="in_app").order_by("channel").values_list("channel", "state")
    assert list(states) == [("email", "sent"), ("sms", "technical")]
    assert OutboxMessage.objects.get(channel="sms").next_try_at == AT + PAUSES[0]
    assert "UnicodeEncodeError" in caplog.text
    assert "912345678" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_sender_who_comes_late_does_not_undo_what_another_did(enqueue: Enqueue, sms: SmsPeer) -> None:
    enqueue(to=PHONE_ONLY)

    def answer(_number: int) -> tuple[int, bytes]:
        # While the first sender still waits for this answer, its claim ran out and a second one sent the message.
        OutboxMessage.objects.update(state="sent", sent_at=AT, next_try_at=None, tries=2)
        connection.close()
        return 500, b""

    sms.answer = answer
    services.send_due(at=AT + timedelta(minutes=5))

    assert (the_row().state, the_row().sent_at) == ("sent", AT)


@pytest.mark.django_db(transaction=True)
def test_sending_inside_a_transaction_is_refused(enqueue: Enqueue) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        services.send_due(at=AT)


def test_attempts_are_never_rewritten(enqueue: Enqueue, sms: SmsPeer) -> None:
    enqueue(to=PHONE_ONLY)
    services.send_due(at=AT)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Delivery.objects.update(outcome="permanent")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Delivery.objects.all().delete()
    assert Delivery.objects.get().outcome == "sent"


def test_the_rows_that_are_due_are_found_by_a_partial_index(agency: Agency) -> None:
    OutboxMessage.objects.bulk_create(
        OutboxMessage(
            agency=agency, about=f"dossier:{n}", kind="submitted", channel=Channel.SMS.value, body="x",
            state="sent", sent_at=AT, created_at=AT,
        )
        for n in range(2000)
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE messaging_outboxmessage")
    due = OutboxMessage.objects.filter(channel="sms", next_try_at__lte=AT)

    assert "messaging_due" in due.order_by("next_try_at", "pk")[:20].explain()


def _die_while_sending(row: OutboxMessage, *, tries: int = 1) -> None:
    """What a kill -9 between claim and report leaves behind."""
    OutboxMessage.objects.filter(pk=row.pk).update(
        state=MessageState.SENDING.value, tries=tries, claimed_at=AT, next_try_at=AT + CLAIM_LASTS
    )

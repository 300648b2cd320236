"""What an owner may follow: who looked, whether the history is whole, what was written to and fro."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, DossierEvent, EventNote, ReadLog, TalkLine
from apps.dossiers.selectors import verify_chain
from apps.dossiers.selectors.reads import reads
from apps.messaging.models import OutboxMessage
from apps.officials.domain.duties import Duty
from apps.officials.models import Official
from apps.officials.services import change_setting
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.factories import Office
from tests.portal.filers import key_in, page, walk_hers
from tests.walking import walk_to

pytestmark = pytest.mark.django_db


@contextmanager
def without_the_trigger() -> Iterator[None]:
    """As somebody with the keys of the database would go about it."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE dossiers_dossierevent DISABLE TRIGGER dossiers_event_no_change")
        yield
        cursor.execute("ALTER TABLE dossiers_dossierevent ENABLE TRIGGER dossiers_event_no_change")


# who looked


def test_owner_sees_unit_duty_and_hour_of_each_reading_and_no_name(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.PROCESSING, office, clock)
    thuy = factories.official(
        agency=office.agency, name="Lò Thị Thủy", position="Trưởng phòng", duties=(Duty.UNIT_HEAD,)
    )
    Official.objects.filter(pk=thuy.pk).update(unit_name="Văn phòng HĐND và UBND")
    clock.at = clock.at.replace(hour=9, minute=5) + timedelta(days=1)
    head = Seat(thuy)
    for minutes in (0, 7, 50):
        clock.at = clock.at.replace(minute=5) + timedelta(minutes=minutes)
        head.get("dossier", dossier.code)
    clock.at += timedelta(days=1)
    Official.objects.filter(pk=thuy.pk).update(unit_name="Nơi khác")  # moved since

    html = page(mai.get(f"/ho-so/{dossier.code}/ai-da-xem/"))
    story = page(mai.get(f"/ho-so/{dossier.code}/"))

    for shown in (html, story):
        assert "Trưởng bộ phận, Văn phòng HĐND và UBND" in shown
        assert "9:05 thứ Ba, 17/11/2026" in shown
        assert thuy.name not in shown.split("Ai đã xem hồ sơ của tôi")[-1]
    assert html.count("Văn phòng HĐND và UBND") == 1  # three times within one hour
    change_setting(agency=office.agency, name="reader_names", value=True)
    assert thuy.name in page(mai.get(f"/ho-so/{dossier.code}/ai-da-xem/"))


def test_readings_go_on_page_by_page_in_a_steady_number_of_queries(
    office: Office, clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    for hour in range(5):
        ReadLog.objects.create(
            agency=office.agency,
            dossier=dossier,
            actor=f"official:{office.clerk.pk}",
            door="desk",
            at=clock.at + timedelta(hours=hour),
        )

    with django_assert_num_queries(2):
        first = reads(dossier=dossier, limit=3)
    with django_assert_num_queries(2):
        rest = reads(dossier=dossier, limit=3, before=first[-1].mark)

    assert [row.at for row in first + rest] == sorted((row.at for row in first + rest), reverse=True)
    assert len(first) == 3
    assert len(first + rest) == 5
    assert first[0].unit == office.agency.desk_name  # nothing was kept of old readings but who it was


# the chain


def test_whole_history_says_since_when_and_finds_what_is_printed(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.AWAITING_SUPPLEMENT, office, clock)
    slip = dossier.slips.get(kind="receipt")
    EventNote.objects.filter(event__dossier=dossier).delete()
    address = f"/ho-so/{dossier.code}/chuoi/"

    html = page(mai.get(address))
    typed = page(mai.get(address, {"ma": " ".join(re.findall("....", slip.head[:16])).upper()}))

    assert "Nguyên vẹn từ thứ Hai, 16/11/2026 đến nay" in html
    assert "lời ghi kèm đã xoá theo quy định" in html
    assert slip.facts["head"]["head_hash"] in html
    assert "Khớp: giấy này lập ở việc số 3" in typed
    assert "Không khớp việc nào" in page(mai.get(address, {"ma": "0" * 16}))
    assert "Gõ ít nhất 8 ký tự" in page(mai.get(address, {"ma": "xyz"}))


@pytest.mark.parametrize("touched", ["facts", "note", "gone", "row"])
def test_what_was_touched_is_shown_where_it_breaks(mai: Client, office: Office, clock: Clock, touched: str) -> None:
    dossier = walk_hers(Status.AWAITING_SUPPLEMENT, office, clock)
    events = DossierEvent.objects.filter(dossier=dossier)
    assert "Nguyên vẹn" in page(mai.get(f"/ho-so/{dossier.code}/chuoi/"))
    asking = events.get(action="request_supplement").sequence
    with without_the_trigger():
        if touched == "facts":
            events.filter(sequence=asking).update(facts={"asked": [{"defect": "other"}]})
        elif touched == "note":
            EventNote.objects.filter(event__in=events, event__sequence=asking).update(text="Lời khác")
        elif touched == "gone":
            last = events.order_by("-sequence")[0]
            connection.cursor().execute("DELETE FROM dossiers_dossierevent WHERE id = %s", [last.pk])
        else:
            Dossier.objects.filter(pk=dossier.pk).update(supplement_count=7)

    html = page(mai.get(f"/ho-so/{dossier.code}/chuoi/"))
    seen = words(Seat(office.leader).get("chain", dossier.code))

    expected = {
        "facts": (f"Chuỗi đứt ở việc số {asking}", "dòng này đã bị sửa sau khi ghi"),
        "note": (f"Chuỗi đứt ở việc số {asking}", "lời ghi kèm đã bị sửa"),
        "gone": ("Hồ sơ không khớp với lịch sử của nó", "không khớp"),
        "row": ("Hồ sơ không khớp với lịch sử của nó", "Gọi"),
    }
    for sentence in expected[touched]:
        assert sentence in html
    assert expected[touched][0] in seen
    assert "Nguyên vẹn" not in html


# the talk


def test_citizen_and_officer_write_to_each_other(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.PROCESSING, office, clock)
    place, seat = f"/ho-so/{dossier.code}/trao-doi/", Seat(office.officer)
    fields = {"text": "Bao giờ tôi phải ra ký ạ?", "khoa": key_in(page(mai.get(place)))}
    for _ in range(2):
        asked = mai.post(place, fields, follow=True)
    waiting = words(seat.get("inbox"))
    clock.at += timedelta(minutes=5)
    for text in ("Thứ Sáu bạn ra quầy 2 nhé.", "Nhớ mang căn cước."):
        seat.post("talk", dossier.code, text=text, key=text[:9])

    html, story = page(mai.get(place)), page(mai.get(f"/ho-so/{dossier.code}/"))

    dossier.refresh_from_db()
    assert "Bao giờ tôi phải ra ký ạ?" in page(asked)
    assert "Người dân nhắn, chờ trả lời" in waiting
    assert "Người dân nhắn, chờ trả lời" not in words(seat.get("inbox"))
    assert f"{office.officer.name}, công chức thụ lý" in html
    assert "Thứ Sáu bạn ra quầy 2 nhé." in html
    assert "cán bộ đã xem" in html
    assert "lời nhắn bạn chưa đọc" not in story  # just read
    assert TalkLine.objects.filter(dossier=dossier).count() == 3
    sent = OutboxMessage.objects.filter(kind="office_wrote")
    assert {message.cycle for message in sent} == {dossier.last_sequence - 1}  # told once for both lines
    assert all("quầy 2" not in message.body for message in sent)
    assert verify_chain(dossier=dossier) == dossier.chain_head
    assert "quầy 2" not in str(list(dossier.events.values_list("facts", "changes")))


def test_talk_has_limits_and_an_end(mai: Client, neighbour: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.SUBMITTED, office, clock)
    place = f"/ho-so/{dossier.reference}/trao-doi/"
    answers = [mai.post(place, {"text": f"Câu {n}", "khoa": f"k{n}"}).status_code for n in range(21)]
    at_counter = words(Seat(office.clerk).get("counter"))
    over = walk_hers(Status.WITHDRAWN, office, clock)

    late = mai.post(f"/ho-so/{over.reference}/trao-doi/", {"text": "Còn nữa", "khoa": "z"}, follow=True)

    assert answers == [302] * 20 + [429]
    assert "Người dân nhắn, chờ trả lời" in at_counter
    assert "Hồ sơ đã khép lại" in page(late)
    assert not over.talk.exists()
    assert mai.post(place, {"text": " " * 9}).status_code == 422
    assert mai.post(place, {"text": "a" * 2001}).status_code == 422
    assert neighbour.post(place, {"text": "Tôi cũng hỏi"}).status_code == 404


def test_official_who_writes_nothing_about_a_closed_dossier_reads_why_nothing_can_be_written(
    office: Office, clock: Clock
) -> None:
    seat, over = Seat(office.officer), walk_to(status=Status.WITHDRAWN, office=office)

    empty = seat.post("talk", over.reference, text="", key="k")
    shown = words(seat.get("dossier", over.reference))

    assert (empty.status_code, empty.headers["Location"]) == (302, reverse("desk:dossier", args=[over.reference]))
    assert "Hồ sơ đã khép lại nên không nhắn thêm được." in shown


def test_dossier_that_was_received_is_withdrawn_through_the_desk(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.PROCESSING, office, clock)

    html = page(mai.get(f"/ho-so/{dossier.code}/rut/"))
    mai.post(f"/ho-so/{dossier.code}/rut/", {"khoa": "k", "reason": ""})

    dossier.refresh_from_db()
    assert "rút thì lãnh đạo xác nhận" in html
    assert dossier.status == Status.PROCESSING

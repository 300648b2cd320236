"""The first screen of the day says what can be counted again, and nothing that is only true of a part."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.dossiers.domain.timeliness import LateBasis
from apps.dossiers.models import Dossier
from apps.officials.domain.duties import Duty
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from apps.reports.labels.morning import day_before_words, ending_words, late_words
from apps.reports.selectors.morning import Morning, morning
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.reports import mornings
from tests.reports.mornings import AT, CAME, LATE
from tests.reports.test_board import count_by_hand

QUERIES = 16


def seen(office: Office) -> Morning:
    actor = actor_of(official=office.leader, at=AT)
    return morning(actor=actor, agency=office.agency, at=AT, basis=LateBasis.ORIGINAL)


def unit_head(*, office: Office) -> Official:
    """Who gets the link."""
    return factories.official(
        agency=office.agency, name="Lò Văn Pành", position="Trưởng phòng Kinh tế", duties=(Duty.UNIT_HEAD,)
    )


@pytest.mark.django_db
def test_the_morning_says_what_its_lists_say_to_whoever_gets_the_link(client: Client, clock: Clock) -> None:
    clock.at = AT
    office = factories.office()
    mornings.before_work(office=office)

    with CaptureQueriesContext(connection) as queries:
        found = seen(office)
    client.force_login(unit_head(office=office).user)
    counted = {
        figure.href: (figure.value, count_by_hand(client, figure.href))
        for figure in (
            *(found.yesterday.received, found.yesterday.done, found.yesterday.late),
            *(found.overdue, found.today.figure, found.tomorrow, found.places[0].figure),
            *(figure for _, figure in found.desk),
        )
    }

    assert {value for value, again in counted.values() if value != again} == set()
    assert found.yesterday.words == "Hôm qua, 16/11/2026"
    assert found.yesterday.received.value == CAME
    assert found.sentence == (
        "2 hồ sơ đang trễ, đều thuộc Đất đai, đều ở bàn "
        f"{office.officer.name} ({office.officer.unit_name or office.officer.position}), "
        "bước “Kiểm tra, soạn kết quả”, đã 4 ngày làm việc."
    )
    assert found.places[0].figure.value == found.overdue.value == LATE
    assert found.today.words == "2 đã trả lời “không kịp”, 1 chưa trả lời."
    assert len(queries) <= QUERIES

    land = Dossier.objects.filter(field__slug="dat-dai", received_at__isnull=False)
    Dossier.objects.filter(pk=land.earliest("pk").pk).update(holder=None)
    split = [one.figure for one in seen(office).places]
    assert [figure.value for figure in split] == [count_by_hand(client, figure.href) for figure in split] == [1, 1]


def test_all_is_said_only_of_all() -> None:
    land, births = ("Đất đai", "ở bàn A"), ("Hộ tịch", "ở bàn B")

    assert late_words(total=0, places=[], is_all=True) == "Không có hồ sơ nào đang trễ."
    assert late_words(total=1, places=[land], is_all=True) == "1 hồ sơ đang trễ, Đất đai, ở bàn A."
    assert "đều thuộc Đất đai; nhiều nhất" in late_words(total=3, places=[land, ("Đất đai", "B")], is_all=True)
    assert "đều ở bàn A" in late_words(total=3, places=[land, ("Hộ tịch", "ở bàn A")], is_all=True)
    for places, is_all in (([land, births], True), ([land], False), ([land, land], False)):
        assert "đều" not in late_words(total=9, places=places, is_all=is_all)


def test_a_morning_after_days_without_work_names_the_last_day_of_work() -> None:
    assert day_before_words(day=date(2026, 11, 20), today=date(2026, 11, 23)) == "Thứ Sáu, 20/11/2026"
    assert ending_words(total=0, will_keep=0, will_break=0) == "Không có lời hẹn nào hết hạn hôm nay."
    assert ending_words(total=2, will_keep=1, will_break=1) == "1 đã trả lời “không kịp”, 1 đã trả lời “kịp”."

"""An office says it in its own words: in force at once, checked, kept version by version, never in a message's way."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from apps.messaging.domain.checking import Part
from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.wording import FaultKind, Text
from apps.messaging.models import MessageTemplate
from apps.messaging.selectors import templates as selectors
from apps.messaging.services.enqueueing import NotByThisWay, enqueue
from apps.messaging.services.templates import BadWording, ChangedMeanwhile, back_to_default, change_wording
from apps.officials.selectors import actor_of
from apps.procedures.models import Offering
from tests import factories
from tests.factories import Office
from tests.messaging.conftest import AT, LANH

pytestmark = pytest.mark.django_db
OURS = "Thông báo của {{ unit }}: hồ sơ …{{ code_tail }} đã xong.[[ Gọi {{ hotline }}.]] Đọc ở {{ portal }}."
THEIRS = OURS.replace("đã xong", "đã có giấy")


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def marriage(office: Office) -> Offering:
    return factories.offering(agency=office.agency)


def change(office: Office, body: str, *, offering: Offering | None = None, seen: int = 0) -> MessageTemplate:
    return change_wording(
        agency=office.agency,
        kind=Kind.RESULT_READY,
        channel=Channel.SMS,
        offering=offering,
        text=Text(subject="", body=body),
        seen=seen,
        by=actor_of(official=office.administrator, at=AT),
        at=AT,
    )


def give_up(office: Office, *, offering: Offering | None = None, seen: int = 0) -> None:
    back_to_default(
        agency=office.agency,
        kind=Kind.RESULT_READY,
        channel=Channel.SMS,
        offering=offering,
        seen=seen,
        by=actor_of(official=office.administrator, at=AT),
        at=AT,
    )


def said(office: Office, *, offering: Offering | None = None, about: str = "dossier:1") -> str:
    """What the SMS says that a finished dossier causes."""
    (row,) = enqueue(
        agency_id=office.agency.pk,
        about=about,
        kind=Kind.RESULT_READY,
        to=LANH,
        facts={"code": "H99.71-261126-0007"},
        at=AT,
        channels=[Channel.SMS],
        offering_id=offering.pk if offering else None,
    )
    body: str = row.body
    return body


def test_an_office_is_quoted_word_for_word(office: Office) -> None:
    change(office, OURS)

    assert said(office) == (
        "Thông báo của UBND xã Suối Mây: hồ sơ …0007 đã xong. Gọi 0205 3800 100. Đọc ở http://localhost:8000."
    )


def test_a_procedures_own_words_win_over_the_offices_and_only_for_it(office: Office, marriage: Offering) -> None:
    other = factories.offering(agency=office.agency, name="Chứng thực chữ ký")
    change(office, OURS)
    change(office, THEIRS, offering=marriage)

    assert "đã có giấy" in said(office, offering=marriage)
    assert "đã xong" in said(office, offering=other, about="dossier:2")
    assert "đã xong" in said(office, about="dossier:3")


def test_back_to_the_default_is_one_step_down(office: Office, marriage: Offering) -> None:
    change(office, OURS)
    change(office, THEIRS, offering=marriage)

    give_up(office, offering=marriage, seen=1)
    assert "đã xong" in said(office, offering=marriage)

    give_up(office, seen=1)
    assert "đã có kết quả" in said(office, offering=marriage, about="dossier:2")


def test_going_back_from_nowhere_writes_nothing(office: Office) -> None:
    give_up(office)

    assert not MessageTemplate.objects.exists()


def test_another_offices_words_are_not_ours(office: Office) -> None:
    foreign = factories.office(code="H99.72", name="Nậm Khao", is_ours=False)
    change(foreign, OURS)

    assert "đã có kết quả" in said(office)


def test_every_version_is_kept_with_who_and_when(office: Office) -> None:
    change(office, OURS)
    change(office, THEIRS, seen=1)

    kept = selectors.history(agency=office.agency, kind=Kind.RESULT_READY, channel=Channel.SMS, offering=None)
    assert [(row.version, row.body, row.changed_by, row.changed_at) for row in kept] == [
        (2, THEIRS, office.administrator, AT),
        (1, OURS, office.administrator, AT),
    ]


def test_the_same_words_again_are_no_new_version(office: Office) -> None:
    assert change(office, OURS) == change(office, OURS) == change(office, OURS, seen=1)


def test_who_did_not_see_the_last_version_does_not_overwrite_it(office: Office) -> None:
    change(office, OURS)

    with pytest.raises(ChangedMeanwhile):
        change(office, THEIRS)


@pytest.mark.django_db(transaction=True)
def test_of_two_writers_at_the_same_time_one_is_told(office: Office) -> None:
    told: list[str] = []
    start = threading.Barrier(2)

    def write(body: str) -> None:
        try:
            start.wait(timeout=20)
            change(office, body)
            told.append("in force")
        except ChangedMeanwhile:
            told.append("changed meanwhile")
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=[body]) for body in (OURS, THEIRS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=30)

    assert sorted(told) == ["changed meanwhile", "in force"]
    assert MessageTemplate.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (OURS + "{{ settings.SECRET_KEY }}", FaultKind.BRACES),
        (OURS + "{% include '/etc/passwd' %}", FaultKind.BRACES),
        (OURS + "{{ code }}", FaultKind.FORBIDDEN_FACT),
        (OURS + " Về việc xác nhận tình trạng hôn nhân.", FaultKind.TITLE),
        (OURS + " http://x.example/", FaultKind.ADDRESS),
        ("x" * 1_000_000, FaultKind.TOO_LONG),
        ("", FaultKind.EMPTY),
    ],
)
def test_what_may_not_be_said_is_not_kept(office: Office, marriage: Offering, body: str, kind: FaultKind) -> None:
    with pytest.raises(BadWording) as refused:
        change(office, body)

    assert [fault.kind for fault in refused.value.faults[Part.BODY]] == [kind]
    assert not MessageTemplate.objects.exists()


def test_signs_that_other_languages_run_are_sent_as_they_are(office: Office) -> None:
    change(office, OURS + " <script>alert(1)</script> %(unit)s {0} ${unit} %n")

    assert said(office).endswith(" <script>alert(1)</script> %(unit)s {0} ${unit} %n")


def test_a_way_the_kind_never_takes_has_no_wording(office: Office) -> None:
    with pytest.raises(NotByThisWay):
        change_wording(
            agency=office.agency,
            kind=Kind.SURVEY_INVITATION,
            channel=Channel.SMS,
            offering=None,
            text=Text(subject="", body=OURS),
            seen=0,
            by=actor_of(official=office.administrator, at=AT),
            at=AT,
        )


@pytest.mark.parametrize("body", ["{{ nowhere }}", "{% if", "[[", "hồ sơ {{ code }}"])
def test_a_broken_wording_stops_no_message_and_is_found(office: Office, body: str) -> None:
    """Nobody can write it today; an older release may have."""
    broken = MessageTemplate.objects.create(
        agency=office.agency,
        kind=Kind.RESULT_READY,
        channel=Channel.SMS,
        version=1,
        body=body,
        changed_by=office.administrator,
        changed_at=AT,
    )

    assert "đã có kết quả" in said(office)
    (found,) = selectors.broken(agency=office.agency)
    assert found.template == broken
    assert found.faults[Part.BODY]


def test_words_for_a_kind_of_another_release_are_left_alone(office: Office) -> None:
    MessageTemplate.objects.create(
        agency=office.agency,
        kind="of_tomorrow",
        channel="drum",
        version=1,
        body="x",
        changed_by=office.administrator,
        changed_at=AT,
    )

    assert selectors.broken(agency=office.agency) == []
    assert all(one.template is None for one in selectors.in_force(agency=office.agency, offering=None))


def test_the_database_lets_no_version_be_rewritten_or_doubled(office: Office) -> None:
    written = change(office, OURS)

    for forbidden in (
        lambda: MessageTemplate.objects.filter(pk=written.pk).update(body="khác"),
        lambda: MessageTemplate.objects.filter(pk=written.pk).delete(),
        lambda: MessageTemplate.objects.create(
            agency=office.agency,
            kind=Kind.RESULT_READY,
            channel=Channel.SMS,
            version=1,
            body="khác",
            changed_by=office.administrator,
            changed_at=AT + timedelta(hours=1),
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            forbidden()

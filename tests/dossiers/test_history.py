"""The bulk writer leaves behind exactly what the same acts leave when they are done one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet

from apps.core.forking import BrokenOff
from apps.dossiers import selectors
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Action, Status
from apps.dossiers.models import Dossier, DossierDocument, EventNote, Fact
from apps.dossiers.services import filing, pausing, processing, receiving, returning
from apps.dossiers.services.history import write_histories
from apps.dossiers.services.lives import Act, Story
from apps.dossiers.services.pausing import Asked
from apps.dossiers.services.processing import PreparedResult
from apps.dossiers.services.returning import Collector
from apps.messaging.models import OutboxMessage
from apps.officials.models import NumberSeries
from apps.reports.services import rollups
from tests import factories
from tests.factories import Office
from tests.histories import DAY, Acting, draft, story
from tests.walking import MONDAY, REASON

pytestmark = pytest.mark.django_db
NUMBERED = ("code", "book_number")


@pytest.fixture
def office() -> Office:
    return factories.office()


WHOLE_LIFE = (
    *("submit", "receive", "forward", "take", "extend"),
    *("ask", "complete", "prepare", "give_back", "prepare", "sign", "hand_over"),
)
LIVES = {
    Status.SUBMITTED: ("submit",),
    Status.REFUSED: ("submit", "refuse"),
    Status.RECEIVED: ("submit", "receive"),
    Status.AWAITING_SUPPLEMENT: ("submit", "receive", "forward", "take", "ask"),
    Status.AWAITING_SIGNATURE: ("receive", "forward", "take", "prepare"),
    Status.RESULT_READY: ("receive", "forward", "take", "prepare", "sign"),
    Status.WITHDRAWN: ("submit", "receive", "forward", "withdraw"),
    Status.RETURNED: WHOLE_LIFE,
}


def live_one_by_one(*, dossier: Dossier, acts: Iterable[Act], leader_id: int) -> Dossier:
    """The same acts through the services that every page uses."""
    for act in acts:
        who: dict[str, Any] = {"dossier_id": dossier.pk, "by": act.by, "at": act.at}
        told = act.particulars
        match act.action:
            case Action.SUBMIT:
                filing.submit(**who)
            case Action.RECEIVE:
                receiving.receive(**who)
            case Action.FORWARD:
                processing.forward(**who, receiver_id=told["receiver_id"], planned_hours=told["planned_hours"])
            case Action.TAKE:
                processing.take(**who)
            case Action.EXTEND:
                processing.extend(
                    **who,
                    new_due_date=told["new_due_date"],
                    reason_code=act.facts["reason_code"],
                    reason=act.reason,
                )
            case Action.REQUEST_SUPPLEMENT:
                pausing.request_supplement(**who, asked=Asked(reason=act.reason, **told))
            case Action.ACCEPT_SUPPLEMENT:
                pausing.accept_supplement(**who, planned_hours=told["planned_hours"])
            case Action.SUBMIT_FOR_SIGNATURE:
                result = PreparedResult(title="Giấy xác nhận", outcome=told["outcome"])
                processing.submit_for_signature(**who, leader_id=leader_id, result=result)
            case Action.RETURN_TO_OFFICER:
                processing.return_to_officer(**who, reason=act.reason)
            case Action.SIGN:
                processing.sign(**who)
            case Action.RETURN_RESULT:
                collector = Collector(name=act.note, relation=act.facts["relation"], identity_checked=True)
                returning.return_result(**who, collector=collector)
            case other:
                raise AssertionError(other)
    dossier.refresh_from_db()
    return dossier


def siblings(dossier: Dossier) -> dict[str, list[dict[str, Any]]]:
    """Every row that an act leaves beside the dossier, without the keys that must differ."""
    own = {"id", "dossier_id", "head", "note_digest", "event_id"}
    querysets: tuple[QuerySet[Any], ...] = (
        *(dossier.events.all(), dossier.pauses.all()),
        *(dossier.extensions.all(), dossier.results.all(), dossier.asked_items.all()),
    )
    found: dict[str, list[dict[str, Any]]] = {
        queryset.model.__name__: [
            {name: value for name, value in row.items() if name not in own} for row in queryset.order_by("pk").values()
        ]
        for queryset in querysets
    }
    addresses = [address for row in found["Result"] if (address := row.pop("address"))]
    assert addresses == [event["facts"].pop("address") for event in found["DossierEvent"] if event["action"] == "sign"]
    for event in found["DossierEvent"]:
        event["changes"] = {name: value for name, value in event["changes"].items() if name not in NUMBERED}
    notes = EventNote.objects.filter(event__dossier=dossier).order_by("event__sequence")
    found["EventNote"] = [{"sequence": note.event.sequence, "text": note.text} for note in notes]
    return found


def test_a_whole_life_written_at_once_equals_the_life_lived_act_by_act(office: Office) -> None:
    person = factories.person()
    model = draft(office=office, offering=factories.offering(agency=office.agency), person=person)
    acts = Acting(office=office, person=person).acts(*WHOLE_LIFE)
    same_story = story(model=model, acts=acts)
    lived = live_one_by_one(dossier=model, acts=acts, leader_id=office.leader.pk)

    write_histories(chapters=[lambda: [same_story]], seed=1)

    written = Dossier.objects.exclude(pk=lived.pk).get()
    assert lived.status == Status.RETURNED
    assert replace(written.state(), code="", book_number=None) == replace(lived.state(), code="", book_number=None)
    assert siblings(written) == siblings(lived)
    assert {row["is_current"] for row in siblings(written)["Result"]} == {True, False}


@pytest.mark.parametrize("status", LIVES)
def test_every_history_is_the_reading_of_its_events(office: Office, status: Status) -> None:
    person = factories.person()
    model = draft(office=office, offering=factories.offering(agency=office.agency), person=person)
    acts = Acting(office=office, person=person).acts(*LIVES[status])

    write_histories(chapters=[lambda: [story(model=model, acts=acts)]], seed=1)

    dossier = Dossier.objects.exclude(pk=model.pk).get()
    assert dossier.status == status
    assert selectors.folded(dossier=dossier) == dossier.state()
    assert selectors.verify_chain(dossier=dossier) == dossier.chain_head


def test_numbers_go_on_from_what_the_desk_gave_out_and_the_desk_goes_on_after_them(office: Office) -> None:
    person = factories.person()
    offering = factories.offering(agency=office.agency)
    acting = Acting(office=office, person=person)
    received = acting.acts("receive")
    first = draft(office=office, offering=offering, person=person)
    live_one_by_one(dossier=first, acts=received, leader_id=office.leader.pk)
    tuesday = [replace(acting.receive, at=MONDAY + DAY)]

    write_histories(chapters=[lambda: [story(model=first, acts=received), story(model=first, acts=tuesday)]], seed=1)
    last = draft(office=office, offering=offering, person=person)
    live_one_by_one(dossier=last, acts=tuesday, leader_id=office.leader.pk)

    assert list(Dossier.objects.order_by("book_number").values_list("code", "book_number")) == [
        ("H99.71-261116-0001", 1),
        ("H99.71-261116-0002", 2),
        ("H99.71-261117-0001", 3),
        ("H99.71-261117-0002", 4),
    ]
    assert NumberSeries.objects.get(series="book").last == 4


def test_histories_are_the_same_however_many_processes_tell_them(office: Office) -> None:
    person = factories.person()
    model = draft(office=office, offering=factories.offering(agency=office.agency), person=person)
    acting = Acting(office=office, person=person)
    stories = [story(model=model, acts=acting.acts(*names)) for names in LIVES.values()]

    one, three = (_written(model=model, stories=stories, processes=processes) for processes in (1, 3))

    assert one == three
    assert sorted(look["status"] for look in one) == sorted(LIVES)


def _written(*, model: Dossier, stories: Sequence[Story], processes: int) -> list[dict[str, Any]]:
    """What was written, without the keys; then it is undone."""
    chapters = [partial(list[Story], stories[first : first + 2]) for first in range(0, len(stories), 2)]
    with transaction.atomic():
        assert write_histories(chapters=chapters, seed=1, processes=processes) == len(stories)
        dossiers = list(Dossier.objects.exclude(pk=model.pk).order_by("pk"))
        for dossier in dossiers:
            assert selectors.folded(dossier=dossier) == dossier.state()
            assert selectors.verify_chain(dossier=dossier) == dossier.chain_head
        seen = [
            {
                **{name: getattr(dossier, name) for name in ("temporary_ref", "code", "book_number", "status")},
                **siblings(dossier),
                "salts": list(EventNote.objects.filter(event__dossier=dossier).order_by("pk").values_list("salt")),
            }
            for dossier in dossiers
        ]
        transaction.set_rollback(True)
    return seen


def test_numbers_follow_reception_whatever_the_order_of_the_chapters(office: Office) -> None:
    person = factories.person()
    model = draft(office=office, offering=factories.offering(agency=office.agency), person=person)
    acting = Acting(office=office, person=person)
    lives = [story(model=model, acts=acting.at(MONDAY + days * DAY, "submit", "receive")) for days in (2, 0, 1)]

    write_histories(chapters=[partial(list[Story], [life]) for life in lives], seed=1)

    written = Dossier.objects.exclude(pk=model.pk).order_by("received_at")
    assert list(written.values_list("book_number", flat=True)) == [1, 2, 3]
    assert list(written.order_by("pk")) == list(written)


def test_the_figures_of_histories_come_from_a_rebuild_and_nobody_is_told(office: Office) -> None:
    person = factories.person()
    model = draft(office=office, offering=factories.offering(agency=office.agency), person=person)
    acting = Acting(office=office, person=person)
    stories = [story(model=model, acts=acting.acts(*names)) for names in LIVES.values()]

    count = write_histories(chapters=[lambda: stories], seed=1)
    assert rollups.differences()
    rollups.rebuild()

    assert count == len(LIVES)
    assert rollups.differences() == []
    assert (Fact.objects.count(), OutboxMessage.objects.count()) == (0, 0)


def test_what_is_personal_lies_sealed(office: Office) -> None:
    person = factories.person(personal_id="036198004321")
    model = draft(office=office, offering=factories.offering(agency=office.agency), person=person)
    acts = Acting(office=office, person=person).acts("submit", "refuse")
    paper = {
        "required_id": None,
        "position": 1,
        "name": "Tờ khai",
        "originals": 1,
        "photocopies": 0,
        "file_id": None,
        "added_by": person.key,
        "added_at": MONDAY,
        "removed_at": None,
    }

    write_histories(chapters=[lambda: [story(model=model, acts=acts, documents=[paper])]], seed=1)

    dossier = Dossier.objects.exclude(pk=model.pk).get()
    note = EventNote.objects.get(event__dossier=dossier)
    assert (dossier.applicant_personal_id, note.text) == ("036198004321", REASON)
    assert DossierDocument.objects.get(dossier=dossier).name == "Tờ khai"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT d.*::text || n.*::text FROM dossiers_dossier d, dossiers_eventnote n WHERE d.id = %s AND n.id = %s",
            [dossier.pk, note.pk],
        )
        (row,) = cursor.fetchone()
    assert person.name in row
    assert "036198004321" not in row
    assert REASON not in row


@pytest.mark.parametrize(("processes", "refusal"), [(1, Forbidden), (2, BrokenOff)])
def test_an_unlawful_history_leaves_nothing(office: Office, processes: int, refusal: type[Exception]) -> None:
    person = factories.person()
    model = draft(office=office, offering=factories.offering(agency=office.agency), person=person)
    acting = Acting(office=office, person=person)
    lawful, unlawful = (story(model=model, acts=acting.acts("submit", *more)) for more in ((), ("sign",)))

    with pytest.raises(refusal):
        write_histories(chapters=[lambda: [lawful], lambda: [unlawful]], seed=1, processes=processes)

    assert list(Dossier.objects.values_list("pk", flat=True)) == [model.pk]
    assert not NumberSeries.objects.exists()

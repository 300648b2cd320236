"""A result changes hands: once, to whoever may take it, with everything that belongs to it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from apps.core.models import StoredFile
from apps.desk.domain.collecting import Claimant, Identity, MayNotTake
from apps.desk.domain.papers import ResultReceiptFacts, SlipKind, facts_of
from apps.desk.models import Collection, ReturnedOriginal, Slip
from apps.desk.services import returning
from apps.desk.services.returning import AlreadySigned, FeeFirst, TooManyOriginals
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.services.writing import ChangedMeanwhile
from apps.messaging.models import OutboxMessage
from apps.officials.models import OfficeSetting
from apps.payments.models import Demand
from apps.visits.services import Visitor, visit_of
from tests import factories
from tests.conftest import Clock
from tests.desk.returned import handed, keep_original, signature
from tests.factories import Office
from tests.walking import Walk, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def ready(office: Office, clock: Clock) -> Walk:
    return walk(status=Status.RESULT_READY, office=office)


def take(walked: Walk, **said: Any) -> Collection:
    return returning.hand_over(
        dossier_id=walked.dossier.pk,
        handed=handed(**said),
        by=walked.by(walked.office.clerk),
        at=walked.at,
    )


def set_rule(office: Office, name: str, value: object) -> None:
    OfficeSetting.objects.update_or_create(agency=office.agency, name=name, defaults={"value": value})


def test_hand_over_ends_the_dossier_and_leaves_its_receipt(ready: Walk) -> None:
    made = take(ready, leader_id=ready.office.leader.pk)

    ready.dossier.refresh_from_db()
    assert ready.dossier.status == Status.RETURNED
    assert (made.name, made.claimant, made.identity, made.signed) == ("Lò Thị Mai", "applicant", "seen", "")
    assert made.slip is not None
    facts = facts_of(kind=SlipKind(made.slip.kind), plain=made.slip.facts)
    assert isinstance(facts, ResultReceiptFacts)
    assert (facts.result, facts.collector) == ("Giấy xác nhận tình trạng hôn nhân", "Lò Thị Mai")
    assert (facts.handed_by, facts.handed_by_leader) == ("Vi Thị Hạnh", "Lương Văn Bình, Chủ tịch")
    assert (facts.signature, facts.head.number) == (False, "01/BNKQ")
    assert OutboxMessage.objects.filter(kind="returned").exists()


def test_daughter_takes_it_with_the_paper_that_shows_it(ready: Walk) -> None:
    made = take(ready, claimant=Claimant.FAMILY, name="Lò Thị Xuân", relation="con gái", paper="Giấy khai sinh số 12")

    assert made.slip is not None
    facts = facts_of(kind=SlipKind.RESULT_RECEIPT, plain=made.slip.facts)
    assert isinstance(facts, ResultReceiptFacts)
    assert facts.relation == "Người nhà: con gái (Giấy khai sinh số 12)"


def test_whoever_may_not_take_it_does_not_and_nothing_is_written(ready: Walk) -> None:
    with pytest.raises(MayNotTake):
        take(ready, claimant=Claimant.FAMILY, name="Lò Thị Xuân")

    ready.dossier.refresh_from_db()
    assert ready.dossier.status == Status.RESULT_READY
    assert not Collection.objects.exists()
    assert not Slip.objects.filter(kind=SlipKind.RESULT_RECEIPT).exists()


def test_what_is_owed_comes_first_unless_the_office_does_not_ask_it(ready: Walk) -> None:
    Demand.objects.create(
        agency=ready.office.agency,
        dossier=ready.dossier,
        what="filing",
        title="Phí",
        amount=8000,
        raised_at=ready.at,
    )
    with pytest.raises(FeeFirst) as error:
        take(ready)
    assert error.value.amount == 8000

    set_rule(ready.office, "fee_before_result", False)
    take(ready)


def test_originals_go_back_document_by_document(ready: Walk) -> None:
    birth, marriage = keep_original(ready.dossier), keep_original(ready.dossier, name="Giấy kết hôn", originals=2)

    made = take(ready, originals={birth.pk: 1, marriage.pk: 0})

    back = ReturnedOriginal.objects.get(collection=made)
    assert (back.document, back.kept, back.returned) == (birth, 1, 1)
    assert made.slip is not None
    facts = facts_of(kind=SlipKind.RESULT_RECEIPT, plain=made.slip.facts)
    assert isinstance(facts, ResultReceiptFacts)
    assert [(line.name, line.originals) for line in facts.originals] == [("Giấy chứng sinh", 1)]


@pytest.mark.parametrize("count", [2, -1, 999])
def test_no_more_goes_back_than_lies_there(count: int, ready: Walk) -> None:
    birth = keep_original(ready.dossier)
    with pytest.raises(TooManyOriginals):
        take(ready, originals={birth.pk: count})
    assert not Collection.objects.exists()


def test_second_clerk_reads_who_was_first(ready: Walk) -> None:
    seen = ready.dossier.last_sequence
    take(ready)
    with pytest.raises(ChangedMeanwhile):
        returning.hand_over(
            dossier_id=ready.dossier.pk,
            handed=handed(),
            by=ready.by(ready.office.second_clerk),
            at=ready.at,
            seen=seen,
        )
    with pytest.raises(Forbidden):
        take(ready)
    assert Collection.objects.count() == 1


@pytest.mark.parametrize("who", ["officer", "leader"])
def test_only_the_desk_hands_over(who: str, ready: Walk) -> None:
    with pytest.raises(Forbidden):
        returning.hand_over(
            dossier_id=ready.dossier.pk,
            handed=handed(),
            by=ready.by(getattr(ready.office, who)),
            at=ready.at,
        )


def test_desk_of_another_office_does_not_hand_it_over(ready: Walk) -> None:
    other = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    with pytest.raises(Forbidden):
        returning.hand_over(dossier_id=ready.dossier.pk, handed=handed(), by=ready.by(other.clerk), at=ready.at)


def test_only_a_leader_on_duty_is_named_as_the_one_who_gave_it(ready: Walk) -> None:
    with pytest.raises(Forbidden):
        take(ready, leader_id=ready.office.officer.pk)
    assert not Collection.objects.exists()


def test_signature_on_the_screen_is_kept_with_it(ready: Walk) -> None:
    made = take(ready, signature=signature(at=ready.at))

    assert (made.signed, made.signed_at) == ("screen", ready.at)
    assert made.signature is not None
    with pytest.raises(AlreadySigned):
        returning.sign_on_paper(dossier_id=ready.dossier.pk, scan=None, by=ready.by(ready.office.clerk), at=ready.at)


def test_paper_that_was_signed_comes_back_as_scan_or_as_the_clerks_word(office: Office, clock: Clock) -> None:
    for scan, how in ((True, "scan"), (False, "paper")):
        walked = walk(status=Status.RESULT_READY, office=office)
        take(walked)
        file: StoredFile | None = signature(at=walked.at) if scan else None
        made = returning.sign_on_paper(
            dossier_id=walked.dossier.pk, scan=file, by=walked.by(office.clerk), at=walked.at + timedelta(minutes=3)
        )
        assert (made.signed, made.signature) == (how, file)


def test_home_delivery_is_recorded_as_such(office: Office, clock: Clock) -> None:
    walked = walk(status=Status.RESULT_READY, office=office, delivery=Delivery.HOME)
    assert take(walked, way=Delivery.HOME).way == Delivery.HOME
    assert walked.dossier.events.get(action="return_result").facts["way"] == "home"


def test_hand_over_is_one_more_doing_of_the_visit_of_its_owner(ready: Walk) -> None:
    by = ready.by(ready.office.clerk)
    visit = visit_of(visitor=Visitor(person=ready.dossier.applicant), key="man-hinh", by=by, at=ready.at)
    take(ready)
    assert list(visit.doings.values_list("dossier", "done")) == [(ready.dossier.pk, "returned")]


def test_known_by_sight_is_written_so(ready: Walk) -> None:
    take(ready, identity=Identity.KNOWN)
    facts = ready.dossier.events.get(action="return_result").facts
    assert (facts["identity"], facts["identity_checked"]) == ("known", False)


@pytest.mark.django_db(transaction=True)
def test_eight_clerks_hand_it_over_once(office: Office, clock: Clock) -> None:
    walked = walk(status=Status.RESULT_READY, office=office)
    by = walked.by(office.clerk)

    def try_it(_: int) -> str:
        try:
            returning.hand_over(dossier_id=walked.dossier.pk, handed=handed(), by=by, at=walked.at)
        except Forbidden:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(max_workers=8) as pool:
        answers = list(pool.map(try_it, range(8)))

    assert sorted(answers) == ["done"] + ["refused"] * 7
    assert Slip.objects.filter(dossier=walked.dossier, kind=SlipKind.RESULT_RECEIPT).count() == 1

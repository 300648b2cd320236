"""A dossier reaches a status only by walking there, act by act, through the same services as every page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from apps.accounts.domain.actor import Actor, ActorKind
from apps.accounts.models import Person
from apps.desk.services import letters, supplements
from apps.desk.services import receiving as desk
from apps.desk.services.supplements import Request
from apps.dossiers.domain.asking import AskedItem, Defect
from apps.dossiers.domain.status import Channel, Delivery, RefusalCategory, ResultKind, Status
from apps.dossiers.models import Dossier
from apps.dossiers.selectors.asking import asked_items
from apps.dossiers.services import filing, processing, returning
from apps.dossiers.services.asking import say_why_not
from apps.dossiers.services.filing import ApplicantFacts
from apps.dossiers.services.processing import PreparedResult
from apps.dossiers.services.returning import Collector
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from apps.procedures.models import Offering
from tests import factories
from tests.factories import ZONE, Office

# A Monday morning: two ordinary weeks and the holiday of 24/11 lie ahead.
MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=ZONE)
STEP = timedelta(minutes=10)
RESTART_REASON = "Giấy tờ bổ sung làm thay đổi nội dung phải thẩm tra từ đầu."
AGAIN_REASON = "Bản nộp lần trước đã hết hiệu lực sau khi chúng tôi hỏi."
REASON = "Cần thêm giấy tờ để đối chiếu với sổ hộ tịch của xã."


@dataclass(slots=True, kw_only=True)
class Walk:
    """One dossier on its way; `at` moves on by ten minutes with every act."""

    dossier: Dossier
    office: Office
    at: datetime

    def citizen(self) -> Actor:
        """Whoever filed it."""
        return citizen(self.dossier.submitter)

    def by(self, official: Official) -> Actor:
        """An official of the office as one who acts now."""
        return actor_of(official=official, at=self.at)

    def step(self, act: Callable[[Walk], object]) -> None:
        """One act, ten minutes after the last."""
        act(self)
        self.at += STEP
        self.dossier.refresh_from_db()


def citizen(person: Person) -> Actor:
    """A citizen as one who acts."""
    return Actor(kind=ActorKind.CITIZEN, id=person.pk, name=person.name)


def walk_to(
    *,
    status: Status,
    office: Office,
    at: datetime = MONDAY,
    offering: Offering | None = None,
    person: Person | None = None,
    delivery: Delivery = Delivery.COUNTER,
) -> Dossier:
    """An online dossier that has just reached this status, having started at `at`."""
    return walk(status=status, office=office, at=at, offering=offering, person=person, delivery=delivery).dossier


def walk(
    *,
    status: Status,
    office: Office,
    at: datetime = MONDAY,
    offering: Offering | None = None,
    person: Person | None = None,
    delivery: Delivery = Delivery.COUNTER,
) -> Walk:
    """The same with the hour at which it got there, to walk on."""
    offering = offering or factories.offering(agency=office.agency)
    person = person or factories.person()
    dossier = filing.open_draft(
        arrangement=factories.arrangement_of(offering),
        version=factories.version_of(offering),
        agency=office.agency,
        applicant=person,
        submitter=person,
        facts=ApplicantFacts(
            name=person.name,
            phone=person.phone,
            email=person.email,
            address=person.address,
            personal_id=person.personal_id or "",
        ),
        channel=Channel.ONLINE,
        at=at,
    )
    filing.save_draft(
        dossier_id=dossier.pk,
        by=citizen(person),
        at=at,
        answers={"full_name": person.name, "personal_id": person.personal_id, "purpose": "Đăng ký kết hôn"},
        delivery=delivery,
    )
    dossier.refresh_from_db()
    walked = Walk(dossier=dossier, office=office, at=at + STEP)
    for act in WAYS[status]:
        walked.step(act)
    assert walked.dossier.status == status
    return walked


def submit(walk: Walk) -> None:
    filing.submit(dossier_id=walk.dossier.pk, by=walk.citizen(), at=walk.at)


def request_fix(walk: Walk) -> None:
    items = [AskedItem(name="Tờ khai", defect=Defect.OTHER, fix="Điền đủ mục 3", originals=1)]
    desk.request_fix(dossier_id=walk.dossier.pk, items=items, reason=REASON, by=walk.by(walk.office.clerk), at=walk.at)


def refuse(walk: Walk) -> None:
    desk.refuse(
        dossier_id=walk.dossier.pk,
        category=RefusalCategory.OUT_OF_SCOPE,
        reason="Việc này do cơ quan cấp tỉnh giải quyết, không phải xã.",
        by=walk.by(walk.office.clerk),
        at=walk.at,
    )


def withdraw(walk: Walk) -> None:
    filing.withdraw(dossier_id=walk.dossier.pk, by=walk.citizen(), at=walk.at)


def receive(walk: Walk) -> None:
    desk.receive_online(dossier_id=walk.dossier.pk, by=walk.by(walk.office.clerk), at=walk.at)


def forward(walk: Walk) -> None:
    processing.forward(
        dossier_id=walk.dossier.pk,
        by=walk.by(walk.office.clerk),
        at=walk.at,
        receiver_id=walk.office.officer.pk,
        planned_hours=Decimal(16),
    )


def take(walk: Walk) -> None:
    processing.take(dossier_id=walk.dossier.pk, by=walk.by(walk.office.officer), at=walk.at)


def ask_supplement(walk: Walk) -> None:
    is_restart = walk.dossier.terms["supplement_mode"] == "restart"
    letter = supplements.propose_supplement(
        dossier_id=walk.dossier.pk,
        request=Request(
            items=[
                AskedItem(name="Trích lục ghi chú ly hôn", defect=Defect.ABSENT, fix="Nộp bản sao trích lục", copies=1)
            ],
            reason=REASON,
            restart_reason=RESTART_REASON if is_restart else "",
            again_reason=AGAIN_REASON if walk.dossier.supplement_count else "",
        ),
        by=walk.by(walk.office.officer),
        at=walk.at,
    )
    letters.sign_letter(letter_id=letter.pk, by=walk.by(walk.office.leader), at=walk.at)


def explain_all(walk: Walk) -> None:
    """Of every paper that is asked for the citizen says why it cannot be sent."""
    for item in asked_items(dossier=walk.dossier):
        say_why_not(dossier_id=walk.dossier.pk, item_id=item.pk, word="Giấy này tôi mang ra quầy.", by=walk.citizen())


def _lay_before_leader(walk: Walk, outcome: ResultKind) -> None:
    processing.submit_for_signature(
        dossier_id=walk.dossier.pk,
        by=walk.by(walk.office.officer),
        at=walk.at,
        leader_id=walk.office.leader.pk,
        result=PreparedResult(title="Giấy xác nhận tình trạng hôn nhân", outcome=outcome),
    )


def prepare(walk: Walk) -> None:
    _lay_before_leader(walk, ResultKind.GRANTED)


def decline(walk: Walk) -> None:
    _lay_before_leader(walk, ResultKind.DECLINED)


def sign(walk: Walk) -> None:
    processing.sign(dossier_id=walk.dossier.pk, by=walk.by(walk.office.leader), at=walk.at)


def send(walk: Walk) -> None:
    returning.send_result(dossier_id=walk.dossier.pk, by=walk.by(walk.office.clerk), at=walk.at)


def hand_over(walk: Walk) -> None:
    collector = Collector(name=walk.dossier.applicant_name, relation="chính chủ", identity_checked=True)
    returning.return_result(dossier_id=walk.dossier.pk, by=walk.by(walk.office.clerk), at=walk.at, collector=collector)


_TO_OFFICER = (submit, receive, forward, take)
_TO_RESULT = (*_TO_OFFICER, prepare, sign)
WAYS: dict[Status, tuple[Callable[[Walk], None], ...]] = {
    Status.DRAFT: (),
    Status.SUBMITTED: (submit,),
    Status.NEED_FIX_INTAKE: (submit, request_fix),
    Status.REFUSED: (submit, refuse),
    Status.WITHDRAWN: (submit, withdraw),
    Status.RECEIVED: (submit, receive),
    Status.PROCESSING: _TO_OFFICER,
    Status.AWAITING_SUPPLEMENT: (*_TO_OFFICER, ask_supplement),
    Status.AWAITING_SIGNATURE: (*_TO_OFFICER, prepare),
    Status.RESULT_READY: _TO_RESULT,
    Status.REJECTED_RESULT: (*_TO_OFFICER, decline, sign),
    Status.RESULT_SENT: (*_TO_RESULT, send),
    Status.RETURNED: (*_TO_RESULT, hand_over),
}

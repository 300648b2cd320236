"""Whole histories as a test tells them: who acts, what is done, in memory until the bulk writer writes it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from apps.accounts.domain.actor import Actor
from apps.accounts.models import Person
from apps.core.folding import fold
from apps.dossiers.domain.asking import AskedItem, Defect
from apps.dossiers.domain.promise import SupplementMode
from apps.dossiers.domain.status import Action, Channel, Delivery, ResultKind
from apps.dossiers.models import Dossier
from apps.dossiers.services import filing
from apps.dossiers.services.filing import ApplicantFacts
from apps.dossiers.services.lives import Act, Story
from apps.dossiers.services.writing import terms_of
from apps.officials.selectors import actor_of
from apps.procedures.models import Offering
from tests import factories
from tests.factories import Office
from tests.walking import MONDAY, REASON, RESTART_REASON, citizen

DAY = timedelta(days=1)
_serial = itertools.count(1)


def draft(*, office: Office, offering: Offering, person: Person, at: datetime = MONDAY) -> Dossier:
    """A draft from which stories take their columns."""
    return filing.open_draft(
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


def story(*, model: Dossier, acts: Sequence[Act], documents: Sequence[dict[str, Any]] = ()) -> Story:
    """The story of another dossier like this draft."""
    person = model.applicant
    columns = {
        "agency_id": model.agency_id,
        "receiving_agency_id": model.agency_id,
        "returning_agency_id": model.agency_id,
        "version_id": model.version_id,
        "offering_id": model.offering_id,
        "arrangement_id": model.arrangement_id,
        "field_id": model.field_id,
        "procedure_name": model.procedure_name,
        "channel": model.channel,
        "is_assisted": False,
        "case": "",
        "temporary_ref": f"TMP-S{next(_serial):07d}",
        "lookup_digest": "",
        "applicant_id": person.pk,
        "submitter_id": person.pk,
        "relation": "",
        "applicant_name": person.name,
        "applicant_name_folded": fold(person.name),
        "applicant_phone": person.phone,
        "applicant_email": person.email,
        "applicant_address": person.address,
        "applicant_personal_id": person.personal_id,
        "answers": {"full_name": person.name},
        "delivery": Delivery.COUNTER.value,
        "delivery_address": "",
        "copies": 1,
        "fee_amount": 0,
        "fee_note": "",
        "is_sensitive": False,
        "created_at": model.created_at,
        "saved_at": model.created_at,
    }
    terms = terms_of(dossier=model, at=MONDAY)
    return Story(columns=columns, agency_code=model.agency.code, terms=terms, acts=acts, documents=documents)


class Acting:
    """Who acts in these stories, and when: one act every working morning."""

    def __init__(self, *, office: Office, person: Person) -> None:
        self.citizen, self.position = citizen(person), office.leader.position
        self.clerk, self.officer, self.leader = (
            actor_of(official=official, at=MONDAY) for official in (office.clerk, office.officer, office.leader)
        )

    def acts(self, *names: str) -> list[Act]:
        """The acts with these names, one a day from Monday on."""
        return self.at(MONDAY, *names, apart=DAY)

    def at(self, start: datetime, *names: str, apart: timedelta = timedelta(minutes=10)) -> list[Act]:
        """The acts with these names from an instant on, evenly apart."""
        return [replace(getattr(self, name), at=start + n * apart) for n, name in enumerate(names)]

    def _act(self, action: Action, by: Actor, **more: Any) -> Act:
        return Act(action=action, by=by, at=MONDAY, **more)

    @property
    def submit(self) -> Act:
        return self._act(Action.SUBMIT, self.citizen, facts={"documents": []})

    @property
    def receive(self) -> Act:
        return self._act(Action.RECEIVE, self.clerk, facts={"fee": 0})

    @property
    def refuse(self) -> Act:
        return self._act(Action.REFUSE, self.clerk, reason=REASON, facts={"category": "out_of_scope"})

    @property
    def forward(self) -> Act:
        return self._act(
            Action.FORWARD,
            self.clerk,
            facts={"from": self.clerk.id, "to": self.officer.id},
            particulars={"receiver_id": self.officer.id, "planned_hours": Decimal(16)},
        )

    @property
    def take(self) -> Act:
        return self._act(Action.TAKE, self.officer)

    @property
    def ask(self) -> Act:
        asked: dict[str, Any] = {"document": "Phiếu 01", "answer_by": date(2026, 11, 27)}
        return self._act(
            Action.REQUEST_SUPPLEMENT,
            self.leader,
            reason=REASON,
            facts={**asked, "answer_by": asked["answer_by"].isoformat(), "mode": "restart"},
            particulars={
                **asked,
                "items": (AskedItem(name="Trích lục", defect=Defect.ABSENT, fix="Nộp bản sao trích lục"),),
                "mode": SupplementMode.RESTART,
                "restart_reason": RESTART_REASON,
            },
        )

    @property
    def complete(self) -> Act:
        return self._act(Action.ACCEPT_SUPPLEMENT, self.clerk, particulars={"planned_hours": Decimal(8)})

    @property
    def extend(self) -> Act:
        return self._act(
            Action.EXTEND,
            self.leader,
            reason=REASON,
            facts={"reason_code": "verification"},
            particulars={"new_due_date": date(2026, 12, 3)},
        )

    @property
    def prepare(self) -> Act:
        return self._act(
            Action.SUBMIT_FOR_SIGNATURE,
            self.officer,
            facts={"from": self.officer.id, "to": self.leader.id, "result": ""},
            particulars={"receiver_id": self.leader.id, "outcome": ResultKind.GRANTED},
            result={"title": "Giấy xác nhận"},
        )

    @property
    def give_back(self) -> Act:
        facts = {"from": self.leader.id, "to": self.officer.id}
        return self._act(Action.RETURN_TO_OFFICER, self.leader, reason=REASON, facts=facts)

    @property
    def sign(self) -> Act:
        return self._act(Action.SIGN, self.leader, facts={"result": ""}, result={"signed_as": self.position})

    @property
    def hand_over(self) -> Act:
        facts = {"way": "counter", "relation": "chính chủ", "identity_checked": True}
        return self._act(Action.RETURN_RESULT, self.clerk, facts=facts, note="Lò Thị Mai")

    @property
    def withdraw(self) -> Act:
        return self._act(Action.WITHDRAW, self.leader, reason=REASON)

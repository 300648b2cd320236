"""Tuesday, 17/11/2026, ten to seven: 31 came yesterday, two of the land office are late, three promises end today."""

from __future__ import annotations

from datetime import date, datetime

from apps.desk.domain.apologies import Answer, DelayReason
from apps.desk.domain.rounds import Tally
from apps.desk.models import HolderQuestion
from apps.desk.services import questions
from apps.dossiers.services.history import write_histories
from apps.officials.selectors import actor_of
from apps.reports.services import rollups
from tests import factories
from tests.factories import ZONE, Office
from tests.histories import Acting, draft, story
from tests.reports.months import TO_OFFICER, day

AT = datetime(2026, 11, 17, 6, 50, tzinfo=ZONE)
CAME, LATE, ENDING, BREAKING = 31, 2, 3, 2


def before_work(*, office: Office) -> None:
    """What the chairwoman finds; two of three holders have said that they will not keep their promise."""
    person = factories.person()
    births = draft(office=office, offering=factories.offering(agency=office.agency, name="Khai sinh"), person=person)
    land = factories.offering(agency=office.agency, name="Xác nhận đất", in_field="Đất đai")
    plots = draft(office=office, offering=land, person=person)
    does = Acting(office=office, person=person).at
    lives = [
        *[(births, does(day(16), "submit", "receive")) for _ in range(CAME)],
        *[(plots, [*does(day(5), "submit", "receive"), *does(day(11), "forward", "take")]) for _ in range(LATE)],
        *[(births, does(day(12), *TO_OFFICER)) for _ in range(ENDING)],
    ]
    write_histories(chapters=[lambda: [story(model=model, acts=acts) for model, acts in lives]], seed=1)
    rollups.rebuild()
    questions.ask_holders(agency=office.agency, at=day(16, hour=9), tally=Tally())
    ending = HolderQuestion.objects.filter(dossier__field__slug="ho-tich").order_by("pk")
    for question in ending[:BREAKING]:
        questions.answer_question(
            question_id=question.pk,
            answer=Answer.WILL_BREAK,
            by=actor_of(official=office.officer, at=day(16, hour=10)),
            at=day(16, hour=10),
            reason_code=DelayReason.OVERLOAD,
            reason="Cán bộ nghỉ phép, phải chờ xác minh",
            new_date=date(2026, 11, 20),
        )

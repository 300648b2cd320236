"""Four months of an office of two fields and two ways of filing, for whoever counts what is given away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from apps.core import jobs
from apps.dossiers.domain.status import Channel
from apps.dossiers.services.history import write_histories
from apps.dossiers.services.lives import Act
from apps.procedures.models import Field, ProcedureVersion
from apps.reports.services import rollups
from tests import factories
from tests.factories import Office
from tests.histories import Acting, draft, story
from tests.reports.months import TO_LEADER, TO_OFFICER, day

MONTHS = (8, 9, 10, 11)


def live(*, office: Office, at: datetime) -> None:
    """From August to the middle of November: early, on time, late, withdrawn in time and not, open and overdue."""
    field = Field.objects.create(slug="chung-thuc", name="Chứng thực", folded="chung thuc", sort_key="ch")
    offerings = [factories.offering(agency=office.agency, name=name) for name in ("Trích lục", "Bản sao")]
    ProcedureVersion.objects.filter(procedure=offerings[1].procedure).update(field=field)
    person = factories.person()
    does = Acting(office=office, person=person).at
    stories = []
    for number, (offering, channel) in enumerate(
        [(offerings[0], Channel.ONLINE), (offerings[1], Channel.ONLINE), (offerings[1], Channel.IN_PERSON)]
    ):
        model = draft(office=office, offering=offering, person=person)
        model.channel = channel
        lives: list[Sequence[Act]] = []
        for month in MONTHS:
            early = [*does(day(3, month=month), *TO_LEADER), *does(day(4, month=month), "sign")]
            late = [*does(day(3, month=month), *TO_LEADER), *does(day(12, month=month), "sign")]
            lives += [early] * (number + 1) + [late] * (month % 3)
            lives.append([*does(day(4, month=month), *TO_OFFICER), *does(day(5, month=month), "withdraw")])
            lives.append([*does(day(4, month=month), *TO_OFFICER), *does(day(13, month=month), "withdraw")])
        lives += [does(day(5), *TO_OFFICER)] * number + [does(day(16), *TO_OFFICER)]  # overdue; not yet
        lives.append([*does(day(30, month=10), *TO_LEADER), *does(day(4), "sign")])  # over the end of a month, on time
        stories += [(model, acts) for acts in lives]
    write_histories(chapters=[lambda: [story(model=model, acts=acts) for model, acts in stories]], seed=1)
    rollups.rebuild()
    jobs.pulse(name=jobs.FIGURES, at=at)

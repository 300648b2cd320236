"""The rival of the reception figure writes the same rows: its figure may stand beside ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from apps.desk.models import Slip
from apps.dossiers.models import Dossier, DossierDocument, DossierEvent
from apps.messaging.models import OutboxMessage
from apps.payments.models import CashLine, Receipt
from bench import receive
from tests import factories

pytestmark = pytest.mark.django_db
STATEMENTS = 42  # of one reception with a fee, the first of its clerk and day
KEPT = (Dossier, DossierDocument, DossierEvent, Slip, OutboxMessage, Receipt, CashLine)


def test_bare_statements_leave_what_the_service_leaves_and_the_next_round_finds_nothing() -> None:
    factories.offering(agency=factories.office().agency)
    factories.person()
    ours = receive.receiving()
    written, _statements = receive.captured(ours)

    def left(act: Callable[[], None]) -> list[list[tuple[object, ...]]]:
        with receive.rolled_back():
            act()
            return [list(model.objects.order_by("pk").values_list("pk")) for model in KEPT]

    service, bare = left(ours), left(lambda: receive.replay(written))

    assert service == bare
    assert all(service)
    assert not any(model.objects.exists() for model in KEPT)


def test_reception_asks_nothing_twice_however_many_papers_there_are() -> None:
    factories.offering(agency=factories.office().agency)
    factories.person()
    receive.captured(receive.receiving())  # the calendar is built once for all

    few, many = receive.captured(receive.receiving()), receive.captured(receive.receiving(besides=30))

    assert [statements for _written, statements in (few, many)] == [STATEMENTS, STATEMENTS]

"""Every row stands in the file once and in its order, also where the first worker was killed on the way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from apps.core.models import StoredFile
from apps.dossiers.models import ReadLog
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from apps.reports import tasks
from apps.reports.domain.exports import Format, Line
from apps.reports.domain.sights import Sight
from apps.reports.models import Export
from apps.reports.selectors import listing
from apps.reports.selectors.wishes import Wish
from apps.reports.services import exporting
from bench import fill
from tests.conftest import Clock
from tests.reports.months import NOW
from tests.reports.saved import FILES, below, by_hand, downloaded, sheet, stored


@pytest.mark.django_db(transaction=True)
def test_three_thousand_rows_are_whole_and_once_also_after_the_first_worker_was_killed(
    client: Client, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.at = NOW
    fill.fill(connection=connection, dossiers=3000, open_every=1)
    chairman = Official.objects.get(position="Chủ tịch")
    client.force_login(chairman.user)
    export, before = by_hand(chairman, file_format=Format.XLSX, said={"viec": "dang-giu"}), stored()

    connections.close_all()
    pid = os.fork()
    if not pid:

        def write_and_die(*, lines: Iterable[Line], **told: Any) -> None:
            for number, _line in enumerate(lines):
                if number == 1700:
                    os.kill(os.getpid(), signal.SIGKILL)

        exporting.carry_out(at=NOW, write={"xlsx": write_and_die})
        os._exit(1)
    assert os.WTERMSIG(os.waitpid(pid, 0)[1]) == signal.SIGKILL
    export.refresh_from_db()
    assert (export.state, export.done, export.total) == (Export.State.MAKING, 1500, 3000)

    while exporting.carry_out(at=NOW, write=tasks.WRITERS):
        pass

    export.refresh_from_db()
    assert (export.state, export.done, export.tries) == (Export.State.DONE, 3000, 2)
    assert len(stored() - before) == StoredFile.objects.count() == 1
    rows = below(sheet(downloaded(client, f"{FILES}{export.pk}/")))
    assert [row[1] for row in rows] == walked(chairman, monkeypatch)
    assert len({row[1] for row in rows}) == 3000
    reads = ReadLog.objects.filter(door=exporting.DOOR)
    assert reads.count() == reads.values("dossier").distinct().count() == 3000


def walked(chairman: Official, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The list behind the figure, page after page."""
    monkeypatch.setattr(listing, "SIZE", 1000)
    shown, after = [], ""
    actor, wish = actor_of(official=chairman, at=NOW), Wish(sight=Sight.OPEN)
    while True:
        page = listing.listing(wish=wish, actor=actor, agency=chairman.agency, at=NOW, after=after)
        shown += [row.reference for row in page.rows]
        if not page.after:
            return shown
        after = page.after

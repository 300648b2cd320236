"""The board as a page and the page it is measured against are both drawn, in the same office."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from bench import board_page
from tests import factories
from tests.conftest import Clock

pytestmark = pytest.mark.django_db


def test_the_board_is_drawn_beside_a_page_of_its_layout_around_nothing(
    monkeypatch: pytest.MonkeyPatch, client: Client, clock: Clock
) -> None:
    office = factories.office()
    assert office.leader.user
    client.force_login(office.leader.user)
    monkeypatch.setattr(board_page, "ROUNDS", 1)

    with override_settings(ROOT_URLCONF="bench.rivals.bare_page"):
        bare = client.get(board_page.RIVAL)
        board = client.get(board_page.PAGE)
    figure = board_page.figure(dossiers=0)

    assert [template.name for template in bare.templates][:2] == ["base_staff.html", "base.html"]
    rooms = [[room.words for room in page.context["rooms"]] for page in (bare, board)]
    assert rooms[0] == rooms[1] != []
    assert "reports/board.html" not in [template.name for template in bare.templates]
    assert (figure["figure"], figure["rounds"]) == ("the board as a page", 1)

"""The administrator's front page: what exists is there, and only administrators see it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from apps.portal.selectors.administration import administration_rooms
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_administrator_starts_at_the_front_page_and_finds_every_room(client: Client) -> None:
    office = factories.office()
    username = office.administrator.user.username

    answer = client.post(reverse("portal:login"), {"username": username, "password": factories.PASSWORD})

    assert answer["Location"] == reverse("portal:administration")
    page = client.get(answer["Location"]).content.decode()
    assert "Quản trị" in page
    assert all(f'href="{room.href}"' in page for room in administration_rooms())

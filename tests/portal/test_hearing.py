"""A citizen chooses by which ways to hear."""

from __future__ import annotations

import pytest
from django.test import Client

from apps.messaging import selectors
from apps.messaging.domain.ways import ChosenWays
from apps.messaging.models import WaysPreference
from apps.officials.services import change_setting
from tests.factories import Office

pytestmark = pytest.mark.django_db
ADDRESS = "/tai-khoan/thong-bao/"


def ticked(page: str) -> list[str]:
    return [name for name in ("sms", "email", "zalo", "post") if f'name="{name}" id="id_{name}" checked' in page]


def test_who_never_chose_gets_the_usual_ways_and_changes_them(mai: Client, office: Office) -> None:
    assert ticked(mai.get(ADDRESS).content.decode()) == ["sms", "email"]

    answer = mai.post(ADDRESS, {"email": "on", "post": "on"}, follow=True)

    assert "Đã ghi cách nhận tin của bạn." in answer.content.decode()
    assert ticked(answer.content.decode()) == ["email", "post"]
    kept = WaysPreference.objects.get()
    assert kept.changed_by == kept.person_key.replace("person", "citizen")


def test_zalo_is_offered_only_where_the_office_has_it(mai: Client, office: Office) -> None:
    assert 'name="zalo"' not in mai.get(ADDRESS).content.decode()
    mai.post(ADDRESS, {"zalo": "on"})
    (kept,) = WaysPreference.objects.all()
    assert not kept.zalo

    change_setting(agency=office.agency, name="zalo_enabled", value=True)
    mai.post(ADDRESS, {"zalo": "on"})

    assert selectors.chosen_ways(agency_id=office.agency.pk, person_key=kept.person_key) == ChosenWays(
        sms=False, email=False, zalo=True
    )

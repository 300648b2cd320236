"""Where OpenCPS counts votes of nobody, ours does not (F20). Each test bears the number of the flaw in our study."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client

from apps.dossiers.domain.status import Status
from apps.surveys import services
from apps.surveys.domain.satisfaction import Satisfaction
from apps.surveys.models import Invitation, Response
from tests import factories
from tests.conftest import Clock
from tests.walking import MONDAY, walk


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["khong-co", "1", "00000000-0000-0000-0000-000000000000"])
def test_f20_a_vote_without_a_dossier_is_no_vote(client: Client, token: str) -> None:
    """There the address of a vote takes any number, and counts it."""
    answer = client.post(f"/danh-gia/{token}/", {"satisfaction": "very_satisfied"})

    assert answer.status_code == 404
    assert Response.objects.count() == 0


@pytest.mark.django_db
def test_f20_an_invitation_belongs_to_a_dossier_and_a_dossier_has_one() -> None:
    """There a vote has an id, a name and an e-mail address, and nothing ties it to what it is about."""
    walked = walk(status=Status.RETURNED, office=factories.office())
    services.invite(dossier=walked.dossier, at=walked.at)

    again = services.invite(dossier=walked.dossier, at=walked.at + timedelta(days=1))

    assert again == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            agency=walked.office.agency,
            dossier=walked.dossier,
            token_digest="0" * 64,
            invited_at=walked.at,
            expires_at=walked.at,
        )


@pytest.mark.django_db
def test_f20_a_second_press_changes_and_adds_nothing(client: Client, clock: Clock) -> None:
    """There whoever presses often is counted often."""
    walked = walk(status=Status.RETURNED, office=factories.office())
    token = services.invite(dossier=walked.dossier, at=walked.at)
    clock.at = MONDAY + timedelta(hours=9)

    for answer in ("very_satisfied", "not_satisfied", "not_satisfied"):
        client.post(f"/danh-gia/{token}/", {"satisfaction": answer})

    assert list(Response.objects.values_list("satisfaction", flat=True)) == ["very_satisfied"]


@pytest.mark.django_db(transaction=True)
def test_f20_two_presses_at_the_same_instant_are_one_vote() -> None:
    walked = walk(status=Status.RETURNED, office=factories.office())
    token = services.invite(dossier=walked.dossier, at=walked.at)

    def press(satisfaction: Satisfaction) -> str:
        try:
            services.vote(token=token, satisfaction=satisfaction, comment="", at=walked.at)
        except services.TokenUsed:
            return "used"
        finally:
            connections.close_all()
        return "counted"

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(press, [Satisfaction.SATISFIED, Satisfaction.NOT_SATISFIED] * 2))

    assert sorted(said) == ["counted", "used", "used", "used"]
    assert Response.objects.count() == 1

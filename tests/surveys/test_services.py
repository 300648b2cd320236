"""One invitation, one vote, and no way from the vote to the voter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from apps.dossiers.domain.status import Status
from apps.messaging.models import OutboxMessage
from apps.surveys import services
from apps.surveys.domain.satisfaction import Satisfaction
from apps.surveys.models import Invitation, Response
from tests import factories
from tests.walking import walk

pytestmark = pytest.mark.django_db


def token_of(message: OutboxMessage) -> str:
    return str(message.body).split("/danh-gia/")[1].split("/")[0]


def test_whoever_got_a_result_is_invited_once() -> None:
    walked = walk(status=Status.RETURNED, office=factories.office())

    first = services.invite_closed(at=walked.at)
    second = services.invite_closed(at=walked.at + timedelta(hours=1))

    assert (first, second) == (1, 0)
    assert set(OutboxMessage.objects.filter(kind="survey_invitation").values_list("channel", flat=True)) == {
        "email",
        "in_app",
    }


def test_a_vote_counts_once_and_leads_nowhere() -> None:
    walked = walk(status=Status.RETURNED, office=factories.office())
    services.invite_closed(at=walked.at)
    token = token_of(OutboxMessage.objects.get(kind="survey_invitation", channel="email"))

    services.vote(token=token, satisfaction=Satisfaction.SATISFIED, comment=" Nhanh gọn. ", at=walked.at)
    with pytest.raises(services.TokenUsed):
        services.vote(token=token, satisfaction=Satisfaction.NOT_SATISFIED, comment="", at=walked.at)

    response = Response.objects.get()
    assert (response.satisfaction, response.comment) == ("satisfied", "Nhanh gọn.")
    columns = {field.attname for field in Response._meta.concrete_fields}
    assert columns == {"id", "agency_id", "procedure_id", "field_id", "day", "satisfaction", "comment"}
    assert token not in Invitation.objects.values_list("token_digest", flat=True)


def test_an_unknown_or_expired_link_opens_nothing() -> None:
    walked = walk(status=Status.RETURNED, office=factories.office())
    token = services.invite(dossier=walked.dossier, at=walked.at)

    with pytest.raises(services.TokenUnknown):
        services.vote(token="khong-co", satisfaction=Satisfaction.SATISFIED, comment="", at=walked.at)
    with pytest.raises(services.TokenUnknown):
        services.vote(token=token, satisfaction=Satisfaction.SATISFIED, comment="", at=walked.at + timedelta(days=61))

    assert Response.objects.count() == 0


def test_the_link_is_wiped_from_the_inbox_of_who_voted() -> None:
    walked = walk(status=Status.RETURNED, office=factories.office())
    services.invite_closed(at=walked.at)
    inbox = OutboxMessage.objects.filter(kind="survey_invitation", channel="in_app")
    token = token_of(inbox.get())

    services.vote(token=token, satisfaction=Satisfaction.SATISFIED, comment="", at=walked.at)

    assert inbox.get().body == ""


@pytest.mark.django_db(transaction=True)
def test_a_vote_shares_no_transaction_with_its_invitation_and_is_shuffled_at_night() -> None:
    office = factories.office()
    tokens = []
    for _ in range(8):
        walked = walk(status=Status.RETURNED, office=office)
        tokens.append(services.invite(dossier=walked.dossier, at=walked.at))
    for number, token in enumerate(tokens):
        services.vote(token=token, satisfaction=Satisfaction.SATISFIED, comment=str(number), at=walked.at)

    burned = transactions("surveys_invitation")
    assert not set(burned) & set(transactions("surveys_response"))
    assert services.shuffle(at=walked.at) == 0  # today's wait for the night
    before = places()
    assert services.shuffle(at=walked.at + timedelta(days=1)) == 8
    assert len(set(transactions("surveys_response"))) == 1
    assert sorted(places()) == sorted(before)
    assert {services.shuffle(at=walked.at + timedelta(days=1)) and tuple(places()) for _ in range(5)} != {tuple(before)}


def transactions(table: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT xmin::text::bigint FROM {table}")
        return [number for (number,) in cursor.fetchall()]


def places() -> list[str]:
    """The comments in the order in which the votes lie on the disk."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM surveys_response ORDER BY ctid")
        order = [key for (key,) in cursor.fetchall()]
    comments = {response.pk: str(response.comment) for response in Response.objects.all()}
    return [comments[key] for key in order]

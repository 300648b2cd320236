"""Invite once, vote once."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from apps.core import addresses
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.messaging.domain.kinds import Kind
from apps.messaging.domain.recipients import Recipient
from apps.messaging.services.enqueueing import enqueue
from apps.messaging.services.wiping import wipe
from apps.surveys.domain.satisfaction import Satisfaction
from apps.surveys.models import Invitation, Response

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
VALID_DAYS = 60
RATE_PATH = "/danh-gia/"
SHUFFLED_DAYS = 7  # a night that was missed is made up for
INVITED_FOR_DAYS = 7  # what was returned longer ago was missed, and is not asked about any more


class TokenUnknown(Exception):
    """No invitation has this link, or its time is over."""


class TokenUsed(Exception):
    """Somebody has voted with this link before."""


def invite(*, dossier: Dossier, at: datetime) -> str:
    """The link's token in clear, to be printed or sent once; empty when the dossier was invited before."""
    token = addresses.token()
    try:
        with transaction.atomic():
            Invitation.objects.create(
                agency_id=dossier.agency_id,
                dossier=dossier,
                token_digest=addresses.token_digest(token),
                invited_at=at,
                expires_at=at + timedelta(days=VALID_DAYS),
            )
    except IntegrityError:
        return ""
    return token


@transaction.atomic
def invite_and_tell(*, dossier: Dossier, at: datetime) -> bool:
    """Invite whoever filed by e-mail and in their inbox; whether this was the first time."""
    token = invite(dossier=dossier, at=at)
    if not token:
        return False
    enqueue(
        agency_id=dossier.agency_id,
        about=f"dossier:{dossier.pk}",
        kind=Kind.SURVEY_INVITATION,
        to=Recipient(email=dossier.applicant_email, person_key=f"person:{dossier.submitter_id}"),
        facts={"code": dossier.reference, "survey": link(token)},
        at=at,
        offering_id=dossier.offering_id,
    )
    return True


def link(token: str) -> str:
    """The absolute address of a vote."""
    return f"{settings.PUBLIC_ADDRESS}{RATE_PATH}{token}/"


def invite_closed(*, at: datetime, limit: int = 200) -> int:
    """Invite everybody whose dossier was returned lately and who was not asked yet; how many."""
    returned = (
        Dossier.objects.filter(
            status=Status.RETURNED, returned_at__gte=at - timedelta(days=INVITED_FOR_DAYS), invitations__isnull=True
        )
        .order_by("returned_at", "pk")
        .only("pk", "agency_id", "applicant_email", "submitter_id", "code", "temporary_ref")
    )
    return sum(invite_and_tell(dossier=dossier, at=at) for dossier in returned[:limit])


def vote(*, token: str, satisfaction: Satisfaction, comment: str, at: datetime) -> None:
    """Burn the token and keep the answer, apart from each other. Raises TokenUnknown, TokenUsed.

    Two transactions: in one, the database itself would write the same transaction number on both rows. A power cut
    between them loses a vote; the other order would count one twice.
    """
    dossier = _burn(token=token, at=at)
    Response.objects.create(
        id=uuid.uuid4(),
        agency_id=dossier.agency_id,
        procedure_id=dossier.version.procedure_id,
        field_id=dossier.field_id,
        day=at.astimezone(ZONE).date(),
        satisfaction=satisfaction,
        comment=comment.strip() or None,
    )


@transaction.atomic
def _burn(*, token: str, at: datetime) -> Dossier:
    """Use the token up, and wipe the link out of the voter's inbox; what was voted about."""
    invitation = find_invitation(token=token, at=at, lock=True)
    dossier = Dossier.objects.select_related("version").get(pk=invitation.dossier_id)
    Invitation.objects.filter(pk=invitation.pk).update(is_burned=True)
    wipe(agency_id=dossier.agency_id, about=f"dossier:{dossier.pk}", kind=Kind.SURVEY_INVITATION, at=at)
    return dossier


@transaction.atomic
def shuffle(*, at: datetime) -> int:
    """Write the votes of the last days anew, in one transaction and random order; how many.

    Until then their transaction numbers and their places on the disk still tell in which order people voted, and so
    does the order in which tokens were burned. Today's votes wait for the night.
    """
    today = at.astimezone(ZONE).date()
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH taken AS (DELETE FROM surveys_response WHERE day >= %s AND day < %s RETURNING *)"
            " INSERT INTO surveys_response SELECT * FROM taken ORDER BY random()",
            [today - timedelta(days=SHUFFLED_DAYS), today],
        )
        return int(cursor.rowcount)


def find_invitation(*, token: str, at: datetime, lock: bool = False) -> Invitation:
    """The open invitation behind a link. Raises TokenUnknown, TokenUsed."""
    rows = Invitation.objects.select_for_update() if lock else Invitation.objects.all()
    invitation = rows.filter(token_digest=addresses.token_digest(token)).first()
    if invitation is None or invitation.expires_at < at:
        raise TokenUnknown
    if invitation.is_burned:
        raise TokenUsed
    return invitation

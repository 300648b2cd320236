"""Sending what the office asked for together with somebody who cannot do it alone; they confirm it as they filed."""

from __future__ import annotations

from datetime import datetime, time
from hmac import compare_digest

from django.db import transaction
from django.db.models import QuerySet

from apps.accounts.domain.actor import Actor
from apps.accounts.domain.identity import mask_phone
from apps.accounts.selectors import phone_index
from apps.accounts.services import codes
from apps.dossiers.domain.codes import NotACode, readings
from apps.dossiers.domain.helping import Confirmation, NotConfirmed, Unconfirmed, objection_to_phone
from apps.dossiers.domain.status import AWAITING_ANSWER
from apps.dossiers.domain.timeliness import VIETNAM
from apps.dossiers.models import Dossier, HelpedAnswer
from apps.dossiers.services.confirming import answer_digest
from apps.dossiers.services.writing import locked
from apps.messaging.services import send_code
from apps.officials.selectors.helping import HelperAtWork

CODE_PURPOSE = "helped-answer"


class NothingWaits(Exception):
    """No dossier of this person waits for an answer under this reference: a wrong number looks the same."""


@transaction.atomic
def begin_answer(*, reference: str, personal_id: str, by: HelperAtWork, at: datetime) -> HelpedAnswer:
    """This helper may send what is asked for, until it is sent; whoever helped before sees it no longer.

    The citizen's card and the paper in their hand open it. Only what was filed with help. Raises NothingWaits.
    """
    behind = by.official or by.helper
    assert behind is not None
    found = _waiting(reference=reference, agency_id=behind.agency_id)
    known = (found.assistance.beneficiary.personal_id or "") if found else ""
    if found is None or not known or not compare_digest(known, personal_id):
        raise NothingWaits(reference)
    dossier = locked(dossier_id=found.pk)
    HelpedAnswer.objects.filter(dossier=dossier, closed_at__isnull=True).update(closed_at=at)
    return HelpedAnswer.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        official=by.official,
        helper=by.helper,
        helper_phone=by.phone,
        started_at=at,
    )


def leave_answer(*, dossier_id: int, by: Actor, at: datetime) -> None:
    """The helper goes, and sees it no longer; what was sent stays with its owner."""
    _open(dossier_id=dossier_id, by=by).update(closed_at=at)


def close_forgotten(*, at: datetime) -> int:
    """Help is given while the citizen is there: what was begun on an earlier local day is over. How many."""
    today = datetime.combine(at.astimezone(VIETNAM).date(), time(), VIETNAM)
    return HelpedAnswer.objects.filter(closed_at__isnull=True, started_at__lt=today).update(closed_at=at)


@transaction.atomic
def send_answering_code(*, dossier_id: int, by: Actor, address: str, at: datetime) -> str:
    """A code on its way to the citizen's phone, good for what would be handed in now; the masked phone.

    Raises NotConfirmed, PhonesUnreachable, TooMany, HelpedAnswer.DoesNotExist.
    """
    helped = _held(dossier_id=dossier_id, by=by)
    dossier = helped.dossier
    _check_phone(helped)
    send_code(
        agency_id=dossier.agency_id,
        purpose=CODE_PURPOSE,
        about=_about(dossier),
        phone=dossier.applicant_phone,
        address=address,
        at=at,
    )
    return mask_phone(dossier.applicant_phone)


def confirm_answer_by_phone(*, dossier_id: int, typed: str, by: Actor, at: datetime) -> None:
    """The citizen read out the code from their own phone. Raises NotConfirmed, TooMany, HelpedAnswer.DoesNotExist."""
    helped = _held(dossier_id=dossier_id, by=by)
    dossier = helped.dossier
    _check_phone(helped)
    phone = dossier.applicant_phone
    if not codes.check(purpose=CODE_PURPOSE, about=_about(dossier), phone=phone, typed=typed, at=at):
        raise NotConfirmed(Unconfirmed.WRONG_CODE)
    _keep(helped, kind=Confirmation.OWN_PHONE, phone_index=phone_index(phone), read_by="")


@transaction.atomic
def confirm_answer_read_aloud(*, dossier_id: int, read_by: str, by: Actor) -> None:
    """What is sent was read to the citizen, who signed it. Raises HelpedAnswer.DoesNotExist."""
    _keep(_held(dossier_id=dossier_id, by=by), kind=Confirmation.READ_ALOUD, phone_index="", read_by=read_by)


def _waiting(*, reference: str, agency_id: int) -> Dossier | None:
    """The dossier of this office that waits for its citizen under this code or temporary reference."""
    try:
        meant = readings(reference)
    except NotACode:
        return None
    helped = Dossier.objects.filter(agency_id=agency_id, is_assisted=True, status__in=AWAITING_ANSWER)
    named = helped.filter(temporary_ref__in=meant) | helped.filter(code__in=meant)
    return named.select_related("assistance__beneficiary").first()


def _open(*, dossier_id: int, by: Actor) -> QuerySet[HelpedAnswer]:
    """The help of this helper with this answer, while it lasts."""
    lasting = HelpedAnswer.objects.filter(dossier_id=dossier_id, closed_at__isnull=True)
    if not by.is_helping:
        return lasting.none()
    return lasting.filter(official_id=by.id) if by.is_official else lasting.filter(helper__person_id=by.id)


def _held(*, dossier_id: int, by: Actor) -> HelpedAnswer:
    """The same as a row, with the dossier as it stands. Raises HelpedAnswer.DoesNotExist for what is not theirs."""
    with transaction.atomic():
        dossier = locked(dossier_id=dossier_id)
    helped = _open(dossier_id=dossier_id, by=by).get()
    helped.dossier = dossier
    return helped


def _check_phone(helped: HelpedAnswer) -> None:
    phone = helped.dossier.applicant_phone
    if why := objection_to_phone(phone=phone, helpers_phone=helped.helper_phone):
        raise NotConfirmed(why)


def _about(dossier: Dossier) -> str:
    """What a code proves: this answer as it stands; after a change it is worth nothing."""
    return f"answer:{dossier.pk}:{answer_digest(dossier=dossier)}"


def _keep(helped: HelpedAnswer, *, kind: Confirmation, phone_index: str, read_by: str) -> None:
    """Write down one confirmation in the place of an earlier one."""
    helped.confirmation, helped.phone_index, helped.read_by = kind, phone_index, read_by
    helped.content_digest = answer_digest(dossier=helped.dossier)
    helped.save(update_fields=["confirmation", "phone_index", "read_by", "content_digest"])

"""Filing with somebody who helps: the draft is the citizen's, the helper writes it, the citizen confirms it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.accounts.domain.identity import mask_phone
from apps.accounts.models import Person
from apps.accounts.selectors import phone_index
from apps.accounts.services import codes
from apps.core.models import StoredFile
from apps.dossiers.domain.helping import Confirmation, NotConfirmed, Told, Unconfirmed, objection_to_phone
from apps.dossiers.domain.status import Channel
from apps.dossiers.models import Assistance, Dossier
from apps.dossiers.services.confirming import content_digest
from apps.dossiers.services.filing import ApplicantFacts, open_draft
from apps.dossiers.services.writing import locked
from apps.messaging.services import send_code
from apps.officials.models import Agency, Official
from apps.officials.selectors.helping import HelperAtWork
from apps.procedures.models import Arrangement, ProcedureVersion

CODE_PURPOSE = "helped-filing"


@transaction.atomic
def begin_help(
    *,
    arrangement: Arrangement,
    version: ProcedureVersion,
    agency: Agency,
    beneficiary: Person,
    facts: ApplicantFacts,
    told: Told,
    by: HelperAtWork,
    at: datetime,
) -> Dossier:
    """A draft of the beneficiary's own, counted as helped, that this helper may write until it is filed."""
    dossier = open_draft(
        arrangement=arrangement,
        version=version,
        agency=agency,
        applicant=beneficiary,
        submitter=beneficiary,
        facts=facts,
        channel=Channel.ONLINE,
        at=at,
        is_assisted=True,
    )
    Assistance.objects.create(
        agency=agency,
        dossier=dossier,
        beneficiary=beneficiary,
        official=by.official,
        helper=by.helper,
        helper_name=by.actor.name,
        helper_phone=by.phone,
        told=told,
        started_at=at,
    )
    return dossier


@transaction.atomic
def tell_whom(*, dossier_id: int, told: Told, by: Actor) -> None:
    """To whom the messages go, said anew while the help lasts. Raises Dossier.DoesNotExist."""
    assistance = _helped(dossier_id=dossier_id, by=by)
    assistance.told = told
    assistance.save(update_fields=["told"])


@transaction.atomic
def send_confirming_code(*, dossier_id: int, by: Actor, address: str, at: datetime) -> str:
    """A code on its way to the citizen's phone, good for what the draft says now; the masked phone.

    `address` is where the helper's request comes from. Raises NotConfirmed where that phone proves nothing,
    PhonesUnreachable, TooMany, Dossier.DoesNotExist.
    """
    assistance = _helped(dossier_id=dossier_id, by=by)
    dossier = assistance.dossier
    _check_phone(assistance)
    send_code(
        agency_id=dossier.agency_id,
        purpose=CODE_PURPOSE,
        about=_about(dossier, content_digest(dossier=dossier)),
        phone=dossier.applicant_phone,
        address=address,
        at=at,
    )
    return mask_phone(dossier.applicant_phone)


def confirm_by_phone(*, dossier_id: int, typed: str, by: Actor, at: datetime) -> None:
    """The citizen read out the code from their own phone. Raises NotConfirmed, TooMany, Dossier.DoesNotExist.

    Not one transaction with the check: a wrong try has to stay counted. So the draft may change meanwhile, and the word
    is kept for what the code was sent for, not for what stands there now.
    """
    assistance = _helped(dossier_id=dossier_id, by=by)
    phone, digest = assistance.dossier.applicant_phone, content_digest(dossier=assistance.dossier)
    _check_phone(assistance)
    if not codes.check(purpose=CODE_PURPOSE, about=_about(assistance.dossier, digest), phone=phone, typed=typed, at=at):
        raise NotConfirmed(Unconfirmed.WRONG_CODE)
    _keep(
        assistance,
        kind=Confirmation.OWN_PHONE,
        at=at,
        digest=digest,
        phone_index=phone_index(phone),
        phone_mask=mask_phone(phone),
    )


@transaction.atomic
def confirm_read_aloud(*, dossier_id: int, read_by: str, scan: StoredFile | None, by: Actor, at: datetime) -> None:
    """The summary was read to the citizen, who signed it. Raises Dossier.DoesNotExist."""
    assistance = _helped(dossier_id=dossier_id, by=by)
    digest = content_digest(dossier=assistance.dossier)
    _keep(assistance, kind=Confirmation.READ_ALOUD, at=at, digest=digest, read_by=read_by, signed_scan=scan)


@transaction.atomic
def ask_second(*, dossier_id: int, by: Actor, at: datetime) -> None:
    """Let a second official look and ask the citizen; what was confirmed before counts no more. Raises DoesNotExist."""
    assistance = _helped(dossier_id=dossier_id, by=by)
    assistance.second_asked_at = at
    assistance.save(update_fields=["second_asked_at"])
    _forget(assistance)


@transaction.atomic
def confirm_as_second(*, dossier_id: int, seen: str, official: Official, at: datetime) -> None:
    """A second official has asked the citizen. `seen` is the digest of what that official read. Raises NotConfirmed."""
    dossier = locked(dossier_id=dossier_id)
    assistance = Assistance.objects.filter(
        dossier=dossier, agency_id=official.agency_id, closed_at__isnull=True, second_asked_at__isnull=False
    ).first()
    if assistance is None:
        raise NotConfirmed(Unconfirmed.NOT_ASKED)
    if assistance.official_id == official.pk:
        raise NotConfirmed(Unconfirmed.SAME_OFFICIAL)
    if seen != content_digest(dossier=dossier):
        raise NotConfirmed(Unconfirmed.CHANGED_SINCE)
    _keep(assistance, kind=Confirmation.SECOND_OFFICIAL, at=at, digest=seen, second_official=official)


@transaction.atomic
def unsay(*, dossier_id: int) -> None:
    """What is kept beside the dossier was said anew, as the fee is: an earlier word of the citizen counts no more."""
    dossier = locked(dossier_id=dossier_id)
    assistance = Assistance.objects.filter(dossier=dossier, closed_at__isnull=True).first()
    if assistance is not None:
        _forget(assistance)


def _helped(*, dossier_id: int, by: Actor) -> Assistance:
    """The help with this draft, held until the transaction ends. Raises Dossier.DoesNotExist for what is not theirs."""
    visible = Dossier.objects.visible_to(by).filter(pk=dossier_id) if by.is_helping else Dossier.objects.none()
    if not visible.exists():
        raise Dossier.DoesNotExist
    with transaction.atomic():
        dossier = locked(dossier_id=dossier_id)
    assistance = Assistance.objects.get(dossier=dossier)
    assistance.dossier = dossier
    return assistance


def _check_phone(assistance: Assistance) -> None:
    phone = assistance.dossier.applicant_phone
    if why := objection_to_phone(phone=phone, helpers_phone=assistance.helper_phone):
        raise NotConfirmed(why)


def _about(dossier: Dossier, digest: str) -> str:
    """What a code proves: this draft with this content; after a change it is worth nothing."""
    return f"help:{dossier.pk}:{digest}"


NO_PROOF: dict[str, object] = {
    "phone_index": "",
    "phone_mask": "",
    "read_by": "",
    "signed_scan": None,
    "second_official": None,
}


def _keep(assistance: Assistance, *, kind: Confirmation, at: datetime, digest: str, **proof: object) -> None:
    """Write down one confirmation of this content in the place of an earlier one."""
    _write(assistance, {**NO_PROOF, **proof, "confirmation": kind, "confirmed_at": at, "content_digest": digest})


def _forget(assistance: Assistance) -> None:
    _write(assistance, {**NO_PROOF, "confirmation": "", "confirmed_at": None, "content_digest": ""})


def _write(assistance: Assistance, facts: dict[str, object]) -> None:
    for name, value in facts.items():
        setattr(assistance, name, value)
    assistance.save(update_fields=list(facts))

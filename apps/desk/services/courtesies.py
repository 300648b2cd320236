"""Letters of congratulation and condolence: wished for at reception, signed after the result, handed over with it.

A channel of their own: they move no promise, count in no figure, and are told of in no message.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.accounts.domain.identity import show_phone
from apps.desk.domain.courtesies import CourtesyPaper, addressee, proposed_words
from apps.desk.models import CourtesyLetter
from apps.desk.selectors.courtesies import FITTING
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Action, Status
from apps.dossiers.models import Dossier
from apps.dossiers.services.writing import ZONE, append_remark, locked
from apps.officials.domain.duties import Duty
from apps.officials.models import Official
from apps.procedures.domain.courtesies import Courtesy


class NotYet(Exception):
    """The result is not signed, was declined, or the letter was signed before."""


@transaction.atomic
def wish(*, dossier: Dossier, wanted: bool, by: Actor, at: datetime) -> None:
    """Note that the applicant wants the letter of this procedure, or no longer does; a signed one stays."""
    kind = dossier.offering.courtesy
    if not wanted or not kind:
        CourtesyLetter.objects.filter(dossier=dossier, signed_at__isnull=True).delete()
        return
    CourtesyLetter.objects.get_or_create(
        agency_id=dossier.agency_id, dossier=dossier, defaults={"kind": kind, "wished_at": at, "wished_by": by.key}
    )


@transaction.atomic
def sign(*, letter_id: int, text: str, by: Actor, at: datetime) -> CourtesyLetter:
    """The leader's own words under the leader's name, once. Raises NotYet, lifecycle.Forbidden."""
    dossier = locked(dossier_id=CourtesyLetter.objects.values_list("dossier_id", flat=True).get(pk=letter_id))
    if not by.has(Duty.LEADER) or dossier.agency_id != by.agency_id:
        raise Forbidden(action=Action.SIGN, status=Status(dossier.status), why="not_your_duty")
    letter = CourtesyLetter.objects.filter(FITTING, pk=letter_id, signed_at__isnull=True).first()
    if letter is None:
        raise NotYet(letter_id)
    letter.text, letter.signed_at, letter.signed_by_id = text, at, by.id
    letter.save(update_fields=["text", "signed_at", "signed_by"])
    append_remark(dossier=dossier, action="sign_courtesy", by=by, at=at, facts={"kind": letter.kind})
    return letter


@transaction.atomic
def hand_over(*, dossier_id: int, by: Actor, at: datetime) -> None:
    """The signed letter is in the family's hands; said once, whether at the counter or by opening it."""
    dossier = locked(dossier_id=dossier_id)
    letters = CourtesyLetter.objects.filter(dossier=dossier, signed_at__isnull=False, handed_at__isnull=True)
    if letters.update(handed_at=at):
        append_remark(dossier=dossier, action="hand_courtesy", by=by, at=at, facts={})


def paper_of(*, letter: CourtesyLetter, at: datetime, reader: Official | None = None) -> CourtesyPaper:
    """What the paper shows: as signed, or as the leader who reads it would sign it."""
    agency = letter.dossier.agency
    signer = letter.signed_by or reader
    kind = Courtesy(letter.kind)
    return CourtesyPaper(
        kind=kind,
        office=agency.name,
        place=agency.place,
        addressee=addressee(name=letter.dossier.applicant_name),
        text=letter.text or proposed_words(kind=kind, office=agency.name, phone=show_phone(agency.phone)),
        signer=signer.name if signer else "",
        signer_position=signer.position.upper() if signer else "",
        signed_at=letter.signed_at,
        day=(letter.signed_at or at).astimezone(ZONE).date(),
        is_demo=agency.is_demo,
    )

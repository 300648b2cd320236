"""The second party of a dossier: where their confirmation stands, and what exactly it is given for."""

from __future__ import annotations

from datetime import datetime
from hmac import compare_digest

from django.db.models import Q, QuerySet

from apps.accounts.domain.actor import Actor
from apps.accounts.models import Person
from apps.core.idempotency import fingerprint
from apps.dossiers.domain.parties import PartyState, party_state
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, SecondParty
from apps.dossiers.selectors import second_party_of

OPEN_TO_CONFIRM = frozenset({Status.DRAFT, Status.NEED_FIX_INTAKE})


def party_print(dossier: Dossier) -> str:
    """A keyed digest of what the second party reads: who files what for whom, and every answer.

    Papers, contact and delivery are not in it: nobody is asked about them.
    """
    party = second_party_of(dossier)
    said = {
        "version": dossier.version_id,
        "case": dossier.case,
        "applicant": [dossier.applicant_name, dossier.applicant_personal_id or "", dossier.relation],
        "submitter": dossier.submitter_id,
        "party": [party.name, party.personal_id or "", party.phone] if party else [],
        "answers": {name: answer for name, answer in (dossier.answers or {}).items() if answer},
    }
    return fingerprint(said)


def party_state_of(*, dossier: Dossier, at: datetime) -> PartyState | None:
    """Where the second confirmation stands; None where the law wants none."""
    if not dossier.arrangement.second_party:
        return None
    party = second_party_of(dossier)
    if party is None:
        return PartyState.NOT_ASKED
    return party_state(
        now_print=party_print(dossier),
        asked_until=party.asked_until,
        answered_print=party.answered_print,
        agreed=party.agreed,
        at=at,
    )


def by_party_address(address: str) -> SecondParty:
    """The second party who was given this address, with the dossier. Raises SecondParty.DoesNotExist."""
    return SecondParty.objects.select_related(
        "dossier__agency", "dossier__version", "dossier__arrangement", "dossier__submitter", "dossier__second_party"
    ).get(address=address or None)


def shared_with(*, actor: Actor, at: datetime) -> QuerySet[SecondParty]:
    """What another files in this citizen's name too: still to be confirmed, or filed with their word; newest first.

    Found by their own number, or by the log-in they answered from: a phone that somebody wrote down finds nothing.
    """
    own = Person.objects.filter(pk=actor.id, personal_id_index__isnull=False).values("personal_id_index")
    theirs = SecondParty.objects.filter(Q(personal_id_index__in=own) | Q(answered_by=actor.key))
    asked = Q(dossier__status__in=OPEN_TO_CONFIRM, asked_until__gt=at, answered_at__isnull=True)
    filed = Q(agreed=True) & ~Q(dossier__status=Status.DRAFT)
    found = theirs.filter(asked | filed).exclude(dossier__submitter_id=actor.id)
    return found.select_related("dossier__agency", "dossier__submitter").order_by("-dossier_id")


def party_at_desk(*, reference: str, personal_id: str, agency_id: int) -> SecondParty | None:
    """The second party who stands at the desk with their card: a wrong reference and a wrong number look the same."""
    party = (
        SecondParty.objects.filter(dossier__temporary_ref=reference, dossier__agency_id=agency_id)
        .filter(dossier__status__in=OPEN_TO_CONFIRM)
        .exclude(address="")
        .select_related("dossier__version", "dossier__arrangement", "dossier__submitter", "dossier__second_party")
        .first()
    )
    known = (party.personal_id or "") if party else ""
    return party if known and compare_digest(known, personal_id) else None

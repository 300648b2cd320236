"""What a filer is told of their money."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation

from apps.core.labels import money
from apps.dossiers.models import Dossier
from apps.dossiers.services.notices import tell
from apps.messaging.domain.kinds import Kind


def tell_due(*, dossier: Dossier, amount: int, cycle: int, at: datetime) -> None:
    """There is something to pay that was not there when it was filed."""
    _tell(dossier=dossier, kind=Kind.FEE_DUE, amount=amount, cycle=cycle, at=at)


def tell_paid(*, dossier: Dossier, amount: int, cycle: int, at: datetime) -> None:
    """The money is here."""
    _tell(dossier=dossier, kind=Kind.FEE_PAID, amount=amount, cycle=cycle, at=at)


def tell_refunded(*, dossier: Dossier, amount: int, cycle: int, at: datetime) -> None:
    """The money went back."""
    _tell(dossier=dossier, kind=Kind.FEE_REFUNDED, amount=amount, cycle=cycle, at=at)


def _tell(*, dossier: Dossier, kind: Kind, amount: int, cycle: int, at: datetime) -> None:
    with translation.override("vi"):
        said = money(amount)
    tell(dossier=dossier, kind=kind, at=at, facts={"amount": said}, cycle=cycle)

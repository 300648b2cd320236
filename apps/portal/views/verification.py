"""`/xac-thuc/`: is this paper ours? Kind, number, day, unit, position; nothing of a person (domain ruling 12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.core.limits import Limit, count
from apps.core.strangers import client_address
from apps.desk.domain.papers import ApologyFacts, SlipKind, facts_of
from apps.desk.models import Slip
from apps.desk.printing import title_of

PER_ADDRESS = Limit("verify-address", 60, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What anybody may know of an issued paper."""

    title: str
    form: str
    number: str
    issued_at: datetime
    unit: str
    position: str
    superseded_at: datetime | None


@login_not_required
@never_cache
@require_safe
def verify(request: HttpRequest, address: str) -> HttpResponse:
    """`/xac-thuc/<địa chỉ>/`: the paper behind a random address, or calmly none."""
    count(limits=[(PER_ADDRESS, client_address(request))], at=timezone.now())
    slip = Slip.objects.select_related("issued_by").filter(address=address).first()
    paper = _verified(slip) if slip else None
    return render(request, "portal/verify.html", {"paper": paper}, status=200 if paper else 404)


def _verified(slip: Slip) -> Verified:
    facts = facts_of(kind=SlipKind(slip.kind), plain=slip.facts)
    signed_as = facts.signer_position if isinstance(facts, ApologyFacts) else ""
    return Verified(
        title=title_of(facts=facts),
        form=SlipKind(slip.kind).form,
        number=slip.number,
        issued_at=slip.issued_at,
        unit=facts.head.issuer.unit,
        position=signed_as.capitalize() or (slip.issued_by.position if slip.issued_by else ""),
        superseded_at=slip.superseded_at,
    )

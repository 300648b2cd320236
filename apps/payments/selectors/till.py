"""The cashier's room: who still owes, money that found nothing, money that is to go back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, Min, OuterRef, Q, Sum

from apps.accounts.domain.actor import Actor, ActorKind
from apps.dossiers.domain.codes import NotACode, readings
from apps.dossiers.domain.status import ENDED_WITHOUT_RESULT, Status
from apps.dossiers.models import Dossier
from apps.payments.domain.money import CreditState, Why
from apps.payments.domain.states import DemandState
from apps.payments.domain.words import Source
from apps.payments.labels import read_receipt_number
from apps.payments.labels.till import SOURCE_LABELS, WHY_LABELS
from apps.payments.models import Credit, Demand, Receipt, Refund, Share
from apps.payments.models.demands import MONEY_DUTIES

A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """One dossier that still owes."""

    reference: str
    procedure_name: str
    payer: str
    amount: int
    count: int
    is_claimed: bool
    is_ours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """Money in that found nothing it was for."""

    credit: Credit
    source: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Till:
    """Everything on the page of the cashier."""

    strays: Sequence[Stray]
    refunds: Sequence[Refund]
    owing: Sequence[Owing]
    has_more: bool
    ended_and_paid: Sequence[Demand]


def till(*, actor: Actor) -> Till:
    """What waits for money at this official's office; five queries."""
    owing = _owing(actor)
    strays = Credit.objects.filter(agency_id=_agency(actor), state=CreditState.UNMATCHED).order_by("told_at", "pk")
    refunds = (
        Refund.objects.filter(agency_id=_agency(actor), state=Refund.State.ASKED)
        .select_related("demand__dossier", "asked_by")
        .order_by("asked_at", "pk")
    )
    ended = (
        Demand.objects.visible_to(actor)
        .filter(state=DemandState.PAID, dossier__status__in=sorted(ENDED_WITHOUT_RESULT))
        .exclude(refunds__state=Refund.State.DECLINED)
        .select_related("dossier")
        .order_by("-paid_at", "-pk")
    )
    return Till(
        strays=[stray(credit) for credit in strays[:A_PAGE]],
        refunds=list(refunds[:A_PAGE]),
        owing=owing[:A_PAGE],
        has_more=len(owing) > A_PAGE,
        ended_and_paid=list(ended[:A_PAGE]),
    )


def stray(credit: Credit) -> Stray:
    """A credit with its words."""
    return Stray(
        credit=credit,
        source=str(SOURCE_LABELS[Source(credit.source)]),
        why=str(WHY_LABELS[Why(credit.why)]) if credit.why else "",
    )


def _owing(actor: Actor) -> list[Owing]:
    rows = (
        Demand.objects.visible_to(actor)
        .payable()
        .exclude(dossier__status__in=sorted(ENDED_WITHOUT_RESULT))
        .values(
            "dossier_id", "dossier__code", "dossier__temporary_ref", "dossier__procedure_name", "dossier__agency_id"
        )
        .annotate(
            payer=Min("dossier__applicant_name"),
            total=Sum("amount"),
            count=Count("pk"),
            claims=Count("pk", filter=~Q(claim="")),
            first=Min("raised_at"),
        )
        .order_by("-first", "-dossier_id")[: A_PAGE + 1]
    )
    return [
        Owing(
            reference=row["dossier__code"] or row["dossier__temporary_ref"],
            procedure_name=row["dossier__procedure_name"],
            payer=row["payer"],
            amount=row["total"],
            count=row["count"],
            is_claimed=bool(row["claims"]),
            is_ours=row["dossier__agency_id"] == actor.agency_id,
        )
        for row in rows
    ]


def billed(*, reference: str, actor: Actor) -> Dossier:
    """The dossier whose money this official may look after. Raises Dossier.DoesNotExist.

    `reference`: its code, or the number of a receipt of this office.
    """
    if actor.kind is not ActorKind.OFFICIAL or not MONEY_DUTIES & actor.duties:
        raise Dossier.DoesNotExist
    if numbered := read_receipt_number(reference):
        return _receipted(numbered, actor)
    try:
        meant = readings(reference)
    except NotACode as error:
        raise Dossier.DoesNotExist from error
    ours = Q(agency_id=_agency(actor)) | Q(receiving_agency_id=_agency(actor))
    rows = Dossier.objects.filter(ours).exclude(status=Status.DRAFT).select_related("agency")
    found = rows.filter(Q(code__in=meant) | Q(temporary_ref__in=meant)).order_by("pk").first()
    if found is None:
        raise Dossier.DoesNotExist
    return found


def _receipted(numbered: tuple[int, int], actor: Actor) -> Dossier:
    """The first dossier a receipt of this official's office was written for. Raises Dossier.DoesNotExist."""
    number, year = numbered
    demands = Demand.objects.visible_to(actor).filter(
        attempts__receipts__agency_id=_agency(actor),
        attempts__receipts__number=number,
        attempts__receipts__year=year,
    )
    found = demands.select_related("dossier__agency").order_by("dossier_id", "pk").first()
    if found is None:
        raise Dossier.DoesNotExist
    return found.dossier


def credit_of(*, credit_id: int, actor: Actor) -> Credit:
    """Money in of this official's office. Raises Credit.DoesNotExist."""
    rows = Credit.objects.select_related("attempt", "settled_by", "entered_by")
    return rows.get(pk=credit_id, agency_id=_agency(actor))


def refund_of(*, refund_id: int, actor: Actor) -> Refund:
    """A refund of this official's office. Raises Refund.DoesNotExist."""
    return Refund.objects.select_related("demand__dossier", "asked_by").get(pk=refund_id, agency_id=_agency(actor))


def receipt_of(*, address: str, actor: Actor) -> Receipt:
    """A receipt of this office, of its cashiers, or for a dossier it took in. Raises Receipt.DoesNotExist."""
    for_ours = Share.objects.filter(attempt=OuterRef("attempt"), demand__in=Demand.objects.visible_to(actor))
    ours = Q(agency_id=_agency(actor)) | Q(issued_by__agency_id=_agency(actor)) | Exists(for_ours)
    return Receipt.objects.filter(ours).get(address=address)


def _agency(actor: Actor) -> int:
    assert actor.agency_id is not None, "an official works somewhere"
    return actor.agency_id

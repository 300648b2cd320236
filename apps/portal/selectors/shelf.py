"""A citizen's own dossiers: what they are writing, what waits for them, what is under way, what is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from apps.accounts.domain.actor import Actor
from apps.dossiers import selectors as dossiers
from apps.dossiers.domain.status import ENDED_WITHOUT_RESULT, OPEN, Delivery, Status
from apps.dossiers.labels import status_label
from apps.dossiers.models import Bundle, Dossier
from apps.dossiers.selectors import ClockBadge, second_party_of
from apps.dossiers.selectors.bundles import case_of
from apps.messaging import selectors as messaging
from apps.messaging.models import OutboxMessage
from apps.officials.selectors import work_calendar
from apps.payments.selectors.standing import to_pay
from apps.portal.domain.steps import Step
from apps.portal.labels.bundles import bundle_words
from apps.portal.labels.filing import saved_words
from apps.portal.labels.story import to_do
from apps.portal.selectors.promises import LEAVES
from apps.procedures.models import ProcedureVersion

DONE = ENDED_WITHOUT_RESULT | {Status.RETURNED}
YOUR_TURN = frozenset(
    {Status.NEED_FIX_INTAKE, Status.AWAITING_SUPPLEMENT, Status.AWAITING_PAYMENT, Status.RESULT_SENT, Status.UNCLAIMED}
)
TO_COLLECT = frozenset({Status.RESULT_READY, Status.REJECTED_RESULT})
DONE_A_PAGE, MOST_OPEN, MOST_MESSAGES = 10, 100, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One dossier in the list."""

    reference: str
    title: str
    href: str
    status: str
    status_label: str
    clock: ClockBadge | None
    due_date: date | None
    words: str
    together: str
    together_href: str

    @property
    def leaf(self) -> str:
        """The colour of its leaf."""
        return LEAVES.get(self.clock.kind, "") if self.clock else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """One draft: where to go on, how to throw it away, and how to hand it over where that can be."""

    title: str
    href: str
    discard: str
    hand_over: str
    saved: str
    waits: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Everything on one page; `older` is the key of the next page of what is done."""

    drafts: list[DraftLine]
    yours: list[Line]
    under_way: list[Line]
    done: list[Line]
    older: int | None

    @property
    def is_empty(self) -> bool:
        return not (self.drafts or self.yours or self.under_way or self.done)


def shelf(*, actor: Actor, at: datetime, before: int | None = None) -> Shelf:
    """The dossiers of one person: all that are open, and one page of those that are done."""
    mine = _light(dossiers.mine(actor=actor))
    opened = list(mine.exclude(status__in=DONE)[:MOST_OPEN])
    closed = mine.filter(status__in=DONE)
    done = list((closed.filter(pk__lt=before) if before else closed)[: DONE_A_PAGE + 1])
    filed = [dossier for dossier in opened if dossier.status != Status.DRAFT]
    owed = to_pay(dossiers=filed, actor=actor)
    lines = [(_is_your_turn(dossier, owed), _line(dossier, actor, at, owed)) for dossier in filed]
    return Shelf(
        drafts=_drafts([dossier for dossier in opened if dossier.status == Status.DRAFT], at),
        yours=[line for is_yours, line in lines if is_yours],
        under_way=[line for is_yours, line in lines if not is_yours],
        done=[_line(dossier, actor, at, {}) for dossier in done[:DONE_A_PAGE]],
        older=done[DONE_A_PAGE - 1].pk if len(done) > DONE_A_PAGE else None,
    )


def inbox(*, actor: Actor) -> list[OutboxMessage]:
    """The latest messages of one person."""
    return list(messaging.in_app(person_key=f"person:{actor.id}")[:MOST_MESSAGES])


def about(*, dossier: Dossier, actor: Actor) -> list[OutboxMessage]:
    """What one person was told about one dossier, newest first."""
    told = messaging.in_app(person_key=f"person:{actor.id}")
    return list(told.filter(agency_id=dossier.agency_id, about=f"dossier:{dossier.pk}"))


def _light(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Without the law's whole text, the answers and the explanation: a list shows none of them."""
    heavy: Iterable[str] = (f"version__{name}" for name in ProcedureVersion.HEAVY_FIELDS)
    light = rows.select_related("second_party", "bundled__bundle__offer")
    return light.defer("answers", "promise", "applicant_personal_id", *heavy)


def _drafts(drafts: Iterable[Dossier], at: datetime) -> list[DraftLine]:
    """One line for each; those of one event stand together."""
    lines: dict[str, DraftLine] = {}
    for dossier in drafts:
        bundle = _bundle(dossier)
        if bundle is None:
            lines[dossier.reference] = _draft(dossier, at)
        elif bundle.reference not in lines:
            lines[bundle.reference] = _event(bundle, dossier, at)
    return list(lines.values())


def _bundle(dossier: Dossier) -> Bundle | None:
    case = case_of(dossier)
    return case.bundle if case else None


def _event(bundle: Bundle, dossier: Dossier, at: datetime) -> DraftLine:
    slug, reference = bundle.offer.slug, bundle.reference
    return DraftLine(
        title=gettext("%(event)s: nhiều việc, khai một lần") % {"event": bundle_words(bundle.title)},
        href=reverse("portal:bundle_step", args=[slug, reference, Step.WHO.value]),
        discard=reverse("portal:discard_bundle", args=[slug, reference]),
        hand_over="",
        saved=saved_words(saved_at=dossier.saved_at, now=at),
    )


def _draft(dossier: Dossier, at: datetime) -> DraftLine:
    return DraftLine(
        title=dossier.procedure_name,
        href=reverse("portal:filing_step", args=[dossier.reference, Step.WHO.value]),
        discard=reverse("portal:discard_draft", args=[dossier.reference]),
        hand_over=reverse("portal:hand_over", args=[dossier.reference]),
        saved=saved_words(saved_at=dossier.saved_at, now=at),
        waits=_second_words(dossier),
    )


def _second_words(dossier: Dossier) -> str:
    """Whether somebody else has to say a word first, or has said it."""
    party = second_party_of(dossier)
    if party is None or party.asked_at is None:
        return ""
    if party.agreed is None:
        return gettext("Chờ người kia xác nhận")
    return gettext("Người kia đã trả lời")


def _line(dossier: Dossier, actor: Actor, at: datetime, owed: Mapping[int, int]) -> Line:
    calendar, bundle = work_calendar(agency=dossier.agency, at=at), _bundle(dossier)
    return Line(
        reference=dossier.reference,
        title=dossier.procedure_name,
        href=reverse("portal:dossier", args=[dossier.reference]),
        status=dossier.status,
        status_label=status_label(dossier.status),
        clock=dossiers.clock_of(dossier=dossier, at=at, calendar=calendar),
        due_date=_due_date(dossier),
        words=_words(dossier, owed.get(dossier.pk, 0)),
        together=bundle_words(bundle.title) if bundle else "",
        together_href=_filed_href(bundle) if bundle and bundle.submitter_id == actor.id else "",
    )


def _filed_href(bundle: Bundle) -> str:
    return reverse("portal:bundle_filed", args=[bundle.offer.slug, bundle.reference])


def _is_your_turn(dossier: Dossier, owed: Mapping[int, int]) -> bool:
    """Whether the dossier waits for its owner: to answer, to pay, to come, to open."""
    collects = dossier.status in TO_COLLECT and dossier.delivery == Delivery.COUNTER
    return dossier.status in YOUR_TURN or collects or dossier.pk in owed


def _due_date(dossier: Dossier) -> date | None:
    """The day to wait for, while one is promised."""
    if dossier.due_at is None or dossier.status not in OPEN or dossier.paused_at is not None:
        return None
    return timezone.localdate(dossier.due_at)


def _words(dossier: Dossier, owed: int) -> str:
    if not owed and dossier.status in OPEN and dossier.holder is not None and dossier.paused_at is None:
        return gettext("Ở bàn %(name)s") % {"name": dossier.holder.name}
    if dossier.status in TO_COLLECT and dossier.delivery == Delivery.COUNTER:
        return gettext("Mời bạn đến quầy nhận kết quả.")
    return to_do(status=Status(dossier.status), is_paused=dossier.paused_at is not None, owed=owed)


def context_of(page: Shelf) -> dict[str, Any]:
    """The three bands of the page with their headings; an empty band is not drawn."""
    bands = [
        (gettext("Cần bạn làm"), page.yours),
        (gettext("Đang giải quyết"), page.under_way),
        (gettext("Đã xong"), page.done),
    ]
    return {"shelf": page, "bands": [(title, lines) for title, lines in bands if lines]}

"""The timeline of a dossier as its owner reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from apps.accounts.domain.identity import mask_phone, show_phone
from apps.desk.models import Slip
from apps.desk.selectors.returning_post import parcel_of
from apps.dossiers.domain.clock import OPENS
from apps.dossiers.domain.status import OPEN, Action, Delivery, Status
from apps.dossiers.labels import ACTION_STORIES, STANDING
from apps.dossiers.models import Dossier, DossierEvent
from apps.officials.models import Official
from apps.portal.labels.story import (
    ICONS,
    REMARKS,
    TOLD,
    by_words,
    intake_answer_words,
    position_words,
    when_words,
)

SLIP_ISSUED = "issue_slip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One line of the timeline: past, paused, now, or next."""

    kind: str
    icon: str
    when: str
    what: str
    note: str = ""
    href: str = ""
    link: str = ""


def story(*, dossier: Dossier, events: Sequence[DossierEvent], slips: Sequence[Slip], at: datetime) -> list[Moment]:
    """What happened, who has it now, what comes next and by when."""
    names = _names(events)
    past: list[Moment] = []
    papers = {slip.address: slip for slip in slips}
    for event in events:
        if event.action == SLIP_ISSUED:
            _add_paper(past, papers.get(str(event.facts.get("address"))), dossier)
        elif told := _moment(event, names):
            past.append(told)
    return [*past, *_now(dossier, at), *_next(dossier)]


def _names(events: Iterable[DossierEvent]) -> dict[int, str]:
    told = {int(event.facts[key]) for event in events for key in ("to",) if event.facts.get(key)}
    acting = {event.actor_id for event in events if event.actor_kind == "official"}
    return dict(Official.objects.filter(pk__in=told | acting).values_list("pk", "name"))


def _moment(event: DossierEvent, names: dict[int, str]) -> Moment | None:
    """One act in the citizen's words; acts a citizen has no word for are left out."""
    if event.action in REMARKS:
        what = str(REMARKS[event.action])
    elif event.action in set(Action):
        what = str(ACTION_STORIES[Action(event.action)])
    else:
        return None
    return Moment(
        kind="pause" if event.action in OPENS else "past",
        icon=ICONS[event.action],
        when=when_words(event.at),
        what=what,
        note=_note(event, names),
    )


def _note(event: DossierEvent, names: dict[int, str]) -> str:
    if event.action in TOLD:
        return event.note.text if hasattr(event, "note") else ""
    receiver = names.get(event.facts.get("to") or 0, "")
    if receiver and event.action in (Action.FORWARD, Action.SUBMIT_FOR_SIGNATURE, Action.SEND_BACK):
        return gettext("Sang bàn %(name)s.") % {"name": receiver}
    actor = names.get(event.actor_id, "") if event.actor_kind == "official" else ""
    return gettext("Người làm: %(name)s.") % {"name": actor} if actor else ""


def _add_paper(past: list[Moment], slip: Slip | None, dossier: Dossier) -> None:
    """The paper stands with the act it belongs to."""
    if past and slip is not None:
        href = reverse("portal:slip", args=[dossier.reference, slip.pk])
        past[-1] = replace(past[-1], href=href, link=gettext("Xem giấy"))


def _now(dossier: Dossier, at: datetime) -> list[Moment]:
    status = Status(dossier.status)
    now = gettext("bây giờ")
    if status is Status.SUBMITTED:
        phone = show_phone(dossier.agency.phone)
        due_at = dossier.intake_due_at
        note = intake_answer_words(due_at=due_at, at=at, phone=phone) if due_at else ""
        return [Moment(kind="now", icon="inbox", when=now, what=gettext("Hồ sơ đang chờ quầy xem"), note=note)]
    if status in (Status.NEED_FIX_INTAKE, Status.AWAITING_SUPPLEMENT):
        return [Moment(kind="now", icon="edit", when=now, what=gettext("Chờ bạn bổ sung"))]
    if status is Status.AWAITING_PAYMENT:
        return [Moment(kind="now", icon="cash", when=now, what=gettext("Chờ bạn nộp tiền"))]
    if dossier.paused_at is not None:
        return [Moment(kind="now", icon="player-pause", when=now, what=str(STANDING))]
    if status in OPEN and dossier.holder is not None:
        what = gettext("Hồ sơ ở bàn %(name)s, %(position)s") % {
            "name": dossier.holder.name,
            "position": position_words(dossier.holder.position),
        }
        step = gettext("Bước này xong %(by)s.") % {"by": by_words(dossier.step_due_at)} if dossier.step_due_at else ""
        return [Moment(kind="now", icon="user", when=now, what=what, note=step)]
    if status in (Status.RESULT_READY, Status.REJECTED_RESULT, Status.UNCLAIMED, Status.RESULT_SENT):
        return [Moment(kind="now", icon="file-check", when=now, what=_waiting_words(dossier))]
    return []


def _waiting_words(dossier: Dossier) -> str:
    if dossier.status == Status.RESULT_SENT:
        by_post = dossier.delivery == Delivery.POST
        return gettext("Kết quả đang trên đường bưu điện") if by_post else gettext("Kết quả chờ bạn tải về")
    parcel = parcel_of(dossier=dossier)
    if dossier.delivery == Delivery.COUNTER or (parcel and parcel.is_back):
        return gettext("Kết quả chờ bạn ở quầy")
    return gettext("Quầy đang gửi kết quả cho bạn")


def _next(dossier: Dossier) -> list[Moment]:
    """The steps ahead with their latest instant; nothing is promised that was not promised."""
    status = Status(dossier.status)
    if status is Status.SUBMITTED:
        what = gettext("Quầy nhận hồ sơ và hẹn ngày trả, hoặc báo cần bổ sung gì")
        return [Moment(kind="next", icon="clipboard-check", when=gettext("tiếp theo"), what=what)]
    if status not in OPEN or dossier.due_at is None or dossier.paused_at is not None:
        return []
    ahead = []
    if status is not Status.AWAITING_SIGNATURE:
        ahead.append(
            Moment(kind="next", icon="writing-sign", when=gettext("tiếp theo"), what=gettext("Lãnh đạo xã ký"))
        )
    phone = mask_phone(dossier.applicant_phone)
    what = gettext("Có kết quả, báo tin tới %(phone)s") % {"phone": phone} if phone else gettext("Có kết quả")
    return [*ahead, Moment(kind="next", icon="file-check", when=by_words(dossier.due_at), what=what)]

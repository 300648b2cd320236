"""Behind each button of a bill: the form it needs, the row it is about, the one service call it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.core.files import store
from apps.core.labels import money
from apps.dossiers.models import Dossier
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.payments import forms
from apps.payments.domain.states import Act as Move
from apps.payments.domain.states import may
from apps.payments.domain.words import Proof
from apps.payments.forms.cash import CashForm, Owed
from apps.payments.permissions import ASKING, TAKING
from apps.payments.selectors.standing import DemandLine, ReceiptLine, Standing
from apps.payments.services import counter, refunding
from apps.payments.services.billing import NOT_ASKED, Notice, raise_demand


class Act(StrEnum):
    """A button on a bill; the value is its address."""

    CASH = "thu"
    WAIVE = "mien"
    DECLINE_CLAIM = "khong-mien"
    CANCEL = "thoi-thu"
    TAKE_BACK = "huy-bien-lai"
    ASK_REFUND = "hoan-tra"
    RAISE = "ghi-khoan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """One official about to do one act on the money of one dossier; `target` is the demand or receipt it is about."""

    request: StaffRequest
    dossier: Dossier
    standing: Standing
    target: int

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.request.actor, "at": self.request.at}


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Who may, with what form, and what it does. `about` finds what an act may be done to."""

    title: str | Promise
    effect: str | Promise
    done: str | Promise
    duties: tuple[Duty, ...]
    form: type[forms.MoneyAct]
    do: Callable[[Doing, Mapping[str, Any]], object]
    fits: Callable[[DemandLine], bool] | None = None
    fits_receipt: Callable[[ReceiptLine], bool] | None = None
    icon: str = "edit"


def _can(move: Move) -> Callable[[DemandLine], bool]:
    return lambda line: may(state=line.state, act=move)


def _cash(doing: Doing, said: Mapping[str, Any]) -> object:
    return counter.take_cash(demand_ids=said["demands"], **doing.who)


def _waive(doing: Doing, said: Mapping[str, Any]) -> object:
    by, at = doing.request.actor, doing.request.at
    file = store(upload=said["file"], by=by.key, at=at) if said["file"] else None
    proof = Proof(said["proof"])
    return counter.waive(demand_id=doing.target, reason=said["reason"], proof=proof, file=file, by=by, at=at)


def _decline(doing: Doing, said: Mapping[str, Any]) -> object:
    return counter.decline_claim(demand_id=doing.target, reason=said["reason"], **doing.who)


def _cancel(doing: Doing, said: Mapping[str, Any]) -> object:
    return counter.cancel(demand_id=doing.target, reason=said["reason"], **doing.who)


def _take_back(doing: Doing, said: Mapping[str, Any]) -> object:
    return counter.take_back(receipt_id=doing.target, reason=said["reason"], **doing.who)


def _ask_refund(doing: Doing, said: Mapping[str, Any]) -> object:
    return refunding.ask(demand_id=doing.target, reason=said["reason"], **doing.who)


def _raise(doing: Doing, said: Mapping[str, Any]) -> object:
    notice = Notice(
        title=said["title"],
        amount=said["amount"],
        legal_basis=said["legal_basis"],
        document=said["document"],
        note=said["note"],
    )
    return raise_demand(dossier_id=doing.dossier.pk, notice=notice, **doing.who)


DOORS: dict[Act, Door] = {
    Act.CASH: Door(
        title=_("Thu tiền mặt"),
        effect=_("Đã nhận đủ tiền, lập biên lai"),
        done=_("Đã thu và lập biên lai."),
        duties=TAKING,
        form=CashForm,
        do=_cash,
        icon="cash",
    ),
    Act.WAIVE: Door(
        title=_("Miễn thu"),
        effect=_("Miễn khoản này"),
        done=_("Đã miễn."),
        duties=TAKING,
        form=forms.WaiveForm,
        do=_waive,
        fits=_can(Move.WAIVE),
        icon="check",
    ),
    Act.DECLINE_CLAIM: Door(
        title=_("Không đủ điều kiện miễn"),
        effect=_("Không miễn, báo người nộp"),
        done=_("Đã báo người nộp: khoản này vẫn phải nộp."),
        duties=TAKING,
        form=forms.WhyForm,
        do=_decline,
        fits=lambda line: line.is_payable and bool(line.claim),
        icon="x",
    ),
    Act.CANCEL: Door(
        title=_("Không thu nữa"),
        effect=_("Bỏ khoản này"),
        done=_("Đã bỏ khoản thu."),
        duties=TAKING,
        form=forms.WhyForm,
        do=_cancel,
        fits=_can(Move.CANCEL),
        icon="ban",
    ),
    Act.ASK_REFUND: Door(
        title=_("Đề nghị hoàn trả"),
        effect=_("Gửi đề nghị hoàn trả"),
        done=_("Đã gửi. Người khác quyết định."),
        duties=ASKING,
        form=forms.WhyForm,
        do=_ask_refund,
        fits=_can(Move.ASK_REFUND),
        icon="arrow-back-up",
    ),
    Act.TAKE_BACK: Door(
        title=_("Hủy biên lai lập nhầm"),
        effect=_("Lập biên lai hủy"),
        done=_("Đã hủy. Khoản tiền lại thành chưa nộp."),
        duties=TAKING,
        form=forms.WhyForm,
        do=_take_back,
        fits_receipt=lambda receipt: receipt.may_be_reversed,
        icon="arrow-back-up",
    ),
    Act.RAISE: Door(
        title=_("Ghi khoản phải thu"),
        effect=_("Ghi và báo người nộp"),
        done=_("Đã ghi khoản phải thu và báo người nộp."),
        duties=ASKING,
        form=forms.NoticeForm,
        do=_raise,
        icon="file-plus",
    ),
}


def owed_choices(standing: Standing) -> list[Owed]:
    """What cash may be taken for; a claim nobody has judged is not ticked at first."""
    return [
        Owed(id=line.id, words=f"{line.title}: {money(line.amount)}", amount=line.amount, is_ticked=not line.claim)
        for line in standing.lines
        if line.is_payable
    ]


def is_offered(act: Act, doing: Doing) -> bool:
    """Whether this act may be done to this target by whoever asks."""
    door = DOORS[act]
    if not any(doing.request.actor.has(duty) for duty in door.duties):
        return False
    if act is Act.RAISE:
        return doing.dossier.status not in NOT_ASKED
    if act is Act.CASH:
        return bool(owed_choices(doing.standing))
    if door.fits:
        return any(line.id == doing.target and door.fits(line) for line in doing.standing.lines)
    if door.fits_receipt:
        return any(each.id == doing.target and door.fits_receipt(each) for each in doing.standing.receipts)
    return True


@dataclass(frozen=True, slots=True)
class Button:
    """An act that is offered: its address, its words, its picture."""

    act: Act
    target: int
    title: str | Promise
    icon: str


def buttons_of(doing: Doing) -> dict[str, Any]:
    """Every button of the page: of the whole bill, of each demand, of each receipt."""
    return {
        "whole": [_button(act, 0) for act in (Act.CASH, Act.RAISE) if is_offered(act, doing)],
        "lines": [(line, _offered(doing, line.id, demands=True)) for line in doing.standing.lines],
        "receipts": [(each, _offered(doing, each.id, demands=False)) for each in doing.standing.receipts],
    }


def _offered(doing: Doing, target: int, *, demands: bool) -> list[Button]:
    about = Doing(request=doing.request, dossier=doing.dossier, standing=doing.standing, target=target)
    acts = [act for act, door in DOORS.items() if (door.fits if demands else door.fits_receipt)]
    return [_button(act, target) for act in acts if is_offered(act, about)]


def _button(act: Act, target: int) -> Button:
    return Button(act, target, DOORS[act].title, DOORS[act].icon)

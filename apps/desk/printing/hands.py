"""The places to sign at the foot of a paper: whose they are is a fact, what stands above them the office may word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from apps.core.paper import wording
from apps.desk.domain.layouts import Hand, Layout, hands_in_order
from apps.desk.domain.papers import (
    ApologyFacts,
    AppointmentFacts,
    Facts,
    ReceiptFacts,
    RefusalFacts,
    ResultReceiptFacts,
    StopFacts,
    SupplementRequestFacts,
)
from apps.desk.domain.standards import OTHER, SIGN, standard

FILED_ONLINE = "(Nộp qua mạng, không cần ký giấy)"
ON_SCREEN = "(Đã ký trên màn hình tại quầy)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """Who signs at one place, and how, where that is a fact."""

    name: str
    role: str = ""  # the position they signed in
    how: str = ""  # how they did, where it is already done
    stamp: tuple[str, ...] = ()
    is_there: bool = True  # False keeps the place free


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnHand:
    """One place to sign as templates/print/hands.html draws it; without a role it is an empty place."""

    role: str
    how: str = ""
    name: str = ""
    is_near: bool = False
    stamp: tuple[str, ...] = ()


def hands_of(*, facts: Facts, layout: Layout) -> list[DrawnHand]:
    """Every place to sign on this paper, from left to right."""
    who = _who(facts)
    drawn = [_drawn(hand, who.get(hand.key), facts) for hand in hands_in_order(kind=facts.kind, layout=layout)]
    return [hand for hand in drawn if hand is not None]


def _drawn(hand: Hand, signing: Signing | None, facts: Facts) -> DrawnHand | None:
    given = next((one for one in standard(facts.kind).hands if one.key == hand.key), None)
    is_fixed = given is not None and given.is_fixed
    if not hand.is_shown and not is_fixed:
        return None
    if hand.key == OTHER:
        return DrawnHand(role=hand.above(role=""), how=hand.how or SIGN, name=hand.name)
    if given is None or signing is None:
        return None
    if not signing.is_there:
        return DrawnHand(role="") if is_fixed else None
    return DrawnHand(
        role=hand.above(role=given.role, position=signing.role),
        how=signing.how or hand.how or given.how,
        name=signing.name,
        is_near=bool(signing.how),
        stamp=signing.stamp,
    )


def _who(facts: Facts) -> dict[str, Signing]:
    tell = WHO.get(type(facts))
    return tell(facts) if tell else {}


def _of_receipt(facts: ReceiptFacts | RefusalFacts) -> dict[str, Signing]:
    brought = Signing(
        name=facts.applicant.brought_by or facts.applicant.name, how=FILED_ONLINE if facts.is_electronic else ""
    )
    confirmed = f"(Xác nhận lúc {wording.stamp(facts.head.issued_at)})" if facts.is_electronic else ""
    return {"applicant": brought, "receiver": Signing(name=facts.received_by, how=confirmed)}


def _of_supplement(facts: SupplementRequestFacts) -> dict[str, Signing]:
    return {
        "approver": Signing(name=facts.approved_by, is_there=bool(facts.approved_by)),
        "guide": Signing(name=facts.guided_by),
    }


def _of_signed(facts: ApologyFacts | StopFacts) -> dict[str, Signing]:
    stamp: tuple[str, ...] = ()
    if facts.signed_at:
        late = isinstance(facts, ApologyFacts) and facts.is_after_promise
        stamp = (
            "Ký trên hệ thống Một Cửa",
            f"Người ký: {facts.signer}",
            f"Lúc: {wording.stamp(facts.signed_at)} (giờ Việt Nam)",
            *(["Ký sau thời gian đã hẹn"] if late else []),
        )
    return {"signer": Signing(name=facts.signer, role=facts.signer_position, stamp=stamp)}


def _of_result_receipt(facts: ResultReceiptFacts) -> dict[str, Signing]:
    return {
        "collector": Signing(name=facts.collector, how=ON_SCREEN if facts.signature else ""),
        "handed_by": Signing(name=facts.handed_by),
        "leader": Signing(name=facts.handed_by_leader, is_there=bool(facts.handed_by_leader)),
    }


def _of_appointment(facts: AppointmentFacts) -> dict[str, Signing]:
    return {"offered_by": Signing(name=facts.offered_by)}


WHO: dict[type[Facts], Callable[[Any], dict[str, Signing]]] = {
    ReceiptFacts: _of_receipt,
    RefusalFacts: _of_receipt,
    SupplementRequestFacts: _of_supplement,
    ApologyFacts: _of_signed,
    StopFacts: _of_signed,
    ResultReceiptFacts: _of_result_receipt,
    AppointmentFacts: _of_appointment,
}
